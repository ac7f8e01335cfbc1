//! An answer as text for people: what it is, then each quotation with its document, page and score.

use super::output::wrapped;
use crate::assistant::answer::{AnswerView, CitedSentence, FoundAnswer, Gist, Quotation};
use crate::export::WEAK;
use crate::text::{answers, notes};

/// Documents without an answer that are named; the others are counted.
const NAMED: usize = 5;
/// If an answer has more pieces, its first line counts them instead of naming them.
const NAMED_IN_HEAD: usize = 3;
/// Other places that say the same and are named.
const MOST_PLACES: usize = 4;

/// The whole answer, in lines no wider than `width`.
pub(super) fn text<'r>(
    view: &AnswerView,
    remarks: impl Iterator<Item = &'r str>,
    width: Option<usize>,
) -> String {
    let mut text = wrapped(&answers::message(view), "", width);
    text.push('\n');
    for (index, answer) in view.answers.iter().enumerate() {
        let said = match answer.pieces.len() {
            pieces if pieces > NAMED_IN_HEAD => answers::several(answer),
            _ => answers::likely(answer),
        };
        let head = format!("\n{}. {said}", index + 1);
        text.push_str(&wrapped(&head, "   ", width));
        text.push('\n');
        match answer.pieces.as_slice() {
            [] => push_quotation(&mut text, &answer.quotation, width),
            _ => push_pieces(&mut text, answer, width),
        }
        if !answer.also.is_empty() {
            let also = answers::also(answer, answer.also.iter().take(MOST_PLACES));
            push_indented(&mut text, &also, width);
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
        let named = view.without.iter().take(NAMED);
        let titles: Vec<&str> = named.map(|document| document.title.as_str()).collect();
        let others = (view.without_count as usize).saturating_sub(titles.len());
        let line = format!("\n{}", answers::nothing_in(&titles, others));
        text.push_str(&wrapped(&line, "  ", width));
        text.push('\n');
    }
    for remark in remarks {
        let note = format!("\n{}\n", notes::labelled(remark));
        text.push_str(&wrapped(&note, "", width));
    }
    text
}

/// What a model wrote about the quotations above, under a line that names the model.
fn push_gist(text: &mut String, gist: &Gist, view: &AnswerView, width: Option<usize>) {
    let label = format!("\n{}\n", answers::gist_by(&gist.model));
    text.push_str(&wrapped(&label, "", width));
    for said in &gist.sentences {
        let mut places: Vec<String> = Vec::new();
        for source in &said.evidence {
            let title = title_of(view, source).filter(|_| view.asked > 1);
            let place = answers::source(title, source.page);
            if !place.is_empty() && !places.contains(&place) {
                places.push(place);
            }
        }
        let line = answers::gist_sentence(&said.text, &places, said.support < WEAK);
        push_indented(text, &line, width);
    }
}

/// The title of a source's document, which is among the quoted ones.
fn title_of<'v>(view: &'v AnswerView, source: &CitedSentence) -> Option<&'v str> {
    let answers = view.answers.iter().map(|answer| &answer.quotation);
    answers
        .chain(&view.passages)
        .find(|quotation| quotation.document == source.document)
        .map(|quotation| quotation.title.as_str())
}

/// The pieces of an answer, each above its quotation. A quotation that several pieces share stands once, and words
/// that are all of their quotation, such as a heading, have its page behind them instead.
fn push_pieces(text: &mut String, answer: &FoundAnswer, width: Option<usize>) {
    let alike = answer
        .pieces
        .iter()
        .all(|piece| piece.probability == answer.probability);
    for (at, piece) in answer.pieces.iter().enumerate() {
        let mut line = format!("- {}", answers::piece(piece, !alike));
        let next = answer.pieces.get(at + 1).map(|next| &next.quotation);
        let shared = next.is_some_and(|next| {
            next.document == piece.quotation.document && next.text == piece.quotation.text
        });
        let page = answers::source(None, piece.quotation.page);
        let quoted = piece.text.ends_with(&piece.quotation.text);
        if quoted && !page.is_empty() {
            line.push_str(&format!(" [{page}]"));
        }
        push_indented(text, &line, width);
        if !shared && !quoted {
            push_quotation(text, &piece.quotation, width);
        }
    }
}

fn push_quotation(text: &mut String, quotation: &Quotation, width: Option<usize>) {
    // what is counted stands nowhere in words
    if !quotation.text.is_empty() {
        push_indented(text, &answers::quoted(&quotation.text), width);
    }
    push_indented(text, &answers::place(quotation), width);
}

/// A line under the number of an answer.
fn push_indented(text: &mut String, line: &str, width: Option<usize>) {
    text.push_str(&wrapped(&format!("   {line}"), "   ", width));
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::{
        AnswerPiece, AnswerStatus, GistSentence, NamedDocument, QuestionKind,
    };
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
            recognized: false,
        }
    }

    fn view() -> AnswerView {
        AnswerView {
            question: "How heavy?".into(),
            asks_for: QuestionKind::Words,
            provisional: false,
            status: AnswerStatus::Found,
            reader: Some("reader".into()),
            asked: 9,
            answers: vec![FoundAnswer {
                text: "30 grams".into(),
                probability: 0.824,
                quotation: quotation(3),
                also: vec![quotation(7)],
                pieces: vec![],
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
            "One answer was found.\n\n1. 30 grams (82%)\n   “The tags weighed 30 grams.”\n   \
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
            text: String::new(),
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
    fn pieces_stand_under_their_answer_and_share_a_quotation() {
        let mut view = view();
        let piece = |asked: &str, text: &str| AnswerPiece {
            asked: asked.into(),
            text: text.into(),
            probability: 0.5,
            quotation: quotation(3),
        };
        view.answers[0].also.clear();
        view.answers[0].text = "tags; 30 grams".into();
        view.answers[0].pieces = vec![
            piece("What weighed?", "tags"),
            piece("How much?", "30 grams"),
        ];
        view.asks_for = QuestionKind::Several;
        assert!(text(&view, std::iter::empty(), None).starts_with(
            "Each part was answered by itself.\n\n1. tags; 30 grams (82%)\n   \
             - What weighed? tags (50%)\n   - How much? 30 grams (50%)\n   \
             “The tags weighed 30 grams.”\n   On Wings, p. 3, 2 Methods\n"
        ));
    }

    #[test]
    fn many_pieces_are_counted_and_those_that_are_their_quotation_have_its_page() {
        let mut view = view();
        let piece = |text: &str| AnswerPiece {
            asked: String::new(),
            text: text.into(),
            probability: 0.9,
            quotation: Quotation {
                text: text.into(),
                ..quotation(3)
            },
        };
        view.answers[0].also.clear();
        view.answers[0].probability = 0.9;
        view.answers[0].pieces = ["Abstract", "Methods", "Results", "Funding"]
            .map(piece)
            .to_vec();
        let shown = text(&view, std::iter::empty(), None);
        assert!(
            shown.contains("1. 4 entries (90%)\n   - Abstract [p. 3]\n   - Methods [p. 3]\n"),
            "{shown}"
        );
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
