//! Reports tokens as soon as no later step can change them.

use super::outcome::GenerationEvent;

/// How much of the text the callback has received.
pub(super) struct Told {
    count: usize,
}

impl Told {
    pub(super) fn new() -> Self {
        // the callback does not receive the start token
        Self { count: 1 }
    }

    /// Reports the common beginning of all `hypotheses` (with the start token).
    pub(super) fn common<'t>(
        &mut self,
        hypotheses: impl Iterator<Item = &'t [u32]>,
        events: &mut dyn FnMut(GenerationEvent),
    ) {
        let mut common: Option<&[u32]> = None;
        for tokens in hypotheses {
            let shared = match common {
                None => tokens.len(),
                Some(common) => common
                    .iter()
                    .zip(tokens)
                    .take_while(|(a, b)| a == b)
                    .count(),
            };
            common = Some(&tokens[..shared]);
        }
        if let Some(new) = common.and_then(|common| common.get(self.count..))
            && !new.is_empty()
        {
            events(GenerationEvent::Settled(new));
            self.count += new.len();
        }
    }
}
