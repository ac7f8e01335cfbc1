//! Summaries are made, shown, kept, and continued after a kill.

use super::*;
use crate::settings::AfterReading;

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
        // years are looked for when the job has ended, so the list may change after it
        let last = events.iter().rev().find_map(|event| match event {
            AppEvent::Job { job } => Some(job),
            _ => None,
        });
        let job = last.expect("the job is told of");
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
fn a_file_that_comes_again_leaves_the_summary_that_was_chosen() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    let file = home.path().join("wings.txt");
    std::fs::write(&file, WINGS.join(" ")).unwrap();
    let job = jobs.import(file.clone(), None).unwrap();
    let id = ended(&jobs, job.id).document.unwrap();
    let short = SummaryOptions {
        length: SummaryLength::Short,
        ..SummaryOptions::default()
    };
    let job = jobs.summarize(&id, short.clone()).unwrap();
    ended(&jobs, job.id);
    let again = jobs.import(file, None).unwrap();
    assert_eq!(ended(&jobs, again.id).document, Some(id.clone()));
    for job in jobs.list() {
        ended(&jobs, job.id);
    }
    assert_eq!(jobs.summary(&id).unwrap().unwrap().options, short);
}

#[test]
fn a_document_that_was_read_becomes_what_the_person_wants() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    jobs.set_model(&tiny_model()).unwrap();
    let read = |after_reading, name: &str| {
        jobs.set_settings(Settings {
            after_reading,
            ..jobs.settings()
        })
        .unwrap();
        let file = home.path().join(name);
        std::fs::write(&file, format!("{name}. {}", WINGS.join(" "))).unwrap();
        let job = jobs.import(file, None).unwrap();
        let id = ended(&jobs, job.id).document.unwrap();
        // the jobs that follow from it
        for job in jobs.list() {
            ended(&jobs, job.id);
        }
        jobs.summary(&id).unwrap().map(|summary| summary.origin)
    };
    assert_eq!(read(AfterReading::ReadOnly, "read.txt"), None);
    let quoted = read(AfterReading::KeySentences, "quoted.txt");
    assert_eq!(quoted, Some(SummaryOrigin::KeySentences));
    let written = read(AfterReading::Summary, "written.txt");
    assert!(matches!(written, Some(SummaryOrigin::Model { .. })));
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
            quoted: false,
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

/// A person changes the summary, has it made again at another length, and takes changes back.
#[test]
fn what_a_person_changed_is_in_the_next_summary_and_can_be_taken_back() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let id = DocumentId("aa".into());
    jobs.library()
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    let summarize = |length| {
        let options = SummaryOptions {
            length,
            ..SummaryOptions::default()
        };
        let job = jobs.summarize(&id, options).unwrap();
        assert_eq!(ended(&jobs, job.id).state, JobState::Done);
        jobs.summary(&id).unwrap().unwrap()
    };
    let made = summarize(SummaryLength::Medium);
    let version = made.version.unwrap();
    assert!(version.shown && !version.changed && !version.undo);
    let rewrite = SummaryChange::Rewrite {
        sentence: 0,
        text: "My own words.".into(),
    };
    let mine = jobs.change_summary(&id, version.id, &rewrite).unwrap();
    assert!(mine.version.unwrap().changed);
    assert!(mine.sentences[0].yours && mine.sentences[0].support.is_none());
    assert_eq!(jobs.summary(&id).unwrap().unwrap(), mine);

    let short = summarize(SummaryLength::Short);
    let yours = short.sentences.iter().filter(|sentence| sentence.yours);
    assert_eq!(yours.count(), 1);
    // the words that were replaced do not come again
    assert!(
        short
            .sentences
            .iter()
            .all(|sentence| sentence.text != made.sentences[0].text)
    );
    // what was carried over is a change, which can be taken back
    let bare = jobs.undo_summary(&id, short.version.unwrap().id).unwrap();
    assert!(bare.sentences.iter().all(|sentence| !sentence.yours));
    assert!(matches!(
        jobs.undo_summary(&id, bare.version.unwrap().id),
        Err(Fault::NotKept)
    ));

    let versions = jobs.summary_versions(&id).unwrap();
    assert_eq!(versions.len(), 3, "{versions:?}");
    let back = jobs.show_summary(&id, mine.version.unwrap().id).unwrap();
    assert_eq!(back.sentences, mine.sentences);
    assert_eq!(jobs.summary(&id).unwrap().unwrap(), back);
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
            "INSERT INTO summary_versions (document, recipe, made_at, changed, shown, summary)
             SELECT id, 'key_sentences 2 Medium false Pages { first: 1, last: 1 }', 5, 0, 1, ?1
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
