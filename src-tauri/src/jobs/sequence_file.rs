//! A file of sequences as a document of the library: its records, and nothing of its bases. The records are kept in a file of
//! their own beside the document, which stays small however many there are.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use super::lock::lock;
use super::renewals::Renewals;
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
pub(super) struct Recent {
    last: Mutex<Option<(DocumentId, Arc<Index>)>>,
    /// The documents whose records are being read or counted.
    counting: Renewals,
}

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
        self.or_count(id, stop, || {
            let kept = fs::read(library.sequences(id).join(RECORDS)).ok();
            let kept = kept.and_then(|text| serde_json::from_slice(&text).ok());
            if let Some(index) = kept {
                return Ok(index);
            }
            let index = genome::index(&library.file_path(&copy), stop)?;
            keep(library, id, &index)?;
            Ok(index)
        })
    }

    /// The records that were looked at last if they are of this document, or else those that `count` returns. To count a genome takes a
    /// while, so whoever asks about another document does not wait for it, and whoever asks about the same one does.
    fn or_count(
        &self,
        id: &DocumentId,
        stop: &AtomicBool,
        count: impl FnOnce() -> Result<Index, Fault>,
    ) -> Result<Arc<Index>, Fault> {
        if let Some(index) = self.known(id) {
            return Ok(index);
        }
        let _counting = self.counting.begin(id, stop)?;
        if let Some(index) = self.known(id) {
            return Ok(index);
        }
        let index = Arc::new(count()?);
        *lock(&self.last) = Some((id.clone(), index.clone()));
        Ok(index)
    }

    fn known(&self, id: &DocumentId) -> Option<Arc<Index>> {
        let last = lock(&self.last);
        let (known, index) = last.as_ref()?;
        (known == id).then(|| index.clone())
    }
}

/// The folder of a document's track; it may not exist.
pub(super) fn track_of(library: &Library, id: &DocumentId) -> PathBuf {
    library.sequences(id).join(TRACK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_about_another_document_does_not_wait_while_a_genome_is_counted() {
        let (recent, go_on) = (Recent::default(), AtomicBool::new(false));
        let of = |digest: &str| Index {
            records: Vec::new(),
            digest: digest.to_owned(),
        };
        let [genome, other] = ["aa", "bb"].map(|id| DocumentId(id.to_owned()));
        let counted = recent.or_count(&genome, &go_on, || {
            assert!(recent.last.try_lock().is_ok());
            let found = recent.or_count(&other, &go_on, || Ok(of("other")))?;
            assert_eq!(found.digest, "other");
            // who asks about this one waits for it, and can be stopped
            let waited = recent.or_count(&genome, &AtomicBool::new(true), || Ok(of("twice")));
            assert_eq!(waited.unwrap_err(), Fault::Cancelled);
            Ok(of("genome"))
        });
        assert_eq!(counted.unwrap().digest, "genome");
        let known = recent.or_count(&genome, &go_on, || unreachable!());
        assert_eq!(known.unwrap().digest, "genome");
    }
}
