//! `pagewing doctor`: checks what Pagewing needs on this machine, and says what it would choose and why.

mod finding;
mod kept;
mod models;
mod network;

use super::kept::Kept;
use super::output;
use crate::diagnosis::{self, Found};
use crate::fault::{Fault, Outcome};
use crate::jobs::{StartupRemark, settings_at};
use crate::paths::Paths;

use finding::Finding;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let findings = look();
    let printed = if arguments.json {
        output::print_json(&findings)
    } else {
        output::print(&findings.iter().map(Finding::text).collect::<String>())
    };
    if findings.iter().any(Finding::is_wrong) {
        return Outcome::Failed;
    }
    printed
}

fn look() -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut note = |what, result: Result<Found, Fault>| findings.push(Finding::of(what, result));
    for (what, result) in diagnosis::program() {
        note(what, result);
    }
    let paths = match Paths::of_user() {
        Err(error) => {
            note("library", Err(error.into()));
            return findings;
        }
        Ok(paths) => paths,
    };
    note("library", kept::library(&paths));
    let loaded = match settings_at(&paths) {
        Err(error) => {
            note("settings", Err(error.into()));
            return findings;
        }
        Ok(loaded) => loaded,
    };
    let remarks = StartupRemark::about(&loaded);
    let found = diagnosis::settings(&paths.settings(), &remarks, &loaded.settings);
    note("settings", Ok(found));
    let kept = Kept::with(paths, loaded.settings);
    note("model", models::writer(&kept.settings));
    note("reader", models::reader());
    note("finder", models::finder());
    match kept.shelf() {
        Err(fault) => note("disk", Err(fault)),
        Ok(shelf) => {
            note("cards", Ok(diagnosis::cards(&shelf.devices)));
            note(
                "precision",
                Ok(diagnosis::precision(&kept.settings, &shelf)),
            );
            note("disk", Ok(diagnosis::disk(&shelf)));
        }
    }
    note("network", network::network(&kept));
    findings
}
