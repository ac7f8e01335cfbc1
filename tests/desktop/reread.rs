//! A document without pages is read again while it is open: its marks and notes go on to the new sentences at once.

use std::fs;
use std::path::Path;

use pagewing::document::{self, DocumentId, ReadOptions};
use pagewing::library::Library;
use pagewing::paths::Paths;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::keys::ENTER;
use crate::notes::write_note;
use crate::reading::{list, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window, words_of};

const NOTE: &str = "Which harbour?";

/// The sentence that the older reading does not have.
const MISSED: &str = "The oldest harbour of the coast was closed in the war.";
const REST: &str = "Small boats leave the northern harbour every morning, and most of them come back at noon. \
    The boats drifted eleven kilometres in a day when the wind was steady. \
    The keel of each boat was painted before the season began, and the sails were mended.";

#[test]
fn marks_and_notes_of_running_text_follow_their_words_when_it_is_read_again() -> Outcome {
    run(async {
        let home = tempdir()?;
        let file = home.path().join("boats.md");
        fs::write(&file, format!("# Boats in the north\n\n{MISSED} {REST}\n"))?;
        let opening = Opening {
            arguments: vec![file],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let id = summarized(&window, 0).await?["card"]["id"].clone();
        window.close().await?;
        let paths = Paths::under(home.path());
        read_as_long_ago(&paths, &id, home.path())?;

        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("flow").await?;
        assert!(!text_of(&window).await?.contains(MISSED));
        let options = json!({ "length": "medium" });
        window
            .ask("summarize", json!({ "id": id, "options": options }))
            .await?;
        let sentence = window.element("summary-sentence").await?;
        let words = words_of(&sentence).await?;
        let words = words.trim_matches(['“', '”']).to_owned();
        sentence.click().await?;
        write_note(&window, &sentence, NOTE).await?;
        let before = kept(&window, &id).await?;
        check_drawn(&window, &words).await?;

        // a newer version reads it before it answers
        let connection = rusqlite::Connection::open(paths.database())?;
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        assert_eq!(
            connection.execute("UPDATE documents SET extraction = 1", [])?,
            1
        );
        drop(connection);
        let field = window.element("ask").await?;
        let question = "How far did the boats drift in a day?";
        field.send_keys(&format!("{question}{ENTER}")).await?;
        let there = format!(
            "document.querySelector('[data-testid=flow]').textContent.includes({})",
            json!(MISSED)
        );
        window.wait_for(&there).await?;
        check_drawn(&window, &words).await?;
        let after = kept(&window, &id).await?;
        let sentences = |annotation: &Value| {
            list(&annotation["target"]["passage"]["sentences"])
                .iter()
                .filter_map(Value::as_u64)
                .collect::<Vec<_>>()
        };
        let moved: Vec<u64> = sentences(&before).iter().map(|at| at + 1).collect();
        assert_eq!(sentences(&after), moved);
        window.element("tab-notes").await?.click().await?;
        let note = window.element("note-text").await?;
        assert_eq!(note.prop("value").await?.as_deref(), Some(NOTE));
        window.element("annotation-words").await?.click().await?;
        check_drawn(&window, &words).await?;
        window.screenshot("read-again")?;
        window.close().await?;

        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("flow").await?;
        window.wait_for(&there).await?;
        check_drawn(&window, &words).await?;
        window.close().await
    })
}

/// Puts a reading into the library that lacks the first sentence, as if an older version had made it.
fn read_as_long_ago(paths: &Paths, id: &Value, folder: &Path) -> Outcome {
    let shorter = folder.join("shorter.md");
    fs::write(&shorter, format!("# Boats in the north\n\n{REST}\n"))?;
    let mut document = document::read(&shorter, &ReadOptions::default(), &mut |_| ())?;
    document.id = DocumentId(id.as_str().ok_or("no id")?.to_owned());
    let library = Library::open(paths)?;
    let (name, file) = library.file_of(&document.id)?;
    assert!(library.put(&document, &name, &file)?, "nothing changed");
    Ok(())
}

async fn text_of(window: &Window) -> Outcome<String> {
    words_of(&window.element("flow").await?).await
}

/// The one annotation, once its note is kept.
async fn kept(window: &Window, id: &Value) -> Outcome<Value> {
    window
        .until("a mark with its note", async || {
            let kept = window.ask("annotations", json!({ "document": id })).await?;
            Ok((kept[0]["note"] == NOTE).then(|| kept[0].clone()))
        })
        .await
}

/// Waits until the words, and no others, are drawn as marked.
async fn check_drawn(window: &Window, words: &str) -> Outcome {
    let drawn = "[...document.querySelectorAll('[data-testid=pen]')].map((pen) => pen.textContent).join('')";
    window
        .wait_for(&format!("{drawn} === {}", json!(words)))
        .await?;
    Ok(())
}
