//! Hostile vocabularies: an error or a tokenizer, never a panic.

mod support;

use bigbird_pegasus::Misplaced;
use bigbird_pegasus::tokenizer::{BigBirdTokenizer, PegasusTokenizer, TokenizerError};
use proptest::prelude::*;
use support::spiece::{field, piece};

/// A small vocabulary: `<pad> </s> <unk> ▁ a b ab ▁ab`.
fn model() -> Vec<u8> {
    [
        piece("<pad>", 0.0, 3),
        piece("</s>", 0.0, 3),
        piece("<unk>", 0.0, 2),
        piece("▁", -3.0, 1),
        piece("a", -2.0, 1),
        piece("b", -2.5, 1),
        piece("ab", -3.0, 1),
        piece("▁ab", -3.5, 1),
    ]
    .concat()
}

fn open(file: &str, bytes: &[u8]) -> Result<PegasusTokenizer, TokenizerError> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(file), bytes).expect("written");
    PegasusTokenizer::open(folder.path())
}

#[test]
fn a_vocabulary_alone_is_enough() {
    let tokenizer = open("spiece.model", &model()).expect("opens");
    // no <s> at 2: the older layout, 103 ids ahead
    let encoding = tokenizer.encode(" ab  abz");
    assert_eq!(encoding.ids, [110, 110, 105, 1]);
    assert_eq!(encoding.offsets, [(1, 3), (5, 7), (7, 8), (8, 8)]);
    assert_eq!(tokenizer.decode(&[110, 110, 1], true), "ab ab");
    assert_eq!(tokenizer.encode("").ids, [1]);
    assert_eq!(tokenizer.decode(&[4_000_000_000, 2], false), "<mask_1>");
}

#[test]
fn damaged_vocabularies_are_errors() {
    let good = model();
    for length in 0..good.len() {
        // a cut between two pieces leaves a valid vocabulary
        let _ = open("spiece.model", &good[..length]);
    }
    for (bytes, expected) in [
        (&b""[..], Misplaced::EmptyFile),
        (b"<html>", Misplaced::WebPage),
    ] {
        assert!(matches!(
            open("spiece.model", bytes),
            Err(TokenizerError::Misplaced { found, .. }) if found == expected
        ));
    }
    assert!(matches!(
        open("spiece.model", b"no vocabulary"),
        Err(TokenizerError::Damaged { .. })
    ));
    let no_unknown = piece("a", -1.0, 1);
    assert!(matches!(
        open("spiece.model", &no_unknown),
        Err(TokenizerError::Damaged { .. })
    ));
    let not_a_number = [model(), piece("x", f32::NAN, 1)].concat();
    assert!(matches!(
        open("spiece.model", &not_a_number),
        Err(TokenizerError::Damaged { .. })
    ));
    let bpe = [model(), field(2, &[3 << 3, 2])].concat();
    assert!(matches!(
        open("spiece.model", &bpe),
        Err(TokenizerError::Unsupported { .. })
    ));
    let empty = tempfile::tempdir().expect("a folder");
    assert!(matches!(
        PegasusTokenizer::open(empty.path()),
        Err(TokenizerError::Missing)
    ));
    assert!(matches!(
        BigBirdTokenizer::open(empty.path()),
        Err(TokenizerError::Missing)
    ));
}

#[test]
fn damaged_json_is_an_error() {
    for text in [
        "",
        "[]",
        "{}",
        r#"{"model":{"type":"BPE"}}"#,
        r#"{"model":{"type":"Unigram","vocab":[1]}}"#,
    ] {
        assert!(open("tokenizer.json", text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn broken_character_maps_never_panic() {
    // a trie with arbitrary links
    for unit in [0u32, 0x100, 0x1ff, u32::MAX, 0x0400_0141, 0x7fff_fd41] {
        let trie: Vec<u8> = std::iter::repeat_n(unit.to_le_bytes(), 300)
            .flatten()
            .collect();
        let map = [
            (trie.len() as u32).to_le_bytes().to_vec(),
            trie,
            b"x\0\xff\0".to_vec(),
        ]
        .concat();
        let bytes = [model(), field(3, &field(2, &map))].concat();
        if let Ok(tokenizer) = open("spiece.model", &bytes) {
            let _ = tokenizer.encode("ab AB ü 漢字 \u{85}\0");
        }
    }
    let too_short = [model(), field(3, &field(2, &[255, 255, 255, 255, 0]))].concat();
    assert!(matches!(
        open("spiece.model", &too_short),
        Err(TokenizerError::Damaged { .. })
    ));
}

proptest! {
    #[test]
    fn any_text_is_cut_into_ranges_of_itself(text in "\\PC{0,60}") {
        let tokenizer = open("spiece.model", &model()).expect("opens");
        let encoding = tokenizer.encode(&text);
        prop_assert_eq!(encoding.ids.len(), encoding.offsets.len());
        for (start, end) in encoding.offsets {
            prop_assert!(text.get(start..end).is_some());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for all in [bytes.clone(), [model(), bytes].concat()] {
            if let Ok(tokenizer) = open("spiece.model", &all) {
                let _ = tokenizer.encode("ab ab");
            }
        }
    }
}
