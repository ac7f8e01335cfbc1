//! Who wrote and who edited a document, where the names are not marked as its authors: `By Ada Sample. ...`.

use std::ops::Range;

use super::front::{Spot, after_cue};
use crate::document::{Block, BlockKind, Document};

/// Blocks at the beginning of a document in which its authors may be named.
const NEAR: usize = 6;
/// Words that announce names. Behind those without a colon, only names count: "By the end of May".
const CUES: [&str; 22] = [
    "by ",
    "by: ",
    "written by ",
    "author: ",
    "authors: ",
    "von ",
    "autor: ",
    "autorin: ",
    "autoren: ",
    "verfasser: ",
    "par ",
    "auteur: ",
    "auteur : ",
    "auteurs: ",
    "auteurs : ",
    "por ",
    "autora: ",
    "autores: ",
    "作者：",
    "作者:",
    "著者：",
    "著者:",
];
/// Words between names.
const JOINS: [&str; 7] = [" and ", " & ", " und ", " et ", " y ", "、", "，"];

/// The names of the authors at the beginning of a document whose authors are not marked as such.
pub(super) fn authors(document: &Document) -> Option<Spot<'_>> {
    let near = || document.blocks.iter().take(NEAR);
    let behind_cue = near().find_map(|block| {
        let bytes = announced(&block.text)?;
        Some(Spot { block, bytes })
    });
    let named = behind_cue.or_else(|| below_cue(document));
    let named = named.or_else(|| {
        let names = |block: &&Block| {
            block.kind == BlockKind::Paragraph
                && !is_title(&block.text)
                && are_names(block.text.trim())
        };
        near().find(names).map(|block| Spot {
            block,
            bytes: 0..block.text.trim_end().len(),
        })
    });
    named.or_else(|| copyright(document))
}

/// The names on the line below a cue that stands alone: "Written by" above "Ada Sample".
fn below_cue(document: &Document) -> Option<Spot<'_>> {
    const ALONE: [&str; 6] = ["by", "written by", "a novel by", "a play by", "von", "par"];
    let near = document.blocks.get(..document.blocks.len().min(NEAR + 1))?;
    near.windows(2).find_map(|pair| {
        let [cue, block] = pair else {
            return None;
        };
        let alone = ALONE.contains(&cue.text.trim().to_lowercase().as_str());
        let names = block.text.trim_end();
        (alone && are_names(names.trim())).then(|| Spot {
            block,
            bytes: names.len() - names.trim_start().len()..names.len(),
        })
    })
}

/// The person who has the copyright of a book, if nothing else says who wrote it: "Copyright © Ada Sample 2018".
fn copyright(document: &Document) -> Option<Spot<'_>> {
    /// Blocks at the beginning in which a book has its notices.
    const NOTICES: usize = 20;
    /// Words of the names of publishers.
    const COMPANIES: [&str; 20] = [
        "press",
        "publishing",
        "publishers",
        "publications",
        "books",
        "verlag",
        "group",
        "media",
        "university",
        "institute",
        "society",
        "foundation",
        "association",
        "company",
        "nature",
        "central",
        "the",
        "authors",
        "author",
        "house",
    ];
    let near = || document.blocks.iter().take(NOTICES);
    if !near().any(|block| block.text.contains("ISBN")) {
        return None;
    }
    near().find_map(|block| {
        let (before, behind) = block.text.split_once('©')?;
        let opens = before.trim().is_empty() || before.trim().eq_ignore_ascii_case("copyright");
        let line = behind.split(['.', '\n', ';']).next().unwrap_or_default();
        let name = line.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == ',');
        let name = name.strip_prefix("by ").unwrap_or(name);
        let lower = name.to_lowercase();
        let mut parts = lower.split_whitespace();
        let person = is_name(name) && !parts.any(|part| COMPANIES.contains(&part));
        let start = block.text.find(name)?;
        (opens && person).then(|| Spot {
            block,
            bytes: start..start + name.len(),
        })
    })
}

/// Whether a line begins as titles do and names do not.
fn is_title(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    matches!(
        first,
        "On" | "The"
            | "A"
            | "An"
            | "In"
            | "Of"
            | "For"
            | "How"
            | "Why"
            | "What"
            | "About"
            | "Chapter"
            | "Table"
    )
}

/// The names behind a cue at the beginning of a text, up to the first full stop.
fn announced(text: &str) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    // a letter may be longer in lower case; then no place is certain
    if lower.len() != text.len() {
        return None;
    }
    let cue = CUES.iter().find(|cue| lower.starts_with(**cue))?;
    let from = cue.len();
    let rest = text.get(from..)?;
    let end = full_stop(rest);
    let names = rest.get(..end)?.trim_end();
    let start = from + names.len() - names.trim_start().len();
    let certain = cue.contains([':', '：']);
    (!names.trim().is_empty() && (certain || are_names(names.trim())))
        .then(|| start..from + names.len())
}

/// The byte of the first full stop or line end, or the length of the text. The dot of an initial is not a full stop.
fn full_stop(text: &str) -> usize {
    /// Most letters before the dot of an abbreviation: `J.`, `Dr.`
    const SHORT: usize = 2;
    text.char_indices()
        .find(|(at, c)| match c {
            '。' | '；' | ';' | '\n' => true,
            '.' => {
                let before = text.get(..*at).unwrap_or("");
                let letters = before
                    .chars()
                    .rev()
                    .take_while(|c| c.is_alphabetic())
                    .count();
                let after = text.get(at + 1..).unwrap_or("");
                letters > SHORT && (after.is_empty() || after.starts_with(char::is_whitespace))
            }
            _ => false,
        })
        .map_or(text.len(), |(at, _)| at)
}

/// Whether a text is a name or several.
fn are_names(text: &str) -> bool {
    let mut listed = text.to_owned();
    for join in JOINS {
        listed = listed.replace(join, ", ");
    }
    listed
        .split(',')
        .all(|part| part.trim().is_empty() || is_name(part))
}

fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len()) && words.iter().all(|word| is_part_of_name(word))
}

fn is_part_of_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
}

/// The editors, behind a word that announces them on the first page.
pub(super) fn editors<'d>(blocks: &[&'d Block]) -> Option<Spot<'d>> {
    const CUES: [&str; 7] = [
        "edited by",
        "editors:",
        "editor:",
        "editor(s):",
        "editor-in-chief:",
        "herausgeber:",
        "herausgegeben von",
    ];
    blocks.iter().find_map(|block| {
        let from = after_cue(&block.text, &CUES)?;
        let bytes = leading_names(&block.text, from)?;
        Some(Spot { block, bytes })
    })
}

/// The names at or after a byte of a text, as far as its words belong to names.
fn leading_names(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let begin = from + rest.find(char::is_alphabetic)?;
    let mut at = begin;
    let mut end = begin;
    for word in text.get(begin..)?.split_inclusive(char::is_whitespace) {
        let plain = word.trim_end();
        let bare = plain.trim_end_matches([',', ';']);
        let joins = matches!(
            bare,
            "and" | "&" | "de" | "van" | "von" | "der" | "und" | "et"
        );
        // "Reviewers:" begins the next line
        if !joins && !is_part_of_name(bare) {
            break;
        }
        if !joins {
            end = at + bare.len();
        }
        at += word.len();
        let initial = bare.chars().filter(|c| c.is_alphabetic()).count() <= 2;
        if plain.ends_with(';') || (bare.ends_with('.') && !initial) {
            break;
        }
    }
    let found = text.get(begin..end)?.trim_end_matches('.');
    (!found.is_empty()).then(|| begin..begin + found.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::flow;

    #[test]
    fn a_byline_ends_at_the_first_full_stop() {
        for (line, wanted) in [
            ("By Ada Sample. The rain fell for days.", Some("Ada Sample")),
            (
                "By J. R. Sample and Emil Sample. It rained.",
                Some("J. R. Sample and Emil Sample"),
            ),
            ("作者：张三。雨水含有锌。", Some("张三")),
            ("Autor: Emil Sample", Some("Emil Sample")),
            ("Ada Sample, Emil Sample", Some("Ada Sample, Emil Sample")),
            ("By the end of May. It rained.", None),
            ("Par exemple, il pleut.", None),
        ] {
            let document = flow(&["On Barrels", line]);
            let found = authors(&document);
            assert_eq!(found.as_ref().map(Spot::text), wanted, "{line}");
        }
    }

    #[test]
    fn a_book_names_its_author_below_a_cue_or_in_its_notice() {
        let isbn = "ISBN 978-0-00-000000-2";
        for (lines, wanted) in [
            (
                ["RAIN", "Written by", "Ada Sample", "Third draft of April"],
                Some("Ada Sample"),
            ),
            (["RAIN", "Written by", "the sea in spring", isbn], None),
            (
                ["RAIN", "a novel", "Copyright © Ada Sample 2018", isbn],
                Some("Ada Sample"),
            ),
            (["RAIN", "a novel", "© 2018 Sample Press", isbn], None),
            (["RAIN", "a paper", "© 2018 Ada Sample", "10.1000/1"], None),
        ] {
            let document = flow(&lines);
            let found = authors(&document);
            assert_eq!(found.as_ref().map(Spot::text), wanted, "{lines:?}");
        }
    }

    #[test]
    fn editors_stand_behind_their_cue() {
        for (line, wanted) in [
            ("Editor: Ada Sample", Some("Ada Sample")),
            (
                "Academic Editor: Ada B. Sample Received: 3 May 2018",
                Some("Ada B. Sample"),
            ),
            (
                "Edited by Ada Sample and Emil Sample. It rained.",
                Some("Ada Sample and Emil Sample"),
            ),
            ("The editor: nobody", None),
        ] {
            let document = flow(&[line]);
            let blocks: Vec<&Block> = document.blocks.iter().collect();
            let found = editors(&blocks);
            assert_eq!(found.as_ref().map(Spot::text), wanted, "{line}");
        }
    }
}
