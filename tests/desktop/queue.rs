//! The queue in the window: a folder is dropped, what waits is put in another order and let go on, and a file that could not
//! be read is tried again. A path is pasted.

use std::fs;
use std::path::Path;

use fantoccini::Locator;
use fantoccini::elements::Element;
use pagewing::paths::Paths;
use pagewing_tests::fixture;
use serde_json::json;
use tempfile::tempdir;

use crate::drop_files::drop_files;
use crate::keys::{CONTROL, ESCAPE, RELEASE};
use crate::reading::{list, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window};

const PAPERS: [(&str, &str); 5] = [
    (
        "a.md",
        "# Boats in the north\n\nSmall boats leave the northern harbour every morning.\n",
    ),
    (
        "b.md",
        "# Boats in the south\n\nThe southern bay is shallow, and its water is warm.\n",
    ),
    (
        "deeper/c.md",
        "# On sourdough\n\nFlour and water stand for two days before the dough is baked.\n",
    ),
    ("holiday.pdf", "Dear all, this is not a PDF."),
    (".hidden.md", "# Hidden\n\nNobody reads this.\n"),
];

#[test]
fn a_dropped_folder_waits_is_put_in_another_order_goes_on_and_is_tried_again() -> Outcome {
    run(async {
        let home = tempdir()?;
        let paths = Paths::under(home.path());
        // a person has paused everything, and comes back
        let settings = paths.settings();
        fs::create_dir_all(settings.parent().ok_or("no folder")?)?;
        fs::write(&settings, r#"{"paused": true}"#)?;
        let folder = home.path().join("papers");
        for (name, text) in PAPERS {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().ok_or("no folder")?)?;
            fs::write(&path, text)?;
        }
        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("empty").await?;
        drop_files(window.display(), &[&folder])?;
        assert_eq!(
            waiting(&window, 4).await?,
            ["a.md", "b.md", "c.md", "holiday.pdf"]
        );
        window.element_with("job", "Paused").await?;

        // in another order: by buttons, which keys press too
        press(&window, "c.md", "job-front").await?;
        window
            .until("the moved job at the front", async || {
                let first = waiting(&window, 4).await?.first() == Some(&"c.md".to_owned());
                Ok(first.then_some(()))
            })
            .await?;
        press(&window, "b.md", "job-up").await?;
        window
            .until("another order", async || {
                let order = waiting(&window, 4).await?;
                Ok((order == ["c.md", "b.md", "a.md", "holiday.pdf"]).then_some(()))
            })
            .await?;
        window.screenshot("queue")?;
        // the same folder again is the same jobs
        drop_files(window.display(), &[&folder])?;
        assert_eq!(
            waiting(&window, 4).await?,
            ["c.md", "b.md", "a.md", "holiday.pdf"]
        );

        window.element("pause-queue").await?.click().await?;
        for title in ["On sourdough", "Boats in the south", "Boats in the north"] {
            window.element_with("library-item", title).await?;
        }

        // what could not be read is there now
        window.element("queue").await?.click().await?;
        window.element_with("job", "holiday.pdf").await?;
        window.screenshot("queue-failed")?;
        fs::copy(fixture("pdf/dftk.pdf"), folder.join("holiday.pdf"))?;
        press(&window, "holiday.pdf", "retry-job").await?;
        window.element_with("library-item", "DFTK").await?;
        window.close().await?;
        assert!(!is_paused(&settings)?);
        Ok(())
    })
}

#[test]
fn a_pasted_path_is_read_where_no_field_has_the_focus() -> Outcome {
    run(async {
        let home = tempdir()?;
        let path = home.path().join("pasted paper.md");
        fs::write(&path, PAPERS[0].1)?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        summarized(&window, 0).await?;
        // the shortest way of a path into the clipboard
        window.element("settings").await?.click().await?;
        let field = window.element("find-setting").await?;
        field.send_keys(&path.display().to_string()).await?;
        field.send_keys(&format!("{CONTROL}a{RELEASE}")).await?;
        field.send_keys(&format!("{CONTROL}c{RELEASE}")).await?;
        field.send_keys(ESCAPE).await?;
        field.send_keys(ESCAPE).await?;
        let pages = window.element("pages").await?;
        pages.send_keys(&format!("{CONTROL}v{RELEASE}")).await?;
        window
            .element_with("library-item", "Boats in the north")
            .await?;
        window.close().await
    })
}

/// The names of the jobs that wait, the next first, once there are so many.
async fn waiting(window: &Window, number: usize) -> Outcome<Vec<String>> {
    window
        .until("jobs that wait", async || {
            let jobs = window.ask("jobs", json!({})).await?;
            let mut jobs: Vec<_> = list(&jobs)
                .iter()
                .filter(|job| job["state"]["kind"] == "queued")
                .map(|job| {
                    (
                        job["turn"].as_i64(),
                        job["name"].as_str().map(str::to_owned),
                    )
                })
                .collect();
            jobs.sort();
            let names: Vec<_> = jobs.into_iter().filter_map(|(_, name)| name).collect();
            Ok((names.len() == number).then_some(names))
        })
        .await
}

/// Presses a button of a job.
async fn press(window: &Window, job: &str, button: &str) -> Outcome {
    let line: Element = window.element_with("job", job).await?;
    let button = format!("[data-testid={button}]");
    line.find(Locator::Css(&button)).await?.click().await?;
    Ok(())
}

fn is_paused(settings: &Path) -> Outcome<bool> {
    let kept: serde_json::Value = serde_json::from_slice(&fs::read(settings)?)?;
    Ok(kept["paused"] == true)
}
