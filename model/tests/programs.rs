//! The examples of the heads do what their first lines say, on small models of which it is known what they say.
//!
//! `cargo test` compiles the examples too. For this file alone (`--test programs`), compile them before: `cargo build --examples`.

mod support;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use support::spiece::piece;
use support::{NamedTensor, encoder, write_files};

/// Width of the small models.
const WIDTH: usize = 24;
/// Words of the small BigBirdPegasus: the ids of its vocabulary begin at 103.
const WORDS: usize = 128;
/// The id of `▁ab` there.
const AB: usize = 110;

/// The program of an example, which lies beside the folder of the tests.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own path");
    let built = test.ancestors().nth(2).expect("target/PROFILE/deps/TEST");
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    built.join("examples").join(file)
}

/// What an example prints.
fn said(name: &str, arguments: &[&OsStr]) -> String {
    let output = Command::new(program(name)).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{name}: {error}"));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {told}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn write(folder: &Path, file: &str, bytes: impl AsRef<[u8]>) {
    std::fs::write(folder.join(file), bytes).expect("written");
}

/// The values of a tensor.
fn values<'a>(tensors: &'a mut [NamedTensor], name: &str) -> &'a mut Vec<f32> {
    let found = tensors.iter_mut().find(|(found, ..)| found == name);
    let (_, _, values) = found.unwrap_or_else(|| panic!("no {name}"));
    values
}

/// A vocabulary of BigBirdPegasus.
fn pegasus_words(folder: &Path) {
    let pieces = [
        piece("<pad>", 0.0, 3),
        piece("</s>", 0.0, 3),
        piece("<unk>", 0.0, 2),
        piece("▁", -3.0, 1),
        piece("a", -2.0, 1),
        piece("b", -2.5, 1),
        piece("ab", -3.0, 1),
        piece("▁ab", -3.5, 1),
    ];
    write(folder, "spiece.model", pieces.concat());
}

/// A vocabulary of BigBird.
fn bigbird_words(folder: &Path) {
    let pieces = [
        piece("<pad>", 0.0, 3),
        piece("</s>", 0.0, 3),
        piece("<s>", 0.0, 3),
        piece("[CLS]", 0.0, 4),
        piece("[SEP]", 0.0, 4),
        piece("[MASK]", 0.0, 4),
        piece("<unk>", 0.0, 2),
        piece("▁", -3.0, 1),
        piece("a", -2.0, 1),
        piece("b", -2.5, 1),
        piece("▁ab", -3.5, 1),
    ];
    write(folder, "spiece.model", pieces.concat());
}

/// A small BigBirdPegasus of this class, with as many words as its vocabulary needs.
fn pegasus(class: &str) -> (Value, Vec<NamedTensor>) {
    let mut config = support::config();
    config["architectures"] = json!([class]);
    config["vocab_size"] = json!(WORDS);
    let mut tensors = support::tensors();
    tensors.retain(|(name, ..)| name != "model.shared.weight");
    let words = ("model.shared.weight".to_owned(), vec![WORDS, WIDTH]);
    tensors.extend(support::random(vec![words]));
    (config, tensors)
}

#[test]
fn a_text_is_continued_token_by_token() {
    let folder = tempfile::tempdir().expect("a folder");
    let (config, mut tensors) = pegasus("BigBirdPegasusForCausalLM");
    tensors.retain(|(name, ..)| name.starts_with("model.decoder."));
    // whatever was read, the last norm points in the first direction, and `▁ab` is the only word there
    let mut words = vec![0.0; WORDS * WIDTH];
    words[AB * WIDTH] = 10.0;
    let table = "model.decoder.embed_tokens.weight".to_owned();
    tensors.push((table, vec![WORDS, WIDTH], words));
    values(&mut tensors, "model.decoder.layernorm_embedding.weight").fill(0.0);
    let bias = values(&mut tensors, "model.decoder.layernorm_embedding.bias");
    bias.fill(0.0);
    bias[0] = 1.0;
    write_files(folder.path(), &config, &tensors);
    pegasus_words(folder.path());
    let arguments = [folder.path().as_os_str(), OsStr::new("ab"), OsStr::new("3")];
    assert_eq!(said("continue_text", &arguments), "ab ab ab ab\n");
}

#[test]
fn a_text_gets_its_classes_in_either_architecture() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = encoder::config("BigBirdForSequenceClassification");
    let mut tensors = encoder::tensors(&config);
    values(&mut tensors, "classifier.out_proj.weight").fill(0.0);
    *values(&mut tensors, "classifier.out_proj.bias") = vec![0.0, 0.0, 2_f32.ln()];
    write_files(folder.path(), &config, &tensors);
    bigbird_words(folder.path());
    write(folder.path(), "text.txt", "ab ab");
    let file = folder.path().join("text.txt");
    let arguments = [folder.path().as_os_str(), file.as_os_str()];
    let classes = "0.5000 enhancer\n0.2500 none\n0.2500 promoter\n";
    assert_eq!(said("classify", &arguments), classes);

    let (mut config, mut tensors) = pegasus("BigBirdPegasusForSequenceClassification");
    config["id2label"] = json!({"0": "early", "1": "late"});
    let head = |part: &str| format!("classification_head.{part}");
    tensors.extend(support::random(vec![
        (head("dense.weight"), vec![WIDTH, WIDTH]),
        (head("dense.bias"), vec![WIDTH]),
    ]));
    let weight = vec![0.0; 2 * WIDTH];
    tensors.push((head("out_proj.weight"), vec![2, WIDTH], weight));
    tensors.push((head("out_proj.bias"), vec![2], vec![0.0, 3_f32.ln()]));
    write_files(folder.path(), &config, &tensors);
    pegasus_words(folder.path());
    let classes = "0.7500 late\n0.2500 early\n";
    assert_eq!(said("classify", &arguments), classes);
}

#[test]
fn a_mask_is_filled_with_the_words_that_the_model_predicts() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = encoder::config("BigBirdForMaskedLM");
    let mut tensors = encoder::tensors(&config);
    for part in ["weight", "bias"] {
        let norm = format!("cls.predictions.transform.LayerNorm.{part}");
        values(&mut tensors, &norm).fill(0.0);
    }
    // nothing of the text is left, so each word has its bias
    let bias = values(&mut tensors, "cls.predictions.bias");
    bias.fill(-1.0);
    // `▁ab`
    bias[10] = 5.0;
    write_files(folder.path(), &config, &tensors);
    bigbird_words(folder.path());
    let arguments = [folder.path().as_os_str(), OsStr::new("ab [MASK] ab")];
    let shown = said("fill_mask", &arguments);
    let lines: Vec<&str> = shown.lines().map(str::trim).collect();
    assert_eq!(lines.first().copied(), Some("byte 3:"), "{shown}");
    assert_eq!(lines.get(1).copied(), Some("5.000 ▁ab"), "{shown}");
    assert_eq!(lines.len(), 6, "{shown}");
    assert!(lines[2..].iter().all(|line| line.starts_with("-1.000")));
}
