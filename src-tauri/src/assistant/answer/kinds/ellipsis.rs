//! What the second of two questions leaves out, because the first named it: "and what was its range?".
//!
//! Each part is read alone, so that what a pronoun or `then` stands for is put back.

use super::words::{is_auxiliary, is_question_word};

/// A word in lower case, without the punctuation around it.
pub(super) fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Whether a question consists of its question word: `by how much`, `why`, `in which year`.
pub(super) fn short(words: &[String], start: usize) -> bool {
    match words.get(start).map(String::as_str) {
        Some("why" | "when" | "where" | "how" | "who") if words.len() == start + 1 => true,
        // "at what dose"
        Some("what" | "which") if start == 1 => {
            (start + 2..=start + 3).contains(&words.len())
                && !words.iter().any(|word| is_auxiliary(word))
        }
        Some("how") => {
            words.len() == start + 2
                && matches!(
                    words.get(start + 1).map(String::as_str),
                    Some("much" | "many" | "long" | "often")
                )
        }
        _ => false,
    }
}

/// A part with what its pronouns and its `then` stand for in the first part.
pub(super) fn resolved(part: &str, first: &str) -> String {
    let part_words: Vec<String> = part.split(' ').map(bare).collect();
    let preposition = usize::from(
        !part_words
            .first()
            .is_some_and(|word| is_question_word(word)),
    );
    if short(&part_words, preposition)
        && let Some(rest) = without_question_words(first)
    {
        let asks = part.trim_end_matches('?');
        return format!("{asks} {rest}?");
    }
    let Some(topic) = topic(first) else {
        return part.to_owned();
    };
    // "when accepted": when was it accepted
    if let [asks, event] = part_words.as_slice()
        && is_question_word(asks)
        && event.ends_with("ed")
        && let Some(verb) = first.split(' ').map(bare).find(|word| is_auxiliary(word))
    {
        let asks = part.split(' ').next().unwrap_or(part);
        return format!("{asks} {verb} {topic} {event}?");
    }
    let topic = if part_words.iter().any(|word| is_statistic(word)) {
        measured(&topic)
    } else {
        topic
    };
    let circumstance = circumstance(first);
    let mut words: Vec<String> = Vec::new();
    let mut tail = String::new();
    let given: Vec<&str> = part.trim_end_matches('?').split(' ').collect();
    for (at, word) in given.iter().enumerate() {
        let last = at + 1 == given.len();
        match bare(word).as_str() {
            "its" | "their" => {
                // its range: the range of the pH
                words.push("the".into());
                tail = format!(" of {topic}");
            }
            "it" | "they" | "them" => words.push(topic.clone()),
            "this" | "that" | "these" | "those" if last => words.push(topic.clone()),
            "then" | "there" if at > 1 => words.extend(circumstance.clone()),
            _ => words.push((*word).to_owned()),
        }
    }
    format!("{}{tail}?", words.join(" "))
}

/// Whether a pronoun of a part stands for something that the first part names.
pub(super) fn refers(part: &str, first: &str) -> bool {
    let words: Vec<String> = part.split(' ').map(bare).collect();
    let has = |pronouns: &[&str]| words.iter().any(|word| pronouns.contains(&word.as_str()));
    let Some(topic) = topic(first) else {
        return false;
    };
    let named = !topic
        .split(' ')
        .any(|word| matches!(bare(word).as_str(), "it" | "they" | "we" | "you"));
    // several barrels are not "it"
    let several = topic.ends_with('s') && !topic.ends_with("ss");
    named && (has(&["they", "them", "their"]) || (has(&["it", "its"]) && !several))
}

/// Whether a word is a statistic, of which a question asks for another.
fn is_statistic(word: &str) -> bool {
    matches!(
        word,
        "range"
            | "mean"
            | "median"
            | "average"
            | "minimum"
            | "maximum"
            | "deviation"
            | "sd"
            | "interval"
            | "lowest"
            | "highest"
            | "largest"
            | "smallest"
    )
}

/// What was measured: `the pH` of `the median pH`, and `zinc` of `the mean of zinc`.
fn measured(topic: &str) -> String {
    let words: Vec<&str> = topic.split(' ').collect();
    match words.as_slice() {
        ["the", statistic, "of", rest @ ..] if is_statistic(statistic) && !rest.is_empty() => {
            rest.join(" ")
        }
        ["the", statistic, rest @ ..] if is_statistic(statistic) && !rest.is_empty() => {
            format!("the {}", rest.join(" "))
        }
        _ => topic.to_owned(),
    }
}

/// A question without its question word, from its verb on: `were the drugs given` of `Which drugs were given?`.
fn without_question_words(question: &str) -> Option<String> {
    let words: Vec<&str> = question.trim_end_matches('?').split(' ').collect();
    let lower: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let Some(verb) = lower.iter().position(|word| is_auxiliary(word)) else {
        return passive(&words, &lower);
    };
    let asks = lower.iter().position(|word| is_question_word(word));
    let named = asks.is_some_and(|asks| asks + 1 < verb);
    let subject = if named { topic(question) } else { None };
    let rest = words.get(verb + 1..)?.iter().map(|word| (*word).to_owned());
    let all: Vec<String> = lower
        .get(verb)
        .cloned()
        .into_iter()
        .chain(subject)
        .chain(rest)
        .collect();
    Some(all.join(" "))
}

/// What was done to what, if a question asks who did it: `was the room built` of `Who built the room?`.
fn passive(words: &[&str], lower: &[String]) -> Option<String> {
    const IRREGULAR: [(&str, &str); 12] = [
        ("wrote", "written"),
        ("built", "built"),
        ("made", "made"),
        ("led", "led"),
        ("found", "found"),
        ("took", "taken"),
        ("gave", "given"),
        ("drew", "drawn"),
        ("chose", "chosen"),
        ("did", "done"),
        ("ran", "run"),
        ("bought", "bought"),
    ];
    let [who, verb, ..] = lower else {
        return None;
    };
    let participle = IRREGULAR
        .iter()
        .find(|(past, _)| past == verb)
        .map(|(_, participle)| *participle)
        .or_else(|| verb.ends_with("ed").then_some(verb.as_str()))?;
    let object = words
        .get(2..)
        .filter(|object| !object.is_empty())?
        .join(" ");
    (who == "who").then(|| format!("was {object} {participle}"))
}

/// What a question is about: the words between its verb and the next one, or those behind `which`.
fn topic(question: &str) -> Option<String> {
    let words: Vec<&str> = question.trim_end_matches('?').split(' ').collect();
    let lower: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let asks = lower.iter().position(|word| is_question_word(word));
    let verb = lower.iter().position(|word| is_auxiliary(word));
    let named = asks.zip(verb).and_then(|(asks, verb)| {
        let skip = match lower.get(asks).map(String::as_str) {
            Some("how") => 2,
            _ => 1,
        };
        words
            .get(asks + skip..verb)
            .filter(|words| !words.is_empty())
    });
    if let Some(named) = named {
        let plain = named.join(" ");
        return Some(match lower.first().map(String::as_str) {
            Some("the") => plain,
            _ => format!("the {plain}"),
        });
    }
    let verb = verb?;
    subject(words.get(verb + 1..)?, lower.first().filter(|_| verb == 0))
}

/// Words at which what a question is about ends.
const ENDS: &str = " used made done found measured built last take have cost in at on during after before when if that which \
by with to from ";
const DETERMINERS: &str = " the a an this that these those their our ";

fn is_among(list: &str, word: &str) -> bool {
    list.contains(&format!(" {word} "))
}

/// The subject behind the verb of a question; `opening` is the verb if the question begins with it.
fn subject(behind: &[&str], opening: Option<&String>) -> Option<String> {
    let first = bare(behind.first()?);
    let determined = is_among(DETERMINERS, &first);
    let acts = |verb: &String| is_among(" do does did can could will would should ", verb);
    if opening.is_some_and(acts) {
        // where the subject ends and its verb begins is not certain behind an article
        let subject = behind.first().filter(|_| !determined)?;
        return Some((*subject).to_owned());
    }
    if first == "there" {
        let thing = behind.get(1..)?.join(" ");
        let bare = thing
            .strip_prefix("a ")
            .or_else(|| thing.strip_prefix("an "));
        return bare.map(|thing| format!("the {thing}"));
    }
    let least = if determined { 2 } else { 1 };
    let event = |at: usize, word: &str| at >= least && word.len() > 4 && word.ends_with("ed");
    let mut words = behind.iter().map(|word| bare(word)).enumerate();
    let length = match words.position(|(at, word)| is_among(ENDS, &word) || event(at, &word)) {
        Some(length) => length,
        // "Is the room quiet?" ends with what it asks
        None if opening.is_some() && behind.len() > least => behind.len() - 1,
        None => behind.len(),
    };
    let topic = behind.get(..length)?.join(" ");
    (!topic.is_empty()).then_some(topic)
}

/// The circumstance at the end of a question: `six months after the end`.
fn circumstance(question: &str) -> Option<String> {
    let words: Vec<&str> = question.trim_end_matches('?').split(' ').collect();
    let lower: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let begins = |word: &String| {
        matches!(
            word.as_str(),
            "after"
                | "before"
                | "during"
                | "in"
                | "at"
                | "on"
                | "within"
                | "since"
                | "until"
                | "under"
                | "below"
                | "above"
                | "with"
                | "without"
        )
    };
    let mut at = lower
        .iter()
        .enumerate()
        .skip(2)
        .find(|(_, word)| begins(word))?
        .0;
    let unit = |word: &String| {
        ["day", "week", "month", "year", "hour", "minute", "second"]
            .iter()
            .any(|unit| word.trim_end_matches('s') == *unit)
    };
    if at > 2 && lower.get(at - 1).is_some_and(unit) {
        at -= 2;
    }
    words.get(at..).map(|words| words.join(" "))
}
