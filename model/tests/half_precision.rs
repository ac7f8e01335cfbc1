//! f16 and bf16, which suit graphics cards: candle also computes them on the processor, slowly, so that these
//! tests can check the layers without a card.

mod support;

use std::path::Path;

use bigbird_pegasus::conversion::{ConvertOptions, convert};
use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration as Model, Checkpoint, CrossAttention, GenerationConfig,
    LoadOptions, Precision, Stop,
};
use candle_core::{DType, Device};

fn load(folder: &Path, precision: Precision) -> Model {
    let options = LoadOptions {
        precision,
        ..LoadOptions::default()
    };
    let checkpoint = Checkpoint::open(folder).expect("opens");
    Model::load(&checkpoint, &Device::Cpu, options).expect("loads")
}

fn ids() -> Vec<u32> {
    (0..60).map(|i| (i * 31 + 5) % 97).collect()
}

/// The encoder's last layer, in f32, and the type of the computation.
fn encoded(model: &Model) -> (Vec<f32>, DType) {
    let hidden = model
        .model()
        .encode_batch(&[ids()], None, &Stop::never(), &mut |_| {})
        .expect("encodes");
    let wide = hidden.to_dtype(DType::F32).expect("a number");
    let flat = wide.flatten_all().expect("one row");
    (flat.to_vec1().expect("f32"), hidden.dtype())
}

/// The distance of two vectors, as a share of the second.
fn apart(a: &[f32], b: &[f32]) -> f32 {
    let norm = |values: &mut dyn Iterator<Item = f32>| values.map(|x| x * x).sum::<f32>().sqrt();
    norm(&mut a.iter().zip(b).map(|(a, b)| a - b)) / norm(&mut b.iter().copied())
}

#[test]
fn halves_are_near_f32_and_write() {
    let folder = tempfile::tempdir().expect("a folder");
    support::write(folder.path());
    let (exact, _) = encoded(&load(folder.path(), Precision::F32));
    // a number has 11 bits, or 8; two layers add up some of the loss
    for (precision, dtype, bits) in [
        (Precision::F16, DType::F16, 11),
        (Precision::Bf16, DType::BF16, 8),
    ] {
        let model = load(folder.path(), precision);
        let (found, computed_in) = encoded(&model);
        assert_eq!(computed_in, dtype);
        let error = apart(&found, &exact);
        let step = 0.5f32.powi(bits);
        assert!(error > 0.0 && error < 4.0 * step, "{precision:?}: {error}");

        let source = model
            .encode(&ids(), &Stop::never(), &mut |_| {})
            .expect("encodes");
        for beams in [1, 3] {
            let config = GenerationConfig {
                num_beams: beams,
                max_new_tokens: Some(8),
                ..GenerationConfig::default()
            };
            let written = model
                .generate(&source)
                .config(config)
                .cross_attention(CrossAttention::default())
                .run()
                .expect("writes");
            let best = &written.sequences[0];
            assert!(!best.ids.is_empty() && best.score.is_finite());
            let rows = best.cross_attention.as_ref().expect("asked for");
            for row in rows {
                assert!((row.iter().sum::<f32>() - 1.0).abs() < 16.0 * step);
            }
        }
    }
}

#[test]
fn a_converted_model_can_be_held_in_halves() {
    let home = tempfile::tempdir().expect("a folder");
    let (from, to) = (home.path().join("f32"), home.path().join("int8"));
    std::fs::create_dir(&from).expect("a folder");
    support::write(&from);
    let options = ConvertOptions {
        source: "0123",
        ids: &ids(),
        question: 0,
        bound: 1.0,
    };
    convert(
        &Checkpoint::open(&from).expect("opens"),
        &to,
        &options,
        &Stop::never(),
        &mut |_| {},
    )
    .expect("converts");
    let (rounded, _) = encoded(&load(&to, Precision::F32));
    let (found, computed_in) = encoded(&load(&to, Precision::F16));
    assert_eq!(computed_in, DType::F16);
    assert!(apart(&found, &rounded) < 4.0 * 0.5f32.powi(11));
}
