//! What `pagewing models list` says about each model: its state, its size, what it is for and what it takes.

use super::numbers::file_size;
use super::precision::precision;
use crate::text::amounts::duration;
use crate::text::task::commands;
use crate::weights::store::{Damage, ModelState};
use crate::weights::{CachedModel, Fall, FastCopy, MemoryNeed, ModelCard, ModelOrigin};

/// The lines about a model: the first names it and its state, the others say what it is.
pub(crate) fn model(card: &ModelCard) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", card.id.0, standing(card))];
    lines.extend(card.purpose.clone());
    if !card.tasks.is_empty() {
        lines.push(format!("for {}", commands(&card.tasks, "and")));
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
            "weights that the model does not use: {}",
            card.unused.join(", ")
        ));
    }
    lines
}

/// `ready, in use, 612.0 MB`
fn standing(card: &ModelCard) -> String {
    let mut words = vec![state(&card.state)];
    if card.in_use {
        words.push("in use".into());
    }
    if let (ModelState::Absent, Some(bytes)) = (&card.state, card.download_bytes) {
        words.push(format!("{} to download", file_size(bytes)));
        let ready = card.ready_bytes.map(file_size);
        words.extend(ready.map(|ready| format!("then about {ready} on the disk")));
    }
    if card.disk_bytes > 0 && !matches!(card.state, ModelState::Partial { .. }) {
        words.push(format!("{} on the disk", file_size(card.disk_bytes)));
    }
    if let FastCopy::Made { .. } = card.fast_copy {
        words.push("with a fast copy".into());
    }
    words.join(", ")
}

/// The state of a model.
pub(crate) fn state(state: &ModelState) -> String {
    match state {
        ModelState::Absent => "not downloaded".into(),
        ModelState::Partial {
            bytes,
            total: Some(total),
        } => format!("{} downloaded", some_of(*bytes, *total)),
        ModelState::Partial { bytes, total: None } => format!("{} downloaded", file_size(*bytes)),
        ModelState::Verifying => "downloaded, not verified yet".into(),
        ModelState::Converting => "verified, its fast copy is not complete yet".into(),
        ModelState::Ready => "ready".into(),
        ModelState::Damaged { damage } => format!("damaged: {}", self::damage(damage)),
    }
}

/// What is wrong with a model's files.
pub(crate) fn damage(damage: &Damage) -> String {
    match damage {
        Damage::FileMissing { file } => format!("{file} is missing"),
        Damage::OtherSize {
            file,
            expected,
            found,
        } => format!("{file} has {found} bytes instead of {expected}"),
        Damage::OtherHash { file } => format!("{file} has another SHA-256 than it should"),
        Damage::NotUsable { detail } => format!("Pagewing can't open it: {detail}"),
        Damage::Unread { how } => unread(*how).to_owned(),
        Damage::Newer => "a newer Pagewing keeps it".to_owned(),
        Damage::FolderGone { folder } => format!("the folder {folder} is gone"),
    }
}

fn unread(how: Fall) -> &'static str {
    match how {
        Fall::Crashed => "reading its files crashed, in a separate process",
        Fall::TookTooLong => "reading its files took too long",
        Fall::TooMuchMemory => "reading its files would take too much memory",
        Fall::NotStarted => "its files were not read",
    }
}

fn memory(need: &MemoryNeed) -> String {
    let fits = if need.fits { "" } else { ", more than is free" };
    format!(
        "{} of memory in {}{fits}",
        file_size(need.bytes),
        precision(need.precision)
    )
}

fn speed(seconds: f32) -> String {
    format!(
        "a document of 10,000 words takes {} here",
        duration(seconds)
    )
}

fn original(copy: FastCopy) -> Option<String> {
    match copy {
        FastCopy::Possible { bytes } => Some(format!(
            "a fast copy would take {} on the disk",
            file_size(bytes)
        )),
        FastCopy::Made { original_bytes, .. } if original_bytes > 0 => Some(format!(
            "{} of the original kept",
            file_size(original_bytes)
        )),
        FastCopy::Made { .. } | FastCopy::Needless => None,
    }
}

fn origin(origin: &ModelOrigin) -> Option<String> {
    match origin {
        ModelOrigin::Catalogue | ModelOrigin::Named | ModelOrigin::Included => None,
        ModelOrigin::Copied { from } => Some(format!("copied from {from}")),
        ModelOrigin::Linked { folder } => Some(format!("used where it is: {folder}")),
    }
}

/// `1.20 of 2.31 GB`, in the unit of the whole.
pub(crate) fn some_of(bytes: u64, total: u64) -> String {
    match total {
        0..1_000_000_000 => format!("{:.1} of {:.1} MB", bytes as f64 / 1e6, total as f64 / 1e6),
        _ => format!("{:.2} of {:.2} GB", bytes as f64 / 1e9, total as f64 / 1e9),
    }
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
    "found in the cache of other programs, for pagewing models import --cached NAME:";

/// There are no such models.
pub(crate) const NONE_CACHED: &str =
    "There are no models that Pagewing runs in the cache of other programs.";

/// Where models lie.
pub(crate) fn place(folder: &str) -> String {
    format!("models lie in {folder}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_a_download_has_the_unit_of_the_whole() {
        assert_eq!(some_of(5_000_000, 2_310_000_000), "0.01 of 2.31 GB");
        assert_eq!(some_of(500_000, 1_600_000), "0.5 of 1.6 MB");
    }

    #[test]
    fn damage_names_the_file() {
        let damage = Damage::OtherHash {
            file: "spiece.model".into(),
        };
        let said = state(&ModelState::Damaged { damage });
        assert!(said.starts_with("damaged: spiece.model"), "{said}");
    }
}
