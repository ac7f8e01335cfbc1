//! The library and the models move to another folder and back.

use super::*;

fn settings_of(paths: &Paths) -> Settings {
    settings::load(&paths.settings()).unwrap().settings
}

#[test]
fn the_library_moves_with_its_models_and_back() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let id = {
        let jobs = Jobs::open(&paths).unwrap();
        let put = document("aa", &["Boats drift.", "They come home."]);
        jobs.library().put(&put, "boats.pdf", "aa.pdf").unwrap();
        put.id
    };
    let named = |folder: &Path| Some(folder.display().to_string());
    let chosen = Settings {
        model: named(&paths.models().join("a/fast")),
        reader: named(Path::new("/elsewhere/reader")),
        ..Settings::default()
    };
    settings::save(&paths.settings(), &chosen).unwrap();

    let disk = home.path().join("disk");
    std::fs::create_dir_all(disk.join("Pagewing")).unwrap();
    let place = place_in(&disk);
    assert_eq!(place, disk.join("Pagewing 2"));
    let Moved {
        paths: moved,
        original,
    } = move_data(&paths, &place, &Arc::default(), &mut |_, _| ()).unwrap();
    assert_eq!(moved, paths.clone().followed());
    assert_eq!(moved.data(), place);
    let changed = Settings {
        model: named(&place.join("models/a/fast")),
        ..chosen.clone()
    };
    assert_eq!(settings_of(&paths), changed);
    original.delete();
    assert!(!paths.database().exists());

    let jobs = Jobs::open(&moved).unwrap();
    assert!(jobs.library().card(&id).unwrap().is_some());
    drop(jobs);
    let back = move_data(&moved, paths.data(), &Arc::default(), &mut |_, _| ()).unwrap();
    assert_eq!(back.paths, paths);
    drop(back);
    assert_eq!(paths.clone().followed(), paths);
    assert_eq!(settings_of(&paths), chosen);
    let jobs = Jobs::open(&paths).unwrap();
    assert!(jobs.library().card(&id).unwrap().is_some());
}

#[test]
fn what_is_stopped_or_cannot_be_there_stays_where_it_is() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    drop(Jobs::open(&paths).unwrap());
    let stopped = Arc::new(AtomicBool::new(true));
    let place = home.path().join("there");
    let fault = move_data(&paths, &place, &stopped, &mut |_, _| ()).unwrap_err();
    assert_eq!(fault, Fault::Cancelled);

    // the folder beside the settings cannot be written to: a file has its place
    let file = home.path().join("config");
    std::fs::write(&file, "").unwrap();
    let fault = move_data(&paths, &place, &Arc::default(), &mut |_, _| ()).unwrap_err();
    assert!(
        matches!(fault, Fault::SettingsUnwritable { .. }),
        "{fault:?}"
    );
    std::fs::remove_file(&file).unwrap();

    assert!(!place.exists());
    assert_eq!(paths.clone().followed(), paths);
    assert!(Jobs::open(&paths).is_ok());
}
