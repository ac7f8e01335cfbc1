//! The front page of a patent: each of its lines begins with a code of two digits in brackets, 54 before the title and 72
//! before the inventors.

use std::ops::Range;

use super::names::{SmallWords, in_order};
use super::rows::first_page;
use super::title_extent::{extent, is_long};
use crate::document::layout::RawBlock;

/// A front page has at least this many lines with codes.
const FEWEST: usize = 4;
/// The most lines of the names of inventors.
const MOST_LINES: usize = 30;
/// Codes before the inventors.
const INVENTORS: [&str; 3] = ["72", "75", "76"];

/// The code that a line begins with, and what stands behind it.
fn code(text: &str) -> Option<(&str, &str)> {
    let (code, rest) = text.trim_start().strip_prefix('(')?.split_once(')')?;
    let is_code = code.len() == 2 && code.chars().all(|c| c.is_ascii_digit());
    is_code.then(|| (code, rest.trim_start()))
}

fn code_of(block: &RawBlock) -> Option<&str> {
    code(block.rough_text()).map(|(code, _)| code)
}

/// A title of a patent without the code before it.
pub(crate) fn behind_code(title: &str) -> &str {
    code(title).map_or(title, |(_, rest)| rest)
}

/// Whether the first page is that of a patent.
fn is_patent(blocks: &[RawBlock]) -> bool {
    let codes = first_page(blocks).iter().filter_map(code_of);
    codes.count() >= FEWEST
}

/// The block with the code of a title, wherever it stands on the page, and what it goes on in before the next code.
pub(super) fn title(page: &[RawBlock]) -> Option<Range<usize>> {
    const TITLE: &str = "54";
    if !is_patent(page) {
        return None;
    }
    let is_title = |block: &RawBlock| {
        let named = block.rough_text().chars().any(char::is_alphabetic);
        code_of(block) == Some(TITLE) && named && !is_long(block.rough_text())
    };
    let from = page.iter().position(is_title)?;
    let end = extent(page, from).end;
    let behind = page.get(from + 1..end).unwrap_or_default();
    let more = behind.iter().take_while(|block| code_of(block).is_none());
    Some(from..from + 1 + more.count())
}

/// A title without its code, if it is that of a patent.
pub(super) fn without_code<'t>(blocks: &[RawBlock], title: &'t str) -> &'t str {
    match is_patent(blocks) {
        true => behind_code(title),
        false => title,
    }
}

/// The inventors that the first page of a patent names: each with the place behind a comma, and a semicolon before the
/// next.
pub(super) fn inventors(blocks: &[RawBlock], words: &SmallWords) -> Vec<String> {
    if !is_patent(blocks) {
        return Vec::new();
    }
    let named = |block: &&RawBlock| code_of(block).is_some_and(|code| INVENTORS.contains(&code));
    let page = first_page(blocks).iter();
    let mut lines = page.skip_while(|block| !named(block)).take(MOST_LINES);
    let Some(first) = lines.next() else {
        return Vec::new();
    };
    let mut text = behind_code(first.rough_text()).to_owned();
    let column = first.bounds();
    let is_under = |block: &&RawBlock| {
        let own = block.bounds();
        own.x0 < column.x1 && own.x1 > column.x0
    };
    for block in lines.filter(is_under) {
        // each inventor may have a line, with a semicolon before the next
        if !text.trim_end().ends_with([';', ',']) || code_of(block).is_some() {
            break;
        }
        text.push(' ');
        text.push_str(block.rough_text());
    }
    let list = text.split_once(':').map_or(text.as_str(), |(_, list)| list);
    let name = |part: &str| {
        let mut pieces = part.split(',').map(str::trim);
        let first = pieces.next()?.to_owned();
        let sorted = in_order(&format!("{first}, {}", pieces.next().unwrap_or_default()));
        [first, sorted]
            .into_iter()
            .find(|name| words.is_person(name))
    };
    list.split(';').filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::Line;

    fn page(inventors: &str) -> Vec<RawBlock> {
        let lines = [
            "(12) Patent Specification",
            "(54) FOLDING LADDER",
            inventors,
            "(22) Filed: Jan. 30, 2018",
        ];
        lines.map(|text| Line::sample(text).block()).to_vec()
    }

    #[test]
    fn a_patent_names_its_inventors_and_its_title() {
        let words = SmallWords::of(["a ladder that folds"].into_iter());
        let named = |line: &str| inventors(&page(line), &words);
        assert_eq!(
            named("(72) Inventors: Ines Holm, Portland (NX); Omar Birch, Salem (NX)"),
            ["Ines Holm", "Omar Birch"]
        );
        assert_eq!(named("(75) Inventor: Ines Holm"), ["Ines Holm"]);
        assert!(named("(71) Applicant: Ines Holm, Portland (NX)").is_empty());
        let title = "(54) FOLDING LADDER";
        assert_eq!(without_code(&page("(21) 15"), title), "FOLDING LADDER");
        assert_eq!(super::title(&page("(72) Inventor")), Some(1..2));
        assert_eq!(super::title(&page("WITH RUNGS")), None);
        // the number of a list
        assert_eq!(without_code(&[], "(12) Angry men"), "(12) Angry men");
    }

    #[test]
    fn inventors_may_have_lines_of_their_own() {
        let words = SmallWords::of(["a ladder that folds"].into_iter());
        let mut blocks = page("(72) Inventors: Ines Holm, Portland (NX);");
        blocks.insert(3, Line::sample("Omar Birch, Salem (NX)").block());
        blocks.insert(4, Line::sample("Jane Alder, Salem (NX)").block());
        assert_eq!(inventors(&blocks, &words), ["Ines Holm", "Omar Birch"]);
    }
}
