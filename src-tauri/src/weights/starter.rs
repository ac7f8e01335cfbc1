//! The starter model, which is part of every installation: where it is, and how it is made.
//!
//! It is used unless a person chooses a larger model. An installation without it finds passages by their words
//! and does not read them.

use std::path::{Path, PathBuf};

use super::ModelError;
use super::folder::checkpoint;

/// The name that people see.
pub const NAME: &str = "starter model";

/// The variable that names its folder and takes precedence; `none` stands for "without a starter model".
const VARIABLE: &str = "PAGEWING_STARTER";

/// The name of its folder in an installation.
const FOLDER: &str = "starter";

/// The folder of the starter model, if there is one.
pub fn folder() -> Option<PathBuf> {
    if let Some(set) = std::env::var_os(VARIABLE).filter(|set| !set.is_empty()) {
        return (set != "none").then(|| set.into());
    }
    if cfg!(test) {
        // Unit tests name the models that they use.
        return None;
    }
    let program = std::env::current_exe().ok()?;
    let program = program.canonicalize().unwrap_or(program);
    places(program.parent()?)
        .into_iter()
        .find(|place| place.join("model.safetensors").is_file())
}

/// Why the starter model cannot be used. Nobody chose it, so the advice differs from that for other models.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the starter model: {0}")]
pub struct StarterError(#[from] pub ModelError);

/// The parts of a starter model: two folders, and a file for what Pagewing needs besides.
#[derive(Debug, Clone, Copy)]
pub struct Ingredients<'a> {
    /// A `BigBirdForQuestionAnswering` folder.
    pub reader: &'a Path,
    /// A `BertModel` folder of the same shape. Its embeddings, and any of its first layers, may be the reader's.
    pub embedder: &'a Path,
    /// The head that scores sentences, a safetensors file.
    pub salience: Option<&'a Path>,
}

/// Writes a starter model into the folder `to`, in f32.
///
/// # Errors
/// [`ModelError`] if a part is missing or damaged, or the parts do not fit together.
pub fn assemble(from: &Ingredients<'_>, to: &Path) -> Result<(), ModelError> {
    let (reader, embedder) = (checkpoint(from.reader)?, checkpoint(from.embedder)?);
    let ingredients = pagewing_models::starter::Ingredients {
        reader: &reader,
        embedder: &embedder,
        salience: from.salience,
    };
    pagewing_models::starter::assemble(&ingredients, to).map_err(|error| match error {
        bigbird_pegasus::Error::Input(said) => ModelError::Setting(said),
        error => error.into(),
    })
}

/// Where it may be, given the program's folder: beside the program (Windows, an archive), among the resources of an
/// application bundle (macOS) or a package (Linux), or in the source tree above `target/`.
fn places(program: &Path) -> Vec<PathBuf> {
    let mut places = vec![
        program.join(FOLDER),
        program.join("../Resources").join(FOLDER),
        program.join("../lib/Pagewing").join(FOLDER),
        program.join("../../assets").join(FOLDER),
    ];
    if cfg!(debug_assertions) {
        // The target folder may be elsewhere.
        let source = Path::new(env!("CARGO_MANIFEST_DIR"));
        places.insert(0, source.join("../assets").join(FOLDER));
    }
    places
}
