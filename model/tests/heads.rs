//! The heads of the encoder-only BigBird beside the reader, on small models of random weights: both precisions, both
//! paths of computation, and what does not fit. What transformers computes is compared in `tests/parity` of the
//! repository.

mod support;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bigbird_pegasus::conversion::{ConvertOptions, convert};
use bigbird_pegasus::models::bigbird::TypedTokens;
use bigbird_pegasus::models::{SequenceClassifier, survey};
use bigbird_pegasus::parts::in_candle_operations;
use bigbird_pegasus::{
    BigBirdForMaskedLM, BigBirdForMultipleChoice, BigBirdForPreTraining,
    BigBirdForSequenceClassification, BigBirdForTokenClassification, BigBirdModel, Checkpoint,
    Error, Interrupted, LoadOptions, Precision, Stop,
};
use candle_core::{Device, Tensor};
use serde_json::json;
use support::encoder::{CLASSES, LABELS, WORDS, config, tensors};
use support::write_files;
use tempfile::TempDir;

const CPU: Device = Device::Cpu;

/// A folder with a model of this class.
fn folder(class: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let config = config(class);
    write_files(folder.path(), &config, &tensors(&config));
    folder
}

fn open(folder: &Path) -> Checkpoint {
    Checkpoint::open(folder).expect("opens")
}

fn options(precision: Precision) -> LoadOptions {
    LoadOptions {
        precision,
        ..LoadOptions::default()
    }
}

fn rows(count: u32, length: u32) -> Vec<Vec<u32>> {
    let row = |step| (0..length).map(move |i| (i * (31 + 2 * step) + 5 + step) % WORDS);
    (0..count).map(|step| row(step).collect()).collect()
}

fn tokens<'a>(ids: &'a [Vec<u32>], mask: Option<&'a [Vec<bool>]>) -> TypedTokens<'a> {
    TypedTokens {
        ids,
        mask,
        token_types: None,
    }
}

/// The shape of every output of a class over four texts, two of them padded, and all its numbers.
fn outputs(class: &str, length: u32, precision: Precision) -> (Vec<Vec<usize>>, Vec<f32>) {
    outputs_of(&open(folder(class).path()), class, length, precision)
}

fn outputs_of(
    checkpoint: &Checkpoint,
    class: &str,
    length: u32,
    precision: Precision,
) -> (Vec<Vec<usize>>, Vec<f32>) {
    let (stop, load) = (Stop::never(), options(precision));
    let ids = rows(4, length);
    let mut mask = vec![vec![true; length as usize]; 4];
    for row in &mut mask[2..] {
        row[length as usize - 6..].fill(false);
    }
    let input = tokens(&ids, Some(&mask));
    let told = &mut |_: bigbird_pegasus::EncodeProgress| {};
    let logits = match class {
        "BigBirdForMaskedLM" => {
            let model = BigBirdForMaskedLM::load(checkpoint, &CPU, load).expect("loads");
            vec![model.forward(&input, &stop, told).expect("runs")]
        }
        "BigBirdForPreTraining" => {
            let model = BigBirdForPreTraining::load(checkpoint, &CPU, load).expect("loads");
            let logits = model.forward(&input, &stop, told).expect("runs");
            vec![logits.prediction, logits.seq_relationship]
        }
        "BigBirdForSequenceClassification" => {
            let model = BigBirdForSequenceClassification::load(checkpoint, &CPU, load);
            let model = model.expect("loads");
            vec![model.forward(&input, &stop, told).expect("runs")]
        }
        "BigBirdForTokenClassification" => {
            let model = BigBirdForTokenClassification::load(checkpoint, &CPU, load);
            let model = model.expect("loads");
            vec![model.forward(&input, &stop, told).expect("runs")]
        }
        "BigBirdForMultipleChoice" => {
            let model = BigBirdForMultipleChoice::load(checkpoint, &CPU, load).expect("loads");
            vec![model.forward(&input, 2, &stop, told).expect("runs")]
        }
        other => panic!("no head {other}"),
    };
    let numbers = logits.iter().flat_map(flat).collect();
    (
        logits.iter().map(|logits| logits.dims().to_vec()).collect(),
        numbers,
    )
}

fn flat(tensor: &Tensor) -> Vec<f32> {
    let flat = tensor.flatten_all().expect("flat");
    flat.to_vec1().expect("f32")
}

/// The distance of two vectors, as a share of the second.
fn apart(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    let norm = |values: &mut dyn Iterator<Item = f32>| values.map(|x| x * x).sum::<f32>().sqrt();
    norm(&mut a.iter().zip(b).map(|(a, b)| a - b)) / norm(&mut b.iter().copied())
}

#[test]
fn every_head_computes_the_same_in_both_precisions_and_on_both_paths() {
    for class in CLASSES {
        // full attention, and block-sparse attention
        for length in [20, 61] {
            let (shapes, exact) = outputs(class, length, Precision::F32);
            let (words, labels, length) = (WORDS as usize, LABELS, length as usize);
            let expected = match class {
                "BigBirdForMaskedLM" => vec![vec![4, length, words]],
                "BigBirdForPreTraining" => vec![vec![4, length, words], vec![4, 2]],
                "BigBirdForSequenceClassification" => vec![vec![4, labels]],
                "BigBirdForTokenClassification" => vec![vec![4, length, labels]],
                _ => vec![vec![2, 2]],
            };
            assert_eq!(shapes, expected, "{class}");
            let candle = in_candle_operations(|| outputs(class, length as u32, Precision::F32));
            let error = apart(&candle.1, &exact);
            assert!(
                error < 1e-5,
                "{class} {length} in Candle operations: {error}"
            );
            // a product in int8 is off by about half a percent
            let (_, rounded) = outputs(class, length as u32, Precision::Int8);
            let error = apart(&rounded, &exact);
            assert!(
                error > 0.0 && error < 0.05,
                "{class} {length} in int8: {error}"
            );
        }
    }
}

/// A converted folder has the numbers of the same matrices quantized on loading, near those of f32, and no copy of its words.
#[test]
fn converted_heads_compute_what_their_plan_computes() {
    let ids = rows(1, 61).remove(0);
    for class in [
        "BigBirdForMaskedLM",
        "BigBirdForSequenceClassification",
        "BigBirdForTokenClassification",
    ] {
        let from = tempfile::tempdir().expect("a folder");
        let config = config(class);
        let mut tensors = tensors(&config);
        let copy = "cls.predictions.decoder.weight";
        if class == "BigBirdForMaskedLM" {
            let words = "bert.embeddings.word_embeddings.weight";
            let words = tensors.iter().find(|(name, ..)| name == words).cloned();
            let (_, shape, values) = words.expect("words");
            tensors.push((copy.to_owned(), shape, values));
        }
        write_files(from.path(), &config, &tensors);
        let to = tempfile::tempdir().expect("a folder");
        let to = to.path().join("int8");
        let options = ConvertOptions {
            source: "0123",
            ids: &ids,
            question: 0,
            bound: 1.0,
        };
        let source = open(from.path());
        let stop = Stop::never();
        let done = convert(&source, &to, &options, &stop, &mut |_| {}).expect("converts");
        let query = "bert.encoder.layer.1.attention.self.query.weight";
        assert!(done.conversion.int8.contains_key(query), "{class}");
        let converted = open(&to);
        assert!(!converted.contains(copy), "{class}");
        assert_eq!(
            survey(&converted).expect("fits"),
            survey(&source).expect("fits")
        );
        let (_, exact) = outputs_of(&source, class, 61, Precision::F32);
        let planned = source.with_plan(done.conversion);
        let (_, planned) = outputs_of(&planned, class, 61, Precision::Int8);
        let (_, found) = outputs_of(&converted, class, 61, Precision::Int8);
        assert_eq!(found, planned, "{class}");
        let error = apart(&found, &exact);
        assert!(error > 0.0 && error < 0.05, "{class}: {error}");
    }
}

#[test]
fn a_folder_fits_its_own_class_alone() {
    for class in CLASSES {
        let folder = folder(class);
        let checkpoint = open(folder.path());
        // the tensors that a head does not use: none, or the pooler
        assert_eq!(survey(&checkpoint).expect("fits"), Vec::<String>::new());
        let model = BigBirdModel::load(&checkpoint, &CPU, options(Precision::F32));
        assert!(model.is_ok(), "{class}");
        let load = options(Precision::F32);
        let others = [
            BigBirdForMaskedLM::load(&checkpoint, &CPU, load).map(drop),
            BigBirdForPreTraining::load(&checkpoint, &CPU, load).map(drop),
            BigBirdForSequenceClassification::load(&checkpoint, &CPU, load).map(drop),
            BigBirdForTokenClassification::load(&checkpoint, &CPU, load).map(drop),
            BigBirdForMultipleChoice::load(&checkpoint, &CPU, load).map(drop),
        ];
        let refused =
            |found: &Result<(), Error>| matches!(found, Err(Error::WrongArchitecture { .. }));
        assert_eq!(others.iter().filter(|found| refused(found)).count(), 4);
        assert_eq!(others.iter().filter(|found| found.is_ok()).count(), 1);
    }
}

#[test]
fn the_words_of_some_tokens_are_those_of_all() {
    let folder = folder("BigBirdForMaskedLM");
    let checkpoint = open(folder.path());
    let model = BigBirdForMaskedLM::load(&checkpoint, &CPU, options(Precision::F32));
    let model = model.expect("loads");
    let (ids, stop) = (rows(1, 61), Stop::never());
    let all = model.forward(&tokens(&ids, None), &stop, &mut |_| {});
    let all = all.expect("runs");
    let hidden = model
        .bert()
        .forward(&tokens(&ids, None), &stop, &mut |_| {});
    let some = hidden.expect("runs").narrow(1, 17, 3).expect("cut");
    let some = flat(&model.logits(&some).expect("runs"));
    assert_eq!(some, flat(&all.narrow(1, 17, 3).expect("cut")));
}

#[test]
fn choices_are_read_one_by_one() {
    let folder = folder("BigBirdForMultipleChoice");
    let checkpoint = open(folder.path());
    let model = BigBirdForMultipleChoice::load(&checkpoint, &CPU, options(Precision::F32));
    let model = model.expect("loads");
    let (ids, stop) = (rows(6, 40), Stop::never());
    let together = model.forward(&tokens(&ids, None), 3, &stop, &mut |_| {});
    let together = together.expect("runs");
    assert_eq!(together.dims(), [2, 3]);
    for (row, logit) in ids.iter().zip(flat(&together)) {
        let row = [row.clone()];
        let alone = model.forward(&tokens(&row, None), 1, &stop, &mut |_| {});
        assert!((flat(&alone.expect("runs"))[0] - logit).abs() < 1e-5);
    }
    for choices in [0, 4] {
        let uneven = model.forward(&tokens(&ids, None), choices, &stop, &mut |_| {});
        assert!(matches!(uneven, Err(Error::Input(_))));
    }
}

#[test]
fn texts_of_either_architecture_get_classes() {
    let encoder = folder("BigBirdForSequenceClassification");
    let both = tempfile::tempdir().expect("a folder");
    let mut config = support::config();
    config["architectures"] = json!(["BigBirdPegasusForSequenceClassification"]);
    config["id2label"] = json!({"0": "a", "1": "b"});
    let mut tensors = support::tensors();
    for (name, shape) in [("dense", vec![24, 24]), ("out_proj", vec![2, 24])] {
        let name = format!("classification_head.{name}");
        let bias = (format!("{name}.bias"), vec![shape[0]]);
        tensors.extend(support::random(vec![
            (format!("{name}.weight"), shape),
            bias,
        ]));
    }
    write_files(both.path(), &config, &tensors);
    for (folder, names) in [
        (&encoder, vec!["none", "promoter", "enhancer"]),
        (&both, vec!["a", "b"]),
    ] {
        let checkpoint = open(folder.path());
        assert!(SequenceClassifier::is_one(checkpoint.architecture()));
        assert_eq!(survey(&checkpoint).expect("fits"), Vec::<String>::new());
        for precision in [Precision::F32, Precision::Int8] {
            let model = SequenceClassifier::load(&checkpoint, &CPU, options(precision));
            let model = model.expect("loads");
            assert_eq!(model.labels().names(), names);
            assert_eq!(model.max_tokens(), 96);
            let mut ids: Vec<u32> = (0..60).map(|i| 2 + i * 31 % 90).collect();
            ids.push(1);
            let logits = model.classify(&ids, &Stop::never()).expect("classifies");
            assert_eq!(logits.len(), names.len());
            let sum: f32 = model.labels().probabilities(&logits).iter().sum();
            assert!((sum - 1.0).abs() < 1e-6);
            let raised = Stop::when(Arc::new(AtomicBool::new(true)));
            let stopped = model.classify(&ids, &raised);
            assert!(matches!(
                stopped,
                Err(Error::Interrupted(Interrupted::Cancelled))
            ));
            let long = vec![1; 97];
            assert!(model.classify(&long, &Stop::never()).is_err());
        }
    }
    let other = folder("BigBirdForMaskedLM");
    let checkpoint = open(other.path());
    let refused = SequenceClassifier::load(&checkpoint, &CPU, options(Precision::F32));
    assert!(matches!(refused, Err(Error::WrongArchitecture { .. })));
}

#[test]
fn labels_that_do_not_fit_the_weights_are_an_error() {
    for class in [
        "BigBirdForSequenceClassification",
        "BigBirdForTokenClassification",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = config(class);
        let tensors = tensors(&config);
        config["id2label"] = json!({"0": "one", "1": "two"});
        write_files(folder.path(), &config, &tensors);
        let error = survey(&open(folder.path()))
            .expect_err("an error")
            .to_string();
        assert!(error.contains("classifier"), "{error}");
        config["num_labels"] = json!(3);
        write_files(folder.path(), &config, &tensors);
        let error = survey(&open(folder.path()))
            .expect_err("an error")
            .to_string();
        assert!(error.contains("num_labels is 3, but must be 2"), "{error}");
    }
}

#[test]
fn untied_words_have_weights_and_a_bias_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = config("BigBirdForMaskedLM");
    let mut tensors = tensors(&config);
    let ids = rows(1, 20);
    let logits = |folder: &Path| {
        let model = BigBirdForMaskedLM::load(&open(folder), &CPU, options(Precision::F32));
        let logits =
            model
                .expect("loads")
                .forward(&tokens(&ids, None), &Stop::never(), &mut |_| {});
        flat(&logits.expect("runs"))
    };
    write_files(folder.path(), &config, &tensors);
    let tied = logits(folder.path());
    let words = WORDS as usize;
    let decoder = [
        (
            "cls.predictions.decoder.weight".to_owned(),
            vec![words, 24],
            vec![0.0; words * 24],
        ),
        (
            "cls.predictions.decoder.bias".to_owned(),
            vec![words],
            vec![2.5; words],
        ),
    ];
    tensors.extend(decoder);
    // a tied model passes over them, an untied one has nothing else
    write_files(folder.path(), &config, &tensors);
    assert_eq!(logits(folder.path()), tied);
    config["tie_word_embeddings"] = json!(false);
    write_files(folder.path(), &config, &tensors);
    assert!(logits(folder.path()).iter().all(|logit| *logit == 2.5));
}
