//! What the crate's page and its documentation say of it is so: the table in `model/README.md` of what it has that others do
//! not names a test in each row, and they exist where it says; features and versions are those of its manifest.

use std::fs;
use std::path::Path;

use super::{root, text_of};

const PAGE: &str = "model/README.md";
const TITLE: &str = "## What this crate has that others do not";

/// The two places where a stranger looks first.
const PAGES: [&str; 2] = [PAGE, "model/src/lib.rs"];

/// The rows of the table, each as what its last column says.
fn rows(page: &str) -> Vec<&str> {
    let below = page.split(TITLE).nth(1).unwrap_or_default();
    let table = below.split("\n## ").next().unwrap_or_default();
    let lines = table.lines().filter(|line| line.starts_with("| "));
    lines
        .skip(1)
        .filter_map(|line| line.trim_end_matches(" |").rsplit(" | ").next())
        .collect()
}

/// The text of all Rust files of a folder and its subfolders whose paths end so.
fn sources(folder: &Path, end: &str) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder of the crate") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text += &sources(&path, end);
        } else if path.ends_with(end) || end.is_empty() {
            text += &fs::read_to_string(&path).expect("a text");
        }
    }
    text
}

/// The source of the tests that the page calls `file`.
fn tests_of(file: &str) -> String {
    match file.split_once("::") {
        Some((room, file)) => sources(&root().join("model/src"), &format!("{room}/{file}.rs")),
        None if file == "parity" => sources(&root().join("tests/parity"), ""),
        None => text_of(&format!("model/tests/{file}.rs")),
    }
}

#[test]
fn each_row_of_the_crates_table_names_tests_that_exist() {
    let page = text_of(PAGE);
    let rows = rows(&page);
    assert!(rows.len() >= 10, "{rows:?}");
    for row in rows {
        for part in row.split("; ") {
            let mut names = part.split('`').skip(1).step_by(2);
            let file = names.next().unwrap_or_else(|| panic!("no test: {row}"));
            let source = tests_of(file);
            let named: Vec<&str> = names.collect();
            assert!(!named.is_empty(), "no test: {row}");
            for name in named {
                assert!(source.contains(&format!("fn {name}(")), "{file}: {name}");
            }
        }
    }
}

/// The value of a key in the text of a manifest, without its quotation marks.
fn value<'a>(manifest: &'a str, key: &str) -> &'a str {
    let start = format!("{key} = \"");
    let line = manifest.lines().find_map(|line| line.strip_prefix(&*start));
    let line = line.unwrap_or_else(|| panic!("no {key}"));
    line.split('"').next().unwrap_or_default()
}

#[test]
fn features_and_versions_are_those_of_the_manifests() {
    let workspace = text_of("Cargo.toml");
    let rust = format!("Rust {}", value(&workspace, "rust-version"));
    let candle = value(&workspace, "candle-core");
    let (candle, _) = candle.rsplit_once('.').expect("three numbers");
    let candle = format!("candle-core {candle}");
    let manifest = text_of("model/Cargo.toml");
    let features = manifest.split("[features]").nth(1).unwrap_or_default();
    let features = features.split("\n[").next().unwrap_or_default();
    let features: Vec<&str> = features
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .filter(|name| *name != "default")
        .collect();
    assert!(features.len() >= 5, "{features:?}");
    for page in PAGES {
        let text = text_of(page);
        for said in [&rust, &candle] {
            assert!(text.contains(said.as_str()), "{page} lacks {said}");
        }
        for feature in &features {
            assert!(text.contains(&format!("`{feature}`")), "{page}: {feature}");
        }
    }
}
