//! A question that the text repeats as a statement: "When do we meet?" is answered by what follows "we meet".
//!
//! A short question has hardly a word that a search could use. In the order of a statement its words are found all the same, and
//! what follows them has to say when or where.

use std::ops::Range;

use super::asked_there::is_question;
use super::quoted::{self, Named};
use super::says_it::says_where;
use crate::assistant::answer::asked::{Expected, same_stem};
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{Word, bare_words, numbers, words};
use crate::assistant::answer::types::FoundAnswer;

/// The probability of such an answer.
const STATED: f32 = 0.6;
/// The most words of the subject, and of what follows the verb.
const LONGEST_SUBJECT: usize = 5;
const LONGEST: usize = 10;
/// Words before a statement that make it a condition or deny it.
const CONDITIONS: &str =
    " if when whenever unless whether before after until till that which who not never ";
/// Words of a time of the day, and words with which a time begins.
const CLOCK: &str = " past o'clock o’clock noon midnight a.m p.m am pm ";
const BEFORE_TIMES: &str =
    " at on in from until before after every each by around about next this daily weekly ";

/// A question, taken apart.
struct Statement {
    asks_when: bool,
    subject: Vec<String>,
    verb: String,
}

impl Statement {
    fn of(question: &str) -> Option<Self> {
        let all = bare_words(question);
        let [asking, does, subject @ .., verb] = all.as_slice() else {
            return None;
        };
        let asks_when = asking == "when";
        let is_known = (asks_when || asking == "where")
            && matches!(does.as_str(), "do" | "does" | "did")
            && (1..=LONGEST_SUBJECT).contains(&subject.len());
        is_known.then(|| Self {
            asks_when,
            subject: subject.to_vec(),
            verb: verb.clone(),
        })
    }

    /// The bytes of what follows the statement in a sentence.
    fn rest(&self, text: &str) -> Option<Range<usize>> {
        let all = words(text);
        let count = self.subject.len();
        let at = (0..all.len()).find(|at| {
            let before = at.checked_sub(1).and_then(|before| all.get(before));
            let subject = all.get(*at..at + count).unwrap_or_default();
            let verb = all.get(at + count);
            let stands = !subject.is_empty()
                && subject
                    .iter()
                    .zip(&self.subject)
                    .all(|(word, own)| word.text == *own)
                && subject.iter().all(|word| word.after.is_empty());
            stands
                && verb
                    .is_some_and(|verb| same_stem(&self.verb, &verb.text) && verb.after.is_empty())
                && before.is_none_or(|before| !among(CONDITIONS, &before.text))
        })?;
        let behind = all.get(at + count + 1..)?;
        let end = behind.iter().position(|word| !word.after.is_empty());
        let rest = behind.get(..end.map_or(behind.len(), |end| end + 1))?;
        let (first, last) = (rest.first()?, rest.last()?);
        let bytes = first.bytes.start..last.bytes.end;
        let words_of_it = text.get(bytes.clone())?;
        let says = match self.asks_when {
            true => says_when(first, words_of_it, rest),
            false => says_where(words_of_it),
        };
        (says && rest.len() <= LONGEST).then_some(bytes)
    }
}

/// Whether words say when something happens.
fn says_when(first: &Word, text: &str, rest: &[Word]) -> bool {
    let clock = |word: &Word| {
        let digits = word.text.starts_with(|c: char| c.is_ascii_digit());
        among(CLOCK, &word.text) || (digits && word.text.contains([':', '.']))
    };
    let dated = Expected::Date.fits(text, &numbers(text, &words(text))) == Some(true);
    among(BEFORE_TIMES, &first.text) && (dated || rest.iter().any(clock))
}

/// What follows the statement; `None` if it does not stand there, or if what follows differs.
pub(super) fn rest(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let statement = Statement::of(question)?;
    let mut found: Vec<FoundAnswer> = Vec::new();
    for sentence in &of.document.sentences {
        let Some(bytes) = statement.rest(&sentence.text) else {
            continue;
        };
        if is_question(&sentence.text) {
            continue;
        }
        found.push(quoted::found_in_sentence(of, sentence, bytes, STATED)?);
    }
    quoted::agreed(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said;

    #[test]
    fn what_follows_a_statement_says_when_or_where() {
        let mail = [
            "We meet at a quarter past six.",
            "The old choir sings in the chapel, as always.",
            "The boat leaves on Monday; bring a coat.",
            "Where do the goats sleep?",
            "If the goats sleep in the hay, leave them.",
            "The goats eat in peace.",
        ];
        for (question, right) in [
            ("When do we meet?", Some("at a quarter past six")),
            ("Where does the old choir sing?", Some("in the chapel")),
            ("When does the boat leave?", Some("on Monday")),
            ("Where do the goats sleep?", None),
            ("When do the goats eat?", None),
            ("When does the choir sing?", None),
            ("When do they meet?", None),
            ("Why do we meet?", None),
        ] {
            assert_eq!(said(rest, &mail, question).as_deref(), right, "{question}");
        }
        let two = ["We meet at noon.", "We meet at midnight."];
        assert_eq!(said(rest, &two, "When do we meet?"), None);
    }
}
