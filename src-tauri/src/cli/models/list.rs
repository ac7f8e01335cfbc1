//! `pagewing models list`: which models there are, their state, and the ones in use.

use std::path::Path;

use serde::Serialize;

use crate::cli::kept::Kept;
use crate::cli::output::{self, Reported};
use crate::fault::{Fault, Outcome};
use crate::text::{models, shelf};
use crate::weights::store::ModelRole;
use crate::weights::{
    CachedModel, EmbedderFolder, FamilyFolder, FamilyTask, ModelCard, ModelFolder, ModelShelf,
    ReaderFolder, starter,
};

#[derive(clap::Args)]
pub(in crate::cli) struct List {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A task, the model that does it now, and what else there is.
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
    /// Every model for this task, the one in use first.
    models: Vec<ModelCard>,
    /// Models in the cache of other programs that can be imported.
    cached: Vec<CachedModel>,
}

pub(super) fn run(arguments: &List) -> Outcome {
    let shelf = Kept::open().and_then(|kept| {
        let shelf = kept.shelf()?;
        Ok((kept, shelf))
    });
    let (kept, shelf) = match shelf {
        Ok(found) => found,
        Err(fault) => {
            output::say(&fault);
            return Outcome::of(fault.code());
        }
    };
    let tasks = tasks(&kept, &shelf);
    if arguments.json {
        return output::print_json(&tasks);
    }
    let mut text: String = tasks.iter().map(lines).collect();
    if !shelf.cached.is_empty() {
        text += &format!("{}\n", shelf::cached_heading());
        for model in &shelf.cached {
            text += &format!("  {}\n", shelf::cached(model));
        }
    }
    text += &format!("{}\n", shelf::place(&shelf.folder));
    output::print(&text)
}

/// The lines about a task.
fn lines(task: &Task) -> String {
    let line = match (&task.model, &task.error) {
        (_, Some(error)) => models::unusable(task.task, &error.message),
        (Some(model), None) => {
            let folder = task.folder.as_deref().unwrap_or_default();
            models::in_use(task.task, model, folder)
        }
        (None, None) => models::without(task.task, task.otherwise),
    };
    let mut text = format!("{line}\n");
    for card in &task.models {
        for (at, line) in shelf::model(card).iter().enumerate() {
            let indent = if at == 0 { "  " } else { "      " };
            text += &format!("{indent}{line}\n");
        }
    }
    text += &format!(
        "  {}\n",
        models::larger(task.larger, !task.models.is_empty())
    );
    text
}

fn tasks(kept: &Kept, shelf: &ModelShelf) -> Vec<Task> {
    let all = [
        (ModelRole::Writes, models::writing()),
        (ModelRole::Reads, models::answering()),
        (ModelRole::Finds, models::finding()),
        (ModelRole::Classifies, models::classifying()),
    ];
    let task = |(role, words): (ModelRole, models::Task)| {
        let starter =
            starter::folder().filter(|_| matches!(role, ModelRole::Reads | ModelRole::Finds));
        let folder = kept.chosen(role).or(starter.as_deref());
        let (model, error) = match folder.map(|folder| opened(role, folder)) {
            Some(Ok(name)) => (Some(name), None),
            Some(Err(fault)) => (None, Some(Reported::from(&fault))),
            None => (None, None),
        };
        Task {
            task: words.name,
            model,
            folder: folder.map(|folder| folder.display().to_string()),
            error,
            otherwise: words.otherwise,
            larger: words.larger,
            models: of_role(&shelf.models, role, |card| card.role),
            cached: of_role(&shelf.cached, role, |model| model.role),
        }
    };
    all.map(task).into()
}

fn of_role<T: Clone>(all: &[T], wanted: ModelRole, role: impl Fn(&T) -> ModelRole) -> Vec<T> {
    let of_role = all.iter().filter(|one| role(one) == wanted);
    of_role.cloned().collect()
}

/// The name of the model in a folder.
fn opened(role: ModelRole, folder: &Path) -> Result<String, Fault> {
    Ok(match role {
        ModelRole::Writes => ModelFolder::open(folder)?.name,
        ModelRole::Reads => ReaderFolder::open(folder)?.name,
        ModelRole::Finds => EmbedderFolder::open(folder)?.name,
        ModelRole::Classifies => FamilyFolder::open(folder, FamilyTask::ClassifyBases)?.name,
    })
}
