//! Scanned pages: what becomes of what Tesseract prints, of its failures, and of pages that were kept. A script stands
//! in for Tesseract; the last tests run Tesseract itself where it is installed.

mod askew;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use pagewing::document::{
    Document, Note, PageVerdict, Place, ReadError, ReadOptions, ReadStep, Recognition,
    RecognizePages, Rect, Tesseract, find_tesseract, read,
};

use pagewing_tests::{fixture, root};

use crate::options;

/// Three pages about a harbour that are pictures: upright, turned for display, and on its side.
fn scan() -> PathBuf {
    fixture("pdf/scan.pdf")
}

fn with(program: Option<Tesseract>, kept: Option<&Path>) -> ReadOptions {
    ReadOptions {
        recognition: Recognition {
            pages: RecognizePages::WithoutText,
            program,
            kept: kept.map(Path::to_owned),
        },
        ..options()
    }
}

/// A stand-in that behaves in this way.
fn stand_in(behaviour: &str) -> Option<Tesseract> {
    Some(Tesseract {
        program: root().join("tests/extraction/fake_tesseract.sh"),
        languages: vec![behaviour.to_owned()],
    })
}

fn places(document: &Document, page: u32) -> Vec<Rect> {
    let places = document.sentences.iter().flat_map(|s| &s.places);
    places
        .filter_map(|place| match place {
            Place::Page { page: on, rect } if *on == page => Some(*rect),
            _ => None,
        })
        .collect()
}

fn verdicts(document: &Document) -> Vec<&PageVerdict> {
    document.pages.iter().map(|page| &page.verdict).collect()
}

#[cfg(unix)]
#[test]
fn recognized_words_become_text_with_places_on_turned_and_cut_pages() {
    let mut seen = Vec::new();
    let read = read(&scan(), &with(stand_in("reads"), None), &mut |progress| {
        if progress.step == ReadStep::Recognizing {
            seen.push((progress.pages_done, progress.pages));
        }
    })
    .unwrap();
    assert_eq!(seen, [(0, 3), (1, 3), (2, 3), (3, 3)]);
    assert_eq!(verdicts(&read), [&PageVerdict::Recognized; 3]);
    assert_eq!(
        read.notes,
        [Note::RecognizedPages {
            pages: vec![1, 2, 3]
        }]
    );
    assert!(!read.blocks.is_empty());
    for block in &read.blocks {
        assert!(block.ocr);
        assert_eq!(block.text, "Nine berths.");
    }
    // 300 pixels are an inch; on the first page, 300 to 900 from the left and the baseline 345 from the top
    let height = read.pages[0].crop.y1;
    let first = places(&read, 1)[0];
    assert!(
        (first.x0 - 72.0).abs() < 1.0 && (first.x1 - 216.0).abs() < 1.0,
        "{first:?}"
    );
    let baseline = height - 345.0 * 72.0 / 300.0;
    assert!(first.y0 < baseline && baseline < first.y1 && first.y1 - first.y0 < 20.0);
    // the second page is turned by a quarter for display: what is left on the screen is below in the file
    let crop = read.pages[1].crop;
    assert_eq!(read.pages[1].rotate, 90);
    let second = places(&read, 2)[0];
    assert!((second.y0 - crop.y0 - 72.0).abs() < 1.0 && (second.y1 - crop.y0 - 216.0).abs() < 1.0);
    let baseline = crop.x0 + 345.0 * 72.0 / 300.0;
    assert!(second.x0 < baseline && baseline < second.x1);
}

#[cfg(unix)]
#[test]
fn a_failure_of_tesseract_costs_the_text_and_nothing_else() {
    for behaviour in [
        "finds_nothing",
        "crashes",
        "writes_rubbish",
        "floods",
        "is_no_language",
    ] {
        let read = read(&scan(), &with(stand_in(behaviour), None), &mut |_| ());
        assert!(
            matches!(read, Err(ReadError::NotRecognized { pages: 3 })),
            "{behaviour}: {read:?}"
        );
    }
    // a program that does not read its input may still have an answer
    let unread = stand_in("reads_nothing_of_the_picture");
    assert!(read(&scan(), &with(unread, None), &mut |_| ()).is_ok());
    let missing = Tesseract {
        program: PathBuf::from("/nowhere/tesseract"),
        languages: vec!["eng".to_owned()],
    };
    let read = read(&scan(), &with(Some(missing), None), &mut |_| ());
    assert!(matches!(read, Err(ReadError::NotRecognized { .. })));
}

#[cfg(unix)]
#[test]
fn a_hanging_tesseract_is_stopped_with_the_reading() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("tesseract");
    std::os::unix::fs::symlink(root().join("tests/extraction/fake_tesseract.sh"), &program)
        .unwrap();
    let hangs = Tesseract {
        program,
        languages: vec!["hangs".to_owned()],
    };
    let hanging = folder.path().join("hanging");
    let options = with(Some(hangs), None);
    let stop: Arc<AtomicBool> = options.stop.clone();
    let waiting = std::thread::spawn(move || read(&scan(), &options, &mut |_| ()));
    let limit = Instant::now() + Duration::from_secs(60);
    while !hanging.exists() {
        assert!(Instant::now() < limit, "Tesseract was not started");
        std::thread::sleep(Duration::from_millis(10));
    }
    let stopped = Instant::now();
    stop.store(true, Ordering::Relaxed);
    let read = waiting.join().unwrap();
    assert!(matches!(read, Err(ReadError::Cancelled)), "{read:?}");
    assert!(stopped.elapsed() < Duration::from_secs(10));
}

#[cfg(unix)]
#[test]
fn pages_that_were_kept_are_not_recognized_again() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("recognized");
    let first = read(&scan(), &with(stand_in("reads"), Some(&kept)), &mut |_| ()).unwrap();
    let again = read(
        &scan(),
        &with(stand_in("crashes"), Some(&kept)),
        &mut |_| (),
    )
    .unwrap();
    assert_eq!(again, first);
    // without a program, a document is what is kept of it
    std::fs::remove_file(kept.join("2.json")).unwrap();
    let rest = read(&scan(), &with(None, Some(&kept)), &mut |_| ()).unwrap();
    let verdicts = verdicts(&rest);
    assert_eq!(verdicts[1], &PageVerdict::Scanned);
    assert_eq!(verdicts[2], &PageVerdict::Recognized);
    assert!(rest.notes.contains(&Note::ScannedPages { pages: vec![2] }));
}

#[test]
fn pictures_are_a_document_only_for_who_asks_for_them() {
    assert!(matches!(
        read(&scan(), &options(), &mut |_| ()),
        Err(ReadError::Scanned { pages: 3 })
    ));
    let pictures = ReadOptions {
        allow_pictures: true,
        ..options()
    };
    let read = read(&scan(), &pictures, &mut |_| ()).unwrap();
    assert!(read.blocks.is_empty());
    assert_eq!(read.pages.len(), 3);
    assert_eq!(
        read.notes,
        [Note::ScannedPages {
            pages: vec![1, 2, 3]
        }]
    );
}

#[cfg(unix)]
#[test]
fn letters_that_nobody_knows_are_recognized_and_are_no_text_before() {
    let file = fixture("pdf/no-letters.pdf");
    let refused = read(&file, &options(), &mut |_| ());
    assert!(matches!(refused, Err(ReadError::UnreadableFonts)));
    let pictures = ReadOptions {
        allow_pictures: true,
        ..options()
    };
    let picture = read(&file, &pictures, &mut |_| ()).unwrap();
    assert!(picture.blocks.is_empty() && picture.sentences.is_empty());
    assert_eq!(verdicts(&picture), [&PageVerdict::PartlyUnreadable]);
    let read = read(&file, &with(stand_in("reads"), None), &mut |_| ()).unwrap();
    assert_eq!(verdicts(&read), [&PageVerdict::Recognized]);
    let texts: Vec<&str> = read
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    assert_eq!(texts, ["Nine berths."]);
}

#[test]
#[ignore = "needs Tesseract"]
fn tesseract_reads_letters_that_the_file_does_not_name() {
    let program = find_tesseract().expect("Tesseract is installed");
    let file = fixture("pdf/no-letters.pdf");
    let read = read(&file, &with(Some(program), None), &mut |_| ()).unwrap();
    let texts: Vec<&str> = read.sentences.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(
        texts[1],
        "Nine boats lay in the northern berths when the ice came."
    );
}

#[test]
#[ignore = "needs Tesseract"]
fn tesseract_reads_pages_that_are_upright_turned_and_on_their_side() {
    let program = find_tesseract().expect("Tesseract is installed");
    assert!(program.languages.iter().any(|code| code == "eng"));
    let read = read(&scan(), &with(Some(program), None), &mut |_| ()).unwrap();
    let text: Vec<&str> = read
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    let text = text.join(" ");
    for words in [
        "nine berths for fishing boats",
        "A crane lifts the boats out of the water in October.",
        "Two lights show the way into the harbour.",
        "the rock that fishermen call the Widow",
    ] {
        assert!(text.contains(words), "{words:?} is missing: {text}");
    }
    assert_eq!(read.title.as_deref(), Some("The Harbour of Velm"));
    assert_eq!(read.language.as_deref(), Some("eng"));
    for page in &read.pages {
        for rect in places(&read, page.number) {
            let crop = &page.crop;
            assert!(rect.x0 >= crop.x0 && rect.x1 <= crop.x1, "{rect:?}");
            assert!(rect.y0 >= crop.y0 && rect.y1 <= crop.y1, "{rect:?}");
        }
    }
}
