//! What `pagewing doctor` finds.

use std::path::Path;

use bigbird_pegasus::InstructionSet;

use super::devices::{because, device};
use super::numbers::{about_gigabytes, decimal, file_size, moment};
use super::precision::precision as named;
use super::shelf;
use crate::settings::Settings;
use crate::weights::download::{End, Entry, Purpose};
use crate::weights::store::ModelState;
use crate::weights::{DeviceChoice, DeviceView, Fallback, PrecisionChoice};

/// The version, and whether this build has a window.
pub(crate) fn version(number: &str, window: bool) -> String {
    let build = match window {
        true => "mit Fenster",
        false => "nur Befehlszeile",
    };
    format!("Pagewing {number}, {build}")
}

/// The system, its threads, and the bytes of memory: free ones, then all.
pub(crate) fn machine(threads: usize, memory: Option<(u64, u64)>) -> String {
    let memory = memory.map_or_else(
        || "Arbeitsspeicher unbekannt".to_owned(),
        |(free, all)| {
            format!(
                "{} von {} Arbeitsspeicher frei",
                decimal(free as f64 / 1e9, 1),
                about_gigabytes(all)
            )
        },
    );
    format!(
        "{} {}, {threads} Threads, {memory}",
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
        [] => "hat keine der Fähigkeiten, nach denen Pagewing sucht".to_owned(),
        features => format!("hat {}", features.join(", ")),
    };
    let name = if name.is_empty() { "er" } else { name };
    let means = match int8 {
        InstructionSet::Avx512Vnni | InstructionSet::Avx512 => {
            "der schnellste Code für Modelle, den Pagewing hat"
        }
        InstructionSet::AvxVnni => "schneller Code für Modelle in int8",
        InstructionSet::Avx2 => {
            "Modelle in int8 laufen schnell, und noch schneller auf einem Prozessor mit VNNI"
        }
        InstructionSet::I8mm => "der schnellste Code für ARM, den Pagewing hat",
        InstructionSet::DotProd => {
            "Modelle in int8 laufen schnell, und noch schneller auf einem Prozessor mit i8mm"
        }
        InstructionSet::Neon => {
            "Modelle laufen in Code für ARM, und in int8 schneller auf einem Prozessor mit dotprod"
        }
        InstructionSet::Plain => "Modelle laufen, aber langsam",
    };
    format!(
        "{name} {has}; int8 läuft mit {}, f32 mit {}: {means}",
        instructions(int8),
        instructions(float)
    )
}

fn instructions(set: InstructionSet) -> &'static str {
    match set {
        InstructionSet::Plain => "einfachen Befehlen",
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
        return "dieser Build nutzt keine Grafikkarten".into();
    }
    let named = |card: &&DeviceView| {
        let name = device(Some(&card.name));
        match card.memory {
            0 => name,
            memory => format!("{name}, {} Arbeitsspeicher", about_gigabytes(memory)),
        }
    };
    match cards {
        [] => "keine, die dieser Build nutzen kann".into(),
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
    let settings = "nach den Einstellungen ";
    let (place, settings) = match (card, device) {
        (true, DeviceChoice::GraphicsCard) => ("auf der Grafikkarte", settings),
        (true, _) => ("auf der Grafikkarte", ""),
        (false, DeviceChoice::Processor) => ("auf dem Prozessor", settings),
        (false, _) => ("auf dem Prozessor", ""),
    };
    let reason = match fallback.filter(|_| !card) {
        Some(why) => format!(": {}", because(why)),
        None => String::new(),
    };
    let as_cause = format!("weil Modelle {settings}{place} laufen{reason}");
    match (chosen, card, best) {
        (PrecisionChoice::Automatic, true, Some(best)) => format!("{}, {as_cause}", named(best)),
        (PrecisionChoice::Automatic, _, _) => {
            format!("int8 für eine schnelle Kopie, f32 für jeden anderen Ordner, {as_cause}")
        }
        (chosen, _, _) => format!(
            "{}, wie in den Einstellungen; Modelle laufen {settings}{place}{reason}",
            named(chosen)
        ),
    }
}

/// The variables that are set, of those that change what Pagewing does.
pub(crate) fn variables(set: &[&str]) -> String {
    match set {
        [] => "keine ist gesetzt, die für Pagewing zählt".into(),
        [one] => format!("{one} ist gesetzt"),
        set => format!("{} sind gesetzt", set.join(", ")),
    }
}

/// A worker process can be started.
pub(crate) const TEST_PAGE_READ: &str = "die Testseite wurde gelesen";

/// The cage of the worker: whether this system filters its calls, and whether it shuts the file system.
pub(crate) fn cage(calls: bool, files: bool) -> &'static str {
    match (calls, files) {
        (true, true) => {
            "der Leseprozess öffnet keine Verbindungen oder Programme und keine Dateien außer denen im Ordner eines Modells, das er prüft (seccomp, Landlock)"
        }
        (true, false) => {
            "der Leseprozess öffnet keine Verbindungen oder Programme und für ein Dokument keine Dateien; für ein Modell könnte er alle Ihre Dateien lesen (seccomp; Landlock hat dieses System nicht)"
        }
        (false, true) => {
            "der Leseprozess öffnet keine Programme und keine Dateien außer denen im Ordner eines Modells, das er prüft (Landlock; Filter für Systemaufrufe hat dieses System nicht)"
        }
        (false, false) => {
            "dieses System hat weder seccomp noch Landlock; den Leseprozess beschränken nur seine Grenzwerte"
        }
    }
}

/// There is no settings file.
pub(crate) const DEFAULT_SETTINGS: &str = "die üblichen";

/// The settings about models that differ from the defaults.
pub(crate) fn changed_settings(settings: &Settings) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(threads) = settings.threads {
        lines.push(format!("Modelle nutzen {threads} Threads"));
    }
    match settings.device {
        DeviceChoice::Automatic => {}
        DeviceChoice::Processor => lines.push("Modelle laufen auf dem Prozessor".into()),
        DeviceChoice::GraphicsCard => lines.push("Modelle laufen auf der Grafikkarte".into()),
    }
    if settings.precision != PrecisionChoice::Automatic {
        let precision = named(settings.precision);
        lines.push(format!(
            "das Modell für Zusammenfassungen wird in {precision} geladen"
        ));
    }
    if settings.keep_original {
        lines.push(
            "das Original eines heruntergeladenen Modells bleibt neben der schnellen Kopie".into(),
        );
    }
    if settings.mirror.is_some() {
        lines.push("Modelle werden von einem Spiegelserver heruntergeladen".into());
    }
    if settings.proxy.is_some() {
        lines.push("Modelle werden über einen eigenen Proxy heruntergeladen".into());
    }
    if let Some(minutes) = settings.unload_after {
        lines.push(format!(
            "ein unbenutztes Modell wird nach {minutes} min entladen"
        ));
    }
    lines
}

/// The library's file, and the number of its documents if the file exists.
pub(crate) fn library(database: &Path, documents: Option<usize>) -> String {
    let database = database.display();
    match documents {
        None => format!("noch keine; sie entsteht als {database}"),
        Some(1) => format!("1 Dokument in {database}"),
        Some(documents) => format!("{documents} Dokumente in {database}"),
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
        "{name}: {:.0} Millionen Gewichte in {precision}, {} Arbeitsspeicher ({})",
        parameters as f64 / 1e6,
        about_gigabytes(memory),
        folder.display()
    )
}

/// The starter model's folder, if it is installed.
pub(crate) fn starter(folder: Option<&Path>) -> String {
    match folder {
        None => "keines; Pagewing findet Textstellen nach ihren Wörtern, und kein Modell liest sie"
            .into(),
        Some(folder) => format!(
            "{}: Antworten, Textstellen nach ihrer Bedeutung; größere: pagewing models list",
            folder.display()
        ),
    }
}

/// No model that writes is chosen.
pub(crate) const NO_WRITER: &str = "keines ausgewählt; Pagewing zitiert Kernsätze";

/// The model for a task besides writing: the chosen one, the starter model, or none.
pub(crate) fn other_model(name: Option<&str>, folder: Option<&Path>) -> String {
    let name = name.map(|name| match name {
        crate::weights::starter::NAME => "Startmodell",
        name => name,
    });
    match (name, folder) {
        (Some(name), Some(folder)) => format!("{name} ({})", folder.display()),
        (Some(name), None) => name.to_owned(),
        (None, _) => "keines".into(),
    }
}

/// The folder of the models, the free bytes of its disk, and the bytes that models take.
pub(crate) fn disk(folder: &Path, free: Option<u64>, taken: u64) -> String {
    let free = match free {
        Some(free) => format!("{} frei", file_size(free)),
        None => "freier Platz unbekannt".into(),
    };
    let taken = match taken {
        0 => "noch keine Modelle".into(),
        taken => format!("{} Modelle", file_size(taken)),
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
        0 => "noch nie eine Verbindung".into(),
        1 => format!("bisher 1 Verbindung, {} empfangen", file_size(bytes)),
        some => format!("bisher {some} Verbindungen, {} empfangen", file_size(bytes)),
    };
    match offline {
        true => format!("{ever}; HF_HUB_OFFLINE verbietet Downloads"),
        false => format!("{ever}; Modelle kämen von {server}"),
    }
}

/// One connection: when, to which host, for what, and how it ended.
pub(crate) fn connection(entry: &Entry) -> String {
    let what = match &entry.why {
        Purpose::Description { repository } => format!("die Liste der Dateien von {repository}"),
        Purpose::File {
            repository: Some(repository),
            file,
        } => format!("{file} von {repository}"),
        Purpose::File {
            repository: None,
            file,
        } => file.clone(),
    };
    let end = match entry.end {
        End::Open => "nicht geschlossen".into(),
        End::Complete => format!("{} empfangen", file_size(entry.bytes)),
        End::Broken => format!("nach {} abgebrochen", file_size(entry.bytes)),
        End::NoAnswer => "keine Antwort".into(),
        End::Stopped => format!("nach {} beendet", file_size(entry.bytes)),
    };
    format!("{} {}: {what}, {end}", moment(entry.time), entry.host)
}

/// A line about something that is in order.
pub(crate) fn in_order(what: &str, found: &str) -> String {
    format!("ok     {:<13} {found}", label(what))
}

/// A line about something that is wrong, and what to do.
pub(crate) fn wrong(what: &str, message: &str, hint: Option<&str>) -> String {
    format!(
        "FEHLER {:<13} {message} {}",
        label(what),
        hint.unwrap_or_default()
    )
}

/// A further line about the same thing.
pub(crate) fn detail(line: &str) -> String {
    format!("{:21}{line}", "")
}

/// What was looked at, by its name in the output for scripts.
fn label(what: &str) -> &str {
    match what {
        "version" => "Version",
        "machine" => "Computer",
        "processor" => "Prozessor",
        "reading" => "Lesen",
        "starter" => "Startmodell",
        "variables" => "Variablen",
        "library" => "Bibliothek",
        "settings" => "Einstellungen",
        "model" => "Modell",
        "reader" => "Lesemodell",
        "finder" => "Suchmodell",
        "disk" => "Datenträger",
        "cards" => "Grafikkarten",
        "precision" => "Genauigkeit",
        "network" => "Netz",
        what => what,
    }
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
        assert_eq!(
            said(Automatic, DeviceChoice::GraphicsCard, true, None, Bf16),
            "bf16, weil Modelle nach den Einstellungen auf der Grafikkarte laufen"
        );
        let why = || Some(Fallback::OutOfMemory);
        let fell_back = said(Automatic, DeviceChoice::GraphicsCard, false, why(), Int8);
        assert!(fell_back.ends_with(
            "weil Modelle auf dem Prozessor laufen: Der Arbeitsspeicher der Grafikkarte hat nicht gereicht"
        ));
        assert_eq!(
            said(F32, DeviceChoice::Automatic, false, why(), Int8),
            "f32, wie in den Einstellungen; Modelle laufen auf dem Prozessor: Der Arbeitsspeicher der Grafikkarte hat nicht gereicht"
        );
        assert_eq!(
            said(F32, DeviceChoice::Processor, false, None, Int8),
            "f32, wie in den Einstellungen; Modelle laufen nach den Einstellungen auf dem Prozessor"
        );
    }
}
