//! The enum of all faults, and of their codes.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumIter, IntoStaticStr};
use ts_rs::TS;

use super::address::AddressFault;
use crate::assistant::summary::Region;
use crate::document::FileKind;
use crate::genome::VariantFault;
use crate::weights::download::{ConnectFault, RedirectFault};
use crate::weights::store::Damage;
use crate::weights::{Fall, ModelPart, PrecisionChoice};

/// Something that went wrong, with the facts that a sentence about it needs.
///
/// The names of the variants, in snake_case, are the codes; they are stable. `detail` holds the system's or a
/// library's own words. `starter` is true if the fault is in the starter model, which nobody chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, EnumDiscriminants)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum_discriminants(
    name(ErrorCode),
    doc = "The stable name of a [`Fault`], without its facts.",
    derive(EnumIter, IntoStaticStr, Hash, Serialize, Deserialize, TS),
    strum(serialize_all = "snake_case"),
    serde(rename_all = "snake_case"),
    ts(rename_all = "snake_case"),
    allow(missing_docs)
)]
#[non_exhaustive]
pub enum Fault {
    /// The file does not exist.
    NotFound {
        /// The file, if the context does not name it.
        path: Option<String>,
    },
    /// The path is a folder, a device or the like.
    IsFolder {
        /// The path, if the context does not name it.
        path: Option<String>,
    },
    /// The file has no bytes.
    Empty,
    /// Pagewing does not read files of this kind.
    UnsupportedFormat {
        /// What the file looks like.
        found: FileKind,
    },
    /// The document is encrypted, and nobody gave a password.
    PasswordNeeded,
    /// The document is encrypted, and the password does not open it.
    PasswordWrong,
    /// Neither engine knows this encryption.
    UnknownEncryption,
    /// It is an Office document that is encrypted with a password; Pagewing does not open these.
    OfficePassword,
    /// It is a form in XFA; its pages only ask for a program that shows it.
    XfaForm,
    /// Digital rights management leaves the document to the program that it was made for.
    RightsManaged,
    /// Every page is an image without text.
    Scanned {
        /// Number of pages that are images.
        pages: u32,
    },
    /// Every page is an image, and recognition found no text on them.
    NotRecognized {
        /// Number of pages on which text was looked for.
        pages: u32,
    },
    /// Tesseract, which recognizes text, is not installed.
    NoTesseract,
    /// There is no text.
    NoText,
    /// The fonts do not map their glyphs to letters.
    UnreadableFonts,
    /// None of the pages can be read.
    Damaged,
    /// The file is larger than Pagewing reads.
    TooLarge {
        /// Size in bytes.
        bytes: u64,
        /// The largest size in bytes.
        limit: u64,
    },
    /// Reading needs more memory than the worker may have.
    TooMuchMemory,
    /// Reading took longer than the limit.
    TimedOut,
    /// The worker process ended without a result.
    WorkerDied,
    /// The person stopped the work.
    Cancelled,
    /// The system refuses to read the file.
    Io {
        /// The file, if the context does not name it.
        path: Option<String>,
        /// The system's reason.
        detail: String,
    },

    /// Where a sequence in FASTA must begin is something else.
    NotFasta {
        /// The line, from 1.
        line: u64,
    },
    /// A letter of a sequence stands for no base.
    WrongLetter {
        /// The letter.
        letter: String,
        /// The line, from 1.
        line: u64,
        /// The column, from 1.
        column: u64,
        /// The record's name.
        record: String,
    },
    /// A record of a file of sequences is a protein.
    ProteinSequence {
        /// The record's name.
        record: String,
        /// The line of its name, from 1.
        line: u64,
    },
    /// A record of a file of sequences has no bases.
    EmptyRecord {
        /// The record's name.
        record: String,
        /// The line of its name, from 1.
        line: u64,
    },
    /// The list of the records of a file of sequences would take too much memory.
    TooManyRecords {
        /// The most bytes that the list may take.
        limit: u64,
    },
    /// The document has text and no sequences.
    NoSequences,
    /// A change of a sequence cannot be judged.
    VariantRefused {
        /// The change, as the person wrote it.
        variant: String,
        /// What is wrong.
        why: VariantFault,
    },
    /// The model has no class of this name.
    NoSuchClass {
        /// What the person typed.
        wanted: String,
        /// The model's classes, the first dozen.
        known: Vec<String>,
        /// Whether there are more than `known` names.
        more: bool,
    },

    /// The library's database is damaged.
    LibraryDamaged {
        /// The database.
        path: String,
        /// The folder with the copies of the files.
        files: String,
    },
    /// A newer version of Pagewing wrote the library.
    LibraryTooNew {
        /// The library's format.
        found: i64,
        /// The newest format that this version knows.
        known: i64,
    },
    /// The folder to which a person has moved the library is not there.
    LibraryAway {
        /// The folder.
        path: String,
    },
    /// Another program has the library open, and it has to be alone.
    LibraryInUse {
        /// The database.
        path: String,
    },
    /// The disk is full.
    DiskFull {
        /// What could not be written.
        path: String,
    },
    /// The library cannot be written.
    LibraryUnwritable {
        /// The folder or file.
        path: String,
        /// The system's reason.
        detail: String,
    },
    /// The library does not have this document.
    NotInLibrary,
    /// The library does not keep this question, annotation, collection or tag any more.
    NotKept,
    /// What a person marks is not in the document, or has no letter or digit.
    NothingMarked,
    /// A note is too long.
    LongNote {
        /// Its length in characters.
        characters: u32,
        /// The longest length in characters.
        limit: u32,
    },
    /// A collection or a tag has no name.
    NoName,
    /// Another collection or tag has this name.
    NameTaken {
        /// The name.
        name: String,
    },
    /// There is no collection or tag of this name.
    NoSuchGroup {
        /// The name.
        name: String,
    },
    /// The file is neither a Zotero library nor BibTeX nor RIS, or has no entry.
    NotABibliography {
        /// The file.
        path: String,
    },
    /// The database of a Zotero library cannot be read.
    BibliographyDamaged {
        /// The file.
        path: String,
        /// The database's words.
        detail: String,
    },
    /// The library keeps nothing of a document that could be exported.
    NothingToExport,
    /// Several documents of the library have the name that a person gave.
    SeveralDocuments {
        /// What the person typed.
        wanted: String,
        /// Titles of some of them.
        titles: Vec<String>,
    },
    /// A file of the export cannot be written.
    ExportUnwritable {
        /// The file.
        path: String,
        /// The system's reason.
        detail: String,
    },
    /// What the library keeps of a document cannot be read back.
    ContentDamaged {
        /// What is inconsistent.
        detail: String,
    },
    /// Any other error of the database.
    LibraryFailed {
        /// The database's words.
        detail: String,
    },

    /// The model folder does not exist.
    ModelMissing {
        /// The folder.
        folder: String,
        /// Whether the starter model is at fault.
        starter: bool,
    },
    /// A part of the model folder is missing.
    ModelIncomplete {
        /// The part's name.
        part: ModelPart,
        /// Whether the starter model is at fault.
        starter: bool,
    },
    /// The model is of another kind than the work needs.
    ModelWrongArchitecture {
        /// What the model is needed for.
        wanted: ModelTask,
        /// The architecture that its configuration names.
        found: String,
        /// Whether the starter model is at fault.
        starter: bool,
    },
    /// The weights end too early.
    ModelTruncated {
        /// Which file, and by how much.
        detail: String,
        /// Whether the starter model is at fault.
        starter: bool,
    },
    /// A file of the model is damaged or does not fit the others.
    ModelDamaged {
        /// Which file, and why.
        detail: String,
        /// Whether the starter model is at fault.
        starter: bool,
    },
    /// Another version of Pagewing converted the model, in a layout that this one does not read.
    ModelOtherVersion {
        /// Whether that version is newer than this one.
        newer: bool,
        /// Whether the starter model is at fault.
        starter: bool,
    },
    /// The tokenizer belongs to another model.
    ModelWrongTokenizer {
        /// Number of tokens of the tokenizer.
        tokenizer: u64,
        /// Number of tokens of the model.
        model: u64,
        /// Whether the starter model is at fault.
        starter: bool,
    },
    /// The model's configuration names more or fewer classes than its weights tell apart.
    ModelWrongLabels {
        /// Number of names.
        labels: u64,
        /// Number of classes.
        classes: u64,
    },
    /// The process that looks through a model's files before they are opened did not answer.
    ModelUnread {
        /// How it ended.
        how: Fall,
    },
    /// The model does not fit into memory.
    ModelTooLarge {
        /// Bytes needed, as an estimate.
        needed: u64,
        /// Bytes that are free.
        available: u64,
        /// A precision in which it would fit; `None` also in faults of earlier versions.
        #[serde(default)]
        fits_in: Option<PrecisionChoice>,
    },
    /// The device cannot compute in this precision.
    PrecisionNotHere {
        /// The precision's name.
        wanted: PrecisionChoice,
        /// Whether the device is a graphics card; `false` also in faults of earlier versions.
        #[serde(default)]
        on_card: bool,
    },
    /// The folder was converted to int8, and f32 is wanted.
    PrecisionLost,
    /// The model cannot follow a setting.
    ModelSetting {
        /// The setting and the reason, as text.
        detail: String,
    },
    /// The model failed while it was computing.
    ModelFailed {
        /// The failed operation, as text.
        detail: String,
    },
    /// The command needs a model that writes, and no such model is chosen.
    NoModel,

    /// `HF_HUB_OFFLINE` forbids connections.
    DownloadOffline {
        /// The host that would have been asked.
        host: String,
    },
    /// A host was not reached, after all attempts.
    NoConnection {
        /// The host.
        host: String,
        /// The proxy that was asked to connect, with its port.
        via: Option<String>,
        /// What failed.
        fault: ConnectFault,
    },
    /// The connection breaks off again and again. What has arrived is kept.
    ConnectionBroken {
        /// The host.
        host: String,
        /// Bytes on the disk.
        have: u64,
        /// Bytes of the file, if they are known.
        total: Option<u64>,
    },
    /// The server keeps the connection open and sends nothing. What has arrived is kept.
    ConnectionStalled {
        /// The host.
        host: String,
        /// How long Pagewing waited, in seconds.
        seconds: u64,
    },
    /// The server demands a token, or refuses access.
    NotAuthorized {
        /// The host.
        host: String,
        /// Whether the request carried a token.
        token_sent: bool,
        /// Whether the model's owner must grant access first.
        gated: bool,
    },
    /// The server does not have the file, the revision or the repository.
    NotFoundThere {
        /// The host.
        host: String,
        /// The file's name, or the repository's.
        file: String,
    },
    /// The server answers with a status that is not a success.
    ServerRefused {
        /// The host.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// The server redirects in a way that Pagewing does not follow.
    RedirectRefused {
        /// The host that redirects.
        host: String,
        /// What is wrong.
        fault: RedirectFault,
    },
    /// The server sends another part of a file than it was asked for.
    ServerWrong {
        /// The host.
        host: String,
    },
    /// A web page came instead of a file, as from a network that wants a login.
    WebPageInstead {
        /// The host.
        host: String,
        /// The file's name.
        file: String,
    },
    /// A git-lfs pointer came instead of a file.
    LfsPointer {
        /// The host.
        host: String,
        /// The file's name.
        file: String,
    },
    /// A file has another size than it should.
    SizeDiffers {
        /// The file's name.
        file: String,
        /// Bytes that it should have.
        expected: u64,
        /// Bytes that it has.
        found: u64,
    },
    /// A file has another SHA-256 than it should.
    HashDiffers {
        /// The file's name.
        file: String,
        /// The SHA-256 that it should have.
        expected: String,
        /// The SHA-256 that it has.
        found: String,
    },
    /// The server does not say how long a file is, so nobody could know that all of it arrived.
    LengthUnknown {
        /// The host.
        host: String,
        /// The file's name.
        file: String,
    },
    /// The disk does not have room for the work.
    NoRoom {
        /// The folder.
        path: String,
        /// Bytes needed.
        needed: u64,
        /// Bytes that are free.
        available: u64,
    },
    /// The disk cannot hold a file of this size.
    FileTooLargeForDisk {
        /// The file.
        path: String,
    },
    /// The text is not the name or the address of a model.
    NotAModelName {
        /// The text.
        name: String,
    },
    /// The text is not an address of http or https.
    NotAnAddress {
        /// The address, without password and query.
        address: String,
    },
    /// The address is on another server than the one that models are downloaded from.
    OtherServer {
        /// The host of the address.
        host: String,
        /// The host that models are downloaded from.
        server: String,
    },
    /// Pagewing does not keep this model.
    ModelUnknown {
        /// The model.
        model: String,
    },
    /// Another program, or another job, is at work on this model.
    ModelBusy {
        /// The model.
        model: String,
    },
    /// A newer version of Pagewing wrote the model.
    ModelTooNew {
        /// The model.
        model: String,
    },
    /// The model is not ready, so it cannot be used.
    ModelNotReady {
        /// The model.
        model: String,
    },
    /// A file of a model that Pagewing keeps is not what it should be.
    ModelFilesWrong {
        /// The model.
        model: String,
        /// What is wrong.
        damage: Damage,
    },
    /// The repository holds a model that Pagewing does not run.
    NotSupportedHere {
        /// The model.
        model: String,
        /// The architecture that its configuration names.
        architecture: String,
    },
    /// The repository does not have a file that every model needs.
    RepositoryIncomplete {
        /// The model.
        model: String,
        /// What is missing.
        part: ModelPart,
    },
    /// The model is a fast copy already.
    ConvertedAlready {
        /// The model.
        model: String,
    },
    /// A file or a folder of a model cannot be written.
    ModelsUnwritable {
        /// The file or folder.
        path: String,
        /// The system's reason.
        detail: String,
    },
    /// A file or a folder of a model cannot be read.
    ModelsUnreadable {
        /// The file or folder.
        path: String,
        /// The system's reason.
        detail: String,
    },
    /// The path of a model's folder is not Unicode, so it cannot be kept.
    ModelPathNotUnicode {
        /// The folder, with signs in place of what is not Unicode.
        path: String,
    },
    /// The list of connections cannot be read or written. Pagewing opens no connection without it.
    LedgerFailed {
        /// The list's file.
        path: String,
        /// The system's reason.
        detail: String,
    },

    /// The question is empty.
    EmptyQuestion,
    /// The question is too long.
    LongQuestion {
        /// Its length in characters.
        characters: u32,
        /// The longest length in characters.
        limit: u32,
    },
    /// The question has no letter or digit.
    NoWords,
    /// There is no document to ask.
    NoDocuments,

    /// The document has no such section.
    NoSection {
        /// What the person typed, or the section's number.
        wanted: String,
        /// Titles of the outermost sections, the first dozen.
        known: Vec<String>,
        /// Whether there are more than `known` names.
        more: bool,
    },
    /// The focus is on pages, and the document has none.
    NoPages,
    /// The document has no such pages.
    NoSuchPages {
        /// First page wanted, 1-based.
        first: u32,
        /// Last page wanted, 1-based and inclusive.
        last: u32,
        /// Number of pages in the document.
        pages: u32,
    },
    /// There is no running text in what the focus is on.
    NothingThere {
        /// The section or the pages in focus.
        place: Region,
    },

    /// The settings file cannot be read.
    SettingsUnreadable {
        /// The file.
        path: String,
        /// The system's reason.
        detail: String,
    },
    /// The settings file cannot be written.
    SettingsUnwritable {
        /// The file.
        path: String,
        /// The system's reason.
        detail: String,
    },
    /// The system names no home folder.
    NoHome,
    /// A temporary file cannot be written.
    TemporaryUnwritable {
        /// The system's reason.
        detail: String,
    },
    /// The worker reads Pagewing's own test page wrongly.
    ReadingWrong,
    /// The example paper cannot be unpacked.
    ExampleUnwritable {
        /// The system's reason.
        detail: String,
    },
    /// The system cannot open a window.
    NoWindow {
        /// The system's reason.
        detail: String,
    },
    /// An address in a document is not handed to the system.
    AddressRefused {
        /// What is wrong with it.
        why: AddressFault,
    },
    /// The system has no program that opens an address, or it fails.
    NothingOpens,
    /// Pagewing stopped twice during this job, so it does not try again by itself.
    Quarantined {
        /// The file's name or the document's title.
        name: String,
    },
    /// A panic: a mistake in Pagewing.
    Defect,
    /// The program is closing.
    Closing,
    /// A job of an earlier version, which kept a sentence instead of facts.
    Earlier {
        /// The sentence that the earlier version wrote.
        said: String,
        /// What it advised.
        advice: Option<String>,
    },
}

/// The task that a model is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ModelTask {
    /// Writing summaries.
    Summarize,
    /// Finding answers.
    Answer,
    /// Computing sentence embeddings.
    Embed,
    /// Finding the class of a text.
    Classify,
    /// Finding the classes of windows of a sequence.
    ClassifyBases,
    /// Predicting what stands in place of masks.
    Predict,
    /// Computing vectors of windows of a sequence.
    Encode,
}

impl Fault {
    /// The code alone, without facts.
    pub fn code(&self) -> ErrorCode {
        self.into()
    }

    /// The file or folder that the sentence about this fault names.
    pub fn path(&self) -> Option<&str> {
        match self {
            Fault::NotFound { path } | Fault::IsFolder { path } | Fault::Io { path, .. } => {
                path.as_deref()
            }
            Fault::LibraryDamaged { path, .. }
            | Fault::DiskFull { path }
            | Fault::LibraryUnwritable { path, .. }
            | Fault::NotABibliography { path }
            | Fault::BibliographyDamaged { path, .. }
            | Fault::ModelMissing { folder: path, .. }
            | Fault::NoRoom { path, .. }
            | Fault::FileTooLargeForDisk { path }
            | Fault::ModelsUnwritable { path, .. }
            | Fault::ModelsUnreadable { path, .. }
            | Fault::ModelPathNotUnicode { path }
            | Fault::LedgerFailed { path, .. }
            | Fault::SettingsUnreadable { path, .. }
            | Fault::SettingsUnwritable { path, .. } => Some(path),
            _ => None,
        }
    }
}

impl ErrorCode {
    /// The code as JSON has it, in snake_case.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// For logs; the sentences for people are in the catalogues.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Fault {}
