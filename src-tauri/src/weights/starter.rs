//! The starter model, which is part of every installation: where it lies, and how it is made.
//!
//! It is used where nothing larger is chosen. An installation without it works as before: passages are found
//! by their words, and nothing is read.

use std::path::{Path, PathBuf};

use super::ModelError;
use super::folder::checkpoint;

/// What it is called.
pub const NAME: &str = "starter model";

/// Where it is looked for first; `none` goes without it.
const VARIABLE: &str = "PAGEWING_STARTER";

/// Its folder's name in an installation.
const FOLDER: &str = "starter";

/// The folder of the starter model, if there is one.
pub fn folder() -> Option<PathBuf> {
    if let Some(set) = std::env::var_os(VARIABLE).filter(|set| !set.is_empty()) {
        return (set != "none").then(|| set.into());
    }
    if cfg!(test) {
        // unit tests name the models that they use
        return None;
    }
    let program = std::env::current_exe().ok()?;
    let program = program.canonicalize().unwrap_or(program);
    places(program.parent()?)
        .into_iter()
        .find(|place| place.join("model.safetensors").is_file())
}

/// Why the starter model cannot be used. Nobody chose it, so the advice is another one than for other models.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the starter model: {0}")]
pub struct StarterError(#[from] pub ModelError);

/// What a starter model is made of: two folders, and files for what the product needs beside them.
#[derive(Debug, Clone, Copy)]
pub struct Ingredients<'a> {
    /// A `BigBirdForQuestionAnswering` folder.
    pub reader: &'a Path,
    /// A `BertModel` folder whose embeddings, and any of the first layers, are the reader's.
    pub embedder: &'a Path,
    /// The head that scores sentences, a safetensors file.
    pub salience: Option<&'a Path>,
}

/// Puts a starter model together in the folder `to`, in f32.
///
/// # Errors
/// [`ModelError`] says what does not fit.
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

/// Where installations put it, for a program in this folder: beside it (Windows, an archive), among the
/// resources of an application bundle (macOS) or of a package (Linux), and in the source tree above
/// `target/`.
fn places(program: &Path) -> Vec<PathBuf> {
    let mut places = vec![
        program.join(FOLDER),
        program.join("../Resources").join(FOLDER),
        program.join("../lib/Pagewing").join(FOLDER),
        program.join("../../assets").join(FOLDER),
    ];
    if cfg!(debug_assertions) {
        // the target folder may lie elsewhere
        let source = Path::new(env!("CARGO_MANIFEST_DIR"));
        places.insert(0, source.join("../assets").join(FOLDER));
    }
    places
}
