//! Documents that an older version read are read again.

use super::*;
use crate::assistant::summary::{Focus, key_sentences};
use crate::document::SectionId;

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
        options: SummaryOptions::default(),
        sentences: vec![],
        draft: String::new(),
        complete: true,
        remarks: vec![made_long_ago()],
        coverage: vec![],
        version: None,
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
    let events = heard(&jobs);
    let view = jobs.document_view(&id).unwrap();
    // the window learns which document has other sentences now
    let read_again = AppEvent::ReadAgain {
        document: id.clone(),
    };
    let limit = Duration::from_secs(60);
    while events.recv_timeout(limit).unwrap() != read_again {}
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
fn a_document_that_is_read_again_is_summarized_as_the_person_chose() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    let id = read_long_ago(&jobs, &paths);
    let chosen = SummaryOptions {
        length: SummaryLength::Long,
        sections: true,
        focus: Focus::Section {
            section: SectionId(0),
        },
        ..SummaryOptions::default()
    };
    let shown = jobs.library().shown_version(&id).unwrap().unwrap();
    jobs.library()
        .put_summary(&id, &key_sentences::recipe(&chosen), &shown.summary)
        .unwrap();
    jobs.document_view(&id).unwrap();
    for job in jobs.list() {
        ended(&jobs, job.id);
    }
    let summary = jobs.summary(&id).unwrap().unwrap();
    assert!(summary.remarks.is_empty(), "{:?}", summary.remarks);
    // the section was one of the old reading
    let now = SummaryOptions {
        focus: Focus::Whole,
        ..chosen
    };
    assert_eq!(summary.options, now);
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
        budget: answer::Budget::generous(),
        early: None,
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
