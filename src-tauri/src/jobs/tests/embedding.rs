//! Passages are embedded in the background.

use super::*;
use crate::library::Embedded;
use crate::weights::EmbedderFolder;

/// The starter model, chosen by hand: these tests go without it otherwise.
fn starter() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/starter")
}

fn choose_finder(jobs: &Jobs, folder: &Path) {
    let finder = Some(folder.display().to_string());
    jobs.set_settings(Settings {
        finder,
        ..jobs.settings()
    })
    .unwrap();
}

fn embedded(jobs: &Jobs) -> Embedded {
    let folder = EmbedderFolder::open(&starter()).unwrap();
    jobs.library().embedded(&folder.fingerprint).unwrap()
}

/// Waits until as many documents as `lacking` have passages without vectors.
fn until_lacking(jobs: &Jobs, lacking: usize) {
    let limit = Instant::now() + Duration::from_secs(240);
    while embedded(jobs).lacking.len() != lacking {
        assert!(Instant::now() < limit, "{:?}", embedded(jobs));
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A document of many passages.
fn long(id: &str) -> Document {
    let texts: Vec<String> = (0..1500)
        .map(|n| {
            format!("The train number {n} was expected on time in the town by the wide river.")
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    document(id, &texts)
}

#[test]
fn all_passages_get_vectors_although_nobody_asks_and_the_list_stays_empty() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    for id in ["aa", "bb"] {
        let document = document(id, &WINGS);
        jobs.library().put(&document, "wings.pdf", "a").unwrap();
    }
    assert_eq!(embedded(&jobs).lacking.len(), 2);
    let events = heard(&jobs);
    choose_finder(&jobs, &starter());
    until_lacking(&jobs, 0);
    assert_eq!(jobs.list(), []);
    drop(jobs);
    let last = events.iter().filter_map(|event| match event {
        AppEvent::Embedding { embedded, passages } => Some((embedded, passages)),
        _ => None,
    });
    let (done, all) = last.last().unwrap();
    assert!(done == all && all >= 2, "{done} of {all}");
}

#[test]
fn it_goes_on_where_the_last_run_stopped() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let jobs = Jobs::open(&paths).unwrap();
    jobs.library().put(&long("aa"), "trains.pdf", "a").unwrap();
    choose_finder(&jobs, &starter());
    let limit = Instant::now() + Duration::from_secs(60);
    while embedded(&jobs).done() == 0 {
        assert!(Instant::now() < limit, "nothing is embedded");
        std::thread::sleep(Duration::from_millis(1));
    }
    let closing = Instant::now();
    drop(jobs);
    assert!(closing.elapsed() < Duration::from_secs(10));
    let library = Library::open(&paths).unwrap();
    let folder = EmbedderFolder::open(&starter()).unwrap();
    let before = library.embedded(&folder.fingerprint).unwrap();
    assert!(before.done() > 0);
    drop(library);
    let jobs = Jobs::open(&paths).unwrap();
    until_lacking(&jobs, 0);
}

#[test]
fn it_rests_while_somebody_else_needs_the_machine() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    jobs.library().put(&long("aa"), "trains.pdf", "a").unwrap();
    let held = jobs.shared.rest.hold();
    choose_finder(&jobs, &starter());
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(embedded(&jobs).done(), 0);
    drop(held);
    until_lacking(&jobs, 0);
}

#[test]
fn a_question_stops_it_and_it_goes_on_afterwards() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    jobs.library().put(&long("aa"), "trains.pdf", "a").unwrap();
    choose_finder(&jobs, &starter());
    for number in [11, 777] {
        let question = format!("When was train {number} expected?");
        let view = ask(&jobs, &DocumentId("aa".into()), &question).unwrap();
        assert!(view.passages[0].text.contains(&number.to_string()));
    }
    until_lacking(&jobs, 0);
}

#[test]
fn a_removed_document_waits_until_it_is_restored() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let held = jobs.shared.rest.hold();
    for id in ["aa", "bb"] {
        let document = document(id, &WINGS);
        jobs.library().put(&document, "wings.pdf", "a").unwrap();
    }
    choose_finder(&jobs, &starter());
    let removed = DocumentId("aa".into());
    jobs.remove(std::slice::from_ref(&removed)).unwrap();
    drop(held);
    until_lacking(&jobs, 0);
    let folder = EmbedderFolder::open(&starter()).unwrap();
    let shelf = Shelf::Library(jobs.library());
    let left = || {
        let numbers = shelf.passages_without_vector(&folder.fingerprint, &removed);
        numbers.unwrap().len()
    };
    assert!(left() > 0);
    jobs.restore(std::slice::from_ref(&removed)).unwrap();
    until_lacking(&jobs, 0);
    assert_eq!(left(), 0);
}

#[test]
fn a_damaged_model_is_set_aside_and_another_one_takes_its_place() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    jobs.library()
        .put(&document("aa", &WINGS), "wings.pdf", "a")
        .unwrap();
    let damaged = home.path().join("damaged");
    std::fs::create_dir(&damaged).unwrap();
    for file in std::fs::read_dir(starter()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), damaged.join(file.file_name())).unwrap();
    }
    // the header stays, and the weights end too early
    let weights = std::fs::OpenOptions::new()
        .write(true)
        .open(damaged.join("model.safetensors"))
        .unwrap();
    weights.set_len(1 << 20).unwrap();
    choose_finder(&jobs, &damaged);
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(jobs.list(), []);
    choose_finder(&jobs, &starter());
    until_lacking(&jobs, 0);
}
