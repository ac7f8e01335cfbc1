//! What the pages on security and on reliability name as their evidence exists. Every script that a person can start stands in a
//! page or is run by a workflow: one that nothing names is forgotten, and nobody sees that it stopped working.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{root, text_of};

/// The pages whose promises name what holds them.
const PAGES: [&str; 2] = ["docs/security.md", "docs/reliability.md"];

/// Where the files are that these pages name.
const FOLDERS: [&str; 7] = [
    ".github/",
    "docs/",
    "model/",
    "scripts/",
    "src-tauri/",
    "tests/",
    "ui/",
];

/// The files and folders that a page names in backticks. What follows a space is an argument.
fn named(page: &str) -> BTreeSet<&str> {
    let quoted = page.split('`').skip(1).step_by(2);
    let words = quoted.filter_map(|quoted| quoted.split_whitespace().next());
    words
        .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)))
        .collect()
}

/// The files of a folder that a shell can start by their names.
fn scripts(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).expect("a folder of scripts");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_script =
        |path: &Path| path.is_file() && fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"#!"));
    paths
        .filter(|path| is_script(path))
        .filter_map(|path| Some(format!("{folder}/{}", path.file_name()?.to_str()?)))
        .collect()
}

/// Whether a text names a script, and not only one whose name begins the same.
fn names(text: &str, script: &str) -> bool {
    let more = |next: char| next.is_alphanumeric() || "-_".contains(next);
    text.match_indices(script)
        .any(|(at, _)| !text[at + script.len()..].starts_with(more))
}

/// The pages for people, and what the workflows run.
fn texts() -> Vec<String> {
    let mut texts = vec![text_of("README.md"), text_of("CONTRIBUTING.md")];
    for (folder, ending) in [("docs", "md"), (".github/workflows", "yml")] {
        for entry in fs::read_dir(root().join(folder)).expect("a folder of texts") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|found| found == ending) {
                texts.push(fs::read_to_string(path).expect("a text"));
            }
        }
    }
    texts
}

#[test]
fn what_a_page_names_as_evidence_exists() {
    for page in PAGES {
        let text = text_of(page);
        let named = named(&text);
        assert!(named.len() > 15, "{page}: {named:?}");
        let missing: Vec<_> = named
            .iter()
            .filter(|file| !root().join(file).exists())
            .collect();
        assert!(missing.is_empty(), "{page}: {missing:?}");
    }
}

#[test]
fn every_script_stands_in_a_page_or_a_workflow() {
    let texts = texts();
    let scripts: Vec<String> = [".", "scripts"].into_iter().flat_map(scripts).collect();
    assert!(scripts.len() > 8, "{scripts:?}");
    let forgotten: Vec<_> = scripts
        .iter()
        .filter(|script| !texts.iter().any(|text| names(text, script)))
        .collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}

#[test]
fn a_script_is_named_by_its_whole_name() {
    assert!(names("run `scripts/load --papers 20`", "scripts/load"));
    assert!(!names("`scripts/load-more` and `load`", "scripts/load"));
    let page = "by `tests/a.rs`, `scripts/kills 20`, `sequences` and `tests/b/`";
    assert_eq!(
        named(page),
        BTreeSet::from(["tests/a.rs", "scripts/kills", "tests/b/"])
    );
}
