//! How fast a model reads and writes on this machine, and what memory it takes.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, EncodedSource, GenerationEvent, Stop,
};
use serde::Serialize;

use super::{ModelError, ModelFolder, device};
use crate::stage::Stage;

/// What to measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Tokens to read.
    pub tokens: usize,
    /// Tokens to write.
    pub new_tokens: usize,
    /// Beams of the search.
    pub beams: usize,
    /// Lengths to read besides, to see how the cost grows.
    pub lengths: Vec<usize>,
}

/// What it took, in seconds where nothing else is said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// `f32`, `int8`, `f16` or `bf16`.
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
    /// The most memory that the process held while it did this, in bytes, where the system tells.
    pub peak_memory: Option<u64>,
    /// What reading took at other lengths, the shortest first.
    pub lengths: Vec<Length>,
    /// Lengths that were asked for and are more than the model's positions.
    pub too_long: Vec<usize>,
}

/// What reading one length took.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Length {
    /// Tokens read.
    pub tokens: usize,
    /// Seconds that it took.
    pub encode: f64,
    /// Tokens read in a second.
    pub tokens_per_second: f64,
    /// By how much the time grew for each doubling since the length before: 2 where it is linear.
    pub per_doubling: Option<f64>,
}

impl Length {
    fn new(tokens: usize, encode: f64, before: Option<&Self>) -> Self {
        Self {
            tokens,
            encode,
            tokens_per_second: tokens as f64 / encode.max(1e-9),
            per_doubling: before.map(|before| {
                let doublings = (tokens as f64 / before.tokens as f64).log2();
                (encode / before.encode.max(1e-9)).powf(1.0 / doublings)
            }),
        }
    }
}

/// Reads tokens that mean nothing and writes about them.
///
/// # Errors
/// [`ModelError`] says what is wrong with the model, or that it was stopped.
pub fn measure(
    folder: &ModelFolder,
    work: &Work,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Measured, ModelError> {
    folder.fits()?;
    let stop = Stop::when(stop.clone());
    progress(Stage::LoadingModel, 0.0);
    let start = Instant::now();
    let checkpoint = pagewing_models::open(&folder.path)?;
    let model = BigBirdPegasusForConditionalGeneration::load(
        &checkpoint,
        &device::device(),
        device::load_options(folder.precision),
    )?;
    let load = start.elapsed().as_secs_f64();

    let config = model.config();
    let (lengths, too_long) = split(&work.lengths, config.max_position_embeddings);
    let tokens = work.tokens.min(config.max_position_embeddings);
    // of the progress: reading and writing take about as long, and other lengths as they are long
    let whole = 2 * tokens + lengths.iter().sum::<usize>();
    let share = |done: f32| done / whole.max(1) as f32;
    let start = Instant::now();
    let source = read(&model, tokens, &stop, &mut |done| {
        progress(Stage::Encoding, share(done * tokens as f32));
    })?;
    let encode = start.elapsed().as_secs_f64();
    let mut first_token = None;
    let writing = Instant::now();
    let written = model
        .generate(&source)
        .beams(work.beams)
        .sequences(1)
        .min_new_tokens(work.new_tokens)
        .max_new_tokens(work.new_tokens)
        .stop(&stop)
        .on_event(|event| {
            if let GenerationEvent::Step { step, limit } = event {
                first_token.get_or_insert_with(|| start.elapsed().as_secs_f64());
                let done = step as f32 / limit.max(1) as f32;
                progress(Stage::Writing, share((1.0 + done) * tokens as f32));
            }
        })
        .run()?;
    stop.check().map_err(|_| ModelError::Cancelled)?;
    let write = writing.elapsed().as_secs_f64();
    let peak_memory = peak_memory();
    let new_tokens = written.sequences.first().map_or(0, |s| s.ids.len());
    drop(source);

    let mut measured: Vec<Length> = Vec::with_capacity(lengths.len());
    // the shortest first; what is loaded lazily was touched by then
    let mut before = 2 * tokens;
    for length in lengths {
        let start = Instant::now();
        read(&model, length, &stop, &mut |done| {
            progress(Stage::Encoding, share(before as f32 + done * length as f32));
        })?;
        let took = start.elapsed().as_secs_f64();
        measured.push(Length::new(length, took, measured.last()));
        before += length;
    }
    Ok(Measured {
        precision: folder.precision_name(),
        threads: rayon::current_num_threads(),
        tokens,
        beams: work.beams,
        new_tokens,
        load,
        encode,
        first_token: first_token.unwrap_or(encode),
        write,
        tokens_per_second: new_tokens as f64 / write.max(1e-9),
        peak_memory,
        lengths: measured,
        too_long,
    })
}

/// The lengths that a model of so many positions can read, in order and once each, and the others.
fn split(lengths: &[usize], positions: usize) -> (Vec<usize>, Vec<usize>) {
    let mut lengths = lengths.to_vec();
    lengths.sort_unstable();
    lengths.dedup();
    lengths.into_iter().partition(|length| *length <= positions)
}

/// Reads tokens that mean nothing; `progress` hears which part is done.
fn read(
    model: &BigBirdPegasusForConditionalGeneration,
    tokens: usize,
    stop: &Stop,
    progress: &mut dyn FnMut(f32),
) -> Result<EncodedSource, ModelError> {
    let config = model.config();
    let ids: Vec<u32> = (0..tokens)
        .map(|i| ((i * 7919 + 107) % config.vocab_size) as u32)
        .collect();
    let layers = config.encoder_layers.max(1) as f32;
    Ok(model.encode(&ids, stop, &mut |told| {
        progress(told.layer as f32 / layers);
    })?)
}

/// The most memory that this process has held, where the system tells (Linux).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_told_per_doubling() {
        let first = Length::new(1000, 0.5, None);
        assert_eq!(first.per_doubling, None);
        assert!((first.tokens_per_second - 2000.0).abs() < 1e-6);
        let factor = |tokens, took| Length::new(tokens, took, Some(&first)).per_doubling;
        let near = |found: Option<f64>, wanted: f64| (found.unwrap() - wanted).abs() < 1e-9;
        assert!(near(factor(2000, 1.0), 2.0));
        assert!(near(factor(2000, 1.1), 2.2));
        // two doublings at once, linear and quadratic
        assert!(near(factor(4000, 2.0), 2.0));
        assert!(near(factor(4000, 8.0), 4.0));
    }

    #[test]
    fn lengths_are_read_in_order_once_and_within_the_positions() {
        let (read, too_long) = split(&[400, 100, 8192, 400, 512], 512);
        assert_eq!(read, [100, 400, 512]);
        assert_eq!(too_long, [8192]);
    }
}
