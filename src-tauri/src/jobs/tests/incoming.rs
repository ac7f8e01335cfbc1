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
fn no_folder_is_looked_through_any_further_once_the_program_closes() {
    let home = tempfile::tempdir().unwrap();
    let [folder] = papers(home.path(), &[("few", 3)]).try_into().unwrap();
    let jobs = resting(home.path());
    jobs.close();
    assert!(jobs.take(vec![folder.clone()]).unwrap().is_empty());
    assert!(jobs.watch_folder(&folder).unwrap().is_empty());
    assert!(jobs.list().is_empty() && jobs.settings().watched.is_empty());
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

#[test]
fn what_appears_in_a_watched_folder_is_read_once_and_nobody_waits_for_it() {
    let home = tempfile::tempdir().unwrap();
    let [folder] = papers(home.path(), &[("watched", 2)]).try_into().unwrap();
    let jobs = resting(home.path());
    let taken = jobs.watch_folder(&folder).unwrap();
    assert_eq!(taken.len(), 2);
    assert!(taken.iter().all(|job| !job.by_itself));
    let watched = || jobs.settings().watched;
    assert_eq!(watched(), [folder.display().to_string()]);
    // once more is the same
    jobs.watch_folder(&folder).unwrap();
    assert_eq!((watched().len(), jobs.list().len()), (1, 2));

    std::fs::write(folder.join("new.txt"), WINGS.join(" ")).unwrap();
    let limit = Instant::now() + Duration::from_secs(60);
    let new = loop {
        let new = jobs.list().into_iter().find(|job| job.name == "new.txt");
        if let Some(new) = new {
            break new;
        }
        assert!(Instant::now() < limit, "nobody has looked");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(new.by_itself);
    // what a person does not want does not come back, and what is gone from the folder stays
    jobs.cancel(new.id);
    jobs.dismiss(new.id);
    std::fs::remove_file(folder.join("000.txt")).unwrap();
    drop(jobs);
    let jobs = resting(home.path());
    let names: Vec<_> = jobs.list().into_iter().map(|job| job.name).collect();
    assert_eq!(names, ["000.txt", "001.txt"]);
    let files = ["001.txt", "new.txt"].map(|name| folder.join(name));
    assert_eq!(jobs.library().new_among(files.into()).unwrap().len(), 0);
    // a person who drops it has it read
    let dropped = jobs.take(vec![folder.join("new.txt")]).unwrap();
    assert!(dropped.iter().all(|job| !job.by_itself));
}

#[test]
fn files_with_one_content_are_one_document_with_their_names() {
    let home = tempfile::tempdir().unwrap();
    let given = papers(home.path(), &[("same", 6)]);
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let taken = jobs.take(given).unwrap();
    let ids: Vec<_> = taken
        .iter()
        .map(|job| ended(&jobs, job.id).document.unwrap())
        .collect();
    let id = ids[0].clone();
    assert_eq!(ids, vec![id.clone(); 6]);
    assert_eq!(jobs.details(&id).unwrap().names.len(), 6);
}

#[test]
fn what_appears_in_a_watched_folder_does_not_bring_back_what_a_person_removed() {
    let home = tempfile::tempdir().unwrap();
    let [folder] = papers(home.path(), &[("same", 2)]).try_into().unwrap();
    let [first, second] = ["000.txt", "001.txt"].map(|name| folder.join(name));
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let read = jobs.import(first, None).unwrap();
    let id = ended(&jobs, read.id).document.unwrap();
    jobs.remove(std::slice::from_ref(&id)).unwrap();
    let appeared = jobs.shared.take(vec![second.clone()], true).unwrap();
    assert_eq!(ended(&jobs, appeared[0].id).state, JobState::Done);
    assert!(jobs.library().card(&id).unwrap().is_none());
    // who drops it wants it back
    let dropped = jobs.import(second, None).unwrap();
    assert_eq!(ended(&jobs, dropped.id).document, Some(id.clone()));
    assert!(jobs.library().card(&id).unwrap().is_some());
}

#[test]
fn a_file_that_a_person_gives_alone_is_to_be_shown_and_several_are_not() {
    let home = tempfile::tempdir().unwrap();
    let [folder] = papers(home.path(), &[("few", 3)]).try_into().unwrap();
    let jobs = resting(home.path());
    let shown = |jobs: Vec<JobView>| jobs.into_iter().map(|job| job.to_show).collect::<Vec<_>>();
    assert_eq!(
        shown(jobs.take(vec![folder.clone()]).unwrap()),
        [false, false, false]
    );
    // who drops one of them again wants to see it, and a folder that follows changes nothing about that
    let one = vec![folder.join("001.txt")];
    assert_eq!(shown(jobs.take(one).unwrap()), [true]);
    assert_eq!(
        shown(jobs.take(vec![folder.clone()]).unwrap()),
        [false, true, false]
    );
    let appeared = jobs
        .shared
        .take(vec![folder.join("002.txt")], true)
        .unwrap();
    assert_eq!(shown(appeared), [false]);
    // nobody waits for it at the next start
    drop(jobs);
    let jobs = resting(home.path());
    assert_eq!(shown(jobs.list()), [false, false, false]);
}
