//! Compares the cost of longer inputs, full attention against block-sparse, the latter also with extra global tokens,
//! from 1,024 to 16,384 tokens. The table in the README comes from here.
//!
//! ```text
//! cargo run --release --example linear_cost -p bigbird-pegasus
//! ```
//!
//! A process of its own measures each cell, so that the peak memory is the cell's alone. The example subtracts
//! what the process held before the input came (weights, program).

mod support;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use bigbird_pegasus::config::AttentionType;
use bigbird_pegasus::{BigBirdPegasusModel, Checkpoint, LoadOptions, Stop};
use candle_core::{D, Device, Tensor};
use serde_json::json;

const LENGTHS: [usize; 5] = [1024, 2048, 4096, 8192, 16384];
const WIDTH: usize = 512;
const HEADS: usize = 8;
const LAYERS: usize = 2;
/// Extra global tokens in the last column.
const GLOBALS: usize = 64;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => table(),
        [way, folder, length] => measure(way, Path::new(folder), length.parse()?),
        _ => Err("this example takes no arguments".into()),
    }
}

/// Measures every cell and prints the table.
fn table() -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("linear-cost-{}", std::process::id()));
    let (plain, with_globals) = (folder.join("plain"), folder.join("globals"));
    let mut config = json!({
        "architectures": ["BigBirdPegasusModel"], "model_type": "bigbird_pegasus",
        "vocab_size": 64, "d_model": WIDTH, "max_position_embeddings": LENGTHS[LENGTHS.len() - 1],
        "encoder_layers": LAYERS, "encoder_ffn_dim": 4 * WIDTH, "encoder_attention_heads": HEADS,
        "decoder_layers": 0, "decoder_ffn_dim": WIDTH, "decoder_attention_heads": HEADS,
        "block_size": 64, "num_random_blocks": 3,
    });
    support::write_checkpoint(&plain, &config, false)?;
    config["num_global_tokens"] = json!(GLOBALS);
    support::write_checkpoint(&with_globals, &config, false)?;
    println!(
        "| tokens | scores in memory (one attention) | full, fused ({LAYERS} layers) | block-sparse ({LAYERS} layers) | the same with {GLOBALS} global tokens |"
    );
    println!("|---:|---:|---:|---:|---:|");
    for length in LENGTHS {
        let mut cells = Vec::new();
        for (way, folder) in [
            ("scores", &plain),
            ("full", &plain),
            ("sparse", &plain),
            ("sparse", &with_globals),
        ] {
            // three copies of the scores of 16,384 tokens would take 26 GB
            if way == "scores" && length > 8192 {
                cells.push("too large".to_owned());
                continue;
            }
            let child = Command::new(std::env::current_exe()?)
                .args([way, &folder.to_string_lossy(), &length.to_string()])
                .output()?;
            cells.push(match child.status.success() {
                true => String::from_utf8_lossy(&child.stdout).trim().to_owned(),
                false => "failed".to_owned(),
            });
        }
        println!("| {length} | {} |", cells.join(" | "));
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Full attention as transformers computes it: the scores of all queries, their exponentials and the weights are in memory
/// at the same time.
fn with_all_scores(query: &Tensor, key: &Tensor, value: &Tensor) -> Result<Tensor, Failure> {
    let split = |x: &Tensor| {
        let (batch, length, width) = x.dims3()?;
        x.reshape((batch, length, HEADS, width / HEADS))?
            .transpose(1, 2)?
            .contiguous()
    };
    let scores = split(query)?.matmul(&split(key)?.t()?)?;
    let largest = scores.max_keepdim(D::Minus1)?;
    let exponentials = scores.broadcast_sub(&largest)?.exp()?;
    let weights = exponentials.broadcast_div(&exponentials.sum_keepdim(D::Minus1)?)?;
    Ok(weights.matmul(&split(value)?)?)
}

/// Measures one cell.
fn measure(way: &str, folder: &Path, length: usize) -> Result<(), Failure> {
    let device = Device::Cpu;
    let (before, elapsed) = if way == "scores" {
        let draw = || Tensor::randn(0f32, 1.0, (1, length, WIDTH), &device);
        let (query, key, value) = (draw()?, draw()?, draw()?);
        support::reset_peak_memory();
        let before = support::peak_memory();
        let start = Instant::now();
        with_all_scores(&query, &key, &value)?;
        (before, start.elapsed())
    } else {
        let attention_type = match way {
            "full" => AttentionType::OriginalFull,
            _ => AttentionType::BlockSparse,
        };
        let options = LoadOptions {
            attention_type: Some(attention_type),
            ..LoadOptions::default()
        };
        let model = BigBirdPegasusModel::load(&Checkpoint::open(folder)?, &device, options)?;
        let ids = vec![
            (0..length)
                .map(|i| (i * 31 % 64) as u32)
                .collect::<Vec<u32>>(),
        ];
        support::reset_peak_memory();
        let before = support::peak_memory();
        let start = Instant::now();
        model.encode_batch(&ids, None, &Stop::never(), &mut |_| {})?;
        (before, start.elapsed())
    };
    let peak = match (before, support::peak_memory()) {
        (Some(before), Some(after)) => format!("{} MB", after.saturating_sub(before) / 1_000_000),
        _ => "memory unknown".to_owned(),
    };
    println!("{:.2} s, {peak}", elapsed.as_secs_f64());
    Ok(())
}
