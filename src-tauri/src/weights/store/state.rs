//! The states of a kept model, and what can be wrong with its files.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::weights::Fall;

/// The state of a model on the disk. Only a model that is `Ready` can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ModelState {
    /// Nothing of it is on the disk.
    Absent,
    /// A download began and can go on.
    Partial {
        /// Bytes on the disk.
        #[ts(type = "number")]
        bytes: u64,
        /// Bytes of the whole download, if they are known.
        #[ts(type = "number | null")]
        total: Option<u64>,
    },
    /// All bytes are here, and their hashes are not checked yet.
    Verifying,
    /// The original is verified, and its fast copy is not complete yet.
    Converting,
    /// It is complete and verified.
    Ready,
    /// Something is wrong with its files.
    Damaged {
        /// What is wrong.
        damage: Damage,
    },
}

/// What is wrong with the files of a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Damage {
    /// A file is missing.
    FileMissing {
        /// The file's name.
        file: String,
    },
    /// A file has another size than it should.
    OtherSize {
        /// The file's name.
        file: String,
        /// Bytes that it should have.
        #[ts(type = "number")]
        expected: u64,
        /// Bytes that it has.
        #[ts(type = "number")]
        found: u64,
    },
    /// A file's SHA-256 is not the one that was published or recorded.
    OtherHash {
        /// The file's name.
        file: String,
    },
    /// The files are whole, and the folder still is not a model that Pagewing runs.
    NotUsable {
        /// The reason, in the words of the code that opens models.
        detail: String,
    },
    /// The files are whole, and the process that looks through them first did not answer.
    Unread {
        /// How it ended.
        how: Fall,
    },
    /// A newer version of Pagewing keeps it.
    Newer,
    /// The folder that was linked is gone.
    FolderGone {
        /// The folder.
        folder: String,
    },
}
