//! The settings of one generation, built step by step.

use super::conditional_generation::{BigBirdPegasusForConditionalGeneration, EncodedSource};
use crate::Result;
use crate::attention::CrossAttention;
use crate::generation::{Generated, GenerationConfig, GenerationEvent};
use crate::stop::Stop;

/// A generation that has not run yet. It starts from the settings of the checkpoint
/// ([`BigBirdPegasusForConditionalGeneration::generation_config`]); each method changes one of them, and
/// [`Generation::run`] checks and runs them.
#[must_use = "a generation does nothing until it runs"]
pub struct Generation<'a> {
    model: &'a BigBirdPegasusForConditionalGeneration,
    source: &'a EncodedSource,
    config: GenerationConfig,
    stop: Stop,
    cross_attention: Option<CrossAttention>,
    on_event: Box<dyn FnMut(GenerationEvent) + 'a>,
}

// here and not beside the model, which does not know how its settings are built
impl BigBirdPegasusForConditionalGeneration {
    /// Prepares to write about a document: `model.generate(&source).beams(5).run()`.
    pub fn generate<'a>(&'a self, source: &'a EncodedSource) -> Generation<'a> {
        Generation {
            model: self,
            source,
            config: self.generation_config().clone(),
            stop: Stop::never(),
            cross_attention: None,
            on_event: Box::new(|_| {}),
        }
    }
}

impl<'a> Generation<'a> {
    /// Replaces all settings, those of the checkpoint and those of earlier calls.
    pub fn config(mut self, config: GenerationConfig) -> Self {
        self.config = config;
        self
    }

    /// The number of beams, from 1 to 256; 1 is greedy search.
    pub fn beams(mut self, beams: usize) -> Self {
        self.config.num_beams = beams;
        self
    }

    /// The number of sequences to return, from 1 to the number of beams.
    pub fn sequences(mut self, sequences: usize) -> Self {
        self.config.num_return_sequences = sequences;
        self
    }

    /// The most tokens to generate, at least 1. The start token does not count, the end token does.
    pub fn max_new_tokens(mut self, tokens: usize) -> Self {
        self.config.max_new_tokens = Some(tokens);
        self
    }

    /// The fewest tokens to generate before the end token.
    pub fn min_new_tokens(mut self, tokens: usize) -> Self {
        self.config.min_new_tokens = Some(tokens);
        self
    }

    /// Beam search divides the score of a sequence by the number of its tokens to this power: above 0 it
    /// prefers long sequences, below 0 short ones.
    pub fn length_penalty(mut self, penalty: f64) -> Self {
        self.config.length_penalty = penalty;
        self
    }

    /// When to give up. [`Generation::run`] then returns what it has generated so far.
    pub fn stop(mut self, stop: &Stop) -> Self {
        self.stop = stop.clone();
        self
    }

    /// Keeps for every generated token its attention weights over the source tokens.
    pub fn cross_attention(mut self, which: CrossAttention) -> Self {
        self.cross_attention = Some(which);
        self
    }

    /// `receive` receives each step, and tokens as soon as they are final. Replaces an earlier callback.
    pub fn on_event(mut self, receive: impl FnMut(GenerationEvent) + 'a) -> Self {
        self.on_event = Box::new(receive);
        self
    }

    /// `receive` receives the tokens of the best sequence in order, as soon as no later step can change them.
    /// Replaces an earlier callback.
    pub fn on_tokens(self, mut receive: impl FnMut(&[u32]) + 'a) -> Self {
        self.on_event(move |event| {
            if let GenerationEvent::Settled(ids) = event {
                receive(ids);
            }
        })
    }

    /// Generates. An interruption by [`Generation::stop`] is not an error: the result then holds the best
    /// sequences so far, with [`Finish::Interrupted`](crate::generation::Finish::Interrupted).
    ///
    /// # Errors
    /// [`Error::Generation`](crate::Error::Generation) if the model cannot follow a setting,
    /// [`Error::Tensor`](crate::Error::Tensor) if the device fails.
    pub fn run(mut self) -> Result<Generated> {
        self.model.run(
            self.source,
            &self.config,
            self.cross_attention.as_ref(),
            &self.stop,
            &mut *self.on_event,
        )
    }
}
