//! Greedy search: takes the most probable token in every step.

use super::config::GenerationConfig;
use super::decoder::NextTokens;
use super::hypothesis::{Hypothesis, interrupted};
use super::outcome::{Finish, Generated, GenerationEvent};
use super::processors::Processors;
use super::scores::{best, log_softmax};
use super::stream::Told;
use crate::Result;
use crate::stop::Stop;

pub(super) fn search(
    decoder: &mut dyn NextTokens,
    source: &[u32],
    config: &GenerationConfig,
    stop: &Stop,
    events: &mut dyn FnMut(GenerationEvent),
) -> Result<Generated> {
    let processors = Processors::new(config, source);
    let limit = config.length_limit();
    let mut text = Hypothesis::start(config, 0.0);
    let mut told = Told::new();
    let mut finish = Finish::Complete;
    let mut watched = false;
    while text.tokens.len() < limit {
        let last = text.tokens[text.tokens.len() - 1];
        let step = match stop
            .check()
            .map_err(Into::into)
            .and_then(|()| decoder.next(&[last], &[0]))
        {
            Ok(step) => step,
            Err(error) => {
                finish = Finish::Interrupted(interrupted(error)?);
                break;
            }
        };
        let mut scores = step.logits;
        processors.apply(&text.tokens, &mut scores);
        let token = best(&scores);
        log_softmax(&mut scores);
        text.score += scores[token];
        text.tokens.push(token as u32);
        if let Some(mut attention) = step.attention {
            watched = true;
            text.attention.push(attention.swap_remove(0));
        }
        told.common(std::iter::once(text.tokens.as_slice()), events);
        events(GenerationEvent::Step {
            step: text.tokens.len() - 1,
            limit: limit - 1,
        });
        if config.eos_token_id.contains(&(token as u32)) {
            break;
        }
    }
    Ok(Generated {
        sequences: vec![text.into_sequence(watched)?],
        finish,
    })
}
