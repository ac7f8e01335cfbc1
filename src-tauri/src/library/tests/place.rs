//! The library goes to another folder, whole or not at all.

use std::path::Path;
use std::sync::Arc;

use super::*;

/// A library with one document, whose copy and recognized page are files.
fn filled(paths: &Paths) -> Document {
    let library = Library::open(paths).unwrap();
    let put = document("aa", "On Wings", "Feathers carry the bird.");
    fs::create_dir_all(paths.files().join("aa")).unwrap();
    fs::write(library.file_path("aa/aa.pdf"), "wings").unwrap();
    fs::create_dir_all(library.recognized(&put.id)).unwrap();
    fs::write(library.recognized(&put.id).join("1.json"), "page").unwrap();
    library.put(&put, "wings.pdf", "aa/aa.pdf").unwrap();
    put
}

fn copy_to(from: &Paths, to: &Paths) -> Result<HeldLibrary, LibraryError> {
    Library::copy_to(from, to, &Arc::default(), &mut |_, _| ())
}

/// The names in a folder; none if it is not there.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn everything_is_there_and_the_original_stays_until_it_is_deleted() {
    let home = tempfile::tempdir().unwrap();
    let from = Paths::under(home.path());
    let put = filled(&from);
    fs::create_dir_all(from.models().join("a")).unwrap();
    fs::write(from.models().join("a/weights"), "model").unwrap();
    let old = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let weights = fs::File::options()
        .write(true)
        .open(from.models().join("a/weights"));
    weights.unwrap().set_modified(old).unwrap();
    fs::create_dir_all(from.logs()).unwrap();

    let to = from.with_data(&home.path().join("disk/Pagewing"));
    let mut told = Vec::new();
    let held = Library::copy_to(&from, &to, &Arc::default(), &mut |done, all| {
        told.push((done, all));
    });
    drop(held.unwrap());
    assert!(told.is_sorted());
    let &(done, all) = told.last().unwrap();
    assert_eq!(done, all);

    let library = Library::open(&to).unwrap();
    assert_eq!(library.document(&put.id).unwrap(), put);
    assert_eq!(library.bytes(&put.id).unwrap(), b"wings");
    assert_eq!(titles(find(&library, "feathers")), ["On Wings"]);
    assert!(library.recognized(&put.id).join("1.json").is_file());
    let model = fs::metadata(to.models().join("a/weights")).unwrap();
    assert_eq!((model.len(), model.modified().unwrap()), (5, old));

    assert!(
        Library::open(&from)
            .unwrap()
            .card(&put.id)
            .unwrap()
            .is_some()
    );
    Library::delete_at(&from);
    assert_eq!(names(from.data()), ["logs"]);
    drop(library);
    Library::delete_at(&to);
    assert!(!to.data().exists());
}

#[test]
fn no_program_changes_a_library_that_is_held() {
    let home = tempfile::tempdir().unwrap();
    let from = Paths::under(home.path());
    filled(&from);
    let held = copy_to(&from, &from.with_data(&home.path().join("there"))).unwrap();
    let other = Connection::open(from.database()).unwrap();
    other.busy_timeout(Duration::ZERO).unwrap();
    let change = || other.execute("INSERT OR IGNORE INTO upkeep (task) VALUES ('x')", []);
    assert!(change().is_err());
    drop(held);
    change().unwrap();
}

#[test]
fn a_folder_that_has_a_library_or_is_part_of_one_is_refused_and_left_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let (from, other) = (
        Paths::under(home.path()),
        Paths::under(&home.path().join("other")),
    );
    let put = filled(&from);
    filled(&other);
    let before = names(other.data());
    for folder in [
        other.data().to_owned(),
        from.files().join("aa"),
        from.models(),
    ] {
        let refused = copy_to(&from, &from.with_data(&folder));
        assert!(
            matches!(refused, Err(LibraryError::Unwritable { .. })),
            "{folder:?}"
        );
    }
    assert_eq!(names(other.data()).len(), before.len());
    let library = Library::open(&from).unwrap();
    assert_eq!(library.bytes(&put.id).unwrap(), b"wings");
}

#[test]
fn nothing_is_written_to_a_library_that_was_deleted_where_it_was() {
    let home = tempfile::tempdir().unwrap();
    let from = Paths::under(home.path());
    let put = filled(&from);
    // as another program that had it open all the time
    let other = Library::open(&from).unwrap();
    let to = from.with_data(&home.path().join("there"));
    copy_to(&from, &to).unwrap().delete();
    assert!(!from.files().exists());
    let late = document("bb", "On Fins", "Fins carry the fish.");
    assert!(other.put(&late, "fins.pdf", "bb/bb.pdf").is_err());
    assert!(other.remove(&put.id).is_err());
    drop(other);
    let library = Library::open(&to).unwrap();
    assert!(library.card(&put.id).unwrap().is_some());
    library.put(&late, "fins.pdf", "bb/bb.pdf").unwrap();
}

#[test]
fn a_library_that_is_gone_is_not_made_anew_and_moved() {
    let home = tempfile::tempdir().unwrap();
    let from = Paths::under(home.path());
    fs::create_dir_all(from.data()).unwrap();
    let place = home.path().join("there");
    let refused = copy_to(&from, &from.with_data(&place));
    assert!(matches!(refused, Err(LibraryError::Unwritable { .. })));
    assert!(!from.database().exists() && !place.exists());
}

#[cfg(unix)]
#[test]
fn a_link_into_the_library_is_no_place_for_it() {
    let home = tempfile::tempdir().unwrap();
    let from = Paths::under(home.path());
    let put = filled(&from);
    let link = home.path().join("link");
    std::os::unix::fs::symlink(from.files(), &link).unwrap();
    let refused = copy_to(&from, &from.with_data(&link.join("Pagewing")));
    assert!(matches!(refused, Err(LibraryError::Unwritable { .. })));
    let library = Library::open(&from).unwrap();
    assert_eq!(library.bytes(&put.id).unwrap(), b"wings");
}

#[cfg(unix)]
#[test]
fn the_copy_is_closed_to_others_while_it_is_made() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let from = Paths::under(home.path());
    filled(&from);
    let to = from.with_data(&home.path().join("there"));
    let mut modes = Vec::new();
    let copied = Library::copy_to(&from, &to, &Arc::default(), &mut |_, _| {
        let about = fs::metadata(to.data()).unwrap();
        modes.push(about.permissions().mode() & 0o777);
    });
    drop(copied.unwrap());
    assert!(!modes.is_empty());
    assert!(modes.iter().all(|mode| *mode == 0o700), "{modes:?}");
}

#[test]
fn what_is_stopped_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let from = Paths::under(home.path());
    let put = filled(&from);
    let to = from.with_data(&home.path().join("there"));
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Library::copy_to(&from, &to, &stop, &mut |_, _| {
        stop.store(true, Ordering::Relaxed);
    });
    assert!(matches!(stopped, Err(LibraryError::Cancelled)));
    assert!(!to.data().exists());
    assert!(
        Library::open(&from)
            .unwrap()
            .card(&put.id)
            .unwrap()
            .is_some()
    );
}

#[test]
fn no_empty_library_takes_the_place_of_one_whose_disk_is_away() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path()).with_data(&home.path().join("disk"));
    let away = Library::open(&paths);
    assert!(matches!(away, Err(LibraryError::Away { path }) if path == paths.data()));
    assert!(!paths.data().exists());
}
