//! Which job is next: what a person moves, opens, pauses and tries again.

use super::board::{board, import_of};
use super::*;
use crate::weights::store::ModelId;

const SUMMARIES: &[JobKind] = &[JobKind::Summarize];
const FILES: &[JobKind] = &[JobKind::Import];

fn summary_of(id: &str) -> Input {
    Input::Summarize {
        document: DocumentId(id.into()),
        options: SummaryOptions::default(),
        quoted: false,
    }
}

fn add(board: &mut Board, library: &Library, input: Input) -> JobId {
    board.add(library, "name".into(), input, None).unwrap().id
}

/// The waiting jobs, the next first.
fn waiting(board: &Board) -> Vec<JobId> {
    let mut jobs = board.views();
    jobs.retain(|job| job.state == JobState::Queued);
    jobs.sort_by_key(|job| job.turn);
    jobs.into_iter().map(|job| job.id).collect()
}

fn refused(reason: &str) -> JobState {
    JobState::Refused {
        reason: Fault::NotFound {
            path: Some(reason.into()),
        },
    }
}

#[test]
fn a_person_moves_jobs_and_the_order_outlives_the_program() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut before) = board(home.path());
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|it| add(&mut before, &library, import_of(it)));
    before.move_before(&library, d, Some(b));
    assert_eq!(waiting(&before), [a, d, b, c]);
    before.move_before(&library, a, None);
    assert_eq!(waiting(&before), [d, b, c, a]);
    before.move_before(&library, c, Some(d));
    assert_eq!(waiting(&before), [c, d, b, a]);
    // a job that does not wait any more
    before.move_before(&library, b, Some(JobId(99)));
    assert_eq!(waiting(&before), [c, d, a, b]);
    drop((library, before));

    let (library, mut after) = board(home.path());
    assert_eq!(waiting(&after), [c, d, a, b]);
    let new = add(&mut after, &library, import_of("e"));
    assert_eq!(after.begin(&library, FILES).unwrap().id, c);
    assert_eq!(waiting(&after).last(), Some(&new));
    // what runs is not moved
    after.move_before(&library, c, None);
    assert_eq!(waiting(&after), [d, a, b, new]);
}

#[test]
fn the_work_on_an_opened_document_goes_first_and_a_summary_in_progress_yields_to_it() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut board) = board(home.path());
    let [long, other, looked_at] =
        ["aa", "bb", "cc"].map(|it| add(&mut board, &library, summary_of(it)));
    let task = board.begin(&library, SUMMARIES).unwrap();
    assert_eq!(task.id, long);
    board.keep(&library, long);
    let stops = || task.stop.load(Ordering::Relaxed);
    assert!(!stops(), "nothing goes before it");

    board.put_first(&library, &DocumentId("cc".into()));
    assert_eq!(waiting(&board), [looked_at, other]);
    assert!(!stops(), "the section is finished first");
    board.keep(&library, long);
    assert!(stops());
    assert!(board.goes_on_later(long));
    board.end(&library, long, JobState::Cancelled);
    assert_eq!(waiting(&board), [looked_at, long, other]);
    let next = board.begin(&library, SUMMARIES).unwrap();
    assert_eq!(next.id, looked_at);
    board.keep(&library, looked_at);
    assert!(!next.stop.load(Ordering::Relaxed));
    board.end(&library, looked_at, JobState::Done);
    assert_eq!(board.begin(&library, SUMMARIES).unwrap().id, long);
    // to yield is not to fail
    let kept = library.jobs().unwrap();
    let starts = kept.iter().find(|job| job.id == long.0).unwrap().starts;
    assert_eq!(starts, 1);
}

#[test]
fn what_a_person_cancels_while_it_yields_is_over() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut board) = board(home.path());
    let id = add(&mut board, &library, import_of("a"));
    board.begin(&library, FILES).unwrap();
    board.pause(true);
    // the same file again is not another job
    assert_eq!(add(&mut board, &library, import_of("a")), id);
    board.cancel(&library, id);
    assert!(!board.goes_on_later(id));
    board.end(&library, id, JobState::Cancelled);
    assert_eq!(board.view(id).unwrap().state, JobState::Cancelled);
}

#[test]
fn a_queue_that_rests_begins_nothing_and_goes_on_with_the_same() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut board) = board(home.path());
    let [first, second] = ["a", "b"].map(|it| add(&mut board, &library, import_of(it)));
    let task = board.begin(&library, FILES).unwrap();
    board.pause(true);
    assert!(task.stop.load(Ordering::Relaxed));
    board.end(&library, first, JobState::Cancelled);
    assert_eq!(waiting(&board), [first, second]);
    assert!(board.begin(&library, FILES).is_none());
    // models are another matter
    let check = Input::Verify {
        model: ModelId("one".into()),
    };
    add(&mut board, &library, check);
    assert!(board.begin(&library, &[JobKind::Verify]).is_some());
    board.pause(false);
    assert_eq!(board.begin(&library, FILES).unwrap().id, first);
}

#[test]
fn a_queue_rests_until_the_person_goes_on_also_after_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let file = home.path().join("wings.txt");
    std::fs::write(&file, WINGS.join(" ")).unwrap();
    let set = |jobs: &Jobs, paused: bool| {
        let settings = Settings {
            paused,
            ..jobs.settings()
        };
        jobs.set_settings(settings).unwrap();
    };
    let id = {
        let jobs = Jobs::open(&paths).unwrap();
        set(&jobs, true);
        jobs.import(file, None).unwrap().id
    };
    let jobs = Jobs::open(&paths).unwrap();
    assert!(jobs.settings().paused);
    assert_eq!(jobs.job(id).unwrap().state, JobState::Queued);
    set(&jobs, false);
    assert_eq!(ended(&jobs, id).state, JobState::Done);
}

#[test]
fn a_file_that_is_dropped_again_is_one_entry_until_it_is_read() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut board) = board(home.path());
    let id = add(&mut board, &library, import_of("a"));
    assert_eq!(add(&mut board, &library, import_of("a")), id);
    assert_ne!(add(&mut board, &library, import_of("b")), id);
    board.begin(&library, FILES).unwrap();
    assert_eq!(add(&mut board, &library, import_of("a")), id);
    board.end(&library, id, JobState::NeedsPassword { wrong: false });
    assert_eq!(add(&mut board, &library, import_of("a")), id);
    let locked = board.view(id).unwrap().state;
    assert_eq!(locked, JobState::NeedsPassword { wrong: false });
    // what could not be read is tried again
    board.end(&library, id, refused("a"));
    assert_eq!(add(&mut board, &library, import_of("a")), id);
    assert_eq!(waiting(&board).last(), Some(&id));
    board.end(&library, id, JobState::Done);
    assert_ne!(add(&mut board, &library, import_of("a")), id);
}

#[test]
fn what_failed_is_tried_again_behind_the_others_and_nothing_else_is() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut running) = board(home.path());
    let [first, second] = ["a", "b"].map(|it| add(&mut running, &library, import_of(it)));
    running.begin(&library, FILES).unwrap();
    running.end(&library, first, refused("a"));
    running.retry(&library, second).unwrap();
    running.retry(&library, JobId(99)).unwrap();
    running.retry(&library, first).unwrap();
    assert_eq!(waiting(&running), [second, first]);
    drop((library, running));
    let (_, after) = board(home.path());
    assert_eq!(waiting(&after), [second, first]);
}

#[test]
fn what_was_skipped_comes_back_as_it_was_unless_it_was_asked_for_again() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut running) = board(home.path());
    let [first, second] = ["a", "b"].map(|it| add(&mut running, &library, import_of(it)));
    let states = [refused("a"), JobState::NeedsPassword { wrong: false }];
    for (id, state) in [first, second].into_iter().zip(states.clone()) {
        running.begin(&library, FILES).unwrap();
        running.end(&library, id, state);
        running.dismiss(&library, id);
    }
    assert!(running.views().is_empty() && library.jobs().unwrap().is_empty());
    for (id, state) in [first, second].into_iter().zip(states) {
        let back = running.bring_back(&library, id).unwrap().unwrap();
        assert_eq!(back.state, state);
    }
    assert_eq!(library.jobs().unwrap().len(), 2);
    assert_eq!(running.bring_back(&library, first).unwrap(), None);
    // dropped again meanwhile, it is there already
    let [again, _] = running.views().try_into().unwrap();
    running.dismiss(&library, again.id);
    add(&mut running, &library, import_of("a"));
    assert_eq!(running.bring_back(&library, again.id).unwrap(), None);
}

#[test]
fn what_was_cancelled_while_it_waited_waits_again_in_its_place() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut running) = board(home.path());
    let [first, second, third] =
        ["a", "b", "c"].map(|it| add(&mut running, &library, import_of(it)));
    running.cancel(&library, second);
    assert_eq!(waiting(&running), [first, third]);
    let back = running.bring_back(&library, second).unwrap().unwrap();
    assert_eq!((back.id, back.state), (second, JobState::Queued));
    assert_eq!(waiting(&running), [first, second, third]);
    // what waits was not cancelled, and what was asked for again is there already
    assert_eq!(running.bring_back(&library, second).unwrap(), None);
    running.cancel(&library, second);
    add(&mut running, &library, import_of("b"));
    assert_eq!(running.bring_back(&library, second).unwrap(), None);
    drop((library, running));
    let (_, after) = board(home.path());
    assert_eq!(waiting(&after).len(), 3);
}

#[test]
fn a_copy_that_another_file_of_the_same_content_needs_stays() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut running) = board(home.path());
    let [first, second] = ["a", "b"].map(|it| add(&mut running, &library, import_of(it)));
    let id = DocumentId("aa".into());
    for job in [first, second] {
        let copy = Some("aa/aa.pdf".to_owned());
        running.learn(&library, job, id.clone(), copy).unwrap();
    }
    assert!(running.others_need(first, "aa/aa.pdf"));
    assert!(!running.others_need(first, "bb/bb.pdf"));
    running.cancel(&library, second);
    assert!(!running.others_need(first, "aa/aa.pdf"));
}

#[test]
fn a_password_that_opened_a_file_is_tried_on_the_others_that_wait() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut board) = board(home.path());
    let [first, second] = ["a", "b"].map(|it| add(&mut board, &library, import_of(it)));
    for (id, wrong) in [(first, false), (second, true)] {
        board.begin(&library, FILES).unwrap();
        board.end(&library, id, JobState::NeedsPassword { wrong });
    }
    board.unlock(&library, first, "sesame".into());
    let task = board.begin(&library, FILES).unwrap();
    assert_eq!(task.password.as_deref(), Some("sesame"));
    board.try_locked(&library);
    let task = board.begin(&library, FILES).unwrap();
    assert_eq!((task.id, task.password), (second, None));
}

#[test]
fn files_of_earlier_versions_have_the_order_in_which_they_came() {
    let home = tempfile::tempdir().unwrap();
    {
        let (library, _) = board(home.path());
        for name in ["a", "b"] {
            let kept = KeptJob {
                id: 0,
                kind: KeptJobKind::Import,
                name: name.into(),
                input: format!(r#"{{"kind":"import","path":"/{name}.pdf","copy":null}}"#),
                document: None,
                state: KeptJobState::Queued,
                done: 0.0,
                starts: 0,
            };
            library.add_job(&kept).unwrap();
        }
    }
    let (_, board) = board(home.path());
    let turns: Vec<_> = board
        .views()
        .iter()
        .map(|job| (job.id.0, job.turn))
        .collect();
    assert_eq!(turns, [(1, 1), (2, 2)]);
}

#[test]
fn who_brings_a_job_back_finds_no_copy_that_is_about_to_go() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let paused = Settings {
        paused: true,
        ..Settings::default()
    };
    settings::save(&paths.settings(), &paused).unwrap();
    let jobs = Jobs::open(&paths).unwrap();
    let file = home.path().join("wings.txt");
    std::fs::write(&file, WINGS.join(" ")).unwrap();
    let library = jobs.library();
    for _ in 0..20 {
        let job = jobs.import(file.clone(), None).unwrap();
        let go_on = AtomicBool::new(false);
        let incoming = library.copy_in(&file, &go_on, &mut |_| ()).unwrap();
        let document = incoming.id.clone();
        let copy = library.keep(incoming).unwrap();
        let path = library.file_path(&copy);
        jobs.shared
            .board()
            .learn(library, job.id, document, Some(copy))
            .unwrap();
        let events = heard(&jobs);
        let is_cancelled = |event: AppEvent| matches!(event, AppEvent::Job { job: it } if it.id == job.id && it.state == JobState::Cancelled);
        std::thread::scope(|scope| {
            scope.spawn(|| jobs.cancel(job.id));
            while !is_cancelled(events.recv_timeout(Duration::from_secs(60)).unwrap()) {}
            let back = jobs.bring_back(job.id).unwrap().unwrap();
            assert_eq!(back.state, JobState::Queued);
            assert!(!path.exists());
        });
        jobs.cancel(job.id);
        jobs.dismiss(job.id);
    }
}
