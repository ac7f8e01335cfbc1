//! The classes of a model that classifies: their names, and how logits become probabilities.

use serde_json::{Map, Value};

use super::fields::{ConfigError, Fields};

/// How the classes of a model relate, `problem_type` in `config.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemType {
    /// Exactly one class applies: probabilities are a softmax.
    SingleLabelClassification,
    /// Each class applies or not by itself: probabilities are sigmoids.
    MultiLabelClassification,
    /// The outputs are numbers, not logits of classes.
    Regression,
}

impl ProblemType {
    const NAMES: &str = "single_label_classification, multi_label_classification or regression";

    fn from_name(name: &str) -> Option<Self> {
        match name {
            "single_label_classification" => Some(Self::SingleLabelClassification),
            "multi_label_classification" => Some(Self::MultiLabelClassification),
            "regression" => Some(Self::Regression),
            _ => None,
        }
    }
}

/// The classes of a model, in the order of its logits.
///
/// ```
/// use bigbird_pegasus::Labels;
///
/// let config = serde_json::json!({
///     "id2label": {"0": "open chromatin", "1": "CTCF"},
///     "problem_type": "multi_label_classification",
/// });
/// let labels = Labels::from_json(config.as_object().expect("an object"))?;
/// assert_eq!(labels.names(), ["open chromatin", "CTCF"]);
/// // a sigmoid for each class
/// let probabilities = labels.probabilities(&[0.0, 3_f32.ln()]);
/// assert!((probabilities[0] - 0.5).abs() < 1e-6 && (probabilities[1] - 0.75).abs() < 1e-6);
/// # Ok::<(), bigbird_pegasus::ConfigError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Labels {
    names: Vec<String>,
    named: bool,
    problem_type: ProblemType,
}

impl Labels {
    /// Reads `id2label`, `num_labels` and `problem_type` of a parsed `config.json`. Without them there are two
    /// classes, `LABEL_0` and `LABEL_1`; without `problem_type` exactly one class applies, and a single output is a
    /// number.
    ///
    /// # Errors
    /// If a field is wrong, or the number of names is not `num_labels`.
    pub fn from_json(values: &Map<String, Value>) -> Result<Self, ConfigError> {
        let fields = Fields::new("config.json", values);
        let count = fields.optional_number("num_labels", 1..=1 << 20)?;
        let given = fields.raw("id2label").map(|value| {
            let names = value.as_object().and_then(numbered);
            names.ok_or_else(|| {
                let allowed = "an object that names the classes \"0\", \"1\" and so on";
                fields.wrong("id2label", value, allowed)
            })
        });
        let given = given.transpose()?;
        let named = given.is_some();
        let names = match (given, count) {
            (Some(names), Some(count)) if names.len() != count => {
                let allowed = format!("{}, the number of names in id2label", names.len());
                return Err(fields.wrong("num_labels", count, allowed));
            }
            (Some(names), _) => names,
            (None, count) => (0..count.unwrap_or(2))
                .map(|i| format!("LABEL_{i}"))
                .collect(),
        };
        let default = match names.len() {
            1 => ProblemType::Regression,
            _ => ProblemType::SingleLabelClassification,
        };
        let problem_type = fields.name(
            "problem_type",
            default,
            ProblemType::NAMES,
            ProblemType::from_name,
        )?;
        Ok(Self {
            names,
            named,
            problem_type,
        })
    }

    /// The names in the order of the logits.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether the configuration names the classes; otherwise they are `LABEL_0`, `LABEL_1` and so on.
    pub fn are_named(&self) -> bool {
        self.named
    }

    /// How the classes relate.
    pub fn problem_type(&self) -> ProblemType {
        self.problem_type
    }

    /// The probabilities of the classes from their logits; in a regression the numbers themselves.
    pub fn probabilities(&self, logits: &[f32]) -> Vec<f32> {
        match self.problem_type {
            ProblemType::SingleLabelClassification => softmax(logits),
            ProblemType::MultiLabelClassification => {
                logits.iter().map(|x| 1.0 / (1.0 + (-x).exp())).collect()
            }
            ProblemType::Regression => logits.to_vec(),
        }
    }
}

/// The texts of an object whose keys are the numbers from 0 on, in their order.
fn numbered(names: &Map<String, Value>) -> Option<Vec<String>> {
    let ordered = (0..names.len()).map(|i| names.get(&i.to_string())?.as_str().map(str::to_owned));
    let ordered: Vec<String> = ordered.collect::<Option<_>>()?;
    (!ordered.is_empty()).then_some(ordered)
}

fn softmax(logits: &[f32]) -> Vec<f32> {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = logits.iter().map(|x| (x - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn labels(config: &Value) -> Result<Labels, String> {
        let values = config.as_object().expect("an object");
        Labels::from_json(values).map_err(|error| error.to_string())
    }

    #[test]
    fn names_are_in_the_order_of_their_numbers() {
        let many: Map<String, Value> = (0..12)
            .map(|i| (i.to_string(), json!(format!("class {i}"))))
            .collect();
        let found = labels(&json!({ "id2label": many })).expect("labels");
        assert_eq!(found.names()[2], "class 2");
        assert_eq!(found.names()[11], "class 11");
        assert!(found.are_named());
        let plain = labels(&json!({"num_labels": 3})).expect("labels");
        assert_eq!(plain.names(), ["LABEL_0", "LABEL_1", "LABEL_2"]);
        assert!(!plain.are_named());
        assert_eq!(labels(&json!({})).expect("labels").names().len(), 2);
    }

    #[test]
    fn labels_that_do_not_fit_are_errors() {
        let cases = [
            (json!({"id2label": {"0": "a", "2": "b"}}), "id2label"),
            (json!({"id2label": {"0": 7}}), "id2label"),
            (json!({"id2label": {}}), "id2label"),
            (json!({"id2label": ["a", "b"]}), "id2label"),
            (
                json!({"id2label": {"0": "a", "1": "b"}, "num_labels": 3}),
                "num_labels is 3, but must be 2",
            ),
            (json!({"problem_type": "ranking"}), "problem_type"),
        ];
        for (config, says) in cases {
            let error = labels(&config).expect_err("an error");
            assert!(error.contains(says), "{config}: {error}");
        }
    }

    #[test]
    fn probabilities_follow_the_kind_of_problem() {
        let of = |config: Value, logits: &[f32]| labels(&config).expect("ok").probabilities(logits);
        let near = |found: &[f32], wanted: &[f32]| {
            assert_eq!(found.len(), wanted.len());
            let apart = found.iter().zip(wanted).map(|(a, b)| (a - b).abs());
            assert!(apart.fold(0.0, f32::max) < 1e-6, "{found:?}");
        };
        let thirds = of(json!({"num_labels": 3}), &[1000.0; 3]);
        near(&thirds, &[1.0 / 3.0; 3]);
        let apart = of(json!({"num_labels": 2}), &[3f32.ln(), 0.0]);
        near(&apart, &[0.75, 0.25]);
        let several = json!({"num_labels": 2, "problem_type": "multi_label_classification"});
        near(&of(several, &[0.0, 3f32.ln()]), &[0.5, 0.75]);
        near(&of(json!({"num_labels": 1}), &[-4.5]), &[-4.5]);
    }
}
