//! Papers that come over from another program.

use super::*;
use crate::bibliography::BibliographyReport;
use crate::jobs::incoming::Arrival;
use crate::library::{Arrangement, DocumentCard, GroupKind, OwnWords};

/// A folder with two papers and a bibliography of three.
fn papers(home: &Path) -> PathBuf {
    std::fs::write(home.join("wings.txt"), WINGS.join(" ")).unwrap();
    std::fs::write(home.join("fins.txt"), WINGS[..3].join(" ")).unwrap();
    let bibliography = home.join("all.bib");
    let text = "
        @article{a, title = {On the Wings of Birds}, author = {Lindqvist, Lena}, year = 2019, file = {wings.txt}, groups = {Birds}, keywords = {Flight, the sea}}
        @article{b, title = {Fins}, file = {:fins.txt:Text}, groups = {Birds, Fish}, keywords = {flight}}
        @article{c, title = {Keels}, file = {:keels.pdf:PDF}}
        @article{d, title = {Sails}}";
    std::fs::write(&bibliography, text).unwrap();
    bibliography
}

/// Imports a bibliography, and waits until the library is as it will stay.
fn imported(jobs: &Jobs, path: &Path) -> BibliographyReport {
    let report = jobs.import_bibliography(path).unwrap();
    for job in jobs.list() {
        assert_eq!(ended(jobs, job.id).state, JobState::Done);
    }
    report
}

fn titled(jobs: &Jobs, title: &str) -> DocumentCard {
    let cards = jobs.arranged(&Arrangement::default()).unwrap();
    cards.into_iter().find(|card| card.title == title).unwrap()
}

fn members(jobs: &Jobs) -> Vec<(String, u32)> {
    let groups = jobs.groups().unwrap().into_iter();
    groups.map(|group| (group.name, group.documents)).collect()
}

#[test]
fn papers_come_over_with_their_words_collections_and_tags() {
    let home = tempfile::tempdir().unwrap();
    let bibliography = papers(home.path());
    let jobs = Jobs::open(&Paths::under(&home.path().join("home"))).unwrap();
    let events = heard(&jobs);
    let report = imported(&jobs, &bibliography);
    assert_eq!(
        (
            report.papers,
            report.files,
            report.without_file,
            report.missing
        ),
        (2, 2, 1, 1)
    );
    assert_eq!(report.missing_names, ["keels.pdf"]);
    let wings = titled(&jobs, "On the Wings of Birds");
    assert_eq!(
        (wings.authors.as_slice(), wings.year, wings.yours),
        (["Lena Lindqvist".to_owned()].as_slice(), Some(2019), false)
    );
    let groups = [("Birds", 2), ("Fish", 1), ("Flight", 2), ("the sea", 1)];
    assert_eq!(
        members(&jobs),
        groups.map(|(name, documents)| (name.into(), documents))
    );
    let kinds = jobs.groups().unwrap().into_iter().map(|group| group.kind);
    let (collection, tag) = (GroupKind::Collection, GroupKind::Tag);
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        [collection, collection, tag, tag]
    );
    drop(jobs);
    let told: Vec<AppEvent> = events.iter().collect();
    assert!(told.contains(&AppEvent::Bibliography { report }));
    assert!(told.contains(&AppEvent::Groups));
}

#[test]
fn a_paper_that_is_there_joins_its_collections_and_tags_and_keeps_a_persons_words() {
    let home = tempfile::tempdir().unwrap();
    let bibliography = papers(home.path());
    let jobs = Jobs::open(&Paths::under(&home.path().join("home"))).unwrap();
    let file = home.path().join("another name.txt");
    std::fs::copy(home.path().join("wings.txt"), &file).unwrap();
    let id = ended(&jobs, jobs.import(file, None).unwrap().id)
        .document
        .unwrap();
    let mine = OwnWords {
        title: Some("Mine".into()),
        ..OwnWords::default()
    };
    jobs.edit(&id, &mine).unwrap();
    let mine = jobs.make_group(GroupKind::Collection, "birds").unwrap();
    let tag = jobs.make_group(GroupKind::Tag, "FLIGHT").unwrap();
    jobs.add_to_group(tag.id, std::slice::from_ref(&id))
        .unwrap();
    imported(&jobs, &bibliography);
    // a second time changes nothing
    imported(&jobs, &bibliography);
    assert_eq!(jobs.arranged(&Arrangement::default()).unwrap().len(), 2);
    let wings = titled(&jobs, "Mine");
    assert_eq!((wings.id, wings.year), (id, Some(2019)));
    assert!(wings.yours);
    // the person's own names stay as they are written, and none is there twice
    assert_eq!(mine.name, "birds");
    let groups = [("birds", 2), ("Fish", 1), ("FLIGHT", 2), ("the sea", 1)];
    assert_eq!(
        members(&jobs),
        groups.map(|(name, documents)| (name.into(), documents))
    );
}

#[test]
fn what_a_bibliography_says_survives_a_kill() {
    let home = tempfile::tempdir().unwrap();
    let bibliography = papers(home.path());
    let paths = Paths::under(&home.path().join("home"));
    let jobs = Jobs::open(&paths).unwrap();
    jobs.close();
    // a program that closes takes wishes and begins none
    let read = crate::bibliography::read(&bibliography, &Default::default(), &Default::default());
    let entries = read.unwrap().entries.into_iter();
    for (path, described) in entries.flat_map(|entry| entry.described_files()) {
        let arrival = Arrival {
            described: Some(described),
            ..Arrival::default()
        };
        jobs.shared.import(path, arrival).unwrap();
    }
    drop(jobs);
    let jobs = Jobs::open(&paths).unwrap();
    for job in jobs.list() {
        ended(&jobs, job.id);
    }
    assert!(!titled(&jobs, "Fins").yours);
}

#[test]
fn what_is_no_bibliography_is_said() {
    let home = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(&Paths::under(home.path())).unwrap();
    let file = home.path().join("notes.bib");
    assert_eq!(
        jobs.import_bibliography(&file).unwrap_err().code(),
        ErrorCode::NotFound
    );
    std::fs::write(&file, "nothing").unwrap();
    assert_eq!(
        jobs.import_bibliography(&file).unwrap_err().code(),
        ErrorCode::NotABibliography
    );
    std::fs::write(&file, "SQLite format 3\0 and then nothing of it").unwrap();
    assert_eq!(
        jobs.import_bibliography(&file).unwrap_err().code(),
        ErrorCode::BibliographyDamaged
    );
    assert!(jobs.list().is_empty());
}
