//! Groups lines into blocks: consecutive lines of similar size, edge and leading belong together. Blocks keep
//! the order of the stream; later phases decide what is a heading or a table.

use std::collections::HashMap;

use super::block::RawBlock;
use super::items::begins_item;
use super::line::{BOLD, Line};
use crate::document::explanation::LineBreak;
use crate::document::marks::{ends_sentence, is_bullet, list_mark};

/// Pages with more lines than this are not prose, and are not worth quadratic work.
const MANY_LINES: usize = 2_000;

/// The leading of most lines, in em: the distance of baselines in running text.
fn usual_leading(lines: &[Line]) -> f32 {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for pair in lines.windows(2) {
        let [a, b] = pair else { continue };
        let step = (a.y - b.y) / a.size.max(0.1);
        if a.page == b.page && (0.8..3.0).contains(&step) && (a.size - b.size).abs() < 0.3 {
            *counts.entry((step * 20.0).round() as i32).or_default() += a.text.len();
        }
    }
    counts
        .into_iter()
        .max_by_key(|(step, count)| (*count, -*step))
        .map_or(1.2, |(step, _)| step as f32 / 20.0)
}

/// For each line, the right edge of its column: the farthest end of the lines that begin where it begins.
fn right_edges(lines: &[Line]) -> Vec<f32> {
    if lines.len() > MANY_LINES {
        return lines.iter().map(|line| line.x1).collect();
    }
    lines
        .iter()
        .map(|line| {
            lines
                .iter()
                .filter(|other| (other.x0 - line.x0).abs() < 2.5 * line.size)
                .map(|other| other.x1)
                .fold(line.x1, f32::max)
        })
        .collect()
}

/// Returns the blocks of one page's lines, in stream order.
pub(crate) fn blocks(lines: Vec<Line>) -> Vec<RawBlock> {
    let leading = usual_leading(&lines);
    let edges = right_edges(&lines);
    let mut blocks: Vec<RawBlock> = Vec::new();
    let mut last_edge = 0.0;
    for (line, edge) in lines.into_iter().zip(edges) {
        let why = blocks.last().map_or(Some(LineBreak::FirstOfPage), |block| {
            line_break(block, &line, leading, [last_edge, edge])
        });
        match (blocks.last_mut(), why) {
            (Some(block), None) => block.extend([line]),
            (_, why) => blocks.push(RawBlock::new(line, why.unwrap_or(LineBreak::FirstOfPage))),
        }
        last_edge = edge;
    }
    blocks
}

/// A line, the line before it in its block, and the facts that the rules compare.
struct Step<'b> {
    block: &'b RawBlock,
    first: &'b Line,
    last: &'b Line,
    line: &'b Line,
    /// The larger of the two sizes, in points.
    em: f32,
    /// Whether the line before ends well before the edge of its column.
    last_is_short: bool,
    /// Whether the line does.
    line_is_short: bool,
}

/// Why a line does not continue a block; `None` if it does. The edges are those of the columns of the line before and of the
/// line.
fn line_break(
    block: &RawBlock,
    line: &Line,
    leading: f32,
    [last_edge, edge]: [f32; 2],
) -> Option<LineBreak> {
    let (Some(first), Some(last)) = (block.lines().first(), block.lines().last()) else {
        return Some(LineBreak::FirstOfPage);
    };
    if last.page != line.page {
        return Some(LineBreak::FirstOfPage);
    }
    if last.direction != line.direction || last.artifact != line.artifact {
        return Some(LineBreak::OtherFlow);
    }
    let em = last.size.max(line.size);
    if last.is_beside(line) {
        // the rest of a line after a wide gap
        let rest = line.x0 > last.x1 - 0.5 * em && line.x0 - last.x1 < 6.0 * em;
        return (!rest).then_some(LineBreak::WideGap);
    }
    let step = Step {
        block,
        first,
        last,
        line,
        em,
        last_is_short: last.x1 < last_edge - 3.0 * em,
        line_is_short: line.x1 < edge - 3.0 * em,
    };
    step.by_look()
        .or_else(|| step.by_place(leading))
        .or_else(|| step.by_face())
        .or_else(|| step.by_paragraph())
}

impl Step<'_> {
    /// Size, slant, capitals and marks: a heading ends, or an item of a list begins.
    fn by_look(&self) -> Option<LineBreak> {
        let (last, line) = (self.last, self.line);
        // headings of two levels differ little in size and stand close together
        let bold = last.bold > 0.85 && line.bold > 0.85;
        let difference = if bold || (self.last_is_short && self.block.lines().len() <= 3) {
            0.03
        } else {
            0.12
        };
        if last.y - line.y <= 0.0 {
            return Some(LineBreak::NotBelow);
        }
        if (line.size - last.size).abs() > difference * self.em {
            return Some(LineBreak::OtherSize);
        }
        // a heading may contain a word in the other slant
        let uniform = |line: &Line| line.italic > 0.85 || line.italic < 0.15;
        let slant_ends =
            bold && uniform(last) && uniform(line) && (last.italic > 0.85) != (line.italic > 0.85);
        if self.last_is_short && slant_ends {
            return Some(LineBreak::OtherSlant);
        }
        let capitals_end = self.block.lines().len() <= 3
            && last.text.len() > 4
            && is_capitals(&last.text)
            && !is_capitals(&line.text);
        if self.last_is_short && capitals_end {
            return Some(LineBreak::AfterCapitals);
        }
        // "1) Hemodynamics" over "i) Heart rate"
        let slanted = last.italic > 0.85 && line.italic > 0.85;
        ((bold || slanted) && list_mark(&line.string()).is_some()).then_some(LineBreak::ListMark)
    }

    /// The distance to the line before, and whether the line stands below it.
    fn by_place(&self, leading: f32) -> Option<LineBreak> {
        let (last, line, em) = (self.last, self.line, self.em);
        let established = self
            .block
            .lines()
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b] if !a.is_beside(b) => Some((a.y - b.y) / em),
                _ => None,
            })
            .fold(None, |least: Option<f32>, step| {
                Some(least.map_or(step, |l| l.min(step)))
            });
        let most = match established {
            Some(own) => own * 1.25 + 0.05,
            None => (leading * 1.3).max(1.35),
        };
        if (last.y - line.y) / em > most {
            return Some(LineBreak::WideLeading);
        }
        let start = row_start(self.block, last);
        let overlap = last.x1.min(line.x1) - start.max(line.x0);
        (overlap <= 0.0).then_some(LineBreak::NotUnder)
    }

    /// Weight, pitch and face: a heading ends above text of its own size.
    fn by_face(&self) -> Option<LineBreak> {
        let (last, line) = (self.last, self.line);
        // a bold beginning of a paragraph may run on into the next line
        let bold_at = |style: Option<&u8>| style.is_some_and(|style| style & BOLD != 0);
        let runs_on = bold_at(line.styles.first()) || !bold_at(last.styles.last());
        if (last.bold > 0.85) != (line.bold > 0.85)
            && (last.bold < 0.3 || (line.bold < 0.3 && !runs_on))
        {
            return Some(LineBreak::OtherWeight);
        }
        if (last.monospace > 0.8) != (line.monospace > 0.8) {
            return Some(LineBreak::OtherPitch);
        }
        let few = self.block.lines().len() <= 3;
        let face_ends = matches!((last.font, line.font), (Some(a), Some(b)) if a != b)
            && last.text.len() > 3
            && line.text.len() > 3;
        let italic_ends = last.italic > 0.85 && line.italic < 0.3;
        if few && self.last_is_short && (italic_ends || face_ends) {
            return Some(LineBreak::OtherFace);
        }
        // "i) Immunostaining" fills its line
        let alone = self.block.lines().len() == 1;
        if alone && italic_ends && face_ends && list_mark(&last.string()).is_some() {
            return Some(LineBreak::AfterMarkedHeading);
        }
        self.heads_what_follows().then_some(LineBreak::HeadBelow)
    }

    /// Whether the line is a heading that stands as close to the sentence before it as another line would: it is short, is not
    /// a sentence, and differs in slant, face or size from the text before it, which has ended.
    fn heads_what_follows(&self) -> bool {
        let (last, line) = (self.last, self.line);
        let slant_begins = last.italic < 0.15 && line.italic > 0.85;
        let face_begins = matches!((last.font, line.font), (Some(a), Some(b)) if a != b);
        let larger = line.size > 1.03 * last.size;
        let at_edge = (line.x0 - row_start(self.block, last)).abs() < 0.3 * line.size;
        let letters = line.text.iter().filter(|c| c.is_alphabetic()).count();
        let open = line
            .text
            .last()
            .is_some_and(|c| !ends_sentence(*c) && !matches!(c, ',' | '-' | '\u{2010}' | ')'));
        let announced = matches!(last.text.last(), Some(':' | ';'));
        (slant_begins || face_begins || larger)
            && self.line_is_short
            && !self.last_is_short
            && at_edge
            && open
            && letters > 3
            && self.ended()
            && !announced
            && line.text.first().is_some_and(|c| c.is_uppercase())
    }

    /// Whether the line before ends a sentence.
    fn ended(&self) -> bool {
        let closing = |c: &char| {
            matches!(
                c,
                ')' | '"' | '\u{201d}' | '\u{2019}' | ']' | '\u{300d}' | '\u{ff09}'
            )
        };
        let mut last = self.last.text.iter().rev();
        last.find(|c| !closing(c))
            .is_some_and(|c| ends_sentence(*c))
    }

    /// Indents and short last lines: a line that looks like the rest of the block begins a new paragraph.
    fn by_paragraph(&self) -> Option<LineBreak> {
        let (block, first, last, line) = (self.block, self.first, self.last, self.line);
        let start = row_start(block, last);
        let em = line.size.max(0.1);
        let ended = self.ended();
        let starts_new = line
            .text
            .first()
            .is_some_and(|c| !c.is_lowercase() && !matches!(c, ',' | '.' | ')' | ';'));
        let left = block.lines().iter().map(|l| l.x0).fold(f32::MAX, f32::min);
        let indent = (line.x0 - start) / em;
        // the number of the page, as close to the text as another line
        let even = block.lines().len() > 2 && (start - left).abs() < 0.3 * em;
        if indent > 2.0 && even && !self.last_is_short && is_number(line) {
            return Some(LineBreak::Indent);
        }
        // also where lines hang under the one before, or fill their column
        if begins_item(block, line) {
            return Some(LineBreak::ListMark);
        }
        let hanging =
            block.lines().len() > 1 && first.x0 < left + 0.3 * em && start > first.x0 + 0.6 * em;
        if hanging {
            // the next entry of a list with hanging indents returns to the margin
            let returns = line.x0 < first.x0 + 0.3 * em && starts_new;
            return returns.then_some(LineBreak::HangingIndent);
        }
        if (0.6..6.0).contains(&indent) && starts_new {
            // indented: a new paragraph, unless it hangs under a first line that runs to the edge
            let new = ended || self.last_is_short || block.lines().len() > 1;
            return new.then_some(LineBreak::Indent);
        }
        // items of a list that are equally long
        let bullet = |line: &Line| line.text.first().is_some_and(|c| is_bullet(*c));
        if bullet(first) && bullet(line) && (line.x0 - first.x0).abs() < 0.3 * em {
            return Some(LineBreak::ListMark);
        }
        // "Present: ..." and "Apologies: ..." in bold are labels of one list
        if opens_with_label(first)
            && opens_with_label(line)
            && (line.x0 - first.x0).abs() < 0.3 * em
        {
            return Some(LineBreak::ListMark);
        }
        if !self.last_is_short || !starts_new {
            return None;
        }
        if ended {
            return Some(LineBreak::AfterShortLine);
        }
        list_mark(&line.string()).map(|_| LineBreak::ListMark)
    }
}

/// The left edge of the last row of a block. A justified line with wide gaps comes in several pieces; it
/// belongs to the paragraph if it is as wide as a line above it.
fn row_start(block: &RawBlock, last: &Line) -> f32 {
    let pieces = block
        .lines()
        .iter()
        .rev()
        .take_while(|line| line.is_beside(last))
        .count();
    let (above, row) = block.lines().split_at(block.lines().len() - pieces);
    let start = row.iter().map(|line| line.x0).fold(last.x0, f32::min);
    let fills = above.iter().any(|line| {
        (line.x0 - start).abs() < 0.5 * last.size && (line.x1 - last.x1).abs() < 0.5 * last.size
    });
    if fills { start } else { last.x0 }
}

/// Whether a line begins with a bold label, a colon behind it, and text that is not bold.
fn opens_with_label(line: &Line) -> bool {
    const LONGEST: usize = 40;
    let bold = line
        .styles
        .iter()
        .take_while(|style| **style & BOLD != 0)
        .count();
    let label = line.text.get(..bold).unwrap_or_default();
    let rest = line.text.get(bold..).unwrap_or_default();
    let colon =
        label.iter().rev().find(|c| !c.is_whitespace()) == Some(&':') || rest.first() == Some(&':');
    (3..=LONGEST).contains(&bold) && colon && rest.iter().any(|c| c.is_alphanumeric())
}

/// Whether a line is a number of a few digits and nothing else.
fn is_number(line: &Line) -> bool {
    (1..=4).contains(&line.text.len()) && line.text.iter().all(char::is_ascii_digit)
}

/// Whether all letters of a text are capitals.
fn is_capitals(text: &[char]) -> bool {
    let mut letters = text.iter().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x0: f32, x1: f32, y: f32) -> Line {
        Line::sample(text).at(x0, y).to(x1)
    }

    #[test]
    fn an_indent_begins_a_paragraph() {
        let made = blocks(vec![
            line("The first paragraph runs to the edge of", 0.0, 200.0, 100.0),
            line(
                "its column and ends there with a full stop.",
                0.0,
                200.0,
                88.0,
            ),
            line(
                "The second one is indented and goes on for",
                12.0,
                200.0,
                76.0,
            ),
            line("another line.", 0.0, 60.0, 64.0),
        ]);
        let counts: Vec<usize> = made.iter().map(|block| block.lines().len()).collect();
        assert_eq!(counts, [2, 2]);
    }

    #[test]
    fn a_heading_that_differs_only_in_slant_is_not_part_of_the_sentence_before_it() {
        let read = |head: Line| -> Vec<usize> {
            let made = blocks(vec![
                line("The birds of the sea rest on their", 0.0, 200.0, 100.0),
                line("wings, and those of the land do not.", 0.0, 200.0, 88.0),
                head,
                line("Nobody has measured them before, and", 0.0, 200.0, 64.0),
                line("nobody knows how long they are at all.", 0.0, 200.0, 52.0),
            ]);
            made.iter().map(|block| block.lines().len()).collect()
        };
        let head = |text: &str| line(text, 0.0, 90.0, 76.0);
        assert_eq!(read(head("Wings and feet").italic()), [2, 1, 2]);
        assert_eq!(read(head("Wings and feet")), [5]);
        // the end of a paragraph in italics, and a name at the end of a full line
        assert_eq!(read(head("We saw them all.").italic())[0], 3);
        let full = line("The Greater Placeholder Bird of the Sea", 0.0, 200.0, 76.0);
        assert_eq!(read(full.italic())[0], 5);
    }

    #[test]
    fn the_number_of_the_page_under_a_full_line_is_not_part_of_the_sentence() {
        let read = |x0: f32, number: &str| -> Vec<usize> {
            let made = blocks(vec![
                line("The birds of the sea rest on their", 0.0, 200.0, 100.0),
                line("wings, and those of the land do not,", 0.0, 200.0, 88.0),
                line("as everybody knows who has ever seen", 0.0, 200.0, 76.0),
                line(number, x0, x0 + 12.0, 64.0),
            ]);
            made.iter().map(|block| block.lines().len()).collect()
        };
        assert_eq!(read(94.0, "17"), [3, 1]);
        // the rest of the sentence
        assert_eq!(read(0.0, "17"), [4]);
        assert_eq!(read(0.0, "them"), [4]);
    }

    #[test]
    fn entries_with_hanging_indents_stay_apart() {
        let made = blocks(vec![
            line(
                "Abel, A. A long entry of a list of references",
                0.0,
                200.0,
                100.0,
            ),
            line("that needs a second line, Vol. 3.", 15.0, 150.0, 88.0),
            line(
                "Babel, B. Another long entry, of the same list,",
                0.0,
                200.0,
                76.0,
            ),
            line("which is also long.", 15.0, 90.0, 64.0),
        ]);
        let counts: Vec<usize> = made.iter().map(|block| block.lines().len()).collect();
        assert_eq!(counts, [2, 2]);
    }

    #[test]
    fn items_of_a_list_stay_apart_although_none_ends_with_a_full_stop() {
        let counts = |lines: Vec<Line>| -> Vec<usize> {
            let made = blocks(lines);
            made.iter().map(|block| block.lines().len()).collect()
        };
        // under a line that fills its column and does not announce them
        let under = counts(vec![
            line(
                "On this island the birds of the sea have",
                0.0,
                200.0,
                100.0,
            ),
            line("\u{2022} wings that are long and narrow", 12.0, 200.0, 88.0),
            line("\u{2022} legs that are short and strong", 12.0, 200.0, 76.0),
        ]);
        assert_eq!(under, [1, 1, 1]);
        // inside an item of two lines, and after that at the margin again
        let nested = counts(vec![
            line("\u{2022} wings that are long and narrow", 0.0, 200.0, 100.0),
            line("and carry the birds over the sea", 12.0, 200.0, 88.0),
            line(
                "\u{25e6} those of the large birds of the sea",
                12.0,
                200.0,
                76.0,
            ),
            line("\u{2022} legs that are short and strong", 0.0, 200.0, 64.0),
        ]);
        assert_eq!(nested, [2, 1, 1]);
        for [one, two] in [
            ["\u{2013}", "\u{2013}"],
            ["*", "*"],
            ["1.", "2."],
            ["(a)", "(b)"],
        ] {
            let alike = counts(vec![
                line(&format!("{one} wings that are long"), 0.0, 200.0, 100.0),
                line(&format!("{two} legs that are short"), 0.0, 200.0, 88.0),
            ]);
            assert_eq!(alike, [1, 1], "{one}");
        }
    }

    #[test]
    fn the_next_column_is_another_block() {
        let made = blocks(vec![
            line("the last line of the left column", 0.0, 200.0, 50.0),
            line("the first line of the right column", 220.0, 420.0, 700.0),
        ]);
        assert_eq!(made.len(), 2);
    }
}
