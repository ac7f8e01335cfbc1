//! What a document consists of, as answers: how many pages, sections, figures and tables it has, which they are, and
//! what stands on a page.

use super::contents;
use super::fact::{Fact, Part, Which};
use super::length::{self, Unit};
use super::printed::{ANNOUNCED, PRINTED, naming};
use crate::assistant::answer::kinds::quoted::{
    MOST_PIECES, Named, found, joined, of_block, of_sentence, piece,
};
use crate::assistant::answer::types::{AnswerPiece, FoundAnswer, Quotation};
use crate::document::{Block, Cap, Note, Place};

/// Pages are counted, not guessed.
const COUNTED: f32 = 1.0;
/// A sentence that mentions a figure may say anything of it.
const MENTIONED: f32 = 0.5;
/// Most sentences that mention a figure.
const MOST_MENTIONS: usize = 3;
/// Blocks that are quoted of a page without sentences.
const FIRST_BLOCKS: usize = 3;

/// The answers to a question for parts of the document, the likeliest first; `None` for other questions.
pub(super) fn told(of: Named<'_>, fact: Fact) -> Option<Vec<FoundAnswer>> {
    let one = |answer: Option<FoundAnswer>| answer.into_iter().collect();
    Some(match fact {
        Fact::Count(part) => one(count(of, part)),
        Fact::List(Part::Authors) => return None,
        Fact::List(part) => one(list(of, part)),
        Fact::Figure(number) => numbered(of, Part::Figures, number),
        Fact::Table(number) => numbered(of, Part::Tables, number),
        Fact::PageOf(part, number) => one(page_of(of, part, number)),
        Fact::OnPage(which) => one(on_page(of, which)),
        _ => return None,
    })
}

/// `1 page`, `12,000 words`.
fn several(number: usize, one: &str, many: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 3 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {}", if number == 1 { one } else { many })
}

fn count(of: Named<'_>, part: Part) -> Option<FoundAnswer> {
    let document = of.document;
    let (text, places): (String, Vec<&Block>) = match part {
        Part::Pages if document.pages.is_empty() => return count(of, Part::Words),
        Part::Pages => return pages(of),
        Part::Words => return words(of),
        Part::Sections => {
            let (outermost, all) = contents::sections(document);
            let mut text = several(outermost.len(), "section", "sections");
            if all > outermost.len() {
                text.push_str(&format!(" ({all} with subsections)"));
            }
            let headings = outermost
                .iter()
                .filter_map(|section| contents::heading(document, section));
            (text, headings.collect())
        }
        Part::Figures | Part::Tables => {
            let blocks = contents::blocks_of(document, part);
            let (one, many) = match part {
                Part::Tables => ("table", "tables"),
                _ => ("figure", "figures"),
            };
            (several(blocks.len(), one, many), blocks)
        }
        Part::References => {
            let entries = contents::references(document);
            (several(entries.len(), "reference", "references"), entries)
        }
        Part::Authors => {
            let names = &document.authors;
            let text = several(names.len(), "author", "authors");
            let block = names.first().and_then(|name| naming(document, name));
            (text, block.into_iter().collect())
        }
    };
    let mut places = places.into_iter().map(|block| of_block(of, block, 0..0));
    let mut answer = found(text, ANNOUNCED, places.next()?);
    answer.also = places.take(MOST_PIECES).collect();
    Some(answer)
}

/// The number of pages. The place is the last page; its number is quoted if it is printed there, and nothing
/// otherwise, because no sentence says how many pages there are.
fn pages(of: Named<'_>) -> Option<FoundAnswer> {
    let document = of.document;
    let last = document.pages.last()?;
    let cut = document.notes.iter().any(|note| {
        matches!(
            note,
            Note::Truncated {
                cap: Cap::Pages { .. }
            }
        )
    });
    let mut text = several(document.pages.len(), "page", "pages");
    if cut {
        text = format!("more than {text}");
    }
    let quotation = match contents::page_number(document, last.number) {
        // the number alone does not say how many there are, so that it is not marked
        Some(block) => of_block(of, block, 0..0),
        None => nothing_of(
            of,
            Some(last.number),
            vec![Place::Page {
                page: last.number,
                rect: last.crop,
            }],
        ),
    };
    Some(found(text, COUNTED, quotation))
}

/// The number of words, or of characters in scripts that have no spaces between words.
fn words(of: Named<'_>) -> Option<FoundAnswer> {
    let first = of.document.blocks.first()?;
    let (number, unit) = length::of(of.document);
    let text = match unit {
        Unit::Words => several(number, "word", "words"),
        Unit::Characters => several(number, "character", "characters"),
    };
    let page = of.document.pages.first().map(|page| page.number);
    Some(found(
        text,
        COUNTED,
        nothing_of(of, page, first.places.clone()),
    ))
}

/// A place without words, for what is counted and nowhere said.
fn nothing_of(of: Named<'_>, page: Option<u32>, places: Vec<Place>) -> Quotation {
    Quotation {
        document: of.document.id.clone(),
        title: of.title.to_owned(),
        text: String::new(),
        start: 0,
        end: 0,
        sentences: Vec::new(),
        page,
        places,
        section: None,
        recognized: false,
    }
}

/// The page on which the caption of a figure or table stands.
fn page_of(of: Named<'_>, part: Part, number: u32) -> Option<FoundAnswer> {
    let captioned = contents::captioned(of.document, part);
    let caption = captioned.iter().find(|one| one.number == Some(number))?;
    let block = caption.blocks.first()?;
    let quotation = of_block(of, block, 0..0);
    let page = quotation.page?;
    Some(found(format!("page {page}"), PRINTED, quotation))
}

fn list(of: Named<'_>, part: Part) -> Option<FoundAnswer> {
    let document = of.document;
    let whole = |block: &Block, text: String| {
        let quotation = of_block(of, block, 0..block.text.len());
        piece(&found(text, PRINTED, quotation))
    };
    let pieces: Vec<AnswerPiece> = match part {
        Part::Sections => contents::sections(document)
            .0
            .into_iter()
            .filter_map(|section| {
                let block = contents::heading(document, section)?;
                Some(whole(block, section.title.clone()))
            })
            .collect(),
        _ => contents::captioned(document, part)
            .into_iter()
            .filter_map(|one| {
                let text = format!("{}: {}", one.label, one.said());
                Some(whole(one.blocks.last()?, text))
            })
            .collect(),
    };
    joined(pieces)
}

/// A figure or table: its caption, then the sentences that mention it.
fn numbered(of: Named<'_>, part: Part, number: u32) -> Vec<FoundAnswer> {
    let captioned = contents::captioned(of.document, part);
    let caption = captioned.iter().find(|one| one.number == Some(number));
    let mut answers: Vec<FoundAnswer> = caption
        .and_then(|one| {
            let block = *one.blocks.last()?;
            let said = one.said();
            let at = block.text.find(&said);
            let quotation = of_block(of, block, at.map_or(0..0, |at| at..at + said.len()));
            Some(found(said, PRINTED, quotation))
        })
        .into_iter()
        .collect();
    let mentions = contents::mentions(of.document, part, number);
    answers.extend(
        mentions
            .into_iter()
            .take(MOST_MENTIONS)
            .filter_map(|sentence| {
                let quotation = of_sentence(of, sentence, 0..sentence.text.len())?;
                Some(found(sentence.text.clone(), MENTIONED, quotation))
            }),
    );
    answers
}

fn on_page(of: Named<'_>, which: Which) -> Option<FoundAnswer> {
    let page = match which {
        Which::Number(page) => page,
        Which::Last => of.document.pages.last()?.number,
    };
    let sentences = contents::on_page(of.document, page);
    let blocks = contents::blocks_on(of.document, page);
    // a page of references or a table has no sentences besides its heading
    let pieces: Vec<AnswerPiece> = match sentences.len() < blocks.len().min(2) {
        true => blocks
            .into_iter()
            .take(FIRST_BLOCKS)
            .map(|block| {
                piece(&found(
                    block.text.clone(),
                    COUNTED,
                    of_block(of, block, 0..0),
                ))
            })
            .collect(),
        false => sentences
            .into_iter()
            .filter_map(|sentence| {
                let quotation = of_sentence(of, sentence, 0..0)?;
                Some(piece(&found(sentence.text.clone(), COUNTED, quotation)))
            })
            .collect(),
    };
    joined(pieces)
}
