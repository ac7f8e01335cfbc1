//! How much speaks for a group of lines as the title: its size and weight, its words, and what follows it.

use std::ops::Range;

use super::authors::names_in;
use super::body::{Body, SHORTEST_TEXT};
use super::publishers::is_address;
use super::section_names::{known, number};
use super::title_extent::{Found, extent, is_short, joined};
use super::title_rubrics::{is_rubric, names_a_kind};
use super::title_words::{is_citation_line, is_east_asian, key, names_a_journal, says_by};
use crate::document::explanation::TitleReason;
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;
use crate::document::marks::{count_words, may_begin_name};

/// Letters of a title that the publisher's citation repeats at least.
const CITED: usize = 30;
/// What a group has to weigh to be a title.
const LEAST_WEIGHT: f32 = 2.6;
/// How much less a title may weigh than the same title in a second language beside it, which may have more words.
const TWIN: f32 = 2.0;

/// What candidates are weighed against.
pub(super) struct Scale<'s> {
    pub(super) page: &'s [RawBlock],
    pub(super) heads: Vec<Head>,
    /// How the publisher asks to cite the paper, in the form of [`key`].
    pub(super) citation: String,
    pub(super) body: &'s Body,
    /// Whether running text stands on later pages, so that a page without any is a cover.
    pub(super) covers: bool,
}

/// A running head.
pub(super) struct Head {
    /// Its letters, in the form of [`key`].
    pub(super) letters: String,
    /// Whether it gives a volume or pages.
    pub(super) cites: bool,
}

impl Scale<'_> {
    /// The candidate that weighs most, if it weighs enough.
    pub(super) fn heaviest(&self, candidates: &[usize]) -> Option<Found> {
        let text = self.page.iter().position(|b| self.body.begins_text(b));
        // a title of several words, beside which a single larger word is a logo
        let size = |index: &usize| self.page.get(*index).map_or(0.0, RawBlock::size);
        let long = |index: &&usize| {
            let words = self.page.get(**index).map_or(0, |block| block.words().0);
            words >= 3
        };
        let longest = candidates.iter().filter(long).map(size).fold(0.0, f32::max);
        let mut weighed: Vec<(f32, Range<usize>)> = Vec::new();
        for index in candidates {
            let range = extent(self.page, *index);
            if !is_short(self.page, &range) {
                continue;
            }
            // further pieces of a group that was weighed
            if weighed.iter().any(|(_, other)| *other == range) {
                continue;
            }
            let mut weight = self.weight(&range, text);
            let single = count_words(&joined(self.page, &range)).0 == 1;
            if single && longest >= 0.6 * size(index) {
                weight -= 2.5;
            }
            weighed.push((weight, range));
        }
        weighed.retain(|(weight, _)| *weight >= LEAST_WEIGHT);
        // of several that weigh the same, the first
        let (most, best) = weighed
            .iter()
            .rev()
            .max_by(|(a, _), (b, _)| a.total_cmp(b))?;
        let twin = weighed
            .iter()
            .find(|(weight, other)| *weight >= most - TWIN && self.is_left_of(other, best));
        let range = twin.map_or(best, |(_, twin)| twin).clone();
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

    /// Whether a group stands on the left of another, on its line and set like it: the title of a law in the first of its
    /// languages.
    fn is_left_of(&self, group: &Range<usize>, other: &Range<usize>) -> bool {
        let first = |range: &Range<usize>| self.page.get(range.start)?.lines().first();
        first(group).zip(first(other)).is_some_and(|(left, right)| {
            left.is_beside(right)
                && left.x1 < right.x0
                && (left.size - right.size).abs() < 0.02 * right.size
                && (left.bold > 0.5) == (right.bold > 0.5)
        })
    }

    /// Whether a group stands over all running text, although it is drawn behind the block `text`.
    fn stands_over(&self, range: &Range<usize>, text: usize) -> bool {
        let (Some(group), Some(first)) = (self.page.get(range.start), self.page.get(text)) else {
            return false;
        };
        let (own, first) = (group.bounds(), first.bounds());
        let mut texts = self
            .page
            .iter()
            .filter(|block| self.body.begins_text(block));
        own.x0 < first.x1 && first.x0 < own.x1 && texts.all(|text| own.y0 >= text.bounds().y1 - 1.0)
    }

    /// How much speaks for a group; `text` is the first block of running text.
    fn weight(&self, range: &Range<usize>, text: Option<usize>) -> f32 {
        let Some(block) = self.page.get(range.start) else {
            return 0.0;
        };
        let words = joined(self.page, range);
        let (count, _) = count_words(&words);
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
        weight += if self.is_cited(&words) { 4.0 } else { 0.0 };
        weight += if self.heads_a_form(range) { 2.0 } else { 0.0 };
        weight += self.followers(range) + self.wording(&words, block) + self.in_heads(&words);
        match text {
            Some(text) if text < range.start && !self.stands_over(range, text) => weight -= 4.0,
            Some(_) => {}
            // a cover shows its title first, or largest
            None if self.leads(range) => weight += if self.covers { 2.0 } else { 1.0 },
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

    /// Whether the publisher's citation has these words, and no volume behind them, as behind the name of a journal.
    fn is_cited(&self, words: &str) -> bool {
        // a citation may leave out the subtitle
        let own: String = key(words).chars().take(CITED).collect();
        let long = words.split_whitespace().count() >= 3 && own.chars().count() >= 12;
        let behind = self
            .citation
            .find(&own)
            .and_then(|at| self.citation.get(at + own.len()..));
        long && behind.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether the group stands over the fields of a form, and is larger than what is filled in.
    fn heads_a_form(&self, range: &Range<usize>) -> bool {
        let field = |block: &&RawBlock| block.kind() == RawKind::Field;
        let above = self.page.get(..range.start).unwrap_or_default();
        let below = self.page.get(range.end..).unwrap_or_default();
        let size = self.page.get(range.start).map_or(0.0, RawBlock::size);
        let fields = below.iter().filter(field);
        fields.clone().count() >= 2
            && !above.iter().any(|block| field(&block))
            && fields.map(RawBlock::size).fold(0.0, f32::max) < size
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
            // the kind of an article stands over its title, and under the name of the journal
            if names_a_kind(text) && distance <= 1 {
                return weight - 3.0;
            }
            let (names, share) = names_in(block);
            let smaller = block.size() < 0.95 * own.size() || own.share(|l| l.bold) > 0.6;
            let agency = lower.starts_with("agency:") || lower.starts_with("action:");
            if (share >= 0.7 && names.len() >= 2 && smaller) || agency {
                return weight + 5.0;
            }
            let by = lower.starts_with("by ") || says_by(text);
            if (share >= 0.8 && names.len() == 1 && smaller) || by {
                let plain = block.size() < 0.9 * own.size() && block.share(|l| l.bold) < 0.5;
                return weight + if plain || by { 2.5 } else { 1.5 };
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
        if number(words).is_some_and(|(_, rest)| rest.starts_with(may_begin_name)) {
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
pub(super) fn states_degree(lower: &str) -> bool {
    let marks = [
        "dissertation",
        "thesis submitted",
        "submitted ",
        "degree of",
        "fulfillment",
        "fulfilment",
        "zur erlangung",
        "grades eine",
        "tese apresentada",
        "disserta\u{e7}\u{e3}o apresentada",
        "optar al grado",
        "grado de doctor",
        "grau de",
        "grade de docteur",
        "pour obtenir",
        "th\u{e8}se pr\u{e9}sent\u{e9}e",
        "proefschrift",
        "tesi di laurea",
        "avhandling",
    ];
    lower.split_whitespace().count() > 3 && marks.iter().any(|mark| lower.contains(mark))
}
