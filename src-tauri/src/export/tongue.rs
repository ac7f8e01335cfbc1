//! The language of a document as other programs name it, and the direction in which its words run.

use crate::document::{Document, is_rtl};

/// The codes of ISO 639-3 that the detector of languages gives, each with its tag in BCP 47: the code of two letters,
/// where there is one.
#[rustfmt::skip]
const TAGS: &[(&str, &str)] = &[
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"),
    ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"),
    ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"),
    ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"),
    ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"),
    ("lav", "lv"), ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"),
    ("nld", "nl"), ("nob", "nb"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"),
    ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"),
    ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"),
    ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];
/// Sentences whose words show the direction, at most.
const SENTENCES: usize = 200;

/// The language of a document, or of other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tongue {
    /// Its tag in BCP 47; `None` if the text does not show the language.
    pub(super) tag: Option<String>,
    /// Whether its words run from right to left.
    pub(super) right_to_left: bool,
}

impl Tongue {
    /// The language of a text that has several.
    pub(super) fn unknown() -> Self {
        Self {
            tag: None,
            right_to_left: false,
        }
    }

    pub(super) fn of(document: &Document) -> Self {
        let sentences = document.sentences.iter().take(SENTENCES);
        Self {
            tag: document.language.as_deref().and_then(tag),
            right_to_left: run_right_to_left(sentences.map(|sentence| sentence.text.as_str())),
        }
    }

    /// That of words whose language nobody has detected.
    pub(super) fn of_words<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        Self {
            tag: None,
            right_to_left: run_right_to_left(words),
        }
    }
}

/// Whether most letters run from right to left.
fn run_right_to_left<'w>(texts: impl Iterator<Item = &'w str>) -> bool {
    let (mut right, mut left) = (0_usize, 0_usize);
    for letter in texts.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        match is_rtl(letter) {
            true => right += 1,
            false => left += 1,
        }
    }
    right > left
}

/// The tag of a language, given by its ISO 639-3 code. A code that is not listed is its own tag.
fn tag(code: &str) -> Option<String> {
    let listed = TAGS.iter().find(|(listed, _)| *listed == code);
    match listed {
        Some((_, tag)) => Some((*tag).to_owned()),
        None => {
            let is_code = code.len() == 3 && code.chars().all(|c| c.is_ascii_lowercase());
            is_code.then(|| code.to_owned())
        }
    }
}

/// Whether the words of a text run from right to left: its first letter decides. `None` if it has no letters.
pub(super) fn runs_right_to_left(text: &str) -> Option<bool> {
    text.chars().find(|c| c.is_alphabetic()).map(is_rtl)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_is_detected_has_its_tag() {
        for language in whatlang::Lang::all() {
            let tag = tag(language.code()).unwrap();
            assert_eq!(tag.len(), 2, "{language}");
        }
        assert_eq!(tag("eng").as_deref(), Some("en"));
        assert_eq!(tag("cmn").as_deref(), Some("zh"));
        assert_eq!(tag("grc").as_deref(), Some("grc"));
        assert_eq!(tag("\"><b>"), None);
    }

    #[test]
    fn the_first_letter_decides_the_direction() {
        assert_eq!(
            runs_right_to_left("12. \u{5e9}\u{5dc}\u{5d5}\u{5dd}"),
            Some(true)
        );
        assert_eq!(runs_right_to_left("p. 3 \u{5e9}"), Some(false));
        assert_eq!(runs_right_to_left("3-4"), None);
    }
}
