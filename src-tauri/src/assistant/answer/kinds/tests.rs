//! Which way each kind of question goes. A table stands in for search and reader.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::assistant::answer::Budget;
use crate::assistant::answer::types::{AnswerStatus, DocumentFact, PassagesOnly, Quotation, Wish};
use crate::document::{DocumentId, SentenceId};
use crate::library::LooseDocuments;
use crate::search::Scope;
use crate::search::tests::document;

/// What the table finds: words of the question, the answer, its probability, and its sentence.
type Row = (&'static str, &'static str, f32, u32);

/// How a question ended, and what was looked up for it.
struct Ended {
    answered: Answered,
    looked_up: Vec<String>,
}

fn quotation(text: &str, sentence: u32) -> Quotation {
    Quotation {
        document: DocumentId("aa".into()),
        title: "On Barrels".into(),
        text: format!("It says {text} here."),
        start: 8,
        end: 8 + text.chars().count() as u32,
        sentences: vec![SentenceId(sentence)],
        page: None,
        places: vec![],
        section: None,
        recognized: false,
    }
}

fn ask(question: &str, table: &[Row]) -> Ended {
    let mut loose = LooseDocuments::new().unwrap();
    let text = [
        "Barrels are vessels for rain. A generalized linear mixed model (GLMM) was fitted.",
        "Limestone lowered copper by 58 %.",
    ];
    loose
        .add(document("aa", "On Barrels", &text), "a.txt")
        .unwrap();
    let request = Request {
        shelf: Shelf::Loose(&loose),
        scope: &Scope::Everything,
        question,
        reader: None,
        embedder: None,
        gist: None,
        renew: None,
        top: 3,
        budget: Budget::generous(),
        early: None,
        threads: Some(1),
        stop: &Arc::new(AtomicBool::new(false)),
    };
    let asked = loose_documents(&request);
    let mut looked_up = Vec::new();
    let mut look = |look: Look<'_>| {
        looked_up.push(look.question.to_owned());
        let rows = table
            .iter()
            .filter(|(words, ..)| look.question.contains(words));
        let answers: Vec<FoundAnswer> = rows
            .map(|(_, text, probability, sentence)| {
                quoted::found((*text).to_owned(), *probability, quotation(text, *sentence))
            })
            .collect();
        let nothing = answers.is_empty();
        let mut conclusion = found(answers);
        if nothing {
            conclusion.passages = vec![quotation(look.question, 99)];
        }
        Ok(conclusion)
    };
    let answered = answered(&request, question, &asked, &mut look).unwrap();
    Ended {
        answered,
        looked_up,
    }
}

fn loose_documents(request: &Request<'_>) -> Vec<ShelvedDocument> {
    request.shelf.documents().unwrap()
}

#[test]
fn a_plain_question_is_looked_up_as_it_is() {
    let ended = ask(
        "How many barrels were sampled?",
        &[("barrels", "62", 0.9, 3)],
    );
    assert_eq!(ended.looked_up, ["How many barrels were sampled?"]);
    assert_eq!(ended.answered.asks_for, QuestionKind::Words);
    assert_eq!(ended.answered.conclusion.answers[0].text, "62");
}

#[test]
fn a_question_about_the_document_is_not_looked_up() {
    let ended = ask("What is the title of this document?", &[]);
    assert!(ended.looked_up.is_empty());
    assert_eq!(ended.answered.asks_for, QuestionKind::About);
    assert_eq!(ended.answered.conclusion.answers[0].text, "On Barrels");
    let pages = ask("How many pages does it have?", &[]);
    assert_eq!(pages.answered.remarks, [AnswerRemark::WithoutPages]);
    assert!(
        pages.answered.conclusion.answers[0]
            .text
            .ends_with(" words")
    );
}

#[test]
fn what_the_document_does_not_show_of_itself_is_not_left_to_a_reader() {
    for (question, fact) in [
        ("When was this paper published?", DocumentFact::Published),
        ("What is the DOI of this paper?", DocumentFact::Doi),
        ("Who wrote this paper?", DocumentFact::Authors),
        (
            "Under which licence is this paper published?",
            DocumentFact::Licence,
        ),
    ] {
        let ended = ask(question, &[("", "anything", 0.9, 7)]);
        assert_eq!(ended.looked_up, Vec::<String>::new(), "{question}");
        assert_eq!(ended.answered.asks_for, QuestionKind::About, "{question}");
        let conclusion = &ended.answered.conclusion;
        assert_eq!(conclusion.status, AnswerStatus::NotFound, "{question}");
        assert_eq!(
            ended.answered.remarks,
            [AnswerRemark::NotShown { fact }],
            "{question}"
        );
    }
}

#[test]
fn it_is_what_the_first_question_named_and_otherwise_the_document() {
    let table = [
        ("NightNet published", "in 2019", 0.9, 3),
        ("What is NightNet", "a network", 0.9, 4),
    ];
    let ended = ask("What is NightNet and when was it published?", &table);
    assert!(
        ended
            .looked_up
            .contains(&"When was NightNet published?".to_owned()),
        "{:?}",
        ended.looked_up
    );
    let document = ask("What is the title of this paper and who wrote it?", &[]);
    assert_eq!(document.looked_up, Vec::<String>::new());
    let fact = DocumentFact::Authors;
    assert!(
        document
            .answered
            .remarks
            .contains(&AnswerRemark::NotShown { fact })
    );
}

#[test]
fn two_questions_for_yes_or_no_are_decided_one_after_the_other() {
    let ended = ask(
        "Did limestone lower copper and was zinc measured?",
        &[
            ("limestone", "Limestone lowered copper.", 0.9, 3),
            ("zinc", "Zinc was measured.", 0.8, 7),
        ],
    );
    assert_eq!(ended.answered.asks_for, QuestionKind::Several);
    assert_eq!(
        ended.looked_up,
        ["Did limestone lower copper?", "Was zinc measured?"]
    );
    assert_eq!(ended.answered.conclusion.answers[0].pieces.len(), 2);
}

#[test]
fn a_definition_needs_no_reader_and_a_value_does() {
    let ended = ask("What is a GLMM?", &[]);
    assert!(ended.looked_up.is_empty());
    assert_eq!(ended.answered.asks_for, QuestionKind::Definition);
    let answer = &ended.answered.conclusion.answers[0];
    assert_eq!(answer.text, "generalized linear mixed model");
    assert_eq!(answer.quotation.sentences.len(), 1);
    let barrels = ask("What are barrels?", &[]);
    assert!(
        barrels.looked_up.len() == 1,
        "a plural without a kind is no definition"
    );
    let value = ask(
        "What is the detection limit for copper?",
        &[("limit", "0.1", 0.8, 3)],
    );
    assert_eq!(value.looked_up.len(), 1);
    assert_eq!(value.answered.asks_for, QuestionKind::Words);
}

#[test]
fn the_parts_of_a_question_are_looked_up_one_after_the_other() {
    let table = [
        ("median pH?", "6.1", 0.8, 40),
        ("range of", "240 to 9,700", 0.6, 7),
        ("range of", "4.9 to 7.8", 0.5, 40),
    ];
    let ended = ask("What was the median pH and what was its range?", &table);
    assert_eq!(
        ended.looked_up,
        ["What was the median pH?", "What was the range of the pH?"]
    );
    assert_eq!(ended.answered.asks_for, QuestionKind::Several);
    let [answer] = ended.answered.conclusion.answers.as_slice() else {
        panic!("one answer");
    };
    assert_eq!(answer.text, "6.1; 4.9 to 7.8");
    assert_eq!(answer.pieces.len(), 2);
    assert!(ended.answered.remarks.is_empty());
}

#[test]
fn a_part_without_an_answer_is_named_and_the_others_stay() {
    let table = [("optimizer", "Adam", 0.8, 3)];
    let ended = ask(
        "Which optimizer was used, and what was the batch size?",
        &table,
    );
    assert_eq!(ended.answered.conclusion.status, AnswerStatus::Found);
    assert_eq!(ended.answered.conclusion.answers[0].text, "Adam");
    let asked = "What was the batch size?".into();
    assert_eq!(
        ended.answered.remarks,
        [AnswerRemark::PartNotFound { asked }]
    );
    let nothing = ask(
        "Which optimizer was used, and what was the batch size?",
        &[],
    );
    assert_eq!(nothing.answered.conclusion.status, AnswerStatus::NotFound);
    assert_eq!(nothing.answered.conclusion.passages.len(), 2);
    assert!(nothing.answered.remarks.is_empty());
}

#[test]
fn parts_may_be_of_other_kinds() {
    let table = [("copper", "58 %", 0.9, 3)];
    let ended = ask(
        "What is the title of this paper, and by how much was copper lowered?",
        &table,
    );
    assert_eq!(
        ended.answered.conclusion.answers[0].text,
        "On Barrels; 58 %"
    );
}

#[test]
fn the_question_of_a_mail_is_asked_and_the_rest_only_searched() {
    let mail = "Dear authors, I liked your work on barrels below galvanized roofs. How many samples were taken? \
                Best regards, Anna";
    let ended = ask(mail, &[("samples", "668", 0.9, 3)]);
    assert_eq!(ended.looked_up, ["How many samples were taken?"]);
    assert_eq!(ended.answered.conclusion.answers[0].text, "668");
}

#[test]
fn wishes_are_refused_and_nothing_is_looked_up() {
    for (question, wish) in [
        ("hello", Wish::Greeting),
        ("Who are you?", Wish::Pagewing),
        ("Translate this into German", Wish::Writing),
        ("Delete this file", Wish::Command),
        ("Is this paper good?", Wish::Opinion),
    ] {
        let ended = ask(question, &[("", "anything", 0.9, 1)]);
        assert!(ended.looked_up.is_empty(), "{question}");
        let to = AnswerStatus::Routed(AnswerRoute::Beyond { wish });
        assert_eq!(ended.answered.conclusion.status, to, "{question}");
    }
    let summary = ask("Write a short summary of the report", &[]);
    let scope = SummaryScope::Document;
    let to = AnswerStatus::Routed(AnswerRoute::Summary { scope });
    assert_eq!(summary.answered.conclusion.status, to);
}

#[test]
fn parts_that_no_reader_judged_stay_passages() {
    let only = AnswerStatus::PassagesOnly {
        because: PassagesOnly::NoReader,
    };
    let end = |passage: &str, sentence: u32| Conclusion {
        status: only.clone(),
        passages: vec![quotation(passage, sentence)],
        ..found(Vec::new())
    };
    let together = nearest(vec![end("one", 1), end("two", 2), end("one", 1)]);
    assert_eq!(together.status, only);
    assert_eq!(together.passages.len(), 2);
}
