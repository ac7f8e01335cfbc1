//! Measures of a thing in other words than the question's: "the meadow of four acres", "a vessel of not more than six metres in
//! length".
//!
//! "How large is the meadow?" asks for an area, and a reader looks for a sentence with "large", which the text may not have. The
//! thing followed by "of" and an amount of the right kind answers it too, and so does an amount "in length" in a sentence that
//! has all words of the question.

use std::ops::Range;

use super::asked_there::is_question;
use super::quoted::{self, Named};
use crate::assistant::answer::asked::{has_form_of, same_stem};
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{
    Dimension, Number, NumberKind, Word, bare_words, numbers, words,
};
use crate::assistant::answer::types::FoundAnswer;
use crate::search::content_words;

/// The probability of such a measure.
const MEASURED: f32 = 0.6;
/// The adjectives that ask, the dimensions of what answers them, and what may stand behind an amount.
const ASKING: [(&str, &[Dimension], &str); 4] = [
    (
        " large big ",
        &[Dimension::Area, Dimension::Volume],
        " area size ",
    ),
    (" long ", &[Dimension::Length], " length long "),
    (" heavy ", &[Dimension::Mass], " weight mass "),
    (
        " high tall deep wide ",
        &[Dimension::Length],
        " height depth width high tall deep wide ",
    ),
];
/// Words between "of" and an amount.
const ABOUT: &str = " not more less than about up to at least most nearly some almost over only ";
/// Words of a question that are not part of what is measured.
const FRAMING: &str = " how may can must shall should be is are was were ";

/// The measure that a question asks for; `None` if the document has none, or several that differ.
pub(super) fn measure(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let all = bare_words(question);
    let [how, adjective, ..] = all.as_slice() else {
        return None;
    };
    let (_, dimensions, nouns) = ASKING
        .iter()
        .find(|(adjectives, ..)| how == "how" && among(adjectives, adjective))?;
    let mut thing = content_words(question);
    thing.retain(|word| word != adjective && !among(FRAMING, word));
    let last = thing.last()?.clone();
    let mut found: Vec<FoundAnswer> = Vec::new();
    for sentence in &of.document.sentences {
        let text = sentence.text.as_str();
        let stated = words(text);
        let is_named = thing.iter().all(|own| has_form_of(&stated, own));
        if !is_named || is_question(text) {
            continue;
        }
        let amounts = numbers(text, &stated);
        let mut of_kind = amounts.iter().filter(|number| {
            let takes = |dimension: &Dimension| number.kind == NumberKind::Measure(*dimension);
            dimensions.iter().any(takes)
        });
        let says = |number: &&Number| {
            follows_of(&stated, number, &last) || has_behind(&stated, number, adjective, nouns)
        };
        let Some(bytes) = of_kind.find(says).map(|number| number.whole.clone()) else {
            continue;
        };
        found.push(quoted::found_in_sentence(of, sentence, bytes, MEASURED)?);
    }
    quoted::agreed(found)
}

/// The indexes of the words of a number.
fn place(stated: &[Word], number: &Number) -> Option<Range<usize>> {
    let first = stated
        .iter()
        .position(|word| word.bytes.end > number.whole.start)?;
    let last = stated
        .iter()
        .rposition(|word| word.bytes.start < number.whole.end)?;
    Some(first..last + 1)
}

/// Whether a thing and "of" stand before an amount: "the meadow of about four acres".
fn follows_of(stated: &[Word], number: &Number, thing: &str) -> bool {
    let Some(place) = place(stated, number) else {
        return false;
    };
    let before = stated.get(..place.start).unwrap_or_default();
    let about = before.iter().rev();
    let bare: Vec<&Word> = about
        .skip_while(|word| among(ABOUT, &word.text))
        .take(2)
        .collect();
    match bare.as_slice() {
        [of, noun] => of.text == "of" && noun.after.is_empty() && same_stem(thing, &noun.text),
        _ => false,
    }
}

/// Whether an amount has "in length", "long" or another form of what is asked for behind it.
fn has_behind(stated: &[Word], number: &Number, adjective: &str, nouns: &str) -> bool {
    let Some(place) = place(stated, number) else {
        return false;
    };
    let ends = stated
        .get(place.end - 1)
        .is_some_and(|word| word.after.is_empty());
    let behind: Vec<&str> = stated
        .iter()
        .skip(place.end)
        .take(2)
        .map(|word| word.text.as_str())
        .collect();
    // "high" and "wide" are two things
    let fits = |word: &str| {
        let same = word == adjective || same_noun(adjective, word);
        among(nouns, word) && (same || nouns.split_whitespace().count() == 2)
    };
    let is_there = match behind.as_slice() {
        ["in", noun, ..] => fits(noun),
        [word, ..] => *word == adjective,
        [] => false,
    };
    ends && is_there
}

/// Whether a noun says how high, deep or wide something is.
fn same_noun(adjective: &str, noun: &str) -> bool {
    matches!(
        (adjective, noun),
        ("high" | "tall", "height") | ("deep", "depth") | ("wide", "width")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said;

    #[test]
    fn a_measure_stands_behind_its_thing() {
        let deed = [
            "Ada Berg gives the meadow of about four acres behind the school to the parish.",
            "The meadow begins at the stone and follows the brook for 310 yards.",
            "“Small sledge” means a sledge of not more than six feet in length that is drawn by dogs.",
            "The barn is nine feet high and twelve feet wide.",
        ];
        for (question, right) in [
            ("How large is the meadow?", Some("four acres")),
            ("How long may a small sledge be?", Some("six feet")),
            ("How high is the barn?", Some("nine feet")),
            ("How wide is the barn?", Some("twelve feet")),
            ("How deep is the barn?", None),
            ("How long is the meadow?", None),
            ("How large is the school?", None),
            ("How large is the pond?", None),
            ("How many acres has the meadow?", None),
        ] {
            assert_eq!(
                said(measure, &deed, question).as_deref(),
                right,
                "{question}"
            );
        }
        let two = [
            "A field of two acres was sold.",
            "A field of six acres was bought.",
        ];
        assert_eq!(said(measure, &two, "How large is the field?"), None);
    }
}
