//! The Pegasus tokenizer, string by string.

use std::io::Read;

use bigbird_pegasus::tokenizer::PegasusTokenizer;
use serde_json::Value;

use crate::reference::{self, text};

/// Every vocabulary of the reference, from each of its files.
fn tokenizers() -> Vec<(String, PegasusTokenizer)> {
    let Some(folder) = reference::folder() else {
        return Vec::new();
    };
    let special = reference::json("tokenizer/special_ids.json").expect("the index of vocabularies");
    let mut tokenizers = Vec::new();
    for (name, vocabulary) in special.as_object().expect("vocabularies") {
        let spiece = folder.join(text(vocabulary, "folder"));
        tokenizers.push((
            name.clone(),
            PegasusTokenizer::open(&spiece).expect("spiece.model opens"),
        ));
        let json = folder.join("tokenizer").join(name).join("tokenizer.json");
        let packed = json.with_extension("json.gz");
        let mut bytes = Vec::new();
        if let Ok(file) = std::fs::File::open(packed) {
            flate2::read::GzDecoder::new(file)
                .read_to_end(&mut bytes)
                .expect("unpacks");
        } else if let Ok(plain) = std::fs::read(json) {
            bytes = plain;
        } else {
            continue;
        }
        let tokenizer =
            PegasusTokenizer::from_tokenizer_json(&bytes).expect("tokenizer.json opens");
        tokenizers.push((name.clone(), tokenizer));
    }
    tokenizers
}

fn lines(name: &str, file: &str) -> Vec<Value> {
    let path = reference::folder()
        .expect("a folder")
        .join("tokenizer")
        .join(name)
        .join(file);
    let text = std::fs::read_to_string(path).expect("readable");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn ids(case: &Value) -> Vec<u32> {
    serde_json::from_value(case["ids"].clone()).expect("ids")
}

#[test]
fn every_string_is_equal() {
    for (name, tokenizer) in tokenizers() {
        let cases = lines(&name, "cases.jsonl");
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
    for (name, tokenizer) in tokenizers() {
        for case in lines(&name, "decode.jsonl") {
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
