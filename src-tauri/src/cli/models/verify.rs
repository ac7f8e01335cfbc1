//! `pagewing models verify`: are the files of a model what they should be?

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::ready::{self, Common};
use crate::cli::kept::Kept;
use crate::cli::output::{self, Reported};
use crate::cli::progress::Progress;
use crate::fault::{Fault, Outcome};
use crate::text::models;
use crate::weights::store::{ModelId, ModelState};

#[derive(clap::Args)]
pub(in crate::cli) struct Verify {
    /// Id of a model, or "all" for every model whose files are here
    #[arg(value_name = "ID|all")]
    model: String,
    #[command(flatten)]
    common: Common,
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line {
    model: String,
    /// Null if there is no such model.
    state: Option<ModelState>,
    error: Option<Reported>,
}

pub(super) fn run(arguments: &Verify, stop: &Arc<AtomicBool>) -> Outcome {
    let common = &arguments.common;
    let name = arguments.model.as_str();
    let models = Kept::open().and_then(|kept| Ok((wanted(name, &kept)?, kept)));
    let (ids, kept) = match models {
        Ok(found) => found,
        Err(fault) => return print(name, None, Some(&fault), common),
    };
    if ids.is_empty() && !common.json {
        return output::print(&format!("{}\n", models::nothing_to_verify()));
    }
    let mut outcome = Outcome::Done;
    for id in ids {
        let mut progress = Progress::new(id.0.clone(), common.quiet);
        let whole = 0.0..1.0;
        let done = kept.store.verify(&id, stop, &mut |moved| {
            progress.show(moved, &whole);
        });
        progress.finish();
        let fault = done.err().map(Fault::from);
        let state = kept.store.state(&id).ok();
        outcome = outcome.and(print(&id.0, state, fault.as_ref(), common));
        if outcome == Outcome::Interrupted {
            break;
        }
    }
    outcome
}

/// The models to verify. All are those whose files are here: one that is being downloaded is checked as it arrives.
fn wanted(name: &str, kept: &Kept) -> Result<Vec<ModelId>, Fault> {
    if name != "all" {
        return Ok(vec![kept.known(name)?]);
    }
    let models = kept.store.list()?.into_iter();
    let is_here =
        |state: &ModelState| !matches!(state, ModelState::Absent | ModelState::Partial { .. });
    Ok(models
        .filter(|kept| is_here(&kept.state))
        .map(|kept| kept.id)
        .collect())
}

fn print(name: &str, state: Option<ModelState>, fault: Option<&Fault>, common: &Common) -> Outcome {
    let mut outcome = Outcome::Done;
    if common.json {
        outcome = output::print_json(&Line {
            model: name.to_owned(),
            state,
            error: fault.map(Reported::from),
        });
    } else if fault.is_none() {
        outcome = output::print(&format!("{}\n", models::verified(name)));
    }
    if let Some(fault) = fault {
        ready::complain(name, fault);
        outcome = outcome.and(Outcome::of(fault.code()));
    }
    outcome
}
