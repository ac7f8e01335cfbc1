//! What the first page says about a document: the date, the journal, the identifiers, who is written to.
//!
//! These stand in running heads and lines of the publisher's, which are not part of the text, so that neither search
//! nor a reader meets them. A cue decides (`Published:`, `doi:`, a volume behind a name), and the words are quoted
//! where they stand.

use std::ops::Range;

use crate::document::{Block, BlockKind, Document, Place, SectionKind};

/// Pages whose running heads are read.
const HEADED_PAGES: u32 = 2;
/// In a document without pages, the blocks at the beginning that are read.
const FIRST_BLOCKS: usize = 12;

/// Words that were found in a block, in bytes of its text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spot<'d> {
    pub(super) block: &'d Block,
    pub(super) bytes: Range<usize>,
}

impl<'d> Spot<'d> {
    pub(super) fn text(&self) -> &'d str {
        self.block.text.get(self.bytes.clone()).unwrap_or("")
    }
}

/// The page on which a block begins.
pub(super) fn page_of(block: &Block) -> Option<u32> {
    block.places.iter().find_map(|place| match place {
        Place::Page { page, .. } => Some(*page),
        Place::Flow { .. } => None,
    })
}

/// The blocks around the title, and the running heads of the first pages; no running text.
pub(super) fn blocks(document: &Document) -> Vec<&Block> {
    let apart = |block: &Block| {
        matches!(
            block.kind,
            BlockKind::Furniture | BlockKind::Authors | BlockKind::Footnote
        )
    };
    let mut front: Vec<&Block> = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let near = match page_of(block) {
            Some(1) => apart(block) || block.section.is_none() || is_back_matter(document, block),
            Some(page) => page <= HEADED_PAGES && block.kind == BlockKind::Furniture,
            None => index < FIRST_BLOCKS && (apart(block) || block.section.is_none()),
        };
        if near && block.kind != BlockKind::Title {
            front.push(block);
        }
    }
    front
}

fn is_back_matter(document: &Document, block: &Block) -> bool {
    let section = block
        .section
        .and_then(|id| document.sections.get(id.0 as usize));
    section.is_some_and(|section| section.kind == SectionKind::BackMatter)
}

/// The first place of a word of `cues` in a block, in lower case; the byte after it.
pub(super) fn after_cue(text: &str, cues: &[&str]) -> Option<usize> {
    let lower = text.to_lowercase();
    // a letter may be longer in lower case; then no place is certain
    if lower.len() != text.len() {
        return None;
    }
    cues.iter()
        .filter_map(|cue| {
            let at = lower.find(cue)?;
            let begins = !lower.get(..at)?.ends_with(char::is_alphabetic);
            begins.then_some(at + cue.len())
        })
        .min()
}

/// A DOI.
pub(super) fn doi<'d>(blocks: &[&'d Block]) -> Option<Spot<'d>> {
    blocks.iter().find_map(|block| {
        let text = &block.text;
        let start = text.match_indices("10.").map(|(at, _)| at).find(|at| {
            let digits = text.get(at + 3..).unwrap_or("");
            let length = digits.chars().take_while(char::is_ascii_digit).count();
            (4..=9).contains(&length)
                && digits
                    .get(length..)
                    .is_some_and(|rest| rest.starts_with('/'))
        })?;
        let rest = text.get(start..)?;
        let length = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ';' | '|' | '"' | '<' | '>' | ','))
            .unwrap_or(rest.len());
        let found = without_marks(rest.get(..length)?);
        Some(Spot {
            block,
            bytes: start..start + found.len(),
        })
    })
}

/// An identifier without the marks of the sentence behind it. A bracket that it opens itself is its own.
fn without_marks(mut text: &str) -> &str {
    let closes = |text: &str, open, close| text.matches(close).count() > text.matches(open).count();
    loop {
        let shorter = match text.chars().next_back() {
            Some('.' | ':') => true,
            Some(')') => closes(text, '(', ')'),
            Some(']') => closes(text, '[', ']'),
            _ => false,
        };
        if !shorter {
            return text;
        }
        text = text.get(..text.len() - 1).unwrap_or_default();
    }
}

/// An identifier of the arXiv, with its version.
pub(super) fn arxiv<'d>(blocks: &[&'d Block]) -> Option<Spot<'d>> {
    behind(
        blocks,
        &["arxiv:"],
        |c| c.is_ascii_digit() || matches!(c, '.' | 'v'),
        9,
    )
}

/// An ISBN.
pub(super) fn isbn<'d>(blocks: &[&'d Block]) -> Option<Spot<'d>> {
    behind(
        blocks,
        &["isbn"],
        |c| c.is_ascii_digit() || matches!(c, '-' | 'X' | '–'),
        10,
    )
}

/// An ISSN.
pub(super) fn issn<'d>(blocks: &[&'d Block]) -> Option<Spot<'d>> {
    behind(
        blocks,
        &["issn"],
        |c| c.is_ascii_digit() || matches!(c, '-' | 'X'),
        8,
    )
}

/// The characters of a kind that stand right behind a cue, if there are at least `least`.
fn behind<'d>(
    blocks: &[&'d Block],
    cues: &[&str],
    belongs: impl Fn(char) -> bool,
    least: usize,
) -> Option<Spot<'d>> {
    blocks.iter().find_map(|block| {
        let from = after_cue(&block.text, cues)?;
        let rest = block.text.get(from..)?;
        let start = rest
            .find(|c: char| c.is_ascii_digit())
            .filter(|at| *at <= 12)?;
        let found = rest.get(start..)?;
        let length = found.find(|c: char| !belongs(c)).unwrap_or(found.len());
        (length >= least).then(|| Spot {
            block,
            bytes: from + start..from + start + length,
        })
    })
}

/// The line that says to whom one may write, and in it the author, or else the address.
pub(super) fn corresponding<'d>(document: &Document, blocks: &[&'d Block]) -> Option<Spot<'d>> {
    let cues = ["correspond", "e-mail", "email"];
    let line = |cue: &str| {
        blocks
            .iter()
            .find(|block| after_cue(&block.text, &[cue]).is_some())
    };
    let called = line(cues[0]);
    let noted = blocks
        .iter()
        .any(|block| block.text.starts_with('*') && block.text.contains('@'));
    let mut beside_names = blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Furniture);
    let named = |block: &&'d Block| {
        document.authors.iter().find_map(|author| {
            let start = block.text.find(author.as_str())?;
            Some(Spot {
                block,
                bytes: start..start + author.len(),
            })
        })
    };
    called
        .and_then(named)
        .or_else(|| starred(document, blocks).filter(|_| called.is_some() || noted))
        .or_else(|| called.and_then(|block| address(block)))
        .or_else(|| beside_names.find_map(|block| address(block)))
        .or_else(|| line(cues[1]).or_else(|| line(cues[2])).and_then(named))
}

/// The author behind whose name there is an asterisk.
fn starred<'d>(document: &Document, blocks: &[&'d Block]) -> Option<Spot<'d>> {
    let names = blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Authors);
    names
        .flat_map(|block| document.authors.iter().map(move |author| (*block, author)))
        .find_map(|(block, author)| {
            let start = block.text.find(author.as_str())?;
            let end = start + author.len();
            let mark: String = block
                .text
                .get(end..)?
                .chars()
                .take_while(|c| !c.is_alphabetic() && *c != '&')
                .collect();
            // the mark of the next name stands behind a comma and a space
            let own = mark.split(", ").next().unwrap_or("");
            own.contains(['*', '✉']).then_some(Spot {
                block,
                bytes: start..end,
            })
        })
}

/// An e-mail address.
pub(super) fn address(block: &Block) -> Option<Spot<'_>> {
    let at = block.text.find('@')?;
    let splits =
        |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '(' | ')' | ':' | '<' | '>');
    let before = block.text.get(..at)?;
    let start = before.rfind(splits).map_or(0, |place| {
        place
            + before
                .get(place..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
    });
    // {ada,bea}@example.org
    let start = match before.ends_with('}') {
        true => before.rfind('{').unwrap_or(start),
        false => start,
    };
    let after = block.text.get(at..)?;
    let length = after.find(splits).unwrap_or(after.len());
    let end = at + after.get(..length)?.trim_end_matches('.').len();
    (start < at && end > at + 3).then_some(Spot {
        block,
        bytes: start..end,
    })
}

/// The lines that say where the authors work.
pub(super) fn affiliations<'d>(document: &Document, blocks: &[&'d Block]) -> Vec<&'d Block> {
    const PLACES: [&str; 14] = [
        "universi",
        "institut",
        "department",
        "school",
        "college",
        "hospital",
        "centre",
        "center",
        "laborator",
        "faculty",
        "academy",
        "foundation",
        "division",
        "company",
    ];
    let places = |block: &&&Block| {
        let lower = block.text.to_lowercase();
        lower
            .split(|c: char| !c.is_alphabetic())
            .any(|word| PLACES.iter().any(|place| word.starts_with(place)) || word == "ltd")
    };
    let names = |block: &&&Block| {
        document
            .authors
            .first()
            .is_some_and(|author| block.text.starts_with(author.as_str()))
    };
    let beside = |block: &&&Block| {
        let line = block.section.is_none() && !block.text.ends_with('.');
        matches!(block.kind, BlockKind::Authors | BlockKind::Footnote) || line
    };
    let headed = |block: &&&Block| block.kind == BlockKind::Furniture;
    blocks
        .iter()
        .filter(|block| places(block) && beside(block) && !headed(block) && !names(block))
        .copied()
        .collect()
}
