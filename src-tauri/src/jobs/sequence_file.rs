//! A file of sequences as a document of the library: its records, and nothing of its bases. The records are kept in a file of
//! their own beside the document, which stays small however many there are.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use super::lock::lock;
use crate::document::{Document, DocumentId, Format};
use crate::fault::Fault;
use crate::genome::{self, GenomeError, Index};
use crate::library::Library;

/// The records of a document.
const RECORDS: &str = "records.json";
/// The folder of what a model says along them.
const TRACK: &str = "track";

/// The records that were looked at last.
#[derive(Default)]
pub(super) struct Recent(Mutex<Option<(DocumentId, Arc<Index>)>>);

/// Reads a copy of the library: checks all of it, and keeps its records. `progress` receives the share that is done, 0 to 1.
///
/// # Errors
/// What is wrong with the file, or [`GenomeError::Cancelled`].
pub(super) fn read(
    library: &Library,
    copy: &str,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(f32),
) -> Result<Document, GenomeError> {
    let index = genome::index_with(&library.file_path(copy), stop, progress)?;
    let id = id_of(copy);
    keep(library, &id, &index)?;
    Ok(Document {
        id,
        format: Format::Fasta,
        title: None,
        authors: Vec::new(),
        language: None,
        pages: Vec::new(),
        sections: Vec::new(),
        blocks: Vec::new(),
        sentences: Vec::new(),
        notes: Vec::new(),
        links: Vec::new(),
    })
}

/// A copy has the name of its hash.
fn id_of(copy: &str) -> DocumentId {
    let name = Path::new(copy).file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    DocumentId(name.split('.').next().unwrap_or_default().to_owned())
}

fn keep(library: &Library, id: &DocumentId, index: &Index) -> Result<(), GenomeError> {
    let folder = library.sequences(id);
    let path = folder.join(RECORDS);
    let written = || -> std::io::Result<()> {
        fs::create_dir_all(&folder)?;
        let mut draft = tempfile::NamedTempFile::new_in(&folder)?;
        let mut writer = BufWriter::new(&mut draft);
        serde_json::to_writer(&mut writer, index)?;
        writer.flush()?;
        drop(writer);
        draft.as_file().sync_all()?;
        draft.persist(&path)?;
        Ok(())
    };
    written().map_err(|source| GenomeError::Journal {
        path: path.clone(),
        source,
    })
}

impl Recent {
    /// The records of a document. If they were lost, its file is read again.
    ///
    /// # Errors
    /// Errors of the library and of the file.
    pub(super) fn records(
        &self,
        library: &Library,
        id: &DocumentId,
        stop: &AtomicBool,
    ) -> Result<Arc<Index>, Fault> {
        // a document that was removed has none, even if it was looked at last
        let (_, copy) = library.file_of(id)?;
        let mut recent = lock(&self.0);
        if let Some((known, index)) = recent.as_ref()
            && known == id
        {
            return Ok(index.clone());
        }
        let kept = fs::read(library.sequences(id).join(RECORDS)).ok();
        let kept = kept.and_then(|text| serde_json::from_slice(&text).ok());
        let index = match kept {
            Some(index) => index,
            None => {
                let index = genome::index(&library.file_path(&copy), stop)?;
                keep(library, id, &index)?;
                index
            }
        };
        let index = Arc::new(index);
        *recent = Some((id.clone(), index.clone()));
        Ok(index)
    }
}

/// The folder of a document's track; it may not exist.
pub(super) fn track_of(library: &Library, id: &DocumentId) -> PathBuf {
    library.sequences(id).join(TRACK)
}
