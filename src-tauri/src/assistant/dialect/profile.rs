//! The dialect that a checkpoint reads and writes: the one place that knows it.
//!
//! The published arXiv and PubMed checkpoints were trained on the data of Cohan et al. 2018
//! (<https://arxiv.org/abs/1804.05685>): lower case, with spaces around punctuation, hyphens and slashes, and with
//! `@xcite` and `@xmath0` for citations and formulas, which are numbered by their first appearance in the paper.
//! Text is prepared in that form, and the output is repaired. BigPatent and all other checkpoints read ordinary
//! text. All Pegasus models write `<n>` for a new line.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_segmentation::UnicodeSegmentation;

use super::citations;
use super::formulas::{self, Formulas, Part};
use crate::document::{Document, Sentence, split_sentences};

/// The dialect that a checkpoint reads and writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextProfile {
    /// Ordinary text: BigPatent and all others.
    Plain,
    /// Lower-cased and tokenized, formulas and citations as placeholders: the arXiv data.
    Arxiv,
    /// Like the arXiv data, with numbers and statistics as text: the PubMed data.
    Pubmed,
}

/// A checkpoint's dialect, applied to one document.
pub(crate) struct Dialect {
    profile: TextProfile,
    spelling: Spelling,
    formulas: Formulas,
}

/// The profile that follows from a checkpoint's names (its folder's, or the one it was saved under), because they
/// name the training data. The first name that matches decides.
pub(crate) fn profile_of<'n>(names: impl IntoIterator<Item = &'n str>) -> TextProfile {
    names
        .into_iter()
        .find_map(|name| {
            let name = name.to_lowercase();
            if name.contains("arxiv") {
                Some(TextProfile::Arxiv)
            } else if name.contains("pubmed") {
                Some(TextProfile::Pubmed)
            } else {
                name.contains("bigpatent").then_some(TextProfile::Plain)
            }
        })
        .unwrap_or(TextProfile::Plain)
}

impl Dialect {
    pub(crate) fn new(profile: TextProfile, document: &Document) -> Self {
        Self {
            profile,
            spelling: match profile {
                TextProfile::Plain => Spelling::default(),
                TextProfile::Arxiv | TextProfile::Pubmed => Spelling::of(document.prose()),
            },
            formulas: Formulas::default(),
        }
    }

    /// A sentence in the form that the model reads. Formulas are numbered as they come, so callers prepare
    /// sentences in the order of the document.
    pub(crate) fn prepare(&mut self, sentence: &str) -> String {
        let statistics = match self.profile {
            TextProfile::Plain => return sentence.to_owned(),
            TextProfile::Arxiv => false,
            TextProfile::Pubmed => true,
        };
        let mut tokens: Vec<String> = Vec::new();
        let cited = citations::replaced(sentence, CITATION);
        for part in formulas::parts(&cited, statistics) {
            match part {
                Part::Word(word) => tokenize(word, &mut tokens),
                Part::Formula(before, formula, behind) => {
                    tokens.extend(before.graphemes(true).map(str::to_owned));
                    tokens.push(format!("{FORMULA}{}", self.formulas.number(&formula)));
                    tokens.extend(behind.graphemes(true).map(str::to_owned));
                }
            }
        }
        tokens.join(" ")
    }

    /// The ranges of the sentences in a written text, in characters.
    pub(crate) fn sentences(&self, written: &[char]) -> Vec<Range<usize>> {
        lines(written)
            .into_iter()
            .flat_map(|line| match self.profile {
                TextProfile::Plain => plain_sentences(written, line),
                TextProfile::Arxiv | TextProfile::Pubmed => dotted_sentences(written, line),
            })
            .filter(|range| {
                written
                    .get(range.clone())
                    .is_some_and(|text| text.iter().any(|c| c.is_alphanumeric()))
            })
            .collect()
    }

    /// The numbers of the formulas in a prepared or written text.
    pub(crate) fn formulas_in(&self, text: &str) -> BTreeSet<usize> {
        match self.profile {
            TextProfile::Plain => BTreeSet::new(),
            TextProfile::Arxiv | TextProfile::Pubmed => text
                .split(FORMULA)
                .skip(1)
                .filter_map(|rest| digits(rest).parse().ok())
                .collect(),
        }
    }

    /// A written sentence as people read it: with spacing, the case of the document's own words, and a capital at
    /// the beginning. Formulas whose numbers are `known`, because the sentence's sources contain them, are put
    /// back; `[…]` marks the place of any other, because a model can make numbers up.
    pub(crate) fn repair(&self, sentence: &str, known: &BTreeSet<usize>) -> String {
        let sentence = sentence.replace(NEW_LINE, " ");
        match self.profile {
            TextProfile::Plain => sentence.split_whitespace().collect::<Vec<_>>().join(" "),
            TextProfile::Arxiv | TextProfile::Pubmed => {
                let tokens = sentence
                    .split_whitespace()
                    .flat_map(|token| self.filled(token, known))
                    .collect();
                capitalized(&self.spelling.joined(&without_gaps(tokens)))
            }
        }
    }

    /// A written token with its placeholders replaced; they may be attached to their neighbours.
    fn filled(&self, token: &str, known: &BTreeSet<usize>) -> Vec<Token> {
        let Some(at) = token.find('@') else {
            return vec![Token::Word(token.to_owned())];
        };
        let (before, placeholder) = token.split_at(at);
        let mut tokens = Vec::new();
        if !before.is_empty() {
            tokens.push(Token::Word(before.to_owned()));
        }
        let (filled, rest) = if let Some(rest) = placeholder.strip_prefix(CITATION) {
            (Token::Citation, rest)
        } else if let Some(rest) = placeholder.strip_prefix(FORMULA) {
            let number = digits(rest);
            let formula = number
                .parse()
                .ok()
                .filter(|number| known.contains(number))
                .and_then(|number| self.formulas.get(number));
            let filled = formula.map_or(Token::Gap, |text| Token::Formula(text.to_owned()));
            (filled, rest.get(number.len()..).unwrap_or_default())
        } else {
            // part of a placeholder
            (Token::Gap, "")
        };
        tokens.push(filled);
        if let Some(rest) = rest.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            tokens.push(Token::Word("-".to_owned()));
            tokens.push(Token::Word(rest.to_owned()));
        } else if !rest.is_empty() {
            tokens.extend(self.filled(rest, known));
        }
        tokens
    }
}

const NEW_LINE: &str = "<n>";
const CITATION: &str = "@xcite";
const FORMULA: &str = "@xmath";
/// Marks the place where something was left out.
pub(crate) const OMISSION: &str = "[…]";

/// The digits at the beginning of a text.
fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// The ranges between new-line marks.
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

/// The sentences of a line: in tokenized text a dot that stands alone ends a sentence.
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

const OPENING: [char; 5] = ['(', '[', '“', '"', '‘'];
const CLOSING: [char; 11] = ['.', ',', ';', ':', '!', '?', ')', ']', '”', '"', '’'];
/// Words that keep their full stop.
const DOTTED: [&str; 8] = ["e.g.", "i.e.", "vs.", "a.m.", "p.m.", "u.s.", "dr.", "mr."];

/// The lower-cased tokens of a word: the punctuation around it, and the parts that hyphens and slashes join.
fn tokenize(word: &str, tokens: &mut Vec<String>) {
    if word.starts_with(CITATION) {
        tokens.push(word.to_owned());
        return;
    }
    let lower = word.to_lowercase();
    let bare = lower.trim_start_matches(OPENING);
    let before = lower.len() - bare.len();
    let mut body = bare.trim_end_matches(CLOSING);
    if let Some(dotted) = bare.get(..=body.len()).filter(|word| DOTTED.contains(word)) {
        body = dotted;
    }
    let single = |text: Option<&str>| -> Vec<String> {
        let text = text.unwrap_or_default();
        text.graphemes(true).map(str::to_owned).collect()
    };
    tokens.extend(single(lower.get(..before)));
    let (stem, owner) = ["'s", "’s"]
        .iter()
        .find_map(|owner| Some((body.strip_suffix(owner)?, "'s")))
        .filter(|(stem, _)| !stem.is_empty())
        .unwrap_or((body, ""));
    tokens.extend(parted(stem));
    if !owner.is_empty() {
        tokens.push(owner.to_owned());
    }
    tokens.extend(single(bare.get(body.len()..)));
}

/// "well-known" is three tokens, and so are "5-10" and "mg/dl"; "2-year" and "and/or" are one.
fn parted(word: &str) -> Vec<String> {
    let mut tokens = vec![String::new()];
    let characters: Vec<char> = word.chars().collect();
    for (at, c) in characters.iter().enumerate() {
        let beside = at
            .checked_sub(1)
            .and_then(|before| Some((characters.get(before)?, characters.get(at + 1)?)));
        let parts = beside.is_some_and(|(left, right)| {
            let letters = left.is_alphabetic() && right.is_alphabetic();
            let figures = left.is_ascii_digit() && right.is_ascii_digit();
            match c {
                '-' | '–' | '‐' | '\u{2011}' => letters || figures,
                '—' => letters,
                '/' => letters && word != "and/or",
                _ => false,
            }
        });
        if parts {
            let mark = if *c == '/' { "/" } else { "-" };
            tokens.push(mark.to_owned());
            tokens.push(String::new());
        } else if let Some(last) = tokens.last_mut() {
            last.push(*c);
        }
    }
    tokens.retain(|token| !token.is_empty());
    tokens
}

/// A written token and its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    /// A formula of the document.
    Formula(String),
    /// A formula without a known text.
    Gap,
    Citation,
}

impl Token {
    fn is(&self, words: &[&str]) -> bool {
        matches!(self, Self::Word(word) if words.contains(&word.as_str()))
    }
}

/// Words that need what follows: a citation left out after one of these leaves a gap.
const LEANING: [&str; 12] = [
    "in",
    "by",
    "of",
    "from",
    "see",
    "to",
    "with",
    "following",
    "and",
    "ref",
    "refs",
    "e.g.",
];

/// Drops citations and unknown formulas if the sentence stays complete without them, and marks the place
/// otherwise.
fn without_gaps(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let closes = tokens
            .get(at + 1)
            .is_none_or(|next| next.is(&[".", ",", ";", ":", ")", "]"]));
        match token {
            Token::Citation => {
                if out.last().is_some_and(|last| last.is(&LEANING)) && closes {
                    out.push(Token::Gap);
                }
            }
            Token::Gap if out.last() == Some(&Token::Gap) => {}
            other => out.push(other.clone()),
        }
    }
    without_empty_brackets(out)
}

/// Drops brackets that held only a citation or an unknown formula, and a comma before a comma.
fn without_empty_brackets(tokens: Vec<Token>) -> Vec<Token> {
    const FILLERS: [&str; 9] = ["see", "e.g.", "i.e.", "cf", "cf.", "and", ",", ";", "ref"];
    let mut out: Vec<Token> = Vec::new();
    for token in tokens {
        let opening = match &token {
            Token::Word(word) if word == ")" => "(",
            Token::Word(word) if word == "]" => "[",
            _ => {
                let doubled = token.is(&[",", ";", ".", ":"])
                    && out.last().is_some_and(|last| last.is(&[",", ";"]));
                if doubled {
                    out.pop();
                }
                out.push(token);
                continue;
            }
        };
        let inside = out
            .iter()
            .rev()
            .take_while(|token| token.is(&FILLERS) || **token == Token::Gap)
            .count();
        let before = out.len() - inside;
        if before > 0 && out.get(before - 1).is_some_and(|open| open.is(&[opening])) {
            out.truncate(before - 1);
        } else {
            out.push(token);
        }
    }
    out
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// How a document writes its words: `dna` is `DNA`, `gaussian` is `Gaussian`, `eco-ri` is `EcoRI`'s `Eco-RI`.
#[derive(Debug, Default)]
struct Spelling {
    forms: HashMap<String, String>,
}

impl Spelling {
    /// Counts the forms of every word; the most frequent form wins. At the beginning of a sentence only a form
    /// with a second capital counts.
    fn of<'s>(sentences: impl Iterator<Item = &'s Sentence>) -> Self {
        let mut counts: HashMap<String, HashMap<&str, u32>> = HashMap::new();
        for sentence in sentences {
            let words = sentence.text.unicode_words().enumerate();
            let compounds = sentence
                .text
                .split_whitespace()
                .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
                .enumerate()
                .filter(|(_, word)| word.contains('-'));
            for (at, word) in words.chain(compounds) {
                if at > 0 || word.chars().skip(1).any(char::is_uppercase) {
                    let forms = counts.entry(word.to_lowercase()).or_default();
                    *forms.entry(word).or_insert(0) += 1;
                }
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

    fn form<'a>(&'a self, word: &'a str) -> &'a str {
        self.forms.get(word).map_or(word, String::as_str)
    }

    /// Joins tokens: no space before closing punctuation, after opening brackets, and around hyphens and slashes
    /// that stand apart.
    fn joined(&self, tokens: &[Token]) -> String {
        let mut text = String::new();
        let mut glue = true;
        let mut quoted = false;
        for (at, token) in tokens.iter().enumerate() {
            let word = match token {
                Token::Word(word) => word.as_str(),
                Token::Formula(formula) => formula,
                Token::Gap | Token::Citation => OMISSION,
            };
            let is_joint = |token: &Token| token.is(&["-", "/"]);
            let wordy = |at: Option<usize>| {
                at.and_then(|at| tokens.get(at))
                    .is_some_and(|token| match token {
                        Token::Word(word) => word.chars().all(char::is_alphanumeric),
                        Token::Formula(_) => true,
                        Token::Gap | Token::Citation => false,
                    })
            };
            let joint = is_joint(token) && wordy(at.checked_sub(1)) && wordy(Some(at + 1));
            let closing = [".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "''", "”"]
                .contains(&word)
                || (word == "\"" && quoted);
            if !glue && !closing && !joint {
                text.push(' ');
            }
            match (token, word) {
                (_, "``" | "''" | "\"") => text.push('"'),
                (Token::Word(word), _) => self.push_form(&mut text, tokens, at, word),
                _ => text.push_str(word),
            }
            if word == "\"" {
                quoted = !quoted;
            }
            glue = joint || ["(", "[", "``", "“"].contains(&word) || (word == "\"" && quoted);
        }
        text
    }

    /// Appends a word in the document's spelling, as part of its compound if possible.
    fn push_form(&self, text: &mut String, tokens: &[Token], at: usize, word: &str) {
        let neighbour = |step: isize| {
            let joint = tokens.get(at.checked_add_signed(step)?)?;
            match tokens.get(at.checked_add_signed(2 * step)?)? {
                Token::Word(other) if joint.is(&["-"]) => Some(other.as_str()),
                _ => None,
            }
        };
        let part = |compound: String, index: usize| {
            let form = self.forms.get(&compound)?;
            form.split('-').nth(index).map(str::to_owned)
        };
        let form = neighbour(1)
            .and_then(|next| part(format!("{word}-{next}"), 0))
            .or_else(|| neighbour(-1).and_then(|last| part(format!("{last}-{word}"), 1)));
        match form {
            Some(form) => text.push_str(&form),
            None => text.push_str(self.form(word)),
        }
    }
}
