//! The tokens of a word: its stem, so that `Studien` finds `Studie`, and what people may type instead.

use rust_stemmers::{Algorithm, Stemmer};

use super::characters::{with_two_letters, without_accents};
use super::scripts::{arabic, hebrew};

/// Longest word that is stemmed, in bytes.
const LONGEST: usize = 80;

/// The rules by which a language's words lose their endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stems(Option<Algorithm>);

impl Stems {
    /// Rules for a language, given by its ISO 639-3 code. Chinese and the like quote English words.
    pub(super) fn of(language: &str) -> Self {
        Self(Some(match language {
            "dan" => Algorithm::Danish,
            "nld" => Algorithm::Dutch,
            "fin" => Algorithm::Finnish,
            "fra" => Algorithm::French,
            "deu" => Algorithm::German,
            "ell" => Algorithm::Greek,
            "hun" => Algorithm::Hungarian,
            "ita" => Algorithm::Italian,
            "nob" | "nno" | "nor" => Algorithm::Norwegian,
            "por" => Algorithm::Portuguese,
            "ron" => Algorithm::Romanian,
            "rus" => Algorithm::Russian,
            "spa" => Algorithm::Spanish,
            "swe" => Algorithm::Swedish,
            "tam" => Algorithm::Tamil,
            "tur" => Algorithm::Turkish,
            "eng" | "cmn" | "jpn" | "kor" | "tha" | "ara" | "heb" | "pes" | "hin" => {
                Algorithm::English
            }
            _ => return Self(None),
        }))
    }

    /// The token of a word in lower case, and the other tokens that find it.
    pub(super) fn tokens(self, word: &str) -> (String, Vec<String>) {
        if let Some(name) = greek_letter(word) {
            return (name.to_owned(), Vec::new());
        }
        if let Some(token) = arabic(word) {
            return (token, Vec::new());
        }
        if let Some(tokens) = hebrew(word) {
            return tokens;
        }
        let token = without_accents(&self.stem(word));
        let mut also = Vec::new();
        if !word.is_ascii() {
            // the rules of French need accents, which people leave out
            also.push(self.stem(&without_accents(word)));
            also.extend(with_two_letters(word).map(|long| self.stem(&without_accents(&long))));
            also.retain(|other| *other != token);
            also.dedup();
        }
        (token, also)
    }

    fn stem(self, word: &str) -> String {
        let Some(algorithm) = self.0 else {
            return word.to_owned();
        };
        // the rules know letters alone
        if word.len() > LONGEST || !word.chars().all(char::is_alphabetic) {
            return word.to_owned();
        }
        Stemmer::create(algorithm).stem(word).into_owned()
    }
}

/// The name of a Greek letter that stands alone, as in "TNF-α".
fn greek_letter(word: &str) -> Option<&'static str> {
    Some(match word {
        "\u{3b1}" => "alpha",
        "\u{3b2}" => "beta",
        "\u{3b3}" => "gamma",
        "\u{3b4}" => "delta",
        "\u{3b5}" => "epsilon",
        "\u{3b6}" => "zeta",
        "\u{3b7}" => "eta",
        "\u{3b8}" => "theta",
        "\u{3ba}" => "kappa",
        "\u{3bb}" => "lambda",
        "\u{3bc}" => "mu",
        "\u{3c0}" => "pi",
        "\u{3c1}" => "rho",
        "\u{3c3}" | "\u{3c2}" => "sigma",
        "\u{3c4}" => "tau",
        "\u{3c6}" => "phi",
        "\u{3c7}" => "chi",
        "\u{3c8}" => "psi",
        "\u{3c9}" => "omega",
        _ => return None,
    })
}
