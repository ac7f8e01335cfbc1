use super::*;
use crate::assistant::answer::types::{FoundAnswer, Gist, GistSentence, QuestionKind};
use crate::assistant::sample::{flow, paged};
use crate::document::SentenceId;

/// An answer in the form of version 1. It must be read for as long as libraries hold such answers.
const FIRST: &str = r#"{"version":1,"answer":{"question":"How heavy?","asks_for":"words","status":{"kind":"found"},"provisional":false,"reader":"starter","asked":1,"answers":[{"text":"30 grams","probability":0.5,"quotation":{"document":"aa","title":"On Wings","text":"The tags weighed 30 grams.","start":17,"end":25,"sentences":[4],"page":3,"places":[{"kind":"page","page":3,"rect":{"x0":1.0,"y0":2.0,"x1":3.0,"y1":4.0}}],"section":"2 Methods","recognized":false},"also":[],"pieces":[]}],"passages":[],"without":[],"without_count":0,"gist":null,"remarks":[{"kind":"part_not_found","asked":"how old"}]}}"#;

const NOT_FOUND: &str = r#"{"version":1,"answer":{"question":"Who?","asks_for":"words","status":{"kind":"routed","to":"count","counted":{"words":["krill"],"documents":2}},"provisional":true,"reader":null,"asked":2,"answers":[],"passages":[{"document":"bb","title":"","text":"Nobody was there.","start":0,"end":0,"sentences":[0],"page":null,"places":[],"section":null}],"without":[{"id":"aa","title":"On Wings"}],"without_count":1,"gist":null,"remarks":[]}}"#;

#[test]
fn answers_of_the_first_version_are_read_and_written_alike() {
    for text in [FIRST, NOT_FOUND] {
        let view = opened(text).unwrap();
        let again = kept(&view, None).unwrap().answer;
        assert_eq!(opened(&again).unwrap(), view);
    }
    let view = opened(FIRST).unwrap();
    assert_eq!(view.answers[0].quotation.sentences, [SentenceId(4)]);
    assert_eq!(view.answers[0].quotation.page, Some(3));
}

#[test]
fn what_is_no_answer_of_this_version_is_an_error() {
    let newer = FIRST.replace("\"version\":1", "\"version\":2");
    let deep = "[".repeat(100_000);
    for text in [
        "",
        "{}",
        "null",
        &newer,
        &deep,
        &FIRST.replace("0.5", "\"much\""),
    ] {
        assert!(matches!(opened(text), Err(LibraryError::Content(_))));
    }
}

#[test]
fn an_entry_has_the_first_words_and_what_a_search_finds() {
    let view = opened(FIRST).unwrap();
    let asked = vec![(DocumentId("aa".into()), "On Wings".to_owned())];
    let entry = kept(&view, Some(asked.clone())).unwrap();
    assert_eq!(entry.scope, AskedScope::Documents);
    assert_eq!(entry.documents, asked);
    assert_eq!(entry.outcome, QuestionOutcome::Found);
    assert_eq!((entry.words.as_str(), entry.page), ("30 grams", Some(3)));
    assert!(entry.text.contains("30 grams") && entry.text.contains("The tags weighed"));

    // the nearest passages of a question that found nothing are kept too
    let entry = kept(&opened(NOT_FOUND).unwrap(), None).unwrap();
    assert_eq!(entry.scope, AskedScope::Library);
    assert_eq!(entry.documents, [(DocumentId("bb".into()), String::new())]);
    assert_eq!(entry.outcome, QuestionOutcome::Routed);
    assert_eq!(
        (entry.words.as_str(), entry.page),
        ("Nobody was there.", None)
    );
}

fn answering(quotation: Quotation) -> AnswerView {
    AnswerView {
        answers: vec![FoundAnswer {
            quotation,
            ..opened(FIRST).unwrap().answers.remove(0)
        }],
        asks_for: QuestionKind::Words,
        ..opened(FIRST).unwrap()
    }
}

#[test]
fn quotations_name_the_sentences_that_have_their_words_now() {
    let quotation = Quotation {
        sentences: vec![SentenceId(0)],
        page: Some(1),
        ..opened(FIRST).unwrap().answers.remove(0).quotation
    };
    let places = quotation.places.clone();
    let mut view = answering(quotation);
    settle(
        &mut view,
        &paged(&[(1, "A heading."), (3, "The tags weighed 30 grams.")]),
    );
    let now = &view.answers[0].quotation;
    assert_eq!(now.sentences, [SentenceId(1)]);
    assert_eq!(now.places, places);
    // words that are not there any more keep their place on the page
    settle(&mut view, &paged(&[(1, "Another text.")]));
    let now = &view.answers[0].quotation;
    assert_eq!((&now.sentences, &now.places), (&vec![], &places));
}

#[test]
fn without_pages_the_places_are_those_of_the_sentences() {
    let before = flow(&["The tags weighed 30 grams."]);
    let quotation = Quotation {
        sentences: vec![SentenceId(0)],
        page: None,
        places: before.sentences[0].places.clone(),
        ..opened(FIRST).unwrap().answers.remove(0).quotation
    };
    let mut view = answering(quotation);
    let after = flow(&["A heading.", "The tags weighed 30 grams."]);
    settle(&mut view, &after);
    let now = &view.answers[0].quotation;
    assert_eq!(now.sentences, [SentenceId(1)]);
    assert_eq!(now.places, after.sentences[1].places);
}

#[test]
fn the_sources_of_a_gist_follow_their_words() {
    let cited = |text: &str| CitedSentence {
        document: DocumentId("aa".into()),
        sentence: SentenceId(0),
        page: Some(1),
        weight: 0.5,
        text: text.to_owned(),
    };
    let now = paged(&[(1, "A heading."), (3, "The tags weighed 30 grams.")]);
    let quotation = Quotation {
        sentences: vec![SentenceId(1)],
        ..opened(FIRST).unwrap().answers.remove(0).quotation
    };
    let mut view = answering(quotation);
    view.gist = Some(Gist {
        model: "tiny".into(),
        sentences: vec![GistSentence {
            text: "They were light.".into(),
            evidence: vec![
                cited("The tags weighed 30 grams."),
                cited("Nobody was there."),
                // an older version kept no words
                cited(""),
            ],
            support: 0.9,
        }],
    });
    settle(&mut view, &now);
    let evidence = &view.gist.as_ref().unwrap().sentences[0].evidence;
    let places: Vec<_> = evidence.iter().map(|it| (it.sentence, it.page)).collect();
    assert_eq!(places, [(SentenceId(1), Some(3)), (SentenceId(0), Some(1))]);
}
