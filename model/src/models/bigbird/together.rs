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

/// What a row of the input stands for.
enum Row {
    /// The extra global token with this number.
    Global(usize),
    Token {
        id: u32,
        kind: u32,
        position: usize,
    },
}

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
        let globals = self.config.num_global_tokens;
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
            let rows = globals + padded;
            let padding = std::iter::repeat_n((self.config.pad_token_id, 0), padded - length);
            let there = ids.iter().copied().zip(types.iter().copied());
            tokens.extend((0..globals).map(Row::Global));
            tokens.extend(
                there
                    .chain(padding)
                    .enumerate()
                    .map(|(position, (id, kind))| Row::Token { id, kind, position }),
            );
            stretches.push(Stretch {
                rows: start..start + rows,
                length: rows,
                plan,
            });
            places.push(start + globals..start + globals + length);
        }
        let mut values = self.embed_rows(&tokens)?;
        self.read_rows(&mut values, &stretches, stop, &mut |_, _| {})?;
        Ok((values, places))
    }

    /// Embeds rows, if there are kernels.
    fn embed_rows(&self, rows: &[Row]) -> Result<Vec<f32>> {
        let width = self.config.hidden_size;
        let longest = self.check(rows)?;
        let scale = match self.config.rescale_embeddings {
            true => (width as f64).sqrt() as f32,
            false => 1.0,
        };
        let positions = self.position_embeddings.range(0, longest)?;
        let globals: Vec<f32> = match &self.global_tokens {
            None => Vec::new(),
            Some(table) => {
                let table = table.range(0, self.config.num_global_tokens)?;
                table.flatten_all()?.to_vec1()?
            }
        };
        let mut values = vec![0f32; rows.len() * width];
        kernel::with_values(&positions, |positions| {
            values
                .par_chunks_mut(EMBEDDED * width)
                .zip(rows.par_chunks(EMBEDDED))
                .try_for_each(|(values, rows)| {
                    let (mut sums, mut other) = (vec![0f32; values.len()], vec![0f32; width]);
                    for (row, sum) in rows.iter().zip(sums.chunks_exact_mut(width)) {
                        let (id, kind, position) = match *row {
                            Row::Global(number) => {
                                sum.copy_from_slice(&globals[number * width..][..width]);
                                continue;
                            }
                            Row::Token { id, kind, position } => (id, kind, position),
                        };
                        self.word_embeddings.weight().row(id as usize, sum);
                        self.token_type_embeddings
                            .weight()
                            .row(kind as usize, &mut other);
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

    /// The number of positions that the rows need; an error if the model does not know one of their tokens or types.
    fn check(&self, rows: &[Row]) -> Result<usize> {
        let (words, types) = (self.config.vocab_size, self.config.type_vocab_size);
        let mut longest = 0;
        for row in rows {
            let Row::Token { id, kind, position } = *row else {
                continue;
            };
            if id as usize >= words {
                return Err(Error::UnknownToken {
                    id,
                    vocab_size: words,
                });
            }
            if kind as usize >= types {
                return Err(wrong_type(kind, types));
            }
            longest = longest.max(position + 1);
        }
        Ok(longest)
    }
}
