//! The top of the first page: title, authors, and what publishers print around them.

use super::blocks::RawBlock;
use super::body::Body;
use super::glyphs::FileFacts;
use super::lines::SCRIPT;
use super::section_names::known;
use super::types::{BlockKind, SectionKind};

/// Longest title, in words.
const LONGEST_TITLE: usize = 60;

/// What the first page says about the document.
#[derive(Debug, Default)]
pub(crate) struct Front {
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    /// Index of the first block behind title and authors.
    pub(crate) end: usize,
}

/// Finds title and authors and gives their blocks, and those before them, their kinds.
pub(crate) fn front(
    blocks: &mut [RawBlock],
    furniture: &[String],
    facts: &FileFacts,
    body: &Body,
) -> Front {
    let info = facts.title.as_deref().filter(|title| is_title_like(title));
    let Some((from, to)) = title_blocks(blocks, furniture, info, body) else {
        return Front {
            title: info.map(str::to_owned),
            ..Front::default()
        };
    };
    let printed: Vec<String> = blocks
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .map(RawBlock::rough_text)
        .collect();
    let printed = tidy(&printed.join(" "));
    for block in blocks.iter_mut().take(to).skip(from) {
        block.kind = BlockKind::Title;
    }
    for block in blocks.iter_mut().take(from) {
        if !body.reads_as_prose(block) {
            block.kind = BlockKind::Furniture;
        }
    }
    let end = end_of_front(blocks, to, body);
    let names: Vec<String> = author_lines(blocks.get(to..end).unwrap_or_default());
    for block in blocks.iter_mut().take(end).skip(to) {
        block.kind = match is_publishers(&block.rough_text()) {
            true => BlockKind::Furniture,
            false => BlockKind::Authors,
        };
    }
    let mut authors = names;
    if authors.is_empty()
        && let Some(author) = facts
            .author
            .as_deref()
            .filter(|author| author.contains(' '))
    {
        authors = split_names(author);
    }
    Front {
        title: Some(printed),
        authors,
        end,
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches(['*', '\u{2217}', '\u{2020}'])
        .to_owned()
}

/// Three words or more, and no name of a file or of the program that made it.
fn is_title_like(text: &str) -> bool {
    let lower = text.to_lowercase();
    let file = [
        ".dvi",
        ".doc",
        ".tex",
        ".pdf",
        ".indd",
        ".qxd",
        ".fm",
        "microsoft word",
        "untitled",
        "template",
    ]
    .iter()
    .any(|mark| lower.contains(mark));
    !file && text.split_whitespace().count() >= 3 && text.chars().any(char::is_alphabetic)
}

/// Words that stand over titles.
fn is_rubric(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let rubrics = [
        "research article",
        "review article",
        "original article",
        "original research",
        "original paper",
        "research",
        "review",
        "article",
        "open access",
        "short communication",
        "case report",
        "letter",
        "editorial",
        "brief report",
        "research paper",
        "hypothesis",
        "abstract",
        "contents",
        "published by",
        "communication",
        "methodology",
        "software",
        "short report",
        "mini review",
    ];
    rubrics.contains(&lower.as_str())
        || lower.contains("doi.org")
        || lower.contains("http")
        || lower.contains("www.")
}

/// Letters and digits of a text, lower case.
fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a text is the name of the journal: it also stands before a year or a volume.
fn is_journal(text: &str, others: &[String]) -> bool {
    let name = key(text);
    others.iter().any(|other| {
        let other = key(other);
        other.len() > name.len()
            && other.find(&name).is_some_and(|at| {
                other
                    .get(at + name.len()..)
                    .and_then(|rest| rest.chars().next())
                    .is_some_and(|c| c.is_ascii_digit())
            })
    })
}

/// Range of the blocks that are the title.
fn title_blocks(
    blocks: &[RawBlock],
    furniture: &[String],
    info: Option<&str>,
    body: &Body,
) -> Option<(usize, usize)> {
    let first_page = blocks.first()?.page();
    let count = blocks
        .iter()
        .take_while(|block| block.page() == first_page)
        .count();
    let page = blocks.get(..count)?;
    let (low, high) = page
        .iter()
        .fold((f32::MAX, f32::MIN), |(low, high), block| {
            let (_, y0, _, y1) = block.bounds();
            (low.min(y0), high.max(y1))
        });
    let mut others: Vec<String> = page.iter().map(RawBlock::rough_text).collect();
    others.extend(furniture.iter().cloned());
    let candidates: Vec<usize> = page
        .iter()
        .enumerate()
        .filter(|(_, block)| {
            let text = block.rough_text();
            let words = text.split_whitespace().count();
            block.bounds().3 > low + 0.35 * (high - low)
                && (1..=LONGEST_TITLE).contains(&words)
                && text.chars().filter(|c| c.is_alphabetic()).count() >= 5
                && !is_rubric(&text)
                && known(&text).is_none()
                && !is_journal(&text, &others)
        })
        .map(|(index, _)| index)
        .collect();
    let size = |index: usize| page.get(index).map_or(0.0, RawBlock::size);
    let whole = |index: usize| extent(page, index);
    if let Some(info) = info {
        let wanted = key(info);
        let matching = candidates.iter().copied().map(whole).find(|(from, to)| {
            let text: String = page
                .get(*from..*to)
                .unwrap_or_default()
                .iter()
                .map(RawBlock::rough_text)
                .collect();
            let found = key(&text);
            !found.is_empty()
                && (found == wanted
                    || (found.len() * 10 >= wanted.len() * 7
                        && (wanted.contains(&found) || found.contains(&wanted))))
        });
        if matching.is_some() {
            return matching;
        }
    }
    let largest = candidates.iter().copied().map(size).fold(0.0, f32::max);
    let words = |(from, to): (usize, usize)| {
        page.get(from..to)
            .unwrap_or_default()
            .iter()
            .map(|block| block.rough_text().split_whitespace().count())
            .sum::<usize>()
    };
    // one or two large words are a logo where a longer line is nearly as large
    candidates
        .iter()
        .copied()
        .filter(|index| size(*index) > 0.72 * largest && size(*index) > 1.02 * body.size)
        .map(|index| {
            let range = whole(index);
            let long = words(range) >= 4;
            (long, size(index), range)
        })
        .reduce(|best, next| {
            let better = (next.0 && !best.0) || (next.0 == best.0 && next.1 > 1.03 * best.1);
            if better { next } else { best }
        })
        .map(|(_, _, range)| range)
        .or_else(|| bold_title(page, &candidates, body).map(whole))
}

/// A title in the size of the text, but bold.
fn bold_title(page: &[RawBlock], candidates: &[usize], body: &Body) -> Option<usize> {
    candidates.iter().copied().find(|index| {
        page.get(*index).is_some_and(|block| {
            !body.bold
                && block.share(|line| line.bold) > 0.8
                && block.rough_text().split_whitespace().count() >= 4
        })
    })
}

/// The blocks around one that are set like it and stand right above and below it.
fn extent(page: &[RawBlock], index: usize) -> (usize, usize) {
    let alike = |a: &RawBlock, b: &RawBlock| {
        let size = a.size().max(b.size());
        let gap = a.bounds().1 - b.bounds().3;
        (a.size() - b.size()).abs() < 0.04 * size
            && (a.share(|l| l.bold) > 0.5) == (b.share(|l| l.bold) > 0.5)
            && gap < 1.2 * size
            && gap > -0.6 * size
    };
    let mut from = index;
    while from > 0
        && let (Some(above), Some(block)) = (page.get(from - 1), page.get(from))
        && alike(above, block)
        && !is_rubric(&above.rough_text())
    {
        from -= 1;
    }
    let mut to = index + 1;
    while let (Some(block), Some(below)) = (page.get(to - 1), page.get(to))
        && alike(block, below)
        && known(&below.rough_text()).is_none()
    {
        to += 1;
    }
    (from, to)
}

/// Where names and addresses end: at the abstract, at the first heading, or at running text.
fn end_of_front(blocks: &[RawBlock], from: usize, body: &Body) -> usize {
    let page = blocks.get(from.saturating_sub(1)).map_or(1, RawBlock::page);
    let mut end = from;
    for block in blocks.iter().skip(from) {
        let text = block.rough_text();
        let lower = text.to_lowercase();
        let abstract_here = lower.starts_with("abstract")
            || lower.starts_with("summary")
            || lower.starts_with("a b s t r a c t");
        let named = matches!(
            known(&text),
            Some(SectionKind::Abstract | SectionKind::Body | SectionKind::References)
        );
        let prose = text.split_whitespace().count() >= 30
            && (body.reads_as_prose(block) || block.size() >= 0.9 * body.size)
            && !is_address(&text)
            && !is_publishers(&text);
        if block.page() != page || abstract_here || named || prose {
            break;
        }
        end += 1;
    }
    // a page of nothing but short pieces has no front
    if end == blocks.len() { from } else { end }
}

/// Universities, departments, cities: an affiliation, whatever its length.
fn is_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    let marks = [
        "universit",
        "department",
        "institut",
        "school of",
        "college",
        "hospital",
        "faculty",
        "laborator",
        "@",
        "centre",
        "center for",
    ];
    let found = marks.iter().filter(|mark| lower.contains(*mark)).count();
    found >= 2 || (found == 1 && text.split_whitespace().count() < 40)
}

/// Lines of the publisher's: rights, dates, addresses of the article.
pub(crate) fn is_publishers(text: &str) -> bool {
    let lower = text.to_lowercase();
    let starts = [
        "received",
        "accepted",
        "published",
        "revised",
        "submitted",
        "copyright",
        "\u{a9}",
        "doi",
        "https://doi",
        "http://dx.doi",
        "citation:",
        "academic editor",
        "edited by",
        "reviewed by",
        "*correspondence",
        "* correspondence",
        "correspondence",
        "keywords",
        "key words",
        "how to cite",
        "cite this",
        "licensee",
        "open access",
        "this article is available",
        "editor:",
        "editors:",
        "e-mail",
        "email",
        "index terms",
        "specialty section",
        "this is an open access",
        "this is an open-access",
        "(received",
        "license",
        "send orders",
        "content list",
        "available online",
        "article history",
    ];
    let contains = [
        "creative commons",
        "all rights reserved",
        "open access article",
        "\u{a9} 20",
        "\u{a9} the author",
        "authors retain copyright",
        "issn ",
    ];
    (starts.iter().any(|start| lower.starts_with(start)) && text.split_whitespace().count() < 80)
        || (contains.iter().any(|mark| lower.contains(mark))
            && text.split_whitespace().count() < 120)
}

/// Rights alone, which may be set like running text.
pub(crate) fn is_rights(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "\u{a9}",
        "copyright",
        "this is an open access",
        "this is an open-access",
        "this article is distributed",
        "received",
        "keywords",
        "key words",
    ]
    .iter()
    .any(|start| lower.starts_with(start))
}

/// Names out of the blocks under the title.
fn author_lines(blocks: &[RawBlock]) -> Vec<String> {
    let mut names = Vec::new();
    for block in blocks {
        let raw = block.rough_text();
        if is_publishers(&raw) {
            if names.is_empty() { continue } else { break }
        }
        let before = names.len();
        // superscripts mark affiliations and are no part of a name
        let text = block
            .lines
            .iter()
            .map(|line| {
                line.text
                    .iter()
                    .zip(&line.styles)
                    .map(|(c, style)| if style & SCRIPT != 0 { ',' } else { *c })
                    .collect::<String>()
            })
            .collect::<Vec<_>>()
            .join(" ");
        if is_address(&raw) && !names.is_empty() {
            break;
        }
        let found = split_names(&text);
        let letters: usize = found
            .iter()
            .map(|name| name.chars().filter(|c| c.is_alphabetic()).count())
            .sum();
        let all = text.chars().filter(|c| c.is_alphabetic()).count();
        if letters * 10 >= all * 7 {
            names.extend(found);
        }
        if names.len() == before && !names.is_empty() {
            break;
        }
    }
    names
}

/// Cuts a line of names at commas, "and", and marks of affiliation.
fn split_names(text: &str) -> Vec<String> {
    let text = text
        .replace(" and ", ", ")
        .replace(" & ", ", ")
        .replace(',', " , ")
        .replace(" AND ", ", ");
    text.split(|c: char| {
        matches!(c, ',' | ';' | '&' | '\u{2022}' | '\u{b7}' | '|' | '/')
            || c.is_ascii_digit()
            || is_mark(c)
    })
    .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
    .map(|part| part.strip_prefix("and ").unwrap_or(&part).to_owned())
    .filter(|part| is_name(part))
    .collect()
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '*' | '\u{2217}'
            | '\u{2020}'
            | '\u{2021}'
            | '\u{a7}'
            | '\u{b6}'
            | '#'
            | '('
            | ')'
            | '['
            | ']'
            | '\u{b9}'
            | '\u{b2}'
            | '\u{b3}'
    ) || ('\u{2070}'..='\u{209f}').contains(&c)
        || ('\u{2600}'..='\u{27bf}').contains(&c)
        || ('\u{2460}'..='\u{24ff}').contains(&c)
}

/// Two to six words, the first and the last capitalized, none of them of an address.
fn is_name(part: &str) -> bool {
    let words: Vec<&str> = part.split(' ').collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let lower = part.to_lowercase();
    let address = [
        "universit",
        "department",
        "institut",
        "school",
        "college",
        "hospital",
        "faculty",
        "laborator",
        "research",
        "center",
        "centre",
        "article",
        "journal",
        "phd",
        "division",
        "inc.",
        "ltd",
        "united",
        "corresponding",
        "author",
        "abstract",
        "editor",
        "proceedings",
        "science",
        "the ",
        "republic",
        "street",
    ]
    .iter()
    .any(|mark| lower.contains(mark));
    (2..=6).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && words.iter().filter(|word| capital(word)).count() * 2 >= words.len()
        && !address
        && part.chars().all(|c| {
            c.is_alphabetic()
                || matches!(
                    c,
                    ' ' | '.' | '-' | '\'' | '\u{2019}' | '\u{2010}' | '\u{2011}'
                )
        })
        && part.chars().filter(|c| c.is_alphabetic()).count() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_at_commas_and_marks() {
        assert_eq!(
            split_names("Kit Ying Lam, Anna Pick Kiong Ling , and Yee How Say"),
            ["Kit Ying Lam", "Anna Pick Kiong Ling", "Yee How Say"]
        );
        assert_eq!(
            split_names("Nicolau Leal Werneck1"),
            ["Nicolau Leal Werneck"]
        );
        assert_eq!(
            split_names("Aparna H Gopalkrishna1 \u{2022} Seshagiri M2*"),
            ["Aparna H Gopalkrishna", "Seshagiri M"]
        );
        assert_eq!(
            split_names("Jos\u{e9} de la Cruz\u{2217}"),
            ["Jos\u{e9} de la Cruz"]
        );
        assert!(split_names("Department of Pharmacology, New Delhi University").is_empty());
    }
}
