//! What went wrong, and what a person can do about it.

use crate::assistant::summary::Region;
use crate::document::FileKind;
use crate::fault::{Fault, ModelTask};
use crate::weights::{ModelPart, PrecisionChoice};

/// What happened, in a sentence.
#[expect(
    clippy::too_many_lines,
    reason = "a table: one sentence for each fault"
)]
pub fn message(fault: &Fault) -> String {
    match fault {
        Fault::NotFound { path: None } => "File not found.".into(),
        Fault::NotFound { path: Some(path) } => format!("File not found: {path}."),
        Fault::IsFolder { path: None } => "This is a folder, not a document.".into(),
        Fault::IsFolder { path: Some(path) } => format!("{path} is a folder, not a document."),
        Fault::Empty => "The file is empty.".into(),
        Fault::UnsupportedFormat { found } => {
            format!("Pagewing can't open this file. {}", looks_like(*found))
        }
        Fault::PasswordNeeded => "This document is protected by a password.".into(),
        Fault::PasswordWrong => "The password doesn't open this document.".into(),
        Fault::UnknownEncryption => {
            "This document uses a kind of encryption that Pagewing doesn't support.".into()
        }
        Fault::Scanned { pages: 1 } => {
            "This document is scanned: its page is a picture, without text to read.".into()
        }
        Fault::Scanned { pages } => {
            format!("This document is scanned: its {pages} pages are pictures, without text to read.")
        }
        Fault::NoText => "Pagewing found no running text in this document.".into(),
        Fault::UnreadableFonts => {
            "Pagewing can't read the letters of this document: its fonts don't say which ones they are."
                .into()
        }
        Fault::Damaged => "The file is damaged: Pagewing can't read any of its pages.".into(),
        Fault::TooLarge { bytes, limit } => format!(
            "The file is too large: it has {} MB, and Pagewing reads {} MB at most.",
            bytes >> 20,
            limit >> 20
        ),
        Fault::TooMuchMemory => "Reading this document would take too much memory.".into(),
        Fault::TimedOut => "Reading this document took too long, so Pagewing stopped.".into(),
        Fault::WorkerDied => "The document is broken in a way that crashed the reader.".into(),
        Fault::Cancelled => "Cancelled.".into(),
        Fault::Io { path: None, detail } => format!("Pagewing can't read the file: {detail}."),
        Fault::Io {
            path: Some(path),
            detail,
        } => format!("Pagewing can't read {path}: {detail}."),
        Fault::LibraryDamaged { path, .. } => {
            format!("The library's database {path} is damaged. Pagewing left it as it is.")
        }
        Fault::LibraryTooNew { found, known } => format!(
            "A newer version of Pagewing wrote this library (format {found}; this version knows {known})."
        ),
        Fault::DiskFull { path } => format!("The disk is full: Pagewing can't write {path}."),
        Fault::LibraryUnwritable { path, detail } => {
            format!("Pagewing can't write to {path}: {detail}.")
        }
        Fault::NotInLibrary => "This document isn't in the library.".into(),
        Fault::ContentDamaged { detail } => {
            format!("Pagewing can't read back what it saved of this document: {detail}.")
        }
        Fault::LibraryFailed { detail } => {
            format!("The library's database reported an error: {detail}.")
        }
        Fault::ModelMissing { folder, .. } => format!("Model folder not found: {folder}."),
        Fault::ModelIncomplete { part, .. } => format!(
            "The model folder is incomplete: it has no {}.",
            match part {
                ModelPart::Config => "config.json",
                ModelPart::Weights => "weights",
                ModelPart::Tokenizer => "tokenizer",
            }
        ),
        Fault::ModelWrongArchitecture { wanted, found, .. } => match wanted {
            ModelTask::Summarize => {
                format!("This isn't a summarization model of the BigBirdPegasus family: it is {found}.")
            }
            ModelTask::Answer => format!("This model doesn't answer questions: it is {found}."),
            ModelTask::Embed => format!("This model isn't a sentence encoder: it is {found}."),
        },
        Fault::ModelTruncated { detail, .. } => {
            format!("The model's weights are truncated: {detail}.")
        }
        Fault::ModelDamaged { detail, .. } => format!("The model folder is damaged: {detail}."),
        Fault::ModelOtherVersion { newer: true, .. } => {
            "A newer version of Pagewing made this fast copy.".to_owned()
        }
        Fault::ModelOtherVersion { newer: false, .. } => {
            "An older version of Pagewing made this fast copy, in a form that is no longer read.".to_owned()
        }
        Fault::ModelWrongTokenizer {
            tokenizer, model, ..
        } => format!(
            "The tokenizer doesn't belong to this model: it has {tokenizer} tokens, the model has {model}."
        ),
        Fault::ModelTooLarge { needed, available } => format!(
            "The model needs about {:.1} GB of memory, and only {:.1} GB are free.",
            *needed as f64 / 1e9,
            *available as f64 / 1e9
        ),
        Fault::PrecisionNotHere {
            wanted: PrecisionChoice::Int8,
        } => "int8 is for processors; here the model runs on a graphics card.".into(),
        Fault::PrecisionNotHere { wanted } => format!(
            "{} needs a graphics card that this build of Pagewing can use; here the model runs on the processor.",
            precision(*wanted)
        ),
        Fault::PrecisionLost => {
            "This model was converted to int8, and the digits it lost can't come back: it has no f32.".into()
        }
        Fault::ModelSetting { detail } => format!("The model can't do that: {detail}."),
        Fault::ModelFailed { detail } => format!("The model failed: {detail}."),
        Fault::NoModel => "No summarization model is installed.".into(),
        Fault::EmptyQuestion => "The question is empty.".into(),
        Fault::LongQuestion { characters, limit } => {
            format!("The question has {characters} characters; Pagewing takes {limit} at most.")
        }
        Fault::NoWords => "The question has no words.".into(),
        Fault::NoDocuments => "There are no documents to ask.".into(),
        Fault::NoSection {
            wanted,
            known,
            more,
        } => no_section(wanted, known, *more),
        Fault::NoPages => {
            "This document has no pages: summarize all of it, or one section.".into()
        }
        Fault::NoSuchPages { first, last, pages } => format!(
            "This document has no {}: it has {pages} {}.",
            page_range(*first, *last),
            if *pages == 1 { "page" } else { "pages" }
        ),
        Fault::NothingThere {
            place: Region::Section { title },
        } => format!("There is no running text in the section “{title}”."),
        Fault::NothingThere {
            place: Region::Pages { first, last },
        } => format!("There is no running text on {}.", page_range(*first, *last)),
        Fault::SettingsUnreadable { path, detail } => {
            format!("Pagewing can't read the settings in {path}: {detail}.")
        }
        Fault::SettingsUnwritable { path, detail } => {
            format!("Pagewing can't write the settings to {path}: {detail}.")
        }
        Fault::NoHome => "The system doesn't say where your files belong.".into(),
        Fault::TemporaryUnwritable { detail } => {
            format!("Pagewing can't write a temporary file: {detail}.")
        }
        Fault::ReadingWrong => "Pagewing read its own test page wrongly.".into(),
        Fault::ExampleUnwritable { detail } => {
            format!("Pagewing can't unpack the example paper: {detail}.")
        }
        Fault::NoWindow { detail } => format!("Pagewing can't open its window: {detail}."),
        Fault::Quarantined { name } => {
            format!("Pagewing crashed twice while working on “{name}”, so it doesn't try again.")
        }
        Fault::Defect => "Pagewing made a mistake. This is a bug.".into(),
        Fault::Closing => "Pagewing is closing.".into(),
        Fault::Earlier { said, .. } => said.clone(),
    }
}

/// What a person can do about it, if there is something.
#[expect(clippy::too_many_lines, reason = "a table: one hint for each fault")]
pub fn hint(fault: &Fault) -> Option<String> {
    let hint = match fault {
        Fault::NotFound { .. } => "It may have been moved or renamed.",
        Fault::IsFolder { .. } => "Choose the files inside it.",
        Fault::Empty => "The download may have been interrupted. Get the file again.",
        Fault::UnsupportedFormat { .. } => {
            "Pagewing reads PDF, plain text, Markdown, HTML, DOCX and EPUB."
        }
        Fault::PasswordNeeded => "Give the password with --password.",
        Fault::PasswordWrong => "Give the password that opens it in a PDF viewer.",
        Fault::Scanned { .. } | Fault::UnreadableFonts => {
            "Run it through text recognition first, for example with OCRmyPDF."
        }
        Fault::Damaged | Fault::WorkerDied => {
            "Open it in a PDF viewer and print it to a new PDF, or get the file again."
        }
        Fault::TooLarge { .. } | Fault::TooMuchMemory | Fault::TimedOut => {
            "Split it into smaller documents."
        }
        Fault::Io { .. } => "Check that you have permission to open the file.",
        Fault::LibraryDamaged { files, .. } => {
            return Some(format!(
                "Move it away to start with an empty library; copies of your files are in {files}."
            ));
        }
        Fault::LibraryTooNew { .. } => "Install the newest version of Pagewing.",
        Fault::DiskFull { .. } => "Free some space and try again.",
        Fault::LibraryUnwritable { .. } => {
            "Check that the folder belongs to you and isn't read-only."
        }
        Fault::ContentDamaged { .. } => "Remove the document and add its file again.",
        Fault::ModelMissing { starter: true, .. }
        | Fault::ModelIncomplete { starter: true, .. }
        | Fault::ModelWrongArchitecture { starter: true, .. }
        | Fault::ModelTruncated { starter: true, .. }
        | Fault::ModelDamaged { starter: true, .. }
        | Fault::ModelOtherVersion { starter: true, .. }
        | Fault::ModelWrongTokenizer { starter: true, .. } => {
            "The starter model is part of Pagewing: install it again, or set PAGEWING_STARTER=none to go without."
        }
        Fault::ModelMissing { .. } => "It may have been moved or renamed. Choose it again.",
        Fault::ModelIncomplete { .. } => {
            "It needs config.json, model.safetensors or pytorch_model.bin, and spiece.model or tokenizer.json."
        }
        Fault::ModelWrongArchitecture { wanted, .. } => match wanted {
            ModelTask::Summarize => "Choose a BigBirdPegasusForConditionalGeneration checkpoint.",
            ModelTask::Answer => {
                "Choose a BigBirdForQuestionAnswering or BigBirdPegasusForQuestionAnswering checkpoint."
            }
            ModelTask::Embed => "Choose a sentence encoder with the layout of all-MiniLM-L6-v2.",
        },
        Fault::ModelTruncated { .. } => {
            "The download may have been interrupted. Get the file again."
        }
        Fault::ModelDamaged { .. } => "Get the folder's files again, all from the same place.",
        Fault::ModelOtherVersion { newer: true, .. } => {
            "Update Pagewing, or make a fast copy of the original model with this version."
        }
        Fault::ModelOtherVersion { .. } => "Make a fast copy of the original model again.",
        Fault::ModelWrongTokenizer { .. } => {
            "Take the tokenizer's files from where the weights come from."
        }
        Fault::ModelTooLarge { .. } => "Close other programs, or choose a smaller model.",
        Fault::PrecisionNotHere {
            wanted: PrecisionChoice::Int8,
        } => "To save memory on a graphics card, use f16 or bf16: half of what f32 needs.",
        Fault::PrecisionNotHere { .. } => {
            "To save memory on a processor, use int8: a quarter of what f32 needs, and several times as fast."
        }
        Fault::PrecisionLost => "Choose the folder that it was converted from, or use int8.",
        Fault::NoModel => "Name a model folder with --model, or choose one in the window.",
        Fault::EmptyQuestion | Fault::NoWords => {
            "Ask in a sentence, such as: How many patients took part?"
        }
        Fault::LongQuestion { .. } => "Ask one thing at a time, in a sentence.",
        Fault::SettingsUnreadable { .. } | Fault::SettingsUnwritable { .. } => {
            "Check that the folder exists and belongs to you."
        }
        Fault::NoHome => "Set the variable PAGEWING_HOME to a folder.",
        Fault::TemporaryUnwritable { .. } => {
            "Check the free space in the folder for temporary files."
        }
        Fault::ReadingWrong => "Install Pagewing again.",
        Fault::ExampleUnwritable { .. } => {
            "Free some space on the disk, or drop a paper of your own."
        }
        Fault::NoWindow { .. } => "In a terminal, try: pagewing summarize FILE",
        Fault::Quarantined { .. } => "Add it again to try once more.",
        Fault::Defect => "Your documents are safe. Please report it with the log file.",
        Fault::UnknownEncryption
        | Fault::NoText
        | Fault::Cancelled
        | Fault::NotInLibrary
        | Fault::LibraryFailed { .. }
        | Fault::ModelSetting { .. }
        | Fault::ModelFailed { .. }
        | Fault::NoDocuments
        | Fault::NoSection { .. }
        | Fault::NoPages
        | Fault::NoSuchPages { .. }
        | Fault::NothingThere { .. }
        | Fault::Closing => return None,
        Fault::Earlier { advice, .. } => return advice.clone(),
    };
    Some(hint.into())
}

fn looks_like(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Archive => "It looks like a ZIP archive or an Office document.",
        FileKind::Picture => "It looks like a picture.",
        FileKind::PostScript => "It looks like PostScript.",
        FileKind::RichText => "It looks like a Rich Text document.",
        FileKind::OldOffice => "It looks like an old Word or Office document.",
        FileKind::Program => "It looks like a program.",
        FileKind::Xml => "It looks like XML.",
        FileKind::Text => "It looks like plain text of another kind.",
        FileKind::Device => "It is a device or a pipe.",
        FileKind::Unknown => "Its format is unknown.",
    }
}

fn precision(choice: PrecisionChoice) -> &'static str {
    match choice {
        PrecisionChoice::Automatic => "This precision",
        PrecisionChoice::F32 => "f32",
        PrecisionChoice::Int8 => "int8",
        PrecisionChoice::F16 => "f16",
        PrecisionChoice::Bf16 => "bf16",
    }
}

fn no_section(wanted: &str, known: &[String], more: bool) -> String {
    let quoted: Vec<_> = known.iter().map(|title| format!("“{title}”")).collect();
    match quoted.as_slice() {
        [] => format!("This document has no section “{wanted}”; Pagewing found no sections in it."),
        titles => format!(
            "This document has no section “{wanted}”. Its sections {} {}.",
            if more { "include" } else { "are" },
            titles.join(", ")
        ),
    }
}

/// `page 3`, `pages 3-7`.
fn page_range(first: u32, last: u32) -> String {
    if first == last {
        format!("page {first}")
    } else {
        format!("pages {first}-{last}")
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use strum::IntoEnumIterator;

    use super::*;
    use crate::fault::ErrorCode;

    /// Every source file of the program but those that name all faults by their nature.
    fn sources(folder: &Path, texts: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let named = |end: &str| path.ends_with(end);
            if named("src/text") || named("fault/facts.rs") || named("fault/kept.rs") {
                continue;
            }
            if path.is_dir() {
                sources(&path, texts);
            } else if path.extension().is_some_and(|end| end == "rs") {
                texts.push(std::fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn every_fault_happens_somewhere() {
        let mut texts = Vec::new();
        sources(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut texts,
        );
        let made = |name: &str| {
            let made = format!("Fault::{name}");
            let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
            texts.iter().any(|text| text.split(&made).skip(1).any(ends))
        };
        let never: Vec<_> = ErrorCode::iter()
            .map(|code| format!("{code:?}"))
            // comes out of a library that an earlier version wrote
            .filter(|name| name != "Earlier" && !made(name))
            .collect();
        assert!(never.is_empty(), "{never:?}");
    }

    #[test]
    fn sentences_carry_the_facts() {
        let scanned = |pages| message(&Fault::Scanned { pages });
        assert!(scanned(1).contains("its page is a picture"));
        assert!(scanned(12).contains("12 pages are pictures"));
        let bf16 = Fault::PrecisionNotHere {
            wanted: PrecisionChoice::Bf16,
        };
        assert!(message(&bf16).starts_with("bf16 needs a graphics card"));
        assert!(hint(&bf16).is_some_and(|hint| hint.contains("int8")));
        let missing = |starter| Fault::ModelMissing {
            folder: "x".into(),
            starter,
        };
        assert_ne!(hint(&missing(true)), hint(&missing(false)));
        let sections = |known: &[&str], more| {
            message(&Fault::NoSection {
                wanted: "Methods".into(),
                known: known.iter().map(|title| (*title).to_owned()).collect(),
                more,
            })
        };
        assert!(sections(&[], false).contains("no sections"));
        assert!(sections(&["Aims", "Notes"], false).ends_with("Its sections are “Aims”, “Notes”."));
        assert!(
            sections(&["Aims", "Notes"], true).ends_with("Its sections include “Aims”, “Notes”.")
        );
    }
}
