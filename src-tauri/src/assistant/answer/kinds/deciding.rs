//! Questions for yes or no: the answers are the sentences that decide, whole, and nobody says yes or no.

use super::asked_there::is_question;
use super::coverage::{Coverage, coverage};
use super::quoted;
use super::words::{is_auxiliary, without_politeness, words};
use crate::assistant::answer::conclude::Conclusion;
use crate::assistant::answer::types::{AnswerStatus, FoundAnswer, Quotation};
use crate::document::SentenceId;

/// Whether a question asks for yes or no.
pub(super) fn asks(question: &str) -> bool {
    let all = words(question);
    let words = without_politeness(&all);
    let [first, second, ..] = words else {
        return false;
    };
    // "Was ist eine Wochenstube?", "Will man wissen ...": these words are German too
    if is_german(second) {
        return false;
    }
    // "Do windows or doors matter more?" asks for one of two
    let chooses =
        words.iter().any(|word| word == "or") && words.iter().any(|word| is_comparative(word));
    let starts =
        is_auxiliary(first) && first != "must" && first != "may" || first == "may" && second == "i";
    starts && words.len() > 2 && !chooses
}

/// Whether a word can stand behind the German "was" or "will", and is not an English one.
fn is_german(word: &str) -> bool {
    matches!(
        word,
        "ist"
            | "sind"
            | "waren"
            | "wird"
            | "werden"
            | "wurde"
            | "wurden"
            | "bedeutet"
            | "heisst"
            | "heißt"
            | "kann"
            | "kostet"
            | "macht"
            | "steht"
            | "zeigt"
            | "sagt"
            | "hat"
            | "haben"
            | "passiert"
            | "geschah"
            | "man"
            | "ich"
            | "wir"
            | "er"
            | "sie"
            | "der"
            | "das"
            | "passierte"
    )
}

pub(super) fn is_comparative(word: &str) -> bool {
    matches!(
        word,
        "better" | "worse" | "more" | "less" | "fewer" | "further"
    ) || (word.len() > 4
        && word.ends_with("er")
        && !matches!(
            word,
            "other"
                | "either"
                | "neither"
                | "whether"
                | "rather"
                | "water"
                | "paper"
                | "number"
                | "after"
                | "under"
                | "over"
                | "never"
                | "ever"
                | "together"
                | "another"
                | "computer"
                | "order"
                | "matter"
                | "winter"
                | "summer"
                | "power"
                | "layer"
                | "reader"
                | "cancer"
                | "fever"
                | "later"
                | "former"
                | "latter"
                | "copper"
                | "river"
                | "weather"
                | "silver"
                | "fiber"
                | "finger"
                | "letter"
                | "member"
                | "user"
        ))
}

/// The answers as the whole sentences around them, each sentence once. Several spans of one sentence make it likelier,
/// so that doubtful ones may decide together. Only sentences that speak of what the question names decide it.
pub(super) fn sentences(
    question: &str,
    answers: Vec<FoundAnswer>,
    doubtful: Vec<FoundAnswer>,
    least: f32,
) -> Vec<FoundAnswer> {
    let mut kept: Vec<FoundAnswer> = Vec::new();
    let sure = answers.len();
    let mut known_sure: Vec<SentenceId> = Vec::new();
    for (at, mut answer) in answers.into_iter().chain(doubtful).enumerate() {
        if at < sure {
            known_sure.extend(&answer.quotation.sentences);
        }
        let known = kept.iter_mut().find(|other| {
            other.quotation.document == answer.quotation.document
                && other.quotation.sentences == answer.quotation.sentences
        });
        if let Some(known) = known {
            // either of the two is right, as far as they are independent
            known.probability = 1.0 - (1.0 - known.probability) * (1.0 - answer.probability);
            continue;
        }
        answer.text.clone_from(&answer.quotation.text);
        answer.quotation.start = 0;
        answer.quotation.end = u32::try_from(answer.text.chars().count()).unwrap_or(u32::MAX);
        answer.pieces.clear();
        kept.push(answer);
    }
    kept.retain(|answer| {
        if !covered(question, &answer.quotation).speaks_of_it {
            return false;
        }
        let sure = answer
            .quotation
            .sentences
            .iter()
            .any(|id| known_sure.contains(id));
        answer.probability >= least + if sure { 0.0 } else { DOUBT }
    });
    kept.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    kept
}

/// By how much several doubtful spans together have to be likelier than one that is an answer.
const DOUBT: f32 = 0.1;
/// The words of a question that the sentence which decides has to have.
const LEAST_WORDS: usize = 3;
/// A sentence with all the question's words speaks of the same thing. Whether it decides was not measured.
const COVERING: f32 = 0.5;

/// The sentences that have all words of the question, if the reader is sure of none: a reader that was trained to find
/// names and numbers finds little to point at in them.
pub(super) fn covering(question: &str, passages: &[Quotation]) -> Vec<FoundAnswer> {
    let covers = |passage: &&Quotation| {
        let covered = covered(question, passage);
        // a question that stands in the text decides nothing
        covered.is_complete && covered.words >= LEAST_WORDS && !is_question(&passage.text)
    };
    let decides = passages
        .iter()
        .filter(covers)
        .map(|passage| quoted::found(passage.text.clone(), COVERING, passage.clone()));
    sentences(question, decides.collect(), Vec::new(), 0.0)
}

/// A question that no sentence decides: what the reader found is no answer, and the nearest passages are shown.
pub(super) fn undecided(conclusion: Conclusion) -> Conclusion {
    match conclusion.status {
        AnswerStatus::Found => Conclusion {
            status: AnswerStatus::NotFound,
            answers: Vec::new(),
            speaking: Vec::new(),
            ..conclusion
        },
        _ => conclusion,
    }
}

fn covered(question: &str, quotation: &Quotation) -> Coverage {
    let heading = quotation.section.as_deref().unwrap_or_default();
    coverage(question, &quotation.text, heading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentId;

    #[test]
    fn questions_for_yes_or_no_begin_with_their_verb() {
        for question in [
            "Did limestone reduce copper?",
            "Is the effect significant?",
            "Were the teachers blinded?",
            "Do the authors share their code?",
            "Has the trial been registered?",
            "Can the water be used for ponds?",
            "Was there a control group?",
            "Could you tell me, was consent given?",
        ] {
            assert!(asks(question), "{question}");
        }
        for question in [
            "Which metal did limestone reduce?",
            "Can you tell me who funded it?",
            "How is the room cooled?",
            "Is copper or zinc higher?",
            "Do windows or doors matter more?",
            "May 2019 samples",
            "Does",
            "Can",
            "Was ist eine Wochenstube?",
            "Was wurde untersucht?",
            "Will man wissen, wie es geht?",
            "what is there",
        ] {
            assert!(!asks(question), "{question}");
        }
    }

    #[test]
    fn whole_sentences_decide_each_once() {
        let answer = |text: &str, sentence: u32| FoundAnswer {
            text: text.into(),
            probability: 0.5,
            quotation: Quotation {
                document: DocumentId("aa".into()),
                title: String::new(),
                text: "Owners gave written consent in May.".into(),
                start: 12,
                end: 27,
                sentences: vec![SentenceId(sentence)],
                page: None,
                places: vec![],
                section: None,
                recognized: false,
            },
            also: vec![],
            pieces: vec![],
        };
        let question = "Was consent given by the owners?";
        let found = sentences(
            question,
            vec![answer("written consent", 3), answer("May", 9)],
            vec![answer("Owners", 3)],
            0.3,
        );
        assert_eq!(found.len(), 2);
        assert!(found[0].probability > 0.5 && found[0].quotation.sentences == [SentenceId(3)]);
        assert_eq!(found[0].text, "Owners gave written consent in May.");
        assert_eq!((found[0].quotation.start, found[0].quotation.end), (0, 35));
        let unlikely = FoundAnswer {
            probability: 0.2,
            ..answer("May", 3)
        };
        let together = sentences(
            question,
            vec![],
            vec![unlikely.clone(), unlikely.clone()],
            0.25,
        );
        assert_eq!(together.len(), 1);
        assert!(sentences(question, vec![], vec![unlikely], 0.3).is_empty());
        let other = "Was the limestone weighed?";
        assert!(sentences(other, vec![answer("May", 3)], vec![], 0.3).is_empty());
    }

    #[test]
    fn a_sentence_with_all_words_of_the_question_decides() {
        let passage = |text: &str, sentence: u32| Quotation {
            document: DocumentId("aa".into()),
            title: String::new(),
            text: text.into(),
            start: 0,
            end: 0,
            sentences: vec![SentenceId(sentence)],
            page: None,
            places: vec![],
            section: None,
            recognized: false,
        };
        let passages = [
            passage("Limestone was given by a quarry.", 1),
            passage("Limestone reduced copper by 58 %.", 2),
        ];
        let found = covering("Did the limestone reduce copper?", &passages);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].quotation.sentences, [SentenceId(2)]);
        assert!(covering("Did the limestone reduce lead?", &passages).is_empty());
        assert!(
            covering("Was limestone given?", &passages).is_empty(),
            "too few words"
        );
    }
}
