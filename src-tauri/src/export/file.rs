//! An exported file: its name, and how it is written. It is written as a whole, so a full disk or a kill leaves what was
//! there before.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::format::{ExportFormat, TableFormat};
use crate::fault::Fault;

/// The longest name that is offered, in characters, without its extension.
const LONGEST: usize = 80;

/// Most files of one name in a folder.
const MOST_OF_A_NAME: u32 = 10_000;

/// A name for a file about a document: its title without characters that a system of files does not take.
pub fn name(title: &str, format: ExportFormat) -> String {
    named(title, "document", format.extension())
}

/// A name for a file with a table of evidence.
pub fn table_name(title: &str, format: TableFormat) -> String {
    named(title, "table", format.extension())
}

/// A name for a file about a record of a file of sequences.
pub fn sequence_name(record: &str, extension: &str) -> String {
    named(record, "sequence", extension)
}

/// A name for a file, or `otherwise` if nothing of the title is left.
fn named(title: &str, otherwise: &str, extension: &str) -> String {
    let allowed = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
        c if c.is_control() => ' ',
        c => c,
    };
    let plain: String = title.chars().map(allowed).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = plain.chars().take(LONGEST).collect();
    let name = short.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let name = if name.is_empty() { otherwise } else { name };
    format!("{name}.{extension}")
}

/// Writes a file, and replaces one of the same name.
///
/// # Errors
/// [`Fault::ExportUnwritable`], and then nothing has changed.
pub fn write(path: &Path, contents: &[u8]) -> Result<(), Fault> {
    let mut draft = Draft::begin(path)?;
    draft
        .write_all(contents)
        .map_err(|error| draft.unwritable(&error))?;
    draft.finish()
}

/// Writes a file about a document into a folder, and leaves those that are there: if its name is taken, it gets a number.
/// Returns its path.
///
/// # Errors
/// [`Fault::ExportUnwritable`], and then nothing has changed.
pub(super) fn write_beside(
    folder: &Path,
    title: &str,
    format: ExportFormat,
    contents: &[u8],
) -> Result<PathBuf, Fault> {
    let first = name(title, format);
    let path = folder.join(&first);
    let failed = |error: &io::Error| unwritable(&path, error);
    let mut file = temporary(folder).map_err(|error| failed(&error))?;
    file.write_all(contents)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| failed(&error))?;
    let (stem, extension) = first.rsplit_once('.').unwrap_or((first.as_str(), ""));
    for number in 1..=MOST_OF_A_NAME {
        let path = match number {
            1 => path.clone(),
            _ => folder.join(format!("{stem} ({number}).{extension}")),
        };
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => file = error.file,
            Err(error) => return Err(failed(&error.error)),
        }
    }
    Err(failed(&io::ErrorKind::AlreadyExists.into()))
}

/// Refuses to write a file over the one that is read for it.
///
/// # Errors
/// [`Fault::ExportUnwritable`] if both are the same.
pub fn spare(input: &Path, path: &Path) -> Result<(), Fault> {
    match (input.canonicalize(), path.canonicalize()) {
        (Ok(input), Ok(output)) if input == output => {
            Err(unwritable(path, &io::ErrorKind::AlreadyExists.into()))
        }
        _ => Ok(()),
    }
}

/// Refuses to write a file that belongs to another one over a file of its name, unless that other one is there: then both are
/// from before.
///
/// # Errors
/// [`Fault::ExportUnwritable`] if there is such a file, of which nobody has said that it may be replaced.
pub fn spare_unnamed(named: &Path, path: &Path) -> Result<(), Fault> {
    match path.exists() && !named.exists() {
        true => Err(unwritable(path, &io::ErrorKind::AlreadyExists.into())),
        false => Ok(()),
    }
}

/// A file that is written piece by piece, and takes its place when it is whole.
pub struct Draft {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl Draft {
    /// Begins a file beside the place that it will take.
    ///
    /// # Errors
    /// [`Fault::ExportUnwritable`] if nothing can be written there.
    pub fn begin(path: &Path) -> Result<Self, Fault> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let file = temporary(folder.unwrap_or(Path::new(".")))
            .map_err(|error| unwritable(path, &error))?;
        Ok(Self {
            path: path.to_owned(),
            file: BufWriter::new(file),
        })
    }

    /// Puts the file in its place; one of the same name is replaced.
    ///
    /// # Errors
    /// [`Fault::ExportUnwritable`], and then nothing has changed.
    pub fn finish(self) -> Result<(), Fault> {
        let Self { path, file } = self;
        let placed = || {
            let file = file.into_inner().map_err(|error| error.into_error())?;
            if let Ok(before) = std::fs::metadata(&path) {
                file.as_file().set_permissions(before.permissions())?;
            }
            file.as_file().sync_all()?;
            file.persist(&path).map_err(|error| error.error)?;
            Ok(())
        };
        placed().map_err(|error: io::Error| unwritable(&path, &error))
    }

    /// The fault that this file cannot be written.
    pub fn unwritable(&self, error: &io::Error) -> Fault {
        unwritable(&self.path, error)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Fault {
    Fault::ExportUnwritable {
        path: path.display().to_string(),
        detail: error.to_string(),
    }
}

/// A file beside the one that it replaces, which others may read if the person lets them read new files: what is
/// temporary is usually its owner's alone.
fn temporary(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".pagewing-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
