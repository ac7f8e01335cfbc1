//! Files and folders that a person gives: very many are asked about.

use super::*;

/// Folders with so many files each.
fn papers(home: &Path, folders: &[(&str, usize)]) -> Vec<PathBuf> {
    let made = folders.iter().map(|(name, files)| {
        let folder = home.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for n in 0..*files {
            std::fs::write(folder.join(format!("{n:03}.txt")), WINGS.join(" ")).unwrap();
        }
        folder
    });
    made.collect()
}

/// Jobs that wait, so that nothing is read here.
fn resting(home: &Path) -> Jobs {
    let jobs = Jobs::open(&Paths::under(home)).unwrap();
    let settings = Settings {
        paused: true,
        ..jobs.settings()
    };
    jobs.set_settings(settings).unwrap();
    jobs
}

#[test]
fn a_folder_is_read_and_very_many_files_are_asked_about_first() {
    let home = tempfile::tempdir().unwrap();
    let given = papers(home.path(), &[("few", 3), ("many", 201)]);
    let [few, many] = given.try_into().unwrap();
    let jobs = resting(home.path());
    let events = heard(&jobs);
    let names = |jobs: Vec<JobView>| jobs.into_iter().map(|job| job.name).collect::<Vec<_>>();
    let taken = names(jobs.take(vec![few.clone()]).unwrap());
    assert_eq!(taken, ["000.txt", "001.txt", "002.txt"]);
    assert_eq!(jobs.many_files(), None);

    assert!(jobs.take(vec![many.clone()]).unwrap().is_empty());
    assert_eq!(jobs.many_files(), Some(201));
    let wait = Duration::from_secs(20);
    let asked = || match events.recv_timeout(wait).unwrap() {
        AppEvent::ManyFiles { files } => Some(files),
        _ => None,
    };
    let first = std::iter::repeat_with(asked).find_map(|files| files);
    assert_eq!(first, Some(201));
    // the same once more, with others, is one question
    jobs.take(vec![many, few]).unwrap();
    assert_eq!(jobs.many_files(), Some(204));

    assert!(jobs.take_many(false).unwrap().is_empty());
    assert_eq!(jobs.many_files(), None);
    assert_eq!(jobs.list().len(), 3);
}

#[test]
fn files_that_were_asked_about_are_read_when_the_person_says_so() {
    let home = tempfile::tempdir().unwrap();
    let given = papers(home.path(), &[("many", 201)]);
    let jobs = resting(home.path());
    jobs.take(given).unwrap();
    assert_eq!(jobs.take_many(true).unwrap().len(), 201);
    assert_eq!(jobs.many_files(), None);
    assert_eq!(jobs.list().len(), 201);
    // nobody was asked about anything else
    assert!(jobs.take_many(true).unwrap().is_empty());
}
