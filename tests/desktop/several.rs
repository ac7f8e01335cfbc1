//! Questions to several papers in the window, and the history that keeps them.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::tempdir;

use crate::asking::starter;
use crate::keys::ENTER;
use crate::run;
use crate::window::{Opening, Outcome, Window, words_of};

const PAPERS: [(&str, &str); 3] = [
    (
        "north.md",
        "# Boats in the north\n\nSmall boats leave the northern harbour every morning.\n\
         The boats drifted eleven kilometres in a day when the wind was steady.\n\
         The keel of each boat was painted before the season began.\n",
    ),
    (
        "south.md",
        "# Boats in the south\n\nThe southern bay is shallow, and its water is warm.\n\
         In this bay the boats drifted four kilometres in a day.\n\
         The owners sell their fish on the pier in the evening.\n",
    ),
    (
        "bread.md",
        "# On sourdough\n\nFlour and water stand for two days before the dough is baked.\n\
         The crust becomes darker when the oven is hot.\n",
    ),
];
const QUESTION: &str = "How far did the boats drift in a day?";
/// The title of the open document.
const TITLE: &str = "document.querySelector('main h1').textContent.trim()";

fn written(folder: &Path) -> Outcome<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    let mut paths = Vec::new();
    for (name, text) in PAPERS {
        let path = folder.join(name);
        fs::write(&path, text)?;
        paths.push(path);
    }
    Ok(paths)
}

/// Names papers in the question's field by the beginnings of their titles, behind an `@` and by keyboard.
async fn name<const N: usize>(window: &Window, beginnings: [&str; N]) -> Outcome {
    let field = window.element("ask").await?;
    for (nth, beginning) in beginnings.into_iter().enumerate() {
        field.send_keys(&format!("@{beginning}")).await?;
        window.element("titles").await?;
        field.send_keys(ENTER).await?;
        let tokens = format!(
            "document.querySelectorAll('[data-testid=token]').length === {}",
            nth + 1
        );
        window.wait_for(&tokens).await?;
    }
    Ok(())
}

#[test]
fn a_question_to_three_papers_names_them_and_is_there_after_a_restart() -> Outcome {
    run(async {
        let home = tempdir()?;
        let opening = Opening {
            arguments: written(&home.path().join("papers"))?,
            variables: vec![("PAGEWING_STARTER", starter())],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        window
            .wait_for("document.querySelectorAll('[data-testid=library-item]').length === 3")
            .await?;

        name(&window, ["north", "south", "sour"]).await?;
        let field = window.element("ask").await?;
        field.send_keys(&format!("{QUESTION}{ENTER}")).await?;
        window
            .wait_for("document.querySelector('[data-testid=answer][data-status=found][data-provisional=false]')")
            .await?;
        let places = window.elements("quotation-place").await?;
        let mut named = Vec::new();
        for place in &places {
            named.push(words_of(place).await?);
        }
        for title in ["Boats in the north", "Boats in the south"] {
            assert!(named.iter().any(|words| words.contains(title)), "{named:?}");
        }
        window.element_with("without", "On sourdough").await?;
        window.screenshot("three-papers")?;

        // the answer stays while its quotations open their papers
        for title in ["Boats in the north", "Boats in the south"] {
            window
                .element_with("quotation-place", title)
                .await?
                .click()
                .await?;
            window.wait_for(&format!("{TITLE} === '{title}'")).await?;
            window.element("highlight").await?;
        }
        window.screenshot("other-paper")?;
        window.close().await?;

        let opening = Opening {
            variables: vec![("PAGEWING_STARTER", starter())],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        window.element("tab-questions").await?.click().await?;
        window.element("history-everywhere").await?.click().await?;
        let past = window.element_with("past-question", QUESTION).await?;
        past.click().await?;
        let answer = window
            .element_with("past-answer", "eleven kilometres")
            .await?;
        let words = words_of(&answer).await?;
        assert!(words.contains("four kilometres"), "{words}");
        assert!(words.contains("On sourdough"), "{words}");
        window.screenshot("history")?;

        // deleted, brought back, and asked again
        window.element("delete-question").await?.click().await?;
        window
            .wait_for("!document.querySelector('[data-testid=past-question]')")
            .await?;
        window.element_with("notice", "Undo").await?;
        let undo = "document.querySelector('[data-testid=notice] button').click()";
        window.script(undo, vec![]).await?;
        window
            .element_with("past-question", QUESTION)
            .await?
            .click()
            .await?;
        window.element("ask-again").await?.click().await?;
        window
            .wait_for("document.querySelector('[data-testid=answer][data-status=found][data-provisional=false]')")
            .await?;
        window
            .wait_for("document.querySelectorAll('[data-testid=past-question]').length === 2")
            .await?;
        window.close().await
    })
}
