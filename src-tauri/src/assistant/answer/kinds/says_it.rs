//! Whether a whole sentence may say what a question asks for, beyond numbers: a name, a place, a colour, or what the label
//! of a line says.
//!
//! For "Who built the organ?" a reader finds the sentence about the organ, and if that names nobody, it is no answer. Only
//! whole sentences are looked at like this; words that a reader points at are judged by their probability.

use crate::assistant::answer::asked::{has_form_of, same_stem};
use crate::assistant::answer::names::{MONTHS, among};
use crate::assistant::answer::numbers::{Word, bare_words, words};

/// Words with a capital letter that name nobody.
const NO_NAMES: &str = " i i'm i've i'll i'd monday tuesday wednesday thursday friday saturday sunday mondays tuesdays \
wednesdays thursdays fridays saturdays sundays table figure fig section chapter annex appendix mr mrs ms dr prof no \
info warn warning error debug fatal ";
/// Who or what does something without a name.
const ANYBODY: &str =
    " nobody everybody anybody somebody everyone anyone someone whoever unknown anonymous none ";
/// Words with which a question for a person asks for people of a kind: "Who may fish here?"
const OF_A_KIND: &str = " are were can could may might must shall should will would do does did has have had needs need ";
/// What comes before a verb that says what was done to something.
const PASSIVE: &str = " is are was were be been being got gets ";
const COLOURS: &str = " white black red green blue yellow orange brown grey gray pink purple violet turquoise beige gold golden \
silver cream ivory crimson scarlet navy teal maroon ochre cyan magenta lilac olive clear transparent colourless colorless \
colour color coloured colored ";
/// Words with which a sentence gives a name that may have no capital: "We call it nested pruning."
const NAMING: &str = " call calls called name named names known term termed entitled titled ";
/// What comes before the name of the person that a letter addresses.
const GREETING: &str = " dear hi hello hey ";
/// Words that a place may follow, and words that are one.
const BEFORE_PLACES: &str = " in at on near by beside beneath behind under between above below along inside outside opposite \
around across against over to into from through within off next ";
const PLACES: &str = " here there home abroad everywhere nowhere somewhere upstairs downstairs indoors outdoors online left \
right north south east west northern southern eastern western place location address venue site room www ";
/// Words for times: "in spring" gives no place.
const TIMES: &str = " spring summer autumn fall winter morning afternoon evening night noon midnight week weeks day days \
month months year years hour hours minute minutes time times beginning end middle one two three four five six seven eight \
nine ten eleven twelve ";
/// Words that may stand before a noun.
const BEFORE_NOUNS: &str = " the a an this that these those my your his her its our their each every same next last first ";
/// Most words of a label.
const LONGEST_LABEL: usize = 4;

/// Whether a sentence may say what a question asks for.
pub(super) fn may_say(question: &str, text: &str) -> bool {
    let all = bare_words(question);
    let asked: Vec<&str> = all.iter().map(String::as_str).collect();
    // letters without capitals have no names that could be told from other words
    if text
        .chars()
        .any(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
    {
        return true;
    }
    let stated = words(text);
    match asked.as_slice() {
        ["who", verb, ..] if among(OF_A_KIND, verb) => true,
        // "Who is Ada?" and "Who is at risk?" ask for no name
        ["who", "is" | "was", next, ..] if !among(BEFORE_NOUNS, next) => true,
        ["who" | "whom" | "whose", ..] => names_somebody(&asked, text, &stated),
        ["what" | "what's", .., "name"] => is_named(&asked, text, &stated),
        // "What are young swans called?" has a word for its answer, and one animal has a name
        [
            "what",
            "is" | "was",
            "the" | "his" | "her" | "its" | "their",
            _,
            "called" | "named",
        ] => is_named(&asked, text, &stated),
        ["what" | "what's", rest @ ..] if rest.windows(2).any(|pair| pair == ["name", "of"]) => {
            is_named(&asked, text, &stated)
        }
        [
            "what" | "which",
            noun @ ("colour" | "colours" | "color" | "colors"),
            ..,
        ] => {
            let coloured = stated.iter().any(|word| has_part(COLOURS, &word.text));
            coloured && !names_another(text, noun)
        }
        ["where", ..] => has_a_place(text, &stated),
        [
            "what" | "which",
            noun,
            "is" | "are" | "was" | "were" | "of",
            ..,
        ] => !names_another(text, noun),
        _ => true,
    }
}

/// Whether a line says by its label how something else is called than what is asked for: "Name of boat: Gray Heron" gives
/// no colour.
fn names_another(text: &str, noun: &str) -> bool {
    label(text).is_some_and(|label| has(label, "name") && !has(label, noun))
}

fn has(text: &str, noun: &str) -> bool {
    has_form_of(&words(text), noun)
}

/// Whether a word or a part of it is on a list: `dark-blue`.
fn has_part(list: &str, word: &str) -> bool {
    word.split('-').any(|part| among(list, part))
}

/// The label with which a line begins: `Name of boat` of "Name of boat: Gray Heron".
fn label(text: &str) -> Option<&str> {
    let (label, value) = text.split_once(':')?;
    let short = (1..=LONGEST_LABEL).contains(&label.split_whitespace().count());
    (short && !value.trim_end().ends_with('.')).then_some(label)
}

/// Whether a sentence says who: by a name, by the question's own verb with somebody before it, or by whom.
fn names_somebody(asked: &[&str], text: &str, stated: &[Word]) -> bool {
    let verb = asked.get(1).copied().unwrap_or_default();
    let is_verb = !matches!(verb, "is" | "was" | "'s");
    // "the organ was built in 1703" names nobody
    let is_done = |at: usize| {
        let before = stated.get(at.saturating_sub(2)..at).unwrap_or_default();
        before.iter().any(|word| among(PASSIVE, &word.text))
    };
    let mut acts = stated.iter().enumerate().skip(1);
    // "the builder" says who builds as little as "the organ" does
    let is_noun = |word: &str| {
        ["er", "ers", "or", "ors"]
            .iter()
            .any(|end| word.ends_with(end))
    };
    let is_form = |word: &str| word == verb || (same_stem(verb, word) && !is_noun(word));
    let does = is_verb && acts.any(|(at, word)| is_form(&word.text) && !is_done(at));
    let by = stated.iter().skip(1).any(|word| word.text == "by");
    let anybody = stated.iter().any(|word| among(ANYBODY, &word.text));
    does || (is_verb && by) || anybody || has_a_name(asked, text, stated)
}

/// Whether a sentence gives a name, with a capital or without.
fn is_named(asked: &[&str], text: &str, stated: &[Word]) -> bool {
    let naming = stated.iter().any(|word| among(NAMING, &word.text));
    naming || has_a_name(asked, text, stated)
}

/// Whether a sentence has a name: a word with a capital that does not begin it and is not in the question. So is a word in
/// which a capital or a digit follows, as in `NightCalls-20`.
fn has_a_name(asked: &[&str], text: &str, stated: &[Word]) -> bool {
    let is_known = |word: &Word| {
        asked.iter().any(|own| same_stem(own, &word.text))
            || has_part(NO_NAMES, &word.text)
            || among(MONTHS, &word.text)
    };
    let coined = |word: &Word| {
        let written = word.written(text);
        let capitals = written.chars().filter(|c| c.is_uppercase()).count();
        let small = written.chars().any(char::is_lowercase);
        small && capitals >= 2
    };
    let opens = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| stated.get(before));
        before.is_none_or(|word| {
            word.after.contains(['.', '!', '?', ':']) && word.text.chars().count() > 2
        })
    };
    let capital = |word: &Word| {
        let mut letters = word.written(text).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some()
    };
    let stands = |at: usize, word: &Word| {
        let begins = opens(at) && !is_behind_label(text, stated, at);
        coined(word) || (capital(word) && !begins && !is_addressed(stated, at))
    };
    let mut all = stated.iter().enumerate();
    text.contains(['“', '„', '«', '"']) || all.any(|(at, word)| !is_known(word) && stands(at, word))
}

/// Whether a word is the name of whom a letter addresses: "Dear Mr Hallam,".
fn is_addressed(stated: &[Word], at: usize) -> bool {
    const LONGEST: usize = 3;
    let first = at.saturating_sub(LONGEST);
    let before = stated.get(first..at).unwrap_or_default();
    let greeting = before.iter().rposition(|word| among(GREETING, &word.text));
    let behind = greeting.and_then(|greeting| before.get(greeting..));
    behind.is_some_and(|words| {
        words
            .iter()
            .all(|word| matches!(word.after.as_str(), "" | "."))
    })
}

/// Whether a word is the first behind the label of a line: "Owner: Ada".
fn is_behind_label(text: &str, stated: &[Word], at: usize) -> bool {
    let first = stated.get(at).map_or(0, |word| word.bytes.start);
    let before = text.get(..first).unwrap_or_default();
    before.trim_end().ends_with(':') && at <= LONGEST_LABEL
}

/// Whether words say where something is.
pub(super) fn says_where(text: &str) -> bool {
    has_a_place(text, &words(text))
}

/// Whether a sentence has a place: a word for one, or a word behind "in" or "near" that is no time.
fn has_a_place(text: &str, stated: &[Word]) -> bool {
    let is_time = |word: &str| {
        let begins_with_digit = word.starts_with(|c: char| c.is_ascii_digit());
        begins_with_digit
            || among(TIMES, word)
            || among(MONTHS, word)
            || word.ends_with("day")
            || word.ends_with("days")
    };
    let behind = |at: usize| {
        let mut rest = stated.iter().skip(at + 1);
        rest.find(|word| !among(BEFORE_NOUNS, &word.text))
    };
    let stands = stated.iter().enumerate().any(|(at, word)| {
        let goes_on = among(BEFORE_PLACES, &word.text) && word.after.is_empty();
        goes_on && behind(at).is_some_and(|next| !is_time(&next.text))
    });
    stands
        || text.contains("://")
        || stated
            .iter()
            .any(|word| among(PLACES, &word.text) || word.text.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_for_a_name_needs_one() {
        for (question, sentence, may) in [
            (
                "Who built the organ?",
                "Dear Mr Hallam, the organ builder has inspected our instrument.",
                false,
            ),
            (
                "Who built the organ?",
                "The organ builder has inspected our instrument.",
                false,
            ),
            ("Who built the organ?", "The monks built the organ.", true),
            (
                "Who built the organ?",
                "It was made by monks of the valley.",
                true,
            ),
            (
                "Who built the organ?",
                "The organ was built in 1703.",
                false,
            ),
            ("Who built the organ?", "Nobody knows.", true),
            (
                "Who wrote sailmill?",
                "SYNOPSIS sailmill [-s speed] file",
                false,
            ),
            ("Who builds organs?", "The builder has seen it.", false),
            ("Who gains most?", "The slowest gained most.", true),
            ("Who ordered?", "Orders are shipped on Mondays.", false),
            ("Who served the guest?", "You were served by Edwin", true),
            (
                "Who lends the tent?",
                "The tent is torn, so I shall borrow one from Mehmet.",
                true,
            ),
            ("Who must wear a hat?", "Every child wears a hat.", true),
            ("Who owns it?", "Owner: Ada", true),
            (
                "Who built the pump?",
                "2024-05-01 03:00:00 [INFO] pump A runs at 1450 rpm [WARN] pressure low",
                false,
            ),
            ("Who is at risk?", "The old are at risk.", true),
            ("Who is Ada?", "Ada is a nurse.", true),
        ] {
            assert_eq!(may_say(question, sentence), may, "{question} {sentence}");
        }
    }

    #[test]
    fn what_something_is_called_is_a_name() {
        for (question, sentence, may) in [
            (
                "What is the name of the mayor?",
                "The MAYOR signs a paper without reading it.",
                false,
            ),
            (
                "What is the name of the pianist?",
                "Bring your black shoes and 5 € for the pianist.",
                false,
            ),
            (
                "What is the name of the published dataset?",
                "We publish it as NightCalls-20.",
                true,
            ),
            ("What is the name?", "They call it “the Crab”.", true),
            (
                "What is the name of the method?",
                "We call it nested pruning.",
                true,
            ),
            (
                "What is the goat called?",
                "He moved in on the third of May with a goat and two trunks.",
                false,
            ),
            ("What is the goat called?", "Her goat Ada ate it.", true),
            ("What is the goat called?", "The goat is called snow.", true),
            (
                "What are young swans called?",
                "The young are cygnets.",
                true,
            ),
        ] {
            assert_eq!(may_say(question, sentence), may, "{question} {sentence}");
        }
    }

    #[test]
    fn a_place_and_a_colour_are_said() {
        for (question, sentence, may) in [
            (
                "Where is the cottage?",
                "Mail - Fwd: Keys and dates for the cottage",
                false,
            ),
            (
                "Where is the cottage?",
                "We can have the cottage from the 12th to the 19th of July.",
                false,
            ),
            (
                "Where is the cottage?",
                "It stands near the old mill.",
                true,
            ),
            ("Where is the rehearsal?", "It is moved to the gym.", true),
            ("Where do they meet?", "They meet in spring.", false),
            ("Where do they meet?", "Meeting place: Clubhouse", true),
            (
                "What colour is the boat?",
                "Name of boat: Gray Heron",
                false,
            ),
            (
                "What colour is the boat?",
                "Type of boat: Sailing boat",
                false,
            ),
            ("What colour is the boat?", "The boat is dark-blue.", true),
            ("What colour is the boat?", "Hull: white", true),
            (
                "Which colony is the boat of?",
                "It is of the northern one.",
                true,
            ),
            ("What type of boat is it?", "Name of boat: Heron", false),
            (
                "What type of boat is it?",
                "Type of boat: Sailing boat",
                true,
            ),
            ("Which boat is it?", "Name of boat: Heron", true),
        ] {
            assert_eq!(may_say(question, sentence), may, "{question} {sentence}");
        }
    }

    #[test]
    fn other_questions_and_letters_without_capitals_are_left_alone() {
        for (question, sentence) in [
            ("Why is it cold?", "the fire is out"),
            ("Who is it?", "他是老师。"),
            ("How long is it?", "Name of boat: Gray Heron"),
        ] {
            assert!(may_say(question, sentence), "{question}");
        }
    }
}
