//! An answer as text for people: what it is, then each quotation with its document, page and score.

use super::output::wrapped;
use super::summary_text::WEAK;
use crate::assistant::answer::{AnswerView, CitedSentence, Gist, Quotation};
use crate::text::answers;

/// So many documents without an answer are named; the others are counted.
const NAMED: usize = 5;
/// So many other places that say the same are named.
const MOST_PLACES: usize = 4;

/// The whole of it, lines no wider than `width`.
pub(super) fn text<'r>(
    view: &AnswerView,
    remarks: impl Iterator<Item = &'r str>,
    width: Option<usize>,
) -> String {
    let mut text = wrapped(&answers::message(view), "", width);
    text.push('\n');
    for (index, answer) in view.answers.iter().enumerate() {
        let number = format!("{}. ", index + 1);
        let percent = (answer.probability * 100.0).round();
        let head = format!("\n{number}{} ({percent:.0} %)", answer.text);
        text.push_str(&wrapped(&head, "   ", width));
        text.push('\n');
        push_quotation(&mut text, &answer.quotation, width);
        let also: Vec<String> = answer
            .also
            .iter()
            .take(MOST_PLACES)
            .map(|quotation| {
                if quotation.document == answer.quotation.document {
                    page_of(quotation).unwrap_or_else(|| "elsewhere".into())
                } else {
                    place_of(quotation)
                }
            })
            .collect();
        if !also.is_empty() {
            let line = format!("   also: {}", also.join("; "));
            text.push_str(&wrapped(&line, "   ", width));
            text.push('\n');
        }
    }
    for quotation in &view.passages {
        text.push('\n');
        push_quotation(&mut text, quotation, width);
    }
    if let Some(gist) = &view.gist {
        push_gist(&mut text, gist, view, width);
    }
    if view.asked > 1 && view.without_count > 0 && !view.without.is_empty() {
        let mut names: Vec<&str> = view
            .without
            .iter()
            .take(NAMED)
            .map(|document| document.title.as_str())
            .collect();
        let others = format!("{} others", view.without_count as usize - names.len());
        if view.without_count as usize > names.len() {
            names.push(&others);
        }
        let line = format!("\nNothing on this in: {}", names.join("; "));
        text.push_str(&wrapped(&line, "  ", width));
        text.push('\n');
    }
    for remark in remarks {
        text.push_str(&wrapped(&format!("\nNote: {remark}\n"), "", width));
    }
    text
}

/// What a model wrote about the quotations above, said to be so.
fn push_gist(text: &mut String, gist: &Gist, view: &AnswerView, width: Option<usize>) {
    let label = format!(
        "\nIn short, written by {} from these passages:\n",
        gist.model
    );
    text.push_str(&wrapped(&label, "", width));
    for said in &gist.sentences {
        let mut places: Vec<String> = Vec::new();
        for source in &said.evidence {
            let page = source.page.map(|page| format!("p. {page}"));
            let title = title_of(view, source).filter(|_| view.asked > 1);
            let place = [title, page].into_iter().flatten().collect::<Vec<_>>();
            let place = place.join(", ");
            if !place.is_empty() && !places.contains(&place) {
                places.push(place);
            }
        }
        let mut line = format!("   {}", said.text);
        if !places.is_empty() {
            line.push_str(&format!(" [{}]", places.join("; ")));
        }
        if said.support < WEAK {
            line.push_str(" (weakly supported by its sources)");
        }
        text.push_str(&wrapped(&line, "   ", width));
        text.push('\n');
    }
}

/// The title of a source's document, which is among those quoted.
fn title_of(view: &AnswerView, source: &CitedSentence) -> Option<String> {
    let answers = view.answers.iter().map(|answer| &answer.quotation);
    answers
        .chain(&view.passages)
        .find(|quotation| quotation.document == source.document)
        .map(|quotation| quotation.title.clone())
}

fn push_quotation(text: &mut String, quotation: &Quotation, width: Option<usize>) {
    text.push_str(&wrapped(&format!("   “{}”", quotation.text), "   ", width));
    text.push('\n');
    text.push_str(&wrapped(
        &format!("   {}", place_of(quotation)),
        "   ",
        width,
    ));
    text.push('\n');
}

/// `On Wings, p. 3, Methods`.
fn place_of(quotation: &Quotation) -> String {
    let mut parts = Vec::new();
    if !quotation.title.is_empty() {
        parts.push(quotation.title.clone());
    }
    parts.extend(page_of(quotation));
    parts.extend(quotation.section.clone());
    parts.join(", ")
}

fn page_of(quotation: &Quotation) -> Option<String> {
    quotation.page.map(|page| format!("p. {page}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::{AnswerStatus, FoundAnswer, GistSentence, NamedDocument};
    use crate::document::{DocumentId, SentenceId};

    fn quotation(page: u32) -> Quotation {
        Quotation {
            document: DocumentId("aa".into()),
            title: "On Wings".into(),
            text: "The tags weighed 30 grams.".into(),
            start: 17,
            end: 25,
            sentences: vec![SentenceId(4)],
            page: Some(page),
            places: vec![],
            section: Some("2 Methods".into()),
        }
    }

    fn view() -> AnswerView {
        AnswerView {
            question: "How heavy?".into(),
            status: AnswerStatus::Found,
            reader: Some("reader".into()),
            asked: 9,
            answers: vec![FoundAnswer {
                text: "30 grams".into(),
                probability: 0.824,
                quotation: quotation(3),
                also: vec![quotation(7)],
            }],
            passages: vec![],
            without: (0..8)
                .map(|n| NamedDocument {
                    id: DocumentId(n.to_string()),
                    title: format!("Paper {n}"),
                })
                .collect(),
            without_count: 8,
            gist: None,
            remarks: vec![],
        }
    }

    #[test]
    fn an_answer_is_printed_with_quotation_document_page_and_score() {
        assert_eq!(
            text(&view(), ["Page 3 was not read."].into_iter(), None),
            "One answer was found.\n\n1. 30 grams (82 %)\n   “The tags weighed 30 grams.”\n   \
             On Wings, p. 3, 2 Methods\n   also: p. 7\n\n\
             Nothing on this in: Paper 0; Paper 1; Paper 2; Paper 3; Paper 4; 3 others\n\n\
             Note: Page 3 was not read.\n"
        );
    }

    #[test]
    fn a_gist_stands_behind_the_quotations_and_says_who_wrote_it() {
        let source = |sentence, page| CitedSentence {
            document: DocumentId("aa".into()),
            sentence: SentenceId(sentence),
            page: Some(page),
            weight: 0.5,
        };
        let mut view = view();
        view.gist = Some(Gist {
            model: "bird-writer".into(),
            sentences: vec![
                GistSentence {
                    text: "Tags were light.".into(),
                    evidence: vec![source(4, 3), source(5, 3)],
                    support: 0.9,
                },
                GistSentence {
                    text: "They flew to Mars.".into(),
                    evidence: vec![source(4, 3)],
                    support: 0.1,
                },
            ],
        });
        let shown = text(&view, std::iter::empty(), None);
        assert!(
            shown.contains(
                "   also: p. 7\n\nIn short, written by bird-writer from these passages:\n   \
                 Tags were light. [On Wings, p. 3]\n   They flew to Mars. [On Wings, p. 3] \
                 (weakly supported by its sources)\n\nNothing on this in:"
            ),
            "{shown}"
        );
        view.asked = 1;
        assert!(text(&view, std::iter::empty(), None).contains("Tags were light. [p. 3]\n"));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut view = view();
        view.answers[0].quotation.text = "a word and another ".repeat(20);
        let widest = text(&view, std::iter::empty(), Some(40))
            .lines()
            .map(|line| line.chars().count())
            .max();
        assert!(widest <= Some(40));
    }
}
