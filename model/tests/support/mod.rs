//! What the tests share: small checkpoints of random weights, in folders that tests can damage.

#![allow(dead_code, reason = "each test uses its part")]

pub(crate) mod encoder;
pub(crate) mod spiece;

use std::path::Path;

use serde_json::{Value, json};

/// The configuration of a small model for summaries.
pub(crate) fn config() -> Value {
    json!({
        "architectures": ["BigBirdPegasusForConditionalGeneration"], "model_type": "bigbird_pegasus",
        "vocab_size": 97, "d_model": 24, "max_position_embeddings": 96,
        "encoder_layers": 2, "encoder_ffn_dim": 40, "encoder_attention_heads": 3,
        "decoder_layers": 2, "decoder_ffn_dim": 40, "decoder_attention_heads": 3,
        "block_size": 4, "num_random_blocks": 1, "scale_embedding": true, "use_bias": false,
    })
}

/// The name, shape and values of a tensor.
pub(crate) type NamedTensor = (String, Vec<usize>, Vec<f32>);

/// Every tensor of [`config`].
pub(crate) fn tensors() -> Vec<NamedTensor> {
    let (d, ffn, vocab, positions) = (24, 40, 97, 96);
    let mut shapes = vec![("model.shared.weight".to_owned(), vec![vocab, d])];
    for stack in ["encoder", "decoder"] {
        let base = format!("model.{stack}");
        shapes.push((format!("{base}.embed_positions.weight"), vec![positions, d]));
        let mut norms = vec![format!("{base}.layernorm_embedding")];
        for layer in 0..2 {
            let base = format!("{base}.layers.{layer}");
            let projections: &[&str] = match stack {
                "encoder" => &[
                    "self_attn.self.query",
                    "self_attn.self.key",
                    "self_attn.self.value",
                    "self_attn.output",
                ],
                _ => &[
                    "self_attn.q_proj",
                    "self_attn.k_proj",
                    "self_attn.v_proj",
                    "self_attn.out_proj",
                    "encoder_attn.q_proj",
                    "encoder_attn.k_proj",
                    "encoder_attn.v_proj",
                    "encoder_attn.out_proj",
                ],
            };
            for projection in projections {
                shapes.push((format!("{base}.{projection}.weight"), vec![d, d]));
            }
            norms.push(format!("{base}.self_attn_layer_norm"));
            norms.push(format!("{base}.final_layer_norm"));
            if stack == "decoder" {
                norms.push(format!("{base}.encoder_attn_layer_norm"));
            }
            shapes.push((format!("{base}.fc1.weight"), vec![ffn, d]));
            shapes.push((format!("{base}.fc1.bias"), vec![ffn]));
            shapes.push((format!("{base}.fc2.weight"), vec![d, ffn]));
            shapes.push((format!("{base}.fc2.bias"), vec![d]));
        }
        for norm in norms {
            shapes.push((format!("{norm}.weight"), vec![d]));
            shapes.push((format!("{norm}.bias"), vec![d]));
        }
    }
    random(shapes)
}

/// Random values for tensors of these names and shapes; the weights of norms are near 1.
pub(crate) fn random(shapes: Vec<(String, Vec<usize>)>) -> Vec<NamedTensor> {
    let mut state = 1u32;
    let mut draw = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 24) as f32 - 0.5
    };
    let fill = |(name, shape): (String, Vec<usize>)| {
        let centre = if name.to_lowercase().contains("norm") && name.ends_with("weight") {
            1.0
        } else {
            0.0
        };
        let values = (0..shape.iter().product::<usize>())
            .map(|_| centre + draw())
            .collect();
        (name, shape, values)
    };
    shapes.into_iter().map(fill).collect()
}

/// The bytes of a safetensors file.
pub(crate) fn safetensors(tensors: &[NamedTensor]) -> Vec<u8> {
    let mut header = serde_json::Map::new();
    let mut data = Vec::new();
    for (name, shape, values) in tensors {
        let start = data.len();
        data.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        header.insert(
            name.clone(),
            json!({"dtype": "F32", "shape": shape, "data_offsets": [start, data.len()]}),
        );
    }
    let header = Value::Object(header).to_string();
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend(header.bytes());
    file.extend(data);
    file
}

/// A good checkpoint in `folder`.
pub(crate) fn write(folder: &Path) {
    write_files(folder, &config(), &tensors());
}

/// A checkpoint of these tensors in `folder`.
pub(crate) fn write_files(folder: &Path, config: &Value, tensors: &[NamedTensor]) {
    std::fs::write(folder.join("config.json"), config.to_string()).expect("written");
    std::fs::write(folder.join("model.safetensors"), safetensors(tensors)).expect("written");
}
