//! Checkpoints of the BigBird family that the tests make themselves, with weights of which it is known what they compute.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use candle_core::{Device, Tensor, safetensors};
use serde_json::{Value, json};

/// Width of the hidden states.
pub const WIDTH: usize = 48;
/// Width between the feed-forward products.
const MIDDLE: usize = 96;
/// Longest input in tokens, with its markers.
pub const POSITIONS: usize = 128;

/// A vocabulary over DNA whose tokens have one, two or four bases: `AC`, `GT` and `ACGT` are tokens.
pub const BASES: [&str; 13] = [
    "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]", "A", "C", "G", "T", "N", "AC", "GT", "ACGT",
];

/// A checkpoint that is being made.
pub struct Made {
    tensors: HashMap<String, Tensor>,
    config: Value,
    tokenizer: Value,
}

/// A tokenizer in which each of these words is a token, joined by `merges`.
fn tokenizer(words: &[&str], model: Value, splits: &str) -> Value {
    let special = words.iter().enumerate().take(5);
    let added: Vec<Value> = special
        .map(|(id, word)| {
            json!({
                "id": id, "content": word, "single_word": false, "lstrip": false,
                "rstrip": false, "normalized": false, "special": true,
            })
        })
        .collect();
    json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": added,
        "normalizer": null, "pre_tokenizer": {"type": splits}, "post_processor": null,
        "decoder": null, "model": model,
    })
}

fn numbered(words: &[&str]) -> Value {
    let entries = words.iter().enumerate();
    entries
        .map(|(id, word)| ((*word).to_owned(), json!(id)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

impl Made {
    /// A model over bases, with weights that look random and are always the same.
    pub fn over_bases(architecture: &str) -> Self {
        let model = json!({
            "type": "BPE", "dropout": null, "unk_token": "[UNK]",
            "continuing_subword_prefix": null, "end_of_word_suffix": null, "fuse_unk": false,
            "byte_fallback": false, "ignore_merges": false, "vocab": numbered(&BASES),
            "merges": [["A", "C"], ["G", "T"], ["AC", "GT"]],
        });
        let tokenizer = tokenizer(&BASES, model, "WhitespaceSplit");
        Self::encoder(architecture, tokenizer, BASES.len())
    }

    /// A model over words. All but the first are unknown, and all but the markers are equal to the model.
    pub fn over_words(architecture: &str, known: &str) -> Self {
        let words = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]", known];
        let model = json!({
            "type": "WordLevel", "vocab": numbered(&words), "unk_token": "[UNK]",
        });
        Self::encoder(
            architecture,
            tokenizer(&words, model, "Whitespace"),
            words.len(),
        )
    }

    fn encoder(architecture: &str, tokenizer: Value, words: usize) -> Self {
        let config = json!({
            "architectures": [architecture], "model_type": "big_bird", "vocab_size": words,
            "hidden_size": WIDTH, "intermediate_size": MIDDLE, "num_attention_heads": 4,
            "num_hidden_layers": 1, "max_position_embeddings": POSITIONS, "type_vocab_size": 2,
            "hidden_act": "gelu_new", "attention_type": "original_full", "block_size": 16,
            "num_random_blocks": 1, "pad_token_id": 3, "sep_token_id": 2,
        });
        let mut made = Self {
            tensors: HashMap::new(),
            config,
            tokenizer,
        };
        made.random("bert.embeddings.word_embeddings.weight", &[words, WIDTH]);
        made.random(
            "bert.embeddings.position_embeddings.weight",
            &[POSITIONS, WIDTH],
        );
        made.random("bert.embeddings.token_type_embeddings.weight", &[2, WIDTH]);
        made.norm("bert.embeddings.LayerNorm");
        let layer = "bert.encoder.layer.0";
        for name in ["self.query", "self.key", "self.value", "output.dense"] {
            made.linear(&format!("{layer}.attention.{name}"), WIDTH, WIDTH);
        }
        made.norm(&format!("{layer}.attention.output.LayerNorm"));
        made.linear(&format!("{layer}.intermediate.dense"), MIDDLE, WIDTH);
        made.linear(&format!("{layer}.output.dense"), WIDTH, MIDDLE);
        made.norm(&format!("{layer}.output.LayerNorm"));
        made
    }

    /// The head that says the classes of a text, which have these names.
    pub fn classes_of_texts(mut self, labels: &[&str]) -> Self {
        self.linear("classifier.dense", WIDTH, WIDTH);
        self.linear("classifier.out_proj", labels.len(), WIDTH);
        self.with("id2label", numbers_of(labels))
    }

    /// The head that says the classes of tokens, which have these names.
    pub fn classes_of_tokens(mut self, labels: &[&str]) -> Self {
        self.linear("classifier", labels.len(), WIDTH);
        self.with("id2label", numbers_of(labels))
    }

    /// The head that predicts masked tokens.
    pub fn predictions(mut self) -> Self {
        let words = self.config["vocab_size"].as_u64().expect("a number") as usize;
        self.linear("cls.predictions.transform.dense", WIDTH, WIDTH);
        self.norm("cls.predictions.transform.LayerNorm");
        self.random("cls.predictions.bias", &[words]);
        self
    }

    /// A field of the configuration.
    pub fn with(mut self, field: &str, value: Value) -> Self {
        self.config[field] = value;
        self
    }

    /// Replaces the values of a tensor; `value` receives the place of each.
    pub fn set(mut self, name: &str, value: impl Fn(usize) -> f32) -> Self {
        let shape = self.tensors[name].dims().to_vec();
        self.fill(name, &shape, value);
        self
    }

    fn fill(&mut self, name: &str, shape: &[usize], value: impl Fn(usize) -> f32) {
        let values: Vec<f32> = (0..shape.iter().product()).map(value).collect();
        let tensor = Tensor::from_vec(values, shape, &Device::Cpu).expect("a tensor");
        self.tensors.insert(name.to_owned(), tensor);
    }

    fn random(&mut self, name: &str, shape: &[usize]) {
        let seed = name.bytes().map(usize::from).sum::<usize>();
        self.fill(name, shape, |n| {
            ((n * n * 31 + n * 37 + seed * 101) % 211) as f32 / 211.0 - 0.5
        });
    }

    fn linear(&mut self, name: &str, outputs: usize, inputs: usize) {
        self.random(&format!("{name}.weight"), &[outputs, inputs]);
        self.random(&format!("{name}.bias"), &[outputs]);
    }

    fn norm(&mut self, name: &str) {
        self.fill(&format!("{name}.weight"), &[WIDTH], |_| 1.0);
        self.fill(&format!("{name}.bias"), &[WIDTH], |_| 0.0);
    }

    /// Writes the folder of this name below `home`.
    pub fn write(&self, home: &Path, name: &str) -> PathBuf {
        let folder = home.join(name);
        std::fs::create_dir_all(&folder).expect("the home can be written");
        let files = [
            ("config.json", &self.config),
            ("tokenizer.json", &self.tokenizer),
        ];
        for (file, value) in files {
            std::fs::write(folder.join(file), value.to_string()).expect("the home can be written");
        }
        safetensors::save(&self.tensors, folder.join("model.safetensors")).expect("the home");
        folder
    }
}

fn numbers_of(labels: &[&str]) -> Value {
    let entries = labels.iter().enumerate();
    entries
        .map(|(number, label)| (number.to_string(), json!(label)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
