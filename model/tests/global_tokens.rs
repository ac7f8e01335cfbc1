//! Extra global tokens in whole encoders. With full attention they are tokens like any other, so a model that has them
//! equals one whose vocabulary and positions hold their vectors. Their block-sparse attention is compared with dense
//! attention in `attention.rs`.

mod support;

use std::path::Path;

use bigbird_pegasus::models::bert::{SentenceEncoder, Window};
use bigbird_pegasus::models::bigbird::{Pair, TypedTokens};
use bigbird_pegasus::parts::in_candle_operations;
use bigbird_pegasus::{
    AttentionType, BigBirdForQuestionAnswering, BigBirdModel,
    BigBirdPegasusForConditionalGeneration, BigBirdPegasusModel, Checkpoint, LoadOptions,
    Precision, RandomBlocks, Stop,
};
use candle_core::{Device, Tensor};
use serde_json::{Value, json};
use support::{NamedTensor, encoder, write_files};

const GLOBALS: usize = 5;

/// The two families, each with the places of its vectors.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Family {
    BigBird,
    Pegasus,
}

impl Family {
    fn config(self) -> Value {
        match self {
            Self::BigBird => encoder::config("BigBirdModel"),
            Self::Pegasus => {
                let mut config = support::config();
                config["architectures"] = json!(["BigBirdPegasusModel"]);
                config["scale_embedding"] = json!(false);
                config
            }
        }
    }

    /// The tensors without global tokens.
    fn tensors(self) -> Vec<NamedTensor> {
        match self {
            Self::BigBird => encoder::tensors(&self.config()),
            Self::Pegasus => support::tensors(),
        }
    }

    fn places(self) -> [&'static str; 3] {
        match self {
            Self::BigBird => [
                "bert.embeddings.word_embeddings.weight",
                "bert.embeddings.position_embeddings.weight",
                "bert.embeddings.global_tokens.weight",
            ],
            Self::Pegasus => [
                "model.shared.weight",
                "model.encoder.embed_positions.weight",
                "model.encoder.global_tokens.weight",
            ],
        }
    }

    /// Encodes the rows with the model in `folder`; the mask is that of present tokens.
    fn encode(
        self,
        folder: &Path,
        load: LoadOptions,
        ids: &[Vec<u32>],
        mask: &[Vec<bool>],
    ) -> Vec<Vec<Vec<f32>>> {
        let checkpoint = Checkpoint::open(folder).expect("opens");
        let stop = Stop::never();
        let hidden = match self {
            Self::BigBird => {
                let model = BigBirdModel::load(&checkpoint, &Device::Cpu, load).expect("loads");
                let input = TypedTokens {
                    ids,
                    mask: Some(mask),
                    token_types: None,
                };
                model.forward(&input, &stop, &mut |_| {})
            }
            Self::Pegasus => {
                let model = BigBirdPegasusModel::load(&checkpoint, &Device::Cpu, load);
                let model = model.expect("loads");
                model.encode_batch(ids, Some(mask), &stop, &mut |_| {})
            }
        };
        hidden.expect("encodes").to_vec3().expect("f32")
    }
}

/// The values of a tensor.
fn values<'a>(tensors: &'a mut [NamedTensor], name: &str) -> &'a mut NamedTensor {
    let found = tensors.iter_mut().find(|(found, ..)| found == name);
    found.expect("a tensor")
}

/// Vectors of global tokens.
fn vectors() -> Vec<f32> {
    (0..GLOBALS * 24)
        .map(|i| ((i * 37 % 101) as f32 - 50.0) / 60.0)
        .collect()
}

/// A model with global tokens in a new folder.
fn with_globals(family: Family) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = family.config();
    config["num_global_tokens"] = json!(GLOBALS);
    let mut tensors = family.tensors();
    let [.., place] = family.places();
    tensors.push((place.to_owned(), vec![GLOBALS, 24], vectors()));
    write_files(folder.path(), &config, &tensors);
    folder
}

/// A model without global tokens whose last words are what they were, with positions of zeros in front.
fn with_words(family: Family) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut config, mut tensors) = (family.config(), family.tensors());
    let kind = match family {
        Family::BigBird => {
            let name = "bert.embeddings.token_type_embeddings.weight";
            values(&mut tensors, name).2[..24].to_vec()
        }
        Family::Pegasus => vec![0.0; 24],
    };
    let [words, positions, _] = family.places();
    let (_, shape, numbers) = values(&mut tensors, words);
    shape[0] += GLOBALS;
    // every token of the text has type 0, so these words have it, too
    let kinds = kind.iter().cycle();
    numbers.extend(vectors().iter().zip(kinds).map(|(x, kind)| x - kind));
    config["vocab_size"] = json!(shape[0]);
    let (_, shape, numbers) = values(&mut tensors, positions);
    shape[0] += GLOBALS;
    numbers.splice(..0, vec![0.0; GLOBALS * 24]);
    config["max_position_embeddings"] = json!(shape[0]);
    if family == Family::Pegasus {
        // the decoder's positions have the same number
        let decoder = values(&mut tensors, "model.decoder.embed_positions.weight");
        decoder.1[0] += GLOBALS;
        decoder.2.extend(vec![0.0; GLOBALS * 24]);
    }
    write_files(folder.path(), &config, &tensors);
    folder
}

fn load(attention_type: AttentionType, precision: Precision) -> LoadOptions {
    LoadOptions {
        attention_type: Some(attention_type),
        random_blocks: RandomBlocks::Seeded,
        precision,
    }
}

/// Two texts, the second of which is padded.
fn texts(length: usize) -> (Vec<Vec<u32>>, Vec<Vec<bool>>) {
    let row = |step: usize| (0..length).map(|i| ((i * step + 5) % 97) as u32).collect();
    let mut mask = vec![vec![true; length]; 2];
    mask[1][length - 7..].fill(false);
    (vec![row(31), row(17)], mask)
}

/// The largest difference at present tokens.
fn apart(a: &[Vec<Vec<f32>>], b: &[Vec<Vec<f32>>], mask: &[Vec<bool>]) -> f32 {
    let mut most = 0f32;
    for ((a, b), there) in a.iter().zip(b).zip(mask) {
        assert_eq!(a.len(), there.len());
        assert_eq!(b.len(), there.len());
        for ((a, b), _) in a.iter().zip(b).zip(there).filter(|(_, there)| **there) {
            assert_eq!(a.len(), b.len());
            let row = a.iter().zip(b).map(|(a, b)| (a - b).abs());
            most = row.fold(most, |most, x| if x.is_nan() { x } else { most.max(x) });
        }
    }
    most
}

#[test]
fn full_attention_is_that_over_a_longer_text() {
    for family in [Family::BigBird, Family::Pegasus] {
        let (globals, words) = (with_globals(family), with_words(family));
        let (ids, mask) = texts(60);
        let longer: Vec<Vec<u32>> = ids
            .iter()
            .map(|row| {
                (97..97 + GLOBALS as u32)
                    .chain(row.iter().copied())
                    .collect()
            })
            .collect();
        let all: Vec<Vec<bool>> = mask
            .iter()
            .map(|row| [vec![true; GLOBALS], row.clone()].concat())
            .collect();
        let full = load(AttentionType::OriginalFull, Precision::F32);
        let expected: Vec<Vec<Vec<f32>>> = family
            .encode(words.path(), full, &longer, &all)
            .into_iter()
            .map(|rows| rows[GLOBALS..].to_vec())
            .collect();
        let found = family.encode(globals.path(), full, &ids, &mask);
        let error = apart(&found, &expected, &mask);
        assert!(error < 1e-5, "{family:?}: {error}");
        let found = in_candle_operations(|| family.encode(globals.path(), full, &ids, &mask));
        let error = apart(&found, &expected, &mask);
        assert!(error < 1e-5, "{family:?} in Candle operations: {error}");
        // without their vectors the text is another
        let alone = tempfile::tempdir().expect("a folder");
        write_files(alone.path(), &family.config(), &family.tensors());
        let alone = family.encode(alone.path(), full, &ids, &mask);
        assert!(apart(&alone, &expected, &mask) > 0.01);
    }
}

#[test]
fn block_sparse_attention_is_the_same_on_both_paths_and_near_it_in_int8() {
    for family in [Family::BigBird, Family::Pegasus] {
        let folder = with_globals(family);
        // at most 28 tokens get full attention; 61 are padded to 64
        for length in [20, 61, 64] {
            let (ids, mask) = texts(length);
            let sparse = load(AttentionType::BlockSparse, Precision::F32);
            let kernels = family.encode(folder.path(), sparse, &ids, &mask);
            let candle = in_candle_operations(|| family.encode(folder.path(), sparse, &ids, &mask));
            let error = apart(&candle, &kernels, &mask);
            assert!(error < 2e-5, "{family:?} {length}: {error}");
            let int8 = load(AttentionType::BlockSparse, Precision::Int8);
            let int8 = family.encode(folder.path(), int8, &ids, &mask);
            let error = apart(&int8, &kernels, &mask);
            assert!(
                error > 0.0 && error < 0.3,
                "{family:?} {length} in int8: {error}"
            );
            // a row alone equals the row in its batch
            let alone = family.encode(folder.path(), sparse, &ids[..1], &mask[..1]);
            let error = apart(&alone, &kernels[..1], &mask[..1]);
            assert!(error < 1e-6, "{family:?} {length} alone: {error}");
        }
    }
}

#[test]
fn texts_that_are_read_together_are_read_each_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = encoder::config("BigBirdForQuestionAnswering");
    config["num_global_tokens"] = json!(GLOBALS);
    let mut tensors = encoder::tensors(&config);
    tensors.extend(reader());
    write_files(folder.path(), &config, &tensors);
    let checkpoint = Checkpoint::open(folder.path()).expect("opens");
    for precision in [Precision::F32, Precision::Int8] {
        let sparse = load(AttentionType::BlockSparse, precision);
        let model = BigBirdForQuestionAnswering::load(&checkpoint, &Device::Cpu, sparse);
        let model = model.expect("loads");
        let rows = [texts(61).0, texts(25).0].concat();
        let pairs: Vec<Pair> = rows
            .iter()
            .map(|ids| Pair {
                ids,
                question_length: 6,
            })
            .collect();
        let together = model.read(&pairs, &Stop::never()).expect("reads");
        for (row, logits) in rows.iter().zip(&together) {
            let ids = [row.clone()];
            let input = TypedTokens {
                ids: &ids,
                mask: None,
                token_types: None,
            };
            let (alone, _) = model
                .forward(&input, Some(&[6]), &Stop::never(), &mut |_| {})
                .expect("runs");
            let start: Vec<f32> = alone
                .start
                .flatten_all()
                .and_then(|t| t.to_vec1())
                .expect("f32");
            assert_eq!(start.len(), logits.start.len());
            let near = |(a, b): (&f32, &f32)| (a - b).abs() <= 1e-4 + 1e-6 * b.abs();
            assert!(logits.start.iter().zip(&start).all(near), "{precision:?}");
        }
    }
}

/// The tensors of the head that finds answers.
fn reader() -> Vec<NamedTensor> {
    let mut shapes = Vec::new();
    for (name, outputs, inputs) in [
        ("intermediate.dense", 40, 24),
        ("output.dense", 24, 40),
        ("qa_outputs", 2, 24),
    ] {
        shapes.push((
            format!("qa_classifier.{name}.weight"),
            vec![outputs, inputs],
        ));
        shapes.push((format!("qa_classifier.{name}.bias"), vec![outputs]));
    }
    for part in ["weight", "bias"] {
        shapes.push((format!("qa_classifier.output.LayerNorm.{part}"), vec![24]));
    }
    support::random(shapes)
}

#[test]
fn a_sentence_encoder_has_them_too() {
    let folder = with_globals(Family::BigBird);
    let checkpoint = Checkpoint::open(folder.path()).expect("opens");
    let full = load(AttentionType::OriginalFull, Precision::F32);
    let model = BigBirdModel::load(&checkpoint, &Device::Cpu, full).expect("loads");
    let encoder = SentenceEncoder::over(model).expect("full attention");
    let (ids, mask) = texts(40);
    let hidden = Family::BigBird.encode(folder.path(), full, &ids[..1], &mask[..1]);
    let windows = [Window::whole(ids[0].clone())];
    let stop = Stop::never();
    let found = encoder.embed_parts(&windows, &stop, &mut |_| {});
    let found = &found.expect("embeds")[0][0];
    let mean = Tensor::new(hidden[0].clone(), &Device::Cpu).and_then(|rows| rows.mean(0));
    let mean: Vec<f32> = mean.and_then(|mean| mean.to_vec1()).expect("a mean");
    let length = mean.iter().map(|x| x * x).sum::<f32>().sqrt();
    for (a, b) in found.iter().zip(&mean) {
        assert!((a - b / length).abs() < 1e-5);
    }
}

#[test]
fn a_writer_reads_with_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = support::config();
    config["num_global_tokens"] = json!(GLOBALS);
    let mut tensors = support::tensors();
    let [.., place] = Family::Pegasus.places();
    tensors.push((place.to_owned(), vec![GLOBALS, 24], vectors()));
    write_files(folder.path(), &config, &tensors);
    let written = || {
        let checkpoint = Checkpoint::open(folder.path()).expect("opens");
        let load = LoadOptions::default();
        let model = BigBirdPegasusForConditionalGeneration::load(&checkpoint, &Device::Cpu, load);
        let model = model.expect("loads");
        let source = model.encode(&texts(61).0[0], &Stop::never(), &mut |_| {});
        let source = source.expect("encodes");
        let generation = model.generate(&source).beams(3).max_new_tokens(20);
        let written = generation.run().expect("writes");
        written.into_best().expect("a text").ids
    };
    let kernels = written();
    assert!(kernels.len() > 1);
    assert_eq!(in_candle_operations(written), kernels);
}

#[test]
fn none_is_what_was_before_to_the_bit() {
    for family in [Family::BigBird, Family::Pegasus] {
        let (plain, zero) = (tempfile::tempdir(), tempfile::tempdir());
        let (plain, zero) = (plain.expect("a folder"), zero.expect("a folder"));
        let mut config = family.config();
        write_files(plain.path(), &config, &family.tensors());
        config["num_global_tokens"] = json!(0);
        write_files(zero.path(), &config, &family.tensors());
        for precision in [Precision::F32, Precision::Int8] {
            let (ids, mask) = texts(61);
            let sparse = load(AttentionType::BlockSparse, precision);
            let plain = family.encode(plain.path(), sparse, &ids, &mask);
            assert_eq!(family.encode(zero.path(), sparse, &ids, &mask), plain);
        }
    }
}

#[test]
fn a_number_without_vectors_is_an_error_that_names_them() {
    for family in [Family::BigBird, Family::Pegasus] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = family.config();
        config["num_global_tokens"] = json!(2);
        write_files(folder.path(), &config, &family.tensors());
        let checkpoint = Checkpoint::open(folder.path()).expect("opens");
        let load = LoadOptions::default();
        let error = match family {
            Family::BigBird => {
                let model = BigBirdModel::load(&checkpoint, &Device::Cpu, load);
                model.map(drop)
            }
            Family::Pegasus => {
                let model = BigBirdPegasusModel::load(&checkpoint, &Device::Cpu, load);
                model.map(drop)
            }
        };
        let error = error.expect_err("an error").to_string();
        let [.., place] = family.places();
        assert!(error.contains(place), "{error}");
    }
}
