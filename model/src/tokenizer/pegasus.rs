//! The Pegasus tokenizer, equal to the "slow" `PegasusTokenizer` of transformers 4.
//!
//! The tokenizer splits text at special tokens; the rest goes through SentencePiece part by part; `</s>` ends
//! it. Two layouts exist: BigBirdPegasus's vocabulary holds its reserved pieces itself (offset 0), the older
//! ones leave 103 ids to the tokenizer (`<mask_1>`, `<mask_2>`, `<unk_2>`...).

use std::collections::BTreeMap;
use std::path::Path;

use super::charsmap::Charsmap;
use super::encoding::Encoding;
use super::error::TokenizerError;
use super::file::read;
use super::json;
use super::normalizer::{Normalizer, SPACE};
use super::sentencepiece::{Piece, PieceKind, SentencePieceModel};
use super::unigram::Unigram;
use super::vocabulary::{Vocabulary, with_special_tokens};

/// The Pegasus tokenizer of a model folder.
#[derive(Debug, Clone)]
pub struct PegasusTokenizer {
    pieces: Vec<Piece>,
    unigram: Unigram,
    normalizer: Normalizer,
    /// The offset of SentencePiece's ids.
    offset: u32,
    /// Special tokens by text, with their ids; longest first.
    special: Vec<(String, u32)>,
    /// Special tokens by id.
    special_ids: BTreeMap<u32, String>,
    eos: u32,
}

impl PegasusTokenizer {
    /// Opens the tokenizer of a folder: `spiece.model`, which is exact, or else `tokenizer.json`.
    ///
    /// # Errors
    /// If neither file exists, or the file is damaged or holds another kind of vocabulary.
    pub fn open(folder: &Path) -> Result<Self, TokenizerError> {
        if folder.join("spiece.model").exists() {
            let model = SentencePieceModel::parse(&read(folder, "spiece.model")?)?;
            let settings = json::settings(folder)?;
            Self::new(with_special_tokens(model, &settings), "spiece.model")
        } else if folder.join("tokenizer.json").exists() {
            Self::from_tokenizer_json(&read(folder, "tokenizer.json")?)
        } else {
            Err(TokenizerError::Missing)
        }
    }

    /// Builds the tokenizer from the bytes of a `tokenizer.json`.
    ///
    /// # Errors
    /// If the file is damaged or holds another kind of vocabulary.
    pub fn from_tokenizer_json(bytes: &[u8]) -> Result<Self, TokenizerError> {
        Self::new(json::vocabulary(bytes)?, "tokenizer.json")
    }

    pub(super) fn new(vocabulary: Vocabulary, file: &str) -> Result<Self, TokenizerError> {
        let Vocabulary {
            model,
            offset,
            mut special,
        } = vocabulary;
        let damaged = |reason: &str| TokenizerError::Damaged {
            file: file.to_owned(),
            source: reason.into(),
        };
        let unknown = model
            .pieces
            .iter()
            .position(|piece| piece.kind == PieceKind::Unknown);
        let unknown = unknown.ok_or_else(|| damaged("no piece stands for unknown text"))?;
        let charsmap = Charsmap::parse(&model.charsmap)
            .ok_or_else(|| damaged("its character map is broken"))?;
        let mut protected: Vec<String> = model
            .pieces
            .iter()
            .filter(|piece| piece.kind == PieceKind::UserDefined && !piece.text.is_empty())
            .map(|piece| piece.text.clone())
            .collect();
        protected.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
        special.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        special.retain(|(text, _)| !text.is_empty());
        let eos = special
            .iter()
            .find(|(text, _)| text == "</s>")
            .map_or(1, |(_, id)| *id);
        Ok(Self {
            unigram: Unigram::new(&model.pieces, unknown as u32),
            normalizer: Normalizer {
                charsmap,
                protected,
                add_dummy_prefix: model.add_dummy_prefix,
                remove_extra_whitespaces: model.remove_extra_whitespaces,
                escape_whitespaces: model.escape_whitespaces,
            },
            pieces: model.pieces,
            offset,
            special_ids: special
                .iter()
                .map(|(text, id)| (*id, text.clone()))
                .collect(),
            special,
            eos,
        })
    }

    /// Number of ids, with reserved ones.
    pub fn vocab_size(&self) -> usize {
        self.pieces.len() + self.offset as usize
    }

    /// The id of the end token.
    pub fn eos_token_id(&self) -> u32 {
        self.eos
    }

    /// The text of one token as the vocabulary has it, with `▁` for a space.
    pub fn token(&self, id: u32) -> Option<&str> {
        if let Some(special) = self.special_ids.get(&id) {
            return Some(special);
        }
        let index = id.checked_sub(self.offset)?;
        let piece = self.pieces.get(index as usize)?;
        Some(&piece.text)
    }

    /// The tokens of `text`, with `</s>` at the end.
    pub fn encode(&self, text: &str) -> Encoding {
        let mut encoding = Encoding::default();
        let mut plain_from = 0;
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            match self
                .special
                .iter()
                .find(|(special, _)| rest.starts_with(special.as_str()))
            {
                Some((special, id)) => {
                    self.encode_plain(text, plain_from, at, &mut encoding);
                    encoding.ids.push(*id);
                    encoding.offsets.push((at, at + special.len()));
                    at += special.len();
                    plain_from = at;
                }
                None => at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        self.encode_plain(text, plain_from, text.len(), &mut encoding);
        encoding.ids.push(self.eos);
        encoding.offsets.push((text.len(), text.len()));
        encoding
    }

    /// The tokens of `text`, cut to at most `limit` of which the last is `</s>`: what transformers returns
    /// with `truncation=True, max_length=limit`. A limit of 0 counts as 1, which leaves `</s>` alone.
    pub fn encode_truncated(&self, text: &str, limit: usize) -> Encoding {
        let mut encoding = self.encode(text);
        if encoding.ids.len() > limit.max(1) {
            let kept = limit.saturating_sub(1);
            encoding.ids.truncate(kept);
            encoding.offsets.truncate(kept);
            encoding.ids.push(self.eos);
            encoding.offsets.push((text.len(), text.len()));
        }
        encoding
    }

    fn encode_plain(&self, text: &str, from: usize, to: usize, encoding: &mut Encoding) {
        let part = &text[from..to];
        let normalized = self.normalizer.normalize(part);
        for cut in self.unigram.cut(&normalized.text) {
            let (start, end) = (normalized.origin[cut.start], normalized.origin[cut.end]);
            let covered = &part[start..end.max(start)];
            let blank = covered.len() - covered.trim_start().len();
            let start = if blank < covered.len() {
                start + blank
            } else {
                start
            };
            encoding.ids.push(cut.id + self.offset);
            encoding.offsets.push((from + start, from + end.max(start)));
        }
    }

    /// The text of `ids`, without ids that the vocabulary does not have.
    pub fn decode(&self, ids: &[u32], skip_special: bool) -> String {
        let mut text = String::new();
        let mut pieces = String::new();
        for id in ids {
            match self.special_ids.get(id) {
                Some(special) if !skip_special => {
                    text += &std::mem::take(&mut pieces);
                    text += special;
                }
                Some(_) => {}
                None => self.append_piece(*id, &mut pieces),
            }
        }
        text += &pieces;
        // like Python's strip, which also removes the separators of information units
        let blank = |c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c);
        text.trim_matches(blank).to_owned()
    }

    /// Appends the text of a piece to that of the pieces before it.
    fn append_piece(&self, id: u32, text: &mut String) {
        let index = if id >= self.offset {
            id - self.offset
        } else {
            id
        };
        let Some(piece) = self.pieces.get(index as usize) else {
            return;
        };
        match piece.kind {
            PieceKind::Control => {}
            PieceKind::Unknown => text.push_str(" \u{2047} "),
            _ => {
                let mut piece = piece.text.as_str();
                // the first piece's marker is the dummy prefix
                if text.is_empty()
                    && (self.normalizer.add_dummy_prefix
                        || self.normalizer.remove_extra_whitespaces)
                {
                    piece = piece.strip_prefix(SPACE).unwrap_or(piece);
                }
                text.push_str(&piece.replace(SPACE, " "));
            }
        }
    }
}
