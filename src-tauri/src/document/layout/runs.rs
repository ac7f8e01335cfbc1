//! Joins letters into runs: letters that follow each other in the stream on one baseline without a wide gap,
//! including the halves of a fraction and scripts over each other.

use super::letter::Letter;
use crate::document::marks::is_rtl;

/// Letters of one size stand at most this far off the baseline of their line, in em.
pub(crate) const OFF_BASELINE: f32 = 0.45;
/// Superscripts and subscripts, which are smaller, stand at most this far off the baseline, in em.
const SCRIPT_OFF_BASELINE: f32 = 0.7;
/// A letter smaller than this share of its line's size is a script or half of a fraction.
const SMALL: f32 = 0.85;
/// A gap wider than this, in em, ends a run of letters.
const RUN_GAP: f32 = 1.2;
/// Letters on one baseline without a wide gap.
pub(crate) struct Run {
    pub(crate) letters: Vec<Letter>,
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    pub(crate) y: f32,
    pub(crate) size: f32,
}

impl Run {
    /// A run of one letter.
    pub(crate) fn new(letter: Letter) -> Self {
        Self {
            x0: letter.x0,
            x1: letter.x1,
            y: letter.y,
            size: letter.size,
            letters: vec![letter],
        }
    }

    /// Whether a letter continues the run.
    pub(crate) fn takes(&self, letter: &Letter) -> bool {
        let Some(last) = self.letters.last() else {
            return true;
        };
        let em = self.size.max(letter.size);
        if !same_baseline((self.y, self.size), (letter.y, letter.size)) {
            return false;
        }
        // after a stack, the line continues at the end of the wider half
        let gap = letter.x0 - last.x1;
        let behind_all = (-0.3 * em..=RUN_GAP * em).contains(&(letter.x0 - self.x1));
        if (gap <= RUN_GAP * em && letter.x0 - last.x0 > -0.3 * em)
            || behind_all
            || self.stacks(last, letter)
        {
            return true;
        }
        // right-to-left text that is drawn in reading order
        let back = last.x0 - letter.x1;
        is_rtl(letter.character) && back.abs() <= RUN_GAP * em
    }

    /// Whether a letter goes back to stand over or under the small letters before it: the denominator
    /// of a fraction, the second of two scripts.
    fn stacks(&self, last: &Letter, letter: &Letter) -> bool {
        let small = |letter: &Letter| letter.size < SMALL * self.size;
        let start = self
            .letters
            .iter()
            .rev()
            .take_while(|letter| small(letter))
            .map(|letter| letter.x0)
            .fold(f32::MAX, f32::min);
        small(letter)
            && (letter.y - last.y).abs() > 0.4 * letter.size
            && letter.x0 > start - letter.size
            && letter.x0 < last.x1
    }

    /// Appends a letter that continues the run, or that geometry assigns to it.
    pub(crate) fn push(&mut self, letter: Letter) {
        self.x0 = self.x0.min(letter.x0);
        self.x1 = self.x1.max(letter.x1);
        // the baseline is that of full-size letters, not of a superscript that came first
        if letter.size > 1.15 * self.size {
            self.y = letter.y;
            self.size = letter.size;
        }
        self.letters.push(letter);
    }

    /// Whether the run is a bullet or a heading's number: the text after it may stand farther off.
    pub(crate) fn is_label(&self) -> bool {
        self.letters.len() <= 5
            && self
                .letters
                .iter()
                .all(|l| !l.character.is_alphabetic() || self.letters.len() <= 3)
    }
}

/// Whether two pieces of text, each with baseline and size, stand on one line.
pub(crate) fn same_baseline(a: (f32, f32), b: (f32, f32)) -> bool {
    let (small, large) = if a.1 < b.1 { (a, b) } else { (b, a) };
    let reach = match small.1 < SMALL * large.1 {
        true => SCRIPT_OFF_BASELINE,
        false => OFF_BASELINE,
    };
    (a.0 - b.0).abs() <= reach * large.1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of half an em from `x` on.
    fn set(text: &str, x: f32, y: f32, size: f32) -> Vec<Letter> {
        text.chars()
            .enumerate()
            .map(|(place, character)| {
                Letter::sample(character, x + 0.5 * size * place as f32, y, size)
            })
            .collect()
    }

    /// How many of the letters one run takes, from the first on.
    fn taken(letters: &[Vec<Letter>]) -> usize {
        let mut letters = letters.concat().into_iter();
        let mut run = Run::new(letters.next().unwrap());
        let mut count = 1;
        for letter in letters {
            if !run.takes(&letter) {
                break;
            }
            run.push(letter);
            count += 1;
        }
        count
    }

    #[test]
    fn a_fraction_stands_in_its_line() {
        // "if dx over dzz is", at ten points
        let line = [
            set("if", 0.0, 100.0, 10.0),
            set("dx", 13.0, 104.0, 6.0),
            set("dzz", 12.0, 97.0, 6.0),
            set("is", 24.0, 100.0, 10.0),
        ];
        assert_eq!(taken(&line), 9);
        // a numerator that is longer than the denominator
        let line = [
            set("if", 0.0, 100.0, 10.0),
            set("abcdefghij", 13.0, 104.0, 6.0),
            set("z", 26.0, 97.0, 6.0),
            set("is", 46.0, 100.0, 10.0),
        ];
        assert_eq!(taken(&line), 15);
    }

    #[test]
    fn the_next_line_is_no_denominator() {
        let lines = [
            set("a line", 0.0, 100.0, 10.0),
            set("another", 0.0, 90.0, 10.0),
        ];
        assert_eq!(taken(&lines), 6);
        // small print, all of one size
        let lines = [set("a line", 0.0, 100.0, 6.0), set("next", 0.0, 93.0, 6.0)];
        assert_eq!(taken(&lines), 6);
    }
}
