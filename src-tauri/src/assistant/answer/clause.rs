//! Which number of a sentence a question is about: the one whose clause has the question's words.
//!
//! "The old bridge carried 204 cars and the new one 57": a reader that looks for cars often takes the number next
//! door. The words between a number and the next separator belong to it, and so do those before it. A number that
//! follows a separator directly ("8 g for boys and 6 g for girls") shares the words before the first number with it,
//! so that these decide nothing. Numbers in a row ("A, B and C reached x, y and z") belong to names in a row.

use std::ops::Range;

use super::asked::{Asked, same_stem};
use super::counts;
use super::numbers::{Number, Word, words};

const SEPARATORS: &str = " and or but against while whereas versus vs than compared to ";
const PREPOSITIONS: &str =
    " of in for at on by with below above among from under during after before per on as that ";

/// Words that answer nothing by themselves.
const FUNCTIONS: &str = " a an the of in on at by for from with to as into onto upon than that this these those it its they them their he she his her we our us i you your who which what whose whom where when while and or but nor so if then there here is are was were be been being am has have had do does did will would can could may might shall should must such some any each very too also just only about between among under over after before during through per via ";
/// Verbs behind which a clause is not complete, besides those that end in `ed`.
const OPEN_VERBS: &str = " shows suggests indicates finds uses gives provides requires prefers includes contains means says took gave made found showed led chose wrote built brought kept held sent became is are was were has have had ";
const AUXILIARIES: &str =
    " is are was were has have had do does did can could will would may might should must ";
/// Words with which a phrase begins that may be the subject of a clause.
const SUBJECTS: &str =
    " the a an this these those that our their its his her we they he she it i most many some all ";

/// Whether words of a sentence may answer a question at all: they are more than function words, they do not break off
/// before the object of their verb, and they have the number that "how many" asks for.
pub(super) fn may_answer(asked: &Asked, sentence: &str, bytes: &Range<usize>) -> bool {
    !is_scrap(sentence, bytes) && counts::may_answer(asked, sentence, bytes)
}

/// Whether words are a scrap: `at`, or `The panel preferred` of a sentence that goes on with what it preferred.
pub(super) fn is_scrap(sentence: &str, bytes: &Range<usize>) -> bool {
    // several sentences are no scrap
    let Some(answer) = sentence.get(bytes.clone()) else {
        return false;
    };
    let inside = words(answer);
    let is_function = |word: &Word| {
        // the month of May, vitamin A and the WHO are no function words
        let capitals = answer.get(word.bytes.clone()).is_some_and(|text| {
            let begins = word.bytes.start + bytes.start == 0;
            text.starts_with(char::is_uppercase)
                && (!begins || text.chars().filter(|c| c.is_uppercase()).count() > 1)
        });
        FUNCTIONS.contains(&format!(" {} ", word.text)) && !capitals
    };
    if inside.iter().all(is_function) {
        return true;
    }
    let [first, .., last] = inside.as_slice() else {
        return false;
    };
    let opens =
        SUBJECTS.contains(&format!(" {} ", first.text)) || answer.starts_with(char::is_uppercase);
    let verb = OPEN_VERBS.contains(&format!(" {} ", last.text))
        || (last.text.len() > 4 && last.text.ends_with("ed") && !last.text.ends_with("eed"));
    let after = sentence.get(bytes.end..).unwrap_or_default();
    let goes_on = after.starts_with(' ');
    let next = words(after);
    // "the method used was": the verb comes after the phrase
    let object = next.first().is_some_and(|word| {
        !is_preposition(word)
            && !separates(word)
            && !AUXILIARIES.contains(&format!(" {} ", word.text))
    });
    opens && verb && goes_on && object
}

/// By how much a number's clause has to fit better than that of the number at which a reader points: a word of the
/// question.
const CLEARLY: f32 = 1.0;

/// The number that the question is about if a reader points at one next door: the only one whose clause fits best, and
/// clearly better. `None` if the span is right as far as the words show.
pub(super) fn nearer(
    asked: &Asked,
    words: &[Word],
    numbers: &[Number],
    span: &Range<usize>,
) -> Option<Range<usize>> {
    let (candidates, values) = valued(asked, words, numbers);
    let touches = |number: &Number| number.whole.start < span.end && span.start < number.whole.end;
    let mut pointed = numbers.iter().filter(|number| touches(number));
    let (one, another) = (pointed.next()?, pointed.next());
    let only = another.is_none() && span.len() <= one.whole.len() + MOST_BESIDE;
    let pairs = || candidates.iter().zip(&values);
    let own = pairs()
        .find(|(number, _)| touches(number))
        .map(|(_, value)| *value)?;
    let best = values.iter().copied().fold(0.0, f32::max);
    let mut likeliest = pairs().filter(|(_, value)| **value == best);
    let (right, rival) = (likeliest.next()?.0, likeliest.next());
    // "5 g" and "1998" are not each other's rivals
    let alike = right.kind == one.kind;
    (only && rival.is_none() && alike && best - own >= CLEARLY).then(|| right.whole.clone())
}

/// Bytes that a span may have beside its number: the noun that is counted.
const MOST_BESIDE: usize = 20;

/// The weight of a figure of the question, such as a year, against that of a word: sentences that give a value for each of
/// several years repeat everything else.
const FIGURE: f32 = 2.0;

fn is_figure(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_digit())
}

/// The numbers that can answer, each with the weight of the question's words in its clause.
fn valued<'n>(asked: &Asked, words: &[Word], numbers: &'n [Number]) -> (Vec<&'n Number>, Vec<f32>) {
    let is_key = |word: &Word| asked.keys.iter().any(|(key, _)| same_stem(key, &word.text));
    // a number that the question itself names is no answer
    let is_named = |number: &Number| {
        let mut inside = words
            .iter()
            .filter(|word| number.figure.contains(&word.bytes.start));
        inside.any(is_key)
    };
    let can_answer = |number: &Number| asked.expected.takes(number.kind) && !is_named(number);
    let candidates: Vec<&Number> = numbers.iter().filter(|number| can_answer(number)).collect();
    let value = |zone: &Zone| -> f32 {
        let parts = [&zone.before, &zone.after];
        let of_zone: Vec<&Word> = parts
            .into_iter()
            .flat_map(|part| words.get(part.clone()).unwrap_or_default())
            .collect();
        let has = |key: &str| of_zone.iter().any(|word| same_stem(key, &word.text));
        let keys = asked.keys.iter().filter(|(key, _)| has(key));
        keys.map(|(key, weight)| weight * if is_figure(key) { FIGURE } else { 1.0 })
            .sum()
    };
    let values = zones(words, &candidates).iter().map(value).collect();
    (candidates, values)
}

/// The words that belong to a number, as ranges of words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Zone {
    before: Range<usize>,
    after: Range<usize>,
}

fn separates(word: &Word) -> bool {
    SEPARATORS.contains(&format!(" {} ", word.text))
}

fn is_preposition(word: &Word) -> bool {
    PREPOSITIONS.contains(&format!(" {} ", word.text))
}

fn breaks_after(word: &Word) -> bool {
    word.after.contains([',', ';', ':', ')'])
}

fn zones(words: &[Word], numbers: &[&Number]) -> Vec<Zone> {
    let places: Vec<Range<usize>> = numbers
        .iter()
        .map(|number| {
            let first = words
                .iter()
                .position(|word| word.bytes.end > number.whole.start);
            let last = words
                .iter()
                .rposition(|word| word.bytes.start < number.whole.end);
            let first = first.unwrap_or(words.len());
            first..last.map_or(first, |last| (last + 1).max(first))
        })
        .collect();
    // where the words after one number end and those before the next begin
    let mut borders = vec![0];
    for pair in places.windows(2) {
        let [one, next] = pair else { continue };
        let mut between = one.end..next.start;
        let border = between.find(|at| {
            let before = at.checked_sub(1).and_then(|at| words.get(at));
            words.get(*at).is_some_and(separates) || before.is_some_and(breaks_after)
        });
        let prepositional = words.get(one.end).is_some_and(is_preposition);
        let whole = if prepositional { next.start } else { one.end };
        borders.push(
            border
                .unwrap_or(whole)
                .clamp(one.end, next.start.max(one.end)),
        );
    }
    borders.push(words.len());
    let mut zones: Vec<Zone> = places
        .iter()
        .zip(borders.windows(2))
        .map(|(place, around)| Zone {
            before: around.first().copied().unwrap_or(0).min(place.start)..place.start,
            after: place.end..around.last().copied().unwrap_or(0).max(place.end),
        })
        .collect();
    let bare = |range: &Range<usize>| {
        let words = words.get(range.clone()).unwrap_or_default();
        words.iter().all(|word| {
            separates(word)
                || is_preposition(word)
                || matches!(word.text.as_str(), "the" | "respectively")
        })
    };
    let in_a_row = zones.iter().skip(1).all(|zone| bare(&zone.before))
        && zones.iter().all(|zone| bare(&zone.after));
    let shared = zones.iter().skip(1).any(|zone| bare(&zone.before));
    let subject = zones.first().map_or(0..0, |zone| zone.before.clone());
    if let Some(items) = items(words, subject, zones.len()).filter(|_| in_a_row) {
        for (zone, item) in zones.iter_mut().zip(items) {
            zone.before = item;
        }
    } else if let Some(first) = zones.first_mut().filter(|_| shared) {
        // a later number has no subject of its own: the first one's is that of both
        first.before.start = first.before.end;
    }
    zones
}

/// As many names in a row as there are numbers, before the numbers: `A, B and C reached`.
fn items(words: &[Word], before: Range<usize>, count: usize) -> Option<Vec<Range<usize>>> {
    let mut items = Vec::new();
    let mut start = before.start;
    for at in before.clone() {
        let word = words.get(at)?;
        if separates(word) {
            if start < at {
                items.push(start..at);
            }
            start = at + 1;
        } else if breaks_after(word) {
            items.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < before.end {
        items.push(start..before.end);
    }
    (items.len() == count && count > 1).then_some(items)
}

#[cfg(test)]
mod tests {
    use super::super::numbers::{numbers, words};
    use super::*;

    fn value(question: &str, sentence: &str, answer: &str) -> f32 {
        let words = words(sentence);
        let numbers = numbers(sentence, &words);
        let start = sentence.find(answer).expect("the answer is there");
        let (candidates, values) = valued(&Asked::of(question), &words, &numbers);
        let at = candidates
            .iter()
            .position(|number| number.whole.contains(&start));
        values[at.expect("it is a number")]
    }

    #[test]
    fn the_number_of_the_clause_with_the_questions_words_is_better() {
        for (question, sentence, right, wrong) in [
            (
                "What was the limit of detection for copper?",
                "The limit of detection was 0.8 µg/L for zinc and 0.1 µg/L for copper.",
                "0.1",
                "0.8",
            ),
            (
                "What score did the small tree reach?",
                "The old forest reached a score of 0.91, against 0.81 for a small tree and 0.64 for a random guess.",
                "0.81",
                "0.91",
            ),
            (
                "How much did the ferry cost?",
                "The bridge cost 20 euros and the ferry 35 euros.",
                "35 euros",
                "20 euros",
            ),
            (
                "What weight did the geese have?",
                "Ducks, geese and swans weighed 1.1, 3.5 and 9.0 kg.",
                "3.5",
                "9.0",
            ),
        ] {
            let (right, wrong) = (
                value(question, sentence, right),
                value(question, sentence, wrong),
            );
            assert!(right > wrong, "{sentence}: {right} {wrong}");
        }
    }

    #[test]
    fn scraps_answer_nothing() {
        for (sentence, answer, scrap) in [
            ("It stayed at 4 °C.", "at", true),
            ("It stayed at 4 °C.", "It", true),
            ("It stayed at 4 °C.", "at 4 °C", false),
            (
                "The panel preferred wood to steel.",
                "The panel preferred",
                true,
            ),
            ("The panel preferred wood to steel.", "The panel", false),
            ("The panel preferred wood to steel.", "wood", false),
            (
                "The newly developed method is fast.",
                "The newly developed",
                true,
            ),
            (
                "The patients treated with zinc left.",
                "The patients treated",
                false,
            ),
            ("The windows were closed.", "The windows were closed", false),
            ("The method used was new.", "The method used", false),
            ("The wind speed rose.", "The wind speed", false),
            ("Copper decreased after a year.", "decreased", false),
            ("It was paid by the WHO.", "the WHO", false),
            ("They lack vitamin A.", "A", false),
            ("It rained in May.", "in May", false),
        ] {
            let start = sentence.find(answer).expect("the answer is there");
            let bytes = start..start + answer.len();
            assert_eq!(is_scrap(sentence, &bytes), scrap, "{sentence}: {answer}");
        }
    }

    /// The number to which a reader is led that points at another.
    fn led(question: &str, sentence: &str, pointed: &str) -> Option<String> {
        let words = words(sentence);
        let start = sentence.find(pointed).expect("the number is there");
        let span = start..start + pointed.len();
        let asked = Asked::of(question);
        let found = nearer(&asked, &words, &numbers(sentence, &words), &span);
        found.map(|found| sentence[found].to_owned())
    }

    #[test]
    fn a_reader_that_points_next_door_is_led_to_the_number() {
        let areas = "The area was 0.87 for forests and 0.81 for trees.";
        let asked = "What was the area for trees?";
        assert_eq!(led(asked, areas, "0.87").as_deref(), Some("0.81"));
        assert_eq!(led(asked, areas, "0.81"), None);
        assert_eq!(led("What was the area?", areas, "0.87"), None);
        let years = "Both pumps used 31 kWh in the spring of 2015 and 34 kWh in that of 2017.";
        let asked = "How much electricity did the pumps use in the spring of 2017?";
        assert_eq!(led(asked, years, "31 kWh").as_deref(), Some("34 kWh"));
        let weights = "Ducks weighed 1.1 kg, geese 3.5 kg in 1998.";
        let asked = "How heavy were the geese?";
        assert_eq!(led(asked, weights, "1.1 kg").as_deref(), Some("3.5 kg"));
        assert_eq!(
            led("In which year were geese weighed?", weights, "1998"),
            None
        );
    }

    #[test]
    fn without_a_choice_nobody_is_led() {
        for (question, sentence, pointed) in [
            ("How high is it?", "It is 40 m high.", "40 m"),
            ("Who came?", "Ada came with 2 of 3 friends.", "Ada"),
            // the question names the other number
            ("How many came in 1998?", "In 1998 there came 40.", "40"),
        ] {
            assert_eq!(led(question, sentence, pointed), None, "{sentence}");
        }
    }
}
