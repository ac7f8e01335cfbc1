//! `pagewing models list`: what is in use, and what could be.

use std::path::Path;

use serde::Serialize;

use crate::cli::output;
use crate::fault::Outcome;
use crate::paths::Paths;
use crate::settings;
use crate::weights::{EmbedderFolder, ModelFolder, ReaderFolder, starter};

/// The models that write summaries, which the window names in the same words, and how one is chosen.
const WRITERS: &str = "google/bigbird-pegasus-large-arxiv, -pubmed or -bigpatent (2.3 GB), chosen in the window or with summarize --model";

#[derive(clap::Args)]
pub(in crate::cli) struct List {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A task, what does it now, and what does it better.
#[derive(Serialize)]
struct Task {
    task: &'static str,
    /// The model in use; none where the task is done without one, or not at all.
    model: Option<String>,
    /// Its folder.
    folder: Option<String>,
    /// What is wrong with it.
    error: Option<String>,
    /// What is done without a model.
    otherwise: &'static str,
    /// Larger models, and how they are named.
    larger: &'static str,
}

pub(super) fn run(arguments: &List) -> Outcome {
    let tasks = tasks();
    if arguments.json {
        return output::print_json(&tasks);
    }
    let mut text = String::new();
    for task in &tasks {
        text += &match (&task.model, &task.error) {
            (_, Some(error)) => format!("{}: {error}\n", task.task),
            (Some(model), None) => {
                let folder = task.folder.as_deref().unwrap_or_default();
                format!("{}: the {model} ({folder})\n", task.task)
            }
            (None, None) => format!("{}: no model; {}\n", task.task, task.otherwise),
        };
        text += &format!("  larger: {}\n", task.larger);
    }
    output::print(&text)
}

fn tasks() -> Vec<Task> {
    let starter = starter::folder();
    let chosen = Paths::of_user()
        .ok()
        .and_then(|paths| settings::load(&paths.settings()).ok())
        .and_then(|loaded| loaded.settings.model);
    let task = |task, found: Option<(Result<String, String>, &Path)>, otherwise, larger| {
        let folder = found.as_ref().map(|(_, path)| path.display().to_string());
        let (model, error) = match found.map(|(found, _)| found) {
            Some(Ok(name)) => (Some(name), None),
            Some(Err(error)) => (None, Some(error)),
            None => (None, None),
        };
        Task {
            task,
            model,
            folder,
            error,
            otherwise,
            larger,
        }
    };
    vec![
        task(
            "writing summaries",
            chosen.as_deref().map(|path| {
                let path = Path::new(path);
                let found = ModelFolder::open(path).map(|folder| folder.name);
                (found.map_err(|error| error.to_string()), path)
            }),
            "key sentences are quoted",
            WRITERS,
        ),
        task(
            "answering questions",
            starter.as_deref().map(|path| {
                let found = ReaderFolder::open(path).map(|folder| folder.name);
                (found.map_err(|error| error.to_string()), path)
            }),
            "passages are shown",
            "any BigBirdForQuestionAnswering or BigBirdPegasusForQuestionAnswering, with ask --reader",
        ),
        task(
            "finding passages by meaning",
            starter.as_deref().map(|path| {
                let found = EmbedderFolder::open(path).map(|folder| folder.name);
                (found.map_err(|error| error.to_string()), path)
            }),
            "they are found by their words",
            "sentence-transformers/all-MiniLM-L6-v2 and its kin, with ask --embedder",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::WRITERS;

    #[test]
    fn the_window_names_the_same_larger_models() {
        let page = include_str!("../../../../ui/src/text/en/models.ts");
        let models = WRITERS.split(", chosen").next();
        assert!(models.is_some_and(|models| page.contains(models)));
    }
}
