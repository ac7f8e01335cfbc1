//! Measures how fast a model reads and writes on this machine, and how much memory it takes.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, EncodedSource, GenerationEvent, Stop,
};
use serde::Serialize;

use super::device::Place;
use super::graphics::name_of;
use super::{ModelError, ModelFolder, guard};
use crate::stage::Stage;

/// A measurement to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Number of tokens to read.
    pub tokens: usize,
    /// Number of tokens to write.
    pub new_tokens: usize,
    /// Number of beams.
    pub beams: usize,
    /// Further input lengths in tokens; they show how the cost grows.
    pub lengths: Vec<usize>,
}

/// The result of a measurement. Times are in seconds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// The name of the graphics card; `None` for the processor.
    pub card: Option<String>,
    /// `f32`, `int8`, `f16` or `bf16`.
    pub precision: &'static str,
    /// Number of threads.
    pub threads: usize,
    /// Number of tokens read.
    pub tokens: usize,
    /// Number of beams.
    pub beams: usize,
    /// Number of tokens written.
    pub new_tokens: usize,
    /// Time to load the weights.
    pub load: f64,
    /// Time to read the document.
    pub encode: f64,
    /// Time from the start of reading to the first token.
    pub first_token: f64,
    /// Time to write all tokens.
    pub write: f64,
    /// Tokens written per second.
    pub tokens_per_second: f64,
    /// The process's peak memory in bytes; `None` where the system does not report it.
    pub peak_memory: Option<u64>,
    /// The further lengths, the shortest first.
    pub lengths: Vec<Length>,
    /// Requested lengths that exceed the model's number of positions.
    pub too_long: Vec<usize>,
}

/// The time to read an input of one length.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Length {
    /// Number of tokens read.
    pub tokens: usize,
    /// Time in seconds.
    pub encode: f64,
    /// Tokens read per second.
    pub tokens_per_second: f64,
    /// The factor by which the time grew per doubling since the previous length: 2 if the cost is linear.
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

/// Reads meaningless tokens and writes about them.
///
/// # Errors
/// [`ModelError::Cancelled`] after `stop` is set; any other [`ModelError`] if the model cannot be loaded or fails.
pub fn measure(
    folder: &ModelFolder,
    work: &Work,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Measured, ModelError> {
    folder.fits()?;
    progress(Stage::LoadingModel, 0.0);
    let checkpoint = guard::open(folder, stop)?;
    let stop = Stop::when(stop.clone());
    let start = Instant::now();
    let Place { device, options } = Place::of(&checkpoint, folder.precision);
    let model = BigBirdPegasusForConditionalGeneration::load(&checkpoint, &device, options)?;
    let load = start.elapsed().as_secs_f64();

    let config = model.config();
    let (lengths, too_long) = split(&work.lengths, config.max_position_embeddings);
    let tokens = work.tokens.min(config.max_position_embeddings);
    // Progress counts reading and writing as `tokens` each, and every further length as its own tokens.
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

    let measured = read_lengths(&model, &lengths, &stop, &mut |done| {
        progress(Stage::Encoding, share(2.0 * tokens as f32 + done));
    })?;
    Ok(Measured {
        card: name_of(&device),
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

/// Reads an input of each length; `progress` receives the number of tokens that are read.
fn read_lengths(
    model: &BigBirdPegasusForConditionalGeneration,
    lengths: &[usize],
    stop: &Stop,
    progress: &mut dyn FnMut(f32),
) -> Result<Vec<Length>, ModelError> {
    let mut measured: Vec<Length> = Vec::with_capacity(lengths.len());
    // The shortest comes first. By now everything that loads lazily has been touched.
    let mut before = 0;
    for length in lengths {
        let start = Instant::now();
        read(model, *length, stop, &mut |done| {
            progress(before as f32 + done * *length as f32);
        })?;
        let took = start.elapsed().as_secs_f64();
        measured.push(Length::new(*length, took, measured.last()));
        before += length;
    }
    Ok(measured)
}

/// The lengths that a model with `positions` positions can read, sorted and without duplicates, and the others.
fn split(lengths: &[usize], positions: usize) -> (Vec<usize>, Vec<usize>) {
    let mut lengths = lengths.to_vec();
    lengths.sort_unstable();
    lengths.dedup();
    lengths.into_iter().partition(|length| *length <= positions)
}

/// Reads meaningless tokens; `progress` receives the share that is done.
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
    Ok(model.encode(&ids, stop, &mut |reached| {
        progress(reached.layer as f32 / layers);
    })?)
}

/// The peak memory of this process in bytes; `None` on systems other than Linux.
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
    fn growth_is_measured_per_doubling() {
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
