//! Tables of evidence: their filling, and what comes between.

use super::*;
use crate::assistant::answer::RelatedBy;
use crate::assistant::templates::BuiltInTemplate;
use crate::library::{
    CellOutcome, EvidenceTable, Follows, GroupKind, LackingCell, NewTable, TableId,
};

const BUDGET: &str = "Which budget was approved?";
const WINDS: &str = "What carries large birds over water?";

fn id(id: &str) -> DocumentId {
    DocumentId(id.into())
}

fn put(jobs: &Jobs, of: &str, texts: &[&str]) {
    jobs.library()
        .put(&document(of, texts), "a.pdf", of)
        .unwrap();
}

fn new(documents: &[&str], follows: Follows) -> NewTable {
    NewTable {
        title: " Birds ".into(),
        questions: vec![BUDGET.into(), " ".into(), format!(" {WINDS} ")],
        documents: documents.iter().map(|of| id(of)).collect(),
        follows,
    }
}

/// The job that fills a table.
fn filling(jobs: &Jobs) -> Option<JobView> {
    let mut jobs = jobs.list().into_iter();
    jobs.find(|job| job.kind == JobKind::FillTable)
}

/// Waits until a table is filled.
fn filled(jobs: &Jobs, table: TableId) -> EvidenceTable {
    let limit = Instant::now() + Duration::from_secs(60);
    while Instant::now() < limit {
        let (done, all) = jobs.library().table_filled(table).unwrap();
        if done == all {
            return jobs.table(table).unwrap();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the table was not filled");
}

#[test]
fn a_table_is_filled_in_the_background_and_the_window_receives_each_cell() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    put(&jobs, "aa", &WINGS);
    put(&jobs, "bb", &["Nothing is said of any of it."]);
    let events = heard(&jobs);
    let table = jobs
        .make_table(new(&["aa", "bb", "cc"], Follows::Nothing))
        .unwrap();
    assert_eq!(table.title, "Birds");
    let questions: Vec<&str> = table
        .columns
        .iter()
        .map(|of| of.question.as_str())
        .collect();
    assert_eq!(questions, [BUDGET, WINDS]);
    let job = filling(&jobs).unwrap();
    assert_eq!((job.name.as_str(), job.document), ("Birds", None));
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);

    let table = jobs.table(table.id).unwrap();
    assert_eq!(table.rows.len(), 2);
    let cell = &table.rows[0].cells[0];
    // without a reader, nothing is called an answer
    assert_eq!(cell.outcome, Some(CellOutcome::PassagesOnly));
    let found = cell.found.clone().unwrap();
    assert_eq!((found.quoted.as_str(), found.page), (WINGS[3], Some(1)));
    let answer = jobs.cell_answer(table.columns[0].id, &id("aa")).unwrap();
    assert_eq!(answer.passages[0].sentences, [SentenceId(3)]);
    drop(jobs);
    let cells = events.iter().filter(|event| {
        let of_table = |of: &TableId| *of == table.id;
        matches!(event, AppEvent::CellFilled { table, .. } if of_table(table))
    });
    assert_eq!(cells.count(), 4);

    let jobs = Jobs::open(&paths).unwrap();
    assert_eq!(jobs.table(table.id).unwrap(), table);
    assert_eq!(jobs.tables().unwrap()[0].filled, 4);
}

#[test]
fn after_a_kill_only_what_is_lacking_is_filled() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    for of in ["aa", "bb"] {
        library.put(&document(of, &WINGS), "a.pdf", of).unwrap();
    }
    let new = NewTable {
        questions: vec![BUDGET.into(), WINDS.into()],
        ..new(&["aa", "bb"], Follows::Nothing)
    };
    let table = library.make_table(&new).unwrap();
    let first = library.lacking_cell(table).unwrap().unwrap();
    let kept = crate::library::KeptCell::without_text();
    library.fill_cell(&first, &kept).unwrap();
    let input = Input::FillTable { table };
    let row = KeptJob {
        id: 0,
        kind: KeptJobKind::FillTable,
        name: "Birds".into(),
        input: serde_json::to_string(&input).unwrap(),
        document: None,
        state: KeptJobState::Running,
        done: 0.2,
        starts: 1,
    };
    let job = JobId(library.add_job(&row).unwrap());
    drop(library);

    let jobs = Jobs::open(&paths).unwrap();
    assert_eq!(ended(&jobs, job).state, JobState::Done);
    let table = jobs.table(table).unwrap();
    assert_eq!(table.rows[0].cells[0], kept.into());
    let outcomes = table.rows.iter().flat_map(|row| &row.cells);
    let asked = outcomes.filter(|cell| cell.outcome == Some(CellOutcome::PassagesOnly));
    assert_eq!(asked.count(), 3);
}

#[test]
fn a_persons_question_comes_first() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    put(&jobs, "aa", &WINGS);
    let waits = jobs.shared.courtesy.first();
    let table = jobs.make_table(new(&["aa"], Follows::Nothing)).unwrap();
    let job = filling(&jobs).unwrap().id;
    // somebody else still waits while this question is answered
    ask(&jobs, &id("aa"), BUDGET).unwrap();
    assert_eq!(jobs.library().table_filled(table.id).unwrap().0, 0);
    drop(waits);
    assert_eq!(ended(&jobs, job).state, JobState::Done);
    filled(&jobs, table.id);
}

#[test]
fn what_a_person_stops_is_not_filled_until_they_want_it() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    put(&jobs, "aa", &WINGS);
    let waits = jobs.shared.courtesy.first();
    let table = jobs.make_table(new(&["aa"], Follows::Library)).unwrap();
    let job = filling(&jobs).unwrap().id;
    jobs.cancel(job);
    assert_eq!(ended(&jobs, job).state, JobState::Cancelled);
    drop(waits);
    assert!(jobs.table(table.id).unwrap().paused);
    // a new paper gets its row and is not asked either
    put(&jobs, "bb", &WINGS);
    jobs.shared.give_rows();
    assert_eq!(jobs.library().table_filled(table.id).unwrap(), (0, 4));
    assert!(filling(&jobs).is_none_or(|job| job.state == JobState::Cancelled));
    let job = jobs.fill_table(table.id).unwrap().unwrap();
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);
    let table = filled(&jobs, table.id);
    assert!(!table.paused);
    assert_eq!(jobs.fill_table(table.id).unwrap(), None);
}

#[test]
fn papers_that_come_into_a_collection_come_into_its_table() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    put(&jobs, "aa", &WINGS);
    let group = jobs.make_group(GroupKind::Collection, "Birds").unwrap().id;
    let table = jobs
        .make_table(new(&[], Follows::Group { group }))
        .unwrap()
        .id;
    assert!(jobs.table(table).unwrap().rows.is_empty());
    jobs.add_to_group(group, &[id("aa")]).unwrap();
    assert_eq!(filled(&jobs, table).rows.len(), 1);
}

#[test]
fn papers_that_came_while_no_window_was_open_get_a_row() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    library.put(&document("aa", &WINGS), "a.pdf", "aa").unwrap();
    let group = library
        .make_group(GroupKind::Collection, "Birds")
        .unwrap()
        .id;
    let new = NewTable {
        questions: vec![BUDGET.into()],
        ..new(&[], Follows::Group { group })
    };
    let table = library.make_table(&new).unwrap();
    library.add_to_group(group, &[id("aa")]).unwrap();
    assert!(library.table(table).unwrap().rows.is_empty());
    drop(library);

    let jobs = Jobs::open(&paths).unwrap();
    let limit = Instant::now() + Duration::from_secs(60);
    while jobs.table(table).unwrap().rows.is_empty() {
        assert!(Instant::now() < limit, "the paper got no row");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(filled(&jobs, table).rows.len(), 1);
}

#[test]
fn new_papers_and_questions_are_filled_without_a_wish() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    put(&jobs, "aa", &WINGS);
    let table = jobs.make_table(new(&[], Follows::Library)).unwrap().id;
    assert_eq!(filled(&jobs, table).rows.len(), 1);
    put(&jobs, "bb", &WINGS);
    jobs.shared.give_rows();
    assert_eq!(filled(&jobs, table).rows.len(), 2);
    let change = TableChange::AddColumn {
        question: "How many days?".into(),
    };
    jobs.change_table(table, &change).unwrap();
    assert_eq!(jobs.library().table_filled(table).unwrap().1, 6);
    filled(&jobs, table);
    // what comes back to the library comes back to the table
    jobs.remove(&[id("bb")]).unwrap();
    assert_eq!(jobs.table(table).unwrap().rows.len(), 1);
    jobs.restore(&[id("bb")]).unwrap();
    assert_eq!(filled(&jobs, table).rows.len(), 2);
    let nothing = TableChange::AddColumn {
        question: " ? ".into(),
    };
    let code = jobs
        .change_table(table, &nothing)
        .map_err(|fault| fault.code());
    assert_eq!(code, Err(ErrorCode::NoWords));
}

#[test]
fn a_persons_words_stay_when_questions_are_put_again() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    put(&jobs, "aa", &WINGS);
    let table = jobs.make_table(new(&["aa"], Follows::Nothing)).unwrap().id;
    let column = filled(&jobs, table).columns[0].id;
    let cell = jobs.write_cell(table, column, &id("aa"), Some("that of spring"));
    assert_eq!(cell.unwrap().yours.as_deref(), Some("that of spring"));
    jobs.ask_again(table, None, None).unwrap();
    let cell = filled(&jobs, table).rows[0].cells[0].clone();
    assert_eq!(cell.yours.as_deref(), Some("that of spring"));
    assert_eq!(cell.outcome, Some(CellOutcome::PassagesOnly));
    let cell = jobs.write_cell(table, column, &id("aa"), None).unwrap();
    assert_eq!(cell.yours, None);
}

#[test]
fn a_kept_cell_names_the_sentences_of_the_present_reading() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    put(&jobs, "aa", &WINGS);
    let table = jobs.make_table(new(&["aa"], Follows::Nothing)).unwrap().id;
    let column = filled(&jobs, table).columns[0].id;
    let text = jobs.library().cell_answer(column, &id("aa")).unwrap();
    let [one, two, three, four] = WINGS;
    put(&jobs, "aa", &["A heading.", one, two, three, four]);
    // as if it had been an answer, which is not asked for again
    let found = crate::library::KeptCell {
        outcome: CellOutcome::Found,
        found: None,
        answer: Some(text),
    };
    let cell = LackingCell {
        column,
        question: BUDGET.into(),
        document: id("aa"),
    };
    jobs.library().fill_cell(&cell, &found).unwrap();
    let answer = jobs.cell_answer(column, &id("aa")).unwrap();
    assert_eq!(answer.passages[0].sentences, [SentenceId(4)]);
}

#[test]
fn a_deleted_table_is_not_filled_and_comes_back() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    put(&jobs, "aa", &WINGS);
    let waits = jobs.shared.courtesy.first();
    let table = jobs.make_table(new(&["aa"], Follows::Nothing)).unwrap().id;
    let job = filling(&jobs).unwrap().id;
    jobs.delete_table(table).unwrap();
    let state = ended(&jobs, job).state;
    assert_eq!(state, JobState::Cancelled);
    drop(waits);
    let code = jobs.table(table).map_err(|fault| fault.code());
    assert_eq!(code, Err(ErrorCode::NotKept));
    jobs.restore_table(table).unwrap();
    filled(&jobs, table);
}

#[test]
fn a_scan_has_no_text_to_ask() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    put(&jobs, "aa", &[]);
    let table = jobs.make_table(new(&["aa"], Follows::Nothing)).unwrap().id;
    let cells = filled(&jobs, table).rows[0].cells.clone();
    assert!(
        cells
            .iter()
            .all(|cell| cell.outcome == Some(CellOutcome::NoText))
    );
}

#[test]
fn pagewings_lists_of_questions_can_be_changed_and_come_back() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let all = jobs.table_templates().unwrap();
    assert_eq!(all.len(), BuiltInTemplate::all().count());
    let changed = TableTemplate {
        questions: vec![" How heavy? ".into(), String::new()],
        ..all[0].clone()
    };
    let now = jobs.keep_template(&changed).unwrap();
    assert_eq!(now.len(), all.len());
    assert_eq!(now[0].questions, ["How heavy?"]);
    assert_eq!(now[0].built_in, all[0].built_in);
    let own = TableTemplate {
        id: None,
        built_in: None,
        name: " Birds ".into(),
        questions: vec!["How far?".into()],
    };
    let now = jobs.keep_template(&own).unwrap();
    assert_eq!(now.last().unwrap().name, "Birds");
    let now = jobs.delete_template(now[0].id.unwrap()).unwrap();
    assert_eq!(now[..all.len()], all);
}

#[test]
fn without_a_model_related_passages_are_found_by_words_in_other_documents() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    put(&jobs, "aa", &WINGS);
    put(
        &jobs,
        "bb",
        &["The budget of the council was approved in spring as well."],
    );
    let related = jobs.related(&id("aa"), WINGS[3]).unwrap();
    assert_eq!((related.by, related.unseen), (RelatedBy::Words, 0));
    let [passage] = related.passages.as_slice() else {
        panic!("{related:?}");
    };
    assert_eq!(passage.quotation.document, id("bb"));
    assert_eq!(passage.quotation.page, Some(1));
    let code = jobs.related(&id("aa"), " ").map_err(|fault| fault.code());
    assert_eq!(code, Err(ErrorCode::EmptyQuestion));
}
