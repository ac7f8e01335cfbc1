//! Who wrote a document, where its first page says it in words: "by Jane Alder", "vorgelegt von", "présentée par",
//! "Author: ...". Theses, books and reports name their authors so, above the title or below it.

use super::authors::names_in;
use super::body::Body;
use super::name_words::is_label_of_persons;
use super::names::SmallWords;
use super::rows::first_page;
use super::title_scale::states_degree;
use super::title_words::key;
use crate::document::layout::RawBlock;

/// Lines of the first page that are looked at.
const MOST_LINES: usize = 200;
/// A line of at most this many words is no sentence of the text.
const SHORT: usize = 10;
/// A byline names at most this many persons.
const MOST_PERSONS: usize = 20;

/// Words, in small letters, behind which the authors stand, wherever they stand in a line.
const STATED: [&str; 36] = [
    "submitted by",
    "presented by",
    "written by",
    "authored by",
    "thesis by",
    "dissertation by",
    "report by",
    "vorgelegt von",
    "eingereicht von",
    "vorgelegt durch",
    "eingereicht durch",
    "verfasst von",
    "verfa\u{df}t von",
    "pr\u{e9}sent\u{e9}e par",
    "pr\u{e9}sent\u{e9} par",
    "pr\u{e9}sent\u{e9}e et soutenue par",
    "soutenue par",
    "r\u{e9}dig\u{e9} par",
    "r\u{e9}alis\u{e9} par",
    "\u{e9}crit par",
    "presentada por",
    "presentado por",
    "escrito por",
    "realizado por",
    "elaborado por",
    "apresentada por",
    "apresentado por",
    "presentata da",
    "presentato da",
    "scritto da",
    "ingediend door",
    "voorgelegd door",
    "geschreven door",
    "aangeboden door",
    "prepared by",
    "compiled by",
];

/// Words with which a line begins, or which are a line, and behind which the authors stand.
const BEGIN: [&str; 34] = [
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "av",
    "af",
    "author",
    "authors",
    "author(s)",
    "autor",
    "autorin",
    "autoren",
    "autora",
    "autores",
    "auteur",
    "auteurs",
    "auteure",
    "autore",
    "autori",
    "verfasser",
    "verfasserin",
    "verfasser/in",
    "candidate",
    "candidato",
    "candidata",
    "student",
    "studente",
    "name des verfassers",
    "doktorand",
    "doctorand",
    "inventor",
    "inventors",
];

/// Titles before a name.
const TITLES: [&str; 34] = [
    "dr",
    "prof",
    "mr",
    "mrs",
    "ms",
    "miss",
    "sir",
    "dame",
    "herr",
    "herrn",
    "frau",
    "m",
    "mme",
    "mlle",
    "mag",
    "ing",
    "dipl",
    "dipl-ing",
    "dipl-inf",
    "dipl-phys",
    "ir",
    "drs",
    "med",
    "rer",
    "nat",
    "phil",
    "msc",
    "bsc",
    "ma",
    "ba",
    "dott",
    "dottssa",
    "don",
    "do\u{f1}a",
];

/// The authors that the first page states. Sentences of the text may name other writers, so only those that state a
/// degree are read.
pub(crate) fn stated(blocks: &[RawBlock], body: &Body, words: &SmallWords) -> Vec<String> {
    let lines: Vec<(String, i32)> = first_page(blocks)
        .iter()
        .filter(|block| {
            let text = block.rough_text();
            !body.reads_as_prose(block)
                || text.split_whitespace().count() <= SHORT
                || states_degree(&text.to_lowercase())
        })
        .flat_map(RawBlock::lines)
        .take(MOST_LINES)
        .map(|line| (line.string(), (line.size * 2.0).round() as i32))
        .collect();
    let found = lines.iter().enumerate().find_map(|(index, (line, _))| {
        let rest = behind_statement(line)?;
        let mut names = leading(rest, words);
        if !names.is_empty() || rest.chars().any(char::is_alphanumeric) {
            return Some(names).filter(|names| !names.is_empty());
        }
        // the names stand on the next lines, all of one size
        let below = lines.get(index + 1..).unwrap_or_default();
        let size = below.first().map(|(_, size)| *size);
        for (line, own) in below.iter().take(MOST_PERSONS) {
            let further = leading(line, words);
            if further.is_empty() || Some(*own) != size {
                break;
            }
            names.extend(further);
        }
        Some(names).filter(|names| !names.is_empty())
    });
    found.unwrap_or_default()
}

/// Pages behind a cover on which a book says who wrote it.
const NEXT_PAGES: u32 = 6;
/// The most words of the title page of a book.
const WORDS_OF_TITLE_PAGE: usize = 60;

/// The author above the title of a cover, as on books and theses. Any name may stand there, that of a firm too, so the
/// page has to state a degree, or a later page has to say that the book is by this author.
pub(crate) fn above_title(
    blocks: &[RawBlock],
    title: usize,
    is_thesis: bool,
    words: &SmallWords,
) -> Vec<String> {
    let above = blocks.get(..title).unwrap_or_default();
    let named = above.iter().find_map(|block| {
        let (names, share) = names_in(block);
        let persons = !names.is_empty() && names.iter().all(|name| words.is_person(name));
        let fits = share >= 0.95 && persons && (is_thesis || are_written_by(blocks, &names));
        fits.then_some(names)
    });
    named.unwrap_or_default()
}

/// The author on the title page of a book, behind a first page that has its title alone: a name on the same page as the
/// title (`said`, in the form of [`key`]), if a later page says that the book is theirs.
pub(crate) fn on_title_page(blocks: &[RawBlock], said: &str, words: &SmallWords) -> Vec<String> {
    let first = blocks.first().map_or(1, RawBlock::page);
    let named = (first + 1..=first + NEXT_PAGES).find_map(|number| {
        let page: Vec<&RawBlock> = blocks
            .iter()
            .filter(|block| block.page() == number)
            .collect();
        let whole: String = page.iter().map(|block| key(block.rough_text())).collect();
        let count: usize = page.iter().map(|block| block.words().0).sum();
        if said.is_empty() || !whole.contains(said) || count > WORDS_OF_TITLE_PAGE {
            return None;
        }
        page.iter().find_map(|block| {
            let (names, share) = names_in(block);
            let persons = !names.is_empty() && names.iter().all(|name| words.is_person(name));
            let is_title = said.contains(&key(block.rough_text()));
            let fits = share >= 0.95 && persons && !is_title && are_written_by(blocks, &names);
            fits.then_some(names)
        })
    });
    named.unwrap_or_default()
}

/// Whether one of the pages behind the first says of each name that the book is by them.
fn are_written_by(blocks: &[RawBlock], names: &[String]) -> bool {
    let first = blocks.first().map_or(1, RawBlock::page);
    let pages = first + 1..=first + NEXT_PAGES;
    let is_near = |block: &&RawBlock| pages.contains(&block.page());
    let lines = || {
        let near = blocks.iter().filter(is_near);
        near.flat_map(RawBlock::lines).take(MOST_LINES)
    };
    names.iter().all(|name| {
        let name = name.to_lowercase();
        lines().any(|line| {
            let line = line.string().to_lowercase();
            let said = ["by ", "\u{a9}", "copyright", "(c) "];
            line.contains(&name) && said.iter().any(|mark| line.contains(mark))
        })
    })
}

/// What stands behind "by" or another statement of a line.
fn behind_statement(line: &str) -> Option<&str> {
    let line = line.trim();
    let lower = line.to_lowercase();
    // small letters may have other lengths
    if lower.len() != line.len() || is_label_of_persons(&lower) {
        return None;
    }
    let stated = STATED
        .iter()
        .filter_map(|words| Some(lower.find(words)? + words.len()))
        .max();
    let begins = BEGIN
        .iter()
        .filter(|words| lower.starts_with(**words))
        .map(|words| words.len())
        .max();
    let at = stated.or(begins)?;
    let rest = line.get(at..)?;
    let whole = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '\'');
    whole.then(|| rest.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// The names with which a line begins.
fn leading(line: &str, words: &SmallWords) -> Vec<String> {
    let mut names = Vec::new();
    let listed = line
        .replace(" and ", ", ")
        .replace(" & ", ", ")
        .replace(" und ", ", ")
        .replace(" et ", ", ");
    for part in listed.split([',', ';']) {
        let Some(name) = name_at_start(part, words) else {
            break;
        };
        names.push(name);
    }
    names
}

/// The name with which a part of a line begins: its capitalized words, without titles, up to a word in small letters.
fn name_at_start(part: &str, words: &SmallWords) -> Option<String> {
    let is_title = |word: &&str| {
        let bare: String = word
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '-')
            .collect();
        word.ends_with('.') && word.chars().count() > 2 && TITLES.contains(&bare.as_str())
            || ["Herr", "Herrn", "Frau", "Mme", "Mr", "Mrs", "Dr", "Prof"].contains(word)
    };
    let rest: Vec<&str> = part.split_whitespace().skip_while(is_title).collect();
    let mut found = None;
    // the longest beginning that is a name
    for count in 2..=rest.len().min(5) {
        let name = rest.get(..count)?.join(" ");
        if words.is_person(&name) && !name.split(' ').any(|word| word == "A" || word == "THESIS") {
            found = Some((count, name));
        }
    }
    let (count, name) = found?;
    // a phrase goes on behind what looks like a name
    let next = rest.get(count);
    let ends =
        next.is_none_or(|next| !next.starts_with(char::is_uppercase) || next.chars().count() == 1);
    ends.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::explanation::KindReason;
    use crate::document::kind::RawKind;
    use crate::document::layout::Line;

    fn authors(lines: &[&str]) -> Vec<String> {
        let lines = lines.iter().map(|line| Line::sample(line)).collect();
        let block = RawBlock::of(lines, RawKind::Paragraph, KindReason::NothingElse);
        let words = SmallWords::of(["a study of the long summer and its birds"].into_iter());
        let blocks = [block];
        stated(&blocks, &Body::of(&blocks), &words)
    }

    #[test]
    fn a_thesis_says_who_wrote_it() {
        assert_eq!(
            authors(&["by", "Marta Sample", "A thesis submitted"]),
            ["Marta Sample"]
        );
        assert_eq!(
            authors(&["A thesis submitted by Marta Sample in partial fulfilment"]),
            ["Marta Sample"]
        );
        assert_eq!(
            authors(&["vorgelegt von", "Dipl.-Ing. Jonas Beispiel"]),
            ["Jonas Beispiel"]
        );
        assert_eq!(
            authors(&["pr\u{e9}sent\u{e9}e par", "Camille EXEMPLE"]),
            ["Camille EXEMPLE"]
        );
        assert_eq!(
            authors(&["PRESENTADA POR", "Luc\u{ed}a Ejemplo Prado"]),
            ["Luc\u{ed}a Ejemplo Prado"]
        );
        assert_eq!(
            authors(&["Authors: Anna Berg and Kit Lam"]),
            ["Anna Berg", "Kit Lam"]
        );
        assert_eq!(
            authors(&["By Anna Berg, Institute of Shores"]),
            ["Anna Berg"]
        );
    }

    #[test]
    fn others_are_named_too_and_are_no_authors() {
        assert!(authors(&["Supervised by", "Anna Berg"]).is_empty());
        assert!(authors(&["By the long summer of 2030"]).is_empty());
        assert!(authors(&["Bypass Surgery Today"]).is_empty());
        assert!(authors(&["Edited by Anna Berg"]).is_empty());
    }
}
