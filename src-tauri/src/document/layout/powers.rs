//! Raised numbers behind numbers: a page that shows 2 with a small 13 above it says 8192, and not 213. Such digits and their sign
//! are read as the raised digits of Unicode, one character for each letter. Marks of citations behind words and punctuation
//! stay plain digits.

use super::letter::Letter;

const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
const MINUS: char = '⁻';
/// The size of a raised digit, as a share of that of the digit before it.
const SIZES: std::ops::Range<f32> = 0.4..0.85;
/// How far its baseline lies above that of the digit before it, in em of that digit.
const RAISED: std::ops::RangeInclusive<f32> = 0.2..=0.8;
/// A letter that begins so far before the end of the raised digits, in em of its own, stands under them.
const UNDER: f32 = 0.3;

/// For each letter of a line from left to right, what it is read as if it is part of a raised number. `breaks` says of each
/// gap between letters whether a word ends there.
pub(super) fn powers(letters: &[Letter], breaks: &[bool]) -> Vec<Option<char>> {
    let mut read = vec![None; letters.len()];
    // the digit on which raised ones stand, and its place
    let mut base: Option<(usize, &Letter)> = None;
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let is_last_raised = base.is_some_and(|(place, _)| place + 1 < at);
        if let (Some((place, _)), Some(before)) = (base, before)
            && is_last_raised
            && is_under(before, letter)
            && let Some(raised) = read.get_mut(place + 1..at)
        {
            // a fraction, or a number with an index
            raised.fill(None);
            base = None;
        }
        let follows = |at: usize| {
            let gap = at.checked_sub(1).and_then(|gap| breaks.get(gap));
            gap.is_some_and(|is_break| !is_break)
        };
        let on = base.filter(|(_, on)| follows(at) && is_raised(letter, on));
        let Some((_, on)) = on else {
            base = letter.character.is_ascii_digit().then_some((at, letter));
            continue;
        };
        let next = letters.get(at + 1).filter(|next| {
            follows(at + 1) && next.character.is_ascii_digit() && is_raised(next, on)
        });
        match letter.character {
            '-' | '\u{2212}' | '\u{2013}' if next.is_some() => set(&mut read, at, MINUS),
            // between the parts of one raised number, or of several marks
            ',' | '.' if next.is_some() => {}
            character => match raised_digit(character) {
                Some(digit) => set(&mut read, at, digit),
                None => base = None,
            },
        }
    }
    read
}

fn set(read: &mut [Option<char>], at: usize, character: char) {
    if let Some(slot) = read.get_mut(at) {
        *slot = Some(character);
    }
}

fn raised_digit(character: char) -> Option<char> {
    let digit = character.to_digit(10)?;
    DIGITS.get(digit as usize).copied()
}

/// Whether a letter is smaller than a digit and stands higher.
fn is_raised(letter: &Letter, on: &Letter) -> bool {
    let size = on.size.max(0.1);
    SIZES.contains(&(letter.size / size)) && RAISED.contains(&((letter.y - on.y) / size))
}

/// Whether a letter goes back to stand lower than the one before it.
fn is_under(before: &Letter, letter: &Letter) -> bool {
    letter.x0 < before.x1 - UNDER * letter.size && letter.y < before.y - UNDER * letter.size
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters side by side, each part with its height above the baseline and its size; how they are read.
    fn read(parts: &[(&str, f32, f32)]) -> String {
        let mut x = 50.0;
        let mut letters = Vec::new();
        for (text, above, size) in parts {
            letters.extend(Letter::row(text, x, 700.0 + above, *size));
            x += 0.5 * size * text.chars().count() as f32;
        }
        said(&letters)
    }

    fn said(letters: &[Letter]) -> String {
        let gap = |pair: &[Letter]| pair.iter().map(|l| l.x0).fold(0.0, |a, b| b - a);
        let breaks: Vec<bool> = letters.windows(2).map(|pair| gap(pair) > 7.0).collect();
        let read = powers(letters, &breaks);
        let letters = letters.iter().zip(read);
        letters
            .map(|(letter, read)| read.unwrap_or(letter.character))
            .collect()
    }

    #[test]
    fn a_raised_number_behind_a_number_is_read_as_raised() {
        assert_eq!(read(&[("2", 0.0, 10.0), ("13", 3.6, 7.0)]), "2¹³");
        for minus in ["-", "\u{2212}", "\u{2013}"] {
            let power = format!("{minus}5");
            let parts = [("10", 0.0, 10.0), (power.as_str(), 3.6, 7.0)];
            assert_eq!(read(&parts), "10⁻⁵");
        }
        let marks = [("2016", 0.0, 10.0), ("3,4", 3.6, 7.0), (".", 0.0, 10.0)];
        assert_eq!(read(&marks), "2016³,⁴.");
    }

    #[test]
    fn other_small_digits_stay_as_they_are() {
        // marks of citations, a square, an index, and a sign without a number
        assert_eq!(read(&[("birds", 0.0, 10.0), ("13", 3.6, 7.0)]), "birds13");
        assert_eq!(read(&[("13.", 0.0, 10.0), ("4", 3.6, 7.0)]), "13.4");
        assert_eq!(read(&[("m", 0.0, 10.0), ("2", 3.6, 7.0)]), "m2");
        assert_eq!(read(&[("1", 0.0, 10.0), ("2", -2.0, 7.0)]), "12");
        assert_eq!(read(&[("2", 0.0, 10.0), ("-n", 3.6, 7.0)]), "2-n");
        // as large, or as low, as the digit before
        assert_eq!(read(&[("2", 0.0, 10.0), ("13", 3.6, 9.5)]), "213");
        assert_eq!(read(&[("2", 0.0, 10.0), ("13", 0.5, 7.0)]), "213");
        // behind a gap
        assert_eq!(read(&[("2   ", 0.0, 10.0), ("13", 3.6, 7.0)]), "213");
    }

    #[test]
    fn the_upper_half_of_a_fraction_is_no_power() {
        let letters = [
            Letter::sample('2', 50.0, 700.0, 10.0),
            Letter::sample('1', 55.0, 704.0, 6.0),
            Letter::sample('3', 55.0, 697.0, 6.0),
        ];
        assert_eq!(said(&letters), "213");
    }
}
