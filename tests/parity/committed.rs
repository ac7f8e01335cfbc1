//! The reference in `tests/fixtures` is a part of the whole reference: all its numbers come from there.

use std::path::Path;

use serde_json::Value;

use crate::reference::{Reference, Tensors};

/// Files that are copies.
const COPIES: [&str; 38] = [
    "attention/block16_rand1.safetensors",
    "bigbird/bigbird-qa/full_sep.safetensors",
    "bigbird/bigbird-qa/seeded_sep.safetensors",
    "checkpoints/bigbird-qa/config.json",
    "checkpoints/bigbird-qa/model.safetensors",
    "checkpoints/tiny-b/config.json",
    "checkpoints/tiny-b/generation_config.json",
    "checkpoints/tiny-b/model.safetensors",
    "checkpoints/tiny-bin/config.json",
    "checkpoints/tiny-bin/generation_config.json",
    "checkpoints/tiny-bin/pytorch_model.bin",
    "checkpoints/tiny-long/config.json",
    "checkpoints/tiny-long/generation_config.json",
    "checkpoints/tiny-long/model.safetensors",
    "family/checkpoints/masked-lm-variant/config.json",
    "family/checkpoints/masked-lm-variant/model.safetensors",
    "family/checkpoints/multiple-choice/config.json",
    "family/checkpoints/multiple-choice/model.safetensors",
    "family/checkpoints/sequence-classification/config.json",
    "family/checkpoints/sequence-classification/model.safetensors",
    "family/checkpoints/token-classification/config.json",
    "family/checkpoints/token-classification/model.safetensors",
    "family/dna-tokenizer/cases.jsonl",
    "family/dna-tokenizer/tokenizer.json",
    "family/dna-tokenizer/tokenizer_config.json",
    "family/masked-lm-variant/full_len60.safetensors",
    "family/multiple-choice/full_len60.safetensors",
    "family/multiple-choice/seeded_len200.safetensors",
    "family/sequence-classification/full_len60.safetensors",
    "family/sequence-classification/seeded_len200.safetensors",
    "family/token-classification/full_len60.safetensors",
    "family/token-classification/seeded_len200.safetensors",
    "forward/tiny-b/seeded_len150.safetensors",
    "forward/tiny-bin/eval_len200.safetensors",
    "forward/tiny-bin/full_len60.safetensors",
    "forward/tiny-bin/seeded_len200.safetensors",
    "forward/tiny-long/eval_len705.safetensors",
    "forward/tiny-long/seeded_len1024.safetensors",
];

/// Indexes that contain some of the cases.
const CASES: [&str; 8] = [
    "attention/index.json",
    "bigbird/index.json",
    "family/index.json",
    "forward/index.json",
    "generation/cases.json",
    "generation/end_to_end.json",
    "rand_attn/index.json",
    "rand_attn/sweep.json",
];

/// Files that contain some of the lines.
const LINES: [&str; 2] = ["tokenizer/tiny/cases.jsonl", "tokenizer/tiny/decode.jsonl"];

const GENERATOR: &str = "rand_attn/mt19937.json";
const TABLES: &str = "rand_attn/tables.safetensors";
const VOCABULARIES: &str = "tokenizer/special_ids.json";

#[test]
#[ignore = "needs ../shared/reference: parity in every case"]
fn the_committed_reference_is_a_part_of_the_whole() {
    let (part, whole) = (Reference::committed(), Reference::whole());
    let bytes = |of: &Reference, name: &str| std::fs::read(of.path(name)).expect("readable");
    for name in COPIES {
        assert!(bytes(&part, name) == bytes(&whole, name), "{name} differs");
    }
    for file in [
        "config.json",
        "generation_config.json",
        "model.safetensors",
        "spiece.model",
    ] {
        let of = |reference: &Reference| {
            std::fs::read(reference.path("checkpoints/tiny-a").join(file)).expect("readable")
        };
        assert!(of(&part) == of(&whole), "{file} of tiny-a differs");
    }
    for name in CASES {
        are_some_of(name, &part.cases(name), &whole.cases(name));
    }
    for name in LINES {
        are_some_of(name, &part.lines(name), &whole.lines(name));
    }
    let rows = |of: &Reference| of.json(GENERATOR)["rows"].as_array().cloned();
    are_some_of(
        GENERATOR,
        &rows(&part).expect("rows"),
        &rows(&whole).expect("rows"),
    );
    let vocabulary = |of: &Reference| of.json(VOCABULARIES)["tiny"].clone();
    assert_eq!(vocabulary(&part), vocabulary(&whole));
    let (some, all) = (part.tensors(TABLES), whole.tensors(TABLES));
    for key in some.names() {
        let table = |of: &Tensors| of.get(key).map(|t| t.to_vec3::<i32>().expect("a table"));
        assert_eq!(table(&some), table(&all), "{key}");
    }
}

/// Checks that every file of the committed reference is compared above.
#[test]
fn every_committed_file_is_known() {
    let mut known = vec!["README.md", GENERATOR, TABLES, VOCABULARIES];
    known.extend(COPIES);
    known.extend(CASES);
    known.extend(LINES);
    known.sort_unstable();
    let mut found = files(&Reference::committed().path(""), "");
    found.sort_unstable();
    assert_eq!(found, known);
}

/// Every clone carries it.
#[test]
fn the_committed_reference_is_below_5_megabytes() {
    let reference = Reference::committed();
    let size = |name: &String| {
        let file = std::fs::metadata(reference.path(name));
        file.expect("readable").len()
    };
    let bytes: u64 = files(&reference.path(""), "").iter().map(size).sum();
    assert!(bytes < 5_000_000, "{bytes} bytes");
}

fn are_some_of(name: &str, part: &[Value], whole: &[Value]) {
    for case in part {
        assert!(whole.contains(case), "{name}: {case}");
    }
}

/// The files of a folder and its subfolders, as paths relative to it, with `/` as separator.
fn files(folder: &Path, base: &str) -> Vec<String> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{base}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files.extend(self::files(&entry.path(), &format!("{name}/")));
        } else {
            files.push(name);
        }
    }
    files
}
