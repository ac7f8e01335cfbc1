//! Folders of models with one file changed: vocabularies, configurations, weights in both forms, and our own converted form.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use bigbird_pegasus::conversion::{ConvertOptions, ERROR_BOUND, convert};
use bigbird_pegasus::tokenizer::{BigBirdTokenizer, PegasusTokenizer};
use bigbird_pegasus::{
    BigBirdConfig, BigBirdPegasusConfig, BigBirdPegasusForConditionalGeneration, Checkpoint,
    GenerationConfig, LoadOptions, Stop,
};
use candle_core::Device;
use pagewing_tests::{fixture, pytorch};
use tempfile::TempDir;

use crate::fuzz;

/// A folder with the files of another one, but for those of these names.
fn copy(from: &Path, but: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(from).expect("a model").flatten() {
        let name = entry.file_name();
        if !but.iter().any(|other| name == *other) {
            std::fs::copy(entry.path(), folder.path().join(&name)).expect("a copy");
        }
    }
    folder
}

/// Opens everything that is in the folder of a model, and loads it.
fn opens(folder: &Path) {
    let _ = BigBirdPegasusConfig::read(folder);
    let _ = BigBirdConfig::read(folder);
    let _ = GenerationConfig::read(folder);
    let text = "Boats rest in the harbour \u{fb01}ve hours\u{2026} \u{6e2f}";
    if let Ok(tokenizer) = PegasusTokenizer::open(folder) {
        let encoding = tokenizer.encode(text);
        let _ = tokenizer.decode(&encoding.ids, true);
        let _ = tokenizer.decode(&[0, 1, 7, u32::MAX], false);
    }
    if let Ok(tokenizer) = BigBirdTokenizer::open(folder)
        && let Ok(encoding) = tokenizer.encode(text)
    {
        let _ = tokenizer.decode(&encoding.ids, true);
    }
    if let Ok(checkpoint) = Checkpoint::open(folder) {
        let options = LoadOptions::default();
        let _ = BigBirdPegasusForConditionalGeneration::load(&checkpoint, &Device::Cpu, options);
    }
}

/// Changes a file of a model's folder. `head` bytes of it are changed at most: what follows are numbers, which may be any.
fn file(name: &str, model: &Path, head: usize, few: usize) {
    let bytes = std::fs::read(model.join(name)).expect("a file of the model");
    let (head, rest) = bytes.split_at(head.min(bytes.len()));
    let folder = copy(model, &[name]);
    fuzz(name, &[head.to_vec()], few, &|changed| {
        let file = folder.path().join(name);
        std::fs::write(&file, [changed, rest].concat()).map_err(|error| error.to_string())?;
        opens(folder.path());
        Ok(())
    });
}

fn tiny() -> PathBuf {
    fixture("tiny-model")
}

/// The tiny model in our own form.
fn converted() -> &'static TempDir {
    static CONVERTED: OnceLock<TempDir> = OnceLock::new();
    CONVERTED.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let checkpoint = Checkpoint::open(&tiny()).expect("the fixture");
        let tokenizer = PegasusTokenizer::open(&tiny()).expect("the fixture");
        let text = "Boats rest in the harbour and wait for the tide. ".repeat(8);
        let options = ConvertOptions {
            source: "0123",
            ids: &tokenizer.encode(&text).ids,
            question: 0,
            bound: ERROR_BOUND,
        };
        convert(
            &checkpoint,
            folder.path(),
            &options,
            &Stop::never(),
            &mut |_| (),
        )
        .expect("it converts");
        folder
    })
}

#[test]
fn configurations() {
    file("config.json", &tiny(), usize::MAX, 150);
    file("generation_config.json", &tiny(), usize::MAX, 60);
    file("tokenizer_config.json", &tiny(), usize::MAX, 60);
}

#[test]
fn vocabularies() {
    file("spiece.model", &tiny(), usize::MAX, 40);
}

#[test]
fn vocabularies_in_json() {
    // a BPE without merges is the smallest that the library takes
    let json = br#"{"version": "1.0", "added_tokens": [{"id": 0, "content": "<pad>", "single_word": false,
        "lstrip": false, "rstrip": false, "normalized": false, "special": true}], "normalizer": {"type": "NFKC"},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "_", "prepend_scheme": "always"}, "decoder": null,
        "model": {"type": "Unigram", "unk_id": 1, "vocab": [["<pad>", 0.0], ["<unk>", 0.0], ["</s>", 0.0],
        ["_boats", -2.5], ["_", -3.0], ["a", -4.0]]}}"#;
    let folder = copy(&tiny(), &["spiece.model"]);
    fuzz("tokenizer.json", &[json.to_vec()], 150, &|changed| {
        let file = folder.path().join("tokenizer.json");
        std::fs::write(&file, changed).map_err(|error| error.to_string())?;
        opens(folder.path());
        Ok(())
    });
}

#[test]
fn weights() {
    file("model.safetensors", &tiny(), 16 << 10, 60);
}

#[test]
fn pickles() {
    let folder = copy(&tiny(), &["model.safetensors"]);
    let weights = tiny().join("model.safetensors");
    pytorch::write(&weights, &folder.path().join("pytorch_model.bin")).expect("it is written");
    // the table of the tensors stands in front
    file("pytorch_model.bin", folder.path(), 16 << 10, 60);
}

#[test]
fn converted_weights() {
    file("model.safetensors", converted().path(), 16 << 10, 60);
}
