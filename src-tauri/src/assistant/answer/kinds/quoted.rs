//! Quotations of blocks: titles, authors and running heads are quoted too, and they have no sentences.

use std::ops::Range;

use crate::assistant::answer::quotation;
use crate::assistant::answer::types::{AnswerPiece, FoundAnswer, Quotation};
use crate::document::{Block, Document, Place, Sentence};

/// Most pieces of an answer.
pub(crate) const MOST_PIECES: usize = 60;

/// A document and the name that it has for people.
#[derive(Clone, Copy)]
pub(crate) struct Named<'d> {
    pub(crate) document: &'d Document,
    pub(crate) title: &'d str,
}

/// Words of a block, in bytes of its text, with the sentences that they touch; the whole block if it has none. An
/// empty range marks no words.
pub(crate) fn of_block(of: Named<'_>, block: &Block, bytes: Range<usize>) -> Quotation {
    let characters = |to: usize| {
        let count = block
            .text
            .get(..to)
            .map_or(0, |before| before.chars().count());
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let (start, end) = (characters(bytes.start), characters(bytes.end));
    let touched: Vec<&Sentence> = sentences_of(of.document, block)
        .filter(|sentence| sentence.start < end.max(start + 1) && start < sentence.end)
        .collect();
    of_sentences_of(of, block, &touched, bytes).unwrap_or_else(|| Quotation {
        document: of.document.id.clone(),
        title: of.title.to_owned(),
        text: block.text.clone(),
        start,
        end,
        sentences: Vec::new(),
        page: block.places.iter().find_map(|place| match place {
            Place::Page { page, .. } => Some(*page),
            Place::Flow { .. } => None,
        }),
        places: block.places.clone(),
        section: block
            .section
            .and_then(|id| of.document.sections.get(id.0 as usize))
            .map(|section| section.title.clone()),
        recognized: block.ocr,
    })
}

/// The sentences with the words of a block; `None` if the words are not in them as they are in the block.
fn of_sentences_of(
    of: Named<'_>,
    block: &Block,
    touched: &[&Sentence],
    bytes: Range<usize>,
) -> Option<Quotation> {
    if touched.is_empty() {
        return None;
    }
    let joined: Vec<&str> = touched
        .iter()
        .map(|sentence| sentence.text.as_str())
        .collect();
    let joined = joined.join(" ");
    let words = block.text.get(bytes)?;
    let at = joined.find(words)?;
    let ids: Vec<_> = touched.iter().map(|sentence| sentence.id).collect();
    quotation::of_sentences(of.document, of.title, &ids, at..at + words.len())
}

/// The sentences of a block.
pub(crate) fn sentences_of<'d>(
    document: &'d Document,
    block: &'d Block,
) -> impl Iterator<Item = &'d Sentence> {
    // sentences stand in the order of their blocks
    let from = document
        .sentences
        .partition_point(|sentence| sentence.block < block.id);
    document
        .sentences
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(|sentence| sentence.block == block.id)
}

/// A whole sentence, with the answering words in bytes of its text.
pub(crate) fn of_sentence(
    of: Named<'_>,
    sentence: &Sentence,
    bytes: Range<usize>,
) -> Option<Quotation> {
    quotation::of_sentences(of.document, of.title, &[sentence.id], bytes)
}

/// An answer with one place.
pub(crate) fn found(text: String, probability: f32, quotation: Quotation) -> FoundAnswer {
    FoundAnswer {
        text,
        probability,
        quotation,
        also: Vec::new(),
        pieces: Vec::new(),
    }
}

/// Words of a block, in bytes of its text, as an answer.
pub(crate) fn found_in_block(
    of: Named<'_>,
    block: &Block,
    bytes: Range<usize>,
    probability: f32,
) -> Option<FoundAnswer> {
    let answer = block.text.get(bytes.clone())?.to_owned();
    Some(found(answer, probability, of_block(of, block, bytes)))
}

/// Words of a sentence, in bytes of its text, as an answer.
pub(crate) fn found_in_sentence(
    of: Named<'_>,
    sentence: &Sentence,
    bytes: Range<usize>,
    probability: f32,
) -> Option<FoundAnswer> {
    let answer = sentence.text.get(bytes.clone())?.to_owned();
    Some(found(
        answer,
        probability,
        of_sentence(of, sentence, bytes)?,
    ))
}

/// The first of some answers if all of them have the same words.
pub(crate) fn agreed(found: Vec<FoundAnswer>) -> Option<FoundAnswer> {
    let mut found = found.into_iter();
    let first = found.next()?;
    found.all(|other| other.text == first.text).then_some(first)
}

/// An answer as one of several pieces.
pub(crate) fn piece(answer: &FoundAnswer) -> AnswerPiece {
    AnswerPiece {
        asked: String::new(),
        text: answer.text.clone(),
        probability: answer.probability,
        quotation: answer.quotation.clone(),
    }
}

/// The pieces as one answer; a single piece is an answer of its own.
pub(crate) fn joined(mut pieces: Vec<AnswerPiece>) -> Option<FoundAnswer> {
    pieces.truncate(MOST_PIECES);
    let first = pieces.first()?;
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let least = pieces
        .iter()
        .map(|piece| piece.probability)
        .fold(1.0, f32::min);
    let mut answer = found(texts.join("; "), least, first.quotation.clone());
    if pieces.len() > 1 {
        answer.pieces = pieces;
    }
    Some(answer)
}
