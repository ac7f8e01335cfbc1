//! The models and settings that a person chose, and what is in memory because of them. A choice takes effect at
//! once, without a restart; work in progress keeps its model until it ends.

use std::path::Path;
use std::sync::{Arc, Weak};
use std::time::Duration;

use super::types::AppEvent;
use super::{Jobs, Shared, lock};
use crate::fault::Fault;
use crate::settings::{self, Settings};
use crate::weights::download::check_addresses;
use crate::weights::store::ModelRole;
use crate::weights::{Held, ModelError, ModelFolder, ModelView, choose_device};

/// Minutes after which an idle model leaves the memory, unless the person set another number.
const UNLOAD_AFTER: u32 = 5;

impl Jobs {
    /// The chosen model; `None` if no model was chosen.
    ///
    /// # Errors
    /// If the folder is not usable any more.
    pub fn model(&self) -> Result<Option<ModelView>, Fault> {
        Ok(self.shared.model()?.as_ref().map(ModelFolder::view))
    }

    /// Chooses a model folder after checking it. Loads nothing yet.
    ///
    /// # Errors
    /// If the folder is not usable, or the settings cannot be written; the choice then stays unchanged.
    pub fn set_model(&self, path: &Path) -> Result<ModelView, Fault> {
        let folder = ModelFolder::open_in(path, self.settings().precision)?
            .with_plans_in(self.shared.int8_plans.clone());
        let view = folder.view();
        self.shared.change_settings(|settings| {
            settings.model = Some(view.path.clone());
        })?;
        *lock(&self.shared.model) = Some(folder);
        Ok(view)
    }

    /// The current settings.
    pub fn settings(&self) -> Settings {
        lock(&self.shared.settings).clone()
    }

    /// Changes all settings, on the disk first.
    ///
    /// # Errors
    /// As [`Self::change_settings`].
    pub fn set_settings(&self, settings: Settings) -> Result<(), Fault> {
        self.change_settings(&self.settings(), &settings)
    }

    /// Changes the settings in which these differ from those that somebody read `before`, on the disk first: what another
    /// program has changed meanwhile stays.
    ///
    /// # Errors
    /// If a new mirror or proxy is not an address, or the file cannot be written; the settings then stay unchanged.
    pub fn change_settings(&self, before: &Settings, settings: &Settings) -> Result<(), Fault> {
        // one that is there already forbids nothing but downloads
        let mirror = settings.mirror.as_deref();
        let proxy = settings.proxy.as_deref();
        check_addresses(
            mirror.filter(|_| settings.mirror != before.mirror),
            proxy.filter(|_| settings.proxy != before.proxy),
        )?;
        self.shared
            .change_settings(|now| *now = now.with_changes(before, settings))
    }

    /// Takes every loaded model out of the memory; the next work loads it again.
    pub fn free_memory(&self) {
        self.shared.writer.forget();
        self.shared.asking.forget();
        self.shared.library.forget_document();
    }
}

impl Shared {
    /// Changes the settings as the file has them now, on the disk first, and has the models follow them.
    ///
    /// # Errors
    /// If the file cannot be written; the settings then stay unchanged.
    pub(super) fn change_settings(&self, change: impl FnOnce(&mut Settings)) -> Result<(), Fault> {
        let mut current = lock(&self.settings);
        let before = current.clone();
        let mut in_file = before.clone();
        let settings = settings::change(&self.settings_file, &before, |now| {
            in_file.clone_from(now);
            change(now);
        })?;
        current.clone_from(&settings);
        drop(current);
        self.follow_settings(&before, &settings);
        if in_file != before {
            self.board().send(AppEvent::Settings);
        }
        Ok(())
    }

    /// Takes over what another program has written into the settings' file.
    pub(super) fn take_over_settings(&self) {
        let mut current = lock(&self.settings);
        let Some(settings) = settings::current(&self.settings_file) else {
            return;
        };
        let before = std::mem::replace(&mut *current, settings.clone());
        drop(current);
        if settings != before {
            self.follow_settings(&before, &settings);
            self.board().send(AppEvent::Settings);
        }
    }

    /// Has the models follow settings that are others than before.
    fn follow_settings(&self, before: &Settings, settings: &Settings) {
        let other_device = before.device != settings.device;
        if other_device || before.model != settings.model || before.precision != settings.precision
        {
            // a running summary keeps its model, and loads it again
            self.writer.forget();
            self.board().model_changed();
        }
        if other_device || before.reader != settings.reader {
            self.asking.reader.forget();
        }
        if other_device || before.finder != settings.finder {
            self.asking.embedder.forget();
            self.rest.want();
        }
        if other_device {
            // the precision without a choice depends on the device
            *lock(&self.model) = None;
        }
        self.apply_settings();
        // of these, nothing on the shelf changes
        let shown = |settings: &Settings| Settings {
            theme: before.theme,
            paused: before.paused,
            watched: before.watched.clone(),
            language: before.language,
            text_size: before.text_size,
            after_reading: before.after_reading,
            recognize_scans: before.recognize_scans,
            ..settings.clone()
        };
        if shown(settings) != *before {
            self.board().send(AppEvent::Models);
        }
    }

    /// Has the models' threads follow the settings.
    pub(super) fn apply_settings(&self) {
        let Settings {
            device,
            unload_after,
            paused,
            ..
        } = lock(&self.settings).clone();
        choose_device(device);
        self.board().pause(paused);
        self.wake.notify_all();
        let minutes = unload_after.unwrap_or(UNLOAD_AFTER);
        let idle = Duration::from_secs(60 * u64::from(minutes.max(1)));
        self.writer.keep_for(idle);
        self.asking.keep_for(idle);
    }

    /// From now on keeps track of the models that are in memory.
    pub(super) fn watch_models(self: &Arc<Self>) {
        let watch = |role: ModelRole| {
            let shared = Arc::downgrade(self);
            move |held| note(&shared, role, held)
        };
        self.writer.watch(watch(ModelRole::Writes));
        self.asking.reader.watch(watch(ModelRole::Reads));
        self.asking.embedder.watch(watch(ModelRole::Finds));
    }

    /// Reports that a chosen model cannot be used, so that the work goes on without it.
    pub(super) fn report_unusable(&self, role: ModelRole, reason: Fault) {
        tracing::warn!(%reason, ?role, "a chosen model cannot be used");
        let board = self.board();
        board.send(AppEvent::ModelUnusable { role, reason });
        // the shelf shows the same
        board.send(AppEvent::Models);
    }

    /// The chosen model's folder, checked again only if the person chooses another folder or another precision.
    pub(super) fn model(&self) -> Result<Option<ModelFolder>, ModelError> {
        let Settings {
            model, precision, ..
        } = lock(&self.settings).clone();
        let Some(path) = model else {
            return Ok(None);
        };
        let mut known = lock(&self.model);
        if let Some(folder) = known.as_ref().filter(|folder| {
            folder.path == Path::new(&path) && folder.asked == precision && folder.path.is_dir()
        }) {
            return Ok(Some(folder.clone()));
        }
        *known = None;
        let folder = ModelFolder::open_in(Path::new(&path), precision)?
            .with_plans_in(self.int8_plans.clone());
        *known = Some(folder.clone());
        Ok(Some(folder))
    }
}

/// Notes what a model's thread holds now.
fn note(shared: &Weak<Shared>, role: ModelRole, held: Option<Held>) {
    let Some(shared) = shared.upgrade() else {
        return;
    };
    let mut all = lock(&shared.held);
    match held {
        Some(held) => all.insert(role, held),
        None => all.remove(&role),
    };
    drop(all);
    shared.board().send(AppEvent::Models);
}
