//! Model folders from elsewhere are looked through in another process before this one opens them. Files that crash a parser, fill
//! the memory or keep it busy for ever bring that process down, and not the program.
//!
//! Both ends of the conversation are here, and not the process itself: an [`Inspector`] is made where processes are known.

use std::collections::VecDeque;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::choice::DeviceChoice;
use super::convert::Convertible;
use super::fall::Fall;
use super::{ModelError, device};

/// How deep a folder is listed: a folder with a cache in it, the cache's repository, its snapshots, a snapshot, a module.
const DEPTH: u32 = 5;
/// Most names that are listed, also if somebody chose a folder with a whole disk in it.
const MOST_NAMES: usize = 10_000;

/// What another process needs to look through a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The folder, without links in its path.
    pub folder: PathBuf,
    /// What it has to be able to read: the folder, and what links in it lead to elsewhere.
    pub readable: Vec<PathBuf>,
    /// Bytes of all files that it can find.
    pub bytes: u64,
}

impl Reach {
    /// Lists names and sizes, and opens no file.
    fn of(folder: &Path) -> Self {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        // which snapshot of a cache is the right one stands beside the folder of snapshots
        let is_snapshots = folder.file_name().is_some_and(|name| name == "snapshots");
        let top = match folder.parent().filter(|_| is_snapshots) {
            Some(parent) => parent.to_owned(),
            None => folder.clone(),
        };
        let mut reach = Self {
            folder,
            readable: vec![top.clone()],
            bytes: 0,
        };
        let mut open = VecDeque::from([(top.clone(), 0)]);
        let mut names = 0;
        while let Some((place, depth)) = open.pop_front() {
            for entry in fs::read_dir(place).into_iter().flatten().flatten() {
                names += 1;
                if names > MOST_NAMES {
                    return reach;
                }
                let path = entry.path();
                let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
                if is_link
                    && let Ok(target) = path.canonicalize()
                    && !target.starts_with(&top)
                {
                    reach.readable.push(target);
                }
                match fs::metadata(&path) {
                    Ok(found) if found.is_dir() && depth < DEPTH => {
                        open.push_back((path, depth + 1));
                    }
                    Ok(found) if found.is_file() => {
                        reach.bytes = reach.bytes.saturating_add(found.len());
                    }
                    _ => {}
                }
            }
        }
        reach
    }
}

/// How the look through a folder ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// The other process answered. These are the words of [`looked_through`].
    Said(Vec<u8>),
    /// It did not answer.
    Fell(Fall),
    /// A person stopped the work.
    Stopped,
}

/// Has another process look through folders. Clones are cheap and do the same.
#[derive(Clone)]
pub struct Inspector(Arc<Look>);

type Look = dyn Fn(&Reach, &AtomicBool) -> Looked + Send + Sync;

impl Inspector {
    /// `look` has a process run [`looked_through`] with a folder, and looks at the flag that stops it.
    pub fn new(look: impl Fn(&Reach, &AtomicBool) -> Looked + Send + Sync + 'static) -> Self {
        Self(Arc::new(look))
    }

    /// Has a folder looked through.
    ///
    /// # Errors
    /// What the other process found; [`ModelError::Unread`] if it came to an end before that; [`ModelError::Cancelled`].
    pub(super) fn inspect(&self, folder: &Path, stop: &AtomicBool) -> Result<(), ModelError> {
        if !folder.is_dir() {
            return Err(ModelError::NoFolder(folder.display().to_string()));
        }
        let said = match (self.0)(&Reach::of(folder), stop) {
            Looked::Said(said) => said,
            Looked::Fell(how) => return Err(ModelError::Unread(how)),
            Looked::Stopped => return Err(ModelError::Cancelled),
        };
        match serde_json::from_slice::<Found>(&said) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) if error.is_about_the_folder() => Err(error),
            // somebody else speaks in its place
            _ => Err(ModelError::Unread(Fall::Crashed)),
        }
    }
}

impl fmt::Debug for Inspector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Inspector")
    }
}

/// What the other process says.
type Found = Result<(), ModelError>;

/// Opens a folder as this program does before it keeps it, and returns what there is to say about it: the other process's end of
/// an [`Inspector`].
pub fn looked_through(folder: &Path) -> Vec<u8> {
    // the driver of a graphics card cannot be loaded where this runs
    device::fix(DeviceChoice::Processor, true);
    said(folder)
}

/// What opening a folder says.
fn said(folder: &Path) -> Vec<u8> {
    let found: Found = match Convertible::open_to_keep(folder) {
        Err(error) if error.is_about_the_folder() => Err(error),
        // what is wrong with the machine shows where the model is to run
        Ok(_) | Err(_) => Ok(()),
    };
    // without words the other side takes this process for crashed
    serde_json::to_vec(&found).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::ModelPart;

    fn fixture(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../tests/fixtures")
            .join(name)
    }

    fn inspected(
        folder: &Path,
        looked: impl Fn(&Reach) -> Looked + Send + Sync + 'static,
    ) -> Found {
        let inspector = Inspector::new(move |reach, _| looked(reach));
        inspector.inspect(folder, &AtomicBool::new(false))
    }

    #[test]
    fn a_folder_is_what_opening_it_says() {
        let found = |folder: &Path| inspected(folder, |reach| Looked::Said(said(&reach.folder)));
        assert!(found(&fixture("tiny-model")).is_ok());
        let folder = tempfile::tempdir().unwrap();
        let empty = found(folder.path());
        assert!(
            matches!(empty, Err(ModelError::Incomplete(ModelPart::Config))),
            "{empty:?}"
        );
        fs::write(folder.path().join("config.json"), "not JSON").unwrap();
        let damaged = found(folder.path());
        assert!(
            matches!(damaged, Err(ModelError::Damaged(_))),
            "{damaged:?}"
        );
        let gone = found(&folder.path().join("gone"));
        assert!(matches!(gone, Err(ModelError::NoFolder(_))), "{gone:?}");
    }

    #[test]
    fn every_refusal_of_a_folder_comes_across() {
        let refusals = [
            ModelError::NoFolder("a".into()),
            ModelError::Incomplete(ModelPart::Weights),
            ModelError::WrongArchitecture("Llama".into()),
            ModelError::NotAReader("Llama".into()),
            ModelError::NotAnEmbedder("Llama".into()),
            ModelError::Truncated("it ends".into()),
            ModelError::Damaged("it is not JSON".into()),
            ModelError::OtherVersion { newer: true },
            ModelError::WrongTokenizer {
                tokenizer: 3,
                model: 4,
            },
        ];
        let folder = fixture("tiny-model");
        for refusal in refusals {
            let words = serde_json::to_vec(&Found::Err(refusal.clone())).unwrap();
            let across = inspected(&folder, move |_| Looked::Said(words.clone()));
            assert_eq!(format!("{across:?}"), format!("{:?}", Found::Err(refusal)));
        }
    }

    #[test]
    fn what_no_honest_process_says_is_a_crash() {
        let cancelled = serde_json::to_vec(&Found::Err(ModelError::Cancelled)).unwrap();
        for words in [Vec::new(), b"true".to_vec(), vec![0xff; 9], cancelled] {
            let across = inspected(&fixture("tiny-model"), move |_| Looked::Said(words.clone()));
            assert!(
                matches!(across, Err(ModelError::Unread(Fall::Crashed))),
                "{across:?}"
            );
        }
    }

    #[test]
    fn a_folder_reaches_as_far_as_its_model() {
        let tiny = fixture("tiny-model").canonicalize().unwrap();
        let reach = Reach::of(&tiny);
        assert_eq!(reach.readable, std::slice::from_ref(&tiny));
        let weights = fs::metadata(tiny.join("model.safetensors")).unwrap().len();
        assert!(reach.bytes > weights, "{}", reach.bytes);

        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        let snapshots = home.join("models--a--b/snapshots");
        fs::create_dir_all(snapshots.join("one")).unwrap();
        let reach = Reach::of(&snapshots);
        assert_eq!(reach.folder, snapshots);
        assert_eq!(reach.readable, [home.join("models--a--b")]);
    }

    #[test]
    #[cfg(unix)]
    fn links_reach_what_they_lead_to_and_no_more() {
        use std::os::unix::fs::symlink;
        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        let (folder, elsewhere) = (home.join("folder"), home.join("elsewhere"));
        for place in [&folder, &elsewhere] {
            fs::create_dir(place).unwrap();
        }
        fs::write(elsewhere.join("weights"), "12345").unwrap();
        fs::write(elsewhere.join("other"), "12345").unwrap();
        fs::write(folder.join("own"), "12").unwrap();
        symlink("../elsewhere/weights", folder.join("model.safetensors")).unwrap();
        symlink("own", folder.join("config.json")).unwrap();
        symlink("gone", folder.join("tokenizer.json")).unwrap();
        let reach = Reach::of(&folder);
        assert_eq!(reach.readable, [folder.clone(), elsewhere.join("weights")]);
        assert_eq!(reach.bytes, 5 + 2 + 2);
        // a circle ends
        symlink("..", folder.join("up")).unwrap();
        assert!(Reach::of(&folder).readable.contains(&home));
    }
}
