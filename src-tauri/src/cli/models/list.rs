//! `pagewing models list`: the models in use, and larger ones.

use std::path::Path;

use serde::Serialize;

use crate::cli::chosen;
use crate::cli::output::{self, Reported};
use crate::fault::{Fault, Outcome};
use crate::text::models;
use crate::weights::{EmbedderFolder, ModelFolder, ReaderFolder, starter};

#[derive(clap::Args)]
pub(in crate::cli) struct List {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A task, the model that does it now, and what does it better.
#[derive(Serialize)]
struct Task {
    task: &'static str,
    /// The model in use, if there is one that can be used.
    model: Option<String>,
    folder: Option<String>,
    /// Why the model in `folder` cannot be used.
    error: Option<Reported>,
    /// What Pagewing does without a model.
    otherwise: &'static str,
    /// Larger models, and the options that take them.
    larger: &'static str,
}

pub(super) fn run(arguments: &List) -> Outcome {
    let tasks = tasks();
    if arguments.json {
        return output::print_json(&tasks);
    }
    let mut text = String::new();
    for task in &tasks {
        let line = match (&task.model, &task.error) {
            (_, Some(error)) => models::unusable(task.task, &error.message),
            (Some(model), None) => {
                let folder = task.folder.as_deref().unwrap_or_default();
                models::in_use(task.task, model, folder)
            }
            (None, None) => models::without(task.task, task.otherwise),
        };
        text += &format!("{line}\n  {}\n", models::larger(task.larger));
    }
    output::print(&text)
}

fn tasks() -> Vec<Task> {
    let starter = starter::folder();
    let chosen = chosen::settings().ok().and_then(|settings| settings.model);
    let task = |words: models::Task, found: Option<(Result<String, Fault>, &Path)>| {
        let folder = found.as_ref().map(|(_, path)| path.display().to_string());
        let (model, error) = match found.map(|(found, _)| found) {
            Some(Ok(name)) => (Some(name), None),
            Some(Err(fault)) => (None, Some(Reported::from(&fault))),
            None => (None, None),
        };
        Task {
            task: words.name,
            model,
            folder,
            error,
            otherwise: words.otherwise,
            larger: words.larger,
        }
    };
    vec![
        task(
            models::WRITING,
            chosen.as_deref().map(|path| {
                let path = Path::new(path);
                let found = ModelFolder::open(path).map(|folder| folder.name);
                (found.map_err(Fault::from), path)
            }),
        ),
        task(
            models::ANSWERING,
            starter.as_deref().map(|path| {
                let found = ReaderFolder::open(path).map(|folder| folder.name);
                (found.map_err(Fault::from), path)
            }),
        ),
        task(
            models::FINDING,
            starter.as_deref().map(|path| {
                let found = EmbedderFolder::open(path).map(|folder| folder.name);
                (found.map_err(Fault::from), path)
            }),
        ),
    ]
}
