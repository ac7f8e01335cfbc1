//! Comparing the files of a model with their hashes.

use std::sync::atomic::AtomicBool;

use super::check;
use super::condition;
use super::error::StoreError;
use super::kept::Store;
use super::manifest::Step;
use super::progress::{Progress, Report, share};
use super::state::{Damage, ModelState};
use crate::stage::Stage;
use crate::weights::identity::ModelId;

impl Store {
    /// Hashes all files of a model, those of its fast copy too. A model that is ready stays ready until a file is
    /// found to be wrong; one that waits for this becomes ready.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if a file is missing or wrong; [`StoreError::NotReady`] if not all files are here.
    pub fn verify(
        &self,
        id: &ModelId,
        stop: &AtomicBool,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let home = self.home(id)?;
        let _held = home.hold()?;
        let mut manifest = home.known()?;
        // What an earlier verification found may be repaired.
        manifest.damage = None;
        let state = condition::state(&home, &manifest);
        match state {
            ModelState::Damaged { damage } => {
                return Err(StoreError::Damaged {
                    id: id.clone(),
                    damage,
                    revision: None,
                });
            }
            ModelState::Absent | ModelState::Partial { .. } => {
                return Err(StoreError::NotReady {
                    id: id.clone(),
                    state,
                });
            }
            ModelState::Verifying | ModelState::Converting | ModelState::Ready => {}
        }
        if manifest.step != Step::Whole {
            check::hash_rest(&home, &mut manifest, stop, report)?;
            return check::finish(self, &home, &mut manifest, stop);
        }
        let mut files = Vec::new();
        if !manifest.original_removed {
            let source = home.source(&manifest);
            files.extend(
                manifest
                    .files
                    .iter()
                    .map(|file| (source.clone(), file.clone(), "")),
            );
        }
        if let Some(fast) = manifest.fast.as_ref().filter(|fast| fast.done) {
            files.extend(
                fast.files
                    .iter()
                    .map(|file| (home.fast(), file.clone(), "int8/")),
            );
        }
        let of: u64 = files.iter().filter_map(|(_, file, _)| file.size).sum();
        let mut done = 0;
        for (folder, file, within) in files {
            let found = check::hash(&folder.join(&file.name), stop, &mut |read| {
                report(Progress::of(Stage::Verifying, share(done + read, of)));
            })?;
            if file.sha256.is_some_and(|sha256| sha256 != found) {
                let file = format!("{within}{}", file.name);
                return Err(check::damaged(
                    &home,
                    &mut manifest,
                    Damage::OtherHash { file },
                ));
            }
            done += file.size.unwrap_or(0);
        }
        home.write(&manifest)
    }
}
