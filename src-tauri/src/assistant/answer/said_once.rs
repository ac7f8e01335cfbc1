//! A sentence is one answer, however many of its words could be taken for it, and however often a document says it: an
//! abstract repeats the sentences of the text.

use super::types::{FoundAnswer, QuestionKind, Quotation};

/// Shorter sentences, in words, are too little to tell that they say the same: "Results", "Yes."
const FEWEST_WORDS: usize = 4;

/// Answers of which no two quote the same sentence, in order. The likelier one stays, with the other's places. What asks for
/// several values keeps all of them, and so do facts about the document and cells of a row.
pub(super) fn said_once(asks_for: QuestionKind, answers: Vec<FoundAnswer>) -> Vec<FoundAnswer> {
    if !is_said(asks_for) {
        return answers;
    }
    let mut once: Vec<FoundAnswer> = Vec::new();
    for answer in answers {
        let mut before = once.iter_mut();
        match before.find(|before| is_one(before, &answer)) {
            Some(before) => take_places(before, answer),
            None => once.push(answer),
        }
    }
    once
}

/// Whether sentences answer such a question.
fn is_said(asks_for: QuestionKind) -> bool {
    matches!(
        asks_for,
        QuestionKind::Words
            | QuestionKind::Definition
            | QuestionKind::Deciding
            | QuestionKind::Section
    )
}

fn is_one(one: &FoundAnswer, other: &FoundAnswer) -> bool {
    let whole = one.pieces.is_empty() && other.pieces.is_empty();
    whole && is_same_sentence(&one.quotation, &other.quotation)
}

fn is_same_sentence(one: &Quotation, other: &Quotation) -> bool {
    let (words, others) = (letters(&one.text), letters(&other.text));
    let is_cells = one.text.contains('\t');
    words == others && !is_cells && (words.len() >= FEWEST_WORDS || is_same_place(one, other))
}

fn is_same_place(one: &Quotation, other: &Quotation) -> bool {
    let sentences = !one.sentences.is_empty() && one.sentences == other.sentences;
    one.document == other.document && sentences
}

/// The letters and digits of the words of a text, in small letters.
fn letters(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(|word| {
        let letters = word.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// Adds the places of an answer to those of one that says the same, each once.
fn take_places(answer: &mut FoundAnswer, other: FoundAnswer) {
    for place in std::iter::once(other.quotation).chain(other.also) {
        let mut known = std::iter::once(&answer.quotation).chain(&answer.also);
        if !known.any(|known| is_same_place(known, &place)) {
            answer.also.push(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, SentenceId};

    fn found(words: &str, sentence: &str, id: u32, page: u32) -> FoundAnswer {
        FoundAnswer {
            text: words.into(),
            probability: 0.5,
            quotation: Quotation {
                document: DocumentId("aa".into()),
                title: String::new(),
                text: sentence.into(),
                start: 0,
                end: 0,
                sentences: vec![SentenceId(id)],
                page: Some(page),
                places: vec![],
                section: None,
                recognized: false,
            },
            also: vec![],
            pieces: vec![],
        }
    }

    /// Each answer with its page and its other pages.
    fn once(asks_for: QuestionKind, answers: Vec<FoundAnswer>) -> Vec<(String, Vec<u32>)> {
        let answers = said_once(asks_for, answers);
        let pages = |answer: &FoundAnswer| {
            let all = std::iter::once(&answer.quotation).chain(&answer.also);
            all.filter_map(|quotation| quotation.page).collect()
        };
        answers
            .iter()
            .map(|answer| (answer.text.clone(), pages(answer)))
            .collect()
    }

    const SAID: &str = "The tags weighed 30 grams in May.";

    #[test]
    fn two_spans_of_a_sentence_are_one_answer() {
        let both = vec![found("30 grams", SAID, 4, 2), found("May", SAID, 4, 2)];
        let wanted = vec![("30 grams".to_owned(), vec![2])];
        assert_eq!(once(QuestionKind::Words, both.clone()), wanted);
        // a list wants both
        assert_eq!(once(QuestionKind::List, both).len(), 2);
    }

    #[test]
    fn a_sentence_on_two_pages_is_one_answer_with_both_places() {
        let again = "The tags  weighed 30 grams in May";
        let all = vec![
            found("30 grams", SAID, 4, 1),
            found("30", "They weighed 30 grams in all.", 9, 2),
            found("May", again, 17, 3),
            found("grams", again, 17, 3),
        ];
        assert_eq!(
            once(QuestionKind::Words, all),
            [
                ("30 grams".to_owned(), vec![1, 3]),
                ("30".to_owned(), vec![2])
            ]
        );
    }

    #[test]
    fn short_lines_and_rows_of_cells_are_not_sentences_said_twice() {
        for text in ["Total 412", "Kestrel Point north bay\t412\t518"] {
            let all = vec![found("412", text, 4, 1), found("518", text, 9, 2)];
            assert_eq!(once(QuestionKind::Words, all).len(), 2, "{text}");
        }
    }
}
