//! Blocks of lines to the finished [`Document`]: text, sections, sentences, places.

use unicode_normalization::UnicodeNormalization;

use super::hyphens::{Flow, Vocabulary, flow};
use super::sentences::sentences;
use crate::document::explanation::BlockReasons;
use crate::document::layout::Line;
use crate::document::layout::RawBlock;
use crate::document::types::{
    Block, BlockId, BlockKind, Document, Place, SectionId, Sentence, SentenceId,
};

/// Kinds of blocks whose text is cut into sentences.
fn has_sentences(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph
            | BlockKind::ListItem
            | BlockKind::Heading
            | BlockKind::Caption
            | BlockKind::Footnote
    )
}

/// Appends a block of lines to the document; `None` where it has no text.
pub(crate) fn append(
    document: &mut Document,
    raw: &RawBlock,
    section: Option<SectionId>,
    ocr: bool,
    vocabulary: &Vocabulary,
) -> Option<BlockReasons> {
    let flow = normalized(flow(raw.lines(), vocabulary));
    if flow.text.iter().all(|c| c.is_whitespace()) {
        return None;
    }
    let id = BlockId(document.blocks.len() as u32);
    let kind = BlockKind::from(raw.kind());
    if has_sentences(kind) {
        let ranges = match kind {
            BlockKind::Heading => vec![(0, flow.text.len())],
            _ => sentences(&flow.text),
        };
        for (start, end) in ranges {
            document.sentences.push(Sentence {
                id: SentenceId(document.sentences.len() as u32),
                block: id,
                start: start as u32,
                end: end as u32,
                text: flow
                    .text
                    .get(start..end)
                    .unwrap_or_default()
                    .iter()
                    .collect(),
                places: places(raw.lines(), flow.at.get(start..end).unwrap_or_default()),
            });
        }
    }
    document.blocks.push(Block {
        id,
        kind,
        section,
        text: flow.text.iter().collect(),
        places: raw
            .lines()
            .iter()
            .map(|line| Place::Page {
                page: line.page,
                rect: line.rect(line.x0, line.x1),
            })
            .collect(),
        ocr,
    });
    Some(raw.reasons(id))
}

/// One rectangle per line that a range of characters touches.
fn places(lines: &[Line], at: &[Option<(u32, f32, f32)>]) -> Vec<Place> {
    let mut spans: Vec<(u32, f32, f32)> = Vec::new();
    for (line, x0, x1) in at.iter().flatten() {
        match spans.last_mut() {
            Some(span) if span.0 == *line => {
                span.1 = span.1.min(*x0);
                span.2 = span.2.max(*x1);
            }
            _ => spans.push((*line, *x0, *x1)),
        }
    }
    spans
        .into_iter()
        .filter_map(|(line, x0, x1)| {
            let line = lines.get(line as usize)?;
            Some(Place::Page {
                page: line.page,
                rect: line.rect(x0, x1),
            })
        })
        .collect()
}

/// NFC, with the places kept: a run of a letter and its combining marks becomes one character
/// where there is one.
fn normalized(flow: Flow) -> Flow {
    // below the first combining mark nothing composes
    if flow.text.iter().all(|c| *c < '\u{300}') {
        return flow;
    }
    let text: String = flow.text.iter().collect();
    if unicode_normalization::is_nfc(&text) {
        return flow;
    }
    let mut out = Flow::default();
    let mut from = 0;
    let starts: Vec<usize> = flow
        .text
        .iter()
        .enumerate()
        .filter(|(_, c)| !unicode_normalization::char::is_combining_mark(**c))
        .map(|(i, _)| i)
        .chain([flow.text.len()])
        .collect();
    for end in starts.into_iter().filter(|end| *end > 0) {
        let cluster: String = flow
            .text
            .get(from..end)
            .unwrap_or_default()
            .iter()
            .collect();
        let place = flow.at.get(from..end).unwrap_or_default();
        let whole = place.iter().flatten().copied().reduce(|a, b| {
            (
                a.0,
                a.1.min(b.1),
                if a.0 == b.0 { a.2.max(b.2) } else { a.2 },
            )
        });
        for character in cluster.nfc() {
            out.text.push(character);
            out.at.push(whole);
        }
        from = end;
    }
    out
}
