//! Puts the answers to several questions together as one, with a piece for each.

use super::part::Part;
use crate::assistant::answer::types::{AnswerPiece, FoundAnswer, Quotation};

/// What may answer one part of a question.
#[derive(Default)]
pub(super) struct Candidates {
    /// Answers, the likeliest first.
    pub(super) sure: Vec<FoundAnswer>,
    /// What is an answer only beside that of another part.
    pub(super) doubtful: Vec<FoundAnswer>,
}

/// Most candidates of a part that are tried together with those of the others.
const MOST_TRIED: usize = 6;
/// How much likelier an answer is that stands beside the answer to another part.
const NEARNESS: f32 = 1.5;
/// The least probability of a doubtful answer beside that of another part.
const LEAST_BESIDE: f32 = 0.25;
/// How likely an answer is that covers the words of another part's.
const OVERLAP: f32 = 0.2;
/// A part is left without an answer rather than have one that is less likely than this.
const WITHOUT: f32 = 0.1;

/// The answers to the parts as one, and whether each part has one; `None` if none has. Candidates that stand close
/// together belong together, and a doubtful one counts only beside another part's answer that is not.
pub(super) fn together(parts: &[Part], found: &[Candidates]) -> Option<(FoundAnswer, Vec<bool>)> {
    let mut best: (f32, Vec<Option<&FoundAnswer>>) = (0.0, Vec::new());
    try_all(found, &mut Vec::new(), &mut best);
    let (_, chosen) = best;
    let answered: Vec<bool> = chosen.iter().map(Option::is_some).collect();
    let chosen: Vec<(&Part, &FoundAnswer)> = parts
        .iter()
        .zip(chosen)
        .filter_map(|(part, answer)| Some((part, answer?)))
        .collect();
    let (_, first) = chosen.first()?;
    let texts: Vec<&str> = chosen
        .iter()
        .map(|(_, answer)| answer.text.as_str())
        .collect();
    let pieces: Vec<AnswerPiece> = chosen
        .iter()
        .flat_map(|(part, answer)| pieces_of(part, answer))
        .collect();
    let answer = FoundAnswer {
        text: texts.join("; "),
        probability: pieces
            .iter()
            .map(|piece| piece.probability)
            .fold(1.0, f32::min),
        quotation: first.quotation.clone(),
        also: Vec::new(),
        pieces,
    };
    Some((answer, answered))
}

/// The answer with a single piece if all of its pieces are the same words of the same place: "twice as fast" says
/// how two things compare.
pub(super) fn once(mut answer: FoundAnswer) -> FoundAnswer {
    let mut pieces = answer.pieces.iter();
    let Some(first) = pieces.next() else {
        return answer;
    };
    if pieces.all(|piece| piece.text == first.text && piece.quotation == first.quotation) {
        answer.text.clone_from(&first.text);
        answer.pieces.clear();
    }
    answer
}

/// The pieces of one part's answer.
fn pieces_of(part: &Part, answer: &FoundAnswer) -> Vec<AnswerPiece> {
    if answer.pieces.is_empty() {
        return vec![AnswerPiece {
            asked: part.asked.clone(),
            text: answer.text.clone(),
            probability: answer.probability,
            quotation: answer.quotation.clone(),
        }];
    }
    answer
        .pieces
        .iter()
        .map(|piece| AnswerPiece {
            asked: part.asked.clone(),
            ..piece.clone()
        })
        .collect()
}

/// Tries every candidate of the next part, and none, with what was chosen for the parts before it.
fn try_all<'f>(
    found: &'f [Candidates],
    chosen: &mut Vec<Option<&'f FoundAnswer>>,
    best: &mut (f32, Vec<Option<&'f FoundAnswer>>),
) {
    let Some(next) = found.get(chosen.len()) else {
        let fit = fit(found, chosen);
        if fit > best.0 {
            *best = (fit, chosen.clone());
        }
        return;
    };
    let candidates = next.sure.iter().chain(&next.doubtful).take(MOST_TRIED);
    for candidate in candidates.map(Some).chain([None]) {
        chosen.push(candidate);
        try_all(found, chosen, best);
        chosen.pop();
    }
}

/// How well candidates fit together; 0 if a doubtful one stands alone.
fn fit(found: &[Candidates], chosen: &[Option<&FoundAnswer>]) -> f32 {
    let mut fit = 1.0;
    for (at, candidate) in chosen.iter().enumerate() {
        let Some(answer) = candidate else {
            fit *= WITHOUT;
            continue;
        };
        fit *= answer.probability;
        let mut beside = false;
        let mut beside_sure = false;
        for (other_at, other) in chosen.iter().enumerate() {
            let Some(other) = other.filter(|_| other_at != at) else {
                continue;
            };
            let near = are_neighbours(&answer.quotation, &other.quotation);
            beside |= near;
            beside_sure |= near && !is_doubtful(found, other_at, other);
            if other_at < at && overlap(&answer.quotation, &other.quotation) {
                fit *= OVERLAP;
            }
        }
        if beside {
            fit *= NEARNESS;
        }
        let counts = beside_sure && answer.probability >= LEAST_BESIDE;
        if is_doubtful(found, at, answer) && !counts {
            return 0.0;
        }
    }
    fit
}

/// Whether a candidate of a part is no answer by itself.
fn is_doubtful(found: &[Candidates], part: usize, answer: &FoundAnswer) -> bool {
    found
        .get(part)
        .is_some_and(|candidates| candidates.doubtful.contains(answer))
}

/// Whether two quotations mark the same words.
fn overlap(a: &Quotation, b: &Quotation) -> bool {
    a.document == b.document
        && a.sentences == b.sentences
        && a.text == b.text
        && a.start < b.end
        && b.start < a.end
}

/// Whether two quotations are of the same sentence or of neighbours.
fn are_neighbours(a: &Quotation, b: &Quotation) -> bool {
    let (Some(first), Some(second)) = (a.sentences.first(), b.sentences.first()) else {
        return false;
    };
    a.document == b.document && first.0.abs_diff(second.0) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::several::parts;

    fn answer(text: &str, probability: f32, sentence: u32) -> FoundAnswer {
        FoundAnswer {
            text: text.into(),
            probability,
            quotation: Quotation {
                document: crate::document::DocumentId("aa".into()),
                title: String::new(),
                text: format!("It is {text}."),
                start: 6,
                end: 6 + text.len() as u32,
                sentences: vec![crate::document::SentenceId(sentence)],
                page: None,
                places: vec![],
                section: None,
                recognized: false,
            },
            also: vec![],
            pieces: vec![],
        }
    }

    fn sure(answers: &[FoundAnswer]) -> Candidates {
        Candidates {
            sure: answers.to_vec(),
            doubtful: vec![],
        }
    }

    fn doubtful(answers: &[FoundAnswer]) -> Candidates {
        Candidates {
            sure: vec![],
            doubtful: answers.to_vec(),
        }
    }

    fn said(found: &[Candidates]) -> Option<(String, Vec<bool>)> {
        let parts = parts("What was the median pH and what was its range?").unwrap();
        together(&parts, found).map(|(answer, answered)| (answer.text, answered))
    }

    #[test]
    fn answers_that_stand_together_are_put_together() {
        let parts = parts("What was the median pH and what was its range?").unwrap();
        let found = [
            sure(&[answer("6.1", 0.8, 40)]),
            sure(&[
                answer("240 to 9,700", 0.6, 7),
                answer("4.9 to 7.8", 0.5, 41),
            ]),
        ];
        let (joined, _) = together(&parts, &found).unwrap();
        assert_eq!(joined.text, "6.1; 4.9 to 7.8");
        assert_eq!(joined.probability, 0.5);
        assert_eq!(joined.pieces[1].asked, "What was its range?");
        let far = [
            sure(&[answer("6.1", 0.8, 40)]),
            sure(&[answer("240", 0.95, 7), answer("4.9", 0.3, 41)]),
        ];
        assert_eq!(said(&far), Some(("6.1; 240".into(), vec![true, true])));
    }

    #[test]
    fn a_part_may_be_missing() {
        let missing = [sure(&[]), sure(&[answer("4.9 to 7.8", 0.5, 41)])];
        assert_eq!(
            said(&missing),
            Some(("4.9 to 7.8".into(), vec![false, true]))
        );
        assert_eq!(said(&[sure(&[]), sure(&[])]), None);
    }

    #[test]
    fn a_doubtful_answer_counts_only_beside_another() {
        let near = [
            sure(&[answer("6.1", 0.8, 40)]),
            doubtful(&[answer("4.9 to 7.8", 0.25, 40)]),
        ];
        assert_eq!(
            said(&near),
            Some(("6.1; 4.9 to 7.8".into(), vec![true, true]))
        );
        let far = [
            sure(&[answer("6.1", 0.8, 40)]),
            doubtful(&[answer("4.9 to 7.8", 0.25, 7)]),
        ];
        assert_eq!(said(&far), Some(("6.1".into(), vec![true, false])));
        let both = [
            doubtful(&[answer("6.1", 0.25, 40)]),
            doubtful(&[answer("4.9 to 7.8", 0.25, 40)]),
        ];
        assert_eq!(said(&both), None);
        let unlikely = [
            sure(&[answer("6.1", 0.8, 40)]),
            doubtful(&[answer("4.9 to 7.8", 0.1, 40)]),
        ];
        assert_eq!(said(&unlikely), Some(("6.1".into(), vec![true, false])));
        let alone = [sure(&[]), doubtful(&[answer("4.9 to 7.8", 0.25, 7)])];
        assert_eq!(said(&alone), None);
    }

    #[test]
    fn the_same_words_twice_are_said_once() {
        let parts = parts("What was the median pH and what was its range?").unwrap();
        let found = [
            sure(&[answer("twice as fast", 0.8, 3)]),
            sure(&[answer("twice as fast", 0.7, 3)]),
        ];
        let (joined, _) = together(&parts, &found).unwrap();
        assert_eq!(once(joined).text, "twice as fast");
    }

    #[test]
    fn the_same_words_answer_one_part() {
        let mut longer = answer("934", 0.5, 3);
        longer.text = "is 934".into();
        let found = [
            sure(&[answer("934", 0.6, 3)]),
            sure(&[longer, answer("1.3", 0.4, 4)]),
        ];
        assert_eq!(said(&found), Some(("934; 1.3".into(), vec![true, true])));
    }
}
