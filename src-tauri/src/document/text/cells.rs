//! What has no running text: tables, programs, and figures full of words. Their lines can be searched and read.
//!
//! A line means little alone, so what says what it is stands in front: the caption, or else the sentence before it,
//! and the first row of a table, which names its columns. Few words in a figure are only searched with its caption.

use std::collections::VecDeque;
use std::ops::RangeInclusive;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::types::{Block, BlockKind, Document, SectionKind, Sentence};

/// Bytes of what is only searched, about; what follows is rarely asked for.
const MOST_SEARCHED: usize = 20_000;
/// The fewest words of a figure that is read; a figure with fewer has only labels of axes and parts.
const WORDS_OF_FIGURE: usize = 25;
/// The fewest letters of a word; shorter ones are labels.
const LETTERS_OF_WORD: usize = 3;
/// Most words of a sentence or row that stands in front of rows.
const MOST_IN_FRONT: usize = 40;

/// Neighbouring blocks of a table, a program or a figure.
#[derive(Debug)]
pub(super) struct Cells<'d> {
    /// Positions of the blocks in the document.
    blocks: RangeInclusive<u32>,
    kind: BlockKind,
    /// The block of the caption directly above or below.
    pub(super) caption: Option<&'d Block>,
    /// The lines; empty in a document that an older version read.
    rows: Vec<&'d Sentence>,
    /// The blocks' texts.
    pub(super) text: String,
}

/// The tables, programs and figures of a document, in reading order.
pub(super) fn cells(document: &Document) -> Vec<Cells<'_>> {
    let mut found: Vec<Cells<'_>> = Vec::new();
    let mut sentences = document.sentences.iter().peekable();
    for block in &document.blocks {
        let mut rows: Vec<&Sentence> = Vec::new();
        while let Some(sentence) = sentences.next_if(|sentence| sentence.block <= block.id) {
            rows.push(sentence);
        }
        if !matches!(
            block.kind,
            BlockKind::Table | BlockKind::Figure | BlockKind::Code
        ) {
            continue;
        }
        let code = block.kind == BlockKind::Code;
        if let Some(last) = found.last_mut()
            && *last.blocks.end() + 1 == block.id.0
            && (last.kind == BlockKind::Code) == code
        {
            last.blocks = *last.blocks.start()..=block.id.0;
            last.rows.append(&mut rows);
            if block.kind == BlockKind::Table {
                last.kind = block.kind;
            }
            if last.text.len() < MOST_SEARCHED {
                last.text.push('\n');
                last.text.push_str(&block.text);
            }
            continue;
        }
        found.push(Cells {
            blocks: block.id.0..=block.id.0,
            kind: block.kind,
            caption: None,
            rows,
            text: block.text.clone(),
        });
    }
    let is_caption = |id: u32| {
        let block = document.blocks.get(id as usize);
        block.filter(|block| block.kind == BlockKind::Caption)
    };
    for cells in &mut found {
        let above = cells.blocks.start().checked_sub(1).and_then(is_caption);
        cells.caption = above.or_else(|| is_caption(cells.blocks.end() + 1));
    }
    found.retain(|cells| !is_of_references(document, *cells.blocks.start()));
    found
}

fn is_of_references(document: &Document, block: u32) -> bool {
    let section = document
        .blocks
        .get(block as usize)
        .and_then(|block| block.section);
    section
        .and_then(|id| document.sections.get(id.0 as usize))
        .is_some_and(|section| section.kind == SectionKind::References)
}

impl<'d> Cells<'d> {
    /// The position of the first block.
    pub(super) fn start(&self) -> u32 {
        *self.blocks.start()
    }

    /// Whether the lines say enough to be read.
    pub(super) fn are_readable(&self) -> bool {
        let words = |sentence: &&Sentence| {
            let words = sentence.text.unicode_words();
            words.filter(|word| is_word(word)).count()
        };
        match self.kind {
            BlockKind::Figure => self.rows.iter().map(words).sum::<usize>() >= WORDS_OF_FIGURE,
            // code is searched only if its lines are known
            _ => !self.rows.is_empty(),
        }
    }

    /// Whether they are searched although they are not read.
    pub(super) fn are_searched(&self) -> bool {
        self.kind != BlockKind::Code
    }

    /// The lines in parts of about `words` words, each behind what says what it is.
    pub(super) fn parts(&self, document: &'d Document, words: usize) -> Vec<Vec<&'d Sentence>> {
        let mut rows: VecDeque<&Sentence> = self.rows.iter().copied().collect();
        let mut front = self.in_front(document);
        // each part names the columns again
        let header: Vec<&Sentence> = match self.kind {
            BlockKind::Table => rows.drain(..rows_of_head(&rows)).collect(),
            _ => Vec::new(),
        };
        let mut parts = Vec::new();
        while !rows.is_empty() {
            let mut part: Vec<&Sentence> = front.iter().chain(&header).copied().collect();
            let mut length: usize = part.iter().map(|sentence| count(sentence)).sum();
            let mut taken = 0;
            while let Some(row) = rows.front().copied()
                && (taken == 0 || length + count(row) <= words)
            {
                taken += 1;
                length += count(row);
                part.push(row);
                rows.pop_front();
            }
            parts.push(part);
            front.truncate(1);
            front.retain(|sentence| is_short(Some(&&**sentence)));
        }
        parts
    }

    /// Whether the whole caption stands in front of the first part.
    pub(super) fn take_their_caption(&self, document: &Document) -> bool {
        self.caption.is_some_and(|caption| {
            let words: usize = sentences_of(document, caption).map(count).sum();
            words <= 2 * MOST_IN_FRONT
        })
    }

    fn in_front(&self, document: &'d Document) -> Vec<&'d Sentence> {
        let Some(caption) = self.caption else {
            let first = self.rows.first();
            let before = first
                .and_then(|row| row.id.0.checked_sub(1))
                .and_then(|id| document.sentences.get(id as usize))
                .filter(|sentence| is_short(Some(sentence)) && self.is_said_by(document, sentence));
            return before.into_iter().collect();
        };
        let all = sentences_of(document, caption);
        match self.take_their_caption(document) {
            true => all.collect(),
            false => all.take(1).filter(|first| is_short(Some(first))).collect(),
        }
    }

    /// Whether a sentence is running text of the same section.
    fn is_said_by(&self, document: &Document, sentence: &Sentence) -> bool {
        let here = document.blocks.get(self.start() as usize);
        let block = document.blocks.get(sentence.block.0 as usize);
        block
            .zip(here)
            .is_some_and(|(block, here)| block.kind.is_prose() && block.section == here.section)
    }
}

fn sentences_of<'d>(document: &'d Document, block: &Block) -> impl Iterator<Item = &'d Sentence> {
    let id = block.id;
    let from = document
        .sentences
        .partition_point(|sentence| sentence.block < id);
    let rest = document.sentences.get(from..).unwrap_or_default();
    rest.iter().take_while(move |sentence| sentence.block == id)
}

/// How many rows name the columns: two if the first of them has names for several columns.
fn rows_of_head(rows: &VecDeque<&Sentence>) -> usize {
    let named = |at: usize| {
        let row = rows.get(at);
        row.is_some_and(|row| may_name_columns(row)) && is_short(row) && rows.len() > at + 1
    };
    let reaches = |row: &&Sentence| row.text.contains("\t\t");
    match named(0) {
        true => 1 + usize::from(rows.front().is_some_and(reaches) && named(1)),
        false => 0,
    }
}

/// Whether a row has no numbers but years, unlike the first row of a receipt.
fn may_name_columns(row: &Sentence) -> bool {
    let is_number = |cell: &str| cell.starts_with(|c: char| c.is_ascii_digit());
    let is_year = |cell: &str| cell.len() == 4 && cell.chars().all(|c| c.is_ascii_digit());
    let mut behind = row.text.split('\t').skip(1);
    !behind.any(|cell| is_number(cell) && !is_year(cell))
}

fn is_word(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS_OF_WORD
}

fn count(sentence: &Sentence) -> usize {
    sentence.text.unicode_words().count()
}

fn is_short(sentence: Option<&&Sentence>) -> bool {
    sentence.is_some_and(|sentence| count(sentence) <= MOST_IN_FRONT)
}
