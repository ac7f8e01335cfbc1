//! Sentence encoders pool as their folders say, over the hidden states that transformers computes.

use std::fs;
use std::path::Path;

use bigbird_pegasus::models::{Pooling, SentenceSettings};
use bigbird_pegasus::tokenizer::BigBirdTokenizer;
use bigbird_pegasus::{Checkpoint, LoadOptions, SentenceEncoder, Stop};
use candle_core::{DType, Device, Tensor};
use pagewing_tests::fixture;
use serde_json::{Value, json};

use crate::reference::device;

/// A copy of the BERT in the fixtures, with more files.
fn folder(files: &[(&str, Value)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    for name in ["config.json", "model.safetensors"] {
        let from = fixture("bert").join(name);
        fs::copy(from, home.path().join(name)).expect("copied");
    }
    for (name, content) in files {
        let file = home.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("created");
        fs::write(file, content.to_string()).expect("written");
    }
    home
}

fn embed(folder: &Path) -> Vec<f32> {
    let expected = expected();
    let ids: Vec<i64> = expected.0.flatten_all().unwrap().to_vec1().unwrap();
    let ids: Vec<u32> = ids.into_iter().map(|id| id as u32).collect();
    let checkpoint = Checkpoint::open(folder).expect("opens");
    let encoder = SentenceEncoder::load(&checkpoint, &device(), LoadOptions::default());
    let encoder = encoder.expect("loads");
    let alone = encoder.embed(&ids, &Stop::never()).expect("embeds");
    let together = encoder.embed_all(&[ids], &Stop::never(), &mut |_| {});
    agree(&alone, &together.expect("embeds")[0]);
    alone
}

/// Ids, and the hidden state of each.
fn expected() -> (Tensor, Tensor) {
    let file = fixture("bert").join("expected.safetensors");
    let mut stored = candle_core::safetensors::load(file, &Device::Cpu).expect("the fixture");
    let mut take = |name: &str| stored.remove(name).expect("the fixture has it");
    (take("in.ids"), take("out.hidden"))
}

fn unit(vector: &Tensor) -> Vec<f32> {
    let values: Vec<f32> = vector.to_dtype(DType::F32).unwrap().to_vec1().unwrap();
    let length = values.iter().map(|x| x * x).sum::<f32>().sqrt();
    values.iter().map(|x| x / length).collect()
}

fn agree(a: &[f32], b: &[f32]) {
    assert_eq!(a.len(), b.len());
    for (a, b) in a.iter().zip(b) {
        assert!((a - b).abs() < 1e-5, "{a} {b}");
    }
}

#[test]
fn vectors_are_pooled_as_the_folder_says() {
    let hidden = expected().1;
    let mean = unit(&hidden.mean(0).unwrap());
    let first = unit(&hidden.get(0).unwrap());
    assert!(mean.iter().zip(&first).any(|(a, b)| (a - b).abs() > 0.01));
    let file = "1_Pooling/config.json";
    let cases = [
        (vec![], &mean),
        (
            vec![(
                file,
                json!({"pooling_mode_mean_tokens": true, "pooling_mode_cls_token": false}),
            )],
            &mean,
        ),
        (
            vec![(
                file,
                json!({"pooling_mode_mean_tokens": false, "pooling_mode_cls_token": true}),
            )],
            &first,
        ),
        (vec![(file, json!({"pooling_mode": "cls"}))], &first),
        (
            vec![
                (
                    "modules.json",
                    json!([
                        {"type": "sentence_transformers.models.Transformer", "path": ""},
                        {"type": "sentence_transformers.models.Pooling", "path": "pooling"},
                        {"type": "sentence_transformers.models.Normalize", "path": "2_Normalize"},
                    ]),
                ),
                (
                    "pooling/config.json",
                    json!({"pooling_mode_cls_token": true}),
                ),
            ],
            &first,
        ),
    ];
    for (files, expected) in cases {
        agree(&embed(folder(&files).path()), expected);
    }
}

#[test]
fn what_an_encoder_cannot_do_is_refused() {
    for (file, content, word) in [
        (
            "modules.json",
            json!([{"type": "sentence_transformers.models.Dense", "path": "2_Dense"}]),
            "Dense",
        ),
        (
            "1_Pooling/config.json",
            json!({"pooling_mode_max_tokens": true}),
            "max_tokens",
        ),
        (
            "1_Pooling/config.json",
            json!({"pooling_mode_mean_tokens": true, "pooling_mode_cls_token": true}),
            "and",
        ),
    ] {
        let home = folder(&[(file, content)]);
        let refused = SentenceSettings::read(home.path())
            .expect_err("refused")
            .to_string();
        assert!(
            refused.contains(file) && refused.contains(word),
            "{refused}"
        );
    }
}

#[test]
fn prefixes_and_lengths_come_from_the_folder() {
    let read =
        |files: &[(&str, Value)]| SentenceSettings::read(folder(files).path()).expect("read");
    assert_eq!(read(&[]), SentenceSettings::default());
    let settings = read(&[
        (
            "config_sentence_transformers.json",
            json!({"prompts": {"query": "query: ", "passage": "passage: "}, "default_prompt_name": null}),
        ),
        (
            "sentence_bert_config.json",
            json!({"max_seq_length": 512, "do_lower_case": false}),
        ),
        ("1_Pooling/config.json", json!({"pooling_mode": "cls"})),
    ]);
    assert_eq!(settings.question_prefix, "query: ");
    assert_eq!(settings.passage_prefix, "passage: ");
    assert_eq!(settings.most_tokens, Some(512));
    assert_eq!(settings.pooling, Pooling::FirstToken);
    let prompts = json!({"prompts": {"search": "search: "}, "default_prompt_name": "search"});
    let settings = read(&[("config_sentence_transformers.json", prompts)]);
    assert_eq!(settings.question_prefix, "search: ");
}

/// The ids are those of transformers' own `BigBirdTokenizer`, which reads the same `spiece.model`.
#[test]
fn a_reader_needs_no_more_than_its_vocabulary() {
    let home = tempfile::tempdir().expect("a folder");
    let vocabulary = fixture("tiny-model").join("spiece.model");
    fs::copy(vocabulary, home.path().join("spiece.model")).expect("copied");
    let tokenizer = BigBirdTokenizer::open(home.path()).expect("opens");
    assert_eq!(tokenizer.vocab_size(), 1024);
    let pair = tokenizer.encode_pair("How many birds?", "Two birds sing.");
    let expected = [
        65, 345, 180, 410, 114, 116, 370, 645, 118, 109, 349, 66, 377, 290, 312, 370, 645, 118,
        109, 107, 109, 150, 110, 66,
    ];
    assert_eq!(pair.expect("encodes").ids, expected);
    let ids = tokenizer
        .encode("Za\u{17c}\u{f3}\u{142}\u{107} 3.14!")
        .expect("encodes")
        .ids;
    assert_eq!(ids, [107, 707, 125, 105, 718, 105, 371, 110, 533, 493]);
}
