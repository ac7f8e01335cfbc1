//! An answer's words or a sentence, quoted as it stands in its document.

use std::ops::Range;

use super::gather::Source;
use super::spans::Span;
use super::types::Quotation;
use crate::document::{Document, SentenceId};

/// The sentences of a span, with the range of its words.
pub(super) fn of_span(source: &Source, span: &Span) -> Option<Quotation> {
    of_sentences(
        &source.document,
        &source.title,
        &span.sentences,
        span.bytes.clone(),
    )
}

/// Sentences with the range of the answering words, in bytes of the sentences joined by spaces. `None` if the
/// document does not have one of the sentences.
pub(super) fn of_sentences(
    document: &Document,
    title: &str,
    ids: &[SentenceId],
    bytes: Range<usize>,
) -> Option<Quotation> {
    let sentences: Vec<_> = ids
        .iter()
        .map(|id| document.sentences.get(id.0 as usize))
        .collect::<Option<_>>()?;
    let texts: Vec<&str> = sentences.iter().map(|s| s.text.as_str()).collect();
    let text = texts.join(" ");
    let characters = |to: usize| {
        let count = text.get(..to).map_or(0, |before| before.chars().count());
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    Some(Quotation {
        document: document.id.clone(),
        title: title.to_owned(),
        start: characters(bytes.start),
        end: characters(bytes.end),
        sentences: ids.to_vec(),
        page: sentences.first().and_then(|sentence| sentence.page()),
        places: sentences
            .iter()
            .flat_map(|sentence| sentence.places.clone())
            .collect(),
        section: document
            .block_of(*ids.first()?)
            .and_then(|block| block.section)
            .and_then(|section| document.sections.get(section.0 as usize))
            .map(|section| section.title.clone()),
        text,
    })
}
