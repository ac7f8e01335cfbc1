//! Which blocks of the first page are the title. What the file names decides where the page shows it; otherwise each
//! group of lines that are set alike is weighed: its size and weight, its words, and what follows it. The names of
//! authors follow a title, and a volume and pages follow a journal's name, whatever the sizes.

use std::ops::Range;

use super::authors::names_in;
use super::body::Body;
use super::publishers::is_address;
use super::section_names::{known, number};
use super::title_extent::extent;
use super::title_words::{
    is_citation_line, is_date, is_dated_elsewhere, is_rubric, key, names_a_journal,
};
use crate::document::explanation::{TitleCandidate, TitleChoice, TitleReason, TitleRejection};
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;

/// Longest title, in words.
const LONGEST_TITLE: usize = 60;
/// A paragraph of at least this many words begins the text.
const SHORTEST_TEXT: usize = 25;
/// What a group has to weigh to be a title.
const LEAST_WEIGHT: f32 = 2.6;
/// A title that the file names stands in at most this many blocks.
const MOST_PIECES: usize = 8;
/// Running heads that are looked at.
const MOST_HEADS: usize = 2_000;
/// Blocks of the first page that are looked at: more are no front matter.
const MOST_BLOCKS: usize = 400;

/// Finds the title among the blocks of the first page. `info` is the title that the file names, `furniture` the
/// texts of running heads, which may contain a journal's name.
pub(crate) fn find(
    blocks: &[RawBlock],
    furniture: &[String],
    info: Option<&str>,
    body: &Body,
) -> (Option<Range<usize>>, TitleChoice) {
    let page = first_page(blocks);
    let rejected = rejections(page, furniture, body);
    let candidates: Vec<usize> = rejected
        .iter()
        .enumerate()
        .filter(|(_, rejected)| rejected.is_none())
        .map(|(index, _)| index)
        .collect();
    let heads = furniture.iter().take(MOST_HEADS).map(|head| Head {
        letters: key(head).chars().filter(|c| !c.is_ascii_digit()).collect(),
        cites: is_citation_line(head),
    });
    let heads = heads.collect();
    let behind = blocks.get(page.len()..).unwrap_or_default();
    let scale = Scale {
        page,
        heads,
        body,
        covers: behind.iter().any(|block| begins_text(block, body)),
    };
    let found = said_by_the_file(page, &candidates, info)
        .or_else(|| scale.heaviest(&candidates))
        .filter(|(range, _)| !range.is_empty());
    let (range, reason) = match found {
        Some((range, reason)) => (Some(range), Some(reason)),
        None => (None, info.map(|_| TitleReason::OnlyTheFile)),
    };
    let candidates = page
        .iter()
        .zip(rejected)
        .enumerate()
        .map(|(index, (block, rejected))| TitleCandidate {
            text: block.rough_text().to_owned(),
            size: block.size(),
            rejected,
            chosen: range.as_ref().is_some_and(|range| range.contains(&index)),
        })
        .collect();
    (range, TitleChoice { candidates, reason })
}

fn first_page(blocks: &[RawBlock]) -> &[RawBlock] {
    let number = blocks.first().map(RawBlock::page);
    let count = blocks
        .iter()
        .take(MOST_BLOCKS)
        .take_while(|block| Some(block.page()) == number)
        .count();
    blocks.get(..count).unwrap_or_default()
}

/// For each block of the first page, why it cannot be the title; `None` if it can.
fn rejections(page: &[RawBlock], furniture: &[String], body: &Body) -> Vec<Option<TitleRejection>> {
    let (low, high) = page
        .iter()
        .fold((f32::MAX, f32::MIN), |(low, high), block| {
            let bounds = block.bounds();
            (low.min(bounds.y0), high.max(bounds.y1))
        });
    let others: Vec<String> = page
        .iter()
        .map(RawBlock::rough_text)
        .chain(furniture.iter().map(String::as_str))
        .map(key)
        .collect();
    // on a cover the title may stand anywhere
    let has_text = page.iter().any(|block| begins_text(block, body));
    let rejection = |block: &RawBlock| {
        let text = block.rough_text();
        let words = text.split_whitespace().count();
        if block.kind() == RawKind::Field {
            Some(TitleRejection::FilledIn)
        } else if stands_in_a_row(block, page) {
            Some(TitleRejection::InARow)
        } else if has_text && block.bounds().y1 <= low + 0.35 * (high - low) {
            Some(TitleRejection::TooLow)
        } else if words > LONGEST_TITLE {
            Some(TitleRejection::TooLong)
        } else if text.chars().filter(|c| c.is_alphabetic()).count() < 4 {
            Some(TitleRejection::TooFewLetters)
        } else if is_rubric(text) || is_date(text) {
            Some(TitleRejection::Rubric)
        } else if known(text).is_some() {
            Some(TitleRejection::SectionName)
        } else if is_dated_elsewhere(text, &others) || is_citation_line(text) {
            Some(TitleRejection::Journal)
        } else {
            None
        }
    };
    page.iter().map(rejection).collect()
}

/// Whether two other blocks begin on the line with which a block begins, in the same size: cells of a table do.
fn stands_in_a_row(block: &RawBlock, page: &[RawBlock]) -> bool {
    let Some(line) = block.lines().first() else {
        return false;
    };
    let beside = |other: &&RawBlock| {
        other.lines().first().is_some_and(|other| {
            (other.y - line.y).abs() <= 0.3 * line.size
                && (other.size - line.size).abs() <= 0.1 * line.size
        })
    };
    // the block stands on its own line, too
    page.iter().filter(beside).count() > 2
}

/// Whether a block is the beginning of the running text, or the abstract.
fn begins_text(block: &RawBlock, body: &Body) -> bool {
    let (tokens, words) = block.words();
    tokens >= SHORTEST_TEXT
        && words * 2 >= tokens
        && block.size() <= 1.15 * body.size
        && (body.reads_as_prose(block) || block.rough_text().trim_end().ends_with('.'))
}

type Found = (Range<usize>, TitleReason);

fn joined(page: &[RawBlock], range: &Range<usize>) -> String {
    let blocks = page.get(range.clone()).unwrap_or_default().iter();
    let texts: Vec<&str> = blocks.map(RawBlock::rough_text).collect();
    texts.join(" ")
}

/// The blocks that say what the file names as its title, or the candidate that says most of it.
fn said_by_the_file(page: &[RawBlock], candidates: &[usize], info: Option<&str>) -> Option<Found> {
    let wanted = key(info?);
    if wanted.is_empty() {
        return None;
    }
    let exact = (0..page.len()).find_map(|from| {
        let mut said = String::new();
        for to in from..page.len().min(from + MOST_PIECES) {
            said.push_str(&key(page.get(to)?.rough_text()));
            if said == wanted {
                return Some(from..to + 1);
            }
            if !wanted.starts_with(&said) {
                return None;
            }
        }
        None
    });
    let range = exact.or_else(|| {
        candidates
            .iter()
            .map(|index| extent(page, *index))
            .find(|range| {
                let found = key(&joined(page, range));
                !found.is_empty()
                    && found.len() * 10 >= wanted.len() * 7
                    && wanted.len() * 10 >= found.len() * 3
                    && (wanted.contains(&found) || found.contains(&wanted))
            })
    })?;
    Some((range, TitleReason::SaysTheFile))
}

/// What candidates are weighed against.
struct Scale<'s> {
    page: &'s [RawBlock],
    heads: Vec<Head>,
    body: &'s Body,
    /// Whether running text stands on later pages, so that a page without any is a cover.
    covers: bool,
}

/// A running head.
struct Head {
    /// Its letters, in the form of [`key`].
    letters: String,
    /// Whether it gives a volume or pages.
    cites: bool,
}

impl Scale<'_> {
    /// The candidate that weighs most, if it weighs enough.
    fn heaviest(&self, candidates: &[usize]) -> Option<Found> {
        let text = self.page.iter().position(|b| begins_text(b, self.body));
        // a title of several words, beside which a single larger word is a logo
        let size = |index: &usize| self.page.get(*index).map_or(0.0, RawBlock::size);
        let long = |index: &&usize| {
            let words = self.page.get(**index).map_or(0, |block| block.words().0);
            words >= 3
        };
        let longest = candidates.iter().filter(long).map(size).fold(0.0, f32::max);
        let mut best: Option<(f32, Range<usize>)> = None;
        for index in candidates {
            let range = extent(self.page, *index);
            // further pieces of a group that was weighed
            if best.as_ref().is_some_and(|(_, best)| *best == range) {
                continue;
            }
            let mut weight = self.weight(&range, text);
            let single = joined(self.page, &range).split_whitespace().count() == 1;
            if single && longest >= 0.6 * size(index) {
                weight -= 2.5;
            }
            if weight >= LEAST_WEIGHT && best.as_ref().is_none_or(|(least, _)| weight > *least) {
                best = Some((weight, range));
            }
        }
        let (_, range) = best?;
        let block = self.page.get(range.start)?;
        let larger = block.size() > 1.02 * self.body.size;
        let long = joined(self.page, &range).split_whitespace().count() >= 4;
        let reason = if self.followers(&range) >= 2.0 {
            TitleReason::OverAuthors
        } else if larger && long {
            TitleReason::LargestOfSeveralWords
        } else if larger {
            TitleReason::Largest
        } else {
            TitleReason::FirstBold
        };
        Some((range, reason))
    }

    /// How much speaks for a group; `text` is the first block of running text.
    fn weight(&self, range: &Range<usize>, text: Option<usize>) -> f32 {
        let Some(block) = self.page.get(range.start) else {
            return 0.0;
        };
        let words = joined(self.page, range);
        let count = words.split_whitespace().count();
        let ratio = block.size() / self.body.size.max(1.0);
        let bold = block.share(|line| line.bold) > 0.6 && !self.body.bold;
        let letters = words.chars().filter(|c| c.is_alphabetic());
        let capitals = letters.clone().count() >= 8 && !letters.clone().any(char::is_lowercase);
        let mut weight = (6.0 * ratio.max(0.5).log2()).clamp(-3.0, 9.0);
        weight += if bold { 1.5 } else { 0.0 };
        weight += if capitals { 1.0 } else { 0.0 };
        weight += if self.is_centred(range) { 0.7 } else { 0.0 };
        weight += match count {
            _ if is_east_asian(&words) => 1.0,
            1 => -2.5,
            2 => -1.0,
            3 => 0.0,
            4..=30 => 1.5,
            _ => -1.0,
        };
        weight += self.followers(range) + self.wording(&words, block) + self.in_heads(&words);
        match text {
            Some(text) if text < range.start => weight -= 4.0,
            Some(_) => {}
            // a cover shows its title first, or largest
            None if self.covers && self.leads(range) => weight += 2.0,
            None => {}
        }
        weight
    }

    /// Whether no block above the group is nearly as large, and none below it much larger.
    fn leads(&self, range: &Range<usize>) -> bool {
        let size = self.page.get(range.start).map_or(0.0, RawBlock::size);
        let above = self.page.get(..range.start).unwrap_or_default();
        let below = self.page.get(range.end..).unwrap_or_default();
        !below.iter().any(|block| block.size() > 1.4 * size)
            && !above.iter().any(|block| {
                block.size() > 0.9 * size
                    && !is_rubric(block.rough_text())
                    && !is_address(block.rough_text())
            })
    }

    /// Whether the group stands in the middle of the page's text, with room on both sides.
    fn is_centred(&self, range: &Range<usize>) -> bool {
        let (left, right) = self
            .page
            .iter()
            .fold((f32::MAX, f32::MIN), |(l, r), block| {
                let bounds = block.bounds();
                (l.min(bounds.x0), r.max(bounds.x1))
            });
        let width = right - left;
        let group = self.page.get(range.clone()).unwrap_or_default();
        let mut lines = group.iter().flat_map(RawBlock::lines);
        lines.all(|line| {
            let middle = (line.x0 + line.x1) / 2.0;
            (middle - (left + right) / 2.0).abs() < 0.03 * width && line.x0 - left > 0.04 * width
        })
    }

    /// What the blocks under a group say: names make it a title, a volume or an issue makes it a masthead.
    fn followers(&self, range: &Range<usize>) -> f32 {
        let Some(own) = self.page.get(range.start) else {
            return 0.0;
        };
        let above = self.page.get(..range.start).and_then(<[_]>::last);
        let listed = |block: &RawBlock| {
            block
                .rough_text()
                .to_lowercase()
                .starts_with("contents list")
        };
        if above.is_some_and(listed) {
            return -6.0;
        }
        let below = self.page.get(range.end..).unwrap_or_default();
        let mut weight = 0.0;
        for (distance, block) in below.iter().take(4).enumerate() {
            let text = block.rough_text();
            let lower = text.to_lowercase();
            let journals = [
                "issn",
                "journal homepage",
                "an open",
                "official journal",
                "www.",
            ]
            .iter()
            .any(|start| lower.starts_with(start));
            if is_citation_line(text) || journals {
                return if distance <= 1 { -6.0 } else { weight };
            }
            let (names, share) = names_in(block);
            let smaller = block.size() < 0.95 * own.size() || own.share(|l| l.bold) > 0.6;
            let agency = lower.starts_with("agency:") || lower.starts_with("action:");
            if (share >= 0.7 && names.len() >= 2 && smaller) || agency {
                return weight + 5.0;
            }
            if (share >= 0.8 && names.len() == 1 && smaller)
                || lower.starts_with("by ")
                || lower == "by"
            {
                let plain = block.size() < 0.9 * own.size() && block.share(|l| l.bold) < 0.5;
                return weight
                    + if plain || lower.starts_with("by") {
                        2.5
                    } else {
                        1.5
                    };
            }
            if states_degree(&lower) {
                return weight + 2.5;
            }
            if known(text).is_some() {
                return weight + 1.0;
            }
            // a subtitle, a rubric or a date may stand between; running text may not
            if text.split_whitespace().count() > SHORTEST_TEXT {
                break;
            }
            if block.size() > 0.9 * own.size() || is_address(text) {
                weight -= 0.3;
            }
        }
        weight
    }

    /// What the words alone say.
    fn wording(&self, words: &str, block: &RawBlock) -> f32 {
        let lower = words.to_lowercase();
        let mut weight = 0.0;
        if names_a_journal(words) {
            weight -= 4.0;
        }
        let (names, share) = names_in(block);
        if share >= 0.8 && (names.len() >= 2 || words.contains(". ")) {
            weight -= 5.0;
        } else if share >= 0.95 {
            weight -= 1.0;
        }
        if is_address(words) {
            weight -= 4.0;
        }
        if names_an_agency(&lower) {
            weight -= 2.0;
        }
        if number(words).is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase)) {
            weight -= 3.0;
        }
        let counted = [
            "chapter ",
            "part ",
            "section ",
            "report no",
            "technical report",
        ];
        if counted.iter().any(|start| lower.starts_with(start)) && words.len() < 40 {
            weight -= 3.0;
        }
        if states_degree(&lower) {
            weight -= 3.0;
        }
        if words.trim_end().ends_with('.') && words.split_whitespace().count() > 8 {
            weight -= 2.0;
        }
        if words.starts_with(char::is_lowercase) {
            weight -= 1.5;
        }
        if words.trim_end().ends_with([',', ';']) {
            weight -= 3.0;
        }
        weight
    }

    /// What running heads say: they repeat a title, or its beginning, and name a journal among other words.
    fn in_heads(&self, words: &str) -> f32 {
        let own: String = key(words).chars().filter(|c| !c.is_ascii_digit()).collect();
        let mut weight: f32 = 0.0;
        for Head { letters, cites } in &self.heads {
            let long = letters.chars().count() >= 12;
            if *letters == own || (long && own.starts_with(letters.as_str())) {
                weight = weight.max(2.0);
            } else if *cites && own.chars().count() >= 5 && letters.contains(&own) {
                weight = weight.min(-2.0);
            }
        }
        weight
    }
}

/// Whether a text in lower case is the name of an agency rather than the subject of a document.
fn names_an_agency(lower: &str) -> bool {
    let starts = [
        "ministry of",
        "department of",
        "u.s. department",
        "us department",
        "office of",
        "bureau of",
        "government of",
        "commission of",
        "council of",
        "secretariat",
        "committee on",
        "united states",
        "federal",
        "state of",
        "city of",
        "county of",
        "european commission",
        "world ",
    ];
    lower.split_whitespace().count() <= 7 && starts.iter().any(|start| lower.starts_with(start))
}

/// Whether a text in lower case says for which degree a thesis was submitted.
fn states_degree(lower: &str) -> bool {
    let marks = [
        "dissertation",
        "thesis submitted",
        "submitted ",
        "degree of",
        "fulfillment",
        "fulfilment",
    ];
    lower.split_whitespace().count() > 3 && marks.iter().any(|mark| lower.contains(mark))
}

fn is_east_asian(text: &str) -> bool {
    let all = text.chars().filter(|c| c.is_alphabetic()).count();
    let those = text
        .chars()
        .filter(|c| ('\u{2e80}'..='\u{9fff}').contains(c) || ('\u{ac00}'..='\u{d7af}').contains(c))
        .count();
    those * 2 > all
}
