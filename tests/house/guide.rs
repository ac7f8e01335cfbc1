//! The guide for people shows every key that the window's own sheet shows, with the same words and pictures that exist.

use std::collections::BTreeSet;

use super::text_of;

const PAGE: &str = "docs/guide.md";

/// The table of actions, with their keys, and the words for them.
const ACTIONS: &str = "ui/src/components/actions.ts";
const WORDS: &str = "ui/src/text/en/actions.ts";

/// The names of the actions that have keys.
fn with_keys(table: &str) -> BTreeSet<&str> {
    table
        .lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("{ id: '")?
                .split_once("', keys: ['")
        })
        .map(|(id, _)| id)
        .collect()
}

/// What the keys of the sheet do.
fn effects(table: &str, words: &str) -> BTreeSet<String> {
    let listed = with_keys(table);
    let actions = words
        .split("export const actions = {\n")
        .nth(1)
        .unwrap_or_default();
    let actions = actions.split("\n}").next().unwrap_or_default();
    actions
        .lines()
        .filter_map(|line| line.trim().strip_suffix("',")?.split_once(": '"))
        .filter(|(id, _)| listed.contains(id))
        .map(|(_, effect)| effect.to_owned())
        .collect()
}

#[test]
fn the_guide_has_every_key_of_the_sheet() {
    let known = effects(&text_of(ACTIONS), &text_of(WORDS));
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
