//! Cuts a text into words, numbers and signs.

use unicode_normalization::char::is_combining_mark;

use super::characters::folded;
use super::scripts::{is_joined, same_script};
use super::units::is_attached;

/// Longest token, in characters. What is longer is not a word that anyone asks for.
const LONGEST: usize = 64;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word between spaces.
    Word,
    /// A stretch of a script that writes words without spaces between them.
    Joined,
    /// Digits.
    Number,
    /// A sign that people also write as a word: percent, degree, plus-minus.
    Sign,
}

/// What stands before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The piece before it, without a space.
    Nothing,
    /// Spaces alone.
    Space,
    /// A hyphen or dash.
    Hyphen,
    /// A slash.
    Slash,
    /// An apostrophe.
    Apostrophe,
    /// Anything else.
    Mark,
}

/// A word, number or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) kind: Kind,
    pub(super) before: Before,
}

/// The pieces of a text, in order. With a `decimal_comma`, `1,5` is a decimal number and `1.057` has thousands.
pub(super) fn pieces(text: &str, decimal_comma: bool) -> Vec<Piece> {
    let characters = folded(text);
    let mut reader = Reader {
        rest: &characters,
        decimal_comma,
        before: Before::Mark,
        dotted: false,
        pieces: Vec::new(),
    };
    while let Some(first) = reader.rest.first().copied() {
        reader.next(first);
    }
    reader.pieces
}

struct Reader<'a> {
    rest: &'a [char],
    decimal_comma: bool,
    before: Before,
    /// Whether the digits before belong to a date or a version, such as "24.12.2019".
    dotted: bool,
    pieces: Vec<Piece>,
}

impl Reader<'_> {
    fn next(&mut self, first: char) {
        let second = self.rest.get(1).copied().unwrap_or(' ');
        let third = self.rest.get(2).copied().unwrap_or(' ');
        // "p < .001"
        let decimal = first == '.' && second.is_ascii_digit() && self.before != Before::Nothing;
        if first.is_ascii_digit() || decimal {
            self.number(decimal);
        } else if is_joined(first) {
            let length = self.run(|c| is_joined(c) && same_script(first, c));
            self.take(length, Kind::Joined);
        } else if first.is_alphanumeric() {
            let length =
                self.run(|c| (c.is_alphanumeric() || is_combining_mark(c)) && !is_joined(c));
            self.word(length);
        } else if let Some((sign, length)) = sign(first, second, third) {
            self.put(sign.to_owned(), Kind::Sign);
            self.skip(length);
        } else {
            self.before = match first {
                c if c.is_whitespace() && self.before == Before::Nothing => Before::Space,
                c if c.is_whitespace() => self.before,
                '-' if matches!(self.before, Before::Nothing | Before::Space) => Before::Hyphen,
                '/' if matches!(self.before, Before::Nothing | Before::Space) => Before::Slash,
                '\'' if self.before == Before::Nothing => Before::Apostrophe,
                _ => Before::Mark,
            };
            self.skip(1);
        }
    }

    fn run(&self, belongs: impl Fn(char) -> bool) -> usize {
        self.rest.iter().take_while(|c| belongs(**c)).count()
    }

    fn skip(&mut self, length: usize) {
        // never nothing, so that the text ends
        self.rest = self.rest.get(length.max(1)..).unwrap_or_default();
    }

    fn put(&mut self, text: String, kind: Kind) {
        self.pieces.push(Piece {
            text,
            kind,
            before: self.before,
        });
        self.before = Before::Nothing;
    }

    fn take(&mut self, length: usize, kind: Kind) {
        let text = self.rest.get(..length).unwrap_or_default().iter().collect();
        self.put(text, kind);
        self.skip(length);
    }

    fn word(&mut self, length: usize) {
        let text: String = self.rest.iter().take(length.min(LONGEST)).collect();
        // the s of "Cohen's"
        if !(text == "s" && self.before == Before::Apostrophe) {
            self.put(text, Kind::Word);
        }
        self.before = Before::Nothing;
        self.skip(length);
    }

    /// A number, or a word that begins with digits, such as "2d".
    fn number(&mut self, begins_with_point: bool) {
        let (mut text, mut length) = self.digits(begins_with_point);
        let letters = self
            .rest
            .iter()
            .skip(length)
            .take_while(|c| c.is_alphanumeric() && !is_joined(**c))
            .count();
        let after: String = self
            .rest
            .iter()
            .skip(length)
            .take(letters.min(LONGEST))
            .collect();
        let splits = after.is_empty() || text.contains('.') || is_attached(&after);
        let kind = if splits { Kind::Number } else { Kind::Word };
        if !splits {
            text.push_str(&after);
            length += letters;
        }
        text = text.chars().take(LONGEST).collect();
        self.put(text, kind);
        self.skip(length);
    }

    /// The digits at the beginning, without the marks between thousands and with a decimal point, and the number of
    /// characters that they take.
    fn digits(&mut self, begins_with_point: bool) -> (String, usize) {
        let (point, thousands) = if self.decimal_comma {
            (',', '.')
        } else {
            ('.', ',')
        };
        let digits_at = |at: usize| {
            let rest = self.rest.iter().skip(at);
            rest.take_while(|c| c.is_ascii_digit()).count()
        };
        let mut text: String = if begins_with_point {
            "0".into()
        } else {
            String::new()
        };
        let whole = digits_at(0);
        text.extend(self.rest.iter().take(whole));
        let mut length = whole;
        let grouped = (1..=3).contains(&whole) && !text.starts_with('0');
        while grouped
            && self
                .rest
                .get(length)
                .is_some_and(|c| *c == thousands || *c == '\'')
            && digits_at(length + 1) == 3
        {
            text.extend(self.rest.iter().skip(length + 1).take(3));
            length += 4;
        }
        let is_point = |at: usize| {
            let mark = self.rest.get(at).copied().unwrap_or(' ');
            // the decimal point of The Lancet is a middle dot
            (mark == '.' || mark == point || mark == '\u{b7}') && digits_at(at + 1) > 0
        };
        let more = is_point(length);
        let decimals = digits_at(length + 1);
        // dates and versions are several numbers
        let dotted = more && (self.dotted || is_point(length + 1 + decimals));
        if more && !dotted {
            text.push('.');
            text.extend(self.rest.iter().skip(length + 1).take(decimals));
            length += 1 + decimals;
        }
        self.dotted = dotted;
        (text, length)
    }
}

/// A sign as a word, and its length in characters.
fn sign(first: char, second: char, third: char) -> Option<(&'static str, usize)> {
    Some(match (first, second) {
        ('%', _) => ("percent", 1),
        ('\u{b0}', _) => ("degree", 1),
        ('\u{b1}', _) => ("plusminus", 1),
        ('+', '/') if third == '-' => ("plusminus", 3),
        ('\u{2265}' | '\u{2a7e}' | '\u{2267}', _) => ("atleast", 1),
        ('\u{2264}' | '\u{2a7d}' | '\u{2266}', _) => ("atmost", 1),
        ('>', '=') => ("atleast", 2),
        ('<', '=') => ("atmost", 2),
        ('$', _) => ("dollar", 1),
        ('\u{20ac}', _) => ("euro", 1),
        ('\u{a3}', _) => ("pound", 1),
        _ => return None,
    })
}
