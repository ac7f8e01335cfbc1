//! Puts the answers to several questions together as one, with a piece for each.

use super::several::Part;
use crate::assistant::answer::types::{AnswerPiece, FoundAnswer, Quotation};

/// The answers to the parts as one; `found` has for each part its candidates, the likeliest first. Among candidates
/// that are nearly as likely, those that stand close together belong together.
pub(super) fn together(parts: &[Part], found: &[Vec<FoundAnswer>]) -> Option<FoundAnswer> {
    let mut chosen: Vec<(&Part, &FoundAnswer)> = Vec::new();
    for (part, candidates) in parts.iter().zip(found) {
        let near = |answer: &FoundAnswer| {
            let beside = chosen
                .iter()
                .any(|(_, other)| are_neighbours(&answer.quotation, &other.quotation));
            let taken = chosen.iter().any(|(_, other)| {
                other.text == answer.text && other.quotation.sentences == answer.quotation.sentences
            });
            let factor = if beside { NEARNESS } else { 1.0 };
            answer.probability * if taken { 0.5 } else { factor }
        };
        let best = candidates.iter().max_by(|a, b| {
            near(a)
                .total_cmp(&near(b))
                .then(b.probability.total_cmp(&a.probability))
        });
        if let Some(best) = best {
            chosen.push((part, best));
        }
    }
    let (_, first) = chosen.first()?;
    let texts: Vec<&str> = chosen
        .iter()
        .map(|(_, answer)| answer.text.as_str())
        .collect();
    let pieces: Vec<AnswerPiece> = chosen
        .iter()
        .flat_map(|(part, answer)| match answer.pieces.as_slice() {
            [] => vec![AnswerPiece {
                asked: part.asked.clone(),
                text: answer.text.clone(),
                probability: answer.probability,
                quotation: answer.quotation.clone(),
            }],
            pieces => pieces
                .iter()
                .map(|piece| AnswerPiece {
                    asked: part.asked.clone(),
                    ..piece.clone()
                })
                .collect(),
        })
        .collect();
    Some(FoundAnswer {
        text: texts.join("; "),
        probability: pieces
            .iter()
            .map(|piece| piece.probability)
            .fold(1.0, f32::min),
        quotation: first.quotation.clone(),
        also: Vec::new(),
        pieces,
    })
}

/// How much likelier an answer is that stands beside the answer to another part.
const NEARNESS: f32 = 1.4;

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
                start: 0,
                end: 0,
                sentences: vec![crate::document::SentenceId(sentence)],
                page: None,
                places: vec![],
                section: None,
            },
            also: vec![],
            pieces: vec![],
        }
    }

    #[test]
    fn answers_that_stand_together_are_put_together() {
        let parts = parts("What was the median pH and what was its range?").unwrap();
        let found = [
            vec![answer("6.1", 0.8, 40)],
            vec![
                answer("240 to 9,700", 0.6, 7),
                answer("4.9 to 7.8", 0.5, 41),
            ],
        ];
        let joined = together(&parts, &found).unwrap();
        assert_eq!(joined.text, "6.1; 4.9 to 7.8");
        assert_eq!(joined.probability, 0.5);
        assert_eq!(joined.pieces[1].asked, "What was its range?");
        let far = [
            vec![answer("6.1", 0.8, 40)],
            vec![answer("240", 0.9, 7), answer("4.9", 0.4, 41)],
        ];
        assert_eq!(together(&parts, &far).unwrap().text, "6.1; 240");
        let missing = [vec![], vec![answer("4.9 to 7.8", 0.5, 41)]];
        let only = together(&parts, &missing).unwrap();
        assert_eq!((only.text.as_str(), only.pieces.len()), ("4.9 to 7.8", 1));
        assert!(together(&parts, &[vec![], vec![]]).is_none());
    }
}
