//! Whether a sentence speaks of what a question names: its content words, in any form, or in a word of the same
//! meaning.
//!
//! A reader's words near the right noun do not decide a question for yes or no: "Were the bats fed?" is not answered
//! by where the bats were caught.

use crate::assistant::answer::asked::same_stem;
use crate::assistant::answer::numbers;
use crate::search::content_words;

/// Words that say what is done with a question's topic rather than what it is.
const FRAMING: &str = " any anything author authors paper study studies article document text report researcher \
researchers work say says said mention mentions mentioned describe described discuss discussed state states stated find \
found show shows showed shown report reports reported there ever also really actually true case yes instead still \
already get got able possible ";

/// Words that stand for each other when a sentence decides, a group in a line.
const SAME: [&str; 28] = [
    "reduce decrease lower fall fell drop decline less fewer cut diminish shrink",
    "increase rise rose risen raise higher grow grew grown more gain climb",
    "improve better benefit enhance",
    "worse worsen deteriorate impair",
    "help benefit aid improve effective",
    "effect effective influence affect impact efficacy effectiveness",
    "significant significance significantly",
    "difference differ different differed",
    "conflict competing interest",
    "fund finance support sponsor grant pay paid",
    "share available availability accessible access public publicly deposit open release provide",
    "consent agree agreement",
    "approve approval approved permit permission",
    "blind mask blinded masked unblinded unmasked aware",
    "randomize randomise random randomly allocate assign",
    "control placebo comparison",
    "register registration preregister preregistered registry",
    "child children kid kids",
    "man men male males",
    "woman women female females",
    "give gave given provide administer",
    "take took taken",
    "write wrote written",
    "die died death deaths mortality",
    "safe safety harm harmful adverse",
    "correlate correlation associate association associated relate relationship link",
    "limit limitation weakness shortcoming",
    "cost price fee charge",
];

/// What a word may begin with and still be about the same: `unblinded`, `insignificant`.
const NEGATIONS: [&str; 7] = ["un", "in", "im", "non", "dis", "non-", "ir"];

/// Missing words of this share of a question's words are allowed: one of four.
const MOST_MISSING: f32 = 0.3;
/// The weight of a name or a number; other words have 1.
const NAME: f32 = 2.0;

/// How well a sentence covers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Coverage {
    /// Whether it speaks of what the question names, up to a small rest.
    pub(super) speaks_of_it: bool,
    /// Whether it has every word.
    pub(super) is_complete: bool,
    /// Number of the question's content words.
    pub(super) words: usize,
}

/// Compares a sentence, and the heading above it, with a question.
pub(super) fn coverage(question: &str, sentence: &str, heading: &str) -> Coverage {
    let keys = keys(question);
    let text: Vec<String> = [sentence, heading]
        .into_iter()
        .flat_map(numbers::words)
        .flat_map(|word| parts(&word.text))
        .collect();
    let all: f32 = keys.iter().map(|(_, weight)| weight).sum();
    let (mut missing, mut named) = (0.0, true);
    for (key, weight) in &keys {
        if !text.iter().any(|word| is_same(key, word)) {
            missing += weight;
            named &= *weight < NAME;
        }
    }
    Coverage {
        speaks_of_it: !keys.is_empty() && named && missing <= all * MOST_MISSING,
        is_complete: !keys.is_empty() && missing == 0.0,
        words: keys.len(),
    }
}

/// A word, without a sign before or after it (`°c`), and, if hyphens or slashes join it, its parts.
pub(super) fn parts(word: &str) -> Vec<String> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let mut all = vec![word.to_owned(), bare.to_owned()];
    if word.contains(['-', '/', '–']) {
        all.extend(word.split(['-', '/', '–']).map(str::to_owned));
    }
    all
}

/// The content words of a question with their weights; names and numbers weigh more.
pub(super) fn keys(question: &str) -> Vec<(String, f32)> {
    let is_name = |key: &str| {
        question.split_whitespace().skip(1).any(|raw| {
            let core = raw.trim_matches(|c: char| !c.is_alphanumeric());
            let special = core.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
            special && core.to_lowercase().starts_with(key)
        })
    };
    let framing = |word: &str| FRAMING.contains(&format!(" {word} "));
    content_words(question)
        .into_iter()
        .filter(|word| !framing(word))
        .map(|word| {
            let weight = if is_name(&word) { NAME } else { 1.0 };
            (word, weight)
        })
        .collect()
}

/// A word in American spelling, about: `anaesthetised` and `anesthetized` become one.
fn respelled(word: &str) -> String {
    let pairs = [
        ("ae", "e"),
        ("oe", "e"),
        ("ise", "ize"),
        ("isa", "iza"),
        ("yse", "yze"),
        ("our", "or"),
    ];
    pairs
        .iter()
        .fold(word.to_owned(), |word, (from, to)| word.replace(from, to))
}

/// Whether a text's word is a form of a question's word, or means the same.
pub(super) fn is_same(key: &str, word: &str) -> bool {
    let bare = |word: &str| {
        NEGATIONS
            .iter()
            .find_map(|prefix| word.strip_prefix(prefix))
            .filter(|rest| rest.chars().count() > 3)
            .map(|rest| rest.trim_start_matches('-').to_owned())
    };
    let same = |a: &str, b: &str| same_stem(a, b) || same_stem(&respelled(a), &respelled(b));
    if same(key, word)
        || bare(word).is_some_and(|word| same(key, &word))
        || bare(key).is_some_and(|key| same(&key, word))
    {
        return true;
    }
    SAME.iter().any(|group| {
        let in_group = |word: &str| group.split(' ').any(|member| same(member, word));
        in_group(key) && in_group(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_speaks_of_the_question_in_any_form() {
        for (question, sentence) in [
            (
                "Did limestone reduce copper?",
                "Limestone lowered copper by 58 %.",
            ),
            (
                "Were the assessors blinded?",
                "The assessors remained unblinded.",
            ),
            (
                "Is the effect significant?",
                "The effect was insignificant (p = 0.4).",
            ),
            (
                "Did the authors share their code?",
                "The code is available at example.org.",
            ),
            (
                "Was there an effect of age on recall?",
                "Age did not influence recall.",
            ),
            (
                "Do the authors have conflicts of interest?",
                "The authors declare no competing interests.",
            ),
            (
                "Were the rats anaesthetised?",
                "All rats were anesthetized with a gas.",
            ),
            (
                "Were 12 birds tagged in May?",
                "In May, 12 birds were tagged.",
            ),
            (
                "Did any of the women die?",
                "There were no deaths among females.",
            ),
        ] {
            assert!(coverage(question, sentence, "").speaks_of_it, "{question}");
        }
        assert!(coverage("Was consent given?", "All owners gave it.", "Consent").speaks_of_it);
    }

    #[test]
    fn near_words_do_not_make_it_speak_of_the_question() {
        for (question, sentence) in [
            (
                "Were the bats fed?",
                "The bats were caught near the bridge.",
            ),
            (
                "Did limestone reduce lead?",
                "Limestone reduced copper by 58 %.",
            ),
            (
                "Was Python used for the analysis?",
                "The analysis was done in R.",
            ),
            ("Did it rain in 1998?", "It rained a lot in 2004."),
            ("Is it true?", "It is warm."),
        ] {
            assert!(!coverage(question, sentence, "").speaks_of_it, "{question}");
        }
    }
}
