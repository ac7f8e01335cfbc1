//! A question for a cell, taken apart: its words, and what they ask for.

use super::labels::Words;
use super::quantity::{Quantity, is_moment};
use super::small_names::{SmallName, small_names};
use crate::assistant::answer::asked::{Asked, Expected};
use crate::assistant::answer::kinds::coverage::keys;
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{Number, NumberKind, numbers, words};

/// Words that ask for any value. They may name a column, and stand nowhere if there is none.
const ASKING: &str = " amount value number reading entry cell row column table field form box item many much often get got ";
/// With these a German question begins.
const GERMAN_OPENERS: &str = " wie was wer wann wo welche welcher welches ";
/// The same as [`ASKING`] in German questions; other languages have other meanings for some.
const GERMAN: &str = " wie was wer wann wo welche welcher welches viel viele hoch ist sind war waren der die das den dem des \
ein eine einen im am f\u{fc}r von zum zur betr\u{e4}gt kostet kosten gibt es ";
/// Verbs that say that something was counted, sold or done. They may stand nowhere.
const VERBS: &str = " count counts counted measure measured record recorded register registered observe observed see seen \
take takes took taken go goes went gone live lived hold held sell sold buy bought order ordered deliver delivered need \
needed use used come comes came give gives gave given get gets fall falls fell leave leaves left depart departs arrive \
arrives reach reaches stop stops call calls run runs sail sails fly flies start starts begin begins open opens close \
closes end ends visit visited people work works cover covers write wrote ";
/// Words that ask for the first and for the last of several times.
const FIRST: &str = " first earliest ";
const LAST: &str = " last latest ";
/// Words that ask for a range, and words that say which.
const RANGES: &str = " range ranges ";
const USUAL: &str = " reference normal ";
/// Words that ask how high a value is, and verbs behind them.
const LEVELS: &str = " high low elevated raised ";
const IS: &str = " is are was were ";

/// A question, taken apart.
pub(super) struct Question {
    pub(super) keys: Vec<Key>,
    expected: Expected,
    /// What it asks for, if that is known.
    pub(super) quantity: Option<Quantity>,
    /// What "how many" counts.
    pub(super) counted: Option<String>,
    /// Whether it asks for the first of several times, or for the last; `None` if for neither.
    pub(super) outermost: Option<Outermost>,
    /// Whether it asks for a range.
    pub(super) of_range: bool,
    /// Whether it asks how high or how low something is, and not how high it should be.
    pub(super) of_level: bool,
}

/// A word of the question.
pub(super) struct Key {
    pub(super) word: String,
    /// Whether it may stand nowhere: it asks for a value, or says what was done.
    pub(super) only_asks: bool,
    pub(super) is_verb: bool,
    /// The word as it is written, if it is one that search drops and that may be the name of a row all the same.
    small: Option<SmallName>,
    /// The whole word without its hyphen, if it is a part of one: `halfway` for `half` of "half-way".
    joined: Option<String>,
}

impl Key {
    /// A word that is nothing but itself.
    pub(super) fn bare(word: String) -> Self {
        Self {
            word,
            only_asks: false,
            is_verb: false,
            small: None,
            joined: None,
        }
    }

    /// Whether it may be no name, so that it may stand nowhere.
    pub(super) fn is_optional(&self) -> bool {
        self.small.as_ref().is_some_and(|name| !name.is_sure)
    }
}

impl Question {
    pub(super) fn of(question: &str) -> Self {
        let quantity = Quantity::of(question);
        let asked = Asked::of(question);
        let is_german = match words(question).as_slice() {
            // "Was the war long?"
            [first, second, ..] if first.text == "was" => among(GERMAN, &second.text),
            [first, ..] => among(GERMAN_OPENERS, &first.text),
            [] => false,
        };
        let keys = keys(question).into_iter().map(|(word, _)| Key {
            only_asks: (is_german && among(GERMAN, &word))
                || among(ASKING, &word)
                || quantity.is_some_and(|of| of.is_asked_by(&word)),
            is_verb: among(VERBS, &word),
            joined: joined(question, &word),
            word,
            small: None,
        });
        let small = small_names(question).into_iter().map(|name| Key {
            word: name.written.to_lowercase(),
            only_asks: false,
            is_verb: false,
            small: Some(name),
            joined: None,
        });
        Self {
            keys: keys.chain(small).collect(),
            expected: asked.expected,
            quantity,
            counted: asked.counted,
            outermost: Outermost::of(question),
            of_range: words(question).iter().any(|word| among(RANGES, &word.text)),
            of_level: asks_for_a_level(question),
        }
    }

    /// Whether a cell may be the answer, in a column of this name.
    pub(super) fn takes(&self, cell: &str, name: &str, counts: bool) -> bool {
        let is_empty = !cell.contains(char::is_alphanumeric);
        let numbers = numbers(cell, &words(cell));
        let fits = is_empty || self.expected.fits(cell, &numbers) != Some(false);
        let Some(quantity) = self.quantity else {
            return fits || (self.expected == Expected::Date && is_moment(cell));
        };
        if is_empty {
            return !quantity.is_measured() || quantity.is_given_by(name);
        }
        match quantity {
            Quantity::Price => !quantity.is_other_than(name) && !is_moment(cell),
            Quantity::Count => (fits || self.is_counted_by(name, &numbers)) && counts,
            Quantity::Moment => fits || is_moment(cell),
            Quantity::Place => quantity.is_given_by(name),
            _ => !numbers.is_empty() && (quantity.is_given_by(name) || quantity.is_given_by(cell)),
        }
    }

    /// Whether a number without a unit counts what "how many" asks for, because its label or the name of its column says of
    /// what it is: `7` beside "Days absent".
    fn is_counted_by(&self, name: &str, numbers: &[Number]) -> bool {
        let is_bare = matches!(numbers, [only] if only.kind == NumberKind::Bare);
        let says = |noun: &String| Words::of(&[name]).has(noun);
        is_bare && self.counted.as_ref().is_some_and(says)
    }
}

/// The first or the last of several times.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outermost {
    First,
    Last,
}

impl Outermost {
    /// Which one a question with "when" asks for.
    fn of(question: &str) -> Option<Self> {
        let all = words(question);
        let moment = Quantity::of(question) == Some(Quantity::Moment);
        let first = all.iter().any(|word| among(FIRST, &word.text));
        let last = all.iter().any(|word| among(LAST, &word.text));
        match (first, last) {
            (true, false) if moment => Some(Self::First),
            (false, true) if moment => Some(Self::Last),
            _ => None,
        }
    }
}

/// Whether a word says that the first or the last of several times is asked for.
pub(super) fn is_of_an_end(word: &str) -> bool {
    among(FIRST, word) || among(LAST, word)
}

/// Whether a word says that a range is asked for, and which kind of one.
pub(super) fn is_of_a_range(word: &str) -> bool {
    among(RANGES, word) || among(USUAL, word)
}

/// Whether a word asks how high a value is.
pub(super) fn is_of_a_level(word: &str) -> bool {
    among(LEVELS, word)
}

/// Whether a question asks how high something is or was.
fn asks_for_a_level(question: &str) -> bool {
    let words = words(question);
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    match words.as_slice() {
        ["how", level, is, ..] => is_of_a_level(level) && among(IS, is),
        _ => false,
    }
}

/// A word of a question without its hyphen, if a key is a part of it.
fn joined(question: &str, key: &str) -> Option<String> {
    let of_question = words(question);
    let mut hyphenated = of_question.iter().filter(|word| word.text.contains('-'));
    let whole = hyphenated.find(|word| word.text.split('-').any(|part| part == key))?;
    whole
        .text
        .chars()
        .all(|c| c.is_alphabetic() || c == '-')
        .then(|| whole.text.replace('-', ""))
}

impl Words {
    pub(super) fn have(&self, key: &Key) -> bool {
        match &key.small {
            Some(name) => name.is_among(self.written()),
            None => {
                let whole = key.joined.as_ref();
                self.has(&key.word) || whole.is_some_and(|whole| self.has(whole))
            }
        }
    }
}

/// Whether a word of a question only asks for a value, or says that something was counted, sold or done.
pub(super) fn is_asked_by_verb(word: &str) -> bool {
    among(ASKING, word) || among(VERBS, word)
}
