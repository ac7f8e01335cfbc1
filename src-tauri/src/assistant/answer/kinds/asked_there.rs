//! A question that stands in the text: in a mail, an interview, a list of frequent questions, an exam.
//!
//! It has all words of the question that somebody asks here, so that search and reader find it first, and it says nothing
//! that the person who asks does not know. What follows it answers it more likely.

use std::ops::Range;

use super::quoted::{self, Named, sentences_of};
use crate::assistant::answer::asked::{Asked, same_stem};
use crate::assistant::answer::expected::Expected;
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{numbers, words};
use crate::assistant::answer::phrases;
use crate::assistant::answer::types::FoundAnswer;
use crate::document::{Block, BlockKind, Document, Sentence, SentenceId};
use crate::search::content_words;

/// The probability of what follows the question: people also answer something else.
const FOLLOWS: f32 = 0.6;
/// The fewest content words by which two questions are known to be one.
const LEAST_WORDS: usize = 2;
/// How many lines behind a question may be skipped: the name of who speaks, the points of an exam.
const MOST_SKIPPED: usize = 3;
/// Words with which a question for words or numbers begins.
const ASKING: &str = " what who whom whose when where which why how ";
/// A question with one of these may be answered by a question.
const OF_QUESTIONS: &str = " question questions ask asks asked wonder wonders wondered say says said title called riddle problem \
task tasks exercise topic ";

/// Whether a text is a question.
pub(super) fn is_question(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]*_".contains(c));
    bare.ends_with(['?', '？', '؟'])
}

fn asks_for_questions(question: &str) -> bool {
    let mut words = words(question).into_iter();
    words.any(|word| among(OF_QUESTIONS, &word.text))
}

/// Whether words of a document only ask what is asked here. `bytes` is their range in the sentences joined by spaces.
pub(super) fn only_asks(
    document: &Document,
    question: &str,
    sentences: &[SentenceId],
    bytes: &Range<usize>,
) -> bool {
    let texts: Vec<&str> = sentences
        .iter()
        .filter_map(|id| document.sentences.get(id.0 as usize))
        .map(|sentence| sentence.text.as_str())
        .collect();
    if texts.is_empty() || !texts.iter().all(|text| is_question(text)) {
        return false;
    }
    !asks_for_questions(question) && asks_the_same(question, &texts.join(" "), bytes)
}

/// Whether words of a question say nothing that another question does not have, or are the whole of a question about the
/// same.
fn asks_the_same(question: &str, text: &str, bytes: &Range<usize>) -> bool {
    let Some(answer) = text.get(bytes.clone()) else {
        return false;
    };
    let (asked, said) = (content_words(question), content_words(answer));
    let has = |words: &[String], word: &str| words.iter().any(|other| same_stem(other, word));
    let news = said.iter().any(|word| !has(&asked, word));
    let shared = asked.iter().filter(|word| has(&said, word)).count();
    let first = words(answer).into_iter().next();
    let asks = first.is_some_and(|word| among(ASKING, &word.text));
    !news || (asks && 2 * shared >= asked.len())
}

/// Whether two questions are one: they have the same content words, in some form, and ask for the same kind of words.
fn are_one(question: &str, other: &str) -> bool {
    let (asked, there) = (content_words(question), content_words(other));
    let within = |those: &[String], all: &[String]| {
        those
            .iter()
            .all(|word| all.iter().any(|other| same_stem(other, word)))
    };
    let (one, two) = (Asked::of(question).expected, Asked::of(other).expected);
    let alike = one == two || [one, two].contains(&Expected::Anything);
    asked.len() >= LEAST_WORDS && alike && within(&asked, &there) && within(&there, &asked)
}

/// A line of a document: a sentence, or a heading that has none.
struct Line<'d> {
    text: &'d str,
    is_heading: bool,
    sentence: Option<&'d Sentence>,
}

fn lines(document: &Document) -> Vec<Line<'_>> {
    // the lines of a play may look like a listing
    let is_text = |block: &&Block| {
        matches!(
            block.kind,
            BlockKind::Title
                | BlockKind::Heading
                | BlockKind::Paragraph
                | BlockKind::ListItem
                | BlockKind::Code
        )
    };
    let mut lines = Vec::new();
    for block in document.blocks.iter().filter(is_text) {
        let before = lines.len();
        let is_heading = matches!(block.kind, BlockKind::Title | BlockKind::Heading);
        lines.extend(sentences_of(document, block).map(|sentence| Line {
            text: &sentence.text,
            is_heading,
            sentence: Some(sentence),
        }));
        if lines.len() == before {
            lines.push(Line {
                text: &block.text,
                is_heading,
                sentence: None,
            });
        }
    }
    lines
}

/// Whether a line says who speaks, who wrote to whom or how many points an answer has, or quotes an older mail.
fn is_cue(text: &str) -> bool {
    let text = text.trim();
    let quotes = text.starts_with(['>', '(', '[']);
    quotes || text.ends_with(':') || text.contains('@') || !text.contains(char::is_lowercase)
}

/// Whether a line is the head of a mail, or is quoted from an older one: who wrote, to whom and when.
fn is_of_a_mail(text: &str) -> bool {
    /// Most words of the line that says when a mail was sent.
    const LONGEST: usize = 8;
    let text = text.trim();
    let all = words(text);
    let is_clock = |word: &str| {
        let halves = word.split_once(':');
        let digits = |part: &str| part.len() <= 2 && part.parse::<u32>().is_ok();
        halves.is_some_and(|(hours, minutes)| digits(hours) && digits(minutes))
    };
    let sent = all.len() <= LONGEST
        && all.iter().any(|word| is_clock(&word.text))
        && Expected::Date.fits(text, &numbers(text, &all)) == Some(true);
    text.starts_with('>') || text.contains('@') || text.ends_with("wrote:") || sent
}

/// Whether a line is one of several answers to choose from: `a) six`.
fn is_choice(text: &str) -> bool {
    let mut characters = text.trim_start_matches('(').chars();
    let letter = characters.next().is_some_and(char::is_alphabetic);
    letter && characters.next().is_some_and(|c| matches!(c, ')' | '.'))
}

/// What follows the same question in a document; `None` if it does not stand there, or if nothing fits.
pub(super) fn what_follows(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    if asks_for_questions(question) {
        return None;
    }
    let lines = lines(of.document);
    // a number of the right kind answers in the next mail, too, and other words only say something else there
    let crosses = asks_for_one_number(Asked::of(question).expected);
    let places = lines.iter().enumerate();
    let mut same =
        places.filter(|(_, line)| is_question(line.text) && are_one(question, line.text));
    same.find_map(|(at, _)| {
        let behind = lines.get(at + 1..).unwrap_or_default();
        let ends = |line: &Line<'_>| {
            let next = line.is_heading && !is_cue(line.text);
            next || is_question(line.text) || is_choice(line.text)
        };
        let mut said = behind
            .iter()
            .take_while(|line| !ends(line))
            .filter(|line| !(crosses && is_of_a_mail(line.text)))
            .take(MOST_SKIPPED + 1)
            .skip_while(|line| is_cue(line.text));
        fitting(of, question, said.next()?.sentence?)
    })
}

/// A sentence as an answer, or its only number of the kind that is asked for; `None` if it lacks such a number.
fn fitting(of: Named<'_>, question: &str, sentence: &Sentence) -> Option<FoundAnswer> {
    let asked = Asked::of(question);
    let text = sentence.text.as_str();
    let all = numbers(text, &words(text));
    if asked.expected.fits(text, &all) == Some(false) {
        return None;
    }
    let mut bytes = 0..text.len();
    let of_kind: Vec<_> = all
        .iter()
        .filter(|number| asked.expected.takes(number.kind))
        .collect();
    if let ([only], true) = (of_kind.as_slice(), asks_for_one_number(asked.expected)) {
        bytes = phrases::whole(text, only.whole.clone(), &asked);
    }
    quoted::found_in_sentence(of, sentence, bytes, FOLLOWS)
}

/// Whether a number with its unit is all that is asked for.
fn asks_for_one_number(expected: Expected) -> bool {
    use Expected::{Anything, Date, Name, Words};
    !matches!(expected, Anything | Date | Name | Words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said_in;
    use crate::assistant::sample::{flow, sectioned};

    fn follows(document: &Document, question: &str) -> Option<String> {
        said_in(what_follows, document, question)
    }

    fn asks(question: &str, sentence: &str, words: &str) -> bool {
        let document = flow(&[sentence]);
        let at = sentence.find(words).expect("the words are there");
        only_asks(
            &document,
            question,
            &[SentenceId(0)],
            &(at..at + words.len()),
        )
    }

    #[test]
    fn a_question_is_not_its_own_answer() {
        let week = "What does the week cost?";
        assert!(asks(week, week, week));
        let arabic = "ما هي النتيجة؟";
        assert!(asks(arabic, arabic, arabic));
        assert!(asks("How much is it for a week?", week, week));
        assert!(asks(
            "Who built the tower?",
            "Who built this tower?",
            "this tower"
        ));
        assert!(asks(
            "Is the hut heated?",
            "“Is the hut heated?”",
            "the hut heated"
        ));
    }

    #[test]
    fn a_question_that_says_something_new_or_is_asked_for_may_answer() {
        let known = "Did you know that the old bridge is 310 metres long?";
        assert!(!asks("How long is the bridge?", known, "310 metres"));
        let research = "What drives the growth of kelp?";
        assert!(!asks(
            "What is the research question on kelp?",
            research,
            research
        ));
        assert!(!asks(
            "What did the king say about growth?",
            research,
            research
        ));
        let plain = "The week costs 640 pounds.";
        assert!(!asks("What does the week cost?", plain, "The week"));
    }

    #[test]
    fn what_follows_the_question_answers_it() {
        let play = flow(&[
            "How much does the old man earn?",
            "CLERK",
            "Eleven crowns a week, and the oil.",
        ]);
        let earned = follows(&play, "How much does the old man earn?");
        assert!(earned.is_some_and(|earned| earned.starts_with("Eleven")));
        let faq = sectioned(&[(
            "Help",
            1,
            &["Where can I park the boat?", "Behind the shed."],
        )]);
        assert_eq!(
            follows(&faq, "Where can I park my boat?").as_deref(),
            Some("Behind the shed.")
        );
    }

    #[test]
    fn the_next_mail_answers_with_a_number() {
        let thread = |answer: &'static str| {
            flow(&[
                "What does the hut cost?",
                "On Tue, 3 Jun 2025 at 18:22, Ada wrote:",
                "> we can have the hut in July.",
                "> [Quoted text hidden]",
                "Ada Berg <ada@mail.example>",
                "Wed, 4 Jun 2025 at 07:41",
                "To: ben@mail.example",
                answer,
            ])
        };
        let asked = "What does the hut cost?";
        let said = follows(&thread("It is 640 pounds for all of us."), asked);
        assert!(said.is_some_and(|said| said.contains("640 pounds")));
        assert_eq!(follows(&thread("Thank you for the key."), asked), None);
    }

    #[test]
    fn an_exam_and_another_question_are_not_answered_by_what_follows() {
        let exam = flow(&[
            "How many legs does a spider have?",
            "(1 mark)",
            "How many wings does a bee have?",
            "a) two",
        ]);
        assert_eq!(follows(&exam, "How many legs does a spider have?"), None);
        assert_eq!(follows(&exam, "How many wings does a bee have?"), None);
        let mail = flow(&["When will the new tent come?", "Please bring 2 lamps."]);
        assert_eq!(follows(&mail, "When will the new tent come?"), None);
        assert_eq!(follows(&mail, "Who will bring the tent?"), None);
        let older = flow(&[
            "What does the week cost?",
            "On Tue, 3 Jun at 18:22, Ada wrote:",
            "> the key is in the green box.",
            "Are you there?",
        ]);
        assert_eq!(follows(&older, "What does the week cost?"), None);
        let mut list = flow(&["Where can I park the boat?", "Opening hours", "Daily."]);
        if let Some(block) = list.blocks.get_mut(1) {
            block.kind = BlockKind::Heading;
        }
        assert_eq!(follows(&list, "Where can I park the boat?"), None);
    }
}
