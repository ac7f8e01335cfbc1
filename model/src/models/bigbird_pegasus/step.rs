//! One step of the decoder on the CPU: the newest token of every beam, on plain numbers.
//!
//! The step writes keys and values of decoded tokens once, and they stay in place, whatever beams do. Rows that
//! beams share come from memory once.

use super::beams::BeamRows;
use super::decoder::{Attention, Decoder, DecoderLayer};
use crate::attention::TokenMask;
use crate::attention::decoded::{DecodedRows, Newest};
use crate::attention::source::{Reading, SourcePanels};
use crate::attention::weights::SourceWeights;
use crate::kernel::{self, Spread};
use crate::layers::Input;
use crate::stop::Stop;
use crate::{Error, Result};

/// The keys and values of one document, for all layers.
#[derive(Debug, Clone)]
pub(crate) struct SourceMemory {
    layers: Vec<SourcePanels>,
    mask: Option<TokenMask>,
}

/// Keys and values of the tokens decoded so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct BeamMemory {
    layers: Vec<DecodedRows>,
    beams: BeamRows,
}

impl Decoder {
    /// Whether [`Self::step`] has kernels for this decoder.
    pub(crate) fn has_kernels(&self) -> bool {
        self.layernorm_embedding.has_kernel()
            && self.embed_tokens.has_kernel()
            && self.layers.iter().all(DecoderLayer::has_kernels)
    }

    /// The keys and values of one encoded document `[1, source, width]`, laid out for [`Self::step`].
    pub(crate) fn remember_for_steps(
        &self,
        hidden: &candle_core::Tensor,
        mask: &TokenMask,
        stop: &Stop,
    ) -> Result<SourceMemory> {
        let (_, tokens, width) = hidden.dims3()?;
        let hidden = hidden.contiguous()?;
        let mut layers = Vec::with_capacity(self.layers.len());
        let (mut key, mut value) = (vec![0f32; tokens * width], vec![0f32; tokens * width]);
        kernel::with_values(&hidden, |hidden| {
            // one quantization serves all layers
            let input = Input::new(hidden, width, Spread::Threads);
            for layer in &self.layers {
                if stop.check().is_err() {
                    break;
                }
                let attention = &layer.encoder_attn;
                attention.key.apply(&input, &mut key);
                attention.value.apply(&input, &mut value);
                let int8 = attention.key.is_int8();
                layers.push(SourcePanels::new(
                    &key,
                    &value,
                    width,
                    attention.heads,
                    int8,
                ));
            }
            Ok(())
        })?;
        stop.check()?;
        let mask = (!mask.is_full()).then(|| mask.clone());
        Ok(SourceMemory { layers, mask })
    }

    /// Decodes the newest token of every beam: `[beams, width]` after the final layer norm.
    ///
    /// # Errors
    /// If no position is left, a beam or token does not exist, or `stop` interrupts the work.
    pub(crate) fn step(
        &self,
        tokens: &[u32],
        parents: &[usize],
        source: &SourceMemory,
        decoded: &mut BeamMemory,
        mut watch: Option<&mut SourceWeights>,
        stop: &Stop,
    ) -> Result<Vec<f32>> {
        let position = decoded.beams.tokens();
        if position >= self.max_positions {
            return Err(Error::InputTooLong {
                tokens: position + 1,
                limit: self.max_positions,
            });
        }
        decoded.beams.grow(parents)?;
        let (words, width) = self.embed_tokens.weight().shape()?;
        let mut x = vec![0f32; tokens.len() * width];
        let position = self.embed_positions.range(position, 1)?;
        kernel::with_values(&position, |position| {
            for (token, x) in tokens.iter().zip(x.chunks_exact_mut(width)) {
                if *token as usize >= words {
                    candle_core::bail!("there is no token {token} among {words}");
                }
                self.embed_tokens.weight().row(*token as usize, x);
                for (x, position) in x.iter_mut().zip(position) {
                    *x = *x * self.embedding_scale as f32 + position;
                }
            }
            Ok(())
        })?;
        if decoded.layers.is_empty() {
            let rows = self.layers.iter().map(|layer| {
                let attention = &layer.self_attn;
                DecodedRows::new(attention.heads, attention.key.is_int8())
            });
            decoded.layers = rows.collect();
        }
        let bias = source.mask.as_ref().map(|mask| mask.bias(f32::MIN));
        let mut room = Room::new(tokens.len(), width);
        for (i, layer) in self.layers.iter().enumerate() {
            stop.check()?;
            let beams = decoded.beams.beams();
            layer.read_text_step(&mut x, &mut decoded.layers[i], beams, &mut room)?;
            let watch = watch.as_deref_mut().filter(|watch| watch.wants_layer(i));
            let source = &source.layers[i];
            layer.read_source_step(&mut x, source, bias.as_deref(), watch, &mut room)?;
            layer.final_layer_norm.apply(&x, &mut room.normed)?;
            let Room {
                normed,
                middle,
                added,
                ..
            } = &mut room;
            layer
                .feed_forward
                .apply(normed, middle, added, Spread::Threads)?;
            room.add_to(&mut x);
        }
        self.layernorm_embedding.apply(&x, &mut room.normed)?;
        Ok(room.normed)
    }
}

/// Working memory of the parts of a step, `[beams, width]` each.
struct Room {
    width: usize,
    normed: Vec<f32>,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    context: Vec<f32>,
    added: Vec<f32>,
    middle: Vec<f32>,
}

impl Room {
    fn new(beams: usize, width: usize) -> Self {
        let empty = || vec![0f32; beams * width];
        Self {
            width,
            normed: empty(),
            query: empty(),
            key: empty(),
            value: empty(),
            context: empty(),
            added: empty(),
            middle: Vec::new(),
        }
    }

    fn add_to(&self, x: &mut [f32]) {
        x.iter_mut()
            .zip(&self.added)
            .for_each(|(x, added)| *x += added);
    }
}

impl Attention {
    fn has_kernels(&self) -> bool {
        [&self.query, &self.key, &self.value, &self.output]
            .iter()
            .all(|linear| linear.has_kernel())
    }
}

impl DecoderLayer {
    fn has_kernels(&self) -> bool {
        self.self_attn.has_kernels()
            && self.encoder_attn.has_kernels()
            && self.feed_forward.has_kernel()
            && [
                &self.self_attn_layer_norm,
                &self.encoder_attn_layer_norm,
                &self.final_layer_norm,
            ]
            .iter()
            .all(|norm| norm.has_kernel())
    }

    fn read_text_step(
        &self,
        x: &mut [f32],
        rows: &mut DecodedRows,
        beams: &[Vec<u32>],
        room: &mut Room,
    ) -> Result<()> {
        let attention = &self.self_attn;
        self.self_attn_layer_norm.apply(x, &mut room.normed)?;
        let input = Input::new(&room.normed, room.width, Spread::Threads);
        attention.query.apply(&input, &mut room.query);
        room.query
            .iter_mut()
            .for_each(|value| *value *= attention.scale as f32);
        attention.key.apply(&input, &mut room.key);
        attention.value.apply(&input, &mut room.value);
        let newest = Newest {
            query: &room.query,
            key: &room.key,
            value: &room.value,
        };
        rows.add_and_read(&newest, beams, &mut room.context);
        let context = Input::new(&room.context, room.width, Spread::Threads);
        attention.output.apply(&context, &mut room.added);
        room.add_to(x);
        Ok(())
    }

    fn read_source_step(
        &self,
        x: &mut [f32],
        source: &SourcePanels,
        bias: Option<&[f32]>,
        watch: Option<&mut SourceWeights>,
        room: &mut Room,
    ) -> Result<()> {
        let attention = &self.encoder_attn;
        self.encoder_attn_layer_norm.apply(x, &mut room.normed)?;
        let input = Input::new(&room.normed, room.width, Spread::Threads);
        attention.query.apply(&input, &mut room.query);
        room.query
            .iter_mut()
            .for_each(|value| *value *= attention.scale as f32);
        let watched = watch.as_ref().map(|watch| watch.heads(attention.heads));
        let reading = Reading {
            query: &room.query,
            width: room.width,
            bias,
            watched: watched.as_deref(),
        };
        let weights = source.read(&reading, &mut room.context);
        if let (Some(watch), Some(weights), Some(heads)) = (watch, weights, watched) {
            watch.add_sum(weights, x.len() / room.width, heads.len());
        }
        let context = Input::new(&room.context, room.width, Spread::Threads);
        attention.output.apply(&context, &mut room.added);
        room.add_to(x);
        Ok(())
    }
}
