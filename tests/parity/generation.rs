//! Greedy and beam search, token by token, and whole texts.

use bigbird_pegasus::parts::in_candle_operations;
use bigbird_pegasus::tokenizer::PegasusTokenizer;
use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, EncodedSource, GenerationConfig, Sequence, Stop,
};
use serde_json::{Map, Value};

use crate::forward::load;
use crate::reference::{Reference, number, rows, text};

/// The generation settings of a case, or those of the folder.
fn settings(case: &Value, model: &BigBirdPegasusForConditionalGeneration) -> GenerationConfig {
    if case.get("defaults").is_some() {
        return model.generation_config().clone();
    }
    let mut values: Map<String, Value> = case["generate"].as_object().expect("settings").clone();
    for (field, id) in [
        ("bos_token_id", 2),
        ("eos_token_id", 1),
        ("pad_token_id", 0),
        ("decoder_start_token_id", 2),
    ] {
        values.insert(field.to_owned(), Value::from(id));
    }
    GenerationConfig::from_fields("the case", &values).expect("settings are understood")
}

fn generate(
    model: &BigBirdPegasusForConditionalGeneration,
    source: &EncodedSource,
    config: &GenerationConfig,
) -> Vec<Sequence> {
    let mut told = Vec::new();
    let generated = model
        .generate(source)
        .config(config.clone())
        .on_tokens(|tokens| told.extend_from_slice(tokens))
        .run()
        .expect("generates");
    assert_eq!(
        told, generated.sequences[0].ids,
        "the stream ends with the best sequence"
    );
    generated.sequences
}

/// A stored sequence without the start token, up to its first end token.
fn until_end(row: &[u32]) -> &[u32] {
    let end = row
        .iter()
        .skip(1)
        .position(|id| *id == 1)
        .map_or(row.len(), |at| at + 2);
    &row[1..end]
}

fn compare(what: &str, case: &Value, ours: &[Sequence], theirs: &[Vec<u32>], first: usize) {
    let stored = case.get("sequences_scores").or(case.get("sum_logprobs"));
    for (i, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        assert_eq!(ours.ids, until_end(theirs), "{what}, sequence {i}");
        let score = stored
            .and_then(|scores| scores[first + i].as_f64())
            .expect("a score");
        let difference = (f64::from(ours.score) - score).abs();
        assert!(
            difference <= 1e-4 * score.abs().max(1.0),
            "{what}: score {} instead of {score}",
            ours.score
        );
    }
}

#[test]
fn sequences_are_equal() {
    compare_sequences(&Reference::committed());
}

#[test]
#[ignore = "needs ../shared/reference: parity in every case"]
fn sequences_are_equal_in_every_case() {
    compare_sequences(&Reference::whole());
}

#[test]
fn sequences_in_candle_operations_are_equal() {
    in_candle_operations(|| compare_sequences(&Reference::committed()));
}

#[test]
#[ignore = "needs ../shared/reference: parity in every case"]
fn sequences_in_candle_operations_are_equal_in_every_case() {
    in_candle_operations(|| compare_sequences(&Reference::whole()));
}

fn compare_sequences(reference: &Reference) {
    let cases = reference.cases("generation/cases.json");
    for case in &cases {
        let model = load(reference, case);
        let config = settings(case, &model);
        let ids = rows(&case["input_ids"]);
        let lengths: Vec<usize> =
            serde_json::from_value(case["attention_mask_lengths"].clone()).expect("lengths");
        let mask: Vec<Vec<bool>> = ids
            .iter()
            .zip(lengths)
            .map(|(row, n)| (0..row.len()).map(|i| i < n).collect())
            .collect();
        let sources = model
            .encode_batch(&ids, Some(&mask), &Stop::never(), &mut |_| {})
            .expect("encodes");
        let stored = rows(&case["sequences"]);
        let what = format!("{}/{}", text(case, "checkpoint"), text(case, "name"));
        let returned = config.num_return_sequences;
        for (row, source) in sources.iter().enumerate() {
            let ours = generate(&model, source, &config);
            assert_eq!(ours.len(), returned, "{what}");
            compare(
                &what,
                case,
                &ours,
                &stored[row * returned..(row + 1) * returned],
                row * returned,
            );
        }
    }
    println!("{} generation cases are equal", cases.len());
}

#[test]
fn texts_become_summaries() {
    compare_summaries(&Reference::committed());
}

#[test]
#[ignore = "needs ../shared/reference: parity in every case"]
fn texts_become_summaries_in_every_case() {
    compare_summaries(&Reference::whole());
}

fn compare_summaries(reference: &Reference) {
    let cases = reference.cases("generation/end_to_end.json");
    for case in &cases {
        let what = format!("{} article {}", text(case, "checkpoint"), case["article"]);
        let folder = reference.path(&format!("checkpoints/{}", text(case, "checkpoint")));
        let tokenizer = PegasusTokenizer::open(&folder).expect("opens");
        let limit = number(case, "truncate_to");
        let ids = tokenizer.encode_truncated(text(case, "text"), limit).ids;
        assert_eq!(Value::from(ids.clone()), case["input_ids"], "{what}");
        let mut with_mode = case.clone();
        with_mode["mode"] = Value::from("eval");
        let model = load(reference, &with_mode);
        let source = model
            .encode(&ids, &Stop::never(), &mut |_| {})
            .expect("encodes");
        let config = settings(case, &model);
        let ours = generate(&model, &source, &config);
        compare(&what, case, &ours, &rows(&case["sequences"]), 0);
        assert_eq!(
            tokenizer.decode(&ours[0].ids, true),
            text(case, "decoded"),
            "{what}"
        );
    }
    println!("{} texts are equal", cases.len());
}
