//! Where reading lost text: the runs of words of the ground truth that stand nowhere in the text.

use std::collections::HashSet;

/// Shorter runs are single words that another spelling explains.
const SHORTEST_RUN: usize = 4;
/// Words of a run that are shown.
const SHOWN: usize = 14;

/// Returns the longest runs of words of `paragraphs` no trigram of which stands in `text`, as their first words and
/// their length: at most `most` of them, the longest first.
pub fn runs(paragraphs: &[Vec<String>], text: &[String], most: usize) -> Vec<String> {
    let found: HashSet<&[String]> = text.windows(3).collect();
    let mut runs: Vec<&[String]> = Vec::new();
    for paragraph in paragraphs {
        let mut covered = vec![false; paragraph.len()];
        for (at, trigram) in paragraph.windows(3).enumerate() {
            if found.contains(trigram) {
                covered
                    .iter_mut()
                    .skip(at)
                    .take(3)
                    .for_each(|word| *word = true);
            }
        }
        let mut from = 0;
        for run in covered.chunk_by(|a, b| a == b) {
            let lost = run.first() == Some(&false) && run.len() >= SHORTEST_RUN;
            if lost && let Some(words) = paragraph.get(from..from + run.len()) {
                runs.push(words);
            }
            from += run.len();
        }
    }
    runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
    let shown = runs.into_iter().take(most).map(|run| {
        let words = run
            .get(..run.len().min(SHOWN))
            .unwrap_or_default()
            .join(" ");
        let more = if run.len() > SHOWN { " ..." } else { "" };
        format!("{} words: {words}{more}", run.len())
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_run_ends_where_three_words_stand_in_the_text() {
        let truth = [words(
            "birds rest on wings and sleep over the open sea for days",
        )];
        let text = words("birds rest on wings over the open sea");
        assert_eq!(runs(&truth, &text, 3), Vec::<String>::new());
        let text = words("birds rest on the sea for days");
        assert_eq!(
            runs(&truth, &text, 3),
            ["6 words: wings and sleep over the open"]
        );
        assert!(runs(&truth, &truth[0], 3).is_empty());
    }
}
