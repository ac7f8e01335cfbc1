//! Turns an engine's glyphs into upright letters: rotates the page so that the main text runs from left to
//! right, drops what nobody can see, and joins accents to their letters.

use unicode_normalization::char::compose;

use super::direction::{Direction, directions, occurring};
use super::duplicates::without_second_prints;
use super::letter::{Letter, SOFT_HYPHEN};
use super::vertical::stood_up;
use crate::document::pdf::{Glyph, PageGlyphs, UNREADABLE};
use crate::document::types::{PageVerdict, Rect};

/// Fewer visible glyphs than this on a picture of a page are a stamp, not a text.
const STAMP_GLYPHS: usize = 50;

/// How far, in em, the baseline lies below the origin of a glyph that hangs: half the height of a bracket plus
/// the height of the axis.
const HANG: f32 = 0.65;

/// Letters that run in one direction.
#[derive(Debug)]
pub(crate) struct Upright {
    pub(crate) direction: Direction,
    /// Whether recognition put them on a picture: their fonts are not what a reader sees.
    pub(crate) recognized: bool,
    /// In content-stream order.
    pub(crate) letters: Vec<Letter>,
    /// The visible part of the page.
    pub(crate) crop: Rect,
}

impl Upright {
    /// Maps a rectangle of user space to the frame of these letters.
    pub(crate) fn turned(&self, rect: &Rect) -> Rect {
        self.direction.to_upright(rect)
    }

    /// The same for a rule, which is where it would be if the page were put straight.
    pub(crate) fn turned_rule(&self, rule: &Rect) -> Rect {
        self.direction.straight().to_upright(rule)
    }
}

/// Returns the page's letters, first those in its main direction and then the others, and the page's verdict.
pub(crate) fn upright(page: &PageGlyphs) -> (Vec<Upright>, PageVerdict) {
    let (kept, verdict) = visible(page);
    let stood_up = stood_up(&kept);
    let kept: Vec<&Glyph> = stood_up.as_ref().map_or(kept, |all| all.iter().collect());
    let directions = directions(&kept, page.askew);
    let mut groups: Vec<Upright> = occurring(&directions)
        .into_iter()
        .map(|direction| {
            let those = kept.iter().zip(&directions);
            let glyphs: Vec<&Glyph> = those
                .filter(|(_, of)| **of == direction)
                .map(|(glyph, _)| *glyph)
                .collect();
            Upright {
                direction,
                recognized: verdict == PageVerdict::OcrLayer,
                letters: letters(page, &glyphs, direction),
                // the edges of the sheet are level, however askew its page lies
                crop: direction.straight().to_upright(&page.crop),
            }
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.letters.len()));
    (groups, verdict)
}

/// Returns the glyphs that can be seen or that recognition put on a scanned page, and the page's verdict.
fn visible(page: &PageGlyphs) -> (Vec<&Glyph>, PageVerdict) {
    let margin = 2.0;
    let inside = |glyph: &&Glyph| {
        let (x, y) = (glyph.x + glyph.dx / 2.0, glyph.y + glyph.dy / 2.0);
        x >= page.crop.x0 - margin
            && x <= page.crop.x1 + margin
            && y >= page.crop.y0 - margin
            && y <= page.crop.y1 + margin
            && glyph.size > 0.5
    };
    let printed = |glyph: &&Glyph| !glyph.character.is_whitespace();
    let on_page: Vec<&Glyph> = page.glyphs.iter().filter(inside).collect();
    let seen = on_page
        .iter()
        .copied()
        .filter(printed)
        .filter(|g| !g.invisible)
        .count();
    let hidden = on_page
        .iter()
        .copied()
        .filter(printed)
        .filter(|g| g.invisible)
        .count();
    let picture = page.is_picture();
    let recognized = hidden > seen && (picture || seen < STAMP_GLYPHS);
    let kept: Vec<&Glyph> = on_page
        .into_iter()
        .filter(|glyph| recognized || !glyph.invisible)
        .collect();
    let unreadable = kept.iter().filter(|g| g.character == UNREADABLE).count();
    let all = kept.iter().copied().filter(printed).count();
    let verdict = if recognized {
        PageVerdict::OcrLayer
    } else if picture && seen < STAMP_GLYPHS {
        PageVerdict::Scanned
    } else if all == 0 {
        PageVerdict::Empty
    } else if unreadable * 5 > all {
        PageVerdict::PartlyUnreadable
    } else {
        PageVerdict::Good
    };
    (kept, verdict)
}

fn letters(page: &PageGlyphs, glyphs: &[&Glyph], direction: Direction) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(glyphs.len());
    let mut space = false;
    let names: Vec<u32> = page.fonts.iter().map(|font| name_key(&font.name)).collect();
    let hanging: Vec<bool> = page.fonts.iter().map(|font| hangs(&font.name)).collect();
    for glyph in glyphs {
        let (x0, mut y) = direction.upright(glyph.x, glyph.y);
        let (x1, _) = direction.upright(glyph.x + glyph.dx, glyph.y + glyph.dy);
        if glyph.character.is_whitespace() {
            space = true;
            continue;
        }
        // a place where a word may be divided, of which nothing is drawn
        if glyph.character == SOFT_HYPHEN && x1 - x0 < 0.05 * glyph.size {
            continue;
        }
        let font = page.fonts.get(usize::from(glyph.font));
        if hanging
            .get(usize::from(glyph.font))
            .is_some_and(|hangs| *hangs)
        {
            y -= HANG * glyph.size;
        }
        letters.push(Letter {
            character: glyph.character,
            x0,
            x1: x1.max(x0),
            y,
            size: glyph.size,
            bold: font.is_some_and(|font| font.bold),
            italic: font.is_some_and(|font| font.italic),
            monospace: font.is_some_and(|font| font.monospace),
            font: names.get(usize::from(glyph.font)).copied().unwrap_or(0),
            space_before: std::mem::take(&mut space),
            artifact: glyph.artifact,
        });
    }
    join_accents(without_second_prints(letters))
}

/// Whether the glyphs of a font hang from their origin, as in TeX's extension fonts: tall brackets, bars and
/// sums, whose middle is on the axis of the line and not on its baseline.
fn hangs(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["cmex", "lmex", "lmmathextension", "txex", "pxex", "eufex"]
        .iter()
        .any(|mark| lower.contains(mark))
}

/// A number for a font name. Producers split one face into several subsets, `Name+20`, which share a number.
fn name_key(name: &str) -> u32 {
    let face = name.split('+').next().unwrap_or(name);
    face.bytes().fold(2_166_136_261, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(16_777_619)
    })
}

/// The combining form of an accent that is drawn as a separate glyph.
fn combining(character: char) -> Option<char> {
    Some(match character {
        '`' | '\u{2cb}' => '\u{300}',
        '\u{b4}' | '\u{2ca}' => '\u{301}',
        '^' | '\u{2c6}' => '\u{302}',
        '~' | '\u{2dc}' => '\u{303}',
        '\u{af}' | '\u{2c9}' => '\u{304}',
        '\u{2d8}' => '\u{306}',
        '\u{2d9}' => '\u{307}',
        '\u{a8}' => '\u{308}',
        '\u{2da}' => '\u{30a}',
        '\u{2dd}' => '\u{30b}',
        '\u{2c7}' => '\u{30c}',
        '\u{b8}' => '\u{327}',
        '\u{2db}' => '\u{328}',
        '\u{300}'..='\u{36f}' => character,
        _ => return None,
    })
}

/// Joins accents to their letters: TeX draws the two as separate glyphs, one over the other.
fn join_accents(letters: Vec<Letter>) -> Vec<Letter> {
    let over = |accent: &Letter, letter: &Letter| {
        let off = (accent.x0 + accent.x1 - letter.x0 - letter.x1).abs() / 2.0;
        off < 0.3 * letter.size
            && accent.x0 < letter.x1
            && accent.x1 > letter.x0 - 0.05 * letter.size
            && (accent.y - letter.y).abs() < 0.5 * letter.size
    };
    let composed = |accent: char, letter: char| {
        let base = match letter {
            '\u{131}' => 'i',
            '\u{237}' => 'j',
            other => other,
        };
        combining(accent).and_then(|mark| compose(base, mark))
    };
    let mut joined: Vec<Letter> = Vec::with_capacity(letters.len());
    let mut letters = letters.into_iter().peekable();
    while let Some(letter) = letters.next() {
        if combining(letter.character).is_some() {
            if let Some(next) = letters.peek_mut()
                && over(&letter, next)
                && let Some(character) = composed(letter.character, next.character)
            {
                next.character = character;
                next.space_before |= letter.space_before;
                continue;
            }
            if let Some(last) = joined.last_mut()
                && over(&letter, last)
                && let Some(character) = composed(letter.character, last.character)
            {
                last.character = character;
                continue;
            }
        }
        joined.push(letter);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(character: char, x0: f32, x1: f32) -> Letter {
        Letter {
            x1,
            ..Letter::sample(character, x0, 0.0, 10.0)
        }
    }

    #[test]
    fn an_accent_drawn_over_a_letter_joins_it() {
        let text = |letters: Vec<Letter>| -> String {
            join_accents(letters).iter().map(|l| l.character).collect()
        };
        assert_eq!(
            text(vec![letter('\u{a8}', 0.5, 5.5), letter('u', 0.0, 5.0)]),
            "\u{fc}"
        );
        assert_eq!(
            text(vec![letter('e', 0.0, 5.0), letter('\u{b4}', 0.5, 5.0)]),
            "\u{e9}"
        );
        // a tilde in a URL stands beside its neighbours
        assert_eq!(
            text(vec![letter('~', 0.0, 5.0), letter('a', 5.0, 10.0)]),
            "~a"
        );
    }
}
