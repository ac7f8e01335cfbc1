//! Downloading a model: which files, each of them, and the check that they are a model. Every step is in the manifest
//! when it is done, so that a later call goes on from there.

use std::fs;
use std::sync::atomic::AtomicBool;

use super::check;
use super::condition;
use super::error::StoreError;
use super::files;
use super::home::Home;
use super::kept::Store;
use super::list;
use super::manifest::{FileRecord, Manifest, Origin, Step};
use super::names;
use super::progress::{Moved, Progress, Report, share};
use super::reference::Reference;
use super::state::{Damage, ModelState};
use crate::stage::Stage;
use crate::weights::catalogue;
use crate::weights::download::{
    DownloadError, Fetched, Network, Phase, Purpose, Remote, Transfer, fetch, free_space, received,
};

/// The hosts of addresses that people copy from their browser.
const HUBS: [&str; 3] = ["huggingface.co", "www.huggingface.co", "hf.co"];
/// The largest configuration or index that is read, in bytes.
const LARGEST_TEXT: u64 = 32 << 20;

impl Store {
    /// Downloads a model, goes on with a download, or repairs a damaged model. A model that is whole already is left
    /// as it is, without a connection. What arrived stays when the work is stopped or fails.
    ///
    /// The fast copy is another step: [`Store::convert`].
    ///
    /// # Errors
    /// [`StoreError`]: also [`StoreError::OtherArchitecture`] before the weights are downloaded, and
    /// [`StoreError::Damaged`] if a file's hash is not the published or recorded one.
    pub fn download(
        &self,
        wanted: &Reference,
        network: &Network,
        stop: &AtomicBool,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let id = &wanted.id;
        let home = self.home(id)?;
        is_from_elsewhere(id)?;
        if let Some(host) = &wanted.host {
            let server = network.host();
            if *host != server && !HUBS.contains(&host.as_str()) {
                let host = host.clone();
                return Err(StoreError::OtherServer { host, server });
            }
        }
        let _held = home.hold()?;
        let mut manifest = self.begun(&home, wanted, network, stop)?;
        if matches!(
            condition::state(&home, &manifest),
            ModelState::Ready | ModelState::Converting
        ) {
            return Ok(());
        }
        come_from_server(&mut manifest);
        check::start_repair(&home, &mut manifest)?;
        let mut download = Download {
            network,
            stop,
            report,
            home: &home,
            manifest: &mut manifest,
            done: 0,
            total: None,
        };
        let result = download.run(self);
        let is_pointless = matches!(
            result,
            Err(StoreError::OtherArchitecture { .. } | StoreError::Incomplete { .. })
        );
        let is_empty = || condition::bytes_of(&home.original()) == 0;
        if is_pointless || (result.is_err() && manifest.step == Step::Listing && is_empty()) {
            // Nothing of it is worth keeping: a wrong name must not stay on the shelf.
            let _ = home.remove();
        }
        result
    }

    /// The manifest to go on with. A model that is here at another revision stays until the server has named the files
    /// of the one that is wanted: a wrong name or a broken connection must not cost it.
    fn begun(
        &self,
        home: &Home,
        wanted: &Reference,
        network: &Network,
        stop: &AtomicBool,
    ) -> Result<Manifest, StoreError> {
        let found = match home.read() {
            Ok(found) => found,
            // A manifest that cannot be read holds nothing to go on with.
            Err(StoreError::Damaged { .. }) => {
                home.remove()?;
                None
            }
            Err(error) => return Err(error),
        };
        let origin = match catalogue::entry(&wanted.id) {
            Some(_) => Origin::Catalogue,
            None => Origin::Named,
        };
        let another = |manifest: &Manifest| {
            let asked = wanted.revision.as_ref();
            let has = [&manifest.revision, &manifest.requested];
            asked.is_some() && !has.contains(&&wanted.revision)
        };
        let mut fresh = Manifest::new(wanted.id.clone(), origin);
        fresh.requested.clone_from(&wanted.revision);
        let mut manifest = match found {
            Some(manifest) if another(&manifest) => {
                list::list(&self.root, &mut fresh, network, stop)?;
                if fresh.revision == manifest.revision {
                    // A branch or a tag can be another name of the same commit.
                    manifest
                } else {
                    // Files of another revision must not be mixed with those of this one.
                    home.remove()?;
                    fresh.step = Step::Receiving;
                    fresh
                }
            }
            Some(manifest) => manifest,
            None => fresh,
        };
        if wanted.revision.is_some() {
            manifest.requested.clone_from(&wanted.revision);
        }
        home.write(&manifest)?;
        Ok(manifest)
    }
}

/// Models of a person's own folders and of the installation are not on a server.
fn is_from_elsewhere(id: &crate::weights::identity::ModelId) -> Result<(), StoreError> {
    let owner = id.0.split('/').next().unwrap_or_default();
    if owner == names::IMPORTED || id.0 == names::STARTER {
        return Err(StoreError::Unknown { id: id.clone() });
    }
    Ok(())
}

/// A model that was copied or linked, and is not usable any more, is downloaded from where it once came from.
fn come_from_server(manifest: &mut Manifest) {
    if matches!(
        manifest.origin,
        Origin::Copied { .. } | Origin::Linked { .. }
    ) {
        manifest.origin = match catalogue::entry(&manifest.id) {
            Some(_) => Origin::Catalogue,
            None => Origin::Named,
        };
        manifest.requested = manifest.requested.take().or(manifest.revision.take());
        (manifest.damage, manifest.fast) = (None, None);
        (manifest.step, manifest.original_removed) = (Step::Listing, false);
        manifest.files.clear();
    }
}

struct Download<'a, 'b> {
    network: &'a Network,
    stop: &'a AtomicBool,
    report: &'a mut Report<'b>,
    home: &'a Home,
    manifest: &'a mut Manifest,
    /// Bytes of the files that are complete.
    done: u64,
    /// Bytes of all files, if they are known.
    total: Option<u64>,
}

impl Download<'_, '_> {
    fn run(&mut self, store: &Store) -> Result<(), StoreError> {
        if self.manifest.step == Step::Listing {
            (self.report)(Progress::of(Stage::Connecting, 0.0));
            list::list(&store.root, self.manifest, self.network, self.stop)?;
            self.drop_unknown();
            self.manifest.step = Step::Receiving;
            self.home.write(self.manifest)?;
        }
        check::uncheck(&self.home.original(), self.manifest);
        self.count();
        self.has_room()?;
        // The configuration comes first: it says whether the rest is worth its time.
        while let Some(name) = self.next() {
            self.receive(&name)?;
            self.learn(&name, store)?;
        }
        list::is_complete(self.manifest)?;
        check::finish(store, self.home, self.manifest, self.stop)
    }

    /// Removes files from before the list was made, unless a hash can say whether they are right.
    fn drop_unknown(&self) {
        for file in &self.manifest.files {
            if file.sha256.is_none() {
                let _ = fs::remove_file(self.home.original().join(&file.name));
            }
        }
    }

    fn count(&mut self) {
        let files = &self.manifest.files;
        self.total = files.iter().map(|file| file.size).sum();
        let whole = files.iter().filter(|file| file.checked);
        self.done = whole.filter_map(|file| file.size).sum();
    }

    /// Checks that the rest fits on the disk, before the first of it arrives.
    fn has_room(&self) -> Result<(), StoreError> {
        let about = catalogue::entry(&self.manifest.id).map(catalogue::Entry::download_bytes);
        let Some(total) = self.total.or(about) else {
            return Ok(());
        };
        let original = self.home.original();
        let parts = self.manifest.files.iter().filter(|file| !file.checked);
        let here: u64 = parts
            .filter_map(|file| {
                let path = original.join(&file.name);
                condition::size(&path).or_else(|| Some(received(&path)?.0))
            })
            .sum();
        let needed = total.saturating_sub(self.done + here);
        match free_space(&self.home.folder) {
            Some(free) if free < needed => Err(StoreError::DiskFull {
                folder: self.home.folder.clone(),
                needed: Some(needed),
                free: Some(free),
            }),
            _ => Ok(()),
        }
    }

    /// The next file: the configuration, then small files, then weights.
    fn next(&self) -> Option<String> {
        let rank = |file: &&FileRecord| {
            let name = file.name.as_str();
            let usual = || files::WEIGHTS.iter().position(|usual| *usual == name);
            match name {
                files::CONFIG => 0,
                name if files::is_tokenizer(name) => 2,
                name if files::is_weights(name) => 3 + usual().unwrap_or(files::WEIGHTS.len()),
                _ => usual().map_or(1, |at| 3 + at),
            }
        };
        let open = self.manifest.files.iter().filter(|file| !file.checked);
        open.min_by_key(rank).map(|file| file.name.clone())
    }

    /// Brings one file to the disk and checks it, or strikes it off the list if it is optional and not there.
    fn receive(&mut self, name: &str) -> Result<(), StoreError> {
        let to = self.home.original().join(name);
        let Some(file) = self.manifest.file(name).cloned() else {
            return Ok(());
        };
        // The process ended after the file had arrived and before the manifest knew it.
        if let Some(bytes) = condition::size(&to) {
            let (done, total) = (self.done, self.total);
            let report = &mut *self.report;
            let sha256 = check::hash(&to, self.stop, &mut |read| {
                let share = share(done + read, total.unwrap_or(done + bytes));
                report(Progress::of(Stage::Verifying, share));
            })?;
            let same = file.sha256.is_none_or(|expected| expected == sha256)
                && file.size.is_none_or(|expected| expected == bytes);
            if same {
                return self.keep(name, bytes, sha256);
            }
        }
        let revision = self.manifest.revision.clone().unwrap_or_default();
        let remote = Remote {
            url: self
                .network
                .file_url(&self.manifest.id.0, &revision, name)?,
            to,
            size: file.size,
            sha256: file.sha256,
            why: Purpose::File {
                repository: Some(self.manifest.id.0.clone()),
                file: name.to_owned(),
            },
        };
        let (done, total, report) = (self.done, self.total, &mut *self.report);
        let result = fetch(self.network, &remote, self.stop, &mut |transfer| {
            report(shown(done, total, transfer));
        });
        match result {
            Ok(Fetched { bytes, sha256, .. }) => self.keep(name, bytes, sha256),
            Err(DownloadError::NotFound { .. }) if file.optional => {
                self.manifest.files.retain(|file| file.name != name);
                self.home.write(self.manifest)
            }
            Err(error) => Err(self.failed(name, error)),
        }
    }

    fn keep(
        &mut self,
        name: &str,
        bytes: u64,
        sha256: crate::weights::download::FileHash,
    ) -> Result<(), StoreError> {
        if let Some(file) = self.manifest.file(name) {
            (file.size, file.sha256, file.checked) = (Some(bytes), Some(sha256), true);
        }
        self.home.write(self.manifest)?;
        self.count();
        Ok(())
    }

    /// The error of a download, and what it says about the state: a file that is not the published or recorded one
    /// damages the model, and everything else leaves it partial.
    fn failed(&mut self, name: &str, error: DownloadError) -> StoreError {
        let file = name.to_owned();
        let damage = match error {
            DownloadError::Stopped => return StoreError::Cancelled,
            DownloadError::WrongHash { .. } => Damage::OtherHash { file },
            DownloadError::WrongSize {
                expected, found, ..
            } => Damage::OtherSize {
                file,
                expected,
                found,
            },
            DownloadError::Busy { .. } => {
                return StoreError::Busy {
                    id: self.home.id.clone(),
                };
            }
            DownloadError::FolderVanished { folder } => return StoreError::FolderGone { folder },
            DownloadError::NoSpace {
                folder,
                needed,
                available,
            } => {
                return StoreError::DiskFull {
                    folder,
                    needed: Some(needed),
                    free: Some(available),
                };
            }
            DownloadError::DiskFull { .. } => {
                return StoreError::DiskFull {
                    folder: self.home.folder.clone(),
                    needed: None,
                    free: free_space(&self.home.folder),
                };
            }
            DownloadError::NotWritable { folder, source } => {
                return StoreError::Unwritable {
                    path: folder,
                    source,
                };
            }
            error => return StoreError::Download(error),
        };
        check::damaged(self.home, self.manifest, damage)
    }

    /// Reads what a file says about the rest.
    fn learn(&mut self, name: &str, store: &Store) -> Result<(), StoreError> {
        let path = self.home.original().join(name);
        let here = self.manifest.file(name).is_some_and(|file| file.checked);
        if !here {
            return Ok(());
        }
        let text = || {
            let small = condition::size(&path).is_some_and(|size| size <= LARGEST_TEXT);
            small
                .then(|| fs::read(&path).ok())
                .flatten()
                .unwrap_or_default()
        };
        let id = || self.home.id.clone();
        if name == files::CONFIG {
            match files::role(&text()) {
                Ok(role) => self.manifest.role = Some(role),
                Err(Some(architecture)) => {
                    let id = id();
                    return Err(StoreError::OtherArchitecture { id, architecture });
                }
                Err(None) => {
                    let detail = "config.json does not name an architecture".to_owned();
                    let damage = Damage::NotUsable { detail };
                    return Err(check::damaged(self.home, self.manifest, damage));
                }
            }
        } else if files::is_index(name) {
            let Some(shards) = files::shards(&text()) else {
                let detail = format!("{name} is not an index of weight files");
                let damage = Damage::NotUsable { detail };
                return Err(check::damaged(self.home, self.manifest, damage));
            };
            list::set_shards(&store.root, self.manifest, &shards);
        }
        if files::WEIGHTS.contains(&name) {
            // One kind of weights is enough.
            let others = |file: &FileRecord| {
                file.checked || file.name == name || !files::WEIGHTS.contains(&file.name.as_str())
            };
            self.manifest.files.retain(others);
        }
        self.home.write(self.manifest)?;
        self.count();
        Ok(())
    }
}

/// A file's progress as the progress of all files.
fn shown(done: u64, total: Option<u64>, transfer: Transfer) -> Progress {
    let bytes = done + transfer.bytes;
    let (stage, retry_in) = match transfer.phase {
        Phase::Checking => (Stage::Verifying, None),
        Phase::Connecting => (Stage::Connecting, None),
        Phase::Receiving | Phase::Saving => (Stage::Downloading, None),
        Phase::WaitingToRetry { seconds, .. } => (Stage::Retrying, Some(seconds as f32)),
    };
    Progress {
        stage,
        done: total.map_or(0.0, |total| share(bytes, total)),
        transfer: Some(Moved {
            bytes,
            total,
            per_second: transfer.per_second as f32,
            retry_in,
        }),
    }
}
