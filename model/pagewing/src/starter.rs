//! The starter model: a reader and a sentence encoder in one small folder.
//!
//! Both are six-layer encoders that began as the same model, and share what training left alone: words,
//! positions, token types, their norm, and the first layers. `config.json` is the reader's BigBird
//! configuration, with the architecture `PagewingStarter` and three more fields:
//!
//! | field | meaning |
//! |---|---|
//! | `shared_layers` | how many layers both encoders share |
//! | `stored_positions` | how many positions the file holds; the reader repeats them |
//! | `embedder_layers` | layers of the sentence encoder |
//!
//! Tensors of the reader, and what is shared, have the names of `BigBirdForQuestionAnswering`; the sentence
//! encoder's own layers are `embedder.encoder.layer.N...`, and the head that scores sentences is `salience...`,
//! see [`crate::salience`].

use std::collections::HashMap;
use std::path::Path;

use bigbird_pegasus::checkpoint::Weights;
use bigbird_pegasus::config::AttentionType;
use bigbird_pegasus::models::bigbird::{Places, is_buffer};
use bigbird_pegasus::{
    Architecture, BigBirdConfig, BigBirdForQuestionAnswering, BigBirdModel, Checkpoint,
    CheckpointError, ConfigError, Error, LoadOptions, Result, SentenceEncoder,
};
use candle_core::{DType, Device, Tensor};
use serde_json::{Map, Value, json};

/// The architecture that the configuration names.
const ARCHITECTURE: &str = "PagewingStarter";

/// Whether a folder's configuration declares a starter model.
pub fn is_starter(architecture: &Architecture) -> bool {
    matches!(architecture, Architecture::Other(name) if name == ARCHITECTURE)
}

/// What the configuration of a starter model holds besides that of its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fields {
    /// Number of layers that both encoders share.
    shared_layers: usize,
    /// Number of positions in the file.
    stored_positions: usize,
    /// Number of layers of the sentence encoder.
    embedder_layers: usize,
}

impl Fields {
    /// Reads the fields of a parsed `config.json`.
    fn from_json(values: &Map<String, Value>) -> Result<Self, ConfigError> {
        let number = |field: &str, default: usize, range: std::ops::RangeInclusive<usize>| {
            let Some(value) = values.get(field).filter(|value| !value.is_null()) else {
                return Ok(default);
            };
            let number = value.as_u64().and_then(|n| usize::try_from(n).ok());
            number
                .filter(|number| range.contains(number))
                .ok_or_else(|| ConfigError::Field {
                    file: "config.json".to_owned(),
                    field: field.to_owned(),
                    value: value.to_string().chars().take(80).collect(),
                    allowed: format!("a whole number from {} to {}", range.start(), range.end()),
                })
        };
        Ok(Self {
            shared_layers: number("shared_layers", 0, 0..=1024)?,
            stored_positions: number("stored_positions", 512, 1..=1 << 24)?,
            embedder_layers: number("embedder_layers", 6, 0..=1024)?,
        })
    }
}

/// The name of the word embeddings that both encoders use.
pub(crate) const WORDS: &str = "bert.embeddings.word_embeddings.weight";
const POSITIONS: &str = "bert.embeddings.position_embeddings.weight";

/// How the folder divides into two encoders.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    fields: Fields,
    config: BigBirdConfig,
}

impl Parts {
    pub(crate) fn of(checkpoint: &Checkpoint) -> Result<Self> {
        Ok(Self {
            fields: Fields::from_json(checkpoint.config())?,
            config: BigBirdConfig::from_json(checkpoint.config())?,
        })
    }

    /// The reader: all layers of `bert`, and its head.
    pub(crate) fn load_reader(
        &self,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<BigBirdForQuestionAnswering> {
        let bert = weights.at("bert");
        let layer = |i: usize| bert.at(format!("encoder.layer.{i}"));
        let places = Places {
            embeddings: bert.at("embeddings"),
            layers: (0..self.config.num_hidden_layers).map(layer).collect(),
            pooler: None,
            stored_positions: self.fields.stored_positions,
        };
        let encoder = BigBirdModel::load_from(self.config.clone(), options, &places)?;
        BigBirdForQuestionAnswering::load_over(encoder, &weights.at("qa_classifier"))
    }

    /// The sentence encoder: the shared layers and its own, with full attention over the stored positions.
    pub(crate) fn load_embedder(
        &self,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<SentenceEncoder> {
        let config = BigBirdConfig {
            max_position_embeddings: self.fields.stored_positions,
            num_hidden_layers: self.fields.embedder_layers,
            ..self.config.clone()
        };
        let layer = |i: usize| match i < self.fields.shared_layers {
            true => weights.at(format!("bert.encoder.layer.{i}")),
            false => weights.at(format!("embedder.encoder.layer.{i}")),
        };
        let places = Places {
            embeddings: weights.at("bert.embeddings"),
            layers: (0..self.fields.embedder_layers).map(layer).collect(),
            pooler: None,
            stored_positions: self.fields.stored_positions,
        };
        let options = LoadOptions {
            attention_type: Some(AttentionType::OriginalFull),
            ..options
        };
        SentenceEncoder::over(BigBirdModel::load_from(config, options, &places)?)
    }
}

/// Whether a tensor of a starter model belongs to the parts beside the reader.
pub(crate) fn is_beside_reader(name: &str) -> bool {
    name.starts_with("embedder.") || name.starts_with("salience.")
}

/// Whether a tensor of a starter model belongs to the parts beside the sentence encoder.
pub(crate) fn is_beside_embedder(name: &str) -> bool {
    ["bert.encoder.", "qa_classifier.", "salience."]
        .iter()
        .any(|part| name.starts_with(part))
}

/// The parts of a starter model.
pub struct Ingredients<'a> {
    /// A `BigBirdForQuestionAnswering` whose positions are those of the embedder, repeated.
    pub reader: &'a Checkpoint,
    /// A `BertModel` with the same words, whose first layers may be the reader's.
    pub embedder: &'a Checkpoint,
    /// The head that scores sentences: a safetensors file, see [`crate::salience`].
    pub salience: Option<&'a Path>,
}

/// Writes a starter model in f32 into the folder `to`, with the positions in f16, and creates `to` if it does
/// not exist. Copies the reader's tokenizer.
///
/// # Errors
/// If the two models do not fit together, or a file cannot be read or written.
pub fn assemble(from: &Ingredients<'_>, to: &Path) -> Result<()> {
    let Ingredients {
        reader, embedder, ..
    } = *from;
    if *reader.architecture() != Architecture::BigBirdForQuestionAnswering {
        return Err(Error::WrongArchitecture {
            found: reader.architecture().clone(),
            wanted: "the reader of a starter model (BigBirdForQuestionAnswering)",
        });
    }
    if !SentenceEncoder::is_one(embedder.architecture()) {
        return Err(Error::WrongArchitecture {
            found: embedder.architecture().clone(),
            wanted: "the sentence encoder of a starter model (BertModel)",
        });
    }
    let config = BigBirdConfig::from_json(reader.config())?;
    let other = BigBirdConfig::from_json(embedder.config())?;
    let shape = |c: &BigBirdConfig| {
        (
            (c.vocab_size, c.hidden_size, c.num_attention_heads),
            (c.intermediate_size, c.type_vocab_size, c.hidden_act),
        )
    };
    if shape(&config) != shape(&other) || config.layer_norm_eps != other.layer_norm_eps {
        return Err(Error::Input(
            "the reader and the sentence encoder have different shapes".to_owned(),
        ));
    }
    let mut tensors = all(reader, "", "")?;
    let theirs = all(embedder, "embeddings.", "bert.")?;
    let positions = other.max_position_embeddings;
    check_shared(&tensors, &theirs, positions)?;
    let stored = tensors[POSITIONS].narrow(0, 0, positions)?;
    tensors.insert(POSITIONS.to_owned(), stored.to_dtype(DType::F16)?);
    let mut shared = 0;
    for i in 0..other.num_hidden_layers {
        let layer = all(embedder, &format!("encoder.layer.{i}."), "")?;
        let same = shared == i
            && layer.iter().try_fold(true, |same, (name, tensor)| {
                let ours = tensors.get(&format!("bert.{name}"));
                Ok::<_, Error>(same && ours.map_or(Ok(false), |ours| equal(ours, tensor))?)
            })?;
        if same {
            shared += 1;
            continue;
        }
        let renamed = |(name, tensor)| (format!("embedder.{name}"), tensor);
        tensors.extend(layer.into_iter().map(renamed));
    }
    if let Some(file) = from.salience {
        let head = candle_core::safetensors::load(file, &Device::Cpu)?;
        for (name, tensor) in head {
            tensors.insert(format!("salience.{name}"), tensor.to_dtype(DType::F32)?);
        }
    }
    let mut fields = reader.config().clone();
    for (name, value) in [
        ("architectures", json!([ARCHITECTURE])),
        ("model_type", json!("pagewing_starter")),
        ("torch_dtype", Value::Null),
        ("shared_layers", json!(shared)),
        ("stored_positions", json!(positions)),
        ("embedder_layers", json!(other.num_hidden_layers)),
    ] {
        fields.insert(name.to_owned(), value);
    }
    write(reader.folder(), to, &fields, &tensors)
}

/// The tensors whose names begin like this, in f32, without needless ones; `prefix` goes before the names.
fn all(checkpoint: &Checkpoint, start: &str, prefix: &str) -> Result<HashMap<String, Tensor>> {
    let needless = |name: &str| is_buffer(name) || name.contains("pooler.");
    checkpoint
        .names()
        .filter(|name| name.starts_with(start) && !needless(name))
        .map(|name| {
            let shape = checkpoint.shape(name).unwrap_or_default();
            let tensor = checkpoint.tensor(name, shape, DType::F32, &Device::Cpu)?;
            Ok((format!("{prefix}{name}"), tensor))
        })
        .collect()
}

fn equal(a: &Tensor, b: &Tensor) -> Result<bool> {
    if a.dims() != b.dims() {
        return Ok(false);
    }
    Ok(a.flatten_all()?.to_vec1::<f32>()? == b.flatten_all()?.to_vec1::<f32>()?)
}

/// The embeddings of both must be the same, the reader's positions those of the other repeated.
fn check_shared(
    reader: &HashMap<String, Tensor>,
    embedder: &HashMap<String, Tensor>,
    positions: usize,
) -> Result<()> {
    for (name, theirs) in embedder {
        let differs = || Error::Input(format!("{name} is not the same in both models"));
        let ours = reader
            .get(name)
            .ok_or_else(|| CheckpointError::MissingTensor {
                name: name.clone(),
                shape: theirs.dims().to_vec(),
            })?;
        if name != POSITIONS {
            if !equal(ours, theirs)? {
                return Err(differs());
            }
            continue;
        }
        let count = ours.dim(0)?;
        for start in (0..count).step_by(positions) {
            let rows = positions.min(count - start);
            let (ours, theirs) = (ours.narrow(0, start, rows)?, theirs.narrow(0, 0, rows)?);
            if !equal(&ours, &theirs)? {
                return Err(differs());
            }
        }
    }
    Ok(())
}

fn write(
    reader: &Path,
    to: &Path,
    config: &serde_json::Map<String, Value>,
    tensors: &HashMap<String, Tensor>,
) -> Result<()> {
    let failed = |path: &Path, source: std::io::Error| Error::File {
        path: path.to_owned(),
        source,
    };
    std::fs::create_dir_all(to).map_err(|e| failed(to, e))?;
    let file = to.join("config.json");
    let text = serde_json::to_string_pretty(config).map_err(|e| failed(&file, e.into()))?;
    std::fs::write(&file, text + "\n").map_err(|e| failed(&file, e))?;
    let (from, file) = (reader.join("tokenizer.json"), to.join("tokenizer.json"));
    let tokenizer = std::fs::read(&from).map_err(|e| failed(&from, e))?;
    std::fs::write(&file, tokenizer).map_err(|e| failed(&file, e))?;
    Ok(candle_core::safetensors::save(
        tensors,
        to.join("model.safetensors"),
    )?)
}
