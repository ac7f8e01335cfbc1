//! Beam search as transformers 5 does it (`_beam_search`): `2 * num_beams` candidates per step, of
//! which only the best `num_beams` may finish a hypothesis.

use std::sync::{Mutex, PoisonError};

use super::config::{EarlyStopping, GenerationConfig};
use super::decoder::{NextLogits, NextTokens};
use super::hypothesis::{Hypothesis, interrupted};
use super::outcome::{Finish, Generated, GenerationEvent};
use super::processors::Processors;
use super::scores::{Best, Candidate, log_softmax};
use super::stream::Told;
use crate::Result;
use crate::kernel::team;
use crate::stop::Stop;

/// The score of continuations that the search must never choose.
const NEVER: f32 = -1.0e9;

pub(super) fn search(
    decoder: &mut dyn NextTokens,
    source: &[u32],
    config: &GenerationConfig,
    stop: &Stop,
    events: &mut dyn FnMut(GenerationEvent),
) -> Result<Generated> {
    let mut beams = Beams::new(config, source, decoder.vocab_size());
    let mut told = Told::new();
    let mut finish = Finish::Complete;
    let mut parents: Vec<usize> = (0..config.num_beams).collect();
    loop {
        let last: Vec<u32> = beams
            .running
            .iter()
            .map(|beam| beam.tokens[beam.tokens.len() - 1])
            .collect();
        let step = match stop
            .check()
            .map_err(Into::into)
            .and_then(|()| decoder.next(&last, &parents))
        {
            Ok(step) => step,
            Err(error) => {
                finish = Finish::Interrupted(interrupted(error)?);
                break;
            }
        };
        let (next, go_on) = beams.advance(step);
        parents = next;
        let finished = beams
            .finished
            .iter()
            .map(|hypothesis| hypothesis.tokens.as_slice());
        if go_on {
            let running = beams.running.iter().map(|beam| beam.tokens.as_slice());
            told.common(running.chain(finished), events);
        }
        events(GenerationEvent::Step {
            step: beams.length() - 1,
            limit: beams.limit - 1,
        });
        if !go_on {
            break;
        }
    }
    let watched = beams.watched;
    let best = beams.into_best(config.num_return_sequences, finish == Finish::Complete);
    if let Some(first) = best.first() {
        told.common(std::iter::once(first.tokens.as_slice()), events);
    }
    Ok(Generated {
        sequences: best
            .into_iter()
            .map(|h| h.into_sequence(watched))
            .collect::<Result<_>>()?,
        finish,
    })
}

struct Beams<'a> {
    config: &'a GenerationConfig,
    processors: Processors<'a>,
    limit: usize,
    vocab_size: usize,
    running: Vec<Hypothesis>,
    /// The finished hypotheses, best first, at most `num_beams`.
    finished: Vec<Hypothesis>,
    improvement_possible: bool,
    watched: bool,
}

impl<'a> Beams<'a> {
    fn new(config: &'a GenerationConfig, source: &'a [u32], vocab_size: usize) -> Self {
        // all beams start alike, so at first only the first may continue
        let running = (0..config.num_beams)
            .map(|i| Hypothesis::start(config, if i == 0 { 0.0 } else { NEVER }))
            .collect();
        Self {
            config,
            processors: Processors::new(config, source),
            limit: config.length_limit(),
            vocab_size,
            running,
            finished: Vec::new(),
            improvement_possible: true,
            watched: false,
        }
    }

    /// Tokens of every running beam, with the start token.
    fn length(&self) -> usize {
        self.running.first().map_or(0, |beam| beam.tokens.len())
    }

    /// Takes one step; returns which beam each running beam continues, and whether the search goes on.
    fn advance(&mut self, step: NextLogits) -> (Vec<usize>, bool) {
        let length = self.length();
        let candidates = self.candidates(step.logits);
        let at_limit = length + 1 >= self.limit;
        let ends: Vec<bool> = candidates
            .iter()
            .map(|c| {
                at_limit
                    || self
                        .config
                        .eos_token_id
                        .contains(&((c.index % self.vocab_size) as u32))
            })
            .collect();
        let attention = step.attention;
        self.watched |= attention.is_some();
        let grow = |candidate: &Candidate, score: f32| {
            let parent = &self.running[candidate.index / self.vocab_size];
            let mut grown = parent.clone();
            grown
                .tokens
                .push((candidate.index % self.vocab_size) as u32);
            grown.score = score;
            if let Some(attention) = &attention {
                grown
                    .attention
                    .push(attention[candidate.index / self.vocab_size].clone());
            }
            grown
        };

        // the best candidates that go on
        let mut next = Best::new(self.config.num_beams);
        for (i, candidate) in candidates.iter().enumerate() {
            next.offer(i, candidate.score + if ends[i] { NEVER } else { 0.0 });
        }
        let next = next.into_vec();
        let parents = next
            .iter()
            .map(|n| candidates[n.index].index / self.vocab_size)
            .collect();
        let running = next
            .iter()
            .map(|n| grow(&candidates[n.index], n.score))
            .collect();

        // the candidates that end a hypothesis, unless the search has already settled
        let full = self.finished.len() == self.config.num_beams;
        let closed = (full && self.config.early_stopping == EarlyStopping::AllFinished)
            || !self.improvement_possible;
        if !closed {
            let penalty = self.length_penalty(length);
            let ended: Vec<Hypothesis> = candidates
                .iter()
                .zip(&ends)
                .take(self.config.num_beams)
                .filter(|(_, ends)| **ends)
                .map(|(candidate, _)| grow(candidate, candidate.score / penalty))
                .collect();
            for hypothesis in ended {
                let at = self
                    .finished
                    .partition_point(|kept| kept.score >= hypothesis.score);
                self.finished.insert(at, hypothesis);
            }
            self.finished.truncate(self.config.num_beams);
        }
        self.running = running;
        self.improvement_possible &= self.can_improve(length);
        let full = self.finished.len() == self.config.num_beams;
        let enough = full && self.config.early_stopping == EarlyStopping::AllFinished;
        (
            parents,
            self.improvement_possible && !enough && !ends.iter().all(|end| *end),
        )
    }

    /// The divisor for the score of a hypothesis with `generated` tokens.
    fn length_penalty(&self, generated: usize) -> f32 {
        (generated as f64).powf(self.config.length_penalty) as f32
    }

    /// Whether the best running beam, now of `generated` tokens, can still beat the worst finished one.
    fn can_improve(&self, generated: usize) -> bool {
        let never = self.config.early_stopping == EarlyStopping::Never;
        let length = if never && self.config.length_penalty > 0.0 {
            self.limit - 1
        } else {
            generated
        };
        let best =
            self.running.first().map_or(NEVER, |beam| beam.score) / self.length_penalty(length);
        // empty places have the lowest score
        let worst = match self.finished.last() {
            Some(worst) if self.finished.len() == self.config.num_beams => worst.score,
            _ => NEVER,
        };
        best > worst
    }

    /// The best continuations of all beams; an index is `beam * vocab_size + token`.
    fn candidates(&self, mut logits: Vec<f32>) -> Vec<Candidate> {
        let count = (1 + self.config.eos_token_id.len()).max(2) * self.config.num_beams;
        let (vocab_size, processors) = (self.vocab_size, &self.processors);
        let beams: Vec<(&[u32], f32)> = self
            .running
            .iter()
            .map(|b| (b.tokens.as_slice(), b.score))
            .collect();
        let logits: Vec<Mutex<&mut [f32]>> =
            logits.chunks_mut(vocab_size).map(Mutex::new).collect();
        let of_beams = team::map(beams.len(), |beam| {
            let mut scores = logits[beam].lock().unwrap_or_else(PoisonError::into_inner);
            let (tokens, so_far) = beams[beam];
            log_softmax(&mut scores);
            processors.apply(tokens, &mut scores);
            let mut best = Best::new(count);
            best.offer_all(beam * vocab_size, &scores, so_far);
            best.into_vec()
        });
        let mut best = Best::new(count);
        for candidate in of_beams.iter().flatten() {
            best.offer(candidate.index, candidate.score);
        }
        best.into_vec()
    }

    /// The best hypotheses: finished ones, then running ones if there are too few.
    fn into_best(mut self, count: usize, complete: bool) -> Vec<Hypothesis> {
        let missing = count.saturating_sub(self.finished.len());
        if missing > 0 {
            let penalty = self.length_penalty(self.length() - 1);
            for mut beam in self.running.drain(..).take(missing) {
                // a sequence that ended counts as finished only if it ranked high enough
                if complete && beam.score <= NEVER / 2.0 {
                    continue;
                }
                beam.score /= penalty;
                self.finished.push(beam);
            }
        }
        self.finished.truncate(count);
        self.finished
    }
}
