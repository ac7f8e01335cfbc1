//! Which files a download consists of: the server's description, the catalogue, and what was recorded before.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::error::StoreError;
use super::files;
use super::manifest::{FileRecord, Manifest};
use super::names;
use super::recorded::{Record, Recorded};
use super::reference::is_commit;
use crate::weights::ModelPart;
use crate::weights::catalogue::{self, Entry};
use crate::weights::download::{
    Described, Description, DownloadError, FileHash, HubCode, Network, describe,
};

/// Asks which files the model has, and writes them into the manifest with the hashes that they must have.
pub(super) fn list(
    root: &Path,
    manifest: &mut Manifest,
    network: &Network,
    stop: &AtomicBool,
) -> Result<(), StoreError> {
    let entry = catalogue::entry(&manifest.id);
    let recorded = Recorded::read(root);
    let record = recorded.of(&manifest.id);
    let pinned = || entry.and_then(|entry| entry.revision.clone());
    let earlier = || record.map(|record| record.revision.clone());
    let latest = || earlier().unwrap_or_else(|| "main".to_owned());
    let mut asked = manifest
        .requested
        .clone()
        .or_else(pinned)
        .unwrap_or_else(latest);
    let mut found = describe(network, &manifest.id.0, &asked, stop);
    let is_gone = matches!(
        found,
        Err(DownloadError::NotFound {
            code: Some(HubCode::RevisionNotFound),
            ..
        })
    );
    let is_of_catalogue = manifest.requested.is_none() && pinned().as_ref() == Some(&asked);
    if is_gone && is_of_catalogue && has_successor(&asked) {
        asked = latest();
        found = describe(network, &manifest.id.0, &asked, stop);
    }
    match found? {
        Described::As(description) => {
            let commit = description.commit.clone().filter(|_| !is_commit(&asked));
            manifest.revision = Some(commit.unwrap_or(asked));
            manifest.files = described(&description);
            is_complete(manifest)?;
        }
        Described::NotOffered => {
            manifest.revision = Some(asked);
            manifest.files = match entry {
                Some(entry) => of_catalogue(entry),
                None => guessed(),
            };
        }
    }
    expect(manifest, entry, record);
    manifest.server = Some(network.host());
    Ok(())
}

/// Whether what a repository has now stands in for the catalogue's revision when that is gone. A repository whose history was
/// written anew no longer has its commits; a branch or a tag that is gone was another model than what is there.
fn has_successor(revision: &str) -> bool {
    is_commit(revision)
}

/// The files of a description that the model needs.
fn described(description: &Description) -> Vec<FileRecord> {
    let all: BTreeMap<&str, _> = description
        .files
        .iter()
        .filter(|file| names::is_file_name(&file.path))
        .map(|file| (file.path.as_str(), file))
        .collect();
    let paths: Vec<&str> = all.keys().copied().collect();
    let record = |name: &str| {
        let file = all.get(name);
        FileRecord {
            size: file.and_then(|file| file.size),
            sha256: file.and_then(|file| file.sha256),
            ..unknown(name, false)
        }
    };
    let mut wanted = files::wanted(&paths);
    if wanted.iter().any(|name| files::is_index(name)) {
        // The index will say which of them belong to it.
        let shards = paths.iter().filter(|name| files::is_shard(name));
        wanted.extend(shards);
    }
    wanted.into_iter().map(record).collect()
}

/// Puts the files that an index names on the list, and takes others off.
pub(super) fn set_shards(root: &Path, manifest: &mut Manifest, shards: &[String]) {
    manifest
        .files
        .retain(|file| file.checked || !files::is_shard(&file.name) || shards.contains(&file.name));
    for name in shards {
        if manifest.file(name).is_none() {
            manifest.files.push(unknown(name, false));
        }
    }
    expect_known(root, manifest);
}

/// Sets the hashes and sizes that are known of the manifest's commit.
pub(super) fn expect_known(root: &Path, manifest: &mut Manifest) {
    let recorded = Recorded::read(root);
    let (entry, record) = (catalogue::entry(&manifest.id), recorded.of(&manifest.id));
    expect(manifest, entry, record);
}

/// The files of the catalogue, for a server that has files and no descriptions.
fn of_catalogue(entry: &Entry) -> Vec<FileRecord> {
    let files = entry.files.iter();
    files
        .map(|file| unknown(&file.name, file.optional))
        .collect()
}

/// All files that a model may have, for a server that has files and no descriptions.
fn guessed() -> Vec<FileRecord> {
    let all = files::names();
    all.map(|name| unknown(name, name != files::CONFIG))
        .collect()
}

fn unknown(name: &str, optional: bool) -> FileRecord {
    FileRecord {
        name: name.to_owned(),
        size: None,
        sha256: None,
        checked: false,
        optional,
    }
}

/// Checks that a part of every kind is among the files.
pub(super) fn is_complete(manifest: &Manifest) -> Result<(), StoreError> {
    let has = |is_one: &dyn Fn(&str) -> bool| manifest.files.iter().any(|file| is_one(&file.name));
    let missing = if !has(&|name| name == files::CONFIG) {
        ModelPart::Config
    } else if !has(&files::is_weights) {
        ModelPart::Weights
    } else if !has(&files::is_tokenizer) {
        ModelPart::Tokenizer
    } else {
        return Ok(());
    };
    Err(StoreError::Incomplete {
        id: manifest.id.clone(),
        part: missing,
    })
}

/// Sets the hashes and sizes that the files must have: what was recorded comes before the catalogue, and the catalogue
/// before what the server says now.
fn expect(manifest: &mut Manifest, entry: Option<&Entry>, record: Option<&Record>) {
    let Some(revision) = manifest.revision.clone() else {
        return;
    };
    let entry = entry.filter(|entry| entry.revision.as_ref() == Some(&revision));
    let hashes = record.and_then(|record| record.hashes.get(&revision));
    for file in manifest.files.iter_mut().filter(|file| !file.checked) {
        let published = entry.and_then(|entry| entry.files.iter().find(|of| of.name == file.name));
        let recorded: Option<FileHash> = hashes.and_then(|hashes| hashes.get(&file.name).copied());
        let known = recorded.or(published.and_then(|file| file.sha256));
        file.sha256 = known.or(file.sha256);
        file.size = published.and_then(|file| file.size).or(file.size);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stands_in_for_a_branch_that_is_gone() {
        assert!(has_successor("4a68718cdd234b773640b8a67afb2f8186b8f142"));
        for named in ["main", "promoters_300_run_1", "v1.0"] {
            assert!(!has_successor(named), "{named}");
        }
    }
}
