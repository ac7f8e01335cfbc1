//! Tables that are drawn in plain text, with bars between their cells and lines around them, and lines that only divide.

use crate::document::marks::on_one_line;

/// The fewest characters of a line that is drawn.
const SHORTEST: usize = 4;

/// What a paragraph of lines consists of.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'l> {
    Text(Vec<&'l str>),
    /// An entry that stands for itself, whatever it looks like.
    Entry(Vec<&'l str>),
    /// An item of a list, without its sign.
    Item(Vec<&'l str>),
    /// Rows, with a tab between their cells.
    Table(String),
}

/// Divides lines into text and drawn tables. Lines without words are left out.
pub(super) fn parts<'l>(lines: &[&'l str]) -> Vec<Part<'l>> {
    let mut parts = Vec::new();
    let mut text: Vec<&str> = Vec::new();
    let mut rest = lines;
    while let Some((&line, behind)) = rest.split_first() {
        let drawn = rest
            .iter()
            .take_while(|line| is_drawn(line) || cells(line).is_some());
        let (drawn, after) = rest.split_at_checked(drawn.count()).unwrap_or_default();
        if drawn.is_empty() {
            text.push(line);
            rest = behind;
            continue;
        }
        rest = after;
        if let Some(table) = table(drawn) {
            parts.extend(ended(&mut text));
            parts.push(Part::Table(table));
        } else {
            text.extend(drawn.iter().copied().filter(|line| !is_drawn(line)));
        }
    }
    parts.extend(ended(&mut text));
    parts
}

fn ended<'l>(text: &mut Vec<&'l str>) -> Option<Part<'l>> {
    let text = std::mem::take(text);
    (!text.is_empty()).then_some(Part::Text(text))
}

/// The table of lines that are drawn, or rows between bars: it has both.
fn table(lines: &[&str]) -> Option<String> {
    let rows: Vec<String> = lines.iter().filter_map(|line| cells(line)).collect();
    let drawn = lines.len() - rows.len();
    (drawn > 0 && !rows.is_empty()).then(|| rows.join("\n"))
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '\u{2502}' | '\u{2503}' | '\u{2551}')
}

/// Whether a line is only drawn: a side of a frame, or a line under a title.
fn is_drawn(line: &str) -> bool {
    let line = line.trim();
    let drawn = |c: char| {
        matches!(
            c,
            '-' | '=' | '+' | '_' | '~' | '|' | ' ' | '\u{2500}'..='\u{257f}'
        )
    };
    let lying = |c: &char| {
        matches!(
            c,
            '-' | '=' | '_' | '~' | '\u{2500}' | '\u{2501}' | '\u{2550}'
        )
    };
    line.chars().all(drawn) && line.chars().filter(lying).count() >= SHORTEST
}

/// The cells of a row between bars.
fn cells(line: &str) -> Option<String> {
    let inner = line.trim().strip_prefix(is_bar)?.strip_suffix(is_bar)?;
    if is_drawn(inner) || !inner.contains(char::is_alphanumeric) {
        return None;
    }
    let cells: Vec<String> = inner.split(is_bar).map(on_one_line).collect();
    Some(cells.join("\t"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_between_bars_are_a_table() {
        for lines in [
            [
                "Stock",
                "====",
                "+-----+----+",
                "| Rope | 4 |",
                "+-----+----+",
                "| Salt | 11|",
                "Text.",
            ],
            [
                "Stock",
                "════",
                "┌─────┬────┐",
                "│ Rope │ 4 │",
                "├─────┼────┤",
                "│ Salt │ 11│",
                "Text.",
            ],
        ] {
            assert_eq!(
                parts(&lines),
                [
                    Part::Text(vec!["Stock"]),
                    Part::Table("Rope\t4\nSalt\t11".to_owned()),
                    Part::Text(vec!["Text."])
                ]
            );
        }
    }

    #[test]
    fn other_lines_are_text() {
        for lines in [
            ["| x | is what stands between bars.", "It is |x|."],
            ["-- ", "Ida Holm"],
            ["|x|", "|y|"],
        ] {
            assert_eq!(parts(&lines), [Part::Text(lines.to_vec())]);
        }
        assert!(parts(&["--------"]).is_empty());
    }
}
