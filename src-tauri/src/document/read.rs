//! The way in: a path becomes a [`Document`] or a [`ReadError`].

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::Ordering;

use sha2::{Digest, Sha256};

use super::error::{FileKind, ReadError};
use super::explanation::Explanation;
use super::ocr::recognize;
use super::options::{ReadOptions, ReadProgress, ReadStep};
use super::pdf::{extract, found};
use super::piece::{Asked, Found};
use super::signature::{Ends, is_pdf, looks_like};
use super::types::{Document, DocumentId, PageVerdict};
use super::word_places::WordPlace;
use super::{paged, reflow};

/// Reads a file. The content decides what kind of file it is; the extension only distinguishes kinds of text.
///
/// # Errors
/// A [`ReadError`] names the reason if there is no document. It is not an error if only some pages can be read:
/// see [`Document::notes`] and [`super::types::Page::verdict`].
pub fn read(
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(ReadProgress),
) -> Result<Document, ReadError> {
    explain(path, options, progress).map(|(document, _)| document)
}

/// Reads a file as [`read`] does, and returns why its title and blocks are what they are. A document without
/// pages marks its own headings and paragraphs, so there is nothing to explain: `None`.
///
/// # Errors
/// As [`read`].
pub fn explain(
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(ReadProgress),
) -> Result<(Document, Option<Explanation>), ReadError> {
    let (id, ends) = identify(path, options)?;
    if !is_pdf(path, &ends) {
        let unknown = || ReadError::UnsupportedFormat(looks_like(&ends.head));
        let Some(asked) = reflow::asked(path, &ends.head, options.limits.file_bytes) else {
            let protection = reflow::protection(path, &ends.head)?;
            return Err(protection.unwrap_or_else(unknown));
        };
        let found = pieces(path, options, asked)?.ok_or_else(unknown)?;
        return reflow::read(id, found).map(|document| (document, None));
    }
    let mut pages = paged::Pages::default();
    let extracted = extract(path, options, progress, &mut |page| pages.add(page))?;
    let xfa_only = extracted.facts.xfa_only;
    recognize_pages(path, &mut pages, options, progress)?;
    let (document, explanation) = paged::document(id, pages, extracted, &options.limits);
    if options.stop.load(Ordering::Relaxed) {
        return Err(ReadError::Cancelled);
    }
    if xfa_only && !says_much(&document) {
        return Err(ReadError::XfaForm);
    }
    match nothing_to_read(&document) {
        Some(ReadError::Scanned { .. } | ReadError::UnreadableFonts) if options.allow_pictures => {
            Ok((pictures(document), None))
        }
        Some(ReadError::Scanned { pages }) if options.recognition.program.is_some() => {
            Err(ReadError::NotRecognized { pages })
        }
        Some(error) => Err(error),
        None => Ok((document, Some(explanation))),
    }
}

/// The pieces of a file without pages; `None` if it is an archive without a document.
fn pieces(path: &Path, options: &ReadOptions, asked: Asked) -> Result<Option<Found>, ReadError> {
    #[cfg(test)]
    if options.worker.is_none() {
        return reflow::found_here(path, &asked);
    }
    found(path, options, asked)
}

/// A document whose pages can only be looked at: letters that nobody knows are not text.
fn pictures(document: Document) -> Document {
    let readable = |text: &String| !text.contains(char::REPLACEMENT_CHARACTER);
    Document {
        title: document.title.filter(readable),
        authors: Vec::new(),
        language: None,
        sections: Vec::new(),
        blocks: Vec::new(),
        sentences: Vec::new(),
        ..document
    }
}

/// Recognizes the text of the pages that need it.
fn recognize_pages(
    path: &Path,
    pages: &mut paged::Pages,
    options: &ReadOptions,
    progress: &mut dyn FnMut(ReadProgress),
) -> Result<(), ReadError> {
    let numbers = pages.to_recognize(options.recognition.pages);
    if numbers.is_empty() {
        return Ok(());
    }
    let language = pages.language();
    let all = numbers.len() as u32;
    let mut report = |done| {
        progress(ReadProgress {
            pages_done: done,
            pages: all,
            step: ReadStep::Recognizing,
        });
    };
    let found = recognize(path, &numbers, language.as_deref(), options, &mut report)?;
    pages.recognized(&found);
    Ok(())
}

/// Reads the words of a PDF with their places, and its number of pages.
///
/// # Errors
/// As [`read`], but a file without words is not an error.
pub fn words(path: &Path, options: &ReadOptions) -> Result<(u32, Vec<WordPlace>), ReadError> {
    let mut pages = paged::Pages::default();
    extract(path, options, &mut |_| (), &mut |page| pages.add(page))?;
    recognize_pages(path, &mut pages, options, &mut |_| ())?;
    Ok(pages.words())
}

/// Returns the identity of a file, the SHA-256 of its bytes, without reading it as a document.
///
/// # Errors
/// Those of [`read`] that show without a look inside: the file is missing, empty, too large or not a file.
pub fn identity(path: &Path, options: &ReadOptions) -> Result<DocumentId, ReadError> {
    identify(path, options).map(|(id, _)| id)
}

/// Returns the SHA-256 of a file, and its first and last bytes.
fn identify(path: &Path, options: &ReadOptions) -> Result<(DocumentId, Ends), ReadError> {
    let facts = match std::fs::metadata(path) {
        Ok(facts) => facts,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(ReadError::NotFound),
        Err(error) => return Err(ReadError::Io(error)),
    };
    if facts.is_dir() {
        return Err(ReadError::IsFolder);
    }
    if !facts.is_file() {
        return Err(ReadError::UnsupportedFormat(FileKind::Device));
    }
    if facts.len() == 0 {
        return Err(ReadError::Empty);
    }
    if facts.len() > options.limits.file_bytes {
        return Err(ReadError::TooLarge {
            bytes: facts.len(),
            limit: options.limits.file_bytes,
        });
    }
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut ends = Ends::default();
    let mut buffer = vec![0_u8; 1 << 16];
    loop {
        if options.stop.load(Ordering::Relaxed) {
            return Err(ReadError::Cancelled);
        }
        let count = file.read(&mut buffer)?;
        let Some(part) = buffer.get(..count).filter(|part| !part.is_empty()) else {
            break;
        };
        ends.add(part);
        hash.update(part);
    }
    let id = hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok((DocumentId(id), ends))
}

/// Whether the pages of a form in XFA say more than that another program has to show it.
fn says_much(document: &Document) -> bool {
    const REQUEST: usize = 1_500;
    let characters = document
        .blocks
        .iter()
        .map(|block| block.text.chars().count());
    characters.sum::<usize>() > REQUEST
}

/// Why a document has nothing to read; `None` if it has something.
fn nothing_to_read(document: &Document) -> Option<ReadError> {
    if !document.blocks.is_empty() {
        let all = document
            .pages
            .iter()
            .filter(|page| page.verdict != PageVerdict::Empty);
        let (mut count, mut dark) = (0, 0);
        for page in all {
            count += 1;
            dark += usize::from(page.verdict == PageVerdict::PartlyUnreadable);
        }
        let text = document.blocks.iter().flat_map(|block| block.text.chars());
        let (mut letters, mut unreadable) = (0_usize, 0_usize);
        for character in text.filter(|c| !c.is_whitespace()) {
            letters += 1;
            unreadable += usize::from(character == char::REPLACEMENT_CHARACTER);
        }
        return (count > 0 && dark == count && unreadable * 10 > letters * 9)
            .then_some(ReadError::UnreadableFonts);
    }
    let verdicts = || document.pages.iter().map(|page| &page.verdict);
    let scanned = verdicts()
        .filter(|verdict| **verdict == PageVerdict::Scanned)
        .count();
    let failed = verdicts().find_map(|verdict| match verdict {
        PageVerdict::Failed { cause } => Some(*cause),
        _ => None,
    });
    let recognized = verdicts()
        .filter(|verdict| **verdict == PageVerdict::Recognized)
        .count();
    Some(if recognized > 0 {
        ReadError::NotRecognized {
            pages: recognized as u32,
        }
    } else if scanned > 0 {
        ReadError::Scanned {
            pages: scanned as u32,
        }
    } else if let Some(cause) = failed {
        cause.into()
    } else {
        ReadError::NoText
    })
}
