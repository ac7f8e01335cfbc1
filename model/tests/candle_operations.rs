//! A small model of random weights in Candle operations alone, as graphics cards run it, beside the processor's own
//! kernels.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bigbird_pegasus::parts::in_candle_operations;
use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration as Model, Checkpoint, CrossAttention, Error, Finish,
    Generated, GenerationConfig, GenerationEvent, Interrupted, LoadOptions, RandomBlocks, Stop,
};
use candle_core::Device;

fn model(random_blocks: RandomBlocks) -> Model {
    let folder = tempfile::tempdir().expect("a folder");
    support::write(folder.path());
    let options = LoadOptions {
        random_blocks,
        ..LoadOptions::default()
    };
    let checkpoint = Checkpoint::open(folder.path()).expect("opens");
    Model::load(&checkpoint, &Device::Cpu, options).expect("loads")
}

fn ids(length: u32, step: u32) -> Vec<u32> {
    (0..length).map(|i| (i * step + 5) % 97).collect()
}

fn settings(beams: usize) -> GenerationConfig {
    GenerationConfig {
        num_beams: beams,
        num_return_sequences: beams,
        max_new_tokens: Some(20),
        ..GenerationConfig::default()
    }
}

/// What a model writes about two texts of one batch, the second of which is padded.
fn written(
    blocks: RandomBlocks,
    length: u32,
    beams: usize,
    watch: &CrossAttention,
) -> Vec<Generated> {
    let model = model(blocks);
    let rows = [ids(length, 31), ids(length, 17)];
    let mut mask = vec![vec![true; length as usize]; 2];
    mask[1][length as usize - 7..].fill(false);
    let sources = model
        .encode_batch(&rows, Some(&mask), &Stop::never(), &mut |_| {})
        .expect("encodes");
    let write = |source| {
        let generation = model.generate(source).config(settings(beams));
        generation.cross_attention(watch.clone()).run()
    };
    let written = sources.iter().map(write);
    written.map(|written| written.expect("writes")).collect()
}

#[test]
fn writing_is_that_of_the_kernels() {
    let some = CrossAttention {
        layers: Some(vec![1]),
        heads: Some(vec![0, 2]),
    };
    // at most 28 tokens get full attention
    for (blocks, length) in [
        (RandomBlocks::Zero, 24),
        (RandomBlocks::Zero, 61),
        (RandomBlocks::Seeded, 61),
    ] {
        for (beams, watch) in [(1, CrossAttention::default()), (4, some.clone())] {
            let kernels = written(blocks, length, beams, &watch);
            let candle = in_candle_operations(|| written(blocks, length, beams, &watch));
            for (candle, kernels) in candle.iter().zip(&kernels) {
                assert_eq!(candle.sequences.len(), beams);
                for (candle, kernels) in candle.sequences.iter().zip(&kernels.sequences) {
                    assert_eq!(candle.ids, kernels.ids);
                    assert!((candle.score - kernels.score).abs() < 1e-4);
                    let rows = |of: &Option<Vec<Vec<f32>>>| of.clone().expect("asked for");
                    let (candle, kernels) = (
                        rows(&candle.cross_attention),
                        rows(&kernels.cross_attention),
                    );
                    assert_eq!(candle.len(), kernels.len());
                    for (candle, kernels) in candle.iter().zip(&kernels) {
                        assert_eq!(candle.len(), kernels.len());
                        let near = |(a, b): (&f32, &f32)| (a - b).abs() < 1e-5;
                        assert!(candle.iter().zip(kernels).all(near));
                    }
                }
            }
        }
    }
}

#[test]
fn a_stop_interrupts_reading_and_writing() {
    in_candle_operations(|| {
        let model = model(RandomBlocks::Zero);
        let raised = Stop::when(Arc::new(AtomicBool::new(true)));
        let error = model.encode(&ids(60, 31), &raised, &mut |_| {});
        let error = error.expect_err("interrupted");
        assert!(matches!(error, Error::Interrupted(Interrupted::Cancelled)));

        let source = model.encode(&ids(60, 31), &Stop::never(), &mut |_| {});
        let source = source.expect("encodes");
        for beams in [1, 3] {
            let flag = Arc::new(AtomicBool::new(false));
            let generated = model
                .generate(&source)
                .beams(beams)
                .max_new_tokens(20)
                .min_new_tokens(20)
                .cross_attention(CrossAttention::default())
                .stop(&Stop::when(flag.clone()))
                .on_event(|event| {
                    if let GenerationEvent::Step { step: 4, .. } = event {
                        flag.store(true, Ordering::Relaxed);
                    }
                })
                .run()
                .expect("no error");
            let cancelled = Finish::Interrupted(Interrupted::Cancelled);
            assert_eq!(generated.finish, cancelled);
            let best = &generated.sequences[0];
            assert_eq!(best.ids.len(), 4);
            assert_eq!(best.cross_attention.as_ref().map(Vec::len), Some(4));
        }
    });
}

#[test]
fn a_text_may_be_as_long_as_the_positions() {
    in_candle_operations(|| {
        let model = model(RandomBlocks::Zero);
        let source = model.encode(&ids(40, 31), &Stop::never(), &mut |_| {});
        let source = source.expect("encodes");
        // 96 positions, and the last token needs none
        let written = model
            .generate(&source)
            .beams(2)
            .max_new_tokens(96)
            .min_new_tokens(96)
            .run()
            .expect("writes");
        assert_eq!(written.sequences[0].ids.len(), 96);
    });
}
