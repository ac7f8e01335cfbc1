//! Model folders that cannot be used: the error comes before anything is read, and says what to do.

use std::fs;
use std::path::PathBuf;

use pagewing_tests::{fixture, pdf};

use super::{Ended, Run, text};

/// A copy of the fixture's model, for tests that damage it.
fn copy(run: &Run) -> PathBuf {
    let folder = run.home.path().join("model");
    fs::create_dir_all(&folder).expect("the home can be written");
    for entry in fs::read_dir(fixture("tiny-model")).expect("the fixture") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        fs::copy(&path, folder.join(name)).expect("the home can be written");
    }
    folder
}

fn summarize(run: &Run, model: &std::path::Path) -> Ended {
    let file = run.file("birds.pdf", pdf::about_birds());
    run.run(["summarize", "-q", text(&file), "--model", text(model)])
}

/// Replaces a piece of `config.json`.
fn edit(model: &std::path::Path, from: &str, to: &str) {
    let path = model.join("config.json");
    let config = fs::read_to_string(&path).expect("the copy");
    assert!(config.contains(from));
    fs::write(path, config.replace(from, to)).expect("the copy can be written");
}

#[test]
fn a_missing_folder_is_told() {
    let run = Run::new();
    let nowhere = run.home.path().join("nowhere");
    summarize(&run, &nowhere).refused(1, &["nowhere", "Model folder not found"]);
}

#[test]
fn an_incomplete_folder_is_told() {
    for (file, word) in [
        ("config.json", "config.json"),
        ("model.safetensors", "no weights"),
        ("spiece.model", "no tokenizer"),
    ] {
        let run = Run::new();
        let model = copy(&run);
        fs::remove_file(model.join(file)).expect("the copy has it");
        summarize(&run, &model).refused(1, &["incomplete", word]);
    }
}

#[test]
fn another_architecture_is_told() {
    let run = Run::new();
    let model = copy(&run);
    edit(
        &model,
        "BigBirdPegasusForConditionalGeneration",
        "T5ForConditionalGeneration",
    );
    summarize(&run, &model).refused(1, &["BigBirdPegasus", "T5ForConditionalGeneration"]);
}

#[test]
fn truncated_weights_are_told() {
    let run = Run::new();
    let model = copy(&run);
    let path = model.join("model.safetensors");
    let bytes = fs::read(&path).expect("the copy");
    fs::write(&path, &bytes[..bytes.len() / 2]).expect("the copy can be written");
    summarize(&run, &model).refused(1, &["truncated", "model.safetensors"]);
}

#[test]
fn weights_that_do_not_fit_the_configuration_are_told() {
    let run = Run::new();
    let model = copy(&run);
    edit(&model, "\"encoder_layers\": 3", "\"encoder_layers\": 4");
    summarize(&run, &model).refused(1, &["damaged"]);
}

#[test]
fn another_models_tokenizer_is_told() {
    let run = Run::new();
    let model = copy(&run);
    edit(&model, "\"vocab_size\": 1024", "\"vocab_size\": 96103");
    summarize(&run, &model).refused(1, &["tokenizer doesn't belong", "96103"]);
}

#[test]
fn a_broken_configuration_is_told() {
    let run = Run::new();
    let model = copy(&run);
    fs::write(model.join("config.json"), "{\"architectures\": [").expect("the copy");
    summarize(&run, &model).refused(1, &["config.json"]);
}
