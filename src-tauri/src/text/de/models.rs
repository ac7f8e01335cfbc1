//! What `pagewing models` prints: the tasks of models, and what a conversion did.

use std::collections::BTreeMap;
use std::path::Path;

use bigbird_pegasus::conversion::Converted;

use super::numbers::{decimal, file_size};
use super::shelf;
use crate::text::task::{Task, commands, option};
use crate::weights::store::ModelRole;
use crate::weights::{ModelCard, ModelRemark, catalogue, starter};

pub(crate) const WRITING: Task = Task {
    name: "Zusammenfassungen schreiben",
    otherwise: "Kernsätze werden zitiert",
    larger: "BigBirdPegasusForConditionalGeneration, mit models download, models import oder summarize --model",
};

pub(crate) const ANSWERING: Task = Task {
    name: "Fragen beantworten",
    otherwise: "Textstellen werden gezeigt",
    larger: "BigBirdForQuestionAnswering oder BigBirdPegasusForQuestionAnswering, mit models download, models import oder ask --reader",
};

pub(crate) const FINDING: Task = Task {
    name: "Textstellen nach ihrer Bedeutung finden",
    otherwise: "sie werden nach ihren Wörtern gefunden",
    larger: "BertModel mit dem Aufbau von all-MiniLM-L6-v2, mit models download, models import oder ask --embedder",
};

pub(crate) const CLASSIFYING: Task = Task {
    name: "Sequenzen und Klassen",
    otherwise: "genome und classify nehmen eines mit --model",
    larger: "BigBirdForSequenceClassification, BigBirdForTokenClassification, BigBirdForMaskedLM, BigBirdModel oder BigBirdPegasusForSequenceClassification, mit models download, models import, genome --model oder classify --model",
};

/// A task and the model that does it.
pub(crate) fn in_use(task: &str, model: &str, folder: &str) -> String {
    let model = if model == starter::NAME {
        "das Startmodell"
    } else {
        model
    };
    format!("{task}: {model} ({folder})")
}

/// A task without a model.
pub(crate) fn without(task: &str, otherwise: &str) -> String {
    format!("{task}: kein Modell; {otherwise}")
}

/// The architectures of models for a task, and the commands that take them; `others` if models stand before them.
pub(crate) fn larger(models: &str, others: bool) -> String {
    let any = if others { "jedes andere" } else { "jedes" };
    format!("{any} {models}")
}

/// A remark about a usable model folder.
pub(crate) fn remark(folder: &Path, remark: &ModelRemark) -> String {
    let ModelRemark::UnusedTensors { count, first } = remark;
    let more = match (*count as usize).saturating_sub(first.len()) {
        0 => String::new(),
        more => format!(" und {more} weitere"),
    };
    format!(
        "{}: Einige Gewichte wurden nicht verwendet: {}{more}. Das Modell läuft ohne sie.",
        folder.display(),
        first.join(", ")
    )
}

/// A model that became ready: what it takes, and whether Pagewing uses it.
pub(crate) fn ready(card: &ModelCard, chosen: bool) -> Vec<String> {
    let mut lines = vec![format!(
        "{} ist {}: {} auf dem Datenträger.",
        card.id.0,
        shelf::state(&card.state),
        file_size(card.disk_bytes)
    )];
    lines.push(match (chosen, card.role) {
        (true, ModelRole::Writes) => {
            "Damit schreibt Pagewing von jetzt an Zusammenfassungen.".into()
        }
        (true, ModelRole::Reads) => "Damit beantwortet Pagewing von jetzt an Fragen.".into(),
        (true, ModelRole::Finds) => "Damit findet Pagewing von jetzt an Textstellen.".into(),
        (true, ModelRole::Classifies) => {
            "Damit findet das Fenster von jetzt an Klassen entlang von Sequenzen.".into()
        }
        (false, ModelRole::Classifies) => format!(
            "Verwendet wird es mit {} {} in {}.",
            option(card.role),
            card.id.0,
            commands(&card.tasks, "oder")
        ),
        (false, role) => format!(
            "Ein Befehl verwendet es mit {} {}.",
            option(role),
            card.id.0
        ),
    });
    lines
}

/// All files of a model are what they should be.
pub(crate) fn verified(model: &str) -> String {
    format!("{model}: Jede Datei ist die richtige.")
}

/// `verify all` without a model.
pub(crate) const NOTHING_TO_VERIFY: &str = "Es gibt keine Modelle, die sich prüfen ließen.";

/// A model that was removed, the bytes that are free again, and the folder that stays.
pub(crate) fn removed(model: &str, freed: u64, folder: Option<&str>) -> String {
    let freed = file_size(freed);
    match folder {
        Some(folder) => {
            format!("{model} ist entfernt, {freed} sind wieder frei. Sein Ordner bleibt: {folder}")
        }
        None => format!("{model} ist entfernt, {freed} sind wieder frei."),
    }
}

/// How a person without a model that writes gets one.
pub(crate) fn get_a_writer() -> Option<String> {
    let entry = catalogue::recommended(ModelRole::Writes)?;
    Some(format!(
        "Geschriebene Zusammenfassungen brauchen ein Modell ({} Download): pagewing models download {}",
        file_size(entry.download_bytes()),
        entry.id.0
    ))
}

/// What a conversion to half precision did.
pub(crate) fn halved(folder: &Path, precision: &str, bytes: u64) -> String {
    format!("{}: {} in {precision}.", folder.display(), file_size(bytes))
}

/// What a conversion to int8 did: the folder and its size, then a line for each thing worth knowing.
pub(crate) fn converted(folder: &Path, done: &Converted) -> Vec<String> {
    let percent = |error: f64| format!("{} %", decimal(100.0 * error, 1));
    let mut lines = vec![format!(
        "{}: {}, {} Matrizen in int8.",
        folder.display(),
        file_size(done.bytes),
        done.conversion.int8.len(),
    )];
    for name in done.conversion.tables.values().flat_map(BTreeMap::keys) {
        let error = done.errors.get(name).copied().unwrap_or_default();
        lines.push(format!(
            "In sechs Bit, mit einem Fehler von {}: {name}.",
            percent(error)
        ));
    }
    let worst = done
        .errors
        .iter()
        .filter(|(name, _)| done.conversion.int8.contains_key(*name))
        .max_by(|(_, a), (_, b)| a.total_cmp(b));
    if let Some((name, error)) = worst {
        lines.push(format!(
            "Größter Fehler einer Matrix am Beispiel: {} ({name}).",
            percent(*error)
        ));
    }
    for (name, reason) in &done.conversion.kept {
        lines.push(format!("In f32 geblieben: {name}, {reason}."));
    }
    lines
}
