//! Puts a question to documents of the library with the models in use. If a chosen model cannot be used, the starter model
//! takes its place.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::asking::{Folders, Unusable};
use super::{Shared, lock};
use crate::assistant::answer::{
    self, AnswerView, AskError, Budget, Early, Renew, Request, WithReader,
};
use crate::fault::Fault;
use crate::library::Shelf;
use crate::search::{Scope, WithEmbedder};
use crate::settings::Settings;
use crate::stage::Stage;
use crate::weights::store::ModelRole;

/// A question, and how it is put.
pub(super) struct Put<'a> {
    pub(super) question: &'a str,
    pub(super) scope: &'a Scope,
    /// Most answers, or most passages if there is no reader.
    pub(super) top: usize,
    pub(super) budget: Budget,
    pub(super) renew: Option<&'a Renew<'a>>,
    pub(super) early: Option<&'a Early<'a>>,
    /// Receives each chosen model that cannot be used, and why.
    pub(super) unusable: &'a dyn Fn(ModelRole, Fault),
    pub(super) stop: &'a Arc<AtomicBool>,
}

impl Shared {
    /// The models for a question, and the chosen ones that cannot be used.
    pub(super) fn folders(&self) -> Result<(Folders, Vec<Unusable>), Fault> {
        let Settings { reader, finder, .. } = lock(&self.settings).clone();
        self.asking.folders(reader.as_deref(), finder.as_deref())
    }

    /// Answers a question with the models in use.
    ///
    /// # Errors
    /// [`AskError`]; its code is `cancelled` if the question was stopped. "Not found" is a result.
    pub(super) fn answered(
        &self,
        put: &Put<'_>,
        progress: &mut dyn FnMut(Stage, f32),
    ) -> Result<AnswerView, Fault> {
        let (folders, unusable) = self.folders()?;
        for (role, error) in unusable {
            (put.unusable)(role, error.into());
        }
        match self.answered_with(&folders, put, progress) {
            // the headers were in order, and the weights are not
            Err(AskError::Model(error)) if folders.are_chosen && error.is_about_the_folder() => {
                (put.unusable)(ModelRole::Reads, error.into());
            }
            Err(AskError::Finder(error)) if folders.are_chosen && error.is_about_the_folder() => {
                (put.unusable)(ModelRole::Finds, error.into());
            }
            answer => return Ok(answer?),
        }
        let (starter, _) = self.asking.folders(None, None)?;
        Ok(self.answered_with(&starter, put, progress)?)
    }

    fn answered_with(
        &self,
        folders: &Folders,
        put: &Put<'_>,
        progress: &mut dyn FnMut(Stage, f32),
    ) -> Result<AnswerView, AskError> {
        let threads = lock(&self.settings).threads.map(|n| n as usize);
        let request = Request {
            shelf: Shelf::Library(&self.library),
            scope: put.scope,
            question: put.question,
            reader: folders.reader.as_ref().map(|folder| WithReader {
                folder,
                reader: &self.asking.reader,
            }),
            embedder: folders.embedder.as_ref().map(|folder| WithEmbedder {
                folder,
                embedder: &self.asking.embedder,
                threads,
            }),
            gist: None,
            renew: put.renew,
            top: put.top,
            budget: put.budget,
            early: put.early,
            threads,
            stop: put.stop,
        };
        let answer = answer::answer(&request, progress);
        // nobody wants the answer to a question that was stopped
        if put.stop.load(Ordering::Relaxed) {
            return Err(AskError::Cancelled);
        }
        // nobody asks for a gist here
        Ok(answer?.view)
    }
}
