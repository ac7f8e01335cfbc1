//! The graphics card of this machine: finds it, tries it, and asks its driver.

use std::sync::OnceLock;

use bigbird_pegasus::{CardFailure, Precision};
use candle_core::Device;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

use super::fallback::Fallback;

/// The best device that this build supports and this machine has.
pub(super) struct Found {
    pub(super) device: Device,
    /// Why it is not a graphics card.
    pub(super) missing: Option<Fallback>,
}

static FOUND: OnceLock<Found> = OnceLock::new();

/// Why the best device is not a graphics card, if that has been found out.
pub(super) fn missing() -> Option<Fallback> {
    FOUND.get().and_then(|found| found.missing.clone())
}

/// The best device. It is looked for, and tried, once.
pub(super) fn found() -> &'static Found {
    FOUND.get_or_init(|| {
        let card = opened().and_then(|card| tried(card, bigbird_pegasus::disagreement));
        match card {
            Ok(device) => Found {
                device,
                missing: None,
            },
            Err(missing) => Found {
                device: Device::Cpu,
                missing: Some(missing),
            },
        }
    })
}

/// The first graphics card that this build supports.
fn opened() -> Result<Device, Fallback> {
    type Open = fn(usize) -> candle_core::Result<Device>;
    let kinds: [(bool, Open); 2] = [
        (cfg!(feature = "cuda"), Device::new_cuda),
        (cfg!(feature = "metal"), Device::new_metal),
    ];
    let mut missing = Fallback::NotSupported;
    for (_, open) in kinds.into_iter().filter(|(supported, _)| *supported) {
        match open(0) {
            Ok(card) => return Ok(card),
            Err(error) => {
                let report = CardFailure::of(&error).map(|failure| failure.detail);
                missing = Fallback::NoCard {
                    detail: report.unwrap_or_else(|| error.to_string()),
                };
            }
        }
    }
    Err(missing)
}

/// A card, unless a small encoder computes other numbers on it than on the processor, in f32 or in the precision that
/// models take there. `apart` returns by how much they differ.
fn tried(
    card: Device,
    apart: impl Fn(&Device, Precision) -> bigbird_pegasus::Result<f32>,
) -> Result<Device, Fallback> {
    let half = half(has_bf16(&card));
    for precision in [Precision::F32, half] {
        match apart(&card, precision) {
            Ok(apart) if apart <= tolerated(precision) => {}
            Ok(_) => return Err(Fallback::Disagrees),
            Err(error) => {
                return Err(match error.of_card() {
                    Some(failure) => failure.into(),
                    None => Fallback::Failed {
                        detail: error.to_string(),
                    },
                });
            }
        }
    }
    Ok(card)
}

/// By how much a small encoder may differ on a card: some roundings of its numbers. Cards may round f32 to 11 bits within
/// products.
fn tolerated(precision: Precision) -> f32 {
    let bits = match precision {
        Precision::Bf16 => 8,
        Precision::F16 | Precision::F32 | Precision::Int8 => 11,
    };
    16.0 * 0.5f32.powi(bits)
}

/// Whether a card computes in bf16: those of CUDA from compute capability 8 on. Metal depends on chip and system, so
/// models take f16 there.
pub(super) fn has_bf16(card: &Device) -> bool {
    match card {
        #[cfg(feature = "cuda")]
        Device::Cuda(card) => {
            let stream = card.cuda_stream();
            let capability = stream.context().compute_capability();
            capability.is_ok_and(|(major, _)| major >= 8)
        }
        Device::Cpu => false,
        _ => false,
    }
}

/// The half precision that models take on a card.
pub(super) fn half(bf16: bool) -> Precision {
    match bf16 {
        true => Precision::Bf16,
        false => Precision::F16,
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

/// The graphics card, used or not; `None` if this build or this machine has none that can be used.
pub(super) fn card() -> Option<Card> {
    Card::of(&found().device)
}

/// The name of a device, if it is a graphics card; empty if its driver gives none.
pub(super) fn name_of(device: &Device) -> Option<String> {
    Card::of(device).map(|card| card.name)
}

/// Bytes that are free for models on a device, if the system or the driver reports them.
pub(super) fn free_on(device: &Device) -> Option<u64> {
    match device {
        Device::Cpu => memory().1,
        card => Card::of(card).and_then(|card| card.free),
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
            _ => {
                let (total, free) = memory();
                Some(Self {
                    name: String::new(),
                    total: Some(total).filter(|_| cfg!(feature = "metal")),
                    free: free.filter(|_| cfg!(feature = "metal")),
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_that_computes_other_numbers_is_not_used() {
        let card = || Device::Cpu;
        let exact = tried(card(), bigbird_pegasus::disagreement);
        assert!(exact.is_ok(), "{exact:?}");
        let wrong_in = |wrong: Precision, by: f32| {
            tried(card(), |_, precision| {
                Ok(if precision == wrong { by } else { 0.0 })
            })
        };
        for precision in [Precision::F32, Precision::F16] {
            for by in [0.05, f32::INFINITY, f32::NAN] {
                let found = wrong_in(precision, by).err();
                assert_eq!(found, Some(Fallback::Disagrees), "{precision:?} {by}");
            }
            assert!(wrong_in(precision, 0.001).is_ok());
        }
    }

    #[test]
    fn a_card_that_fails_in_its_test_says_why() {
        let failing = |error: fn() -> candle_core::Error| {
            tried(Device::Cpu, |_, _| Err(error().into())).err()
        };
        let failed = |detail: &str| {
            Some(Fallback::Failed {
                detail: detail.to_owned(),
            })
        };
        let gone = || candle_core::Error::Cuda("the card is gone".into());
        assert_eq!(failing(gone), failed("the card is gone"));
        let shapes = || candle_core::Error::Msg("two shapes".into());
        let said = "a tensor operation failed: two shapes";
        assert_eq!(failing(shapes), failed(said));
    }
}
