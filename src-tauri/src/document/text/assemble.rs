//! Turns blocks of lines into the finished [`Document`]: text, sections, sentences, places.

use unicode_normalization::UnicodeNormalization;

use super::hyphens::{Flow, Vocabulary, flow};
use super::lines::{has_lines, lines, rows};
use super::sentences::sentences;
use crate::document::explanation::BlockReasons;
use crate::document::layout::Line;
use crate::document::layout::RawBlock;
use crate::document::pdf::UNREADABLE;
use crate::document::types::{
    Block, BlockId, BlockKind, Document, Place, SectionId, Sentence, SentenceId,
};

/// Whether text of this kind is cut into sentences.
fn has_sentences(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph
            | BlockKind::ListItem
            | BlockKind::Heading
            | BlockKind::Caption
            | BlockKind::Footnote
            | BlockKind::Field
    )
}

/// Appends a block of lines to the document and returns why it is what it is; `None` if it has no text.
pub(crate) fn append(
    document: &mut Document,
    raw: &RawBlock,
    section: Option<SectionId>,
    ocr: bool,
    vocabulary: &Vocabulary,
) -> Option<BlockReasons> {
    let flow = normalized(match raw.cells().is_empty() {
        true => flow(raw.lines(), vocabulary),
        false => table(raw, vocabulary),
    });
    if flow.text.iter().all(|c| c.is_whitespace()) {
        return None;
    }
    let id = BlockId(document.blocks.len() as u32);
    let kind = BlockKind::from(raw.kind());
    if has_sentences(kind) || has_lines(kind) {
        let ranges = match kind {
            BlockKind::Heading => vec![(0, flow.text.len())],
            BlockKind::Field => lines(&flow.text),
            _ if !raw.cells().is_empty() => lines(&flow.text),
            _ if has_lines(kind) => rows(raw.lines(), &flow),
            _ => sentences(&flow.text),
        };
        for (start, end) in ranges {
            if is_dark(flow.text.get(start..end).unwrap_or_default()) {
                continue;
            }
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
            .flat_map(|line| on_page(line, line.x0, line.x1))
            .collect(),
        ocr,
    });
    Some(raw.reasons(id))
}

/// Whether a text says nothing because too many of its letters are unknown.
fn is_dark(text: &[char]) -> bool {
    let unknown = text.iter().filter(|c| **c == UNREADABLE).count();
    unknown * 5 > text.len()
}

/// The rectangles of a part of a line.
fn on_page(line: &Line, x0: f32, x1: f32) -> impl Iterator<Item = Place> {
    let page = line.page;
    let rects = line.rects(x0, x1).into_iter();
    rects.map(move |rect| Place::Page { page, rect })
}

/// The text of a table: a line for each row, a tab between cells.
fn table(raw: &RawBlock, vocabulary: &Vocabulary) -> Flow {
    let mut whole = Flow::default();
    let mut put = |characters: &[char], at: &[Option<(u32, f32, f32)>], first: usize| {
        whole.text.extend(characters);
        let shifted = |place: &(u32, f32, f32)| (place.0 + first as u32, place.1, place.2);
        whole
            .at
            .extend(at.iter().map(|place| place.as_ref().map(shifted)));
    };
    let (mut row, mut column) = (0, 0);
    let mut first = 0;
    let last = raw
        .cells()
        .iter()
        .map(|cell| cell.column)
        .max()
        .unwrap_or(0);
    for cell in raw.cells().chunk_by(|a, b| a == b) {
        let Some(place) = cell.first() else { continue };
        if place.row > row && first > 0 {
            // each row has all columns
            while column < last {
                put(&['\t'], &[None], 0);
                column += 1;
            }
            put(&['\n'], &[None], 0);
            column = 0;
        }
        row = place.row;
        while column < place.column {
            put(&['\t'], &[None], 0);
            column += 1;
        }
        let lines = raw
            .lines()
            .get(first..first + cell.len())
            .unwrap_or_default();
        let text = flow(lines, vocabulary);
        put(&text.text, &text.at, first);
        first += cell.len();
    }
    while column < last {
        put(&['\t'], &[None], 0);
        column += 1;
    }
    whole
}

/// One rectangle for each line that a range of characters touches; several if the line is slanted.
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
        .filter_map(|(line, x0, x1)| Some(on_page(lines.get(line as usize)?, x0, x1)))
        .flatten()
        .collect()
}

/// Composes a text to NFC and keeps its places: a letter and its combining marks become one character if there
/// is one.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::kind::RawKind;
    use crate::document::types::Format;

    /// A document of one block.
    fn one(lines: Vec<Line>, kind: RawKind) -> Document {
        let mut document = Document::sample(Format::Pdf);
        let block = RawBlock::sample(lines, kind);
        append(&mut document, &block, None, false, &Vocabulary::default());
        document
    }

    fn texts(document: &Document) -> Vec<&str> {
        let sentences = document.sentences.iter();
        sentences.map(|sentence| sentence.text.as_str()).collect()
    }

    /// Page, left and right edge of each place.
    fn spans(places: &[Place]) -> Vec<(u32, f32, f32)> {
        places
            .iter()
            .map(|place| match place {
                Place::Page { page, rect } => (*page, rect.x0, rect.x1),
                Place::Flow { .. } => (0, 0.0, 0.0),
            })
            .collect()
    }

    #[test]
    fn a_sentence_has_one_rectangle_on_each_line_that_it_touches() {
        // letters of 5 points
        let document = one(
            vec![
                Line::sample("Wings grow. They are").at(50.0, 700.0),
                Line::sample("long. Birds fly.").at(50.0, 688.0).on_page(2),
            ],
            RawKind::Paragraph,
        );
        assert_eq!(
            texts(&document),
            ["Wings grow.", "They are long.", "Birds fly."]
        );
        let places: Vec<_> = document
            .sentences
            .iter()
            .map(|s| spans(&s.places))
            .collect();
        assert_eq!(
            places,
            [
                vec![(1, 50.0, 105.0)],
                vec![(1, 110.0, 150.0), (2, 50.0, 75.0)],
                vec![(2, 80.0, 130.0)],
            ]
        );
        let block = document.blocks.first().map(|block| spans(&block.places));
        assert_eq!(block, Some(vec![(1, 50.0, 150.0), (2, 50.0, 130.0)]));
    }

    #[test]
    fn a_sentence_is_a_range_of_its_blocks_text() {
        let document = one(
            vec![
                Line::sample("In Zu\u{308}rich a fisher-").at(50.0, 700.0),
                Line::sample("man saw them. He was old.").at(50.0, 688.0),
            ],
            RawKind::Paragraph,
        );
        assert_eq!(
            texts(&document),
            ["In Z\u{fc}rich a fisherman saw them.", "He was old."]
        );
        for sentence in &document.sentences {
            let block = document.block_of(sentence.id).unwrap();
            let count = (sentence.end - sentence.start) as usize;
            let range: String = block
                .text
                .chars()
                .skip(sentence.start as usize)
                .take(count)
                .collect();
            assert_eq!(range, sentence.text);
        }
    }

    #[test]
    fn a_letter_and_its_accent_become_one_character_over_both_places() {
        // the accent stands two letters to the right of where letters of 5 points would end
        let mut line = Line::sample("u\u{308}ber").at(50.0, 700.0);
        line.edges[1] = (53.0, 62.0);
        let flow = flow(&[line], &Vocabulary::default());
        let composed = normalized(flow);
        assert_eq!(composed.text, ['\u{fc}', 'b', 'e', 'r']);
        assert_eq!(composed.at.first(), Some(&Some((0, 50.0, 62.0))));
        assert_eq!(composed.at.len(), composed.text.len());
    }

    #[test]
    fn a_heading_is_one_sentence() {
        let line = || vec![Line::sample("Wings grow. They are long.").at(50.0, 700.0)];
        assert_eq!(texts(&one(line(), RawKind::Heading { level: 1 })).len(), 1);
        assert_eq!(texts(&one(line(), RawKind::Paragraph)).len(), 2);
    }

    #[test]
    fn formulas_and_references_are_text_without_sentences() {
        use RawKind::{
            Authors, Caption, Code, Figure, Footnote, Formula, Furniture, ListItem, Reference,
            Table, Title,
        };
        let count = |kind: RawKind| {
            let document = one(vec![Line::sample("Wings grow.")], kind);
            assert_eq!(document.blocks.len(), 1);
            document.sentences.len()
        };
        for kind in [Caption, Code, Figure, Footnote, ListItem, Table] {
            assert_eq!(count(kind), 1, "{kind:?}");
        }
        for kind in [Authors, Formula, Furniture, Reference, Title] {
            assert_eq!(count(kind), 0, "{kind:?}");
        }
    }

    #[test]
    fn a_row_of_a_table_is_a_sentence_over_its_cells() {
        let document = one(
            vec![
                Line::sample("Test").at(50.0, 700.0),
                Line::sample("Sensitivity").at(150.0, 700.0),
                Line::sample("A").at(50.0, 688.0),
                Line::sample("0.81").at(150.0, 688.0),
                Line::sample("- -").at(50.0, 676.0),
            ],
            RawKind::Table,
        );
        assert_eq!(texts(&document), ["Test Sensitivity", "A 0.81"]);
        let places = spans(&document.sentences[1].places);
        assert_eq!(places, [(1, 50.0, 55.0), (1, 150.0, 170.0)]);
        let lines = vec![
            Line::sample("install the driver.").at(50.0, 700.0),
            Line::sample("Then restart.").at(50.0, 688.0),
        ];
        let program = one(lines, RawKind::Code);
        assert_eq!(texts(&program), ["install the driver.", "Then restart."]);
    }

    #[test]
    fn a_block_of_spaces_is_not_a_block() {
        let document = one(
            vec![Line::sample("  "), Line::sample(" ")],
            RawKind::Paragraph,
        );
        assert_eq!((document.blocks.len(), document.sentences.len()), (0, 0));
    }
}
