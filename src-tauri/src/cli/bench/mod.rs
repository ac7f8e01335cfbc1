//! `pagewing bench`: how fast a model is on this machine, and how long an answer takes.

mod arguments;
mod ask;
mod book;
mod model;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

pub(super) use arguments::Arguments;

use crate::fault::Outcome;

pub(super) fn run(arguments: &Arguments, stop: &Arc<AtomicBool>) -> Outcome {
    match &arguments.model {
        Some(model) => model::run(arguments, model, stop),
        None => ask::run(arguments, stop),
    }
}
