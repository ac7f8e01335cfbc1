//! Writes a checkpoint of random weights in the shape of `google/bigbird-pegasus-large-arxiv` (577
//! million parameters), for measuring speed and memory.
//!
//! ```text
//! cargo run --release --example random_checkpoint -p bigbird-pegasus -- FOLDER SPIECE_MODEL [f32|f16]
//! ```

mod support;

use std::path::Path;

use serde_json::json;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, tokenizer, half_precision) = match arguments.as_slice() {
        [folder, tokenizer] => (folder, tokenizer, false),
        [folder, tokenizer, precision] if precision == "f32" || precision == "f16" => {
            (folder, tokenizer, precision == "f16")
        }
        _ => {
            eprintln!("usage: random_checkpoint FOLDER SPIECE_MODEL [f32|f16]");
            std::process::exit(2);
        }
    };
    let config = json!({
        "architectures": ["BigBirdPegasusForConditionalGeneration"], "model_type": "bigbird_pegasus",
        "vocab_size": 96103, "d_model": 1024, "max_position_embeddings": 4096,
        "encoder_layers": 16, "encoder_ffn_dim": 4096, "encoder_attention_heads": 16,
        "decoder_layers": 16, "decoder_ffn_dim": 4096, "decoder_attention_heads": 16,
        "activation_function": "gelu_new", "attention_type": "block_sparse", "block_size": 64,
        "num_random_blocks": 3, "scale_embedding": true, "use_bias": false,
        "bos_token_id": 2, "eos_token_id": 1, "pad_token_id": 0, "decoder_start_token_id": 2,
        "num_beams": 5, "max_length": 256, "length_penalty": 0.8,
    });
    let folder = Path::new(folder);
    let parameters = support::write_checkpoint(folder, &config, half_precision)?;
    let name = Path::new(tokenizer)
        .file_name()
        .unwrap_or("spiece.model".as_ref());
    std::fs::copy(tokenizer, folder.join(name))?;
    println!("{parameters} parameters in {}", folder.display());
    Ok(())
}
