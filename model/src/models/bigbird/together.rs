//! Reads several texts at once, each by itself, if there are kernels.

use std::ops::Range;

use rayon::prelude::*;

use super::model::{BigBirdModel, wrong_type};
use super::rows::Stretch;
use crate::attention::TokenMask;
use crate::attention::plan::AttentionPlan;
use crate::kernel;
use crate::stop::Stop;
use crate::{Error, Result};

/// Number of tokens that a thread embeds in one task.
const EMBEDDED: usize = 64;

impl BigBirdModel {
    /// The hidden states of several texts, each by itself, if there are kernels: for each text its rows
    /// in the values `[rows, hidden_size]` that come first. A text is its tokens and their types.
    pub(crate) fn read_together(
        &self,
        texts: &[(&[u32], &[u32])],
        stop: &Stop,
    ) -> Result<(Vec<f32>, Vec<Range<usize>>)> {
        let (mut tokens, mut stretches, mut places) = (Vec::new(), Vec::new(), Vec::new());
        let limit = self.config.max_position_embeddings;
        for (ids, types) in texts {
            let length = ids.len();
            if length == 0 {
                return Err(Error::EmptyInput);
            }
            let plan = AttentionPlan::new(self.settings, &TokenMask::all(1, length), length);
            let padded = plan.padded_length(length);
            if padded > limit {
                return Err(Error::InputTooLong {
                    tokens: padded,
                    limit,
                });
            }
            let start = tokens.len();
            let padding = std::iter::repeat_n((self.config.pad_token_id, 0), padded - length);
            let there = ids.iter().copied().zip(types.iter().copied());
            tokens.extend(
                there
                    .chain(padding)
                    .enumerate()
                    .map(|(position, (id, kind))| (id, kind, position)),
            );
            stretches.push(Stretch {
                rows: start..start + padded,
                length: padded,
                plan,
            });
            places.push(start..start + length);
        }
        let mut values = self.embed_rows(&tokens)?;
        self.read_rows(&mut values, &stretches, stop, &mut |_, _| {})?;
        Ok((values, places))
    }

    /// Embeds tokens given as id, type and position, if there are kernels.
    fn embed_rows(&self, tokens: &[(u32, u32, usize)]) -> Result<Vec<f32>> {
        let (width, words) = (self.config.hidden_size, self.config.vocab_size);
        let types = self.config.type_vocab_size;
        if let Some((id, ..)) = tokens.iter().find(|(id, ..)| *id as usize >= words) {
            return Err(Error::UnknownToken {
                id: *id,
                vocab_size: words,
            });
        }
        if let Some((_, wrong, _)) = tokens.iter().find(|(_, t, _)| *t as usize >= types) {
            return Err(wrong_type(*wrong, types));
        }
        let scale = match self.config.rescale_embeddings {
            true => (width as f64).sqrt() as f32,
            false => 1.0,
        };
        let longest = tokens.iter().map(|(.., position)| position + 1).max();
        let positions = self.position_embeddings.range(0, longest.unwrap_or(0))?;
        let mut values = vec![0f32; tokens.len() * width];
        kernel::with_values(&positions, |positions| {
            values
                .par_chunks_mut(EMBEDDED * width)
                .zip(tokens.par_chunks(EMBEDDED))
                .try_for_each(|(values, tokens)| {
                    let (mut sums, mut other) = (vec![0f32; values.len()], vec![0f32; width]);
                    for ((id, kind, position), sum) in
                        tokens.iter().zip(sums.chunks_exact_mut(width))
                    {
                        self.word_embeddings.weight().row(*id as usize, sum);
                        self.token_type_embeddings
                            .weight()
                            .row(*kind as usize, &mut other);
                        let position = &positions[position * width..][..width];
                        for ((sum, kind), position) in sum.iter_mut().zip(&other).zip(position) {
                            *sum = *sum * scale + kind + position;
                        }
                    }
                    self.embedding_norm.apply(&sums, values)
                })
        })?;
        Ok(values)
    }
}
