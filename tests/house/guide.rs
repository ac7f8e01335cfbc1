//! The guide for people shows every key that the window's own sheet shows, with the same words and pictures that exist.

use std::collections::BTreeSet;

use super::text_of;

const PAGE: &str = "docs/guide.md";

/// The sheet of keyboard shortcuts.
const SHEET: &str = "ui/src/text/en/window.ts";

/// What the keys of the sheet do: the last string of each row.
fn effects(sheet: &str) -> BTreeSet<String> {
    let rows = sheet.split("\n  rows: [\n").nth(1).unwrap_or_default();
    let rows = rows.split("\n  ]").next().unwrap_or_default();
    rows.lines()
        .filter_map(|row| row.trim().strip_suffix("'],")?.rsplit_once(", '"))
        .map(|(_, effect)| effect.to_owned())
        .collect()
}

#[test]
fn the_guide_has_every_key_of_the_sheet() {
    let known = effects(&text_of(SHEET));
    assert!(known.len() > 20, "{known:?}");
    let page = text_of(PAGE);
    let table = page.split("\n## Keys\n").nth(1).unwrap_or_default();
    let table = table.split("\n## ").next().unwrap_or_default();
    let shown: BTreeSet<String> = table
        .lines()
        .filter_map(|line| {
            line.strip_prefix("| ")?
                .strip_suffix(" |")?
                .split_once(" | ")
        })
        .map(|(_, effect)| effect.to_owned())
        .filter(|effect| effect != "effect" && !effect.starts_with('-'))
        .collect();
    assert_eq!(shown, known);
}

#[test]
fn the_pictures_of_the_guide_exist() {
    let page = text_of(PAGE);
    let pictures: Vec<&str> = page
        .split("](images/")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .collect();
    assert!(pictures.len() > 4, "{pictures:?}");
    let folder = super::root().join("docs/images");
    let missing: Vec<_> = pictures
        .iter()
        .filter(|picture| !folder.join(picture).exists())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
