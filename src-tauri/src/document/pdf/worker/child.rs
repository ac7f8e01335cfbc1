//! The child's side: opens the file, sends its pages, and does not care whether it survives.

use std::fs::File;
use std::io::{self, Read, Stdout, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use hayro::RenderCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::messages::{Frame, Refusal, Request};
use super::{cage, flow, frame, limits};
use crate::document::error::ReadError;
use crate::document::pdf::glyphs::{FileFacts, GlyphSource, PageGlyphs};
use crate::document::pdf::hayro_engine::HayroSource;
use crate::document::pdf::pdf_extract_engine::PdfExtractSource;
use crate::document::pdf::picture::draw;
use crate::document::piece::{Asked, Found};
use crate::document::types::PageFailure;

/// Stack of the reading thread, in bytes: honest files make a parser recurse deeply, too.
const STACK: usize = 64 << 20;

/// Reads a file without pages.
pub(in crate::document) type Reader = fn(&Arc<File>, &Asked) -> Result<Option<Found>, ReadError>;

/// Looks through a folder, and returns its whole answer in a language of its own. It comes from outside of this room.
pub type FolderReader = fn(&Path) -> Vec<u8>;

/// What a worker reads besides PDFs.
#[derive(Debug, Clone, Copy)]
pub(in crate::document) struct Readers {
    pub(in crate::document) flow: Reader,
    pub(in crate::document) folder: FolderReader,
}

/// What a program does that was started with [`super::WORKER_ARGUMENT`].
pub(in crate::document) fn run(readers: Readers) -> ExitCode {
    match serve(readers) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Opens the file, and then the cage closes: nothing has looked at a byte of the file before. Those of a folder are opened in
/// the cage.
fn serve(readers: Readers) -> io::Result<()> {
    cage::close_inherited();
    let Some(request) = frame::read::<Request>(&mut io::stdin().lock())? else {
        return Ok(());
    };
    let file = match &request.folder {
        None => File::open(&request.path),
        Some(_) => Err(io::ErrorKind::IsADirectory.into()),
    };
    // a frame reports a panic; its trace is useless on the parent's terminal
    std::panic::set_hook(Box::new(|_| {}));
    let folder = request.folder.as_ref();
    let mapped = folder.map_or(0, |folder| folder.mapped_bytes);
    limits::arm(request.limits.memory_bytes, mapped);
    // threads inherit this, so it comes before the first; the other half allows no thread to start
    let readable = folder.into_iter().flat_map(|folder| &folder.readable);
    let readable: Vec<PathBuf> = readable.map(PathBuf::from).collect();
    cage::shut_files_but(&readable);
    hold_the_leash()?;
    std::thread::Builder::new()
        .name("extract".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let is_folder = request.folder.is_some();
            match is_folder {
                true => cage::shut_calls_but_reading(),
                false => cage::shut_calls(),
            }
            let mut worker = Worker {
                request,
                output: io::stdout(),
                glyphs: 0,
            };
            match file {
                _ if is_folder => worker.folder(readers.folder),
                Ok(file) => worker.serve(&Arc::new(file), readers.flow),
                Err(_) => worker.send(&Frame::Refused(Refusal::Unreadable)),
            }
        })?
        .join()
        .map_err(|_| io::Error::other("the worker panicked"))?
}

/// Ends this process when the parent closes its end of the pipe, which also happens when the parent dies.
fn hold_the_leash() -> io::Result<()> {
    std::thread::Builder::new()
        .stack_size(64 << 10)
        .spawn(|| {
            let mut byte = [0_u8];
            while matches!(io::stdin().read(&mut byte), Ok(1..)) {}
            std::process::exit(1);
        })
        .map(drop)
}

struct Worker {
    request: Request,
    output: Stdout,
    glyphs: u64,
}

impl Worker {
    fn serve(&mut self, file: &Arc<File>, reader: Reader) -> io::Result<()> {
        if let Some(asked) = self.request.flow.clone() {
            return self.flow(file, reader, &asked);
        }
        let mut open: &File = file;
        let mut bytes = Vec::new();
        if let Err(error) = open.read_to_end(&mut bytes) {
            return self.send(&Frame::Refused(ReadError::Io(error).into()));
        }
        let bytes = Arc::new(bytes);
        let password = self.request.password.clone().unwrap_or_default();
        let opened = catch_unwind(AssertUnwindSafe(|| {
            Pdf::new_with_password(Arc::clone(&bytes), &password)
        }));
        let refusal = match opened {
            Ok(Ok(pdf)) if !pdf.pages().is_empty() => {
                if let Some(wanted) = self.request.pictures.clone() {
                    return self.pictures(&pdf, &wanted);
                }
                let first = HayroSource::new(&pdf);
                return self.pages(&first, Some(&bytes));
            }
            Ok(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => {
                return self.send(&Frame::Refused(Refusal::Password));
            }
            Ok(Err(LoadPdfError::Decryption(_))) => Refusal::UnknownEncryption,
            _ => Refusal::Damaged,
        };
        // the first engine finds no page, so the second one works alone
        let second = match self.request.second_engine {
            true => catch_unwind(AssertUnwindSafe(|| {
                PdfExtractSource::open(&bytes, &password)
            })),
            false => Ok(None),
        };
        match second {
            Ok(Some(second)) => self.pages(&second, None),
            _ => self.send(&Frame::Refused(refusal)),
        }
    }

    /// Sends all pages of a source; if `bytes` is given, doubtful pages also go to the second engine.
    fn pages(&mut self, source: &dyn GlyphSource, bytes: Option<&Arc<Vec<u8>>>) -> io::Result<()> {
        let facts = catch_unwind(AssertUnwindSafe(|| source.facts())).unwrap_or_default();
        let last = facts.pages.min(self.request.limits.pages);
        self.send(&Frame::Opened(facts))?;
        let mut second: Option<Option<PdfExtractSource>> = None;
        for index in self.request.first_page..last {
            let left = u64::from(self.request.limits.glyphs).saturating_sub(self.glyphs);
            let cap = left.min(u64::from(self.request.limits.glyphs_per_page)) as usize;
            let page = attempt(source, index, cap);
            let doubtful = page.as_ref().map_or(true, PageGlyphs::is_doubtful);
            let readable = page.as_ref().ok().map(readable_glyphs);
            // only the first engine reads annotations
            let annotations = page.as_ref().ok().filter(|_| doubtful);
            let annotations =
                annotations.map(|page| (page.fonts.clone(), page.annotations.clone()));
            self.send_page(index, page)?;
            let Some(bytes) = bytes.filter(|_| doubtful && self.request.second_engine) else {
                continue;
            };
            self.send(&Frame::SecondEngine { index })?;
            let password = self.request.password.as_deref().unwrap_or_default();
            let second = second.get_or_insert_with(|| {
                catch_unwind(AssertUnwindSafe(|| PdfExtractSource::open(bytes, password)))
                    .ok()
                    .flatten()
            });
            if let Some(second) = second
                && let Ok(mut page) = attempt(second, index, cap)
                && readable_glyphs(&page) > readable.unwrap_or(0)
            {
                let (fonts, annotations) = annotations.unwrap_or_default();
                page.adopt(fonts, annotations, cap);
                self.send_page(index, Ok(page))?;
            }
        }
        self.send(&Frame::Done)
    }

    /// Sends what the reader finds in a file without pages. If it panics, the parent learns of a worker that died.
    fn flow(&mut self, file: &Arc<File>, reader: Reader, asked: &Asked) -> io::Result<()> {
        match catch_unwind(AssertUnwindSafe(|| reader(file, asked))) {
            Ok(Ok(Some(found))) => flow::send(found, &mut |frame| self.send(frame)),
            Ok(Ok(None)) => self.send(&Frame::Refused(Refusal::NotADocument)),
            Ok(Err(error)) => self.send(&Frame::Refused(error.into())),
            Err(_) => Err(io::Error::other("the reader panicked")),
        }
    }

    /// Sends what the reader says of a folder. If it panics, the parent learns of a worker that died.
    fn folder(&mut self, reader: FolderReader) -> io::Result<()> {
        match catch_unwind(AssertUnwindSafe(|| reader(Path::new(&self.request.path)))) {
            Ok(said) => self.send(&Frame::Said(said)),
            Err(_) => Err(io::Error::other("the reader panicked")),
        }
    }

    /// Sends pages as pictures.
    fn pictures(&mut self, pdf: &Pdf, wanted: &[u32]) -> io::Result<()> {
        self.send(&Frame::Opened(FileFacts::default()))?;
        for index in wanted {
            // a cache of its own for each page: a long scan would fill the memory with its pictures
            let drawn = catch_unwind(AssertUnwindSafe(|| draw(pdf, &RenderCache::new(), *index)))
                .unwrap_or(Err(PageFailure::Damaged));
            self.send(&match drawn {
                Ok(picture) => Frame::Picture(picture),
                Err(cause) => Frame::PageFailed {
                    index: *index,
                    cause,
                },
            })?;
        }
        self.send(&Frame::Done)
    }

    fn send_page(&mut self, index: u32, page: Result<PageGlyphs, PageFailure>) -> io::Result<()> {
        match page {
            Ok(page) => {
                let above = page.annotations.iter().map(|above| above.glyphs.len());
                self.glyphs += (page.glyphs.len() + above.sum::<usize>()) as u64;
                self.send(&Frame::Page(page))
            }
            Err(cause) => self.send(&Frame::PageFailed { index, cause }),
        }
    }

    fn send(&mut self, message: &Frame) -> io::Result<()> {
        let mut output = self.output.lock();
        frame::write(&mut output, message)?;
        output.flush()
    }
}

fn readable_glyphs(page: &PageGlyphs) -> usize {
    let (all, unreadable) = page.readability();
    all - unreadable
}

fn attempt(source: &dyn GlyphSource, index: u32, cap: usize) -> Result<PageGlyphs, PageFailure> {
    catch_unwind(AssertUnwindSafe(|| source.page(index, cap))).unwrap_or(Err(PageFailure::Damaged))
}
