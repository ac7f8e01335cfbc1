//! A whole sentence answers if the reader is not sure of its words: one that is likely to have the answer, if all words
//! are more likely wrong than right, and, if there is none, one that speaks of everything the question names, and says
//! more: "How is the illness defined?" is answered by the sentence that begins "The illness is defined as".

use super::asked_there::is_question;
use super::captions::{counting, is_caption};
use super::coverage::coverage;
use super::ended::found;
use super::quoted;
use super::says_it::may_say;
use crate::assistant::answer::asked::{Asked, Expected};
use crate::assistant::answer::conclude::Conclusion;
use crate::assistant::answer::dated::is_in_figures;
use crate::assistant::answer::judgement::MORE_LIKELY_RIGHT;
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{
    Number, NumberKind, Word, as_digits, bare_words, numbers, words,
};
use crate::assistant::answer::types::{AnswerStatus, FoundAnswer, Quotation};
use crate::search::content_words;

/// The fewest content words of a question whose sentence can be told from others by them.
const LEAST_WORDS: usize = 3;
/// The fewest content words that a sentence has beyond those of the question.
const LEAST_NEWS: usize = 3;
/// Number of the nearest passages that are looked at.
const NEAREST: usize = 2;
/// The probability of such a sentence.
const CARRYING: f32 = 0.5;

/// A conclusion with the sentences that carry an answer, if the words alone do not; with at most `top` answers.
pub(in crate::assistant::answer) fn answered(
    question: &str,
    mut conclusion: Conclusion,
    top: usize,
) -> Conclusion {
    if let Some(sentences) = conclusion.sentences.as_mut() {
        sentences.retain(|sentence| {
            may_be_of_the_kind(question, &sentence.text) && may_say(question, &sentence.text)
        });
    }
    let conclusion = in_whole_sentences(conclusion, top);
    if conclusion.status != AnswerStatus::NotFound {
        return conclusion;
    }
    let nearest = conclusion.passages.iter().take(NEAREST);
    match nearest.clone().find(|passage| carries(question, passage)) {
        None => conclusion,
        Some(passage) => {
            let whole = Quotation {
                end: u32::try_from(passage.text.chars().count()).unwrap_or(u32::MAX),
                ..passage.clone()
            };
            found(vec![quoted::found(passage.text.clone(), CARRYING, whole)])
        }
    }
}

/// A conclusion with the words that are more likely right than wrong, and after them with whole sentences. Other words
/// are as doubtful as those below the threshold.
fn in_whole_sentences(mut conclusion: Conclusion, top: usize) -> Conclusion {
    let Some(sentences) = conclusion.sentences.take() else {
        return conclusion;
    };
    let (mut answers, unlikely): (Vec<FoundAnswer>, Vec<FoundAnswer>) = conclusion
        .answers
        .into_iter()
        .partition(|answer| answer.probability >= MORE_LIKELY_RIGHT);
    for sentence in sentences {
        let is_there = answers.iter().any(|answer| {
            answer.quotation.document == sentence.quotation.document
                && answer.quotation.sentences == sentence.quotation.sentences
        });
        if !is_there {
            answers.push(sentence);
        }
    }
    answers.truncate(top);
    let doubtful = unlikely.into_iter().chain(conclusion.doubtful).collect();
    Conclusion {
        doubtful,
        passages: conclusion.passages,
        ..found(answers)
    }
}

fn carries(question: &str, passage: &Quotation) -> bool {
    let text = passage.text.as_str();
    let heading = passage.section.as_deref().unwrap_or_default();
    let covered = coverage(question, text, heading);
    if covered.words < LEAST_WORDS
        || !covered.speaks_of_it
        || is_caption(text)
        || is_scrap(text)
        || is_question(text)
    {
        return false;
    }
    let asked = content_words(question);
    let news = content_words(text)
        .into_iter()
        .filter(|word| !asked.contains(word))
        .count();
    news >= LEAST_NEWS && is_of_the_kind(question, text) && may_say(question, text)
}

/// Words that say when, how long, how many or how much without a number.
const INEXACT: &str = " when while after before during until till since once as every each daily weekly monthly yearly annually \
always never all whole both pair couple several few many most half free nothing nobody none no twice now then soon later ";

/// Those of them that say how many. They say how long only together with a word for a time: "all winter", not "all even rows".
const OF_THINGS: &str = " all both whole each pair couple several few many most half free nothing nobody none no twice ";
/// Words for lengths of time, and for what lasts as long: a winter, a term.
const TIMES: &str = " second seconds minute minutes hour hours day days week weeks month months year years night nights morning \
mornings evening evenings weekend weekends winter winters summer summers spring autumn season seasons time term decade decades \
century centuries generation generations ";

/// Whether a sentence has such a word, as far as it may stand for what is expected.
fn is_inexact(expected: Expected, text: &str) -> bool {
    let all = words(text);
    let timed = all.iter().any(|word| among(TIMES, &word.text));
    let mut found = all.iter().enumerate();
    found.any(|(at, word)| {
        let next = all.get(at + 1).map_or("", |next| next.text.as_str());
        // "costs nothing more" is no sum
        let compares = word.text == "nothing" && word.after.is_empty() && next == "more";
        let counts = expected == Expected::Duration && among(OF_THINGS, &word.text) && !timed;
        among(INEXACT, &word.text) && !compares && !counts
    })
}

/// Whether a sentence may say what a question expects: it has such a number, or words that stand for one. "A weaver needs
/// nine hours for a basket" says nothing of what a basket costs.
fn may_be_of_the_kind(question: &str, text: &str) -> bool {
    let expected = Asked::of(question).expected;
    let is_of_numbers = matches!(
        expected,
        Expected::Money
            | Expected::Age
            | Expected::Date
            | Expected::Temperature
            | Expected::Share
            | Expected::Measure(_)
            | Expected::Count
            | Expected::Duration
    );
    !is_of_numbers || is_inexact(expected, text) || is_of_the_kind(question, text)
}

/// Whether a sentence has what a question expects besides the numbers of the question.
fn is_of_the_kind(question: &str, text: &str) -> bool {
    let expected = Asked::of(question).expected;
    if matches!(expected, Expected::Anything | Expected::Words) {
        return true;
    }
    let known = bare_words(question);
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let is_known = |word: &str| {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        has_digit(core) && known.contains(&core.to_lowercase())
    };
    let text = &match expected {
        Expected::Count => counting(text),
        _ => text.to_owned(),
    };
    let rest: Vec<&str> = text.split(' ').filter(|word| !is_known(word)).collect();
    let rest = rest.join(" ");
    let all = words(&rest);
    match expected.fits(&rest, &numbers(&rest, &all)) {
        Some(false) => {
            expected == Expected::Date && all.iter().any(|word| is_in_figures(&word.text))
        }
        // "2,100 eels" says nothing of how old they become
        None => expected != Expected::Age || is_aged(&rest, &all),
        Some(true) => true,
    }
}

/// Words that say that a number is an age.
const AGED: &str = " age aged ages old older oldest young younger youngest born year years birthday turned turns lived lives ";

/// Whether a sentence has an age without a unit: beside a word that says so, or a small number that counts nothing, as in
/// "Ada, seventy, in a coat".
fn is_aged(text: &str, all: &[Word]) -> bool {
    const OLDEST: u32 = 150;
    let counts_nothing = |number: &Number| {
        let word = all.iter().find(|word| word.bytes.end >= number.whole.end);
        let figure = text.get(number.figure.clone()).unwrap_or_default();
        let value = as_digits(figure).and_then(|digits| digits.parse::<u32>().ok());
        let stops = word.is_some_and(|word| !word.after.is_empty() || word.bytes.end == text.len());
        stops && number.kind == NumberKind::Bare && value.is_none_or(|value| value <= OLDEST)
    };
    all.iter().any(|word| among(AGED, &word.text)) || numbers(text, all).iter().any(counts_nothing)
}

/// A text without the number of its section or paragraph: "2 (1) The owner", "§ 3 The boat", "4. Every person".
fn without_number(text: &str) -> &str {
    const LONGEST: usize = 3;
    let is_number = |word: &str| {
        let bare = word.trim_matches(|c: char| "()§.".contains(c));
        let numeral = bare.chars().all(|c| c.is_ascii_digit() || c == '.');
        let letter = word.starts_with('(') && bare.len() == 1;
        (numeral && bare.len() <= LONGEST) || letter
    };
    let mut rest = text.trim_start();
    while let Some((word, behind)) = rest.split_once(' ')
        && is_number(word)
    {
        rest = behind.trim_start();
    }
    match rest.starts_with(char::is_uppercase) {
        true => rest,
        false => text,
    }
}

/// Whether a text begins in the middle of a sentence, as the second line of a list of strains does: "22019, Candida ...".
fn is_scrap(text: &str) -> bool {
    let first = without_number(text).chars().find(|c| c.is_alphanumeric());
    first.is_none_or(|c| c.is_lowercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, SentenceId};

    fn with(passage: &str) -> Conclusion {
        let passage = Quotation {
            document: DocumentId("a".into()),
            title: String::new(),
            text: passage.to_owned(),
            start: 0,
            end: 0,
            sentences: Vec::new(),
            page: None,
            places: Vec::new(),
            section: None,
            recognized: false,
        };
        Conclusion {
            passages: vec![passage],
            ..found(Vec::new())
        }
    }

    #[test]
    fn a_sentence_takes_the_place_of_unlikely_words_in_it() {
        let answer = |text: &str, sentence: u32, probability| {
            let quotation = Quotation {
                sentences: vec![SentenceId(sentence)],
                ..with("They were dug up in spring.").passages.remove(0)
            };
            quoted::found(text.into(), probability, quotation)
        };
        let conclusion = |sentences, sure| Conclusion {
            sentences,
            ..found(vec![answer("up", 3, sure), answer("1998", 7, 0.35)])
        };
        let texts = |conclusion: Conclusion| -> Vec<String> {
            let answers = answered("When were they dug up?", conclusion, 3).answers;
            answers.into_iter().map(|answer| answer.text).collect()
        };
        let whole = || answer("They were dug up in spring.", 3, 0.6);
        let other = || answer("It was in 1997.", 9, 0.45);
        assert_eq!(
            texts(conclusion(Some(vec![whole(), other()]), 0.4)),
            ["They were dug up in spring.", "It was in 1997."]
        );
        assert_eq!(
            texts(conclusion(Some(vec![whole(), other()]), 0.7)),
            ["up", "It was in 1997."]
        );
        assert_eq!(texts(conclusion(Some(Vec::new()), 0.4)), [""; 0]);
        assert_eq!(texts(conclusion(None, 0.4)), ["up", "1998"]);
    }

    #[test]
    fn a_sentence_without_anything_that_is_asked_for_is_no_answer() {
        for (question, sentence, may) in [
            (
                "What does a basket cost?",
                "A weaver needs about nine hours for a basket.",
                false,
            ),
            (
                "When did the storm happen?",
                "Your claim for storm damage",
                false,
            ),
            (
                "How old does a goat become?",
                "Goats have lived there since 1344.",
                true,
            ),
            (
                "How old does a goat become?",
                "Goats came there in 1344.",
                false,
            ),
            (
                "How old do eels become?",
                "The river Arn holds 2,100 eels.",
                false,
            ),
            ("How old is Ada?", "Ada, seventy, in a coat", true),
            ("How old is Ada?", "She is 34.", true),
            ("How old is Ada?", "Aged 34, she left the town", true),
            ("How old is Ada?", "She sold 3,400.", false),
            ("When is it due?", "Payment due 01/06/2025", true),
            ("When should I take it?", "It is taken after a meal.", true),
            ("What does the entry cost?", "Entry is free.", true),
            ("What does the entry cost?", "It costs nothing.", true),
            (
                "How much did the radios cost?",
                "A radio that lies there anyway costs nothing more.",
                false,
            ),
            (
                "How long does it take to knit them?",
                "Rnd 2 and all even rnds: knit.",
                false,
            ),
            ("How long does it take?", "It takes a few weeks.", true),
            ("How long did they stay?", "All winter.", true),
            ("How long did they stay?", "Until the snow came.", true),
            ("What does the entry cost?", "Entry is 4 crowns.", true),
            ("How often is it cleaned?", "It is cleaned by hand.", true),
            (
                "How many papers were read?",
                "Table 8: Papers that were read.",
                false,
            ),
            ("Who was the bishop?", "It was given to the bishop.", true),
        ] {
            assert_eq!(may_be_of_the_kind(question, sentence), may, "{sentence}");
        }
    }

    #[test]
    fn a_sentence_with_all_words_and_more_answers() {
        for (question, sentence) in [
            (
                "How is late drought in barley fields defined?",
                "Late drought in barley fields has been defined as two weeks without rain after flowering.",
            ),
            (
                "What was the maximum yield of barley at 7 °C?",
                "For barley the maximum yield at 7 °C was recorded at 75.7 kilograms in plots near Exampletown.",
            ),
            (
                "Within how many weeks shall a sledge be registered?",
                "3 (2) The owner of a sledge shall register it with the forester within twenty weeks after its first ride.",
            ),
        ] {
            let answered = answered(question, with(sentence), 3);
            assert_eq!(answered.status, AnswerStatus::Found, "{question}");
            assert_eq!(answered.answers[0].text, sentence);
            let quotation = &answered.answers[0].quotation;
            assert_eq!(quotation.end as usize, sentence.chars().count());
        }
    }

    #[test]
    fn what_lacks_a_word_or_says_no_more_does_not_answer() {
        for (question, sentence) in [
            (
                "How much milk did the treated goats give?",
                "Treated goats were milked twice a day by hand in the old barn.",
            ),
            (
                "What was the maximum yield of barley at 7 °C?",
                "Table 2. Maximum yield of barley at 7 °C and 12 °C in kilograms per plot.",
            ),
            (
                "What was the maximum yield of barley at 7 °C?",
                "The maximum yield of barley at 7 °C was not measured in any of the plots.",
            ),
            (
                "How is late drought in barley fields defined?",
                "Late drought in barley fields is not defined.",
            ),
            (
                "Who repaired the bellows of the organ?",
                "The bellows of the organ were repaired last winter after a long frost.",
            ),
            (
                "What was the maximum yield of barley at 7 °C?",
                "22019, and the maximum yield of barley at 7 °C by the new method was weighed in 1998.",
            ),
        ] {
            let answered = answered(question, with(sentence), 3);
            assert_eq!(answered.status, AnswerStatus::NotFound, "{sentence}");
        }
    }
}
