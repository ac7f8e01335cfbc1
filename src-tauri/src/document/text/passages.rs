//! Passages: pieces of a few sentences, long enough to be understood and short enough to be searched for.
//!
//! A passage ends on a sentence border, never leaves its section, and begins with the last sentence of the
//! passage before it, so that one passage contains what two neighbouring sentences mean together. Its path is
//! the title and the headings above it. Captions and footnotes stand apart from the running text around them. Tables,
//! programs and figures have passages of lines, see [`super::cells`]; the list of references answers no question and
//! is left out.

use unicode_segmentation::UnicodeSegmentation;

use super::cells::{Cells, cells};
use crate::document::types::{
    Block, BlockKind, Document, SectionId, SectionKind, Sentence, SentenceId,
};

/// Words of a passage: about 200 tokens of a WordPiece or SentencePiece vocabulary.
const WORDS: usize = 150;
/// The largest number of headings in a passage's path.
const MOST_HEADINGS: usize = 8;

/// Rises whenever the same document would be cut or indexed differently; older passages are then indexed anew.
pub const PASSAGE_RULES: i64 = 5;

/// Sentences of one section: consecutive ones, or lines of a table behind its caption and its first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its sentences, in the order in which they are read; at least one.
    pub sentences: Vec<SentenceId>,
    /// The document's title and the headings above, the outermost first, one per line.
    pub path: String,
    /// Its sentences' texts, joined by spaces.
    pub text: String,
    /// The words in a figure, beside its caption or the text before it. They are searched with the passage.
    pub beside: String,
}

/// What a passage may not cross: the section, and the block of a text that stands apart.
type Strand = (Option<SectionId>, Option<u32>);

/// Cuts a document into passages, in reading order.
pub fn passages(document: &Document) -> Vec<Passage> {
    let mut strands: Vec<(Strand, Vec<&Sentence>)> = Vec::new();
    // running text continues after a caption that interrupts it
    let mut running: Option<usize> = None;
    for sentence in &document.sentences {
        let Some(block) = document.blocks.get(sentence.block.0 as usize) else {
            continue;
        };
        let Some(strand) = strand(document, block) else {
            continue;
        };
        let open = if strand.1.is_some() {
            strands.len().checked_sub(1)
        } else {
            running
        };
        let same = open
            .and_then(|index| strands.get_mut(index))
            .filter(|(name, _)| *name == strand);
        if let Some((_, sentences)) = same {
            sentences.push(sentence);
            continue;
        }
        if strand.1.is_none() {
            running = Some(strands.len());
        }
        strands.push((strand, vec![sentence]));
    }
    let mut passages: Vec<Passage> = Vec::new();
    for ((section, _), sentences) in strands {
        let path = path(document, section);
        passages.extend(cut(&sentences).into_iter().map(|part| passage(part, &path)));
    }
    let nothing_else = passages.is_empty();
    for cells in cells(document) {
        if nothing_else || cells.are_readable() {
            add_lines(document, &cells, &mut passages);
        } else if cells.are_searched()
            && let Some(passage) = passage_before(document, &cells, &mut passages)
        {
            if !passage.beside.is_empty() {
                passage.beside.push('\n');
            }
            passage.beside.push_str(&cells.text);
        }
    }
    if passages.is_empty() {
        // headings, or lines of a list of references
        let all: Vec<&Sentence> = document.sentences.iter().collect();
        let path = path(document, None);
        passages.extend(cut(&all).into_iter().map(|part| passage(part, &path)));
    }
    passages
}

/// Adds passages of lines. A caption that stands in front of them needs no passage of its own.
fn add_lines(document: &Document, cells: &Cells<'_>, passages: &mut Vec<Passage>) {
    let parts = cells.parts(document, WORDS);
    let Some(first) = parts.first().and_then(|part| part.last()) else {
        return;
    };
    let section = document.block_of(first.id).and_then(|block| block.section);
    if cells.take_their_caption(document)
        && let Some(caption) = cells.caption
    {
        passages.retain(|passage| begins_in(document, passage) != Some(caption.id.0));
    }
    let path = path(document, section);
    passages.extend(parts.iter().map(|part| passage(part, &path)));
}

fn passage(sentences: &[&Sentence], path: &str) -> Passage {
    Passage {
        sentences: sentences.iter().map(|sentence| sentence.id).collect(),
        path: path.to_owned(),
        text: joined(sentences),
        beside: String::new(),
    }
}

/// The passage to search cells with: that of their caption, otherwise the last one before them.
fn passage_before<'a>(
    document: &Document,
    cells: &Cells<'_>,
    passages: &'a mut [Passage],
) -> Option<&'a mut Passage> {
    let at = match cells.caption {
        Some(caption) => passages
            .iter()
            .position(|passage| begins_in(document, passage) == Some(caption.id.0))?,
        None => passages.iter().rposition(|passage| {
            begins_in(document, passage).is_some_and(|block| block < cells.start())
        })?,
    };
    passages.get_mut(at)
}

/// The block of a passage's first sentence.
fn begins_in(document: &Document, passage: &Passage) -> Option<u32> {
    let sentence = passage.sentences.first()?;
    Some(document.sentences.get(sentence.0 as usize)?.block.0)
}

fn strand(document: &Document, block: &Block) -> Option<Strand> {
    let kind = block
        .section
        .and_then(|section| document.sections.get(section.0 as usize))
        .map(|section| section.kind);
    if kind == Some(SectionKind::References) {
        return None;
    }
    match block.kind {
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Field => {
            Some((block.section, None))
        }
        BlockKind::Caption | BlockKind::Footnote => Some((block.section, Some(block.id.0))),
        _ => None,
    }
}

/// Ranges of nearly [`WORDS`] words that overlap by one sentence. A sentence that is longer stands alone.
fn cut<'a, 'b>(sentences: &'b [&'a Sentence]) -> Vec<&'b [&'a Sentence]> {
    let lengths: Vec<usize> = sentences
        .iter()
        .map(|sentence| sentence.text.unicode_words().count())
        .collect();
    let length = |from: usize, to: usize| -> usize {
        lengths.get(from..to).map_or(0, |part| part.iter().sum())
    };
    let mut parts = Vec::new();
    let mut start = 0;
    // the index of the first sentence that is not in a passage yet
    let mut fresh = 0;
    while fresh < sentences.len() {
        let mut end = fresh + 1;
        while end < sentences.len() && length(start, end + 1) <= WORDS {
            end += 1;
        }
        // an overlap that makes the passage too long is not worth it
        if length(start, end) > WORDS {
            start = fresh;
            end = fresh + 1;
            while end < sentences.len() && length(start, end + 1) <= WORDS {
                end += 1;
            }
        }
        parts.extend(sentences.get(start..end));
        fresh = end;
        start = end.saturating_sub(1).max(start + 1).min(end);
    }
    parts
}

fn joined(sentences: &[&Sentence]) -> String {
    let texts: Vec<&str> = sentences.iter().map(|s| s.text.as_str()).collect();
    texts.join(" ")
}

/// The headings above a sentence, the outermost first, without the document's title: what a person sees above the
/// sentence in the table of contents. Empty before the first heading.
pub fn headings_above(document: &Document, sentence: SentenceId) -> Vec<&str> {
    let section = document.block_of(sentence).and_then(|block| block.section);
    headings(document, section)
}

fn headings(document: &Document, section: Option<SectionId>) -> Vec<&str> {
    let mut headings: Vec<&str> = Vec::new();
    let mut above = section;
    // bounded, so that a circle in the tree ends
    while let Some(section) = above.and_then(|id| document.sections.get(id.0 as usize)) {
        headings.push(&section.title);
        above = section.parent;
        if headings.len() == MOST_HEADINGS {
            break;
        }
    }
    headings.reverse();
    headings
}

fn path(document: &Document, section: Option<SectionId>) -> String {
    let title = document.title.as_deref().into_iter();
    let headings: Vec<&str> = title.chain(headings(document, section)).collect();
    headings.join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{BlockId, Format, Section};

    /// Blocks of `(kind, section, sentences)`; a sentence is given by its words.
    fn document(blocks: &[(BlockKind, Option<u32>, &[usize])], kinds: &[SectionKind]) -> Document {
        let mut document = Document {
            title: Some("On Wings".into()),
            ..Document::sample(Format::Text)
        };
        for (index, kind) in kinds.iter().enumerate() {
            document.sections.push(Section {
                id: SectionId(index as u32),
                title: format!("Part {index}"),
                level: 1,
                parent: index.checked_sub(1).map(|parent| SectionId(parent as u32)),
                kind: *kind,
                page: 1,
            });
        }
        for (index, (kind, section, sentences)) in blocks.iter().enumerate() {
            let id = BlockId(index as u32);
            document.blocks.push(Block {
                id,
                kind: *kind,
                section: section.map(SectionId),
                text: String::new(),
                places: vec![],
                ocr: false,
            });
            for words in *sentences {
                document.sentences.push(Sentence {
                    id: SentenceId(document.sentences.len() as u32),
                    block: id,
                    start: 0,
                    end: 0,
                    text: vec!["word"; *words].join(" "),
                    places: vec![],
                });
            }
        }
        document
    }

    fn ids(passages: &[Passage]) -> Vec<Vec<u32>> {
        passages
            .iter()
            .map(|passage| passage.sentences.iter().map(|id| id.0).collect())
            .collect()
    }

    #[test]
    fn neighbours_share_a_sentence_and_sections_nothing() {
        use SectionKind::Body;
        let document = document(
            &[
                (BlockKind::Paragraph, Some(0), &[60, 60]),
                (BlockKind::Paragraph, Some(0), &[60, 60]),
                (BlockKind::Heading, Some(1), &[2]),
                (BlockKind::ListItem, Some(1), &[5]),
            ],
            &[Body, Body],
        );
        let found = passages(&document);
        assert_eq!(ids(&found), [vec![0, 1], vec![1, 2], vec![2, 3], vec![5]]);
        assert_eq!(found[3].path, "On Wings\nPart 0\nPart 1");
        assert_eq!(
            headings_above(&document, SentenceId(5)),
            ["Part 0", "Part 1"]
        );
        assert_eq!(
            headings_above(&document, SentenceId(99)),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn a_caption_stands_apart_and_the_text_goes_on_behind_it() {
        let document = document(
            &[
                (BlockKind::Paragraph, None, &[10]),
                (BlockKind::Caption, None, &[4, 4]),
                (BlockKind::Paragraph, None, &[10]),
            ],
            &[],
        );
        assert_eq!(ids(&passages(&document)), [vec![0, 3], vec![1, 2]]);
    }

    /// Gives the blocks their kind's name and number as text.
    fn named(mut document: Document) -> Document {
        for block in &mut document.blocks {
            block.text = format!("cell {}", block.id.0);
        }
        document
    }

    #[test]
    fn few_words_in_a_figure_are_searched_with_its_caption_or_with_the_text_before() {
        use BlockKind::{Caption, Figure, Paragraph};
        let document = named(document(
            &[
                (Paragraph, None, &[10]),
                (Figure, None, &[2]),
                (Paragraph, None, &[10]),
                (Caption, None, &[4]),
                (Figure, None, &[1, 1]),
                (Figure, None, &[1]),
                (Paragraph, None, &[10]),
                (Figure, None, &[]),
                (Caption, None, &[4]),
            ],
            &[],
        ));
        let found: Vec<(u32, String)> = passages(&document)
            .into_iter()
            .map(|passage| (passage.sentences[0].0, passage.beside))
            .collect();
        let expected = [(0, "cell 1"), (3, "cell 4\ncell 5"), (8, "cell 7")];
        assert_eq!(found, expected.map(|(id, text)| (id, text.to_owned())));
    }

    #[test]
    fn rows_of_a_table_are_passages_behind_its_caption_and_its_columns() {
        use BlockKind::{Caption, Paragraph, Table};
        let table = [
            (Paragraph, None, &[10][..]),
            (Caption, None, &[4, 6]),
            (Table, None, &[3, 70, 60]),
            (Table, None, &[60]),
            (Paragraph, None, &[10]),
            (Table, None, &[5]),
        ];
        let found = passages(&document(&table, &[]));
        assert_eq!(
            ids(&found),
            [vec![0, 7], vec![1, 2, 3, 4, 5], vec![1, 3, 6], vec![7, 8]]
        );
    }

    #[test]
    fn where_nothing_else_is_written_programs_and_words_in_figures_are_passages() {
        use BlockKind::{Caption, Code, Figure, Paragraph};
        let program = [(Code, None, &[4, 4][..]), (Figure, None, &[2])];
        assert_eq!(
            ids(&passages(&document(&program, &[]))),
            [vec![0, 1], vec![2]]
        );
        let poster = [(Paragraph, None, &[9][..]), (Figure, None, &[20, 20])];
        assert_eq!(
            ids(&passages(&document(&poster, &[]))),
            [vec![0], vec![0, 1, 2]]
        );
        let figure = [(Caption, None, &[9][..]), (Figure, None, &[2])];
        assert_eq!(ids(&passages(&document(&figure, &[]))), [vec![0]]);
    }

    #[test]
    fn references_are_left_out_and_acknowledgements_are_not() {
        use SectionKind::{BackMatter, References};
        let document = document(
            &[
                (BlockKind::Paragraph, Some(0), &[10]),
                (BlockKind::Paragraph, Some(1), &[10]),
            ],
            &[BackMatter, References],
        );
        assert_eq!(ids(&passages(&document)), [vec![0]]);
    }

    #[test]
    fn a_document_of_headings_is_searched_by_them() {
        let headings = [(BlockKind::Heading, Some(0), &[2][..]); 2];
        let found = passages(&document(&headings, &[SectionKind::Body]));
        assert_eq!(ids(&found), [vec![0, 1]]);
    }

    #[test]
    fn a_very_long_sentence_stands_alone() {
        let document = document(&[(BlockKind::Paragraph, None, &[10, 900, 10])], &[]);
        assert_eq!(ids(&passages(&document)), [vec![0], vec![1], vec![2]]);
    }

    proptest! {
        #[test]
        fn every_sentence_is_in_a_passage_and_passages_are_of_their_size(
            lengths in prop::collection::vec(1usize..220, 0..60),
        ) {
            let document = document(&[(BlockKind::Paragraph, None, lengths.as_slice())], &[]);
            let found = passages(&document);
            let mut last = None;
            for passage in ids(&found) {
                let words: usize = passage.iter().map(|id| lengths[*id as usize]).sum();
                prop_assert!(words <= WORDS || passage.len() == 1);
                // consecutive, and beyond the one before
                prop_assert!(passage.windows(2).all(|pair| pair[0] + 1 == pair[1]));
                let first = passage[0];
                match last {
                    None => prop_assert_eq!(first, 0),
                    Some(last) => prop_assert!(first == last || first == last + 1),
                }
                prop_assert!(passage.last().copied() > last);
                last = passage.last().copied();
            }
            prop_assert_eq!(last.map_or(0, |last| last as usize + 1), lengths.len());
        }
    }
}
