//! Documents of every format, as the worker reads them. A reader that dies is a find, and so is a document that contradicts
//! itself.

use std::io::{Cursor, Read, Write};
use std::path::PathBuf;
use std::time::Duration;

use pagewing::document::{Document, Limits, Place, ReadError, ReadOptions, read};
use pagewing_tests::fixture;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::mutate::{self, Chance};
use crate::{corpus, fuzz, fuzz_by};

/// The worker of the tests.
pub(crate) const WORKER: &str = env!("CARGO_BIN_EXE_test-extract-worker");

/// With this worker, and less time than documents have: some of the attacks that are changed here would take all of it.
pub(crate) fn hurried(worker: PathBuf) -> ReadOptions {
    ReadOptions {
        worker: Some(worker),
        limits: Limits {
            page_time: Duration::from_secs(2),
            document_time: Duration::from_secs(4),
            extra_time: Duration::ZERO,
            ..Limits::default()
        },
        ..ReadOptions::default()
    }
}

/// Reads the bytes as a file with this extension.
fn reads(extension: &str, bytes: &[u8]) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join(format!("case.{extension}"));
    std::fs::write(&path, bytes).map_err(|error| error.to_string())?;
    let options = hurried(PathBuf::from(WORKER));
    match read(&path, &options, &mut |_| ()) {
        Ok(document) => agrees(&document),
        // a page of a PDF may kill its worker: that is what the worker is for
        Err(ReadError::WorkerDied) if extension != "pdf" => Err("the reader dies".to_owned()),
        Err(_) => Ok(()),
    }
}

/// Whether the parts of a document are where they say.
pub(crate) fn agrees(document: &Document) -> Result<(), String> {
    for (at, block) in document.blocks.iter().enumerate() {
        if block.id.0 as usize != at {
            return Err(format!("block {at} has the number {}", block.id.0));
        }
        let section = block.section.map(|section| section.0 as usize);
        if section.is_some_and(|section| section >= document.sections.len()) {
            return Err(format!("block {at} is in no section"));
        }
    }
    for (at, sentence) in document.sentences.iter().enumerate() {
        let Some(block) = document.block_of(sentence.id) else {
            return Err(format!("sentence {at} is in no block"));
        };
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        let words = block
            .text
            .chars()
            .skip(start)
            .take(end.saturating_sub(start));
        if sentence.id.0 as usize != at || !words.eq(sentence.text.chars()) {
            return Err(format!("sentence {at} is not where it says"));
        }
    }
    for link in &document.links {
        let Some(block) = document.blocks.get(link.block.0 as usize) else {
            return Err("a link is in no block".to_owned());
        };
        let length = block.text.chars().count();
        if link.start >= link.end || link.end as usize > length {
            return Err("a link is outside of its block".to_owned());
        }
    }
    let places = document
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.places);
    for place in places {
        if let Place::Page { page, rect } = place
            && (*page == 0
                || ![rect.x0, rect.y0, rect.x1, rect.y1]
                    .iter()
                    .all(|x| x.is_finite()))
        {
            return Err("a sentence is nowhere".to_owned());
        }
    }
    Ok(())
}

/// Changes a file inside an archive: changes of the archive itself hardly ever reach what is in it.
fn inside(archive: &[u8], others: &[Vec<u8>], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(archive)).ok()?;
    let changed = chance.below(from.len());
    let mut into = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).ok()?;
        let name = file.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        if index == changed {
            bytes = mutate::changed(bytes, others, chance);
        }
        into.start_file(name, SimpleFileOptions::default()).ok()?;
        into.write_all(&bytes).ok()?;
    }
    Some(into.finish().ok()?.into_inner())
}

fn archives(extension: &str) {
    let files = corpus(&fixture("field"), extension);
    let change = |chance: &mut Chance| {
        let file = chance.one_of(&files).cloned().unwrap_or_default();
        let outside = chance.below(5) == 0;
        match inside(&file, &files, chance).filter(|_| !outside) {
            Some(changed) => changed,
            None => mutate::changed(file, &files, chance),
        }
    };
    fuzz_by(extension, 60, &change, &|bytes| reads(extension, bytes));
}

#[test]
fn docx() {
    archives("docx");
}

#[test]
fn epub() {
    archives("epub");
}

#[test]
fn html() {
    let files = corpus(&fixture("field"), "html");
    fuzz("html", &files, 60, &|bytes| reads("html", bytes));
}

#[test]
fn xhtml() {
    let files = corpus(&fixture("field"), "html");
    fuzz("xhtml", &files, 30, &|bytes| reads("xhtml", bytes));
}

#[test]
fn markdown() {
    let files = corpus(&fixture("field"), "md");
    fuzz("markdown", &files, 60, &|bytes| reads("md", bytes));
}

#[test]
fn text_and_tables() {
    let mut files = corpus(&fixture("field"), "txt");
    files.push(b"name,depth\n\"Great, harbour\",12\nSmall harbour,3\n".to_vec());
    files.push(b"1\n00:00:01,000 --> 00:00:02,000\nBoats rest.\n\n2\n00:00:03,000 --> 00:00:04,000\nThey do.\n".to_vec());
    files.push(b"From: Ada <ada@example.org>\nSubject: Boats\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nBoats.\n--b--\n".to_vec());
    fuzz("text", &files, 40, &|bytes| reads("txt", bytes));
    fuzz("csv", &files, 40, &|bytes| reads("csv", bytes));
}

#[test]
fn pdf() {
    let mut files = corpus(&fixture("hostile"), "pdf");
    files.extend(corpus(&fixture("field"), "pdf"));
    // the largest attacks take their time, and other tests know them
    files.retain(|file| file.len() < 100_000);
    fuzz("pdf", &files, 60, &|bytes| reads("pdf", bytes));
}
