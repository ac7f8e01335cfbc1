//! A block while the document is being read: lines that belong together, and the facts that rules need of them.

use std::cell::OnceCell;

use super::line::Line;
use crate::document::explanation::{
    BlockReasons, KindReason, LineBreak, ParagraphBreak, ParagraphJoin,
};
use crate::document::kind::RawKind;
use crate::document::marks::{count_words, runs_on};
use crate::document::types::{BlockId, Rect};

/// The cell of a table in which a line stands, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CellPlace {
    pub(crate) row: u32,
    pub(crate) column: u32,
}

/// Lines that belong together.
#[derive(Debug, Clone)]
pub(crate) struct RawBlock {
    lines: Vec<Line>,
    /// The cell of each line if the block is a table; otherwise empty.
    cells: Vec<CellPlace>,
    kind: RawKind,
    why: KindReason,
    begins: LineBreak,
    apart: Option<ParagraphBreak>,
    joined: Vec<ParagraphJoin>,
    /// Every rule looks at it, so it is computed once for these lines.
    wording: OnceCell<Wording>,
    size: OnceCell<f32>,
}

/// The rough text of a block, and what it consists of.
#[derive(Debug, Clone)]
struct Wording {
    text: String,
    tokens: usize,
    words: usize,
}

impl RawBlock {
    /// A block of one line, which is a paragraph until a rule decides otherwise.
    pub(crate) fn new(line: Line, begins: LineBreak) -> Self {
        Self::of(vec![line], RawKind::Paragraph, KindReason::NothingElse).beginning(begins)
    }

    /// A block of lines whose kind is known.
    pub(crate) fn of(lines: Vec<Line>, kind: RawKind, why: KindReason) -> Self {
        Self {
            lines,
            cells: Vec::new(),
            kind,
            why,
            begins: LineBreak::FirstOfPage,
            apart: None,
            joined: Vec::new(),
            wording: OnceCell::new(),
            size: OnceCell::new(),
        }
    }

    /// A table of lines, row by row, each of which stands in the cell of the same index.
    pub(crate) fn of_cells(lines: Vec<Line>, cells: Vec<CellPlace>, why: KindReason) -> Self {
        Self {
            cells,
            ..Self::of(lines, RawKind::Table, why)
        }
    }

    /// Returns the block with the reason why its first line begins it.
    pub(crate) fn beginning(mut self, begins: LineBreak) -> Self {
        self.begins = begins;
        self
    }

    pub(crate) fn kind(&self) -> RawKind {
        self.kind
    }

    /// Gives the block a kind and the rule that decided it.
    pub(crate) fn set(&mut self, kind: RawKind, why: KindReason) {
        self.kind = kind;
        self.why = why;
    }

    /// The rule that decided its kind.
    pub(crate) fn why(&self) -> KindReason {
        self.why
    }

    /// The cell of each line; empty if nobody looked for cells.
    pub(crate) fn cells(&self) -> &[CellPlace] {
        &self.cells
    }

    /// Why the block's first line begins it.
    pub(crate) fn begins(&self) -> LineBreak {
        self.begins
    }

    /// Remembers why the block does not continue the paragraph before it.
    pub(crate) fn stand_apart(&mut self, apart: ParagraphBreak) {
        self.apart = Some(apart);
    }

    /// Appends the rest of the block's paragraph.
    pub(crate) fn join(&mut self, rest: Self, why: ParagraphJoin) {
        self.joined.push(why);
        self.extend(rest.into_lines());
    }

    /// What the rules decided about this block; `block` is its id in the document.
    pub(crate) fn reasons(&self, block: BlockId) -> BlockReasons {
        BlockReasons {
            block,
            kind: self.why,
            begins: self.begins,
            apart: self.apart,
            joined: self.joined.clone(),
        }
    }

    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }

    pub(crate) fn into_lines(self) -> Vec<Line> {
        self.lines
    }

    /// Appends lines at the end.
    pub(crate) fn extend(&mut self, lines: impl IntoIterator<Item = Line>) {
        self.lines.extend(lines);
        self.forget();
    }

    /// Replaces the first line.
    pub(crate) fn replace_first(&mut self, line: Line) {
        if let Some(first) = self.lines.first_mut() {
            *first = line;
        }
        self.forget();
    }

    fn forget(&mut self) {
        self.cells.clear();
        self.wording.take();
        self.size.take();
    }

    pub(crate) fn page(&self) -> u32 {
        self.lines.first().map_or(0, |line| line.page)
    }

    /// The smallest rectangle around its lines on its first page, from a quarter em below the last baseline to
    /// three quarters above the first, in the upright frame. Without lines it is inside out.
    pub(crate) fn bounds(&self) -> Rect {
        let page = self.page();
        let nothing = Rect {
            x0: f32::MAX,
            y0: f32::MAX,
            x1: f32::MIN,
            y1: f32::MIN,
        };
        self.lines
            .iter()
            .filter(|line| line.page == page)
            .fold(nothing, |bounds, line| bounds.union(&line.bounds()))
    }

    /// The size of most of its letters, in points.
    pub(crate) fn size(&self) -> f32 {
        *self.size.get_or_init(|| {
            let mut sizes: Vec<(i32, usize)> = Vec::new();
            for line in &self.lines {
                let key = (line.size * 10.0).round() as i32;
                match sizes.iter_mut().find(|(size, _)| *size == key) {
                    Some((_, count)) => *count += line.text.len(),
                    None => sizes.push((key, line.text.len())),
                }
            }
            sizes
                .into_iter()
                .max_by_key(|(size, count)| (*count, *size))
                .map_or(0.0, |(size, _)| size as f32 / 10.0)
        })
    }

    /// The share of its letters that `of` counts, which returns that share for one line.
    pub(crate) fn share(&self, of: fn(&Line) -> f32) -> f32 {
        let all: usize = self.lines.iter().map(|line| line.text.len()).sum();
        let those: f32 = self
            .lines
            .iter()
            .map(|line| of(line) * line.text.len() as f32)
            .sum();
        those / (all.max(1) as f32)
    }

    /// The font of most of its lines, if they have one.
    pub(crate) fn font(&self) -> Option<u32> {
        let first = self.lines.first()?.font;
        let those = self.lines.iter().filter(|line| line.font == first).count();
        first.filter(|_| those * 2 > self.lines.len())
    }

    /// Its lines, joined by spaces, with the hyphens at line ends: for rules to look at, not for people to
    /// read.
    pub(crate) fn rough_text(&self) -> &str {
        &self.wording().text
    }

    /// The number of its tokens, and how many of them are words of a language, as [`count_words`] counts them.
    pub(crate) fn words(&self) -> (usize, usize) {
        let wording = self.wording();
        (wording.tokens, wording.words)
    }

    fn wording(&self) -> &Wording {
        self.wording.get_or_init(|| {
            let length = self.lines.iter().map(|line| line.text.len() + 1).sum();
            let mut text = String::with_capacity(length);
            for line in &self.lines {
                let joins = |first: &char| {
                    text.chars()
                        .next_back()
                        .is_some_and(|last| runs_on(last, *first))
                };
                if !text.is_empty() && !line.text.first().is_some_and(joins) {
                    text.push(' ');
                }
                text.extend(&line.text);
            }
            let (tokens, words) = count_words(&text);
            Wording {
                text,
                tokens,
                words,
            }
        })
    }
}
