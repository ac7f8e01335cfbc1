//! Model folders as people have them: saved by another program, downloaded halfway, or chosen one level too high. They
//! work as they are, or the message names the file that is wrong.

use std::fs;
use std::path::{Path, PathBuf};

use pagewing_tests::{fixture, pdf};
use serde_json::Value;

use super::{Ended, Run, text};

/// A copy of the fixture's model in a folder of this name.
fn copy(run: &Run, name: &str) -> PathBuf {
    let folder = run.home.path().join(name);
    fs::create_dir_all(&folder).expect("the home can be written");
    for entry in fs::read_dir(fixture("tiny-model")).expect("the fixture") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        fs::copy(&path, folder.join(name)).expect("the home can be written");
    }
    folder
}

fn summarize(run: &Run, model: &Path) -> Ended {
    let file = run.file("birds.pdf", pdf::about_birds());
    let settings = ["--beams", "1", "--max-tokens", "12"];
    let command = ["summarize", "-q", text(&file), "--model", text(model)];
    run.run(command.iter().chain(&settings))
}

/// The output without the first lines, which name the model.
fn sentences(ended: &Ended) -> String {
    let (_, sentences) = ended.out.split_once("\n\n").expect("a head and sentences");
    assert!(!sentences.trim().is_empty());
    sentences.to_owned()
}

/// Rewrites the header of the weights; their numbers stay, with `more` bytes behind them.
fn reheader(
    model: &Path,
    more: usize,
    change: impl FnOnce(&mut serde_json::Map<String, Value>, u64),
) {
    let file = model.join("model.safetensors");
    let bytes = fs::read(&file).expect("the copy");
    let (length, rest) = bytes.split_at(8);
    let length = u64::from_le_bytes(length.try_into().expect("eight bytes")) as usize;
    let (header, numbers) = rest.split_at(length);
    let mut header: serde_json::Map<String, Value> =
        serde_json::from_slice(header).expect("a header");
    change(&mut header, numbers.len() as u64);
    let header = Value::Object(header).to_string();
    let mut changed = (header.len() as u64).to_le_bytes().to_vec();
    changed.extend_from_slice(header.as_bytes());
    changed.extend_from_slice(numbers);
    changed.resize(changed.len() + more, 1);
    fs::write(file, changed).expect("the copy can be written");
}

#[test]
fn odd_folders_write_what_the_good_one_writes() {
    let run = Run::new();
    let good = summarize(&run, &copy(&run, "good"));
    assert_eq!((good.code, good.err.as_str()), (0, ""));
    let same = |model: &Path| {
        let ended = summarize(&run, model);
        assert_eq!(ended.code, 0, "{}: {}", model.display(), ended.err);
        assert_eq!(sentences(&ended), sentences(&good), "{}", model.display());
        ended.err
    };

    // position numbers, as old versions of transformers saved them
    let model = copy(&run, "numbers");
    reheader(&model, 16, |header, end| {
        let extra = serde_json::json!({
            "dtype": "I64", "shape": [1, 2], "data_offsets": [end, end + 16],
        });
        header.insert("model.encoder.embed_positions.position_ids".into(), extra);
    });
    let said = same(&model);
    for word in [
        "were not used",
        "model.encoder.embed_positions.position_ids",
    ] {
        assert!(said.contains(word), "{said}");
    }

    let model = copy(&run, "marked");
    for name in [
        "config.json",
        "generation_config.json",
        "tokenizer_config.json",
    ] {
        let config = fs::read_to_string(model.join(name)).expect("the copy");
        let config = format!("\u{feff}{}", config.replace('\n', "\r\n"));
        fs::write(model.join(name), config).expect("the copy can be written");
    }
    assert_eq!(same(&model), "");

    let model = copy(&run, "parallel");
    reheader(&model, 0, |header, _| {
        let named = |(name, place): (String, Value)| match name.as_str() {
            "__metadata__" => (name, place),
            _ => (format!("module.{name}"), place),
        };
        *header = std::mem::take(header).into_iter().map(named).collect();
    });
    assert_eq!(same(&model), "");

    let model = copy(&run, "renamed");
    fs::rename(
        model.join("model.safetensors"),
        model.join("bigbird.safetensors"),
    )
    .expect("the copy has it");
    fs::write(
        model.join("training_args.bin"),
        b"\x80\x04cposix\nsystem\n.",
    )
    .expect("written");
    assert_eq!(same(&model), "");

    let top = run.home.path().join("models--placeholder--tiny-model");
    fs::create_dir_all(top.join("refs")).expect("the home can be written");
    fs::write(top.join("refs/main"), "0123").expect("the home can be written");
    copy(&run, "models--placeholder--tiny-model/snapshots/0123");
    assert_eq!(same(&top), "");

    copy(&run, "unpacked/tiny-model");
    assert_eq!(same(&run.home.path().join("unpacked")), "");
}

#[test]
fn a_file_that_is_something_else_is_named() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 1915455\n";
    let page = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n";
    for file in [
        "config.json",
        "generation_config.json",
        "model.safetensors",
        "spiece.model",
    ] {
        for (content, said) in [(pointer, "Git LFS"), (page, "web page"), ("", "empty file")] {
            let run = Run::new();
            let model = copy(&run, "model");
            fs::write(model.join(file), content).expect("the copy can be written");
            summarize(&run, &model).refused(1, &[file, said]);
        }
    }
}

#[test]
fn weights_of_several_names_are_named() {
    let run = Run::new();
    let model = copy(&run, "model");
    for name in ["one.safetensors", "two.safetensors"] {
        fs::copy(model.join("model.safetensors"), model.join(name)).expect("copied");
    }
    fs::remove_file(model.join("model.safetensors")).expect("removed");
    summarize(&run, &model).refused(1, &["one.safetensors, two.safetensors"]);
}
