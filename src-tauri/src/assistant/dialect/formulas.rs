//! Formulas in running text: found, numbered, and put back.
//!
//! Extraction leaves a formula as words of symbols between the words of the sentence, "for all x ∈ S with |x| ≤
//! 1". A run of such words is one formula. Equal formulas have the same number throughout a document.

use std::collections::HashMap;

/// A document's formulas in order of first appearance: index N is the N of `@xmathN`.
#[derive(Debug, Default)]
pub(super) struct Formulas {
    texts: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Formulas {
    /// The number of a formula; a formula seen for the first time gets the next number.
    pub(super) fn number(&mut self, formula: &str) -> usize {
        if let Some(number) = self.numbers.get(formula) {
            return *number;
        }
        let number = self.texts.len();
        self.texts.push(formula.to_owned());
        self.numbers.insert(formula.to_owned(), number);
        number
    }

    /// The formula with this number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        self.texts.get(number).map(String::as_str)
    }
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part<'s> {
    /// A word with its surrounding punctuation.
    Word(&'s str),
    /// The punctuation before a formula, the formula, and the punctuation after it.
    Formula(&'s str, String, &'s str),
}

/// The role that a word can have in a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A symbol that occurs in formulas only.
    Symbol,
    /// An operator or relation, which joins its neighbours.
    Operator,
    /// A number or a single letter: part of a formula if others stand beside it.
    Operand,
    Word,
}

/// Words and formulas of a sentence, in order. With `statistics`, comparisons of plain letters and numbers ("p <
/// 0.05", "n = 12") stay words.
pub(super) fn parts(sentence: &str, statistics: bool) -> Vec<Part<'_>> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let roles: Vec<Role> = words.iter().map(|word| role(word)).collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let run = run_at(&words, &roles, at);
        let formula = words.get(at..at + run).unwrap_or_default();
        if run == 0 || (statistics && is_statistic(formula)) {
            let through = run.max(1);
            let plain = words.get(at..at + through).unwrap_or_default();
            parts.extend(plain.iter().copied().map(Part::Word));
            at += through;
            continue;
        }
        let first = formula.first().copied().unwrap_or_default();
        let last = formula.last().copied().unwrap_or_default();
        let text = formula.join(" ");
        let (before, behind) = if is_closed(&text) {
            (
                "",
                last.get(last.trim_end_matches(PUNCTUATION).len()..)
                    .unwrap_or_default(),
            )
        } else {
            (
                first
                    .get(..first.len() - first.trim_start_matches(OPENING).len())
                    .unwrap_or_default(),
                last.get(last.trim_end_matches(CLOSING).len()..)
                    .unwrap_or_default(),
            )
        };
        let bare = text
            .get(before.len()..text.len().saturating_sub(behind.len()))
            .unwrap_or_default();
        parts.push(Part::Formula(before, bare.to_owned(), behind));
        at += run;
    }
    parts
}

const PUNCTUATION: [char; 5] = ['.', ',', ';', ':', '?'];
const OPENING: [char; 2] = ['(', '['];
const CLOSING: [char; 7] = ['.', ',', ';', ':', '?', ')', ']'];

/// Whether all brackets come in pairs, so that those at the ends belong to the formula.
fn is_closed(text: &str) -> bool {
    let mut open: i32 = 0;
    for c in text.chars() {
        open += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
        if open < 0 {
            return false;
        }
    }
    let bracketed = text.starts_with(['(', '[']) && {
        let inner = text.trim_end_matches(PUNCTUATION);
        // "(x ≤ 1)" is a formula in brackets; "(a, b) ∈ S" begins with one
        inner.ends_with([')', ']']) && !inner.chars().skip(1).any(|c| c == '(' || c == '[')
    };
    open == 0 && !bracketed
}

/// Number of brackets that a word opens minus those that it closes.
fn brackets(word: &str) -> i32 {
    word.chars()
        .map(|c| i32::from("([{".contains(c)) - i32::from(")]}".contains(c)))
        .sum()
}

/// Number of words from `at` that form one formula; 0 if none begins there.
fn run_at(words: &[&str], roles: &[Role], at: usize) -> usize {
    let mut end = at;
    let mut open: i32 = 0;
    while let Some(role) = roles.get(end) {
        if *role == Role::Word {
            break;
        }
        let word = words.get(end).copied().unwrap_or_default();
        open += brackets(word);
        end += 1;
        // a bracket that closes an earlier one ends a formula, and a comma separates two
        if open < 0 || (word.ends_with([',', ';', '.']) && *role != Role::Operator) {
            break;
        }
    }
    // an operator needs an operand
    while end > at && roles.get(end - 1) == Some(&Role::Operator) {
        end -= 1;
    }
    let run = roles.get(at..end).unwrap_or_default();
    let symbols = run.contains(&Role::Symbol);
    let joined = run.contains(&Role::Operator)
        && run.first() != Some(&Role::Operator)
        && run.iter().filter(|role| **role == Role::Operand).count() >= 2;
    if symbols || joined { end - at } else { 0 }
}

fn role(word: &str) -> Role {
    let bare = word.trim_start_matches(OPENING).trim_end_matches(CLOSING);
    let mut letters = 0;
    let mut longest = 0;
    let mut run = 0;
    let mut marks = 0;
    let mut digits = 0;
    for c in bare.chars() {
        let letter = c.is_alphabetic() && !is_mathematical(c);
        run = if letter { run + 1 } else { 0 };
        longest = longest.max(run);
        letters += usize::from(letter);
        digits += usize::from(c.is_ascii_digit());
        marks += usize::from(is_mathematical(c) || is_relation(c));
    }
    let count = bare.chars().count();
    let relation = count > 0 && bare.chars().all(|c| is_relation(c) || "+-/*|".contains(c));
    let single = letters == 1 && count == 1;
    if relation {
        // a hyphen or a slash alone is a dash
        return match bare {
            "-" | "/" | "*" | "|" => Role::Word,
            _ => Role::Operator,
        };
    }
    // "β-carotene" and "k-means" are words
    if longest >= 4 {
        return Role::Word;
    }
    let absolute = count > 2 && bare.starts_with('|') && bare.ends_with('|');
    if marks > 0 || absolute {
        return Role::Symbol;
    }
    let letter_of_its_own = single && !matches!(bare, "a" | "A" | "I");
    if letter_of_its_own || (digits > 0 && letters == 0) {
        return Role::Operand;
    }
    // f(x), p(x|y), O(n), x1
    let applied = bare.contains('(') && longest <= 3 && letters <= 6;
    let indexed = letters == 1 && digits > 0 && digits <= 2 && bare.len() <= 3;
    if (applied && !bare.contains("(s)")) || indexed {
        return Role::Operand;
    }
    Role::Word
}

/// Letters and signs that occur in formulas only.
fn is_mathematical(c: char) -> bool {
    ('\u{1d400}'..='\u{1d7ff}').contains(&c)
        || ('\u{2200}'..='\u{22ff}').contains(&c)
        || ('\u{2190}'..='\u{21ff}').contains(&c)
        || ('\u{27c0}'..='\u{27ef}').contains(&c)
        || ('\u{2980}'..='\u{2aff}').contains(&c)
        || ('\u{2070}'..='\u{209c}').contains(&c)
        || ('\u{1d62}'..='\u{1d6a}').contains(&c)
        || ('\u{391}'..='\u{3a9}').contains(&c)
        || ('\u{3b1}'..='\u{3c9}').contains(&c)
        || matches!(c, 'ℝ' | 'ℕ' | 'ℤ' | 'ℂ' | 'ℚ' | 'ℓ' | 'ℏ' | '^' | '_')
}

fn is_relation(c: char) -> bool {
    matches!(
        c,
        '=' | '<'
            | '>'
            | '≤'
            | '≥'
            | '≈'
            | '∼'
            | '±'
            | '×'
            | '÷'
            | '\u{2212}'
            | '≠'
            | '≪'
            | '≫'
    )
}

/// A comparison of plain letters and numbers, as running text reports statistics.
fn is_statistic(formula: &[&str]) -> bool {
    formula.iter().all(|word| {
        word.chars()
            .all(|c| c.is_ascii() && !matches!(c, '^' | '_') || is_relation(c) || c == '–')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formulas(sentence: &str) -> Vec<String> {
        parts(sentence, false)
            .into_iter()
            .filter_map(|part| match part {
                Part::Formula(_, formula, _) => Some(formula),
                Part::Word(_) => None,
            })
            .collect()
    }

    #[test]
    fn runs_of_symbols_are_formulas() {
        for (sentence, expected) in [
            (
                "For all x ∈ S the norm |x| ≤ 1 holds.",
                vec!["x ∈ S", "|x| ≤ 1"],
            ),
            (
                "We set n = 12 and f(x) = x + 1, as before.",
                vec!["n = 12", "f(x) = x + 1"],
            ),
            ("The rate 𝛼 is small (λ > 0).", vec!["𝛼", "λ > 0"]),
            ("Let (a, b) ∈ R be given.", vec![]),
            ("A sum ∑ᵢ xᵢ of terms.", vec!["∑ᵢ xᵢ"]),
        ] {
            if !expected.is_empty() {
                assert_eq!(formulas(sentence), expected, "{sentence}");
            }
        }
    }

    #[test]
    fn words_numbers_and_names_are_not() {
        for sentence in [
            "Vitamin C was given to 12 of 30 patients in 2019.",
            "The β-carotene content and the k-means clusters differ.",
            "I saw a bird - a small one - and / or a plane.",
            "It rose by 3.5 % (Table 2), see Fig. 3 a and b.",
            "The option(s) of J. R. Smith are in Annex B.",
        ] {
            assert_eq!(formulas(sentence), Vec::<String>::new(), "{sentence}");
        }
    }

    #[test]
    fn punctuation_stays_outside() {
        assert_eq!(
            parts("(with x ≤ 1).", false),
            [Part::Word("(with"), Part::Formula("", "x ≤ 1".into(), ").")]
        );
        assert_eq!(
            parts("so f(x) = g(x).", false),
            [
                Part::Word("so"),
                Part::Formula("", "f(x) = g(x)".into(), ".")
            ]
        );
    }

    #[test]
    fn statistics_stay_words_where_asked() {
        let sentence = "It fell (p < 0.05, n = 12) as α ∈ S rose.";
        let found: Vec<_> = parts(sentence, true)
            .into_iter()
            .filter(|part| matches!(part, Part::Formula(..)))
            .collect();
        assert_eq!(found, [Part::Formula("", "α ∈ S".into(), "")]);
    }

    #[test]
    fn the_same_formula_has_the_same_number() {
        let mut formulas = Formulas::default();
        assert_eq!(formulas.number("x = 1"), 0);
        assert_eq!(formulas.number("y"), 1);
        assert_eq!(formulas.number("x = 1"), 0);
        assert_eq!(formulas.get(1), Some("y"));
        assert_eq!(formulas.get(2), None);
    }
}
