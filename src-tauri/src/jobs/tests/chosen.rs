//! The models that a person chose are used, and what happens when one of them is gone.

use super::*;

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
    jobs.use_model(ModelRole::Writes, None).unwrap();
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

/// A copy of the small model that a test can damage.
fn copied_model(to: &Path) -> PathBuf {
    let copy = to.join("a model");
    std::fs::create_dir(&copy).unwrap();
    for entry in std::fs::read_dir(tiny_model()).unwrap().flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
        }
    }
    copy
}

fn reports(events: Receiver<AppEvent>) -> Vec<(ModelRole, ErrorCode)> {
    let reported = |event| match event {
        AppEvent::ModelUnusable { role, reason } => Some((role, reason.code())),
        _ => None,
    };
    events.iter().filter_map(reported).collect()
}

#[test]
fn without_its_model_a_document_gets_key_sentences_and_the_window_says_why() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    let id = DocumentId("aa".into());
    jobs.library()
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    let model = copied_model(home.path());
    jobs.set_model(&model).unwrap();
    let events = heard(&jobs);

    // weights that end too early show only when they are loaded
    let weights = model.join("model.safetensors");
    let whole = std::fs::read(&weights).unwrap();
    std::fs::write(&weights, &whole[..whole.len() / 2]).unwrap();
    let job = jobs.summarize(&id, SummaryOptions::default()).unwrap();
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);

    std::fs::remove_dir_all(&model).unwrap();
    let options = SummaryOptions {
        length: SummaryLength::Short,
        ..SummaryOptions::default()
    };
    let job = jobs.summarize(&id, options).unwrap();
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);
    let summary = jobs.summary(&id).unwrap().unwrap();
    assert_eq!(summary.origin, SummaryOrigin::KeySentences);
    // the disk may come back
    assert_eq!(jobs.settings().model.as_deref(), model.to_str());
    drop(jobs);
    assert_eq!(
        reports(events),
        [
            (ModelRole::Writes, ErrorCode::ModelTruncated),
            (ModelRole::Writes, ErrorCode::ModelMissing)
        ]
    );
}

#[test]
fn without_its_reader_a_question_is_answered_with_passages() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    jobs.library()
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    jobs.set_settings(Settings {
        reader: Some(home.path().join("gone").display().to_string()),
        finder: Some(tiny_model().display().to_string()),
        ..jobs.settings()
    })
    .unwrap();
    let events = heard(&jobs);
    let view = ask(
        &jobs,
        &DocumentId("aa".into()),
        "Which budget was approved?",
    )
    .unwrap();
    assert!(matches!(view.status, AnswerStatus::PassagesOnly { .. }));
    assert_eq!(view.passages[0].text, WINGS[3]);
    drop(jobs);
    assert_eq!(
        reports(events),
        [
            (ModelRole::Reads, ErrorCode::ModelMissing),
            (ModelRole::Finds, ErrorCode::ModelWrongArchitecture)
        ]
    );
}

#[test]
fn an_idle_model_leaves_the_memory_and_the_shelf_shows_it() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    jobs.library()
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    jobs.set_model(&tiny_model()).unwrap();
    let held = || {
        let shelf = jobs.models().unwrap();
        let card = shelf
            .models
            .into_iter()
            .find(|card| card.in_use && card.role == ModelRole::Writes);
        card.unwrap().loaded_bytes
    };
    assert_eq!(held(), 0);
    let options = SummaryOptions {
        beams: Some(1),
        max_tokens: Some(8),
        ..SummaryOptions::default()
    };
    let job = jobs.summarize(&DocumentId("aa".into()), options).unwrap();
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);
    let limit = Instant::now() + Duration::from_secs(20);
    let until = |wanted: bool| {
        while (held() > 0) != wanted {
            assert!(Instant::now() < limit, "the shelf does not follow");
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    until(true);
    jobs.shared.writer.keep_for(Duration::from_millis(20));
    until(false);
    let job = jobs
        .summarize(
            &DocumentId("aa".into()),
            SummaryOptions {
                beams: Some(1),
                max_tokens: Some(9),
                ..SummaryOptions::default()
            },
        )
        .unwrap();
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);
    jobs.free_memory();
    until(false);
}

#[test]
fn a_chosen_reader_answers_without_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    jobs.library()
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    // the starter model, chosen by hand: these tests go without it otherwise
    let reader = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/starter");
    let ask = || {
        let asked = ask(
            &jobs,
            &DocumentId("aa".into()),
            "Which budget was approved?",
        );
        asked.unwrap().reader
    };
    assert_eq!(ask(), None);
    jobs.set_settings(Settings {
        reader: Some(reader.display().to_string()),
        finder: Some(reader.display().to_string()),
        ..jobs.settings()
    })
    .unwrap();
    assert_eq!(ask().as_deref(), Some("starter model"));
    jobs.use_model(ModelRole::Reads, None).unwrap();
    assert_eq!(ask(), None);
}
