//! The starter model: a reader and a sentence encoder in one small folder.
//!
//! Both are six-layer encoders that began as the same model. They share what training left alone: the embeddings
//! (words, positions, token types and their norm) if all of them are the same, and the first layers, up to the first
//! that differs. `config.json` is the reader's BigBird configuration, with the architecture `PagewingStarter` and
//! five more fields:
//!
//! | field | meaning | without it |
//! |---|---|---|
//! | `shared_embeddings` | whether both encoders have the same embeddings | true |
//! | `shared_layers` | how many layers both encoders share | 0 |
//! | `stored_positions` | how many positions of the reader the file holds; the reader repeats them | 512 |
//! | `embedder_positions` | how many positions the sentence encoder has | `stored_positions` |
//! | `embedder_layers` | layers of the sentence encoder | 6 |
//!
//! Tensors of the reader, and what is shared, have the names of `BigBirdForQuestionAnswering`. The sentence
//! encoder's own embeddings are `embedder.embeddings...`, its own layers `embedder.encoder.layer.N...`, and the head
//! that scores sentences is `salience...`, see [`crate::salience`].

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
    /// Whether both encoders have the same embeddings.
    shared_embeddings: bool,
    /// Number of layers that both encoders share.
    shared_layers: usize,
    /// Number of the reader's positions in the file.
    stored_positions: usize,
    /// Number of positions of the sentence encoder.
    embedder_positions: usize,
    /// Number of layers of the sentence encoder.
    embedder_layers: usize,
}

impl Fields {
    /// Reads the fields of a parsed `config.json`.
    fn from_json(values: &Map<String, Value>) -> Result<Self, ConfigError> {
        let invalid = |field: &str, value: &Value, allowed: String| ConfigError::Field {
            file: "config.json".to_owned(),
            field: field.to_owned(),
            value: value.to_string().chars().take(80).collect(),
            allowed,
        };
        let present = |field: &str| values.get(field).filter(|value| !value.is_null());
        let number = |field: &str, default: usize, range: std::ops::RangeInclusive<usize>| {
            let Some(value) = present(field) else {
                return Ok(default);
            };
            let number = value.as_u64().and_then(|n| usize::try_from(n).ok());
            number
                .filter(|number| range.contains(number))
                .ok_or_else(|| {
                    let allowed =
                        format!("a whole number from {} to {}", range.start(), range.end());
                    invalid(field, value, allowed)
                })
        };
        let shared_embeddings = match present("shared_embeddings") {
            None => true,
            Some(value) => value
                .as_bool()
                .ok_or_else(|| invalid("shared_embeddings", value, "true or false".to_owned()))?,
        };
        let stored_positions = number("stored_positions", 512, 1..=1 << 24)?;
        let embedder_positions = number("embedder_positions", stored_positions, 1..=1 << 24)?;
        Ok(Self {
            shared_embeddings,
            shared_layers: number("shared_layers", 0, 0..=1024)?,
            stored_positions,
            embedder_positions,
            embedder_layers: number("embedder_layers", 6, 0..=1024)?,
        })
    }
}

/// The word embeddings of the reader, and those of a sentence encoder that has its own.
pub(crate) const WORDS: [&str; 2] = [
    "bert.embeddings.word_embeddings.weight",
    "embedder.embeddings.word_embeddings.weight",
];
const POSITIONS: &str = "bert.embeddings.position_embeddings.weight";
const OWN_POSITIONS: &str = "embedder.embeddings.position_embeddings.weight";

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

    /// The sentence encoder: what is shared and its own, with full attention over its positions.
    pub(crate) fn load_embedder(
        &self,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<SentenceEncoder> {
        let config = BigBirdConfig {
            max_position_embeddings: self.fields.embedder_positions,
            num_hidden_layers: self.fields.embedder_layers,
            ..self.config.clone()
        };
        let layer = |i: usize| match i < self.fields.shared_layers {
            true => weights.at(format!("bert.encoder.layer.{i}")),
            false => weights.at(format!("embedder.encoder.layer.{i}")),
        };
        let (embeddings, stored_positions) = match self.fields.shared_embeddings {
            true => ("bert.embeddings", self.fields.stored_positions),
            false => ("embedder.embeddings", self.fields.embedder_positions),
        };
        let places = Places {
            embeddings: weights.at(embeddings),
            layers: (0..self.fields.embedder_layers).map(layer).collect(),
            pooler: None,
            stored_positions,
        };
        let options = LoadOptions {
            attention_type: Some(AttentionType::OriginalFull),
            ..options
        };
        SentenceEncoder::over(BigBirdModel::load_from(config, options, &places)?)
    }

    /// Whether a tensor belongs to the parts beside the sentence encoder.
    pub(crate) fn is_beside_embedder(&self, name: &str) -> bool {
        let beside = ["bert.encoder.", "qa_classifier.", "salience."];
        beside.iter().any(|part| name.starts_with(part))
            || (!self.fields.shared_embeddings && name.starts_with("bert.embeddings."))
    }
}

/// Whether a tensor of a starter model belongs to the parts beside the reader.
pub(crate) fn is_beside_reader(name: &str) -> bool {
    name.starts_with("embedder.") || name.starts_with("salience.")
}

/// The parts of a starter model.
pub struct Ingredients<'a> {
    /// A `BigBirdForQuestionAnswering`.
    pub reader: &'a Checkpoint,
    /// A `BertModel` of the same shape. Its embeddings may be the reader's, with the positions repeated there, and so
    /// may its first layers.
    pub embedder: &'a Checkpoint,
    /// The head that scores sentences: a safetensors file, see [`crate::salience`].
    pub salience: Option<&'a Path>,
}

/// Writes a starter model in f32 into the folder `to`, with the positions in f16, and creates `to` if it does
/// not exist. Copies the reader's tokenizer: both encoders read the same words.
///
/// # Errors
/// If the two models do not fit together, or a file cannot be read or written.
pub fn assemble(from: &Ingredients<'_>, to: &Path) -> Result<()> {
    let Ingredients {
        reader, embedder, ..
    } = *from;
    let (config, other) = fitting(reader, embedder)?;
    let mut tensors = all(reader, "", "")?;
    let theirs = all(embedder, "embeddings.", "bert.")?;
    let positions = other.max_position_embeddings;
    let shared_embeddings = same_embeddings(&tensors, &theirs, positions)?;
    let ours = tensors
        .get(POSITIONS)
        .ok_or_else(|| CheckpointError::MissingTensor {
            name: POSITIONS.to_owned(),
            shape: vec![config.max_position_embeddings, config.hidden_size],
        })?;
    let stored = match repeat_each(ours, positions)? {
        true => positions.min(ours.dim(0)?),
        false => ours.dim(0)?,
    };
    let ours = ours.narrow(0, 0, stored)?.to_dtype(DType::F16)?;
    tensors.insert(POSITIONS.to_owned(), ours);
    if !shared_embeddings {
        for (name, tensor) in all(embedder, "embeddings.", "embedder.")? {
            let tensor = match name == OWN_POSITIONS {
                true => tensor.to_dtype(DType::F16)?,
                false => tensor,
            };
            tensors.insert(name, tensor);
        }
    }
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
        ("shared_embeddings", json!(shared_embeddings)),
        ("shared_layers", json!(shared)),
        ("stored_positions", json!(stored)),
        ("embedder_positions", json!(positions)),
        ("embedder_layers", json!(other.num_hidden_layers)),
    ] {
        fields.insert(name.to_owned(), value);
    }
    write(reader.folder(), to, &fields, &tensors)
}

/// The configurations of a reader and a sentence encoder of the same shape.
fn fitting(reader: &Checkpoint, embedder: &Checkpoint) -> Result<(BigBirdConfig, BigBirdConfig)> {
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
    Ok((config, other))
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

/// Whether the rows of a table are its first `period` ones, repeated.
fn repeat_each(table: &Tensor, period: usize) -> Result<bool> {
    let count = table.dim(0)?;
    for start in (period..count).step_by(period.max(1)) {
        let rows = period.min(count - start);
        if !equal(&table.narrow(0, start, rows)?, &table.narrow(0, 0, rows)?)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the embeddings of both are the same, the reader's positions those of the other repeated.
fn same_embeddings(
    reader: &HashMap<String, Tensor>,
    embedder: &HashMap<String, Tensor>,
    positions: usize,
) -> Result<bool> {
    for (name, theirs) in embedder {
        let Some(ours) = reader.get(name) else {
            return Ok(false);
        };
        let same = match name == POSITIONS {
            false => equal(ours, theirs)?,
            true => {
                let enough = ours.dim(0)? >= positions && theirs.dim(0)? == positions;
                enough
                    && equal(&ours.narrow(0, 0, positions)?, theirs)?
                    && repeat_each(ours, positions)?
            }
        };
        if !same {
            return Ok(false);
        }
    }
    Ok(true)
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
