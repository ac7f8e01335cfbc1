//! A text that a search considers.

use candle_core::Tensor;

use super::config::GenerationConfig;
use super::decoder::SourceRow;
use super::outcome::Sequence;
use crate::stop::Interrupted;
use crate::{Error, Result};

/// Tokens of a hypothesis, with the start token, and the attention weights of each.
#[derive(Debug, Clone)]
pub(super) struct Hypothesis {
    pub(super) tokens: Vec<u32>,
    pub(super) score: f32,
    pub(super) attention: Vec<SourceRow>,
}

impl Hypothesis {
    pub(super) fn start(config: &GenerationConfig, score: f32) -> Self {
        Self {
            tokens: vec![config.decoder_start_token_id],
            score,
            attention: Vec::new(),
        }
    }

    /// # Errors
    /// If attention weights are on a device that fails.
    pub(super) fn into_sequence(self, watched: bool) -> Result<Sequence> {
        Ok(Sequence {
            cross_attention: watched.then(|| values(&self.attention)).transpose()?,
            ids: self.tokens[1..].to_vec(),
            score: self.score,
        })
    }
}

/// The values of all rows; those on a device come from there at once.
fn values(rows: &[SourceRow]) -> Result<Vec<Vec<f32>>> {
    let on_device = rows.iter().filter_map(|row| match row {
        SourceRow::Tensor(row) => Some(row),
        SourceRow::Values(_) => None,
    });
    let on_device: Vec<&Tensor> = on_device.collect();
    let fetched = match on_device.is_empty() {
        true => Vec::new(),
        false => Tensor::stack(&on_device, 0)?.to_vec2()?,
    };
    let mut fetched = fetched.into_iter();
    let values = rows.iter().map(|row| match row {
        SourceRow::Values(values) => values.to_vec(),
        SourceRow::Tensor(_) => fetched.next().unwrap_or_default(),
    });
    Ok(values.collect())
}

/// Turns an interruption into an early end of generation; any other error stays an error.
pub(super) fn interrupted(error: Error) -> Result<Interrupted> {
    match error {
        Error::Interrupted(why) => Ok(why),
        other => Err(other),
    }
}
