//! Sentence embeddings: a BERT encoder, the mean over its tokens or the vector of the first, unit length (the
//! architectures of `sentence-transformers/all-MiniLM-L6-v2` and `BAAI/bge-small-en-v1.5`).
//!
//! BERT's layers are those of [`BigBirdModel`] with full attention; only the pooler, which embeddings do
//! not use, has another name. Source: `modeling_bert.py` of transformers, and `Pooling` and `Normalize` of
//! sentence-transformers (Reimers and Gurevych 2019, <https://arxiv.org/abs/1908.10084>).

use std::ops::Range;

use candle_core::Device;

use super::bigbird::{BigBirdConfig, BigBirdModel, TypedTokens, is_buffer};
use super::sentences::{Pooling, SentenceSettings};
use super::values::values_of;
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::config::AttentionType;
use crate::load::LoadOptions;
use crate::stop::Stop;
use crate::{Error, Result};

/// Tokens of one read, and the stretches of them that get vectors of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// `[CLS] text [SEP]`.
    pub ids: Vec<u32>,
    /// Ranges of places in `ids`.
    pub parts: Vec<Range<usize>>,
}

impl Window {
    /// One vector for all tokens, the marks included.
    pub fn whole(ids: Vec<u32>) -> Self {
        Self {
            parts: std::iter::once(0..ids.len()).collect(),
            ids,
        }
    }
}

/// The shortest length with a direction.
const LEAST_LENGTH: f32 = 1e-12;

/// Tokens in one read: enough to keep all threads busy, few enough to cancel soon.
const TOGETHER: usize = 4096;

/// Turns a text into a vector of unit length; texts of similar meaning have a small angle.
#[derive(Debug, Clone)]
pub struct SentenceEncoder {
    bert: BigBirdModel,
    pooling: Pooling,
}

impl SentenceEncoder {
    /// Whether a folder's configuration declares such an encoder.
    pub fn is_one(architecture: &Architecture) -> bool {
        match architecture {
            Architecture::Other(name) => name == "BertModel",
            _ => false,
        }
    }

    /// Loads the model of a folder.
    ///
    /// # Errors
    /// If the folder holds another kind of model, or its tensors do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        let found = checkpoint.architecture();
        if !Self::is_one(found) {
            return Err(Error::WrongArchitecture {
                found: found.clone(),
                wanted: "a sentence encoder (BertModel)",
            });
        }
        let weights = Weights::new(checkpoint, options.precision, device);
        Self::load_with(checkpoint, options, &weights)
    }

    pub(crate) fn load_with(
        checkpoint: &Checkpoint,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<Self> {
        let options = LoadOptions {
            attention_type: Some(AttentionType::OriginalFull),
            ..options
        };
        let bert = BigBirdModel::load_below(checkpoint, options, weights, false)?;
        weights.finish(|name| is_buffer(name) || name.contains("pooler."))?;
        let pooling = SentenceSettings::read(checkpoint.folder())?.pooling;
        Ok(Self { bert, pooling })
    }

    /// Builds the model over a loaded encoder; a vector is the mean over tokens.
    ///
    /// # Errors
    /// If the encoder's attention is not full.
    pub fn over(bert: BigBirdModel) -> Result<Self> {
        if bert.config().attention_type != AttentionType::OriginalFull {
            return Err(Error::Input(
                "a sentence encoder needs full attention".to_owned(),
            ));
        }
        Ok(Self {
            bert,
            pooling: Pooling::Mean,
        })
    }

    /// The configuration of the encoder.
    pub fn config(&self) -> &BigBirdConfig {
        self.bert.config()
    }

    /// The vector of `[CLS] text [SEP]`: `hidden_size` numbers of unit length.
    ///
    /// # Errors
    /// If there are no tokens or too many, or `stop` interrupts the work.
    pub fn embed(&self, ids: &[u32], stop: &Stop) -> Result<Vec<f32>> {
        let rows = self.rows(ids, stop)?;
        Ok(self.pooled(&rows))
    }

    /// The vectors of several texts, equal to those of [`Self::embed`]; one call takes less time than several.
    /// `told` receives the number of texts done.
    ///
    /// # Errors
    /// The same as for [`Self::embed`].
    pub fn embed_all(
        &self,
        texts: &[Vec<u32>],
        stop: &Stop,
        told: &mut dyn FnMut(usize),
    ) -> Result<Vec<Vec<f32>>> {
        let windows: Vec<Window> = texts.iter().cloned().map(Window::whole).collect();
        let vectors = self.embed_parts(&windows, stop, told)?;
        Ok(vectors.into_iter().flatten().collect())
    }

    /// Returns for each window the vectors of its parts: their pooled tokens, of unit length, with the rest of the
    /// window as context. `told` receives the number of windows done.
    ///
    /// # Errors
    /// The same as for [`Self::embed`], and if a part reaches beyond its window.
    pub fn embed_parts(
        &self,
        windows: &[Window],
        stop: &Stop,
        told: &mut dyn FnMut(usize),
    ) -> Result<Vec<Vec<Vec<f32>>>> {
        let mut done: Vec<Vec<Vec<f32>>> = Vec::with_capacity(windows.len());
        let width = self.bert.config().hidden_size;
        while let Some(next) = windows.get(done.len()) {
            let (hidden, places) = if self.bert.has_kernels() {
                let mut tokens = 0;
                let together = windows[done.len()..].iter().take_while(|window| {
                    tokens += window.ids.len();
                    tokens <= TOGETHER
                });
                // a longer text goes alone
                let count = together.count().max(1);
                let together = &windows[done.len()..][..count];
                let longest = together.iter().map(|window| window.ids.len()).max();
                let types = vec![0; longest.unwrap_or(0)];
                let typed: Vec<(&[u32], &[u32])> = together
                    .iter()
                    .map(|window| (&window.ids[..], &types[..window.ids.len()]))
                    .collect();
                self.bert.read_together(&typed, stop)?
            } else {
                (
                    self.rows(&next.ids, stop)?,
                    std::iter::once(0..next.ids.len()).collect(),
                )
            };
            for place in places {
                let parts = &windows[done.len()].parts;
                if parts.iter().any(|part| part.end > place.len()) {
                    return Err(Error::Input("a part reaches beyond its window".to_owned()));
                }
                let vector = |part: &Range<usize>| {
                    let rows = place.start + part.start..place.start + part.end;
                    self.pooled(&hidden[rows.start * width..rows.end * width])
                };
                done.push(parts.iter().map(vector).collect());
            }
            told(done.len());
        }
        Ok(done)
    }

    /// One vector of unit length for rows.
    fn pooled(&self, rows: &[f32]) -> Vec<f32> {
        let width = self.bert.config().hidden_size;
        match self.pooling {
            Pooling::Mean => unit_mean(rows, width),
            Pooling::FirstToken => unit_mean(rows.get(..width).unwrap_or(rows), width),
        }
    }

    /// The encoder's vector for each token: `[tokens, hidden_size]`.
    fn rows(&self, ids: &[u32], stop: &Stop) -> Result<Vec<f32>> {
        if ids.is_empty() {
            return Err(Error::EmptyInput);
        }
        let rows = [ids.to_vec()];
        let tokens = TypedTokens {
            ids: &rows,
            mask: None,
            token_types: None,
        };
        let hidden = self.bert.forward(&tokens, stop, &mut |_| {})?;
        values_of(&hidden)
    }
}

/// The mean of rows of `width` numbers, scaled to unit length.
fn unit_mean(rows: &[f32], width: usize) -> Vec<f32> {
    let mut mean = vec![0f32; width];
    for row in rows.chunks_exact(width) {
        mean.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
    }
    let count = (rows.len() / width).max(1) as f32;
    mean.iter_mut().for_each(|sum| *sum /= count);
    let length = mean.iter().map(|x| x * x).sum::<f32>().sqrt();
    mean.iter_mut().for_each(|x| *x /= length.max(LEAST_LENGTH));
    mean
}
