//! `pagewing models path`: the folder that Pagewing loads, for scripts.

use serde_json::json;

use super::ready;
use crate::cli::kept::Kept;
use crate::cli::output::{self, Reported};
use crate::fault::Outcome;

#[derive(clap::Args)]
pub(in crate::cli) struct PathOf {
    /// Id of a model
    #[arg(value_name = "ID")]
    model: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &PathOf) -> Outcome {
    let name = &arguments.model;
    let folder = Kept::open().and_then(|kept| kept.folder(&kept.known(name)?));
    match folder {
        Ok(folder) if arguments.json => {
            output::print_json(&json!({ "model": name, "folder": folder, "error": null }))
        }
        Ok(folder) => output::print(&format!("{}\n", folder.display())),
        Err(fault) => {
            if arguments.json {
                let error = Reported::from(&fault);
                output::print_json(&json!({ "model": name, "folder": null, "error": error }));
            }
            ready::complain(name, &fault);
            Outcome::of(fault.code())
        }
    }
}
