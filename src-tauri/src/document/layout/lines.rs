//! Joins letters into lines. The order of the content stream is trusted: letters that follow each other on one
//! baseline are one line, and geometry only joins what the stream drew apart.

use super::letter::Letter;
use super::line::{Aside, Line};
use super::runs::{OFF_BASELINE, Run, same_baseline};
use super::upright::Upright;
use super::{line_numbers, readings, words};
use crate::document::marks::is_rtl;
use crate::document::types::Rect;

/// The widest gap, in em, across which runs are joined: cells of one row may be closer than words of one line.
const JOIN_GAP: f32 = 1.6;
/// After a bullet or a heading's number the gap may be wider, in em.
const LABEL_GAP: f32 = 4.0;

/// The share of larger letters that decides the size of a line of small capitals.
const GOOD_PART: f32 = 0.2;

/// Returns the lines of a page's letters, in stream order.
pub(crate) fn lines(page: u32, upright: &Upright) -> Vec<Line> {
    let mut runs: Vec<Run> = Vec::new();
    for letter in &upright.letters {
        match runs.last_mut() {
            Some(run) if run.takes(letter) => run.push(*letter),
            _ => runs.push(Run::new(*letter)),
        }
    }
    let (runs, numbers) = line_numbers::apart(runs);
    let (runs, readings) = readings::apart(runs);
    let gutters = gutters(&runs, &upright.crop);
    let runs = join_neighbours(runs, &gutters);
    let runs = adopt_strays(runs, &gutters);
    let fallback = words::page_threshold(runs.iter().map(|run| run.letters.as_slice()));
    let aside = |runs: Vec<Run>, aside| runs.into_iter().map(move |run| (run, Some(aside)));
    runs.into_iter()
        .map(|run| (run, None))
        .chain(aside(numbers, Aside::LineNumber))
        .chain(aside(readings, Aside::Reading))
        .filter_map(|(run, aside)| {
            let line = line(page, upright, run, fallback)?;
            Some(Line { aside, ..line })
        })
        .collect()
}

/// Vertical strips without text, between columns: `(left, right)`.
fn gutters(runs: &[Run], crop: &Rect) -> Vec<(f32, f32)> {
    const BIN: f32 = 2.0;
    let width = crop.x1 - crop.x0;
    let bins = ((width / BIN) as usize).clamp(1, 5_000);
    let mut covered = vec![0.0_f32; bins];
    for run in runs.iter().filter(|run| run.letters.len() >= 8) {
        let bin = |x: f32| (((x - crop.x0) / BIN).max(0.0) as usize).min(bins - 1);
        let height = run.size;
        for cell in covered
            .get_mut(bin(run.x0)..=bin(run.x1))
            .into_iter()
            .flatten()
        {
            *cell += height;
        }
    }
    let most = covered.iter().copied().fold(0.0, f32::max);
    if most <= 0.0 {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = None;
    for (bin, cell) in covered.iter().enumerate() {
        let empty = *cell < 0.12 * most;
        match (empty, start) {
            (true, None) => start = Some(bin),
            (false, Some(from)) => {
                let left = covered.get(..from).unwrap_or_default();
                let right = covered.get(bin..).unwrap_or_default();
                let full = |side: &[f32]| side.iter().copied().fold(0.0, f32::max) > 0.3 * most;
                if full(left) && full(right) {
                    found.push((crop.x0 + from as f32 * BIN, crop.x0 + bin as f32 * BIN));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn crosses(gutters: &[(f32, f32)], left: f32, right: f32) -> bool {
    gutters
        .iter()
        .any(|(from, to)| left <= from + 2.5 && right >= to - 2.5)
}

/// Joins runs that follow each other in the stream and stand side by side.
fn join_neighbours(runs: Vec<Run>, gutters: &[(f32, f32)]) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        if let Some(last) = joined.last_mut() {
            let em = last.size.max(run.size);
            let reach = if last.is_label() { LABEL_GAP } else { JOIN_GAP };
            let is_near = |left: f32, right: f32| {
                let gap = right - left;
                gap > -0.3 * em
                    && gap <= reach * em
                    && !(gap > 0.5 * em && crosses(gutters, left, right))
            };
            // a text from the right goes on to the left, also with a number
            let goes_back = is_near(run.x1, last.x0) && (has_rtl(last) || has_rtl(&run));
            if same_baseline((last.y, last.size), (run.y, run.size))
                && (is_near(last.x1, run.x0) || goes_back)
            {
                for letter in run.letters {
                    last.push(letter);
                }
                continue;
            }
        }
        joined.push(run);
    }
    joined
}

fn has_rtl(run: &Run) -> bool {
    run.letters.iter().any(|letter| is_rtl(letter.character))
}

/// Joins superscripts, italic words and symbols that the stream drew apart to their lines.
fn adopt_strays(mut runs: Vec<Run>, gutters: &[(f32, f32)]) -> Vec<Run> {
    let strays: Vec<usize> = (0..runs.len())
        .filter(|&i| runs.get(i).is_some_and(|run| run.letters.len() <= 12))
        .collect();
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by(|a, b| match (runs.get(*a), runs.get(*b)) {
        (Some(a), Some(b)) => a.y.total_cmp(&b.y),
        _ => std::cmp::Ordering::Equal,
    });
    let mut gone = vec![false; runs.len()];
    for stray in strays {
        let Some(guest) = runs.get(stray) else {
            continue;
        };
        let (x0, x1, y, size) = (guest.x0, guest.x1, guest.y, guest.size);
        let reach = OFF_BASELINE * 3.0 * size.max(8.0);
        let from = order.partition_point(|&i| runs.get(i).is_some_and(|run| run.y < y - reach));
        let host = order
            .iter()
            .skip(from)
            .take_while(|&&i| runs.get(i).is_some_and(|run| run.y <= y + reach))
            .copied()
            .find(|&i| {
                i != stray
                    && !gone.get(i).copied().unwrap_or(true)
                    && runs
                        .get(i)
                        .is_some_and(|host| is_host(host, x0, x1, y, size, gutters))
            });
        let Some(host) = host else { continue };
        let letters = runs
            .get_mut(stray)
            .map(|guest| std::mem::take(&mut guest.letters))
            .unwrap_or_default();
        if let Some(flag) = gone.get_mut(stray) {
            *flag = true;
        }
        if let Some(host) = runs.get_mut(host) {
            let at = host
                .letters
                .iter()
                .position(|letter| letter.x0 >= x0)
                .unwrap_or(host.letters.len());
            host.x0 = host.x0.min(x0);
            host.x1 = host.x1.max(x1);
            host.letters.splice(at..at, letters);
        }
    }
    let mut keep = gone.iter().map(|gone| !gone);
    runs.retain(|_| keep.next().unwrap_or(true));
    runs
}

/// Whether a stray run fits into a line: right beside one of its ends, or into a hole.
fn is_host(host: &Run, x0: f32, x1: f32, y: f32, size: f32, gutters: &[(f32, f32)]) -> bool {
    let em = host.size.max(size);
    if host.size < 0.95 * size || !same_baseline((host.y, host.size), (y, size)) {
        return false;
    }
    let near = 0.3 * em;
    let after = (x0 - host.x1 > -0.15 * em) && x0 - host.x1 <= near;
    let before = (host.x0 - x1 > -0.15 * em) && host.x0 - x1 <= near;
    if (after && !crosses(gutters, host.x1, x0)) || (before && !crosses(gutters, x1, host.x0)) {
        return true;
    }
    if x0 < host.x0 || x1 > host.x1 {
        return false;
    }
    // a hole: the host has no letter below the stray
    !host
        .letters
        .iter()
        .any(|letter| letter.x1 > x0 + 0.1 * em && letter.x0 < x1 - 0.1 * em)
}

fn line(page: u32, upright: &Upright, run: Run, fallback: f32) -> Option<Line> {
    let count = run.letters.len() as f32;
    let share =
        |has: fn(&Letter) -> bool| run.letters.iter().filter(|l| has(l)).count() as f32 / count;
    let size = main_size(&run.letters)?;
    let (text, edges, styles) = words::text(&run.letters, size, fallback);
    let y = run
        .letters
        .iter()
        .find(|letter| (letter.size - size).abs() <= 0.05 * size)
        .map_or(run.y, |letter| letter.y);
    Some(Line {
        page,
        direction: upright.direction,
        text,
        styles,
        edges,
        x0: run.x0,
        x1: run.x1,
        y,
        size,
        bold: share(|l| l.bold),
        italic: share(|l| l.italic),
        monospace: match is_monospaced(&run.letters) {
            _ if upright.recognized => 0.0,
            true => 1.0,
            false => share(|l| l.monospace),
        },
        font: run
            .letters
            .get(run.letters.len() / 2)
            .map(|letter| letter.font)
            .filter(|font| {
                let those = run.letters.iter().filter(|l| l.font == *font).count();
                those * 10 >= run.letters.len() * 8
            }),
        artifact: share(|l| l.artifact) > 0.5,
        aside: None,
    })
}

/// Whether narrow and wide letters are equally wide: a monospaced font whose name does not show it.
fn is_monospaced(letters: &[Letter]) -> bool {
    let Some(first) = letters.first() else {
        return false;
    };
    let width = first.x1 - first.x0;
    let has = |set: &str| letters.iter().any(|letter| set.contains(letter.character));
    letters.len() >= 6
        && has("iljt.,:;()[]'")
        && has("mwMWaeous")
        && letters
            .iter()
            .all(|letter| (letter.x1 - letter.x0 - width).abs() < 0.02 * letter.size)
}

/// The size of most letters, to a tenth of a point. If most are small capitals, it is the size of the larger
/// letters beside them.
fn main_size(letters: &[Letter]) -> Option<f32> {
    let mut sizes: Vec<(i32, usize, bool)> = Vec::new();
    for letter in letters {
        let key = (letter.size * 10.0).round() as i32;
        let small = letter.character.is_lowercase();
        match sizes.iter_mut().find(|(size, ..)| *size == key) {
            Some((_, count, any_small)) => {
                *count += 1;
                *any_small |= small;
            }
            None => sizes.push((key, 1, small)),
        }
    }
    let most = sizes
        .iter()
        .max_by_key(|(size, count, _)| (*count, *size))?;
    let larger = sizes.iter().filter(|(size, count, _)| {
        *size > most.0 && *count as f32 >= GOOD_PART * letters.len() as f32
    });
    let size = match most.2 {
        true => most.0,
        false => larger.map(|(size, ..)| *size).max().unwrap_or(most.0),
    };
    Some(size as f32 / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::direction::Direction;
    use crate::document::layout::line::SCRIPT;

    /// Lines of these letters, in stream order, on a page of 600 points.
    fn read(letters: &[Vec<Letter>]) -> Vec<Line> {
        let upright = Upright {
            direction: Direction::Right,
            recognized: false,
            letters: letters.concat(),
            crop: Rect {
                x0: 0.0,
                y0: 0.0,
                x1: 600.0,
                y1: 800.0,
            },
        };
        lines(1, &upright)
    }

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::string).collect()
    }

    /// Three lines across the page: what has a gap between them does not stand in columns.
    fn across() -> Vec<Letter> {
        let row = |row: u8| {
            Letter::row(
                &"wide ".repeat(19),
                50.0,
                500.0 - 12.0 * f32::from(row),
                10.0,
            )
        };
        (0..3).flat_map(row).collect()
    }

    #[test]
    fn the_gap_between_columns_divides_lines_that_a_gap_of_its_width_does_not() {
        let (left, right) = ("the left hand column", "the right hand column");
        // letters of 5 points from 50 on, then a gap of 14
        let row = |y: f32| {
            [
                Letter::row(left, 50.0, y, 10.0),
                Letter::row(right, 164.0, y, 10.0),
            ]
        };
        let columns = [row(700.0), row(688.0), row(676.0)].concat();
        assert_eq!(texts(&read(&columns)), [left, right].repeat(3));
        let alone = [row(700.0).to_vec(), vec![across()]].concat();
        let joined = format!("{left} {right}");
        assert_eq!(texts(&read(&alone)).first(), Some(&joined));
    }

    #[test]
    fn the_text_of_an_item_may_stand_far_from_its_mark() {
        let after = |label: &str| {
            let end = 50.0 + 5.0 * label.chars().count() as f32;
            let text = Letter::row("the text of the item", end + 35.0, 700.0, 10.0);
            texts(&read(&[
                Letter::row(label, 50.0, 700.0, 10.0),
                text,
                across(),
            ]))
            .len()
                - 3
        };
        assert_eq!(after("\u{2022}"), 1);
        assert_eq!(after("2.1"), 1);
        assert_eq!(after("iv."), 1);
        assert_eq!(after("Wings"), 2);
    }

    #[test]
    fn a_script_that_the_stream_draws_late_goes_into_its_hole() {
        let script = |y: f32| Letter::row("2", 60.5, y, 6.0);
        let line = || {
            let mut line = Letter::row("mc", 50.0, 700.0, 10.0);
            line.extend(Letter::row("is the energy", 69.0, 700.0, 10.0));
            line
        };
        let found = read(&[
            line(),
            Letter::row("another line", 50.0, 688.0, 10.0),
            script(704.0),
        ]);
        assert_eq!(texts(&found), ["mc2 is the energy", "another line"]);
        let styles = found.first().map(|line| line.styles.as_slice());
        assert_eq!(
            styles.and_then(|s| s.get(..3)),
            Some([0, 0, SCRIPT].as_slice())
        );
        // too high for the line
        let found = read(&[line(), script(712.0)]);
        assert_eq!(texts(&found), ["mc is the energy", "2"]);
    }

    #[test]
    fn a_script_in_front_does_not_move_the_baseline() {
        let mut line = Letter::row("1", 50.0, 704.0, 6.0);
        line.extend(Letter::row("Department", 53.5, 700.0, 10.0));
        let found = read(&[line]);
        assert_eq!(texts(&found), ["1Department"]);
        assert_eq!(
            found.first().map(|line| (line.y, line.size)),
            Some((700.0, 10.0))
        );
    }

    #[test]
    fn a_line_from_the_right_goes_on_behind_a_number_and_a_word_from_the_left() {
        // drawn in reading order: each word from the right, and what has letters from the left from there
        let word = |word: &str, x: f32| -> Vec<Letter> {
            let letters = word.chars().enumerate();
            letters
                .map(|(place, c)| Letter::sample(c, x - 5.0 * place as f32, 700.0, 10.0))
                .collect()
        };
        let found = read(&[
            word("\u{5d9}\u{5d5}\u{5dd}", 120.0),
            Letter::row("12", 97.5, 700.0, 10.0),
            word("\u{5d1}\u{5de}\u{5d0}\u{5d9}", 90.0),
            Letter::row(",", 70.0, 700.0, 10.0),
            Letter::row("ab", 57.5, 700.0, 10.0),
            word("\u{5d0}\u{5dc}", 50.0),
        ]);
        let read_as = "\u{5d9}\u{5d5}\u{5dd} 12 \u{5d1}\u{5de}\u{5d0}\u{5d9}, ab \u{5d0}\u{5dc}";
        assert_eq!(texts(&found), [read_as]);
        // a line from the left does not go back
        let apart = read(&[
            Letter::row("right", 120.0, 700.0, 10.0),
            Letter::row("left", 95.0, 700.0, 10.0),
        ]);
        assert_eq!(texts(&apart), ["right", "left"]);
    }

    #[test]
    fn lines_stand_on_their_own_baselines() {
        let found = read(&[
            Letter::row("one line", 50.0, 700.0, 10.0),
            Letter::row("and another", 50.0, 694.0, 10.0),
        ]);
        assert_eq!(texts(&found), ["one line", "and another"]);
    }

    #[test]
    fn small_capitals_are_as_large_as_the_capitals_beside_them() {
        let size = |parts: &[(&str, f32)]| {
            let mut x = 50.0;
            let mut line = Vec::new();
            for (text, size) in parts {
                line.extend(Letter::row(text, x, 700.0, *size));
                x += 0.5 * size * text.len() as f32;
            }
            read(&[line]).first().map(|line| line.size)
        };
        assert_eq!(size(&[("I", 10.0), ("NTRO", 8.0)]), Some(10.0));
        // a capital that opens a chapter, over text in small letters
        assert_eq!(size(&[("I", 14.0), ("n", 10.0), ("t", 10.0)]), Some(10.0));
        // one large letter among many
        assert_eq!(size(&[("I", 10.0), ("NTRODUCTION", 8.0)]), Some(8.0));
    }

    #[test]
    fn letters_of_one_width_are_a_program() {
        let row = || Letter::row("let wings = 2;", 50.0, 700.0, 10.0);
        let share = |letters| read(&[letters]).first().map(|line| line.monospace);
        assert_eq!(share(row()), Some(1.0));
        let mut narrow = row();
        if let Some(letter) = narrow.first_mut() {
            letter.x1 -= 1.0;
        }
        assert_eq!(share(narrow), Some(0.0));
        // a number has digits of one width in any font
        assert_eq!(
            share(Letter::row("1,234,567", 50.0, 700.0, 10.0)),
            Some(0.0)
        );
    }

    #[test]
    fn a_line_has_the_font_of_nearly_all_its_letters_or_none() {
        let font = |others: usize| {
            let mut row = Letter::row("abcdefghij", 50.0, 700.0, 10.0);
            for letter in row.iter_mut().take(others) {
                letter.font = 7;
            }
            read(&[row]).first().and_then(|line| line.font)
        };
        assert_eq!(font(0), Some(0));
        assert_eq!(font(2), Some(0));
        assert_eq!(font(3), None);
        assert_eq!(font(10), Some(7));
    }
}
