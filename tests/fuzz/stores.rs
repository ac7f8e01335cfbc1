//! What the store of models reads: its own files, which other programs can write, what a hub says of a repository, and the
//! catalogue.

use std::path::{Component, Path};
use std::sync::atomic::AtomicBool;

use pagewing::weights::catalogue::Entry;
use pagewing::weights::download::{Description, Ledger};
use pagewing::weights::store::{ModelId, Placement, Store};
use pagewing_tests::{fixture, root};
use serde::Deserialize;

use crate::fuzz;

/// A folder of models with the tiny model, and its id.
fn store(folder: &Path) -> (Store, ModelId) {
    let store = Store::new(folder.join("models"));
    let stop = AtomicBool::new(false);
    let added = store.add(&fixture("tiny-model"), Placement::Copy, &stop, &mut |_| ());
    (store, added.expect("the fixture is a model"))
}

/// The only file of this name below a folder.
fn below(folder: &Path, name: &str) -> std::path::PathBuf {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut files = entries.map(|entry| entry.path().join(name));
    files.find(|file| file.is_file()).expect("the file")
}

/// The names and sizes of everything in a folder.
fn listed(folder: &Path) -> Vec<(std::path::PathBuf, u64)> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut all: Vec<_> = entries
        .map(|entry| {
            (
                entry.path(),
                entry.metadata().map_or(0, |about| about.len()),
            )
        })
        .collect();
    all.sort();
    all
}

#[test]
fn manifests() {
    let home = tempfile::tempdir().expect("a folder");
    let (kept, id) = store(home.path());
    let manifest = below(kept.root(), "manifest.json");
    let text = std::fs::read(&manifest).expect("the manifest");
    // a folder of the person's, and one that a manifest may name
    let own = home.path().join("own");
    std::fs::create_dir(&own).expect("the home can be written");
    std::fs::write(own.join("config.json"), "{}").expect("the home can be written");
    let origin = serde_json::json!({"kind": "linked", "folder": own}).to_string();
    let linked = serde_json::from_slice(&text).map(|mut value: serde_json::Value| {
        value["origin"] = serde_json::from_str(&origin).expect("JSON");
        value.to_string().into_bytes()
    });
    let corpus = [text, linked.expect("the manifest is JSON")];
    let before = listed(&own);
    let stop = AtomicBool::new(false);
    fuzz("manifest", &corpus, 80, &|changed| {
        std::fs::write(&manifest, changed).map_err(|error| error.to_string())?;
        let _ = kept.list();
        let _ = kept.get(&id);
        let _ = kept.state(&id);
        if let Some(folder) = kept.folder(&id) {
            let _ = kept.model_of(&folder);
        }
        let _ = kept.verify(&id, &stop, &mut |_| ());
        let _ = kept.record_seconds(&id, 1.5);
        let _ = kept.give_up_conversion(&id);
        match listed(&own) == before && kept.root().is_dir() {
            true => Ok(()),
            false => Err("a folder beside the store was changed".to_owned()),
        }
    });
    std::fs::write(&manifest, &corpus[0]).expect("the manifest");
    kept.remove(&id).expect("it can be removed");
    assert_eq!(listed(&own), before);
}

#[test]
fn ledgers() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("network.jsonl");
    let lines = concat!(
        r#"{"begin":{"id":"1a.2b.0","time":1790000000,"host":"hub.example","via":"proxy.example:8080","#,
        r#""why":{"kind":"description","repository":"owner/tiny"}}}"#,
        "\n",
        r#"{"end":{"id":"1a.2b.0","status":200,"bytes":18446744073709551615,"end":"complete"}}"#,
        "\n",
        r#"{"begin":{"id":"1a.2b.1","time":1790000001,"host":"hub.example","#,
        r#""why":{"kind":"file","repository":null,"file":"config.json"}}}"#,
        "\n",
        r#"{"end":{"id":"1a.2b.1","status":404,"bytes":12,"end":"broken"}}"#,
        "\n",
        r#"{"dropped":{"connections":7,"bytes":18446744073709551615}}"#,
        "\n",
    );
    fuzz("ledger", &[lines.as_bytes().to_vec()], 300, &|changed| {
        std::fs::write(&file, changed).map_err(|error| error.to_string())?;
        let history = Ledger::at(file.clone())
            .history(1)
            .map_err(|error| error.to_string())?;
        match history.entries.len() as u64 <= history.connections.min(1) {
            true => Ok(()),
            false => Err("more entries than connections".to_owned()),
        }
    });
    std::fs::write(&file, lines).expect("the ledger");
    let history = Ledger::at(file).history(9).expect("the ledger");
    assert_eq!((history.entries.len(), history.connections), (2, 9));
}

#[test]
fn descriptions_of_a_hub() {
    let body = br#"{"sha": "4a68718cdd234b773640b8a67afb2f8186b8f142", "cardData": {"license": "apache-2.0"}, "siblings": [
        {"rfilename": "config.json", "size": 512}, {"rfilename": "1_Pooling/config.json"},
        {"rfilename": "model.safetensors", "lfs": {"size": 2310000000, "sha256":
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}}]}"#;
    let read = Description::read(body).expect("it is one");
    assert_eq!((read.files.len(), read.commit.is_some()), (3, true));
    let hostile = br#"{"sha": null, "siblings": [{"rfilename": "../x"}, {"rfilename": "/etc/passwd"}, {"rfilename": "a/../../b"},
        {"rfilename": "C:\\x"}, {"rfilename": "a//b"}, {"rfilename": ""}, {"rfilename": "nul"}]}"#;
    let corpus = [body.to_vec(), hostile.to_vec()];
    fuzz("description", &corpus, 400, &|changed| {
        let Some(description) = Description::read(changed) else {
            return Ok(());
        };
        for file in &description.files {
            let parts = Path::new(&file.path).components();
            if file.path.is_empty()
                || !parts
                    .clone()
                    .all(|part| matches!(part, Component::Normal(_)))
            {
                return Err(format!("{:?} leads out of a folder", file.path));
            }
        }
        // sizes are added up
        let sizes = description.files.iter().filter_map(|file| file.size);
        match sizes.clone().try_fold(0_u64, u64::checked_add) {
            Some(_) => Ok(()),
            None => Err("the sizes are more than a number holds".to_owned()),
        }
    });
}

#[test]
fn catalogues() {
    #[derive(Deserialize)]
    struct Catalogue {
        models: Vec<Entry>,
    }
    let file = std::fs::read(root().join("assets/catalogue.json")).expect("the catalogue");
    let read = serde_json::from_slice::<Catalogue>(&file);
    assert!(!read.expect("it is one").models.is_empty());
    fuzz("catalogue", &[file], 200, &|changed| {
        if let Ok(catalogue) = serde_json::from_slice::<Catalogue>(changed) {
            for entry in &catalogue.models {
                let _ = entry.download_bytes();
            }
        }
        Ok(())
    });
}
