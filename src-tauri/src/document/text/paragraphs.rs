//! A paragraph that a column, a page or a figure cuts in two is one paragraph.

use super::abbreviations::is_bound;
use crate::document::explanation::{ParagraphBreak, ParagraphJoin};
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock, is_next_item};
use crate::document::marks::ends_sentence;

/// The largest number of other blocks between the halves of a paragraph.
const MOST_BETWEEN: usize = 60;
/// By which share of their size letters of one paragraph differ at most.
const ALIKE: f32 = 0.08;

/// Joins the halves of paragraphs, and puts what stood between them after the whole.
pub(crate) fn join(blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let mut joined: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    // the index in `joined` of the last paragraph that may continue
    let mut open: Option<usize> = None;
    // that of the one before small print, such as an address at the foot of its page
    let mut over_print: Option<usize> = None;
    for mut block in blocks {
        match block.kind() {
            RawKind::Paragraph | RawKind::ListItem => {
                let found = goes_on_with(&joined, open, &block)
                    .or_else(|why| goes_on_with(&joined, over_print, &block).map_err(|_| why));
                match found {
                    Ok((index, why)) => {
                        open = Some(index);
                        if let Some(first) = joined.get_mut(index) {
                            first.join(block, why);
                        }
                        continue;
                    }
                    Err(why) => block.stand_apart(why),
                }
                over_print = over_print.or(open).filter(|index| {
                    let first = joined.get(*index);
                    first.is_some_and(|first| is_print_under(first, &block))
                });
                open = Some(joined.len());
            }
            RawKind::Heading { .. } | RawKind::Reference | RawKind::Title | RawKind::Field => {
                (open, over_print) = (None, None);
            }
            RawKind::Authors
            | RawKind::Table
            | RawKind::Caption
            | RawKind::Figure
            | RawKind::Formula
            | RawKind::Code
            | RawKind::Footnote
            | RawKind::Furniture => {}
        }
        joined.push(block);
    }
    joined
}

/// Returns the index of the open paragraph, if the block continues it.
fn goes_on_with(
    joined: &[RawBlock],
    open: Option<usize>,
    block: &RawBlock,
) -> Result<(usize, ParagraphJoin), ParagraphBreak> {
    let index = open.ok_or(ParagraphBreak::NoneOpen)?;
    if joined.len() - index > MOST_BETWEEN {
        return Err(ParagraphBreak::TooFarApart);
    }
    let first = joined.get(index).ok_or(ParagraphBreak::NoneOpen)?;
    Ok((index, continues(first, block)?))
}

/// Whether the second block is small print on the page where the first one ends.
fn is_print_under(first: &RawBlock, second: &RawBlock) -> bool {
    let (last, next) = (first.lines().last(), second.lines().first());
    let pair = last.zip(next);
    pair.is_some_and(|(last, next)| last.page == next.page && next.size < (1.0 - ALIKE) * last.size)
}

/// Whether a line ends with an abbreviation behind which a sentence goes on: "Holm et al.", "see Fig."
fn ends_with_abbreviation(line: &Line) -> bool {
    let text = line.string();
    let word = text.split_whitespace().next_back().unwrap_or_default();
    let word = word.trim_start_matches(['(', '[', '"', '\u{201c}']);
    word.strip_suffix('.')
        .is_some_and(|word| is_bound(word) || word == "al")
}

/// Why the second block continues the first one's paragraph, or why it does not.
fn continues(first: &RawBlock, second: &RawBlock) -> Result<ParagraphJoin, ParagraphBreak> {
    let (Some(last), Some(next)) = (first.lines().last(), second.lines().first()) else {
        return Err(ParagraphBreak::NoneOpen);
    };
    let size = last.size.max(next.size);
    if (last.size - next.size).abs() > ALIKE * size {
        return Err(ParagraphBreak::OtherSize);
    }
    if is_next_item(first, second) {
        return Err(ParagraphBreak::ListItem);
    }
    // "(Graph" and "1). During ...": what looks like the mark of a list item closes a bracket
    let open = is_open(first);
    if second.kind() == RawKind::ListItem && !open {
        return Err(ParagraphBreak::ListItem);
    }
    let end = last.text.iter().rev().find(|c| {
        !matches!(
            c,
            '"' | '\u{201d}' | '\u{2019}' | ')' | ']' | '\u{300d}' | '\u{ff09}'
        ) && !c.is_whitespace()
            && !c.is_ascii_digit()
    });
    let ended = end.is_some_and(|c| ends_sentence(*c)) && !ends_with_abbreviation(last);
    let start = next
        .text
        .iter()
        .find(|c| !matches!(c, '(' | '[' | '\u{201c}' | '\u{2018}' | '"'));
    let hyphen = last
        .text
        .last()
        .is_some_and(|c| matches!(c, '-' | '\u{2010}'));
    let small = start.is_some_and(|c| c.is_lowercase());
    let digit = start.is_some_and(|c| c.is_ascii_digit());
    if hyphen && (small || digit) {
        return Ok(ParagraphJoin::Hyphen);
    }
    if ended {
        return Err(ParagraphBreak::SentenceEnded);
    }
    if small {
        return Ok(ParagraphJoin::SmallLetter);
    }
    if open && digit {
        return Ok(ParagraphJoin::OpenBracket);
    }
    // a capital continues the sentence only if the page or column ends with a full line
    if last.page == next.page && next.y <= last.y {
        return Err(ParagraphBreak::NoPageOrColumnEnd);
    }
    let wide = first
        .lines()
        .iter()
        .map(|line| line.x1)
        .fold(f32::MIN, f32::max);
    // the pieces of a single row may be cells of a table
    let above = |line: &Line| line.page != last.page || !line.is_beside(last);
    let has_rows = first.lines().iter().any(above);
    let full = last.x1 > wide - 1.5 * last.size && has_rows;
    match full {
        true => Ok(ParagraphJoin::CutLine),
        false => Err(ParagraphBreak::LastLineNotFull),
    }
}

/// Whether the last sentence of a block ends inside a bracket.
fn is_open(block: &RawBlock) -> bool {
    let Some(last) = block.lines().last() else {
        return false;
    };
    let mut depth = 0_i32;
    for character in last.text.iter().rev() {
        match character {
            ')' => depth += 1,
            '(' if depth == 0 => return true,
            '(' => depth -= 1,
            '.' if depth == 0 => return false,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Right edge of the column.
    const EDGE: f32 = 300.0;

    /// Lines of which each fills the column, from the top of a page downwards.
    fn full(page: u32, lines: &[&str]) -> Vec<Line> {
        let line = |(row, text): (usize, &&str)| {
            let y = 700.0 - 12.0 * row as f32;
            Line::sample(text).at(50.0, y).to(EDGE).on_page(page)
        };
        lines.iter().enumerate().map(line).collect()
    }

    fn paragraph(page: u32, lines: &[&str]) -> RawBlock {
        RawBlock::sample(full(page, lines), RawKind::Paragraph)
    }

    fn texts(blocks: Vec<RawBlock>) -> Vec<String> {
        let joined = join(blocks);
        joined.iter().map(|b| b.rough_text().to_owned()).collect()
    }

    #[test]
    fn a_word_that_a_page_cuts_joins_its_halves() {
        let joined = join(vec![
            paragraph(
                1,
                &["They were seen on their", "way to the south by fisher-"],
            ),
            paragraph(2, &["men who followed them."]),
        ]);
        assert_eq!(joined.len(), 1);
        let pages: Vec<u32> = joined
            .iter()
            .flat_map(RawBlock::lines)
            .map(|line| line.page)
            .collect();
        assert_eq!(pages, [1, 1, 2]);
        let number = vec![
            paragraph(1, &["The wards for patients with COVID-"]),
            paragraph(2, &["19 were closed."]),
        ];
        assert_eq!(texts(number).len(), 1);
    }

    #[test]
    fn a_small_letter_goes_on_with_a_sentence_that_has_not_ended() {
        let rest = || paragraph(2, &["iron was found."]);
        assert_eq!(texts(vec![paragraph(1, &["Some"]), rest()]).len(), 1);
        for end in [
            "It ended.",
            "It \u{201c}ended.\u{201d}",
            "It ended (at last.)",
            "It ended.12",
        ] {
            let halves = vec![paragraph(1, &[end]), rest()];
            assert_eq!(texts(halves).len(), 2, "{end}");
        }
    }

    #[test]
    fn a_capital_goes_on_only_where_a_page_or_a_column_cuts_a_full_line() {
        let lines = [
            "They were followed by a ship of",
            "the fleet that belonged to",
        ];
        let rest = paragraph(2, &["Denmark at that time."]);
        let cut = vec![paragraph(1, &lines), rest.clone()];
        assert_eq!(texts(cut).len(), 1);

        let mut short = full(1, &lines);
        short[1] = short[1].clone().to(EDGE - 40.0);
        let short = RawBlock::sample(short, RawKind::Paragraph);
        assert_eq!(texts(vec![short, rest]).len(), 2);

        let below = Line::sample("Denmark at that time.").at(50.0, 640.0);
        let same_column = vec![paragraph(1, &lines), below.block()];
        assert_eq!(texts(same_column).len(), 2);
        let next_column = Line::sample("Denmark at that time.").at(320.0, 700.0);
        let cut = vec![paragraph(1, &lines), next_column.block()];
        assert_eq!(texts(cut).len(), 1);
    }

    #[test]
    fn cells_of_the_last_row_of_a_page_are_no_paragraph() {
        let cells = [("8 January", 50.0), ("Standing order RENT", 120.0)];
        let cells = cells.map(|(text, x)| Line::sample(text).at(x, 60.0));
        let row = RawBlock::sample(cells.to_vec(), RawKind::Paragraph);
        let text = || paragraph(2, &["Deposits are protected by law."]);
        assert_eq!(texts(vec![row, text()]).len(), 2);
        // a justified line with a wide gap ends a paragraph
        let mut lines = full(1, &["They were followed by a ship of"]);
        lines.extend([
            Line::sample("the fleet").at(50.0, 688.0),
            Line::sample("that belonged to").at(150.0, 688.0).to(EDGE),
        ]);
        let cut = RawBlock::sample(lines, RawKind::Paragraph);
        assert_eq!(texts(vec![cut, text()]).len(), 1);
    }

    #[test]
    fn what_stands_between_the_halves_comes_behind_them() {
        let between = || {
            let line = Line::sample("Figure 1: A wing").at(50.0, 500.0);
            RawBlock::sample(vec![line], RawKind::Caption)
        };
        let halves = |between: Vec<RawBlock>| {
            let mut blocks = vec![paragraph(1, &["The wings are"])];
            blocks.extend(between);
            blocks.push(paragraph(2, &["long and narrow."]));
            texts(blocks)
        };
        assert_eq!(
            halves(vec![between()]),
            ["The wings are long and narrow.", "Figure 1: A wing"]
        );
        assert_eq!(
            halves(vec![between(); MOST_BETWEEN - 1]).len(),
            MOST_BETWEEN
        );
        assert_eq!(
            halves(vec![between(); MOST_BETWEEN]).len(),
            MOST_BETWEEN + 2
        );
    }

    #[test]
    fn a_sentence_goes_on_over_the_small_print_at_the_foot_of_its_page() {
        let print = |text: &str, page| Line::sample(text).at(50.0, 60.0).size(8.0).on_page(page);
        let halves = |between: Vec<Line>, rest: &str| {
            let mut blocks = vec![paragraph(
                1,
                &["The wings were measured by", "people who lived there in"],
            )];
            blocks.extend(between.into_iter().map(Line::block));
            blocks.push(paragraph(2, &[rest]));
            texts(blocks)
        };
        let foot = vec![
            print("* Address letters to Ida Holm.", 1),
            print("holm@example.org", 1),
        ];
        for rest in ["small huts. They rest.", "Denmark. They rest."] {
            let whole = halves(foot.clone(), rest);
            assert_eq!(whole.len(), 3, "{whole:?}");
            assert!(whole[0].ends_with(rest), "{whole:?}");
        }
        // text of the size of the halves is no small print
        let apart = vec![Line::sample("A note that ends.").at(50.0, 60.0)];
        assert_eq!(halves(apart, "small huts.").len(), 3);
        // and print at the head of the next page belongs to that page
        let head = vec![print("A box of its own", 2)];
        assert_eq!(halves(head, "small huts.").len(), 3);
    }

    #[test]
    fn an_abbreviation_at_the_end_of_a_page_ends_no_sentence() {
        for end in ["They were seen by Holm et al.", "They are long (cf."] {
            let halves = vec![paragraph(1, &[end]), paragraph(2, &["and many others."])];
            assert_eq!(texts(halves).len(), 1, "{end}");
        }
    }

    #[test]
    fn a_heading_ends_the_paragraph_before_it() {
        let heading = RawKind::Heading { level: 1 };
        for kind in [heading, RawKind::Title, RawKind::Reference] {
            let heading = RawBlock::sample(full(1, &["Wings"]), kind);
            let halves = vec![
                paragraph(1, &["The wings are"]),
                heading,
                paragraph(1, &["long and narrow."]),
            ];
            assert_eq!(texts(halves).len(), 3, "{kind:?}");
        }
    }

    #[test]
    fn small_print_is_not_the_rest_of_a_paragraph() {
        let print = Line::sample("by the authors").at(50.0, 60.0);
        let halves = |size: f32| {
            vec![
                paragraph(1, &["The wings were measured"]),
                print.clone().size(size).block(),
            ]
        };
        assert_eq!(texts(halves(10.0)).len(), 1);
        assert_eq!(texts(halves(8.0)).len(), 2);
    }

    #[test]
    fn a_page_between_two_items_does_not_join_them() {
        for [one, two] in [
            ["\u{2022} wings that", "\u{2022} long legs"],
            ["a) wings that", "b) long legs"],
            ["1. wings that", "2. Long legs"],
        ] {
            let items = vec![paragraph(1, &[one, "are long"]), paragraph(2, &[two])];
            assert_eq!(texts(items).len(), 2, "{one}");
        }
    }

    #[test]
    fn an_item_begins_a_paragraph_unless_its_mark_closes_a_bracket() {
        let count = |text: &str, item: &str| {
            let item = RawBlock::sample(full(2, &[item]), RawKind::ListItem);
            texts(vec![paragraph(1, &[text]), item]).len()
        };
        assert_eq!(count("The birds were seen", "a) during the flight"), 2);
        let after = |text: &str| count(text, "1) during the flight");
        assert_eq!(after("The birds were seen"), 2);
        assert_eq!(after("The birds were seen (Graph"), 1);
        assert_eq!(after("The birds (of Graph 2) were seen"), 2);
    }
}
