//! The special tokens of BigBird's vocabularies: those of a bare `spiece.model`, and those that settings name.

mod support;

use std::path::Path;

use bigbird_pegasus::tokenizer::{BigBirdTokenizer, TokenizerError};
use serde_json::{Value, json};
use support::spiece::piece;

fn write(folder: &Path, file: &str, bytes: impl AsRef<[u8]>) {
    std::fs::write(folder.join(file), bytes).expect("written");
}

fn ids(tokenizer: &BigBirdTokenizer) -> [Option<u32>; 5] {
    [
        Some(tokenizer.cls_token_id()),
        Some(tokenizer.sep_token_id()),
        tokenizer.mask_token_id(),
        tokenizer.pad_token_id(),
        tokenizer.unk_token_id(),
    ]
}

#[test]
fn a_bare_vocabulary_has_those_of_bigbird() {
    let folder = tempfile::tempdir().expect("a folder");
    let pieces = [
        piece("<pad>", 0.0, 3),
        piece("</s>", 0.0, 3),
        piece("<s>", 0.0, 3),
        piece("[CLS]", 0.0, 4),
        piece("[SEP]", 0.0, 4),
        piece("[MASK]", 0.0, 4),
        piece("<unk>", 0.0, 2),
        piece("▁", -3.0, 1),
        piece("a", -2.0, 1),
        piece("b", -2.5, 1),
        piece("▁ab", -3.5, 1),
    ];
    write(folder.path(), "spiece.model", pieces.concat());
    let tokenizer = BigBirdTokenizer::open(folder.path()).expect("opens");
    assert_eq!(ids(&tokenizer), [3, 4, 5, 0, 6].map(Some));
    let encoding = tokenizer.encode_marked("ab [MASK] ab").expect("encodes");
    assert_eq!(encoding.ids, [3, 10, 5, 10, 4]);
    let offsets = [(0, 0), (0, 2), (3, 9), (10, 12), (12, 12)];
    assert_eq!(encoding.offsets, offsets);
    let tokens: Vec<String> = encoding
        .ids
        .iter()
        .filter_map(|id| tokenizer.token(*id))
        .collect();
    assert_eq!(tokens, ["[CLS]", "▁ab", "[MASK]", "▁ab", "[SEP]"]);
    assert_eq!(tokenizer.token(11), None);
}

#[test]
fn settings_may_name_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let vocabulary = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
        "pre_tokenizer": null, "post_processor": null, "decoder": null,
        "model": {
            "type": "BPE", "dropout": null, "unk_token": "<unk>", "continuing_subword_prefix": null,
            "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false,
            "vocab": {"<s>": 0, "</s>": 1, "<unk>": 2, "A": 3, "C": 4, "AC": 5}, "merges": ["A C"],
        },
    });
    write(folder.path(), "tokenizer.json", vocabulary.to_string());
    // no [CLS] and no [SEP]
    assert!(BigBirdTokenizer::open(folder.path()).is_err());
    let settings = json!({"cls_token": "<s>", "sep_token": {"content": "</s>", "lstrip": false}, "mask_token": null});
    write(folder.path(), "tokenizer_config.json", settings.to_string());
    let tokenizer = BigBirdTokenizer::open(folder.path()).expect("opens");
    assert_eq!(ids(&tokenizer), [Some(0), Some(1), None, None, Some(2)]);
    let encoding = tokenizer.encode_marked("ACéA").expect("encodes");
    assert_eq!(encoding.ids, [0, 5, 2, 3, 1]);
    // in bytes
    assert_eq!(encoding.offsets, [(0, 0), (0, 2), (2, 4), (4, 5), (5, 5)]);
    write(folder.path(), "tokenizer_config.json", "{");
    let error = BigBirdTokenizer::open(folder.path()).expect_err("damaged");
    assert!(error.to_string().contains("tokenizer_config.json"));
}

#[test]
fn a_decoder_that_is_no_json_is_damage_and_no_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    for text in [
        r#"{"version": "1.0", "decoder": }"#,
        r#"{"decoder": {"type": }, "#,
        " ",
    ] {
        write(folder.path(), "tokenizer.json", text);
        let opened = BigBirdTokenizer::open(folder.path());
        assert!(
            matches!(opened, Err(TokenizerError::Damaged { .. })),
            "{text}"
        );
    }
}

/// A `tokenizer.json` with this model, and what stands in front of it.
fn fast(folder: &Path, model: Value, normalizer: Value, splits: Value) -> BigBirdTokenizer {
    let vocabulary = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": normalizer, "pre_tokenizer": splits, "post_processor": null,
        "decoder": null, "model": model,
    });
    write(folder, "tokenizer.json", vocabulary.to_string());
    BigBirdTokenizer::open(folder).expect("opens")
}

#[test]
fn a_vocabulary_of_word_pieces_has_their_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = json!({
        "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
        "max_input_chars_per_word": 100,
        "vocab": {
            "[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "promote": 3, "##r": 4, "##rs": 5, "##s": 6, "pro": 7,
        },
    });
    let (lower, splits) = (json!({"type": "Lowercase"}), json!({"type": "Whitespace"}));
    let tokenizer = fast(folder.path(), model, lower, splits);
    assert_eq!(tokenizer.unk_token_id(), Some(0));
    // the longest piece first; a word with an unknown end is unknown as a whole
    let encoding = tokenizer.encode_marked("Promoters é promote prone");
    let encoding = encoding.expect("encodes");
    assert_eq!(encoding.ids, [1, 3, 5, 0, 3, 0, 2]);
    let places = [(0, 7), (7, 9), (10, 12), (13, 20), (21, 26)];
    assert_eq!(encoding.offsets[1..6], places);
    assert_eq!(tokenizer.token(5).as_deref(), Some("##rs"));
}

#[test]
fn a_vocabulary_with_scores_has_their_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = json!({
        "type": "Unigram", "unk_id": 0, "byte_fallback": false,
        "vocab": [
            ["<unk>", 0.0], ["[CLS]", 0.0], ["[SEP]", 0.0], ["▁", -3.0], ["a", -2.0], ["b", -2.5],
            ["▁ab", -3.5], ["ab", -9.0],
        ],
    });
    let splits = json!({
        "type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true,
    });
    let tokenizer = fast(folder.path(), model, Value::Null, splits);
    // ▁ab is better than ▁, a, b, and these are better than ▁, ab
    let encoding = tokenizer.encode_marked("ab bab é").expect("encodes");
    assert_eq!(encoding.ids, [1, 6, 3, 5, 4, 5, 3, 0, 2]);
    let places = [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 9)];
    assert_eq!(encoding.offsets[1..8], places);
}
