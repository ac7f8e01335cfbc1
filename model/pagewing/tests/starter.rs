//! The starter model: built from two encoders, converted, loaded as either of them, and checked like any other
//! untrusted file; and the model that ships, in int8 against exact arithmetic.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use bigbird_pegasus::conversion::{ConvertOptions, ERROR_BOUND};
use bigbird_pegasus::models::bigbird::Pair;
use bigbird_pegasus::tokenizer::BigBirdTokenizer;
use bigbird_pegasus::{LoadOptions, Precision, Stop};
use candle_core::{Device, Tensor};
use pagewing_models::starter::{Ingredients, assemble};
use pagewing_models::{SalienceHead, convert, load_reader, load_sentence_encoder, open, survey};
use serde_json::json;

const WIDTH: usize = 32;
const MIDDLE: usize = 64;
const WORDS: usize = 50;
const POSITIONS: usize = 32;

/// Random weights, the same for the same name and seed.
fn tensor(name: &str, shape: &[usize], seed: u32) -> Tensor {
    let mut state = name.bytes().fold(seed, |hash, b| {
        hash.wrapping_mul(31).wrapping_add(u32::from(b))
    });
    let norm = name.contains("LayerNorm.weight");
    let values: Vec<f32> = (0..shape.iter().product::<usize>())
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let x = (state >> 8) as f32 / (1 << 24) as f32 - 0.5;
            if norm { 1.0 + 0.2 * x } else { 0.5 * x }
        })
        .collect();
    Tensor::from_vec(values, shape, &Device::Cpu).unwrap()
}

/// An encoder whose layers from `own` on are its own.
fn encoder(prefix: &str, layers: usize, own: usize, seed: u32) -> HashMap<String, Tensor> {
    let mut all = HashMap::new();
    let mut add = |name: String, shape: &[usize], seed| {
        all.insert(format!("{prefix}{name}"), tensor(&name, shape, seed));
    };
    add(
        "embeddings.word_embeddings.weight".into(),
        &[WORDS, WIDTH],
        0,
    );
    add(
        "embeddings.position_embeddings.weight".into(),
        &[POSITIONS, WIDTH],
        0,
    );
    add(
        "embeddings.token_type_embeddings.weight".into(),
        &[2, WIDTH],
        0,
    );
    for side in ["weight", "bias"] {
        add(format!("embeddings.LayerNorm.{side}"), &[WIDTH], 0);
    }
    for layer in 0..layers {
        let seed = if layer < own { 0 } else { seed };
        let mut linear = |name: &str, outputs: usize, inputs: usize| {
            let name = format!("encoder.layer.{layer}.{name}");
            add(format!("{name}.weight"), &[outputs, inputs], seed);
            add(format!("{name}.bias"), &[outputs], seed);
        };
        for name in ["self.query", "self.key", "self.value", "output.dense"] {
            linear(&format!("attention.{name}"), WIDTH, WIDTH);
        }
        linear("intermediate.dense", MIDDLE, WIDTH);
        linear("output.dense", WIDTH, MIDDLE);
        for name in ["attention.output", "output"] {
            for side in ["weight", "bias"] {
                add(
                    format!("encoder.layer.{layer}.{name}.LayerNorm.{side}"),
                    &[WIDTH],
                    seed,
                );
            }
        }
    }
    all
}

fn write(folder: &Path, architecture: &str, positions: usize, tensors: &HashMap<String, Tensor>) {
    std::fs::create_dir_all(folder).unwrap();
    let config = json!({
        "architectures": [architecture], "vocab_size": WORDS, "hidden_size": WIDTH,
        "intermediate_size": MIDDLE, "num_attention_heads": 4, "num_hidden_layers": 2,
        "max_position_embeddings": positions, "hidden_act": "gelu", "block_size": 4,
        "num_random_blocks": 1, "attention_type": "block_sparse", "sep_token_id": 2,
    });
    std::fs::write(folder.join("config.json"), config.to_string()).unwrap();
    std::fs::write(folder.join("tokenizer.json"), b"stands for a tokenizer").unwrap();
    candle_core::safetensors::save(tensors, folder.join("model.safetensors")).unwrap();
}

/// A reader and a sentence encoder that share everything below their second layers.
fn ingredients(home: &Path) -> (PathBuf, PathBuf) {
    let (reader, embedder) = (home.join("reader"), home.join("embedder"));
    let mut tensors = encoder("bert.", 2, 1, 7);
    let place = "bert.embeddings.position_embeddings.weight";
    let repeated = tensors[place].repeat((4, 1)).unwrap();
    tensors.insert(place.to_owned(), repeated);
    for (name, shape) in [
        ("intermediate.dense.weight", &[MIDDLE, WIDTH][..]),
        ("intermediate.dense.bias", &[MIDDLE]),
        ("output.dense.weight", &[WIDTH, MIDDLE]),
        ("output.dense.bias", &[WIDTH]),
        ("output.LayerNorm.weight", &[WIDTH]),
        ("output.LayerNorm.bias", &[WIDTH]),
        ("qa_outputs.weight", &[2, WIDTH]),
        ("qa_outputs.bias", &[2]),
    ] {
        tensors.insert(format!("qa_classifier.{name}"), tensor(name, shape, 9));
    }
    write(
        &reader,
        "BigBirdForQuestionAnswering",
        4 * POSITIONS,
        &tensors,
    );
    write(&embedder, "BertModel", POSITIONS, &encoder("", 2, 1, 11));
    (reader, embedder)
}

fn put_together(home: &Path, to: &str) -> bigbird_pegasus::Result<PathBuf> {
    let (reader, embedder) = (home.join("reader"), home.join("embedder"));
    let to = home.join(to);
    let from = Ingredients {
        reader: &open(&reader)?,
        embedder: &open(&embedder)?,
        salience: None,
    };
    assemble(&from, &to)?;
    Ok(to)
}

fn options(precision: Precision) -> LoadOptions {
    LoadOptions {
        precision,
        ..LoadOptions::default()
    }
}

fn ids(count: usize) -> Vec<u32> {
    (0..count).map(|i| (i * 37 % 45 + 5) as u32).collect()
}

/// Logits of a long and a short pair that the reader takes together.
fn logits(folder: &Path, precision: Precision) -> Vec<f32> {
    let checkpoint = open(folder).unwrap();
    let reader = load_reader(&checkpoint, &Device::Cpu, options(precision)).unwrap();
    let (long, short) = (ids(101), ids(9));
    let pair = |ids| Pair {
        ids,
        question_length: 4,
    };
    let read = reader
        .read(&[pair(&long), pair(&short)], &Stop::never())
        .unwrap();
    let alone = reader.read(&[pair(&short)], &Stop::never()).unwrap();
    assert_eq!(read[1], alone[0], "texts read together disturb each other");
    assert!(read[0].start[1] < -1e5 && read[0].start[0] > -1e3 && read[0].start[4] > -1e3);
    let text = |logits: &bigbird_pegasus::models::bigbird::PairLogits| {
        let both = logits.start.iter().zip(&logits.end).skip(4);
        both.flat_map(|(start, end)| [*start, *end])
            .collect::<Vec<f32>>()
    };
    read.iter().flat_map(text).collect()
}

fn vector(folder: &Path, precision: Precision) -> Vec<f32> {
    let checkpoint = open(folder).unwrap();
    let encoder = load_sentence_encoder(&checkpoint, &Device::Cpu, options(precision)).unwrap();
    let (one, other) = (ids(30), ids(5));
    let together = encoder
        .embed_all(&[one.clone(), other], &Stop::never(), &mut |_| {})
        .unwrap();
    let alone = encoder.embed(&one, &Stop::never()).unwrap();
    let apart = largest(&together[0], &alone);
    assert!(apart < 1e-6, "{apart}");
    alone
}

fn largest(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    a.iter()
        .zip(b)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f32::max)
}

#[test]
fn both_encoders_are_what_they_were() {
    let home = tempfile::tempdir().unwrap();
    let (reader, embedder) = ingredients(home.path());
    let folder = put_together(home.path(), "starter").unwrap();
    let checkpoint = open(&folder).unwrap();
    assert_eq!(checkpoint.config()["shared_layers"], 1);
    assert!(!checkpoint.contains("embedder.encoder.layer.0.output.dense.weight"));
    assert!(checkpoint.contains("embedder.encoder.layer.1.output.dense.weight"));
    assert!(SalienceHead::load(&checkpoint, WIDTH).unwrap().is_none());
    // the file holds positions in f16
    let apart = largest(
        &logits(&folder, Precision::F32),
        &logits(&reader, Precision::F32),
    );
    assert!(apart < 2e-3, "{apart}");
    let apart = largest(
        &vector(&folder, Precision::F32),
        &vector(&embedder, Precision::F32),
    );
    assert!(apart < 1e-3, "{apart}");
}

/// A reader that shares nothing with the sentence encoder: words, positions and all layers are its own.
fn strangers(home: &Path) -> (PathBuf, PathBuf) {
    let (reader, embedder) = ingredients(home);
    let mut own = encoder("", 2, 0, 11);
    let embeddings = |name: &String| name.starts_with("embeddings.");
    let names: Vec<String> = own
        .keys()
        .filter(|name| embeddings(name))
        .cloned()
        .collect();
    for name in names {
        let shape = own[&name].dims().to_vec();
        own.insert(name.clone(), tensor(&name, &shape, 3));
    }
    write(&embedder, "BertModel", POSITIONS, &own);
    let mut trained =
        candle_core::safetensors::load(reader.join("model.safetensors"), &Device::Cpu).unwrap();
    let place = "bert.embeddings.position_embeddings.weight";
    trained.insert(place.to_owned(), tensor(place, &[4 * POSITIONS, WIDTH], 5));
    write(
        &reader,
        "BigBirdForQuestionAnswering",
        4 * POSITIONS,
        &trained,
    );
    (reader, embedder)
}

#[test]
fn encoders_with_nothing_in_common_are_what_they_were() {
    let home = tempfile::tempdir().unwrap();
    let (reader, embedder) = strangers(home.path());
    let folder = put_together(home.path(), "starter").unwrap();
    let checkpoint = open(&folder).unwrap();
    let config = checkpoint.config();
    assert_eq!(config["shared_embeddings"], false);
    assert_eq!(config["shared_layers"], 0);
    assert_eq!(config["stored_positions"], 4 * POSITIONS);
    assert_eq!(config["embedder_positions"], POSITIONS);
    let exact_logits = logits(&reader, Precision::F32);
    let exact_vector = vector(&embedder, Precision::F32);
    let apart = largest(&logits(&folder, Precision::F32), &exact_logits);
    assert!(apart < 2e-3, "{apart}");
    let apart = largest(&vector(&folder, Precision::F32), &exact_vector);
    assert!(apart < 1e-3, "{apart}");

    let int8 = home.path().join("int8");
    let done = convert(&folder, &int8, &how(&ids(100)), &Stop::never(), &mut |_| {}).unwrap();
    let packed: Vec<&String> = done.conversion.tables["six_bits"].keys().collect();
    let words = ["bert", "embedder"].map(|of| format!("{of}.embeddings.word_embeddings.weight"));
    assert_eq!(packed, [&words[0], &words[1]]);
    let apart = largest(&logits(&int8, Precision::Int8), &exact_logits);
    assert!(apart > 0.0 && apart < 0.2, "{apart}");
    let apart = largest(&vector(&int8, Precision::Int8), &exact_vector);
    assert!(apart > 0.0 && apart < 0.05, "{apart}");
    assert!(survey(&open(&int8).unwrap()).unwrap().is_empty());
}

/// A file of the time before encoders could have their own embeddings has fewer fields.
#[test]
fn fields_that_an_old_starter_lacks_have_their_old_meaning() {
    let home = tempfile::tempdir().unwrap();
    ingredients(home.path());
    let folder = put_together(home.path(), "starter").unwrap();
    let (before, vector_before) = (
        logits(&folder, Precision::F32),
        vector(&folder, Precision::F32),
    );
    let file = folder.join("config.json");
    let text = std::fs::read_to_string(&file).unwrap();
    let mut fields: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text).unwrap();
    assert!(fields.remove("shared_embeddings").is_some());
    assert!(fields.remove("embedder_positions").is_some());
    let written = serde_json::Value::Object(fields.clone()).to_string();
    std::fs::write(&file, written).unwrap();
    assert_eq!(logits(&folder, Precision::F32), before);
    assert_eq!(vector(&folder, Precision::F32), vector_before);
    fields.insert("shared_embeddings".to_owned(), json!("yes"));
    std::fs::write(&file, serde_json::Value::Object(fields).to_string()).unwrap();
    let said = survey(&open(&folder).unwrap()).unwrap_err().to_string();
    assert!(said.contains("shared_embeddings"), "{said}");
}

#[test]
fn encoders_that_do_not_fit_are_refused() {
    let home = tempfile::tempdir().unwrap();
    ingredients(home.path());
    let embedder = home.path().join("embedder");
    let file = embedder.join("config.json");
    let config = std::fs::read_to_string(&file).unwrap();
    let narrow = config.replace("\"num_attention_heads\":4", "\"num_attention_heads\":2");
    assert_ne!(narrow, config);
    std::fs::write(&file, narrow).unwrap();
    let said = put_together(home.path(), "starter")
        .unwrap_err()
        .to_string();
    assert!(said.contains("different shapes"), "{said}");
}

fn how(ids: &[u32]) -> ConvertOptions<'_> {
    ConvertOptions {
        source: "0123",
        ids,
        question: 4,
        bound: ERROR_BOUND,
    }
}

#[test]
fn a_converted_starter_is_small_near_and_checked() {
    let home = tempfile::tempdir().unwrap();
    ingredients(home.path());
    let exact = put_together(home.path(), "exact").unwrap();
    let folder = home.path().join("int8");
    let ids = ids(100);
    let done = convert(&exact, &folder, &how(&ids), &Stop::never(), &mut |_| {}).unwrap();
    let words = "bert.embeddings.word_embeddings.weight";
    assert_eq!(done.conversion.tables["six_bits"][words], [WORDS, WIDTH]);
    assert!(
        done.conversion
            .int8
            .contains_key("embedder.encoder.layer.1.output.dense.weight")
    );
    assert!(
        done.conversion
            .kept
            .contains_key("qa_classifier.qa_outputs.weight")
    );
    let exact_logits = logits(&exact, Precision::F32);
    let apart = largest(&logits(&folder, Precision::Int8), &exact_logits);
    assert!(apart > 0.0 && apart < 0.2, "{apart}");
    let apart = largest(
        &vector(&folder, Precision::Int8),
        &vector(&exact, Precision::F32),
    );
    assert!(apart > 0.0 && apart < 0.05, "{apart}");

    let file = folder.join("model.safetensors");
    let good = std::fs::read(&file).unwrap();
    let load = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        let checkpoint = open(&folder)?;
        load_reader(&checkpoint, &Device::Cpu, options(Precision::Int8))
    };
    assert!(load(&good).is_ok());
    let said = load(&good[..good.len() - 5]).unwrap_err().to_string();
    assert!(said.contains("ends before"), "{said}");
    let with = |from: &str, to: &str| {
        let length = u64::from_le_bytes(good[..8].try_into().unwrap()) as usize;
        let header = String::from_utf8(good[8..8 + length].to_vec()).unwrap();
        let mut changed = header.replacen(from, to, 1);
        assert_ne!(changed, header);
        changed.push_str(&" ".repeat(changed.len().next_multiple_of(8) - changed.len()));
        let mut bytes = (changed.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(changed.as_bytes());
        bytes.extend_from_slice(&good[8 + length..]);
        bytes
    };
    let table = r#"\"six_bits\":{\"bert.embeddings.word_embeddings.weight\":[50,32]"#;
    for rows in ["51,32", "50,36", "18446744073709551615,32"] {
        let said = load(&with(table, &table.replace("50,32", rows)))
            .unwrap_err()
            .to_string();
        assert!(said.contains("not whole"), "{rows}: {said}");
    }
}

/// The folder that ships.
fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/starter")
}

#[test]
fn the_shipped_one_is_small_and_reads_in_int8_as_it_does_exactly() {
    let folder = shipped();
    let bytes: u64 = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum();
    assert!(bytes <= 48_000_000, "{bytes} bytes");
    let tokenizer = BigBirdTokenizer::open(&folder).unwrap();
    let checkpoint = open(&folder).unwrap();
    let text = "Blueberries keep for two weeks in the cold. Raspberries were thrown away after three days, \
        because mould had grown on them. Strawberries lost a tenth of their weight in a week.";
    let question = "How long do blueberries keep?";
    let pair = tokenizer.encode_pair(question, text).unwrap();
    let read = |precision| {
        let reader = load_reader(&checkpoint, &Device::Cpu, options(precision)).unwrap();
        let pair = Pair {
            ids: &pair.ids,
            question_length: pair.question_length,
        };
        reader.read(&[pair], &Stop::never()).unwrap().remove(0)
    };
    let (int8, exact) = (read(Precision::Int8), read(Precision::F32));
    for (int8, exact) in [(&int8.start, &exact.start), (&int8.end, &exact.end)] {
        let skipped = pair.question_length;
        let apart = largest(&int8[skipped..], &exact[skipped..]);
        // logits spread over more than ten
        assert!(apart < 1.0, "{apart}");
    }
    let embed = |precision| {
        let encoder = load_sentence_encoder(&checkpoint, &Device::Cpu, options(precision)).unwrap();
        let ids = &pair.ids[pair.question_length - 1..];
        encoder.embed(ids, &Stop::never()).unwrap()
    };
    let (int8, exact) = (embed(Precision::Int8), embed(Precision::F32));
    let cosine: f32 = int8.iter().zip(&exact).map(|(a, b)| a * b).sum();
    assert!(cosine > 0.995, "{cosine}");
    // the application works without the head
    if let Some(head) = SalienceHead::load(&checkpoint, int8.len()).unwrap() {
        let places = [[0.0, 0.0, 1.0, 0.0, 0.6], [1.0, 1.0, 0.0, 0.0, 0.6]];
        let scores = head.scores(&[int8, exact], &places).unwrap();
        assert!(scores.iter().all(|score| score.is_finite()) && scores[0] != scores[1]);
    }
}
