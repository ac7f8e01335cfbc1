//! Searches over small documents that the tests make.

use std::sync::atomic::AtomicBool;

use super::*;
use crate::document::{
    Block, BlockId, BlockKind, Document, Format, Place, Sentence, SentenceId, split_sentences,
};
use crate::library::{BEFORE_DESK, Library, LooseDocuments};
use crate::paths::Paths;

/// A document of one paragraph per text.
pub(crate) fn document(id: &str, title: &str, paragraphs: &[&str]) -> Document {
    let mut document = Document {
        id: DocumentId(id.into()),
        format: Format::Text,
        title: Some(title.into()),
        authors: vec![],
        language: Some("eng".into()),
        pages: vec![],
        sections: vec![],
        blocks: vec![],
        sentences: vec![],
        notes: vec![],
        links: vec![],
    };
    for paragraph in paragraphs {
        let block = BlockId(document.blocks.len() as u32);
        document.blocks.push(Block {
            id: block,
            kind: BlockKind::Paragraph,
            section: None,
            text: (*paragraph).to_owned(),
            places: vec![],
            ocr: false,
        });
        let characters: Vec<char> = paragraph.chars().collect();
        for (start, end) in split_sentences(&characters) {
            let (start, end) = (start as u32, end as u32);
            document.sentences.push(Sentence {
                id: SentenceId(document.sentences.len() as u32),
                block,
                start,
                end,
                text: characters[start as usize..end as usize].iter().collect(),
                places: vec![Place::Flow { block, start, end }],
            });
        }
    }
    document
}

fn question(text: &str) -> Question<'_> {
    Question {
        text,
        embedding: None,
    }
}

fn first_sentences(found: &[FoundPassage]) -> Vec<(&str, u32)> {
    found
        .iter()
        .map(|found| {
            (
                found.passage.document.0.as_str(),
                found.passage.sentences[0].0,
            )
        })
        .collect()
}

/// Two documents of two passages each, the second passage about birds.
fn two_documents() -> [Document; 2] {
    let filler =
        "The weather stayed mild for weeks and nobody in town spoke of anything else. ".repeat(11);
    [
        document(
            "aa",
            "Sea",
            &[&filler, "An albatross rests on the wing for days."],
        ),
        document(
            "bb",
            "Land",
            &[
                &filler,
                "The ostrich runs and never flies, unlike the albatross.",
            ],
        ),
    ]
}

#[test]
fn loose_documents_and_the_library_find_the_same() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let mut loose = LooseDocuments::new().unwrap();
    for document in two_documents() {
        library.put(&document, "a.txt", "aa/a.txt").unwrap();
        loose.add(document, "a.txt").unwrap();
    }
    let asked = |shelf, scope: &Scope| {
        let found = search(
            shelf,
            scope,
            question("How long does the albatross rest?"),
            10,
            10,
        )
        .unwrap();
        first_sentences(&found)
            .into_iter()
            .map(|(id, sentence)| (id.to_owned(), sentence))
            .collect::<Vec<_>>()
    };
    let everything = asked(Shelf::Library(&library), &Scope::Everything);
    assert_eq!(everything.len(), 2);
    assert_eq!(everything[0].0, "aa");
    assert_eq!(everything, asked(Shelf::Loose(&loose), &Scope::Everything));
    let one = Scope::Documents(vec![DocumentId("bb".into())]);
    let found = asked(Shelf::Library(&library), &one);
    assert!(found.iter().all(|(id, _)| id == "bb") && !found.is_empty());

    // A document that is read again is indexed again, and a removed one is not found.
    library
        .put(
            &document("aa", "Sea", &["Nothing of the kind."]),
            "a.txt",
            "aa/a.txt",
        )
        .unwrap();
    library.remove(&DocumentId("bb".into())).unwrap();
    assert_eq!(asked(Shelf::Library(&library), &Scope::Everything), []);
    // nor does it take the place of another
    let best =
        |shelf: Shelf<'_>| shelf.passages_by_words("albatross OR kind", Within::Everything, 1);
    let best = best(Shelf::Library(&library)).unwrap();
    let passage = Shelf::Library(&library)
        .passage(best[0].0)
        .unwrap()
        .unwrap();
    assert_eq!(passage.document.0, "aa");
    library.restore(&DocumentId("bb".into())).unwrap();
    assert_eq!(asked(Shelf::Library(&library), &Scope::Everything).len(), 1);
}

#[test]
fn an_older_library_is_caught_up() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    {
        let library = Library::open(&paths).unwrap();
        for document in two_documents() {
            library.put(&document, "a.txt", "aa/a.txt").unwrap();
        }
    }
    // As a version without the index left it.
    let raw = rusqlite::Connection::open(paths.database()).unwrap();
    raw.execute_batch("DELETE FROM passages; UPDATE documents SET passage_rules = 0;")
        .unwrap();
    drop(raw);
    let library = Library::open(&paths).unwrap();
    let shelf = Shelf::Library(&library);
    let asked = || search(shelf, &Scope::Everything, question("albatross"), 10, 10).unwrap();
    assert_eq!(asked(), []);
    let mut indexed = 0;
    library
        .index_missing(&AtomicBool::new(false), &mut |_| indexed += 1)
        .unwrap();
    assert_eq!(asked().len(), 2);
    assert_eq!(indexed, 2);
    library
        .index_missing(&AtomicBool::new(false), &mut |_| indexed += 1)
        .unwrap();
    assert_eq!(indexed, 2, "nothing is indexed twice");
}

#[test]
fn a_library_whose_index_had_whole_words_keeps_its_vectors() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let [sea, _] = two_documents();
    {
        let library = Library::open(&paths).unwrap();
        library.put(&sea, "a.txt", "aa/a.txt").unwrap();
        let shelf = Shelf::Library(&library);
        let numbers = shelf.passages_without_vector("m", &sea.id).unwrap();
        let vectors: Vec<(i64, Vec<u8>)> = numbers.iter().map(|n| (*n, vec![1])).collect();
        shelf.put_passage_vectors("m", &vectors).unwrap();
    }
    // The tables of the third migration, with the passages of that time; later migrations made the other tables.
    let raw = rusqlite::Connection::open(paths.database()).unwrap();
    raw.execute_batch(BEFORE_DESK).unwrap();
    raw.execute_batch(
        "DROP TABLE left_at; DROP TABLE IF EXISTS question_text; DROP TABLE IF EXISTS question_documents;
         DROP TABLE IF EXISTS questions; DROP TABLE IF EXISTS annotations;
         DROP VIEW listed_versions; DROP TABLE summary_versions;
         DROP TRIGGER passages_deleted; DROP TABLE passage_text;
         DROP TABLE passage_languages;
         CREATE VIRTUAL TABLE passage_text USING fts5 (path, text, content = '', contentless_delete = 1,
             tokenize = 'porter unicode61 remove_diacritics 2');
         CREATE TRIGGER passages_deleted AFTER DELETE ON passages BEGIN
             DELETE FROM passage_text WHERE rowid = old.number; END;
         INSERT INTO passage_text (rowid, path, text) SELECT number, 'Sea', 'albatross' FROM passages;
         UPDATE documents SET passage_rules = 1; PRAGMA user_version = 3;",
    )
    .unwrap();
    drop(raw);
    let library = Library::open(&paths).unwrap();
    library
        .index_missing(&AtomicBool::new(false), &mut |_| {})
        .unwrap();
    let shelf = Shelf::Library(&library);
    let found = search(shelf, &Scope::Everything, question("albatross"), 10, 10).unwrap();
    assert_eq!(found.len(), 1);
    let missing = shelf.passages_without_vector("m", &sea.id).unwrap();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn meaning_finds_what_words_do_not() {
    let mut loose = LooseDocuments::new().unwrap();
    let [sea, _] = two_documents();
    let id = sea.id.clone();
    loose.add(sea, "a.txt").unwrap();
    let shelf = Shelf::Loose(&loose);
    let numbers = shelf.passages_without_vector("m", &id).unwrap();
    assert_eq!(numbers.len(), 2);
    let vectors = [quantized(&[1.0, 0.0]), quantized(&[0.0, 1.0])];
    shelf
        .put_passage_vectors(
            "m",
            &numbers.iter().copied().zip(vectors).collect::<Vec<_>>(),
        )
        .unwrap();
    assert!(shelf.passages_without_vector("m", &id).unwrap().is_empty());
    let asked = |model, vector: &[f32]| {
        let question = Question {
            text: "seabird endurance",
            embedding: Some(Embedding { model, vector }),
        };
        let found = search(shelf, &Scope::Everything, question, 10, 1).unwrap();
        found.first().map(|found| found.passage.number)
    };
    assert_eq!(asked("m", &[0.1, 0.9]), Some(numbers[1]));
    assert_eq!(asked("m", &[0.9, 0.1]), Some(numbers[0]));
    assert_eq!(asked("another", &[0.9, 0.1]), None);
}

#[test]
fn no_question_is_an_error_of_the_index() {
    let mut loose = LooseDocuments::new().unwrap();
    for document in two_documents() {
        loose.add(document, "a.txt").unwrap();
    }
    for text in [
        "",
        "?",
        "\"",
        "AND OR NOT",
        "a* NEAR(b, 2) {path}: ^c - \"",
        "text:albatross",
        "\u{0}\u{1}",
        "日本語の質問",
        "🙂 why?",
        "it's",
    ] {
        search(
            Shelf::Loose(&loose),
            &Scope::Everything,
            question(text),
            10,
            5,
        )
        .unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
    let long = "albatross ".repeat(1000);
    let found = search(
        Shelf::Loose(&loose),
        &Scope::Everything,
        question(&long),
        10,
        5,
    )
    .unwrap();
    assert_eq!(found.len(), 2);
}
