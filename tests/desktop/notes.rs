//! What a person marks and writes is there again after a restart, and other programs read what is exported.

use std::time::Duration;

use fantoccini::elements::Element;
use pagewing_tests::pandoc;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::keys::{CONTROL, END, ENTER, ESCAPE, RELEASE, SHIFT};
use crate::reading::{list, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window, words_of};

/// The time between the last key and the kill. The page and its web view write drafts down up to half a second later, and
/// later still on a busy machine.
const REST: Duration = Duration::from_secs(4);

const NOTE: &str = "Is this true in winter, too?";

#[test]
fn a_mark_with_a_note_is_there_after_a_restart_and_is_exported() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        let document = summarized(&window, 0).await?;
        let id = document["card"]["id"].clone();
        let sentence = window.element("summary-sentence").await?;
        let words = words_of(&sentence).await?;
        sentence.click().await?;
        write_note(&window, &sentence, NOTE).await?;
        let kept = window
            .until("a mark with its note", async || {
                let kept = window.ask("annotations", json!({ "document": id })).await?;
                Ok((kept[0]["note"] == NOTE).then_some(kept))
            })
            .await?;
        assert_eq!(kept[0]["colour"], "yellow");
        assert_eq!(kept[0]["target"]["passage"]["text"], words);
        check_drawn(&window, &kept[0]).await?;
        window.screenshot("note")?;
        window.close().await?;

        let file = home.path().join("notes.docx");
        let opening = Opening {
            variables: vec![("PAGEWING_SAVE_AS", file.clone())],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        window.element("tab-notes").await?.click().await?;
        let note = window.element("note-text").await?;
        assert_eq!(note.prop("value").await?.as_deref(), Some(NOTE));
        window.element("annotation-words").await?.click().await?;
        check_drawn(&window, &kept[0]).await?;
        window.screenshot("notes-after-a-restart")?;

        window.element("export").await?.click().await?;
        window.element("export-docx").await?.click().await?;
        let notice = window.element_with("notice", "Exported to").await?;
        assert!(words_of(&notice).await?.contains("notes.docx"));
        let read = pandoc("docx", "plain", &file);
        for part in [words.as_str(), NOTE] {
            assert!(read.contains(part), "{part} is not in {read}");
        }
        window.close().await
    })
}

#[test]
fn a_note_that_is_being_typed_is_in_its_field_after_a_kill() -> Outcome {
    const BEGUN: &str = "Ask Lena whether the berries";
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        let id = summarized(&window, 0).await?["card"]["id"].clone();
        window.element("tab-notes").await?.click().await?;
        let field = window.element("new-note").await?;
        field.click().await?;
        field.send_keys(BEGUN).await?;
        // nobody has left the field, so no note is kept
        tokio::time::sleep(REST).await;
        let notes = window.ask("annotations", json!({ "document": id })).await?;
        assert_eq!(list(&notes).len(), 0);
        window.kill_with_its_web_view()?;

        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("tab-notes").await?.click().await?;
        let field = window.element("new-note").await?;
        assert_eq!(field.prop("value").await?.as_deref(), Some(BEGUN));
        window.screenshot("draft-after-a-kill")?;
        // it goes on from there, and is kept when it is finished
        field.click().await?;
        field
            .send_keys(&format!("{END} froze{CONTROL}{ENTER}{RELEASE}"))
            .await?;
        window
            .until("the note", async || {
                let kept = window.ask("annotations", json!({ "document": id })).await?;
                Ok((kept[0]["note"] == format!("{BEGUN} froze")).then_some(()))
            })
            .await?;
        window.close().await
    })
}

/// Marks a sentence of the summary and writes a note to it, with keys. The sentence is chosen.
pub(crate) async fn write_note(window: &Window, sentence: &Element, note: &str) -> Outcome {
    sentence
        .send_keys(&format!("{CONTROL}{SHIFT}d{RELEASE}"))
        .await?;
    let field = window.element("note-text").await?;
    window
        .wait_for("document.activeElement?.dataset.testid === 'note-text'")
        .await?;
    field.send_keys(&format!("{note}{ESCAPE}")).await?;
    Ok(())
}

/// The lines of a mark that are drawn stand where its words are: as many, and in the same order from above.
pub(crate) async fn check_drawn(window: &Window, annotation: &Value) -> Outcome {
    let places = list(&annotation["target"]["passage"]["places"]).len();
    let drawn = format!(
        "[...document.querySelectorAll('[data-testid=pen][data-mark=\"{}\"]')].filter((line) => line.offsetWidth > 0)",
        annotation["id"]
    );
    window
        .wait_for(&format!("{drawn}.length === {places}"))
        .await?;
    // each lies on its sentence's page
    let pages = window
        .wait_for(&format!(
            "{drawn}.map((line) => Number(line.closest('[data-testid=page]').dataset.page))"
        ))
        .await?;
    let expected: Vec<Value> = list(&annotation["target"]["passage"]["places"])
        .iter()
        .map(|place| place["page"].clone())
        .collect();
    assert_eq!(list(&pages), expected);
    Ok(())
}
