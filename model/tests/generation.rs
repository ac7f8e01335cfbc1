//! Streaming, cancelling and attention weights over the source, on a small model of random weights.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use bigbird_pegasus::config::AttentionType;
use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration as Model, Checkpoint, CrossAttention, Error, Finish,
    GenerationConfig, GenerationEvent, Interrupted, LoadOptions, RandomBlocks, Stop,
};
use candle_core::Device;

fn model(options: LoadOptions) -> Model {
    let folder = tempfile::tempdir().expect("a folder");
    support::write(folder.path());
    Model::load(
        &Checkpoint::open(folder.path()).expect("opens"),
        &Device::Cpu,
        options,
    )
    .expect("loads")
}

fn ids(length: u32) -> Vec<u32> {
    (0..length).map(|i| (i * 31 + 5) % 97).collect()
}

fn settings(beams: usize) -> GenerationConfig {
    GenerationConfig {
        num_beams: beams,
        max_new_tokens: Some(20),
        ..GenerationConfig::default()
    }
}

#[test]
fn what_is_told_is_the_best_sequence() {
    let model = model(LoadOptions::default());
    let source = model
        .encode(&ids(60), &Stop::never(), &mut |_| {})
        .expect("encodes");
    for beams in 1..5 {
        let (mut told, mut steps) = (Vec::new(), 0);
        let generated = model
            .generate(&source)
            .config(settings(beams))
            .on_event(|event| match event {
                GenerationEvent::Settled(tokens) => told.extend_from_slice(tokens),
                GenerationEvent::Step { step, limit } => {
                    assert!(step == steps + 1 && step <= limit);
                    steps = step;
                }
            })
            .run()
            .expect("generates");
        assert_eq!(generated.finish, Finish::Complete);
        assert_eq!(told, generated.sequences[0].ids);
        assert!(!told.is_empty() && told.len() <= 20);
    }
}

#[test]
fn each_setting_of_a_generation_is_a_field_of_its_configuration() {
    let model = model(LoadOptions::default());
    let source = model
        .encode(&ids(60), &Stop::never(), &mut |_| {})
        .expect("encodes");
    let config = GenerationConfig {
        num_beams: 4,
        num_return_sequences: 3,
        min_new_tokens: Some(5),
        max_new_tokens: Some(12),
        length_penalty: -0.5,
        ..model.generation_config().clone()
    };
    let whole = model.generate(&source).config(config).run();
    let whole = whole.expect("generates");
    let mut told = Vec::new();
    let built = model
        .generate(&source)
        .beams(4)
        .sequences(3)
        .min_new_tokens(5)
        .max_new_tokens(12)
        .length_penalty(-0.5)
        .on_tokens(|tokens| told.extend_from_slice(tokens))
        .run()
        .expect("generates");
    assert_eq!(built, whole);
    assert_eq!(built.sequences.len(), 3);
    assert!((5..=12).contains(&told.len()));
    assert_eq!(built.into_best().map(|best| best.ids), Some(told));
}

#[test]
fn looking_at_the_source_changes_nothing_and_adds_up_to_one() {
    let model = model(LoadOptions::default());
    let source = model
        .encode(&ids(60), &Stop::never(), &mut |_| {})
        .expect("encodes");
    let choices = [
        CrossAttention::default(),
        CrossAttention {
            layers: Some(vec![1]),
            heads: Some(vec![0, 2]),
        },
    ];
    for beams in [1, 3] {
        let generation = || model.generate(&source).config(settings(beams));
        let plain = generation().run().expect("generates");
        assert_eq!(plain.sequences[0].cross_attention, None);
        for choice in &choices {
            let watched = generation().cross_attention(choice.clone()).run();
            let watched = watched.expect("generates");
            let (watched, plain) = (&watched.sequences[0], &plain.sequences[0]);
            assert_eq!((&watched.ids, watched.score), (&plain.ids, plain.score));
            let rows = watched.cross_attention.as_ref().expect("weights");
            assert_eq!(rows.len(), watched.ids.len());
            for row in rows {
                assert_eq!(row.len(), 60);
                assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-4);
            }
        }
    }
}

#[test]
fn a_cancelled_generation_returns_what_it_has() {
    let model = model(LoadOptions::default());
    let source = model
        .encode(&ids(60), &Stop::never(), &mut |_| {})
        .expect("encodes");
    for beams in [1, 3] {
        let flag = Arc::new(AtomicBool::new(false));
        let generated = model
            .generate(&source)
            .config(settings(beams))
            .min_new_tokens(20)
            .stop(&Stop::when(flag.clone()))
            .on_event(|event| {
                if let GenerationEvent::Step { step: 4, .. } = event {
                    flag.store(true, Ordering::Relaxed);
                }
            })
            .run()
            .expect("no error");
        assert_eq!(
            generated.finish,
            Finish::Interrupted(Interrupted::Cancelled)
        );
        assert_eq!(generated.sequences[0].ids.len(), 4);
    }
}

#[test]
fn a_deadline_or_a_flag_ends_encoding() {
    let model = model(LoadOptions::default());
    let past = Stop::never().with_deadline(Instant::now());
    let error = model
        .encode(&ids(60), &past, &mut |_| {})
        .expect_err("too late");
    assert!(matches!(error, Error::Interrupted(Interrupted::Deadline)));
    let flag = Arc::new(AtomicBool::new(false));
    let mut layers = 0;
    let error = model.encode(&ids(60), &Stop::when(flag.clone()), &mut |progress| {
        layers = progress.layer;
        flag.store(true, Ordering::Relaxed);
    });
    assert!(matches!(
        error,
        Err(Error::Interrupted(Interrupted::Cancelled))
    ));
    assert_eq!(layers, 0);
}

#[test]
fn what_cannot_be_read_or_followed_is_an_error() {
    let model = model(LoadOptions::default());
    let encode = |ids: &[u32]| {
        model
            .encode(ids, &Stop::never(), &mut |_| {})
            .expect_err("refused")
    };
    assert!(matches!(encode(&[]), Error::EmptyInput));
    assert!(matches!(
        encode(&ids(97)),
        Error::InputTooLong {
            tokens: 97,
            limit: 96
        }
    ));
    assert!(matches!(
        encode(&[5, 97]),
        Error::UnknownToken {
            id: 97,
            vocab_size: 97
        }
    ));
    let source = model
        .encode(&ids(9), &Stop::never(), &mut |_| {})
        .expect("encodes");
    let wrong = [
        (
            "num_beams",
            GenerationConfig {
                num_beams: 0,
                ..settings(1)
            },
        ),
        (
            "num_return_sequences",
            GenerationConfig {
                num_return_sequences: 3,
                ..settings(2)
            },
        ),
        (
            "max_length",
            GenerationConfig {
                max_new_tokens: Some(0),
                ..settings(1)
            },
        ),
        (
            "max_length",
            GenerationConfig {
                max_new_tokens: Some(97),
                ..settings(1)
            },
        ),
        (
            "eos_token_id",
            GenerationConfig {
                eos_token_id: vec![97],
                ..settings(1)
            },
        ),
        (
            "repetition_penalty",
            GenerationConfig {
                repetition_penalty: 0.0,
                ..settings(1)
            },
        ),
    ];
    for (name, config) in wrong {
        let error = model.generate(&source).config(config).run();
        assert!(
            matches!(error, Err(Error::Generation { field, .. }) if field == name),
            "{name}"
        );
    }
}

#[test]
fn attention_is_chosen_per_input_and_never_sticks() {
    let sparse = model(LoadOptions {
        random_blocks: RandomBlocks::Zero,
        ..LoadOptions::default()
    });
    let full = model(LoadOptions {
        attention_type: Some(AttentionType::OriginalFull),
        ..LoadOptions::default()
    });
    let read = |model: &Model, length: u32| {
        let hidden = model
            .model()
            .encode_batch(&[ids(length)], None, &Stop::never(), &mut |_| {})
            .expect("encodes");
        hidden
            .flatten_all()
            .and_then(|t| t.to_vec1::<f32>())
            .expect("f32")
    };
    // (5 + 2 * 1) * 4 = 28 tokens still get full attention
    let long_before = read(&sparse, 29);
    assert_eq!(read(&sparse, 28), read(&full, 28));
    assert_eq!(read(&sparse, 29), long_before);
    assert_ne!(long_before, read(&full, 29));
}
