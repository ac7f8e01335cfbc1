//! The panes around the pages are as a person left them, and a part of the document is summarized from its outline.

use serde_json::json;
use tempfile::tempdir;

use crate::keys::ARROW_LEFT;
use crate::reading::{list, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window};

#[test]
fn a_section_is_summarized_from_the_outline_and_the_panes_come_back_as_they_were() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        let document = summarized(&window, 0).await?;
        let id = document["card"]["id"].clone();
        window.element("summary-sentence").await?;

        let before = width(&window).await?;
        let edge = window.element("divider-side").await?;
        edge.send_keys(&ARROW_LEFT.repeat(3)).await?;
        assert!((width(&window).await? - before - 48.0).abs() < 1.0);

        // the second section, whose number is 1
        window.element("tab-outline").await?.click().await?;
        let title = document["sections"][1]["title"]
            .as_str()
            .ok_or("the paper has no second section")?;
        let row = window.elements("summarize-section").await?;
        row[1].click().await?;
        window
            .element_with("remark", &format!("About the section “{title}” only."))
            .await?;
        let summary = window.ask("summary", json!({ "id": id })).await?;
        assert_eq!(
            summary["options"]["focus"],
            json!({ "kind": "section", "section": 1 })
        );
        // its sources stand in that section, or in one inside it
        for sentence in list(&summary["sentences"]) {
            let source = &sentence["evidence"][0]["sentence"];
            let mut section = list(&document["sentences"])
                .iter()
                .find(|sentence| sentence["id"] == *source)
                .map(|sentence| sentence["section"].clone())
                .ok_or("a source is no sentence of the document")?;
            while section != 1 {
                let at = section.as_u64().ok_or("a source is in no section")?;
                section = document["sections"][usize::try_from(at)?]["parent"].clone();
            }
        }
        window.screenshot("section")?;
        window.close().await?;

        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("summarize-whole").await?;
        assert!((width(&window).await? - before - 48.0).abs() < 1.0);
        window.element("summarize-whole").await?.click().await?;
        window
            .wait_for("!document.querySelector('[data-testid=summarize-whole]')")
            .await?;
        window
            .until("a summary of the whole", async || {
                let summary = window.ask("summary", json!({ "id": id })).await?;
                let whole = summary["options"]["focus"] == json!({ "kind": "whole" });
                Ok((whole && summary["complete"] == true).then_some(()))
            })
            .await?;
        window.close().await
    })
}

/// The width of the side pane in CSS pixels.
async fn width(window: &Window) -> Outcome<f64> {
    let width = window
        .wait_for("document.getElementById('side').getBoundingClientRect().width")
        .await?;
    width.as_f64().ok_or_else(|| "no width".into())
}
