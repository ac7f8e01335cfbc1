//! Which device the model runs on, and in which precision: the one place that decides it.

use bigbird_pegasus::{Checkpoint, LoadOptions, Precision};
use candle_core::Device;

/// The best device that this build knows and this machine has.
pub(super) fn device() -> Device {
    if cfg!(feature = "cuda")
        && let Ok(device) = Device::new_cuda(0)
    {
        return device;
    }
    if cfg!(feature = "metal")
        && let Ok(device) = Device::new_metal(0)
    {
        return device;
    }
    Device::Cpu
}

/// How weights are held: exactly, as the reference computes, unless the folder was converted to int8.
pub(super) fn load_options(checkpoint: &Checkpoint) -> LoadOptions {
    LoadOptions {
        precision: precision(checkpoint),
        ..LoadOptions::default()
    }
}

/// The precision that a folder is meant for.
pub(super) fn precision(checkpoint: &Checkpoint) -> Precision {
    match checkpoint.conversion() {
        Some(_) => Precision::Int8,
        None => Precision::F32,
    }
}

/// Bytes of a number in f32.
pub(super) const BYTES_PER_WEIGHT: u64 = 4;

/// Bytes of one weight, as [`load_options`] has it on the CPU.
pub(super) fn bytes_per_weight(checkpoint: &Checkpoint) -> u64 {
    match precision(checkpoint) {
        Precision::Int8 => 1,
        _ => BYTES_PER_WEIGHT,
    }
}
