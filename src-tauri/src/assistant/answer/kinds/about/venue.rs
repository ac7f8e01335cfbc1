//! The journal or the proceedings that a document appeared in, as its running heads name them.

use std::ops::Range;

use super::front::{Spot, after_cue};
use super::year::{is_history, is_month, is_year, tokens};
use crate::document::{Block, BlockKind, Document};

const SERIES: [&str; 9] = [
    "journal of",
    "proceedings of",
    "transactions on",
    "transactions of",
    "annals of",
    "advances in",
    "frontiers in",
    "archives of",
    "bulletin of",
];

/// Whether a line looks like a citation of the document: a journal with a volume, or proceedings.
pub(super) fn is_citation(text: &str) -> bool {
    !is_history(text) && (journal_of(text).is_some() || names_a_series(text))
}

fn names_a_series(text: &str) -> bool {
    after_cue(text, &SERIES).is_some()
}

/// The journal or the proceedings that the document appeared in.
pub(super) fn venue<'d>(document: &Document, blocks: &[&'d Block]) -> Option<Spot<'d>> {
    // "Sample, & Example. (2018)" cites the authors and not a journal
    let names_author = |text: &str| {
        let surnames = document
            .authors
            .iter()
            .filter_map(|name| name.rsplit(' ').next());
        surnames.into_iter().any(|surname| text.contains(surname))
    };
    let heads = || {
        blocks
            .iter()
            .filter(|block| !matches!(block.kind, BlockKind::Authors | BlockKind::Table))
    };
    let standing = |name: &str| heads().any(|block| block.text.trim() == name);
    let cited: Vec<Spot<'d>> = heads()
        .filter(|block| !is_history(&block.text))
        .filter_map(|block| {
            let bytes = journal_of(&block.text)?;
            Some(Spot { block, bytes })
        })
        .filter(|spot| !names_author(spot.text()))
        .collect();
    let confirmed = cited.iter().find(|spot| standing(spot.text()));
    confirmed
        .or_else(|| cited.iter().find(|spot| names_a_series(spot.text())))
        .or_else(|| cited.first())
        .cloned()
        .or_else(|| {
            heads().find_map(|block| {
                let bytes = series_in(&block.text)?;
                Some(Spot { block, bytes })
            })
        })
}

/// The name of a series in a line: from `Journal of` on, as far as its words begin with capitals.
fn series_in(text: &str) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let start = SERIES.iter().filter_map(|name| lower.find(name)).min()?;
    // "International Journal of"
    let before = text.get(..start)?;
    let leading = before.trim_end().rsplit([' ', '.', ',', ';', ':']).next()?;
    let start = match leading.chars().next() {
        Some(c) if c.is_uppercase() && before.ends_with(' ') && leading.len() > 3 => {
            start - before.len() + before.trim_end().len() - leading.len()
        }
        _ => start,
    };
    let mut end = start;
    for (at, word) in tokens(text).into_iter().filter(|(at, _)| *at >= start) {
        let small = is_small(word);
        let bare = word.trim_end_matches([',', '.', ':']);
        let named = bare.starts_with(|c: char| c.is_uppercase())
            || bare.ends_with("th")
            || bare.ends_with("rd")
            || bare.ends_with("nd");
        if !small && !named {
            break;
        }
        if !small {
            end = at + bare.len();
        }
        if bare.len() < word.len() {
            break;
        }
    }
    (end > start + 10).then_some(start..end)
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the" | "and" | "for" | "on" | "in" | "&" | "to"
    )
}

/// Whether numbers stand side by side as in a row of a table, with nothing that makes them a volume and its pages.
fn is_row(numbers: &str) -> bool {
    const LEAST: usize = 3;
    let is_number = |word: &str| {
        word.ends_with(|c: char| c.is_ascii_digit())
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    numbers.split_whitespace().count() >= LEAST && numbers.split_whitespace().all(is_number)
}

/// The journal's name in a line that cites the document: the words before a volume and a year.
fn journal_of(text: &str) -> Option<Range<usize>> {
    let digits = text.find(|c: char| c.is_ascii_digit());
    let bar = text.find('|');
    let link = text.find("http");
    let cut = [digits, bar, link].into_iter().flatten().min()?;
    let name = text.get(..cut)?;
    let rest = text.get(cut..)?;
    let numbers = rest
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .count();
    let has_year = rest.split(|c: char| !c.is_ascii_digit()).any(is_year);
    // a month before the year belongs to the date, and so do words for the volume
    let mut end = name.trim_end().len();
    loop {
        let kept = name
            .get(..end)?
            .trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
        let last = kept.rsplit(|c: char| !c.is_alphanumeric()).next()?;
        let lower = last.to_lowercase();
        let month = is_month(&lower);
        let counts = matches!(
            lower.as_str(),
            "vol" | "volume" | "no" | "issue" | "article" | "number" | "pages" | "pp"
        );
        end = kept.len();
        if last.is_empty() || !(counts || (month && kept.contains(' '))) {
            break;
        }
        end = kept.len() - last.len();
    }
    let name = name.get(..end)?;
    // "Sample et al. The Journal"
    let cited = name.rfind("et al.").map_or(0, |at| at + "et al.".len());
    let begin = name.get(cited..)?;
    let start = name.len()
        - begin
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len();
    let name = name.get(start..)?;
    let words: Vec<&str> = name.split_whitespace().collect();
    let lower = name.to_lowercase();
    let names_something = name.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && words.len() <= 12
        && words
            .first()
            .is_some_and(|word| word.starts_with(char::is_uppercase))
        && !words.last().is_some_and(|word| is_small(word))
        && !name.contains(['@', ':', '*', '†', '=', '&'])
        && !name.contains("et al");
    const OTHER: [&str; 23] = [
        "received",
        "available",
        "author",
        "www",
        "accepted",
        "revised",
        "published",
        "submitted",
        "page",
        "copyright",
        "citation",
        "http",
        "doi",
        "license",
        "licence",
        "keyword",
        "correspond",
        "university",
        "department",
        "arxiv",
        "figure",
        "table",
        "issn",
    ];
    let other = OTHER.iter().any(|word| lower.contains(word));
    let cites = has_year && numbers >= 2 && !is_row(rest);
    (cites && names_something && !other).then_some(start..start + name.len())
}

/// The rest of a name that goes on in the next line: its words before the volume.
pub(super) fn continued<'d>(spot: &Spot<'_>, blocks: &[&'d Block]) -> Option<&'d str> {
    let ends = spot.bytes.end == spot.block.text.trim_end().len();
    let at = blocks
        .iter()
        .position(|block| block.id == spot.block.id)
        .filter(|_| ends)?;
    let next = blocks.get(at + 1)?;
    let name = next.text.split([',', ';']).next()?;
    let named = name.split_whitespace().count() <= 4
        && !name.contains(|c: char| c.is_ascii_digit())
        && name.starts_with(char::is_uppercase);
    let volume = next.text.get(name.len()..)?;
    (named && volume.contains(|c: char| c.is_ascii_digit())).then_some(name)
}
