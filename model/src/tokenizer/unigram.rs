//! The unigram model: the most probable way to cut a text into pieces.
//!
//! Source: `Model::EncodeOptimized` of SentencePiece's `unigram_model.cc`. The arithmetic matches it to the
//! bit, because it decides ties: it adds scores from left to right in single precision. (The `tokenizers` crate
//! adds in double precision and cuts, for instance, 17 exclamation marks differently.)

use super::sentencepiece::{Piece, PieceKind};

/// An unknown character costs this much more than the lowest score.
const UNKNOWN_PENALTY: f32 = 10.0;

/// A vocabulary prepared for cutting.
#[derive(Debug, Clone)]
pub(super) struct Unigram {
    /// Texts with their ids, sorted by text.
    sorted: Vec<(Vec<u8>, u32)>,
    /// Score and kind by id.
    scores: Vec<(f32, PieceKind)>,
    lowest: f32,
    highest: f32,
    unknown: u32,
}

/// One piece of a cut text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) id: u32,
    /// Byte range in the prepared text.
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Debug, Clone, Copy)]
struct Best {
    score: f32,
    id: u32,
    start: usize,
}

impl Unigram {
    pub(super) fn new(pieces: &[Piece], unknown: u32) -> Self {
        let cuttable = |kind| matches!(kind, PieceKind::Normal | PieceKind::UserDefined);
        let mut sorted: Vec<(Vec<u8>, u32)> = pieces
            .iter()
            .enumerate()
            .filter(|(_, piece)| cuttable(piece.kind) && !piece.text.is_empty())
            .map(|(id, piece)| (piece.text.as_bytes().to_vec(), id as u32))
            .collect();
        sorted.sort();
        sorted.dedup_by(|later, earlier| later.0 == earlier.0);
        let normal = || {
            pieces
                .iter()
                .filter(|p| p.kind == PieceKind::Normal)
                .map(|p| p.score)
        };
        Self {
            sorted,
            scores: pieces
                .iter()
                .map(|piece| (piece.score, piece.kind))
                .collect(),
            lowest: normal().fold(f32::MAX, f32::min),
            // starts at the smallest positive number, as the original does
            highest: normal().fold(f32::MIN_POSITIVE, f32::max),
            unknown,
        }
    }

    /// Cuts `text`; runs of unknown characters become one piece.
    pub(super) fn cut(&self, text: &str) -> Vec<Cut> {
        let bytes = text.as_bytes();
        let mut best: Vec<Option<Best>> = vec![None; bytes.len() + 1];
        let offer = |place: &mut Option<Best>, score: f32, id: u32, start: usize| {
            if place.is_none_or(|kept| score > kept.score) {
                *place = Some(Best { score, id, start });
            }
        };
        for (start, character) in text.char_indices() {
            // every character can be unknown, so the search can reach every start
            let so_far = best[start].map_or(0.0, |best| best.score);
            let mut single = false;
            let mut range = &self.sorted[..];
            for (depth, byte) in bytes[start..].iter().enumerate() {
                let from =
                    range.partition_point(|(text, _)| text.get(depth).is_none_or(|b| b < byte));
                range = &range[from..];
                let to = range.partition_point(|(text, _)| text.get(depth) == Some(byte));
                range = &range[..to];
                let Some((text, id)) = range.first() else {
                    break;
                };
                let length = depth + 1;
                if text.len() == length {
                    let (score, kind) = self.scores[*id as usize];
                    let score = if kind == PieceKind::UserDefined {
                        length as f32 * self.highest - 0.1
                    } else {
                        score
                    };
                    offer(&mut best[start + length], score + so_far, *id, start);
                    single |= length == character.len_utf8();
                }
            }
            if !single {
                let score = self.lowest - UNKNOWN_PENALTY + so_far;
                let end = start + character.len_utf8();
                offer(&mut best[end], score, self.unknown, start);
            }
        }
        let mut cuts: Vec<Cut> = Vec::new();
        let mut end = bytes.len();
        while end > 0 {
            let Some(Best { id, start, .. }) = best[end] else {
                break;
            };
            match cuts.last_mut() {
                Some(later) if id == self.unknown && later.id == self.unknown => {
                    later.start = start
                }
                _ => cuts.push(Cut { id, start, end }),
            }
            end = start;
        }
        cuts.reverse();
        cuts
    }
}
