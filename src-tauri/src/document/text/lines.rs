//! Lines of text that has no sentences: rows of a table, lines of a program, words in a figure. Each line can be found
//! and quoted as a sentence can.

use super::hyphens::Flow;
use super::sentences::sentences;
use crate::document::layout::Line;
use crate::document::types::BlockKind;

/// A longer line, in characters, is a cell of running text and is cut into sentences.
const LONGEST: usize = 300;

/// Whether text of this kind is cut into lines.
pub(crate) fn has_lines(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Table | BlockKind::Code | BlockKind::Figure)
}

/// The ranges of characters, `(start, end)`, of a text's lines, without the space around them and without lines that
/// have neither letters nor digits.
pub(crate) fn lines(text: &[char]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    ends.extend((0..text.len()).filter(|at| text.get(*at) == Some(&'\n')));
    ends.push(text.len());
    cut(text, &ends)
}

/// The same for a block of lines that [`super::hyphens::flow`] joined: what stands on one baseline is one row.
pub(super) fn rows(lines: &[Line], flow: &Flow) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut last: Option<&Line> = None;
    for (at, place) in flow.at.iter().enumerate() {
        let Some(line) = place.and_then(|(line, ..)| lines.get(line as usize)) else {
            continue;
        };
        let begins = last.is_some_and(|last| last.page != line.page || !last.is_beside(line));
        if begins {
            ends.push(at);
        }
        last = Some(line);
    }
    ends.push(flow.text.len());
    cut(&flow.text, &ends)
}

fn cut(text: &[char], ends: &[usize]) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for &end in ends {
        let line = text.get(start..end).unwrap_or_default();
        if line.len() > LONGEST {
            ranges.extend(
                long(line)
                    .into_iter()
                    .map(|(from, to)| (start + from, start + to)),
            );
        } else if line.iter().any(|c| c.is_alphanumeric()) {
            let before = line.iter().take_while(|c| c.is_whitespace()).count();
            let after = line.iter().rev().take_while(|c| c.is_whitespace()).count();
            ranges.push((start + before, end - after));
        }
        start = end;
    }
    ranges
}

/// The sentences of the cells of a long row.
fn long(row: &[char]) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for cell in row.split(|c| *c == '\t') {
        let inside = sentences(cell).into_iter();
        ranges.extend(inside.map(|(from, to)| (start + from, start + to)));
        start += cell.len() + 1;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_words_or_digits_is_quotable() {
        let text: Vec<char> = "fn main() {\n    run(3);\n}\n\n".chars().collect();
        let found: Vec<String> = lines(&text)
            .into_iter()
            .map(|(start, end)| text[start..end].iter().collect())
            .collect();
        assert_eq!(found, ["fn main() {", "run(3);"]);
    }

    #[test]
    fn a_cell_of_running_text_has_sentences() {
        let text: Vec<char> = "The water of the river was cold. "
            .repeat(12)
            .chars()
            .collect();
        assert_eq!(lines(&text).len(), 12);
    }
}
