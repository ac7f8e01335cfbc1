//! Files that cannot be read: the window says why, and nothing is lost.

use std::fs;

use pagewing_tests::fixture;
use serde_json::json;
use tempfile::tempdir;

use crate::drop_files::drop_files;
use crate::run;
use crate::window::{Opening, Outcome, Window};

/// The key's code in WebDriver.
const ENTER: char = '\u{E007}';

#[test]
fn a_file_that_is_no_document_gets_a_note_and_a_scan_a_way_to_its_text() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("empty").await?;
        let pretender = home.path().join("holiday.pdf");
        fs::write(&pretender, "Dear all, this is not a PDF.")?;
        let scan = fixture("pdf/scanned.pdf");
        drop_files(window.display(), &[&pretender, &scan])?;
        window.element_with("library-item", "scanned.pdf").await?;
        window.element("queue").await?.click().await?;
        window.element_with("job", "holiday.pdf").await?;
        window.element_with("remark", "plain text").await?;
        window.element_with("remark", "picture").await?;
        window.element_with("recognize", "1 page").await?;
        window.screenshot("refusals")?;

        // readable files are read beside them
        drop_files(window.display(), &[&fixture("pdf/dftk.pdf")])?;
        window.element_with("library-item", "DFTK").await?;
        window.close().await
    })
}

#[test]
fn a_locked_file_opens_with_its_password() -> Outcome {
    run(async {
        let home = tempdir()?;
        let opening = Opening {
            arguments: vec![fixture("pdf/locked.pdf")],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        window
            .element("password")
            .await?
            .send_keys(&format!("sesame{ENTER}"))
            .await?;
        window
            .until("a word about the wrong password", async || {
                let jobs = window.ask("jobs", json!({})).await?;
                let wrong = jobs[0]["state"]["wrong"] == true;
                Ok(wrong.then_some(()))
            })
            .await?;
        window.screenshot("password")?;
        let field = window.element("password").await?;
        field.clear().await?;
        field.send_keys(&format!("open sesame{ENTER}")).await?;
        window.element_with("library-item", "DFTK").await?;
        window.element("summary-sentence").await?;
        window
            .wait_for("document.querySelector('[data-testid=page][data-page=\"1\"] canvas')")
            .await?;
        window.close().await
    })
}
