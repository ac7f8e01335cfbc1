//! Two questions in one: takes them apart, so that each is looked up by itself.

use super::ellipsis::{bare, refers, resolved, short};
use super::nouns;
use super::part::{Part, tidy};
use super::words::{is_auxiliary, is_question_word};

/// Most parts of one question.
const MOST_PARTS: usize = 4;

/// The parts of a question; `None` if it is one question.
pub(super) fn parts(question: &str) -> Option<Vec<Part>> {
    if let Some(parts) = both_ways(question).or_else(|| nouns::parts(question)) {
        return Some(parts);
    }
    let asked = split(question);
    if asked.len() < 2 {
        return None;
    }
    let mut parts: Vec<Part> = Vec::new();
    for asked in asked.into_iter().take(MOST_PARTS) {
        let part = match parts.first() {
            Some(first) => Part {
                whole: resolved(&asked, &first.whole),
                refers: refers(&asked, &first.whole),
                asked,
            },
            None => Part::alone(asked),
        };
        parts.push(part);
    }
    Some(parts)
}

/// The words of a text with their bytes.
fn spans(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    text.split(char::is_whitespace)
        .filter_map(|word| {
            let start = at;
            at += word.len() + 1;
            (!word.is_empty()).then_some((start, word))
        })
        .collect()
}

/// Cuts a question where a new one begins.
fn split(question: &str) -> Vec<String> {
    // white space of one byte keeps the places of words
    let plain: String = question
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    let words = spans(&plain);
    let opening = words.first().map(|(_, word)| bare(word));
    let decides = opening.is_some_and(|word| is_auxiliary(&word));
    let mut cuts = vec![0];
    for at in 2..words.len() {
        let Some(((_, before), (start, word))) = words.get(at - 1).zip(words.get(at)) else {
            continue;
        };
        let rest: Vec<String> = words.iter().skip(at).map(|(_, word)| bare(word)).collect();
        let joins = matches!(bare(word).as_str(), "and" | "or" | "but" | "also" | "plus");
        let ends = before.ends_with([',', ';', '?', '.', '!']);
        let begin = if joins { 1 } else { 0 };
        // "the ECDC and WHO asked"
        let shouted = words
            .get(at + begin)
            .is_some_and(|(_, word)| is_shouted(word, &plain));
        if shouted {
            continue;
        }
        let Some(rest) = rest.get(begin..) else {
            continue;
        };
        let last = cuts.last().copied().unwrap_or(0);
        let enough = plain
            .get(last..*start)
            .is_some_and(|part| part.split(' ').count() > 2);
        let also_decides = bare(word) != "or" && begins_decision(rest, decides);
        if (joins || ends)
            && enough
            && !(before.ends_with(',') && !joins && is_relative(rest))
            && (begins_question(rest, before.ends_with(['?', ';'])) || (joins && also_decides))
        {
            cuts.push(*start);
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([plain.len()]);
    let parts: Vec<String> = cuts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| tidy(plain.get(*start..end)?))
        .collect();
    // the first part must be a question too: "In the trial, who ...", "If so, how ..."
    let asks = |part: &String| {
        let words: Vec<String> = part.split(' ').map(bare).collect();
        begins_question(&words, true) || begins_decision(&words, decides)
    };
    match parts.first().is_some_and(asks) {
        true => parts,
        false => Vec::new(),
    }
}

/// Whether a word is in capitals and the rest is not.
fn is_shouted(word: &str, question: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && question.contains(char::is_lowercase)
}

/// Whether words go on with the sentence behind a comma: ", which can be released".
fn is_relative(words: &[String]) -> bool {
    let verb = words.get(1).is_some_and(|next| is_auxiliary(next));
    match words.first().map(String::as_str) {
        Some("which") => verb,
        Some("who" | "whose" | "where" | "when") => true,
        _ => false,
    }
}

/// Whether words begin a question with a verb of its own. "and when they left" goes on with a clause instead. After
/// a full stop or a question mark, a verb may begin one too.
fn begins_question(words: &[String], after_end: bool) -> bool {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let preposition = matches!(
        word(0),
        "at" | "in"
            | "on"
            | "by"
            | "to"
            | "for"
            | "from"
            | "with"
            | "under"
            | "during"
            | "of"
            | "after"
            | "before"
            | "until"
            | "since"
    );
    let start = usize::from(preposition);
    let asks = word(start);
    if !is_question_word(asks) {
        return after_end && !preposition && is_auxiliary(asks) && words.len() > 2;
    }
    let next = word(start + 1);
    let later = || words.iter().skip(start + 2).any(|word| is_auxiliary(word));
    match asks {
        // "by how much?", "and why?"
        _ if words.len() <= start + 3 && short(words, start) => true,
        "how" => {
            let counts = matches!(next, "many" | "much") && words.len() > start + 2;
            is_auxiliary(next) || counts || (!is_pronoun(next) && later())
        }
        "which" | "what" | "whose" => {
            is_auxiliary(next)
                || (!is_pronoun(next) && (later() || asks != "what") && words.len() > start + 2)
        }
        "who" => !next.is_empty() && !is_pronoun(next),
        // "and when accepted"
        _ => is_auxiliary(next) || (words.len() == start + 2 && next.ends_with("ed")),
    }
}

/// Whether words behind "and" ask for yes or no: "was zinc measured". After a question for yes or no any subject may
/// follow the verb, and after another one only a subject that cannot be taken for the rest of a clause.
fn begins_decision(words: &[String], decides: bool) -> bool {
    let [verb, subject, rest @ ..] = words else {
        return false;
    };
    let perfect = matches!(verb.as_str(), "has" | "have" | "had");
    let asks = is_auxiliary(verb) && !matches!(verb.as_str(), "may" | "might" | "must");
    let determined = (is_pronoun(subject) && subject != "to")
        || matches!(subject.as_str(), "there" | "any" | "their" | "its" | "all");
    let participle = |word: &String| {
        (word.len() > 3 && word.ends_with("ed"))
            || matches!(
                word.as_str(),
                "been"
                    | "made"
                    | "done"
                    | "found"
                    | "given"
                    | "taken"
                    | "seen"
                    | "shown"
                    | "known"
                    | "used"
                    | "built"
            )
    };
    let no_subject = participle(subject)
        || matches!(
            subject.as_str(),
            "not"
                | "being"
                | "to"
                | "also"
                | "never"
                | "then"
                | "thus"
                | "more"
                | "less"
                | "very"
                | "too"
                | "so"
                | "in"
                | "on"
                | "at"
                | "of"
                | "for"
                | "from"
                | "with"
                | "by"
                | "able"
                | "likely"
                | "most"
                | "still"
        );
    asks && !rest.is_empty()
        && !no_subject
        && (decides || determined)
        && (!perfect || (determined && rest.iter().any(participle)))
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "i" | "you"
            | "he"
            | "she"
            | "it"
            | "we"
            | "they"
            | "this"
            | "that"
            | "these"
            | "those"
            | "the"
            | "a"
            | "an"
            | "to"
    )
}

/// "When and where was it built?" as two questions.
fn both_ways(question: &str) -> Option<Vec<Part>> {
    let words: Vec<&str> = question.split_whitespace().collect();
    let [first, and, second, rest @ ..] = words.as_slice() else {
        return None;
    };
    let asks = |word: &str| {
        matches!(
            bare(word).as_str(),
            "when" | "where" | "why" | "how" | "who" | "what"
        )
    };
    if !asks(first)
        || !asks(second)
        || !matches!(bare(and).as_str(), "and" | "or")
        || rest.is_empty()
    {
        return None;
    }
    is_auxiliary(&bare(rest.first()?)).then(|| {
        [first, second]
            .into_iter()
            .filter_map(|word| tidy(&format!("{word} {}", rest.join(" "))))
            .map(Part::alone)
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Questions with their parts.
    const ASKED: &[(&str, &[&str])] = &[
        (
            "What is the title and who are the authors?",
            &["What is the title?", "Who are the authors?"],
        ),
        (
            "How many authors are there and how many references?",
            &["How many authors are there?", "How many references?"],
        ),
        (
            "What was the median pH and what was its range?",
            &["What was the median pH?", "What was the range of the pH?"],
        ),
        (
            "Which optimizer was used, and what was the batch size?",
            &["Which optimizer was used?", "What was the batch size?"],
        ),
        (
            "What did the loggers and fans cost, and what was the offer for a cooling machine?",
            &[
                "What did the loggers and fans cost?",
                "What was the offer for a cooling machine?",
            ],
        ),
        (
            "How many children were tested six months after the end, and what was the difference then?",
            &[
                "How many children were tested six months after the end?",
                "What was the difference six months after the end?",
            ],
        ),
        (
            "Did limestone reduce copper, and by how much?",
            &[
                "Did limestone reduce copper?",
                "By how much did limestone reduce copper?",
            ],
        ),
        (
            "Which drugs were given and at what dose?",
            &[
                "Which drugs were given?",
                "At what dose were the drugs given?",
            ],
        ),
        (
            "When and where was the reading room built?",
            &[
                "When was the reading room built?",
                "Where was the reading room built?",
            ],
        ),
        (
            "Who funded the trial and how many schools took part?",
            &["Who funded the trial?", "How many schools took part?"],
        ),
        (
            "How many barrels were sampled? In which month was zinc highest?",
            &[
                "How many barrels were sampled?",
                "In which month was zinc highest?",
            ],
        ),
        (
            "What is the sampling rate; at what frequency do the owls call?",
            &[
                "What is the sampling rate?",
                "At what frequency do the owls call?",
            ],
        ),
        ("What were the mean and standard deviation of age?", &[]),
        (
            "What were the mean and the range of zinc below tiles?",
            &[
                "What was the mean of zinc below tiles?",
                "What was the range of zinc below tiles?",
            ],
        ),
        (
            "What are the title and authors of this paper?",
            &[
                "What is the title of this paper?",
                "What are the authors of this paper?",
            ],
        ),
        (
            "What are the keywords and the title?",
            &["What are the keywords?", "What is the title?"],
        ),
        (
            "What are the title, authors and year of publication of this paper?",
            &[
                "What is the title of this paper?",
                "What are the authors of this paper?",
                "What is the publication year of this paper?",
            ],
        ),
        (
            "When was it received and when accepted?",
            &["When was it received?", "When was it accepted?"],
        ),
        (
            "When was the paper received and accepted?",
            &[
                "When was the paper received?",
                "When was the paper accepted?",
            ],
        ),
        (
            "Who built the room and when?",
            &["Who built the room?", "When was the room built?"],
        ),
        (
            "Did limestone reduce copper and was zinc measured?",
            &["Did limestone reduce copper?", "Was zinc measured?"],
        ),
        (
            "Was the room cooled, and is it quiet?",
            &["Was the room cooled?", "Is the room quiet?"],
        ),
        (
            "Which drug was used and was it effective?",
            &["Which drug was used?", "Was the drug effective?"],
        ),
        (
            "Which fans were used and how much electricity did they use?",
            &[
                "Which fans were used?",
                "How much electricity did the fans use?",
            ],
        ),
    ];

    fn wholes(question: &str) -> Vec<String> {
        parts(question)
            .unwrap_or_default()
            .into_iter()
            .map(|part| part.whole)
            .collect()
    }

    #[test]
    fn two_questions_are_taken_apart_and_completed() {
        for (question, wanted) in ASKED {
            assert_eq!(wholes(question), *wanted, "{question}");
        }
    }

    #[test]
    fn one_question_stays_whole() {
        for question in [
            "What did the loggers and fans cost?",
            "What is the relationship between age and fluency?",
            "Do we know who came and when they left?",
            "Which of zinc and copper was higher?",
            "What was the food and drug administration asked?",
            "In the trial, who read aloud?",
            "How were zinc and copper measured?",
            "What happened when the windows were shut and the fans failed?",
            "Which children benefited most, and least?",
            "What are the strengths and limitations?",
            "Where do the authors and funders live?",
            "How does the room behave at night and in the afternoon?",
            "What did the participants say about what they ate?",
            "Is it better to open or to shut the windows?",
            "What do the authors say about how children learn?",
            "What did the ECDC and WHO regional office ask the countries?",
            "Is one party required to keep its code in escrow, which can be released later?",
            "Did they ask the owners, who had given consent?",
            "Did the authors use a model that was trained and was evaluated on owls?",
            "Is there a room that has fans and has two windows?",
            "Was the water cold and clean?",
            "Which children were tested and had books at home?",
            "Was zinc measured or was copper measured?",
            "Is the wall made of brick and is painted white?",
            "hello",
            "",
        ] {
            assert_eq!(parts(question), None, "{question}");
        }
    }
}
