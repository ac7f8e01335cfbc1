//! Small documents that are easily read wrongly. `tests/fixtures/field/cases.json` says what each one says, and each is a
//! test of its own.

use std::collections::BTreeSet;

use pagewing::document::{BlockKind, Document, SectionKind, read};
use pagewing::fault::{Fault, Outcome};
use pagewing::text::message;
use serde::Deserialize;

use pagewing_tests::fixture;

use crate::options;

/// What a correct reader gives for a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    file: String,
    #[expect(dead_code, reason = "for people")]
    kind: String,
    #[expect(dead_code, reason = "for people")]
    note: String,
    /// Each stands whole in one block.
    must: Vec<String>,
    /// None stands in a block, or in the message.
    must_not: Vec<String>,
    /// Each stands in the text exactly once.
    #[serde(default)]
    once: Vec<String>,
    /// These come one after the other.
    order: Vec<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    authors: Option<Vec<String>>,
    /// The number of entries of the list of references.
    #[serde(default)]
    references: Option<usize>,
    /// Titles of the sections of the body, the list of references and the appendices, in order; numbers and case
    /// do not matter.
    #[serde(default)]
    headings: Option<Vec<String>>,
    /// The title of no section contains one of these, in either case.
    #[serde(default)]
    headings_must_not: Vec<String>,
    /// The exit codes that are right; 0 if none is named.
    #[serde(default)]
    exit: Codes,
    /// The message has these words, in either case.
    #[serde(default)]
    message_contains: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Codes {
    One(u8),
    Several(Vec<u8>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::One(0)
    }
}

impl Codes {
    fn contain(&self, code: u8) -> bool {
        match self {
            Self::One(right) => code == *right,
            Self::Several(right) => right.contains(&code),
        }
    }
}

fn cases() -> Vec<Case> {
    let text = std::fs::read_to_string(fixture("field/cases.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is wrong with a document, one line each.
fn faults(case: &Case, document: &Document) -> Vec<String> {
    let blocks: Vec<String> = document
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Furniture)
        .map(|block| folded(&block.text))
        .collect();
    let whole = blocks.join("\n");
    let mut faults = Vec::new();
    for words in &case.must {
        if !blocks.iter().any(|block| block.contains(words.as_str())) {
            faults.push(format!("lacks {words:?}"));
        }
    }
    for words in &case.must_not {
        if whole.contains(words.as_str()) {
            faults.push(format!("has {words:?}"));
        }
    }
    for words in &case.once {
        let count = whole.matches(words.as_str()).count();
        if count != 1 {
            faults.push(format!("has {words:?} {count} times"));
        }
    }
    let places: Vec<Option<usize>> = case.order.iter().map(|words| whole.find(words)).collect();
    if places.contains(&None) || !places.is_sorted() {
        faults.push(format!("has another order: {places:?}"));
    }
    if case.title.is_some() && document.title != case.title {
        faults.push(format!("has the title {:?}", document.title));
    }
    faults.extend(structure_faults(case, document));
    if !case.exit.contain(0) {
        faults.push("is read".into());
    }
    if !faults.is_empty() {
        faults.push(format!("the text:\n{whole}"));
    }
    faults
}

/// What is wrong with the authors, the references and the sections of a document, one line each.
fn structure_faults(case: &Case, document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    let authors = &document.authors;
    if case.authors.as_ref().is_some_and(|right| right != authors) {
        faults.push(format!("has the authors {authors:?}"));
    }
    let entries = document.blocks.iter();
    let entries = entries.filter(|block| block.kind == BlockKind::Reference);
    let entries = entries.count();
    if case.references.is_some_and(|right| right != entries) {
        faults.push(format!("has {entries} references"));
    }
    let text = document.sections.iter().filter(|section| {
        use SectionKind::{Appendix, Body, References};
        matches!(section.kind, Body | References | Appendix)
    });
    let titles: Vec<String> = text.map(|section| plain(&section.title)).collect();
    if let Some(right) = &case.headings
        && titles != right.iter().map(|title| plain(title)).collect::<Vec<_>>()
    {
        faults.push(format!("has the headings {titles:?}"));
    }
    for words in &case.headings_must_not {
        let words = words.to_lowercase();
        let mut sections = document.sections.iter();
        if sections.any(|section| section.title.to_lowercase().contains(&words)) {
            faults.push(format!("has a heading with {words:?}"));
        }
    }
    faults
}

/// A title of a section in lower case, without its number.
fn plain(title: &str) -> String {
    let title = folded(title).to_lowercase();
    let is_number = |label: &str| {
        label
            .chars()
            .all(|c| c.is_ascii_digit() || "ivx.".contains(c))
    };
    match title.split_once(' ') {
        Some((label, rest)) if is_number(label) => rest.to_owned(),
        _ => title,
    }
}

fn check(file: &str) {
    let case = cases().into_iter().find(|case| case.file == file).unwrap();
    let faults = match read(&fixture("field").join(file), &options(), &mut |_| ()) {
        Ok(document) => faults(&case, &document),
        Err(error) => {
            let fault = Fault::from(error);
            let message = message(&fault);
            let code = Outcome::of(fault.code()).code();
            let has = |words: &String| message.to_lowercase().contains(&words.to_lowercase());
            let right = case.exit.contain(code)
                && case.message_contains.iter().all(has)
                && !case.must_not.iter().any(has);
            if right {
                vec![]
            } else {
                vec![format!("ends with {code}: {message}")]
            }
        }
    };
    assert!(faults.is_empty(), "{file} {}", faults.join("\n"));
}

macro_rules! field {
    ($($name:ident = $file:literal;)*) => {
        $(
            #[test]
            fn $name() {
                check($file);
            }
        )*

        const FILES: &[&str] = &[$($file),*];
    };
}

field! {
    abstract_after_received_pdf = "abstract_after_received.pdf";
    abstract_before_rights_pdf = "abstract_before_rights.pdf";
    angled_paragraphs_pdf = "angled_paragraphs.pdf";
    article_info_labels_pdf = "article_info_labels.pdf";
    charset_after_1024_bytes_html = "charset_after_1024_bytes.html";
    charset_declared_html = "charset_declared.html";
    charset_gb2312_is_gbk_html = "charset_gb2312_is_gbk.html";
    charset_misleading_html = "charset_misleading.html";
    charset_missing_html = "charset_missing.html";
    charset_windows_31j_html = "charset_windows_31j.html";
    chinese_line_ends_pdf = "chinese_line_ends.pdf";
    code_and_table_md = "code_and_table.md";
    drop_cap_docx = "drop_cap.docx";
    endnotes_docx = "endnotes.docx";
    fallback_chain_epub = "fallback_chain.epub";
    form_filled_pdf = "form_filled.pdf";
    form_need_appearances_pdf = "form_need_appearances.pdf";
    free_text_notes_pdf = "free_text_notes.pdf";
    free_text_on_letter_pdf = "free_text_on_letter.pdf";
    german_compounds_at_line_end_pdf = "german_compounds_at_line_end.pdf";
    headings_without_text_pdf = "headings_without_text.pdf";
    invoice_without_author_pdf = "invoice_without_author.pdf";
    junk_before_header_pdf = "junk_before_header.pdf";
    legacy_encodings_epub = "legacy_encodings.epub";
    line_numbers_close_pdf = "line_numbers_close.pdf";
    line_numbers_left_aligned_pdf = "line_numbers_left_aligned.pdf";
    logo_line_above_title_pdf = "logo_line_above_title.pdf";
    main_part_elsewhere_docx = "main_part_elsewhere.docx";
    masthead_above_title_pdf = "masthead_above_title.pdf";
    masthead_beside_box_pdf = "masthead_beside_box.pdf";
    masthead_in_bold_text_size_pdf = "masthead_in_bold_text_size.pdf";
    masthead_same_size_pdf = "masthead_same_size.pdf";
    minutes_with_items_pdf = "minutes_with_items.pdf";
    moved_text_docx = "moved_text.docx";
    notes_about_pdf_md = "notes_about_pdf.md";
    nul_bytes_txt = "nul_bytes.txt";
    ocr_layer_monospaced_pdf = "ocr_layer_monospaced.pdf";
    ocr_layer_without_spaces_pdf = "ocr_layer_without_spaces.pdf";
    one_line_note_txt = "one_line_note.txt";
    overprinted_lines_pdf = "overprinted_lines.pdf";
    paragraphs_of_a_law_pdf = "paragraphs_of_a_law.pdf";
    password_docx = "password.docx";
    press_release_pdf = "press_release.pdf";
    receipt_pdf = "receipt.pdf";
    references_bold_numbers_pdf = "references_bold_numbers.pdf";
    references_small_label_box_pdf = "references_small_label_box.pdf";
    ruby_docx = "ruby.docx";
    running_heads_by_section_pdf = "running_heads_by_section.pdf";
    sections_of_an_act_pdf = "sections_of_an_act.pdf";
    short_lines_centred_pdf = "short_lines_centred.pdf";
    short_lines_right_pdf = "short_lines_right.pdf";
    short_title_pdf = "short_title.pdf";
    sign_two_lines_pdf = "sign_two_lines.pdf";
    slides_with_venue_pdf = "slides_with_venue.pdf";
    standard_without_author_pdf = "standard_without_author.pdf";
    subject_of_a_letter_pdf = "subject_of_a_letter.pdf";
    table_only_page_html = "table_only_page.html";
    table_only_page_pdf = "table_only_page.pdf";
    text_box_docx = "text_box.docx";
    thesis_by_pdf = "thesis_by.pdf";
    thesis_presentada_por_pdf = "thesis_presentada_por.pdf";
    title_first_line_is_running_head_pdf = "title_first_line_is_running_head.pdf";
    title_first_line_larger_pdf = "title_first_line_larger.pdf";
    title_hyphen_at_line_end_pdf = "title_hyphen_at_line_end.pdf";
    title_of_site_and_page_html = "title_of_site_and_page.html";
    typewritten_letter_pdf = "typewritten_letter.pdf";
    utf16_be_without_mark_txt = "utf16_be_without_mark.txt";
    utf16_le_without_mark_txt = "utf16_le_without_mark.txt";
    utf32_le_with_mark_txt = "utf32_le_with_mark.txt";
    vertical_japanese_pdf = "vertical_japanese.pdf";
    xfa_form_pdf = "xfa_form.pdf";
}

#[test]
fn every_case_is_a_test() {
    let named: BTreeSet<String> = FILES.iter().map(|&file| file.to_owned()).collect();
    let cases: BTreeSet<String> = cases().into_iter().map(|case| case.file).collect();
    let files: BTreeSet<String> = std::fs::read_dir(fixture("field"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|file| file != "cases.json")
        .collect();
    assert_eq!(named, cases);
    assert_eq!(named, files);
}
