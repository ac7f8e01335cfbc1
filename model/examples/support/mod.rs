//! What the examples share: checkpoints of random weights, and the peak memory of the process.

#![allow(dead_code, reason = "each example uses its part")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use half::f16;
use serde_json::{Map, Value, json};

/// Name and shape of every tensor of a tied, bias-free BigBirdPegasus checkpoint.
pub(crate) fn tensors(config: &Value) -> Vec<(String, Vec<usize>)> {
    let number = |field: &str| config[field].as_u64().unwrap_or(0) as usize;
    let (d, vocab, positions) = (
        number("d_model"),
        number("vocab_size"),
        number("max_position_embeddings"),
    );
    let mut list = vec![
        ("final_logits_bias".to_owned(), vec![1, vocab]),
        ("model.shared.weight".to_owned(), vec![vocab, d]),
    ];
    let mut add = |name: String, shape: &[usize]| list.push((name, shape.to_vec()));
    for (stack, attentions) in [
        ("encoder", &["self_attn"][..]),
        ("decoder", &["self_attn", "encoder_attn"]),
    ] {
        let ffn = number(&format!("{stack}_ffn_dim"));
        let base = format!("model.{stack}");
        add(format!("{base}.embed_positions.weight"), &[positions, d]);
        let globals = number("num_global_tokens");
        if stack == "encoder" && globals > 0 {
            add(format!("{base}.global_tokens.weight"), &[globals, d]);
        }
        for part in ["weight", "bias"] {
            add(format!("{base}.layernorm_embedding.{part}"), &[d]);
        }
        for layer in 0..number(&format!("{stack}_layers")) {
            let base = format!("{base}.layers.{layer}");
            for attention in attentions {
                let projections = match stack {
                    "encoder" => ["self.query", "self.key", "self.value", "output"],
                    _ => ["q_proj", "k_proj", "v_proj", "out_proj"],
                };
                for projection in projections {
                    add(format!("{base}.{attention}.{projection}.weight"), &[d, d]);
                }
                for part in ["weight", "bias"] {
                    add(format!("{base}.{attention}_layer_norm.{part}"), &[d]);
                }
            }
            for part in ["weight", "bias"] {
                add(format!("{base}.final_layer_norm.{part}"), &[d]);
            }
            add(format!("{base}.fc1.weight"), &[ffn, d]);
            add(format!("{base}.fc1.bias"), &[ffn]);
            add(format!("{base}.fc2.weight"), &[d, ffn]);
            add(format!("{base}.fc2.bias"), &[d]);
        }
    }
    list
}

/// Writes `config.json` and `model.safetensors` with random weights, tensor by tensor.
pub(crate) fn write_checkpoint(
    folder: &Path,
    config: &Value,
    half_precision: bool,
) -> std::io::Result<u64> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(
        folder.join("config.json"),
        serde_json::to_string_pretty(config)?,
    )?;
    let list = tensors(config);
    let (dtype, width) = if half_precision {
        ("F16", 2)
    } else {
        ("F32", 4)
    };
    let mut header = Map::new();
    let mut end = 0;
    for (name, shape) in &list {
        let start = end;
        end += shape.iter().product::<usize>() * width;
        header.insert(
            name.clone(),
            json!({"dtype": dtype, "shape": shape, "data_offsets": [start, end]}),
        );
    }
    let mut header = Value::Object(header).to_string();
    header += &" ".repeat(header.len().next_multiple_of(8) - header.len());
    let mut file =
        BufWriter::with_capacity(1 << 20, File::create(folder.join("model.safetensors"))?);
    file.write_all(&(header.len() as u64).to_le_bytes())?;
    file.write_all(header.as_bytes())?;
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut parameters = 0;
    for (name, shape) in &list {
        let count = shape.iter().product::<usize>();
        parameters += count as u64;
        let (centre, spread) = scale(name, shape);
        for _ in 0..count {
            // xorshift: only the spread of the values matters
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let value = centre + spread * ((state >> 40) as f32 / (1u64 << 23) as f32 - 1.0);
            if half_precision {
                file.write_all(&f16::from_f32(value).to_le_bytes())?;
            } else {
                file.write_all(&value.to_le_bytes())?;
            }
        }
    }
    file.flush()?;
    Ok(parameters)
}

/// Centre and spread of a tensor's values: layer norms near 1, products that keep the size of their inputs.
fn scale(name: &str, shape: &[usize]) -> (f32, f32) {
    let inputs = shape.last().copied().unwrap_or(1) as f32;
    match name {
        _ if name.contains("norm") && name.ends_with("weight") => (1.0, 0.2),
        _ if name.ends_with("bias") => (0.0, 0.05),
        _ if name.contains("shared") => (0.0, 1.7 / inputs.sqrt()),
        _ if name.contains("embed_positions") || name.contains("global_tokens") => (0.0, 0.5),
        _ => (0.0, 1.7 / inputs.sqrt()),
    }
}

/// The most memory that this process has held, in bytes, if the system reports it.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Resets the peak, so that [`peak_memory`] starts from what the process holds now.
pub(crate) fn reset_peak_memory() {
    // only Linux can; other systems do not report the peak anyway
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
