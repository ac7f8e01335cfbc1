//! Generation: checks the settings and chooses the search.

use super::config::GenerationConfig;
use super::decoder::NextTokens;
use super::outcome::{Generated, GenerationEvent};
use super::{beam, greedy};
use crate::stop::Stop;
use crate::{Error, Result};

/// Generates from `decoder`; settings that look at the source receive it in `source`.
///
/// # Errors
/// If the decoder cannot follow a setting, or fails. An interruption is not an error: the call returns what it
/// has generated so far.
pub fn generate(
    decoder: &mut dyn NextTokens,
    source: &[u32],
    config: &GenerationConfig,
    stop: &Stop,
    events: &mut dyn FnMut(GenerationEvent),
) -> Result<Generated> {
    check(config, decoder.vocab_size())?;
    if config.num_beams == 1 {
        greedy::search(decoder, source, config, stop, events)
    } else {
        beam::search(decoder, source, config, stop, events)
    }
}

fn check(config: &GenerationConfig, vocab_size: usize) -> Result<()> {
    let wrong = |field, value: String, allowed: String| {
        Err(Error::Generation {
            field,
            value,
            allowed,
        })
    };
    let (beams, returned) = (config.num_beams, config.num_return_sequences);
    if beams == 0 || beams > 256 {
        return wrong("num_beams", beams.to_string(), "from 1 to 256".to_owned());
    }
    if returned == 0 || returned > beams {
        return wrong(
            "num_return_sequences",
            returned.to_string(),
            format!("from 1 to num_beams ({beams})"),
        );
    }
    if config.length_limit() < 2 {
        return wrong(
            "max_length",
            config.length_limit().to_string(),
            "at least 2".to_owned(),
        );
    }
    if config.repetition_penalty <= 0.0 || !config.repetition_penalty.is_finite() {
        return wrong(
            "repetition_penalty",
            config.repetition_penalty.to_string(),
            "above 0".to_owned(),
        );
    }
    let eos = config.eos_token_id.iter().map(|id| ("eos_token_id", *id));
    let forced = config
        .forced_eos_token_id
        .iter()
        .map(|id| ("forced_eos_token_id", *id));
    let bos = config
        .forced_bos_token_id
        .iter()
        .map(|id| ("forced_bos_token_id", *id));
    let start = [("decoder_start_token_id", config.decoder_start_token_id)];
    for (field, id) in eos.chain(forced).chain(bos).chain(start) {
        if id as usize >= vocab_size {
            return wrong(
                field,
                id.to_string(),
                format!("below the vocabulary's {vocab_size}"),
            );
        }
    }
    Ok(())
}
