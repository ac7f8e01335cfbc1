//! The library in the window: what another program changes appears, collections limit the list, what a person removes comes
//! back from the trash, and what they delete leaves the disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pagewing::document::DocumentId;
use pagewing::library::{GroupKind, Library};
use pagewing::paths::{DATABASE, Paths};
use pagewing_tests::files_with;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::driver::program;
use crate::keys::DELETE;
use crate::reading::{everything, list};
use crate::run;
use crate::window::{Opening, Outcome, Window};

/// A word that stands in one paper alone.
const SECRET: &str = "Quokkadrom";
const PAPERS: [(&str, &str); 3] = [
    (
        "north.md",
        "# Boats in the north\n\nSmall boats leave the northern harbour every morning, when the wind is steady.\n",
    ),
    (
        "south.md",
        "# Boats in the south\n\nThe southern bay is shallow, and its water is warm in every season.\n",
    ),
    (
        "race.md",
        "# At the races\n\nThe Quokkadrom was closed in the spring, because nobody came to see the races.\n",
    ),
];

#[test]
fn another_program_is_followed_and_what_is_deleted_leaves_the_disk() -> Outcome {
    run(async {
        let home = tempdir()?;
        let folder = home.path().join("papers");
        fs::create_dir_all(&folder)?;
        let mut arguments = Vec::new();
        for (name, text) in PAPERS {
            let path = folder.join(name);
            fs::write(&path, text)?;
            arguments.push(path);
        }
        let opening = Opening {
            arguments,
            // a log that says as much as it can
            variables: vec![("RUST_LOG", "warn,pagewing=trace".into())],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let cards = all_summarized(&window).await?;
        let north = id_of(&cards, "Boats in the north")?;
        let south = id_of(&cards, "Boats in the south")?;
        let races = id_of(&cards, "At the races")?;

        // its words are in the library and nowhere else: not in the log, and not in what the web view keeps
        let paths = Paths::under(home.path());
        let holders = left_of(&paths, SECRET)?;
        let in_library = |file: &PathBuf| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            file.starts_with(paths.files()) || name.starts_with(DATABASE)
        };
        assert!(!holders.is_empty());
        assert!(holders.iter().all(in_library), "{holders:?}");

        // another program
        let title = "A better title";
        let edited = Command::new(program()?)
            .args(["library", "edit", "Boats in the north", "--title", title])
            .env("PAGEWING_HOME", home.path())
            .env("PAGEWING_STARTER", "none")
            .output()?;
        assert!(edited.status.success(), "{edited:?}");
        window.element_with("library-item", title).await?;
        // and a handle of this one
        let library = Library::open(&paths)?;
        let group = library.make_group(GroupKind::Collection, "Sea")?;
        library.add_to_group(group.id, &[north, south])?;
        window.element_with("group", "Sea").await?.click().await?;
        window.wait_for(&listed(2)).await?;
        window.screenshot("collection")?;
        window.element("show-all").await?.click().await?;
        window.wait_for(&listed(3)).await?;

        // removed, brought back, removed again, and deleted
        let (_, copy) = library.file_of(&races)?;
        let copy = library.file_path(&copy);
        remove(&window, "At the races").await?;
        window.screenshot("trash")?;
        window.element("restore").await?.click().await?;
        window.element("trash-empty").await?;
        window.element("back").await?.click().await?;
        window.wait_for(&listed(3)).await?;
        assert!(copy.is_file());
        remove(&window, "At the races").await?;
        window.element("delete-now").await?.click().await?;
        window.element("confirm-delete").await?.click().await?;
        window.element("trash-empty").await?;
        assert!(!copy.exists());
        window
            .until("a database without the deleted text", async || {
                Ok((!library.has_to_reclaim()?).then_some(()))
            })
            .await?;
        drop(library);
        window.close().await?;
        let left = left_of(&paths, SECRET)?;
        assert!(left.is_empty(), "{left:?}");
        Ok(())
    })
}

/// Whether the list has this number of documents.
fn listed(number: usize) -> String {
    format!("document.querySelectorAll('[data-testid=library-item]').length === {number}")
}

/// Removes one of the three documents by a key, and looks for it in the trash.
async fn remove(window: &Window, title: &str) -> Outcome {
    let item = window.element_with("library-item", title).await?;
    item.send_keys(DELETE).await?;
    window.wait_for(&listed(2)).await?;
    window.element("sort").await?.click().await?;
    window.element("open-trash").await?.click().await?;
    window.element_with("trashed", title).await?;
    Ok(())
}

fn id_of(cards: &[Value], title: &str) -> Outcome<DocumentId> {
    let card = cards.iter().find(|card| card["title"] == title);
    let id = card.and_then(|card| card["id"].as_str());
    Ok(DocumentId(id.ok_or("no such document")?.to_owned()))
}

/// The entries of all papers, once each has its summary.
async fn all_summarized(window: &Window) -> Outcome<Vec<Value>> {
    window
        .until("three summaries", async || {
            let cards = window
                .ask("library", json!({ "arrangement": everything() }))
                .await?;
            let cards = list(&cards).to_vec();
            let done =
                cards.len() == PAPERS.len() && cards.iter().all(|card| card["summarized"] == true);
            Ok(done.then_some(cards))
        })
        .await
}

/// The files that have a word, of all that the program and its web view keep: also logs and caches.
fn left_of(paths: &Paths, word: &str) -> Outcome<Vec<PathBuf>> {
    let config = paths.settings().parent().map(Path::to_owned);
    let mut found = files_with(paths.data(), word)?;
    if let Some(config) = config.filter(|config| config.exists()) {
        found.extend(files_with(&config, word)?);
    }
    Ok(found)
}
