//! What other programs keep of papers: BibTeX, RIS, and the database of Zotero.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use pagewing::bibliography::{BibliographyReport, Sources, read};

use crate::fuzz;

const BIBTEX: &str = r#"@string{sea = "The Sea"}
@comment{jabref-meta: grouping: 0 AllEntriesGroup:;}
@article{lindqvist2019, title = {On {W}ings and \"{O}rebro}, author = "Lindqvist, Lena and {The Society} and de la Cruz, J. and others",
  year = 2019, journal = sea # " Quarterly", file = {Full Text:wings.txt:PDF;:keels.pdf:PDF}, groups = {Birds, Boats}}
@misc(other, title = "\'{E}t\'{e} {\ss} $x^2$ --- \LaTeX", date = {2020-05}, file = {C\:\\papers\\fins.pdf})
"#;

const RIS: &str = "TY  - JOUR\r\nTI  - On Wings\r\nAU  - Lindqvist, Lena\r\nAU  - Cruz, J., Jr.\r\nPY  - 2019/05/03/spring\r\nL1  - file:///wings.txt\r\nL1  - internal-pdf://fins.pdf\r\nKW  - birds\r\nER  - \r\nTY  - BOOK\r\nT1  - A Keel\r\nER  - \r\n";

/// Reads the bytes as a bibliography of this name, which lies beside a paper.
fn reads(name: &str, bytes: &[u8]) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let at = |name: &str| folder.path().join(name);
    let written = std::fs::write(at("wings.txt"), "Birds rest on their wings.")
        .and_then(|()| std::fs::write(at(name), bytes));
    written.map_err(|error| error.to_string())?;
    let stop = Arc::new(AtomicBool::new(false));
    // a refusal is an answer
    if let Ok(found) = read(&at(name), &Sources::default(), &stop) {
        let _ = BibliographyReport::of(Path::new(name), &found);
        if found.entries.is_empty() {
            return Err("nothing was found, and nobody said so".to_owned());
        }
    }
    Ok(())
}

#[test]
fn bibtex() {
    let corpus = [BIBTEX.as_bytes().to_vec()];
    fuzz("bibtex", &corpus, 400, &|bytes| reads("all.bib", bytes));
}

#[test]
fn ris() {
    let corpus = [RIS.as_bytes().to_vec()];
    fuzz("ris", &corpus, 400, &|bytes| reads("all.ris", bytes));
}

#[cfg(feature = "window")]
#[test]
fn databases_of_zotero() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("zotero.sqlite");
    rusqlite::Connection::open(&file)
        .and_then(|database| database.execute_batch(pagewing_tests::ZOTERO))
        .expect("a database");
    let corpus = [std::fs::read(file).expect("the database")];
    fuzz("zotero", &corpus, 60, &|bytes| {
        reads("zotero.sqlite", bytes)
    });
}
