//! Hidden states and logits of every head, on batches with padding and masks.

use std::collections::BTreeMap;

use bigbird_pegasus::bigbird_pegasus::{Layer, SequencePair};
use bigbird_pegasus::{BigBirdPegasusForConditionalGeneration, Checkpoint, LoadOptions};
use candle_core::{Device, Tensor};
use serde_json::Value;

use crate::reference::{self, Tensors, compare, text};

/// What a case yields, by the reference's names.
type Outputs = BTreeMap<String, Tensor>;

#[test]
fn forward_is_equal() {
    let mut compared = 0;
    for case in &reference::cases("forward/index.json") {
        let tensors = Tensors::open(text(case, "file"));
        let outputs = match text(case, "model_class") {
            "BigBirdPegasusForConditionalGeneration" => conditional_generation(case, &tensors),
            _ => continue,
        };
        compared += compare_all(case, &tensors, &outputs);
    }
    println!("{compared} tensors are equal");
}

/// Compares every stored output; yields their number.
fn compare_all(case: &Value, tensors: &Tensors, outputs: &Outputs) -> usize {
    let mut compared = 0;
    for name in tensors.names() {
        let Some(name) = name.strip_prefix("out.") else {
            continue;
        };
        if name == "loss"
            || name == "logits_top10_ids"
            || name == "logits_top10_values"
            || name == "logits_logsumexp"
        {
            continue;
        }
        let what = format!("{}/{} {name}", text(case, "checkpoint"), text(case, "name"));
        let ours = outputs
            .get(name)
            .unwrap_or_else(|| panic!("{what} is not computed"));
        let theirs = tensors.get(&format!("out.{name}")).expect("an output");
        compare(&what, ours, theirs, 1e-4, 1e-5);
        compared += 1;
    }
    compared
}

fn conditional_generation(case: &Value, tensors: &Tensors) -> Outputs {
    let model = load(case);
    let ids = tensors.ids("in.input_ids").expect("input ids");
    let decoder_ids = tensors.ids("in.decoder_input_ids").expect("decoder ids");
    let mask = tensors.mask("in.attention_mask");
    let decoder_mask = tensors.mask("in.decoder_attention_mask");
    let pair = SequencePair {
        ids: &ids,
        mask: mask.as_deref(),
        decoder_ids: &decoder_ids,
        decoder_mask: decoder_mask.as_deref(),
    };
    let mut outputs = Outputs::new();
    let length = ids[0].len();
    let hidden = model
        .model()
        .forward(&pair, &mut |layer| {
            let (stack, number, hidden) = match layer {
                Layer::Encoder(number, hidden) => {
                    ("encoder", number, hidden.narrow(1, 0, length).expect("cut"))
                }
                Layer::Decoder(number, hidden) => ("decoder", number, hidden.clone()),
            };
            let name = match number {
                0 => format!("{stack}.embeddings"),
                _ => format!("{stack}.layer_{}", number - 1),
            };
            outputs.insert(name, hidden);
        })
        .expect("runs");
    let logits = model.logits(&hidden.decoder).expect("logits");
    let vocab_size = model.config().vocab_size;
    outputs.insert(
        "logits_first_512".to_owned(),
        logits.narrow(2, 0, vocab_size.min(512)).expect("cut"),
    );
    let last = vocab_size.min(64);
    outputs.insert(
        "logits_last_64".to_owned(),
        logits.narrow(2, vocab_size - last, last).expect("cut"),
    );
    outputs.insert("logits".to_owned(), logits);
    outputs.insert("encoder_last_hidden_state".to_owned(), hidden.encoder);
    outputs.insert("decoder_last_hidden_state".to_owned(), hidden.decoder);
    outputs
}

pub(crate) fn load(case: &Value) -> BigBirdPegasusForConditionalGeneration {
    let folder = reference::folder()
        .expect("a folder")
        .join("checkpoints")
        .join(text(case, "checkpoint"));
    let checkpoint = Checkpoint::open(&folder).expect("the checkpoint opens");
    let mode = case
        .get("mode")
        .or(case.get("encoder"))
        .and_then(Value::as_str)
        .expect("a mode");
    let (attention_type, random_blocks) = reference::mode(mode);
    let options = LoadOptions {
        random_blocks,
        attention_type,
        ..LoadOptions::default()
    };
    BigBirdPegasusForConditionalGeneration::load(&checkpoint, &Device::Cpu, options)
        .expect("the model loads")
}
