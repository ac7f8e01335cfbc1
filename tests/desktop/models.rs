//! From key sentences to written ones: one click, a download from a hub on this machine, a fast copy, a summary. And what
//! comes between: a pause, a killed program, a busy hub, a damaged file.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use pagewing_tests::fixture;
use pagewing_tests::hub::{Door, Hub, Misbehaviour, publish};
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::drop_files::drop_files;
use crate::reading::{list, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window};

/// The model that the line under key sentences offers.
const ID: &str = "google/bigbird-pegasus-large-arxiv";
const WEIGHTS: &str = "pytorch_model.bin";
/// Bytes per second of a download, so slow that a window shows how it moves on.
const SLOW: u64 = 200_000;

/// A hub with the small model under the name of the real one.
struct Place {
    _repositories: TempDir,
    home: TempDir,
    hub: Hub,
    /// Bytes of the weights.
    weights: u64,
}

impl Place {
    fn new() -> Outcome<Self> {
        let repositories = tempdir()?;
        let model = publish(&fixture("tiny-model"), repositories.path(), ID)?;
        Ok(Self {
            weights: fs::metadata(model.join(WEIGHTS))?.len(),
            hub: Hub::serve(repositories.path())?,
            home: tempdir()?,
            _repositories: repositories,
        })
    }

    /// Downloads come slowly, and no further than to the middle of the weights: however long a busy machine takes to press a
    /// button, there is something left to stop.
    fn hold(&self) {
        self.hub.limit(Some(SLOW));
        self.hub.hold_after(Some(self.weights / 2));
    }

    fn let_go(&self) {
        self.hub.limit(None);
        self.hub.hold_after(None);
    }

    async fn open(&self) -> Outcome<Window> {
        let opening = Opening {
            variables: vec![("HF_ENDPOINT", PathBuf::from(self.hub.endpoint()))],
            ..Opening::default()
        };
        Window::open(self.home.path(), opening).await
    }

    /// Where later requests for the weights began.
    fn resumed_at(&self) -> Vec<u64> {
        let requests = self.hub.requests().into_iter();
        let ranges = requests
            .filter(|request| request.door == Door::Storage)
            .filter_map(|request| request.range);
        ranges
            .filter_map(|range| {
                let first = range.strip_prefix("bytes=")?.split('-').next()?;
                first.parse().ok()
            })
            .filter(|first| *first > 0)
            .collect()
    }
}

#[test]
fn one_click_leads_from_key_sentences_to_a_written_summary() -> Outcome {
    run(async {
        let place = Place::new()?;
        place.hold();
        let window = place.open().await?;
        window.element("empty").await?;
        drop_files(window.display(), &[&fixture("pdf/dftk.pdf")])?;
        let document = summarized(&window, 0).await?;
        let id = &document["card"]["id"];
        window
            .element_with("get-writer", "Written summaries need a model")
            .await?;
        window.screenshot("model-offered")?;

        window.element("get-writer-now").await?.click().await?;
        partial(&window, place.weights / 4).await?;
        window.screenshot("model-downloading")?;
        window.element("pause-writer").await?.click().await?;
        writer_line(&window, "paused").await?;
        window
            .until("a hub that sends nothing more", async || {
                let sent = place.hub.sent();
                tokio::time::sleep(std::time::Duration::from_secs(1)).await;
                Ok((place.hub.sent() == sent).then_some(()))
            })
            .await?;
        window.screenshot("model-paused")?;

        place.let_go();
        window.element("get-writer-now").await?.click().await?;
        let summary = window
            .until("a written summary", async || {
                let summary = window.ask("summary", json!({ "id": id })).await?;
                let written = summary["origin"]["kind"] == "model" && summary["complete"] == true;
                Ok(written.then_some(summary))
            })
            .await?;
        assert!(!list(&summary["sentences"]).is_empty(), "{summary}");
        let shown = list(&summary["sentences"])[0]["text"].as_str();
        let beginning: String = shown.unwrap_or_default().chars().take(12).collect();
        window
            .element_with("summary-sentence", beginning.trim())
            .await?;
        window.screenshot("model-wrote")?;

        let card = card(&window).await?;
        assert_eq!(card["state"]["kind"], "ready");
        assert_eq!(card["in_use"], true);
        // in int8, and the original is gone
        assert_eq!(card["fast_copy"]["kind"], "made", "{card}");
        assert_eq!(card["fast_copy"]["original_bytes"], 0, "{card}");
        assert_eq!(place.resumed_at().len(), 1, "{:#?}", place.hub.requests());
        assert!(place.hub.requests().iter().all(|it| !it.authorized));

        window.element("model").await?.click().await?;
        window.element("open-models").await?.click().await?;
        window
            .wait_for(&format!(
                "document.querySelector('[data-model=\"{ID}\"][data-state=ready][data-in-use=true]')"
            ))
            .await?;
        window.screenshot("models")?;
        window.close().await
    })
}

#[test]
fn a_download_survives_a_killed_window_and_damage_is_repaired() -> Outcome {
    run(async {
        let place = Place::new()?;
        let busy = Misbehaviour::Status {
            status: 429,
            retry_after: Some(1),
        };
        place.hub.misbehave(WEIGHTS, [busy]);
        place.hold();
        let window = place.open().await?;
        window.element("empty").await?;
        download(&window).await?;
        let there = partial(&window, place.weights / 4).await?;
        window.kill()?;

        // what was there stays there, and the download goes on by itself
        let window = place.open().await?;
        window.element("empty").await?;
        let after = partial(&window, there / 2).await?;
        assert!(after >= there / 2, "{after} of {there}");
        place.let_go();
        let ready = with_fast_copy(&window).await?;
        assert!(
            !place.resumed_at().is_empty(),
            "{:#?}",
            place.hub.requests()
        );

        let folder = ready["folder"].as_str().ok_or("no folder")?;
        damage(Path::new(folder))?;
        window.ask("verify_model", json!({ "id": ID })).await?;
        let damaged = in_state(&window, "damaged").await?;
        assert_eq!(damaged["state"]["damage"]["kind"], "other_hash");
        download(&window).await?;
        with_fast_copy(&window).await?;
        window.close().await
    })
}

async fn download(window: &Window) -> Outcome<Value> {
    let arguments = json!({ "id": ID, "then": null });
    window.ask("download_model", arguments).await
}

/// The model as the Models page shows it.
async fn card(window: &Window) -> Outcome<Value> {
    let shelf = window.ask("models", json!({})).await?;
    let card = list(&shelf["models"]).iter().find(|card| card["id"] == ID);
    Ok(card.ok_or("the catalogue lacks the model")?.clone())
}

/// Waits for a state of the model.
async fn in_state(window: &Window, state: &str) -> Outcome<Value> {
    window
        .until(&format!("a model that is {state}"), async || {
            let card = card(window).await?;
            Ok((card["state"]["kind"] == state).then_some(card))
        })
        .await
}

/// Waits until nothing but the fast copy is left of a download. Before that, the original is ready, too.
async fn with_fast_copy(window: &Window) -> Outcome<Value> {
    window
        .until("a fast copy alone", async || {
            let card = card(window).await?;
            let copy = &card["fast_copy"];
            let alone = copy["kind"] == "made" && copy["original_bytes"] == 0;
            Ok((alone && card["state"]["kind"] == "ready").then_some(card))
        })
        .await
}

/// Waits until a running download has this many bytes, and returns how many it has.
async fn partial(window: &Window, bytes: u64) -> Outcome<u64> {
    window
        .until("a part of the model", async || {
            let jobs = window.ask("jobs", json!({})).await?;
            let here = list(&jobs)
                .iter()
                .filter_map(|job| job["transfer"]["bytes"].as_u64())
                .max();
            Ok(here.filter(|here| *here >= bytes))
        })
        .await
}

/// Waits for what the line under the key sentences says.
async fn writer_line(window: &Window, kind: &str) -> Outcome<Value> {
    let css = format!("[data-testid=get-writer][data-kind={kind}]");
    window
        .wait_for(&format!("document.querySelector('{css}')"))
        .await
}

/// Inverts a byte in the middle of the largest file of a folder.
fn damage(folder: &Path) -> Outcome {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        files.push((entry.metadata()?.len(), entry.path()));
    }
    let (_, largest) = files.iter().max().ok_or("an empty folder")?;
    // In place: a program that has mapped the file would end if the file became shorter.
    let file = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(largest)?;
    let (mut byte, middle) = ([0], file.metadata()?.len() / 2);
    file.read_exact_at(&mut byte, middle)?;
    file.write_all_at(&[!byte[0]], middle)?;
    Ok(())
}
