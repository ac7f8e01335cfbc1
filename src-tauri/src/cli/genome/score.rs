//! `pagewing genome score`: how well a masked language model predicts sequences, and what a substitution changes.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::ValueEnum;

use super::common::Common;
use super::run::Opened;
use super::variants;
use super::written;
use crate::cli::refusal::Refusal;
use crate::export;
use crate::fault::Outcome;
use crate::genome::{self, Merge, Part, Results, Window, Windowed};
use crate::text;
use crate::weights::{FamilyTask, ModelError};

/// Every seventh token is masked at a time: such models are trained with about that share.
const APART: usize = 7;

#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    /// Score a substitution, with its position counted from 1, instead of the whole
    /// sequence; can be given several times
    #[arg(long = "variant", value_name = "RECORD:POSITION:REF>ALT")]
    variants: Vec<String>,
    /// Mask one token at a time, which takes as many readings of a window as it has
    /// tokens; otherwise one of seven tokens is masked at a time
    #[arg(long, conflicts_with = "variants")]
    exact: bool,
    /// Format: a line for each token, or for each variant; or JSON
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
    /// The file to write; standard output by default
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Shape {
    #[default]
    Bedgraph,
    Json,
}

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let json = arguments.format == Shape::Json;
    scored(arguments, stop).unwrap_or_else(|refusal| written::refused(refusal, json))
}

fn scored(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Result<Outcome, Refusal> {
    let common = &arguments.common;
    let to = arguments.output.as_deref();
    let json = arguments.format == Shape::Json;
    if let Some(output) = to {
        export::spare(&common.file, output)?;
    }
    let opened = Opened::open(common, FamilyTask::Predict, stop)?;
    if !arguments.variants.is_empty() {
        let found = variants::score(&opened, &arguments.variants, common.quiet)?;
        let written = written::write(&opened, to, |out| variants::write(out, &found, json))?;
        return Ok(written.outcome);
    }
    let exact = arguments.exact;
    let ask = |opened: &Opened<'_>, window: &Window| -> Result<Vec<Part>, ModelError> {
        let apart = if exact { window.ids.len() } else { APART };
        let rows = log_likelihoods(opened, &window.ids, apart)?;
        Ok(genome::tokens(window, rows))
    };
    let kind = if exact { "scores-exact" } else { "scores" };
    let journal = opened.journal(kind, common.quiet, &ask)?;
    let labels = [text::genome::log_likelihood().to_owned()];
    let results = Results {
        model: &opened.folder.name,
        index: &opened.index,
        labels: &labels,
        track: &Windowed {
            journal: &journal,
            merge: Merge::Middle,
        },
    };
    let written = written::write(&opened, to, |out| match json {
        true => genome::json(out, &results, true),
        false => genome::bedgraph(out, &results, None),
    })?;
    Ok(written.done_with(journal))
}

/// The logarithm of the probability of each token; each time, tokens are masked that lie `apart`.
fn log_likelihoods(
    opened: &Opened<'_>,
    ids: &[u32],
    apart: usize,
) -> Result<Vec<Vec<f32>>, ModelError> {
    let apart = apart.max(1);
    let mut rows = vec![Vec::new(); ids.len()];
    for first in 0..apart.min(ids.len()) {
        let hidden: Vec<usize> = (first..ids.len()).step_by(apart).collect();
        let found = opened.family.predictions(opened.work(), ids, &hidden)?;
        for (place, value) in hidden.into_iter().zip(found) {
            if let Some(row) = rows.get_mut(place) {
                row.push(value);
            }
        }
    }
    Ok(rows)
}
