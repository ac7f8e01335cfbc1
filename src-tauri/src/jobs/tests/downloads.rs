//! From the click to the written summary: a repository on loopback, a small model, and everything that can come between.

use super::server::Hub;
use super::*;
use crate::weights::store::{ModelId, ModelRole, ModelState};
use crate::weights::{FastCopy, ModelCard, ModelOrigin};

const NAME: &str = "pagewing/tiny";

fn id() -> ModelId {
    ModelId(NAME.into())
}

/// Jobs in `home` that download from this server.
fn jobs_from(hub: &Hub, home: &Path) -> Jobs {
    let jobs = Jobs::open(&Paths::under(home)).unwrap();
    jobs.set_settings(Settings {
        mirror: Some(hub.url()),
        ..jobs.settings()
    })
    .unwrap();
    jobs
}

fn card(jobs: &Jobs) -> Option<ModelCard> {
    let shelf = jobs.models().unwrap();
    shelf.models.into_iter().find(|card| card.id == id())
}

/// Bytes after which the weights, the last file, are arriving.
const AMONG_THE_WEIGHTS: u64 = 300_000;

/// Waits until the job has received this many bytes.
fn receives(jobs: &Jobs, job: JobId, bytes: u64) -> JobView {
    let limit = Instant::now() + Duration::from_secs(60);
    while Instant::now() < limit {
        let view = jobs.job(job).unwrap();
        if view.transfer.is_some_and(|transfer| transfer.bytes > bytes) {
            return view;
        }
        assert!(
            matches!(view.state, JobState::Queued | JobState::Running),
            "{view:?}"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("nothing arrives");
}

#[test]
fn one_click_ends_in_a_written_summary() {
    let (home, hub) = (tempfile::tempdir().unwrap(), Hub::serve(&tiny_model()));
    let jobs = jobs_from(&hub, home.path());
    let document_id = DocumentId("aa".into());
    jobs.library()
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    let events = heard(&jobs);

    let job = jobs
        .download_model(&id(), Some(document_id.clone()))
        .unwrap();
    assert_eq!((job.kind, job.model), (JobKind::Download, Some(id())));
    let ended_job = ended(&jobs, job.id);
    assert_eq!(ended_job.state, JobState::Done, "{ended_job:?}");

    let card = card(&jobs).unwrap();
    assert_eq!(card.state, ModelState::Ready);
    assert_eq!((card.role, card.in_use), (ModelRole::Writes, true));
    // the conversion ran by itself, and the original went
    assert!(
        matches!(
            card.fast_copy,
            FastCopy::Made {
                original_bytes: 0,
                ..
            }
        ),
        "{card:?}"
    );
    assert!(card.seconds.is_some_and(|seconds| seconds > 0.0));
    assert_eq!(jobs.settings().model, card.folder);

    let summarized = jobs.list().into_iter().last().unwrap();
    assert_eq!(summarized.kind, JobKind::Summarize);
    assert_eq!(ended(&jobs, summarized.id).state, JobState::Done);
    let summary = jobs.summary(&document_id).unwrap().unwrap();
    assert!(
        matches!(summary.origin, SummaryOrigin::Model { .. }),
        "{summary:?}"
    );

    drop(jobs);
    let seen: Vec<JobView> = events
        .iter()
        .filter_map(|event| match event {
            AppEvent::Job { job } if job.kind == JobKind::Download => Some(job),
            _ => None,
        })
        .collect();
    assert!(seen.is_sorted_by_key(|job| job.done), "{seen:?}");
    let stages: Vec<Stage> = seen.iter().map(|job| job.stage).collect();
    for stage in [Stage::Downloading, Stage::Converting, Stage::Measuring] {
        assert!(stages.contains(&stage), "{stage:?} is not in {stages:?}");
    }
    // each connection is on record, and the server saw no other
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let history = jobs.network().unwrap();
    assert_eq!(history.connections as usize, hub.asked().len());
}

#[test]
fn a_second_wish_joins_the_running_download() {
    let (home, hub) = (tempfile::tempdir().unwrap(), Hub::serve(&tiny_model()));
    hub.slow_down(Duration::from_millis(20));
    let jobs = jobs_from(&hub, home.path());
    jobs.library()
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    let first = jobs.download_named(NAME).unwrap();
    receives(&jobs, first.id, 0);
    let second = jobs
        .download_model(&id(), Some(DocumentId("aa".into())))
        .unwrap();
    assert_eq!(first.id, second.id);
    hub.slow_down(Duration::ZERO);
    assert_eq!(ended(&jobs, first.id).state, JobState::Done);
    // the later wish was for a summary
    let last = jobs.list().into_iter().last().unwrap();
    assert_eq!(last.kind, JobKind::Summarize);
}

#[test]
fn a_download_is_paused_and_goes_on_where_it_was() {
    let (home, hub) = (tempfile::tempdir().unwrap(), Hub::serve(&tiny_model()));
    hub.slow_down(Duration::from_millis(4));
    let jobs = jobs_from(&hub, home.path());
    let job = jobs.download_named(NAME).unwrap();
    receives(&jobs, job.id, AMONG_THE_WEIGHTS);
    let before = Instant::now();
    jobs.cancel(job.id);
    assert_eq!(ended(&jobs, job.id).state, JobState::Cancelled);
    assert!(before.elapsed() < Duration::from_secs(5));
    let state = card(&jobs).unwrap().state;
    assert!(
        matches!(state, ModelState::Partial { bytes, .. } if bytes > 0),
        "{state:?}"
    );

    hub.slow_down(Duration::ZERO);
    let again = jobs.download_model(&id(), None).unwrap();
    assert_eq!(again.id, job.id);
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);
    let shelf = card(&jobs).unwrap();
    assert_eq!(shelf.state, ModelState::Ready);
    // no model was chosen before, so the first one that is ready is
    assert!(shelf.in_use);
    let resumed = |asked: &String| !asked.ends_with(" 0");
    assert!(hub.asked().iter().any(resumed), "{:?}", hub.asked());
}

#[test]
fn a_download_survives_the_end_of_the_program_again_and_again() {
    let (home, hub) = (tempfile::tempdir().unwrap(), Hub::serve(&tiny_model()));
    hub.slow_down(Duration::from_millis(30));
    let job = {
        let jobs = jobs_from(&hub, home.path());
        let job = jobs.download_named(NAME).unwrap().id;
        receives(&jobs, job, 0);
        job
    };
    // a kill leaves the row as a running one
    for _ in 0..3 {
        let library = Library::open(&Paths::under(home.path())).unwrap();
        let mut row = library.jobs().unwrap().remove(0);
        row.state = KeptJobState::Running;
        library.update_job(&row).unwrap();
        drop(library);
        let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
        receives(&jobs, job, 0);
    }
    hub.slow_down(Duration::ZERO);
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    assert_eq!(ended(&jobs, job).state, JobState::Done);
    assert_eq!(card(&jobs).unwrap().state, ModelState::Ready);
}

#[test]
fn a_download_that_fails_says_why_and_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let empty = tempfile::tempdir().unwrap();
    let hub = Hub::serve(empty.path());
    let jobs = jobs_from(&hub, home.path());
    let job = jobs.download_named(NAME).unwrap();
    let JobState::Failed { reason } = ended(&jobs, job.id).state else {
        panic!("it cannot be done");
    };
    assert_eq!(reason.code(), ErrorCode::RepositoryIncomplete);
    assert_eq!(card(&jobs), None);
    assert_eq!(jobs.settings().model, None);
    let refused = jobs.download_named("not a/name/at all").unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NotAModelName);
    // as a person writes it into the file, or an older version did
    let wrong = Settings {
        mirror: Some("hub without a scheme".into()),
        ..jobs.settings()
    };
    settings::save(&Paths::under(home.path()).settings(), &wrong).unwrap();
    jobs.shared.take_over_settings();
    let job = jobs.download_named(NAME).unwrap();
    let JobState::Failed { reason } = ended(&jobs, job.id).state else {
        panic!("it cannot be done");
    };
    assert_eq!(reason.code(), ErrorCode::NotAnAddress);
}

#[test]
fn a_folder_is_linked_and_gets_a_fast_copy() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let offer = jobs.offered_model(&tiny_model()).unwrap().unwrap();
    assert_eq!(offer.role, ModelRole::Writes);
    assert!(offer.fast_copy_bytes.is_some_and(|bytes| bytes > 0));
    assert_eq!(jobs.offered_model(home.path()).unwrap(), None);

    let job = jobs.add_model(&tiny_model(), false, true).unwrap();
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);
    let model = jobs.job(job.id).unwrap().model.unwrap();
    let shelf = jobs.models().unwrap();
    let card = shelf.models.iter().find(|card| card.id == model).unwrap();
    assert!(
        matches!(card.origin, ModelOrigin::Linked { .. }),
        "{card:?}"
    );
    assert!(matches!(card.fast_copy, FastCopy::Made { .. }), "{card:?}");
    assert!(card.in_use);
    assert_eq!(jobs.settings().model, card.folder);
    // the person's own folder stays
    let shelf = jobs.remove_model(&model).unwrap();
    assert!(shelf.models.iter().all(|card| card.id != model));
    assert!(tiny_model().join("config.json").is_file());
    assert_eq!(jobs.settings().model, None);
}

#[test]
fn a_file_that_changed_is_found_and_another_model_can_be_used() {
    let (home, hub) = (tempfile::tempdir().unwrap(), Hub::serve(&tiny_model()));
    let jobs = jobs_from(&hub, home.path());
    jobs.set_settings(Settings {
        keep_original: true,
        ..jobs.settings()
    })
    .unwrap();
    let job = jobs.download_named(NAME).unwrap();
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);
    let verified = jobs.verify_model(&id()).unwrap();
    assert_eq!(ended(&jobs, verified.id).state, JobState::Done);

    let folder = card(&jobs).unwrap().folder.unwrap();
    let weights = Path::new(&folder).join("model.safetensors");
    let mut bytes = std::fs::read(&weights).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&weights, bytes).unwrap();
    let verified = jobs.verify_model(&id()).unwrap();
    let JobState::Failed { reason } = ended(&jobs, verified.id).state else {
        panic!("a bit is another one");
    };
    assert_eq!(reason.code(), ErrorCode::ModelFilesWrong);
    let state = card(&jobs).unwrap().state;
    assert!(matches!(state, ModelState::Damaged { .. }), "{state:?}");
    let refused = jobs.use_model(ModelRole::Writes, Some(&id())).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::ModelNotReady);
    assert_eq!(jobs.settings().model, None, "it was the chosen one");
}

#[test]
fn a_folder_that_earlier_settings_name_gets_its_fast_copy_too() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    jobs.set_model(&tiny_model()).unwrap();
    let in_use = |jobs: &Jobs| {
        let shelf = jobs.models().unwrap();
        let mut used = shelf.models.into_iter().filter(|card| card.in_use);
        used.find(|card| card.role == ModelRole::Writes).unwrap()
    };
    let before = in_use(&jobs);
    assert!(
        matches!(before.fast_copy, FastCopy::Possible { .. }),
        "{before:?}"
    );
    let job = jobs.make_fast_copy(&before.id).unwrap();
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);
    let after = in_use(&jobs);
    assert!(
        matches!(after.fast_copy, FastCopy::Made { .. }),
        "{after:?}"
    );
    assert_eq!(jobs.settings().model, after.folder);
    assert_ne!(before.folder, after.folder);
}
