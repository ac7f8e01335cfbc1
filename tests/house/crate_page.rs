//! The table in `model/README.md` of what the crate has that others do not names a test in each row. They exist where it says.

use std::fs;
use std::path::Path;

use super::{root, text_of};

const PAGE: &str = "model/README.md";
const TITLE: &str = "## What this crate has that others do not";

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
