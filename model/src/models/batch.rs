//! Rows of token ids and their masks, in the form that the models take.

use candle_core::{Device, Tensor};

use crate::attention::TokenMask;
use crate::{Error, Result};

/// Rows of ids, checked against the vocabulary, as `[batch, length]`.
pub(crate) fn ids_tensor(rows: &[Vec<u32>], vocab_size: usize, device: &Device) -> Result<Tensor> {
    let length = rows.first().map_or(0, Vec::len);
    if length == 0 {
        return Err(Error::EmptyInput);
    }
    if rows.iter().any(|row| row.len() != length) {
        return Err(Error::Input(
            "the rows of a batch must be padded to one length".to_owned(),
        ));
    }
    if let Some(id) = rows.iter().flatten().find(|id| **id as usize >= vocab_size) {
        return Err(Error::UnknownToken {
            id: *id,
            vocab_size,
        });
    }
    let flat: Vec<u32> = rows.iter().flatten().copied().collect();
    Ok(Tensor::from_vec(flat, (rows.len(), length), device)?)
}

pub(crate) fn mask_or_all(mask: Option<&[Vec<bool>]>, ids: &[Vec<u32>]) -> TokenMask {
    match mask {
        Some(rows) => TokenMask::new(rows.to_vec()),
        None => TokenMask::all(ids.len(), ids.first().map_or(0, Vec::len)),
    }
}
