//! Long texts with a question in them: a mail, an exercise, a paragraph of a paper.
//!
//! The reader is asked the question alone. The rest of the text helps the search, which finds passages by its rarest
//! words.

use crate::document::split_sentences;

/// A text of fewer characters, in one sentence, is a question as it is.
const LEAST: usize = 40;
/// The longest question that is asked as it is, in characters.
const LONGEST: usize = 400;
/// Most questions that are found in one text.
const MOST: usize = 4;
/// Most characters of the rest of the text that the search uses.
const CONTEXT: usize = 600;

/// A question in a longer text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pasted {
    /// The questions, in order.
    pub(super) questions: Vec<String>,
    /// What stands around them.
    pub(super) context: String,
}

/// The questions in a text of several sentences; `None` for one that is a question itself.
pub(super) fn questions(text: &str) -> Option<Pasted> {
    if text.chars().count() < LEAST {
        return None;
    }
    let sentences = sentences(text);
    if sentences.len() < 2 && text.chars().count() <= LONGEST {
        return None;
    }
    let asks = |sentence: &&String| sentence.ends_with(['?', '？', '؟']);
    let mut questions: Vec<&String> = sentences.iter().filter(asks).collect();
    if questions.is_empty() {
        questions.extend(sentences.iter().rev().find(|sentence| orders(sentence)));
    }
    if questions.is_empty() {
        // the point of a text is at its end
        questions.extend(sentences.last());
    }
    let from = questions.len().saturating_sub(MOST);
    let questions: Vec<String> = questions
        .into_iter()
        .skip(from)
        .map(|question| question.chars().take(LONGEST).collect())
        .collect();
    let rest = sentences
        .iter()
        .filter(|sentence| !questions.contains(sentence));
    let context: Vec<&str> = rest.map(String::as_str).collect();
    let context = context.join(" ").chars().take(CONTEXT).collect();
    (!questions.is_empty()).then_some(Pasted { questions, context })
}

/// The sentences of a text; a line break that stands alone ends none, and an empty line does.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    let normal = text.replace("\r\n", "\n");
    for paragraph in normal.split("\n\n") {
        let line: Vec<&str> = paragraph.split_whitespace().collect();
        let characters: Vec<char> = line.join(" ").chars().collect();
        for (start, end) in split_sentences(&characters) {
            let sentence: String = characters.get(start..end).unwrap_or(&[]).iter().collect();
            let sentence = sentence.trim();
            match sentences.last_mut() {
                // "In which U.S. database", "Harry A. Blackman"
                Some(last) if ends_with_initial(last) => {
                    last.push(' ');
                    last.push_str(sentence);
                }
                _ if sentence.contains(char::is_alphanumeric) => {
                    sentences.push(sentence.to_owned());
                }
                _ => {}
            }
        }
    }
    sentences
}

/// Whether a sentence ends with a letter and a dot, which is no end.
fn ends_with_initial(sentence: &str) -> bool {
    let last = sentence.rsplit(' ').next().unwrap_or("");
    let letters = last.trim_end_matches('.');
    last.ends_with('.') && (letters.contains('.') || letters.chars().count() == 1)
}

/// Whether a sentence orders an answer, as exercises do.
fn orders(sentence: &str) -> bool {
    const VERBS: [&str; 18] = [
        "find",
        "state",
        "name",
        "list",
        "give",
        "explain",
        "describe",
        "tell",
        "identify",
        "determine",
        "quote",
        "define",
        "compare",
        "specify",
        "report",
        "indicate",
        "say",
        "show",
    ];
    let words = super::words::words(sentence);
    let words = super::words::without_politeness(&words);
    words
        .first()
        .is_some_and(|first| VERBS.contains(&first.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_question_is_left_as_it_is() {
        for question in [
            "How many barrels were sampled?",
            "What was the median concentration of zinc below galvanized roofs in the barrels of the four gardens?",
            "which species is the rarest",
            "What did Justices Harry A. Blackman and others suggest would be a result of this ruling?",
            "In which U.S. Database can you locate the employment levels of all states?",
        ] {
            assert_eq!(questions(question), None, "{question}");
        }
    }

    #[test]
    fn the_question_is_found_in_a_mail() {
        let mail = "Dear colleagues,\n\nI read your paper on rain barrels with great interest and wonder about \
                    one thing.\nHow many samples were taken in total? I could not find the number.\n\nBest \
                    regards,\nAnna";
        let found = questions(mail).unwrap();
        assert_eq!(found.questions, ["How many samples were taken in total?"]);
        assert!(found.context.contains("rain barrels"));
        assert!(!found.context.contains("How many samples"));
    }

    #[test]
    fn two_questions_in_a_row_are_both_found_and_an_order_counts_without_a_mark() {
        let two = "Which optimizer was used? What was the batch size?";
        assert_eq!(
            questions(two).unwrap().questions,
            ["Which optimizer was used?", "What was the batch size?"]
        );
        let arabic = "ما هي النتيجة؟ قسنا الحرارة ثلاث مرات. كانت خمسا.";
        assert_eq!(questions(arabic).unwrap().questions, ["ما هي النتيجة؟"]);
        let order = "The study took place in 24 schools of one district. State the mean age of the children.";
        let found = questions(order).unwrap();
        assert_eq!(found.questions, ["State the mean age of the children."]);
        assert!(found.context.starts_with("The study"));
    }

    #[test]
    fn a_text_without_a_question_is_asked_by_its_end() {
        let text = "Barrels were sampled once a month for a year, and bags of limestone hung in some of them. \
                    The loss of weight of the bags.";
        assert_eq!(
            questions(text).unwrap().questions,
            ["The loss of weight of the bags."]
        );
    }

    #[test]
    fn what_is_asked_and_the_rest_are_short() {
        let long = format!("{} Why?", "word ".repeat(900));
        let found = questions(&long).unwrap();
        assert!(
            found
                .questions
                .iter()
                .all(|question| question.chars().count() <= LONGEST)
        );
        assert!(found.context.chars().count() <= CONTEXT);
    }
}
