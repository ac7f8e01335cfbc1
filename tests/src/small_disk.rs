//! A small disk, to fill and to lock.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::passed::pass_over;

/// Written to a disk at once while it is filled.
const CHUNK: usize = 16 << 10;

/// A disk in memory, unmounted when dropped. Only root can have one.
pub struct SmallDisk {
    at: PathBuf,
}

impl SmallDisk {
    /// A disk of this size, as `mount` writes it. Where the system does not allow one, the test is passed over.
    pub fn mount(at: &Path, size: &str) -> Option<Self> {
        let mounted = fs::create_dir_all(at).and_then(|()| {
            let mut mount = Command::new("mount");
            mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]);
            succeeded(mount.arg(at))
        });
        match mounted {
            Ok(()) => Some(Self { at: at.to_owned() }),
            Err(error) => {
                pass_over(&format!("this user cannot mount a disk: {error}"));
                None
            }
        }
    }

    /// Fills the disk except for about this many bytes, and returns the file that fills it.
    ///
    /// # Errors
    /// If the file cannot be written for another reason than that the disk is full.
    pub fn fill(&self, left: usize) -> io::Result<PathBuf> {
        let filler = self.at.join("filler");
        let mut file = File::create(&filler)?;
        let mut written = 0;
        loop {
            match file.write(&[0; CHUNK]) {
                Ok(0) => break,
                Ok(bytes) => written += bytes,
                Err(error) if error.kind() == io::ErrorKind::StorageFull => break,
                Err(error) => return Err(error),
            }
        }
        file.set_len(written.saturating_sub(left) as u64)?;
        Ok(filler)
    }

    /// Lets nothing be written to the disk any more, or again.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn lock(&self, locked: bool) -> io::Result<()> {
        let how = if locked { "remount,ro" } else { "remount,rw" };
        succeeded(Command::new("mount").args(["-o", how]).arg(&self.at))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = succeeded(Command::new("umount").arg("-l").arg(&self.at));
    }
}

fn succeeded(command: &mut Command) -> io::Result<()> {
    let output = command.output()?;
    match output.status.success() {
        true => Ok(()),
        false => Err(io::Error::other(
            String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        )),
    }
}
