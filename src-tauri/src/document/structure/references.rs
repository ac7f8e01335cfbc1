//! Splits the list of references into entries. Blocks follow the look of lines and not their numbers, so the
//! lines are split anew.

use crate::document::explanation::{KindReason, LineBreak};
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock};

/// The share of lines that begin at the left edge if entries have hanging indents.
const HANGING: std::ops::Range<f32> = 0.12..0.9;

/// The largest number of other numbers between two labels.
const MOST_LABELS_BETWEEN: usize = 60;

/// Returns the entries of the blocks of the list, in order.
pub(crate) fn entries(blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let starts = match numbered(&blocks) {
        Some(starts) => starts,
        None => hanging(&blocks),
    };
    let mut entries: Vec<RawBlock> = Vec::new();
    for (line, start) in blocks
        .into_iter()
        .flat_map(RawBlock::into_lines)
        .zip(starts)
    {
        match entries.last_mut() {
            Some(entry) if !start => entry.extend([line]),
            _ => entries.push(
                RawBlock::of(vec![line], RawKind::Reference, KindReason::ReferenceEntry)
                    .beginning(LineBreak::ReferenceEntry),
            ),
        }
    }
    entries
}

/// The number that a line begins with, as in "[12] ...", "12. ...", "(12) ..." and "12 ...".
fn leading_number(line: &Line) -> Option<u32> {
    let text = line.text.as_slice();
    let open = usize::from(matches!(text.first(), Some('[' | '(')));
    let digits: String = text
        .iter()
        .skip(open)
        .take_while(|c| c.is_ascii_digit())
        .collect();
    let after = text.get(open + digits.len());
    let closed = match (open, after) {
        (1, Some(c)) => matches!(c, ']' | ')'),
        // "10.1515/..." is not a label
        (_, Some('.')) => !text.get(digits.len() + 1).is_some_and(char::is_ascii_digit),
        (_, Some(c)) => matches!(c, ')' | ' ' | ':') || c.is_alphabetic(),
        (_, None) => true,
    };
    (closed && (1..=4).contains(&digits.len()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// For each line, whether an entry begins there, if the lines have numbers that count up. A number may be
/// missing or may not be a label (a year, a page), so this looks for the best chain of numbers.
fn numbered(blocks: &[RawBlock]) -> Option<Vec<bool>> {
    let lines: Vec<&Line> = blocks.iter().flat_map(RawBlock::lines).collect();
    let labels: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| Some((index, leading_number(line)?)))
        .collect();
    // for each label the best chain that ends there: its score, and the label before
    let mut chains: Vec<(i32, Option<usize>)> = Vec::with_capacity(labels.len());
    for (position, (_, number)) in labels.iter().enumerate() {
        let begins = if *number <= 2 { 10 } else { 4 };
        let near = position.saturating_sub(MOST_LABELS_BETWEEN);
        let best = labels
            .iter()
            .zip(&chains)
            .enumerate()
            .skip(near)
            .filter_map(|(before, ((_, earlier), (score, _)))| {
                let step = number
                    .checked_sub(*earlier)
                    .filter(|step| (1..=4).contains(step))?;
                Some((score + 10 - 4 * (step as i32 - 1), Some(before)))
            })
            .max_by_key(|(score, _)| *score)
            .filter(|(score, _)| *score > begins);
        chains.push(best.unwrap_or((begins, None)));
    }
    let mut at = chains
        .iter()
        .enumerate()
        .max_by_key(|(_, (score, _))| *score)
        .map(|(position, _)| position);
    let mut starts = vec![false; lines.len()];
    let mut count = 0;
    let mut least = u32::MAX;
    while let Some(position) = at {
        let (line, number) = labels.get(position)?;
        *starts.get_mut(*line)? = true;
        least = *number;
        count += 1;
        at = chains.get(position)?.1;
    }
    // years and pages that happen to count up do not begin at one and are few
    (least <= 2 && count >= 2 && count * 12 >= lines.len() && count * 3 >= labels.len())
        .then_some(starts)
}

/// For each line, whether an entry begins there, judged by hanging indents or by the blocks themselves.
fn hanging(blocks: &[RawBlock]) -> Vec<bool> {
    let lines: Vec<&Line> = blocks.iter().flat_map(RawBlock::lines).collect();
    let left_edge = |line: &Line| {
        lines
            .iter()
            .filter(|other| {
                other.page == line.page
                    && other.x0 < line.x1
                    && other.x1 > line.x0
                    && (other.x0 - line.x0).abs() < 6.0 * line.size
            })
            .map(|other| other.x0)
            .fold(line.x0, f32::min)
    };
    // a list of references has a few hundred lines; more are not worth quadratic work
    let edges: Vec<f32> = match lines.len() {
        0..=4_000 => lines.iter().map(|line| left_edge(line)).collect(),
        _ => lines.iter().map(|line| line.x0).collect(),
    };
    let at_edge: Vec<bool> = lines
        .iter()
        .zip(&edges)
        .map(|(line, edge)| line.x0 - edge < 0.4 * line.size)
        .collect();
    let share = at_edge.iter().filter(|at| **at).count() as f32 / at_edge.len().max(1) as f32;
    let indents = at_edge.iter().filter(|at| !**at).count();
    if HANGING.contains(&share) && indents >= 2 {
        let mut last: Option<&Line> = None;
        return lines
            .iter()
            .zip(at_edge)
            .map(|(line, at)| {
                let beside = last.is_some_and(|last| {
                    last.page == line.page && last.is_beside(line) && line.x0 > last.x1
                });
                last = Some(line);
                at && !beside
            })
            .collect();
    }
    let mut ended = true;
    let mut full = false;
    let mut starts = Vec::with_capacity(lines.len());
    for block in blocks {
        for (position, line) in block.lines().iter().enumerate() {
            let capital = line
                .text
                .first()
                .is_some_and(|c| c.is_uppercase() || matches!(c, '[' | '\u{2022}'));
            starts.push((position == 0 && capital && ended) || (full && names_first(line)));
            ended = line
                .text
                .last()
                .is_some_and(|c| matches!(c, '.' | ')' | ']' | '/'))
                || line.string().contains("doi");
            full = ends_entry(line);
        }
    }
    starts
}

/// Whether a line may be the last of an entry: it ends with a full stop or a page, and not with initials.
fn ends_entry(line: &Line) -> bool {
    let text = line.string();
    let last = text.rsplit(' ').next().unwrap_or_default();
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    let initials = letters > 0
        && letters <= 2
        && last
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | '-'));
    !initials
        && (text.ends_with(['.', ')', ']'])
            || last.ends_with(|c: char| c.is_ascii_digit())
            || last.contains("10."))
}

/// Whether a line begins with a surname and initials, as entries without numbers do: "Berg, A." and "Berg AB,".
fn names_first(line: &Line) -> bool {
    let text = line.string();
    let mut words = text.split_whitespace();
    // "van der Berg, A."
    let surname = words
        .by_ref()
        .find(|word| word.starts_with(|c: char| !c.is_lowercase()));
    let (Some(surname), Some(next)) = (surname, words.next()) else {
        return false;
    };
    let bare = surname.trim_end_matches([',', '.']);
    let is_surname = bare.chars().count() >= 2
        && bare.starts_with(char::is_uppercase)
        && bare
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}' | '\u{2010}'));
    let bare = next.trim_end_matches([',', ':', ';', ')']);
    let initials = bare
        .chars()
        .all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
        && (1..=3).contains(&bare.chars().filter(|c| c.is_uppercase()).count());
    is_surname && initials
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x0: f32, y: f32) -> Line {
        Line::sample(text).at(x0, y).to(200.0)
    }

    fn split(lines: Vec<Line>) -> Vec<String> {
        let block = RawBlock::of(lines, RawKind::Paragraph, KindReason::NothingElse);
        entries(vec![block])
            .iter()
            .map(|block| block.rough_text().to_owned())
            .collect()
    }

    #[test]
    fn numbers_split_entries() {
        let found = split(vec![
            line("1. Abel A: A paper. J Foo 2001,", 0.0, 100.0),
            line("12. is a page here", 0.0, 90.0),
            line("2. Babel B: Another.", 0.0, 80.0),
            line("3. Cain C: A third.", 0.0, 70.0),
        ]);
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn names_split_entries_that_nothing_else_divides() {
        let found = split(vec![
            line(
                "Abel, A. (2001). A paper of one line. Foo, 3, 1-9.",
                0.0,
                100.0,
            ),
            line(
                "Babel BC, Cain D. Another paper of two lines and",
                0.0,
                90.0,
            ),
            line("Foo AB, 12 pages. Bar 2002;4:12.", 0.0, 80.0),
            line(
                "van Dam, E.-F. (2003). A third. https://doi.org/10.1000/182",
                0.0,
                70.0,
            ),
            line("Eden G, Adam H, Seth J.", 0.0, 60.0),
            line("Noah K. A fourth. Bar 2004;1:1.", 0.0, 50.0),
        ]);
        let starts: Vec<&str> = found
            .iter()
            .filter_map(|entry| entry.split(' ').next())
            .collect();
        assert_eq!(starts, ["Abel,", "Babel", "van", "Eden"]);
    }

    #[test]
    fn hanging_indents_split_entries() {
        let found = split(vec![
            line("Abel, A. (2001). A paper of", 0.0, 100.0),
            line("two lines.", 15.0, 90.0),
            line("Babel, B. (2002). Another", 0.0, 80.0),
            line("with two.", 15.0, 70.0),
        ]);
        assert_eq!(
            found,
            [
                "Abel, A. (2001). A paper of two lines.",
                "Babel, B. (2002). Another with two."
            ]
        );
    }
}
