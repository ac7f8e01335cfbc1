//! Files that are gone, cut or changed, and manifests that cannot be used.

use std::fs;

use super::server::Repository;
use super::{Bench, assert_like_tiny, id};
use crate::weights::store::{Damage, ModelId, ModelState, StoreError};

#[test]
fn what_is_wrong_is_named_and_repaired() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    let weights = bench.path("original/model.safetensors");
    let size = fs::metadata(&weights).unwrap().len();
    let file = || "model.safetensors".to_owned();
    let expect = |damage: Damage| {
        assert_eq!(bench.state(), ModelState::Damaged { damage });
        assert_eq!(bench.store.folder(&id()), None);
        server.forget();
        bench.download(&server).unwrap();
        assert_eq!(server.asked().len(), 1);
        assert_eq!(bench.state(), ModelState::Ready);
        assert_like_tiny(&bench.store.folder(&id()).unwrap());
    };

    fs::remove_file(&weights).unwrap();
    expect(Damage::FileMissing { file: file() });

    fs::File::options()
        .write(true)
        .open(&weights)
        .unwrap()
        .set_len(size - 1)
        .unwrap();
    expect(Damage::OtherSize {
        file: file(),
        expected: size,
        found: size - 1,
    });

    let mut content = fs::read(&weights).unwrap();
    content[size as usize / 2] ^= 1;
    fs::write(&weights, content).unwrap();
    // The size is right, so only a verification finds it.
    assert_eq!(bench.state(), ModelState::Ready);
    let error = bench
        .store
        .verify(&id(), &bench.stop, &mut |_| ())
        .unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
    expect(Damage::OtherHash { file: file() });
    bench.store.verify(&id(), &bench.stop, &mut |_| ()).unwrap();
}

#[test]
fn a_damaged_fast_copy_costs_the_copy_alone_while_the_original_is_here() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    bench.convert(&id(), true).unwrap();
    let copy = bench.path("int8/model.safetensors");
    let mut content = fs::read(&copy).unwrap();
    *content.last_mut().unwrap() ^= 1;
    fs::write(&copy, content).unwrap();
    bench
        .store
        .verify(&id(), &bench.stop, &mut |_| ())
        .unwrap_err();
    let file = "int8/model.safetensors".to_owned();
    let damage = Damage::OtherHash { file };
    assert_eq!(bench.state(), ModelState::Damaged { damage });

    server.forget();
    bench.download(&server).unwrap();
    assert_eq!(server.asked(), [""; 0]);
    assert_eq!(bench.state(), ModelState::Ready);
    assert!(!copy.exists());
    bench.convert(&id(), false).unwrap();
    assert_eq!(bench.state(), ModelState::Ready);
    assert!(copy.exists());

    // Without the original, the model arrives again.
    fs::remove_file(&copy).unwrap();
    assert!(matches!(bench.state(), ModelState::Damaged { .. }));
    bench.download(&server).unwrap();
    assert_like_tiny(&bench.store.folder(&id()).unwrap());
}

#[test]
fn a_newer_manifest_is_left_alone() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    let text = r#"{"version": 99, "of": "another form"}"#;
    fs::write(bench.path("manifest.json"), text).unwrap();
    let damage = Damage::Newer;
    assert_eq!(bench.state(), ModelState::Damaged { damage });
    let stop = &bench.stop;
    for result in [
        bench.download(&server),
        bench.convert(&id(), false),
        bench.store.verify(&id(), stop, &mut |_| ()),
        bench.store.remove(&id()),
        bench.store.record_seconds(&id(), 1.0),
    ] {
        assert!(
            matches!(&result, Err(StoreError::Newer { version: 99, .. })),
            "{result:?}"
        );
    }
    assert_eq!(
        fs::read_to_string(bench.path("manifest.json")).unwrap(),
        text
    );
    assert!(bench.path("original/model.safetensors").exists());
}

#[test]
fn a_manifest_that_cannot_be_used_is_replaced_by_the_next_download() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    let whole = fs::read_to_string(bench.path("manifest.json")).unwrap();
    let outside = bench.home.path().join("outside.json");
    fs::write(&outside, "precious").unwrap();
    for text in [
        String::new(),
        whole[..whole.len() / 2].to_owned(),
        whole.replace("\"config.json\"", "\"../../../outside.json\""),
        whole.replace(super::NAME, "tester/another"),
    ] {
        fs::write(bench.path("manifest.json"), text).unwrap();
        assert!(matches!(
            bench.state(),
            ModelState::Damaged {
                damage: Damage::NotUsable { .. }
            }
        ));
        let listed = bench.store.list().unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].id, id());
        bench.download(&server).unwrap();
        assert_eq!(bench.state(), ModelState::Ready);
        assert_eq!(fs::read_to_string(&outside).unwrap(), "precious");
    }
    fs::write(bench.path("manifest.json"), "").unwrap();
    bench.store.remove(&id()).unwrap();
    assert_eq!(bench.state(), ModelState::Absent);
}

#[test]
fn an_id_that_leads_elsewhere_is_not_a_model() {
    let bench = Bench::new();
    for wrong in ["../x", "/etc", "a/b/c", "", "a\\b"] {
        let id = ModelId(wrong.into());
        assert!(
            matches!(bench.store.get(&id), Err(StoreError::Unknown { .. })),
            "{wrong}"
        );
        assert!(
            matches!(bench.store.remove(&id), Err(StoreError::Unknown { .. })),
            "{wrong}"
        );
    }
    assert!(matches!(
        bench.store.remove(&id()),
        Err(StoreError::Unknown { .. })
    ));
}

#[test]
fn leftovers_go_with_the_next_change() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    let leftovers = [
        bench.store.root().join(".removed-1/model/original"),
        bench.path("int8"),
        bench.path("original/old"),
    ];
    for folder in &leftovers {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("x"), "x").unwrap();
    }
    let file = bench.path("original/unwanted.bin.part");
    fs::write(&file, "x").unwrap();
    bench.store.record_seconds(&id(), 12.5).unwrap();
    assert!(leftovers.iter().all(|folder| !folder.exists()));
    assert!(!file.exists());
    let kept = bench.store.get(&id()).unwrap().unwrap();
    assert_eq!((kept.state, kept.seconds), (ModelState::Ready, Some(12.5)));
}
