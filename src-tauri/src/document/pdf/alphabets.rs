//! Letters of alphabets without their accents, and which of them follow each other in words.

use unicode_normalization::char::decompose_canonical;

/// For each letter from a to z, the letters that may follow it, a in the lowest bit: each pair is at least three in a
/// thousand of the pairs of some language, among 74 languages.
const PAIRS: [u32; 26] = [
    0x3ff_ffff, 0x152_4b99, 0x31e_4795, 0x356_6fd9, 0x3fe_ffff, 0x012_6931, 0x15e_67d5, 0x17a_4b1b,
    0x3ff_ffff, 0x01c_6911, 0x15f_4fd5, 0x15c_7f59, 0x114_d9d3, 0x33c_6fdd, 0x37f_ffff, 0x01a_c995,
    0x010_4111, 0x35f_7ddd, 0x35c_cfdd, 0x39e_6995, 0x35e_ffff, 0x112_6911, 0x112_6191, 0x000_0091,
    0x01e_ff3d, 0x37a_e593,
];

/// A letter without its accent, as its number in the alphabet; `None` for letters that are not Latin.
pub(super) fn latin(character: char) -> Option<u32> {
    let mut base = character;
    if !character.is_ascii() {
        base = match character {
            '\u{e6}' | '\u{c6}' => 'a',
            '\u{153}' | '\u{152}' | '\u{f8}' | '\u{d8}' => 'o',
            '\u{df}' => 's',
            '\u{111}' | '\u{110}' | '\u{f0}' | '\u{d0}' => 'd',
            '\u{142}' | '\u{141}' => 'l',
            '\u{131}' => 'i',
            '\u{fe}' | '\u{de}' => 't',
            '\u{259}' => 'e',
            _ => {
                let mut first = None;
                decompose_canonical(character, |c| first = first.or(Some(c)));
                first.unwrap_or(character)
            }
        };
    }
    let base = base.to_ascii_lowercase();
    base.is_ascii_lowercase()
        .then(|| u32::from(base) - u32::from('a'))
}

/// Whether a Cyrillic or Greek letter is a vowel; `None` for other letters.
pub(super) fn vowel(character: char) -> Option<bool> {
    if !('\u{370}'..='\u{52f}').contains(&character) {
        return None;
    }
    let mut base = character.to_lowercase().next().unwrap_or(character);
    if base != '\u{439}' {
        let mut first = None;
        decompose_canonical(base, |c| first = first.or(Some(c)));
        base = first.unwrap_or(base);
    }
    let vowels = "\u{430}\u{435}\u{438}\u{43e}\u{443}\u{44b}\u{44d}\u{44e}\u{44f}\u{456}\u{454}\u{4d9}\u{4e9}\u{4af}\u{4b1}\
         \u{3b1}\u{3b5}\u{3b7}\u{3b9}\u{3bf}\u{3c5}\u{3c9}";
    Some(vowels.contains(base))
}

/// Whether a letter follows another one in words of some language; both are numbers in the alphabet.
pub(super) fn may_follow(first: u32, second: u32) -> bool {
    PAIRS
        .get(first as usize)
        .is_some_and(|bits| bits >> second & 1 == 1)
}

/// Whether a capital stands behind a small letter, as in no word of a text.
pub(super) fn has_capitals_inside(word: &[char]) -> bool {
    let mut pairs = word.iter().zip(word.iter().skip(1));
    pairs.any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_accents() {
        assert_eq!(latin('a'), Some(0));
        assert_eq!(latin('\u{c9}'), Some(4));
        assert_eq!(latin('\u{142}'), Some(11));
        assert_eq!(latin('\u{436}'), None);
        assert_eq!(vowel('\u{451}'), Some(true));
        assert_eq!(vowel('\u{439}'), Some(false));
        assert_eq!(vowel('e'), None);
    }

    #[test]
    fn pairs_of_words_and_capitals_inside_are_known() {
        assert!(may_follow(19, 7) && !may_follow(16, 25));
        let inside = |word: &str| has_capitals_inside(&word.chars().collect::<Vec<_>>());
        assert!(inside("hGl") && inside("pH"));
        assert!(!inside("The") && !inside("TNT") && !inside("a"));
    }
}
