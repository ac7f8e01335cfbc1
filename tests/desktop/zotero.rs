//! Papers of a Zotero library come over in the window: chosen in the library's menu, with their titles and collections, and
//! the file that is missing is named.

use std::fs;
use std::path::{Path, PathBuf};

use pagewing_tests::ZOTERO;
use pagewing_tests::pdf::of_lines;
use rusqlite::Connection;
use tempfile::tempdir;

use crate::run;
use crate::window::{Opening, Outcome, Window, words_of};

fn zotero(folder: &Path) -> Outcome<PathBuf> {
    let stored = folder.join("storage/BBBB2222");
    fs::create_dir_all(&stored)?;
    let lines = [
        "An untitled file",
        "Small boats leave the northern harbour every morning.",
        "The wind is steady there, and the water is deep in every season.",
    ];
    fs::write(stored.join("harbours.pdf"), of_lines(&[&lines[..]]))?;
    let file = folder.join("zotero.sqlite");
    Connection::open(&file)?.execute_batch(ZOTERO)?;
    Ok(file)
}

#[test]
fn papers_come_over_from_zotero_with_their_titles_and_collections() -> Outcome {
    run(async {
        let home = tempdir()?;
        let file = zotero(&home.path().join("Zotero"))?;
        let opening = Opening {
            variables: vec![("PAGEWING_PICK_FILES", file)],
            ..Opening::with_example()
        };
        let window = Window::open(home.path(), opening).await?;
        window.element("library-item").await?;
        window.element("sort").await?.click().await?;
        window.element("choose-bibliography").await?.click().await?;

        let item = window
            .element_with("library-item", "Boats and their harbours")
            .await?;
        let said = words_of(&item).await?;
        assert!(
            said.contains("Lena Lindqvist") && said.contains("2019"),
            "{said}"
        );
        window.element_with("notice", "keels.pdf").await?;
        window.element_with("group", "Sea").await?.click().await?;
        window
            .wait_for("document.querySelectorAll('[data-testid=library-item]').length === 1")
            .await?;
        window.screenshot("zotero")?;
        window.close().await
    })
}
