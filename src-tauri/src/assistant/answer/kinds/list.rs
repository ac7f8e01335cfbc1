//! Questions for everything of a kind: what is found in several places becomes one answer in pieces.
//!
//! Completeness is not promised, because only the passages that match best are read.

use super::entry;
use super::enumeration;
use super::words::{is_auxiliary, without_politeness, words};
use crate::assistant::answer::asked::{Asked, is_plural};
use crate::assistant::answer::types::{AnswerPiece, FoundAnswer};

/// Most places that are looked at.
pub(super) const MOST: usize = 12;
/// A piece is kept if it is at least this share as likely as the best one.
const LEAST_SHARE: f32 = 0.7;
/// Most pieces.
const MOST_PIECES: usize = 8;

/// Whether a question asks for several things: "which datasets were used?", "name the species".
pub(super) fn asks(question: &str) -> bool {
    let all = words(question);
    let words: Vec<&str> = without_politeness(&all)
        .iter()
        .map(String::as_str)
        .collect();
    let picks_one = words.iter().any(|word| {
        matches!(
            *word,
            "most"
                | "least"
                | "best"
                | "worst"
                | "first"
                | "last"
                | "main"
                | "than"
                | "one"
                | "mostly"
        ) || (word.len() > 5
            && word.ends_with("est")
            && !matches!(
                *word,
                "forest" | "interest" | "harvest" | "request" | "protest" | "suggest"
            ))
    });
    if picks_one {
        return false;
    }
    match words.as_slice() {
        [
            "list" | "name" | "enumerate",
            "all" | "every" | "the" | "each" | "some",
            ..,
        ] => words.len() > 2,
        ["list" | "enumerate", ..] => words.len() > 1,
        ["what" | "which", "are" | "were", rest @ ..] => {
            let rest = match rest {
                ["the" | "all" | "some" | "their" | "its", rest @ ..] => rest,
                rest => rest,
            };
            head(rest).is_some_and(is_plural)
        }
        ["what" | "which", "kinds" | "types" | "sorts", "of", ..] => true,
        ["what" | "which", rest @ ..] => {
            // "which datasets were used", and not "what makes it useful"
            let verb = rest
                .iter()
                .position(|word| is_auxiliary(word) || is_past(word));
            let Some(at) = verb else {
                return false;
            };
            let singular = matches!(rest.get(at), Some(&("is" | "was" | "has")));
            let noun = rest.get(..at).and_then(head);
            noun.is_some_and(is_plural) && !singular
        }
        _ => false,
    }
}

fn is_past(word: &str) -> bool {
    matches!(
        word,
        "took"
            | "went"
            | "came"
            | "made"
            | "gave"
            | "showed"
            | "fell"
            | "rose"
            | "spoke"
            | "chose"
            | "grew"
            | "found"
            | "lost"
            | "led"
            | "saw"
    ) || (word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed"))
}

/// The noun of a group: the word before its first preposition.
fn head<'w>(words: &[&'w str]) -> Option<&'w str> {
    let of = words.iter().position(|word| {
        matches!(
            *word,
            "of" | "in"
                | "for"
                | "to"
                | "on"
                | "at"
                | "that"
                | "which"
                | "by"
                | "with"
                | "used"
                | "from"
                | "about"
                | "mentioned"
                | "discussed"
                | "described"
        )
    });
    words.get(..of.unwrap_or(words.len()))?.last().copied()
}

/// The answers as one, in pieces, each with the whole enumeration that it stands in; a single piece stays an answer.
/// What is no entry for the question is left out, and so is what stands in a sentence that speaks of something else,
/// unless it is the likeliest.
pub(super) fn merged(question: &str, answers: Vec<FoundAnswer>) -> Vec<FoundAnswer> {
    let asked = Asked::of(question);
    let answers: Vec<FoundAnswer> = answers
        .into_iter()
        .map(with_neighbours)
        .filter(|answer| entry::is_entry(&asked, answer))
        .collect();
    let speaks = |answer: &FoundAnswer| entry::speaks_of(&asked, &answer.quotation);
    let keeps_first = entry::says(&asked) || !answers.iter().any(speaks);
    let answers: Vec<FoundAnswer> = answers
        .into_iter()
        .enumerate()
        .filter(|(at, answer)| speaks(answer) || (*at == 0 && keeps_first))
        .map(|(_, answer)| answer)
        .collect();
    let best = answers
        .iter()
        .map(|answer| answer.probability)
        .fold(0.0, f32::max);
    let mut kept: Vec<FoundAnswer> = Vec::new();
    for answer in answers {
        if answer.probability < best * LEAST_SHARE {
            continue;
        }
        let said = entry::compared(&answer.text);
        let alike = kept.iter_mut().find(|other| {
            let theirs = entry::compared(&other.text);
            entry::contains(&theirs, &said) || entry::contains(&said, &theirs)
        });
        match alike {
            Some(other) if other.text.len() < answer.text.len() => {
                let mut longer = answer;
                longer.probability = longer.probability.max(other.probability);
                *other = longer;
            }
            Some(_) => {}
            None => kept.push(answer),
        }
    }
    let Some(first) = kept.first().cloned() else {
        return Vec::new();
    };
    if kept.len() == 1 {
        return kept;
    }
    kept.truncate(MOST_PIECES);
    let texts: Vec<&str> = kept.iter().map(|answer| answer.text.as_str()).collect();
    vec![FoundAnswer {
        text: texts.join("; "),
        pieces: kept
            .iter()
            .map(|answer| AnswerPiece {
                asked: String::new(),
                text: answer.text.clone(),
                probability: answer.probability,
                quotation: answer.quotation.clone(),
            })
            .collect(),
        also: Vec::new(),
        ..first
    }]
}

/// An answer with the whole enumeration that it is part of.
fn with_neighbours(mut answer: FoundAnswer) -> FoundAnswer {
    let text = &answer.quotation.text;
    let byte = |character: u32| {
        text.char_indices()
            .nth(character as usize)
            .map_or(text.len(), |(at, _)| at)
    };
    let range = byte(answer.quotation.start)..byte(answer.quotation.end);
    let whole = enumeration::whole(text, range.clone());
    if whole != range
        && let Some(words) = text.get(whole.clone())
    {
        let count = |to: usize| {
            let before = text.get(..to).map_or(0, |before| before.chars().count());
            u32::try_from(before).unwrap_or(u32::MAX)
        };
        let (start, end) = (count(whole.start), count(whole.end));
        answer.text = words.to_owned();
        (answer.quotation.start, answer.quotation.end) = (start, end);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::types::Quotation;
    use crate::document::{DocumentId, SentenceId};

    #[test]
    fn questions_for_several_things_are_recognized() {
        for question in [
            "Which datasets were used?",
            "What are the limitations of the study?",
            "List all species",
            "Name the species that were recorded.",
            "Which software packages were used?",
            "What metals were measured?",
            "Which species are discussed?",
            "Enumerate the exclusion criteria",
            "What kinds of roofs were there?",
            "Which countries took part?",
            "Please list every drug that was tested",
        ] {
            assert!(asks(question), "{question}");
        }
        for question in [
            "Which dataset is the largest?",
            "Which species is the rarest?",
            "Which children benefited most?",
            "What is the main limitation?",
            "Which of the two metals was higher?",
            "Which optimizer was used?",
            "What was the basis of the decision?",
            "What does the analysis show?",
            "How many datasets were used?",
            "What is the status of the trial?",
            "Which method was used to measure zinc and copper?",
            "Who are the participants?",
            "What was the effect on comprehension?",
            "What are you?",
            "What share of visitors complained about street noise?",
            "What makes it useful?",
            "What activates the pathway in the cell?",
            "What increases or decreases in response to friction?",
            "What force changes an object's speed?",
            "What kind of lens is used?",
            "list",
        ] {
            assert!(!asks(question), "{question}");
        }
    }

    fn answer(text: &str, sentence: &str, probability: f32, id: u32) -> FoundAnswer {
        let start = sentence.find(text).unwrap() as u32;
        FoundAnswer {
            text: text.into(),
            probability,
            quotation: Quotation {
                document: DocumentId("aa".into()),
                title: String::new(),
                text: sentence.into(),
                start,
                end: start + text.len() as u32,
                sentences: vec![SentenceId(id)],
                page: None,
                places: vec![],
                section: None,
                recognized: false,
            },
            also: vec![],
            pieces: vec![],
        }
    }

    #[test]
    fn what_is_found_in_several_places_is_one_answer_in_pieces() {
        let first = "Training used NightCalls-20, BirdNet and Xeno.";
        let found = vec![
            answer("BirdNet", first, 0.8, 3),
            answer("Owls-5", "Owls-5 was used for training.", 0.6, 9),
            answer("Xeno", "Xeno was used for training.", 0.6, 11),
            answer("five hours", "Training took five hours.", 0.3, 12),
        ];
        let merged = merged("Which datasets were used for training?", found);
        let [one] = merged.as_slice() else {
            panic!("one answer: {merged:?}");
        };
        assert_eq!(one.text, "NightCalls-20, BirdNet and Xeno; Owls-5");
        assert_eq!(one.pieces.len(), 2);
        assert_eq!(one.pieces[0].quotation.start, 14);
        assert_eq!(one.probability, 0.8);
    }

    #[test]
    fn a_single_piece_is_a_plain_answer() {
        let question = "Which packages were used?";
        let found = merged(question, vec![answer("R", "All was done in R.", 0.8, 3)]);
        assert!(found[0].pieces.is_empty());
        assert!(merged(question, vec![]).is_empty());
    }

    #[test]
    fn what_is_no_entry_is_left_out() {
        let found = vec![
            answer("fever", "The symptoms were fever alone.", 0.8, 3),
            answer("a fever", "A symptom of it is a fever.", 0.8, 4),
            answer("headache", "The symptom of most was headache.", 0.7, 5),
            answer("preferred", "The symptom preferred by them.", 0.7, 6),
            answer("windows", "The windows were shut.", 0.7, 7),
            answer("62", "Symptoms were found in 62.", 0.7, 8),
        ];
        let merged = merged("What are the symptoms?", found);
        let [one] = merged.as_slice() else {
            panic!("one answer: {merged:?}");
        };
        assert_eq!(one.text, "a fever; headache");
    }
}
