//! CPU kernels. Those over rows and attention tiles are plain loops that the compiler compiles once per
//! instruction set; products have a few lines of intrinsics for each, and on ARM of assembly.
//!
//! Every kernel has a portable counterpart made of Candle operations, which other devices and
//! precisions use and which the tests compare it with.

mod arithmetic;
mod feature;
pub(crate) mod float;
pub(crate) mod int8;
mod kernels;
pub(crate) mod panels;
pub(crate) mod prefetch;
pub(crate) mod rows;
pub(crate) mod simd;
pub(crate) mod team;
pub(crate) mod vector;

pub use feature::Feature;
pub use kernels::{InstructionSet, Kernels, kernels};

use std::cell::Cell;

use candle_core::{CpuStorage, DType, Device, Result, Storage, Tensor};

thread_local! {
    static SET_ASIDE: Cell<bool> = const { Cell::new(false) };
}

/// Whether there are kernels for this device.
pub(crate) fn suit(device: &Device) -> bool {
    device.is_cpu() && !SET_ASIDE.get()
}

/// Whether the kernels can work on `tensor`: f32 in main memory.
pub(crate) fn takes(tensor: &Tensor) -> bool {
    suit(tensor.device()) && tensor.dtype() == DType::F32
}

/// Does `work` on this thread as if the processor were a device without kernels. A model must be loaded like this to
/// run like this.
pub(crate) fn set_aside<T>(work: impl FnOnce() -> T) -> T {
    struct Before(bool);
    impl Drop for Before {
        fn drop(&mut self) {
            SET_ASIDE.set(self.0);
        }
    }
    let _before = Before(SET_ASIDE.replace(true));
    work()
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

/// Which threads a kernel uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spread {
    /// The calling thread alone, while others do the same with other rows.
    Here,
    /// All threads of the pool.
    Threads,
}

/// The bytes of a slice of f32.
pub(crate) fn bytes_of(values: &[f32]) -> &[u8] {
    // SAFETY: every byte of an f32 may be read, and a byte needs no alignment.
    unsafe { std::slice::from_raw_parts(values.as_ptr().cast(), std::mem::size_of_val(values)) }
}
