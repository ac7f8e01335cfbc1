//! Disks that are full, folders that cannot be written, and folders that vanish.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::server::Repository;
use super::{Bench, NAME, id};
use crate::stage::Stage;
use crate::weights::store::{ModelId, ModelState, Placement, Store, StoreError};

/// A small disk in memory, unmounted when dropped. Only root can have one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: PathBuf, options: &str) -> Option<Self> {
        fs::create_dir_all(&at).ok()?;
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(&at)
            .output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self(at)),
            _ => {
                println!("passed over: this user cannot mount a disk");
                None
            }
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

/// Fills the disk, except for `left` bytes.
fn fill(bench: &Bench, left: u64) -> PathBuf {
    let free = crate::weights::download::free_space(bench.store.root()).unwrap();
    let filler = bench.store.root().join(".filler");
    let size = usize::try_from(free.saturating_sub(left)).unwrap();
    fs::write(&filler, vec![0; size]).unwrap();
    filler
}

fn bench_on(size: &str) -> Option<(Bench, SmallDisk)> {
    let bench = Bench::new();
    let disk = SmallDisk::mount(bench.store.root().to_owned(), &format!("size={size}"))?;
    Some((bench, disk))
}

#[test]
fn a_download_that_does_not_fit_is_refused_before_its_weights() {
    let Some((bench, _disk)) = bench_on("1m") else {
        return;
    };
    let server = Repository::of_tiny();
    let error = bench.download(&server).unwrap_err();
    assert!(
        matches!(error, StoreError::DiskFull { needed: Some(needed), free: Some(free), .. } if needed > free),
        "{error:?}"
    );
    assert!(
        !server
            .asked()
            .iter()
            .any(|asked| asked.contains("safetensors"))
    );
    let state = bench.state();
    assert!(matches!(state, ModelState::Partial { .. }), "{state:?}");
}

#[test]
fn a_disk_that_becomes_full_stops_the_download_and_space_lets_it_go_on() {
    let Some((bench, _disk)) = bench_on("4m") else {
        return;
    };
    let server = Repository::of_tiny();
    server.change(|served| served.pace = Duration::from_millis(40));
    let mut filler = None;
    let error = bench
        .download_of(NAME, &server, &mut |progress| {
            let bytes = progress.transfer.map_or(0, |transfer| transfer.bytes);
            if bytes > 500_000 && filler.is_none() {
                filler = Some(fill(&bench, 100_000));
            }
        })
        .unwrap_err();
    assert!(matches!(error, StoreError::DiskFull { .. }), "{error:?}");
    let state = bench.state();
    assert!(matches!(state, ModelState::Partial { .. }), "{state:?}");
    fs::remove_file(filler.unwrap()).unwrap();
    bench.download(&server).unwrap();
    assert_eq!(bench.state(), ModelState::Ready);
}

#[test]
fn a_conversion_on_a_full_disk_leaves_the_original_ready() {
    let Some((bench, _disk)) = bench_on("4m") else {
        return;
    };
    bench.download(&Repository::of_tiny()).unwrap();
    let is_original = || {
        assert_eq!(bench.store.folder(&id()), Some(bench.path("original")));
        assert!(!bench.path("int8").exists());
    };
    let filler = fill(&bench, 100_000);
    let error = bench.convert(&id(), false).unwrap_err();
    assert!(
        matches!(error, StoreError::DiskFull { needed: Some(needed), free: Some(free), .. } if needed > free),
        "{error:?}"
    );
    is_original();
    fs::remove_file(&filler).unwrap();

    // The disk becomes full while the conversion runs.
    let mut is_full = false;
    let result = bench
        .store
        .convert(&id(), false, &bench.stop, &mut |progress| {
            if progress.stage == Stage::Comparing && !is_full {
                is_full = true;
                fill(&bench, 100_000);
            }
        });
    assert!(
        matches!(result, Err(StoreError::DiskFull { .. })),
        "{result:?}"
    );
    is_original();
    fs::remove_file(filler).unwrap();
    bench.convert(&id(), false).unwrap();
    assert_eq!(bench.store.folder(&id()), Some(bench.path("int8")));
}

#[test]
fn a_copy_that_does_not_fit_is_refused() {
    let Some((bench, _disk)) = bench_on("1m") else {
        return;
    };
    let folder = bench.copy_of_tiny("mine");
    let error = bench
        .store
        .add(&folder, Placement::Copy, &bench.stop, &mut |_| ())
        .unwrap_err();
    assert!(matches!(error, StoreError::DiskFull { .. }), "{error:?}");
    // A link needs no room.
    let id = bench
        .store
        .add(&folder, Placement::Link, &bench.stop, &mut |_| ())
        .unwrap();
    assert_eq!(bench.store.state(&id).unwrap(), ModelState::Ready);
}

#[test]
fn a_disk_that_cannot_be_written_can_be_read() {
    let Some((bench, disk)) = bench_on("4m") else {
        return;
    };
    let server = Repository::of_tiny();
    bench.download(&server).unwrap();
    let remounted = Command::new("mount")
        .args(["-o", "remount,ro"])
        .arg(&disk.0)
        .output();
    assert!(remounted.unwrap().status.success());
    assert_eq!(bench.state(), ModelState::Ready);
    assert_eq!(bench.store.folder(&id()), Some(bench.path("original")));
    for result in [
        bench.store.remove(&id()),
        bench.convert(&id(), false),
        bench.store.record_seconds(&id(), 1.0),
    ] {
        assert!(
            matches!(&result, Err(StoreError::Unwritable { .. })),
            "{result:?}"
        );
    }
    assert_eq!(bench.state(), ModelState::Ready);
}

#[test]
fn a_file_in_the_place_of_the_store_is_named() {
    let bench = Bench::new();
    fs::write(bench.store.root(), "a file").unwrap();
    let error = bench.download(&Repository::of_tiny()).unwrap_err();
    assert!(matches!(error, StoreError::Unwritable { .. }), "{error:?}");
    assert!(matches!(
        bench.store.list(),
        Err(StoreError::Unreadable { .. })
    ));
}

#[test]
fn a_store_that_vanishes_during_a_download_is_empty_afterwards() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    server.change(|served| served.pace = Duration::from_millis(40));
    let mut gone = false;
    let result = bench.download_of(NAME, &server, &mut |progress| {
        let bytes = progress.transfer.map_or(0, |transfer| transfer.bytes);
        if bytes > 500_000 && !gone {
            gone = true;
            fs::remove_dir_all(bench.store.root()).unwrap();
        }
    });
    assert!(
        matches!(result, Err(StoreError::FolderGone { .. })),
        "{result:?}"
    );
    assert_eq!(bench.state(), ModelState::Absent);
    bench.download(&server).unwrap();
    assert_eq!(bench.state(), ModelState::Ready);
}

#[test]
fn a_store_that_does_not_exist_is_empty() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::new(home.path().join("models"));
    assert_eq!(store.list().unwrap(), []);
    assert_eq!(store.state(&id()).unwrap(), ModelState::Absent);
    assert!(matches!(
        store.remove(&ModelId("a/b".into())),
        Err(StoreError::Unknown { .. })
    ));
    // Looking creates nothing.
    assert!(!store.root().exists());
}
