//! What a person can send to whoever looks for a fault: the findings of `pagewing doctor`, from what the window has open. The
//! text names no document, quotes none, and does not name the person; the page shows it before it is copied.

use std::path::Path;

use crate::diagnosis::{self, Found};
use crate::fault::Fault;
use crate::jobs::Jobs;
use crate::paths::{Paths, without_home};
use crate::settings::Settings;
use crate::text::{self, doctor};
use crate::weights::{ModelCard, ModelShelf, starter};

/// The findings, a line each and those that belong to it.
pub(super) fn text(jobs: &Jobs, paths: &Paths) -> Result<String, Fault> {
    let settings = jobs.settings();
    let shelf = jobs.models()?;
    let documents = jobs.library().cards()?.len();
    let connections = jobs.network()?;
    let of_settings = diagnosis::settings(&paths.settings(), jobs.startup_remarks(), &settings);
    let mut findings = diagnosis::program();
    findings.push(("settings", Ok(of_settings)));
    let library = doctor::library(&paths.database(), Some(documents));
    findings.push(("library", Ok(Found::said(library))));
    for (what, found) in models(&settings, &shelf) {
        findings.push((what, Ok(found)));
    }
    let (number, bytes) = (connections.connections, connections.bytes);
    let network = doctor::network(&shelf.server, shelf.offline, number, bytes);
    findings.push(("network", Ok(Found::said(network))));
    let lines = findings.iter().map(|(what, found)| said(what, found));
    Ok(without_home(&lines.collect::<String>()))
}

/// The models in use, and those on the disk.
fn models(settings: &Settings, shelf: &ModelShelf) -> Vec<(&'static str, Found)> {
    let starter = starter::folder().map(|_| starter::NAME);
    let other = |folder: Option<&str>| Found::said(in_use(folder, &shelf.models, starter));
    let writer = match settings.model.as_deref() {
        None => Found::said(doctor::no_writer()),
        folder => other(folder),
    };
    vec![
        ("model", writer),
        ("reader", other(settings.reader.as_deref())),
        ("finder", other(settings.finder.as_deref())),
        ("cards", diagnosis::cards(&shelf.devices)),
        ("precision", diagnosis::precision(settings, shelf)),
        ("disk", diagnosis::disk(shelf)),
    ]
}

/// The model in a chosen folder, or else the starter model if it is installed.
fn in_use(folder: Option<&str>, cards: &[ModelCard], starter: Option<&str>) -> String {
    let Some(folder) = folder else {
        return doctor::other_model(starter, None);
    };
    let card = cards
        .iter()
        .find(|card| card.folder.as_deref() == Some(folder));
    let name = card.map_or(folder, |card| card.name.as_str());
    doctor::other_model(Some(name), Some(Path::new(folder)))
}

fn said(what: &str, found: &Result<Found, Fault>) -> String {
    match found {
        Ok(found) => diagnosis::lines(&doctor::in_order(what, &found.said), &found.details),
        Err(fault) => {
            let hint = text::hint(fault);
            let line = doctor::wrong(what, &text::message(fault), hint.as_deref());
            diagnosis::lines(&line, &[])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_no_model_is_chosen_the_starter_model_is_named_if_it_is_there() {
        let with = in_use(None, &[], Some(starter::NAME));
        assert_eq!(with, doctor::other_model(Some(starter::NAME), None));
        let without = in_use(None, &[], None);
        assert_ne!(with, without);
        assert_eq!(without, doctor::other_model(None, None));
        let chosen = in_use(Some("/models/mine"), &[], Some(starter::NAME));
        assert!(chosen.contains("/models/mine"), "{chosen}");
    }
}
