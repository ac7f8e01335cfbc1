//! Exit codes: a contract, written down in `docs/cli.md`, which a test compares with this file.

use strum::EnumIter;

use super::ErrorCode;

/// How a command, or one of its files, ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter)]
pub enum Outcome {
    /// Everything is done.
    Done,
    /// Any other failure.
    Failed,
    /// The arguments or the question cannot be used.
    UsageError,
    /// There is nothing to read, or nothing was found.
    Refused,
    /// The file needs a password, or a different one.
    PasswordNeeded,
    /// The person stopped the work.
    Interrupted,
}

impl Outcome {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::UsageError => 2,
            Self::Refused => 3,
            Self::PasswordNeeded => 4,
            Self::Interrupted => 130,
        }
    }

    /// The outcome that a fault leads to.
    #[expect(
        clippy::too_many_lines,
        reason = "a code is a line, and a match without `_` names each"
    )]
    pub fn of(code: ErrorCode) -> Self {
        use ErrorCode as E;
        match code {
            E::PasswordNeeded | E::PasswordWrong => Self::PasswordNeeded,
            E::Empty
            | E::Scanned
            | E::NotRecognized
            | E::NoText
            | E::UnreadableFonts
            | E::NoSection
            | E::NoPages
            | E::NoSuchPages
            | E::NothingThere
            | E::NothingToExport
            | E::EmptyRecord
            | E::NoSequences => Self::Refused,
            E::EmptyQuestion
            | E::LongQuestion
            | E::NoWords
            | E::NothingMarked
            | E::LongNote
            | E::NoName
            | E::NameTaken
            | E::SeveralDocuments
            | E::NotAModelName
            | E::NotAnAddress
            | E::OtherServer
            | E::VariantRefused
            | E::NoSuchClass => Self::UsageError,
            E::Cancelled => Self::Interrupted,
            E::NotFound
            | E::IsFolder
            | E::UnsupportedFormat
            | E::UnknownEncryption
            | E::OfficePassword
            | E::XfaForm
            | E::RightsManaged
            | E::Damaged
            | E::TooLarge
            | E::TooMuchMemory
            | E::TimedOut
            | E::WorkerDied
            | E::Io
            | E::NotFasta
            | E::WrongLetter
            | E::ProteinSequence
            | E::TooManyRecords
            | E::LibraryDamaged
            | E::LibraryTooNew
            | E::LibraryAway
            | E::LibraryInUse
            | E::DiskFull
            | E::LibraryUnwritable
            | E::NotInLibrary
            | E::NotKept
            | E::NoSuchGroup
            | E::NotABibliography
            | E::BibliographyDamaged
            | E::ExportUnwritable
            | E::ContentDamaged
            | E::LibraryFailed
            | E::ModelMissing
            | E::ModelIncomplete
            | E::ModelWrongArchitecture
            | E::ModelTruncated
            | E::ModelDamaged
            | E::ModelOtherVersion
            | E::ModelWrongTokenizer
            | E::ModelWrongLabels
            | E::ModelUnread
            | E::ModelTooLarge
            | E::PrecisionNotHere
            | E::PrecisionLost
            | E::ModelSetting
            | E::ModelFailed
            | E::NoModel
            | E::NoTesseract
            | E::DownloadOffline
            | E::NoConnection
            | E::ConnectionBroken
            | E::ConnectionStalled
            | E::NotAuthorized
            | E::NotFoundThere
            | E::ServerRefused
            | E::RedirectRefused
            | E::ServerWrong
            | E::WebPageInstead
            | E::LfsPointer
            | E::SizeDiffers
            | E::HashDiffers
            | E::LengthUnknown
            | E::NoRoom
            | E::FileTooLargeForDisk
            | E::ModelUnknown
            | E::ModelBusy
            | E::ModelTooNew
            | E::ModelNotReady
            | E::ModelFilesWrong
            | E::NotSupportedHere
            | E::RepositoryIncomplete
            | E::ConvertedAlready
            | E::ModelsUnwritable
            | E::ModelsUnreadable
            | E::ModelPathNotUnicode
            | E::LedgerFailed
            | E::NoDocuments
            | E::SettingsUnreadable
            | E::SettingsUnwritable
            | E::NoHome
            | E::TemporaryUnwritable
            | E::ReadingWrong
            | E::ExampleUnwritable
            | E::NoWindow
            | E::AddressRefused
            | E::NothingOpens
            | E::Quarantined
            | E::Defect
            | E::Closing
            | E::Earlier => Self::Failed,
        }
    }

    /// The outcome of several files: done if all are done; the common reason if all failures agree; otherwise
    /// failed.
    pub fn and(self, next: Self) -> Self {
        match (self, next) {
            (Self::Interrupted, _) | (_, Self::Interrupted) => Self::Interrupted,
            (Self::Done, other) | (other, Self::Done) => other,
            (one, other) if one == other => one,
            _ => Self::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn outcomes_of_several_files_are_one() {
        use Outcome::{Done, Failed, Interrupted, PasswordNeeded, Refused};
        assert_eq!(Done.and(Done), Done);
        assert_eq!(Done.and(Refused), Refused);
        assert_eq!(Refused.and(Refused), Refused);
        assert_eq!(Refused.and(PasswordNeeded), Failed);
        assert_eq!(Failed.and(Done), Failed);
        assert_eq!(Refused.and(Interrupted), Interrupted);
    }

    /// The rows of the table in docs/cli.md: exit code, error codes.
    fn documented() -> BTreeMap<u8, Vec<String>> {
        let page = include_str!("../../../docs/cli.md");
        let section = page.split("\n## Exit codes\n").nth(1).unwrap_or_default();
        let section = section.split("\n## ").next().unwrap_or_default();
        let row = |line: &str| {
            let mut cells = line.strip_prefix("| ")?.split(" |");
            let code = cells.next()?.trim().parse().ok()?;
            let errors = cells.nth(1)?.split('`').skip(1).step_by(2);
            Some((code, errors.map(str::to_owned).collect()))
        };
        section.lines().filter_map(row).collect()
    }

    #[test]
    fn the_manual_lists_every_exit_code_with_its_error_codes() {
        let mut known: BTreeMap<u8, Vec<String>> = Outcome::iter()
            .map(|outcome| (outcome.code(), Vec::new()))
            .collect();
        for code in ErrorCode::iter() {
            let errors = known.entry(Outcome::of(code).code()).or_default();
            errors.push(code.name().to_owned());
        }
        let mut documented = documented();
        for errors in known.values_mut().chain(documented.values_mut()) {
            errors.sort();
        }
        assert_eq!(documented, known);
    }
}
