//! Files that attack the reader, and files that have no text: each ends with a document or a typed error, within
//! its limits, and this process survives.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use pagewing::document::{Document, PageVerdict, ReadError, ReadOptions, read};
use pagewing::fault::Fault;

use pagewing_tests::{fixture, shared};

use crate::options;

fn pdfs(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "pdf"))
        .collect();
    files.sort();
    files
}

/// The product's limits, tightened for the files that reach them.
fn bounded(file: &Path) -> ReadOptions {
    let mut options = options();
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    if name.contains("exponential") {
        options.limits.page_time = Duration::from_secs(2);
    }
    if name.contains("bomb") {
        options.limits.memory_bytes = 200 << 20;
    }
    options
}

fn code_of(error: ReadError) -> &'static str {
    Fault::from(error).code().name()
}

fn text(document: &Document) -> String {
    document
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

fn read_shared(folder: &str, name: &str) -> Result<Document, ReadError> {
    let file = shared("pdfs").join(folder).join(name);
    read(&file, &bounded(&file), &mut |_| ())
}

/// The expected end of reading a hostile file.
#[derive(Debug)]
enum Ends {
    /// A document that contains these words.
    Read(&'static [&'static str]),
    /// An error with this code.
    Refused(&'static str),
}

const BESIDE: Ends = Ends::Read(&["The words beside the trap are read."]);

/// Every file of `tests/fixtures/hostile` and how reading it ends.
const ATTACKS: &[(&str, Ends)] = &[
    ("archive.pdf", Ends::Refused("unsupported_format")),
    ("bad-operands.pdf", BESIDE),
    ("deep-array.pdf", BESIDE),
    ("deep-dictionary.pdf", Ends::Refused("damaged")),
    ("empty.pdf", Ends::Refused("empty")),
    (
        "exponential-forms-on-page-two.pdf",
        Ends::Read(&["The first page is read.", "The third page is read."]),
    ),
    ("exponential-forms.pdf", Ends::Refused("timed_out")),
    ("flate-bomb.pdf", Ends::Refused("too_much_memory")),
    ("header-only.pdf", Ends::Refused("damaged")),
    ("huge-bfrange.pdf", BESIDE),
    ("hundred-million-pages.pdf", BESIDE),
    ("media-box-loop.pdf", BESIDE),
    ("missing-objects.pdf", BESIDE),
    ("page-tree-cycle.pdf", BESIDE),
    (
        "quote-operators.pdf",
        Ends::Read(&[
            "One line by Tj",
            "One line by the quote",
            "One line by the double quote",
        ]),
    ),
    ("self-recursive-form.pdf", BESIDE),
    ("ten-million-saves.pdf", BESIDE),
    ("truncated.pdf", Ends::Refused("damaged")),
    (
        "wrong-lengths.pdf",
        Ends::Read(&[
            "Page 1 has a wrong length.",
            "Page 2 has a wrong length.",
            "Page 3 has a wrong length.",
        ]),
    ),
];

#[test]
fn every_attack_ends_with_its_text_or_its_reason() {
    let folder = fixture("hostile");
    let known: Vec<PathBuf> = ATTACKS.iter().map(|(name, _)| folder.join(name)).collect();
    assert_eq!(pdfs(&folder), known, "the table names every file");
    let mut wrong = Vec::new();
    for ((name, ends), file) in ATTACKS.iter().zip(&known) {
        let read = read(file, &bounded(file), &mut |_| ()).map_err(code_of);
        let right = match (&read, ends) {
            (Ok(document), Ends::Read(words)) => {
                let text = text(document);
                words.iter().all(|words| text.contains(words))
            }
            (Err(found), Ends::Refused(code)) => found == code,
            _ => false,
        };
        if !right {
            wrong.push(format!(
                "{name}: {:?} instead of {ends:?}",
                read.map(|document| text(&document))
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // the next file is read as usual
    assert!(read(&fixture("pdf/dftk.pdf"), &options(), &mut |_| ()).is_ok());
}

#[test]
#[ignore = "needs ../shared/pdfs"]
fn every_file_ends_with_text_or_a_reason() {
    for folder in ["hostile", "odd", "encrypted", "scanned"] {
        for file in pdfs(&shared("pdfs").join(folder)) {
            match read(&file, &bounded(&file), &mut |_| ()) {
                Ok(document) => assert!(!document.blocks.is_empty(), "{}", file.display()),
                Err(error) => {
                    assert!(
                        !matches!(error, ReadError::Io(_) | ReadError::Cancelled),
                        "{}: {error}",
                        file.display()
                    );
                }
            }
        }
    }
    // the next file is read as usual
    assert!(read(&fixture("pdf/dftk.pdf"), &options(), &mut |_| ()).is_ok());
}

#[test]
#[ignore = "needs ../shared/pdfs/hostile"]
fn attacks_are_named() {
    let code = |name: &str| code_of(read_shared("hostile", name).unwrap_err());
    assert_eq!(code("h03_flate_bomb_1500MB.pdf"), "too_much_memory");
    assert_eq!(code("h02_exponential_forms.pdf"), "timed_out");
    assert_eq!(code("h14_empty.pdf"), "empty");
    assert_eq!(code("h15_not_a_pdf.pdf"), "unsupported_format");
    assert_eq!(code("h16_truncated.pdf"), "damaged");
}

#[test]
#[ignore = "needs ../shared/pdfs/hostile"]
fn text_behind_traps_is_found() {
    let found = |name: &str| text(&read_shared("hostile", name).unwrap());
    let quotes = found("h10_quote_operators.pdf");
    assert!(quotes.contains("second line by quote operator"), "{quotes}");
    assert!(
        quotes.contains("third line by double quote operator"),
        "{quotes}"
    );
    for (name, wanted) in [
        (
            "h01_self_recursive_form.pdf",
            "Hello hostile world, this text should be found",
        ),
        ("h05_parent_loop_no_mediabox.pdf", "Hello hostile world"),
        ("h07_10M_q_ops.pdf", "Hello hostile world"),
        ("h12_standardencoding.pdf", "Hello hostile world"),
        ("h17_kerning_spaces.pdf", "No space glyphs here"),
        ("h18_invisible_text.pdf", "invisible OCR layer text"),
        ("h19_rotated_page90.pdf", "Hello hostile world"),
        ("h20_actualtext.pdf", "Actual"),
        ("h22_tj_bad_operand.pdf", "Hello hostile world"),
    ] {
        let text = found(name);
        assert!(text.contains(wanted), "{name}: {text}");
    }
}

#[test]
#[ignore = "needs ../shared/pdfs/encrypted"]
fn passwords_open_what_they_should() {
    let folder = shared("pdfs/encrypted");
    let with = |name: &str, password: Option<&str>| {
        let options = ReadOptions {
            password: password.map(str::to_owned),
            ..options()
        };
        read(&folder.join(name), &options, &mut |_| ()).map_err(code_of)
    };
    for (name, password) in [
        ("r2-user-password.pdf", "asdfzxcv"),
        ("r4-aes-user-password.pdf", "asdfzxcv"),
        ("r6-both-passwords.pdf", "foo"),
        ("libreoffice-writer-password.pdf", "openpassword"),
    ] {
        assert_eq!(with(name, None).unwrap_err(), "password_needed", "{name}");
        assert_eq!(
            with(name, Some("nonsense")).unwrap_err(),
            "password_wrong",
            "{name}"
        );
        assert!(
            !text(&with(name, Some(password)).unwrap()).is_empty(),
            "{name}"
        );
    }
    for name in [
        "r3-empty-password.pdf",
        "r4-owner-password.pdf",
        "r6-empty-password.pdf",
    ] {
        assert!(with(name, None).is_ok(), "{name}");
    }
}

#[test]
#[ignore = "needs ../shared/pdfs/scanned"]
fn pictures_of_pages_are_said_to_be_pictures() {
    let scan = read_shared("scanned", "linn.pdf");
    assert!(matches!(scan, Err(ReadError::Scanned { pages: 1 })));
    let layered = read_shared("scanned", "graph_ocred.pdf").unwrap();
    assert_eq!(layered.pages[0].verdict, PageVerdict::OcrLayer);
    assert!(layered.blocks.iter().any(|block| block.ocr));
}

#[test]
fn cancelling_ends_the_worker() {
    let stop = Arc::new(AtomicBool::new(false));
    let options = ReadOptions {
        stop: Arc::clone(&stop),
        ..options()
    };
    // the second page takes all the time that it gets
    let file = fixture("hostile/exponential-forms-on-page-two.pdf");
    let read = read(&file, &options, &mut |progress| {
        if progress.pages_done == 1 {
            stop.store(true, Ordering::Relaxed);
        }
    });
    assert!(matches!(read, Err(ReadError::Cancelled)), "{read:?}");
}

#[test]
fn what_is_not_a_document_has_its_own_code() {
    let folder = tempfile::tempdir().unwrap();
    let code = |path: &Path| code_of(read(path, &options(), &mut |_| ()).unwrap_err());
    assert_eq!(code(&folder.path().join("nowhere.pdf")), "not_found");
    assert_eq!(code(folder.path()), "is_folder");
    let empty = folder.path().join("empty.pdf");
    std::fs::write(&empty, b"").unwrap();
    assert_eq!(code(&empty), "empty");
    let picture = folder.path().join("picture.pdf");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n and so on").unwrap();
    assert_eq!(code(&picture), "unsupported_format");
    let broken = folder.path().join("broken.pdf");
    std::fs::write(&broken, b"%PDF-1.7\nnothing behind it").unwrap();
    assert_eq!(code(&broken), "damaged");
    let mut tight = options();
    tight.limits.file_bytes = 10;
    assert_eq!(
        code_of(read(&broken, &tight, &mut |_| ()).unwrap_err()),
        "too_large"
    );
}

#[cfg(unix)]
#[test]
fn a_worker_that_is_none_is_an_error_and_no_crash() {
    let mut options = options();
    let path = std::env::var_os("PATH").unwrap();
    let mut folders = std::env::split_paths(&path);
    let program = folders.find_map(|folder| Some(folder.join("true")).filter(|p| p.is_file()));
    options.worker = Some(program.expect("every Unix has a program that does nothing"));
    let error = read(&fixture("pdf/dftk.pdf"), &options, &mut |_| ()).unwrap_err();
    assert!(matches!(error, ReadError::WorkerDied), "{error}");
}

#[test]
#[ignore = "needs ../shared/pdfs/odd"]
fn a_word_from_right_to_left_is_read_once_and_in_order() {
    // the file maps two of the glyphs to the Arabic word, one of them the glyph of "h"
    let name = "sample-habibi.pdf";
    let text = text(&read_shared("odd", name).unwrap());
    assert_eq!(text, "habibi \u{62d}\u{64e}\u{628}\u{64a}\u{628}\u{64a}");
}
