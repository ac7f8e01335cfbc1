//! `pagewing genome classify`: probabilities of classes along sequences.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bigbird_pegasus::ProblemType;
use clap::ValueEnum;

use super::common::Common;
use super::run::{self, Opened};
use super::written;
use crate::cli::refusal::Refusal;
use crate::export;
use crate::fault::Outcome;
use crate::genome::{self, Named, Results, Window, Windowed};
use crate::weights::FamilyTask;

#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    /// Format of the track: BED names classes, bedGraph and JSON have their probabilities
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
    /// Only this class
    #[arg(long, value_name = "CLASS")]
    label: Option<String>,
    /// The file to write; standard output by default
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Shape {
    #[default]
    Bed,
    Bedgraph,
    Json,
}

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    let json = arguments.format == Shape::Json;
    classified(arguments, stop).unwrap_or_else(|refusal| written::refused(refusal, json))
}

fn classified(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Result<Outcome, Refusal> {
    let common = &arguments.common;
    if let Some(output) = &arguments.output {
        export::spare(&common.file, output)?;
    }
    let opened = Opened::open(common, FamilyTask::ClassifyBases, stop)?;
    let folder = &opened.folder;
    let one = arguments.label.as_deref();
    let one = one.map(|label| run::class(folder, label)).transpose()?;
    let ask = |opened: &Opened<'_>, window: &Window| {
        genome::classes(&opened.family, opened.work(), window)
    };
    let journal = opened.journal(genome::CLASSES, common.quiet, &ask)?;
    let (labels, problem) = match &folder.labels {
        Some(labels) => (labels.names(), labels.problem_type()),
        None => (&[][..], ProblemType::Regression),
    };
    let results = Results {
        model: &folder.name,
        index: &opened.index,
        labels,
        track: &Windowed {
            journal: &journal,
            merge: genome::merge_of(folder),
        },
    };
    let named = match (one, problem) {
        (Some(class), _) => Named::One(class),
        (None, ProblemType::SingleLabelClassification) => Named::Best,
        (None, _) => Named::Likely,
    };
    let written = written::write(
        &opened,
        arguments.output.as_deref(),
        |out| match arguments.format {
            Shape::Bed => genome::bed(out, &results, named),
            Shape::Bedgraph => genome::bedgraph(out, &results, one),
            Shape::Json => genome::json(out, &results, false),
        },
    )?;
    Ok(written.done_with(journal))
}
