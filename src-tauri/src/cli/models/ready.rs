//! What follows once the files of a model are here, as in the window: its fast copy, its speed, and the choice.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use crate::cli::kept::Kept;
use crate::cli::output::{self, Reported};
use crate::cli::progress::Progress;
use crate::fault::{Fault, Outcome};
use crate::jobs;
use crate::text::{self, models};
use crate::weights::store::{ModelId, ModelRole, StoreError};
use crate::weights::{Embedder, FastCopy, ModelCard, ModelError, Reader, Writer};

/// The options of every command that works on a kept model.
#[derive(clap::Args)]
pub(super) struct Common {
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Print no progress
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Whether the model is chosen afterwards. Without an option, a model that writes is chosen if none was.
#[derive(clap::Args)]
pub(super) struct Choice {
    /// Use the model from now on
    #[arg(long = "use", conflicts_with = "no_use")]
    use_it: bool,
    /// Leave the choice of models as it is
    #[arg(long)]
    no_use: bool,
}

impl Choice {
    /// For work that changes no choice.
    pub(super) const UNCHANGED: Self = Self {
        use_it: false,
        no_use: true,
    };

    /// Chooses the model if that is wanted; returns whether it is chosen now.
    fn apply(&self, kept: &mut Kept, card: &ModelCard) -> Result<bool, Fault> {
        let is_first = card.role == ModelRole::Writes && kept.chosen(card.role).is_none();
        if !self.no_use && (self.use_it || is_first) {
            let folder = kept.folder(&card.id)?;
            kept.choose(card.role, Some(&folder))?;
        }
        Ok(kept.roles_of(&card.id).contains(&card.role))
    }
}

/// What `--json` prints about the work on one model.
#[derive(Serialize)]
pub(super) struct Line {
    /// Null if there is no such model.
    pub(super) model: Option<ModelCard>,
    /// Whether Pagewing uses it.
    pub(super) chosen: bool,
    pub(super) error: Option<Reported>,
}

/// The steps of making a model ready.
pub(super) struct Steps<'a> {
    pub(super) kept: &'a mut Kept,
    pub(super) progress: &'a mut Progress,
    pub(super) stop: &'a Arc<AtomicBool>,
    /// Whether the fast copy is made where it makes sense.
    pub(super) fast_copy: bool,
    pub(super) keep_original: bool,
    pub(super) choice: &'a Choice,
}

impl Steps<'_> {
    /// Makes a model ready whose files are here, in this part of the bar; returns whether it is chosen.
    ///
    /// # Errors
    /// What failed. If that is the fast copy, the original can be used and is chosen.
    pub(super) fn finish(&mut self, id: &ModelId, part: &Range<f32>) -> Result<bool, Fault> {
        let middle = part.start + 0.8 * (part.end - part.start);
        let converted = self.convert(id, &(part.start..middle));
        if matches!(converted, Err(Fault::Cancelled)) {
            return Err(Fault::Cancelled);
        }
        self.kept.follow(id)?;
        self.measure(id, &(middle..part.end))?;
        let card = self.kept.card(id)?.ok_or_else(|| Fault::ModelUnknown {
            model: id.0.clone(),
        })?;
        let chosen = self.choice.apply(self.kept, &card)?;
        converted.map(|()| chosen)
    }

    fn convert(&mut self, id: &ModelId, part: &Range<f32>) -> Result<(), Fault> {
        if !self.fast_copy {
            // a copy that was begun before is not wanted any more
            return Ok(self.kept.store.give_up_conversion(id)?);
        }
        let copy = self.kept.card(id)?.map(|card| card.fast_copy);
        match copy {
            Some(FastCopy::Possible { .. }) => self.make_fast_copy(id, part),
            _ => Ok(()),
        }
    }

    /// Makes the fast copy of a model whose original is here.
    pub(super) fn make_fast_copy(&mut self, id: &ModelId, part: &Range<f32>) -> Result<(), Fault> {
        let progress = &mut *self.progress;
        let store = &self.kept.store;
        let done = store.convert(id, self.keep_original, self.stop, &mut |moved| {
            progress.show(moved, part);
        });
        match done {
            // it is one already
            Err(StoreError::Converted { .. }) => Ok(()),
            done => Ok(done?),
        }
    }

    /// A model that cannot be measured works all the same.
    fn measure(&mut self, id: &ModelId, part: &Range<f32>) -> Result<(), Fault> {
        let Some(card) = self.kept.card(id)?.filter(|card| card.seconds.is_none()) else {
            return Ok(());
        };
        let (writer, reader, embedder) = (Writer::start(), Reader::start(), Embedder::start());
        let run = jobs::ShortRun {
            store: &self.kept.store,
            settings: &self.kept.settings,
            writer: &writer,
            reader: &reader,
            embedder: &embedder,
            stop: self.stop,
        };
        let progress = &mut *self.progress;
        match run.measure(id, card.role, &mut |moved| progress.show(moved, part)) {
            Err(ModelError::Cancelled) => Err(Fault::Cancelled),
            Err(error) => {
                tracing::warn!(%error, "the speed of a model could not be measured");
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }
}

/// Prints what became of the work on a model, and returns how the command ends.
pub(super) fn report(
    name: &str,
    kept: Option<&Kept>,
    done: Result<(ModelId, bool), Fault>,
    common: &Common,
) -> Outcome {
    let error = done.as_ref().err();
    let id = done.as_ref().ok().map(|(id, _)| id.clone());
    let id = id.or_else(|| kept?.named(name));
    let card = kept.zip(id).and_then(|(kept, id)| kept.card(&id).ok()?);
    let chosen = done.as_ref().is_ok_and(|(_, chosen)| *chosen);
    let mut outcome = Outcome::Done;
    if common.json {
        outcome = output::print_json(&Line {
            model: card,
            chosen,
            error: error.map(Reported::from),
        });
    } else if let (Some(card), None) = (&card, error) {
        outcome = output::print(&format!("{}\n", models::ready(card, chosen).join("\n")));
    }
    if let Some(fault) = error {
        complain(name, fault);
        outcome = outcome.and(Outcome::of(fault.code()));
    }
    outcome
}

/// Prints a fault about a model to stderr, and how to go on if the person stopped the work.
pub(super) fn complain(name: &str, fault: &Fault) {
    // most sentences about models name them
    match text::message(fault).contains(name) {
        true => output::say(fault),
        false => output::complain(name.as_ref(), fault),
    }
    if *fault == Fault::Cancelled {
        eprintln!("  {}", text::continues());
    }
}
