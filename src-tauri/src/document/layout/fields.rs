//! Puts what was filled into a form beside the words that it belongs to: `label: value`, one block for each field.
//!
//! The printed label becomes a part of the field's block, so that it stands in the document once. Where a line is the
//! label of several fields and holds other words besides, it stays as it is.

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
        let page = Surroundings {
            lines: if searched { lines } else { &[] },
            fields: &areas,
        };
        let mut entries = Self {
            all: Vec::new(),
            used: Vec::new(),
        };
        let groups = groups(&filled);
        for (filled, group) in filled.into_iter().zip(groups) {
            match filled.kind {
                AnnotationKind::Text => entries.text(&page, filled),
                AnnotationKind::Box { on } => entries.tick_box(&page, &filled, on, group),
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

    /// A box, alone or in a group of which one is ticked.
    fn tick_box(
        &mut self,
        page: &Surroundings<'_>,
        filled: &Filled,
        on: bool,
        group: Option<Rect>,
    ) {
        let own = page.of_box(&filled.area);
        let words = own
            .and_then(|part| cut(page.lines, part))
            .or_else(|| filled.lines.first().cloned())
            .or_else(|| named(filled));
        let Some(words) = words else { return };
        let asked = group.and_then(|area| {
            let label = page.label(&area)?;
            (Some(label.part) != own).then_some(label.part)
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
                block,
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

/// For each box the area of its group, if several boxes share a field.
fn groups(filled: &[Filled]) -> Vec<Option<Rect>> {
    let is_box = |filled: &&Filled| matches!(filled.kind, AnnotationKind::Box { .. });
    let mut areas: std::collections::HashMap<u64, (usize, Rect)> = std::collections::HashMap::new();
    for filled in filled.iter().filter(is_box) {
        let area = areas.entry(filled.field).or_insert((0, filled.area));
        *area = (area.0 + 1, area.1.union(&filled.area));
    }
    let group = |filled: &Filled| {
        let (count, area) = areas.get(&filled.field)?;
        (*count > 1 && is_box(&filled)).then_some(*area)
    };
    filled.iter().map(group).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: f32 = 5.0;

    fn area(x0: f32, x1: f32, y: f32) -> Rect {
        Rect {
            x0,
            y0: y - 3.0,
            x1,
            y1: y + 11.0,
        }
    }

    /// A field on the baseline `y`, with letters of 5 points.
    fn text(value: &str, x0: f32, y: f32) -> Filled {
        let line = Line::sample(value).at(x0, y);
        Filled {
            kind: AnnotationKind::Text,
            field: u64::from(x0.to_bits()) << 32 | u64::from(y.to_bits()),
            area: area(x0, x0 + 100.0, y),
            lines: vec![line],
            name: String::new(),
        }
    }

    fn tick_box(on: bool, field: u64, x0: f32, y: f32) -> Filled {
        Filled {
            kind: AnnotationKind::Box { on },
            field,
            area: area(x0, x0 + 10.0, y),
            lines: Vec::new(),
            name: String::new(),
        }
    }

    fn block(lines: Vec<Line>) -> RawBlock {
        RawBlock::sample(lines, RawKind::Paragraph)
    }

    /// Each block with its text, a field with a mark in front.
    fn texts(blocks: Vec<RawBlock>, filled: Vec<Filled>) -> Vec<String> {
        let blocks = with_fields(blocks, filled);
        let text = |block: &RawBlock| match block.kind() {
            RawKind::Field => format!("> {}", block.rough_text()),
            _ => block.rough_text().to_owned(),
        };
        blocks.iter().map(text).collect()
    }

    #[test]
    fn a_value_takes_its_label_out_of_the_text_around_it() {
        let labels = block(vec![
            Line::sample("Station").at(50.0, 700.0),
            Line::sample("Rain:").at(50.0, 680.0),
            Line::sample("This is a longer text.").at(50.0, 660.0),
        ]);
        let filled = vec![text("112 mm", 150.0, 680.0), text("Kestrel", 150.0, 700.0)];
        assert_eq!(
            texts(vec![labels], filled),
            [
                "> Station: Kestrel",
                "> Rain: 112 mm",
                "This is a longer text."
            ]
        );
    }

    #[test]
    fn words_around_a_label_keep_their_line_and_the_value_follows() {
        let line = Line::sample("We rent boat no. ____ for one summer.").at(50.0, 700.0);
        let x0 = 50.0 + 17.0 * LETTER;
        let mut value = text("17", x0, 700.0);
        value.area.x1 = x0 + 20.0;
        assert_eq!(
            texts(vec![block(vec![line])], vec![value]),
            [
                "We rent boat no. ____ for one summer.",
                "> We rent boat no.: 17"
            ]
        );
    }

    #[test]
    fn without_a_printed_label_the_name_in_the_file_is_the_label() {
        let mut value = text("Ben", 150.0, 700.0);
        value.name = "Tenant".to_owned();
        let nothing = Vec::new();
        assert_eq!(texts(nothing, vec![value.clone()]), ["> Tenant: Ben"]);
        value.name.clear();
        assert_eq!(texts(Vec::new(), vec![value]), ["> Ben"]);
    }

    #[test]
    fn a_box_reads_as_its_words_and_a_group_as_its_label_and_the_words_that_were_chosen() {
        let lines = block(vec![
            Line::sample("Anchor on board").at(70.0, 700.0),
            Line::sample("Oars on board").at(70.0, 680.0),
        ]);
        let alone = vec![
            tick_box(true, 1, 50.0, 700.0),
            tick_box(false, 2, 50.0, 680.0),
        ];
        assert_eq!(
            texts(vec![lines], alone),
            ["> \u{2612} Anchor on board", "> \u{2610} Oars on board"]
        );
        let words = |text: &str, x: f32| block(vec![Line::sample(text).at(x, 700.0)]);
        let group = vec![
            tick_box(false, 3, 100.0, 700.0),
            tick_box(true, 3, 160.0, 700.0),
        ];
        let printed = vec![
            words("Built of", 50.0),
            words("wood", 114.0),
            words("steel", 174.0),
        ];
        assert_eq!(
            texts(printed, group),
            ["> Built of: steel", "> \u{2610} wood"]
        );
    }

    #[test]
    fn a_note_stands_where_it_was_typed() {
        let mut note = text("Paid on 4 June.", 50.0, 650.0);
        note.kind = AnnotationKind::Note;
        let lines = |text: &str, y: f32| block(vec![Line::sample(text).at(50.0, y)]);
        let page = vec![lines("The bill is due.", 700.0), lines("Thank you.", 600.0)];
        assert_eq!(
            texts(page, vec![note]),
            ["The bill is due.", "Paid on 4 June.", "Thank you."]
        );
    }
}
