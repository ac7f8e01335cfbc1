//! Words of sentences as weighted terms, which key sentences and evidence compare.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;

use crate::library::{Analyzer, is_hiragana};

/// English words that carry no topic. For other languages the document frequency does this work.
const STOP_WORDS: &str = " a about above after again against all also although am an and any are as at be because been \
before being below between both but by can could did do does doing down during each either et al few for from further \
had has have having he her here hers him his how however i if in into is it its itself just may might more most must my \
no nor not of off on once one only or other our out over own per same she should since so some such than that the their \
them then there therefore these they this those through thus to too two under until up upon use used using very was we \
were what when where whether which while who whom why will with within without would you your ";

static STOPPED: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_WORDS.split_whitespace().collect());

/// The terms of a text in order: lower case, without stop words and single letters, plurals folded. Chinese, Japanese,
/// Korean and Thai have pairs of characters, Arabic and Hebrew words without prefixes, as the search has.
pub(crate) fn terms(text: &str) -> impl Iterator<Item = String> {
    let other_script = text.chars().any(is_of_another_script);
    let words = (!other_script).then(|| text.unicode_words());
    let parts = other_script.then(|| Analyzer::of(None).terms(text));
    words
        .into_iter()
        .flatten()
        .map(str::to_lowercase)
        .filter(|word| word.chars().nth(1).is_some() && !STOPPED.contains(word.as_str()))
        .map(fold)
        .chain(
            parts
                .into_iter()
                .flatten()
                .filter(|term| !term.begins && !is_hiragana(&term.word))
                .map(|term| term.token),
        )
}

/// Whether a letter is of a script whose words spaces alone do not separate: from Hebrew on, without Latin.
fn is_of_another_script(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{1cff}' | '\u{2e80}'..='\u{d7ff}' | '\u{20000}'..='\u{3ffff}')
        && c.is_alphabetic()
}

/// Folds numbers and words to one form: `windows` and `window` are the same term, and so are `1,200` and `1200`.
pub(super) fn fold(mut word: String) -> String {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        word.retain(|c| c != ',');
        return word;
    }
    let plural = word.len() > 4
        && word.ends_with('s')
        && !["ss", "us", "is"]
            .iter()
            .any(|ending| word.ends_with(ending));
    if plural {
        if word.ends_with("ies") {
            word.truncate(word.len() - 3);
            word.push('y');
        } else {
            word.pop();
        }
    }
    word
}

/// A sparse vector of unit length, ordered by term number.
pub(crate) type Vector = Vec<(u32, f32)>;

/// TF-IDF vectors of sentences, of unit length, so that a dot product is a cosine.
pub(crate) struct Vectors {
    numbers: HashMap<String, u32>,
    idf: Vec<f32>,
    /// One vector per sentence.
    pub(crate) rows: Vec<Vector>,
}

impl Vectors {
    /// Weighs the terms of sentences against each other. If there are many sentences, a term that more than half
    /// of them contain carries no information and is left out.
    pub(crate) fn of<'a>(sentences: impl Iterator<Item = &'a str>) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut frequency: Vec<u32> = Vec::new();
        let counted: Vec<BTreeMap<u32, u32>> = sentences
            .map(|text| {
                let mut counts = BTreeMap::new();
                for term in terms(text) {
                    let next = numbers.len() as u32;
                    let number = *numbers.entry(term).or_insert(next);
                    *counts.entry(number).or_insert(0) += 1;
                }
                frequency.resize(numbers.len(), 0);
                for &number in counts.keys() {
                    if let Some(count) = frequency.get_mut(number as usize) {
                        *count += 1;
                    }
                }
                counts
            })
            .collect();
        let all = counted.len() as f32;
        let idf: Vec<f32> = frequency
            .iter()
            .map(|&count| {
                let count = count as f32;
                if all > 8.0 && count > all / 2.0 {
                    0.0
                } else {
                    (1.0 + all / count.max(1.0)).ln()
                }
            })
            .collect();
        let rows = counted.iter().map(|counts| weigh(counts, &idf)).collect();
        Self { numbers, idf, rows }
    }

    /// The vector of any text over the same terms; unknown terms are left out.
    pub(crate) fn vector(&self, text: &str) -> Vector {
        let mut counts = BTreeMap::new();
        for term in terms(text) {
            if let Some(&number) = self.numbers.get(&term) {
                *counts.entry(number).or_insert(0) += 1;
            }
        }
        weigh(&counts, &self.idf)
    }

    /// The weight of a term: the rarer, the higher. A term that no sentence contains weighs most.
    pub(crate) fn weight(&self, term: &str) -> f32 {
        let known = self.numbers.get(term);
        known
            .and_then(|number| self.idf.get(*number as usize))
            .copied()
            .unwrap_or_else(|| (1.0 + self.rows.len() as f32).ln())
    }

    /// The mean direction of all vectors.
    pub(crate) fn centroid(&self) -> Vector {
        centroid(self.rows.iter())
    }
}

/// The mean direction of some vectors.
pub(crate) fn centroid<'v>(vectors: impl Iterator<Item = &'v Vector>) -> Vector {
    let mut sum: HashMap<u32, f32> = HashMap::new();
    for (number, weight) in vectors.flatten() {
        *sum.entry(*number).or_insert(0.0) += weight;
    }
    let mut sum: Vector = sum.into_iter().collect();
    sum.sort_unstable_by_key(|(number, _)| *number);
    unit(sum)
}

fn weigh(counts: &BTreeMap<u32, u32>, idf: &[f32]) -> Vector {
    unit(
        counts
            .iter()
            .filter_map(|(&number, &count)| {
                let weight = (1.0 + (count as f32).ln()) * idf.get(number as usize)?;
                (weight > 0.0).then_some((number, weight))
            })
            .collect(),
    )
}

fn unit(mut vector: Vector) -> Vector {
    let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, weight) in &mut vector {
            *weight /= length;
        }
    }
    vector
}

/// Cosine of two unit vectors, 0 to 1.
pub(crate) fn cosine(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a.len() * 16 < b.len() {
        // a sentence against the centre of a long document
        return a
            .iter()
            .filter_map(|(number, weight)| {
                let at = b.binary_search_by_key(number, |(number, _)| *number).ok()?;
                Some(weight * b.get(at)?.1)
            })
            .sum();
    }
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut sum = 0.0;
    while let (Some((i, x)), Some((j, y))) = (a.peek(), b.peek()) {
        match i.cmp(j) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                sum += x * y;
                a.next();
                b.next();
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_folded_and_stop_words_left_out() {
        let found: Vec<_> = terms("The Studies of 12 windows, and this analysis.").collect();
        assert_eq!(found, ["study", "12", "window", "analysis"]);
    }

    #[test]
    fn sentences_without_spaces_have_terms() {
        let found: Vec<_> = terms("水稻产量。").collect();
        assert_eq!(found, ["水稻", "稻产", "产量"]);
        let vectors = Vectors::of(["水稻的产量很高。", "天气晴朗。"].into_iter());
        let asked = vectors.vector("水稻产量是多少？");
        assert!(cosine(&asked, &vectors.rows[0]) > 0.3);
        assert_eq!(cosine(&asked, &vectors.rows[1]), 0.0);
    }

    #[test]
    fn alike_sentences_are_near_and_others_are_not() {
        let vectors = Vectors::of(
            [
                "Malaria parasites infect red blood cells.",
                "Red cells are infected by malaria parasites.",
                "The budget was approved in March.",
            ]
            .into_iter(),
        );
        let [a, b, c] = vectors.rows.as_slice() else {
            panic!("three rows");
        };
        assert!((cosine(a, a) - 1.0).abs() < 1e-5);
        assert!(cosine(a, b) > 0.5);
        assert_eq!(cosine(a, c), 0.0);
    }

    #[test]
    fn a_short_vector_finds_its_terms_in_a_long_one() {
        let long: Vector = (0..100).map(|number| (number, 0.1)).collect();
        for short in [vec![(7, 0.6), (98, 0.8)], vec![(300, 1.0)], vec![]] {
            let expected: f32 = short
                .iter()
                .filter(|(n, _)| *n < 100)
                .map(|(_, w)| 0.1 * w)
                .sum();
            assert!((cosine(&short, &long) - expected).abs() < 1e-6);
            assert!((cosine(&long, &short) - expected).abs() < 1e-6);
        }
    }

    #[test]
    fn a_text_without_words_is_the_empty_vector() {
        let vectors = Vectors::of(["one thing", "..."].into_iter());
        assert!(vectors.rows.iter().any(Vec::is_empty));
        assert!(vectors.vector("?!").is_empty());
    }
}
