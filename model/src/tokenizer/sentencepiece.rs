//! Reads `spiece.model`: the protocol buffer of a SentencePiece model.
//!
//! Source: `sentencepiece_model.proto`. The reader takes only the fields that a unigram tokenizer needs, and
//! skips the others by their wire type.

use super::error::TokenizerError;

/// The role of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    Normal,
    Unknown,
    Control,
    UserDefined,
    Unused,
    Byte,
}

/// One entry of the vocabulary.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) score: f32,
    pub(super) kind: PieceKind,
}

/// A vocabulary with its rules for preparing text.
#[derive(Debug, Clone)]
pub(super) struct SentencePieceModel {
    pub(super) pieces: Vec<Piece>,
    pub(super) charsmap: Vec<u8>,
    pub(super) add_dummy_prefix: bool,
    pub(super) remove_extra_whitespaces: bool,
    pub(super) escape_whitespaces: bool,
}

const FILE: &str = "spiece.model";

fn damaged(reason: &str) -> TokenizerError {
    TokenizerError::Damaged {
        file: FILE.to_owned(),
        source: reason.into(),
    }
}

impl SentencePieceModel {
    /// Parses the file's bytes.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, TokenizerError> {
        let mut model = Self {
            pieces: Vec::new(),
            charsmap: Vec::new(),
            add_dummy_prefix: true,
            remove_extra_whitespaces: true,
            escape_whitespaces: true,
        };
        let mut message = Message(bytes);
        while let Some((number, value)) = message.next()? {
            match (number, value) {
                (1, Field::Bytes(bytes)) => model.pieces.push(piece(bytes)?),
                (2, Field::Bytes(bytes)) => expect_unigram(bytes)?,
                (3, Field::Bytes(bytes)) => model.normalizer(bytes)?,
                _ => {}
            }
        }
        if model.pieces.is_empty() {
            return Err(damaged("it lists no pieces"));
        }
        Ok(model)
    }

    fn normalizer(&mut self, bytes: &[u8]) -> Result<(), TokenizerError> {
        let mut message = Message(bytes);
        while let Some((number, value)) = message.next()? {
            match (number, value) {
                (2, Field::Bytes(bytes)) => self.charsmap = bytes.to_vec(),
                (3, Field::Number(flag)) => self.add_dummy_prefix = flag != 0,
                (4, Field::Number(flag)) => self.remove_extra_whitespaces = flag != 0,
                (5, Field::Number(flag)) => self.escape_whitespaces = flag != 0,
                _ => {}
            }
        }
        Ok(())
    }
}

fn piece(bytes: &[u8]) -> Result<Piece, TokenizerError> {
    let mut piece = Piece {
        text: String::new(),
        score: 0.0,
        kind: PieceKind::Normal,
    };
    let mut message = Message(bytes);
    while let Some((number, value)) = message.next()? {
        match (number, value) {
            (1, Field::Bytes(text)) => {
                let text =
                    std::str::from_utf8(text).map_err(|_| damaged("a piece is not UTF-8"))?;
                text.clone_into(&mut piece.text);
            }
            (2, Field::Fixed32(bits)) => piece.score = f32::from_bits(bits),
            (3, Field::Number(kind)) => {
                piece.kind = match kind {
                    1 => PieceKind::Normal,
                    2 => PieceKind::Unknown,
                    3 => PieceKind::Control,
                    4 => PieceKind::UserDefined,
                    5 => PieceKind::Unused,
                    6 => PieceKind::Byte,
                    _ => return Err(damaged("a piece is of an unknown kind")),
                }
            }
            _ => {}
        }
    }
    if !piece.score.is_finite() {
        return Err(damaged("the score of a piece is not a number"));
    }
    Ok(piece)
}

fn expect_unigram(trainer: &[u8]) -> Result<(), TokenizerError> {
    let mut message = Message(trainer);
    while let Some((number, value)) = message.next()? {
        let found = match (number, value) {
            (3, Field::Number(1)) => continue,
            (3, Field::Number(2)) => "a BPE vocabulary",
            (3, Field::Number(_)) => "a word or character vocabulary",
            (35, Field::Number(flag)) if flag != 0 => "a vocabulary that falls back to bytes",
            (24, Field::Number(flag)) if flag != 0 => {
                "a vocabulary with white space at the end of pieces"
            }
            _ => continue,
        };
        return Err(TokenizerError::Unsupported {
            file: FILE.to_owned(),
            found: found.to_owned(),
        });
    }
    Ok(())
}

/// The value of a protocol buffer field.
enum Field<'a> {
    Number(u64),
    Fixed32(u32),
    Bytes(&'a [u8]),
    Other,
}

/// A protocol buffer message, read field by field.
struct Message<'a>(&'a [u8]);

impl<'a> Message<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], TokenizerError> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or_else(|| damaged("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn varint(&mut self) -> Result<u64, TokenizerError> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?.first();
            let byte = *byte.ok_or_else(|| damaged("it ends too early"))?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(damaged("it is not a SentencePiece model"))
    }

    fn next(&mut self) -> Result<Option<(u64, Field<'a>)>, TokenizerError> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let key = self.varint()?;
        let field = match key & 7 {
            0 => Field::Number(self.varint()?),
            1 => {
                self.take(8)?;
                Field::Other
            }
            2 => {
                let length =
                    usize::try_from(self.varint()?).map_err(|_| damaged("it ends too early"))?;
                Field::Bytes(self.take(length)?)
            }
            5 => {
                let bytes = self.take(4)?.first_chunk();
                let bytes = bytes.ok_or_else(|| damaged("it ends too early"))?;
                Field::Fixed32(u32::from_le_bytes(*bytes))
            }
            _ => return Err(damaged("it is not a SentencePiece model")),
        };
        Ok(Some((key >> 3, field)))
    }
}
