//! Questions that name a kind of section: who paid, where the data are, what limits the study.
//!
//! Papers answer them in a section or a paragraph of their own, in other words than the question's: "Who paid for the
//! study?" is answered under "Acknowledgements" by "supported by a grant". So such a question is also asked in the
//! words of the section, and passages under a fitting heading come first.

mod back_matter;
mod body;
mod kinds;
mod said;

use super::query::{any_form, content_words};
use crate::library::Analyzer;
use back_matter::BACK_MATTER;
use body::BODY;
use kinds::Kind;
pub use kinds::Topic;
use said::said;

/// Where a question wants to be looked up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Places {
    /// A query for passages under a fitting heading, with what the heading adds to their BM25 scores.
    pub(super) headings: Vec<(String, f64)>,
    /// A query for passages with words of such sections.
    pub(super) text: Option<String>,
}

/// The sections that a question names; `None` if it names none.
pub(super) fn places(question: &str, analyzers: &[Analyzer]) -> Option<Places> {
    let kinds = kinds(question);
    if kinds.is_empty() {
        return None;
    }
    let any = |phrases: &mut dyn Iterator<Item = &&'static str>| {
        let forms: Vec<String> = phrases
            .filter_map(|phrase| any_form(phrase, analyzers))
            .collect();
        (!forms.is_empty()).then(|| forms.join(" OR "))
    };
    let headings = kinds
        .iter()
        .filter_map(|kind| {
            let query = any(&mut kind.headings.iter())?;
            Some((format!("path : ({query})"), kind.bonus))
        })
        .collect();
    let text = any(&mut kinds.iter().flat_map(|kind| kind.text))
        .map(|query| format!("{{text more}} : ({query})"));
    Some(Places { headings, text })
}

fn all() -> impl Iterator<Item = &'static Kind> {
    BACK_MATTER.iter().chain(&BODY)
}

fn kinds(question: &str) -> Vec<&'static Kind> {
    let asked = spaced(question);
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| contains(&asked, phrase));
    let is_named = |kind: &&Kind| {
        has(kind.asked) && (kind.together_with.is_empty() || has(kind.together_with))
    };
    all().filter(is_named).collect()
}

/// A topic that papers have a section or a sentence for, and that a question names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionTopic(Topic);

impl SectionTopic {
    /// The topics of a question, without those that most of a paper is about.
    pub fn named_in(question: &str) -> Vec<Self> {
        let topics = kinds(question).into_iter().map(|kind| kind.topic);
        topics
            .filter(|topic| said(*topic).is_some())
            .map(Self)
            .collect()
    }

    /// The topic that a section with this title is about, and nothing else.
    pub fn of_title(title: &str) -> Option<Self> {
        all()
            .map(|kind| Self(kind.topic))
            .find(|topic| topic.is_title(title))
    }

    /// What it is.
    pub fn topic(self) -> Topic {
        self.0
    }

    /// Whether a section with this title is about the topic alone.
    pub fn is_title(self, title: &str) -> bool {
        /// Words of a longer title are about something particular.
        const MOST: usize = 8;
        let title = spaced(title);
        let short = title.split_whitespace().count() <= MOST;
        short && said(self.0).is_some_and(|said| any(said.titles, &title))
    }

    /// Whether a sentence is about the topic.
    pub fn is_said_in(self, sentence: &str) -> bool {
        let text = spaced(sentence);
        said(self.0).is_some_and(|said| {
            any(said.cues, &text) && (said.beside.is_empty() || any(said.beside, &text))
        })
    }

    /// Whether a sentence under a heading may answer a question about the topic: it has words of such sentences, or
    /// stands where they stand.
    pub fn may_be_said_in(self, sentence: &str, heading: &str) -> bool {
        let (text, heading) = (spaced(sentence), spaced(heading));
        let begins = |words: &[&str], text: &str| {
            let mut phrases = words.iter().map(|phrase| format!("{phrase}*"));
            phrases.any(|phrase| contains(text, &phrase))
        };
        self.is_said_in(sentence)
            || all()
                .filter(|kind| kind.topic == self.0)
                .any(|kind| begins(kind.headings, &heading) || begins(kind.text, &text))
    }

    /// Whether a question asks for the topic and nothing more particular. "Which software is open?"
    /// asks for names rather than for where software is.
    pub fn is_all_of(self, question: &str) -> bool {
        let first = spaced(question)
            .split_whitespace()
            .next()
            .map(str::to_owned);
        let for_names =
            first.is_some_and(|first| matches!(first.as_str(), "which" | "what" | "who"));
        let of_things = matches!(self.0, Topic::Data | Topic::Code);
        !(of_things && for_names) && self.other_words(question).is_empty()
    }

    /// Whether only sentences about the topic can answer; results, for one, may be concluded anywhere.
    pub fn stands_apart(self) -> bool {
        !matches!(self.0, Topic::Conclusion | Topic::Future)
    }

    /// The words of a question that are about something else than the topic: "birds" of "What are the limitations for
    /// birds?".
    pub fn other_words(self, question: &str) -> Vec<String> {
        let kind = all().find(|kind| kind.topic == self.0);
        let phrases = kind
            .into_iter()
            .flat_map(|kind| kind.asked.iter().chain(kind.together_with));
        let words: Vec<&str> = phrases.flat_map(|phrase| phrase.split(' ')).collect();
        let is_of_topic = |word: &String| {
            let spaced = format!(" {word} ");
            words.iter().any(|of_topic| contains(&spaced, of_topic))
        };
        content_words(question)
            .into_iter()
            .filter(|word| !is_of_topic(word) && !FRAMING.contains(&format!(" {word} ")))
            .collect()
    }
}

/// Words that only frame a question about a paper.
const FRAMING: &str = " study studies paper papers article work research project authors author author's patients participants subjects study's paper's \
main list name give mention mentioned discussed describe stated state reported report document text there some received \
receive come came source sources declared declare made make done conducted ";

fn any(phrases: &[&str], text: &str) -> bool {
    phrases.iter().any(|phrase| contains(text, phrase))
}

/// A question's words in lower case, between single spaces.
fn spaced(question: &str) -> String {
    let lower = question.to_lowercase().replace('\u{2019}', "'");
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-'))
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

/// Whether words in sequence match a phrase, in which a star stands for any ending.
fn contains(asked: &str, phrase: &str) -> bool {
    // Chinese and Japanese words stand without spaces
    if phrase.starts_with(|c: char| c >= '\u{2e80}') {
        return asked.contains(phrase);
    }
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let words: Vec<&str> = asked.split_whitespace().collect();
    words.windows(wanted.len()).any(|found| {
        found
            .iter()
            .zip(&wanted)
            .all(|(word, wanted)| match wanted.strip_suffix('*') {
                Some(beginning) => word.starts_with(beginning),
                None => word == wanted,
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_placed(question: &str) -> bool {
        places(question, &[Analyzer::of(None)]).is_some()
    }

    #[test]
    fn questions_name_sections_in_many_words() {
        for question in [
            "What are the study's weaknesses?",
            "Who financed this work?",
            "Which grants supported the authors?",
            "Are there any competing interests?",
            "How can I get the data?",
            "Is the code publicly available?",
            "Did an ethics committee approve the study?",
            "Under which number was the protocol registered?",
            "Whom do the authors thank?",
            "What do the authors conclude?",
            "Wer hat die Studie gefördert? Wie wurde sie finanziert?",
            "Who gave financial assistance?",
            "Where is the data?",
            "该研究有哪些局限性？",
            "这项研究由谁资助？",
            "¿Hay un conflicto de intereses?",
        ] {
            assert!(is_placed(question), "{question}");
        }
        for question in [
            "How many birds were seen in winter?",
            "What is the detection limit?",
            "Which data show an effect of age?",
            "Where was the code of Hammurabi written?",
            "What is the fundamental frequency?",
            "How much were the volunteers paid?",
            "Which evidence supported the claim?",
            "Which competing hypotheses were compared?",
        ] {
            assert!(!is_placed(question), "{question}");
        }
    }

    #[test]
    fn a_topic_is_recognized_by_titles_and_sentences() {
        let topic = |question: &str| *SectionTopic::named_in(question).first().unwrap();
        let funding = topic("Who funded the study?");
        assert!(funding.is_title("7. Funding") && !funding.is_title("Acknowledgements"));
        for sentence in [
            "This work was supported by the Example Research Council.",
            "The financial assistance of the National Fund is acknowledged.",
            "The study received no specific grant from any agency.",
            "This work was carried out with the support of the Example Program for Farming, Rural Administration.",
        ] {
            assert!(funding.is_said_in(sentence), "{sentence}");
        }
        for sentence in [
            "This claim is supported by the data.",
            "We thank Ada for comments.",
        ] {
            assert!(!funding.is_said_in(sentence), "{sentence}");
        }
        let limits = topic("What are the limitations of the study?");
        assert!(limits.is_title("4.3 Strengths and limitations"));
        assert!(
            limits
                .other_words("What are the main limitations of the study?")
                .is_empty()
        );
        assert_eq!(
            limits.other_words("What are the limitations for young birds?"),
            ["young", "birds"]
        );
        assert!(
            topic("Is there a conflict of interest?").is_said_in("No competing interests exist.")
        );
        assert!(topic("Where is the data?").is_said_in("All data are available at Zenodo."));
        assert!(SectionTopic::named_in("Which method was used?").is_empty());
        let code = topic("Which software is openly available?");
        assert!(!code.is_all_of("Which software is openly available?"));
        assert!(code.is_all_of("Is the software available?"));
        assert!(funding.may_be_said_in("Ada gave the money.", "Acknowledgments"));
        assert!(!funding.may_be_said_in("Ada gave the birds food.", "Methods"));
        assert!(!limits.may_be_said_in("Few studies document its potential.", "Background"));
    }
}
