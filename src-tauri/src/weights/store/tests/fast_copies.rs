//! Fast copies: made, resumed, given up, and the original that they replace.

use std::fs;
use std::sync::atomic::Ordering;

use super::server::Repository;
use super::{Bench, id, tiny};
use crate::stage::Stage;
use crate::weights::ModelFolder;
use crate::weights::store::{Damage, ModelId, ModelState, Placement, StoreError};

#[test]
fn the_copy_replaces_the_original() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    let before = bench.store.get(&id()).unwrap().unwrap();
    bench.convert(&id(), true).unwrap();
    let kept = bench.store.get(&id()).unwrap().unwrap();
    assert_eq!(kept.state, ModelState::Ready);
    assert_eq!(kept.folder, Some(bench.path("int8")));
    assert_eq!(kept.original_bytes, before.original_bytes);
    let folder = ModelFolder::open(&bench.path("int8")).unwrap();
    assert_eq!(folder.precision_name(), "int8");
    bench.store.verify(&id(), &bench.stop, &mut |_| ()).unwrap();

    // A folder of before still leads to the model.
    assert_eq!(bench.store.model_of(&bench.path("original")), Some(id()));
    bench.convert(&id(), false).unwrap();
    let kept = bench.store.get(&id()).unwrap().unwrap();
    assert_eq!((kept.state, kept.original_bytes), (ModelState::Ready, 0));
    assert!(!bench.path("original").exists());
    assert!(kept.disk_bytes < before.disk_bytes);
    assert_eq!(kept.figures, before.figures);

    // A model that is ready is not downloaded again.
    server.forget();
    bench.download(&server).unwrap();
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn a_stopped_conversion_goes_on_or_is_given_up() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    let stop_at = |stage: Stage| {
        bench.stop.store(false, Ordering::Relaxed);
        let stop = bench.stop.clone();
        let result = bench
            .store
            .convert(&id(), false, &bench.stop, &mut |progress| {
                if progress.stage == stage {
                    stop.store(true, Ordering::Relaxed);
                }
            });
        assert!(matches!(result, Err(StoreError::Cancelled)), "{result:?}");
        assert_eq!(bench.state(), ModelState::Converting);
        assert_eq!(bench.store.folder(&id()), None);
        bench.stop.store(false, Ordering::Relaxed);
    };
    stop_at(Stage::Comparing);
    bench.store.give_up_conversion(&id()).unwrap();
    assert_eq!(bench.store.folder(&id()), Some(bench.path("original")));
    assert!(!bench.path("int8").exists());

    stop_at(Stage::Converting);
    bench.convert(&id(), false).unwrap();
    assert_eq!(bench.store.folder(&id()), Some(bench.path("int8")));
}

#[test]
fn a_conversion_that_fails_leaves_the_original_in_use() {
    let bench = Bench::new();
    let folder = bench.copy_of_tiny("mine");
    let id = bench
        .store
        .add(&folder, Placement::Link, &bench.stop, &mut |_| ())
        .unwrap();
    let store = bench.store.clone();
    let mut once = false;
    let result = store.convert(&id, false, &bench.stop, &mut |_| {
        // A file stands where the copy should be.
        let inside = store.root().join("imported--mine/int8");
        if !once {
            once = true;
            let _ = fs::remove_dir_all(&inside);
            fs::write(&inside, "a file").unwrap();
        }
    });
    assert!(result.is_err());
    let _ = fs::remove_file(store.root().join("imported--mine/int8"));
    assert_eq!(store.folder(&id), Some(folder.canonicalize().unwrap()));
}

#[test]
fn a_model_that_computes_no_numbers_is_damaged() {
    let bench = Bench::new();
    let folder = bench.copy_of_tiny("mine");
    let weights = folder.join("model.safetensors");
    let mut bytes = fs::read(&weights).unwrap();
    let header = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    bytes[8 + header..].fill(0xff);
    fs::write(&weights, bytes).unwrap();
    let id = bench
        .store
        .add(&folder, Placement::Link, &bench.stop, &mut |_| ())
        .unwrap();
    let result = bench.store.convert(&id, false, &bench.stop, &mut |_| ());
    let damaged = matches!(
        result,
        Err(StoreError::Damaged {
            damage: Damage::NotUsable { .. },
            ..
        })
    );
    assert!(damaged, "{result:?}");
    assert_eq!(bench.store.folder(&id), None);
}

#[test]
fn a_model_in_int8_is_not_converted_again() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    bench.convert(&id(), false).unwrap();
    let again = bench.store.add(
        &bench.path("int8"),
        Placement::Copy,
        &bench.stop,
        &mut |_| (),
    );
    assert_eq!(again.unwrap(), id());

    let elsewhere = bench.home.path().join("fast");
    fs::rename(bench.path("int8"), &elsewhere).unwrap();
    let id = bench
        .store
        .add(&elsewhere, Placement::Copy, &bench.stop, &mut |_| ())
        .unwrap();
    assert_eq!(id, ModelId("imported/fast".into()));
    let result = bench.convert(&id, false);
    assert!(
        matches!(result, Err(StoreError::Converted { .. })),
        "{result:?}"
    );
    assert_eq!(bench.store.state(&id).unwrap(), ModelState::Ready);
}

#[test]
fn the_copy_of_a_linked_model_leaves_the_folder_as_it_is() {
    let bench = Bench::new();
    let folder = bench.copy_of_tiny("mine");
    let id = bench
        .store
        .add(&folder, Placement::Link, &bench.stop, &mut |_| ())
        .unwrap();
    bench.convert(&id, false).unwrap();
    let kept = bench.store.get(&id).unwrap().unwrap();
    assert_eq!((kept.state, kept.original_bytes), (ModelState::Ready, 0));
    super::assert_like_tiny(&folder);
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        fs::read_dir(tiny()).unwrap().count()
    );
    // The copy does not need the folder any more.
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(bench.store.state(&id).unwrap(), ModelState::Ready);
}
