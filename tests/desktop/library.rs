//! The library in the window: what another program changes appears, collections limit the list, and what a person deletes
//! leaves the disk.

use std::fs;
use std::path::Path;

use pagewing::document::DocumentId;
use pagewing::library::{GroupKind, Library, OwnWords};
use pagewing::paths::Paths;
use serde_json::{Value, json};
use tempfile::tempdir;

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
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let cards = all_summarized(&window).await?;
        let north = id_of(&cards, "Boats in the north")?;
        let south = id_of(&cards, "Boats in the south")?;
        let races = id_of(&cards, "At the races")?;

        // another program
        let paths = Paths::under(home.path());
        let library = Library::open(&paths)?;
        let own = OwnWords {
            title: Some("A better title".into()),
            ..OwnWords::default()
        };
        library.edit(&north, &own)?;
        window
            .element_with("library-item", "A better title")
            .await?;
        let group = library.make_group(GroupKind::Collection, "Sea")?;
        library.add_to_group(group.id, &[north, south])?;
        window.element_with("group", "Sea").await?.click().await?;
        let listed = |number: usize| {
            format!("document.querySelectorAll('[data-testid=library-item]').length === {number}")
        };
        window.wait_for(&listed(2)).await?;
        window.screenshot("collection")?;
        window.element("show-all").await?.click().await?;
        window.wait_for(&listed(3)).await?;

        // removed, looked at in the trash, and deleted
        let item = window.element_with("library-item", "At the races").await?;
        let (_, copy) = library.file_of(&races)?;
        let copy = library.file_path(&copy);
        assert!(copy.is_file());
        item.send_keys(DELETE).await?;
        window.wait_for(&listed(2)).await?;
        window.element("sort").await?.click().await?;
        window.element("open-trash").await?.click().await?;
        window.element_with("trashed", "At the races").await?;
        window.screenshot("trash")?;
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
        assert!(!is_on_the_disk(&paths, SECRET)?);
        Ok(())
    })
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

/// Whether a word stands in the database or in a file of the library.
fn is_on_the_disk(paths: &Paths, word: &str) -> Outcome<bool> {
    let mut folders = vec![paths.files(), paths.recognized()];
    let mut files = Vec::new();
    let beside = paths
        .database()
        .parent()
        .map(Path::to_owned)
        .ok_or("no folder")?;
    for entry in fs::read_dir(beside)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("library.sqlite") {
            files.push(path.clone());
        }
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry?.path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    let word = word.to_lowercase();
    for file in files {
        let bytes = fs::read(file)?.to_ascii_lowercase();
        if bytes
            .windows(word.len())
            .any(|part| part == word.as_bytes())
        {
            return Ok(true);
        }
    }
    Ok(false)
}
