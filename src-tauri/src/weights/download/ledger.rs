//! The ledger: each connection that the program ever opened, or tried to open.
//!
//! A connection is two lines of JSON: one before it is opened, one after it is closed. Without the second, the program
//! ended in between. Lines are appended under a lock, so that two programs can write. Of a long ledger the oldest
//! entries are dropped; one line keeps their number and their bytes, so that the totals stay true.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The number of entries that a shortened ledger keeps.
const KEPT: usize = 10_000;
/// The bytes per kept entry above which the ledger is shortened.
const ENTRY_BYTES: u64 = 1_000;
/// Names are cut to this many characters.
const NAME: usize = 200;
/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_millis(800);

/// One connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Entry {
    /// When it was opened, in seconds since 1970.
    pub time: u64,
    /// The host, with its port if that is unusual.
    pub host: String,
    /// The proxy that was asked to connect, with its port.
    pub via: Option<String>,
    /// What for.
    pub why: Purpose,
    /// The HTTP status of the answer.
    pub status: Option<u16>,
    /// Bytes received, without headers.
    pub bytes: u64,
    /// How it ended.
    pub end: End,
}

/// What a connection is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Purpose {
    /// The list of a repository's files.
    Description {
        /// The repository, as `owner/name`.
        repository: String,
    },
    /// A file of a model.
    File {
        /// The repository, as `owner/name`; `None` for an address that a person gave.
        repository: Option<String>,
        /// The file's name.
        file: String,
    },
}

/// How a connection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// It is open, or the program ended before it was closed.
    Open,
    /// The answer was received as far as it was wanted.
    Complete,
    /// The answer broke off, stalled or was wrong.
    Broken,
    /// There was no answer.
    NoAnswer,
    /// A person stopped it.
    Stopped,
}

/// The newest entries of the ledger, and the totals of all connections ever opened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct History {
    /// The newest entries, the newest first.
    pub entries: Vec<Entry>,
    /// Number of connections ever opened.
    pub connections: u64,
    /// Bytes ever received.
    pub bytes: u64,
}

/// The ledger's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    path: PathBuf,
    kept: usize,
}

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Begin {
        id: String,
        time: u64,
        host: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        via: Option<String>,
        why: Purpose,
    },
    End {
        id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
        bytes: u64,
        end: End,
    },
    /// What was dropped from a long ledger.
    Dropped { connections: u64, bytes: u64 },
}

/// An open connection. Dropping it closes its entry.
#[derive(Debug)]
pub(super) struct Opened {
    ledger: Ledger,
    id: String,
    pub(super) status: Option<u16>,
    pub(super) bytes: u64,
    pub(super) end: End,
}

impl Drop for Opened {
    fn drop(&mut self) {
        let line = Line::End {
            id: std::mem::take(&mut self.id),
            status: self.status,
            bytes: self.bytes,
            end: self.end,
        };
        // the connection is on record; without this line it counts as open
        if let Err(error) = self.ledger.append(&line) {
            tracing::warn!(%error, "the end of a connection was not recorded");
        }
    }
}

impl Ledger {
    /// The ledger in this file, which need not exist.
    pub fn at(path: PathBuf) -> Self {
        Self { path, kept: KEPT }
    }

    /// A ledger that keeps few entries.
    #[cfg(test)]
    pub(super) fn short(path: PathBuf, kept: usize) -> Self {
        Self { path, kept }
    }

    /// The ledger's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The newest entries, at most `limit`, and the totals of all. A missing file has none; damaged lines are passed
    /// over.
    ///
    /// # Errors
    /// The system's error if the file cannot be read.
    pub fn history(&self, limit: usize) -> io::Result<History> {
        let read = self.read()?;
        let sum = |get: &dyn Fn(&Entry) -> u64| {
            read.entries
                .iter()
                .map(|(_, entry)| get(entry))
                .fold(0, u64::saturating_add)
        };
        Ok(History {
            connections: read.dropped.0.saturating_add(sum(&|_| 1)),
            bytes: read.dropped.1.saturating_add(sum(&|entry| entry.bytes)),
            entries: read
                .entries
                .into_iter()
                .rev()
                .take(limit)
                .map(|(_, entry)| entry)
                .collect(),
        })
    }

    /// Records a connection that is about to be opened.
    pub(super) fn open(
        &self,
        host: &str,
        via: Option<String>,
        why: &Purpose,
    ) -> io::Result<Opened> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let id = format!("{:x}.{:x}.{count:x}", now.as_nanos(), std::process::id());
        self.append(&Line::Begin {
            id: id.clone(),
            time: now.as_secs(),
            host: cut(host),
            via: via.as_deref().map(cut),
            why: why.cut(),
        })?;
        Ok(Opened {
            ledger: self.clone(),
            id,
            status: None,
            bytes: 0,
            end: End::NoAnswer,
        })
    }

    fn append(&self, line: &Line) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let _lock = self.lock()?;
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(&self.path)?;
        let mut text = Vec::new();
        // a line that a crash tore must not take this one with it
        if ends_torn(&mut file)? {
            text.push(b'\n');
        }
        serde_json::to_writer(&mut text, line)?;
        text.push(b'\n');
        file.write_all(&text)?;
        if file.metadata()?.len() > self.kept as u64 * ENTRY_BYTES {
            self.shorten()?;
        }
        Ok(())
    }

    /// A lock file of its own, because shortening replaces the ledger's file.
    fn lock(&self) -> io::Result<File> {
        let path = self.path.with_extension("lock");
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        let began = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                // a disk without locks; lines are short, and each is written at once
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(file);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Writes the file anew with the newest entries. The caller holds the lock.
    fn shorten(&self) -> io::Result<()> {
        let mut read = self.read()?;
        let surplus = read.entries.len().saturating_sub(self.kept);
        for (_, entry) in read.entries.drain(..surplus) {
            read.dropped.0 = read.dropped.0.saturating_add(1);
            read.dropped.1 = read.dropped.1.saturating_add(entry.bytes);
        }
        let mut lines = vec![Line::Dropped {
            connections: read.dropped.0,
            bytes: read.dropped.1,
        }];
        for (id, entry) in read.entries {
            let end = (entry.end != End::Open).then(|| Line::End {
                id: id.clone(),
                status: entry.status,
                bytes: entry.bytes,
                end: entry.end,
            });
            lines.push(Line::Begin {
                id,
                time: entry.time,
                host: entry.host,
                via: entry.via,
                why: entry.why,
            });
            lines.extend(end);
        }
        let mut text = Vec::new();
        for line in &lines {
            serde_json::to_writer(&mut text, line)?;
            text.push(b'\n');
        }
        let mut file =
            tempfile::NamedTempFile::new_in(self.path.parent().unwrap_or(Path::new(".")))?;
        file.write_all(&text)?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }

    fn read(&self) -> io::Result<Kept> {
        let text = match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            text => text?,
        };
        let mut kept = Kept::default();
        let mut places = HashMap::new();
        for line in text.split(|byte| *byte == b'\n') {
            match serde_json::from_slice(line) {
                Ok(Line::Begin {
                    id,
                    time,
                    host,
                    via,
                    why,
                }) => {
                    places.insert(id.clone(), kept.entries.len());
                    let (status, bytes, end) = (None, 0, End::Open);
                    kept.entries.push((
                        id,
                        Entry {
                            time,
                            host,
                            via,
                            why,
                            status,
                            bytes,
                            end,
                        },
                    ));
                }
                Ok(Line::End {
                    id,
                    status,
                    bytes,
                    end,
                }) => {
                    let place = places.get(&id).copied();
                    if let Some((_, entry)) = place.and_then(|place| kept.entries.get_mut(place)) {
                        (entry.status, entry.bytes, entry.end) = (status, bytes, end);
                    } else {
                        // its beginning was dropped while it was open
                        kept.dropped.1 = kept.dropped.1.saturating_add(bytes);
                    }
                }
                Ok(Line::Dropped { connections, bytes }) => {
                    kept.dropped.0 = kept.dropped.0.saturating_add(connections);
                    kept.dropped.1 = kept.dropped.1.saturating_add(bytes);
                }
                // a torn line, or one of a later version
                Err(_) => {}
            }
        }
        Ok(kept)
    }
}

/// The entries of a file with their ids, the oldest first, and the connections and bytes of those that were dropped.
#[derive(Default)]
struct Kept {
    entries: Vec<(String, Entry)>,
    dropped: (u64, u64),
}

impl Purpose {
    fn cut(&self) -> Self {
        match self {
            Self::Description { repository } => Self::Description {
                repository: cut(repository),
            },
            Self::File { repository, file } => Self::File {
                repository: repository.as_deref().map(cut),
                file: cut(file),
            },
        }
    }

    /// The name that errors give: the file's, or the repository's.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Description { repository } => repository,
            Self::File { file, .. } => file,
        }
    }
}

fn cut(name: &str) -> String {
    name.chars().take(NAME).collect()
}

fn ends_torn(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}
