//! A table of evidence in the window, with the starter model: made, filled, led from to the page, kept through a kill,
//! written into and exported.

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::asking::starter;
use crate::keys::ENTER;
use crate::reading::{check_highlights, list, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window, example};

const LOSSES: &str = "How high are losses during harvest, handling and marketing?";
const FOOTBALL: &str = "Who won the football world cup in 1998?";

#[test]
fn a_table_is_made_filled_kept_through_a_kill_written_into_and_exported() -> Outcome {
    run(async {
        let home = tempdir()?;
        let file = home.path().join("table.docx");
        let opening = |arguments| Opening {
            arguments,
            variables: vec![
                ("PAGEWING_STARTER", starter()),
                ("PAGEWING_SAVE_AS", file.clone()),
            ],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening(vec![example()])).await?;
        let document = summarized(&window, 0).await?;
        let paper = document["card"]["id"].clone();

        window.element("open-tables").await?.click().await?;
        window.element("new-table").await?.click().await?;
        let title = window.element("table-title").await?;
        title.send_keys("Small fruits").await?;
        let questions = window.element("table-questions").await?;
        // WebKit types no character below the space: a line ends with the key
        questions
            .send_keys(&format!("{LOSSES}{ENTER}{FOOTBALL}"))
            .await?;
        window.element("table-paper").await?.click().await?;
        window.element("make-table").await?.click().await?;
        for question in [LOSSES, FOOTBALL] {
            window.element_with("table-question", question).await?;
        }
        window.element_with("table-cell", "50%").await?;
        window.element_with("table-cell", "Not found").await?;
        window.screenshot("table")?;

        // a cell leads to its page, which lies under the table
        let table = only_table(&window).await?;
        let column = &table["columns"][0]["id"];
        let asked = json!({ "column": column, "document": paper });
        let answer = window.ask("cell_answer", asked).await?;
        let quotation = &answer["answers"][0]["quotation"];
        let [sentence] = list(&quotation["sentences"]) else {
            return Err(format!("{quotation} is not one sentence").into());
        };
        let mut sentences = list(&document["sentences"]).iter();
        let source = sentences.find(|one| one["id"] == *sentence);
        press(&window, "[data-at=\"0,0\"]").await?;
        check_highlights(&window, &document, source.ok_or("no such sentence")?).await?;
        window.screenshot("table-to-page")?;
        window.kill()?;

        // after the kill
        let window = Window::open(home.path(), opening(vec![])).await?;
        window.element("open-tables").await?.click().await?;
        window
            .element_with("open-table", "Small fruits")
            .await?
            .click()
            .await?;
        window.element_with("table-cell", "50%").await?;
        let before = table;
        let table = only_table(&window).await?;
        assert_eq!(table["rows"], before["rows"]);

        // what the person knows better
        press(&window, "[data-testid=table-cell]:nth-of-type(2) [data-at]").await?;
        let field = window.element("cell-field").await?;
        field.send_keys("France, says the newspaper").await?;
        press(&window, "[data-testid=rename-table]").await?;
        window
            .script("document.activeElement.blur()", vec![])
            .await?;
        window.element_with("table-cell", "Yours").await?;

        window.element("export-table").await?.click().await?;
        window.element("export-table-docx").await?.click().await?;
        window.element_with("notice", "table.docx").await?;
        let read = pagewing_tests::pandoc("docx", "html", &file);
        let read = read.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "50%",
            "p. 1",
            "France, says the newspaper [yours]",
            "References",
        ] {
            assert!(read.contains(words), "no {words:?}: {read}");
        }
        window.screenshot("table-changed")?;
        window.close().await
    })
}

/// The table that there is, with its cells.
async fn only_table(window: &Window) -> Outcome<Value> {
    let tables = window.ask("tables", json!({})).await?;
    let [card] = list(&tables) else {
        return Err(format!("not one table: {tables}").into());
    };
    window.ask("table", json!({ "id": card["id"] })).await
}

/// Clicks what a selector finds first.
async fn press(window: &Window, selector: &str) -> Outcome {
    window
        .script(
            "const found = document.querySelector(arguments[0]); found.focus(); found.click();",
            vec![json!(selector)],
        )
        .await?;
    Ok(())
}
