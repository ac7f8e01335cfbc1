//! Which files of a repository or a folder a model consists of.

use std::collections::BTreeSet;

use serde_json::Value;

use super::names;
use crate::weights::identity::ModelRole;

/// The file that says what a model is.
pub(super) const CONFIG: &str = "config.json";

/// Files of a model beside its weights: configuration, tokenizer, the modules of sentence encoders, the licence.
const BESIDE: [&str; 16] = [
    CONFIG,
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "spiece.model",
    "vocab.txt",
    "modules.json",
    "sentence_bert_config.json",
    "config_sentence_transformers.json",
    "1_Pooling/config.json",
    "LICENSE",
    "LICENSE.txt",
    "LICENSE.md",
    "NOTICE",
];

/// Names of weights, in the order in which the model's crate prefers them: a file, or the index of several.
pub(super) const WEIGHTS: [&str; 4] = [
    "model.safetensors",
    "model.safetensors.index.json",
    "pytorch_model.bin",
    "pytorch_model.bin.index.json",
];

/// The most weight files that an index may name.
const MOST_SHARDS: usize = 200;

/// The names of all files that a model may have, without shards: weights last.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    BESIDE.into_iter().chain(WEIGHTS)
}

/// The files of a model among all files of a repository or a folder, without the shards that an index names.
pub(super) fn wanted<'a>(all: &[&'a str]) -> Vec<&'a str> {
    let mut wanted: Vec<&str> = all
        .iter()
        .copied()
        .filter(|name| BESIDE.contains(name))
        .collect();
    let usual = WEIGHTS
        .iter()
        .find_map(|name| all.iter().find(|file| *file == name));
    wanted.extend(usual.copied().or_else(|| only_weights(all)));
    wanted
}

/// The only file that can hold weights, where none has a usual name.
fn only_weights<'a>(all: &[&'a str]) -> Option<&'a str> {
    const TRAINING: [&str; 6] = [
        "training_args",
        "optimizer",
        "scheduler",
        "scaler",
        "rng_state",
        "random_states",
    ];
    [".safetensors", ".bin"].into_iter().find_map(|ending| {
        let is_one = |name: &&&str| {
            name.ends_with(ending)
                && !name.contains('/')
                && !TRAINING.iter().any(|start| name.starts_with(start))
        };
        let mut found = all.iter().filter(is_one);
        match (found.next(), found.next()) {
            (Some(only), None) => Some(*only),
            _ => None,
        }
    })
}

/// Whether a name is that of weights or of their index.
pub(super) fn is_weights(name: &str) -> bool {
    WEIGHTS.contains(&name)
        || [".safetensors", ".bin"]
            .iter()
            .any(|ending| name.ends_with(ending))
}

/// Whether a name can be that of one of several weight files.
pub(super) fn is_shard(name: &str) -> bool {
    is_weights(name) && !WEIGHTS.contains(&name) && !name.contains('/')
}

/// Whether a name is that of a tokenizer.
pub(super) fn is_tokenizer(name: &str) -> bool {
    ["tokenizer.json", "spiece.model"].contains(&name)
}

/// Whether a name is that of an index of weight files.
pub(super) fn is_index(name: &str) -> bool {
    name.ends_with(".index.json")
}

/// The files that an index names, or `None` if it is not an index of weight files in the same folder.
pub(super) fn shards(index: &[u8]) -> Option<Vec<String>> {
    let values: Value = serde_json::from_slice(without_mark(index)).ok()?;
    let mut files = BTreeSet::new();
    for file in values.get("weight_map")?.as_object()?.values() {
        let file = file.as_str()?;
        let is_one = names::is_file_name(file)
            && !file.contains('/')
            && (file.ends_with(".safetensors") || file.ends_with(".bin"));
        if !is_one || (files.insert(file.to_owned()) && files.len() > MOST_SHARDS) {
            return None;
        }
    }
    (!files.is_empty()).then(|| files.into_iter().collect())
}

/// What a model does, by its configuration.
///
/// # Errors
/// The architecture's name, if Pagewing does not run it; `None` if the text is not a configuration.
pub(super) fn role(config: &[u8]) -> Result<ModelRole, Option<String>> {
    let fields: Value = serde_json::from_slice(without_mark(config)).map_err(|_| None)?;
    if !fields.is_object() {
        return Err(None);
    }
    let named = fields.get("architectures").and_then(|names| names.get(0));
    // Old files name only the family.
    let family = fields.get("model_type");
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    match (text(named).as_deref(), text(family).as_deref()) {
        (Some("BigBirdPegasusForConditionalGeneration"), _) | (None, Some("bigbird_pegasus")) => {
            Ok(ModelRole::Writes)
        }
        (Some("BigBirdForQuestionAnswering" | "BigBirdPegasusForQuestionAnswering"), _) => {
            Ok(ModelRole::Reads)
        }
        (Some("BertModel"), _) => Ok(ModelRole::Finds),
        (
            Some(
                "BigBirdModel"
                | "BigBirdForMaskedLM"
                | "BigBirdForSequenceClassification"
                | "BigBirdForTokenClassification"
                | "BigBirdPegasusForSequenceClassification",
            ),
            _,
        )
        | (None, Some("big_bird")) => Ok(ModelRole::Classifies),
        (Some(name), _) | (None, Some(name)) => Err(Some(name.chars().take(80).collect())),
        (None, None) => Err(None),
    }
}

/// A text without the mark of its byte order, which editors of Windows write.
fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_its_configuration_its_tokenizer_and_one_kind_of_weights() {
        let all = [
            "README.md",
            "config.json",
            "flax_model.msgpack",
            "model.safetensors",
            "pytorch_model.bin",
            "optimizer.pt",
            "spiece.model",
            "training_args.bin",
            "onnx/model.onnx",
            "1_Pooling/config.json",
        ];
        assert_eq!(
            wanted(&all),
            [
                "config.json",
                "spiece.model",
                "1_Pooling/config.json",
                "model.safetensors"
            ]
        );
        assert_eq!(
            wanted(&["pytorch_model.bin", "x.safetensors"]),
            ["pytorch_model.bin"]
        );
        assert_eq!(
            wanted(&[
                "model-00001-of-00002.safetensors",
                "model.safetensors.index.json",
                "pytorch_model.bin"
            ]),
            ["model.safetensors.index.json"]
        );
        assert_eq!(
            wanted(&["bigbird.safetensors", "training_args.bin"]),
            ["bigbird.safetensors"]
        );
        assert_eq!(wanted(&["a.bin", "b.bin"]), [""; 0]);
    }

    #[test]
    fn an_index_names_files_beside_it() {
        let index = |files: &str| shards(format!(r#"{{"weight_map": {{{files}}}}}"#).as_bytes());
        assert_eq!(
            index(r#""a": "m-2.safetensors", "b": "m-1.safetensors", "c": "m-2.safetensors""#)
                .unwrap(),
            ["m-1.safetensors", "m-2.safetensors"]
        );
        for wrong in [
            "",
            r#""a": 1"#,
            r#""a": "../m.bin""#,
            r#""a": "x/m.bin""#,
            r#""a": "m.txt""#,
        ] {
            assert_eq!(index(wrong), None, "{wrong}");
        }
        let many: Vec<_> = (0..300).map(|n| format!(r#""{n}": "m-{n}.bin""#)).collect();
        assert_eq!(index(&many.join(",")), None);
        assert_eq!(shards(b"[]"), None);
    }

    #[test]
    fn the_configuration_says_what_a_model_does() {
        let of = |text: &str| role(text.as_bytes());
        let tiny = include_bytes!("../../../../tests/fixtures/tiny-model/config.json");
        assert_eq!(role(tiny), Ok(ModelRole::Writes));
        assert_eq!(
            of("\u{feff}{\"architectures\": [\"BertModel\"]}"),
            Ok(ModelRole::Finds)
        );
        assert_eq!(
            of(r#"{"architectures": ["BigBirdForQuestionAnswering"]}"#),
            Ok(ModelRole::Reads)
        );
        assert_eq!(
            of(r#"{"model_type": "bigbird_pegasus"}"#),
            Ok(ModelRole::Writes)
        );
        for class in [
            "BigBirdModel",
            "BigBirdForMaskedLM",
            "BigBirdForSequenceClassification",
            "BigBirdForTokenClassification",
            "BigBirdPegasusForSequenceClassification",
        ] {
            let config = format!(r#"{{"architectures": ["{class}"]}}"#);
            assert_eq!(of(&config), Ok(ModelRole::Classifies), "{class}");
        }
        assert_eq!(
            of(r#"{"model_type": "big_bird"}"#),
            Ok(ModelRole::Classifies)
        );
        assert_eq!(
            of(r#"{"architectures": ["LlamaForCausalLM"]}"#),
            Err(Some("LlamaForCausalLM".into()))
        );
        assert_eq!(of(r#"{"model_type": "t5"}"#), Err(Some("t5".into())));
        for wrong in ["", "{}", "[]", "<html>", r#"{"architectures": 3}"#] {
            assert_eq!(of(wrong), Err(None), "{wrong}");
        }
    }
}
