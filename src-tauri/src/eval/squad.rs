//! Exact match and F1 of answers as the official SQuAD 2.0 script computes them: lower case, without punctuation and
//! articles, white space folded. A test compares them with that script's functions on the sample in
//! `tests/fixtures/metrics-squad.json`.

use std::collections::HashMap;

/// The tokens of the script's `normalize_answer`.
fn tokens(answer: &str) -> Vec<String> {
    let bare: String = answer
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_ascii_punctuation())
        .collect();
    // Articles are removed as whole words, where a word is a run of letters, digits and underscores (`\b` in the
    // script): "well—a" loses its article although no white space surrounds it.
    let mut kept = String::with_capacity(bare.len());
    let mut word = String::new();
    let flush = |word: &mut String, kept: &mut String| {
        if matches!(word.as_str(), "a" | "an" | "the") {
            kept.push(' ');
        } else {
            kept.push_str(word);
        }
        word.clear();
    };
    for c in bare.chars() {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
        } else {
            flush(&mut word, &mut kept);
            kept.push(c);
        }
    }
    flush(&mut word, &mut kept);
    kept.split_whitespace().map(str::to_owned).collect()
}

/// 1 if both answers are the same after normalization, else 0.
pub fn exact_match(gold: &str, prediction: &str) -> f64 {
    f64::from(u8::from(tokens(gold) == tokens(prediction)))
}

/// F1 of the bags of tokens. If either is empty: 1 if both are, else 0.
pub fn f1(gold: &str, prediction: &str) -> f64 {
    let (gold, prediction) = (tokens(gold), tokens(prediction));
    if gold.is_empty() || prediction.is_empty() {
        return f64::from(u8::from(gold == prediction));
    }
    let mut left: HashMap<&str, usize> = HashMap::new();
    for token in &gold {
        *left.entry(token).or_insert(0) += 1;
    }
    let mut same = 0;
    for token in &prediction {
        if let Some(count) = left.get_mut(token.as_str())
            && *count > 0
        {
            *count -= 1;
            same += 1;
        }
    }
    if same == 0 {
        return 0.0;
    }
    let precision = f64::from(same) / prediction.len() as f64;
    let recall = f64::from(same) / gold.len() as f64;
    2.0 * precision * recall / (precision + recall)
}

/// 1 if the prediction contains the whole answer, else 0.
pub fn holds(gold: &str, prediction: &str) -> f64 {
    let (gold, prediction) = (tokens(gold), tokens(prediction));
    let found = !gold.is_empty() && prediction.windows(gold.len()).any(|part| part == gold);
    f64::from(u8::from(found))
}

/// The best value of a metric over all gold answers. Without gold answers the question has no answer, and the correct
/// prediction is the empty string.
pub fn best(metric: fn(&str, &str) -> f64, gold: &[String], prediction: &str) -> f64 {
    let mut answers = gold
        .iter()
        .filter(|answer| !tokens(answer).is_empty())
        .peekable();
    if answers.peek().is_none() {
        return metric("", prediction);
    }
    answers
        .map(|answer| metric(answer, prediction))
        .fold(0.0, f64::max)
}

/// Area under the ROC curve: the probability that a random positive scores above a random negative, where a tie counts
/// half. `None` if there are no positives or no negatives.
pub fn auroc(scores: &[(f64, bool)]) -> Option<f64> {
    let mut sorted: Vec<_> = scores.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let positives = sorted.iter().filter(|(_, positive)| *positive).count();
    let negatives = sorted.len() - positives;
    if positives == 0 || negatives == 0 {
        return None;
    }
    // Mann-Whitney: sum of the positives' ranks, ties given their mean rank.
    let mut rank_sum = 0.0;
    let mut start = 0;
    while start < sorted.len() {
        let end = start
            + sorted[start..]
                .iter()
                .take_while(|(score, _)| *score == sorted[start].0)
                .count();
        let mean_rank = (start + 1 + end) as f64 / 2.0;
        let tied = sorted[start..end].iter().filter(|(_, positive)| *positive);
        rank_sum += mean_rank * tied.count() as f64;
        start = end;
    }
    let n = positives as f64;
    Some((rank_sum - n * (n + 1.0) / 2.0) / (n * negatives as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Case {
        gold: String,
        prediction: String,
        exact: f64,
        f1: f64,
    }

    #[test]
    fn agrees_with_the_official_script() {
        let cases: Vec<Case> =
            serde_json::from_str(include_str!("../../../tests/fixtures/metrics-squad.json"))
                .expect("the fixture is JSON");
        assert!(cases.len() > 50);
        for case in cases {
            let (gold, prediction) = (&case.gold, &case.prediction);
            assert_eq!(
                exact_match(gold, prediction),
                case.exact,
                "{gold:?} {prediction:?}"
            );
            assert!(
                (f1(gold, prediction) - case.f1).abs() < 1e-8,
                "{gold:?} {prediction:?}"
            );
        }
    }

    #[test]
    fn auroc_of_known_cases() {
        assert_eq!(auroc(&[(0.1, false), (0.9, true)]), Some(1.0));
        assert_eq!(auroc(&[(0.9, false), (0.1, true)]), Some(0.0));
        assert_eq!(auroc(&[(0.5, false), (0.5, true)]), Some(0.5));
        let mixed = [
            (0.1, false),
            (0.4, true),
            (0.35, false),
            (0.8, true),
            (0.2, true),
        ];
        assert_eq!(auroc(&mixed), Some(5.0 / 6.0));
        assert_eq!(auroc(&[(0.5, true)]), None);
    }

    #[test]
    fn an_unanswerable_question_wants_silence() {
        assert_eq!(best(f1, &[], ""), 1.0);
        assert_eq!(best(f1, &[], "1973"), 0.0);
        assert_eq!(
            best(f1, &["October 1973".into(), "1973".into()], "1973"),
            1.0
        );
    }
}
