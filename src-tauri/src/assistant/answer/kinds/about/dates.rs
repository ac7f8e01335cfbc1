//! When a document was published, received or accepted, as its first page says.

use super::front::{Spot, after_cue};
use super::venue::is_citation;
use super::year::{is_history, is_month, is_year, tokens};
use crate::document::{Block, BlockKind};

/// When the document was published: what a line says that calls itself so, or the year beside the journal or the
/// copyright sign. A year in a cell of a table says something of its row.
pub(super) fn published<'d>(blocks: &[&'d Block]) -> Option<Spot<'d>> {
    let lines = blocks.iter().copied();
    let blocks: Vec<&'d Block> = lines
        .filter(|block| block.kind != BlockKind::Table)
        .collect();
    let said = dated(
        &blocks,
        &[
            "published online",
            "published",
            "publication date",
            "date of publication",
            "first published",
        ],
    );
    said.or_else(|| {
        let arxiv = blocks.iter().filter(|block| block.text.contains("arXiv:"));
        arxiv.filter_map(|block| last_date(block)).next()
    })
    .or_else(|| {
        let cited = blocks.iter().filter(|block| is_citation(&block.text));
        cited.filter_map(|block| date_in(block, 0)).next()
    })
    .or_else(|| {
        let owned = blocks.iter().filter(|block| {
            block.text.contains('©') || after_cue(&block.text, &["copyright"]).is_some()
        });
        owned.filter_map(|block| year_in(block)).next()
    })
    .or_else(|| {
        let heads = blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Furniture);
        heads
            .filter(|block| !is_history(&block.text))
            .filter_map(|block| date_in(block, 0))
            .next()
    })
    .or_else(|| dated(&blocks, &["accepted"]))
}

/// The date behind one of the cues.
pub(super) fn dated<'d>(blocks: &[&'d Block], cues: &[&str]) -> Option<Spot<'d>> {
    blocks.iter().find_map(|block| {
        let from = after_cue(&block.text, cues)?;
        let spot = date_in(block, from)?;
        // the date stands right behind the cue
        (spot.bytes.start - from <= 12).then_some(spot)
    })
}

/// Whether a word is a part of a date besides the year.
fn is_part_of_date(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.to_lowercase();
    let month = is_month(&lower);
    let day = bare.len() <= 5
        && bare.starts_with(|c: char| c.is_ascii_digit())
        && bare
            .trim_end_matches(|c: char| c.is_alphabetic())
            .split(['-', '–', '/'])
            .all(|part| part.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)));
    month || day
}

/// Words before the year in which something else began: the house of a letterhead, and not the letter.
const BEGINNINGS: [&str; 12] = [
    "since",
    "founded",
    "established",
    "estab",
    "estd",
    "est",
    "seit",
    "gegründet",
    "depuis",
    "fondé",
    "fondée",
    "desde",
];

/// Whether the year at this place of the tokens is that of a beginning: "since 1968", "established in the year 1968".
fn is_of_beginning(tokens: &[(usize, &str)], year: usize) -> bool {
    const NEAR: usize = 4;
    let before = tokens.iter().take(year).rev().take(NEAR);
    before
        .map(|(_, word)| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .take_while(|word| !is_year(word))
        .any(|word| BEGINNINGS.contains(&word.as_str()))
}

/// The first date at or after a byte: a year, with the month and day beside it.
fn date_in<'d>(block: &'d Block, from: usize) -> Option<Spot<'d>> {
    let tokens = tokens(&block.text);
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let iso = |word: &str| word.len() == 10 && word.split('-').next().is_some_and(is_year);
    let year = (0..tokens.len()).find(|nth| {
        tokens
            .get(*nth)
            .is_some_and(|(at, word)| *at >= from && (is_year(&bare(word)) || iso(&bare(word))))
            && !is_of_beginning(&tokens, *nth)
    })?;
    let mut first = year;
    while first > 0
        && year - first < 3
        && tokens
            .get(first - 1)
            .is_some_and(|(at, word)| *at >= from && is_part_of_date(word))
    {
        first -= 1;
    }
    // a lone number before the year is a volume
    let has_month = tokens.get(first..year).is_some_and(|words| {
        words
            .iter()
            .any(|(_, word)| word.contains(char::is_alphabetic))
    });
    if !has_month {
        first = year;
    }
    let (start, _) = tokens.get(first)?;
    let (at, word) = tokens.get(year)?;
    let length = word.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let leading = block.text.get(*start..)?;
    let skipped = leading.len()
        - leading
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len();
    Some(Spot {
        block,
        bytes: start + skipped..at + length,
    })
}

/// The last date of a block.
fn last_date<'d>(block: &'d Block) -> Option<Spot<'d>> {
    let mut found = date_in(block, 0)?;
    while let Some(next) = date_in(block, found.bytes.end) {
        found = next;
    }
    Some(found)
}

/// The first year of a block.
fn year_in<'d>(block: &'d Block) -> Option<Spot<'d>> {
    let spot = date_in(block, 0)?;
    let start = spot.bytes.end.saturating_sub(4);
    Some(Spot {
        block,
        bytes: start..spot.bytes.end,
    })
}
