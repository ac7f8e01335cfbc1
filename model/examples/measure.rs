//! Reads random tokens and writes about them: time of each part and peak memory.
//!
//! ```text
//! cargo run --release --example measure -p bigbird-pegasus -- FOLDER [TOKENS] [BEAMS] [NEW_TOKENS] [f32|int8]
//! ```

mod support;

use std::path::Path;
use std::time::Instant;

use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, Checkpoint, GenerateOptions, GenerationConfig,
    LoadOptions, Precision, Stop,
};
use candle_core::Device;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        eprintln!("usage: measure FOLDER [TOKENS] [BEAMS] [NEW_TOKENS] [f32|int8]");
        std::process::exit(2);
    };
    let number = |place: usize, default: usize| match arguments.get(place) {
        Some(text) => text.parse(),
        None => Ok(default),
    };
    let (tokens, beams, new_tokens) = (number(1, 4096)?, number(2, 5)?, number(3, 64)?);
    let precision = match arguments.get(4).map(String::as_str) {
        None | Some("f32") => Precision::F32,
        Some("int8") => Precision::Int8,
        Some(other) => return Err(format!("there is no precision {other}").into()),
    };
    let memory = || {
        support::peak_memory().map_or("?".to_owned(), |bytes| {
            format!("{:.2} GB", bytes as f64 / 1e9)
        })
    };

    let start = Instant::now();
    let checkpoint = Checkpoint::open(Path::new(folder))?;
    let model = BigBirdPegasusForConditionalGeneration::load(
        &checkpoint,
        &Device::Cpu,
        LoadOptions {
            precision,
            ..LoadOptions::default()
        },
    )?;
    let parameters = checkpoint.parameters();
    drop(checkpoint);
    println!(
        "load {parameters} parameters: {:.1?}, peak {}",
        start.elapsed(),
        memory()
    );

    let vocab_size = model.config().vocab_size;
    let ids: Vec<u32> = (0..tokens)
        .map(|i| ((i * 7919 + 107) % vocab_size) as u32)
        .collect();
    let start = Instant::now();
    let source = model.encode(&ids, &Stop::never(), &mut |_| {})?;
    println!(
        "encode {tokens} tokens: {:.1?}, peak {}",
        start.elapsed(),
        memory()
    );

    let config = GenerationConfig {
        num_beams: beams,
        max_new_tokens: Some(new_tokens),
        min_new_tokens: Some(new_tokens),
        length_penalty: 0.8,
        ..model.generation_config().clone()
    };
    let start = Instant::now();
    let generated = model.generate(&source, &config, GenerateOptions::default(), &mut |_| {})?;
    let elapsed = start.elapsed();
    let count = generated.sequences[0].ids.len();
    let speed = count as f64 / elapsed.as_secs_f64();
    println!(
        "write {count} tokens with {beams} beams: {elapsed:.1?} ({speed:.2} tokens/s), peak {}",
        memory()
    );
    Ok(())
}
