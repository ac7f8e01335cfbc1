use super::*;
use crate::document::{
    Block, BlockId, BlockKind, Format, Page, PageVerdict, Place, Rect, Sentence, SentenceId,
};
use crate::paths::Paths;

/// The rectangle of a line.
fn line(number: usize) -> Rect {
    let y0 = 700.0 - 20.0 * number as f32;
    Rect {
        x0: 72.0,
        y0,
        x1: 500.0,
        y1: y0 + 12.0,
    }
}

/// A document of one page in which each sentence is a line and a block. With `paged` false, it has no pages.
fn document(texts: &[(usize, &str)], paged: bool) -> Document {
    let place = |at: usize, number: usize, text: &str| match paged {
        true => Place::Page {
            page: 1,
            rect: line(number),
        },
        false => Place::Flow {
            block: BlockId(at as u32),
            start: 0,
            end: text.chars().count() as u32,
        },
    };
    let mut read = Document {
        id: DocumentId("aa".into()),
        format: Format::Pdf,
        title: Some("On Wings".into()),
        authors: vec![],
        language: None,
        pages: vec![],
        sections: vec![],
        blocks: vec![],
        sentences: vec![],
        notes: vec![],
        links: vec![],
    };
    if paged {
        read.pages.push(Page {
            number: 1,
            crop: line(0),
            rotate: 0,
            verdict: PageVerdict::Good,
        });
    }
    for (at, (number, text)) in texts.iter().enumerate() {
        let places = vec![place(at, *number, text)];
        read.blocks.push(Block {
            id: BlockId(at as u32),
            kind: BlockKind::Paragraph,
            section: None,
            text: (*text).into(),
            places: places.clone(),
            ocr: false,
        });
        read.sentences.push(Sentence {
            id: SentenceId(at as u32),
            block: BlockId(at as u32),
            start: 0,
            end: text.chars().count() as u32,
            text: (*text).into(),
            places,
        });
    }
    read
}

const TEXTS: [(usize, &str); 3] = [
    (0, "Large birds fly over the sea."),
    (1, "The tags weighed 30 grams and fell off after a year."),
    (2, "Small birds rest on the shore."),
];

fn id() -> DocumentId {
    DocumentId("aa".into())
}

fn library(document: &Document) -> (tempfile::TempDir, Library) {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    library.put(document, "wings.pdf", "aa.pdf").unwrap();
    (home, library)
}

fn marking(target: NewTarget, note: &str) -> NewAnnotation {
    NewAnnotation {
        target,
        colour: Some(MarkColour::Green),
        note: note.into(),
    }
}

fn sentences(ids: &[u32]) -> NewTarget {
    NewTarget::Sentences {
        sentences: ids.iter().map(|id| SentenceId(*id)).collect(),
    }
}

fn selection(text: &str, places: Vec<Place>) -> NewTarget {
    NewTarget::Selection {
        text: text.into(),
        places,
    }
}

fn on_page(page: u32, rect: Rect) -> Vec<Place> {
    vec![Place::Page { page, rect }]
}

/// The passage of the only annotation.
fn passage(library: &Library) -> MarkedPassage {
    let mut annotations = library.annotations(&id()).unwrap();
    assert_eq!(annotations.len(), 1);
    match annotations.remove(0).target {
        AnnotationTarget::Passage { passage } => passage,
        other => panic!("{other:?}"),
    }
}

#[test]
fn marks_and_notes_come_back_after_a_restart_in_the_order_of_the_document() {
    let (home, library) = library(&document(&TEXTS, true));
    let summary = NewTarget::SummarySentence {
        text: "Birds fly.".into(),
        sources: vec![SentenceId(0), SentenceId(2)],
    };
    let made: Vec<Annotation> = [
        marking(summary, "which birds?"),
        marking(sentences(&[2]), ""),
        marking(sentences(&[1, 0, 1]), "two of them"),
        marking(NewTarget::Document, "read again"),
    ]
    .iter()
    .map(|new| library.annotate(&id(), new).unwrap())
    .collect();
    drop(library);

    let library = Library::open(&Paths::under(home.path())).unwrap();
    let kept = library.annotations(&id()).unwrap();
    let order: Vec<_> = [3, 2, 1, 0].map(|at| made[at].clone()).into();
    assert_eq!(kept, order);
    let AnnotationTarget::Passage { passage } = &kept[1].target else {
        panic!("{kept:?}");
    };
    assert_eq!(
        passage.text,
        "Large birds fly over the sea. The tags weighed 30 grams and fell off after a year."
    );
    assert_eq!(passage.sentences, [SentenceId(0), SentenceId(1)]);
    assert_eq!((passage.page, passage.places.len()), (Some(1), 2));
    assert_eq!(passage.before, "");
    assert_eq!(passage.after, " Small birds rest on the shore.");
    let AnnotationTarget::SummarySentence { source, .. } = &kept[3].target else {
        panic!("{kept:?}");
    };
    assert_eq!(source.as_ref().unwrap().text, TEXTS[0].1);
}

#[test]
fn an_annotation_is_changed_and_deleted() {
    let (_home, library) = library(&document(&TEXTS, true));
    let made = library
        .annotate(&id(), &marking(sentences(&[0]), ""))
        .unwrap();
    let changed = library
        .change_annotation(made.id, Some(MarkColour::Pink), "far!")
        .unwrap();
    assert_eq!(
        changed,
        Annotation {
            colour: Some(MarkColour::Pink),
            note: "far!".into(),
            changed_at: changed.changed_at,
            ..made.clone()
        }
    );
    assert_eq!(
        library.annotations(&id()).unwrap(),
        std::slice::from_ref(&changed)
    );
    library.delete_annotation(made.id).unwrap();
    library.delete_annotation(made.id).unwrap();
    assert_eq!(library.annotations(&id()).unwrap(), []);
    // what was deleted can come back for a while
    assert_eq!(library.restore_annotation(made.id).unwrap(), changed);
    assert_eq!(library.annotations(&id()).unwrap(), [changed]);
    library.delete_annotation(made.id).unwrap();
    library.purge_deleted(now() + 1).unwrap();
    let restored = library.restore_annotation(made.id);
    assert!(matches!(restored, Err(LibraryError::NotKept)));
    let gone = library.change_annotation(made.id, None, "");
    assert!(matches!(gone, Err(LibraryError::NotKept)));
}

#[test]
fn a_selection_knows_its_sentences_and_keeps_its_own_places() {
    let (_home, library) = library(&document(&TEXTS, true));
    let half = Rect {
        x1: 200.0,
        ..line(1)
    };
    let words = selection("weighed  30\ngrams", on_page(1, half));
    library.annotate(&id(), &marking(words, "")).unwrap();
    let kept = passage(&library);
    assert_eq!(kept.text, "weighed 30 grams");
    assert_eq!(kept.sentences, [SentenceId(1)]);
    assert_eq!((kept.start, kept.end), (9, 25));
    assert_eq!(kept.places, on_page(1, half));
    assert!(kept.before.ends_with("sea. The tags "), "{}", kept.before);
    assert!(kept.after.starts_with(" and fell off"), "{}", kept.after);
}

#[test]
fn a_selection_in_no_sentence_keeps_its_place() {
    let (_home, library) = library(&document(&TEXTS, true));
    let figure = selection("axis label", on_page(1, line(9)));
    library.annotate(&id(), &marking(figure, "")).unwrap();
    let kept = passage(&library);
    assert_eq!((kept.sentences.len(), kept.page), (0, Some(1)));
    assert_eq!(kept.places, on_page(1, line(9)));
}

#[test]
fn what_is_not_in_the_document_cannot_be_marked() {
    let (_home, library) = library(&document(&TEXTS, true));
    let nan = Rect {
        x0: f32::NAN,
        ..line(0)
    };
    for target in [
        sentences(&[]),
        sentences(&[3]),
        selection("...", on_page(1, line(0))),
        selection("birds", vec![]),
        selection("birds", on_page(2, line(0))),
        selection("birds", on_page(1, nan)),
        selection(&"birds ".repeat(20_000), on_page(1, line(0))),
        NewTarget::SummarySentence {
            text: " ".into(),
            sources: vec![],
        },
    ] {
        let made = library.annotate(&id(), &marking(target, ""));
        assert!(matches!(made, Err(LibraryError::NothingMarked)), "{made:?}");
    }
    let long = marking(NewTarget::Document, &"é".repeat(LONGEST + 1));
    assert!(matches!(
        library.annotate(&id(), &long),
        Err(LibraryError::LongNote { limit: 100_000, .. })
    ));
    let other = DocumentId("bb".into());
    assert!(matches!(
        library.annotate(&other, &marking(NewTarget::Document, "")),
        Err(LibraryError::NotFound)
    ));
    assert_eq!(library.annotations(&id()).unwrap(), []);
}

#[test]
fn a_new_reading_finds_the_words_in_its_own_sentences() {
    let (_home, library) = library(&document(&TEXTS, true));
    library
        .annotate(&id(), &marking(sentences(&[1]), "heavy"))
        .unwrap();
    let half = Rect {
        x1: 200.0,
        ..line(2)
    };
    library
        .annotate(
            &id(),
            &marking(selection("Small birds", on_page(1, half)), ""),
        )
        .unwrap();
    // a heading that was missing, a sentence in two, and a hyphen
    let now = [
        (8, "A heading"),
        (0, "Large birds fly over the sea."),
        (1, "The tags weighed 30 grams and"),
        (3, "fell off after a year."),
        (2, "Small-birds rest on the shore."),
    ];
    assert!(
        library
            .put(&document(&now, true), "wings.pdf", "aa.pdf")
            .unwrap()
    );
    let kept = library.annotations(&id()).unwrap();
    let passages: Vec<_> = kept
        .iter()
        .map(|annotation| match &annotation.target {
            AnnotationTarget::Passage { passage } => passage,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(kept[0].note, "heavy");
    assert_eq!(passages[0].sentences, [SentenceId(2), SentenceId(3)]);
    assert_eq!(passages[0].text, TEXTS[1].1);
    let lines = [on_page(1, line(1)), on_page(1, line(3))].concat();
    assert_eq!(passages[0].places, lines);
    // a part of a sentence keeps its own rectangle
    assert_eq!(passages[1].sentences, [SentenceId(4)]);
    assert_eq!((passages[1].start, passages[1].end), (0, 11));
    assert_eq!(passages[1].places, on_page(1, half));
    let before = "The tags weighed 30 grams and fell off after a year. ";
    assert!(
        passages[1].before.ends_with(before),
        "{}",
        passages[1].before
    );
}

#[test]
fn words_that_a_reading_loses_are_found_by_a_later_one() {
    let (_home, library) = library(&document(&TEXTS, true));
    library
        .annotate(&id(), &marking(sentences(&[1]), "heavy"))
        .unwrap();
    let before = passage(&library);
    let lost = document(&[(7, "Nothing but a licence is left.")], true);
    library.put(&lost, "wings.pdf", "aa.pdf").unwrap();
    let meanwhile = passage(&library);
    assert_eq!(meanwhile.sentences, []);
    assert_eq!(
        (&meanwhile.text, &meanwhile.places),
        (&before.text, &before.places)
    );
    assert_eq!(meanwhile.page, Some(1));
    library
        .put(&document(&TEXTS, true), "wings.pdf", "aa.pdf")
        .unwrap();
    assert_eq!(passage(&library), before);
}

#[test]
fn without_pages_a_mark_follows_its_words() {
    let (_home, library) = library(&document(&TEXTS, false));
    let words = Place::Flow {
        block: BlockId(1),
        start: 9,
        end: 25,
    };
    library
        .annotate(
            &id(),
            &marking(selection("weighed 30 grams", vec![words]), ""),
        )
        .unwrap();
    let mut now = vec![(8, "A heading")];
    now.extend(TEXTS);
    library
        .put(&document(&now, false), "wings.txt", "aa.txt")
        .unwrap();
    let moved = passage(&library);
    assert_eq!(moved.sentences, [SentenceId(2)]);
    let there = Place::Flow {
        block: BlockId(2),
        start: 9,
        end: 25,
    };
    assert_eq!((moved.places, moved.page), (vec![there], None));
}

#[test]
fn annotations_go_with_their_document() {
    let (_home, library) = library(&document(&TEXTS, true));
    library
        .annotate(&id(), &marking(NewTarget::Document, "kept"))
        .unwrap();
    library.remove(&id()).unwrap();
    library.restore(&id()).unwrap();
    assert_eq!(library.annotations(&id()).unwrap().len(), 1);
    library.remove(&id()).unwrap();
    library.purge(now() + 1).unwrap();
    assert_eq!(library.annotations(&id()).unwrap(), []);
}

#[test]
fn a_row_that_makes_no_sense_is_an_error_and_does_not_stop_a_new_reading() {
    let (_home, library) = library(&document(&TEXTS, true));
    let made = library
        .annotate(&id(), &marking(sentences(&[1]), ""))
        .unwrap();
    let deep = "[".repeat(50_000);
    let newer = r#"{"version":2,"target":{"kind":"document"}}"#;
    for target in [
        "",
        "{}",
        newer,
        &deep,
        r#"{"version":1,"target":{"kind":"passage"}}"#,
    ] {
        library
            .write()
            .execute("UPDATE annotations SET target = ?1", [target])
            .unwrap();
        let listed = library.annotations(&id());
        assert!(
            matches!(listed, Err(LibraryError::Database(_))),
            "{listed:?}"
        );
        for texts in [&TEXTS[..1], &TEXTS[..]] {
            library
                .put(&document(texts, true), "wings.pdf", "aa.pdf")
                .unwrap();
        }
    }
    library.delete_annotation(made.id).unwrap();
    assert_eq!(library.annotations(&id()).unwrap(), []);
}

#[test]
fn a_target_of_the_first_version_is_read() {
    let text = r#"{"version":1,"target":{"kind":"passage","passage":{"text":"30 grams","before":"weighed ","after":" and","sentences":[1],"start":17,"end":25,"page":1,"places":[{"kind":"page","page":1,"rect":{"x0":1.0,"y0":2.0,"x1":3.0,"y1":4.0}}]}}}"#;
    let row: TargetRow = serde_json::from_str(text).unwrap();
    let AnnotationTarget::Passage { passage } = row.opened().unwrap() else {
        panic!("a passage");
    };
    assert_eq!((passage.text.as_str(), passage.start), ("30 grams", 17));
    let colours: Vec<MarkColour> =
        serde_json::from_str(r#"["yellow","green","blue","pink"]"#).unwrap();
    assert_eq!(colours.len(), 4);
}
