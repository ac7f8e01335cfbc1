//! Whether Pagewing can start a child process here and read a page through it, and what cage that process has.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::found::Found;
use crate::document::{self, ReadOptions, worker};
use crate::fault::Fault;
use crate::text::doctor;

#[derive(Serialize)]
struct Reading {
    /// The program that reads: one beside this one, or this one.
    program: Option<PathBuf>,
}

/// Reads a test page through the worker.
pub(super) fn reading() -> Result<Found, Fault> {
    let failed = |error: std::io::Error| Fault::TemporaryUnwritable {
        detail: error.to_string(),
    };
    let mut file = tempfile::Builder::new()
        .suffix(".pdf")
        .tempfile()
        .map_err(failed)?;
    file.write_all(PAGE).map_err(failed)?;
    let options = ReadOptions {
        stop: Arc::new(AtomicBool::new(false)),
        ..ReadOptions::default()
    };
    let document = document::read(file.path(), &options, &mut |_| {})?;
    let text: String = document
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    if text.contains("in order") {
        let program = worker::program().ok().map(Path::to_owned);
        return Ok(Found::said(doctor::test_page_read()).with(&Reading { program }));
    }
    Err(Fault::ReadingWrong)
}

#[derive(Serialize)]
struct Cage {
    /// Whether this system filters the worker's system calls, and whether it shuts the file system.
    calls: bool,
    files: bool,
}

/// What keeps the worker from doing more than it should.
pub(super) fn cage() -> Found {
    let strength = worker::cage::strength();
    let facts = Cage {
        calls: strength.calls,
        files: strength.files,
    };
    Found::said(doctor::cage(facts.calls, facts.files)).with(&facts)
}

/// A minimal PDF of one sentence; readers rebuild the cross-reference table it lacks.
const PAGE: &[u8] = b"%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R
 /Resources << /Font << /F1 5 0 R >> >> >> endobj
4 0 obj << /Length 58 >> stream
BT /F1 12 Tf 20 50 Td (Everything here is in order.) Tj ET
endstream endobj
5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> endobj
trailer << /Root 1 0 R /Size 6 >>
%%EOF
";
