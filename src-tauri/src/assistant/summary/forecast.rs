//! How much a model has to read and write for a document of a given length, before there is a document.

use super::types::SummaryOptions;
use super::write::{limit, longest_text, window_budget, windows_above};
use crate::weights::ModelFolder;

/// A window: tokens to read, and at most this many to write about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Foreseen {
    pub(crate) read: usize,
    pub(crate) write: usize,
}

/// Ordinary running text, for the number of tokens of a word.
const PROSE: &str = "In this study we compare how long small fruits keep in cold storage, with and without an edible \
coating, and we measure the loss of weight, the colour of the skin and the growth of fungi over three weeks. Fruits of \
the control group lost 12.4% of their weight, while those with a coating lost less than half of that; differences were \
significant from the seventh day on. These results agree with earlier work and suggest that coatings of this kind are a \
promising way to keep berries fresh during transport.";

/// The windows of a medium summary of a document of this many words, on all levels.
pub(crate) fn forecast(model: &ModelFolder, words: usize) -> Vec<Foreseen> {
    let options = SummaryOptions::default();
    let (budget, most) = (window_budget(model), longest_text(model, &options));
    let prose = model.tokenizer.encode(PROSE).ids.len().saturating_sub(1);
    let mut tokens = words * prose / PROSE.split_whitespace().count().max(1);
    let mut count = tokens.div_ceil(budget);
    let mut windows = Vec::new();
    while count > 0 {
        let read = tokens.div_ceil(count).min(budget);
        let write = limit(&options, most, read);
        windows.extend(std::iter::repeat_n(Foreseen { read, write }, count));
        let written = count * write;
        // a summary stops where the model writes as much as it reads
        count = match count == 1 || written * 10 >= tokens * 9 {
            true => 0,
            false => windows_above(count, most, budget),
        };
        tokens = written;
    }
    windows
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_long_document_is_read_in_windows_and_once_more_as_a_whole() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
        let model = ModelFolder::open(&folder).unwrap();
        let budget = window_budget(&model);
        assert!(forecast(&model, 0).is_empty());
        assert_eq!(forecast(&model, 10).len(), 1);
        let long = forecast(&model, 10_000);
        let read: usize = long.iter().map(|window| window.read).sum();
        // a word has at least one token, and each level reads less than the one below
        assert!(read >= 10_000, "{read}");
        assert!(long.iter().all(|window| window.read <= budget));
        let longer = forecast(&model, 20_000);
        assert!(longer.len() > long.len());
    }
}
