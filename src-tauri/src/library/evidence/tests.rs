use super::*;
use crate::document::{
    Block, BlockId, BlockKind, Document, DocumentId, Format, Place, Sentence, SentenceId,
};
use crate::library::{
    GroupKind, KeptJob, KeptJobKind, KeptJobState, Library, LibraryError, OwnWords,
};
use crate::paths::Paths;

/// A document of one sentence.
fn document(id: &str, title: &str, text: &str) -> Document {
    let end = text.chars().count() as u32;
    let block = BlockId(0);
    let places = vec![Place::Flow {
        block,
        start: 0,
        end,
    }];
    Document {
        id: DocumentId(id.into()),
        format: Format::Text,
        title: Some(title.into()),
        authors: vec![],
        language: None,
        pages: vec![],
        sections: vec![],
        blocks: vec![Block {
            id: block,
            kind: BlockKind::Paragraph,
            section: None,
            text: text.into(),
            places: places.clone(),
            ocr: false,
        }],
        sentences: vec![Sentence {
            id: SentenceId(0),
            block,
            start: 0,
            end,
            text: text.into(),
            places,
        }],
        notes: vec![],
        links: vec![],
    }
}

fn put(library: &Library, id: &str, title: &str, text: &str) {
    let document = document(id, title, text);
    library.put(&document, title, id).unwrap();
}

/// A library of two documents in a folder that lives as long.
fn library() -> (tempfile::TempDir, Library) {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    put(&library, "aa", "On Wings", "Birds fly.");
    put(&library, "bb", "On Fins", "Fish swim.");
    (home, library)
}

fn id(id: &str) -> DocumentId {
    DocumentId(id.into())
}

fn made(library: &Library, documents: &[&str], follows: Follows) -> TableId {
    let new = NewTable {
        title: "Trials".into(),
        questions: vec!["How many?".into(), "How long?".into()],
        documents: documents.iter().map(|of| id(of)).collect(),
        follows,
    };
    library.make_table(&new).unwrap()
}

fn found(words: &str) -> KeptCell {
    KeptCell {
        outcome: CellOutcome::Found,
        found: Some(CellFound {
            words: words.into(),
            quoted: format!("There were {words}."),
            page: Some(3),
            probability: Some(0.75),
            others: 1,
        }),
        answer: Some(format!("the answer {words}")),
    }
}

fn not_found() -> KeptCell {
    KeptCell {
        outcome: CellOutcome::NotFound,
        found: None,
        answer: Some("nothing".into()),
    }
}

/// Fills every lacking cell, and returns its paper and question in the order in which they come.
fn fill(library: &Library, table: TableId, cell: &KeptCell) -> Vec<(String, String)> {
    let mut filled = Vec::new();
    while let Some(lacking) = library.lacking_cell(table).unwrap() {
        library.fill_cell(&lacking, cell).unwrap();
        filled.push((lacking.document.0, lacking.question));
    }
    filled
}

fn titles(table: &EvidenceTable) -> Vec<&str> {
    let rows = table.rows.iter();
    rows.map(|row| row.title.as_str()).collect()
}

#[test]
fn a_table_is_filled_paper_by_paper_and_goes_on_after_a_restart() {
    let (home, library) = library();
    let table = made(&library, &["bb", "aa", "cc"], Follows::Nothing);
    assert_eq!(library.table_filled(table).unwrap(), (0, 4));
    let first = library.lacking_cell(table).unwrap().unwrap();
    library.fill_cell(&first, &found("40 people")).unwrap();
    drop(library);

    let library = Library::open(&Paths::under(home.path())).unwrap();
    assert_eq!(library.table_filled(table).unwrap(), (1, 4));
    let rest = [
        ("bb", "How long?"),
        ("aa", "How many?"),
        ("aa", "How long?"),
    ];
    let rest = rest.map(|(of, question)| (of.to_owned(), question.to_owned()));
    assert_eq!(fill(&library, table, &not_found()), rest);

    let view = library.table(table).unwrap();
    assert_eq!(titles(&view), ["On Fins", "On Wings"]);
    let questions: Vec<&str> = view.columns.iter().map(|of| of.question.as_str()).collect();
    assert_eq!(questions, ["How many?", "How long?"]);
    assert_eq!(view.rows[0].cells[0], found("40 people").into());
    assert_eq!(view.rows[1].cells[1], not_found().into());
    let answer = library.cell_answer(first.column, &first.document).unwrap();
    assert_eq!(answer, "the answer 40 people");
    let cards = library.tables().unwrap();
    assert_eq!(
        (cards[0].rows, cards[0].columns, cards[0].filled),
        (2, 2, 4)
    );
}

#[test]
fn what_a_person_writes_stands_beside_what_is_found() {
    let (_home, library) = library();
    let table = made(&library, &["aa"], Follows::Nothing);
    let column = library.table(table).unwrap().columns[0].id;
    let cell = || library.table(table).unwrap().rows[0].cells[0].clone();
    let write = |yours| library.write_cell(table, column, &id("aa"), yours);
    write(Some("41, with the pilot")).unwrap();
    // a cell with a person's words is filled too, so that both can be compared
    assert_eq!(fill(&library, table, &found("40")).len(), 2);
    assert_eq!(cell().yours.as_deref(), Some("41, with the pilot"));
    assert_eq!(cell().found, found("40").found);

    library.forget_cells(table, Some(column), None).unwrap();
    assert_eq!(cell().yours.as_deref(), Some("41, with the pilot"));
    assert_eq!((cell().outcome, cell().found), (None, None));
    assert_eq!(library.table_filled(table).unwrap(), (1, 2));
    assert_eq!(fill(&library, table, &found("42")).len(), 1);
    // an empty text is a person's as well
    write(Some("")).unwrap();
    assert_eq!(cell().yours.as_deref(), Some(""));
    write(None).unwrap();
    assert_eq!(cell(), found("42").into());

    let long = "x".repeat(20_001);
    assert!(matches!(
        write(Some(long.as_str())),
        Err(LibraryError::LongNote { .. })
    ));
    let nowhere = library.write_cell(table, ColumnId(99), &id("aa"), Some("x"));
    assert!(matches!(nowhere, Err(LibraryError::NotKept)));
}

#[test]
fn a_changed_question_is_put_again_and_keeps_what_a_person_wrote() {
    let (_home, library) = library();
    let table = made(&library, &["aa", "bb"], Follows::Nothing);
    let column = library.table(table).unwrap().columns[1].id;
    fill(&library, table, &found("40"));
    library
        .write_cell(table, column, &id("bb"), Some("a year"))
        .unwrap();
    // the same words change nothing
    library.change_column(table, column, "How long?").unwrap();
    assert_eq!(library.table_filled(table).unwrap(), (4, 4));
    library
        .change_column(table, column, "For how long?")
        .unwrap();
    assert_eq!(library.table_filled(table).unwrap(), (2, 4));
    let view = library.table(table).unwrap();
    assert_eq!(view.rows[1].cells[1].yours.as_deref(), Some("a year"));
    let lacking = library.lacking_cell(table).unwrap().unwrap();
    assert_eq!(lacking.question, "For how long?");
}

#[test]
fn an_answer_that_comes_too_late_is_not_kept() {
    let (_home, library) = library();
    let table = made(&library, &["aa", "bb"], Follows::Nothing);
    let lacking = library.lacking_cell(table).unwrap().unwrap();
    let cell = || library.cell(lacking.column, &lacking.document).unwrap();
    let late = || library.fill_cell(&lacking, &found("40")).unwrap();
    // the question was changed while its answer was looked for
    let change = |question| library.change_column(table, lacking.column, question);
    change("How few?").unwrap();
    late();
    assert_eq!(cell(), EvidenceCell::default());
    change("How many?").unwrap();
    late();
    assert_eq!(cell(), found("40").into());
    // and so was its paper, for good
    library.remove(&id("aa")).unwrap();
    library.purge(crate::library::now() + 1).unwrap();
    late();
    assert_eq!(cell(), EvidenceCell::default());
    let written = library.write_cell(table, lacking.column, &id("aa"), Some("x"));
    assert!(matches!(written, Err(LibraryError::NotKept)));
}

#[test]
fn columns_are_added_ordered_deleted_and_restored() {
    let (_home, library) = library();
    let table = made(&library, &["aa"], Follows::Nothing);
    let questions = || -> Vec<String> {
        let view = library.table(table).unwrap();
        view.columns.into_iter().map(|of| of.question).collect()
    };
    let third = library.add_column(table, "Where?").unwrap();
    library.order_columns(table, &[third]).unwrap();
    assert_eq!(questions(), ["Where?", "How many?", "How long?"]);
    fill(&library, table, &found("40"));
    library.delete_column(table, third).unwrap();
    assert_eq!(questions(), ["How many?", "How long?"]);
    assert_eq!(library.table_filled(table).unwrap(), (2, 2));
    library.restore_column(table, third).unwrap();
    assert_eq!(library.table_filled(table).unwrap(), (3, 3));
    library.delete_column(table, third).unwrap();
    library.purge_deleted(crate::library::now() + 1).unwrap();
    let gone = library.restore_column(table, third);
    assert!(matches!(gone, Err(LibraryError::NotKept)));
}

#[test]
fn new_papers_come_to_tables_that_follow_the_library_and_those_taken_out_do_not_come_back() {
    let (_home, library) = library();
    let follows = made(&library, &["aa"], Follows::Library);
    let alone = made(&library, &["aa"], Follows::Nothing);
    assert_eq!(library.follow().unwrap(), [follows]);
    assert_eq!(library.follow().unwrap(), []);
    library.take_out_row(follows, &id("bb")).unwrap();
    put(&library, "cc", "On Legs", "Dogs run.");
    assert_eq!(library.follow().unwrap(), [follows]);
    let rows = |table| {
        let view = library.table(table).unwrap();
        titles(&view).join(", ")
    };
    assert_eq!(rows(follows), "On Wings, On Legs");
    assert_eq!(rows(alone), "On Wings");
    library.add_rows(follows, &[id("bb"), id("aa")]).unwrap();
    assert_eq!(rows(follows), "On Wings, On Fins, On Legs");
    library.set_follows(follows, Follows::Nothing).unwrap();
    put(&library, "dd", "On Arms", "Apes climb.");
    assert_eq!(library.follow().unwrap(), []);
}

#[test]
fn papers_of_a_collection_come_to_the_tables_that_follow_it_and_stay_there() {
    let (_home, library) = library();
    let group = library
        .make_group(GroupKind::Collection, "Birds")
        .unwrap()
        .id;
    let table = made(&library, &[], Follows::Group { group });
    let papers = || titles(&library.table(table).unwrap()).join(", ");
    assert_eq!(library.follow().unwrap(), []);
    library.add_to_group(group, &[id("bb")]).unwrap();
    assert_eq!(library.follow().unwrap(), [table]);
    assert_eq!(papers(), "On Fins");
    library.take_from_group(group, &[id("bb")]).unwrap();
    assert_eq!(library.follow().unwrap(), []);
    assert_eq!(papers(), "On Fins");
    // a deleted collection has no papers until it is back
    library.add_to_group(group, &[id("aa")]).unwrap();
    library.delete_group(group).unwrap();
    assert_eq!(library.follow().unwrap(), []);
    library.restore_group(group).unwrap();
    assert_eq!(library.follow().unwrap(), [table]);
    assert_eq!(papers(), "On Fins, On Wings");
}

#[test]
fn a_paper_has_the_title_that_a_person_gave_it() {
    let (_home, library) = library();
    let table = made(&library, &["aa"], Follows::Nothing);
    let own = OwnWords {
        title: Some("On Feathers".into()),
        ..OwnWords::default()
    };
    library.edit(&id("aa"), &own).unwrap();
    assert_eq!(titles(&library.table(table).unwrap()), ["On Feathers"]);
}

#[test]
fn a_removed_paper_is_out_of_sight_with_its_cells_and_a_deleted_one_takes_them_along() {
    let (_home, library) = library();
    let table = made(&library, &["aa", "bb"], Follows::Nothing);
    fill(&library, table, &found("40"));
    library.remove(&id("aa")).unwrap();
    assert_eq!(titles(&library.table(table).unwrap()), ["On Fins"]);
    assert_eq!(library.table_filled(table).unwrap(), (2, 2));
    library.restore(&id("aa")).unwrap();
    assert_eq!(library.table_filled(table).unwrap(), (4, 4));
    library.remove(&id("aa")).unwrap();
    library.purge(crate::library::now() + 1).unwrap();
    put(&library, "aa", "On Wings", "Birds fly.");
    assert_eq!(titles(&library.table(table).unwrap()), ["On Fins"]);
    let column = library.table(table).unwrap().columns[0].id;
    let answer = library.cell_answer(column, &id("aa"));
    assert!(matches!(answer, Err(LibraryError::NotKept)));
}

#[test]
fn after_another_reading_only_what_was_not_found_is_asked_again() {
    let (_home, library) = library();
    let table = made(&library, &["aa", "bb"], Follows::Nothing);
    let columns = library.table(table).unwrap().columns;
    fill(&library, table, &not_found());
    let first = LackingCell {
        column: columns[0].id,
        question: columns[0].question.clone(),
        document: id("aa"),
    };
    library.fill_cell(&first, &found("40")).unwrap();
    // the same sentences are no other reading
    put(&library, "aa", "On Wings", "Birds fly.");
    assert_eq!(library.table_filled(table).unwrap(), (4, 4));
    put(&library, "aa", "On Wings", "Birds fly over the sea.");
    assert_eq!(library.tables_lacking(&id("aa")).unwrap(), [table]);
    assert_eq!(library.tables_lacking(&id("bb")).unwrap(), []);
    let lacking = library.lacking_cell(table).unwrap().unwrap();
    assert_eq!(
        (lacking.document, lacking.column),
        (id("aa"), columns[1].id)
    );
    let cell = library.cell(columns[0].id, &id("aa")).unwrap();
    assert_eq!(cell, found("40").into());
}

#[test]
fn a_deleted_table_comes_back_for_some_time() {
    let (_home, library) = library();
    let table = made(&library, &["aa"], Follows::Library);
    library.delete_table(table).unwrap();
    assert!(matches!(library.table(table), Err(LibraryError::NotKept)));
    assert_eq!(library.tables().unwrap(), []);
    assert_eq!(library.lacking_cell(table).unwrap(), None);
    assert_eq!(library.follow().unwrap(), []);
    let changed = library.rename_table(table, "Others");
    assert!(matches!(changed, Err(LibraryError::NotKept)));
    let added = library.add_rows(table, &[id("bb")]);
    assert!(matches!(added, Err(LibraryError::NotKept)));
    library.restore_table(table).unwrap();
    library.rename_table(table, "Others").unwrap();
    library.pause_table(table, true).unwrap();
    let view = library.table(table).unwrap();
    assert_eq!((view.title.as_str(), view.paused), ("Others", true));
    library.delete_table(table).unwrap();
    library.purge_deleted(crate::library::now() + 1).unwrap();
    let gone = library.restore_table(table);
    assert!(matches!(gone, Err(LibraryError::NotKept)));
}

#[test]
fn a_failed_filling_goes_with_its_table() {
    let (_home, library) = library();
    let [kept, gone] = [(); 2].map(|()| made(&library, &["aa"], Follows::Nothing));
    let failed = |input: String| KeptJob {
        id: 0,
        kind: KeptJobKind::FillTable,
        name: "Birds".into(),
        input,
        document: None,
        state: KeptJobState::Cancelled,
        done: 0.5,
        starts: 1,
    };
    for table in [kept, gone] {
        let input = format!(r#"{{"kind":"fill_table","table":{}}}"#, table.0);
        library.add_job(&failed(input)).unwrap();
    }
    // of a version that keeps something else there
    library.add_job(&failed("?".into())).unwrap();
    library.delete_table(gone).unwrap();
    library.purge_deleted(crate::library::now() - 60).unwrap();
    assert_eq!(library.jobs().unwrap().len(), 3);
    library.purge_deleted(crate::library::now() + 1).unwrap();
    let inputs: Vec<String> = library
        .jobs()
        .unwrap()
        .into_iter()
        .map(|job| job.input)
        .collect();
    assert_eq!(inputs.len(), 2);
    assert!(
        inputs
            .iter()
            .any(|input| input.ends_with(&format!(":{}}}", kept.0)))
    );
    assert!(inputs.iter().any(|input| input == "?"));
}

#[test]
fn lists_of_questions_are_kept_and_one_stands_for_each_of_pagewings() {
    let (_home, library) = library();
    let questions = |of: &str| vec![of.to_owned()];
    let own = library
        .keep_template(None, "Birds", &questions("How heavy?"))
        .unwrap();
    library
        .keep_template(Some("trial"), "", &questions("How many?"))
        .unwrap();
    let second = library
        .keep_template(Some("trial"), "", &questions("How old?"))
        .unwrap();
    let names = || -> Vec<(TemplateId, String)> {
        let kept = library.templates().unwrap().into_iter();
        kept.map(|of| (of.id, of.questions.join(" "))).collect()
    };
    let (heavy, old) = ("How heavy?".to_owned(), "How old?".to_owned());
    assert_eq!(names(), [(own, heavy), (second, old.clone())]);
    library.delete_template(own).unwrap();
    assert_eq!(names(), [(second, old)]);
    library.restore_template(own).unwrap();
    library
        .change_template(own, "Birds", &questions("How far?"))
        .unwrap();
    assert_eq!(names()[0], (own, "How far?".to_owned()));
    // one that comes back takes the place of the one that came instead
    library.delete_template(second).unwrap();
    library
        .keep_template(Some("trial"), "", &questions("How tall?"))
        .unwrap();
    library.restore_template(second).unwrap();
    assert_eq!(names()[1..], [(second, "How old?".to_owned())]);
}
