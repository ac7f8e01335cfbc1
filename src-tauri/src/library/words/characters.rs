//! Folds single characters: widths, ligatures, case, dashes, digits of other scripts, and marks that people leave
//! out when they type.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The zeros of decimal digits of other scripts: Arabic, Persian, Devanagari, Bengali, Thai, Lao.
const ZEROS: [u32; 6] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xed0];

/// The characters of a text in one form: compatibility composed (NFKC), in lower case, with ASCII digits and
/// dashes, without characters that are not seen and without the marks for vowels in Arabic and Hebrew.
pub(super) fn folded(text: &str) -> Vec<char> {
    if text.is_ascii() {
        return text.chars().map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_unseen(*c) && !is_left_out(*c))
        .map(one)
        .collect()
}

/// Soft hyphens, joiners, marks of direction, byte order marks.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Accents that do not compose, vowels of Hebrew and Arabic, and the Arabic line that only stretches a word.
fn is_left_out(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

fn one(c: char) -> char {
    let code = u32::from(c);
    for zero in ZEROS {
        if (zero..zero + 10).contains(&code) {
            return char::from_digit(code - zero, 10).unwrap_or(c);
        }
    }
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' | '\u{5be}' | '\u{fe63}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2b9}' | '`' | '\u{b4}'
        | '\u{2032}' => '\'',
        '\u{2215}' | '\u{2044}' => '/',
        '\u{66b}' => '.',
        '\u{66c}' => ',',
        '\u{66a}' => '%',
        // alef with hamza or madda, alef maksura, teh marbuta; letters of Persian
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}' => '\u{627}',
        '\u{649}' | '\u{6cc}' => '\u{64a}',
        '\u{629}' => '\u{647}',
        '\u{6a9}' => '\u{643}',
        // final letters of Hebrew
        '\u{5da}' => '\u{5db}',
        '\u{5dd}' => '\u{5de}',
        '\u{5df}' => '\u{5e0}',
        '\u{5e3}' => '\u{5e4}',
        '\u{5e5}' => '\u{5e6}',
        other => other,
    }
}

/// A word without accents, in the letters that people type instead.
pub(super) fn without_accents(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '\u{df}' => plain.push_str("ss"),
            '\u{e6}' => plain.push_str("ae"),
            '\u{153}' => plain.push_str("oe"),
            '\u{f8}' => plain.push('o'),
            '\u{111}' | '\u{f0}' => plain.push('d'),
            '\u{142}' => plain.push('l'),
            '\u{131}' => plain.push('i'),
            '\u{fe}' => plain.push_str("th"),
            '\u{451}' => plain.push('\u{435}'),
            // Latin and Greek letters
            '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}' => {
                plain.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)));
            }
            other => plain.push(other),
        }
    }
    plain
}

/// A word with its umlauts written as two letters, as people do whose keyboards lack them; `None` if it has none.
pub(super) fn with_two_letters(word: &str) -> Option<String> {
    let umlaut = |c: char| match c {
        '\u{e4}' => Some("ae"),
        '\u{f6}' | '\u{f8}' => Some("oe"),
        '\u{fc}' => Some("ue"),
        '\u{e5}' => Some("aa"),
        _ => None,
    };
    word.chars().any(|c| umlaut(c).is_some()).then(|| {
        let mut long = String::with_capacity(word.len() + 2);
        for c in word.chars() {
            match umlaut(c) {
                Some(two) => long.push_str(two),
                None => long.push(c),
            }
        }
        long
    })
}
