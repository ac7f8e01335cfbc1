//! Conversion to int8: the file describes itself, loads to the same numbers as quantizing on loading, continues
//! after an interruption, and is checked like any other untrusted file.

#[path = "../examples/support/mod.rs"]
mod support;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bigbird_pegasus::conversion::{
    ConvertEvent, ConvertOptions, Converted, ERROR_BOUND, convert, halve, plan,
};
use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, Checkpoint, CheckpointError, Error, Generated,
    Interrupted, LoadOptions, Precision, Stop,
};
use candle_core::{DType, Device};
use serde_json::json;

const FILE: &str = "model.safetensors";
const UNFINISHED: &str = "model.safetensors.part";

fn source(folder: &Path) {
    let config = json!({
        "architectures": ["BigBirdPegasusForConditionalGeneration"], "model_type": "bigbird_pegasus",
        // neither the words nor the width fill whole panels
        "vocab_size": 301, "d_model": 72, "max_position_embeddings": 512,
        "encoder_layers": 2, "encoder_ffn_dim": 150, "encoder_attention_heads": 4,
        "decoder_layers": 2, "decoder_ffn_dim": 150, "decoder_attention_heads": 4,
        "activation_function": "gelu_new", "attention_type": "block_sparse", "block_size": 16,
        "num_random_blocks": 2, "scale_embedding": true, "use_bias": false,
        "num_beams": 3, "max_length": 24,
    });
    support::write_checkpoint(folder, &config, false).expect("a checkpoint");
    std::fs::write(folder.join("spiece.model"), b"stands for a tokenizer").expect("written");
    std::fs::write(folder.join("notes.bin"), b"not wanted").expect("written");
}

fn ids(count: usize) -> Vec<u32> {
    (0..count).map(|i| (i * 37 % 290 + 5) as u32).collect()
}

fn run(from: &Path, to: &Path, bound: f64, stop: &Stop) -> bigbird_pegasus::Result<Converted> {
    let options = ConvertOptions {
        source: "0123",
        ids: &ids(300),
        question: 0,
        bound,
    };
    convert(&Checkpoint::open(from)?, to, &options, stop, &mut |_| {})
}

fn load(folder: &Path, precision: Precision) -> BigBirdPegasusForConditionalGeneration {
    let options = LoadOptions {
        precision,
        ..LoadOptions::default()
    };
    let checkpoint = Checkpoint::open(folder).expect("opens");
    BigBirdPegasusForConditionalGeneration::load(&checkpoint, &Device::Cpu, options).expect("loads")
}

fn write(model: &BigBirdPegasusForConditionalGeneration) -> Generated {
    let source = model
        .encode(&ids(300), &Stop::never(), &mut |_| {})
        .expect("encodes");
    let generation = model.generate(&source).beams(3).max_new_tokens(12);
    generation.run().expect("writes")
}

/// How far the encoder is from f32, as a share of the f32 values.
fn apart(
    a: &BigBirdPegasusForConditionalGeneration,
    b: &BigBirdPegasusForConditionalGeneration,
) -> f32 {
    let encode = |model: &BigBirdPegasusForConditionalGeneration| {
        let hidden = model
            .model()
            .encode_batch(&[ids(300)], None, &Stop::never(), &mut |_| {});
        hidden
            .expect("encodes")
            .flatten_all()
            .unwrap()
            .to_vec1::<f32>()
            .unwrap()
    };
    let (a, b) = (encode(a), encode(b));
    let norm = |values: &mut dyn Iterator<Item = f32>| values.map(|x| x * x).sum::<f32>().sqrt();
    norm(&mut a.iter().zip(&b).map(|(a, b)| a - b)) / norm(&mut a.iter().copied())
}

#[test]
fn a_converted_model_is_the_quantized_one() {
    let home = tempfile::tempdir().unwrap();
    let (from, to) = (home.path().join("f32"), home.path().join("int8"));
    source(&from);
    let done = run(&from, &to, ERROR_BOUND, &Stop::never()).expect("converts");
    assert!(
        done.conversion.kept.is_empty(),
        "{:?}",
        done.conversion.kept
    );
    // 6 matrices in an encoder layer, 10 in a decoder layer, and the table
    assert_eq!(done.conversion.int8.len(), 2 * 6 + 2 * 10 + 1);
    assert_eq!(done.errors.len(), done.conversion.int8.len());
    assert!(
        done.errors
            .values()
            .all(|error| *error > 0.0 && *error < 0.03)
    );
    assert_eq!(std::fs::metadata(to.join(FILE)).unwrap().len(), done.bytes);
    assert!(to.join("config.json").is_file() && to.join("spiece.model").is_file());
    assert!(!to.join("notes.bin").exists() && !to.join(UNFINISHED).exists());

    let checkpoint = Checkpoint::open(&to).expect("opens");
    assert_eq!(checkpoint.conversion(), Some(&done.conversion));
    let original = Checkpoint::open(&from).expect("opens");
    assert_eq!(checkpoint.parameters(), original.parameters());
    let (exact, quantized) = (load(&from, Precision::F32), load(&from, Precision::Int8));
    let converted = load(&to, Precision::Int8);
    assert_eq!(write(&quantized), write(&converted));
    // every layer adds its part; the first 2 % come from a single matrix
    let error = apart(&exact, &converted);
    assert!(error > 0.0 && error < 0.05, "{error}");
    // if the caller wants exact arithmetic, a converted model computes in f32 with the weights it has
    let widened = load(&to, Precision::F32);
    assert!(apart(&exact, &widened) < error);

    let again = run(&to, &home.path().join("twice"), ERROR_BOUND, &Stop::never());
    assert!(again.unwrap_err().to_string().contains("converted already"));
    let inside = run(&from, &from, ERROR_BOUND, &Stop::never());
    assert!(inside.unwrap_err().to_string().contains("its own folder"));
}

#[test]
fn matrices_above_the_bound_stay_exact() {
    let home = tempfile::tempdir().unwrap();
    let (from, to) = (home.path().join("f32"), home.path().join("int8"));
    source(&from);
    let all = run(&from, &to, ERROR_BOUND, &Stop::never()).expect("converts");
    let mut errors: Vec<f64> = all.errors.values().copied().collect();
    errors.sort_by(f64::total_cmp);
    let bound = errors[errors.len() / 2];
    std::fs::remove_dir_all(&to).unwrap();
    let half = run(&from, &to, bound, &Stop::never()).expect("converts");
    assert!(!half.conversion.kept.is_empty() && !half.conversion.int8.is_empty());
    for (name, error) in &half.errors {
        assert_eq!(
            half.conversion.int8.contains_key(name),
            *error <= bound,
            "{name}: {error}"
        );
    }
    let exact = load(&from, Precision::F32);
    let (mixed, int8) = (load(&to, Precision::Int8), load(&from, Precision::Int8));
    assert!(apart(&exact, &mixed) < apart(&exact, &int8));
}

#[test]
fn an_interrupted_conversion_is_continued() {
    let home = tempfile::tempdir().unwrap();
    let (from, whole, to) = (
        home.path().join("f32"),
        home.path().join("whole"),
        home.path().join("int8"),
    );
    source(&from);
    run(&from, &whole, ERROR_BOUND, &Stop::never()).expect("converts");
    let flag = Arc::new(AtomicBool::new(false));
    let options = ConvertOptions {
        source: "0123",
        ids: &ids(300),
        question: 0,
        bound: ERROR_BOUND,
    };
    let stopped = convert(
        &Checkpoint::open(&from).expect("opens"),
        &to,
        &options,
        &Stop::when(flag.clone()),
        &mut |event| {
            if let ConvertEvent::Writing { done, of } = event
                && done > of / 2
            {
                flag.store(true, Ordering::Relaxed);
            }
        },
    );
    assert!(matches!(
        stopped,
        Err(Error::Interrupted(Interrupted::Cancelled))
    ));
    assert!(!to.join(FILE).exists());
    let held = std::fs::metadata(to.join(UNFINISHED)).unwrap().len();
    // the system may also kill the process in the middle of a tensor
    let file = std::fs::OpenOptions::new()
        .write(true)
        .open(to.join(UNFINISHED))
        .unwrap();
    file.set_len(held - 3).unwrap();
    let mut compared = false;
    let done = convert(
        &Checkpoint::open(&from).expect("opens"),
        &to,
        &options,
        &Stop::never(),
        &mut |event| {
            compared |= matches!(event, ConvertEvent::Comparing { .. });
        },
    )
    .expect("converts");
    assert!(!compared && done.continued_from > 0 && done.continued_from < held);
    let read = |folder: &Path| std::fs::read(folder.join(FILE)).unwrap();
    assert!(read(&whole) == read(&to), "the two files differ");
}

#[test]
fn a_damaged_conversion_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let (from, to) = (home.path().join("f32"), home.path().join("int8"));
    source(&from);
    run(&from, &to, ERROR_BOUND, &Stop::never()).expect("converts");
    let good = std::fs::read(to.join(FILE)).unwrap();
    let open = |bytes: &[u8]| {
        std::fs::write(to.join(FILE), bytes).unwrap();
        let checkpoint = Checkpoint::open(&to)?;
        let options = LoadOptions {
            precision: Precision::Int8,
            ..LoadOptions::default()
        };
        BigBirdPegasusForConditionalGeneration::load(&checkpoint, &Device::Cpu, options)
    };
    assert!(open(&good).is_ok());
    let length = u64::from_le_bytes(good[..8].try_into().unwrap()) as usize;
    let header = String::from_utf8(good[8..8 + length].to_vec()).unwrap();
    let with = |from: &str, to: &str| {
        assert!(header.contains(from), "{from}");
        let mut changed = header.replacen(from, to, 1);
        changed.push_str(&" ".repeat(changed.len().next_multiple_of(8) - changed.len()));
        let mut bytes = (changed.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(changed.as_bytes());
        bytes.extend_from_slice(&good[8 + length..]);
        bytes
    };
    let table = r#"\"model.shared.weight\":[301,72]"#;
    for (change, word) in [
        (
            with(r#"\"version\":1"#, r#"\"version\":2"#),
            "a newer version",
        ),
        (
            with(table, r#"\"model.shared.weight\":[9999,72]"#),
            "not whole",
        ),
        (
            with(
                table,
                r#"\"model.shared.weight\":[18446744073709551615,72]"#,
            ),
            "not whole",
        ),
        (with(table, r#"\"model.shared.weight\":[301,71]"#), "shape"),
        (with(table, r#"\"no.such.tensor\":[301,72]"#), "not whole"),
        (
            with("model.shared.weight.sums", "model.shared.weight.gone"),
            "not whole",
        ),
        (with(r#"\"source\""#, r#"\"sauce\""#), "cannot be read"),
    ] {
        let error = open(&change)
            .err()
            .map(|e| e.to_string())
            .unwrap_or_default();
        assert!(error.contains(word), "{word}: {error}");
    }
    // scales that are NaN: the loader finds them when it loads the matrix
    let parsed: serde_json::Value = serde_json::from_str(&header).unwrap();
    let place = parsed["model.shared.weight.scales"]["data_offsets"][0]
        .as_u64()
        .unwrap() as usize;
    let mut bytes = good.clone();
    bytes[8 + length + place..][..4].copy_from_slice(&f32::NAN.to_le_bytes());
    assert!(matches!(
        open(&bytes),
        Err(Error::Checkpoint(CheckpointError::Damaged { .. }))
    ));
    assert!(open(&good[..good.len() - 1]).is_err());
}

#[test]
fn loading_with_a_plan_gives_the_numbers_of_the_converted_file() {
    let home = tempfile::tempdir().unwrap();
    let (from, to) = (home.path().join("f32"), home.path().join("int8"));
    source(&from);
    let ids = ids(300);
    let options = |bound| ConvertOptions {
        source: "0123",
        ids: &ids,
        question: 0,
        bound,
    };
    let all = run(&from, &home.path().join("all"), ERROR_BOUND, &Stop::never()).expect("converts");
    let mut errors: Vec<f64> = all.errors.values().copied().collect();
    errors.sort_by(f64::total_cmp);
    // half of the matrices stay in f32
    let bound = errors[errors.len() / 2];
    let done = run(&from, &to, bound, &Stop::never()).expect("converts");
    let checkpoint = Checkpoint::open(&from).expect("opens");
    let found = plan(&checkpoint, &options(bound), &Stop::never(), &mut |_| {}).expect("plans");
    assert_eq!(found, done.conversion);
    let load_options = LoadOptions {
        precision: Precision::Int8,
        ..LoadOptions::default()
    };
    let checkpoint = checkpoint.with_plan(found);
    let planned =
        BigBirdPegasusForConditionalGeneration::load(&checkpoint, &Device::Cpu, load_options);
    let planned = planned.expect("loads");
    assert_eq!(write(&planned), write(&load(&to, Precision::Int8)));
    assert_ne!(write(&planned), write(&load(&from, Precision::Int8)));
    let stopped = Stop::when(Arc::new(AtomicBool::new(true)));
    let checkpoint = Checkpoint::open(&from).expect("opens");
    let cancelled = plan(&checkpoint, &options(bound), &stopped, &mut |_| {});
    assert!(matches!(cancelled, Err(Error::Interrupted(_))));
}

#[test]
fn a_finished_conversion_is_not_done_again() {
    let home = tempfile::tempdir().unwrap();
    let (from, to) = (home.path().join("f32"), home.path().join("int8"));
    source(&from);
    let first = run(&from, &to, ERROR_BOUND, &Stop::never()).expect("converts");
    let written = std::fs::metadata(to.join(FILE))
        .unwrap()
        .modified()
        .unwrap();
    let again = run(&from, &to, ERROR_BOUND, &Stop::never()).expect("converts");
    assert_eq!(again.continued_from, first.bytes);
    assert_eq!(again.conversion, first.conversion);
    let after = std::fs::metadata(to.join(FILE))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(written, after);
}

#[test]
fn halves_are_the_rounded_numbers_in_half_the_room() {
    let home = tempfile::tempdir().unwrap();
    let (from, to) = (home.path().join("f32"), home.path().join("halves"));
    source(&from);
    let original = Checkpoint::open(&from).expect("opens");
    let size = |folder: &Path| std::fs::metadata(folder.join(FILE)).unwrap().len();
    for (precision, dtype) in [(Precision::Bf16, DType::BF16), (Precision::F16, DType::F16)] {
        let run = || {
            let never = Stop::never();
            halve(&original, &to, precision, "0123", &never, &mut |_| {}).expect("converts")
        };
        let done = run();
        assert_eq!((done.bytes, done.continued_from), (size(&to), 0));
        assert!(size(&to) < size(&from) / 2 + 20_000);
        assert!(to.join("config.json").is_file() && to.join("spiece.model").is_file());
        assert!(!to.join(UNFINISHED).exists());
        let halves = Checkpoint::open(&to).expect("opens");
        assert!(halves.conversion().is_none());
        assert_eq!(halves.parameters(), original.parameters());
        for name in original.names() {
            let read = |checkpoint: &Checkpoint, dtype| {
                let shape = original.shape(name).unwrap();
                let tensor = checkpoint.tensor(name, shape, dtype, &Device::Cpu).unwrap();
                let wide = tensor.to_dtype(DType::F32).unwrap().flatten_all().unwrap();
                wide.to_vec1::<f32>().unwrap()
            };
            assert_eq!(read(&halves, DType::F32), read(&original, dtype), "{name}");
        }
        // asked for twice
        assert_eq!(run().continued_from, done.bytes);
    }
    let into_f32 = halve(
        &original,
        &to,
        Precision::F32,
        "0123",
        &Stop::never(),
        &mut |_| {},
    );
    assert!(
        into_f32
            .unwrap_err()
            .to_string()
            .contains("not half precision")
    );
    let inside = halve(
        &original,
        &from,
        Precision::Bf16,
        "0123",
        &Stop::never(),
        &mut |_| {},
    );
    assert!(inside.unwrap_err().to_string().contains("its own folder"));
}

#[test]
fn an_interrupted_conversion_to_halves_is_continued() {
    let home = tempfile::tempdir().unwrap();
    let (from, whole, to) = (
        home.path().join("f32"),
        home.path().join("whole"),
        home.path().join("bf16"),
    );
    source(&from);
    let original = Checkpoint::open(&from).expect("opens");
    let run = |to: &Path, source: &str, stop: &Stop, events: &mut dyn FnMut(ConvertEvent)| {
        halve(&original, to, Precision::Bf16, source, stop, events)
    };
    run(&whole, "0123", &Stop::never(), &mut |_| {}).expect("converts");
    let flag = Arc::new(AtomicBool::new(false));
    let stopped = run(&to, "0123", &Stop::when(flag.clone()), &mut |event| {
        if let ConvertEvent::Writing { done, of } = event
            && done > of / 2
        {
            flag.store(true, Ordering::Relaxed);
        }
    });
    assert!(matches!(
        stopped,
        Err(Error::Interrupted(Interrupted::Cancelled))
    ));
    assert!(!to.join(FILE).exists());
    let done = run(&to, "0123", &Stop::never(), &mut |_| {}).expect("converts");
    assert!(done.continued_from > done.bytes / 3);
    let read = |folder: &Path| std::fs::read(folder.join(FILE)).unwrap();
    assert!(read(&whole) == read(&to), "the two files differ");
    // of other files, nothing is continued
    let other = run(&to, "4567", &Stop::never(), &mut |_| {}).expect("converts");
    assert_eq!(other.continued_from, 0);
}

#[test]
fn numbers_that_f16_does_not_have_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let (from, to) = (home.path().join("f32"), home.path().join("f16"));
    source(&from);
    let file = from.join(FILE);
    let mut bytes = std::fs::read(&file).unwrap();
    let last = bytes.len() - 4;
    bytes[last..].copy_from_slice(&70_000f32.to_le_bytes());
    std::fs::write(&file, bytes).unwrap();
    let original = Checkpoint::open(&from).expect("opens");
    let run = |precision| {
        halve(
            &original,
            &to,
            precision,
            "0123",
            &Stop::never(),
            &mut |_| {},
        )
    };
    let error = run(Precision::F16).unwrap_err().to_string();
    assert!(error.contains("the largest one of f16"), "{error}");
    assert!(run(Precision::Bf16).is_ok());
}
