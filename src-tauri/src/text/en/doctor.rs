//! What `pagewing doctor` finds.

use std::path::Path;

use bigbird_pegasus::InstructionSet;

use super::devices::{because, device};
use super::numbers::{file_size, moment};
use super::precision::precision as named;
use super::shelf;
use crate::settings::Settings;
use crate::weights::download::{End, Entry, Purpose};
use crate::weights::store::ModelState;
use crate::weights::{DeviceChoice, DeviceView, Fallback, PrecisionChoice};

/// The version, and whether this build has a window.
pub(crate) fn version(number: &str, window: bool) -> String {
    let build = match window {
        true => "with a window",
        false => "command line only",
    };
    format!("Pagewing {number}, {build}")
}

/// The system, its threads, and the bytes of memory: free ones, then all.
pub(crate) fn machine(threads: usize, memory: Option<(u64, u64)>) -> String {
    let memory = memory.map_or_else(
        || "an unknown amount of memory".to_owned(),
        |(free, all)| {
            format!(
                "{:.1} of {:.1} GB of memory free",
                free as f64 / 1e9,
                all as f64 / 1e9
            )
        },
    );
    format!(
        "{} {}, {threads} threads, {memory}",
        std::env::consts::OS,
        std::env::consts::ARCH,
    )
}

/// The processor: its name, the features that Pagewing looks for, and the instructions that models run on.
pub(crate) fn processor(
    name: &str,
    features: &[&str],
    int8: InstructionSet,
    float: InstructionSet,
) -> String {
    let has = match features {
        [] => "has none of the features that Pagewing looks for".to_owned(),
        features => format!("has {}", features.join(", ")),
    };
    let name = if name.is_empty() { "it" } else { name };
    let means = match int8 {
        InstructionSet::Avx512Vnni | InstructionSet::Avx512 => {
            "the fastest code for models that Pagewing has"
        }
        InstructionSet::AvxVnni => "fast code for models in int8",
        InstructionSet::Avx2 => {
            "models in int8 run fast, and faster still on a processor with VNNI"
        }
        InstructionSet::I8mm => "the fastest code for ARM that Pagewing has",
        InstructionSet::DotProd => {
            "models in int8 run fast, and faster still on a processor with i8mm"
        }
        InstructionSet::Neon => {
            "models run in code for ARM, and those in int8 faster on a processor with dotprod"
        }
        InstructionSet::Plain => "models run, but slowly",
    };
    format!(
        "{name} {has}; int8 runs on {}, f32 on {}: {means}",
        instructions(int8),
        instructions(float)
    )
}

fn instructions(set: InstructionSet) -> &'static str {
    match set {
        InstructionSet::Plain => "plain instructions",
        InstructionSet::Neon => "NEON",
        InstructionSet::Avx2 => "AVX2",
        InstructionSet::AvxVnni => "AVX-VNNI",
        InstructionSet::Avx512 => "AVX-512",
        InstructionSet::Avx512Vnni => "AVX-512 VNNI",
        InstructionSet::DotProd => "dotprod",
        InstructionSet::I8mm => "i8mm",
    }
}

/// The graphics cards, and whether this build can use any.
pub(crate) fn cards(supported: bool, cards: &[&DeviceView]) -> String {
    if !supported {
        return "this build has no graphics support".into();
    }
    let named = |card: &&DeviceView| {
        let name = device(Some(&card.name));
        match card.memory {
            0 => name,
            memory => format!("{name}, {:.1} GB of memory", memory as f64 / 1e9),
        }
    };
    match cards {
        [] => "none that this build supports".into(),
        cards => cards.iter().map(named).collect::<Vec<_>>().join("; "),
    }
}

/// The precision of a model that Pagewing loads, and why. `device` is the one in the settings, and `card` whether models
/// run on a graphics card; `fallback` says why not. `best` is the first precision of the device.
pub(crate) fn precision(
    chosen: PrecisionChoice,
    (device, card): (DeviceChoice, bool),
    fallback: Option<&Fallback>,
    best: Option<PrecisionChoice>,
) -> String {
    let why = match (card, device, fallback) {
        (true, DeviceChoice::GraphicsCard, _) => {
            "models run on the graphics card, as the settings say".to_owned()
        }
        (true, _, _) => "models run on the graphics card".to_owned(),
        (false, _, Some(why)) => format!("models run on the processor: {}", because(why)),
        (false, DeviceChoice::Processor, None) => {
            "models run on the processor, as the settings say".to_owned()
        }
        (false, _, None) => "models run on the processor".to_owned(),
    };
    match (chosen, card, best) {
        (PrecisionChoice::Automatic, true, Some(best)) => {
            format!("{}, because {why}", named(best))
        }
        (PrecisionChoice::Automatic, _, _) => {
            format!("int8 for a fast copy, f32 for any other folder, because {why}")
        }
        (chosen, _, _) => format!("{}, as the settings say; {why}", named(chosen)),
    }
}

/// The variables that are set, of those that change what Pagewing does.
pub(crate) fn variables(set: &[&str]) -> String {
    match set {
        [] => "none is set that matters to Pagewing".into(),
        [one] => format!("{one} is set"),
        set => format!("{} are set", set.join(", ")),
    }
}

/// A worker process can be started.
pub(crate) const TEST_PAGE_READ: &str = "the worker read the test page";

/// The cage of the worker: whether this system filters its calls, and whether it shuts the file system.
pub(crate) fn cage(calls: bool, files: bool) -> &'static str {
    match (calls, files) {
        (true, true) => {
            "the worker opens no connections or programs, and no files but those of a model's folder that it looks through (seccomp, Landlock)"
        }
        (true, false) => {
            "the worker opens no connections or programs, and no files for a document; for a model it could read any file of yours (seccomp; this system has no Landlock)"
        }
        (false, true) => {
            "the worker opens no programs, and no files but those of a model's folder that it looks through (Landlock; this system has no filters of system calls)"
        }
        (false, false) => {
            "this system has neither seccomp nor Landlock; the worker has its limits alone"
        }
    }
}

/// There is no settings file.
pub(crate) const DEFAULT_SETTINGS: &str = "the defaults";

/// The settings about models that differ from the defaults.
pub(crate) fn changed_settings(settings: &Settings) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(threads) = settings.threads {
        lines.push(format!("models use {threads} threads"));
    }
    match settings.device {
        DeviceChoice::Automatic => {}
        DeviceChoice::Processor => lines.push("models run on the processor".into()),
        DeviceChoice::GraphicsCard => lines.push("models run on the graphics card".into()),
    }
    if settings.precision != PrecisionChoice::Automatic {
        let precision = named(settings.precision);
        lines.push(format!("the model that writes is loaded in {precision}"));
    }
    if settings.keep_original {
        lines.push("the original of a downloaded model stays beside its fast copy".into());
    }
    if settings.mirror.is_some() {
        lines.push("models are downloaded from a mirror".into());
    }
    if settings.proxy.is_some() {
        lines.push("models are downloaded through a proxy of your own".into());
    }
    if let Some(minutes) = settings.unload_after {
        lines.push(format!(
            "an idle model leaves the memory after {minutes} min"
        ));
    }
    lines
}

/// The library's file, and the number of its documents if the file exists.
pub(crate) fn library(database: &Path, documents: Option<usize>) -> String {
    let database = database.display();
    match documents {
        None => format!("none yet; it will be {database}"),
        Some(1) => format!("1 document in {database}"),
        Some(documents) => format!("{documents} documents in {database}"),
    }
}

/// The model that writes: its name, its number of weights, their precision, the memory that it needs in bytes, and
/// its folder.
pub(crate) fn writer(
    name: &str,
    parameters: u64,
    precision: &str,
    memory: u64,
    folder: &Path,
) -> String {
    format!(
        "{name}: {:.0} million weights in {precision}, {:.1} GB of memory ({})",
        parameters as f64 / 1e6,
        memory as f64 / 1e9,
        folder.display()
    )
}

/// The starter model's folder, if it is installed.
pub(crate) fn starter(folder: Option<&Path>) -> String {
    match folder {
        None => "none; Pagewing finds passages by their words, and no model reads them".into(),
        Some(folder) => format!(
            "{}: answers, passages by meaning; larger ones: pagewing models list",
            folder.display()
        ),
    }
}

/// No model that writes is chosen.
pub(crate) const NO_WRITER: &str = "none chosen; Pagewing quotes key sentences";

/// The model for a task besides writing: the chosen one, the starter model, or none.
pub(crate) fn other_model(name: Option<&str>, folder: Option<&Path>) -> String {
    match (name, folder) {
        (Some(name), Some(folder)) => format!("{name} ({})", folder.display()),
        (Some(name), None) => name.to_owned(),
        (None, _) => "none".into(),
    }
}

/// The folder of the models, the free bytes of its disk, and the bytes that models take.
pub(crate) fn disk(folder: &Path, free: Option<u64>, taken: u64) -> String {
    let free = match free {
        Some(free) => format!("{} free", file_size(free)),
        None => "an unknown amount of space free".into(),
    };
    let taken = match taken {
        0 => "no models yet".into(),
        taken => format!("{} of models", file_size(taken)),
    };
    format!("{free}, {taken} in {}", folder.display())
}

/// A model on the disk.
pub(crate) fn on_disk(id: &str, state: &ModelState, bytes: u64, folder: Option<&str>) -> String {
    let state = shelf::state(state);
    match folder {
        Some(folder) => format!("{id}: {state}, {} ({folder})", file_size(bytes)),
        None => format!("{id}: {state}"),
    }
}

/// The connections ever made and the bytes received, the server of downloads, and whether downloads are forbidden.
pub(crate) fn network(server: &str, offline: bool, connections: u64, bytes: u64) -> String {
    let ever = match connections {
        0 => "no connection ever".into(),
        1 => format!("1 connection ever, {} received", file_size(bytes)),
        some => format!("{some} connections ever, {} received", file_size(bytes)),
    };
    match offline {
        true => format!("{ever}; HF_HUB_OFFLINE forbids downloads"),
        false => format!("{ever}; models would come from {server}"),
    }
}

/// One connection: when, to which host, for what, and how it ended.
pub(crate) fn connection(entry: &Entry) -> String {
    let what = match &entry.why {
        Purpose::Description { repository } => format!("the list of files of {repository}"),
        Purpose::File {
            repository: Some(repository),
            file,
        } => format!("{file} of {repository}"),
        Purpose::File {
            repository: None,
            file,
        } => file.clone(),
    };
    let end = match entry.end {
        End::Open => "not closed".into(),
        End::Complete => format!("{} received", file_size(entry.bytes)),
        End::Broken => format!("broke off after {}", file_size(entry.bytes)),
        End::NoAnswer => "no answer".into(),
        End::Stopped => format!("stopped after {}", file_size(entry.bytes)),
    };
    format!("{} {}: {what}, {end}", moment(entry.time), entry.host)
}

/// A line about something that is in order.
pub(crate) fn in_order(what: &str, found: &str) -> String {
    format!("ok  {what:<9} {found}")
}

/// A line about something that is wrong, and what to do.
pub(crate) fn wrong(what: &str, message: &str, hint: Option<&str>) -> String {
    format!("BAD {what:<9} {message} {}", hint.unwrap_or_default())
}

/// A further line about the same thing.
pub(crate) fn detail(line: &str) -> String {
    format!("              {line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_device_in_use_and_the_reason_are_named() {
        use PrecisionChoice::{Automatic, Bf16, F32, Int8};
        let said = |chosen, device, card, fallback: Option<Fallback>, best| {
            precision(chosen, (device, card), fallback.as_ref(), Some(best))
        };
        let wished = DeviceChoice::GraphicsCard;
        assert_eq!(
            said(Automatic, DeviceChoice::Automatic, true, None, Bf16),
            "bf16, because models run on the graphics card"
        );
        let fell_back = said(Automatic, wished, false, Some(Fallback::OutOfMemory), Int8);
        assert!(fell_back.ends_with("processor: the memory of the graphics card ran out"));
        assert!(fell_back.starts_with("int8 for a fast copy"));
        assert_eq!(
            said(F32, DeviceChoice::Processor, false, None, Int8),
            "f32, as the settings say; models run on the processor, as the settings say"
        );
    }
}
