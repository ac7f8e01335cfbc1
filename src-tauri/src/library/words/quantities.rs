//! Numbers and units in one form: `24 h` is `24 hours`, `twenty-four` is `24`, `95 %` is `95 percent`, and a range
//! is its two numbers, whatever stands between them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::pieces::{Before, Kind, Piece};
use super::term::Term;
use super::units::{unit, unit_after_number};

const NUMBERS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const ORDINALS: [&str; 13] = [
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth",
];
/// Numbers from 2 to 12 in other languages.
const OTHER_NUMBERS: [[&str; 11]; 3] = [
    [
        "zwei",
        "drei",
        "vier",
        "f\u{fc}nf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zw\u{f6}lf",
    ],
    [
        "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    ],
    [
        "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
    ],
];
/// Words between the ends of a range.
const TO: [&str; 6] = ["to", "bis", "through", "until", "\u{e0}", "a"];

/// "Two" to "nineteen".
static CARDINALS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let numbered = NUMBERS.iter().enumerate().skip(2);
    numbered.map(|(value, name)| (*name, value)).collect()
});
static OTHER_CARDINALS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let numbered = OTHER_NUMBERS
        .iter()
        .flat_map(|names| names.iter().enumerate());
    numbered.map(|(at, name)| (*name, at + 2)).collect()
});

/// The value of "two" to "nineteen".
fn cardinal(word: &str) -> Option<usize> {
    CARDINALS.get(word).copied()
}

/// Reads a number, a unit or a sign at the beginning of `pieces`, which stand after `before`. Returns how many pieces
/// it takes and its terms; `None` if a word stands there.
pub(super) fn read(
    before: Option<&Piece>,
    pieces: &[Piece],
    decimal_comma: bool,
) -> Option<(usize, Vec<Term>)> {
    let first = pieces.first()?;
    match first.kind {
        Kind::Number => Some(number(before, first, pieces.get(1))),
        Kind::Word => word(before, first, pieces.get(1), pieces.get(2), decimal_comma),
        Kind::Joined | Kind::Sign => None,
    }
}

fn number(before: Option<&Piece>, first: &Piece, second: Option<&Piece>) -> (usize, Vec<Term>) {
    let ordinal = second.filter(|second| {
        second.before == Before::Nothing && ["st", "nd", "rd", "th"].contains(&second.text.as_str())
    });
    if ordinal.is_some() {
        return (2, vec![Term::sign(&format!("{}th", first.text))]);
    }
    let mut term = Term::plain(first.text.clone(), first.text.clone());
    // "1 057": thousands, or two numbers
    let is_three = |piece: &Piece| {
        piece.kind == Kind::Number && piece.text.len() == 3 && !piece.text.contains('.')
    };
    let begins = !first.text.starts_with('0') && first.text.len() <= 3 && !first.text.contains('.');
    let after_number =
        before.is_some_and(|piece| piece.kind == Kind::Number && first.before == Before::Space);
    if begins
        && !after_number
        && let Some(next) = second.filter(|next| next.before == Before::Space && is_three(next))
    {
        term.also.push(format!("{}{}", first.text, next.text));
    }
    (1, vec![term])
}

fn word(
    before: Option<&Piece>,
    first: &Piece,
    second: Option<&Piece>,
    third: Option<&Piece>,
    other_languages: bool,
) -> Option<(usize, Vec<Term>)> {
    let text = first.text.as_str();
    let after_number = before.is_some_and(|before| before.kind == Kind::Number);
    let near = matches!(
        first.before,
        Before::Nothing | Before::Space | Before::Hyphen
    );
    let next_is = |words: &[&str]| {
        second.is_some_and(|second| {
            second.before == Before::Space && words.contains(&second.text.as_str())
        })
    };
    // "9 to 11" is "9-11"
    if near
        && TO.contains(&text)
        && second.is_some_and(is_quantity)
        && before.is_some_and(is_quantity)
    {
        return Some((1, Vec::new()));
    }
    if text == "per" && next_is(&["cent"]) {
        return Some((2, vec![Term::sign("percent")]));
    }
    if text == "plus" {
        if next_is(&["minus"]) {
            return Some((2, vec![Term::sign("plusminus")]));
        }
        if next_is(&["or"]) && third.is_some_and(|third| third.text == "minus") {
            return Some((3, vec![Term::sign("plusminus")]));
        }
    }
    if text == "at" && next_is(&["least", "most"]) {
        let joined = format!("at{}", second.map_or("", |second| second.text.as_str()));
        return Some((2, vec![Term::sign(&joined)]));
    }
    if let Some(bound) = bound(text) {
        return Some((1, vec![Term::sign(bound)]));
    }
    if let Some(taken) = spelled(first, second, other_languages) {
        return Some(taken);
    }
    if text == "second" && !after_number {
        return Some((1, vec![ordinal(text, 2)]));
    }
    if let Some(token) = unit(text) {
        return Some((1, units(text, token)));
    }
    let after_unit = before.is_some_and(|before| {
        first.before == Before::Slash
            && (unit(&before.text).is_some() || unit_after_number(&before.text).is_some())
    });
    let after_degree = before.is_some_and(|before| {
        ["degree", "degrees", "grad"].contains(&before.text.as_str()) && ["c", "f"].contains(&text)
    });
    if (after_number && near) || after_unit || after_degree {
        return Some((1, units(text, unit_after_number(text)?)));
    }
    None
}

fn units(word: &str, token: &str) -> Vec<Term> {
    if word == "degc" {
        return vec![Term::sign("degree"), Term::sign("celsius")];
    }
    vec![Term::plain(word.to_owned(), token.to_owned())]
}

fn is_quantity(piece: &Piece) -> bool {
    piece.kind == Kind::Number || piece.kind == Kind::Sign || cardinal(&piece.text).is_some()
}

fn bound(word: &str) -> Option<&'static str> {
    match word {
        "mindestens" | "wenigstens" => Some("atleast"),
        "h\u{f6}chstens" => Some("atmost"),
        _ => None,
    }
}

fn ordinal(word: &str, value: usize) -> Term {
    Term::plain(word.to_owned(), format!("{value}th"))
}

/// A number in words: "twelve", "twenty-four", "third". "One" stays a word, because it is a pronoun too.
fn spelled(
    first: &Piece,
    second: Option<&Piece>,
    other_languages: bool,
) -> Option<(usize, Vec<Term>)> {
    let text = first.text.as_str();
    let place = |names: &[&str], word: &str| {
        names
            .iter()
            .position(|name| !name.is_empty() && *name == word)
    };
    if let Some(tens) = place(&TENS, text) {
        let ones = second
            .filter(|second| matches!(second.before, Before::Hyphen | Before::Space))
            .and_then(|second| place(&NUMBERS[..10], &second.text))
            .filter(|ones| *ones > 0);
        let value = tens * 10 + ones.unwrap_or(0);
        let word = match (ones, second) {
            (Some(_), Some(second)) => format!("{text}-{}", second.text),
            _ => text.to_owned(),
        };
        let taken = if ones.is_some() { 2 } else { 1 };
        return Some((taken, vec![Term::plain(word, value.to_string())]));
    }
    if let Some(value) = place(&ORDINALS, text).filter(|value| *value != 2) {
        return Some((1, vec![ordinal(text, value)]));
    }
    let other = || {
        OTHER_CARDINALS
            .get(text)
            .copied()
            .filter(|_| other_languages)
    };
    let value = cardinal(text).or_else(other)?;
    Some((1, vec![Term::plain(text.to_owned(), value.to_string())]))
}
