//! Converting a model folder to int8, the starter model included.

use std::path::Path;

use bigbird_pegasus::checkpoint::{TablePacking, Weights};
use bigbird_pegasus::conversion::{
    self, ConvertEvent, ConvertOptions, Converted, Recipe, compare_reader, compare_sentence_encoder,
};
use bigbird_pegasus::{LoadOptions, Result, Stop};

use crate::format::open;
use crate::six_bits::SixBits;
use crate::starter::{Parts, WORDS, is_starter};

/// Converts the model of the folder `from` into the folder `to`, and creates `to` if it does not exist. Copies
/// the files beside the weights.
///
/// # Errors
/// The same as for [`conversion::convert`].
pub fn convert(
    from: &Path,
    to: &Path,
    options: &ConvertOptions,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<Converted> {
    let checkpoint = open(from)?;
    if !is_starter(checkpoint.architecture()) {
        return conversion::convert(&checkpoint, to, options, stop, events);
    }
    let compare = |weights: &Weights, told: &mut dyn FnMut(usize, usize)| {
        let (parts, load) = (Parts::of(&checkpoint)?, LoadOptions::default());
        compare_reader(&parts.load_reader(load, weights)?, options, stop)?;
        told(1, 2);
        compare_sentence_encoder(&parts.load_embedder(load, weights)?, options, stop)?;
        told(2, 2);
        Ok(())
    };
    let recipe = Recipe {
        tables: &WORDS.map(|words| (words, &SixBits as &dyn TablePacking)),
        compare: &compare,
    };
    conversion::convert_by(&checkpoint, to, options, &recipe, stop, events)
}
