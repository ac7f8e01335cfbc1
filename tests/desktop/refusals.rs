//! Files that cannot be read: the window says why, and nothing is lost. The page cannot reach the network.

use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;

use pagewing_tests::fixture;
use serde_json::json;
use tempfile::tempdir;

use crate::drop_files::drop_files;
use crate::run;
use crate::window::{Opening, Outcome, Window};

/// The key's code in WebDriver.
const ENTER: char = '\u{E007}';

#[test]
fn a_file_that_is_no_document_and_a_scan_get_a_note() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("empty").await?;
        let pretender = home.path().join("holiday.pdf");
        fs::write(&pretender, "Dear all, this is not a PDF.")?;
        let scan = fixture("pdf/scanned.pdf");
        drop_files(window.display(), &[&pretender, &scan])?;
        window.element_with("job", "holiday.pdf").await?;
        window.element_with("job", "scanned.pdf").await?;
        window.element_with("note", "plain text").await?;
        window.element_with("note", "scanned").await?;
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

#[test]
fn the_page_reaches_nothing_outside() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("empty").await?;
        let outside = TcpListener::bind(("127.0.0.1", 0))?;
        outside.set_nonblocking(true)?;
        let address = format!("http://{}/", outside.local_addr()?);

        let attempts = "const [address, done] = arguments;
            const blocked = async (attempt) => { try { await attempt(); return false; } catch { return true; } };
            const worker = [...document.querySelectorAll('script[src]')].map((script) => script.src)[0];
            (async () => done({
                fetch: await blocked(() => fetch(address)),
                eval: await blocked(() => (0, eval)('1')),
                image: await blocked(() => new Promise((good, bad) => {
                    const image = new Image();
                    image.onload = good; image.onerror = bad; image.src = address;
                })),
                window: window.open(address) === null,
                policy: (await fetch(worker)).headers.get('content-security-policy'),
            }))();";
        let found = window.script_async(attempts, vec![json!(address)]).await?;
        for attempt in ["fetch", "eval", "image", "window"] {
            assert_eq!(found[attempt], true, "{attempt}: {found}");
        }
        let policy = found["policy"].as_str().unwrap_or_default();
        assert!(policy.contains("default-src 'none'"), "{found}");

        window
            .script("location.href = arguments[0]", vec![json!(address)])
            .await?;
        // it is still the same page, and it still responds
        window.element("empty").await?;
        window.ask("settings", json!({})).await?;
        let hit = outside.accept().map_err(|error| error.kind());
        assert!(
            matches!(hit, Err(ErrorKind::WouldBlock)),
            "somebody came: {hit:?}"
        );
        window.close().await
    })
}
