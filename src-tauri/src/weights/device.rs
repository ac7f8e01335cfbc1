//! Decides which device a model runs on, and in which precision. No other file decides this.
//!
//! A graphics card is used if this build supports it, its driver answers, and a small encoder computes the same on it as
//! on the processor (`graphics`). Once a model fails on it, models run on the processor until a person chooses a device again.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bigbird_pegasus::{Checkpoint, LoadOptions, Precision};
use candle_core::Device;
use pagewing_models::starter::is_starter;

use super::choice::{DeviceChoice, PrecisionChoice};
use super::fallback::Fallback;
use super::graphics::{self, found, half, has_bf16};

/// What decides about the device besides what there is.
struct Wish {
    choice: DeviceChoice,
    /// Whether the choice holds for as long as the program runs.
    fixed: bool,
    /// Why models have left the graphics card since the choice.
    left: Option<Fallback>,
}

static WISH: Mutex<Wish> = Mutex::new(Wish {
    choice: DeviceChoice::Automatic,
    fixed: false,
    left: None,
});

fn wish() -> MutexGuard<'static, Wish> {
    WISH.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on models are loaded on this device, if there is such a device. Those that are loaded already stay where
/// they are.
pub(super) fn choose(choice: DeviceChoice) {
    let mut wish = wish();
    if !wish.fixed && wish.choice != choice {
        wish.choice = choice;
        wish.left = None;
    }
}

/// The same until the program ends, whatever is chosen later. `supported` is whether this build supports the device.
pub(super) fn fix(choice: DeviceChoice, supported: bool) {
    *wish() = Wish {
        choice,
        fixed: true,
        left: (!supported).then_some(Fallback::NotSupported),
    };
}

/// From now on models are loaded on the processor, for this reason.
pub(super) fn leave_card(why: Fallback) {
    tracing::warn!(%why, "models leave the graphics card");
    let mut wish = wish();
    if wish.left.is_none() {
        wish.left = Some(why);
    }
}

/// Why models run on the processor, if a graphics card was wanted and has been looked for.
pub(super) fn fallback() -> Option<Fallback> {
    let wish = wish();
    let wanted = match wish.choice {
        DeviceChoice::Processor => return None,
        DeviceChoice::GraphicsCard => true,
        DeviceChoice::Automatic => false,
    };
    // that a build has no graphics support matters to those who ask for a card
    let why = wish.left.clone().or_else(graphics::missing);
    why.filter(|why| wanted || *why != Fallback::NotSupported)
}

/// The device that models are loaded on.
pub(super) fn device() -> Device {
    let stay = {
        let wish = wish();
        wish.choice == DeviceChoice::Processor || wish.left.is_some()
    };
    match stay {
        true => Device::Cpu,
        false => found().device.clone(),
    }
}

/// Whether models are loaded on a graphics card.
pub(super) fn on_card() -> bool {
    !device().is_cpu()
}

/// Precisions of the device that models are loaded on, best first.
pub(super) fn precisions() -> Vec<PrecisionChoice> {
    use PrecisionChoice::{Bf16, F16, F32, Int8};
    match Hardware::of(&device()) {
        Hardware::Processor => vec![Int8, F32],
        Hardware::GraphicsCard { bf16: true } => vec![Bf16, F16, F32],
        Hardware::GraphicsCard { bf16: false } => vec![F16, F32],
    }
}

/// The kind of a device, and the precisions it supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hardware {
    /// f32 and int8.
    Processor,
    /// f32, f16 and perhaps bf16.
    GraphicsCard { bf16: bool },
}

impl Hardware {
    fn of(device: &Device) -> Self {
        match device {
            Device::Cpu => Self::Processor,
            card => Self::GraphicsCard {
                bf16: has_bf16(card),
            },
        }
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
    /// Older graphics cards do not compute in bf16, and Metal is not asked for it.
    #[error("bf16 is not available on this graphics card")]
    NoBf16,
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

/// The precision that a model is loaded in: the chosen one, or without a choice half precision on a graphics card, and
/// on the processor int8 if the folder was converted to it, otherwise f32, as the reference computes.
///
/// # Errors
/// [`PrecisionError`] if this device or this folder does not support the choice.
pub(super) fn precision(
    choice: PrecisionChoice,
    checkpoint: &Checkpoint,
) -> Result<Precision, PrecisionError> {
    let converted = checkpoint.conversion().is_some();
    decide(choice, converted, Hardware::of(&device()))
}

fn decide(
    choice: PrecisionChoice,
    converted: bool,
    hardware: Hardware,
) -> Result<Precision, PrecisionError> {
    use Hardware::{GraphicsCard, Processor};
    use PrecisionChoice::{Automatic, Bf16, F16, F32, Int8};
    match (choice, converted, hardware) {
        (Automatic, _, GraphicsCard { bf16 }) => Ok(half(bf16)),
        (Automatic, true, Processor) => Ok(Precision::Int8),
        (Automatic | F32, false, _) => Ok(Precision::F32),
        (F32, true, _) => Err(PrecisionError::Rounded),
        (Int8, false, GraphicsCard { .. }) => Err(PrecisionError::NoInt8),
        (Int8, _, _) => Ok(Precision::Int8),
        (F16, _, Processor) => Err(PrecisionError::NoHalves(Precision::F16)),
        (Bf16, _, Processor) => Err(PrecisionError::NoHalves(Precision::Bf16)),
        (Bf16, _, GraphicsCard { bf16: false }) => Err(PrecisionError::NoBf16),
        (F16, _, GraphicsCard { .. }) => Ok(Precision::F16),
        (Bf16, _, GraphicsCard { bf16: true }) => Ok(Precision::Bf16),
    }
}

/// Where a folder's weights are loaded, and how.
pub(super) struct Place {
    pub(super) device: Device,
    pub(super) options: LoadOptions,
}

impl Place {
    /// The place of a model that was to be loaded in this precision. The starter model stays on the processor: it is
    /// small, and its fast code there is done before a card has its numbers.
    pub(super) fn of(checkpoint: &Checkpoint, precision: Precision) -> Self {
        let device = match is_starter(checkpoint.architecture()) {
            true => Device::Cpu,
            false => device(),
        };
        let own = own_precision(checkpoint);
        let precision = held_in(precision, own, Hardware::of(&device));
        let options = LoadOptions {
            precision,
            ..LoadOptions::default()
        };
        Self { device, options }
    }
}

/// The precision of weights that were to be loaded in `wanted`: a model that left the graphics card takes its folder's
/// own one.
fn held_in(wanted: Precision, own: Precision, hardware: Hardware) -> Precision {
    match (wanted, hardware) {
        (Precision::F16 | Precision::Bf16, Hardware::Processor) => own,
        (wanted, _) => wanted,
    }
}

/// The precision that a folder was saved for.
pub(super) fn own_precision(checkpoint: &Checkpoint) -> Precision {
    match checkpoint.conversion() {
        Some(_) => Precision::Int8,
        None => Precision::F32,
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

/// Bytes per weight in this precision on the device that models are loaded on.
pub(super) fn bytes_per_weight(precision: Precision) -> u64 {
    match (precision, Hardware::of(&device())) {
        (Precision::Int8, Hardware::Processor) => 1,
        (Precision::F16 | Precision::Bf16, Hardware::GraphicsCard { .. }) => 2,
        // Graphics cards hold int8 weights as f32, and processors hold halves as f32.
        (Precision::Int8, Hardware::GraphicsCard { .. })
        | (Precision::F16 | Precision::Bf16, Hardware::Processor)
        | (Precision::F32, _) => 4,
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
        use PrecisionError::{NoBf16, NoHalves, NoInt8, Rounded};
        let no_half = |precision| Err(NoHalves(precision));
        let (f32, f16, bf16) = (Ok(Precision::F32), Ok(Precision::F16), Ok(Precision::Bf16));
        let int8 = Ok(Precision::Int8);
        let table = [
            // choice, converted to int8; on a processor, on a graphics card with bf16, on one without
            (Automatic, false, f32, bf16, f16),
            (Automatic, true, int8, bf16, f16),
            (F32, false, f32, f32, f32),
            (F32, true, Err(Rounded), Err(Rounded), Err(Rounded)),
            (Int8, false, int8, Err(NoInt8), Err(NoInt8)),
            (Int8, true, int8, int8, int8),
            (F16, false, no_half(Precision::F16), f16, f16),
            (F16, true, no_half(Precision::F16), f16, f16),
            (Bf16, false, no_half(Precision::Bf16), bf16, Err(NoBf16)),
            (Bf16, true, no_half(Precision::Bf16), bf16, Err(NoBf16)),
        ];
        for (choice, converted, on_processor, on_card, on_old_card) in table {
            let found = [
                Processor,
                GraphicsCard { bf16: true },
                GraphicsCard { bf16: false },
            ]
            .map(|hardware| decide(choice, converted, hardware));
            let expected = [on_processor, on_card, on_old_card];
            assert_eq!(found, expected, "{choice:?}, converted: {converted}");
        }
    }

    #[test]
    fn what_leaves_the_card_takes_the_precision_of_its_folder() {
        let card = GraphicsCard { bf16: true };
        for own in [Precision::F32, Precision::Int8] {
            for half in [Precision::F16, Precision::Bf16] {
                assert_eq!(held_in(half, own, Processor), own);
                assert_eq!(held_in(half, own, card), half);
            }
            assert_eq!(held_in(Precision::Int8, own, Processor), Precision::Int8);
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
        // no processor holds halves
        assert_eq!(bytes, [4, 4, 4, 1]);
    }
}
