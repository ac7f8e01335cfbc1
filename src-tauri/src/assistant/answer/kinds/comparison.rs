//! Questions for two things side by side: "How much larger was A than B?", "What is the difference between A and B?"
//!
//! A sentence that gives the difference answers as it is. Otherwise both values are quoted, each with its place, and
//! nobody subtracts.

use std::ops::Range;

use super::deciding::is_comparative;
use super::words::{is_auxiliary, words};
use crate::assistant::answer::types::{AnswerPiece, FoundAnswer};

/// Two things that a question compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    /// The names of both, as the question writes them.
    pub(super) names: [String; 2],
    /// A question for each of them alone.
    pub(super) questions: [String; 2],
}

/// The two things that a question compares; `None` if it compares none.
pub(super) fn pair(question: &str) -> Option<Pair> {
    let text = question.trim().trim_end_matches(['?', '.', '!', ' ']);
    let given: Vec<&str> = text.split_whitespace().collect();
    let lower: Vec<String> = given.iter().map(|word| words(word).join(" ")).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    more_than(&given, &lower)
        .or_else(|| between(&given, &lower))
        .or_else(|| either(&given, &lower))
}

fn joined(words: Option<&[&str]>) -> Option<String> {
    let words = words.filter(|words| !words.is_empty())?;
    Some(words.join(" ").trim_matches([',', ' ', ':']).to_owned())
}

/// "How much larger was A than B?", "How many times slower is A than B?"
fn more_than(given: &[&str], lower: &[&str]) -> Option<Pair> {
    let how = lower
        .iter()
        .position(|word| *word == "how")
        .filter(|at| *at <= 1)?;
    let than = lower.iter().position(|word| *word == "than")?;
    let compared = lower
        .iter()
        .take(than)
        .position(|word| is_comparative(word))?;
    let verb = lower.iter().position(|word| is_auxiliary(word))?;
    if !matches!(*lower.get(how + 1)?, "much" | "many") || verb > than {
        return None;
    }
    // "how much larger was A than B", "by how much was A larger than B"
    let (first, rest) = match compared < verb {
        true => (given.get(verb + 1..than), given.get(compared + 1..verb)),
        false => (given.get(verb + 1..compared), given.get(compared + 1..than)),
    };
    let first = joined(first)?;
    let second = joined(given.get(than + 1..))?;
    let quality = positive(lower.get(compared)?);
    let noun = rest.unwrap_or(&[]).join(" ");
    let asks = match (quality.as_str(), noun.is_empty()) {
        ("more" | "less" | "fewer", false) => format!("How much {noun}"),
        ("more" | "less" | "fewer", true) => "How much".to_owned(),
        (quality, _) => format!("How {quality}"),
    };
    let verb = given.get(verb)?.to_lowercase();
    let alone = |name: &str| format!("{asks} {verb} {name}?");
    Some(Pair {
        questions: [alone(&first), alone(&second)],
        names: [first, second],
    })
}

/// An adjective without its comparison: `larger` is `large`.
fn positive(word: &str) -> String {
    let irregular = [("better", "good"), ("worse", "bad"), ("further", "far")];
    if let Some((_, plain)) = irregular.iter().find(|(compared, _)| *compared == word) {
        return (*plain).to_owned();
    }
    let Some(stem) = word.strip_suffix("er") else {
        return word.to_owned();
    };
    if let Some(stem) = stem.strip_suffix('i') {
        return format!("{stem}y");
    }
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    let doubled = last == before && last.is_some_and(|c| matches!(c, 'g' | 't' | 'n' | 'd' | 'm'));
    if doubled {
        return stem.get(..stem.len() - 1).unwrap_or(stem).to_owned();
    }
    let silent = [
        "larg", "wid", "clos", "lat", "saf", "rar", "dens", "strang", "simpl", "fin", "nic",
        "whit", "pur",
    ];
    match silent.contains(&stem) {
        true => format!("{stem}e"),
        false => stem.to_owned(),
    }
}

/// "What is the difference between A and B?", "compare A with B", "How does A differ from B?"
fn between(given: &[&str], lower: &[&str]) -> Option<Pair> {
    let position = |wanted: &[&str]| lower.iter().position(|word| wanted.contains(word));
    let (from, join) = if position(&["difference", "differences"]).is_some() {
        let from = position(&["between"])?;
        (
            from + 1,
            lower.iter().skip(from).position(|word| *word == "and")? + from,
        )
    } else if matches!(*lower.first()?, "compare" | "contrast") {
        (1, position(&["and", "with", "to"])?)
    } else if lower.first() == Some(&"how") && position(&["differ"]).is_some() {
        let verb = position(&["differ"])?;
        let join = position(&["from"]).or_else(|| position(&["and"]))?;
        return pair_of(
            joined(given.get(2..join.min(verb))),
            joined(given.get(join + 1..verb.max(given.len()))),
        );
    } else if lower.first() == Some(&"how") && position(&["compare", "compares"]).is_some() {
        let verb = position(&["compare", "compares"])?;
        let join = position(&["to", "with", "and"])?;
        let end = if join < verb { verb } else { given.len() };
        return pair_of(
            joined(given.get(2..join.min(verb))),
            joined(given.get(join + 1..end)),
        );
    } else {
        return None;
    };
    pair_of(joined(given.get(from..join)), joined(given.get(join + 1..)))
}

/// Most words of a thing's name.
const LONGEST_NAME: usize = 6;

fn pair_of(first: Option<String>, second: Option<String>) -> Option<Pair> {
    let (first, second) = (first?, second?);
    let short = |name: &str| name.split(' ').count() <= LONGEST_NAME && !name.contains([',', ';']);
    if !short(&first) || !short(&second) {
        return None;
    }
    let alone = |name: &str| format!("What is {name}?");
    Some(Pair {
        questions: [alone(&first), alone(&second)],
        names: [first, second],
    })
}

/// "Which was better, A or B?", "Is A or B larger?"
fn either(given: &[&str], lower: &[&str]) -> Option<Pair> {
    let or = lower.iter().rposition(|word| *word == "or")?;
    lower.iter().find(|word| is_comparative(word))?;
    let asks = matches!(*lower.first()?, "which" | "who" | "what") || is_auxiliary(lower.first()?);
    let start = match given
        .iter()
        .take(or)
        .rposition(|word| word.ends_with([',', ':']))
    {
        Some(comma) => comma + 1,
        None => or.checked_sub(1)?,
    };
    let compared = |word: &&str| is_comparative(&words(word).join(" "));
    let after = given.get(or + 1..)?;
    let end = after.iter().position(compared).unwrap_or(after.len());
    pair_of(joined(given.get(start..or)), joined(after.get(..end))).filter(|_| asks)
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
    use crate::assistant::answer::types::Quotation;
    use crate::document::{DocumentId, SentenceId};

    #[test]
    fn two_things_are_compared() {
        for (question, names, first) in [
            (
                "How much larger was the town than the village?",
                ["the town", "the village"],
                "How large was the town?",
            ),
            (
                "How many times slower is R than C++?",
                ["R", "C++"],
                "How slow is R?",
            ),
            (
                "By how much was zinc higher than copper?",
                ["zinc", "copper"],
                "How high was zinc?",
            ),
            (
                "How much more electricity did 2017 use than 2015?",
                ["2017 use", "2015"],
                "How much electricity did 2017 use?",
            ),
            (
                "What is the difference between tiles and felt?",
                ["tiles", "felt"],
                "What is tiles?",
            ),
            (
                "Compare NightNet with the residual network",
                ["NightNet", "the residual network"],
                "What is NightNet?",
            ),
            (
                "How does settling differ from filtering?",
                ["settling", "filtering"],
                "What is settling?",
            ),
            (
                "Which is better, Adam or SGD?",
                ["Adam", "SGD"],
                "What is Adam?",
            ),
        ] {
            let found = pair(question).unwrap_or_else(|| panic!("{question}"));
            assert_eq!(found.names, names, "{question}");
            assert_eq!(found.questions[0], first, "{question}");
        }
    }

    #[test]
    fn other_questions_compare_nothing() {
        for question in [
            "How much electricity did the fans use?",
            "How much cooler was the room at three in the afternoon after nights with open windows?",
            "What was the adjusted difference in words per minute?",
            "How many children read more than ten books?",
            "How many visitors were older than 60?",
            "Was water or food given?",
            "How many of the barrels were larger than 200 litres?",
            "Which metal was higher in November?",
            "What is the relationship between age and fluency?",
            "Is there a clause that if a third party gets better terms on the licensing or sale of goods, the buyer gets them too?",
            "",
        ] {
            let found = pair(question);
            let allowed = question.contains("older") || question.contains("larger");
            assert!(found.is_none() || allowed, "{question}: {found:?}");
        }
    }

    #[test]
    fn adjectives_lose_their_comparison() {
        for (compared, plain) in [
            ("larger", "large"),
            ("heavier", "heavy"),
            ("bigger", "big"),
            ("slower", "slow"),
            ("better", "good"),
            ("cooler", "cool"),
            ("more", "more"),
        ] {
            assert_eq!(positive(compared), plain);
        }
    }

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
            },
            also: vec![],
            pieces: vec![],
        }]
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
        let said = both_values(
            found("Open rooms were 2.3 °C cooler than shut rooms at 27.9 °C."),
            &pair_of,
        );
        assert!(said[0].pieces.is_empty());
    }
}
