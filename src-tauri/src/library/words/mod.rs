//! How words are indexed and asked for. The index and a question pass through the same [`Analyzer`], so that what
//! people type finds what authors print: `ug/L` finds `µg l⁻¹`, `9 to 11` finds `9–11`, `Größen` finds `Groesse`.
//!
//! SQLite's own tokenizers stem English only and take a Chinese sentence for one word. So the index receives
//! finished tokens, separated by spaces, and SQLite's `ascii` tokenizer splits there and nowhere else.
//!
//! `characters` folds single characters, `pieces` cuts a text into words, numbers and signs, `quantities` and `units` give
//! numbers and units one form, `scripts` and `stems` make the tokens of a word, and `compounds` cuts German words.

mod characters;
mod compounds;
mod pieces;
mod quantities;
mod scripts;
mod stems;
mod term;
mod units;

use std::collections::HashSet;

use pieces::{Before, Kind, Piece};
pub use scripts::is_hiragana;
pub(super) use scripts::is_joined;
use stems::Stems;
pub use term::Term;

/// Languages whose function words this version knows, besides English.
const LISTED: [&str; 7] = ["deu", "fra", "spa", "ita", "por", "nld", "rus"];

/// Makes terms of the texts of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Analyzer {
    language: Option<&'static str>,
    stems: Stems,
    decimal_comma: bool,
    compounds: bool,
}

impl Analyzer {
    /// The analyzer for a language, given by its ISO 639-3 code. A language that is not known counts as English.
    pub fn of(language: Option<&str>) -> Self {
        let code = language.unwrap_or("eng");
        Self {
            language: LISTED.iter().copied().find(|listed| *listed == code),
            stems: Stems::of(code),
            decimal_comma: units::has_decimal_comma(code),
            compounds: compounds::writes_together(code),
        }
    }

    /// The ISO 639-3 code of the language, if this version has a list of its function words.
    pub fn language(self) -> Option<&'static str> {
        self.language
    }

    /// The terms of a text, in order.
    pub fn terms(self, text: &str) -> Vec<Term> {
        let pieces = pieces::pieces(text, self.decimal_comma);
        let mut terms: Vec<Term> = Vec::with_capacity(pieces.len());
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            let rest = pieces.get(at..).unwrap_or_default();
            let before = at.checked_sub(1).and_then(|before| pieces.get(before));
            if let Some((taken, mut found)) = quantities::read(before, rest, self.decimal_comma) {
                // "COVID-19" is found as "COVID19" too
                if let (Some(joined), Some(first)) = (joined(before, piece), found.first_mut()) {
                    first.also.push(joined);
                }
                terms.extend(found);
                at += taken.max(1);
                continue;
            }
            self.word(before, piece, &mut terms);
            at += 1;
        }
        terms
    }

    /// The tokens of a text for the index, separated by spaces: one for each word in order, and the others.
    pub fn tokens(self, text: &str) -> (String, String) {
        let (mut in_order, mut others) = (String::with_capacity(text.len()), String::new());
        for term in self.terms(text) {
            push(&mut in_order, &term.token);
            for also in &term.also {
                push(&mut others, also);
            }
        }
        (in_order, others)
    }

    /// Tokens of what a long word may be made of, where words are written together: for "Fenstergröße", among others,
    /// those of "Fenster" and "Größe". What is not a word stands in no text.
    pub fn parts(self, term: &Term) -> Vec<String> {
        if !self.compounds {
            return Vec::new();
        }
        let parts = compounds::parts(&term.word).into_iter();
        let mut tokens: Vec<String> = parts.map(|part| self.stems.tokens(&part).0).collect();
        tokens.retain(|token| *token != term.token);
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }

    /// The tokens that stand in any of some texts, if words are written together in their language.
    pub(super) fn vocabulary<'t>(self, texts: impl Iterator<Item = &'t str>) -> HashSet<String> {
        let texts = texts.filter(|_| self.compounds);
        texts
            .flat_map(|text| self.terms(text))
            .map(|term| term.token)
            .collect()
    }

    /// Tokens of the parts of a text's long words, separated by spaces, as far as they are in a vocabulary.
    pub(super) fn tokens_of_parts(self, text: &str, vocabulary: &HashSet<String>) -> String {
        let mut tokens = String::new();
        if !vocabulary.is_empty() {
            for term in self.terms(text) {
                for part in self.parts(&term) {
                    if vocabulary.contains(&part) {
                        push(&mut tokens, &part);
                    }
                }
            }
        }
        tokens
    }

    fn word(self, before: Option<&Piece>, piece: &Piece, terms: &mut Vec<Term>) {
        match piece.kind {
            Kind::Joined => terms.extend(scripts::pairs(&piece.text)),
            Kind::Number | Kind::Sign => {
                terms.push(Term::plain(piece.text.clone(), piece.text.clone()));
            }
            Kind::Word => {
                let (token, mut also) = self.stems.tokens(&piece.text);
                // "follow-up" is found as "followup" too
                also.extend(joined(before, piece).map(|joined| self.stems.tokens(&joined).0));
                terms.push(Term {
                    word: piece.text.clone(),
                    token,
                    also,
                    begins: false,
                });
            }
        }
    }
}

/// A piece with the word before its hyphen.
fn joined(before: Option<&Piece>, piece: &Piece) -> Option<String> {
    let before = before.filter(|before| {
        piece.before == Before::Hyphen
            && before.kind == Kind::Word
            && matches!(piece.kind, Kind::Word | Kind::Number)
    })?;
    Some(format!("{}{}", before.text, piece.text))
}

fn push(tokens: &mut String, token: &str) {
    if !tokens.is_empty() {
        tokens.push(' ');
    }
    tokens.push_str(token);
}

#[cfg(test)]
mod tests;
