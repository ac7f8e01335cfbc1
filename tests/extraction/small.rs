//! A small two-column paper beside the tests: structure, caps, and the shape of places.

use pagewing::document::{BlockKind, Note, Place, SectionKind, read};

use pagewing_tests::fixture;

use crate::options;

#[test]
fn a_two_column_paper_is_read_in_order() {
    let mut last = 0;
    let document = read(&fixture("pdf/dftk.pdf"), &options(), &mut |progress| {
        assert!(progress.pages_done >= last && progress.pages == 2);
        last = progress.pages_done;
    })
    .unwrap();
    assert_eq!(last, 2);
    assert_eq!(
        document.title.as_deref(),
        Some("DFTK: A Julian approach for simulating electrons in solids")
    );
    assert!(
        document.authors.iter().any(|name| name.contains("Herbst")),
        "{:?}",
        document.authors
    );
    assert_eq!(document.language.as_deref(), Some("eng"));
    assert!(
        document
            .sections
            .iter()
            .any(|section| section.kind == SectionKind::References)
    );
    assert!(
        document
            .blocks
            .iter()
            .any(|block| block.kind == BlockKind::Reference)
    );
    let prose: Vec<&str> = document
        .prose()
        .map(|sentence| sentence.text.as_str())
        .collect();
    assert!(prose.len() > 15, "{prose:#?}");
    // a word that was broken at a line end has no hyphen left
    assert!(
        !prose
            .iter()
            .any(|text| text.contains("- ") && text.contains("simu- ")),
        "{prose:#?}"
    );
}

/// Names from old disks have bytes that are no letters in UTF-8, and such a file is as good as any.
#[test]
#[cfg(target_os = "linux")]
fn a_file_is_read_whose_path_is_not_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = tempfile::tempdir().unwrap();
    for (name, from) in [
        (&b"caf\xe9.pdf"[..], "pdf/dftk.pdf"),
        (&b"caf\xe9.docx"[..], "field/text_box.docx"),
    ] {
        let path = folder.path().join(OsStr::from_bytes(name));
        std::fs::copy(fixture(from), &path).unwrap();
        let document = read(&path, &options(), &mut |_| ());
        let document = document.unwrap_or_else(|error| panic!("{from}: {error}"));
        assert!(!document.sentences.is_empty(), "{from}");
    }
}

#[test]
fn sentences_are_ranges_of_their_blocks_with_one_place_a_line() {
    let document = read(&fixture("pdf/dftk.pdf"), &options(), &mut |_| ()).unwrap();
    for (index, sentence) in document.sentences.iter().enumerate() {
        assert_eq!(sentence.id.0 as usize, index);
        let block = document.block_of(sentence.id).unwrap();
        let range: String = block
            .text
            .chars()
            .skip(sentence.start as usize)
            .take((sentence.end - sentence.start) as usize)
            .collect();
        assert_eq!(range, sentence.text);
        assert!(!sentence.places.is_empty(), "{}", sentence.text);
        assert!(
            sentence.places.len() <= block.places.len(),
            "{}",
            sentence.text
        );
        for place in &sentence.places {
            let Place::Page { page, rect } = place else {
                panic!("a PDF has pages");
            };
            let crop = document.pages[*page as usize - 1].crop;
            assert!(rect.x0 <= rect.x1 && rect.y0 < rect.y1);
            assert!(
                rect.x0 >= crop.x0 - 20.0 && rect.x1 <= crop.x1 + 20.0,
                "{}",
                sentence.text
            );
        }
    }
}

#[test]
fn caps_truncate_and_say_so() {
    let mut tight = options();
    tight.limits.pages = 1;
    let document = read(&fixture("pdf/dftk.pdf"), &tight, &mut |_| ()).unwrap();
    assert_eq!(document.pages.len(), 1);
    assert!(
        document
            .notes
            .iter()
            .any(|note| matches!(note, Note::Truncated { .. }))
    );

    let mut tight = options();
    tight.limits.glyphs_per_page = 500;
    let document = read(&fixture("pdf/dftk.pdf"), &tight, &mut |_| ()).unwrap();
    assert!(
        document
            .notes
            .iter()
            .any(|note| matches!(note, Note::Truncated { .. }))
    );
    let letters: usize = document
        .blocks
        .iter()
        .map(|block| block.text.chars().count())
        .sum();
    assert!(letters < 1_500, "{letters}");
}

#[test]
fn the_same_file_gives_the_same_document() {
    let once = read(&fixture("pdf/dftk.pdf"), &options(), &mut |_| ()).unwrap();
    let twice = read(&fixture("pdf/dftk.pdf"), &options(), &mut |_| ()).unwrap();
    assert_eq!(once, twice);
    assert_eq!(once.id.0.len(), 64);
}

#[test]
fn an_embedded_font_tells_letters_that_the_file_does_not() {
    let document = read(&fixture("pdf/no-tounicode.pdf"), &options(), &mut |_| ()).unwrap();
    let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(
        texts,
        ["These letters are known to the embedded font alone."]
    );
}
