//! The jobs on models. A download goes on until the model can be used: its fast copy is made and its speed is known.

use std::path::Path;
use std::sync::MutexGuard;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::super::entry::Task;
use super::super::input::Input;
use super::super::types::{AppEvent, JobState};
use super::super::{Shared, lock};
use super::bar::Bar;
use super::speed;
use crate::assistant::summary::SummaryOptions;
use crate::fault::Fault;
use crate::stage::Stage;
use crate::weights::FastCopy;
use crate::weights::store::{ModelId, ModelRole, ModelState, Placement, Reference, StoreError};

/// The share of the bar at which a download ends, and the one at which its fast copy is made.
const DOWNLOADED: f32 = 0.75;
const CONVERTED: f32 = 0.95;
/// The same for a folder that was chosen by hand, which is only copied.
const ADDED: f32 = 0.3;
/// How often work that waits for its turn checks whether it was stopped.
const LOOK_UP: Duration = Duration::from_millis(100);

/// Does a job on a model.
pub(in super::super) fn run(shared: &Shared, task: &Task) -> JobState {
    let mut bar = Bar::new(shared, task);
    let ended = match &task.input {
        Input::Download { .. } => download(shared, task, &mut bar),
        Input::Convert { model } => fast_copy(shared, task, model, &mut bar),
        Input::Verify { model } => verify(shared, task, model, &mut bar),
        Input::AddModel { .. } => add(shared, task, &mut bar),
        Input::Measure { model } => measure(shared, task, model, &mut bar),
        Input::Import { .. }
        | Input::Recognize { .. }
        | Input::Summarize { .. }
        | Input::FillTable { .. }
        | Input::Classify { .. } => Err(Fault::Defect),
    };
    shared.board().send(AppEvent::Models);
    match ended {
        Ok(()) => JobState::Done,
        Err(Fault::Cancelled) => JobState::Cancelled,
        Err(reason) => JobState::Failed { reason },
    }
}

fn download(shared: &Shared, task: &Task, bar: &mut Bar<'_>) -> Result<(), Fault> {
    let Input::Download {
        model,
        revision,
        host,
        ..
    } = &task.input
    else {
        return Err(Fault::Defect);
    };
    bar.next(0.0..DOWNLOADED);
    bar.enter(Stage::Connecting);
    let wanted = Reference {
        id: model.clone(),
        revision: revision.clone(),
        host: host.clone(),
    };
    let network = shared.network()?;
    shared
        .store
        .download(&wanted, &network, &task.stop, &mut |progress| {
            bar.show(progress);
        })?;
    bar.next(DOWNLOADED..CONVERTED);
    let converted = match shared.card(model)?.map(|card| card.fast_copy) {
        Some(FastCopy::Possible { .. }) => convert(shared, task, model, bar),
        _ => Ok(()),
    };
    if matches!(converted, Err(Fault::Cancelled)) {
        return converted;
    }
    // a model without its fast copy still works
    bar.next(CONVERTED..1.0);
    use_it(shared, task, model, bar)?;
    converted
}

/// Makes the fast copy that a person asked for.
fn fast_copy(
    shared: &Shared,
    task: &Task,
    model: &ModelId,
    bar: &mut Bar<'_>,
) -> Result<(), Fault> {
    bar.next(0.0..CONVERTED);
    convert(shared, task, model, bar)?;
    bar.next(CONVERTED..1.0);
    use_it(shared, task, model, bar)
}

/// Makes the fast copy of a model whose original is here.
fn convert(shared: &Shared, task: &Task, model: &ModelId, bar: &mut Bar<'_>) -> Result<(), Fault> {
    bar.enter(Stage::Waiting);
    let _alone = alone(shared, task)?;
    // the comparison needs the memory
    shared.writer.forget();
    let keep_original = lock(&shared.settings).keep_original;
    let store = &shared.store;
    let done = store.convert(model, keep_original, &task.stop, &mut |progress| {
        bar.show(progress);
    });
    match done {
        Err(StoreError::Cancelled) => {
            // a person who stops it wants the original; a program that closes goes on later
            if !shared.board().goes_on_later(task.id) {
                store.give_up_conversion(model)?;
            }
            Err(Fault::Cancelled)
        }
        // it is one already
        Err(StoreError::Converted { .. }) => Ok(()),
        done => {
            done?;
            // at once, because a summary may be looking for it
            shared.follow(model)
        }
    }
}

fn verify(shared: &Shared, task: &Task, model: &ModelId, bar: &mut Bar<'_>) -> Result<(), Fault> {
    bar.enter(Stage::Verifying);
    let done = shared.store.verify(model, &task.stop, &mut |progress| {
        bar.show(progress);
    });
    // a model that waited for this is ready now
    shared.follow(model)?;
    if let Err(StoreError::Damaged { .. }) = &done {
        shared.give_up(model)?;
    }
    Ok(done?)
}

fn add(shared: &Shared, task: &Task, bar: &mut Bar<'_>) -> Result<(), Fault> {
    let Input::AddModel {
        folder,
        copy,
        model,
        ..
    } = &task.input
    else {
        return Err(Fault::Defect);
    };
    bar.next(0.0..ADDED);
    bar.enter(Stage::Copying);
    let is_whole = |id: &ModelId| {
        let state = shared.store.state(id);
        matches!(state, Ok(ModelState::Ready | ModelState::Converting))
    };
    let model = match model.as_ref().filter(|id| is_whole(id)) {
        Some(model) => model.clone(),
        None => {
            let store = &shared.store;
            let how = match copy {
                true => Placement::Copy,
                false => Placement::Link,
            };
            store.add(folder, how, &task.stop, &mut |progress| bar.show(progress))?
        }
    };
    let (library, id) = (&shared.library, task.id);
    shared.board().learn_model(library, id, model.clone())?;
    bar.next(ADDED..CONVERTED);
    // a later wish may have asked for the copy
    let wanted = shared.board().input(task.id);
    let converted = match wanted {
        Some(Input::AddModel {
            fast_copy: true, ..
        }) => convert(shared, task, &model, bar),
        _ => Ok(()),
    };
    if matches!(converted, Err(Fault::Cancelled)) {
        return converted;
    }
    bar.next(CONVERTED..1.0);
    use_it(shared, task, &model, bar)?;
    converted
}

fn measure(shared: &Shared, task: &Task, model: &ModelId, bar: &mut Bar<'_>) -> Result<(), Fault> {
    bar.enter(Stage::Waiting);
    let role = shared.card(model)?.ok_or(Fault::NoModel)?.role;
    let _alone = alone(shared, task)?;
    Ok(speed::measure(shared, model, role, &task.stop, bar)?)
}

/// Measures a model that became ready, chooses it if that is wanted, and begins the summary that waits for it.
fn use_it(shared: &Shared, task: &Task, model: &ModelId, bar: &mut Bar<'_>) -> Result<(), Fault> {
    shared.follow(model)?;
    let Some(card) = shared.card(model)? else {
        return Ok(());
    };
    bar.enter(Stage::Waiting);
    {
        let _alone = alone(shared, task)?;
        match speed::measure(shared, model, card.role, &task.stop, bar) {
            // the model works even where nobody knows how fast
            Err(error) if !task.stop.load(Ordering::Relaxed) => {
                tracing::warn!(%error, "the speed of a model could not be measured");
            }
            Err(_) => return Err(Fault::Cancelled),
            Ok(()) => {}
        }
    }
    // a later wish may have joined this job while it was running
    let then = match shared.board().input(task.id) {
        Some(Input::Download { then, .. }) => then,
        _ => None,
    };
    let used = shared.used_folder(card.role);
    let is_first = card.role == ModelRole::Writes && used.is_none();
    // the folder that was added is the one in use
    let is_used = match (&task.input, &used) {
        (Input::AddModel { folder, .. }, Some(used)) => {
            let added = folder.canonicalize();
            added.is_ok_and(|added| Path::new(used).canonicalize().ok() == Some(added))
        }
        _ => false,
    };
    if then.is_some() || is_first || is_used {
        shared.choose(card.role, shared.store.folder(model).as_deref())?;
    }
    if let Some(document) = then {
        shared.summarize(&document, SummaryOptions::default())?;
    }
    Ok(())
}

/// The right to do heavy work on models: two conversions at once would need twice the memory, and a measurement beside
/// a conversion would be wrong.
fn alone<'a>(shared: &'a Shared, task: &Task) -> Result<MutexGuard<'a, ()>, Fault> {
    use std::sync::TryLockError;
    loop {
        if task.stop.load(Ordering::Relaxed) {
            return Err(Fault::Cancelled);
        }
        match shared.at_work.try_lock() {
            Ok(guard) => return Ok(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Ok(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOOK_UP),
        }
    }
}
