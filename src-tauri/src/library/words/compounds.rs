//! Cuts long words of German and its relatives into what they may be made of.
//!
//! No dictionary: each cut gives two parts, and whoever uses them keeps those that are words elsewhere.

/// Shortest word that is cut, in characters.
const SHORTEST_WORD: usize = 9;
/// Longest word that is cut, in characters.
const LONGEST_WORD: usize = 40;
/// Shortest part, in characters: shorter ones are endings and prefixes.
const SHORTEST_PART: usize = 4;
/// Letters between two parts that belong to neither.
const LINKS: [&str; 4] = ["es", "en", "s", "n"];

/// Whether a language writes compounds as one word, given its ISO 639-3 code.
pub(super) fn writes_together(language: &str) -> bool {
    ["deu", "nld", "swe", "dan", "nob", "nno"].contains(&language)
}

/// What stands before and behind each cut, without the letters that link the two.
pub(super) fn parts(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let cuts = SHORTEST_PART..(letters.len() + 1).saturating_sub(SHORTEST_PART);
    let is_word = (SHORTEST_WORD..=LONGEST_WORD).contains(&letters.len())
        && letters.iter().all(|c| c.is_alphabetic());
    if !is_word {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for cut in cuts {
        let (first, second) = letters.split_at(cut);
        let first: String = first.iter().collect();
        let unlinked = LINKS
            .iter()
            .filter_map(|link| first.strip_suffix(link))
            .filter(|part| part.chars().count() >= SHORTEST_PART);
        parts.extend(unlinked.map(str::to_owned));
        parts.push(first.clone());
        parts.push(second.iter().collect());
    }
    parts
}
