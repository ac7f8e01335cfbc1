//! Converts a model folder to int8.

use std::collections::BTreeMap;
use std::path::Path;

use super::compare::{compare, table_error};
use super::layout::Layout;
use super::request::{ConvertEvent, ConvertOptions, Converted, Recipe};
use super::write::{copy_rest, failed, write};
use crate::checkpoint::{Checkpoint, Weights};
use crate::models::bigbird_pegasus::is_tied_copy;
use crate::stop::Stop;
use crate::{Error, Result};

/// The file name of the converted weights.
const FILE: &str = "model.safetensors";

/// The file name of unfinished weights.
const UNFINISHED: &str = "model.safetensors.part";

/// Converts the model of a checkpoint, which writes summaries, reads answers or embeds sentences, into the
/// folder `to`, and creates the folder if it does not exist. Copies the files beside the weights.
///
/// # Errors
/// If the checkpoint holds another kind of model or is converted already, if a file cannot be read or written,
/// or if `stop` interrupts. What is written by then stays, and the next call continues it.
pub fn convert(
    checkpoint: &Checkpoint,
    to: &Path,
    options: &ConvertOptions,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<Converted> {
    let recipe = Recipe {
        tables: &[],
        compare: &|weights, told| compare(weights, options, stop, told),
    };
    convert_by(checkpoint, to, options, &recipe, stop, events)
}

/// The same with a recipe of the caller's, for models that consist of models of this crate.
///
/// # Errors
/// The same as for [`convert`].
pub fn convert_by(
    checkpoint: &Checkpoint,
    to: &Path,
    options: &ConvertOptions,
    recipe: &Recipe,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<Converted> {
    if checkpoint.conversion().is_some() {
        return Err(Error::Input("the model is converted already".to_owned()));
    }
    let from = checkpoint.folder();
    if to.canonicalize().ok() == from.canonicalize().ok() {
        return Err(Error::Input(
            "a model cannot be converted in its own folder; choose another".to_owned(),
        ));
    }
    std::fs::create_dir_all(to).map_err(|e| failed(to, e))?;
    let unfinished = to.join(UNFINISHED);
    let begun = Layout::read(&unfinished, checkpoint.format().key)
        .filter(|layout| layout.conversion.source == options.source)
        .and_then(|layout| layout.completed(checkpoint, &is_tied_copy));
    let (errors, layout) = match begun {
        Some(layout) => (BTreeMap::new(), layout),
        None => {
            let errors = errors(checkpoint, recipe, stop, events)?;
            let (source, bound) = (options.source, options.bound);
            let tables = recipe.tables;
            let layout = Layout::new(checkpoint, source, &errors, bound, tables, &is_tied_copy);
            (errors, layout)
        }
    };
    let continued_from = write(checkpoint, &layout, &unfinished, stop, events)?;
    copy_rest(from, to)?;
    let finished = to.join(FILE);
    std::fs::rename(&unfinished, &finished).map_err(|e| failed(&finished, e))?;
    Ok(Converted {
        errors,
        bytes: layout.bytes(),
        conversion: layout.conversion,
        continued_from,
    })
}

/// Relative errors of all matrices on the text, and of all packed tables.
fn errors(
    checkpoint: &Checkpoint,
    recipe: &Recipe,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<BTreeMap<String, f64>> {
    let weights = Weights::comparing(checkpoint);
    (recipe.compare)(&weights, &mut |done, of| {
        events(ConvertEvent::Comparing { done, of });
    })?;
    stop.check()?;
    let mut errors = weights.errors();
    for (name, packing) in recipe.tables {
        errors.insert((*name).to_owned(), table_error(checkpoint, name, *packing)?);
    }
    Ok(errors)
}
