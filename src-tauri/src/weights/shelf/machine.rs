//! What models run on, and whether they fit into its memory.

use crate::weights::card::{DeviceView, MemoryNeed};
use crate::weights::choice::{DeviceChoice, PrecisionChoice};
use crate::weights::fallback::Fallback;
use crate::weights::graphics::memory;

/// What models run on: the device in use, and the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// The devices that there are.
    pub devices: Vec<DeviceView>,
    /// Why models run on the processor, if a graphics card was wanted.
    pub fallback: Option<Fallback>,
    /// Precisions of the device in use, best first.
    pub precisions: Vec<PrecisionChoice>,
    /// Bytes that are free on the device in use, if that is known.
    pub free: Option<u64>,
}

impl Machine {
    /// The processor of this computer.
    pub fn processor() -> Self {
        let (total, free) = memory();
        Self {
            devices: vec![DeviceView {
                choice: DeviceChoice::Processor,
                name: String::new(),
                memory: total,
                in_use: true,
            }],
            fallback: None,
            precisions: vec![PrecisionChoice::Int8, PrecisionChoice::F32],
            free,
        }
    }

    /// Whether fast copies are used here: graphics cards run models as they are.
    pub(super) fn uses_fast_copies(&self) -> bool {
        self.precisions.contains(&PrecisionChoice::Int8)
    }

    pub(super) fn fits(&self, bytes: u64) -> bool {
        self.free.is_none_or(|free| bytes <= free)
    }
}

/// Whether a model can be loaded now, and what to offer if not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// It fits as it is.
    Fits,
    /// It fits in this precision, for which a fast copy may have to be made.
    In(MemoryNeed),
    /// It does not fit in any precision.
    TooLarge {
        /// Bytes of the smallest one.
        smallest: u64,
        /// Bytes that are free.
        free: u64,
    },
}

/// The precision to offer for a model that is to be loaded in `wanted`. `needs` are the precisions of this machine,
/// best first.
pub fn offer_precision(wanted: PrecisionChoice, needs: &[MemoryNeed], free: u64) -> Fit {
    let fits = |need: &&MemoryNeed| need.bytes <= free;
    let chosen = needs
        .iter()
        .find(|need| need.precision == wanted)
        .or_else(|| needs.first());
    if chosen.is_none_or(|need| need.bytes <= free) {
        return Fit::Fits;
    }
    match needs.iter().find(fits) {
        Some(need) => Fit::In(need.clone()),
        None => Fit::TooLarge {
            smallest: needs.iter().map(|need| need.bytes).min().unwrap_or(0),
            free,
        },
    }
}
