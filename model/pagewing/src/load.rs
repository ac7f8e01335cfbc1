//! Loads a reader or a sentence encoder, from a folder of its own or from the starter model, and checks folders
//! before they are loaded.

use bigbird_pegasus::checkpoint::Weights;
use bigbird_pegasus::models;
use bigbird_pegasus::models::bigbird::is_buffer;
use bigbird_pegasus::{
    BigBirdForQuestionAnswering, Checkpoint, LoadOptions, Result, SentenceEncoder,
};
use candle_core::Device;

use crate::starter::{Parts, is_beside_reader, is_starter};

/// Loads the model that finds answers.
///
/// # Errors
/// If the folder holds another kind of model, or its tensors do not fit its configuration.
pub fn load_reader(
    checkpoint: &Checkpoint,
    device: &Device,
    options: LoadOptions,
) -> Result<BigBirdForQuestionAnswering> {
    if !is_starter(checkpoint.architecture()) {
        return BigBirdForQuestionAnswering::load(checkpoint, device, options);
    }
    let weights = Weights::new(checkpoint, options.precision, device);
    let reader = Parts::of(checkpoint)?.load_reader(options, &weights)?;
    weights.finish(|name| is_buffer(name) || is_beside_reader(name))?;
    Ok(reader)
}

/// Loads the model that makes sentence embeddings.
///
/// # Errors
/// The same as for [`load_reader`].
pub fn load_sentence_encoder(
    checkpoint: &Checkpoint,
    device: &Device,
    options: LoadOptions,
) -> Result<SentenceEncoder> {
    if !is_starter(checkpoint.architecture()) {
        return SentenceEncoder::load(checkpoint, device, options);
    }
    let weights = Weights::new(checkpoint, options.precision, device);
    let parts = Parts::of(checkpoint)?;
    let encoder = parts.load_embedder(options, &weights)?;
    weights.finish(|name| {
        is_buffer(name) || name.contains("pooler.") || parts.is_beside_embedder(name)
    })?;
    Ok(encoder)
}

/// Checks that a model has all its tensors, like [`models::survey`], for the starter model as well. Returns the names
/// of the tensors that it would not use.
///
/// # Errors
/// The same as for [`models::survey`].
pub fn survey(checkpoint: &Checkpoint) -> Result<Vec<String>> {
    if !is_starter(checkpoint.architecture()) {
        return models::survey(checkpoint);
    }
    let weights = Weights::surveying(checkpoint);
    let (parts, options) = (Parts::of(checkpoint)?, LoadOptions::default());
    parts.load_reader(options, &weights)?;
    parts.load_embedder(options, &weights)?;
    weights.finish(|name| {
        is_buffer(name) || (is_beside_reader(name) && parts.is_beside_embedder(name))
    })?;
    Ok(weights.unused())
}
