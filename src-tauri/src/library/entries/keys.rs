//! How titles and names are put in order: without regard to case, accents and punctuation, numbers by their value, and
//! people by their family names.

use unicode_normalization::UnicodeNormalization;

/// Digits of a number that is compared by its value; a longer one is compared as text.
const DIGITS: usize = 12;

/// What stands behind a name and is no family name.
const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// A title in the form that is compared.
pub(super) fn of_title(title: &str) -> String {
    folded(title)
}

/// The first author in the form that is compared: family name, then given name. Empty without an author.
pub(super) fn of_authors(authors: &[String]) -> String {
    let Some(first) = authors.first() else {
        return String::new();
    };
    if let Some((family, given)) = first.split_once(',') {
        return folded(&format!("{family} {given}"));
    }
    let mut words: Vec<&str> = first.split_whitespace().collect();
    let is_suffix = |word: &&str| SUFFIXES.contains(&folded(word).as_str());
    if words.len() > 1 && words.last().is_some_and(is_suffix) {
        words.pop();
    }
    if let Some(family) = words.pop() {
        words.insert(0, family);
    }
    folded(&words.join(" "))
}

/// A name of a collection or a tag in the form that is compared: two that differ in case or space alone are the same.
pub(in crate::library) fn of_group(name: &str) -> String {
    let composed: String = name.nfkc().collect();
    let lower = composed.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Small letters without accents, numbers of one width, one space between words and no other signs.
fn folded(text: &str) -> String {
    let is_accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
    let letters: String = text.nfkd().filter(|c| !is_accent(c)).collect();
    let lower = letters.to_lowercase();
    let words = lower.split(|c: char| !is_part_of_word(c));
    let words = words.filter(|word| !word.is_empty()).map(padded);
    words.collect::<Vec<_>>().join(" ")
}

/// Marks belong to their letters, as the vowel signs of Devanagari and Thai do.
fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// A word in which each number has zeros before it, so that 9 comes before 10.
fn padded(word: &str) -> String {
    let mut padded = String::with_capacity(word.len());
    let mut digits = String::new();
    let flush = |digits: &mut String, padded: &mut String| {
        if !digits.is_empty() {
            let bare = digits.trim_start_matches('0');
            padded.extend(std::iter::repeat_n('0', DIGITS.saturating_sub(bare.len())));
            padded.push_str(bare);
            digits.clear();
        }
    };
    for c in word.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            flush(&mut digits, &mut padded);
            padded.push(c);
        }
    }
    flush(&mut digits, &mut padded);
    padded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_ordered_as_people_read_them() {
        let mut titles = [
            "Zinc in rivers",
            "Part 10",
            "“Äpfel” und Birnen",
            "part 9",
            "apples",
            "Apples and pears",
            "鳥の渡り",
        ];
        titles.sort_by_key(|title| of_title(title));
        assert_eq!(
            titles,
            [
                "“Äpfel” und Birnen",
                "apples",
                "Apples and pears",
                "part 9",
                "Part 10",
                "Zinc in rivers",
                "鳥の渡り",
            ]
        );
    }

    #[test]
    fn people_are_ordered_by_their_family_names() {
        let of = |name: &str| of_authors(&[name.to_owned(), "Zoe Zimmer".to_owned()]);
        assert_eq!(of("Ada Müller"), "muller ada");
        assert_eq!(of("Müller, Ada"), "muller ada");
        assert_eq!(of("Sammy Davis Jr."), "davis sammy");
        assert_eq!(of("Aristotle"), "aristotle");
        assert_eq!(of(""), "");
        assert_eq!(of_authors(&[]), "");
    }

    #[test]
    fn names_of_groups_differ_by_more_than_case_and_space() {
        assert_eq!(of_group(" To  read "), of_group("to READ"));
        assert_ne!(of_group("C"), of_group("C++"));
        assert_ne!(of_group("Muller"), of_group("Müller"));
    }
}
