//! Questions to documents made on the spot. The tests that need a reader use the prototype beside the repository.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::document::{Document, DocumentId, Note, Page, PageVerdict, Rect};
use crate::fault::{ErrorCode, Fault};
use crate::library::{LooseDocuments, Shelf};
use crate::search::tests::document;
use crate::search::{Scope, WithEmbedder};
use crate::weights::{
    Embedder, EmbedderFolder, ModelError, ModelFolder, Reader, ReaderFolder, Writer,
};

fn shelf() -> LooseDocuments {
    let mut loose = LooseDocuments::new().unwrap();
    loose
        .add(document(
            "aa",
            "On Albatrosses",
            &[
                "The wandering albatross has the largest wingspan of any living bird, up to 3.5 metres. \
                 It breeds on islands of the Southern Ocean.",
                "Twelve birds were tagged by Maria Okafor in the spring of 1998 on Bird Island. \
                 The tags weighed 30 grams and fell off after a year.",
            ],
        ), "a.txt")
        .unwrap();
    loose
        .add(document(
            "bb",
            "On Ostriches",
            &["The ostrich cannot fly. It is the fastest runner among birds and reaches 70 km per hour."],
        ), "a.txt")
        .unwrap();
    loose
}

fn prototype() -> ReaderFolder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models/reader-prototype");
    ReaderFolder::open(&folder).expect("this test needs ../shared/models/reader-prototype")
}

fn ask_with(
    loose: &LooseDocuments,
    scope: &Scope,
    question: &str,
    folder: Option<&ReaderFolder>,
) -> Result<AnswerView, AskError> {
    let reader = Reader::start();
    let request = Request {
        shelf: Shelf::Loose(loose),
        scope,
        question,
        reader: folder.map(|folder| WithReader {
            folder,
            reader: &reader,
        }),
        embedder: None,
        gist: None,
        renew: None,
        top: 3,
        budget: Budget::generous(),
        early: None,
        threads: Some(1),
        stop: &Arc::new(AtomicBool::new(false)),
    };
    answer(&request, &mut |_, _| {}).map(|answer| answer.view)
}

/// A model with random weights writes the gist.
fn ask_in_short(question: &str) -> AnswerView {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
    let folder = ModelFolder::open(&folder).unwrap();
    let writer = Writer::start();
    let loose = shelf();
    let request = Request {
        shelf: Shelf::Loose(&loose),
        scope: &Scope::Everything,
        question,
        reader: None,
        embedder: None,
        gist: Some(WithWriter {
            folder: &folder,
            writer: &writer,
        }),
        renew: None,
        top: 3,
        budget: Budget::generous(),
        early: None,
        threads: Some(1),
        stop: &Arc::new(AtomicBool::new(false)),
    };
    let mut shares = Vec::new();
    let Answer { view, gist_error } = answer(&request, &mut |_, done| shares.push(done)).unwrap();
    assert!(gist_error.is_none(), "{gist_error:?}");
    assert!(shares.is_sorted(), "{shares:?}");
    view
}

#[test]
fn a_gist_has_its_evidence_in_the_cited_passages() {
    let view = ask_in_short("Which birds were tagged, and does the ostrich fly?");
    let documents: Vec<&str> = view
        .passages
        .iter()
        .map(|p| p.document.0.as_str())
        .collect();
    assert!(
        documents.contains(&"aa") && documents.contains(&"bb"),
        "{view:?}"
    );
    let gist = view.gist.unwrap();
    assert_eq!(gist.model, "tiny-model");
    assert!(!gist.sentences.is_empty());
    let loose = shelf();
    for said in &gist.sentences {
        assert!(!said.text.is_empty());
        assert!((0.0..=1.0).contains(&said.support));
        assert!(!said.evidence.is_empty());
        let sum: f32 = said.evidence.iter().map(|source| source.weight).sum();
        assert!((sum - 1.0).abs() < 1e-3);
        for source in &said.evidence {
            let document = loose.document(&source.document).unwrap();
            let cited = document.sentences.get(source.sentence.0 as usize);
            assert!(cited.is_some(), "{source:?}");
        }
    }
}

#[test]
fn there_is_no_gist_of_nothing() {
    let view = ask_in_short("quantum chromodynamics");
    assert_eq!(view.status, AnswerStatus::NotFound);
    assert_eq!(view.gist, None);
    assert_eq!(ask_in_short("Summarize these papers").gist, None);
}

fn ask(question: &str) -> Result<AnswerView, AskError> {
    ask_with(&shelf(), &Scope::Everything, question, None)
}

#[test]
fn without_a_reader_passages_are_shown_and_not_called_answers() {
    let view = ask("How heavy were the tags?").unwrap();
    assert!(matches!(view.status, AnswerStatus::PassagesOnly { .. }));
    assert!(view.answers.is_empty());
    let first = &view.passages[0];
    assert_eq!(
        first.text,
        "The tags weighed 30 grams and fell off after a year."
    );
    assert_eq!((first.start, first.end), (0, 0));
    assert_eq!(first.title, "On Albatrosses");
    assert_eq!(view.asked, 2);
    let silent: Vec<&str> = view.without.iter().map(|d| d.title.as_str()).collect();
    assert_eq!(silent, ["On Ostriches"]);
}

#[test]
fn what_nothing_mentions_is_not_found() {
    let view = ask("quantum chromodynamics").unwrap();
    assert_eq!(view.status, AnswerStatus::NotFound);
    assert!(view.passages.is_empty() && view.answers.is_empty());
    assert_eq!(view.without_count, 2);
}

#[test]
fn a_scope_is_kept_to() {
    let scope = Scope::Documents(vec![DocumentId("bb".into())]);
    let view = ask_with(&shelf(), &scope, "Which birds were tagged?", None).unwrap();
    assert_eq!(view.asked, 1);
    assert!(view.passages.iter().all(|p| p.document.0 == "bb"));
    let nobody = Scope::Documents(vec![DocumentId("cc".into())]);
    assert!(matches!(
        ask_with(&shelf(), &nobody, "Which birds?", None),
        Err(AskError::NoDocuments)
    ));
}

#[test]
fn bad_questions_are_refused() {
    let code = |question: &str| Fault::from(ask(question).unwrap_err()).code();
    assert_eq!(code(""), ErrorCode::EmptyQuestion);
    assert_eq!(code(" \n\t "), ErrorCode::EmptyQuestion);
    assert_eq!(code("?!…"), ErrorCode::NoWords);
    assert_eq!(code(&"why ".repeat(2500)), ErrorCode::LongQuestion);
    assert!(matches!(
        ask(&"x".repeat(10_000)),
        Err(AskError::LongQuestion {
            characters: 10_000,
            ..
        })
    ));
    assert!(ask(&"why ".repeat(250)).is_ok());
}

#[test]
fn a_document_without_text_is_refused() {
    let mut empty = document("ee", "Nothing", &[]);
    let mut loose = LooseDocuments::new().unwrap();
    loose.add(empty.clone(), "a.pdf").unwrap();
    let error =
        |loose: &LooseDocuments| ask_with(loose, &Scope::Everything, "Who?", None).unwrap_err();
    assert!(matches!(error(&loose), AskError::NoText));
    let side = Rect {
        x0: 0.0,
        y0: 0.0,
        x1: 1.0,
        y1: 1.0,
    };
    empty.pages.push(Page {
        number: 1,
        crop: side,
        rotate: 0,
        verdict: PageVerdict::Scanned,
    });
    empty.notes.push(Note::ScannedPages { pages: vec![1] });
    let mut loose = LooseDocuments::new().unwrap();
    loose.add(empty, "a.pdf").unwrap();
    assert!(matches!(error(&loose), AskError::Scanned { .. }));
}

#[test]
fn questions_of_another_kind_are_routed() {
    let summary = ask("Summarize these papers").unwrap();
    let to = AnswerStatus::Routed;
    let scope = SummaryScope::Files;
    assert_eq!(summary.status, to(AnswerRoute::Summary { scope }));
    let count = ask("How many papers mention an albatross?").unwrap();
    let counted = Some(Counted {
        words: vec!["albatross".into()],
        documents: 1,
    });
    assert_eq!(count.status, to(AnswerRoute::Count { counted }));
    assert_eq!(count.without[0].title, "On Ostriches");
    assert_eq!(count.passages.len(), 1);
    let all = ask("How many documents are there?").unwrap();
    assert_eq!(all.status, to(AnswerRoute::Count { counted: None }));
    assert_eq!((all.asked, all.without_count), (2, 0));
    let list = ask("List all birds").unwrap();
    assert_eq!(list.status, to(AnswerRoute::List));
    assert!(!list.passages.is_empty());
}

#[test]
fn a_question_in_another_language_is_remarked_on() {
    let view =
        ask("Welche Vögel wurden im Frühling markiert, und wie schwer waren die Sender?").unwrap();
    let remark = AnswerRemark::OtherLanguage {
        question: "deu".into(),
        documents: vec!["eng".into()],
    };
    assert_eq!(view.remarks, [remark]);
    assert!(ask("Which birds were tagged?").unwrap().remarks.is_empty());
}

#[test]
fn the_language_of_one_document_says_nothing_about_the_others() {
    let mut loose = shelf();
    let wrens = ["Der Transmitter der Zaunkönige wog ein Gramm und hielt den Winter über."];
    let german = Document {
        language: Some("deu".into()),
        ..document("cc", "Zaunkönige", &wrens)
    };
    loose.add(german, "c.txt").unwrap();
    let question = "Which transmitter did the Zaunkönige carry through all of the winter?";
    let remarks = |scope: &Scope| ask_with(&loose, scope, question, None).unwrap().remarks;
    let alone = Scope::Documents(vec![DocumentId("cc".into())]);
    let other = AnswerRemark::OtherLanguage {
        question: "eng".into(),
        documents: vec!["deu".into()],
    };
    assert_eq!(remarks(&alone), [other]);
    assert_eq!(remarks(&Scope::Everything), []);
}

#[test]
#[ignore = "needs ../shared/models/reader-prototype"]
fn a_reader_finds_the_words_and_their_place() {
    let folder = prototype();
    let view = ask_with(
        &shelf(),
        &Scope::Everything,
        "Who tagged the birds?",
        Some(&folder),
    )
    .unwrap();
    assert_eq!(view.status, AnswerStatus::Found, "{view:?}");
    let best = &view.answers[0];
    assert!(best.text.contains("Maria Okafor"), "{view:?}");
    assert!(best.probability > 0.0 && best.probability <= 1.0);
    let quotation = &best.quotation;
    assert!(quotation.text.starts_with("Twelve birds were tagged"));
    let words: String = quotation
        .text
        .chars()
        .skip(quotation.start as usize)
        .take((quotation.end - quotation.start) as usize)
        .collect();
    assert_eq!(words, best.text);
    assert_eq!(quotation.sentences.len(), 1);
    assert_eq!(quotation.places.len(), 1);
    assert!(
        view.answers
            .is_sorted_by(|a, b| a.probability >= b.probability)
    );
}

#[test]
#[ignore = "needs ../shared/models/reader-prototype"]
fn work_stops_when_told() {
    let folder = prototype();
    let reader = Reader::start();
    let loose = shelf();
    let request = Request {
        shelf: Shelf::Loose(&loose),
        scope: &Scope::Everything,
        question: "Who tagged the birds?",
        reader: Some(WithReader {
            folder: &folder,
            reader: &reader,
        }),
        embedder: None,
        gist: None,
        renew: None,
        top: 3,
        budget: Budget::generous(),
        early: None,
        threads: Some(1),
        stop: &Arc::new(AtomicBool::new(true)),
    };
    assert!(matches!(
        answer(&request, &mut |_, _| {}),
        Err(AskError::Cancelled)
    ));
}

#[test]
fn readers_of_both_kinds_are_told_from_other_models() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let wrong = ReaderFolder::open(&fixtures.join("tiny-model"));
    let Err(error) = wrong else {
        panic!("a summarizer is no reader");
    };
    assert!(matches!(error, ModelError::NotAReader(_)), "{error}");
    let missing = ReaderFolder::open(&fixtures.join("nowhere"));
    assert!(matches!(missing, Err(ModelError::NoFolder(_))));
}

/// The starter model's two roles.
fn starter() -> (ReaderFolder, EmbedderFolder) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/starter");
    let (reader, embedder) = (ReaderFolder::open(&folder), EmbedderFolder::open(&folder));
    (reader.unwrap(), embedder.unwrap())
}

/// A document of about forty passages, one of which says who tagged the birds.
fn long() -> LooseDocuments {
    let filler = |n: usize| {
        format!("In week {n} the weather was mild, and the birds on the island slept. ").repeat(12)
    };
    let mut paragraphs: Vec<String> = (0..40).map(filler).collect();
    paragraphs[30] = "Twelve birds were tagged by Maria Okafor in the spring of 1998.".into();
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let mut loose = LooseDocuments::new().unwrap();
    loose
        .add(document("ll", "On Weeks", &paragraphs), "a.txt")
        .unwrap();
    loose
}

/// Asks the long document within a budget; returns the early answers, the final one, and the number of passages
/// without vectors afterwards.
fn ask_within(budget: Budget) -> (Vec<AnswerView>, AnswerView, usize) {
    let loose = long();
    let (folder, finder) = starter();
    let (reader, embedder) = (Reader::start(), Embedder::start());
    let early = std::cell::RefCell::new(Vec::new());
    let request = Request {
        shelf: Shelf::Loose(&loose),
        scope: &Scope::Everything,
        question: "Who tagged twelve birds in the spring?",
        reader: Some(WithReader {
            folder: &folder,
            reader: &reader,
        }),
        embedder: Some(WithEmbedder {
            folder: &finder,
            embedder: &embedder,
            threads: Some(1),
        }),
        gist: None,
        renew: None,
        top: 3,
        budget,
        early: Some(&|view| early.borrow_mut().push(view)),
        threads: Some(1),
        stop: &Arc::default(),
    };
    let view = answer(&request, &mut |_, _| {}).unwrap().view;
    let lacking = request
        .shelf
        .passages_without_vector(&finder.fingerprint, &DocumentId("ll".into()))
        .unwrap();
    (early.into_inner(), view, lacking.len())
}

#[test]
fn without_time_passages_are_found_by_words_and_the_least_number_is_read() {
    let none = Some(Duration::ZERO);
    let (_, view, lacking) = ask_within(Budget {
        embedding: none,
        reading: none,
    });
    assert!(lacking >= 40, "{lacking}");
    assert!(!view.provisional);
    assert!(view.answers[0].quotation.text.contains("Maria Okafor"));
}

#[test]
fn a_provisional_answer_comes_before_the_final_one() {
    let day = Some(Duration::from_secs(24 * 3600));
    let (early, view, lacking) = ask_within(Budget {
        embedding: day,
        reading: day,
    });
    assert_eq!(early.len(), 1);
    assert!(early[0].provisional && !view.provisional);
    for view in [&early[0], &view] {
        assert_eq!(view.status, AnswerStatus::Found);
        assert!(view.answers[0].quotation.text.contains("Maria Okafor"));
    }
    assert_eq!(lacking, 0);
}

#[test]
fn a_generous_budget_embeds_everything_and_answers_once() {
    let (early, view, lacking) = ask_within(Budget::generous());
    assert_eq!((early.len(), lacking), (0, 0));
    assert!(view.answers[0].quotation.text.contains("Maria Okafor"));
}
