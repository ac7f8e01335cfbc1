//! The catalogue: the models that Pagewing offers, as data in `assets/catalogue.json`. No other file reads it.
//!
//! The catalogue holds nothing that is only a guess. A size, a hash or a number of parameters that is not public is
//! `null`; the store records the size and the hash at the first download and enforces them from then on.
//! `about_bytes` and `memory` are estimates that follow from the shape of the model.

use std::sync::OnceLock;

use serde::Deserialize;

use super::download::FileHash;
use super::identity::{ModelId, ModelRole};

/// The file, compiled into the program.
const FILE: &str = include_str!("../../../assets/catalogue.json");

/// A model of the catalogue.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The repository.
    pub id: ModelId,
    /// What it does.
    pub role: ModelRole,
    /// The name that people see.
    pub title: String,
    /// What it is for, in a person's words.
    pub purpose: String,
    /// Languages that it was trained on, as BCP 47 tags.
    pub languages: Vec<String>,
    /// The licence of its weights, as an SPDX identifier.
    pub licence: String,
    /// The commit, the branch or the tag that is downloaded; `None` for the newest commit. A branch or a tag can come to mean
    /// other files, so an entry with one has neither sizes nor hashes.
    pub revision: Option<String>,
    /// Whether it is the one to take for its role if a person does not know which.
    pub recommended: bool,
    /// Number of weights, if it is public.
    pub parameters: Option<u64>,
    /// Bytes of the download, an estimate.
    pub about_bytes: u64,
    /// Bytes of memory in each precision, an estimate.
    pub memory: Memory,
    /// What its makers put before a question, if a file of the repository does not say it.
    pub question_prefix: Option<String>,
    /// The files that Pagewing needs.
    pub files: Vec<File>,
}

/// Bytes of memory in each precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    /// On processors.
    pub f32: u64,
    /// On processors.
    pub int8: u64,
    /// On graphics cards; f16 takes the same.
    pub bf16: u64,
}

/// A file of a model.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Its path in the repository.
    pub name: String,
    /// Bytes, if they are public.
    pub size: Option<u64>,
    /// The SHA-256, if it is public.
    pub sha256: Option<FileHash>,
    /// Whether the model works without it.
    pub optional: bool,
}

impl Entry {
    /// Bytes of the download: the sizes of the files if all are known, otherwise an estimate.
    pub fn download_bytes(&self) -> u64 {
        let mut sizes = self.files.iter().map(|file| file.size);
        let sum = sizes.try_fold(0_u64, |sum, size| Some(sum.saturating_add(size?)));
        sum.unwrap_or(self.about_bytes)
    }
}

/// The models of the catalogue: by role, the recommended one first.
pub fn entries() -> &'static [Entry] {
    #[derive(Deserialize)]
    struct Catalogue {
        models: Vec<Entry>,
    }
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        // A test reads the file, so that the program never meets one that it cannot read.
        let mut entries =
            serde_json::from_str::<Catalogue>(FILE).map_or_else(|_| Vec::new(), |file| file.models);
        entries.sort_by_key(|entry| (entry.role, !entry.recommended));
        entries
    })
}

/// The catalogue's entry for a model.
pub fn entry(id: &ModelId) -> Option<&'static Entry> {
    entries().iter().find(|entry| entry.id == *id)
}

/// What its makers put before a question to the model of this name, if the catalogue knows it. The name is a
/// repository, or a folder that is named like one.
pub fn question_prefix(name: &str) -> Option<&'static str> {
    let is_named = |id: &ModelId| {
        let repository = id.0.rsplit('/').next();
        id.0 == name || repository == Some(name)
    };
    let entry = entries().iter().find(|entry| is_named(&entry.id))?;
    entry.question_prefix.as_deref()
}

/// The entry to take for a role if a person does not know which.
pub fn recommended(role: ModelRole) -> Option<&'static Entry> {
    entries()
        .iter()
        .find(|entry| entry.role == role && entry.recommended)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_role_has_models_and_one_is_recommended() {
        assert_eq!(entries().len(), 7);
        for role in [ModelRole::Writes, ModelRole::Reads, ModelRole::Finds] {
            let of_role = entries().iter().filter(|entry| entry.role == role);
            let recommended = of_role.clone().filter(|entry| entry.recommended);
            assert!(of_role.count() >= 2, "{role:?}");
            assert_eq!(recommended.count(), 1, "{role:?}");
        }
    }

    #[test]
    fn ids_and_revisions_are_those_of_repositories() {
        let ids: BTreeSet<_> = entries().iter().map(|entry| &entry.id.0).collect();
        assert_eq!(ids.len(), entries().len());
        for entry in entries() {
            let (owner, name) = entry.id.0.split_once('/').unwrap();
            for part in [owner, name] {
                assert!(
                    part.chars()
                        .all(|sign| sign.is_ascii_alphanumeric() || "-._".contains(sign)),
                    "{part}"
                );
            }
            assert_eq!(check_revision(entry), Ok(()), "{}", entry.id.0);
        }
    }

    /// Checks that an entry names a commit, or else a branch or a tag without sizes and hashes, because those can change.
    fn check_revision(entry: &Entry) -> Result<(), &'static str> {
        let revision = entry.revision.as_deref().ok_or("no revision")?;
        let may_be_one = |part: &str| {
            let allowed = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
            !part.is_empty() && !part.starts_with('.') && part.chars().all(allowed)
        };
        if !revision.split('/').all(may_be_one) {
            return Err("not a revision");
        }
        let is_commit =
            revision.len() == 40 && revision.chars().all(|digit| digit.is_ascii_hexdigit());
        let is_fixed = |file: &File| file.size.is_some() || file.sha256.is_some();
        match is_commit || !entry.files.iter().any(is_fixed) {
            true => Ok(()),
            false => Err("sizes or hashes of what can change"),
        }
    }

    #[test]
    fn an_entry_may_name_a_branch_or_a_tag_but_then_no_sizes_and_no_hashes() {
        let entry = |revision: &str, size: Option<u64>| -> Entry {
            let entry = serde_json::json!({
                "id": "owner/promoters", "role": "classifies", "title": "Promoters",
                "purpose": "Finds promoters along sequences.", "languages": [],
                "licence": "MIT", "revision": revision, "recommended": false,
                "parameters": null, "about_bytes": 0, "question_prefix": null,
                "memory": {"f32": 0, "int8": 0, "bf16": 0},
                "files": [
                    {"name": "config.json", "size": size, "sha256": null, "optional": false},
                ],
            });
            serde_json::from_value(entry).unwrap()
        };
        let commit = "4a68718cdd234b773640b8a67afb2f8186b8f142";
        for (revision, size) in [
            ("promoters_300_run_1", None),
            ("refs/pr/1", None),
            ("v1.0", None),
            (commit, None),
            (commit, Some(700)),
        ] {
            assert_eq!(check_revision(&entry(revision, size)), Ok(()), "{revision}");
        }
        for (revision, size) in [
            ("promoters_300_run_1", Some(700)),
            ("", None),
            ("a b", None),
            ("../main", None),
        ] {
            let entry = entry(revision, size);
            assert!(check_revision(&entry).is_err(), "{revision}");
        }
        assert_eq!(entry(commit, None).role, ModelRole::Classifies);
    }

    #[test]
    fn each_entry_has_its_texts() {
        for entry in entries() {
            let id = &entry.id.0;
            assert!(!entry.title.trim().is_empty(), "{id}");
            assert!(
                entry.purpose.len() > 20 && entry.purpose.ends_with('.'),
                "{id}"
            );
            assert!(
                ["Apache-2.0", "MIT"].contains(&entry.licence.as_str()),
                "{id}"
            );
            assert!(entry.languages.iter().all(|tag| tag == "en"), "{id}");
            assert!(!entry.languages.is_empty(), "{id}");
        }
    }

    #[test]
    fn each_entry_has_the_files_that_a_model_needs() {
        for entry in entries() {
            let id = &entry.id.0;
            let has = |names: &[&str]| {
                let needed = |file: &&File| !file.optional;
                let mut files = entry.files.iter().filter(needed);
                files.any(|file| names.contains(&file.name.as_str()))
            };
            assert!(has(&["config.json"]), "{id}");
            assert!(has(&["model.safetensors", "pytorch_model.bin"]), "{id}");
            assert!(has(&["spiece.model", "tokenizer.json"]), "{id}");
            let names: BTreeSet<_> = entry.files.iter().map(|file| &file.name).collect();
            assert_eq!(names.len(), entry.files.len(), "{id}");
        }
    }

    #[test]
    fn sizes_agree_with_each_other() {
        for entry in entries() {
            let id = &entry.id.0;
            let Memory { f32, int8, bf16 } = entry.memory;
            assert!(int8 < f32 && bf16 < f32, "{id}");
            // Weights are four bytes each, and the other files are small.
            if let Some(parameters) = entry.parameters {
                let rest = entry.about_bytes.checked_sub(4 * parameters).unwrap();
                assert!(rest < 10_000_000, "{id}: {rest}");
                assert!(f32 > 4 * parameters && int8 > parameters, "{id}");
            }
            let known: u64 = entry.files.iter().filter_map(|file| file.size).sum();
            assert!(known <= entry.about_bytes, "{id}");
            assert!(entry.download_bytes() > 50_000_000, "{id}");
        }
    }

    #[test]
    fn a_model_is_found_by_its_id() {
        let arxiv = ModelId("google/bigbird-pegasus-large-arxiv".into());
        assert_eq!(entry(&arxiv).unwrap().role, ModelRole::Writes);
        assert_eq!(recommended(ModelRole::Writes), entry(&arxiv));
        assert_eq!(entry(&ModelId("google/none".into())), None);
    }

    #[test]
    fn a_question_to_bge_begins_as_its_makers_say() {
        let prefix = "Represent this sentence for searching relevant passages: ";
        assert_eq!(question_prefix("BAAI/bge-small-en-v1.5"), Some(prefix));
        assert_eq!(question_prefix("bge-small-en-v1.5"), Some(prefix));
        assert_eq!(
            question_prefix("sentence-transformers/all-MiniLM-L6-v2"),
            None
        );
        assert_eq!(question_prefix("v1.5"), None);
    }
}
