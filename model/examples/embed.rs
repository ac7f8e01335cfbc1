//! Prints the lines of a text file by their nearness to the first, with the sentence encoder of a folder (such as
//! `all-MiniLM-L6-v2`).
//!
//! ```text
//! cargo run --release --example embed -p bigbird-pegasus -- FOLDER FILE
//! ```

use std::error::Error;
use std::path::Path;

use bigbird_pegasus::tokenizer::BigBirdTokenizer;
use bigbird_pegasus::{Checkpoint, LoadOptions, SentenceEncoder, Stop};
use candle_core::Device;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, file] = arguments.as_slice() else {
        return Err("usage: embed FOLDER FILE".into());
    };
    let (folder, text) = (Path::new(folder), std::fs::read_to_string(file)?);
    let tokenizer = BigBirdTokenizer::open(folder)?;
    let checkpoint = Checkpoint::open(folder)?;
    let model = SentenceEncoder::load(&checkpoint, &Device::Cpu, LoadOptions::default())?;

    let limit = model.config().max_position_embeddings;
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let mut inputs = Vec::with_capacity(lines.len());
    for line in &lines {
        let mut ids = vec![tokenizer.cls_token_id()];
        ids.extend(tokenizer.encode(line)?.ids);
        ids.truncate(limit - 1);
        ids.push(tokenizer.sep_token_id());
        inputs.push(ids);
    }
    let vectors = model.embed_all(&inputs, &Stop::never(), &mut |_| {})?;

    let first = vectors.first().ok_or("the file has no lines")?;
    // the vectors are of unit length, so their product is the cosine
    let cosine = |vector: &[f32]| -> f32 { first.iter().zip(vector).map(|(a, b)| a * b).sum() };
    let mut near: Vec<(f32, &&str)> = vectors.iter().map(|v| cosine(v)).zip(&lines).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (cosine, line) in near {
        println!("{cosine:.3} {line}");
    }
    Ok(())
}
