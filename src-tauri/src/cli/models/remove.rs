//! `pagewing models remove`: a model leaves the disk.

use serde::Serialize;

use super::ready;
use crate::cli::kept::Kept;
use crate::cli::output::{self, Reported};
use crate::fault::{Fault, Outcome};
use crate::text::models;
use crate::weights::store::Origin;

#[derive(clap::Args)]
pub(in crate::cli) struct Remove {
    /// Id of a model
    #[arg(value_name = "ID")]
    model: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Removed {
    model: String,
    /// Bytes that are free again.
    freed: u64,
    /// The folder that was used where it is, which stays.
    kept_folder: Option<String>,
    error: Option<Reported>,
}

pub(super) fn run(arguments: &Remove) -> Outcome {
    let removed = Kept::open().and_then(|mut kept| remove(&arguments.model, &mut kept));
    match removed {
        Ok(removed) if arguments.json => output::print_json(&removed),
        Ok(removed) => {
            let folder = removed.kept_folder.as_deref();
            let said = models::removed(&removed.model, removed.freed, folder);
            output::print(&format!("{said}\n"))
        }
        Err(fault) => {
            if arguments.json {
                output::print_json(&Removed {
                    model: arguments.model.clone(),
                    freed: 0,
                    kept_folder: None,
                    error: Some(Reported::from(&fault)),
                });
            }
            ready::complain(&arguments.model, &fault);
            Outcome::of(fault.code())
        }
    }
}

fn remove(name: &str, kept: &mut Kept) -> Result<Removed, Fault> {
    let id = kept.known(name)?;
    let model = kept.store.get(&id)?.ok_or_else(|| Fault::ModelUnknown {
        model: name.to_owned(),
    })?;
    let roles = kept.roles_of(&id);
    kept.store.remove(&id)?;
    for role in roles {
        kept.choose(role, None)?;
    }
    let kept_folder = match &model.origin {
        Origin::Linked { folder } => Some(folder.clone()),
        _ => None,
    };
    Ok(Removed {
        model: id.0,
        freed: model.disk_bytes,
        kept_folder,
        error: None,
    })
}
