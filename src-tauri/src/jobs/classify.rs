//! The classes along a document of sequences: a model reads one window after the other, and what it says becomes the document's track. What
//! it said of a window is kept at once, so that a job that was stopped goes on there.

use std::path::Path;

use super::entry::Task;
use super::sequence_file::track_of;
use super::types::JobState;
use super::{Shared, lock};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::genome::{self, CLASSES, Run, RunProgress, TrackAbout, Windowed};
use crate::stage::Stage;
use crate::weights::{Family, FamilyFolder, FamilyTask, FamilyWork};

/// The share of the progress bar at which the track is put together.
const SAVING: f32 = 0.98;

/// Finds the classes of a document.
pub(super) fn run(shared: &Shared, task: &Task, id: &DocumentId, model: &Path) -> JobState {
    match classified(shared, task, id, model) {
        Ok(()) => JobState::Done,
        Err(Fault::Cancelled) => JobState::Cancelled,
        Err(reason) => JobState::Failed { reason },
    }
}

fn classified(shared: &Shared, task: &Task, id: &DocumentId, model: &Path) -> Result<(), Fault> {
    let library = &shared.library;
    shared.board().advance(task.id, Stage::LoadingModel, 0.0);
    // a kept model has another folder once its fast copy is made
    let kept = shared.store.model_of(model);
    let kept = kept.and_then(|id| shared.store.folder(&id));
    let model = kept.as_deref().unwrap_or(model);
    let folder = FamilyFolder::open(model, FamilyTask::ClassifyBases)?;
    let index = shared.sequence.records(library, id, &task.stop)?;
    let (_, copy) = library.file_of(id)?;
    let family = Family::start();
    let threads = lock(&shared.settings).threads.map(|n| n as usize);
    let work = FamilyWork {
        folder: &folder,
        threads,
        stop: &task.stop,
    };
    let run = Run {
        file: &library.file_path(&copy),
        index: &index,
        folder: &folder,
        journals: Some(&shared.genomes),
        kind: CLASSES,
        stop: &task.stop,
    };
    let journal = run.journal(
        &|window| genome::classes(&family, work, window),
        &mut |come| {
            let (RunProgress::GoesOn(share) | RunProgress::Done(share)) = come;
            let mut board = shared.board();
            board.advance(task.id, Stage::Encoding, share * SAVING);
            if matches!(come, RunProgress::Done(_)) {
                board.keep(library, task.id);
            }
        },
    )?;
    shared.board().advance(task.id, Stage::Saving, SAVING);
    // the document may have been deleted meanwhile, and nothing of it is to stay
    library.file_of(id)?;
    let windows = Windowed {
        journal: &journal,
        merge: genome::merge_of(&folder),
    };
    genome::keep_track(&track_of(library, id), &about(&folder), &index, &windows)?;
    journal.discard();
    Ok(())
}

/// What the track of a model is of.
fn about(folder: &FamilyFolder) -> TrackAbout {
    let labels = folder.labels.as_ref();
    TrackAbout {
        model: folder.name.clone(),
        fingerprint: folder.fingerprint.clone(),
        labels: labels.map_or_else(Vec::new, |labels| labels.names().to_vec()),
        named: folder.names_classes(),
        kind: labels.map_or(genome::TrackKind::Numbers, |labels| {
            labels.problem_type().into()
        }),
        per_token: folder.per_token,
    }
}
