//! Reads random tokens and writes about them, then prints the time of each part and the peak memory, last as a
//! line of JSON. If there are several lengths, it writes about the last one, once for each number of beams in
//! the list. With `zero` every random block is block 0, as in the reference. On a graphics card, it reads each length
//! twice and times the second reading: the first one loads kernels.
//!
//! ```text
//! cargo run --release --example measure -p bigbird-pegasus -- FOLDER [TOKENS,..] [BEAMS,..] [NEW_TOKENS] [PRECISION] [seeded|zero] [DEVICE]
//! ```
//!
//! PRECISION is `f32` or `int8`, or on a card `bf16` or `f16`; DEVICE is `cpu`, `cuda` or `metal`.

mod support;

use std::path::Path;
use std::time::Instant;

use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, Checkpoint, EncodedSource, GenerationEvent,
    LoadOptions, Precision, RandomBlocks, Stop,
};
use candle_core::Device;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        eprintln!(
            "usage: measure FOLDER [TOKENS,..] [BEAMS,..] [NEW_TOKENS] [f32|int8|bf16|f16] [seeded|zero] [cpu|cuda|metal]"
        );
        std::process::exit(2);
    };
    let numbers = |place: usize, default: &str| -> Result<Vec<usize>, std::num::ParseIntError> {
        let text = arguments.get(place).map_or(default, String::as_str);
        text.split(',').map(str::parse).collect()
    };
    let (lengths, beams) = (numbers(1, "4096")?, numbers(2, "5")?);
    let new_tokens = numbers(3, "64")?[0];
    let precision = match arguments.get(4).map(String::as_str) {
        None | Some("f32") => Precision::F32,
        Some("int8") => Precision::Int8,
        Some("bf16") => Precision::Bf16,
        Some("f16") => Precision::F16,
        Some(other) => return Err(format!("there is no precision {other}").into()),
    };
    let random_blocks = match arguments.get(5).map(String::as_str) {
        None | Some("seeded") => RandomBlocks::Seeded,
        Some("zero") => RandomBlocks::Zero,
        Some(other) => return Err(format!("there are no random blocks {other}").into()),
    };
    let device = named(arguments.get(6).map(String::as_str))?;
    let start = Instant::now();
    let checkpoint = Checkpoint::open(Path::new(folder))?;
    let model = BigBirdPegasusForConditionalGeneration::load(
        &checkpoint,
        &device,
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
        "load {parameters} parameters: {load:.1?}, peak {}",
        memory()
    );

    let vocab_size = model.config().vocab_size;
    let mut encodes: Vec<Value> = Vec::new();
    let mut source = None;
    for tokens in lengths {
        let ids: Vec<u32> = (0..tokens)
            .map(|i| ((i * 7919 + 107) % vocab_size) as u32)
            .collect();
        let read = || -> Result<_, Box<dyn std::error::Error>> {
            let source = model.encode(&ids, &Stop::never(), &mut |_| {})?;
            // a card returns before it has computed
            device.synchronize()?;
            Ok(source)
        };
        if !device.is_cpu() {
            read()?;
        }
        let start = Instant::now();
        source = Some(read()?);
        let seconds = start.elapsed();
        println!("encode {tokens} tokens: {seconds:.1?}, peak {}", memory());
        encodes.push(json!({ "tokens": tokens, "seconds": seconds.as_secs_f64() }));
    }
    let Some(source) = source else { return Ok(()) };

    let mut writes: Vec<Value> = Vec::new();
    for beams in beams {
        writes.push(write(&model, &source, beams, new_tokens)?);
    }
    let line = json!({
        "load": load.as_secs_f64(), "encodes": encodes, "writes": writes,
        "peak": support::peak_memory(),
    });
    println!("{line}");
    Ok(())
}

fn named(device: Option<&str>) -> Result<Device, Box<dyn std::error::Error>> {
    Ok(match device {
        None | Some("cpu") => Device::Cpu,
        Some("cuda") => Device::new_cuda(0)?,
        Some("metal") => Device::new_metal(0)?,
        Some(other) => return Err(format!("there is no device {other}").into()),
    })
}

/// Writes with this number of beams and returns the fields for the line of JSON.
fn write(
    model: &BigBirdPegasusForConditionalGeneration,
    source: &EncodedSource,
    beams: usize,
    new_tokens: usize,
) -> Result<Value, Box<dyn std::error::Error>> {
    let start = Instant::now();
    let mut first = None;
    let generated = model
        .generate(source)
        .beams(beams)
        .min_new_tokens(new_tokens)
        .max_new_tokens(new_tokens)
        .length_penalty(0.8)
        .on_event(|event| {
            if let GenerationEvent::Step { .. } = event {
                first.get_or_insert_with(|| start.elapsed().as_secs_f64());
            }
        })
        .run()?;
    let elapsed = start.elapsed();
    let ids = &generated.sequences[0].ids;
    let speed = ids.len() as f64 / elapsed.as_secs_f64();
    println!(
        "write {} tokens with {beams} beams: {elapsed:.1?} ({speed:.2} tokens/s), peak {}",
        ids.len(),
        memory()
    );
    Ok(json!({
        "beams": beams, "seconds": elapsed.as_secs_f64(), "first_step": first, "ids": ids,
    }))
}

/// The peak memory of this process, in words.
fn memory() -> String {
    support::peak_memory().map_or("?".to_owned(), |bytes| {
        format!("{:.2} GB", bytes as f64 / 1e9)
    })
}
