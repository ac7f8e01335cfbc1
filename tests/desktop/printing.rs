//! An export is printed by the system's dialog, here to a file, which poppler reads.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use pagewing_tests::pdftotext;
use serde_json::json;
use tempfile::tempdir;

use crate::reading::{list, squeezed, summarized};
use crate::run;
use crate::system_dialog::{self, HOME, RETURN, TAB};
use crate::window::{Opening, Outcome, Window, example, words_of};

/// The time for the dialog to do what a key means.
const ANSWERED: Duration = Duration::from_secs(2);

#[test]
fn a_summary_is_printed_to_a_file_and_nothing_of_the_window_with_it() -> Outcome {
    run(async {
        let (home, place) = (tempdir()?, tempdir()?);
        let printer = FilePrinter::in_folder(place.path())?;
        let opening = Opening {
            arguments: vec![example()],
            variables: printer.variables(),
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let document = summarized(&window, 0).await?;
        let id = &document["card"]["id"];
        let summary = window.ask("summary", json!({ "id": id })).await?;

        window.element("export").await?.click().await?;
        window.element("export-print").await?.click().await?;
        let display = window.display();
        window
            .until("the system's dialog", async || {
                Ok(system_dialog::is_open(display)?.then_some(()))
            })
            .await?;
        window.screenshot("print-dialog")?;
        // Return on the first printer of the list, the only one, prints; Tab leads to the list where it has no focus yet
        let tried = Cell::new(false);
        window
            .until("an answer of the dialog", async || {
                let keys: &[_] = match tried.replace(true) {
                    false => &[HOME, RETURN],
                    true => &[TAB, HOME, RETURN],
                };
                system_dialog::press(display, keys)?;
                tokio::time::sleep(ANSWERED).await;
                Ok((!system_dialog::is_open(display)?).then_some(()))
            })
            .await?;
        let pages = window
            .until("a printed file", async || printer.printed())
            .await?;

        let text = squeezed(&pages.join(" "));
        let title = document["card"]["title"].as_str().ok_or("no title")?;
        assert!(text.contains(title), "{text}");
        for sentence in list(&summary["sentences"]) {
            let words = sentence["text"].as_str().ok_or("a sentence has no text")?;
            assert!(
                text.contains(&squeezed(words)),
                "“{words}” is not in {text}"
            );
        }
        // neither the words of the window nor empty pages
        for testid in ["tab-outline", "tab-questions"] {
            let words = words_of(&window.element(testid).await?).await?;
            assert!(
                !words.is_empty() && !pages.concat().contains(&words),
                "{words}"
            );
        }
        let full = pages.iter().all(|page| !page.trim().is_empty());
        assert!(full, "{pages:?}");
        window.close().await
    })
}

/// A system whose one printer writes a PDF into a folder.
struct FilePrinter {
    settings: PathBuf,
    printed: PathBuf,
}

impl FilePrinter {
    fn in_folder(place: &Path) -> Outcome<Self> {
        let (settings, printed) = (place.join("settings"), place.join("printed"));
        fs::create_dir_all(settings.join("gtk-3.0"))?;
        fs::create_dir_all(&printed)?;
        // GTK asks no print server, and keeps what it prints where this person's documents are
        fs::write(
            settings.join("gtk-3.0/settings.ini"),
            "[Settings]\ngtk-print-backends=file\n",
        )?;
        fs::write(
            settings.join("user-dirs.dirs"),
            format!("XDG_DOCUMENTS_DIR=\"{}\"\n", printed.display()),
        )?;
        Ok(Self { settings, printed })
    }

    /// The variables with which a program finds this printer, and writes nothing of it down elsewhere.
    fn variables(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("XDG_CONFIG_HOME", self.settings.clone()),
            ("XDG_DATA_HOME", self.settings.join("data")),
        ]
    }

    /// The pages of the printed file, once it is whole.
    fn printed(&self) -> Outcome<Option<Vec<String>>> {
        match fs::read_dir(&self.printed)?.next() {
            Some(file) => Ok(pdftotext(&file?.path())),
            None => Ok(None),
        }
    }
}
