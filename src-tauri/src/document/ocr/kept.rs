//! Recognized pages in a folder, one file each, so that work that was stopped goes on where it was.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::recognized::RecognizedPage;

/// The largest file to read, in bytes.
const LARGEST: u64 = 64 << 20;

fn file(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{number}.json"))
}

/// The kept page of this number. A file that is damaged counts as missing.
pub(super) fn load(folder: &Path, number: u32) -> Option<RecognizedPage> {
    let path = file(folder, number);
    let size = fs::metadata(&path).ok()?.len();
    if size > LARGEST {
        return None;
    }
    let page: RecognizedPage = serde_json::from_slice(&fs::read(&path).ok()?).ok()?;
    (page.number == number && page.is_sane()).then_some(page)
}

/// Keeps a page. If that fails, the page is recognized again after a stop.
pub(super) fn store(folder: &Path, page: &RecognizedPage) {
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut file_beside = tempfile::NamedTempFile::new_in(folder)?;
        file_beside.write_all(&serde_json::to_vec(page)?)?;
        file_beside.persist(file(folder, page.number))?;
        Ok(())
    };
    if let Err(error) = write() {
        tracing::warn!(page = page.number, %error, "a recognized page could not be kept");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::askew::Askew;
    use crate::document::ocr::recognized::RecognizedWord;

    fn page(number: u32) -> RecognizedPage {
        RecognizedPage {
            number,
            language: "eng".to_owned(),
            words: vec![RecognizedWord {
                text: "birds".to_owned(),
                x: 10.0,
                y: 20.0,
                dx: 30.0,
                dy: 0.0,
                size: 12.0,
                line: 0,
            }],
            confidence: Some(91.5),
            rules: Vec::new(),
            askew: Some(Askew::new(-12, (300.0, 400.0))),
        }
    }

    #[test]
    fn a_page_that_was_kept_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("of a document");
        assert_eq!(load(&below, 2), None);
        store(&below, &page(2));
        assert_eq!(load(&below, 2), Some(page(2)));
        assert_eq!(load(&below, 1), None);
    }

    #[test]
    fn a_page_that_an_older_version_kept_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let older = r#"{"number":1,"language":"eng","words":[]}"#;
        fs::write(folder.path().join("1.json"), older).unwrap();
        let page = load(folder.path(), 1).unwrap();
        assert_eq!((page.confidence, page.askew), (None, None));
        assert!(page.rules.is_empty());
    }

    #[test]
    fn a_damaged_page_counts_as_missing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("1.json"), "{").unwrap();
        assert_eq!(load(folder.path(), 1), None);
        let mut lie = page(1);
        lie.words[0].size = -3.0;
        store(folder.path(), &lie);
        assert_eq!(load(folder.path(), 1), None);
        lie = page(1);
        lie.askew = Some(Askew::new(900, (300.0, 400.0)));
        store(folder.path(), &lie);
        assert_eq!(load(folder.path(), 1), None);
        fs::rename(folder.path().join("1.json"), folder.path().join("7.json")).unwrap();
        assert_eq!(load(folder.path(), 7), None);
    }
}
