//! What `pagewing models list` says about each model: its state, its size, what it is for and what it takes.

use super::numbers::{decimal, file_size, grouped_wide};
use super::precision::precision;
use crate::text::amounts::duration;
use crate::text::task::commands;
use crate::weights::store::{Damage, ModelState};
use crate::weights::{CachedModel, Fall, FastCopy, MemoryNeed, ModelCard, ModelOrigin};

/// The lines about a model: the first names it and its state, the others say what it is.
pub(crate) fn model(card: &ModelCard) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", card.id.0, standing(card))];
    let purpose = purpose(&card.id.0).map(str::to_owned);
    lines.extend(purpose.or_else(|| card.purpose.clone()));
    if !card.tasks.is_empty() {
        lines.push(format!("für {}", commands(&card.tasks, "und")));
    }
    let mut facts: Vec<String> = Vec::new();
    if !card.languages.is_empty() {
        facts.push(card.languages.join(", "));
    }
    facts.extend(card.licence.clone());
    facts.extend(card.memory.first().map(memory));
    facts.extend(card.seconds.map(speed));
    if card.state != ModelState::Absent {
        facts.extend(original(card.fast_copy));
    }
    if !facts.is_empty() {
        lines.push(facts.join("; "));
    }
    lines.extend(origin(&card.origin));
    if !card.unused.is_empty() {
        lines.push(format!(
            "Gewichte, die das Modell nicht verwendet: {}",
            card.unused.join(", ")
        ));
    }
    lines
}

/// What a model of the catalogue is for, by its name. The catalogue itself says it in English.
fn purpose(id: &str) -> Option<&'static str> {
    Some(match id {
        "google/bigbird-pegasus-large-arxiv" => {
            "Schreibt zu einer Forschungsarbeit die Kurzfassung: Physik, Mathematik, Informatik und benachbarte Fächer."
        }
        "google/bigbird-pegasus-large-pubmed" => {
            "Schreibt zu einem Artikel aus Medizin oder Biologie die Kurzfassung."
        }
        "google/bigbird-pegasus-large-bigpatent" => {
            "Schreibt nach der Beschreibung eines Patents, worum es darin geht."
        }
        "google/bigbird-base-trivia-itc" => {
            "Findet in langen Texten die Worte, die eine Frage beantworten. Gelernt hat es an Quizfragen."
        }
        "vasudevgupta/bigbird-roberta-natural-questions" => {
            "Findet in langen Texten die Worte, die eine Frage beantworten. Gelernt hat es an Fragen, die einer Suchmaschine gestellt wurden."
        }
        "sentence-transformers/all-MiniLM-L6-v2" => {
            "Findet Textstellen nach ihrer Bedeutung. Es ist schnell und eignet sich für große Bibliotheken."
        }
        "BAAI/bge-small-en-v1.5" => {
            "Findet Textstellen nach ihrer Bedeutung. Es braucht etwa doppelt so lange wie das schnelle und findet mehr."
        }
        _ => return None,
    })
}

/// `bereit, in Gebrauch, 612,0 MB`
fn standing(card: &ModelCard) -> String {
    let mut words = vec![state(&card.state)];
    if card.in_use {
        words.push("in Gebrauch".into());
    }
    if let (ModelState::Absent, Some(bytes)) = (&card.state, card.download_bytes) {
        words.push(format!("{} Download", file_size(bytes)));
        let ready = card.ready_bytes.map(file_size);
        words.extend(ready.map(|ready| format!("danach etwa {ready} auf dem Datenträger")));
    }
    if card.disk_bytes > 0 && !matches!(card.state, ModelState::Partial { .. }) {
        words.push(format!(
            "{} auf dem Datenträger",
            file_size(card.disk_bytes)
        ));
    }
    if let FastCopy::Made { .. } = card.fast_copy {
        words.push("mit schneller Kopie".into());
    }
    words.join(", ")
}

/// The state of a model.
pub(crate) fn state(state: &ModelState) -> String {
    match state {
        ModelState::Absent => "nicht heruntergeladen".into(),
        ModelState::Partial {
            bytes,
            total: Some(total),
        } => format!("{} heruntergeladen", some_of(*bytes, *total)),
        ModelState::Partial { bytes, total: None } => {
            format!("{} heruntergeladen", file_size(*bytes))
        }
        ModelState::Verifying => "heruntergeladen, noch nicht geprüft".into(),
        ModelState::Converting => "geprüft, die schnelle Kopie ist noch nicht vollständig".into(),
        ModelState::Ready => "bereit".into(),
        ModelState::Damaged { damage } => format!("beschädigt: {}", self::damage(damage)),
    }
}

/// What is wrong with a model's files.
pub(crate) fn damage(damage: &Damage) -> String {
    match damage {
        Damage::FileMissing { file } => format!("{file} fehlt"),
        Damage::OtherSize {
            file,
            expected,
            found,
        } => format!(
            "{file} hat {} Bytes statt {}",
            grouped_wide(*found),
            grouped_wide(*expected)
        ),
        Damage::OtherHash { file } => format!("{file} hat einen anderen SHA-256 als den richtigen"),
        Damage::NotUsable { detail } => format!("Pagewing kann es nicht öffnen: {detail}"),
        Damage::Unread { how } => unread(*how).to_owned(),
        Damage::Newer => "ein neueres Pagewing verwaltet es".to_owned(),
        Damage::FolderGone { folder } => format!("der Ordner {folder} ist nicht mehr da"),
    }
}

fn unread(how: Fall) -> &'static str {
    match how {
        Fall::Crashed => "das Lesen seiner Dateien ist abgestürzt, in einem eigenen Prozess",
        Fall::TookTooLong => "seine Dateien zu lesen hat zu lange gedauert",
        Fall::TooMuchMemory => "seine Dateien zu lesen würde zu viel Arbeitsspeicher brauchen",
        Fall::NotStarted => "seine Dateien wurden nicht gelesen",
    }
}

fn memory(need: &MemoryNeed) -> String {
    let fits = if need.fits { "" } else { ", mehr als frei ist" };
    format!(
        "{} Arbeitsspeicher in {}{fits}",
        file_size(need.bytes),
        precision(need.precision)
    )
}

fn speed(seconds: f32) -> String {
    format!(
        "ein Dokument mit 10.000 Wörtern dauert hier {}",
        duration(seconds)
    )
}

fn original(copy: FastCopy) -> Option<String> {
    match copy {
        FastCopy::Possible { bytes } => Some(format!(
            "eine schnelle Kopie würde {} auf dem Datenträger belegen",
            file_size(bytes)
        )),
        FastCopy::Made { original_bytes, .. } if original_bytes > 0 => {
            Some(format!("Original behalten, {}", file_size(original_bytes)))
        }
        FastCopy::Made { .. } | FastCopy::Needless => None,
    }
}

fn origin(origin: &ModelOrigin) -> Option<String> {
    match origin {
        ModelOrigin::Catalogue | ModelOrigin::Named | ModelOrigin::Included => None,
        ModelOrigin::Copied { from } => Some(format!("kopiert aus {from}")),
        ModelOrigin::Linked { folder } => Some(format!("wird verwendet, wo es liegt: {folder}")),
    }
}

/// `1,20 von 2,31 GB`, in the unit of the whole.
pub(crate) fn some_of(bytes: u64, total: u64) -> String {
    let (per, decimals, unit) = match total {
        0..1_000_000_000 => (1e6, 1, "MB"),
        _ => (1e9, 2, "GB"),
    };
    format!(
        "{} von {} {unit}",
        decimal(bytes as f64 / per, decimals),
        decimal(total as f64 / per, decimals)
    )
}

/// A model in the cache of other programs.
pub(crate) fn cached(model: &CachedModel) -> String {
    format!(
        "{}: {} in {}",
        model.name,
        file_size(model.bytes),
        model.folder
    )
}

/// The line above models in the cache of other programs.
pub(crate) const CACHED: &str =
    "im Zwischenspeicher anderer Programme gefunden, für pagewing models import --cached NAME:";

/// There are no such models.
pub(crate) const NONE_CACHED: &str =
    "Im Zwischenspeicher anderer Programme liegt kein Modell, das in Pagewing läuft.";

/// Where models lie.
pub(crate) fn place(folder: &str) -> String {
    format!("Modelle liegen in {folder}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::catalogue;

    #[test]
    fn each_model_of_the_catalogue_has_its_purpose() {
        for entry in catalogue::entries() {
            assert!(purpose(&entry.id.0).is_some(), "{}", entry.id.0);
        }
    }

    #[test]
    fn a_share_of_a_download_has_the_unit_of_the_whole() {
        assert_eq!(some_of(5_000_000, 2_310_000_000), "0,01 von 2,31 GB");
        assert_eq!(some_of(500_000, 1_600_000), "0,5 von 1,6 MB");
    }
}
