//! What the program takes at a moment: memory, open files and threads as Linux counts them, and what is on the disk.

use std::fs;
use std::io;
use std::path::Path;

/// What is taken at a moment.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Taken {
    /// Memory of this program in megabytes, without the programs that it starts.
    pub(crate) memory: f64,
    /// The most that it ever was.
    pub(crate) most: f64,
    pub(crate) open_files: usize,
    pub(crate) threads: usize,
    /// Files below a folder, and their megabytes.
    pub(crate) files: usize,
    pub(crate) disk: f64,
}

impl Taken {
    /// What is taken now, with the files below a folder.
    pub(crate) fn now(folder: &Path) -> io::Result<Self> {
        let status = fs::read_to_string("/proc/self/status")?;
        let kilobytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse::<f64>().ok()
        };
        let megabytes = |name: &str| {
            let missing = || io::Error::other(format!("the system does not say {name}"));
            Ok::<_, io::Error>(kilobytes(name).ok_or_else(missing)? / 1024.0)
        };
        let (files, bytes) = below(folder)?;
        Ok(Self {
            memory: megabytes("VmRSS:")?,
            most: megabytes("VmHWM:")?,
            open_files: fs::read_dir("/proc/self/fd")?.count(),
            threads: fs::read_dir("/proc/self/task")?.count(),
            files,
            disk: bytes as f64 / (1024.0 * 1024.0),
        })
    }
}

/// The number of files below a folder, and their bytes. A file may go while it is looked at.
fn below(folder: &Path) -> io::Result<(usize, u64)> {
    let mut folders = vec![folder.to_owned()];
    let (mut files, mut bytes) = (0, 0);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            match entry.metadata() {
                Ok(about) if about.is_dir() => folders.push(entry.path()),
                Ok(about) => {
                    files += 1;
                    bytes += about.len();
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok((files, bytes))
}

/// The middle one of some numbers.
pub(crate) fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = numbers.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}
