use super::*;
use crate::document::{
    Block, BlockId, BlockKind, Document, Format, Place, Section, SectionId, SectionKind, Sentence,
    SentenceId,
};
use crate::library::BEFORE_DESK;
use crate::library::kept::{KeptOrigin, KeptSentence, KeptSource};
use crate::paths::Paths;

fn id() -> DocumentId {
    DocumentId("aa".into())
}

/// A document without pages: sections with their sentences, each a block of its own.
fn document(sections: &[(&str, &[&str])]) -> Document {
    let mut read = Document {
        id: id(),
        format: Format::Text,
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
    for (title, texts) in sections {
        let section = SectionId(read.sections.len() as u32);
        read.sections.push(Section {
            id: section,
            title: (*title).into(),
            level: 1,
            parent: None,
            kind: SectionKind::Body,
            page: 0,
        });
        for text in *texts {
            let at = read.blocks.len() as u32;
            let end = text.chars().count() as u32;
            let places = vec![Place::Flow {
                block: BlockId(at),
                start: 0,
                end,
            }];
            read.blocks.push(Block {
                id: BlockId(at),
                kind: BlockKind::Paragraph,
                section: Some(section),
                text: (*text).into(),
                places: places.clone(),
                ocr: false,
            });
            read.sentences.push(Sentence {
                id: SentenceId(at),
                block: BlockId(at),
                start: 0,
                end,
                text: (*text).into(),
                places,
            });
        }
    }
    read
}

const AIR: (&str, &[&str]) = ("Air", &["Large birds fly over the sea.", "They rest."]);
const WATER: (&str, &[&str]) = ("Water", &["Fish swim in the cold river."]);

/// A summary of one sentence, with the sentence of the document that is its source.
fn summary(text: &str, source: u32) -> KeptSummary {
    KeptSummary {
        origin: KeptOrigin::KeySentences,
        sentences: vec![KeptSentence {
            text: text.into(),
            sources: vec![KeptSource {
                sentence: SentenceId(source),
                page: None,
                weight: 1.0,
            }],
            support: None,
            section: Some(SectionId(if source < 2 { 0 } else { 1 })),
            yours: false,
            pinned: false,
            instead_of: None,
        }],
        remarks: Some(vec![]),
        coverage: vec![],
    }
}

fn library() -> (tempfile::TempDir, Library) {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    library
        .put(&document(&[AIR, WATER]), "wings.txt", "aa.txt")
        .unwrap();
    (home, library)
}

fn shown(library: &Library) -> KeptVersion {
    library.shown_version(&id()).unwrap().unwrap()
}

/// The texts of the listed versions.
fn listed(library: &Library) -> Vec<String> {
    let versions = library.versions(&id()).unwrap().into_iter();
    versions
        .map(|version| version.summary.sentences[0].text.clone())
        .collect()
}

fn change(library: &Library, text: &str) -> VersionId {
    let from = shown(library).version.id;
    library
        .change_version(&id(), from, &summary(text, 0))
        .unwrap()
}

#[test]
fn a_change_is_shown_after_a_restart_and_what_was_made_stays() {
    let (home, library) = library();
    library
        .put_summary(&id(), "recipe", &summary("Made.", 0))
        .unwrap();
    assert!(!shown(&library).version.undo);
    change(&library, "First.");
    change(&library, "Second.");
    assert_eq!(shown(&library).version.others, 1);
    drop(library);
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let now = shown(&library);
    assert_eq!(now.summary, summary("Second.", 0));
    assert_eq!(now.recipe, "recipe");
    assert!(now.version.changed && now.version.undo && now.version.shown);
    // the step between is not a version that a person looks for
    assert_eq!(listed(&library), ["Second.", "Made."]);
    assert_eq!(
        library.summary(&id()).unwrap(),
        Some(("recipe".into(), summary("Second.", 0)))
    );
    // what is computed for the recipe is as it was made
    assert_eq!(
        library.summary_by(&id(), "recipe").unwrap(),
        Some(summary("Made.", 0))
    );
}

#[test]
fn changes_are_undone_step_by_step() {
    let (_home, library) = library();
    library
        .put_summary(&id(), "recipe", &summary("Made.", 0))
        .unwrap();
    let first = change(&library, "First.");
    let second = change(&library, "Second.");
    library.undo_version(&id(), second).unwrap();
    assert_eq!(shown(&library).version.id, first);
    assert_eq!(listed(&library), ["First.", "Made."]);
    library.undo_version(&id(), first).unwrap();
    assert_eq!(shown(&library).summary, summary("Made.", 0));
    assert_eq!(listed(&library), ["Made."]);
    for gone in [first, second, shown(&library).version.id] {
        assert!(matches!(
            library.undo_version(&id(), gone),
            Err(LibraryError::NotKept)
        ));
    }
    assert!(matches!(
        library.show_version(&id(), second),
        Err(LibraryError::NotKept)
    ));
}

#[test]
fn an_older_version_is_shown_again_and_the_present_one_stays() {
    let (_home, library) = library();
    let made = library
        .put_summary(&id(), "one", &summary("Made.", 0))
        .unwrap();
    change(&library, "Mine.");
    library
        .put_summary(&id(), "two", &summary("Another.", 0))
        .unwrap();
    assert_eq!(listed(&library), ["Another.", "Mine.", "Made."]);
    library.show_version(&id(), made).unwrap();
    assert_eq!(listed(&library), ["Made.", "Another.", "Mine."]);
    let shown: Vec<bool> = library
        .versions(&id())
        .unwrap()
        .iter()
        .map(|version| version.version.shown)
        .collect();
    assert_eq!(shown, [true, false, false]);
    // a summary that is made once more is the same version
    library
        .put_summary(&id(), "two", &summary("Another.", 0))
        .unwrap();
    assert_eq!(listed(&library), ["Another.", "Made.", "Mine."]);
}

#[test]
fn steps_and_what_was_undone_go_after_a_while() {
    let (_home, library) = library();
    library
        .put_summary(&id(), "recipe", &summary("Made.", 0))
        .unwrap();
    change(&library, "First.");
    change(&library, "Second.");
    let third = change(&library, "Third.");
    library.undo_version(&id(), third).unwrap();
    library.purge_deleted(now() + 1).unwrap();
    assert_eq!(listed(&library), ["Second.", "Made."]);
    assert!(!shown(&library).version.undo);
    let rows: i64 = library
        .read()
        .query_row("SELECT count(*) FROM summary_versions", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(rows, 2);
}

#[test]
fn what_a_person_changed_finds_its_sources_when_the_document_is_read_again() {
    let (_home, library) = library();
    let made = library
        .put_summary(&id(), "recipe", &summary("Made.", 0))
        .unwrap();
    let mine = summary("Mine.", 2);
    library.change_version(&id(), made, &mine).unwrap();
    let new: (&str, &[&str]) = ("Before", &["An old notice.", "Another one."]);
    let reread = document(&[new, AIR, ("Water", &["Fish swim in the co ld river."])]);
    assert!(library.put(&reread, "wings.txt", "aa.txt").unwrap());
    let found = shown(&library);
    let sentence = &found.summary.sentences[0];
    assert_eq!(sentence.text, "Mine.");
    assert_eq!(sentence.sources[0].sentence, SentenceId(4));
    assert_eq!(sentence.section, Some(SectionId(2)));
    assert!(found.read_again && !found.version.undo);
    // what was made from the older reading is gone
    assert_eq!(listed(&library), ["Mine."]);

    let without = document(&[("Air", &["Large birds fly over the sea."])]);
    assert!(library.put(&without, "wings.txt", "aa.txt").unwrap());
    let sentence = shown(&library).summary.sentences[0].clone();
    assert_eq!(sentence.text, "Mine.");
    assert!(sentence.sources.is_empty() && sentence.section.is_none());
}

#[test]
fn versions_go_with_their_document() {
    let (_home, library) = library();
    library
        .put_summary(&id(), "recipe", &summary("Made.", 0))
        .unwrap();
    change(&library, "Mine.");
    library.remove(&id()).unwrap();
    library.purge(now() + 1).unwrap();
    assert_eq!(library.shown_version(&id()).unwrap(), None);
}

#[test]
fn an_older_librarys_summaries_are_its_versions() {
    let (home, library) = library();
    let paths = Paths::under(home.path());
    for (recipe, text) in [("one", "First."), ("two", "Second.")] {
        library
            .put_summary(&id(), recipe, &summary(text, 0))
            .unwrap();
    }
    library.write().execute_batch(BEFORE_DESK).unwrap();
    library
        .write()
        .execute_batch(
            "DROP VIEW listed_versions; DROP TABLE summary_versions;
             ALTER TABLE questions DROP COLUMN index_rules; PRAGMA user_version = 7;",
        )
        .unwrap();
    drop(library);
    let library = Library::open(&paths).unwrap();
    assert_eq!(listed(&library), ["Second.", "First."]);
    assert_eq!(shown(&library).recipe, "two");
}
