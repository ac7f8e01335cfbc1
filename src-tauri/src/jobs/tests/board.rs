//! The queue: what waits, what runs, and what a kill leaves.

use super::*;

/// Rows as a killed program leaves them.
fn left_behind(paths: &Paths, starts: u32) -> JobId {
    let library = Library::open(paths).unwrap();
    library
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    let input = Input::Summarize {
        document: DocumentId("aa".into()),
        options: SummaryOptions::default(),
        quoted: false,
    };
    let id = library
        .add_job(&KeptJob {
            id: 0,
            kind: KeptJobKind::Summarize,
            name: "On Wings".into(),
            input: serde_json::to_string(&input).unwrap(),
            document: Some(DocumentId("aa".into())),
            state: KeptJobState::Running,
            done: 0.5,
            starts,
        })
        .unwrap();
    JobId(id)
}

#[test]
fn a_killed_job_goes_on_at_the_next_start() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let id = left_behind(&paths, 1);
    let jobs = Jobs::open(&paths).unwrap();
    assert_eq!(ended(&jobs, id).state, JobState::Done);
    assert!(jobs.summary(&DocumentId("aa".into())).unwrap().is_some());
}

#[test]
fn a_job_that_stopped_the_program_twice_is_set_aside() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let id = left_behind(&paths, 2);
    let jobs = Jobs::open(&paths).unwrap();
    let JobState::Failed { reason } = jobs.job(id).unwrap().state else {
        panic!("set aside");
    };
    assert_eq!(reason.code(), ErrorCode::Quarantined);
    assert!(jobs.summary(&DocumentId("aa".into())).unwrap().is_none());
    // a person may try it again, in this run and in the next
    jobs.retry(id).unwrap();
    assert_eq!(ended(&jobs, id).state, JobState::Done);
    assert!(jobs.summary(&DocumentId("aa".into())).unwrap().is_some());
}

#[test]
fn a_job_that_was_set_aside_and_is_tried_again_is_not_set_aside_for_its_past() {
    let home = tempfile::tempdir().unwrap();
    let id = left_behind(&Paths::under(home.path()), 2);
    let (library, mut running) = board(home.path());
    running.retry(&library, id).unwrap();
    assert_eq!(
        running.begin(&library, &[JobKind::Summarize]).unwrap().id,
        id
    );
    drop((library, running));
    // killed once more during it
    let (library, mut after) = board(home.path());
    assert_eq!(after.view(id).unwrap().state, JobState::Queued);
    assert!(after.begin(&library, &[JobKind::Summarize]).is_some());
}

pub(super) fn board(home: &std::path::Path) -> (Library, Board) {
    let library = Library::open(&Paths::under(home)).unwrap();
    let board = Board::resume(&library, channel().0).unwrap();
    (library, board)
}

pub(super) fn import_of(path: &str) -> Input {
    Input::Import {
        path: path.into(),
        copy: None,
        by_itself: false,
        to_show: false,
        described: None,
    }
}

#[test]
fn progress_that_was_kept_is_not_counted_as_a_failed_start() {
    let home = tempfile::tempdir().unwrap();
    for _ in 0..5 {
        let (library, mut board) = board(home.path());
        if board.views().is_empty() {
            board
                .add(&library, "a".into(), import_of("a"), None)
                .unwrap();
        }
        let task = board.begin(&library, &[JobKind::Import]).unwrap();
        board.advance(task.id, Stage::Writing, 0.5);
        board.keep(&library, task.id);
        // the program is killed here
    }
    let (library, mut board) = board(home.path());
    assert!(board.begin(&library, &[JobKind::Import]).is_some());
}

#[test]
fn closing_puts_work_back_and_cancelling_ends_it() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut running) = board(home.path());
    for name in ["a", "b"] {
        running
            .add(&library, name.into(), import_of(name), None)
            .unwrap();
    }
    let task = running.begin(&library, &[JobKind::Import]).unwrap();
    let [_, waiting] = running.views().try_into().unwrap();
    assert_eq!(running.cancel(&library, waiting.id), None);
    assert_eq!(running.view(waiting.id).unwrap().state, JobState::Cancelled);
    running.close();
    assert!(task.stop.load(std::sync::atomic::Ordering::Relaxed));
    running.end(&library, task.id, JobState::Cancelled);

    let (_, taken_up) = board(home.path());
    let [job] = taken_up.views().try_into().unwrap();
    assert_eq!((job.id, job.state), (task.id, JobState::Queued));
}

#[test]
fn work_that_was_stopped_just_before_the_end_stays_stopped() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut running) = board(home.path());
    running
        .add(&library, "a".into(), import_of("a"), None)
        .unwrap();
    let task = running.begin(&library, &[JobKind::Import]).unwrap();
    running.cancel(&library, task.id);
    running.close();
    assert!(!running.goes_on_later(task.id));
    running.end(&library, task.id, JobState::Cancelled);

    let (_, taken_up) = board(home.path());
    assert!(taken_up.views().is_empty());
}

#[test]
fn a_summary_in_progress_serves_a_later_wish_unless_another_model_was_chosen() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut board) = board(home.path());
    let wish = || Input::Summarize {
        document: DocumentId("aa".into()),
        options: SummaryOptions::default(),
        quoted: false,
    };
    let first = board.add(&library, "a".into(), wish(), None).unwrap().id;
    let task = board.begin(&library, &[JobKind::Summarize]).unwrap();
    let same = board.add(&library, "a".into(), wish(), None).unwrap().id;
    assert_eq!((task.id, same), (first, first));
    board.model_changed();
    let other = board.add(&library, "a".into(), wish(), None).unwrap().id;
    assert_ne!(other, first);
    // the one that waits will read the new choice
    board.model_changed();
    let again = board.add(&library, "a".into(), wish(), None).unwrap().id;
    assert_eq!(again, other);
}

#[test]
fn a_locked_file_waits_for_its_password_which_is_never_stored() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut board) = board(home.path());
    let password = "open sesame".to_owned();
    let job = board
        .add(&library, "a".into(), import_of("a"), Some(password.clone()))
        .unwrap();
    let task = board.begin(&library, &[JobKind::Import]).unwrap();
    assert_eq!(task.password, Some(password));
    board.end(&library, task.id, JobState::NeedsPassword { wrong: true });
    assert!(board.begin(&library, &[JobKind::Import]).is_none());
    board.unlock(&library, job.id, "sesame".into());
    let task = board.begin(&library, &[JobKind::Import]).unwrap();
    assert_eq!(task.password.as_deref(), Some("sesame"));
    let rows = format!("{:?}", library.jobs().unwrap());
    assert!(!rows.contains("sesame"), "{rows}");
}

#[test]
fn the_same_wish_twice_is_one_job() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut board) = board(home.path());
    let wish = |length| Input::Summarize {
        document: DocumentId("aa".into()),
        options: SummaryOptions {
            length,
            ..SummaryOptions::default()
        },
        quoted: false,
    };
    use SummaryLength::{Long, Short};
    let mut add = |input| board.add(&library, "a".into(), input, None).unwrap().id;
    let first = add(wish(Short));
    assert_eq!(add(wish(Short)), first);
    assert_ne!(add(wish(Long)), first);
}

#[test]
fn a_wish_that_comes_after_a_table_was_found_filled_makes_a_job_of_its_own() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut board) = board(home.path());
    let table = crate::library::TableId(1);
    let add = |board: &mut Board| {
        let input = Input::FillTable { table };
        board.add(&library, "Birds".into(), input, None).unwrap().id
    };
    let first = add(&mut board);
    assert_eq!(board.table_of(first), Some(table));
    let task = board.begin(&library, &[JobKind::FillTable]).unwrap();
    assert_eq!(add(&mut board), first);
    assert_eq!(board.filling(table), Some(first));
    board.seal(task.id);
    assert_eq!(board.filling(table), None);
    let second = add(&mut board);
    assert_ne!(second, first);
    board.end(&library, first, JobState::Done);
    assert_eq!(board.table_of(first), None);
    assert_eq!(board.filling(table), Some(second));
}
