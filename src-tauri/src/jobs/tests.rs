use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::*;
use crate::assistant::answer;
use crate::assistant::answer::AnswerStatus;
use crate::assistant::summary::{Remark, SummaryLength, SummaryOrigin, kept};
use crate::document::{
    Block, BlockId, BlockKind, Document, Format, Note, Page, PageVerdict, Place, Rect, Sentence,
    SentenceId,
};
use crate::fault::{ErrorCode, Fault};
use crate::jobs::JobState;
use crate::library::{KeptJob, KeptJobKind, KeptJobState, Shelf};
use crate::search::Scope;
use crate::stage::Stage;
use crate::weights::PrecisionChoice;

/// A page on which each text is a sentence of its own.
fn document(id: &str, texts: &[&str]) -> Document {
    let rect = Rect {
        x0: 0.0,
        y0: 0.0,
        x1: 100.0,
        y1: 10.0,
    };
    let places = vec![Place::Page { page: 1, rect }];
    let mut text = String::new();
    let mut sentences = Vec::new();
    for (index, sentence) in texts.iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        let start = text.chars().count() as u32;
        text.push_str(sentence);
        sentences.push(Sentence {
            id: SentenceId(index as u32),
            block: BlockId(0),
            start,
            end: text.chars().count() as u32,
            text: (*sentence).into(),
            places: places.clone(),
        });
    }
    Document {
        id: DocumentId(id.into()),
        format: Format::Pdf,
        title: Some("On Wings".into()),
        authors: vec![],
        language: None,
        pages: vec![Page {
            number: 1,
            crop: rect,
            rotate: 0,
            verdict: if texts.is_empty() {
                PageVerdict::Scanned
            } else {
                PageVerdict::Good
            },
        }],
        sections: vec![],
        blocks: vec![Block {
            id: BlockId(0),
            kind: BlockKind::Paragraph,
            section: None,
            text,
            places,
            ocr: false,
        }],
        sentences,
        notes: vec![],
    }
}

const WINGS: [&str; 4] = [
    "The wings of large birds carry them over the sea for many days.",
    "Large birds rest on their wings while the wind carries them over water.",
    "Small birds beat their wings far more often than large birds do.",
    "A budget was approved in the spring of that year by the council.",
];

fn heard(jobs: &Jobs) -> Receiver<AppEvent> {
    let (tell, events) = channel();
    jobs.subscribe(move |event| {
        let _ = tell.send(event);
    });
    events
}

/// Waits for a job to end; the limit makes a fault a failure instead of a hang.
fn ended(jobs: &Jobs, id: JobId) -> JobView {
    let limit = Instant::now() + Duration::from_secs(60);
    while Instant::now() < limit {
        let job = jobs.job(id).unwrap();
        if !matches!(job.state, JobState::Queued | JobState::Running) {
            return job;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the job did not end");
}

#[test]
fn a_summary_is_made_told_and_kept() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let id = DocumentId("aa".into());
    {
        let jobs = Jobs::open(&paths).unwrap();
        jobs.library()
            .put(&document("aa", &WINGS), "wings.pdf", "a")
            .unwrap();
        let events = heard(&jobs);
        let job = jobs.summarize(&id, SummaryOptions::default()).unwrap();
        assert_eq!(job.name, "On Wings");
        let job = ended(&jobs, job.id);
        assert_eq!((job.state, job.done), (JobState::Done, 1.0));
        drop(jobs);

        let events: Vec<_> = events.iter().collect();
        let shown = events.iter().any(|event| {
            matches!(event, AppEvent::Summary { summary } if summary.complete && summary.document == id)
        });
        assert!(shown, "{events:?}");
        let Some(AppEvent::Job { job }) = events.last() else {
            panic!("the end of the job is told last: {events:?}");
        };
        assert_eq!(job.state, JobState::Done);
        let done: Vec<f32> = events
            .iter()
            .filter_map(|event| match event {
                AppEvent::Job { job } => Some(job.done),
                _ => None,
            })
            .collect();
        assert!(done.is_sorted(), "{done:?}");
    }
    let jobs = Jobs::open(&paths).unwrap();
    let summary = jobs.summary(&id).unwrap().unwrap();
    assert_eq!(summary.origin, SummaryOrigin::KeySentences);
    for sentence in &summary.sentences {
        let [source] = sentence.evidence.as_slice() else {
            panic!("a quotation has one source");
        };
        assert_eq!(sentence.text, WINGS[source.sentence.0 as usize]);
        assert_eq!(source.page, Some(1));
    }
    // a job that ended well is not in the list after a restart
    assert!(jobs.list().is_empty());
}

#[test]
fn a_scan_is_refused_and_stays_listed_until_dismissed() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let id = {
        let jobs = Jobs::open(&paths).unwrap();
        jobs.library()
            .put(&document("aa", &[]), "scan.pdf", "a")
            .unwrap();
        let job = jobs
            .summarize(&DocumentId("aa".into()), SummaryOptions::default())
            .unwrap();
        let JobState::Refused { reason } = ended(&jobs, job.id).state else {
            panic!("refused");
        };
        assert_eq!(reason.code(), ErrorCode::Scanned);
        job.id
    };
    let jobs = Jobs::open(&paths).unwrap();
    assert_eq!(jobs.list().len(), 1);
    jobs.dismiss(id);
    assert!(jobs.list().is_empty());
}

#[test]
fn an_unknown_document_or_a_missing_file_is_said() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let error = jobs
        .summarize(&DocumentId("none".into()), SummaryOptions::default())
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotInLibrary);

    let job = jobs.import(home.path().join("gone.pdf"), None).unwrap();
    let JobState::Refused { reason } = ended(&jobs, job.id).state else {
        panic!("refused");
    };
    assert_eq!(reason.code(), ErrorCode::NotFound);
}

#[test]
fn failures_that_an_earlier_version_kept_are_shown() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    drop(Library::open(&paths).unwrap());
    let input = r#"{"kind":"import","path":"/papers/scan.pdf","copy":null}"#;
    let states = [
        r#"{"kind":"refused","reason":{"code":"scanned","message":"The document is scanned: its 3 pages are pictures, without text to read.","hint":"Run it through character recognition first, for example with `ocrmypdf`."}}"#,
        r#"{"kind":"failed","reason":{"code":"defect","message":"Pagewing made a mistake while working on this.","hint":null}}"#,
    ];
    let database = rusqlite::Connection::open(paths.database()).unwrap();
    for state in states {
        database
            .execute(
                "INSERT INTO jobs (kind, name, input, document, state, done, starts)
                 VALUES ('\"import\"', 'scan.pdf', ?1, NULL, ?2, 0.5, 1)",
                [input, state],
            )
            .unwrap();
    }
    drop(database);
    let jobs = Jobs::open(&paths).unwrap();
    let reasons: Vec<Fault> = jobs
        .list()
        .into_iter()
        .filter_map(|job| match job.state {
            JobState::Refused { reason } | JobState::Failed { reason } => Some(reason),
            _ => None,
        })
        .collect();
    let said = "The document is scanned: its 3 pages are pictures, without text to read.";
    let advice = "Run it through character recognition first, for example with `ocrmypdf`.";
    let scanned = Fault::Earlier {
        said: said.into(),
        advice: Some(advice.into()),
    };
    assert_eq!(reasons, [scanned, Fault::Defect]);
}

/// Rows as a killed program leaves them.
fn left_behind(paths: &Paths, starts: u32) -> JobId {
    let library = Library::open(paths).unwrap();
    library
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    let input = Input::Summarize {
        document: DocumentId("aa".into()),
        options: SummaryOptions::default(),
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
}

fn board(home: &std::path::Path) -> (Library, Board) {
    let library = Library::open(&Paths::under(home)).unwrap();
    let board = Board::resume(&library, channel().0).unwrap();
    (library, board)
}

fn import_of(path: &str) -> Input {
    Input::Import {
        path: path.into(),
        copy: None,
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
        let task = board.begin(&library, JobKind::Import).unwrap();
        board.advance(task.id, Stage::Writing, 0.5);
        board.keep(&library, task.id);
        // the program is killed here
    }
    let (library, mut board) = board(home.path());
    assert!(board.begin(&library, JobKind::Import).is_some());
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
    let task = running.begin(&library, JobKind::Import).unwrap();
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
fn a_locked_file_waits_for_its_password_which_is_never_stored() {
    let home = tempfile::tempdir().unwrap();
    let (library, mut board) = board(home.path());
    let password = "open sesame".to_owned();
    let job = board
        .add(&library, "a".into(), import_of("a"), Some(password.clone()))
        .unwrap();
    let task = board.begin(&library, JobKind::Import).unwrap();
    assert_eq!(task.password, Some(password));
    board.end(&library, task.id, JobState::NeedsPassword { wrong: true });
    assert!(board.begin(&library, JobKind::Import).is_none());
    board.unlock(&library, job.id, "sesame".into());
    let task = board.begin(&library, JobKind::Import).unwrap();
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
    };
    use crate::assistant::summary::SummaryLength::{Long, Short};
    let mut add = |input| board.add(&library, "a".into(), input, None).unwrap().id;
    let first = add(wish(Short));
    assert_eq!(add(wish(Short)), first);
    assert_ne!(add(wish(Long)), first);
}

/// A model folder with random weights.
fn tiny_model() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model")
}

#[test]
fn a_chosen_model_writes_and_its_words_are_shown_as_they_come() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    jobs.library()
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    let id = DocumentId("aa".into());
    assert_eq!(jobs.model().unwrap(), None);
    let model = jobs.set_model(&tiny_model()).unwrap();
    assert_eq!(jobs.model().unwrap(), Some(model));

    let events = heard(&jobs);
    let options = SummaryOptions {
        length: SummaryLength::Medium,
        beams: Some(1),
        max_tokens: Some(12),
        ..SummaryOptions::default()
    };
    let job = jobs.summarize(&id, options).unwrap();
    let job = ended(&jobs, job.id);
    assert_eq!(job.state, JobState::Done);
    let summary = jobs.summary(&id).unwrap().unwrap();
    assert_eq!(
        summary.origin,
        SummaryOrigin::Model {
            name: "tiny-model".into()
        }
    );
    assert!(summary.complete && summary.draft.is_empty());
    assert!(!summary.sentences.is_empty());
    drop(jobs);
    let drafts = events
        .iter()
        .filter(|event| matches!(event, AppEvent::Summary { summary } if !summary.draft.is_empty()))
        .count();
    assert!(drafts > 0);

    // the choice survives a restart and can be undone
    let jobs = Jobs::open(&paths).unwrap();
    assert!(jobs.model().unwrap().is_some());
    jobs.forget_model().unwrap();
    assert_eq!(jobs.model().unwrap(), None);
}

#[test]
fn a_folder_that_is_no_model_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let chosen = jobs.set_model(&tiny_model()).unwrap();
    let error = jobs.set_model(home.path()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::ModelIncomplete);
    assert_eq!(jobs.model().unwrap(), Some(chosen));
}

#[test]
fn another_precision_is_another_model() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let id = sections().id;
    jobs.library().put(&sections(), "trains.txt", "a").unwrap();
    let exact = jobs.set_model(&tiny_model()).unwrap();
    let write_in = |precision| {
        jobs.set_settings(Settings {
            precision,
            ..jobs.settings()
        })
        .unwrap();
        let options = SummaryOptions {
            length: SummaryLength::Long,
            beams: Some(1),
            max_tokens: Some(24),
            ..SummaryOptions::default()
        };
        let job = jobs.summarize(&id, options).unwrap();
        ended(&jobs, job.id).state
    };
    // attention is never quite the same in two precisions
    let written = || jobs.summary(&id).unwrap().unwrap().sentences;
    assert_eq!(write_in(PrecisionChoice::Automatic), JobState::Done);
    let in_f32 = written();

    assert_eq!(write_in(PrecisionChoice::Int8), JobState::Done);
    let quantized = jobs.model().unwrap().unwrap();
    assert!(quantized.memory < exact.memory);
    let in_int8 = written();
    assert_ne!(in_int8, in_f32);

    // on a CPU; the kept summary stays
    let state = write_in(PrecisionChoice::F16);
    let JobState::Failed { reason } = state else {
        panic!("{state:?}");
    };
    assert_eq!(reason.code(), ErrorCode::PrecisionNotHere);
    assert_eq!(
        jobs.model().unwrap_err().code(),
        ErrorCode::PrecisionNotHere
    );
    assert_eq!(written(), in_int8);

    assert_eq!(write_in(PrecisionChoice::F32), JobState::Done);
    assert_eq!(written(), in_f32);
    assert_eq!(jobs.model().unwrap(), Some(exact));
}

/// A text in the library whose stored sentences come from an older version and differ from those of this one.
fn read_long_ago(jobs: &Jobs, paths: &Paths) -> DocumentId {
    let file = paths.database().with_file_name("wings.txt");
    std::fs::write(&file, WINGS.join(" ")).unwrap();
    let job = jobs.import(file, None).unwrap();
    let id = ended(jobs, job.id).document.unwrap();
    let limit = Instant::now() + Duration::from_secs(60);
    while !jobs.library().card(&id).unwrap().unwrap().summarized {
        assert!(Instant::now() < limit, "the summary did not come");
        std::thread::sleep(Duration::from_millis(5));
    }
    let connection = rusqlite::Connection::open(paths.database()).unwrap();
    let file: String = connection
        .query_row("SELECT file FROM documents", [], |row| row.get(0))
        .unwrap();
    let before = document(&id.0, &["Read wrongly, long ago."]);
    jobs.library().put(&before, "wings.txt", &file).unwrap();
    let summary = SummaryView {
        document: id.clone(),
        origin: SummaryOrigin::KeySentences,
        sentences: vec![],
        draft: String::new(),
        complete: true,
        remarks: vec![made_long_ago()],
        coverage: vec![],
    };
    jobs.library()
        .put_summary(&id, "old", &kept::kept(&summary))
        .unwrap();
    connection
        .execute("UPDATE documents SET extraction = 1", [])
        .unwrap();
    id
}

/// Distinguishes the summary of the old reading from a new one.
fn made_long_ago() -> Remark {
    Remark::AboutPages { first: 9, last: 9 }
}

#[test]
fn a_document_that_an_older_version_read_is_read_again_when_it_is_opened() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    let id = read_long_ago(&jobs, &paths);
    let view = jobs.document_view(&id).unwrap();
    let texts: Vec<_> = view.sentences.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(texts, WINGS);
    // and its summary, made from the old sentences, is written again
    for job in jobs.list() {
        ended(&jobs, job.id);
    }
    let summary = jobs.summary(&id).unwrap().unwrap();
    assert!(summary.remarks.is_empty(), "{:?}", summary.remarks);
}

#[test]
fn a_document_that_an_older_version_read_is_read_again_before_it_answers() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    let id = read_long_ago(&jobs, &paths);
    let (library, stop) = (jobs.library(), Arc::default());
    let renew = |id: &DocumentId| {
        let reread = read_again(library, id, &stop)?;
        Ok(matches!(reread, Reread::Done { forgotten: true }))
    };
    let request = answer::Request {
        shelf: Shelf::Library(library),
        scope: &Scope::Everything,
        question: "Which budget was approved, long ago?",
        reader: None,
        embedder: None,
        gist: None,
        renew: Some(&renew),
        top: 1,
        threads: None,
        stop: &stop,
    };
    let view = answer::answer(&request, &mut |_, _| {}).unwrap().view;
    let quoted = &view.passages[0];
    assert_eq!(quoted.text, WINGS[3]);
    assert_eq!(quoted.sentences, [SentenceId(3)]);
    assert_eq!(library.document(&id).unwrap().sentences.len(), WINGS.len());
    assert_eq!(library.outdated(&id).unwrap(), None);
}

#[test]
fn a_document_is_asked_alone_and_shows_passages_where_there_is_no_reader() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let library = jobs.library();
    let other = "The budget of the other council was approved as well.";
    library
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    library
        .put(&document("bb", &[other]), "budget.pdf", "b")
        .unwrap();
    assert_eq!(jobs.reader(), Ok(None));
    let events = heard(&jobs);
    let id = DocumentId("aa".into());
    let view = jobs.ask(&id, " Which budget was approved? ").unwrap();
    assert_eq!(view.question, "Which budget was approved?");
    assert_eq!(view.status, AnswerStatus::PassagesOnly);
    assert_eq!((view.reader, view.asked), (None, 1));
    assert_eq!(view.passages[0].text, WINGS[3]);
    assert!(view.passages.iter().all(|passage| passage.document == id));
    drop(jobs);
    let told = events
        .iter()
        .any(|event| matches!(event, AppEvent::Asking { document, .. } if document == id));
    assert!(told);
}

#[test]
fn what_cannot_be_asked_is_said() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let code = |id: &str, question| {
        let asked = jobs.ask(&DocumentId(id.into()), question);
        asked.err().map(|fault| fault.code())
    };
    jobs.library()
        .put(&document("aa", &[]), "scan.pdf", "a")
        .unwrap();
    assert_eq!(code("aa", " ? "), Some(ErrorCode::NoWords));
    assert_eq!(code("aa", "Who flew?"), Some(ErrorCode::Scanned));
    assert_eq!(code("bb", "Who flew?"), Some(ErrorCode::NoDocuments));
    jobs.close();
    assert_eq!(code("aa", "Who flew?"), Some(ErrorCode::Cancelled));
}

#[test]
fn a_document_whose_copy_is_gone_stays_as_it_was_read() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    let id = read_long_ago(&jobs, &paths);
    let (_, file) = jobs.library().outdated(&id).unwrap().unwrap();
    std::fs::remove_file(jobs.library().file_path(&file)).unwrap();
    for _ in 0..2 {
        let view = jobs.document_view(&id).unwrap();
        assert_eq!(view.sentences.len(), 1);
        let summary = jobs.summary(&id).unwrap().unwrap();
        assert_eq!(summary.remarks, [made_long_ago()]);
    }
}

/// A document of four sections, each too long to share a window.
fn sections() -> Document {
    let texts: Vec<String> = (0..40)
        .map(|n| {
            format!("The train number {n} was expected on time in the town by the wide river.")
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let parts: Vec<(&str, u8, &[&str])> =
        texts.chunks(10).map(|part| ("Trains", 1, part)).collect();
    crate::assistant::sample::sectioned(&parts)
}

/// A run is killed after two of four sections. The program starts again and takes the finished sections from the
/// library, where the test has marked them so that it recognizes them.
#[test]
fn a_killed_summary_goes_on_with_the_next_section() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let id = sections().id;
    let options = SummaryOptions {
        length: SummaryLength::Long,
        beams: Some(1),
        max_tokens: Some(10),
        ..SummaryOptions::default()
    };
    let recipe = {
        let jobs = Jobs::open(&paths).unwrap();
        jobs.library().put(&sections(), "trains.txt", "a").unwrap();
        jobs.set_model(&tiny_model()).unwrap();
        let model = crate::weights::ModelFolder::open(&tiny_model()).unwrap();
        crate::assistant::summary::recipe(&model, &options)
    };
    // what the killed run left: its row and two parts
    {
        let library = Library::open(&paths).unwrap();
        for part in [0, 1] {
            let mut kept = crate::assistant::summary::SummarySentence::sample(
                "Kept from before.",
                &[part * 10],
            );
            kept.section = Some(crate::document::SectionId(part));
            let sentences = kept::kept_sentences(&[kept]);
            let name = format!("0 {}-{}", part * 10, part * 10 + 10);
            library.put_part(&id, &recipe, &name, &sentences).unwrap();
        }
        let input = Input::Summarize {
            document: id.clone(),
            options,
        };
        library
            .add_job(&KeptJob {
                id: 0,
                kind: KeptJobKind::Summarize,
                name: "Trains".into(),
                input: serde_json::to_string(&input).unwrap(),
                document: Some(id.clone()),
                state: KeptJobState::Running,
                done: 0.5,
                starts: 1,
            })
            .unwrap();
    }
    let jobs = Jobs::open(&paths).unwrap();
    let [job] = jobs.list().try_into().unwrap();
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);
    let summary = jobs.summary(&id).unwrap().unwrap();
    let made: Vec<(bool, u32)> = summary
        .sentences
        .iter()
        .map(|s| (s.text == "Kept from before.", s.section.unwrap().0))
        .collect();
    let (kept, new): (Vec<_>, Vec<_>) = made.iter().partition(|(kept, _)| *kept);
    assert_eq!(kept, [(true, 0), (true, 1)]);
    assert!(
        !new.is_empty() && new.iter().all(|(_, section)| *section >= 2),
        "{made:?}"
    );
    // when the summary is finished, the library keeps it whole and deletes its parts
    assert_eq!(jobs.library().part(&id, &recipe, "0 0-10").unwrap(), None);
    assert!(jobs.library().summary_by(&id, &recipe).unwrap().is_some());
}

#[test]
fn a_damaged_settings_file_is_a_remark_about_the_start() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let remarks = || Jobs::open(&paths).unwrap().startup_remarks().to_vec();
    assert_eq!(remarks(), []);
    std::fs::create_dir_all(paths.settings().parent().unwrap()).unwrap();
    std::fs::write(paths.settings(), "{\"theme\": \"da").unwrap();
    let aside = paths.settings().with_extension("broken-1.json");
    let kept_as = aside.display().to_string();
    assert_eq!(remarks(), [StartupRemark::SettingsReplaced { kept_as }]);
    // the next start finds nothing wrong
    assert_eq!(remarks(), []);
}

/// A summary as the first version wrote it: the whole view, with remarks as sentences.
#[test]
fn a_summary_of_the_first_version_is_shown_with_its_remarks_as_facts() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    let read = Document {
        notes: vec![Note::ScannedPages { pages: vec![2] }],
        ..document("aa", &WINGS)
    };
    jobs.library().put(&read, "wings.pdf", "a").unwrap();
    let first = r#"{"document":"aa","origin":{"kind":"key_sentences"},"sentences":[{"text":"Large birds rest on their wings while the wind carries them over water.","evidence":[{"sentence":1,"page":1,"weight":1.0}],"support":null,"section":null}],"draft":"","complete":true,"remarks":["About page 1 only.","Page 2 is a picture and was not read."],"coverage":[{"page":1,"share":0.25}]}"#;
    rusqlite::Connection::open(paths.database())
        .unwrap()
        .execute(
            "INSERT INTO summaries (document, recipe, made_at, summary)
             SELECT number, 'key_sentences 2 Medium false Pages { first: 1, last: 1 }', 5, ?1
             FROM documents",
            [first],
        )
        .unwrap();
    let summary = jobs.summary(&read.id).unwrap().unwrap();
    assert_eq!(
        summary.remarks,
        [
            Remark::AboutPages { first: 1, last: 1 },
            Remark::Note {
                note: Note::ScannedPages { pages: vec![2] }
            },
        ]
    );
    assert_eq!(summary.sentences[0].text, WINGS[1]);
    assert_eq!(summary.sentences[0].evidence[0].sentence, SentenceId(1));
    assert!(summary.complete && summary.coverage[0].share == 0.25);
}
