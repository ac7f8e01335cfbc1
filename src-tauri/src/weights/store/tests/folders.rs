//! Folders of a person's own, copied and linked.

use std::fs;
use std::sync::atomic::Ordering;

use super::{Bench, assert_like_tiny, tiny};
use crate::weights::store::{
    Damage, ModelId, ModelRole, ModelState, Origin, Placement, StoreError,
};

#[test]
fn a_copied_folder_can_go() {
    let bench = Bench::new();
    let folder = bench.copy_of_tiny("my model");
    fs::write(folder.join("optimizer.pt"), "not part of the model").unwrap();
    let mut last = None;
    let id = bench
        .store
        .add(&folder, Placement::Copy, &bench.stop, &mut |progress| {
            last = Some(progress)
        })
        .unwrap();
    assert_eq!(id, ModelId("imported/my-model".into()));
    assert!(last.is_some());
    let kept = bench.store.get(&id).unwrap().unwrap();
    assert_eq!(
        (kept.state, kept.role),
        (ModelState::Ready, Some(ModelRole::Writes))
    );
    assert_eq!(kept.figures.unwrap().name, "my model");
    let copy = kept.folder.unwrap();
    assert_like_tiny(&copy);
    assert!(!copy.join("optimizer.pt").exists());
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(bench.store.state(&id).unwrap(), ModelState::Ready);
    bench.store.verify(&id, &bench.stop, &mut |_| ()).unwrap();
}

#[test]
fn a_linked_folder_is_used_where_it_is_and_never_deleted() {
    let bench = Bench::new();
    let folder = bench.copy_of_tiny("mine").canonicalize().unwrap();
    let link = |bench: &Bench| {
        bench
            .store
            .add(&folder, Placement::Link, &bench.stop, &mut |_| ())
    };
    let id = link(&bench).unwrap();
    let kept = bench.store.get(&id).unwrap().unwrap();
    assert_eq!(kept.folder.as_ref(), Some(&folder));
    assert!(kept.disk_bytes < 10_000, "{}", kept.disk_bytes);
    assert_eq!(bench.store.model_of(&folder), Some(id.clone()));
    // The same folder is the same model.
    assert_eq!(link(&bench).unwrap(), id);
    assert_eq!(bench.store.list().unwrap().len(), 1);

    let aside = bench.home.path().join("aside");
    fs::rename(&folder, &aside).unwrap();
    let state = bench.store.state(&id).unwrap();
    assert!(
        matches!(
            state,
            ModelState::Damaged {
                damage: Damage::FolderGone { .. }
            }
        ),
        "{state:?}"
    );
    fs::rename(&aside, &folder).unwrap();
    assert_eq!(bench.store.state(&id).unwrap(), ModelState::Ready);

    // A person changes the folder: a verification says so, and linking it again accepts it.
    let config = folder.join("config.json");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(
        &config,
        text.replace("\"num_beams\"", "\"num-beams\"")
            .replace("  ", " "),
    )
    .unwrap();
    assert!(matches!(
        bench.store.state(&id).unwrap(),
        ModelState::Damaged { .. }
    ));
    assert_eq!(link(&bench).unwrap(), id);
    assert_eq!(bench.store.state(&id).unwrap(), ModelState::Ready);

    bench.store.remove(&id).unwrap();
    assert_eq!(bench.store.state(&id).unwrap(), ModelState::Absent);
    assert!(folder.join("model.safetensors").exists());
}

#[test]
fn a_stopped_copy_goes_on() {
    let bench = Bench::new();
    let folder = bench.copy_of_tiny("mine");
    let stop = bench.stop.clone();
    let add = |report: &mut dyn FnMut(crate::weights::store::Progress)| {
        bench
            .store
            .add(&folder, Placement::Copy, &bench.stop, report)
    };
    let error = add(&mut |progress| {
        if progress
            .transfer
            .is_some_and(|transfer| transfer.bytes > 300_000)
        {
            stop.store(true, Ordering::Relaxed);
        }
    })
    .unwrap_err();
    assert!(matches!(error, StoreError::Cancelled), "{error:?}");
    let id = ModelId("imported/mine".into());
    let state = bench.store.state(&id).unwrap();
    assert!(matches!(state, ModelState::Partial { .. }), "{state:?}");
    bench.stop.store(false, Ordering::Relaxed);
    assert_eq!(add(&mut |_| ()).unwrap(), id);
    assert_like_tiny(&bench.store.folder(&id).unwrap());
}

#[test]
fn two_folders_of_one_name_are_two_models() {
    let bench = Bench::new();
    let ids = ["a/mine", "b/mine"].map(|name| {
        let folder = bench.copy_of_tiny(name);
        bench
            .store
            .add(&folder, Placement::Copy, &bench.stop, &mut |_| ())
            .unwrap()
            .0
    });
    assert_eq!(ids, ["imported/mine", "imported/mine-2"]);
}

/// A manifest holds text, and another path than the folder's would be one where there is nothing.
#[test]
#[cfg(target_os = "linux")]
fn a_folder_whose_path_is_not_text_is_refused_as_such() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let bench = Bench::new();
    let around = bench.home.path().join(OsStr::from_bytes(b"mod\xe8les"));
    fs::create_dir(&around).unwrap();
    let folder = around.join("mine");
    fs::rename(bench.copy_of_tiny("mine"), &folder).unwrap();
    for how in [Placement::Copy, Placement::Link] {
        let added = bench.store.add(&folder, how, &bench.stop, &mut |_| ());
        assert!(
            matches!(&added, Err(StoreError::NotUnicode { folder: named }) if named.ends_with("mine")),
            "{added:?}"
        );
    }
    let offered = crate::weights::offer(&bench.store, &folder);
    assert!(
        matches!(offered, Err(StoreError::NotUnicode { .. })),
        "{offered:?}"
    );
    assert_eq!(bench.store.list().unwrap(), []);
}

#[test]
fn a_folder_that_is_not_a_model_changes_nothing() {
    let bench = Bench::new();
    let folder = bench.home.path().join("empty");
    for how in [Placement::Copy, Placement::Link] {
        for prepare in [
            None,
            Some("{}"),
            Some(r#"{"architectures": ["LlamaForCausalLM"]}"#),
        ] {
            if let Some(config) = prepare {
                fs::create_dir_all(&folder).unwrap();
                fs::write(folder.join("config.json"), config).unwrap();
            }
            let error = bench
                .store
                .add(&folder, how, &bench.stop, &mut |_| ())
                .unwrap_err();
            assert!(matches!(error, StoreError::Model(_)), "{error:?}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
    assert_eq!(bench.store.list().unwrap(), []);
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_files_of_a_folder_keeps_nobody_waiting() {
    let bench = Bench::new();
    for name in ["generation_config.json", "notes.json"] {
        let folder = bench.copy_of_tiny(name);
        let pipe = folder.join(name);
        let _ = fs::remove_file(&pipe);
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let added = bench
            .store
            .add(&folder, Placement::Copy, &bench.stop, &mut |_| ());
        // The first file belongs to the model and cannot be read; the second one does not.
        assert_eq!(added.is_ok(), name == "notes.json", "{added:?}");
    }
}

#[test]
fn a_snapshot_of_a_cache_is_the_repository_that_it_comes_from() {
    let bench = Bench::new();
    let top = bench.home.path().join("models--tester--tiny-model");
    let commit = "0123456789abcdef0123456789abcdef01234567";
    let (snapshot, blobs) = (top.join("snapshots").join(commit), top.join("blobs"));
    fs::create_dir_all(&snapshot).unwrap();
    fs::create_dir_all(&blobs).unwrap();
    fs::create_dir_all(top.join("refs")).unwrap();
    fs::write(top.join("refs/main"), commit).unwrap();
    for entry in fs::read_dir(tiny()).unwrap().flatten() {
        let blob = blobs.join(entry.file_name());
        fs::copy(entry.path(), &blob).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(&blob, snapshot.join(entry.file_name())).unwrap();
        #[cfg(not(unix))]
        fs::copy(&blob, snapshot.join(entry.file_name())).unwrap();
    }
    for how in [Placement::Link, Placement::Copy] {
        let id = bench
            .store
            .add(&top, how, &bench.stop, &mut |_| ())
            .unwrap();
        assert_eq!(id, super::id());
        let kept = bench.store.get(&id).unwrap().unwrap();
        assert_eq!(kept.state, ModelState::Ready);
        assert_eq!(kept.revision.as_deref(), Some(commit));
        let folder = kept.folder.unwrap();
        assert_like_tiny(&folder);
        if how == Placement::Copy {
            assert!(matches!(kept.origin, Origin::Copied { .. }));
            let copied = fs::symlink_metadata(folder.join("model.safetensors")).unwrap();
            assert!(copied.is_file());
        }
        bench.store.remove(&id).unwrap();
    }
}

#[test]
fn a_folder_inside_the_store_is_the_model_that_it_belongs_to() {
    let bench = Bench::new();
    let folder = bench.copy_of_tiny("mine");
    let id = bench
        .store
        .add(&folder, Placement::Copy, &bench.stop, &mut |_| ())
        .unwrap();
    let inside = bench.store.folder(&id).unwrap();
    let again = bench
        .store
        .add(&inside, Placement::Link, &bench.stop, &mut |_| ())
        .unwrap();
    assert_eq!(again, id);
    assert_eq!(bench.store.list().unwrap().len(), 1);
}
