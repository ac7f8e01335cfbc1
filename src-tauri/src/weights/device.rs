//! Which device the model runs on: the one place that decides it.

use bigbird_pegasus::LoadOptions;
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

/// How weights are held on every device: exactly, as the reference computes.
pub(super) fn load_options() -> LoadOptions {
    LoadOptions::default()
}

/// Bytes of one weight, as [`load_options`] has it.
pub(super) const BYTES_PER_WEIGHT: u64 = 4;
