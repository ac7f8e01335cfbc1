//! What a model has said so far, in a file to which each window adds a line, so that a run that was stopped or killed goes
//! on where it was. The lines have places and numbers, and nothing of the sequence.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::error::GenomeError;
use super::track::Part;
use crate::paths::create_private;

/// The extension of journals.
const EXTENSION: &str = "jsonl";
/// A run that nobody went on with for this long is forgotten.
const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

/// What a model said of a window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The record, by its place in the file.
    pub record: usize,
    /// Where the next window begins.
    pub next: u64,
    /// One part for the window, or one for each of its tokens.
    pub parts: Vec<Part>,
}

/// The file of one run, which no other program uses at the same time.
pub struct Journal {
    /// `None` for a file without a name.
    path: Option<PathBuf>,
    file: File,
    /// Windows that are in it.
    count: usize,
    last: Option<(usize, u64)>,
}

impl Journal {
    /// The journal of the run with this key and this model, with what an earlier run has left in it. `folder` is made if it is
    /// missing, and closed to other users.
    ///
    /// # Errors
    /// [`GenomeError::Busy`] if another program has it open; [`GenomeError::Journal`] if the system does not let it be read
    /// and written, or if a link has its name.
    pub fn open(folder: &Path, key: &str, model: &str) -> Result<Self, GenomeError> {
        let path = folder.join(key).with_extension(EXTENSION);
        let failed = |error| GenomeError::journal(&path, error);
        create_private(folder).map_err(failed)?;
        forget_old(folder);
        let file = open_itself(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(GenomeError::Busy {
                    model: model.to_owned(),
                });
            }
            // a network disk without locks: one program at a time works there too
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        let mut journal = Self::of(file, Some(path));
        journal.take_up()?;
        Ok(journal)
    }

    /// A journal that no later run goes on with. Its file has no name, so nobody else can have put something in its place, and
    /// it ends with the program.
    ///
    /// # Errors
    /// [`GenomeError::Journal`] if the system makes no such file.
    pub fn unnamed() -> Result<Self, GenomeError> {
        let file = tempfile::tempfile();
        let file = file.map_err(|error| GenomeError::journal(&std::env::temp_dir(), error))?;
        Ok(Self::of(file, None))
    }

    fn of(file: File, path: Option<PathBuf>) -> Self {
        Self {
            path,
            file,
            count: 0,
            last: None,
        }
    }

    fn failed(&self, error: io::Error) -> GenomeError {
        match &self.path {
            Some(path) => GenomeError::journal(path, error),
            None => GenomeError::journal(&std::env::temp_dir(), error),
        }
    }

    /// Reads what is there, and cuts off a line that a kill left unfinished, with whatever is behind it.
    fn take_up(&mut self) -> Result<(), GenomeError> {
        let mut good = 0;
        let mut reader = BufReader::new(&self.file);
        let mut line = Vec::new();
        loop {
            line.clear();
            let length = reader
                .read_until(b'\n', &mut line)
                .map_err(|error| self.failed(error))?;
            let whole = line.strip_suffix(b"\n");
            let Some(entry) = whole.and_then(|line| serde_json::from_slice::<Entry>(line).ok())
            else {
                break;
            };
            good += length as u64;
            self.count += 1;
            self.last = Some((entry.record, entry.next));
        }
        self.file
            .set_len(good)
            .and_then(|()| (&self.file).seek(SeekFrom::Start(good)))
            .map_err(|error| self.failed(error))?;
        Ok(())
    }

    /// The record and the base at which the next window begins; `None` if there is no window yet.
    pub fn next_place(&self) -> Option<(usize, u64)> {
        self.last
    }

    /// How many windows are in it.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Adds a window.
    ///
    /// # Errors
    /// [`GenomeError::Journal`] if it cannot be written.
    pub fn add(&mut self, entry: &Entry) -> Result<(), GenomeError> {
        let written = serde_json::to_vec(entry)
            .map_err(io::Error::from)
            .and_then(|mut line| {
                line.push(b'\n');
                // one call, so that a kill leaves at most one line unfinished
                self.file.write_all(&line)
            });
        written.map_err(|error| self.failed(error))?;
        self.count += 1;
        self.last = Some((entry.record, entry.next));
        Ok(())
    }

    /// All windows, from the first.
    ///
    /// # Errors
    /// [`GenomeError::Journal`] if it cannot be read.
    pub fn entries(
        &self,
    ) -> Result<impl Iterator<Item = Result<Entry, GenomeError>> + '_, GenomeError> {
        let failed = |error| self.failed(error);
        let mut file = &self.file;
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        // bytes, as when the run was taken up: what is no text in a field that is not known was no fault then
        let lines = BufReader::new(file).split(b'\n');
        Ok(lines.take(self.count).map(move |line| {
            let line = line.map_err(failed)?;
            serde_json::from_slice(&line).map_err(|error| failed(error.into()))
        }))
    }

    /// Deletes it: the run is done.
    pub fn discard(self) {
        let Self { path, file, .. } = self;
        drop(file);
        if let Some(path) = path {
            // what stays behind is forgotten after a while
            let _ = fs::remove_file(path);
        }
    }
}

/// Opens a file for reading and writing, or makes it for its owner alone; never what a link in its place points to.
fn open_itself(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let link = rustix::fs::OFlags::NOFOLLOW.bits() as i32;
        options.mode(0o600).custom_flags(link);
    }
    options.open(path)
}

/// Deletes the journals of runs that nobody went on with.
fn forget_old(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let changed = entry.metadata().and_then(|it| it.modified());
        let age = changed.map(|at| SystemTime::now().duration_since(at).unwrap_or_default());
        if path.extension().is_some_and(|it| it == EXTENSION) && age.is_ok_and(|age| age > KEPT) {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(next: u64) -> Entry {
        Entry {
            record: 2,
            next,
            parts: vec![Part {
                start: next - 1,
                end: next + 9,
                values: vec![0.1, f32::MIN_POSITIVE, 1.0 / 3.0],
            }],
        }
    }

    fn entries(journal: &Journal) -> Vec<Entry> {
        journal.entries().unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn a_run_goes_on_behind_the_last_whole_line() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("genomes");
        let mut journal = Journal::open(&folder, "key", "tiny").unwrap();
        assert_eq!(journal.next_place(), None);
        journal.add(&entry(10)).unwrap();
        journal.add(&entry(20)).unwrap();
        let path = folder.join("key.jsonl");
        drop(journal);
        let whole = fs::read(&path).unwrap();
        // killed within the second line, at any byte of it
        let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        for cut in [first, first + 1, whole.len() - 1] {
            fs::write(&path, &whole[..cut]).unwrap();
            let mut journal = Journal::open(&folder, "key", "tiny").unwrap();
            assert_eq!((journal.next_place(), journal.count()), (Some((2, 10)), 1));
            journal.add(&entry(30)).unwrap();
            assert_eq!(entries(&journal), [entry(10), entry(30)]);
        }
        let journal = Journal::open(&folder, "other", "tiny").unwrap();
        assert_eq!(journal.count(), 0);
        journal.discard();
        assert!(!folder.join("other.jsonl").exists() && path.exists());
    }

    #[test]
    fn what_is_no_text_in_a_field_that_is_not_known_stands_in_nobodys_way() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("key.jsonl");
        let mut written: Vec<u8> = Vec::new();
        for next in [10, 20] {
            let line = serde_json::to_vec(&entry(next)).unwrap();
            let (last, fields) = line.split_last().unwrap();
            written.extend(fields);
            written.extend(b",\"note\":\"\xff\xfe\"");
            written.extend([*last, b'\n']);
        }
        fs::write(&path, &written).unwrap();
        let mut journal = Journal::open(home.path(), "key", "tiny").unwrap();
        assert_eq!((journal.next_place(), journal.count()), (Some((2, 20)), 2));
        journal.add(&entry(30)).unwrap();
        assert_eq!(entries(&journal), [entry(10), entry(20), entry(30)]);
        drop(journal);
        // the name of a field is text in each version: the line is taken for one that a kill left unfinished
        let with_name = String::from_utf8(serde_json::to_vec(&entry(40)).unwrap()).unwrap();
        let mut damaged = fs::read(&path).unwrap();
        damaged.extend(b"{\"\xff\":1,");
        damaged.extend(with_name.trim_start_matches('{').as_bytes());
        damaged.push(b'\n');
        fs::write(&path, &damaged).unwrap();
        let journal = Journal::open(home.path(), "key", "tiny").unwrap();
        assert_eq!(entries(&journal), [entry(10), entry(20), entry(30)]);
    }

    #[test]
    fn numbers_come_back_as_they_were() {
        let home = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(home.path(), "key", "tiny").unwrap();
        journal.add(&entry(10)).unwrap();
        assert_eq!(entries(&journal), [entry(10)]);
    }

    #[test]
    fn two_programs_do_not_write_to_one() {
        let home = tempfile::tempdir().unwrap();
        let _first = Journal::open(home.path(), "key", "tiny").unwrap();
        let second = Journal::open(home.path(), "key", "tiny");
        assert!(matches!(second, Err(GenomeError::Busy { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_one_and_a_link_is_not_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("genomes");
        let mut journal = Journal::open(&folder, "key", "tiny").unwrap();
        journal.add(&entry(10)).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join("key.jsonl")), 0o600);

        let others = home.path().join("others");
        let (precious, missing) = (others.join("precious"), others.join("missing"));
        fs::create_dir(&others).unwrap();
        fs::write(&precious, "mine\n").unwrap();
        for (key, target) in [("there", &precious), ("nowhere", &missing)] {
            symlink(target, folder.join(key).with_extension(EXTENSION)).unwrap();
            let opened = Journal::open(&folder, key, "tiny");
            assert!(matches!(opened, Err(GenomeError::Journal { .. })), "{key}");
        }
        assert_eq!(fs::read_to_string(&precious).unwrap(), "mine\n");
        assert!(!missing.exists());
    }

    #[test]
    fn one_without_a_name_is_seen_by_nobody_else() {
        let mut journal = Journal::unnamed().unwrap();
        journal.add(&entry(10)).unwrap();
        journal.add(&entry(20)).unwrap();
        assert_eq!(entries(&journal), [entry(10), entry(20)]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            assert_eq!(journal.file.metadata().unwrap().nlink(), 0);
        }
        journal.discard();
    }
}
