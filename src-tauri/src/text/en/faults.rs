//! What went wrong.

use super::causes::{
    arrived, damaged, looks_like, no_connection, part_name, refused_address, refused_variant,
    unread,
};
use super::precision::precision;
use crate::assistant::summary::Region;
use crate::fault::{Fault, ModelTask};
use crate::weights::PrecisionChoice;
use crate::weights::download::RedirectFault;

/// What happened, in a sentence.
#[expect(
    clippy::too_many_lines,
    reason = "a table: one sentence for each fault"
)]
pub(crate) fn message(fault: &Fault) -> String {
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
        Fault::OfficePassword => {
            "This Office document is protected with a password, and Pagewing doesn't open such documents."
                .into()
        }
        Fault::XfaForm => {
            "This document is an XFA form: only Adobe Acrobat and programs like it show its contents, and its page only asks for one of them."
                .into()
        }
        Fault::RightsManaged => {
            "This document is protected by digital rights management (DRM): only the program that it was made for opens it."
                .into()
        }
        Fault::Scanned { pages: 1 } => {
            "This document is scanned: its page is a picture, without text to read.".into()
        }
        Fault::Scanned { pages } => {
            format!("This document is scanned: its {pages} pages are pictures, without text to read.")
        }
        Fault::NotRecognized { pages: 1 } => {
            "This document is scanned, and no text was recognized on its page.".into()
        }
        Fault::NotRecognized { pages } => {
            format!("This document is scanned, and no text was recognized on its {pages} pages.")
        }
        Fault::NoTesseract => {
            "Tesseract, the program that recognizes the text of scanned pages, is not installed.".into()
        }
        Fault::NoText => "Pagewing found no text in this document.".into(),
        Fault::UnreadableFonts => {
            "Pagewing can't read the letters of this document: its fonts don't say which ones they are."
                .into()
        }
        Fault::Damaged => "The file is damaged: Pagewing can't read any of it.".into(),
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
        Fault::NotFasta { line } => {
            format!("This isn't a sequence in FASTA: line {line} should be the name of a record.")
        }
        Fault::WrongLetter {
            letter,
            line,
            column,
            record,
        } => format!(
            "The record {record} has a letter that is no base: “{letter}” in line {line}, column {column}."
        ),
        Fault::ProteinSequence { record, line } => format!(
            "The record {record} in line {line} is a protein, and these models read DNA or RNA."
        ),
        Fault::EmptyRecord { record, line } => {
            format!("The record {record} in line {line} has no bases.")
        }
        Fault::TooManyRecords { limit } => format!(
            "The list of this file's records would take more than {} MB of memory.",
            limit >> 20
        ),
        Fault::NoSequences => "This document has no sequences of DNA or RNA.".into(),
        Fault::VariantRefused { variant, why } => refused_variant(variant, why),
        Fault::NoSuchClass {
            wanted,
            known,
            more,
        } => format!(
            "The model has no class “{wanted}”. Its classes {} {}.",
            if *more { "include" } else { "are" },
            quoted(known)
        ),
        Fault::LibraryDamaged { path, .. } => {
            format!("The library's database {path} is damaged. Pagewing left it as it is.")
        }
        Fault::LibraryTooNew { found, known } => format!(
            "A newer version of Pagewing wrote this library (format {found}; this version knows {known})."
        ),
        Fault::LibraryAway { path } => {
            format!("The library was moved to {path}, and this folder isn't there now.")
        }
        Fault::LibraryInUse { path } => {
            format!("Another window or command of Pagewing has the library {path} open.")
        }
        Fault::DiskFull { path } => format!("The disk is full: Pagewing can't write {path}."),
        Fault::LibraryUnwritable { path, detail } => {
            format!("Pagewing can't write to {path}: {detail}.")
        }
        Fault::NotInLibrary => "This document isn't in the library.".into(),
        Fault::NotKept => "Pagewing doesn't keep this any more: it was deleted.".into(),
        Fault::NothingMarked => "There is nothing to mark here.".into(),
        Fault::LongNote { characters, limit } => {
            format!("This text has {characters} characters; Pagewing keeps {limit} at most.")
        }
        Fault::NoName => "A collection or a tag needs a name.".into(),
        Fault::NameTaken { name } => format!("There is another “{name}” already."),
        Fault::NoSuchGroup { name } => {
            format!("The library has no collection and no tag called “{name}”.")
        }
        Fault::NotABibliography { path } => {
            format!("{path} is neither a Zotero library nor BibTeX nor RIS.")
        }
        Fault::BibliographyDamaged { path, detail } => {
            format!("Pagewing can't read the Zotero library {path}: {detail}.")
        }
        Fault::NothingToExport => "There is nothing to export.".into(),
        Fault::SeveralDocuments { wanted, titles } => format!(
            "Several documents in the library match “{wanted}”: {}.",
            titles.join("; ")
        ),
        Fault::ExportUnwritable { path, detail } => {
            format!("Pagewing can't write {path}: {detail}.")
        }
        Fault::ContentDamaged { detail } => {
            format!("Pagewing can't read back what it saved of this document: {detail}.")
        }
        Fault::LibraryFailed { detail } => {
            format!("The library's database reported an error: {detail}.")
        }
        Fault::ModelMissing { folder, .. } => format!("Model folder not found: {folder}."),
        Fault::ModelIncomplete { part, .. } => format!(
            "The model folder is incomplete: it has no {}.",
            part_name(*part)
        ),
        Fault::ModelWrongArchitecture { wanted, found, .. } => match wanted {
            ModelTask::Summarize => {
                format!("This isn't a summarization model of the BigBirdPegasus family: it is {found}.")
            }
            ModelTask::Answer => format!("This model doesn't answer questions: it is {found}."),
            ModelTask::Embed => format!("This model isn't a sentence encoder: it is {found}."),
            ModelTask::Classify => format!("This model doesn't classify texts: it is {found}."),
            ModelTask::ClassifyBases => {
                format!("This model doesn't classify sequences: it is {found}.")
            }
            ModelTask::Predict => format!("This model doesn't predict masked tokens: it is {found}."),
            ModelTask::Encode => {
                format!("This model has no encoder of the BigBird family: it is {found}.")
            }
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
        Fault::ModelWrongLabels { labels, classes } => format!(
            "The model's labels don't match: its configuration names {labels}, and its weights tell {classes} classes apart."
        ),
        Fault::ModelUnread { how } => unread(*how).into(),
        Fault::ModelTooLarge {
            needed, available, ..
        } => format!(
            "The model needs about {:.1} GB of memory, and only {:.1} GB are free.",
            *needed as f64 / 1e9,
            *available as f64 / 1e9
        ),
        Fault::PrecisionNotHere {
            wanted: PrecisionChoice::Int8,
            ..
        } => "int8 is for processors; here the model runs on a graphics card.".into(),
        Fault::PrecisionNotHere {
            wanted,
            on_card: true,
        } => format!(
            "{} is not among the precisions of this graphics card.",
            precision(*wanted)
        ),
        Fault::PrecisionNotHere { wanted, .. } => format!(
            "{} needs a graphics card that this build of Pagewing can use; here the model runs on the processor.",
            precision(*wanted)
        ),
        Fault::PrecisionLost => {
            "This model was converted to int8, and the digits it lost can't come back: it has no f32.".into()
        }
        Fault::ModelSetting { detail } => format!("The model can't do that: {detail}."),
        Fault::ModelFailed { detail } => format!("The model failed: {detail}."),
        Fault::NoModel => "No summarization model is installed.".into(),
        Fault::DownloadOffline { .. } => {
            "Downloads are switched off: the variable HF_HUB_OFFLINE is set.".into()
        }
        Fault::NoConnection { host, via, fault } => no_connection(host, via.as_deref(), *fault),
        Fault::ConnectionBroken { host, have, total } => format!(
            "The connection to {host} breaks off again and again, after {}.",
            arrived(*have, *total)
        ),
        Fault::ConnectionStalled { host, seconds } => {
            format!("{host} sent nothing for {seconds} seconds.")
        }
        Fault::NotAuthorized {
            host, gated: true, ..
        } => format!("The owner of this model decides who may download it from {host}."),
        Fault::NotAuthorized {
            host,
            token_sent: true,
            ..
        } => format!("{host} doesn't accept your token for this model."),
        Fault::NotAuthorized { host, .. } => {
            format!("{host} doesn't give this model to everybody, or doesn't have it.")
        }
        Fault::NotFoundThere { host, file } => format!("{host} doesn't have {file}."),
        Fault::ServerRefused { host, status } => {
            format!("{host} can't answer at the moment: status {status}.")
        }
        Fault::RedirectRefused { host, fault } => format!(
            "{host} redirects the download {}.",
            match fault {
                RedirectFault::TooMany => "too many times",
                RedirectFault::Circle => "in a circle",
                RedirectFault::Unencrypted => "to an address that isn't encrypted",
                RedirectFault::NoAddress => "to nowhere",
            }
        ),
        Fault::ServerWrong { host } => {
            format!("{host} sends another part of the file than Pagewing asked for.")
        }
        Fault::WebPageInstead { host, file } => {
            format!("{host} sends a web page instead of {file}.")
        }
        Fault::LfsPointer { host, file } => format!(
            "{host} sends a git-lfs pointer instead of {file}: the name of a file, and not the file."
        ),
        Fault::SizeDiffers {
            file,
            expected,
            found,
        } => format!("{file} should have {expected} bytes, and it has {found}."),
        Fault::HashDiffers {
            file,
            expected,
            found,
        } => format!(
            "{file} isn't the file that was published: its SHA-256 is {found}, and it should be {expected}."
        ),
        Fault::LengthUnknown { host, file } => format!(
            "{host} doesn't say how long {file} is, so Pagewing couldn't know that all of it arrived."
        ),
        Fault::NoRoom {
            path,
            needed,
            available,
        } => format!(
            "There isn't enough space in {path}: {:.1} GB are needed, and {:.1} GB are free.",
            *needed as f64 / 1e9,
            *available as f64 / 1e9
        ),
        Fault::FileTooLargeForDisk { path } => {
            format!("The disk can't hold a file as large as {path}.")
        }
        Fault::NotAModelName { name } => {
            format!("“{name}” is neither the name nor the address of a model.")
        }
        Fault::NotAnAddress { address } => {
            format!("“{address}” isn't an address that begins with http:// or https://.")
        }
        Fault::OtherServer { host, server } => {
            format!("This address is on {host}, and Pagewing downloads models from {server}.")
        }
        Fault::ModelUnknown { model } => format!("Pagewing doesn't have the model {model}."),
        Fault::ModelBusy { model } => {
            format!("Another job, or another program, is at work on {model}.")
        }
        Fault::ModelTooNew { model } => {
            format!("A newer version of Pagewing wrote the model {model}.")
        }
        Fault::ModelNotReady { model } => format!("The model {model} isn't ready yet."),
        Fault::ModelFilesWrong { model, damage } => damaged(model, damage),
        Fault::NotSupportedHere {
            model,
            architecture,
        } => format!("Pagewing doesn't run models like {model}: it is a {architecture}."),
        Fault::RepositoryIncomplete { model, part } => {
            format!("The repository {model} has no {}.", part_name(*part))
        }
        Fault::ConvertedAlready { model } => format!("{model} is a fast copy already."),
        Fault::ModelsUnwritable { path, detail } => {
            format!("Pagewing can't write to {path}: {detail}.")
        }
        Fault::ModelsUnreadable { path, detail } => {
            format!("Pagewing can't read {path}: {detail}.")
        }
        Fault::ModelPathNotUnicode { path } => {
            format!("Pagewing can't keep the path {path}, because not all of it is Unicode.")
        }
        Fault::LedgerFailed { path, detail } => format!(
            "Pagewing can't read or write its list of connections in {path}: {detail}. Without it, it opens none."
        ),
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
        Fault::NothingThere {
            place: Region::Selection,
        } => "There is no text in the selection.".into(),
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
        Fault::AddressRefused { why } => refused_address(*why).into(),
        Fault::NothingOpens => "No program on this computer opens this address.".into(),
        Fault::Quarantined { name } => {
            format!("Pagewing crashed twice while working on “{name}”, so it doesn't try again.")
        }
        Fault::Defect => "Pagewing made a mistake. This is a bug.".into(),
        Fault::Closing => "Pagewing is closing.".into(),
        Fault::Earlier { said, .. } => said.clone(),
    }
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    quoted.join(", ")
}

fn no_section(wanted: &str, known: &[String], more: bool) -> String {
    match known {
        [] => format!("This document has no section “{wanted}”; Pagewing found no sections in it."),
        titles => format!(
            "This document has no section “{wanted}”. Its sections {} {}.",
            if more { "include" } else { "are" },
            quoted(titles)
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
        let bf16 = |on_card| {
            message(&Fault::PrecisionNotHere {
                wanted: PrecisionChoice::Bf16,
                on_card,
            })
        };
        assert!(bf16(false).starts_with("bf16 needs a graphics card"));
        assert!(bf16(true).starts_with("bf16 is not among"));
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
