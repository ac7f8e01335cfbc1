//! Where in its journal a document stands: the volume, the issue and the pages of the line that cites it on its first
//! pages. The name of the journal stands before them, or the line calls them so ("Vol. 4, No. 2, pp. 12–19"); numbers
//! alone say nothing.

use super::front::after_cue;
use super::venue;
use super::year::{is_month, is_year};
use crate::document::{Block, Document};

/// The longest volume, and the longest name of an issue, in characters.
const VOLUME: usize = 4;
const ISSUE: usize = 20;
/// The longest number of a page or an article, in characters.
const PAGE: usize = 12;
/// The most words of a journal's name in a line that says how to cite the document.
const NAME: usize = 8;
/// Publishers that print their own name before that of the journal.
const PUBLISHERS: [&str; 3] = [
    "Publishing Corporation ",
    "Publishing Group ",
    "Publishers ",
];

/// A place in a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cited {
    pub(super) journal: String,
    pub(super) place: InJournal,
}

/// The numbers of a place in a journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct InJournal {
    pub(super) volume: String,
    pub(super) issue: Option<String>,
    /// `12–19`, or the number of the article.
    pub(super) pages: Option<String>,
}

/// Where the document stands, if its front matter says it plainly.
pub(super) fn cited(document: &Document, blocks: &[&Block]) -> Option<Cited> {
    // a line may go on in the next block
    let next = blocks.iter().skip(1).map(|block| block.text.as_str());
    let lines: Vec<String> = blocks
        .iter()
        .zip(next.chain([""]))
        .map(|(block, next)| format!("{} {next}", block.text))
        .collect();
    let of_venue = venue::venue(document, blocks).and_then(|spot| {
        let rest = venue::continued(&spot, blocks).unwrap_or_default();
        let journal = format!("{} {rest}", spot.text());
        let journal = without_publisher(journal.trim()).to_owned();
        let numbers = lines.iter().find_map(|line| behind(&journal, line));
        let place =
            numbers.or_else(|| blocks.iter().find_map(|it| labelled(&journal, &it.text)))?;
        Some(Cited { journal, place })
    });
    of_venue.or_else(|| lines.iter().find_map(|line| in_citation(line)))
}

fn without_publisher(name: &str) -> &str {
    let behind = PUBLISHERS
        .iter()
        .filter_map(|publisher| name.find(publisher).map(|at| at + publisher.len()));
    behind.max().and_then(|at| name.get(at..)).unwrap_or(name)
}

/// The numbers behind the journal's name in a line.
fn behind(journal: &str, line: &str) -> Option<InJournal> {
    let (lower, name) = (line.to_lowercase(), journal.to_lowercase());
    // a letter may be longer in lower case; then no place is certain
    if lower.len() != line.len() || name.is_empty() {
        return None;
    }
    lower
        .match_indices(&name)
        .find_map(|(at, _)| numbers(line.get(at + name.len()..)?))
}

/// `13(3): e0173921`, `2020, 9, 1234`, `September 2017, 11(3): 427–432` at the beginning of a text.
fn numbers(text: &str) -> Option<InJournal> {
    let mut rest = text;
    let mut has_year = false;
    loop {
        let begun = rest.trim_start_matches(|c: char| c.is_whitespace() || ",.;:()".contains(c));
        let word = word(begun);
        if !is_year(word) && !is_month(&word.to_lowercase()) {
            // only a year stands in brackets before a volume
            let skipped = rest.get(..rest.len() - begun.len())?;
            rest = begun;
            if skipped.ends_with('(') {
                return None;
            }
            break;
        }
        has_year |= is_year(word);
        rest = begun.get(word.len()..)?;
    }
    let volume = digits(rest).filter(|volume| volume.len() <= VOLUME)?;
    rest = rest.get(volume.len()..)?;
    let (issue, rest) = issue(rest);
    let pages = pages(rest, has_year);
    (issue.is_some() || pages.is_some()).then(|| InJournal {
        volume: volume.to_owned(),
        issue,
        pages,
    })
}

/// The issue in brackets, and what stands behind it.
fn issue(rest: &str) -> (Option<String>, &str) {
    let opened = rest
        .trim_start_matches([',', ' '])
        .strip_prefix('(')
        .and_then(|inside| inside.split_once(')'));
    let Some((inside, behind)) = opened else {
        return (None, rest);
    };
    let known = inside.len() <= ISSUE
        && inside.contains(|c: char| c.is_ascii_digit())
        && !is_year(inside.trim());
    (known.then(|| inside.trim().to_owned()), behind)
}

/// The pages, or the number of the article, behind the volume. A year is none, unless one stands before the volume.
fn pages(rest: &str, has_year: bool) -> Option<String> {
    let begun = rest.trim_start_matches([':', ',', ';', ' ']);
    // digits that follow directly belong to the volume
    if begun.len() == rest.len() && !rest.is_empty() {
        return None;
    }
    let labels = ["pp.", "pp", "pages", "p."];
    let begun = labels
        .iter()
        .find_map(|label| begun.strip_prefix(*label))
        .unwrap_or(begun)
        .trim_start();
    let mut tokens = begun.split(|c: char| c.is_whitespace() || ",;()[]|".contains(c));
    let token = tokens.next()?.trim_end_matches(['.', ':']);
    let behind = begun.get(token.len()..)?;
    let next = word(behind.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let dated = is_month(&next.to_lowercase()) && behind.starts_with(' ');
    (is_page(token) && (has_year || !is_year(token)) && !dated).then(|| token.to_owned())
}

/// Whether a text is a page, a range of pages or the number of an article.
fn is_page(text: &str) -> bool {
    let mut ends = text.split(['-', '\u{2010}', '\u{2013}', '\u{2014}']);
    let is_number = |end: &str| {
        let digits = end.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        end.len() - digits.len() <= 2
            && !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit())
    };
    text.len() <= 2 * PAGE && ends.clone().count() <= 2 && ends.all(is_number)
}

/// `Vol. 4, No. 2, pp. 12–19`, `Volume 9 | Article 1096`: a volume with an issue, with pages, or behind the journal's name.
fn labelled(journal: &str, text: &str) -> Option<InJournal> {
    let at = ["volume", "vol.", "vol"]
        .iter()
        .find_map(|cue| after_cue(text, &[*cue]).filter(|at| !in_address(text, at - cue.len())))?;
    let rest = text.get(at..)?;
    let number = rest.trim_start_matches([' ', '.', ':']);
    let volume = digits(number).filter(|volume| volume.len() <= VOLUME)?;
    let rest = number.get(volume.len()..)?;
    let numbered = |cues: &[&str]| {
        cues.iter().find_map(|cue| {
            let behind = rest.get(after_cue(rest, &[*cue])?..)?;
            let behind = behind.trim_start_matches([' ', '.', ':']);
            let mut tokens = behind.split(|c: char| c.is_whitespace() || ",;()|".contains(c));
            let token = tokens.next()?.trim_end_matches('.');
            is_page(token).then(|| token.to_owned())
        })
    };
    let issue = numbered(&["issue", "no.", "number"]);
    let pages = numbered(&[
        "article id",
        "article number",
        "article no.",
        "article",
        "pages",
        "pp.",
    ]);
    let named = text.to_lowercase().contains(&journal.to_lowercase());
    (issue.is_some() || pages.is_some() || named).then(|| InJournal {
        volume: volume.to_owned(),
        issue,
        pages,
    })
}

/// Whether a place in a text is inside an address.
fn in_address(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let word = before.rsplit(char::is_whitespace).next();
    word.is_some_and(|word| word.contains('/'))
}

/// The journal and the numbers of a line that says how to cite the document: `Holm I (2017) On eels, Eel World, 10(12):
/// 15-32.`
fn in_citation(line: &str) -> Option<Cited> {
    let from = after_cue(
        line,
        &[
            "cite this article",
            "cite this paper",
            "citation:",
            "cite as",
        ],
    )?;
    let cited = line.get(from..)?;
    cited.match_indices('(').find_map(|(at, _)| {
        let before = cited.get(..at)?.trim_end();
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let name = before.get(..before.len() - digits)?;
        let place = numbers(cited.get(name.len()..)?)
            .filter(|place| digits > 0 && place.issue.is_some())?;
        let name = name.trim_end_matches([' ', ',']);
        let start = [". ", ", ", "? "]
            .iter()
            .filter_map(|end| name.rfind(end))
            .max()?;
        let journal = name.get(start + 2..)?.trim();
        let words = journal.split_whitespace().count();
        let named = journal.starts_with(char::is_uppercase) && (1..=NAME).contains(&words);
        named.then(|| Cited {
            journal: journal.to_owned(),
            place,
        })
    })
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

fn digits(text: &str) -> Option<&str> {
    let word = word(text);
    (!word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(volume: &str, issue: &str, pages: &str) -> Option<InJournal> {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Some(InJournal {
            volume: volume.into(),
            issue: some(issue),
            pages: some(pages),
        })
    }

    // lines as publishers print them, with the names of other journals
    #[test]
    fn numbers_behind_a_name_are_volume_issue_and_pages() {
        for (line, wanted) in [
            ("Eel ONE 13(3): e0173921.", place("13", "3", "e0173921")),
            ("Eel ONE 2020, 9, 1234; doi:10.1/x", place("9", "", "1234")),
            ("Eel ONE 2020, 9, 1871; doi:10.1/x", place("9", "", "1871")),
            (
                "Eel ONE, September 2017, 11(3): 427–432",
                place("11", "3", "427–432"),
            ),
            ("Eel ONE 2016; 10(2):92-98 |doi", place("10", "2", "92-98")),
            (
                "Eel ONE, 2016, 10, (Suppl-1, M9) 214-226",
                place("10", "Suppl-1, M9", "214-226"),
            ),
            (
                "Holm. (2024). On eels. Eel ONE, 7(80), 173. https://x.org",
                place("7", "80", "173"),
            ),
            ("Eel ONE (2018) 18:55", place("18", "", "55")),
            ("Eel ONE 13(3): 67-72 (2017)", place("13", "3", "67-72")),
            ("Eel ONE 4 (2): pp. 12–19", place("4", "2", "12–19")),
            // nothing is guessed
            ("Eel ONE, EISSN: 2231-0916", None),
            ("Eel ONE | https://doi.org/10.1/x March 20, 2018", None),
            ("Eel ONE 3, 15 May 2016", None),
            ("Eel ONE 2016", None),
            ("Eel ONE 12 (2018)", None),
            ("13(3): e0173921", None),
        ] {
            assert_eq!(behind("EEL ONE", line), wanted, "{line}");
        }
    }

    #[test]
    fn labels_name_the_numbers() {
        for (line, wanted) in [
            ("Vol. 4, No. 2, pp. 12–19", place("4", "2", "12–19")),
            ("May 2018 | Volume 9 | Article 1096", place("9", "", "1096")),
            (
                "Eel ONE Volume 2016, Article ID 4104595, 9 pages",
                place("2016", "", "4104595"),
            ),
            ("Eel ONE, 2016, Volume 10 215", place("10", "", "")),
            ("Available at www.eels.example.org/Vol.10/issue 3", None),
            ("Volume 10", None),
            ("The volume of 9 barrels", None),
        ] {
            assert_eq!(labelled("Eel ONE", line), wanted, "{line}");
        }
    }

    #[test]
    fn a_line_that_says_how_to_cite_names_the_journal() {
        let line = "How to cite this article: Holm I, Birch O (2017) On eels with reference to weirs, Eel World, 10(12): 15-32.";
        let found = in_citation(line).unwrap();
        assert_eq!(found.journal, "Eel World");
        assert_eq!(Some(found.place), place("10", "12", "15-32"));
        assert_eq!(
            in_citation("Holm I. On eels, Eel World, 10(12): 15-32."),
            None
        );
        assert_eq!(in_citation("Citation: Holm I (2017) On eels."), None);
    }

    #[test]
    fn the_publishers_own_name_is_not_the_journals() {
        let name = "Example Publishing Corporation Advances in Eels";
        assert_eq!(without_publisher(name), "Advances in Eels");
        assert_eq!(without_publisher("Eel World"), "Eel World");
    }
}
