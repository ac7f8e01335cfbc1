//! The queue in the window: a folder is dropped, what waits is put in another order and let go on, and a file that could not
//! be read is tried again. Pause is pressed while files are read. A path is pasted, and a folder is chosen in the dialog.

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
use crate::reading::{everything, list, summarized};
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
fn pause_is_pressed_while_files_are_read_and_counts_until_it_is_pressed_again() -> Outcome {
    const FILES: usize = 60;
    run(async {
        let home = tempdir()?;
        let settings = Paths::under(home.path()).settings();
        let folder = home.path().join("papers");
        fs::create_dir_all(&folder)?;
        for nth in 1..=FILES {
            let text = format!("# Paper {nth}\n\nBoat {nth} leaves the harbour every morning.\n");
            fs::write(folder.join(format!("{nth:02}.md")), text)?;
        }
        let first = home.path().join("first.md");
        fs::write(&first, PAPERS[2].1)?;
        let opening = Opening {
            arguments: vec![first],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        // the way to the queue stands above an open document
        window.element("flow").await?;
        drop_files(window.display(), &[&folder])?;
        // the list closes when it becomes empty, and the first file may be done before the folder comes in
        window
            .until("the jobs of the folder", async || {
                let jobs = window.ask("jobs", json!({})).await?;
                Ok((list(&jobs).len() > FILES / 2).then_some(()))
            })
            .await?;
        window.element("queue").await?.click().await?;
        let pause = window.element_with("pause-queue", "Pause").await?;
        pause.click().await?;
        window.element_with("pause-queue", "Go on").await?;
        // what is under way comes to its end or goes back, and then everything waits
        let waiting = window
            .until("jobs that all wait", async || {
                let jobs = window.ask("jobs", json!({})).await?;
                let of = |kind: &str| {
                    let jobs = list(&jobs).iter();
                    jobs.filter(|job| job["state"]["kind"] == kind).count()
                };
                Ok((of("running") == 0).then(|| of("queued")))
            })
            .await?;
        assert!(waiting > 0, "everything was done before the press");
        assert!(is_paused(&settings)?);
        window.screenshot("queue-paused")?;
        window.close().await?;

        // another day, the press counts still
        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("queue").await?.click().await?;
        let button = window.element_with("pause-queue", "Go on").await?;
        let jobs = window.ask("jobs", json!({})).await?;
        assert!(
            list(&jobs)
                .iter()
                .all(|job| job["state"]["kind"] == "queued")
        );
        button.click().await?;
        window
            .until("all papers in the library", async || {
                let jobs = window.ask("jobs", json!({})).await?;
                let under_way = |job: &serde_json::Value| {
                    job["state"]["kind"] == "queued" || job["state"]["kind"] == "running"
                };
                Ok((!list(&jobs).iter().any(under_way)).then_some(()))
            })
            .await?;
        let everything = json!({ "arrangement": everything() });
        let read = window.ask("library_order", everything).await?;
        assert_eq!(list(&read).len(), FILES + 1);
        window.close().await?;
        assert!(!is_paused(&settings)?);
        Ok(())
    })
}

#[test]
fn a_folder_that_is_chosen_in_the_dialog_is_read_as_a_dropped_one_is() -> Outcome {
    run(async {
        let home = tempdir()?;
        let folder = home.path().join("papers");
        fs::create_dir_all(&folder)?;
        for (name, text) in &PAPERS[..2] {
            fs::write(folder.join(name), text)?;
        }
        let opening = Opening {
            variables: vec![("PAGEWING_PICK_FOLDER", folder.clone())],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        window.element("choose-folder").await?.click().await?;
        for title in ["Boats in the north", "Boats in the south"] {
            window.element_with("library-item", title).await?;
        }
        // so does the menu beside the button that adds documents
        fs::write(folder.join("c.md"), PAPERS[2].1)?;
        window.element("sort").await?.click().await?;
        window.element("add-folder").await?.click().await?;
        window.element_with("library-item", "On sourdough").await?;
        window.close().await
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
