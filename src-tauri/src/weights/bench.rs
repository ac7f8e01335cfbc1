//! How fast a model reads and writes on this machine, and what memory it takes.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, Checkpoint, GenerateOptions, GenerationConfig,
    GenerationEvent, LoadOptions, Precision, Stop,
};
use serde::Serialize;

use super::{ModelError, ModelFolder, device};
use crate::views::Stage;

/// What to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Tokens to read.
    pub tokens: usize,
    /// Tokens to write.
    pub new_tokens: usize,
    /// Beams of the search.
    pub beams: usize,
    /// Quantize the weights to int8 if they are not.
    pub int8: bool,
}

/// What it took, in seconds where nothing else is said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// `f32` or `int8`.
    pub precision: &'static str,
    /// Threads that worked.
    pub threads: usize,
    /// Tokens read.
    pub tokens: usize,
    /// Beams of the search.
    pub beams: usize,
    /// Tokens written.
    pub new_tokens: usize,
    /// Loading the weights.
    pub load: f64,
    /// Reading the document.
    pub encode: f64,
    /// From the beginning of reading to the first token.
    pub first_token: f64,
    /// Writing all tokens.
    pub write: f64,
    /// Tokens written in a second.
    pub tokens_per_second: f64,
    /// The most memory that the process held, in bytes, where the system tells.
    pub peak_memory: Option<u64>,
}

/// Reads tokens that mean nothing and writes about them.
///
/// # Errors
/// [`ModelError`] says what is wrong with the model, or that it was stopped.
pub fn measure(
    folder: &ModelFolder,
    work: Work,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Measured, ModelError> {
    folder.fits()?;
    let stop = Stop::when(stop.clone());
    progress(Stage::LoadingModel, 0.0);
    let start = Instant::now();
    let checkpoint = Checkpoint::open(&folder.path)?;
    let precision = match device::precision(&checkpoint) {
        Precision::F32 if work.int8 => Precision::Int8,
        own => own,
    };
    let options = LoadOptions {
        precision,
        ..LoadOptions::default()
    };
    let model =
        BigBirdPegasusForConditionalGeneration::load(&checkpoint, &device::device(), options)?;
    let load = start.elapsed().as_secs_f64();

    let config = model.config();
    let tokens = work.tokens.min(config.max_position_embeddings);
    let layers = config.encoder_layers;
    let ids: Vec<u32> = (0..tokens)
        .map(|i| ((i * 7919 + 107) % config.vocab_size) as u32)
        .collect();
    let start = Instant::now();
    let source = model.encode(&ids, &stop, &mut |told| {
        progress(
            Stage::Encoding,
            0.5 * told.layer as f32 / layers.max(1) as f32,
        );
    })?;
    let encode = start.elapsed().as_secs_f64();
    let generation = GenerationConfig {
        num_beams: work.beams,
        num_return_sequences: 1,
        max_new_tokens: Some(work.new_tokens),
        min_new_tokens: Some(work.new_tokens),
        ..model.generation_config().clone()
    };
    let generating = GenerateOptions {
        stop: stop.clone(),
        cross_attention: None,
    };
    let mut first_token = None;
    let writing = Instant::now();
    let written = model.generate(&source, &generation, generating, &mut |event| {
        if let GenerationEvent::Step { step, limit } = event {
            first_token.get_or_insert_with(|| start.elapsed().as_secs_f64());
            progress(
                Stage::Writing,
                0.5 + 0.5 * step as f32 / limit.max(1) as f32,
            );
        }
    })?;
    stop.check().map_err(|_| ModelError::Cancelled)?;
    let write = writing.elapsed().as_secs_f64();
    let new_tokens = written.sequences.first().map_or(0, |s| s.ids.len());
    Ok(Measured {
        precision: match precision {
            Precision::Int8 => "int8",
            _ => "f32",
        },
        threads: rayon::current_num_threads(),
        tokens,
        beams: work.beams,
        new_tokens,
        load,
        encode,
        first_token: first_token.unwrap_or(encode),
        write,
        tokens_per_second: new_tokens as f64 / write.max(1e-9),
        peak_memory: peak_memory(),
    })
}

/// The most memory that this process has held, where the system tells (Linux).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
