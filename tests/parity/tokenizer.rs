//! The Pegasus tokenizer, string by string.

use std::io::Read;

use bigbird_pegasus::tokenizer::PegasusTokenizer;
use serde_json::Value;

use crate::reference::{Reference, text};

/// Every vocabulary of the reference, from each of its files.
fn tokenizers(reference: &Reference) -> Vec<(String, PegasusTokenizer)> {
    let special = reference.json("tokenizer/special_ids.json");
    let mut tokenizers = Vec::new();
    for (name, vocabulary) in special.as_object().expect("vocabularies") {
        let spiece = reference.path(text(vocabulary, "folder"));
        tokenizers.push((
            name.clone(),
            PegasusTokenizer::open(&spiece).expect("spiece.model opens"),
        ));
        // too large to be part of the repository
        if reference.is_committed() {
            continue;
        }
        let json = reference.path(&format!("tokenizer/{name}/tokenizer.json"));
        let packed = json.with_extension("json.gz");
        let mut bytes = Vec::new();
        if let Ok(file) = std::fs::File::open(packed) {
            flate2::read::GzDecoder::new(file)
                .read_to_end(&mut bytes)
                .expect("unpacks");
        } else {
            bytes = std::fs::read(json).expect("tokenizer.json is readable");
        }
        let tokenizer =
            PegasusTokenizer::from_tokenizer_json(&bytes).expect("tokenizer.json opens");
        tokenizers.push((name.clone(), tokenizer));
    }
    tokenizers
}

fn ids(case: &Value) -> Vec<u32> {
    serde_json::from_value(case["ids"].clone()).expect("ids")
}

#[test]
fn strings_are_equal() {
    compare_strings(&Reference::committed());
}

#[test]
#[ignore = "needs ../shared/reference: parity in every case"]
fn strings_are_equal_in_every_case() {
    compare_strings(&Reference::whole());
}

fn compare_strings(reference: &Reference) {
    for (name, tokenizer) in tokenizers(reference) {
        let cases = reference.lines(&format!("tokenizer/{name}/cases.jsonl"));
        let mut wrong = Vec::new();
        for case in &cases {
            let source = text(case, "text");
            let encoding = tokenizer.encode(source);
            if encoding.ids != ids(case) {
                wrong.push(format!(
                    "{source:?}: {:?} instead of {:?}",
                    encoding.ids,
                    ids(case)
                ));
            }
            assert_eq!(encoding.ids.len(), encoding.offsets.len());
            for limit in 1..=encoding.ids.len() + 1 {
                let cut = tokenizer.encode_truncated(source, limit);
                if limit >= encoding.ids.len() {
                    assert_eq!(cut, encoding, "{source:?} at {limit}");
                    continue;
                }
                let (last, kept) = cut.ids.split_last().expect("an end token");
                assert_eq!(*last, tokenizer.eos_token_id());
                assert_eq!(kept, &encoding.ids[..limit - 1], "{source:?} at {limit}");
                let (last, kept) = cut.offsets.split_last().expect("its place");
                assert_eq!(*last, (source.len(), source.len()));
                assert_eq!(kept, &encoding.offsets[..limit - 1]);
            }
            let mut after = 0;
            for (start, end) in &encoding.offsets {
                assert!(start <= end && *end <= source.len() && source.get(*start..*end).is_some());
                assert!(
                    *start >= after || start == end,
                    "{source:?}: {:?}",
                    encoding.offsets
                );
                after = after.max(*start);
            }
            for (skip, field) in [(true, "decoded"), (false, "decoded_with_special")] {
                let decoded = tokenizer.decode(&ids(case), skip);
                if decoded != text(case, field) {
                    wrong.push(format!("decoding {source:?}: {decoded:?}"));
                }
            }
        }
        assert!(
            wrong.is_empty(),
            "{name}: {} wrong\n{}",
            wrong.len(),
            wrong[..wrong.len().min(10)].join("\n")
        );
        println!("{name}: {} strings are equal", cases.len());
    }
}

#[test]
fn decoding_any_ids_is_equal() {
    compare_decoding(&Reference::committed());
}

#[test]
#[ignore = "needs ../shared/reference: parity in every case"]
fn decoding_any_ids_is_equal_in_every_case() {
    compare_decoding(&Reference::whole());
}

fn compare_decoding(reference: &Reference) {
    for (name, tokenizer) in tokenizers(reference) {
        for case in reference.lines(&format!("tokenizer/{name}/decode.jsonl")) {
            assert_eq!(
                tokenizer.decode(&ids(&case), true),
                text(&case, "decoded"),
                "{name} {case}"
            );
            let all = tokenizer.decode(&ids(&case), false);
            assert_eq!(all, text(&case, "decoded_with_special"), "{name} {case}");
        }
    }
}
