//! Lines that stand for themselves: a letterhead, an address, the ingredients of a recipe. They stand as close together as
//! the lines of a paragraph, but what goes on in the next line would have fitted into this one. Numbered items without
//! space between them are told apart by their numbers, which count on.
//!
//! Papers have none of these outside of their front matter, and a wrong guess would cut a paragraph.

use std::ops::Range;

use super::title_words::is_unfinished;
use crate::document::explanation::{KindReason, LineBreak};
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock};
use crate::document::marks::{count_words, is_cjk, is_unspaced, may_begin_name};

/// Lines begin at the same distance from the left to within this many points.
const SAME_EDGE: f32 = 1.5;
/// The space before a word, in em.
const SPACE: f32 = 0.3;
/// Lines stand for themselves, whatever would have fitted into them, if there are at least this many and none has more than
/// this many words.
const FEWEST: usize = 3;
const MOST_WORDS: usize = 5;
/// Letters of a longer word of Chinese or Japanese, and of Thai and others that have no spaces between words either.
const CJK_WORD: usize = 4;
const UNSPACED_WORD: usize = 12;
/// A page with more lines is not worth the work.
const MOST_LINES: usize = 1_500;

/// A row of a block: its lines, by their indices in the block, and what they say.
struct Row<'b> {
    lines: Range<usize>,
    first: &'b Line,
    last: &'b Line,
    text: String,
}

/// Where a line of a page stands.
struct Place {
    page: u32,
    x0: f32,
    x1: f32,
    y: f32,
}

/// Divides the paragraphs of a document that is no paper where lines or items stand for themselves.
pub(super) fn apart(blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let place = |line: &Line| Place {
        page: line.page,
        x0: line.x0,
        x1: line.x1,
        y: line.y,
    };
    let lines = blocks.iter().flat_map(RawBlock::lines);
    let mut places: Vec<Place> = lines.map(place).collect();
    places.sort_by_key(|place| place.page);
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let from = places.partition_point(|place| place.page < block.page());
        let to = places.partition_point(|place| place.page <= block.page());
        let page = places.get(from..to).unwrap_or_default();
        match starts(&block, page) {
            Some((starts, why)) => out.extend(divided(block, &starts, why)),
            None => out.push(block),
        }
    }
    out
}

/// The lines of a block that begin a paragraph of their own, and why; `page` has the places of the lines of its page.
fn starts(block: &RawBlock, page: &[Place]) -> Option<(Vec<usize>, LineBreak)> {
    let kind = block.kind();
    if !matches!(kind, RawKind::Paragraph | RawKind::ListItem) || page.len() > MOST_LINES {
        return None;
    }
    let rows = rows(block);
    if rows.len() < 2 {
        return None;
    }
    let items = items(&rows);
    if !items.is_empty() {
        return Some((items, LineBreak::ListMark));
    }
    let loose = kind == RawKind::Paragraph && block.why() == KindReason::NothingElse;
    (loose && are_alone(&rows, page)).then(|| {
        let starts = rows.iter().skip(1).map(|row| row.lines.start);
        (starts.collect(), LineBreak::LineOfItsOwn)
    })
}

fn rows(block: &RawBlock) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (index, line) in block.lines().iter().enumerate() {
        match rows.last_mut() {
            Some(row) if row.last.page == line.page && row.last.is_beside(line) => {
                row.lines.end = index + 1;
                row.last = line;
                row.text.push(' ');
                row.text.extend(&line.text);
            }
            _ => rows.push(Row {
                lines: index..index + 1,
                first: line,
                last: line,
                text: line.string(),
            }),
        }
    }
    rows
}

/// The lines at which further items of a list begin that the first row begins: "1.1 ...", "1.2 ...".
fn items(rows: &[Row<'_>]) -> Vec<usize> {
    let Some((first, mut label)) = rows.first().and_then(|row| Some((row, label(&row.text)?)))
    else {
        return Vec::new();
    };
    let mut starts = Vec::new();
    for row in rows.iter().skip(1) {
        let is_at = (row.first.x0 - first.first.x0).abs() < 0.5 * first.first.size;
        let Some(next) = self::label(&row.text).filter(|_| is_at) else {
            continue;
        };
        if next.0 == label.0 && next.1 == label.1 + 1 {
            starts.push(row.lines.start);
            label = next;
        }
    }
    starts
}

/// The number that a row begins with, as what stands before its last part and that part: "2.1 Rent" is `("2", 1)`. A bare
/// number without a stop behind it may be anything.
fn label(text: &str) -> Option<(&str, u32)> {
    let (label, rest) = text.split_once(' ')?;
    let begins = |c: char| may_begin_name(c) || matches!(c, '\u{201c}' | '"' | '(');
    let bare = label.trim_end_matches(['.', ')']);
    if !rest.trim_start().starts_with(begins) || !label.contains(['.', ')']) {
        return None;
    }
    let (before, last) = bare.rsplit_once('.').unwrap_or(("", bare));
    let digits =
        |part: &str| (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
    let fits = digits(last) && (before.is_empty() || before.split('.').all(digits));
    fits.then(|| Some((before, last.parse().ok()?))).flatten()
}

/// Whether each row stands for itself: the next one begins anew, and its first word would have fitted into this one or
/// all of them are short and have names or numbers.
fn are_alone(rows: &[Row<'_>], page: &[Place]) -> bool {
    let pairs = || rows.iter().zip(rows.iter().skip(1));
    let begins_anew = |(row, next): (&Row<'_>, &Row<'_>)| {
        let first = next.text.chars().next();
        let goes_on = |c: char| c.is_lowercase() || matches!(c, ',' | '.' | ';' | ')');
        !first.is_some_and(goes_on) && !is_unfinished(&row.text)
    };
    let had_room = |(row, next): (&Row<'_>, &Row<'_>)| {
        let right = page
            .iter()
            .filter(|place| (place.x0 - row.first.x0).abs() <= SAME_EDGE)
            .fold(row.last.x1, |right, place| right.max(place.x1));
        // the column ends before what stands beside the line
        let beside = page
            .iter()
            .filter(|place| place.x0 > row.last.x1 && is_at(place, row.last))
            .fold(f32::MAX, |left, place| left.min(place.x0));
        row.last.x1 + SPACE * row.last.size + first_word(next.first) <= right.min(beside)
    };
    pairs().all(begins_anew) && (pairs().all(had_room) || are_names_or_numbers(rows))
}

/// Whether something stands at the height of a line.
fn is_at(place: &Place, line: &Line) -> bool {
    (place.y - line.y).abs() <= 0.35 * line.size
}

/// Whether all rows are short, and begin with numbers or consist of names, which only a script with capitals shows.
fn are_names_or_numbers(rows: &[Row<'_>]) -> bool {
    let words = || rows.iter().flat_map(|row| row.text.split_whitespace());
    let small = words().filter(|word| word.starts_with(char::is_lowercase));
    let has_capitals = words().any(|word| word.starts_with(char::is_uppercase));
    let are_short = rows
        .iter()
        .all(|row| count_words(&row.text).0 <= MOST_WORDS);
    let are_numbered = rows
        .iter()
        .all(|row| row.text.starts_with(char::is_numeric));
    let are_names = has_capitals && small.count() * 3 <= words().count();
    rows.len() >= FEWEST && are_short && (are_numbered || are_names)
}

/// The width of a line's first word, in points. Where no space ends it, it is as long as the longer words of the script.
fn first_word(line: &Line) -> f32 {
    let most = match line.text.first() {
        Some(first) if is_cjk(*first) => CJK_WORD,
        Some(first) if is_unspaced(*first) => UNSPACED_WORD,
        _ => usize::MAX,
    };
    let word = line.text.iter().take_while(|c| !c.is_whitespace());
    let letters = word.take(most).count();
    let edges = line.edges.get(..letters).unwrap_or_default();
    match (edges.first(), edges.last()) {
        (Some(first), Some(last)) => last.1 - first.0,
        _ => 0.0,
    }
}

/// The pieces of a block that begin at its first line and at `starts`.
fn divided(block: RawBlock, starts: &[usize], why: LineBreak) -> Vec<RawBlock> {
    let (kind, reason, mut begins) = (block.kind(), block.why(), block.begins());
    let mut pieces: Vec<Vec<Line>> = vec![Vec::new()];
    for (index, line) in block.into_lines().into_iter().enumerate() {
        if starts.contains(&index) {
            pieces.push(Vec::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(line);
        }
    }
    let mut out = Vec::with_capacity(pieces.len());
    for piece in pieces {
        out.push(RawBlock::of(piece, kind, reason).beginning(begins));
        begins = why;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample::column;

    /// The texts of what becomes of lines under each other, beside a wide line below them; letters of 5 points.
    fn read(lines: &[&str], kind: RawKind) -> Vec<String> {
        let rows = lines
            .iter()
            .enumerate()
            .map(|(row, text)| Line::sample(text).at(50.0, 700.0 - 12.0 * row as f32));
        let wide = Line::sample("The birds of the sea rest on their wings for many days.");
        let below = RawBlock::sample(vec![wide.at(50.0, 300.0)], RawKind::Paragraph);
        let blocks = vec![RawBlock::sample(rows.collect(), kind), below];
        let mut texts: Vec<String> = apart(blocks)
            .iter()
            .map(|block| block.rough_text().to_owned())
            .collect();
        texts.pop();
        texts
    }

    fn is_divided(lines: &[&str]) -> bool {
        match read(lines, RawKind::Paragraph).len() {
            1 => false,
            count => count == lines.len(),
        }
    }

    #[test]
    fn lines_of_an_address_and_of_a_list_stand_for_themselves() {
        for lines in [
            &["Ms Ida Holm", "8 Harbour View", "Brandey BR2 9AA"][..],
            &["375 g flour", "75 g sugar", "200 ml milk"],
            &["Joinery of the island", "Telephone 0431 555 0132"],
        ] {
            assert!(is_divided(lines), "{lines:?}");
        }
    }

    #[test]
    fn lines_that_go_on_are_a_paragraph() {
        for lines in [
            &["The birds were seen", "at noon"][..],
            &["All of them were seen on the", "Island"],
            &["Holm, Birch,", "Alder"],
            // the next word would not have fitted
            &[
                "The birds of the island were seen from the harbour of",
                "Brandey and by me",
            ],
        ] {
            assert!(!is_divided(lines), "{lines:?}");
        }
        // nothing else begins where a narrow column does
        let narrow = column(
            &["Der Vogel ruht im", "Flug auf den", "Wellen"],
            400.0,
            480.0,
            700.0,
        );
        let block = RawBlock::sample(narrow, RawKind::Paragraph);
        assert_eq!(apart(vec![block]).len(), 1);
    }

    #[test]
    fn lines_of_a_column_of_small_print_are_a_paragraph() {
        let line = |text: &str, x: f32, y: f32| Line::sample(text).at(x, y);
        // letters of 5 points; a line of the text begins where the column does and is wider
        let text = line(
            "The birds of the sea rest on their wings for many days.",
            50.0,
            300.0,
        );
        let left = vec![
            line("Ferry Company of the Birch", 50.0, 100.0),
            line("Island, entered at Brandey", 50.0, 88.0),
        ];
        let count = |right: f32| {
            let beside = vec![line("and in Holm.", right, 100.0)];
            let blocks = [vec![text.clone()], left.clone(), beside];
            let blocks = blocks.map(|lines| RawBlock::sample(lines, RawKind::Paragraph));
            apart(blocks.into()).len()
        };
        assert_eq!(count(200.0), 3);
        assert_eq!(count(300.0), 4);
    }

    #[test]
    fn text_without_spaces_or_capitals_is_a_paragraph() {
        let full = "\u{9ce5}\u{306f}\u{6ce2}\u{306e}\u{4e0a}\u{3067}".repeat(9);
        let kana = [full.as_str(), full.as_str(), "\u{4f11}\u{3080}"];
        assert!(!is_divided(&kana));
        let hebrew = [
            "\u{5e6}\u{5d9}\u{5e4}\u{5d5}\u{5e8} ".repeat(4),
            "\u{5d9}\u{5dd}".to_owned(),
        ];
        let lines = [hebrew[0].trim(), hebrew[0].trim(), hebrew[1].as_str()];
        let narrow = column(&lines, 400.0, 480.0, 700.0);
        let block = RawBlock::sample(narrow, RawKind::Paragraph);
        assert_eq!(apart(vec![block]).len(), 1);
    }

    #[test]
    fn items_whose_numbers_count_on_are_paragraphs() {
        let clauses = [
            "1.1 The Landlord lets the house, together with the",
            "garden.",
            "1.2 The attic is not let.",
        ];
        let whole = read(&clauses, RawKind::Paragraph);
        assert_eq!(whole.len(), 2);
        assert_eq!(whole[1], clauses[2]);
        let items = ["1. Mix the flour.", "2. Bake the cake."];
        assert_eq!(read(&items, RawKind::ListItem).len(), 2);
        // a number within a sentence
        let text = ["1.1 The rent is paid as section", "4.2 The attic says."];
        assert_eq!(read(&text, RawKind::ListItem).len(), 1);
        assert_eq!(label("12 Upper Road"), None);
        assert_eq!(label("2.14 Rent"), Some(("2", 14)));
    }
}
