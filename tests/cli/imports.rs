//! `pagewing library import`: papers of BibTeX and RIS. The database of Zotero has its tests beside the code that reads it.

use serde_json::Value;

use super::{Run, text};

const WORDS: &str = "The wings of large birds carry them over the sea for many days.";

#[test]
fn papers_of_a_bibliography_come_over_once() {
    let run = Run::new();
    run.file("wings.txt", WORDS);
    run.file("fins.txt", format!("{WORDS} Fins do not."));
    run.file("broken.pdf", "%PDF-1.7\nand nothing else");
    let bibliography = run.file(
        "all.bib",
        "@article{a, title = {On Wings}, author = {Lindqvist, Lena}, year = 2019, file = {wings.txt}, groups = {Birds}}
         @article{b, title = {On Fins}, file = {fins.txt}}
         @article{c, title = {On Keels}, file = {:keels.pdf:PDF}}
         @article{d, title = {Broken}, file = {:broken.pdf:PDF}}",
    );
    for _ in 0..2 {
        let ended = run.run(["library", "import", "-q", "--json", text(&bibliography)]);
        // one paper cannot be read, and the others come over
        assert_ne!(ended.code, 0);
        assert!(ended.err.contains("broken.pdf"), "{}", ended.err);
        assert!(ended.err.contains("keels.pdf"), "{}", ended.err);
        let report: Value = serde_json::from_str(&ended.out).expect("a report");
        assert_eq!(
            (&report["papers"], &report["missing"]),
            (&3.into(), &1.into())
        );
    }
    let listed = run.run(["library", "list", "--json", "--in", "birds"]);
    let found: Vec<Value> = serde_json::from_str(&listed.out).expect("a list");
    assert_eq!(found.len(), 1);
    let card = &found[0]["card"];
    assert_eq!(
        (&card["title"], &card["year"]),
        (&"On Wings".into(), &2019.into())
    );
    let listed = run.run(["library", "list", "--json"]);
    let found: Vec<Value> = serde_json::from_str(&listed.out).expect("a list");
    assert_eq!(found.len(), 2);
}

#[test]
fn what_is_no_bibliography_is_refused() {
    let run = Run::new();
    let file = run.file("notes.ris", "nothing");
    run.run(["library", "import", text(&file)])
        .refused(1, &["neither a Zotero library nor BibTeX nor RIS"]);
    run.run(["library", "import", "gone.bib"])
        .refused(1, &["gone.bib"]);
}
