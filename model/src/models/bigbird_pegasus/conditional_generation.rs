//! The model that writes summaries, and its memory of a document.

use candle_core::{Device, Tensor};

use super::config::BigBirdPegasusConfig;
use super::family::is_tied_copy;
use super::model::BigBirdPegasusModel;
use super::{step, tensor_step};
use crate::attention::CrossAttention;
use crate::attention::weights::{SourceTensor, SourceWeights};
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::generation::{
    self, Generated, GenerationConfig, GenerationEvent, NextLogits, NextTokens, SourceRow,
};
use crate::kernel::{Spread, team};
use crate::layers::{Input, Linear, Weight};
use crate::load::LoadOptions;
use crate::models::batch::mask_or_all;
use crate::models::expect::expect;
use crate::models::progress::EncodeProgress;
use crate::models::values::values_of;
use crate::stop::Stop;
use crate::{Error, Result};

/// An encoded document; the decoder can write about it any number of times.
#[derive(Debug, Clone)]
pub struct EncodedSource {
    ids: Vec<u32>,
    memory: Memory,
}

/// The decoder's keys and values of the document, in the layout of one decoding path.
#[derive(Debug, Clone)]
enum Memory {
    /// The layout of `Decoder::tensor_step`.
    Tensors(tensor_step::SourceMemory),
    /// The layout of `Decoder::step`.
    Panels(step::SourceMemory),
}

impl EncodedSource {
    /// The ids of the document's tokens.
    pub fn ids(&self) -> &[u32] {
        &self.ids
    }
}

/// The model that writes summaries.
#[derive(Debug, Clone)]
pub struct BigBirdPegasusForConditionalGeneration {
    model: BigBirdPegasusModel,
    lm_head: Linear,
    generation_config: GenerationConfig,
}

impl BigBirdPegasusForConditionalGeneration {
    /// Loads the model of a folder.
    ///
    /// # Errors
    /// If the folder holds another kind of model, or its tensors do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        let weights = Weights::new(checkpoint, options.precision, device);
        Self::load_with(checkpoint, options, &weights)
    }

    pub(crate) fn load_with(
        checkpoint: &Checkpoint,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<Self> {
        expect(
            checkpoint,
            Architecture::BigBirdPegasusForConditionalGeneration,
            "a model that writes summaries (BigBirdPegasusForConditionalGeneration)",
        )?;
        let generation_config = GenerationConfig::read(checkpoint.folder())?;
        let model = BigBirdPegasusModel::load_below(checkpoint, options, weights)?;
        let config = &model.config;
        let bias = if weights.has("final_logits_bias") {
            let bias = weights.get(&[1, config.vocab_size], "final_logits_bias")?;
            Some(bias.flatten_all()?)
        } else {
            None
        };
        let table = if config.tie_word_embeddings {
            model.shared.weight().clone()
        } else {
            Weight::load(config.vocab_size, config.d_model, weights, "lm_head.weight")?
        };
        weights.finish(is_tied_copy)?;
        Ok(Self {
            lm_head: Linear::with_weight(table, bias)?,
            model,
            generation_config,
        })
    }

    /// The configuration of the model.
    pub fn config(&self) -> &BigBirdPegasusConfig {
        &self.model.config
    }

    /// The checkpoint's own generation settings.
    pub fn generation_config(&self) -> &GenerationConfig {
        &self.generation_config
    }

    /// The encoder and the decoder.
    pub fn model(&self) -> &BigBirdPegasusModel {
        &self.model
    }

    /// `hidden [.., d_model]` of the decoder to logits `[.., vocab_size]`.
    ///
    /// # Errors
    /// If the width does not fit.
    pub fn logits(&self, hidden: &Tensor) -> Result<Tensor> {
        Ok(self.lm_head.forward(hidden)?)
    }

    /// Runs the model on a source and a text beside it, each at once, and drops the logits. `told` receives the
    /// number of layers done.
    pub(crate) fn read_beside(
        &self,
        ids: &[u32],
        text: &[Vec<u32>],
        stop: &Stop,
        told: &mut dyn FnMut(usize),
    ) -> Result<()> {
        let rows = [ids.to_vec()];
        let mut layers = 0;
        let source = self
            .model
            .encode_batch(&rows, None, stop, &mut |progress| {
                layers = progress.layer;
                told(layers);
            })?;
        let hidden = self
            .model
            .decode_batch(&source, &rows, text, stop, &mut |_| {
                layers += 1;
                told(layers);
            })?;
        self.logits(&hidden)?;
        Ok(stop.check()?)
    }

    /// Reads one document.
    ///
    /// # Errors
    /// If the document is empty, is longer than the model's positions or holds unknown tokens, and if `stop`
    /// interrupts.
    pub fn encode(
        &self,
        ids: &[u32],
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<EncodedSource> {
        let mut sources = self.encode_batch(&[ids.to_vec()], None, stop, progress)?;
        sources.pop().ok_or(Error::EmptyInput)
    }

    /// Reads a batch of documents as one, padded to equal length: padding lengthens a document and may change
    /// its attention pattern, as in the reference.
    ///
    /// # Errors
    /// The same as for [`Self::encode`].
    pub fn encode_batch(
        &self,
        ids: &[Vec<u32>],
        mask: Option<&[Vec<bool>]>,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<Vec<EncodedSource>> {
        let hidden = self.model.encode_batch(ids, mask, stop, progress)?;
        let mask = mask_or_all(mask, ids);
        let decoder = &self.model.decoder;
        let kernels = decoder.has_kernels() && self.lm_head.has_kernel();
        (0..ids.len())
            .map(|row| {
                let hidden = hidden.narrow(0, row, 1)?;
                let mask = mask.row(row);
                let memory = match kernels {
                    true => Memory::Panels(decoder.remember_for_steps(&hidden, &mask, stop)?),
                    false => {
                        let hidden = hidden.contiguous()?;
                        let memory = decoder.remember_for_tensor_steps(&hidden, &mask, stop)?;
                        Memory::Tensors(memory)
                    }
                };
                Ok(EncodedSource {
                    ids: ids[row].clone(),
                    memory,
                })
            })
            .collect()
    }

    /// Writes about a document with complete settings; [`Self::generate`] builds them.
    pub(super) fn run(
        &self,
        source: &EncodedSource,
        config: &GenerationConfig,
        cross_attention: Option<&CrossAttention>,
        stop: &Stop,
        events: &mut dyn FnMut(GenerationEvent),
    ) -> Result<Generated> {
        let limit = self.model.config.max_position_embeddings;
        // the decoder does not decode the last token, so it needs no position
        if config.length_limit() > limit + 1 {
            return Err(Error::Generation {
                field: "max_length",
                value: config.length_limit().to_string(),
                allowed: format!("at most {}", limit + 1),
            });
        }
        let mut decoding: Box<dyn NextTokens> = match &source.memory {
            Memory::Tensors(source) => Box::new(Decoding {
                model: self,
                source,
                // the last token needs no memory either
                decoded: tensor_step::BeamMemory::new(config.length_limit().saturating_sub(1)),
                watch: cross_attention.map(SourceTensor::new),
                stop: stop.clone(),
            }),
            Memory::Panels(source) => Box::new(Stepping {
                model: self,
                source,
                decoded: step::BeamMemory::default(),
                watch: cross_attention.map(SourceWeights::new),
                stop: stop.clone(),
            }),
        };
        generation::generate(&mut *decoding, &source.ids, config, stop, events)
    }
}

/// One run of the decoder about a document, with the kernels of the CPU.
struct Stepping<'a> {
    model: &'a BigBirdPegasusForConditionalGeneration,
    source: &'a step::SourceMemory,
    decoded: step::BeamMemory,
    watch: Option<SourceWeights>,
    stop: Stop,
}

impl Stepping<'_> {
    fn logits(&mut self, tokens: &[u32], parents: &[usize]) -> Result<Vec<f32>> {
        let hidden = self.model.model.decoder.step(
            tokens,
            parents,
            self.source,
            &mut self.decoded,
            self.watch.as_mut(),
            &self.stop,
        )?;
        self.stop.check()?;
        let (words, width) = self.model.lm_head.shape()?;
        let mut logits = vec![0f32; tokens.len() * words];
        let input = Input::new(&hidden, width, Spread::Threads);
        self.model.lm_head.apply(&input, &mut logits);
        Ok(logits)
    }
}

impl NextTokens for Stepping<'_> {
    fn next(&mut self, tokens: &[u32], parents: &[usize]) -> Result<NextLogits> {
        let logits = team::together(|| self.logits(tokens, parents))?;
        let attention = self.watch.as_mut().map(SourceWeights::take);
        let values = |rows: Vec<Vec<f32>>| {
            let rows = rows.into_iter();
            rows.map(|row| SourceRow::Values(row.into())).collect()
        };
        Ok(NextLogits {
            logits,
            attention: attention.map(values),
        })
    }

    fn vocab_size(&self) -> usize {
        self.model.model.config.vocab_size
    }
}

/// One run of the decoder about a document, in Candle operations.
struct Decoding<'a> {
    model: &'a BigBirdPegasusForConditionalGeneration,
    source: &'a tensor_step::SourceMemory,
    decoded: tensor_step::BeamMemory,
    watch: Option<SourceTensor>,
    stop: Stop,
}

impl NextTokens for Decoding<'_> {
    fn next(&mut self, tokens: &[u32], parents: &[usize]) -> Result<NextLogits> {
        let base = &self.model.model;
        let hidden = base.decoder.tensor_step(
            &Tensor::new(tokens, &base.device)?,
            parents,
            self.source,
            &mut self.decoded,
            self.watch.as_mut(),
            &self.stop,
        )?;
        self.stop.check()?;
        let attention = match &mut self.watch {
            Some(watch) => {
                let rows = watch.take()?.into_iter();
                Some(rows.map(SourceRow::Tensor).collect())
            }
            None => None,
        };
        Ok(NextLogits {
            logits: values_of(&self.model.logits(&hidden)?)?,
            attention,
        })
    }

    fn vocab_size(&self) -> usize {
        self.model.model.config.vocab_size
    }
}
