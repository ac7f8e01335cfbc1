//! The dialect a checkpoint reads and writes: the one place that knows it.
//!
//! The published arXiv and PubMed checkpoints were trained on the data of Cohan et al. 2018
//! (<https://arxiv.org/abs/1804.05685>): lower case, punctuation set apart, citations and formulas replaced
//! by `@xcite` and `@xmath0`. Text goes in that way, and what comes out is repaired. All Pegasus models
//! write `<n>` for a new line.

use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Document, split_sentences};

/// A checkpoint's dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextProfile {
    /// Text as people write it.
    Plain,
    /// Lower-cased and tokenized, as the arXiv and PubMed data.
    Scientific,
}

impl TextProfile {
    /// By the checkpoint's name, which names the data it was trained on.
    pub(super) fn of(model: &str) -> Self {
        let name = model.to_lowercase();
        if name.contains("arxiv") || name.contains("pubmed") {
            Self::Scientific
        } else {
            Self::Plain
        }
    }

    /// A sentence as the model reads it.
    pub(super) fn prepare(self, sentence: &str) -> String {
        match self {
            Self::Plain => sentence.to_owned(),
            Self::Scientific => tokenized(&citations_replaced(sentence)).to_lowercase(),
        }
    }

    /// Where the sentences of a written text stand, in characters.
    pub(super) fn sentences(self, written: &[char]) -> Vec<Range<usize>> {
        lines(written)
            .into_iter()
            .flat_map(|line| match self {
                Self::Plain => plain_sentences(written, line),
                Self::Scientific => dotted_sentences(written, line),
            })
            .filter(|range| {
                written
                    .get(range.clone())
                    .is_some_and(|text| text.iter().any(|c| c.is_alphanumeric()))
            })
            .collect()
    }

    /// A written sentence as people read it, with the case of the document's own words.
    pub(super) fn repair(self, sentence: &str, spelling: &Spelling) -> String {
        let sentence = sentence.replace(NEW_LINE, " ");
        match self {
            Self::Plain => sentence.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Scientific => {
                let words: Vec<&str> = sentence
                    .split_whitespace()
                    .filter(|word| !word.starts_with("@x"))
                    .collect();
                capitalized(&joined(&words, spelling))
            }
        }
    }
}

const NEW_LINE: &str = "<n>";

/// Ranges between the marks of new lines.
fn lines(written: &[char]) -> Vec<Range<usize>> {
    let mark: Vec<char> = NEW_LINE.chars().collect();
    let mut lines = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < written.len() {
        if written.get(at..at + mark.len()) == Some(&mark) {
            lines.push(start..at);
            at += mark.len();
            start = at;
        } else {
            at += 1;
        }
    }
    lines.push(start..written.len());
    lines
}

fn plain_sentences(written: &[char], line: Range<usize>) -> Vec<Range<usize>> {
    let text = written.get(line.clone()).unwrap_or_default();
    split_sentences(text)
        .into_iter()
        .map(|(start, end)| line.start + start..line.start + end)
        .collect()
}

/// In tokenized text a dot that stands alone ends a sentence.
fn dotted_sentences(written: &[char], line: Range<usize>) -> Vec<Range<usize>> {
    let blank = |at: usize| written.get(at).is_none_or(|c| c.is_whitespace());
    let mut sentences = Vec::new();
    let mut start = line.start;
    for at in line.clone() {
        let ends = matches!(written.get(at), Some('.' | '!' | '?'));
        if ends && at > line.start && blank(at - 1) && (at + 1 == line.end || blank(at + 1)) {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < line.end {
        sentences.push(start..line.end);
    }
    sentences
}

/// `[3]`, `[4, 7-9]` become `@xcite`.
fn citations_replaced(sentence: &str) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some(open) = rest.find('[') {
        let (before, from) = rest.split_at(open);
        text.push_str(before);
        let inside = from.find(']').and_then(|close| from.get(1..close));
        match inside {
            Some(inside) if is_citation(inside) => {
                text.push_str(" @xcite ");
                rest = from.get(inside.len() + 2..).unwrap_or_default();
            }
            _ => {
                text.push('[');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    text.push_str(rest);
    text
}

fn is_citation(inside: &str) -> bool {
    inside.contains(|c: char| c.is_ascii_digit())
        && inside
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | ',' | ';' | '-' | '–'))
}

/// Words and punctuation set apart by single spaces; dots and hyphens within words stay.
fn tokenized(sentence: &str) -> String {
    let mut tokens: Vec<&str> = Vec::new();
    for word in sentence.split_whitespace() {
        if word.starts_with("@x") {
            tokens.push(word);
            continue;
        }
        let bare = word.trim_start_matches(OPENING);
        tokens.extend(singles(word, 0, word.len() - bare.len()));
        let body = bare.trim_end_matches(CLOSING);
        if !body.is_empty() {
            tokens.push(body);
        }
        tokens.extend(singles(bare, body.len(), bare.len()));
    }
    tokens.join(" ")
}

const OPENING: [char; 5] = ['(', '[', '“', '"', '‘'];
const CLOSING: [char; 11] = ['.', ',', ';', ':', '!', '?', ')', ']', '”', '"', '’'];

fn singles(text: &str, from: usize, to: usize) -> impl Iterator<Item = &str> {
    text.get(from..to).unwrap_or_default().graphemes(true)
}

/// Tokens put together again: no space before closing punctuation and after opening brackets.
fn joined(tokens: &[&str], spelling: &Spelling) -> String {
    let mut text = String::new();
    let mut glue = true;
    for token in tokens {
        let mut chars = token.chars();
        let single = chars.next().filter(|_| chars.next().is_none());
        let closing = single.is_some_and(|c| ".,;:!?)]%".contains(c));
        if !glue && !closing {
            text.push(' ');
        }
        text.push_str(spelling.of(token));
        glue = single.is_some_and(|c| "([".contains(c));
    }
    // brackets that held nothing but a citation or a formula
    text.replace(" ()", "")
        .replace(" []", "")
        .replace(" .", ".")
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// How a document writes its words: `dna` is `DNA`, `gaussian` is `Gaussian`.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    forms: HashMap<String, String>,
}

impl Spelling {
    /// Counts the forms of every word that does not begin a sentence; the most frequent wins.
    pub(super) fn of_document(document: &Document) -> Self {
        let mut counts: HashMap<String, HashMap<&str, u32>> = HashMap::new();
        for sentence in document.prose() {
            for word in sentence.text.unicode_words().skip(1) {
                let forms = counts.entry(word.to_lowercase()).or_default();
                *forms.entry(word).or_insert(0) += 1;
            }
        }
        let forms = counts
            .into_iter()
            .filter_map(|(lower, forms)| {
                let (form, _) = forms
                    .into_iter()
                    .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))?;
                (form != lower).then(|| (lower, form.to_owned()))
            })
            .collect();
        Self { forms }
    }

    fn of<'a>(&'a self, word: &'a str) -> &'a str {
        self.forms.get(word).map_or(word, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling(forms: &[&str]) -> Spelling {
        Spelling {
            forms: forms
                .iter()
                .map(|form| (form.to_lowercase(), (*form).to_owned()))
                .collect(),
        }
    }

    #[test]
    fn the_name_tells_the_dialect() {
        assert_eq!(
            TextProfile::of("google/bigbird-pegasus-large-arXiv"),
            TextProfile::Scientific
        );
        assert_eq!(
            TextProfile::of("bigbird-pegasus-large-bigpatent"),
            TextProfile::Plain
        );
    }

    #[test]
    fn a_sentence_goes_in_as_the_checkpoint_knows_it() {
        let profile = TextProfile::Scientific;
        assert_eq!(
            profile.prepare("The DNA (see [3, 5-7]) was cut, e.g. by Eco-RI, at 3.5 min."),
            "the dna ( see @xcite ) was cut , e.g . by eco-ri , at 3.5 min ."
        );
        assert_eq!(
            profile.prepare("An array a[i] is [open"),
            "an array a[i ] is [ open"
        );
        assert_eq!(TextProfile::Plain.prepare("The DNA [3]."), "The DNA [3].");
    }

    #[test]
    fn what_comes_out_is_repaired() {
        let spelling = spelling(&["DNA", "Gaussian"]);
        assert_eq!(
            TextProfile::Scientific.repair(
                "the dna ( see @xcite ) follows a gaussian ( @xmath0 ) , as expected .",
                &spelling
            ),
            "The DNA (see) follows a Gaussian, as expected."
        );
        assert_eq!(
            TextProfile::Plain.repair("Two  lines<n>of text.", &spelling),
            "Two lines of text."
        );
    }

    #[test]
    fn written_sentences_are_told_apart() {
        let cut = |profile: TextProfile, text: &str| -> Vec<String> {
            let chars: Vec<char> = text.chars().collect();
            profile
                .sentences(&chars)
                .into_iter()
                .map(|range| chars[range].iter().collect::<String>().trim().to_owned())
                .collect()
        };
        assert_eq!(
            cut(
                TextProfile::Scientific,
                "we study 3.5 models . <n> they work , e.g. here . the end"
            ),
            [
                "we study 3.5 models .",
                "they work , e.g. here .",
                "the end"
            ]
        );
        assert_eq!(
            cut(TextProfile::Plain, "We study birds.<n>They fly. Far."),
            ["We study birds.", "They fly.", "Far."]
        );
        assert!(cut(TextProfile::Plain, " <n> . ").is_empty());
    }
}
