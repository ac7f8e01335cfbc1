//! Small checkpoints of random weights for each head of the encoder-only BigBird.

use serde_json::{Value, json};

use super::{NamedTensor, random};

/// The classes with a head of their own beside the reader.
pub(crate) const CLASSES: [&str; 5] = [
    "BigBirdForMaskedLM",
    "BigBirdForPreTraining",
    "BigBirdForSequenceClassification",
    "BigBirdForTokenClassification",
    "BigBirdForMultipleChoice",
];

/// Number of classes in the heads that classify.
pub(crate) const LABELS: usize = 3;

/// Words of the vocabulary.
pub(crate) const WORDS: u32 = 97;

/// The configuration of a small model: at most 28 tokens get full attention.
pub(crate) fn config(class: &str) -> Value {
    json!({
        "architectures": [class], "model_type": "big_bird", "vocab_size": WORDS, "hidden_size": 24,
        "num_hidden_layers": 2, "num_attention_heads": 3, "intermediate_size": 40, "max_position_embeddings": 96,
        "type_vocab_size": 2, "block_size": 4, "num_random_blocks": 1, "sep_token_id": 66,
        "id2label": {"0": "none", "1": "promoter", "2": "enhancer"},
    })
}

/// Every tensor of a model with this configuration.
pub(crate) fn tensors(config: &Value) -> Vec<NamedTensor> {
    let number = |field: &str| config[field].as_u64().unwrap_or(0) as usize;
    let (d, words) = (number("hidden_size"), number("vocab_size"));
    let mut shapes: Vec<(String, Vec<usize>)> = Vec::new();
    let mut add = |name: String, shape: &[usize]| shapes.push((name, shape.to_vec()));
    for (name, rows) in [
        ("word_embeddings", words),
        ("position_embeddings", number("max_position_embeddings")),
        ("token_type_embeddings", number("type_vocab_size")),
        ("global_tokens", number("num_global_tokens")),
    ] {
        if rows > 0 {
            add(format!("bert.embeddings.{name}.weight"), &[rows, d]);
        }
    }
    let mut linears = vec![("bert.pooler".to_owned(), d, d)];
    let mut norms = vec!["bert.embeddings.LayerNorm".to_owned()];
    for layer in 0..number("num_hidden_layers") {
        let base = format!("bert.encoder.layer.{layer}");
        for name in ["self.query", "self.key", "self.value", "output.dense"] {
            linears.push((format!("{base}.attention.{name}"), d, d));
        }
        let middle = number("intermediate_size");
        linears.push((format!("{base}.intermediate.dense"), middle, d));
        linears.push((format!("{base}.output.dense"), d, middle));
        norms.push(format!("{base}.attention.output.LayerNorm"));
        norms.push(format!("{base}.output.LayerNorm"));
    }
    let head = |name: &str, outputs: usize| (name.to_owned(), outputs, d);
    let class = config["architectures"][0].as_str().unwrap_or_default();
    match class {
        "BigBirdForMaskedLM" | "BigBirdForPreTraining" => {
            linears.push(head("cls.predictions.transform.dense", d));
            norms.push("cls.predictions.transform.LayerNorm".to_owned());
            add("cls.predictions.bias".to_owned(), &[words]);
            if class == "BigBirdForPreTraining" {
                linears.push(head("cls.seq_relationship", 2));
            }
        }
        "BigBirdForSequenceClassification" => {
            linears.push(head("classifier.dense", d));
            linears.push(head("classifier.out_proj", LABELS));
        }
        "BigBirdForTokenClassification" => linears.push(head("classifier", LABELS)),
        "BigBirdForMultipleChoice" => linears.push(head("classifier", 1)),
        _ => {}
    }
    for (name, outputs, inputs) in linears {
        add(format!("{name}.weight"), &[outputs, inputs]);
        add(format!("{name}.bias"), &[outputs]);
    }
    for name in norms {
        add(format!("{name}.weight"), &[d]);
        add(format!("{name}.bias"), &[d]);
    }
    random(shapes)
}
