//! Questions that may follow an answer. Each is one that the documents answer for certain: what an abbreviation of a
//! quotation stands for, if its document introduces it, and what papers have a section for, if there is such a section.
//! None was asked before.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::abbreviations::{introduced, is_abbreviation};
use super::definition::definitions;
use super::quoted::Named;
use super::term::Term;
use crate::assistant::answer::types::{AnswerStatus, AnswerView, Quotation};
use crate::document::Document;
use crate::search::{SectionTopic, Topic};

/// Most questions that are suggested.
const MOST: usize = 3;
/// Most of them that ask for a section.
const MOST_SECTIONS: usize = 2;

/// What papers have a section for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SectionSubject {
    /// What limits the work.
    Limitations,
    /// What is left to do.
    Future,
    /// What the authors conclude.
    Conclusion,
    /// Who paid for it.
    Funding,
    /// Which competing interests there are.
    Interests,
    /// Where the data are.
    Data,
    /// Where the code is.
    Code,
    /// Who approved the study.
    Ethics,
    /// Who did what.
    Contributions,
}

/// A question that may follow an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FollowUp {
    /// What an abbreviation stands for.
    Abbreviation {
        /// The abbreviation, as the quotation has it.
        short: String,
    },
    /// What a section says.
    Section {
        /// What the section is about.
        subject: SectionSubject,
    },
    /// The same question, to the whole library.
    Library,
}

/// At most three questions that may follow an answer. `documents` are those that it quotes, or that were asked if it
/// quotes none; `before` are questions that were asked already; `elsewhere` is whether the library has documents that
/// were not asked.
pub(crate) fn follow_ups(
    view: &AnswerView,
    documents: &[Arc<Document>],
    before: &[&str],
    elsewhere: bool,
) -> Vec<FollowUp> {
    let quotations: Vec<&Quotation> = view
        .answers
        .iter()
        .map(|answer| &answer.quotation)
        .collect();
    let mut follow_ups = Vec::new();
    let judged = matches!(view.status, AnswerStatus::Found | AnswerStatus::Routed(_));
    if judged {
        follow_ups.extend(abbreviation(&quotations, documents, before));
        follow_ups.extend(sections(&quotations, documents, before));
    }
    follow_ups.truncate(MOST);
    let possible = !matches!(view.status, AnswerStatus::Routed(_));
    if elsewhere && possible && follow_ups.len() < MOST {
        follow_ups.push(FollowUp::Library);
    }
    follow_ups
}

/// The first abbreviation of the quotations that its document introduces in another place.
fn abbreviation(
    quotations: &[&Quotation],
    documents: &[Arc<Document>],
    before: &[&str],
) -> Option<FollowUp> {
    let asked = |short: &str| {
        before
            .iter()
            .any(|question| words(question).any(|word| word == short))
    };
    for quotation in quotations {
        let Some(document) = documents
            .iter()
            .find(|document| document.id == quotation.document)
        else {
            continue;
        };
        let said_here: Vec<&str> = introduced(&quotation.text)
            .into_iter()
            .filter_map(|here| quotation.text.get(here.short))
            .collect();
        for short in words(&quotation.text).filter(|word| is_abbreviation(word)) {
            if said_here.contains(&short) || asked(short) {
                continue;
            }
            let term = Term {
                text: short.to_owned(),
                certain: true,
                reverse: false,
            };
            let of = Named {
                document,
                title: &quotation.title,
            };
            let elsewhere = |definition: &Quotation| definition.sentences != quotation.sentences;
            if definitions(of, &term)
                .iter()
                .any(|found| elsewhere(&found.quotation))
            {
                return Some(FollowUp::Abbreviation {
                    short: short.to_owned(),
                });
            }
        }
    }
    None
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|word| !word.is_empty())
}

/// What the documents have sections for, those nearest to the quotations first.
fn sections(
    quotations: &[&Quotation],
    documents: &[Arc<Document>],
    before: &[&str],
) -> Vec<FollowUp> {
    let mut near: Vec<(usize, SectionSubject)> = Vec::new();
    for document in documents {
        let quoted = quotations
            .iter()
            .find(|quotation| quotation.document == document.id)
            .and_then(|quotation| quotation.section.as_deref());
        let at = |title: &str| {
            document
                .sections
                .iter()
                .position(|section| section.title == title)
        };
        let from = quoted.and_then(at).unwrap_or(0);
        for (index, section) in document.sections.iter().enumerate() {
            let Some(topic) = SectionTopic::of_title(&section.title) else {
                continue;
            };
            // the answer stands there already
            let quoted = quoted == Some(section.title.as_str());
            let asked = before
                .iter()
                .any(|question| SectionTopic::named_in(question).contains(&topic));
            let Some(subject) = subject(topic).filter(|_| !quoted && !asked) else {
                continue;
            };
            let distance = index.abs_diff(from);
            match near.iter_mut().find(|(_, known)| *known == subject) {
                Some((known, _)) => *known = distance.min(*known),
                None => near.push((distance, subject)),
            }
        }
    }
    near.sort_by_key(|(distance, _)| *distance);
    let nearest = near.into_iter().take(MOST_SECTIONS);
    nearest
        .map(|(_, subject)| FollowUp::Section { subject })
        .collect()
}

/// The subject of a question for a section; `None` for what nobody needs suggested.
fn subject(topic: SectionTopic) -> Option<SectionSubject> {
    match topic.topic() {
        Topic::Limitations => Some(SectionSubject::Limitations),
        Topic::Future => Some(SectionSubject::Future),
        Topic::Conclusion => Some(SectionSubject::Conclusion),
        Topic::Funding => Some(SectionSubject::Funding),
        Topic::Interests => Some(SectionSubject::Interests),
        Topic::Data => Some(SectionSubject::Data),
        Topic::Code => Some(SectionSubject::Code),
        Topic::Ethics => Some(SectionSubject::Ethics),
        Topic::Contributions => Some(SectionSubject::Contributions),
        Topic::Registration | Topic::Thanks | Topic::Methods | Topic::Participants => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::quoted::of_sentence;
    use super::*;
    use crate::assistant::answer::types::{FoundAnswer, QuestionKind};
    use crate::document::of_sections;

    /// A paper, and an answer that quotes its sentence with this number.
    fn answered(sentence: usize) -> (Arc<Document>, AnswerView) {
        let sections = [
            (
                "Methods",
                "Metals were measured by inductively coupled plasma (ICP). Birds were weighed.",
            ),
            (
                "Results",
                "The ICP found copper in every bird. A budget was approved.",
            ),
            ("Limitations", "Only males were caught."),
            ("Funding", "The council paid for it."),
            ("Conclusions", "Birds have copper in them."),
        ];
        let document = of_sections("aa", "On Wings", sections.into_iter());
        let of = Named {
            document: &document,
            title: "On Wings",
        };
        let sentence = document.sentences.get(sentence).unwrap();
        let quotation = of_sentence(of, sentence, 0..0).unwrap();
        let view = AnswerView {
            question: "Where was copper found?".into(),
            asks_for: QuestionKind::Words,
            status: AnswerStatus::Found,
            provisional: false,
            reader: Some("tiny".into()),
            asked: 1,
            answers: vec![FoundAnswer {
                text: "in every bird".into(),
                probability: 0.8,
                quotation,
                also: Vec::new(),
                pieces: Vec::new(),
            }],
            passages: Vec::new(),
            without: Vec::new(),
            without_count: 0,
            gist: None,
            remarks: Vec::new(),
        };
        (Arc::new(document), view)
    }

    fn of(sentence: usize, before: &[&str]) -> Vec<FollowUp> {
        let (document, view) = answered(sentence);
        follow_ups(&view, &[document], before, false)
    }

    const ICP: &str = "The ICP found copper in every bird.";
    const LIMITS: FollowUp = FollowUp::Section {
        subject: SectionSubject::Limitations,
    };
    const FUNDING: FollowUp = FollowUp::Section {
        subject: SectionSubject::Funding,
    };

    #[test]
    fn what_the_document_answers_for_certain_is_suggested_and_the_nearest_section_first() {
        let (document, _) = answered(0);
        let texts = document
            .sentences
            .iter()
            .map(|sentence| sentence.text.as_str());
        let texts: Vec<&str> = texts.collect();
        let at = texts.iter().position(|text| *text == ICP).unwrap();
        let short = FollowUp::Abbreviation {
            short: "ICP".into(),
        };
        assert_eq!(of(at, &[]), [short, LIMITS, FUNDING]);
        // where it is introduced, nobody asks for it
        assert_eq!(of(at - 2, &[]), [LIMITS, FUNDING]);
    }

    #[test]
    fn what_was_asked_already_is_not_suggested_in_whatever_words() {
        let before = [
            "Tell me what ICP means",
            "Which limitations does the study have?",
        ];
        let conclusion = FollowUp::Section {
            subject: SectionSubject::Conclusion,
        };
        assert_eq!(of(2, &before), [FUNDING, conclusion]);
    }

    #[test]
    fn nothing_found_leads_to_the_other_documents_only() {
        let (document, mut view) = answered(2);
        view.status = AnswerStatus::NotFound;
        view.answers.clear();
        let documents = [document];
        assert_eq!(
            follow_ups(&view, &documents, &[], true),
            [FollowUp::Library]
        );
        assert_eq!(follow_ups(&view, &documents, &[], false), []);
    }

    #[test]
    fn the_windows_questions_ask_for_their_sections() {
        let asked = [
            ("What are the limitations?", Topic::Limitations),
            ("What is left for future work?", Topic::Future),
            ("What do the authors conclude?", Topic::Conclusion),
            ("Who funded the work?", Topic::Funding),
            ("Are there competing interests?", Topic::Interests),
            ("Are the data available?", Topic::Data),
            ("Is the code available?", Topic::Code),
            ("Was there ethics approval?", Topic::Ethics),
            ("What are the author contributions?", Topic::Contributions),
        ];
        for (question, topic) in asked {
            let named = SectionTopic::named_in(question);
            assert!(
                named.iter().any(|named| named.topic() == topic),
                "{question}"
            );
        }
    }
}
