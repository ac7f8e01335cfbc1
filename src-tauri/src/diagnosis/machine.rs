//! The build, the system, and what its processor and its graphics cards mean for models.

use bigbird_pegasus::{Feature, InstructionSet, Kernels, kernels};
use serde::Serialize;
use sysinfo::{CpuRefreshKind, RefreshKind, System};

use super::found::Found;
use crate::settings::Settings;
use crate::text::doctor;
use crate::weights::{self, DeviceChoice, DeviceView, Fallback, ModelShelf, PrecisionChoice};

#[derive(Serialize)]
struct Version {
    version: &'static str,
    window: bool,
}

pub(super) fn version() -> Found {
    let facts = Version {
        version: env!("CARGO_PKG_VERSION"),
        window: cfg!(feature = "desktop"),
    };
    Found::said(doctor::version(facts.version, facts.window)).with(&facts)
}

#[derive(Serialize)]
struct Machine {
    system: &'static str,
    architecture: &'static str,
    threads: usize,
    /// Bytes; null where the system does not say.
    memory_free: Option<u64>,
    memory: Option<u64>,
}

pub(super) fn machine() -> Found {
    let (total, free) = weights::memory();
    let memory = free.map(|free| (free, total));
    let facts = Machine {
        system: std::env::consts::OS,
        architecture: std::env::consts::ARCH,
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        memory_free: memory.map(|(free, _)| free),
        memory: memory.map(|(_, all)| all),
    };
    Found::said(doctor::machine(facts.threads, memory)).with(&facts)
}

#[derive(Serialize)]
struct Processor {
    name: String,
    /// The features that it has, of those that Pagewing looks for.
    features: Vec<&'static str>,
    /// The instructions that models in int8 run on, and those of all other work.
    int8: &'static str,
    float: &'static str,
}

pub(super) fn processor() -> Found {
    let processor = RefreshKind::nothing().with_cpu(CpuRefreshKind::nothing());
    let name = System::new_with_specifics(processor)
        .ok()
        .and_then(|system| Some(system.cpus().first()?.brand().trim().to_owned()))
        .unwrap_or_default();
    let Kernels {
        features,
        float,
        int8,
    } = kernels();
    let features: Vec<_> = features.into_iter().map(Feature::name).collect();
    let said = doctor::processor(&name, &features, int8, float);
    Found::said(said).with(&Processor {
        name,
        features,
        int8: named(int8),
        float: named(float),
    })
}

/// The stable name of an instruction set.
fn named(set: InstructionSet) -> &'static str {
    match set {
        InstructionSet::Plain => "plain",
        InstructionSet::Neon => "neon",
        InstructionSet::Avx2 => "avx2",
        InstructionSet::AvxVnni => "avx_vnni",
        InstructionSet::Avx512 => "avx512",
        InstructionSet::Avx512Vnni => "avx512_vnni",
        InstructionSet::DotProd => "dotprod",
        InstructionSet::I8mm => "i8mm",
    }
}

#[derive(Serialize)]
struct Cards<'a> {
    /// Whether this build can use graphics cards at all.
    supported: bool,
    cards: Vec<&'a DeviceView>,
}

/// The graphics cards among the devices.
pub(crate) fn cards(devices: &[DeviceView]) -> Found {
    let supported = cfg!(any(feature = "cuda", feature = "metal"));
    let cards: Vec<_> = devices
        .iter()
        .filter(|device| device.choice == DeviceChoice::GraphicsCard)
        .collect();
    Found::said(doctor::cards(supported, &cards)).with(&Cards { supported, cards })
}

#[derive(Serialize)]
struct Precision<'a> {
    /// The precision in the settings.
    chosen: PrecisionChoice,
    /// The device in the settings, and whether it leads to a graphics card here.
    device: DeviceChoice,
    card: bool,
    /// Why models run on the processor, if a graphics card was wanted.
    fallback: Option<&'a Fallback>,
    /// The precisions of that device, best first.
    possible: &'a [PrecisionChoice],
}

/// The precision that Pagewing chooses, and why.
pub(crate) fn precision(settings: &Settings, shelf: &ModelShelf) -> Found {
    let card = shelf
        .devices
        .iter()
        .any(|device| device.in_use && device.choice == DeviceChoice::GraphicsCard);
    let (chosen, device) = (settings.precision, settings.device);
    let best = shelf.precisions.first().copied();
    let fallback = shelf.fallback.as_ref();
    let said = doctor::precision(chosen, (device, card), fallback, best);
    Found::said(said).with(&Precision {
        chosen,
        device,
        card,
        fallback,
        possible: &shelf.precisions,
    })
}
