//! A short summary: the few sentences that carry most of what the model wrote.

use super::types::SummarySentence;
use crate::assistant::terms::{Vectors, cosine};

/// Most sentences in a short summary, for the whole or for each section.
const FEW: usize = 3;

/// The few sentences of each section that carry most of what the model wrote. Chosen are sentences near the centre
/// of the others and well supported by their sources; the first sentence has a small advantage.
pub(super) fn condensed(written: Vec<SummarySentence>) -> Vec<SummarySentence> {
    let mut kept = Vec::new();
    for section in written.chunk_by(|one, next| one.section == next.section) {
        let vectors = Vectors::of(section.iter().map(|sentence| sentence.text.as_str()));
        let centre = vectors.centroid();
        let mut ranked: Vec<(f32, usize)> = section
            .iter()
            .zip(&vectors.rows)
            .enumerate()
            .map(|(at, (sentence, row))| {
                let first = if at == 0 { 1.2 } else { 1.0 };
                let carried = 0.5 + sentence.support.unwrap_or(1.0);
                (first * carried * cosine(row, &centre), at)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut few: Vec<usize> = ranked.into_iter().take(FEW).map(|(_, at)| at).collect();
        few.sort_unstable();
        kept.extend(few.into_iter().filter_map(|at| section.get(at).cloned()));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_summary_keeps_the_few_sentences_that_say_most() {
        let mut sentences: Vec<SummarySentence> = [
            "Malaria parasites infect red blood cells of children.",
            "The weather in the town was fine on most days.",
            "Red blood cells of children are infected by malaria.",
            "Children with malaria have infected red cells.",
            "A budget was set.",
        ]
        .map(|text| SummarySentence::sample(text, &[1]))
        .into();
        let kept = |sentences: &[SummarySentence]| -> Vec<String> {
            condensed(sentences.to_vec())
                .into_iter()
                .map(|s| s.text)
                .collect()
        };
        let few = kept(&sentences);
        assert_eq!(few.len(), FEW);
        assert!(few.iter().all(|text| text.contains("alaria")), "{few:?}");
        // drop what the sources do not support
        sentences[2].support = Some(0.0);
        sentences[1].support = Some(1.0);
        assert!(condensed(Vec::new()).is_empty());
        assert_eq!(kept(&sentences[..2]).len(), 2);
    }
}
