//! A model as the Models page and `pagewing models list` show it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::choice::{DeviceChoice, PrecisionChoice};
use super::fallback::Fallback;
use super::family_task::FamilyTask;
use super::store::{ModelId, ModelRole, ModelState};

/// A model: of the catalogue, imported, or part of the installation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ModelCard {
    /// Its identity.
    pub id: ModelId,
    /// What it does.
    pub role: ModelRole,
    /// What a model that classifies is for, in detail; empty for others, and until its files are here.
    pub tasks: Vec<FamilyTask>,
    /// The name that people see.
    pub name: String,
    /// What it is for, in a person's words; `None` for an imported model.
    pub purpose: Option<String>,
    /// Languages that it was trained on, as BCP 47 tags.
    pub languages: Vec<String>,
    /// The licence of its weights, as an SPDX identifier, if it is known.
    pub licence: Option<String>,
    /// Where it comes from.
    pub origin: ModelOrigin,
    /// Its state on the disk.
    pub state: ModelState,
    /// Bytes of its download, if they are known.
    #[ts(type = "number | null")]
    pub download_bytes: Option<u64>,
    /// Bytes that it takes on the disk now, with everything that belongs to it.
    #[ts(type = "number")]
    pub disk_bytes: u64,
    /// Bytes that it takes once it is ready, as an estimate, if they are known.
    #[ts(type = "number | null")]
    pub ready_bytes: Option<u64>,
    /// The memory that it needs in each precision of this machine, an estimate, best first.
    pub memory: Vec<MemoryNeed>,
    /// Its fast copy.
    pub fast_copy: FastCopy,
    /// Whether Pagewing uses it now.
    pub in_use: bool,
    /// The bytes of memory that it holds now; 0 if it is not loaded.
    #[ts(type = "number")]
    pub loaded_bytes: u64,
    /// Seconds that a document of 10,000 words takes on this machine, as measured; `None` before it was measured.
    pub seconds: Option<f32>,
    /// The folder that Pagewing loads, if the model is ready.
    pub folder: Option<String>,
    /// Tensors of its files that the architecture does not use; the first few names.
    pub unused: Vec<String>,
}

/// Where a model comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ModelOrigin {
    /// The catalogue lists it.
    Catalogue,
    /// A person named its repository or URL.
    Named,
    /// A folder was copied.
    Copied {
        /// The original folder.
        from: String,
    },
    /// A folder is used where it is.
    Linked {
        /// The folder.
        folder: String,
    },
    /// It comes with Pagewing.
    Included,
}

/// The memory that a model needs in one precision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MemoryNeed {
    /// The precision.
    pub precision: PrecisionChoice,
    /// Bytes when it is loaded and reads its longest input.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Whether that much memory is free now.
    pub fits: bool,
}

/// The copy of a model in int8, which processors run several times faster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FastCopy {
    /// It makes no sense here: the model is one already or of a kind that has none, or a graphics card runs it as it is.
    Needless,
    /// It does not exist yet.
    Possible {
        /// Bytes that it would take on the disk, an estimate.
        #[ts(type = "number")]
        bytes: u64,
    },
    /// It is used.
    Made {
        /// Bytes that it takes on the disk.
        #[ts(type = "number")]
        bytes: u64,
        /// Bytes of the original beside it; 0 if it was removed.
        #[ts(type = "number")]
        original_bytes: u64,
    },
}

/// A model in the cache of Hugging Face that can be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CachedModel {
    /// The repository.
    pub name: String,
    /// What it does.
    pub role: ModelRole,
    /// The snapshot's folder.
    pub folder: String,
    /// Bytes of its files.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// Everything that the Models page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ModelShelf {
    /// The models by role; within a role the one in use first, then ready ones, then the catalogue's order.
    pub models: Vec<ModelCard>,
    /// Models of other programs that can be imported.
    pub cached: Vec<CachedModel>,
    /// The folder that Pagewing keeps models in.
    pub folder: String,
    /// Free bytes on its disk.
    #[ts(type = "number | null")]
    pub free_bytes: Option<u64>,
    /// The device that models run on, and those there are.
    pub devices: Vec<DeviceView>,
    /// Why models run on the processor, if a graphics card was wanted.
    pub fallback: Option<Fallback>,
    /// Precisions that the device in use has, best first.
    pub precisions: Vec<PrecisionChoice>,
    /// Cores that the system gives Pagewing, which may be fewer than the computer has.
    pub cores: u32,
    /// The server that downloads come from, as host and port.
    pub server: String,
    /// Whether the environment forbids downloads (`HF_HUB_OFFLINE`).
    pub offline: bool,
}

/// A device that models can run on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeviceView {
    /// The choice in the settings that leads to it.
    pub choice: DeviceChoice,
    /// The system's name of it; empty if the system has none.
    pub name: String,
    /// Bytes of memory: the machine's, or the card's own.
    #[ts(type = "number")]
    pub memory: u64,
    /// Whether models run on it now.
    pub in_use: bool,
}

/// What is known of a folder that a person chose, before it is imported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ModelOffer {
    /// The folder that holds the model; for a cache, the snapshot.
    pub folder: String,
    /// Its name.
    pub name: String,
    /// What it does.
    pub role: ModelRole,
    /// Bytes of its files.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Bytes of the fast copy that could be made; `None` if it makes no sense.
    #[ts(type = "number | null")]
    pub fast_copy_bytes: Option<u64>,
}
