//! Lists of questions for tables of evidence that come with Pagewing. The questions are in English, as most papers are, and
//! as the reader knows it. They are put to one paper at a time, so none of them asks for a number of papers.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};
use ts_rs::TS;

/// A list of questions that comes with Pagewing.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    TS,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BuiltInTemplate {
    /// For papers on trials with people.
    Trial,
    /// For papers on machine learning.
    MachineLearning,
    /// For reviews of other papers.
    Review,
}

impl BuiltInTemplate {
    /// All of them, in the order in which they are shown.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
    }

    /// The stable name, by which a changed one is kept.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The one with a stable name.
    pub fn named(code: &str) -> Option<Self> {
        code.parse().ok()
    }

    /// Its questions, in order.
    pub fn questions(self) -> &'static [&'static str] {
        match self {
            Self::Trial => &[
                "How many participants were included?",
                "Which study design was used?",
                "Which intervention was given?",
                "What was the control?",
                "What was the primary outcome?",
                "What was the effect size?",
                "How long was the follow-up?",
                "What are the limitations?",
                "Who funded the study?",
            ],
            Self::MachineLearning => &[
                "Which datasets were used?",
                "Which model is proposed?",
                "Which baselines is it compared with?",
                "Which metric was used for the evaluation?",
                "What accuracy was reached?",
                "How many parameters does the model have?",
                "Is the code available?",
                "What are the limitations?",
            ],
            Self::Review => &[
                "How many studies were included?",
                "Which databases were searched?",
                "What were the inclusion criteria?",
                "Which period did the search cover?",
                "How was the risk of bias assessed?",
                "What was the pooled effect?",
                "What are the limitations?",
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::assistant::answer::checked;

    #[test]
    fn every_list_has_a_name_and_questions_that_can_be_asked_and_differ() {
        for template in BuiltInTemplate::all() {
            assert_eq!(BuiltInTemplate::named(template.code()), Some(template));
            let questions = template.questions();
            for question in questions {
                assert_eq!(checked(question).unwrap(), *question);
                assert!(question.ends_with('?'), "{question}");
            }
            let different: BTreeSet<_> = questions.iter().collect();
            assert_eq!(different.len(), questions.len());
        }
        assert_eq!(BuiltInTemplate::MachineLearning.code(), "machine_learning");
        assert_eq!(BuiltInTemplate::named("novel"), None);
    }
}
