//! CPU kernels for f32, written plainly and compiled once per instruction set.
//!
//! Every kernel has a portable counterpart made of Candle operations, which other devices and
//! precisions use and which the tests compare it with.

pub(crate) mod matmul;
pub(crate) mod rows;
pub(crate) mod simd;

use candle_core::{CpuStorage, DType, Result, Storage, Tensor};

/// Whether the kernels can work on `tensor`: f32 in main memory.
pub(crate) fn takes(tensor: &Tensor) -> bool {
    tensor.device().is_cpu() && tensor.dtype() == DType::F32
}

/// Calls `work` with the values of a contiguous f32 tensor in main memory.
pub(crate) fn with_values<T>(tensor: &Tensor, work: impl FnOnce(&[f32]) -> Result<T>) -> Result<T> {
    let (storage, layout) = tensor.storage_and_layout();
    let Storage::Cpu(CpuStorage::F32(values)) = &*storage else {
        candle_core::bail!("a CPU kernel was given a tensor that is not f32 in main memory")
    };
    let Some((start, end)) = layout.contiguous_offsets() else {
        candle_core::bail!("a CPU kernel was given a tensor that is not contiguous")
    };
    work(&values[start..end])
}
