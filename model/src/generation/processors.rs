//! Changes the scores of the next token by the settings, in the order of transformers.

use std::collections::HashMap;

use super::config::GenerationConfig;

/// The settings of one generation, with the tables that need building only once.
pub(super) struct Processors<'a> {
    config: &'a GenerationConfig,
    length_limit: usize,
    min_length: usize,
    /// For the first `n - 1` tokens of every n-gram of the source, the tokens that complete it.
    source_ngrams: HashMap<&'a [u32], Vec<u32>>,
}

impl<'a> Processors<'a> {
    pub(super) fn new(config: &'a GenerationConfig, source: &'a [u32]) -> Self {
        let n = config.encoder_no_repeat_ngram_size;
        Self {
            config,
            length_limit: config.length_limit(),
            min_length: config
                .min_length
                .max(config.min_new_tokens.map_or(0, |new| new + 1)),
            source_ngrams: if n == 0 {
                HashMap::new()
            } else {
                ngrams(source, n)
            },
        }
    }

    /// Changes the scores of the tokens that may follow `tokens`.
    pub(super) fn apply(&self, tokens: &[u32], scores: &mut [f32]) {
        let config = self.config;
        repetition_penalty(tokens, config.repetition_penalty as f32, scores);
        let n = config.no_repeat_ngram_size;
        if n > 0 && tokens.len() + 1 >= n {
            ban(completions(&ngrams(tokens, n), tokens, n), scores);
        }
        let n = config.encoder_no_repeat_ngram_size;
        if n > 0 && tokens.len() + 1 >= n {
            ban(completions(&self.source_ngrams, tokens, n), scores);
        }
        self.bad_words(tokens, scores);
        if tokens.len() < self.min_length {
            ban(&config.eos_token_id, scores);
        }
        if tokens.len() == 1
            && let Some(forced) = config.forced_bos_token_id
        {
            force(&[forced], scores);
        }
        if tokens.len() + 1 == self.length_limit && !config.forced_eos_token_id.is_empty() {
            force(&config.forced_eos_token_id, scores);
        }
    }

    fn bad_words(&self, tokens: &[u32], scores: &mut [f32]) {
        for word in &self.config.bad_words_ids {
            let Some((last, before)) = word.split_last() else {
                continue;
            };
            // the end token alone is never banned, as in transformers
            let only_end = before.is_empty() && self.config.eos_token_id.contains(last);
            // nor is a word that would make up the whole text
            let too_long = !before.is_empty() && word.len() > tokens.len();
            if !only_end && !too_long && tokens.ends_with(before) {
                ban(&[*last], scores);
            }
        }
    }
}

fn ban(tokens: &[u32], scores: &mut [f32]) {
    for token in tokens {
        if let Some(score) = scores.get_mut(*token as usize) {
            *score = f32::NEG_INFINITY;
        }
    }
}

fn force(tokens: &[u32], scores: &mut [f32]) {
    scores.fill(f32::NEG_INFINITY);
    for token in tokens {
        if let Some(score) = scores.get_mut(*token as usize) {
            *score = 0.0;
        }
    }
}

fn repetition_penalty(tokens: &[u32], penalty: f32, scores: &mut [f32]) {
    if penalty == 1.0 {
        return;
    }
    let mut seen: Vec<u32> = tokens.to_vec();
    seen.sort_unstable();
    seen.dedup();
    for token in seen {
        if let Some(score) = scores.get_mut(token as usize) {
            *score = if *score < 0.0 {
                *score * penalty
            } else {
                *score / penalty
            };
        }
    }
}

fn ngrams(tokens: &[u32], n: usize) -> HashMap<&[u32], Vec<u32>> {
    let mut found: HashMap<&[u32], Vec<u32>> = HashMap::new();
    for ngram in tokens.windows(n) {
        if let Some((last, before)) = ngram.split_last() {
            found.entry(before).or_default().push(*last);
        }
    }
    found
}

/// The tokens that complete an n-gram of `known` after the last `n - 1` of `tokens`.
fn completions<'m>(known: &'m HashMap<&[u32], Vec<u32>>, tokens: &[u32], n: usize) -> &'m [u32] {
    let before = &tokens[tokens.len() + 1 - n..];
    known.get(before).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn banned(config: &GenerationConfig, source: &[u32], tokens: &[u32]) -> Vec<usize> {
        let mut scores = vec![-1f32; 10];
        Processors::new(config, source).apply(tokens, &mut scores);
        (0..10)
            .filter(|i| scores[*i] == f32::NEG_INFINITY)
            .collect()
    }

    #[test]
    fn ngrams_are_not_repeated() {
        let config = GenerationConfig {
            no_repeat_ngram_size: 2,
            ..GenerationConfig::default()
        };
        assert_eq!(banned(&config, &[], &[2, 5, 6, 5]), [6]);
        assert_eq!(banned(&config, &[], &[2, 5, 6, 7]), [0usize; 0]);
        let config = GenerationConfig {
            encoder_no_repeat_ngram_size: 3,
            ..GenerationConfig::default()
        };
        assert_eq!(banned(&config, &[3, 4, 5, 3, 4, 6], &[2, 3, 4]), [5, 6]);
        assert_eq!(banned(&config, &[3, 4, 5], &[2]), [0usize; 0]);
    }

    #[test]
    fn the_end_waits_for_the_shortest_length_and_is_forced_at_the_limit() {
        let config = GenerationConfig {
            min_new_tokens: Some(2),
            max_length: Some(5),
            forced_eos_token_id: vec![1],
            ..GenerationConfig::default()
        };
        assert_eq!(banned(&config, &[], &[2, 5]), [1]);
        assert_eq!(banned(&config, &[], &[2, 5, 6]), [0usize; 0]);
        assert_eq!(
            banned(&config, &[], &[2, 5, 6, 7]),
            [0, 2, 3, 4, 5, 6, 7, 8, 9]
        );
    }

    #[test]
    fn bad_words_are_not_completed() {
        let config = GenerationConfig {
            bad_words_ids: vec![vec![4], vec![1], vec![5, 6]],
            ..GenerationConfig::default()
        };
        assert_eq!(banned(&config, &[], &[2, 5]), [4, 6]);
        assert_eq!(banned(&config, &[], &[2, 7]), [4]);
    }
}
