//! Whether Pagewing can start a child process here and read a page through it.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::found::Found;
use crate::document::{self, ReadOptions};
use crate::fault::Fault;
use crate::text::doctor;

/// Reads a test page through the worker.
pub(crate) fn reading() -> Result<Found, Fault> {
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
        return Ok(Found::said(doctor::test_page_read()));
    }
    Err(Fault::ReadingWrong)
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
