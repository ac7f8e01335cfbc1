//! A task of models: the words about it, which stand together in a list, and the option that takes a model for it.

use crate::weights::FamilyTask;
use crate::weights::store::ModelRole;

/// A task, what Pagewing does without a model for it, and which models do it besides those of the catalogue.
pub(crate) struct Task {
    pub(crate) name: &'static str,
    pub(crate) otherwise: &'static str,
    pub(crate) larger: &'static str,
}

/// The option of a command that takes a model for this role.
pub(super) fn option(role: ModelRole) -> &'static str {
    match role {
        ModelRole::Writes | ModelRole::Classifies => "--model",
        ModelRole::Reads => "--reader",
        ModelRole::Finds => "--embedder",
    }
}

/// The commands that a model which classifies can be given to: `genome classify, genome embed or classify`.
pub(super) fn commands(tasks: &[FamilyTask], or: &str) -> String {
    let names: Vec<&str> = tasks.iter().map(|task| command(*task)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {or} {last}", first.join(", ")),
    }
}

/// The command that has this done.
fn command(task: FamilyTask) -> &'static str {
    match task {
        FamilyTask::ClassifyText => "classify",
        FamilyTask::ClassifyBases => "genome classify",
        FamilyTask::Predict => "genome score",
        FamilyTask::Encode => "genome embed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_named_with_a_word_before_the_last() {
        use FamilyTask::{ClassifyBases, ClassifyText, Encode};
        assert_eq!(commands(&[Encode], "or"), "genome embed");
        assert_eq!(
            commands(&[ClassifyBases, ClassifyText, Encode], "or"),
            "genome classify, classify or genome embed"
        );
        assert_eq!(commands(&[], "or"), "");
    }
}
