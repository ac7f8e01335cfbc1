//! Decides which device a model runs on, and in which precision. No other file decides this.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use bigbird_pegasus::{Checkpoint, LoadOptions, Precision};
use candle_core::Device;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

use super::choice::PrecisionChoice;

/// Whether the person wants models to run on the processor, whatever else there is.
static ON_PROCESSOR: AtomicBool = AtomicBool::new(false);

/// From now on models are loaded on the processor, or on the best device. Those that are loaded already stay where
/// they are.
pub(super) fn stay_on_processor(stay: bool) {
    ON_PROCESSOR.store(stay, Ordering::Relaxed);
}

/// The device that models are loaded on.
pub(super) fn device() -> Device {
    match ON_PROCESSOR.load(Ordering::Relaxed) {
        true => Device::Cpu,
        false => best_device(),
    }
}

/// The best device that this build supports and this machine has. It is looked for once.
fn best_device() -> Device {
    static DEVICE: OnceLock<Device> = OnceLock::new();
    DEVICE.get_or_init(found_device).clone()
}

/// Whether models are loaded on a graphics card.
pub(super) fn on_card() -> bool {
    hardware() == Hardware::GraphicsCard
}

/// Precisions of the device that models are loaded on, best first.
pub(super) fn precisions() -> Vec<PrecisionChoice> {
    use PrecisionChoice::{Bf16, F16, F32, Int8};
    match hardware() {
        Hardware::Processor => vec![Int8, F32],
        Hardware::GraphicsCard => vec![Bf16, F16, F32],
    }
}

/// Bytes of memory, and those of them that are free, if the system reports them.
pub fn memory() -> (u64, Option<u64>) {
    let memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    let Ok(system) = System::new_with_specifics(memory) else {
        return (0, None);
    };
    let free = Some(system.available_memory()).filter(|free| *free > 0);
    (system.total_memory(), free)
}

/// The graphics card, used or not; `None` if this build or this machine has none.
pub(super) fn card() -> Option<Card> {
    Card::of(&best_device())
}

/// Bytes that are free for models, if the system or the driver reports them.
pub(super) fn free_memory() -> Option<u64> {
    match hardware() {
        Hardware::Processor => memory().1,
        Hardware::GraphicsCard => Card::of(&device()).and_then(|card| card.free),
    }
}

/// A graphics card.
pub(super) struct Card {
    /// Its name, empty if the driver gives none.
    pub(super) name: String,
    /// Bytes of its memory, if the driver reports them.
    pub(super) total: Option<u64>,
    /// Bytes of it that are free.
    free: Option<u64>,
}

impl Card {
    fn of(device: &Device) -> Option<Self> {
        match device {
            Device::Cpu => None,
            #[cfg(feature = "cuda")]
            Device::Cuda(card) => {
                use candle_core::cuda_backend::cudarc::driver::result::mem_get_info;
                let stream = card.cuda_stream();
                let context = stream.context();
                // the driver answers for the card of the current thread
                let memory = context.bind_to_thread().and_then(|()| mem_get_info()).ok();
                Some(Self {
                    name: context.name().unwrap_or_default(),
                    total: memory.map(|(_, total)| total as u64),
                    free: memory.map(|(free, _)| free as u64),
                })
            }
            // a card that shares the memory of the machine, or one whose driver is not asked
            _ => Some(Self {
                name: String::new(),
                total: None,
                free: memory().1.filter(|_| cfg!(feature = "metal")),
            }),
        }
    }
}

fn found_device() -> Device {
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

/// The kind of a device, and the precisions it supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hardware {
    /// f32 and int8.
    Processor,
    /// f32, f16 and bf16.
    GraphicsCard,
}

/// The kind of [`device`].
fn hardware() -> Hardware {
    match device() {
        Device::Cpu => Hardware::Processor,
        _ => Hardware::GraphicsCard,
    }
}

/// Why a model is not available in the requested precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PrecisionError {
    /// Processors do not compute in half precision.
    #[error("{} is not available on a processor", name(*.0))]
    NoHalves(Precision),
    /// The model was converted to int8, so its f32 weights are lost.
    #[error("f32 is not available for a model that was converted to int8")]
    Rounded,
    /// Graphics cards have no int8 kernels.
    #[error("int8 is not available on this graphics card")]
    NoInt8,
}

impl From<Precision> for PrecisionChoice {
    fn from(precision: Precision) -> Self {
        match precision {
            Precision::F32 => Self::F32,
            Precision::F16 => Self::F16,
            Precision::Bf16 => Self::Bf16,
            Precision::Int8 => Self::Int8,
        }
    }
}

/// The precision that a model is loaded in: the chosen one, or without a choice int8 if the folder was converted
/// to it, and otherwise f32, as the reference computes.
///
/// # Errors
/// [`PrecisionError`] if this device or this folder does not support the choice.
pub(super) fn precision(
    choice: PrecisionChoice,
    checkpoint: &Checkpoint,
) -> Result<Precision, PrecisionError> {
    decide(choice, checkpoint.conversion().is_some(), hardware())
}

fn decide(
    choice: PrecisionChoice,
    converted: bool,
    hardware: Hardware,
) -> Result<Precision, PrecisionError> {
    use Hardware::{GraphicsCard, Processor};
    let half = |precision| match hardware {
        Processor => Err(PrecisionError::NoHalves(precision)),
        GraphicsCard => Ok(precision),
    };
    match (choice, converted, hardware) {
        (PrecisionChoice::Automatic, true, _) => Ok(Precision::Int8),
        (PrecisionChoice::Automatic | PrecisionChoice::F32, false, _) => Ok(Precision::F32),
        (PrecisionChoice::F32, true, _) => Err(PrecisionError::Rounded),
        (PrecisionChoice::Int8, false, GraphicsCard) => Err(PrecisionError::NoInt8),
        (PrecisionChoice::Int8, _, _) => Ok(Precision::Int8),
        (PrecisionChoice::F16, _, _) => half(Precision::F16),
        (PrecisionChoice::Bf16, _, _) => half(Precision::Bf16),
    }
}

/// The precision that a folder was saved for.
pub(super) fn own_precision(checkpoint: &Checkpoint) -> Precision {
    match checkpoint.conversion() {
        Some(_) => Precision::Int8,
        None => Precision::F32,
    }
}

/// The options that load weights in this precision.
pub(super) fn load_options(precision: Precision) -> LoadOptions {
    LoadOptions {
        precision,
        ..LoadOptions::default()
    }
}

/// The name of a precision, as `--precision` takes it.
pub(super) fn name(precision: Precision) -> &'static str {
    match precision {
        Precision::F32 => "f32",
        Precision::Int8 => "int8",
        Precision::F16 => "f16",
        Precision::Bf16 => "bf16",
    }
}

/// Bytes per weight in this precision.
pub(super) fn bytes_per_weight(precision: Precision) -> u64 {
    match (precision, hardware()) {
        (Precision::Int8, Hardware::Processor) => 1,
        (Precision::F16 | Precision::Bf16, _) => 2,
        // Graphics cards hold int8 weights as f32.
        (Precision::F32 | Precision::Int8, _) => 4,
    }
}

/// Bytes per value that a model of this precision computes.
pub(super) fn bytes_per_value(precision: Precision) -> u64 {
    match precision {
        Precision::F16 | Precision::Bf16 => 2,
        Precision::F32 | Precision::Int8 => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Hardware::{GraphicsCard, Processor};
    use PrecisionChoice::{Automatic, Bf16, F16, F32, Int8};

    #[test]
    fn a_choice_is_followed_where_it_can_be() {
        use PrecisionError::{NoHalves, NoInt8, Rounded};
        let half = |precision| Err(NoHalves(precision));
        let table = [
            // choice, as it was saved, converted to int8; on a processor, on a graphics card
            (Automatic, false, Ok(Precision::F32), Ok(Precision::F32)),
            (Automatic, true, Ok(Precision::Int8), Ok(Precision::Int8)),
            (F32, false, Ok(Precision::F32), Ok(Precision::F32)),
            (F32, true, Err(Rounded), Err(Rounded)),
            (Int8, false, Ok(Precision::Int8), Err(NoInt8)),
            (Int8, true, Ok(Precision::Int8), Ok(Precision::Int8)),
            (F16, false, half(Precision::F16), Ok(Precision::F16)),
            (F16, true, half(Precision::F16), Ok(Precision::F16)),
            (Bf16, false, half(Precision::Bf16), Ok(Precision::Bf16)),
            (Bf16, true, half(Precision::Bf16), Ok(Precision::Bf16)),
        ];
        for (choice, converted, on_processor, on_card) in table {
            let found = decide(choice, converted, Processor);
            assert_eq!(found, on_processor, "{choice:?}, converted: {converted}");
            let found = decide(choice, converted, GraphicsCard);
            assert_eq!(found, on_card, "{choice:?}, converted: {converted}");
        }
    }

    #[test]
    #[cfg(not(any(feature = "cuda", feature = "metal")))]
    fn a_weight_takes_what_its_precision_says() {
        let bytes = [
            Precision::F32,
            Precision::F16,
            Precision::Bf16,
            Precision::Int8,
        ]
        .map(bytes_per_weight);
        assert_eq!(bytes, [4, 2, 2, 1]);
    }
}
