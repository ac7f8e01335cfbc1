//! Whether a sentence speaks of what a question names: its content words, in any form, or in a word of the same
//! meaning.
//!
//! A reader's words near the right noun do not decide a question for yes or no: "Were the bats fed?" is not answered
//! by where the bats were caught.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

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

/// What the two sides of the Atlantic spell differently.
const RESPELLED: [(&str, &str); 6] = [
    ("ae", "e"),
    ("oe", "e"),
    ("ise", "ize"),
    ("isa", "iza"),
    ("yse", "yze"),
    ("our", "or"),
];

/// A word in American spelling, about: `anaesthetised` and `anesthetized` become one.
fn respelled(word: &str) -> Cow<'_, str> {
    let mut word = Cow::Borrowed(word);
    for (from, to) in RESPELLED {
        // most words have none of them
        if word.contains(from) {
            word = Cow::Owned(word.replace(from, to));
        }
    }
    word
}

/// Letters that forms of one word begin with at least: those of [`same_stem`].
const BEGINNING: usize = 3;

/// Members of [`SAME`] by their first letters, each with the bit of its group.
type Members = BTreeMap<String, Vec<(String, u32)>>;

/// All members, as they stand there and respelled. A document has tens of thousands of words to compare, and hardly any begins
/// like a member.
static BEGINNINGS: LazyLock<[Members; 2]> = LazyLock::new(|| {
    let mut all = <[Members; 2]>::default();
    for (at, group) in SAME.iter().enumerate() {
        for member in group.split(' ') {
            for (members, form) in all.iter_mut().zip([member, &respelled(member)]) {
                let near = members.entry(beginning(form).to_owned()).or_default();
                near.push((form.to_owned(), 1 << at));
            }
        }
    }
    all
});

fn beginning(word: &str) -> &str {
    let end = word.char_indices().nth(BEGINNING);
    end.map_or(word, |(end, _)| &word[..end])
}

/// The groups that a word is in, in any form, as bits.
fn groups(word: &str) -> u32 {
    let of = |members: &Members, word: &str| {
        let near = members.get(beginning(word)).into_iter().flatten();
        let same = near.filter(|(member, _)| same_stem(member, word));
        same.fold(0, |bits, (_, bit)| bits | bit)
    };
    let [as_written, american] = &*BEGINNINGS;
    of(as_written, word) | of(american, &respelled(word))
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
    same(key, word)
        || bare(word).is_some_and(|word| same(key, &word))
        || bare(key).is_some_and(|key| same(&key, word))
        || groups(key) & groups(word) != 0
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

    /// Word by word, without the beginnings.
    fn groups_by_comparing_all(word: &str) -> u32 {
        let same = |a: &str, b: &str| same_stem(a, b) || same_stem(&respelled(a), &respelled(b));
        let has = |group: &str| group.split(' ').any(|member| same(member, word));
        let bits = SAME.iter().enumerate();
        bits.map(|(at, group)| u32::from(has(group)) << at).sum()
    }

    #[test]
    fn groups_are_those_that_comparing_with_every_member_finds() {
        let text = include_str!("../../../../../tests/fixtures/sentences.txt").to_lowercase();
        let members = SAME.iter().flat_map(|group| group.split(' '));
        let endings = ["", "s", "d", "ed", "ing", "ly", "ment", "e", "é"];
        let forms = members.flat_map(|member| endings.map(|ending| format!("{member}{ending}")));
        let odd = [
            "",
            "a",
            "ab",
            "randomisation",
            "labour",
            "12",
            "c14",
            "ünblind",
            "日本語",
        ];
        let words = text.split_whitespace().map(str::to_owned);
        let all: Vec<String> = words.chain(forms).chain(odd.map(str::to_owned)).collect();
        assert!(all.iter().any(|word| groups(word) != 0));
        for word in all {
            assert_eq!(groups(&word), groups_by_comparing_all(&word), "{word}");
        }
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
