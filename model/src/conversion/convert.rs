//! Converts a model folder to int8.

use std::collections::BTreeMap;
use std::path::Path;

use super::compare::{compare, table_error};
use super::layout::{Layout, planned};
use super::request::{ConvertEvent, ConvertOptions, Converted, Recipe};
use super::write::{FILE, UNFINISHED, copy_rest, failed, make_folder, write};
use crate::checkpoint::{Checkpoint, Conversion, Weights};
use crate::models::bigbird_pegasus::is_tied_copy;
use crate::stop::Stop;
use crate::{Error, Result};

/// Converts the model of a checkpoint, which writes summaries, reads answers, classifies, predicts words or embeds
/// sentences, into the folder `to`, and creates the folder if it does not exist. Copies the files beside the weights.
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

/// Finds out which matrices a conversion with these options would round to int8, and writes nothing. With
/// [`Checkpoint::with_plan`] the same model then loads with the numbers of the converted file.
///
/// # Errors
/// If the checkpoint holds another kind of model or is converted already, or if `stop` interrupts.
pub fn plan(
    checkpoint: &Checkpoint,
    options: &ConvertOptions,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<Conversion> {
    if checkpoint.conversion().is_some() {
        return Err(Error::Input("the model is converted already".to_owned()));
    }
    let recipe = Recipe {
        tables: &[],
        compare: &|weights, told| compare(weights, options, stop, told),
    };
    let errors = errors(checkpoint, &recipe, stop, events)?;
    Ok(planned(checkpoint, options, &errors, recipe.tables))
}

/// [`convert`] with a recipe of the caller's, for models that consist of models of this crate.
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
    make_folder(from, to)?;
    let (unfinished, finished) = (to.join(UNFINISHED), to.join(FILE));
    let begun = |file: &Path| {
        Layout::read(file, checkpoint.format().key)
            .filter(|layout| layout.conversion.source == options.source)
            .and_then(|layout| layout.completed(checkpoint, &is_copy))
    };
    let length = std::fs::metadata(&finished).map_or(0, |metadata| metadata.len());
    if let Some(layout) = begun(&finished).filter(|layout| layout.bytes() == length) {
        // it was interrupted after the last step, or is asked for twice
        copy_rest(from, to)?;
        return Ok(Converted {
            errors: BTreeMap::new(),
            bytes: length,
            conversion: layout.conversion,
            continued_from: length,
        });
    }
    let (errors, layout) = match begun(&unfinished) {
        Some(layout) => (BTreeMap::new(), layout),
        None => {
            let errors = errors(checkpoint, recipe, stop, events)?;
            let plan = planned(checkpoint, options, &errors, recipe.tables);
            (errors, Layout::of(checkpoint, plan, &is_copy))
        }
    };
    let continued_from = write(checkpoint, &layout, &unfinished, stop, events)?;
    copy_rest(from, to)?;
    std::fs::rename(&unfinished, &finished).map_err(|e| failed(&finished, e))?;
    Ok(Converted {
        errors,
        bytes: layout.bytes(),
        conversion: layout.conversion,
        continued_from,
    })
}

/// Whether a tensor may repeat the table of words. A head that has words of its own takes them, and then they are kept.
fn is_copy(name: &str) -> bool {
    is_tied_copy(name) || name == "cls.predictions.decoder.weight"
}

/// Relative errors of all matrices on the text, and of all packed tables.
fn errors(
    checkpoint: &Checkpoint,
    recipe: &Recipe,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<BTreeMap<String, f64>> {
    let weights = Weights::comparing(checkpoint, stop);
    (recipe.compare)(&weights, &mut |done, of| {
        events(ConvertEvent::Comparing { done, of });
    })?;
    stop.check()?;
    if let Some(name) = weights.not_finite() {
        return Err(Error::NotFinite { name });
    }
    let mut errors = weights.errors();
    for (name, packing) in recipe.tables {
        errors.insert((*name).to_owned(), table_error(checkpoint, name, *packing)?);
    }
    Ok(errors)
}
