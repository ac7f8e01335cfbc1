//! The content of a vocabulary file in any format, and the special tokens around a SentencePiece model.

use serde_json::{Map, Value};

use super::sentencepiece::{PieceKind, SentencePieceModel};

/// The content of a vocabulary file in any format.
pub(super) struct Vocabulary {
    pub(super) model: SentencePieceModel,
    pub(super) offset: u32,
    pub(super) special: Vec<(String, u32)>,
}

/// The special tokens that `tokenizer_config.json` names around a SentencePiece model.
pub(super) fn with_special_tokens(
    model: SentencePieceModel,
    settings: &Map<String, Value>,
) -> Vocabulary {
    let named = |field: &str, default: Option<&str>| special_token(settings, field, default);
    let id_of = |text: &str| model.pieces.iter().position(|piece| piece.text == text);
    let unknown = model
        .pieces
        .iter()
        .position(|piece| piece.kind == PieceKind::Unknown);
    // BigBirdPegasus's vocabulary begins with its own reserved pieces
    let own_reserved = id_of("<s>") == Some(2);
    let default_offset = if own_reserved { 0 } else { 103 };
    let offset = settings
        .get("offset")
        .and_then(Value::as_u64)
        .unwrap_or(default_offset);
    let offset = offset.min(1 << 16) as u32;
    let old = |token: &'static str| (offset > 0).then_some(token);
    let new = |token: &'static str| (offset == 0).then_some(token);
    let mut special: Vec<(String, u32)> = Vec::new();
    let mut add = |text: String, id: u32| {
        if !special.iter().any(|(known, _)| *known == text) {
            special.push((text, id));
        }
        special.len() as u32
    };
    let mut next = 0;
    for token in [
        named("pad_token", Some("<pad>")),
        named("eos_token", Some("</s>")),
    ]
    .into_iter()
    .flatten()
    {
        next = add(token, next);
    }
    if let Some(sentence) = named("mask_token_sent", old("<mask_1>")) {
        next = add(sentence, 2);
        if let Some(mask) = named("mask_token", Some("<mask_2>")) {
            next = add(mask, 3);
        }
    }
    for i in 2..offset {
        next = add(format!("<unk_{i}>"), next);
    }
    let others = [
        ("bos_token", new("<s>")),
        ("unk_token", Some("<unk>")),
        ("sep_token", new("[SEP]")),
        ("cls_token", new("[CLS]")),
        ("mask_token", new("[MASK]")),
    ];
    for (field, default) in others {
        if let Some(token) = named(field, default)
            && let Some(id) = id_of(&token).or(unknown)
        {
            add(token, id as u32 + offset);
        }
    }
    Vocabulary {
        model,
        offset,
        special,
    }
}

/// The special token that a field of `tokenizer_config.json` names, as a text or an object; `default` if it has no
/// such field.
pub(super) fn special_token(
    settings: &Map<String, Value>,
    field: &str,
    default: Option<&str>,
) -> Option<String> {
    match settings.get(field) {
        None => default.map(str::to_owned),
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Object(token)) => token
            .get("content")
            .and_then(Value::as_str)
            .map(str::to_owned),
        Some(_) => None,
    }
}
