//! Questions about what papers have a section or a sentence for: limitations, funding, interests, data. If the reader is
//! not sure of an answer, the section itself answers, with its first sentences.

use super::quoted::{Named, found, sentences_of};
use crate::assistant::answer::conclude::Conclusion;
use crate::assistant::answer::quotation;
use crate::assistant::answer::request::NEAREST_SHOWN;
use crate::assistant::answer::types::{AnswerStatus, FoundAnswer, QuestionKind, Quotation};
use crate::document::{Block, BlockKind, Document, SectionId, SectionKind, Sentence};
use crate::search::SectionTopic;

/// Most sentences of a section that are quoted.
const FIRST: usize = 3;
/// No further sentence is quoted after this number of characters.
const ENOUGH: usize = 350;
/// A section with a fitting title is about the question; whether its first sentences answer was not measured.
const TITLED: f32 = 0.6;
/// The same for a sentence elsewhere that has the words of such sections.
const SAID: f32 = 0.5;
/// A reader's answer of at least this probability stands before the section.
pub(super) const CONVINCING: f32 = 0.6;

/// The topics that a question names.
pub(super) struct Topics {
    /// At least one.
    topics: Vec<SectionTopic>,
    /// Whether the question asks for nothing more particular.
    is_all: bool,
}

impl Topics {
    /// The topics of a question; `None` if it names none.
    pub(super) fn of(question: &str) -> Option<Self> {
        let topics = SectionTopic::named_in(question);
        let is_all = topics.iter().any(|topic| topic.is_all_of(question));
        (!topics.is_empty()).then_some(Self { topics, is_all })
    }

    /// Whether a reader's answer stands in a sentence about one of the topics; true for more particular questions.
    pub(super) fn allow(&self, answer: &FoundAnswer) -> bool {
        let quotation = &answer.quotation;
        let heading = quotation.section.as_deref().unwrap_or_default();
        let may = |topic: &SectionTopic| {
            !topic.stands_apart() || topic.may_be_said_in(&quotation.text, heading)
        };
        !self.is_all || self.topics.iter().any(may)
    }

    /// What a document says about the topics: the first sentences of fitting sections, or a single sentence.
    pub(super) fn in_document(&self, of: Named<'_>) -> Vec<FoundAnswer> {
        let mut topics = self.topics.iter();
        // "data and code": the first topic that the document has something on
        let under_titles = topics
            .clone()
            .map(|topic| titled(of, *topic))
            .find(|found| !found.is_empty());
        under_titles
            .or_else(|| topics.next().map(|topic| said(of, *topic)))
            .unwrap_or_default()
    }
}

/// The first sentences of sections with a fitting title.
fn titled(of: Named<'_>, topic: SectionTopic) -> Vec<FoundAnswer> {
    let sections = of.document.sections.iter();
    let fitting = sections.filter(|section| topic.is_title(&section.title));
    fitting
        .filter_map(|section| {
            let mut length = 0;
            let all: Vec<&Sentence> = sentences_in(of.document, section.id)
                .take(FIRST)
                .take_while(|sentence| {
                    let fits = length < ENOUGH;
                    length += sentence.text.chars().count();
                    fits
                })
                .collect();
            quoted(of, &all, TITLED)
        })
        .take(1)
        .collect()
}

/// The running text of a section and of those in it.
fn sentences_in(document: &Document, section: SectionId) -> impl Iterator<Item = &Sentence> {
    let is_inside = move |block: &&Block| {
        let within = |id: SectionId| {
            let parent = |id: SectionId| document.sections.get(id.0 as usize)?.parent;
            id == section || parent(id) == Some(section)
        };
        is_text(block) && block.section.is_some_and(within)
    };
    let blocks = document.blocks.iter().filter(is_inside);
    blocks.flat_map(|block| sentences_of(document, block))
}

fn is_text(block: &Block) -> bool {
    block.kind.is_prose() || block.kind == BlockKind::Footnote
}

/// The sentence that says it best: one behind the text if there is any, otherwise the last one.
fn said(of: Named<'_>, topic: SectionTopic) -> Vec<FoundAnswer> {
    let kind = |block: &Block| {
        let section = block.section?;
        Some(of.document.sections.get(section.0 as usize)?.kind)
    };
    let mut best: Option<(bool, &Sentence)> = None;
    for block in of.document.blocks.iter().filter(|block| is_text(block)) {
        let kind = kind(block);
        if kind == Some(SectionKind::References) {
            continue;
        }
        let behind = kind == Some(SectionKind::BackMatter);
        for sentence in sentences_of(of.document, block) {
            let better = best.is_none_or(|(known, _)| behind >= known);
            if better && topic.is_said_in(&sentence.text) {
                best = Some((behind, sentence));
            }
        }
    }
    let sentence = best.map(|(_, sentence)| sentence);
    sentence
        .and_then(|sentence| quoted(of, &[sentence], SAID))
        .into_iter()
        .collect()
}

/// A conclusion together with what sections say: as answers before those of which the reader is not sure, or, if the
/// question asks for something more particular that was not found, as the nearest passages. Returns what the question
/// asks for then.
pub(super) fn beside(
    topics: &Topics,
    asks_for: QuestionKind,
    mut conclusion: Conclusion,
    sections: Vec<FoundAnswer>,
    top: usize,
) -> (QuestionKind, Conclusion) {
    // the reader's words may stand in the section
    let is_known = |section: &FoundAnswer| {
        conclusion.answers.iter().any(|answer| {
            let ids = &section.quotation.sentences;
            answer.quotation.document == section.quotation.document
                && answer.quotation.sentences.iter().any(|id| ids.contains(id))
        })
    };
    if sections.is_empty() || sections.iter().any(is_known) {
        return (asks_for, conclusion);
    }
    if !topics.is_all {
        let quotations = sections.into_iter().map(|section| section.quotation);
        let first: Vec<Quotation> = quotations
            .map(|quotation| Quotation {
                end: quotation.start,
                ..quotation
            })
            .collect();
        conclusion
            .passages
            .retain(|passage| !first.contains(passage));
        conclusion.passages.splice(0..0, first);
        conclusion.passages.truncate(NEAREST_SHOWN);
        return (asks_for, conclusion);
    }
    let mut answers = sections;
    answers.append(&mut conclusion.answers);
    answers.truncate(top);
    for answer in &answers {
        if !conclusion.speaking.contains(&answer.quotation.document) {
            conclusion.speaking.push(answer.quotation.document.clone());
        }
    }
    let asks_for = match asks_for {
        QuestionKind::Deciding => QuestionKind::Deciding,
        _ => QuestionKind::Section,
    };
    let conclusion = Conclusion {
        status: AnswerStatus::Found,
        answers,
        ..conclusion
    };
    (asks_for, conclusion)
}

fn quoted(of: Named<'_>, sentences: &[&Sentence], probability: f32) -> Option<FoundAnswer> {
    let ids: Vec<_> = sentences.iter().map(|sentence| sentence.id).collect();
    let mut quotation = quotation::of_sentences(of.document, of.title, &ids, 0..0)?;
    quotation.end = u32::try_from(quotation.text.chars().count()).unwrap_or(u32::MAX);
    (!ids.is_empty()).then(|| found(quotation.text.clone(), probability, quotation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::of_sections;

    fn answers(question: &str, sections: &[(&str, &str)]) -> Vec<String> {
        let document = of_sections("aa", "On Wings", sections.iter().copied());
        let of = Named {
            document: &document,
            title: "On Wings",
        };
        let found = Topics::of(question).map(|topics| topics.in_document(of));
        let texts = found.into_iter().flatten().map(|answer| answer.text);
        texts.collect()
    }

    const PAPER: [(&str, &str); 4] = [
        (
            "Methods",
            "Wings were measured. The claim is supported by data.",
        ),
        (
            "Limitations",
            "Only males were caught. One wing was lost. The scale drifted. It rained often.",
        ),
        (
            "Acknowledgements",
            "We thank Ada. The work was supported by the Wing Foundation.",
        ),
        ("References", "Funded by the Old Council, 1990."),
    ];

    #[test]
    fn a_section_answers_with_its_first_sentences() {
        let found = answers("What are the limitations?", &PAPER);
        assert_eq!(
            found,
            ["Only males were caught. One wing was lost. The scale drifted."]
        );
        assert!(answers("How heavy are wings?", &PAPER).is_empty());
    }

    #[test]
    fn without_such_a_section_a_sentence_with_its_words_answers() {
        let found = answers("Who funded the study?", &PAPER);
        assert_eq!(found, ["The work was supported by the Wing Foundation."]);
        assert!(answers("Is there a conflict of interest?", &PAPER).is_empty());
    }

    #[test]
    fn a_more_particular_question_is_recognized() {
        let is_all = |question| Topics::of(question).is_some_and(|topics| topics.is_all);
        assert!(is_all("What are the limitations of this study?"));
        assert!(!is_all("Which limitations concern the scale?"));
    }

    #[test]
    fn words_of_a_sentence_about_something_else_are_no_answer() {
        let document = of_sections("aa", "On Wings", PAPER.into_iter());
        let of = Named {
            document: &document,
            title: "On Wings",
        };
        let topics = Topics::of("Who funded the study?").unwrap();
        let allowed = |text: &str| {
            let sentence = document.sentences.iter().find(|s| s.text == text).unwrap();
            topics.allow(&quoted(of, &[sentence], 0.9).unwrap())
        };
        assert!(allowed("The work was supported by the Wing Foundation."));
        assert!(!allowed("Wings were measured."));
    }
}
