//! Questions for two things side by side: "How much larger was A than B?", "What is the difference between A and B?"
//!
//! `values` says how they are answered.

use super::deciding::is_comparative;
use super::words::{is_auxiliary, words};
use crate::assistant::answer::numbers::{numbers, words as split};

/// Two things that a question compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    /// The names of both, as the question writes them.
    pub(super) names: [String; 2],
    /// A question for each of them alone.
    pub(super) questions: [String; 2],
    /// Whether it asks for an amount: "how much more", "how many times".
    pub(super) measured: bool,
}

impl Pair {
    /// Whether words can be the answer: an amount has a number in it.
    pub(super) fn takes(&self, text: &str) -> bool {
        !self.measured || has_number(text)
    }
}

/// Whether words say a number.
fn has_number(text: &str) -> bool {
    let amounts = [
        "twice",
        "double",
        "half",
        "threefold",
        "tenfold",
        "triple",
        "none",
    ];
    text.contains(|c: char| c.is_ascii_digit())
        || !numbers(text, &split(text)).is_empty()
        || words(text)
            .iter()
            .any(|word| amounts.contains(&word.as_str()))
}

/// The two things that a question compares; `None` if it compares none.
pub(super) fn pair(question: &str) -> Option<Pair> {
    let text = question.trim().trim_end_matches(['?', '.', '!', ' ']);
    let given: Vec<&str> = text.split_whitespace().collect();
    let lower: Vec<String> = given.iter().map(|word| words(word).join(" ")).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    more_than(&given, &lower)
        .or_else(|| between(&given, &lower))
        .or_else(|| either(&given, &lower))
}

fn joined(words: Option<&[&str]>) -> Option<String> {
    let words = words.filter(|words| !words.is_empty())?;
    Some(words.join(" ").trim_matches([',', ' ', ':']).to_owned())
}

/// "How much larger was A than B?", "How many times slower is A than B?"
fn more_than(given: &[&str], lower: &[&str]) -> Option<Pair> {
    let how = lower
        .iter()
        .position(|word| *word == "how")
        .filter(|at| *at <= 1)?;
    let than = lower.iter().position(|word| *word == "than")?;
    let compared = lower
        .iter()
        .take(than)
        .position(|word| is_comparative(word))?;
    let verb = lower.iter().position(|word| is_auxiliary(word))?;
    if !matches!(*lower.get(how + 1)?, "much" | "many") || verb > than {
        return None;
    }
    // "how much larger was A than B", "by how much was A larger than B"
    let (first, rest) = match compared < verb {
        true => (given.get(verb + 1..than), given.get(compared + 1..verb)),
        false => (given.get(verb + 1..compared), given.get(compared + 1..than)),
    };
    let first = joined(first)?;
    let second = joined(given.get(than + 1..))?;
    let quality = positive(lower.get(compared)?);
    let noun = rest.unwrap_or(&[]).join(" ");
    let asks = match (quality.as_str(), noun.is_empty()) {
        ("more" | "less" | "fewer", false) => format!("How much {noun}"),
        ("more" | "less" | "fewer", true) => "How much".to_owned(),
        (quality, _) => format!("How {quality}"),
    };
    let verb = given.get(verb)?.to_lowercase();
    // "did A use": the verb of A is that of B too
    let acts = matches!(verb.as_str(), "do" | "does" | "did");
    let (first, act) = match first.rsplit_once(' ').filter(|_| acts) {
        Some((name, act)) if !second.ends_with(act) => (name.to_owned(), format!(" {act}")),
        _ => (first, String::new()),
    };
    let alone = |name: &str| format!("{asks} {verb} {name}{act}?");
    Some(Pair {
        questions: [alone(&first), alone(&second)],
        names: [first, second],
        measured: true,
    })
}

/// An adjective without its comparison: `larger` is `large`.
fn positive(word: &str) -> String {
    let irregular = [("better", "good"), ("worse", "bad"), ("further", "far")];
    if let Some((_, plain)) = irregular.iter().find(|(compared, _)| *compared == word) {
        return (*plain).to_owned();
    }
    let Some(stem) = word.strip_suffix("er") else {
        return word.to_owned();
    };
    if let Some(stem) = stem.strip_suffix('i') {
        return format!("{stem}y");
    }
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    let doubled = last == before && last.is_some_and(|c| matches!(c, 'g' | 't' | 'n' | 'd' | 'm'));
    if doubled {
        return stem.get(..stem.len() - 1).unwrap_or(stem).to_owned();
    }
    let silent = [
        "larg", "wid", "clos", "lat", "saf", "rar", "dens", "strang", "simpl", "fin", "nic",
        "whit", "pur",
    ];
    match silent.contains(&stem) {
        true => format!("{stem}e"),
        false => stem.to_owned(),
    }
}

/// "What is the difference between A and B?", "compare A with B", "How does A differ from B?"
fn between(given: &[&str], lower: &[&str]) -> Option<Pair> {
    let position = |wanted: &[&str]| lower.iter().position(|word| wanted.contains(word));
    let (from, join) = if position(&["difference", "differences"]).is_some() {
        let from = position(&["between"])?;
        (
            from + 1,
            lower.iter().skip(from).position(|word| *word == "and")? + from,
        )
    } else if matches!(*lower.first()?, "compare" | "contrast") {
        (1, position(&["and", "with", "to"])?)
    } else if lower.first() == Some(&"how") && position(&["differ"]).is_some() {
        let verb = position(&["differ"])?;
        let join = position(&["from"]).or_else(|| position(&["and"]))?;
        return pair_of(
            joined(given.get(2..join.min(verb))),
            joined(given.get(join + 1..verb.max(given.len()))),
        );
    } else if lower.first() == Some(&"how") && position(&["compare", "compares"]).is_some() {
        let verb = position(&["compare", "compares"])?;
        let join = position(&["to", "with", "and"])?;
        let end = if join < verb { verb } else { given.len() };
        return pair_of(
            joined(given.get(2..join.min(verb))),
            joined(given.get(join + 1..end)),
        );
    } else {
        return None;
    };
    pair_of(joined(given.get(from..join)), joined(given.get(join + 1..)))
}

/// Most words of a thing's name.
const LONGEST_NAME: usize = 6;

fn pair_of(first: Option<String>, second: Option<String>) -> Option<Pair> {
    let (first, second) = (first?, second?);
    let short = |name: &str| name.split(' ').count() <= LONGEST_NAME && !name.contains([',', ';']);
    if !short(&first) || !short(&second) {
        return None;
    }
    let alone = |name: &str| format!("What is {name}?");
    Some(Pair {
        questions: [alone(&first), alone(&second)],
        names: [first, second],
        measured: false,
    })
}

/// "Which was better, A or B?", "Is A or B larger?"
fn either(given: &[&str], lower: &[&str]) -> Option<Pair> {
    let or = lower.iter().rposition(|word| *word == "or")?;
    lower.iter().find(|word| is_comparative(word))?;
    let asks = matches!(*lower.first()?, "which" | "who" | "what") || is_auxiliary(lower.first()?);
    let start = match given
        .iter()
        .take(or)
        .rposition(|word| word.ends_with([',', ':']))
    {
        Some(comma) => comma + 1,
        None => or.checked_sub(1)?,
    };
    let compared = |word: &&str| is_comparative(&words(word).join(" "));
    let after = given.get(or + 1..)?;
    let end = after.iter().position(compared).unwrap_or(after.len());
    pair_of(joined(given.get(start..or)), joined(after.get(..end))).filter(|_| asks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_things_are_compared() {
        for (question, names, first) in [
            (
                "How much larger was the town than the village?",
                ["the town", "the village"],
                "How large was the town?",
            ),
            (
                "How many times slower is R than C++?",
                ["R", "C++"],
                "How slow is R?",
            ),
            (
                "By how much was zinc higher than copper?",
                ["zinc", "copper"],
                "How high was zinc?",
            ),
            (
                "How much more electricity did 2017 use than 2015?",
                ["2017", "2015"],
                "How much electricity did 2017 use?",
            ),
            (
                "What is the difference between tiles and felt?",
                ["tiles", "felt"],
                "What is tiles?",
            ),
            (
                "Compare NightNet with the residual network",
                ["NightNet", "the residual network"],
                "What is NightNet?",
            ),
            (
                "How does settling differ from filtering?",
                ["settling", "filtering"],
                "What is settling?",
            ),
            (
                "Which is better, Adam or SGD?",
                ["Adam", "SGD"],
                "What is Adam?",
            ),
        ] {
            let found = pair(question).unwrap_or_else(|| panic!("{question}"));
            assert_eq!(found.names, names, "{question}");
            assert_eq!(found.questions[0], first, "{question}");
        }
    }

    #[test]
    fn both_things_do_the_same() {
        let pair = pair("How much more did wooden barrels lose than steel barrels?").unwrap();
        assert_eq!(pair.names, ["wooden barrels", "steel barrels"]);
        assert_eq!(pair.questions[1], "How much did steel barrels lose?");
    }

    #[test]
    fn other_questions_compare_nothing() {
        for question in [
            "How much electricity did the fans use?",
            "How much cooler was the room at three in the afternoon after nights with open windows?",
            "What was the adjusted difference in words per minute?",
            "How many children read more than ten books?",
            "How many visitors were older than 60?",
            "Was water or food given?",
            "How many of the barrels were larger than 200 litres?",
            "Which metal was higher in November?",
            "What is the relationship between age and fluency?",
            "Is there a clause that if a third party gets better terms on the licensing or sale of goods, the buyer gets them too?",
            "",
        ] {
            let found = pair(question);
            let allowed = question.contains("older") || question.contains("larger");
            assert!(found.is_none() || allowed, "{question}: {found:?}");
        }
    }

    #[test]
    fn adjectives_lose_their_comparison() {
        for (compared, plain) in [
            ("larger", "large"),
            ("heavier", "heavy"),
            ("bigger", "big"),
            ("slower", "slow"),
            ("better", "good"),
            ("cooler", "cool"),
            ("more", "more"),
        ] {
            assert_eq!(positive(compared), plain);
        }
    }

    #[test]
    fn an_amount_has_a_number_and_two_values_differ() {
        let pair = pair("How many times slower is R than C++?").unwrap();
        for (text, takes) in [
            ("60 times", true),
            ("twice as slow", true),
            ("three", true),
            ("in May", false),
        ] {
            assert_eq!(pair.takes(text), takes, "{text}");
        }
    }
}
