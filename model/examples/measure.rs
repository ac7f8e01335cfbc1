//! Reads random tokens and writes about them: time of each part and peak memory, last as a line of JSON.
//! With `zero` every random block is block 0, as in the reference.
//!
//! ```text
//! cargo run --release --example measure -p bigbird-pegasus -- FOLDER [TOKENS] [BEAMS] [NEW_TOKENS] [f32|int8] [seeded|zero]
//! ```

mod support;

use std::path::Path;
use std::time::Instant;

use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, Checkpoint, GenerateOptions, GenerationConfig,
    GenerationEvent, LoadOptions, Precision, RandomBlocks, Stop,
};
use candle_core::Device;
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        eprintln!("usage: measure FOLDER [TOKENS] [BEAMS] [NEW_TOKENS] [f32|int8] [seeded|zero]");
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
    let random_blocks = match arguments.get(5).map(String::as_str) {
        None | Some("seeded") => RandomBlocks::Seeded,
        Some("zero") => RandomBlocks::Zero,
        Some(other) => return Err(format!("there are no random blocks {other}").into()),
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
            random_blocks,
            ..LoadOptions::default()
        },
    )?;
    let load = start.elapsed();
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
    let encode = start.elapsed();
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
    let mut first_token = None;
    let generated = model.generate(&source, &config, GenerateOptions::default(), &mut |event| {
        if let GenerationEvent::Step { .. } = event {
            first_token.get_or_insert_with(|| encode + start.elapsed());
        }
    })?;
    let elapsed = start.elapsed();
    let count = generated.sequences[0].ids.len();
    let speed = count as f64 / elapsed.as_secs_f64();
    println!(
        "write {count} tokens with {beams} beams: {elapsed:.1?} ({speed:.2} tokens/s), peak {}",
        memory()
    );
    let line = json!({
        "load": load.as_secs_f64(), "encode": encode.as_secs_f64(),
        "first_token": first_token.map(|t| t.as_secs_f64()),
        "write": elapsed.as_secs_f64(), "tokens_per_second": speed,
        "peak": support::peak_memory(), "ids": generated.sequences[0].ids,
    });
    println!("{line}");
    Ok(())
}
