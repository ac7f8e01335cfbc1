//! Converts the errors of each room to faults.

use std::path::Path;

use super::{Fault, ModelTask};
use crate::assistant::answer::AskError;
use crate::assistant::classification::ClassificationError;
use crate::assistant::summary::SummaryError;
use crate::bibliography::BibliographyError;
use crate::document::ReadError;
use crate::genome::GenomeError;
use crate::library::LibraryError;
use crate::paths::NoHome;
use crate::settings::SettingsError;
use crate::weights::download::{DownloadError, HubCode};
use crate::weights::starter::StarterError;
use crate::weights::store::StoreError;
use crate::weights::{Fallback, FamilyTask, ModelError, PrecisionChoice, PrecisionError};

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotFound => Fault::NotFound { path: None },
            ReadError::IsFolder => Fault::IsFolder { path: None },
            ReadError::Empty => Fault::Empty,
            ReadError::UnsupportedFormat(found) => Fault::UnsupportedFormat { found },
            ReadError::PasswordNeeded => Fault::PasswordNeeded,
            ReadError::PasswordWrong => Fault::PasswordWrong,
            ReadError::UnknownEncryption => Fault::UnknownEncryption,
            ReadError::OfficePassword => Fault::OfficePassword,
            ReadError::XfaForm => Fault::XfaForm,
            ReadError::RightsManaged => Fault::RightsManaged,
            ReadError::Scanned { pages } => Fault::Scanned { pages },
            ReadError::NotRecognized { pages } => Fault::NotRecognized { pages },
            ReadError::NoText => Fault::NoText,
            ReadError::UnreadableFonts => Fault::UnreadableFonts,
            ReadError::Damaged => Fault::Damaged,
            ReadError::TooLarge { bytes, limit } => Fault::TooLarge { bytes, limit },
            ReadError::TooMuchMemory => Fault::TooMuchMemory,
            ReadError::TimedOut => Fault::TimedOut,
            ReadError::WorkerDied => Fault::WorkerDied,
            ReadError::Cancelled => Fault::Cancelled,
            ReadError::Io(error) => Fault::Io {
                path: None,
                detail: error.to_string(),
            },
        }
    }
}

impl From<LibraryError> for Fault {
    fn from(error: LibraryError) -> Self {
        match error {
            LibraryError::Damaged { path } => Fault::LibraryDamaged {
                files: shown(&path.with_file_name("files")),
                path: shown(&path),
            },
            LibraryError::TooNew { found, known } => Fault::LibraryTooNew { found, known },
            LibraryError::Away { path } => Fault::LibraryAway { path: shown(&path) },
            LibraryError::InUse { path } => Fault::LibraryInUse { path: shown(&path) },
            LibraryError::DiskFull { path } => Fault::DiskFull { path: shown(&path) },
            LibraryError::Unwritable { path, source } => Fault::LibraryUnwritable {
                path: shown(&path),
                detail: source.to_string(),
            },
            LibraryError::Missing { path } => Fault::NotFound {
                path: Some(shown(&path)),
            },
            LibraryError::NotAFile { path } => Fault::IsFolder {
                path: Some(shown(&path)),
            },
            LibraryError::Unreadable { path, source } => Fault::Io {
                path: Some(shown(&path)),
                detail: source.to_string(),
            },
            LibraryError::NotFound => Fault::NotInLibrary,
            LibraryError::NotKept => Fault::NotKept,
            LibraryError::NothingMarked => Fault::NothingMarked,
            LibraryError::LongNote { characters, limit } => Fault::LongNote { characters, limit },
            LibraryError::NoName => Fault::NoName,
            LibraryError::NameTaken { name } => Fault::NameTaken { name },
            LibraryError::Content(detail) => Fault::ContentDamaged { detail },
            LibraryError::Cancelled => Fault::Cancelled,
            LibraryError::Database(error) => Fault::LibraryFailed {
                detail: error.to_string(),
            },
        }
    }
}

impl From<BibliographyError> for Fault {
    fn from(error: BibliographyError) -> Self {
        match error {
            BibliographyError::Missing { path } => Fault::NotFound {
                path: Some(shown(&path)),
            },
            BibliographyError::NotAFile { path } => Fault::IsFolder {
                path: Some(shown(&path)),
            },
            BibliographyError::Unreadable { path, source } => Fault::Io {
                path: Some(shown(&path)),
                detail: source.to_string(),
            },
            BibliographyError::TooLarge { bytes, limit, .. } => Fault::TooLarge { bytes, limit },
            BibliographyError::NoEntries { path } => Fault::NotABibliography { path: shown(&path) },
            BibliographyError::Damaged { path, detail } => Fault::BibliographyDamaged {
                path: shown(&path),
                detail,
            },
            BibliographyError::Cancelled => Fault::Cancelled,
        }
    }
}

impl From<GenomeError> for Fault {
    fn from(error: GenomeError) -> Self {
        match error {
            GenomeError::NotFound => Fault::NotFound { path: None },
            GenomeError::NotAFile => Fault::IsFolder { path: None },
            GenomeError::Empty => Fault::Empty,
            GenomeError::Damaged => Fault::Damaged,
            GenomeError::Unreadable(error) => Fault::Io {
                path: None,
                detail: error.to_string(),
            },
            GenomeError::NotFasta { line } => Fault::NotFasta { line },
            GenomeError::WrongLetter {
                letter,
                line,
                column,
                record,
            } => Fault::WrongLetter {
                letter: letter.to_string(),
                line,
                column,
                record,
            },
            GenomeError::Protein { record, line } => Fault::ProteinSequence { record, line },
            GenomeError::EmptyRecord { record, line } => Fault::EmptyRecord { record, line },
            GenomeError::TooManyRecords { limit } => Fault::TooManyRecords { limit },
            GenomeError::Variant { variant, why } => Fault::VariantRefused { variant, why },
            GenomeError::Busy { model } => Fault::ModelBusy { model },
            GenomeError::Journal { path, source } => match source.kind() {
                std::io::ErrorKind::StorageFull => Fault::DiskFull { path: shown(&path) },
                _ => Fault::LibraryUnwritable {
                    path: shown(&path),
                    detail: source.to_string(),
                },
            },
            GenomeError::Output(error) => Fault::TemporaryUnwritable {
                detail: error.to_string(),
            },
            GenomeError::Cancelled => Fault::Cancelled,
            GenomeError::Model(error) => error.into(),
        }
    }
}

impl From<ModelError> for Fault {
    fn from(error: ModelError) -> Self {
        of_model(error, false)
    }
}

impl From<StarterError> for Fault {
    fn from(StarterError(error): StarterError) -> Self {
        of_model(error, true)
    }
}

fn of_model(error: ModelError, starter: bool) -> Fault {
    let another = |wanted, found| Fault::ModelWrongArchitecture {
        wanted,
        found,
        starter,
    };
    match error {
        ModelError::NoFolder(folder) => Fault::ModelMissing { folder, starter },
        ModelError::Incomplete(part) => Fault::ModelIncomplete { part, starter },
        ModelError::WrongArchitecture(found) => another(ModelTask::Summarize, found),
        ModelError::NotAReader(found) => another(ModelTask::Answer, found),
        ModelError::NotAnEmbedder(found) => another(ModelTask::Embed, found),
        ModelError::NotForTask { task, found } => another(task.into(), found),
        ModelError::WrongLabels { labels, classes } => Fault::ModelWrongLabels {
            labels: labels as u64,
            classes: classes as u64,
        },
        ModelError::Truncated(detail) => Fault::ModelTruncated { detail, starter },
        ModelError::Damaged(detail) | ModelError::NotFinite(detail) => {
            Fault::ModelDamaged { detail, starter }
        }
        ModelError::OtherVersion { newer } => Fault::ModelOtherVersion { newer, starter },
        ModelError::WrongTokenizer { tokenizer, model } => Fault::ModelWrongTokenizer {
            tokenizer: tokenizer as u64,
            model: model as u64,
            starter,
        },
        ModelError::Unread(how) => Fault::ModelUnread { how },
        ModelError::NotEnoughMemory {
            needed,
            available,
            fits_in,
        } => Fault::ModelTooLarge {
            needed,
            available,
            fits_in,
        },
        ModelError::Card(Fallback::TooSmall { needed, available }) => Fault::ModelTooLarge {
            needed,
            available,
            fits_in: None,
        },
        ModelError::Card(why) => Fault::ModelFailed {
            detail: why.to_string(),
        },
        ModelError::Precision(error) => error.into(),
        ModelError::Setting(detail) => Fault::ModelSetting { detail },
        ModelError::Cancelled => Fault::Cancelled,
        ModelError::Failed(detail) => Fault::ModelFailed { detail },
    }
}

impl From<FamilyTask> for ModelTask {
    fn from(task: FamilyTask) -> Self {
        match task {
            FamilyTask::ClassifyText => Self::Classify,
            FamilyTask::ClassifyBases => Self::ClassifyBases,
            FamilyTask::Predict => Self::Predict,
            FamilyTask::Encode => Self::Encode,
        }
    }
}

impl From<DownloadError> for Fault {
    #[expect(clippy::too_many_lines, reason = "a table: one fault for each error")]
    fn from(error: DownloadError) -> Self {
        match error {
            DownloadError::Stopped => Fault::Cancelled,
            DownloadError::Offline { host } => Fault::DownloadOffline { host },
            DownloadError::Busy { file } => Fault::ModelBusy {
                model: shown(&file),
            },
            DownloadError::BadName { name } => Fault::NotAModelName { name },
            DownloadError::BadAddress { address } => Fault::NotAnAddress { address },
            DownloadError::NoConnection { host, via, fault } => {
                Fault::NoConnection { host, via, fault }
            }
            DownloadError::Interrupted { host, have, total } => {
                Fault::ConnectionBroken { host, have, total }
            }
            DownloadError::Stalled { host, seconds, .. } => {
                Fault::ConnectionStalled { host, seconds }
            }
            DownloadError::Refused {
                host,
                token_sent,
                code,
                ..
            } => Fault::NotAuthorized {
                host,
                token_sent,
                gated: code == Some(HubCode::GatedRepo),
            },
            DownloadError::NotFound { host, file, .. } => Fault::NotFoundThere { host, file },
            DownloadError::Status { host, status } => Fault::ServerRefused { host, status },
            DownloadError::Redirect { host, fault } => Fault::RedirectRefused { host, fault },
            DownloadError::WrongAnswer { host } => Fault::ServerWrong { host },
            DownloadError::WebPage { host, file } => Fault::WebPageInstead { host, file },
            DownloadError::LfsPointer { host, file } => Fault::LfsPointer { host, file },
            DownloadError::UnknownLength { host, file } => Fault::LengthUnknown { host, file },
            DownloadError::WrongSize {
                file,
                expected,
                found,
            } => Fault::SizeDiffers {
                file,
                expected,
                found,
            },
            DownloadError::WrongHash {
                file,
                expected,
                found,
            } => Fault::HashDiffers {
                file,
                expected: expected.to_string(),
                found: found.to_string(),
            },
            DownloadError::NoSpace {
                folder,
                needed,
                available,
            } => Fault::NoRoom {
                path: shown(&folder),
                needed,
                available,
            },
            DownloadError::DiskFull { file } => Fault::DiskFull { path: shown(&file) },
            DownloadError::FileTooLarge { file } => {
                Fault::FileTooLargeForDisk { path: shown(&file) }
            }
            DownloadError::NotWritable { folder, source } => Fault::ModelsUnwritable {
                path: shown(&folder),
                detail: source.to_string(),
            },
            DownloadError::FolderVanished { folder } => Fault::ModelMissing {
                folder: shown(&folder),
                starter: false,
            },
            DownloadError::File { path, source } => Fault::ModelsUnwritable {
                path: shown(&path),
                detail: source.to_string(),
            },
            DownloadError::Ledger { path, source } => Fault::LedgerFailed {
                path: shown(&path),
                detail: source.to_string(),
            },
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        let unwritable = |path: &Path, detail: String| Fault::ModelsUnwritable {
            path: shown(path),
            detail,
        };
        match error {
            StoreError::NotAReference { text } => Fault::NotAModelName { name: text },
            StoreError::OtherServer { host, server } => Fault::OtherServer { host, server },
            StoreError::Unknown { id } => Fault::ModelUnknown { model: id.0 },
            StoreError::Busy { id } => Fault::ModelBusy { model: id.0 },
            StoreError::Newer { id, .. } => Fault::ModelTooNew { model: id.0 },
            StoreError::NotReady { id, .. } => Fault::ModelNotReady { model: id.0 },
            StoreError::Damaged { id, damage, .. } => Fault::ModelFilesWrong {
                model: id.0,
                damage,
            },
            StoreError::OtherArchitecture { id, architecture } => Fault::NotSupportedHere {
                model: id.0,
                architecture,
            },
            StoreError::Incomplete { id, part } => {
                Fault::RepositoryIncomplete { model: id.0, part }
            }
            StoreError::Converted { id } => Fault::ConvertedAlready { model: id.0 },
            StoreError::Download(error) => error.into(),
            StoreError::Model(error) => error.into(),
            StoreError::DiskFull {
                folder,
                needed: Some(needed),
                free: Some(available),
            } => Fault::NoRoom {
                path: shown(&folder),
                needed,
                available,
            },
            StoreError::DiskFull { folder, .. } => Fault::DiskFull {
                path: shown(&folder),
            },
            StoreError::Unwritable { path, source } => unwritable(&path, source.to_string()),
            StoreError::Unreadable { path, source } => Fault::ModelsUnreadable {
                path: shown(&path),
                detail: source.to_string(),
            },
            StoreError::NotUnicode { folder } => Fault::ModelPathNotUnicode {
                path: shown(&folder),
            },
            StoreError::FolderGone { folder } => Fault::ModelMissing {
                folder: shown(&folder),
                starter: false,
            },
            StoreError::Cancelled => Fault::Cancelled,
        }
    }
}

impl From<PrecisionError> for Fault {
    fn from(error: PrecisionError) -> Self {
        match error {
            PrecisionError::NoHalves(precision) => Fault::PrecisionNotHere {
                wanted: precision.into(),
                on_card: false,
            },
            PrecisionError::NoInt8 => Fault::PrecisionNotHere {
                wanted: PrecisionChoice::Int8,
                on_card: true,
            },
            PrecisionError::NoBf16 => Fault::PrecisionNotHere {
                wanted: PrecisionChoice::Bf16,
                on_card: true,
            },
            PrecisionError::Rounded => Fault::PrecisionLost,
        }
    }
}

impl From<AskError> for Fault {
    fn from(error: AskError) -> Self {
        match error {
            AskError::EmptyQuestion => Fault::EmptyQuestion,
            AskError::LongQuestion { characters, most } => Fault::LongQuestion {
                characters: count(characters),
                limit: count(most),
            },
            AskError::NoWords => Fault::NoWords,
            AskError::NoDocuments => Fault::NoDocuments,
            AskError::Scanned { pages } => Fault::Scanned { pages },
            AskError::NoText => Fault::NoText,
            AskError::Cancelled => Fault::Cancelled,
            AskError::Model(error) | AskError::Finder(error) => error.into(),
            AskError::Library(error) => error.into(),
        }
    }
}

impl From<ClassificationError> for Fault {
    fn from(error: ClassificationError) -> Self {
        match error {
            ClassificationError::NoText => Fault::NoText,
            ClassificationError::Model(error) => error.into(),
        }
    }
}

impl From<SummaryError> for Fault {
    fn from(error: SummaryError) -> Self {
        match error {
            SummaryError::Scanned { pages } => Fault::Scanned { pages },
            SummaryError::NoText => Fault::NoText,
            SummaryError::NoSection {
                wanted,
                known,
                more,
            } => Fault::NoSection {
                wanted,
                known,
                more,
            },
            SummaryError::NoPages => Fault::NoPages,
            SummaryError::PagesNotThere { first, last, pages } => {
                Fault::NoSuchPages { first, last, pages }
            }
            SummaryError::NothingThere(place) => Fault::NothingThere { place },
            SummaryError::Cancelled => Fault::Cancelled,
            SummaryError::Model(error) => error.into(),
        }
    }
}

impl From<SettingsError> for Fault {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::Read { path, source } => Fault::SettingsUnreadable {
                path: shown(&path),
                detail: source.to_string(),
            },
            SettingsError::Write { path, source } => Fault::SettingsUnwritable {
                path: shown(&path),
                detail: source.to_string(),
            },
        }
    }
}

impl From<NoHome> for Fault {
    fn from(NoHome: NoHome) -> Self {
        Fault::NoHome
    }
}

/// A path as text. A path that is not Unicode loses something.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
