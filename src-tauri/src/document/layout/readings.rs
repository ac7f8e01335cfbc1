//! The readings of words, small letters over or beside the words of Chinese and Japanese: they are not part of the lines.

use super::runs::Run;
use crate::document::marks::is_cjk;

/// A reading is at most this large, as a share of the size of its word.
const SMALL: f32 = 0.65;
/// How far the baseline of a reading lies above that of its word, in em of the word.
const ABOVE: std::ops::Range<f32> = 0.45..1.4;

/// The largest number of words that are compared with a reading.
const MOST: usize = 1_000;

/// Divides runs into those of the text and readings.
pub(super) fn apart(runs: Vec<Run>) -> (Vec<Run>, Vec<Run>) {
    if !runs.iter().any(is_kana) {
        return (runs, Vec::new());
    }
    let mut words: Vec<(f32, f32, f32, f32)> = runs
        .iter()
        .filter(|run| {
            run.letters
                .iter()
                .any(|letter| is_ideograph(letter.character))
        })
        .map(|run| (run.y, run.x0, run.x1, run.size))
        .collect();
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    let tallest = words.iter().map(|word| word.3).fold(0.0, f32::max);
    runs.into_iter().partition(|run| {
        let from = words.partition_point(|word| word.0 < run.y - ABOVE.end * tallest);
        let reading = is_kana(run)
            && words
                .iter()
                .skip(from)
                .take(MOST)
                .take_while(|word| word.0 < run.y)
                .any(|(y, x0, x1, size)| {
                    run.size <= SMALL * size
                        && ABOVE.contains(&((run.y - y) / size))
                        && run.x0 > x0 - size
                        && run.x1 < x1 + size
                });
        !reading
    })
}

/// Whether a run has letters of a syllabary alone.
fn is_kana(run: &Run) -> bool {
    let mut letters = run.letters.iter().map(|letter| letter.character);
    letters.all(|c| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}'))
}

fn is_ideograph(character: char) -> bool {
    is_cjk(character) && character >= '\u{3400}' && !matches!(character, '\u{fe10}'..='\u{ff9f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::letter::Letter;

    /// A run of square letters.
    fn run(text: &str, x: f32, y: f32, size: f32) -> Run {
        let mut letters = text.chars().enumerate().map(|(place, character)| Letter {
            x1: x + size * (place + 1) as f32,
            ..Letter::sample(character, x + size * place as f32, y, size)
        });
        let mut run = Run::new(letters.next().unwrap());
        letters.for_each(|letter| run.push(letter));
        run
    }

    fn readings(runs: Vec<Run>) -> usize {
        apart(runs).1.len()
    }

    #[test]
    fn small_kana_over_a_word_are_its_reading() {
        let word = || run("\u{6e2f}\u{306f}", 0.0, 0.0, 12.0);
        let kana = "\u{307f}\u{306a}\u{3068}";
        assert_eq!(readings(vec![word(), run(kana, 0.0, 11.0, 5.0)]), 1);
        // a line of its own, of the same size, or beside the word
        assert_eq!(readings(vec![word(), run(kana, 0.0, 24.0, 5.0)]), 0);
        assert_eq!(readings(vec![word(), run(kana, 0.0, 11.0, 12.0)]), 0);
        assert_eq!(readings(vec![word(), run(kana, 60.0, 11.0, 5.0)]), 0);
    }
}
