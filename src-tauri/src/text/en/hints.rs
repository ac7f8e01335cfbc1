//! What a person can do about a fault.

use super::precision::precision;
use crate::fault::{Fault, ModelTask};
use crate::genome::VariantFault;
use crate::weights::download::ConnectFault;
use crate::weights::store::Damage;
use crate::weights::{Fall, PrecisionChoice};

/// How Tesseract is installed on this system, as the end of a sentence.
fn installing_tesseract() -> &'static str {
    if cfg!(target_os = "windows") {
        ": with the installer tesseract-ocr-w64-setup, or with `winget install UB-Mannheim.TesseractOCR`."
    } else if cfg!(target_os = "macos") {
        ": with `brew install tesseract tesseract-lang`."
    } else {
        ": on Debian and Ubuntu with `sudo apt install tesseract-ocr`, on Fedora with `sudo dnf install tesseract`."
    }
}

/// What a person can do about it, if there is something.
#[expect(clippy::too_many_lines, reason = "a table: one hint for each fault")]
pub(crate) fn hint(fault: &Fault) -> Option<String> {
    let hint = match fault {
        Fault::NotFound { .. } => "It may have been moved or renamed.",
        Fault::IsFolder { .. } => "Choose the files inside it.",
        Fault::Empty => "The download may have been interrupted. Get the file again.",
        Fault::UnsupportedFormat { .. } => {
            "Pagewing reads PDF, plain text, Markdown, HTML, DOCX and EPUB."
        }
        Fault::PasswordNeeded => "Give the password with --password.",
        Fault::PasswordWrong => "Give the password that opens it in a PDF viewer.",
        Fault::OfficePassword => "Open it in Word and save a copy without the password.",
        Fault::XfaForm => {
            "Open it in Adobe Acrobat Reader and print it to a new PDF, which Pagewing reads."
        }
        Fault::RightsManaged => {
            "If the publisher offers a copy without DRM, Pagewing reads that one."
        }
        Fault::Scanned { .. } | Fault::UnreadableFonts => {
            return Some(format!(
                "Pagewing recognizes its text where Tesseract is installed{}",
                installing_tesseract()
            ));
        }
        Fault::NoTesseract => return Some(format!("Install it{}", installing_tesseract())),
        Fault::NotRecognized { .. } => {
            "The pages may be too faint or too coarse, or in a language that Tesseract has not installed."
        }
        Fault::Damaged | Fault::WorkerDied => {
            "Get the file again, or open it in another program and save or print it as a new file."
        }
        Fault::TooLarge { .. } | Fault::TooMuchMemory => "Split it into smaller documents.",
        Fault::TimedOut => {
            "Try again when the computer is less busy. A long document can also be split into smaller ones."
        }
        Fault::Io { .. } => "Check that you have permission to open the file.",
        Fault::NotFasta { .. } => {
            "A record begins with a line such as “>chr1”, and its bases stand in the lines below."
        }
        Fault::WrongLetter { .. } => {
            "Bases are A, C, G, T, U and N, and the codes for several of them, in capitals or not. Correct the file, or take the letter out."
        }
        Fault::ProteinSequence { .. } => "Take the file with the nucleotides.",
        Fault::EmptyRecord { .. } => {
            "Remove its line. If it should have bases, get the file again: the download may have been interrupted."
        }
        Fault::TooManyRecords { .. } => "Split the file into several with fewer records.",
        Fault::VariantRefused {
            why: VariantFault::NoRecord { .. },
            ..
        } => "A record's name is the first word behind its “>”.",
        Fault::VariantRefused {
            why: VariantFault::Outside { .. } | VariantFault::Differs { .. },
            ..
        } => {
            "Positions count from 1. Check that the file is the assembly that the variant was called on."
        }
        Fault::LibraryDamaged { files, .. } => {
            return Some(format!(
                "“pagewing library repair” makes it anew with what can still be read; copies of your files are in {files}."
            ));
        }
        Fault::LibraryTooNew { .. } => "Install the newest version of Pagewing.",
        Fault::LibraryAway { .. } => {
            "Connect the disk that it is on, and start Pagewing again. Nothing is lost."
        }
        Fault::LibraryInUse { .. } => "Close it and try again. Nothing was changed.",
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
            ModelTask::Classify => {
                "Choose a BigBirdForSequenceClassification or BigBirdPegasusForSequenceClassification checkpoint."
            }
            ModelTask::ClassifyBases => {
                "Choose a BigBirdForSequenceClassification or BigBirdForTokenClassification checkpoint."
            }
            ModelTask::Predict => "Choose a BigBirdForMaskedLM checkpoint.",
            ModelTask::Encode => "Choose a BigBird checkpoint, with any head or none.",
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
        Fault::ModelUnread {
            how: Fall::NotStarted,
        } => "Try again. If that doesn't help, install Pagewing again.",
        Fault::ModelUnread { .. }
        | Fault::ModelFilesWrong {
            damage: Damage::Unread { .. },
            ..
        } => "Pagewing doesn't use this model. Get its files from where they were published.",
        Fault::ModelWrongLabels { .. } => {
            "Take config.json from where the weights come from, or correct its id2label."
        }
        Fault::ModelTooLarge {
            fits_in: Some(PrecisionChoice::Int8),
            ..
        } => {
            "In int8 it fits: give --precision int8, or convert it once with: pagewing models convert"
        }
        Fault::ModelTooLarge {
            fits_in: Some(other),
            ..
        } => {
            let name = precision(*other);
            return Some(format!("In {name} it fits: give --precision {name}."));
        }
        Fault::ModelTooLarge { fits_in: None, .. } => {
            "Close other programs, or choose a smaller model."
        }
        Fault::PrecisionNotHere {
            wanted: PrecisionChoice::Bf16,
            on_card: true,
        } => "Use f16, which takes as little memory.",
        Fault::PrecisionNotHere {
            wanted: PrecisionChoice::Int8,
            ..
        } => "To save memory on a graphics card, use f16 or bf16: half of what f32 needs.",
        Fault::PrecisionNotHere { .. } => {
            "To save memory on a processor, use int8: a quarter of what f32 needs, and several times as fast."
        }
        Fault::PrecisionLost => "Choose the folder that it was converted from, or use int8.",
        Fault::NoModel => "Name a model folder with --model, or choose one in the window.",
        Fault::DownloadOffline { .. } => "Remove the variable HF_HUB_OFFLINE to download models.",
        Fault::NoConnection {
            fault: ConnectFault::Certificate | ConnectFault::NoCertificates,
            ..
        } => {
            "Check the date and time of this computer, and whether your network inspects connections."
        }
        Fault::NoConnection { .. }
        | Fault::ConnectionBroken { .. }
        | Fault::ConnectionStalled { .. } => {
            "Check the connection to the Internet and download again: what has arrived is kept."
        }
        Fault::NotAuthorized { gated: true, .. } => {
            "Ask for access on the model's page, and set the variable HF_TOKEN to your token."
        }
        Fault::NotAuthorized { .. } => {
            "Check the name; for a private model, set the variable HF_TOKEN to a token with access."
        }
        Fault::NotFoundThere { .. } => "Check the name, and the revision if you gave one.",
        Fault::ServerRefused { .. } | Fault::ServerWrong { .. } => {
            "Try again later: what has arrived is kept."
        }
        Fault::RedirectRefused { .. } | Fault::LengthUnknown { .. } => {
            "If you use a mirror, check its address in the settings."
        }
        Fault::WebPageInstead { .. } => {
            "Your network may want you to log in: open any page in a browser, then download again."
        }
        Fault::LfsPointer { .. } => {
            "If you use a mirror, choose one that has the files themselves."
        }
        Fault::SizeDiffers { .. } | Fault::HashDiffers { .. } => {
            "Download it again, from another server if it happens twice. Pagewing doesn't use this file."
        }
        Fault::NoRoom { .. } => "Free some space and download again: what has arrived is kept.",
        Fault::FileTooLargeForDisk { .. } => {
            "Use a disk with another file system, such as NTFS, APFS or ext4."
        }
        Fault::NotAModelName { .. } => {
            "Give it as owner/name, such as google/bigbird-pegasus-large-arxiv, or as the address of its page."
        }
        Fault::NotAnAddress { .. } => {
            "Check the address: a mirror has one such as https://hub.example.org, a proxy such as http://proxy.example.org:3128."
        }
        Fault::OtherServer { .. } => {
            "Give the model as owner/name, or enter this server as the mirror in the settings."
        }
        Fault::ModelUnknown { .. } => "Download it first.",
        Fault::ModelBusy { .. } => "Wait until it is done, or stop it.",
        Fault::ModelTooNew { .. } => "Install the newest version of Pagewing.",
        Fault::ModelNotReady { .. } => "Go on with its download, or with its fast copy.",
        Fault::ModelFilesWrong {
            damage: Damage::FolderGone { .. },
            ..
        } => {
            "If it is on another disk, connect the disk. Otherwise remove the model and add its folder again."
        }
        Fault::ModelFilesWrong { .. } => "Download it again: Pagewing gets only what is wrong.",
        Fault::NotSupportedHere { .. } => {
            "It needs a model of the BigBird or BigBirdPegasus family, or a sentence encoder of the BERT family."
        }
        Fault::RepositoryIncomplete { .. } => {
            "Look for a repository that has all files of the model."
        }
        Fault::ModelsUnwritable { .. } => {
            "Check that the folder belongs to you and isn't read-only."
        }
        Fault::ModelsUnreadable { .. } => "Check that you have permission to open it.",
        Fault::ModelPathNotUnicode { .. } => {
            "Rename the folder, or the one around it whose name has wrong letters, and add it again."
        }
        Fault::LedgerFailed { .. } => "Check that the folder belongs to you and isn't read-only.",
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
        Fault::LongNote { .. } => "Shorten it.",
        Fault::NameTaken { .. } => "Choose another name.",
        Fault::NoSuchGroup { .. } => "To see them all, type: pagewing library groups",
        Fault::NotABibliography { .. } => {
            "In Zotero, export the library as BibTeX or RIS with its files, or choose the file zotero.sqlite."
        }
        Fault::BibliographyDamaged { .. } => "Close Zotero and try again.",
        Fault::NothingToExport => {
            "Summarize a document, ask it a question or write a note, and export again."
        }
        Fault::SeveralDocuments { .. } => "Name one by its full title, its file or its SHA-256.",
        Fault::ExportUnwritable { .. } => "Choose another folder, or free some space on the disk.",
        Fault::NoWindow { .. } => "In a terminal, try: pagewing summarize FILE",
        Fault::AddressRefused { .. } => {
            "You can copy it. Look at it well before you open it yourself."
        }
        Fault::NothingOpens => "Copy it and paste it into your browser.",
        Fault::Quarantined { .. } => "In the window, you can try it again.",
        Fault::Defect => "Your documents are safe. Please report it with the log file.",
        Fault::VariantRefused {
            why: VariantFault::Form | VariantFault::Gap,
            ..
        }
        | Fault::NoSuchClass { .. }
        | Fault::UnknownEncryption
        | Fault::NoText
        | Fault::NoSequences
        | Fault::Cancelled
        | Fault::NotInLibrary
        | Fault::NotKept
        | Fault::NothingMarked
        | Fault::NoName
        | Fault::LibraryFailed { .. }
        | Fault::ModelSetting { .. }
        | Fault::ModelFailed { .. }
        | Fault::NoDocuments
        | Fault::ConvertedAlready { .. }
        | Fault::NoSection { .. }
        | Fault::NoPages
        | Fault::NoSuchPages { .. }
        | Fault::NothingThere { .. }
        | Fault::Closing => return None,
        Fault::Earlier { advice, .. } => return advice.clone(),
    };
    Some(hint.into())
}

#[cfg(test)]
mod tests {
    use super::super::faults::message;
    use super::*;

    #[test]
    fn a_fault_of_any_format_names_no_pdf() {
        let limit = 1 << 30;
        for fault in [
            Fault::Empty,
            Fault::Damaged,
            Fault::WorkerDied,
            Fault::UnknownEncryption,
            Fault::NoText,
            Fault::TooLarge {
                bytes: limit + 1,
                limit,
            },
        ] {
            let said = message(&fault) + " " + &hint(&fault).unwrap_or_default();
            for word in ["PDF", "page", "viewer"] {
                assert!(!said.contains(word), "{said}");
            }
        }
    }

    #[test]
    fn advice_follows_from_the_facts() {
        let bf16 = |on_card| {
            hint(&Fault::PrecisionNotHere {
                wanted: PrecisionChoice::Bf16,
                on_card,
            })
        };
        assert!(bf16(false).is_some_and(|hint| hint.contains("int8")));
        assert!(bf16(true).is_some_and(|hint| hint.contains("f16")));
        let missing = |starter| Fault::ModelMissing {
            folder: "x".into(),
            starter,
        };
        assert_ne!(hint(&missing(true)), hint(&missing(false)));
        let large = |fits_in| Fault::ModelTooLarge {
            needed: 3_000_000_000,
            available: 2_000_000_000,
            fits_in,
        };
        let advice = hint(&large(Some(PrecisionChoice::Bf16)));
        assert!(advice.is_some_and(|advice| advice.contains("--precision bf16")));
        assert!(hint(&large(None)).is_some_and(|advice| advice.contains("smaller model")));
    }
}
