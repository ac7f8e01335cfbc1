//! Where words end. Many PDFs have no space glyphs: a space is a gap that is wider than the gaps between
//! letters. How wide differs from line to line in justified text, so every line finds its own threshold between
//! its two clusters of gaps.

use super::letter::{Letter, SOFT_HYPHEN};
use super::line::{BOLD, ITALIC, SCRIPT, SOFT};
use super::powers::powers;
use super::right_to_left::{marks_behind, mirror, pick, reading_order};
use super::schemes::closed;
use crate::document::marks::{is_cjk, is_rtl};

/// The gap, in em, that counts as a space if neither the line nor its page decides.
const USUAL_SPACE: f32 = 0.17;
/// Set type has no thresholds outside this range, in em.
const THRESHOLDS: std::ops::RangeInclusive<f32> = 0.045..=0.45;
/// The two clusters of a line are at least this far apart, in em.
const CLEAR: f32 = 0.05;
/// Clusters this far apart, in em, are words and letters; what is farther off is the gap behind a number or a colon.
const ENOUGH: f32 = 0.15;
/// Fewer letters than this that stand apart are not a word.
const SPACED_OUT: usize = 5;
/// Lines with fewer gaps have no clear clusters.
const ENOUGH_LETTERS: usize = 14;

/// The gap before each letter except the first, in em of `size`.
fn gaps(letters: &[Letter], size: f32) -> Vec<f32> {
    letters
        .windows(2)
        .map(|pair| match pair {
            [a, b] => (b.x0 - a.x1) / size.max(0.1),
            _ => 0.0,
        })
        .collect()
}

/// The middle of the widest step between sorted gaps that can divide letters from words; `None` if there is
/// none.
fn clusters(gaps: &[f32]) -> Option<f32> {
    if gaps.len() < ENOUGH_LETTERS {
        return None;
    }
    let mut sorted: Vec<f32> = gaps.iter().map(|gap| gap.clamp(-0.2, 0.8)).collect();
    sorted.sort_by(f32::total_cmp);
    let count = sorted.len() as f32;
    let mut best: Option<(f32, f32)> = None;
    for (position, pair) in sorted.windows(2).enumerate() {
        let [low, high] = pair else { continue };
        let middle = (low + high) / 2.0;
        let above = (count - position as f32 - 1.0) / count;
        if THRESHOLDS.contains(&middle)
            && (0.03..0.45).contains(&above)
            && high - low >= CLEAR
            && best.is_none_or(|(step, _)| (high - low).min(ENOUGH) > step)
        {
            best = Some(((high - low).min(ENOUGH), middle));
        }
    }
    best.map(|(_, middle)| middle)
}

/// The threshold for lines that cannot find their own: the median of those that can.
pub(crate) fn page_threshold<'l>(lines: impl Iterator<Item = &'l [Letter]>) -> f32 {
    let mut found: Vec<f32> = lines
        .filter_map(|letters| clusters(&gaps(letters, letters.first()?.size)))
        .collect();
    found.sort_by(f32::total_cmp);
    found
        .get(found.len() / 2)
        .copied()
        .unwrap_or(USUAL_SPACE)
        .clamp(0.1, 0.25)
}

/// The median of the gaps at which a line draws a space.
fn drawn_width(letters: &[Letter], gaps: &[f32]) -> f32 {
    let mut widths: Vec<f32> = letters
        .iter()
        .skip(1)
        .zip(gaps)
        .filter(|(letter, _)| letter.space_before)
        .map(|(_, gap)| *gap)
        .collect();
    widths.sort_by(f32::total_cmp);
    widths.get(widths.len() / 2).copied().unwrap_or(USUAL_SPACE)
}

/// Returns the characters of a line in reading order with a space between words, the edges of each, and how
/// each is set.
pub(crate) fn text(letters: &[Letter], size: f32, fallback: f32) -> Characters {
    let visual: Vec<Letter>;
    let rtl = letters.iter().filter(|l| is_rtl(l.character)).count();
    let letters = if rtl > 0 {
        let mut sorted = letters.to_vec();
        sorted.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        visual = marks_behind(&sorted);
        visual.as_slice()
    } else {
        letters
    };
    let gaps = gaps(letters, size);
    let breaks = breaks(letters, &gaps, fallback);
    let powers = match rtl {
        0 => powers(letters, &breaks),
        _ => Vec::new(),
    };
    let mut text = Vec::with_capacity(letters.len() * 6 / 5);
    let mut edges = Vec::with_capacity(letters.len() * 6 / 5);
    let mut styles = Vec::with_capacity(letters.len() * 6 / 5);
    let mut last: Option<&Letter> = None;
    for (position, letter) in letters.iter().enumerate() {
        if let Some(last) = last
            && position
                .checked_sub(1)
                .and_then(|gap| breaks.get(gap))
                .is_some_and(|is_break| *is_break)
        {
            text.push(' ');
            edges.push((last.x1, letter.x0.max(last.x1)));
            styles.push(style(last, size) & style(letter, size));
        }
        last = Some(letter);
        let soft = letter.character == SOFT_HYPHEN;
        let power = powers.get(position).copied().flatten();
        text.push(if soft {
            '-'
        } else {
            power.unwrap_or(letter.character)
        });
        edges.push((letter.x0, letter.x1));
        styles.push(style(letter, size) | (u8::from(soft) * SOFT));
    }
    if rtl > 0 {
        // numbers and marks stand in lines of both directions
        let strong = letters.iter().filter(|l| l.character.is_alphabetic());
        let order = reading_order(&text, rtl * 2 > strong.count());
        text = pick(&text, &order);
        edges = pick(&edges, &order);
        styles = pick(&styles, &order);
        text.iter_mut().for_each(mirror);
    }
    closed(text, edges, styles)
}

/// For each gap between letters, in em, whether a word ends there.
fn breaks(letters: &[Letter], gaps: &[f32], fallback: f32) -> Vec<bool> {
    let drawn = letters.iter().skip(1).filter(|l| l.space_before).count();
    // if a line draws its spaces, a gap that is nearly as wide is a space that it left out
    let draws_spaces = drawn > 0 && drawn * 15 >= letters.len();
    let threshold = match clusters(gaps) {
        _ if draws_spaces => (0.65 * drawn_width(letters, gaps)).max(0.13),
        Some(own) => own,
        None => fallback,
    };
    // fixed columns set letters of several widths at one distance
    let solid = gaps.iter().filter(|gap| gap.abs() < 0.03).count() * 5 >= gaps.len() * 3;
    let cjk = |pair: &[Letter]| pair.iter().all(|letter| is_cjk(letter.character));
    let spaced = |pair: &[Letter]| pair.last().is_some_and(|letter| letter.space_before);
    let (pairs, spaces) = letters
        .windows(2)
        .filter(|pair| cjk(pair))
        .fold((0, 0), |(all, those), pair| {
            (all + 1, those + usize::from(spaced(pair)))
        });
    // recognition programs draw a space between any two ideographs
    let spaces_say_nothing = spaces * 3 > pairs;
    let mut breaks: Vec<bool> = letters
        .windows(2)
        .zip(gaps)
        .map(|(pair, gap)| {
            let [last, letter] = pair else { return false };
            if cjk(pair) {
                return *gap > 0.9 || (letter.space_before && *gap > 0.2 && !spaces_say_nothing);
            }
            // many programs set a quarter em between ideographs and other letters, and nothing is drawn there
            if is_cjk(last.character) != is_cjk(letter.character) {
                return *gap > 0.35 || (letter.space_before && *gap > 0.1);
            }
            let monospaced = last.monospace && letter.monospace && !solid;
            let word = *gap
                > if monospaced {
                    threshold.max(0.35)
                } else {
                    threshold
                };
            // from the upper half of a stack back to the lower one
            let stacked = *gap < -0.3 && (letter.y - last.y).abs() > 0.3 * letter.size;
            word || stacked || (letter.space_before && *gap > -0.15)
        })
        .collect();
    join_spaced_out(letters, gaps, &mut breaks);
    breaks
}

/// Joins words whose letters stand apart for emphasis, as in "A B S T R A C T".
fn join_spaced_out(letters: &[Letter], gaps: &[f32], breaks: &mut [bool]) {
    let mut from = 0;
    while from < breaks.len() {
        let count = breaks
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|is_break| **is_break)
            .count();
        // a letter between two breaks stands alone; at either end of the line the edge is a break as well
        let first = if from == 0 { 0 } else { from + 1 };
        let end = match from + count == breaks.len() {
            true => letters.len(),
            false => from + count,
        };
        if count + 1 >= SPACED_OUT
            && let Some(alone) = letters.get(first..end)
            && is_spaced_out(alone)
        {
            let inner = first..end.saturating_sub(1);
            let wide = gaps.get(inner.clone()).map_or(f32::MAX, word_gap);
            for at in inner {
                if let (Some(gap), Some(is_break)) = (gaps.get(at), breaks.get_mut(at)) {
                    *is_break = *gap > wide;
                }
            }
        }
        from += count.max(1);
    }
}

/// Whether letters, each alone between two gaps, spell words.
fn is_spaced_out(letters: &[Letter]) -> bool {
    let characters = || letters.iter().map(|letter| letter.character);
    let vowel = |c: char| "aeiouyAEIOUY".contains(c) || (c.is_alphabetic() && !c.is_ascii());
    let pairs = || characters().zip(characters().skip(1));
    letters.len() >= SPACED_OUT
        && characters().filter(|c| c.is_alphabetic()).count() * 5 >= letters.len() * 4
        && characters().any(vowel)
        && characters().any(|c| !vowel(c))
        // "a b c d e" are five letters
        && pairs().filter(|(a, b)| a < b).count() * 5 < letters.len() * 4
        && letters.iter().all(|letter| !is_cjk(letter.character) && !is_rtl(letter.character))
}

/// The gap, in em, between words among the gaps of letters that are spaced out; infinite if they are one word.
fn word_gap(gaps: &[f32]) -> f32 {
    let mut sorted: Vec<f32> = gaps.to_vec();
    sorted.sort_by(f32::total_cmp);
    let usual = sorted.get(sorted.len() / 3).copied().unwrap_or(0.0);
    let above = sorted.partition_point(|gap| *gap < 1.5 * usual.max(0.05));
    match (
        above.checked_sub(1).and_then(|i| sorted.get(i)),
        sorted.get(above),
    ) {
        (Some(low), Some(high)) if high - low > 0.1 => (low + high) / 2.0,
        _ => f32::MAX,
    }
}

/// The characters of a line, their left and right edges, and their styles.
pub(crate) type Characters = (Vec<char>, Vec<(f32, f32)>, Vec<u8>);

fn style(letter: &Letter, size: f32) -> u8 {
    (u8::from(letter.bold) * BOLD)
        | (u8::from(letter.italic) * ITALIC)
        | (u8::from(letter.size < 0.85 * size) * SCRIPT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::pdf::{Glyph, in_visual_order, meant, split};

    /// Sets words with letters of half an em, `letter_gap` and `word_gap` apart.
    fn set(words: &str, letter_gap: f32, word_gap: f32) -> Vec<Letter> {
        let mut x = 0.0;
        let mut letters = Vec::new();
        for word in words.split(' ') {
            for character in word.chars() {
                letters.push(Letter::sample(character, x, 0.0, 10.0));
                x += 5.0 + letter_gap;
            }
            x += word_gap - letter_gap;
        }
        letters
    }

    fn read(letters: &[Letter]) -> String {
        text(letters, 10.0, USUAL_SPACE).0.into_iter().collect()
    }

    const LINE: &str = "the words of a tight justified line stand close";

    #[test]
    fn a_line_finds_its_own_word_gap() {
        // tight, usual, wide, and with letters spaced out
        for (letter_gap, word_gap) in [(-0.1, 1.1), (0.0, 2.5), (0.0, 6.0), (2.0, 5.5)] {
            assert_eq!(
                read(&set(LINE, letter_gap, word_gap)),
                LINE,
                "{letter_gap} {word_gap}"
            );
        }
    }

    #[test]
    fn drawn_spaces_are_believed() {
        let mut letters = set("abcdef", 0.0, 0.0);
        for letter in letters.iter_mut().skip(3).take(1) {
            letter.space_before = true;
        }
        assert_eq!(read(&letters), "abc def");
    }

    #[test]
    fn a_raised_number_behind_a_number_is_no_part_of_it() {
        let mut letters = set("In the 2", 0.0, 3.0);
        let end = letters.last().map_or(0.0, |last| last.x1);
        letters.extend(Letter::row("13", end, 3.6, 7.0));
        letters.extend(Letter::row("case", end + 10.0, 0.0, 10.0));
        assert_eq!(read(&letters), "In the 2¹³ case");
    }

    #[test]
    fn marks_go_with_the_letter_they_stand_on() {
        // drawn from left to right: yeh, beh, hah with a fatha over it, drawn before or behind it
        let base = |character, x0: f32| Letter {
            character,
            x0,
            x1: x0 + 5.0,
            ..set("a", 0.0, 0.0).remove(0)
        };
        let mark = |x0: f32| Letter {
            x1: x0,
            ..base('\u{64e}', x0)
        };
        for x in [11.0, 12.5, 14.0] {
            let letters = [
                base('\u{64a}', 0.0),
                base('\u{628}', 5.0),
                mark(x),
                base('\u{62d}', 10.0),
            ];
            assert_eq!(read(&letters), "\u{62d}\u{64e}\u{628}\u{64a}", "{x}");
        }
    }

    #[test]
    fn a_word_from_the_right_in_a_line_from_the_left_keeps_its_marks() {
        let letters = set("ab cd \u{64a}\u{628}\u{62d}\u{64e}", 0.0, 3.0);
        assert_eq!(read(&letters), "ab cd \u{62d}\u{64e}\u{628}\u{64a}");
    }

    #[test]
    fn hebrew_is_read_from_the_right() {
        // as drawn from left to right; a number keeps its order
        let letters = set("\u{5dd}\u{5d5}\u{5dc}\u{5e9} 12 \u{5d0}\u{5d1}", 0.0, 3.0);
        assert_eq!(
            read(&letters),
            "\u{5d1}\u{5d0} 12 \u{5e9}\u{5dc}\u{5d5}\u{5dd}"
        );
    }

    #[test]
    fn the_sign_of_a_number_stays_behind_it_and_a_long_number_does_not_turn_a_line() {
        let word = "\u{5dd}\u{5d5}\u{5dc}\u{5e9}";
        let turned: String = word.chars().rev().collect();
        let read_in = |visual: String| read(&set(&visual, 0.0, 3.0));
        assert_eq!(read_in(format!("10% {word}")), format!("{turned} 10%"));
        assert_eq!(
            read_in(format!("03-555-0147 {word}")),
            format!("{turned} 03-555-0147")
        );
    }

    #[test]
    fn a_word_said_at_one_glyph_is_read_as_it_is_written() {
        // "habibi" in Arabic, with a vowel sign on its first letter
        let word = "\u{62d}\u{64e}\u{628}\u{64a}\u{628}\u{64a}";
        let glyph = Glyph {
            dx: 36.0,
            ..Glyph::sample(' ', 10.0, 0.0, 12.0)
        };
        let letters: Vec<Letter> = split(glyph, &in_visual_order(&meant(word, 0)))
            .map(|glyph| Letter {
                x1: glyph.x + glyph.dx,
                ..Letter::sample(glyph.character, glyph.x, 0.0, 12.0)
            })
            .collect();
        let read: String = text(&letters, 12.0, 0.17).0.into_iter().collect();
        assert_eq!(read, word);
    }
}
