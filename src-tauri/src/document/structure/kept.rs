//! What running heads say and the text does not: the account of a statement, the address and the bank of a firm. On every
//! page it is furniture, and it does not interrupt the text; its first copy stays as small print behind the text, where it
//! can be found and quoted. The heads of papers name their journal, and nothing of them stays.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::publishers::is_publishers;
use super::section_names::known;
use super::title_rubrics::is_rubric;
use super::title_words::{is_citation_line, is_date, is_short_title_like, is_year};
use crate::document::explanation::KindReason;
use crate::document::kind::RawKind;
use crate::document::layout::{Line, PageLines, RawBlock};
use crate::document::marks::page_numbers;
use crate::document::types::SectionKind;

/// The fewest digits of a fact: a telephone number, an account. Years and dates do not count.
const DIGITS: usize = 5;
/// The most characters of the name of a list of references.
const LONGEST_NAME: usize = 40;
/// The fewest words of a head that names its document.
const WORDS_OF_TITLE: usize = 3;

/// Keeps the first copies of heads and feet that state a fact, with the lines around them, unless the text states it too.
pub(super) fn keep_once(taken: &mut [RawBlock], pages: &[PageLines]) {
    let is_head = |block: &RawBlock| {
        matches!(block.why(), KindReason::RunningHead | KindReason::Artifact)
            && !is_publishers(block.rough_text())
            && !block.rough_text().starts_with("http")
    };
    let heads: Vec<usize> = taken
        .iter()
        .enumerate()
        .filter(|(_, block)| is_head(block))
        .map(|(index, _)| index)
        .collect();
    let text = |index: &usize| taken.get(*index).map_or("", RawBlock::rough_text);
    let states = |index: &usize| digits(&words(text(index))) >= DIGITS;
    if !heads.iter().any(states) || is_paper(pages) {
        return;
    }
    let lines = pages.iter().flat_map(|page| &page.lines);
    let mut said: HashSet<String> = lines.flat_map(|line| words(&line.string())).collect();
    let counting = counting(heads.iter().map(text));
    let mut kept: Vec<usize> = Vec::new();
    for band in bands(taken, &heads, pages) {
        let new = |index: &usize| -> Vec<String> {
            let words = words(text(index)).into_iter();
            words.filter(|word| !said.contains(word)).collect()
        };
        if !band.iter().any(|index| digits(&new(index)) >= DIGITS) {
            continue;
        }
        let stays = |index: &usize| {
            let (text, new) = (text(index), new(index));
            let counts = counting.contains(&letters(text));
            page_numbers(text).is_none()
                && text.contains(char::is_alphabetic)
                && (digits(&new) >= DIGITS || (!counts && !new.is_empty()))
        };
        let mut stay: Vec<usize> = Vec::new();
        for index in band.into_iter().filter(stays) {
            // a head may stand on the left and on the right
            if !stay.iter().any(|other| text(other) == text(&index)) {
                stay.push(index);
            }
        }
        let newly: Vec<String> = stay.iter().flat_map(|index| words(text(index))).collect();
        said.extend(newly);
        kept.extend(stay);
    }
    for index in kept {
        if let Some(block) = taken.get_mut(index) {
            block.set(RawKind::Footnote, KindReason::KeptOnce);
        }
    }
}

/// The title of a document that has none in its text: the head of its first page, if other pages have it too and it has
/// words enough.
pub(crate) fn title_in_heads(taken: &[RawBlock], pages: &[PageLines]) -> Option<String> {
    let first = pages.first()?;
    let heads = taken.iter().filter(|block| {
        let text = block.rough_text();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        block.page() == 1
            && 2.0 * block.bounds().y0 > first.top + first.bottom
            && matches!(block.why(), KindReason::RunningHead | KindReason::KeptOnce)
            && text.split_whitespace().count() >= WORDS_OF_TITLE
            && 2 * letters > text.chars().count()
            && words(text).iter().all(|word| is_fixed(word))
            && is_short_title_like(text)
            && !is_rubric(text)
            && !is_date(text)
            && !is_citation_line(text)
            && !is_publishers(text)
    });
    let y = |block: &RawBlock| block.bounds().y1;
    let title = heads.max_by(|a, b| a.size().total_cmp(&b.size()).then(y(a).total_cmp(&y(b))));
    title.map(|title| title.rough_text().to_owned())
}

/// The heads of each page, and its feet.
fn bands(taken: &[RawBlock], heads: &[usize], pages: &[PageLines]) -> Vec<Vec<usize>> {
    let mut bands: BTreeMap<(u32, bool), Vec<usize>> = BTreeMap::new();
    for index in heads {
        let Some(line) = taken.get(*index).and_then(|block| block.lines().first()) else {
            continue;
        };
        let page = pages.get((line.page as usize).saturating_sub(1));
        let is_foot = page.is_some_and(|page| 2.0 * line.y < page.top + page.bottom);
        bands.entry((line.page, is_foot)).or_default().push(*index);
    }
    bands.into_values().collect()
}

/// Whether pages are those of a paper: they have an abstract, or a list of references.
fn is_paper(pages: &[PageLines]) -> bool {
    let named = |line: &Line| {
        let text = line.string();
        let name = text.trim().trim_end_matches(':').to_lowercase();
        // "Reference" is a label of letters and bills
        name.starts_with("abstract")
            || (known(&text) == Some(SectionKind::References) && name != "reference")
    };
    let lines = pages.iter().flat_map(|page| &page.lines);
    let mut short = lines.filter(|line| line.text.len() <= LONGEST_NAME);
    short.any(named)
}

/// The texts, in the form of [`letters`], that differ from page to page in their numbers.
fn counting<'t>(texts: impl Iterator<Item = &'t str>) -> HashSet<String> {
    let mut first: HashMap<String, &str> = HashMap::new();
    let mut counting = HashSet::new();
    for text in texts {
        let letters = letters(text);
        match first.get(&letters) {
            Some(other) if *other != text => {
                counting.insert(letters);
            }
            Some(_) => {}
            None => {
                first.insert(letters, text);
            }
        }
    }
    counting
}

/// A text without its numbers.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_numeric() && !c.is_whitespace())
        .collect()
}

/// The words of a text, in small letters and without the signs around them.
fn words(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    bare.filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The digits of words that are no years or dates.
fn digits(words: &[String]) -> usize {
    let is_date = |word: &str| {
        let parts: Vec<&str> = word.split(['.', '/', '-']).collect();
        matches!(parts.as_slice(), [first, _, last] if is_year(first) || is_year(last))
    };
    let facts = words.iter().filter(|word| !is_year(word) && !is_date(word));
    facts.map(|word| count_of_digits(word)).sum()
}

fn count_of_digits(word: &str) -> usize {
    word.chars().filter(char::is_ascii_digit).count()
}

/// Whether a word has no number that may count pages or volumes.
fn is_fixed(word: &str) -> bool {
    let count = count_of_digits(word);
    count == 0 || count >= DIGITS || is_year(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::explanation::LineBreak;

    /// Pages of one line of text, and the heads and feet that were taken out of each.
    fn read(texts: &[&str], heads: &[&[(&str, f32)]]) -> Vec<(RawKind, String)> {
        let pages: Vec<PageLines> = texts
            .iter()
            .map(|text| PageLines {
                lines: vec![Line::sample(text).at(60.0, 400.0)],
                bottom: 0.0,
                top: 800.0,
            })
            .collect();
        let mut taken: Vec<RawBlock> = Vec::new();
        for (page, heads) in heads.iter().enumerate() {
            taken.extend(heads.iter().map(|(text, y)| {
                let line = Line::sample(text).at(60.0, *y).on_page(page as u32 + 1);
                RawBlock::of(vec![line], RawKind::Furniture, KindReason::RunningHead)
                    .beginning(LineBreak::TakenOut)
            }));
        }
        keep_once(&mut taken, &pages);
        let fact = |block: &RawBlock| (block.kind(), block.rough_text().to_owned());
        taken.iter().map(fact).collect()
    }

    fn kept(texts: &[&str], heads: &[&[(&str, f32)]]) -> Vec<String> {
        let all = read(texts, heads).into_iter();
        let kept = all.filter(|(kind, _)| *kind == RawKind::Footnote);
        kept.map(|(_, text)| text).collect()
    }

    #[test]
    fn an_account_over_every_page_stays_once() {
        let page = |sheet: &'static str| -> [(&'static str, f32); 4] {
            [
                ("Bank of the Island", 770.0),
                ("Account 40-11-72 00418827", 755.0),
                (sheet, 740.0),
                ("2 Quay Road", 30.0),
            ]
        };
        let (first, second) = (page("Sheet 1 of 2"), page("Sheet 2 of 2"));
        assert_eq!(
            kept(&["Fees", "Paint"], &[first.as_slice(), second.as_slice()]),
            ["Bank of the Island", "Account 40-11-72 00418827"]
        );
    }

    #[test]
    fn what_stands_twice_over_a_page_stays_once() {
        let head: &[(&str, f32)] = &[("Account 40-11-72 00418827", 770.0); 2];
        assert_eq!(
            kept(&["a", "b"], &[head, head]),
            ["Account 40-11-72 00418827"]
        );
    }

    #[test]
    fn two_accounts_in_one_file_stay_both() {
        let first: &[(&str, f32)] = &[("Account 40-11-72 00418827", 770.0)];
        let second: &[(&str, f32)] = &[("Account 40-11-73 00500112", 770.0)];
        assert_eq!(
            kept(&["a", "b", "c"], &[first, second, second]),
            ["Account 40-11-72 00418827", "Account 40-11-73 00500112"]
        );
    }

    #[test]
    fn what_the_text_says_or_the_journal_is_stays_nowhere() {
        let head: &[(&str, f32)] = &[("Order 4471-0032", 770.0)];
        let order = ["Your order 4471-0032 of May", "b"];
        assert!(kept(&order, &[head, head]).is_empty());
        let dated: &[(&str, f32)] = &[("Minutes of 12.05.2025, 3 of 9", 770.0)];
        assert!(kept(&["a", "b"], &[dated, dated]).is_empty());
        let journal: &[(&str, f32)] = &[("Zoology 12 (2010) 1045-1061", 770.0)];
        assert!(kept(&["a", "References"], &[journal, journal]).is_empty());
        let label = kept(&["a", "Reference"], &[journal, journal]);
        assert_eq!(label, ["Zoology 12 (2010) 1045-1061"]);
    }

    #[test]
    fn the_head_of_the_first_page_is_a_title_if_nothing_else_is() {
        let head = |text: &str, y: f32, why: KindReason| {
            RawBlock::of(
                vec![Line::sample(text).at(60.0, y)],
                RawKind::Furniture,
                why,
            )
        };
        let title = |text: &str| {
            let blocks = [
                head(text, 770.0, KindReason::RunningHead),
                head(
                    "Printed by the Society of Quays",
                    30.0,
                    KindReason::RunningHead,
                ),
                head("7", 20.0, KindReason::PageNumber),
            ];
            let page = PageLines {
                lines: Vec::new(),
                bottom: 0.0,
                top: 800.0,
            };
            title_in_heads(&blocks, &[page])
        };
        let name = "Rowing Club of the Island - accounts 2024";
        assert_eq!(title(name).as_deref(), Some(name));
        for other in [
            "Page 3",
            "Zoology of birds 12, 7",
            "12 May 2025",
            "Copyright Society of Quays 2024",
        ] {
            assert_eq!(title(other), None, "{other}");
        }
    }
}
