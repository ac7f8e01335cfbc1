//! The page's TypeScript types are generated from the Rust types that cross the bridge, and from the commands that
//! take and return them. What is committed in `ui/src/bridge/generated/` must equal what Rust generates now;
//! `PAGEWING_BLESS=1` writes it anew. If the page calls a command in another way, its own type check then fails.

mod commands;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use pagewing::bridge::{
    About, Annotation, AnswerView, AppEvent, Arrangement, DocumentDetails, DocumentView, ErrorCode,
    EvidenceTable, Excerpt, ExportOptions, ExportReport, Fault, FoundDocument, GivenAnswer, Group,
    History, LeftAt, LibrarySize, Licences, ModelOffer, ModelShelf, NewAnnotation, NewTable,
    PastQuestions, RecordView, RelatedPassages, SequenceModel, SequenceView, Settings,
    StartupRemark, SummaryChange, SummaryOptions, TableCard, TableChange, TableFormat,
    TableTemplate, TrackFormat, TrackPart, TrashedDocument,
};
use ts_rs::{Config, TS};

/// File names with their contents.
type Files = BTreeMap<String, String>;

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/bridge/generated")
}

/// Everything that a command takes or returns, or that an event carries; the types inside these are included.
fn generate(into: &Path) -> Result<(), ts_rs::ExportError> {
    // all numbers that cross the bridge are below 2^53
    let config = Config::new().with_out_dir(into).with_large_int("number");
    About::export_all(&config)?;
    Annotation::export_all(&config)?;
    AnswerView::export_all(&config)?;
    AppEvent::export_all(&config)?;
    Arrangement::export_all(&config)?;
    DocumentDetails::export_all(&config)?;
    DocumentView::export_all(&config)?;
    ErrorCode::export_all(&config)?;
    EvidenceTable::export_all(&config)?;
    Excerpt::export_all(&config)?;
    ExportOptions::export_all(&config)?;
    ExportReport::export_all(&config)?;
    Fault::export_all(&config)?;
    FoundDocument::export_all(&config)?;
    GivenAnswer::export_all(&config)?;
    Group::export_all(&config)?;
    History::export_all(&config)?;
    LeftAt::export_all(&config)?;
    LibrarySize::export_all(&config)?;
    Licences::export_all(&config)?;
    ModelOffer::export_all(&config)?;
    ModelShelf::export_all(&config)?;
    NewAnnotation::export_all(&config)?;
    NewTable::export_all(&config)?;
    PastQuestions::export_all(&config)?;
    RecordView::export_all(&config)?;
    RelatedPassages::export_all(&config)?;
    SequenceModel::export_all(&config)?;
    SequenceView::export_all(&config)?;
    Settings::export_all(&config)?;
    StartupRemark::export_all(&config)?;
    SummaryChange::export_all(&config)?;
    SummaryOptions::export_all(&config)?;
    TableCard::export_all(&config)?;
    TableChange::export_all(&config)?;
    TableFormat::export_all(&config)?;
    TableTemplate::export_all(&config)?;
    TrackFormat::export_all(&config)?;
    TrackPart::export_all(&config)?;
    TrashedDocument::export_all(&config)
}

fn files(folder: &Path) -> std::io::Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // a checkout on Windows may have different line ends
        files.insert(
            name,
            fs::read_to_string(entry.path())?.replace("\r\n", "\n"),
        );
    }
    Ok(files)
}

#[test]
fn the_pages_types_are_those_of_rust() -> Result<(), Box<dyn Error>> {
    let fresh = tempfile::tempdir()?;
    generate(fresh.path())?;
    fs::write(fresh.path().join("Commands.ts"), commands::typescript()?)?;
    let (expected, found) = (files(fresh.path())?, committed());

    if std::env::var_os("PAGEWING_BLESS").is_some() {
        if found.is_dir() {
            fs::remove_dir_all(&found)?;
        }
        fs::create_dir_all(&found)?;
        for (name, text) in &expected {
            fs::write(found.join(name), text)?;
        }
        return Ok(());
    }

    let found = files(&found)?;
    let names: Vec<_> = expected.keys().collect();
    assert_eq!(names, found.keys().collect::<Vec<_>>(), "{REMEDY}");
    for (name, text) in &expected {
        assert_eq!(Some(text), found.get(name), "{name}: {REMEDY}");
    }
    Ok(())
}

const REMEDY: &str = "run `PAGEWING_BLESS=1 cargo test --package pagewing-tests --test bridge` and commit the result";
