//! Measures how much of one text another contains: recall of words and trigrams, and agreement of their order.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// The words of a text for comparison: NFKC, lower case, runs of letters and digits. A word that a hyphen splits at a
/// line end becomes one.
pub fn words(text: &str) -> Vec<String> {
    let text: String = text.nfkc().collect::<String>().to_lowercase();
    let joined = text.replace("-\n", "");
    joined
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn bag(texts: &[Vec<String>], n: usize) -> HashMap<&[String], usize> {
    let mut bag = HashMap::new();
    for gram in texts.iter().flat_map(|text| text.windows(n)) {
        *bag.entry(gram).or_default() += 1;
    }
    bag
}

/// Share of the n-grams of `truth` that `found` contains, each counted at most as often as it occurs there. No n-gram
/// spans two texts. 1 if `truth` has no n-grams.
pub fn recall(truth: &[Vec<String>], found: &[Vec<String>], n: usize) -> f64 {
    let wanted = bag(truth, n);
    let had = bag(found, n);
    let total: usize = wanted.values().sum();
    let hits: usize = wanted
        .iter()
        .map(|(gram, count)| had.get(gram).copied().unwrap_or(0).min(*count))
        .sum();
    if total == 0 {
        1.0
    } else {
        hits as f64 / total as f64
    }
}

/// Kendall's tau over the words that occur exactly once in both texts: 1 if their order is the same.
pub fn order_tau(truth: &[String], found: &[String]) -> f64 {
    let once = |text: &[String]| {
        let mut places: HashMap<String, Option<usize>> = HashMap::new();
        for (place, word) in text.iter().enumerate() {
            places
                .entry(word.clone())
                .and_modify(|place| *place = None)
                .or_insert(Some(place));
        }
        places
    };
    let found = once(found);
    let mut pairs: Vec<(usize, usize)> = once(truth)
        .into_iter()
        .filter_map(|(word, place)| Some((place?, (*found.get(&word)?)?)))
        .collect();
    pairs.sort_unstable();
    let mut places: Vec<usize> = pairs.into_iter().map(|(_, place)| place).collect();
    let n = places.len();
    if n < 2 {
        return 1.0;
    }
    let inversions = inversions(&mut places);
    1.0 - 4.0 * inversions as f64 / (n as f64 * (n as f64 - 1.0))
}

/// Sorts `places` and returns the number of pairs that were out of order.
fn inversions(places: &mut Vec<usize>) -> usize {
    if places.len() < 2 {
        return 0;
    }
    let mut right = places.split_off(places.len() / 2);
    let mut count = inversions(places) + inversions(&mut right);
    let mut merged = Vec::with_capacity(places.len() + right.len());
    let (mut left, mut right) = (places.drain(..).peekable(), right.into_iter().peekable());
    loop {
        match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if b < a => {
                count += left.len();
                merged.extend(right.next());
            }
            (Some(_), _) => merged.extend(left.next()),
            (None, Some(_)) => merged.extend(right.next()),
            (None, None) => break,
        }
    }
    drop(left);
    *places = merged;
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_form() {
        assert_eq!(
            words("The \u{fb01}rst extrac-\ntion, 2.5 mg"),
            ["the", "first", "extraction", "2", "5", "mg"]
        );
    }

    #[test]
    fn recall_counts_each_gram_once() {
        let text = |text: &str| vec![words(text)];
        assert_eq!(recall(&text("a b c d"), &text("a b c d"), 3), 1.0);
        assert_eq!(recall(&text("a b c d"), &text("x a b c"), 3), 0.5);
        assert_eq!(recall(&text("a a a"), &text("a"), 1), 1.0 / 3.0);
    }

    #[test]
    fn tau_is_one_for_the_same_order_and_minus_one_for_the_reverse() {
        let (there, back) = (words("a b c d e"), words("e d c b a"));
        assert_eq!(order_tau(&there, &there), 1.0);
        assert_eq!(order_tau(&there, &back), -1.0);
        assert!((order_tau(&there, &words("a b c e d")) - 0.8).abs() < 1e-9);
    }
}
