//! What a worker sends that somebody took over: a real worker's frames are recorded, changed, and sent by a script in its place.
//! Most changes leave a frame readable, so glyphs with impossible places and sizes go on into the layout.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use pagewing::document::{ReadOptions, read};
use pagewing_tests::{fixture, root};
use tempfile::TempDir;

use crate::documents::{WORKER, agrees, hurried};
use crate::fuzz_by;
use crate::mutate::{self, Chance};

/// Bytes before each frame, which say how long it is.
const LENGTH: usize = 4;

/// A script in the place of the worker, and the frames that it keeps or sends.
struct StandIn {
    folder: TempDir,
}

impl StandIn {
    /// With a worker, it keeps what that one says.
    fn new(worker: Option<&str>) -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let stand_in = Self { folder };
        // links, because a file that was just written may still be open in another test, and is not started then
        symlink(root().join("tests/fuzz/stand_in.sh"), stand_in.program())?;
        if let Some(worker) = worker {
            symlink(worker, stand_in.folder.path().join("reader"))?;
        }
        Ok(stand_in)
    }

    fn program(&self) -> PathBuf {
        self.folder.path().join("worker")
    }

    fn frames(&self) -> PathBuf {
        self.folder.path().join("frames")
    }
}

/// The contents of the frames that the worker sends about a file.
fn recorded(file: &Path) -> Vec<Vec<u8>> {
    let recorder = StandIn::new(Some(WORKER)).expect("a stand-in");
    let mut options = ReadOptions {
        worker: Some(recorder.program()),
        ..ReadOptions::default()
    };
    // nothing comes until everything is there
    options.limits.page_time = options.limits.document_time;
    let document = read(file, &options, &mut |_| ()).expect("a document");
    assert_eq!(agrees(&document), Ok(()));
    let mut stream = fs::read(recorder.frames()).expect("the frames");
    let mut frames = Vec::new();
    while stream.len() > LENGTH {
        let rest = stream.split_off(LENGTH);
        let length = u32::from_le_bytes(stream.try_into().expect("four bytes")) as usize;
        let (frame, after) = rest.split_at(length.min(rest.len()));
        frames.push(frame.to_vec());
        stream = after.to_vec();
    }
    assert!(frames.len() > 1, "{} frames", frames.len());
    frames
}

fn stream(frames: &[Vec<u8>]) -> Vec<u8> {
    let framed =
        |frame: &Vec<u8>| [&(frame.len() as u32).to_le_bytes()[..], frame.as_slice()].concat();
    frames.iter().flat_map(framed).collect()
}

/// Frames after a change: of bytes in their places, of a whole frame, of their order, or of the stream.
fn changed(frames: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut frames = frames.to_vec();
    let at = chance.below(frames.len());
    match chance.below(8) {
        0 => frames[at] = mutate::changed(frames[at].clone(), &[], chance),
        1 => frames.swap(at, 0),
        2 => frames.insert(0, frames[at].clone()),
        3 => return mutate::changed(stream(&frames), &[], chance),
        _ => {
            for _ in 0..=chance.below(60) {
                let place = chance.below(frames[at].len());
                let other = match chance.below(3) {
                    0 => 0xff,
                    1 => 0x7f,
                    _ => chance.draw() as u8,
                };
                if let Some(byte) = frames[at].get_mut(place) {
                    *byte = other;
                }
            }
        }
    }
    stream(&frames)
}

fn frames_about(name: &str, few: usize) {
    let file = fixture(name);
    let target = format!("frames of {}", name.replace('/', " "));
    let frames = recorded(&file);
    let sender = StandIn::new(None).expect("a stand-in");
    let change = |chance: &mut Chance| changed(&frames, chance);
    fuzz_by(&target, few, &change, &|bytes| {
        fs::write(sender.frames(), bytes).map_err(|error| error.to_string())?;
        // whatever the worker says, its parent makes a document of it that agrees with itself, or an error
        match read(&file, &hurried(sender.program()), &mut |_| ()) {
            Ok(document) => agrees(&document),
            Err(_) => Ok(()),
        }
    });
}

#[test]
fn frames_with_glyphs() {
    for name in [
        "field/press_release.pdf",
        "field/form_filled.pdf",
        "pdf/dftk.pdf",
    ] {
        frames_about(name, 60);
    }
}

#[test]
fn frames_with_pieces_of_text() {
    for name in [
        "fallback_chain.epub",
        "text_box.docx",
        "code_and_table.md",
        "charset_declared.html",
    ] {
        frames_about(&format!("field/{name}"), 40);
    }
}
