//! Downloads of whole models.

use std::fs;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::server::{COMMIT, Repository, Served};
use super::{Bench, NAME, assert_like_tiny, id, tiny};
use crate::stage::Stage;
use crate::weights::store::{Damage, ModelId, ModelRole, ModelState, Origin, StoreError};
use crate::weights::{ModelFolder, ModelPart};

#[test]
fn a_model_arrives_and_can_be_used_and_is_not_asked_for_again() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    assert_eq!(bench.state(), ModelState::Absent);
    let mut seen = Vec::new();
    bench
        .download_of(NAME, &server, &mut |progress| seen.push(progress))
        .unwrap();

    let kept = bench.store.get(&id()).unwrap().unwrap();
    assert_eq!(kept.state, ModelState::Ready);
    assert_eq!(kept.role, Some(ModelRole::Writes));
    assert_eq!(kept.origin, Origin::Named);
    assert_eq!(kept.revision.as_deref(), Some(COMMIT));
    let folder = kept.folder.unwrap();
    assert_like_tiny(&folder);
    let figures = kept.figures.unwrap();
    assert_eq!(
        figures.parameters,
        ModelFolder::open(&folder).unwrap().parameters
    );
    // Files that no model needs stay where they are.
    assert!(!folder.join("README.md").exists());

    let total = seen
        .last()
        .unwrap()
        .transfer
        .and_then(|transfer| transfer.total)
        .unwrap();
    assert!(total > 1_500_000, "{total}");
    assert!(seen.windows(2).all(|two| two[0].done <= two[1].done + 1e-6));
    assert!(
        seen.iter()
            .any(|progress| progress.stage == Stage::Downloading)
    );
    // Without a revision, the commit of the description is asked for.
    assert!(
        server
            .asked()
            .iter()
            .skip(1)
            .all(|asked| asked.contains(COMMIT))
    );

    server.forget();
    bench.download(&server).unwrap();
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn a_server_without_descriptions_is_enough() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    server.change(|served| served.describes = false);
    bench.download(&server).unwrap();
    assert_eq!(bench.state(), ModelState::Ready);
    assert_like_tiny(&bench.store.folder(&id()).unwrap());
}

#[test]
fn shards_are_found_through_their_index() {
    let (bench, mut served) = (Bench::new(), Served::folder(&tiny()));
    let weights = served.files.remove("model.safetensors").unwrap();
    let shard = "model-00001-of-00001.safetensors";
    served.files.insert(shard.into(), weights);
    let index = format!(r#"{{"weight_map": {{"a": "{shard}"}}}}"#);
    served
        .files
        .insert("model.safetensors.index.json".into(), index.into());
    served
        .files
        .insert("unrelated.safetensors".into(), b"unrelated".to_vec());
    for describes in [true, false] {
        served.describes = describes;
        let server = Repository::start(served.clone());
        bench.download(&server).unwrap();
        assert_eq!(bench.state(), ModelState::Ready);
        assert!(
            !server
                .asked()
                .iter()
                .any(|asked| asked.contains("unrelated"))
        );
        bench.store.remove(&id()).unwrap();
    }
}

#[test]
fn another_architecture_is_refused_before_its_weights() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    server.change(|served| {
        let config = br#"{"architectures": ["LlamaForCausalLM"]}"#;
        served.files.insert("config.json".into(), config.to_vec());
    });
    let error = bench.download(&server).unwrap_err();
    assert!(
        matches!(&error, StoreError::OtherArchitecture { architecture, .. } if architecture == "LlamaForCausalLM"),
        "{error:?}"
    );
    assert_eq!(bench.state(), ModelState::Absent);
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_repository_without_a_part_of_every_model_is_named() {
    for (file, part) in [
        ("config.json", ModelPart::Config),
        ("model.safetensors", ModelPart::Weights),
        ("spiece.model", ModelPart::Tokenizer),
    ] {
        let (bench, server) = (Bench::new(), Repository::of_tiny());
        server.change(|served| drop(served.files.remove(file)));
        let error = bench.download(&server).unwrap_err();
        assert!(
            matches!(&error, StoreError::Incomplete { part: found, .. } if *found == part),
            "{error:?}"
        );
        assert_eq!(bench.state(), ModelState::Absent);
    }
}

#[test]
fn a_name_that_leads_nowhere_stays_off_the_shelf() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    let error = bench
        .download_of("tester/none", &server, &mut |_| ())
        .unwrap_err();
    assert!(matches!(error, StoreError::Download(_)), "{error:?}");
    assert_eq!(bench.store.list().unwrap(), []);
    let elsewhere = format!("https://elsewhere.example/{NAME}");
    let error = bench
        .download_of(&elsewhere, &server, &mut |_| ())
        .unwrap_err();
    assert!(matches!(error, StoreError::OtherServer { .. }), "{error:?}");
    // An address of the hub means the same repository on the server that is set.
    let hub = format!("https://huggingface.co/{NAME}");
    bench.download_of(&hub, &server, &mut |_| ()).unwrap();
}

#[test]
fn a_commit_of_the_catalogue_that_is_gone_does_not_keep_anybody_from_the_model() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    let id = ModelId("google/bigbird-pegasus-large-arxiv".into());
    server.change(|served| {
        served.name = id.0.clone();
        served.only = Some("main");
    });
    bench
        .download_of(&id.0, &server, &mut |_| ())
        .expect("downloads what there is now");
    let kept = bench.store.get(&id).unwrap().unwrap();
    assert_eq!(kept.state, ModelState::Ready);
    assert_eq!(kept.revision.as_deref(), Some(COMMIT));
    // A revision that a person names stays a condition.
    let named = format!("{}@v1", id.0);
    let error = bench.download_of(&named, &server, &mut |_| ()).unwrap_err();
    assert!(matches!(error, StoreError::Download(_)), "{error:?}");
    assert_eq!(bench.store.state(&id).unwrap(), ModelState::Ready);
}

#[test]
fn a_stopped_download_goes_on_where_it_was() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    server.change(|served| served.pace = Duration::from_millis(40));
    let stop = bench.stop.clone();
    let error = bench
        .download_of(NAME, &server, &mut |progress| {
            if progress
                .transfer
                .is_some_and(|transfer| transfer.bytes > 900_000)
            {
                stop.store(true, Ordering::Relaxed);
            }
        })
        .unwrap_err();
    assert!(matches!(error, StoreError::Cancelled), "{error:?}");
    let ModelState::Partial { bytes, total } = bench.state() else {
        panic!("{:?}", bench.state());
    };
    assert!(
        bytes > 800_000 && total.unwrap() > bytes,
        "{bytes} of {total:?}"
    );
    assert_eq!(bench.store.folder(&id()), None);

    bench.stop.store(false, Ordering::Relaxed);
    server.forget();
    bench.download(&server).unwrap();
    assert_eq!(bench.state(), ModelState::Ready);
    let asked = server.asked();
    // Neither the description nor what is whole is asked for again.
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(
        asked[0].contains("model.safetensors") && !asked[0].ends_with(" 0"),
        "{asked:?}"
    );
    assert_like_tiny(&bench.store.folder(&id()).unwrap());
}

#[test]
fn the_hash_of_the_first_download_is_enforced() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    server.change(|served| served.has_hashes = false);
    bench.download(&server).unwrap();
    bench.store.remove(&id()).unwrap();
    assert_eq!(bench.state(), ModelState::Absent);

    // The same commit now has other weights, and its server does not say so.
    let right = fs::read(tiny().join("model.safetensors")).unwrap();
    server.change(|served| {
        *served
            .files
            .get_mut("model.safetensors")
            .unwrap()
            .last_mut()
            .unwrap() ^= 1
    });
    let error = bench.download(&server).unwrap_err();
    let file = "model.safetensors".to_owned();
    let damage = Damage::OtherHash { file };
    assert!(
        matches!(&error, StoreError::Damaged { damage: found, revision: Some(revision), .. }
            if *found == damage && revision == COMMIT),
        "{error:?}"
    );
    assert_eq!(bench.state(), ModelState::Damaged { damage });

    server.change(|served| drop(served.files.insert("model.safetensors".into(), right)));
    bench.download(&server).unwrap();
    assert_eq!(bench.state(), ModelState::Ready);
}

#[test]
fn files_of_two_revisions_are_never_mixed() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench
        .download_of(&format!("{NAME}@v1"), &server, &mut |_| ())
        .unwrap();
    // A branch was resolved to its commit, and that commit is here.
    server.forget();
    bench
        .download_of(&format!("{NAME}@{COMMIT}"), &server, &mut |_| ())
        .unwrap();
    assert_eq!(server.asked(), [""; 0]);
    let other = "f".repeat(40);
    bench
        .download_of(&format!("{NAME}@{other}"), &server, &mut |_| ())
        .unwrap();
    let files = server
        .asked()
        .into_iter()
        .filter(|asked| asked.contains(&format!("resolve/{other}")));
    assert_eq!(files.count(), 5);
    assert_eq!(
        bench.store.get(&id()).unwrap().unwrap().revision,
        Some(other)
    );
}

#[test]
fn a_revision_that_cannot_be_asked_for_does_not_cost_the_model_that_is_here() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    bench.download(&server).unwrap();
    let before = bench.store.get(&id()).unwrap();
    server.change(|served| served.name = "tester/another".into());
    let other = format!("{NAME}@no-such-revision");
    bench.download_of(&other, &server, &mut |_| ()).unwrap_err();
    assert_eq!(bench.store.get(&id()).unwrap(), before);
    assert_like_tiny(&bench.path("original"));

    // A branch that means the commit that is here costs one question.
    server.change(|served| served.name = NAME.into());
    server.forget();
    let branch = format!("{NAME}@main");
    bench.download_of(&branch, &server, &mut |_| ()).unwrap();
    assert_eq!(server.asked().len(), 1);
    assert_eq!(bench.state(), ModelState::Ready);
}

#[test]
fn one_download_of_a_model_runs_at_a_time() {
    let (bench, server) = (Bench::new(), Repository::of_tiny());
    let mut second = None;
    bench
        .download_of(NAME, &server, &mut |_| {
            if second.is_none() {
                second = Some(bench.download(&server));
            }
        })
        .unwrap();
    assert!(
        matches!(second, Some(Err(StoreError::Busy { .. }))),
        "{second:?}"
    );
    assert_eq!(bench.state(), ModelState::Ready);
}

#[test]
fn imported_models_are_not_asked_for() {
    let bench = Bench::new();
    let server = Repository::of_tiny();
    let network = super::network(&server.url(), bench.home.path());
    let imported = ModelId("imported/mine".into()).into();
    let error = bench
        .store
        .download(&imported, &network, &bench.stop, &mut |_| ())
        .unwrap_err();
    assert!(matches!(error, StoreError::Unknown { .. }), "{error:?}");
    assert_eq!(server.asked(), [""; 0]);
}
