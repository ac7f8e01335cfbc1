//! Under which licence a document may be used, as its notices say.
//!
//! A paper also names the licences of its data and its software. So only notices of the publisher's count, and
//! elsewhere only sentences about the article itself.

use std::ops::Range;

use super::front::{self, Spot};
use crate::document::{Block, BlockKind, Document, SectionKind};

/// Names of licences, the longest first.
const NAMES: [&str; 13] = [
    "creative commons",
    "cc by",
    "cc-by",
    "cc0",
    "gnu free documentation",
    "gnu general public",
    "open government licence",
    "public domain",
    "all rights reserved",
    "mit license",
    "mit licence",
    "apache license",
    "apache licence",
];
/// What the publisher calls the document.
const ITSELF: [&str; 9] = [
    "this article",
    "this work",
    "this paper",
    "this document",
    "this book",
    "the article",
    "open access",
    "the work under",
    "cette œuvre",
];

/// The name of the licence, where it is granted.
pub(super) fn licence(document: &Document) -> Option<Spot<'_>> {
    let front = front::blocks(document);
    let noticed = document.blocks.iter().filter(|block| {
        matches!(block.kind, BlockKind::Furniture | BlockKind::Footnote)
            || speaks_of_itself(document, block)
    });
    front.into_iter().chain(noticed).find_map(|block| {
        Some(Spot {
            block,
            bytes: named(&block.text)?,
        })
    })
}

fn speaks_of_itself(document: &Document, block: &Block) -> bool {
    let lower = block.text.to_lowercase();
    let section = block
        .section
        .and_then(|id| document.sections.get(id.0 as usize));
    let apart = section.is_none_or(|section| section.kind == SectionKind::BackMatter)
        || section.is_some_and(|section| section.title.to_lowercase().contains("licen"));
    apart && ITSELF.iter().any(|itself| lower.contains(itself))
}

/// The name of a licence in a text: from its first word up to the end of its clause, with its version.
fn named(text: &str) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    // a letter may be longer in lower case; then no place is certain
    if lower.len() != text.len() {
        return None;
    }
    let begins = |at: usize| {
        let before = lower
            .get(..at)
            .and_then(|before| before.chars().next_back());
        !before.is_some_and(char::is_alphanumeric)
    };
    let start = NAMES
        .iter()
        .filter_map(|name| lower.find(name))
        .filter(|at| begins(*at))
        .min()?;
    let rest = text.get(start..)?;
    let end = ENDS
        .iter()
        .filter_map(|end| rest.find(end))
        .min()
        .unwrap_or(rest.len());
    let mut found = rest.get(..end)?.trim_end_matches(['.', ' ']);
    if found.matches('(').count() < found.matches(')').count() {
        found = found.trim_end_matches(')');
    }
    (!found.is_empty()).then(|| start..start + found.len())
}

/// What stands behind the name of a licence.
const ENDS: [&str; 13] = [
    ". ",
    ", ",
    ";",
    " which",
    " that",
    " and ",
    " with ",
    " if ",
    " (http",
    " http",
    " unless",
    " in any",
    " permitting",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::flow;

    #[test]
    fn a_licence_is_named_with_its_version() {
        for (text, wanted) in [
            (
                "This is an open access article distributed under the terms of the Creative Commons Attribution License (CC BY), which permits use.",
                Some("Creative Commons Attribution License (CC BY)"),
            ),
            (
                "© 2018 by the authors. This article is licensed under CC BY-NC 4.0.",
                Some("CC BY-NC 4.0"),
            ),
            (
                "release the work under a Creative Commons Attribution 4.0 International License (CC BY 4.0).",
                Some("Creative Commons Attribution 4.0 International License (CC BY 4.0)"),
            ),
            ("The licence plates were read.", None),
        ] {
            let document = flow(&[text]);
            let found = licence(&document);
            assert_eq!(found.as_ref().map(Spot::text), wanted, "{text}");
        }
    }

    #[test]
    fn the_licence_of_the_software_is_not_that_of_the_document() {
        use crate::assistant::sample::sectioned;
        let document = sectioned(&[("Methods", 1, &["The software is under the MIT license."])]);
        assert_eq!(licence(&document), None);
    }
}
