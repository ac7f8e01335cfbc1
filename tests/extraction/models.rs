//! Folders of models from elsewhere: the worker looks through them, in its cage, before the program opens them. Honest ones come in.
//! Those that crash it, keep it busy or fill its memory are refused, and the program goes on.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use pagewing::jobs::Inspection;
use pagewing::weights::store::{ModelState, Placement, Store, StoreError};
use pagewing::weights::{Convertible, Fall, ModelError, offer};
use pagewing_tests::{fixture, pytorch, root};
use tempfile::TempDir;

/// A store that looks through folders in this way, in a folder of its own.
struct Bench {
    home: TempDir,
    store: Store,
}

impl Bench {
    fn new(inspection: Inspection) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let store = Store::new(home.path().join("models")).with_inspector(inspection.inspector());
        Self { home, store }
    }

    /// A copy of the small model, to change.
    fn copy(&self, name: &str) -> PathBuf {
        let folder = self.home.path().join(name);
        fs::create_dir(&folder).expect("a folder");
        for entry in fs::read_dir(fixture("tiny-model")).expect("the fixture") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name");
            fs::copy(&path, folder.join(name)).expect("the copy");
        }
        folder
    }

    fn link(&self, folder: &Path) -> Result<(), StoreError> {
        let stop = AtomicBool::new(false);
        let added = self
            .store
            .add(folder, Placement::Link, &stop, &mut |_| ())?;
        assert_eq!(self.store.state(&added)?, ModelState::Ready);
        Ok(())
    }

    /// How the worker came to an end that looked through a folder; nothing of the folder is in the store then.
    fn fall(&self, folder: &Path) -> Fall {
        let ended = self.link(folder);
        let Err(StoreError::Model(ModelError::Unread(how))) = ended else {
            panic!("{ended:?}");
        };
        let kept = self.store.list().expect("the store");
        assert!(kept.is_empty(), "{kept:?}");
        how
    }
}

/// The product's way, with the worker that was built beside the tests.
fn by_worker() -> Inspection {
    Inspection {
        worker: Some(env!("CARGO_BIN_EXE_test-extract-worker").into()),
        ..Inspection::default()
    }
}

/// With a script in the worker's place, which ends as its name says.
#[cfg(unix)]
fn by_stand_in(folder: &Path, name: &str) -> Inspection {
    let worker = folder.join(name);
    let script = root().join("tests/extraction/stand_in.sh");
    std::os::unix::fs::symlink(script, &worker).expect("a link");
    Inspection {
        worker: Some(worker),
        ..Inspection::default()
    }
}

#[test]
fn honest_folders_come_in() {
    let bench = Bench::new(by_worker());
    let pickled = bench.copy("pickled");
    let weights = pickled.join("model.safetensors");
    pytorch::write(&weights, &pickled.join("pytorch_model.bin")).expect("it is written");
    fs::remove_file(weights).expect("it is there");
    for folder in [
        fixture("tiny-model"),
        pickled,
        root().join("assets/starter"),
    ] {
        let added = bench.link(&folder);
        assert!(added.is_ok(), "{}: {added:?}", folder.display());
    }
}

#[test]
#[cfg(unix)]
fn a_snapshot_of_a_cache_comes_in_although_its_files_are_links_to_elsewhere() {
    let bench = Bench::new(by_worker());
    let blobs = bench.copy("models--a--writer");
    let snapshots = blobs.join("snapshots");
    let snapshot = snapshots.join("4a68718cdd234b773640b8a67afb2f8186b8f142");
    fs::create_dir_all(&snapshot).expect("folders");
    for entry in fs::read_dir(fixture("tiny-model")).expect("the fixture") {
        let name = entry.expect("an entry").file_name();
        let target = Path::new("../..").join(&name);
        std::os::unix::fs::symlink(target, snapshot.join(name)).expect("a link");
    }
    for chosen in [&snapshot, &snapshots] {
        let offered = offer(&bench.store, chosen);
        let offered = offered.unwrap_or_else(|error| panic!("{}: {error}", chosen.display()));
        assert_eq!(offered.name, "a/writer");
    }
    let added = bench.link(&snapshot);
    assert!(added.is_ok(), "{added:?}");
}

/// The weights are mapped into memory, and a large model has more of them than the worker may have memory.
#[test]
#[cfg(target_os = "linux")]
fn large_weights_are_no_reason_to_refuse_a_model() {
    const LARGE: u64 = 6 << 30;
    let bench = Bench::new(by_worker());
    let folder = bench.copy("large");
    let path = folder.join("model.safetensors");
    let bytes = fs::read(&path).expect("the weights");
    let (length, rest) = bytes.split_at(8);
    let length = u64::from_le_bytes(length.try_into().expect("eight bytes")) as usize;
    let (header, data) = rest.split_at(length);
    let mut header: serde_json::Value = serde_json::from_slice(header).expect("JSON");
    let begin = data.len() as u64;
    header["beside.weight"] = serde_json::json!({
        "dtype": "U8", "shape": [LARGE], "data_offsets": [begin, begin + LARGE],
    });
    let header = header.to_string().into_bytes();
    let mut file = fs::File::create(&path).expect("the weights");
    for part in [
        &(header.len() as u64).to_le_bytes()[..],
        header.as_slice(),
        data,
    ] {
        file.write_all(part).expect("it is written");
    }
    // the rest takes no place on the disk
    file.set_len(8 + header.len() as u64 + begin + LARGE)
        .expect("a long file");
    let offered = offer(&bench.store, &folder).expect("a model");
    assert!(offered.bytes > LARGE, "{}", offered.bytes);
}

/// A pickle that asks for a shell, in the archive that PyTorch writes.
fn asks_for_a_shell() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("archive/data.pkl", stored).expect("started");
    zip.write_all(b"\x80\x02cos\nsystem\nX\x09\x00\x00\x00touch out\x85R.")
        .expect("written");
    zip.finish().expect("finished").into_inner()
}

#[test]
fn what_the_worker_refuses_is_what_opening_would_refuse() {
    let bench = Bench::new(by_worker());
    let weights = fs::read(fixture("tiny-model/model.safetensors")).expect("the weights");
    let mut long_header = weights.clone();
    long_header[..8].copy_from_slice(&u64::MAX.to_le_bytes());
    let deep = format!("{{\"model\": {}", "[".repeat(1 << 20)).into_bytes();
    // a file, what stands in it, and the file that would be taken before it
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("pytorch_model.bin", asks_for_a_shell(), "model.safetensors"),
        (
            "model.safetensors",
            weights[..weights.len() / 2].to_vec(),
            "",
        ),
        ("model.safetensors", long_header, ""),
        ("config.json", deep.clone(), ""),
        ("tokenizer.json", deep, "spiece.model"),
        ("spiece.model", vec![0xff; 1 << 16], ""),
    ];
    for (at, (file, bytes, before)) in cases.into_iter().enumerate() {
        let folder = bench.copy(&format!("case-{at}"));
        if !before.is_empty() {
            fs::remove_file(folder.join(before)).expect("it is there");
        }
        fs::write(folder.join(file), bytes).expect("it is written");
        let opened = Convertible::open_to_keep(&folder).map(drop);
        let opened = opened.expect_err("it is no model").to_string();
        let ended = bench.link(&folder);
        assert!(
            matches!(&ended, Err(StoreError::Model(error)) if error.to_string() == opened),
            "{file}: {ended:?}, and not {opened}"
        );
        assert!(!folder.join("out").exists() && !Path::new("out").exists());
    }
}

/// What its path is called is no reason for the worker to come to an end.
#[test]
#[cfg(target_os = "linux")]
fn a_folder_whose_path_is_not_text_is_looked_through_and_refused_for_its_path() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let bench = Bench::new(by_worker());
    let folder = bench.home.path().join(OsStr::from_bytes(b"mod\xe8le"));
    fs::rename(bench.copy("model"), &folder).expect("it is renamed");
    let added = bench.link(&folder);
    assert!(
        matches!(added, Err(StoreError::NotUnicode { .. })),
        "{added:?}"
    );
    fs::write(folder.join("config.json"), "not JSON").expect("it is written");
    let added = bench.link(&folder);
    assert!(
        matches!(added, Err(StoreError::Model(ModelError::Damaged(_)))),
        "{added:?}"
    );
}

/// With Landlock, the worker opens what it was given, and nothing else.
#[test]
#[cfg(target_os = "linux")]
fn the_worker_opens_no_other_folder() {
    use pagewing::document::worker::cage::strength;
    use pagewing::document::worker::{Look, look_through};

    let tiny = fixture("tiny-model").canonicalize().expect("the fixture");
    let Inspection {
        worker,
        memory_bytes,
        time,
    } = by_worker();
    let said = |readable: &[PathBuf]| {
        let look = Look {
            folder: &tiny,
            readable,
            mapped_bytes: 1 << 30,
            memory_bytes,
            time,
            worker: worker.as_deref(),
        };
        let said = look_through(&look, &AtomicBool::new(false)).expect("an answer");
        String::from_utf8(said).expect("text")
    };
    assert_eq!(said(std::slice::from_ref(&tiny)), r#"{"Ok":null}"#);
    if strength().files {
        let other = fixture("bert").canonicalize().expect("the fixture");
        let refused = said(&[other]);
        assert!(refused.starts_with(r#"{"Err":"#), "{refused}");
    }
}

#[test]
fn a_folder_that_needs_too_much_memory_is_refused_and_the_program_goes_on() {
    let bench = Bench::new(Inspection {
        // the files fit into it, and their vocabulary does not
        memory_bytes: 3 << 20,
        ..by_worker()
    });
    let starter = root().join("assets/starter");
    assert_eq!(bench.fall(&starter), Fall::TooMuchMemory);
}

#[test]
#[cfg(unix)]
fn a_worker_that_does_not_answer_costs_the_model_and_not_the_program() {
    let links = tempfile::tempdir().expect("a folder");
    let tiny = fixture("tiny-model");
    for (name, how) in [
        ("crashes", Fall::Crashed),
        ("fills", Fall::TooMuchMemory),
        ("babbles", Fall::Crashed),
        ("silent", Fall::Crashed),
    ] {
        let bench = Bench::new(by_stand_in(links.path(), name));
        assert_eq!(bench.fall(&tiny), how, "{name}");
    }
    let waiting = by_stand_in(links.path(), "hangs");
    let bench = Bench::new(Inspection {
        time: std::time::Duration::ZERO,
        ..waiting.clone()
    });
    assert_eq!(bench.fall(&tiny), Fall::TookTooLong);
    let bench = Bench::new(Inspection {
        worker: Some(links.path().join("missing")),
        ..waiting.clone()
    });
    assert_eq!(bench.fall(&tiny), Fall::NotStarted);
    // a person does not have to wait
    let bench = Bench::new(waiting);
    let stop = AtomicBool::new(true);
    let ended = bench.store.add(&tiny, Placement::Copy, &stop, &mut |_| ());
    assert!(matches!(ended, Err(StoreError::Cancelled)), "{ended:?}");
}
