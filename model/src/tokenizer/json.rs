//! Reads the unigram vocabulary of a `tokenizer.json`, and the settings beside it.
//!
//! The file does not mark the pieces that are user-defined (the tokenizer must always cut them out whole); they
//! are the pieces without a probability that are not special tokens.

use std::path::Path;

use serde_json::{Map, Value};

use super::error::TokenizerError;
use super::file::read;
use super::sentencepiece::{Piece, PieceKind, SentencePieceModel};
use super::vocabulary::Vocabulary;

const FILE: &str = "tokenizer.json";
const SETTINGS: &str = "tokenizer_config.json";

fn damaged(reason: &str) -> TokenizerError {
    TokenizerError::Damaged {
        file: FILE.to_owned(),
        source: reason.into(),
    }
}

/// Parses `bytes` as a JSON object.
pub(super) fn object(bytes: &[u8], file: &str) -> Result<Map<String, Value>, TokenizerError> {
    serde_json::from_slice(bytes).map_err(|e| TokenizerError::Damaged {
        file: file.to_owned(),
        source: e.into(),
    })
}

/// The fields of `tokenizer_config.json`; none if the folder has no such file.
pub(super) fn settings(folder: &Path) -> Result<Map<String, Value>, TokenizerError> {
    if folder.join(SETTINGS).exists() {
        object(&read(folder, SETTINGS)?, SETTINGS)
    } else {
        Ok(Map::new())
    }
}

/// The vocabulary of a `tokenizer.json` with a unigram model.
pub(super) fn vocabulary(bytes: &[u8]) -> Result<Vocabulary, TokenizerError> {
    let root = object(bytes, FILE)?;
    let model = root
        .get("model")
        .and_then(Value::as_object)
        .ok_or_else(|| damaged("it has no model"))?;
    match model.get("type").and_then(Value::as_str) {
        Some("Unigram") => {}
        other => {
            return Err(TokenizerError::Unsupported {
                file: FILE.to_owned(),
                found: format!("a tokenizer of type {}", other.unwrap_or("unknown")),
            });
        }
    }
    let special = special_tokens(&root)?;
    let unknown = model.get("unk_id").and_then(Value::as_u64);
    let entries = model
        .get("vocab")
        .and_then(Value::as_array)
        .ok_or_else(|| damaged("it has no vocabulary"))?;
    let mut pieces = Vec::with_capacity(entries.len());
    for (id, entry) in entries.iter().enumerate() {
        let text = entry.get(0).and_then(Value::as_str);
        let score = entry.get(1).and_then(Value::as_f64);
        let (Some(text), Some(score)) = (text, score) else {
            return Err(damaged("a piece is not a pair of text and score"));
        };
        let is_special = special.iter().any(|(_, special)| *special as usize == id);
        let kind = match () {
            () if unknown == Some(id as u64) => PieceKind::Unknown,
            () if is_special => PieceKind::Control,
            () if score == 0.0 => PieceKind::UserDefined,
            () => PieceKind::Normal,
        };
        pieces.push(Piece {
            text: text.to_owned(),
            score: score as f32,
            kind,
        });
    }
    let model = SentencePieceModel {
        pieces,
        charsmap: match find_charsmap(root.get("normalizer")) {
            Some(text) => base64(text).ok_or_else(|| damaged("its character map is not base64"))?,
            None => Vec::new(),
        },
        add_dummy_prefix: true,
        remove_extra_whitespaces: true,
        escape_whitespaces: true,
    };
    Ok(Vocabulary {
        model,
        offset: 0,
        special,
    })
}

fn special_tokens(root: &Map<String, Value>) -> Result<Vec<(String, u32)>, TokenizerError> {
    let Some(tokens) = root.get("added_tokens").and_then(Value::as_array) else {
        return Ok(Vec::new());
    };
    // exports of the BigBirdPegasus vocabulary mark only some of its special tokens
    let by_name = ["<s>", "<unk>", "[CLS]", "[SEP]", "[MASK]"];
    let special = tokens.iter().filter(|token| {
        token.get("special").and_then(Value::as_bool) == Some(true)
            || token
                .get("content")
                .and_then(Value::as_str)
                .is_some_and(|text| by_name.contains(&text))
    });
    special
        .map(|token| {
            let id = token
                .get("id")
                .and_then(Value::as_u64)
                .and_then(|id| u32::try_from(id).ok());
            let text = token.get("content").and_then(Value::as_str);
            match (text, id) {
                (Some(text), Some(id)) => Ok((text.to_owned(), id)),
                _ => Err(damaged("a special token has no text or no id")),
            }
        })
        .collect()
}

/// The precompiled character map, alone or in a sequence of normalizers.
fn find_charsmap(normalizer: Option<&Value>) -> Option<&str> {
    let normalizer = normalizer?;
    if let Some(text) = normalizer
        .get("precompiled_charsmap")
        .and_then(Value::as_str)
    {
        return Some(text);
    }
    let parts = normalizer.get("normalizers")?.as_array()?;
    parts
        .iter()
        .find_map(|part| part.get("precompiled_charsmap")?.as_str())
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for character in text.trim_end_matches('=').bytes() {
        let digit = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}
