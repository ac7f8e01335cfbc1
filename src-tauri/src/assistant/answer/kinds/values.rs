//! The two values of a comparison: a sentence that gives the difference answers as it is. Otherwise both values are
//! quoted, each with its place, and nobody subtracts.

use std::ops::Range;

use super::comparison::Pair;
use super::words::words;
use crate::assistant::answer::numbers::{numbers, words as split};
use crate::assistant::answer::references::{self, Citing};
use crate::assistant::answer::same::say_the_same;
use crate::assistant::answer::types::{AnswerPiece, FoundAnswer};

/// Whether an answer says how two things compare: in its own words, or with two values that differ and are of one
/// kind.
pub(super) fn compares(answer: &FoundAnswer) -> bool {
    let kind = |text: &str| {
        numbers(text, &split(text))
            .first()
            .map(|number| number.kind)
    };
    let mut texts = answer.pieces.iter().map(|piece| &piece.text);
    let Some(first) = texts.next() else {
        return true;
    };
    texts.all(|text| !say_the_same(first, text) && kind(first) == kind(text))
}

/// Whether a sentence speaks of a difference itself.
pub(super) fn says_difference(sentence: &str) -> bool {
    words(sentence).iter().any(|word| {
        matches!(
            word.as_str(),
            "than"
                | "times"
                | "fold"
                | "difference"
                | "differed"
                | "reduced"
                | "lowered"
                | "raised"
                | "increased"
                | "decreased"
                | "fell"
                | "rose"
                | "twice"
                | "half"
        ) || word.ends_with("-fold")
    })
}

/// The answers with both values in pieces, if the best one's sentence gives two and no difference.
pub(super) fn both_values(mut answers: Vec<FoundAnswer>, pair: &Pair) -> Vec<FoundAnswer> {
    let Some(best) = answers.first_mut() else {
        return answers;
    };
    let sentence = best.quotation.text.clone();
    let values = values(&sentence);
    if says_difference(&sentence) || values.len() != 2 || !best.pieces.is_empty() {
        return answers;
    }
    let lower = sentence.to_lowercase();
    let at = |name: &str| {
        let last = words(name).pop()?;
        lower.find(&last)
    };
    // the values stand in the order of the names, if both names are there
    let turned = match (at(&pair.names[0]), at(&pair.names[1])) {
        (Some(first), Some(second)) => first > second,
        _ => return answers,
    };
    let count = |to: usize| {
        let before = sentence
            .get(..to)
            .map_or(0, |before| before.chars().count());
        u32::try_from(before).unwrap_or(u32::MAX)
    };
    let mut pieces: Vec<AnswerPiece> = values
        .iter()
        .filter_map(|value| {
            let mut quotation = best.quotation.clone();
            (quotation.start, quotation.end) = (count(value.start), count(value.end));
            Some(AnswerPiece {
                asked: String::new(),
                text: sentence.get(value.clone())?.to_owned(),
                probability: best.probability,
                quotation,
            })
        })
        .collect();
    if turned {
        pieces.reverse();
    }
    for (piece, name) in pieces.iter_mut().zip(&pair.names) {
        piece.asked.clone_from(name);
    }
    // "16 % and 16 %" compares nothing
    if let [first, second] = pieces.as_slice()
        && say_the_same(&first.text, &second.text)
    {
        return answers;
    }
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    best.text = texts.join("; ");
    if let Some(first) = pieces.first() {
        best.quotation = first.quotation.clone();
    }
    best.pieces = pieces;
    answers
}

/// The numbers of a sentence with their units; years and the numbers of citations are left out.
fn values(sentence: &str) -> Vec<Range<usize>> {
    let mut values: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut words = sentence.split_inclusive(' ').peekable();
    while let Some(word) = words.next() {
        let start = at;
        at += word.len();
        let plain = word.trim_end().trim_end_matches([',', ';', '.', ':', ')']);
        let number = plain.trim_start_matches(['(', '−', '-', '±', '<', '>', '≤', '≥', '~', '=']);
        if !number.starts_with(|c: char| c.is_ascii_digit()) || number.contains('[') {
            continue;
        }
        let skipped = plain.len() - number.len();
        let mut end = start + plain.len();
        let closed = word.trim_end().len() > plain.len();
        let unit = words.peek().map(|next| next.trim_end());
        if let Some(unit) =
            unit.filter(|_| !closed && number.ends_with(|c: char| c.is_ascii_digit()))
            && is_unit(unit.trim_end_matches([',', ';', '.', ':', ')']))
        {
            end = at + unit.trim_end_matches([',', ';', '.', ':', ')']).len();
        }
        let is_year = number.len() == 4
            && number
                .parse()
                .is_ok_and(|year: u32| (1800..2100).contains(&year));
        if !is_year {
            values.push(start + skipped..end);
        }
    }
    let words = split(sentence);
    let all = numbers(sentence, &words);
    let marks = references::marks(sentence, &words, &all, Citing::default());
    values.retain(|value| !references::is_inside(value, &marks));
    values
}

/// Whether a word is a unit behind a number.
fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "%" | "°C"
            | "°F"
            | "K"
            | "percent"
            | "s"
            | "ms"
            | "min"
            | "h"
            | "hours"
            | "minutes"
            | "seconds"
            | "days"
            | "weeks"
            | "months"
            | "years"
            | "points"
            | "euros"
            | "dollars"
            | "words"
            | "times"
            | "m"
            | "cm"
            | "mm"
            | "km"
            | "nm"
            | "µm"
            | "g"
            | "kg"
            | "mg"
            | "µg"
            | "L"
            | "mL"
            | "litres"
            | "liters"
            | "W"
            | "kW"
            | "kWh"
            | "Hz"
            | "kHz"
            | "MHz"
            | "GHz"
            | "GB"
            | "MB"
            | "V"
            | "A"
            | "mol"
            | "M"
            | "mM"
            | "µM"
    ) || (word.contains('/') && word.len() <= 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::comparison::pair;
    use crate::assistant::answer::types::Quotation;
    use crate::document::{DocumentId, SentenceId};

    fn found(sentence: &str) -> Vec<FoundAnswer> {
        vec![FoundAnswer {
            text: "25.6 °C".into(),
            probability: 0.7,
            quotation: Quotation {
                document: DocumentId("aa".into()),
                title: String::new(),
                text: sentence.into(),
                start: 0,
                end: 0,
                sentences: vec![SentenceId(1)],
                page: None,
                places: vec![],
                section: None,
                recognized: false,
            },
            also: vec![],
            pieces: vec![],
        }]
    }

    #[test]
    fn equal_values_are_not_compared() {
        let pair = pair("How many times slower is R than C++?").unwrap();
        let same = both_values(
            found("It was 16 % for zinc and 16 % for copper."),
            &Pair {
                names: ["zinc".into(), "copper".into()],
                ..pair
            },
        );
        assert!(same[0].pieces.is_empty());
        let mut answer = found("It was 16 %.").remove(0);
        let quotation = answer.quotation.clone();
        let piece = |text: &str| AnswerPiece {
            asked: String::new(),
            text: text.into(),
            probability: 0.5,
            quotation: quotation.clone(),
        };
        let (equal, different) = (["16 %", "16 %"].map(piece), ["16 %", "12 %"].map(piece));
        answer.pieces = equal.into();
        assert!(!compares(&answer));
        answer.pieces = different.into();
        assert!(compares(&answer));
        answer.pieces = ["12 litres", "9 barrels"].map(piece).into();
        assert!(!compares(&answer));
    }

    #[test]
    fn both_values_of_a_sentence_are_quoted_and_a_difference_stays_alone() {
        let compared = pair("How much cooler were open rooms than shut rooms?").unwrap();
        let pair_of = Pair {
            names: ["open".into(), "shut".into()],
            ..compared
        };
        let both = both_values(
            found("It was 25.6 °C with open windows, against 27.9 °C with shut ones."),
            &pair_of,
        );
        assert_eq!(both[0].text, "25.6 °C; 27.9 °C");
        assert_eq!(both[0].pieces[1].asked, "shut");
        assert_eq!(
            (
                both[0].pieces[1].quotation.start,
                both[0].pieces[1].quotation.end
            ),
            (42, 49)
        );
        let cited = both_values(
            found("There were 16 deaths (4) with open windows and 12 deaths (5) with shut ones."),
            &pair_of,
        );
        assert_eq!(cited[0].text, "16; 12");
        let said = both_values(
            found("Open rooms were 2.3 °C cooler than shut rooms at 27.9 °C."),
            &pair_of,
        );
        assert!(said[0].pieces.is_empty());
    }
}
