//! Vertical writing: letters that stand under each other become letters of a line that runs downwards. Files say so with
//! the font's writing mode, which the engine sees, or only with the places of the letters, which this file sees.

use crate::document::marks::is_cjk;
use crate::document::pdf::Glyph;

/// The fewest steps downwards that make a column on a page of level text.
const STEPS: usize = 5;
/// The most letters that stand side by side in a column: a year in digits.
const SIDE_BY_SIDE: usize = 4;

/// How a letter follows the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Down,
    Along,
    Elsewhere,
}

/// The page's glyphs with those of vertical writing turned downwards; `None` if it has none.
pub(super) fn stood_up(glyphs: &[&Glyph]) -> Option<Vec<Glyph>> {
    if !glyphs.iter().any(|glyph| is_cjk(glyph.character)) {
        return None;
    }
    let mut all: Vec<Glyph> = glyphs.iter().map(|glyph| **glyph).collect();
    turn_columns(&mut all);
    turn_guests(&mut all);
    Some(all)
}

fn is_level(glyph: &Glyph) -> bool {
    glyph.dx > 0.0 && glyph.dy.abs() < 0.05 * glyph.dx
}

/// Whether a glyph runs downwards.
fn is_down(glyph: &Glyph) -> bool {
    glyph.dy < 0.0 && glyph.dx.abs() < -0.05 * glyph.dy
}

fn middle(glyph: &Glyph) -> f32 {
    glyph.x + glyph.dx / 2.0
}

/// Whether a character may stand aside of the middle of its column.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{3001}'..='\u{301f}' | '\u{30fc}' | '\u{ff01}'..='\u{ff1f}')
}

fn step(before: &Glyph, glyph: &Glyph) -> Step {
    let upright = |glyph: &Glyph| is_level(glyph) && is_cjk(glyph.character);
    if !upright(before) || !upright(glyph) {
        return Step::Elsewhere;
    }
    let em = before.size.max(glyph.size).max(0.1);
    let aside = match is_mark(before.character) || is_mark(glyph.character) {
        true => 0.75,
        false => 0.3,
    };
    let down = (before.y - glyph.y) / em;
    let along = (glyph.x - before.x) / em;
    if (middle(before) - middle(glyph)).abs() < aside * em && (0.7..1.9).contains(&down) {
        Step::Down
    } else if down.abs() < 0.3 && (0.4..1.9).contains(&along) {
        Step::Along
    } else {
        Step::Elsewhere
    }
}

/// Turns level glyphs that stand under each other.
fn turn_columns(glyphs: &mut [Glyph]) {
    let letters: Vec<usize> = (0..glyphs.len())
        .filter(|at| {
            glyphs
                .get(*at)
                .is_some_and(|g| !g.character.is_whitespace())
        })
        .collect();
    let steps: Vec<Step> = letters
        .windows(2)
        .map(|pair| match pair {
            [a, b] => match (glyphs.get(*a), glyphs.get(*b)) {
                (Some(a), Some(b)) => step(a, b),
                _ => Step::Elsewhere,
            },
            _ => Step::Elsewhere,
        })
        .collect();
    let count = |wanted: Step| steps.iter().filter(|step| **step == wanted).count();
    let (down, along) = (count(Step::Down), count(Step::Along));
    if down < STEPS {
        return;
    }
    let least = if down > 2 * along { 1 } else { STEPS };
    let mut columns: Vec<f32> = Vec::new();
    let mut from = 0;
    for run in steps.chunk_by(|a, b| a == b) {
        if run.first() == Some(&Step::Down) && run.len() >= least {
            for at in letters.iter().skip(from).take(run.len() + 1) {
                if let Some(glyph) = glyphs.get_mut(*at).filter(|glyph| is_level(glyph)) {
                    columns.push(middle(glyph));
                    turn(glyph);
                }
            }
        }
        from += run.len();
    }
    // the last letter of a paragraph may be alone in its column
    if least == 1 {
        columns.sort_by(f32::total_cmp);
        let widest = columns
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b] if b - a > 1.0 => Some(b - a),
                _ => None,
            })
            .fold(0.0, f32::max);
        for glyph in glyphs.iter_mut() {
            let near = columns.partition_point(|x| *x < middle(glyph) - 1.1 * widest);
            let beside = columns
                .get(near)
                .is_some_and(|x| *x <= middle(glyph) + 1.1 * widest);
            if beside && is_level(glyph) && is_cjk(glyph.character) {
                turn(glyph);
            }
        }
    }
}

/// Turns a level glyph downwards; it takes an em of its column.
fn turn(glyph: &mut Glyph) {
    let size = glyph.size;
    glyph.x = middle(glyph) - 0.25 * size;
    glyph.y += 0.88 * size;
    glyph.dx = 0.0;
    glyph.dy = -size;
}

/// Turns level digits and letters that stand side by side within a column of vertical writing.
fn turn_guests(glyphs: &mut [Glyph]) {
    let mut from = 0;
    while from < glyphs.len() {
        let count = glyphs
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|g| is_level(g) && !g.character.is_whitespace() && !is_cjk(g.character))
            .count();
        if (1..=SIDE_BY_SIDE).contains(&count)
            && let Some((column, size)) = column_around(glyphs, from, count)
            && let Some(guests) = glyphs.get_mut(from..from + count)
        {
            let top = guests.first().map_or(0.0, |guest| guest.y) + 0.88 * size;
            let height = size / count as f32;
            for (place, guest) in guests.iter_mut().enumerate() {
                guest.x = column;
                guest.y = top - height * place as f32;
                guest.dx = 0.0;
                guest.dy = -height;
                guest.size = size;
            }
        }
        from += count.max(1);
    }
}

/// The baseline and the size of the column that contains the glyphs side by side from an index on.
fn column_around(glyphs: &[Glyph], from: usize, count: usize) -> Option<(f32, f32)> {
    let guests = glyphs.get(from..from + count)?;
    let (first, last) = (guests.first()?, guests.last()?);
    let level = guests
        .iter()
        .all(|guest| (guest.y - first.y).abs() < 0.3 * first.size);
    let across = (first.x + last.x + last.dx) / 2.0;
    let fits = |host: &Glyph, after: bool| {
        let below = host.y - host.size - first.y;
        let reach = if after { -0.3..2.5 } else { -4.0..-0.2 };
        is_down(host)
            && is_cjk(host.character)
            && (host.x + 0.25 * host.size - across).abs() < 0.6 * host.size
            && last.x + last.dx - first.x < 2.2 * host.size
            && reach.contains(&(below / host.size.max(0.1)))
    };
    let seen = |glyph: &&Glyph| !glyph.character.is_whitespace();
    let before = glyphs.get(..from)?.iter().rev().find(seen);
    let behind = glyphs.get(from + count..)?.iter().find(seen);
    let host = before
        .filter(|host| fits(host, true))
        .or_else(|| behind.filter(|host| fits(host, false)))?;
    level.then_some((host.x, host.size))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Level glyphs of ten points under each other, from the top of a column.
    fn column(text: &str, x: f32, top: f32) -> Vec<Glyph> {
        let glyph = |(place, character): (usize, char)| Glyph {
            dx: 10.0,
            ..Glyph::sample(character, x, top - 10.0 * (place + 1) as f32, 10.0)
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn down(glyphs: &[Glyph]) -> Option<String> {
        let turned = stood_up(&glyphs.iter().collect::<Vec<_>>())?;
        let down = turned.iter().filter(|glyph| is_down(glyph));
        Some(down.map(|glyph| glyph.character).collect())
    }

    const TEXT: &str = "\u{96e8}\u{306e}\u{591a}\u{3044}\u{5e74}\u{306b}\u{306f}";

    #[test]
    fn letters_under_each_other_are_a_column() {
        let mut page = column(TEXT, 100.0, 500.0);
        // the last letter of the paragraph, alone in the next column
        page.extend(column("\u{5e74}", 84.0, 500.0));
        page.extend(column(TEXT, 68.0, 500.0));
        assert_eq!(down(&page), Some(format!("{TEXT}\u{5e74}{TEXT}")));
    }

    #[test]
    fn level_text_stays_level() {
        let row = |y: f32| {
            TEXT.chars()
                .enumerate()
                .map(move |(place, character)| Glyph {
                    dx: 10.0,
                    ..Glyph::sample(character, 10.0 * place as f32, y, 10.0)
                })
        };
        let page: Vec<Glyph> = [500.0, 485.0, 470.0, 455.0]
            .into_iter()
            .flat_map(row)
            .collect();
        assert_eq!(down(&page), Some(String::new()));
        assert_eq!(down(&[Glyph::sample('a', 0.0, 0.0, 10.0)]), None);
    }

    #[test]
    fn digits_side_by_side_stand_in_their_column() {
        let mut page = column(TEXT, 100.0, 500.0);
        for (place, digit) in "12".chars().enumerate() {
            page.push(Glyph::sample(
                digit,
                100.0 + 5.0 * place as f32,
                420.0,
                10.0,
            ));
        }
        page.extend(column(TEXT, 100.0, 419.0));
        assert_eq!(down(&page), Some(format!("{TEXT}12{TEXT}")));
        let mut page = column(TEXT, 100.0, 500.0);
        page.push(Glyph::sample('7', 300.0, 500.0, 10.0));
        assert_eq!(down(&page), Some(TEXT.to_owned()));
    }
}
