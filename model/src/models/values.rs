//! The numbers of a tensor, on the host.

use candle_core::{DType, Tensor};

use crate::Result;

/// All numbers of a tensor of any type and shape, fetched at once.
pub(crate) fn values_of(tensor: &Tensor) -> Result<Vec<f32>> {
    Ok(tensor.to_dtype(DType::F32)?.flatten_all()?.to_vec1()?)
}
