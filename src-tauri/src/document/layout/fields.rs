//! Puts what was filled into a form beside the words that it belongs to: `label: value`, one block for each field.
//!
//! The printed label becomes a part of the field's block, so that it stands in the document once. Where a line is the
//! label of several fields and holds other words besides, it stays as it is.

use std::collections::HashMap;

use super::block::RawBlock;
use super::blocks::blocks as grouped;
use super::filled::{Filled, plain};
use super::labels::{Label, Part, Surroundings};
use super::line::Line;
use crate::document::explanation::{KindReason, LineBreak};
use crate::document::kind::RawKind;
use crate::document::pdf::AnnotationKind;
use crate::document::types::Rect;

/// More lines times fields than this are not worth the search for labels.
const MOST_PAIRS: usize = 4_000_000;
/// What stands for a box, without and with its tick.
const BOXES: [char; 2] = ['\u{2610}', '\u{2612}'];

/// Adds what was filled into one page to its blocks, which are in reading order.
pub(crate) fn with_fields(blocks: Vec<RawBlock>, filled: Vec<Filled>) -> Vec<RawBlock> {
    if filled.is_empty() {
        return blocks;
    }
    let lines: Vec<Line> = blocks.iter().flat_map(RawBlock::lines).cloned().collect();
    let entries = Entries::of(&lines, filled);
    entries.placed(blocks)
}

/// A block to add, and where it belongs.
struct Entry {
    block: RawBlock,
    /// The printed line that it takes its place from.
    at: Option<usize>,
    /// The part of the page that its field takes.
    area: Rect,
}

struct Entries {
    all: Vec<Entry>,
    /// The parts of printed lines that entries contain.
    used: Vec<Part>,
}

impl Entries {
    fn of(lines: &[Line], filled: Vec<Filled>) -> Self {
        let areas: Vec<Rect> = filled
            .iter()
            .filter(|filled| {
                matches!(
                    filled.kind,
                    AnnotationKind::Text | AnnotationKind::Box { .. }
                )
            })
            .map(|filled| filled.area)
            .collect();
        let searched = lines.len().saturating_mul(filled.len()) <= MOST_PAIRS;
        let page = Surroundings::new(if searched { lines } else { &[] }, &areas);
        let mut entries = Self {
            all: Vec::new(),
            used: Vec::new(),
        };
        let boxes = boxes(&page, &filled);
        let words: Vec<Part> = boxes
            .iter()
            .flatten()
            .filter_map(|own| own.words)
            .map(|label| label.part)
            .collect();
        let own_words = boxes.iter().flatten().filter_map(|own| own.words);
        let taken = own_words.filter(|label| !label.shared);
        let texts = page.for_texts(taken.map(|label| label.part).collect());
        for (filled, own) in filled.into_iter().zip(boxes) {
            match filled.kind {
                AnnotationKind::Text => entries.text(&texts, filled),
                AnnotationKind::Box { on } => {
                    let own = own.unwrap_or_default();
                    entries.tick_box(&page, &filled, on, own, &words);
                }
                AnnotationKind::Note => entries.note(&page, filled),
                AnnotationKind::Stamp => entries.add(filled.lines, None, filled.area),
            }
        }
        entries
    }

    fn add(&mut self, lines: Vec<Line>, at: Option<Part>, area: Rect) {
        let block = RawBlock::of(lines, RawKind::Field, KindReason::FilledIn)
            .beginning(LineBreak::FilledIn);
        self.all.push(Entry {
            block,
            at: at.map(|part| part.line),
            area,
        });
    }

    /// A field with a text.
    fn text(&mut self, page: &Surroundings<'_>, filled: Filled) {
        let label = page.label(&filled.area);
        // a name that is printed as well needs no choice
        let printed = label.filter(|label| !label.shared || filled.name.is_empty());
        let part = printed.map(|Label { part, .. }| part);
        let part = part.or_else(|| match filled.name.is_empty() {
            true => page.below(&filled.area),
            false => None,
        });
        let name = match part {
            Some(part) => cut(page.lines, part),
            None => named(&filled),
        };
        let shared = printed.is_some_and(|label| label.shared);
        let at = part.filter(|_| !shared);
        self.used.extend(at);
        let lines = name.map(marked).into_iter().chain(filled.lines);
        self.add(lines.collect(), at, filled.area);
    }

    /// A box, alone or in a group of which one is ticked. `taken` are the words of all boxes.
    fn tick_box(
        &mut self,
        page: &Surroundings<'_>,
        filled: &Filled,
        on: bool,
        own: TickBox,
        taken: &[Part],
    ) {
        let TickBox { words, group } = own;
        let own = words.filter(|label| !label.shared).map(|label| label.part);
        let printed = words.and_then(|label| cut(page.lines, label.part));
        // where boxes have no states, the words of the chosen one are the value of all
        let chosen = filled.lines.first();
        let is_meant = |words: &Line| chosen.is_some_and(|chosen| same_words(chosen, words));
        let on = on || printed.as_ref().is_some_and(is_meant);
        let words = printed
            .or_else(|| chosen.filter(|_| on).cloned())
            .or_else(|| named(filled));
        let Some(words) = words else { return };
        let asked = group.and_then(|area| {
            let part = page.of_group(&area)?;
            (!taken.contains(&part)).then_some(part)
        });
        if on
            && let Some(asked) = asked
            && let Some(label) = cut(page.lines, asked)
        {
            self.used.push(asked);
            self.used.extend(own);
            self.add(vec![marked(label), words], Some(asked), filled.area);
            return;
        }
        let Some(sign) = BOXES.get(usize::from(on)) else {
            return;
        };
        let y = filled.area.y0 + 0.25 * filled.area.height();
        let tick = plain(
            words.page,
            words.direction,
            &[*sign],
            filled.area.x0,
            filled.area.x1,
            y,
            filled.area.height(),
        );
        // a box that nobody ticked and nobody printed words for says nothing
        if on || own.is_some() {
            self.used.extend(own);
            self.add(vec![tick, words], own, filled.area);
        }
    }

    /// A typed note: the value of a printed label that waits for one, or a text of its own.
    fn note(&mut self, page: &Surroundings<'_>, filled: Filled) {
        let waits = |part: &Part| {
            let line = page.lines.get(part.line);
            line.is_some_and(|line| {
                let rest = line.text.get(part.to - 1..).unwrap_or_default();
                matches!(rest.first(), Some(':' | '\u{ff1a}'))
                    || rest.iter().skip(1).any(|c| *c == '_' || *c == '\u{2026}')
            })
        };
        let label = page.left(&filled.area).map(|(part, _)| part).filter(waits);
        if let Some(part) = label
            && filled.lines.len() == 1
            && let Some(label) = cut(page.lines, part)
        {
            self.used.push(part);
            let lines = [marked(label)].into_iter().chain(filled.lines);
            return self.add(lines.collect(), Some(part), filled.area);
        }
        for block in grouped(filled.lines) {
            self.all.push(Entry {
                block: block.beginning(LineBreak::FilledIn),
                at: None,
                area: filled.area,
            });
        }
    }

    /// The blocks with the entries in their places.
    fn placed(mut self, blocks: Vec<RawBlock>) -> Vec<RawBlock> {
        self.all.sort_by(|a, b| a.area.x0.total_cmp(&b.area.x0));
        let (mut anchored, mut loose): (Vec<Entry>, Vec<Entry>) =
            self.all.into_iter().partition(|entry| entry.at.is_some());
        let mut out: Vec<RawBlock> =
            Vec::with_capacity(blocks.len() + anchored.len() + loose.len());
        let mut first = 0;
        for block in blocks {
            let range = first..first + block.lines().len();
            first = range.end;
            let (here, others) = anchored
                .into_iter()
                .partition(|entry| entry.at.is_some_and(|at| range.contains(&at)));
            anchored = others;
            place(&mut out, block, range.start, here, &self.used);
        }
        // from the top, so that those with the same neighbour keep their order
        let row = |entry: &Entry| -entry.area.middle().round() as i64;
        loose.sort_by(|a, b| row(a).cmp(&row(b)).then(a.area.x0.total_cmp(&b.area.x0)));
        for Entry { block, area, .. } in loose {
            let own = &area;
            let at = out.iter().position(|block| {
                let other = block.bounds();
                let beside = other.x1 < own.x0 || other.x0 > own.x1;
                other.y1 <= own.middle() && !(beside && other.x1 < own.x0)
            });
            out.insert(at.unwrap_or(out.len()), block);
        }
        out
    }
}

/// Appends a block, with entries in the place of the lines that they contain wholly, and with the others behind it.
fn place(
    out: &mut Vec<RawBlock>,
    block: RawBlock,
    first: usize,
    entries: Vec<Entry>,
    used: &[Part],
) {
    let range = first..first + block.lines().len();
    if entries.is_empty() && !used.iter().any(|part| range.contains(&part.line)) {
        out.push(block);
        return;
    }
    let begins = block.begins();
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let mut kept: Vec<Line> = Vec::new();
    let mut behind: Vec<RawBlock> = Vec::new();
    let flush = |kept: &mut Vec<Line>, out: &mut Vec<RawBlock>| {
        let lines = std::mem::take(kept);
        if !lines.is_empty() {
            out.push(
                RawBlock::of(lines, RawKind::Paragraph, KindReason::NothingElse).beginning(begins),
            );
        }
    };
    for (offset, line) in block.into_lines().into_iter().enumerate() {
        let index = first + offset;
        let here = entries.iter_mut().filter_map(|entry| {
            entry
                .take_if(|entry| entry.at == Some(index))
                .map(|entry| entry.block)
        });
        let here: Vec<RawBlock> = here.collect();
        if is_used(&line, index, used) {
            flush(&mut kept, out);
            out.append(&mut behind);
            out.extend(here);
        } else {
            kept.push(line);
            behind.extend(here);
        }
    }
    flush(&mut kept, out);
    out.append(&mut behind);
}

/// Whether all words of a line stand in entries.
fn is_used(line: &Line, index: usize, used: &[Part]) -> bool {
    let parts: Vec<&Part> = used.iter().filter(|part| part.line == index).collect();
    let mut words = line
        .text
        .iter()
        .enumerate()
        .filter(|(_, c)| c.is_alphanumeric());
    !parts.is_empty()
        && words.all(|(at, _)| parts.iter().any(|part| (part.from..part.to).contains(&at)))
}

/// What is printed around a box.
#[derive(Debug, Clone, Copy, Default)]
struct TickBox {
    /// What it is for.
    words: Option<Label>,
    /// The area of its group, if several boxes share a field, with the words before them.
    group: Option<Rect>,
}

/// What is printed around each of the fields that is a box.
fn boxes(page: &Surroundings<'_>, filled: &[Filled]) -> Vec<Option<TickBox>> {
    let is_box = |filled: &Filled| matches!(filled.kind, AnnotationKind::Box { .. });
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for filled in filled.iter().filter(|filled| is_box(filled)) {
        *counts.entry(filled.field).or_default() += 1;
    }
    let in_group = |filled: &Filled| counts.get(&filled.field).is_some_and(|count| *count > 1);
    let words: Vec<Option<Label>> = filled
        .iter()
        .map(|filled| {
            let words = is_box(filled).then(|| page.of_box(&filled.area, in_group(filled)));
            words.flatten()
        })
        .collect();
    let mut areas: HashMap<u64, Rect> = HashMap::new();
    for (filled, words) in filled.iter().zip(&words) {
        let printed = words.and_then(|label| cut(page.lines, label.part));
        let before = printed.filter(|line| line.x1 < filled.area.x0 + 1.0);
        let x0 = before.map_or(filled.area.x0, |line| line.x0.min(filled.area.x0));
        let own = Rect { x0, ..filled.area };
        let area = areas.entry(filled.field).or_insert(own);
        *area = area.union(&own);
    }
    let around = |(filled, words): (&Filled, Option<Label>)| {
        let group = areas.get(&filled.field).copied();
        is_box(filled).then(|| TickBox {
            words,
            group: group.filter(|_| in_group(filled)),
        })
    };
    filled.iter().zip(words).map(around).collect()
}

/// Whether two lines say the same.
fn same_words(a: &Line, b: &Line) -> bool {
    let words = |line: &Line| line.string().trim().to_lowercase();
    words(a) == words(b)
}

/// The name of a field as a line of no width at its beginning.
fn named(filled: &Filled) -> Option<Line> {
    let text: Vec<char> = filled.name.chars().collect();
    let area = &filled.area;
    let line = filled.lines.first()?;
    (!text.is_empty()).then(|| {
        plain(
            line.page,
            line.direction,
            &text,
            area.x0,
            area.x0,
            line.y,
            line.size,
        )
    })
}

/// A part of a line as a line of its own.
fn cut(lines: &[Line], part: Part) -> Option<Line> {
    lines.get(part.line)?.part(part.from..part.to)
}

/// A label with the colon behind it, unless it has a mark of its own.
fn marked(mut label: Line) -> Line {
    let Some(last) = label.text.last().copied() else {
        return label;
    };
    if !matches!(
        last,
        ':' | '\u{ff1a}' | '?' | '\u{ff1f}' | '=' | '#' | '\u{2116}'
    ) {
        let colon = if last < '\u{2e80}' { ':' } else { '\u{ff1a}' };
        label.text.push(colon);
        label.styles.push(0);
        label.edges.push((label.x1, label.x1));
    }
    label
}
