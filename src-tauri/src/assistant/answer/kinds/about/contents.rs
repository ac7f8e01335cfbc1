//! What a document consists of: its sections, figures, tables and references, and what is on a page.

use super::fact::Part;
use super::front::page_of;
use crate::document::{Block, BlockKind, Document, Place, Section, SectionKind, Sentence};

/// A figure or table with its caption.
#[derive(Debug, Clone)]
pub(super) struct Captioned<'d> {
    /// Its number; `None` if the caption has none, as with `Figure A1`.
    pub(super) number: Option<u32>,
    /// What the caption calls it: `Figure A1`.
    pub(super) label: String,
    /// The block with the label, and those behind it that belong to the caption.
    pub(super) blocks: Vec<&'d Block>,
}

impl Captioned<'_> {
    /// The caption without its label.
    pub(super) fn said(&self) -> String {
        let texts: Vec<&str> = self
            .blocks
            .iter()
            .map(|block| block.text.as_str())
            .collect();
        let text = texts.join(" ");
        match label(&text) {
            Some((_, rest)) if !rest.is_empty() => rest.to_owned(),
            _ => text,
        }
    }
}

const FIGURES: [&str; 7] = [
    "figure",
    "fig",
    "scheme",
    "abbildung",
    "abb",
    "figura",
    "图",
];
const TABLES: [&str; 6] = ["table", "tab", "tabelle", "tableau", "tabla", "表"];

/// The label at the beginning of a caption, and the text behind it.
fn label(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let word = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    let name = text.get(..word)?;
    let after = text.get(word..)?;
    let number = after.trim_start_matches(['.', ' ', '\u{a0}']);
    let begin = text.len() - number.len();
    let length = number
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-'))
        .unwrap_or(number.len());
    let label = number.get(..length)?.trim_end_matches(['.', '-']);
    let known = |names: &[&str]| names.contains(&name.to_lowercase().as_str());
    let numbered = label.contains(|c: char| c.is_ascii_digit()) || is_roman(label);
    if !(known(&FIGURES) || known(&TABLES)) || !numbered || label.len() > 6 {
        return None;
    }
    let end = begin + label.len();
    let rest = text
        .get(end..)?
        .trim_start_matches(|c: char| !c.is_alphanumeric());
    Some((text.get(..end)?, rest))
}

fn is_roman(label: &str) -> bool {
    !label.is_empty() && label.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// The figures or the tables of a document that have captions, each once.
pub(super) fn captioned(document: &Document, part: Part) -> Vec<Captioned<'_>> {
    let names: &[&str] = match part {
        Part::Tables => &TABLES,
        _ => &FIGURES,
    };
    let mut found: Vec<Captioned<'_>> = Vec::new();
    let mut open = false;
    for block in document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Caption)
    {
        let Some((label, _)) = label(&block.text) else {
            // the caption of a label on a line of its own
            if let Some(last) = found.last_mut().filter(|_| open) {
                last.blocks.push(block);
                open = false;
            }
            continue;
        };
        open = false;
        let name: String = label.chars().take_while(|c| c.is_alphabetic()).collect();
        let number = label
            .trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | ' ' | '\u{a0}'));
        if !names.contains(&name.to_lowercase().as_str()) {
            continue;
        }
        // "Table 1. Cont."
        if found.iter().any(|known| known.label == label) {
            continue;
        }
        open = block.text.trim().len() <= label.len() + 1;
        found.push(Captioned {
            number: number.parse().ok(),
            label: label.to_owned(),
            blocks: vec![block],
        });
    }
    found
}

/// The sentences of the running text that mention a figure or table by its number.
pub(super) fn mentions(document: &Document, part: Part, number: u32) -> Vec<&Sentence> {
    let names: &[&str] = match part {
        Part::Tables => &["table", "tab"],
        _ => &["figure", "figures", "fig", "figs", "scheme"],
    };
    document
        .prose()
        .filter(|sentence| mentions_it(&sentence.text, names, number))
        .collect()
}

fn mentions_it(text: &str, names: &[&str], number: u32) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(2).any(|pair| match pair {
        [name, label] => {
            let digits = label.trim_end_matches(|c: char| c.is_ascii_lowercase());
            names.contains(&name.to_lowercase().as_str())
                && label.len() - digits.len() <= 1
                && digits.parse() == Ok(number)
        }
        _ => false,
    })
}

/// The sections of the outermost level, and the number of all.
pub(super) fn sections(document: &Document) -> (Vec<&Section>, usize) {
    let top = document
        .sections
        .iter()
        .map(|section| section.level)
        .min()
        .unwrap_or(1);
    let outermost = document
        .sections
        .iter()
        .filter(|section| section.level == top)
        .collect();
    (outermost, document.sections.len())
}

/// The heading of a section.
pub(super) fn heading<'d>(document: &'d Document, section: &Section) -> Option<&'d Block> {
    let mut of_it = document
        .blocks
        .iter()
        .filter(|block| block.section == Some(section.id));
    let first = of_it.clone().next();
    of_it
        .find(|block| block.kind == BlockKind::Heading)
        .or(first)
}

/// The entries of the list of references.
pub(super) fn references(document: &Document) -> Vec<&Block> {
    document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Reference)
        .collect()
}

/// The sentences of the abstract, those of its parts included.
pub(super) fn abstract_of(document: &Document) -> Vec<&Sentence> {
    let belongs = |section: Option<&Section>| {
        let mut section = section;
        for _ in 0..4 {
            match section {
                Some(found) if found.kind == SectionKind::Abstract => return true,
                Some(found) => {
                    section = found
                        .parent
                        .and_then(|id| document.sections.get(id.0 as usize));
                }
                None => return false,
            }
        }
        false
    };
    document
        .prose()
        .filter(|sentence| {
            let block = document.block_of(sentence.id);
            let section = block.and_then(|block| block.section);
            belongs(section.and_then(|id| document.sections.get(id.0 as usize)))
        })
        .collect()
}

/// The block with the keywords, and the byte at which they begin.
pub(super) fn keywords(document: &Document) -> Option<(&Block, usize)> {
    const CUES: [&str; 7] = [
        "keywords",
        "keyword",
        "key words",
        "index terms",
        "schlüsselwörter",
        "mots-clés",
        "palabras clave",
    ];
    let cue_of = |text: &str| {
        let lower = text.to_lowercase();
        let cue = CUES.iter().find(|cue| lower.starts_with(**cue))?;
        let rest = text.get(cue.len()..)?;
        Some(
            text.len()
                - rest
                    .trim_start_matches(|c: char| !c.is_alphanumeric())
                    .len(),
        )
    };
    document
        .blocks
        .iter()
        .enumerate()
        .find_map(|(index, block)| {
            let begin = cue_of(&block.text)?;
            if begin < block.text.len() {
                return Some((block, begin));
            }
            // a heading with the keywords under it
            let next = document.blocks.get(index + 1)?;
            Some((next, 0))
        })
}

/// What stands on a page: its headings and captions, and the first sentence under each; if it has none of these,
/// its first sentences.
pub(super) fn on_page(document: &Document, page: u32) -> Vec<&Sentence> {
    const MOST: usize = 8;
    const FIRST: usize = 3;
    let here = |sentence: &&Sentence| sentence.page() == Some(page);
    let kind = |sentence: &Sentence| document.block_of(sentence.id).map(|block| block.kind);
    let mut told: Vec<&Sentence> = Vec::new();
    let mut due = true;
    for sentence in document.sentences.iter().filter(here) {
        match kind(sentence) {
            Some(BlockKind::Heading) => {
                told.push(sentence);
                due = true;
            }
            Some(BlockKind::Caption) => told.push(sentence),
            Some(kind) if kind.is_prose() && due => {
                told.push(sentence);
                due = false;
            }
            _ => {}
        }
    }
    if told.len() <= 1 {
        told = document.sentences.iter().filter(here).take(FIRST).collect();
    }
    if told.is_empty() {
        // a page in the middle of a sentence
        let touches = |sentence: &&Sentence| {
            let mut places = sentence.places.iter();
            places.any(|place| matches!(place, Place::Page { page: on, .. } if *on == page))
        };
        told = document
            .sentences
            .iter()
            .filter(touches)
            .take(FIRST)
            .collect();
    }
    told.truncate(MOST);
    told
}

/// The blocks on a page, without running heads.
pub(super) fn blocks_on(document: &Document, page: u32) -> Vec<&Block> {
    let on_it = |block: &&Block| {
        block.kind != BlockKind::Furniture
            && block
                .places
                .iter()
                .any(|place| matches!(place, Place::Page { page: on, .. } if *on == page))
    };
    document.blocks.iter().filter(on_it).collect()
}

/// The running head or foot with the printed number of a page.
pub(super) fn page_number(document: &Document, page: u32) -> Option<&Block> {
    let number = page.to_string();
    document.blocks.iter().find(|block| {
        let mut numbers = block.text.split(|c: char| !c.is_ascii_digit());
        block.kind == BlockKind::Furniture
            && page_of(block) == Some(page)
            && block.text.len() <= LONGEST_HEAD
            && numbers.any(|part| part == number)
    })
}

/// Most bytes of a running head or foot with the number of its page.
const LONGEST_HEAD: usize = 120;

/// The blocks of the figures or the tables of a document: those with captions, or else the tables themselves.
pub(super) fn blocks_of(document: &Document, part: Part) -> Vec<&Block> {
    let captioned = captioned(document, part);
    match captioned.is_empty() {
        true if part == Part::Tables => document
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Table)
            .collect(),
        _ => captioned
            .iter()
            .filter_map(|one| one.blocks.first().copied())
            .collect(),
    }
}
