//! The tokens of scripts without spaces between words, and of Arabic and Hebrew, where short words are written
//! together with the next.
//!
//! Chinese, Japanese, Korean, Thai and their like become overlapping pairs of characters, as search engines have
//! done for decades: it needs no dictionary, finds new words and names, and a word of three characters is found as
//! the phrase of its two pairs. The last character also stands alone, so that every character begins a token.

use unicode_segmentation::UnicodeSegmentation;

use super::term::Term;

/// Prefixes of Arabic: the article, alone and after "and", "with", "like", "so" and "for"; "and" (Larkey, Ballesteros
/// and Connell 2007, "Light Stemming for Arabic Information Retrieval").
const ARABIC_PREFIXES: [&str; 7] = [
    "\u{648}\u{627}\u{644}",
    "\u{628}\u{627}\u{644}",
    "\u{643}\u{627}\u{644}",
    "\u{641}\u{627}\u{644}",
    "\u{627}\u{644}",
    "\u{644}\u{644}",
    "\u{648}",
];
/// Suffixes of Arabic: "her", dual, plurals, feminine, "his", "my"; after folding, teh marbuta is heh.
const ARABIC_SUFFIXES: [&str; 9] = [
    "\u{647}\u{627}",
    "\u{627}\u{646}",
    "\u{627}\u{62a}",
    "\u{648}\u{646}",
    "\u{64a}\u{646}",
    "\u{64a}\u{647}",
    "\u{647}",
    "\u{64a}",
    "\u{629}",
];
/// Letters of Hebrew that are words of their own before a noun: "the", "and", "in", "to", "from", "that", "as".
const HEBREW_PREFIXES: &str = "\u{5d4}\u{5d5}\u{5d1}\u{5dc}\u{5de}\u{5e9}\u{5db}";
/// Plurals of Hebrew, whose final letters are folded.
const HEBREW_SUFFIXES: [&str; 2] = ["\u{5d9}\u{5de}", "\u{5d5}\u{5ea}"];

/// Whether a script writes its words without spaces, or glues particles to them: Thai, Lao, Burmese, Khmer,
/// Chinese, Japanese, Korean.
pub(in crate::library) fn is_joined(c: char) -> bool {
    is_east_asian(c) || is_hangul(c) || is_south_east_asian(c)
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

fn is_south_east_asian(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e80}'..='\u{ecd}' | '\u{edc}'..='\u{edf}'
        | '\u{1000}'..='\u{103f}' | '\u{1780}'..='\u{17d3}')
}

/// Whether both characters belong to one stretch of [`is_joined`] characters.
pub(super) fn same_script(a: char, b: char) -> bool {
    let script = |c: char| (is_hangul(c), is_south_east_asian(c));
    script(a) == script(b)
}

/// Whether a text is nothing but the syllables that Japanese writes endings and particles with.
pub fn is_hiragana(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '\u{3041}'..='\u{309f}'))
}

/// The overlapping pairs of a stretch without spaces, and its last character.
pub(super) fn pairs(stretch: &str) -> Vec<Term> {
    let characters: Vec<&str> = stretch.graphemes(true).collect();
    let mut terms: Vec<Term> = characters
        .windows(2)
        .map(|pair| {
            let pair = pair.concat();
            Term::plain(pair.clone(), pair)
        })
        .collect();
    if let Some(last) = characters.last() {
        terms.push(Term {
            begins: true,
            ..Term::sign(last)
        });
    }
    terms
}

/// The token of a word in Arabic letters; `None` for other letters.
pub(super) fn arabic(word: &str) -> Option<String> {
    if !word.chars().all(|c| matches!(c, '\u{620}'..='\u{6ff}')) {
        return None;
    }
    let rest = ARABIC_PREFIXES
        .iter()
        .filter_map(|prefix| word.strip_prefix(prefix).map(|rest| (prefix, rest)))
        // a single letter is a prefix only if a whole word remains
        .find(|(prefix, rest)| {
            rest.chars().count() >= if prefix.chars().count() == 1 { 3 } else { 2 }
        })
        .map_or(word, |(_, rest)| rest);
    let stem = ARABIC_SUFFIXES
        .iter()
        .filter_map(|suffix| rest.strip_suffix(suffix))
        .find(|stem| stem.chars().count() >= 2)
        .unwrap_or(rest);
    Some(stem.to_owned())
}

/// The token of a word in Hebrew letters, and the tokens of what may be the word without its prefixes; `None` for
/// other letters.
pub(super) fn hebrew(word: &str) -> Option<(String, Vec<String>)> {
    if !word.chars().all(|c| matches!(c, '\u{5d0}'..='\u{5ea}')) {
        return None;
    }
    let mut also = Vec::new();
    let mut rest = word;
    // "and in the": at most three
    for _ in 0..3 {
        let mut letters = rest.chars();
        let is_prefix = letters.next().is_some_and(|c| HEBREW_PREFIXES.contains(c));
        rest = letters.as_str();
        if !is_prefix || rest.chars().count() < 3 {
            break;
        }
        also.push(without_plural(rest));
    }
    Some((without_plural(word), also))
}

fn without_plural(word: &str) -> String {
    HEBREW_SUFFIXES
        .iter()
        .filter_map(|suffix| word.strip_suffix(suffix))
        .find(|stem| stem.chars().count() >= 3)
        .unwrap_or(word)
        .to_owned()
}
