//! `pagewing doctor`: checks what Pagewing needs on this machine.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::Serialize;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

use super::output::Reported;
use super::{chosen, output};
use crate::document::{self, ReadOptions};
use crate::fault::{Fault, Outcome};
use crate::jobs::StartupRemark;
use crate::library::Library;
use crate::paths::Paths;
use crate::settings;
use crate::text::{doctor, notes};
use crate::weights::{ModelFolder, starter};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// The result of one check.
#[derive(Serialize)]
struct Finding {
    what: &'static str,
    /// What the check found, if it is in order.
    found: Option<String>,
    /// What is wrong otherwise.
    error: Option<Reported>,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let findings = look();
    let printed = if arguments.json {
        output::print_json(&findings)
    } else {
        output::print(&text(&findings))
    };
    if findings.iter().any(|finding| finding.error.is_some()) {
        return Outcome::Failed;
    }
    printed
}

fn look() -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut note = |what, result: Result<String, Fault>| {
        let (found, error) = match result {
            Ok(found) => (Some(found), None),
            Err(fault) => (None, Some(Reported::from(&fault))),
        };
        findings.push(Finding { what, found, error });
    };
    note("version", Ok(version()));
    note("machine", Ok(machine()));
    note("reading", reading());
    note("starter", starter_model());
    match Paths::of_user() {
        Err(error) => note("library", Err(error.into())),
        Ok(paths) => {
            note("library", library(&paths));
            note("settings", settings_in(&paths));
            note("model", model_in(&paths));
        }
    }
    findings
}

fn version() -> String {
    doctor::version(env!("CARGO_PKG_VERSION"), cfg!(feature = "desktop"))
}

fn machine() -> String {
    let memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    let memory = System::new_with_specifics(memory)
        .ok()
        .map(|system| (system.available_memory(), system.total_memory()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    doctor::machine(threads, memory)
}

/// Reads a test page through the worker, which shows that Pagewing can start a child process here.
fn reading() -> Result<String, Fault> {
    let failed = |error: std::io::Error| Fault::TemporaryUnwritable {
        detail: error.to_string(),
    };
    let mut file = tempfile::Builder::new()
        .suffix(".pdf")
        .tempfile()
        .map_err(failed)?;
    file.write_all(PAGE).map_err(failed)?;
    let options = ReadOptions {
        stop: Arc::new(AtomicBool::new(false)),
        ..ReadOptions::default()
    };
    let document = document::read(file.path(), &options, &mut |_| {})?;
    let text: String = document
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    if text.contains("in order") {
        return Ok(doctor::TEST_PAGE_READ.into());
    }
    Err(Fault::ReadingWrong)
}

/// A minimal PDF of one sentence; readers rebuild the cross-reference table it lacks.
const PAGE: &[u8] = b"%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R
 /Resources << /Font << /F1 5 0 R >> >> >> endobj
4 0 obj << /Length 58 >> stream
BT /F1 12 Tf 20 50 Td (Everything here is in order.) Tj ET
endstream endobj
5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> endobj
trailer << /Root 1 0 R /Size 6 >>
%%EOF
";

fn library(paths: &Paths) -> Result<String, Fault> {
    let documents = match paths.database().exists() {
        true => Some(Library::open(paths)?.cards()?.len()),
        false => None,
    };
    Ok(doctor::library(&paths.database(), documents))
}

fn settings_in(paths: &Paths) -> Result<String, Fault> {
    let loaded = settings::load(&paths.settings())?;
    let remarks = StartupRemark::about(&loaded);
    if !remarks.is_empty() {
        let remarks: Vec<String> = remarks.iter().map(notes::at_start).collect();
        return Ok(remarks.join(" "));
    }
    Ok(match paths.settings().exists() {
        true => paths.settings().display().to_string(),
        false => doctor::DEFAULT_SETTINGS.into(),
    })
}

fn starter_model() -> Result<String, Fault> {
    let unusable = |unusable: chosen::Unusable| unusable.error;
    let folder = starter::folder();
    if folder.is_some() {
        chosen::reader(None).map_err(unusable)?;
        chosen::embedder(None).map_err(unusable)?;
    }
    Ok(doctor::starter(folder.as_deref()))
}

fn model_in(paths: &Paths) -> Result<String, Fault> {
    let settings = settings::load(&paths.settings())?.settings;
    let Some(path) = settings.model else {
        return Ok(doctor::model(None));
    };
    let folder = ModelFolder::open_in(Path::new(&path), settings.precision)?;
    folder.fits()?;
    Ok(doctor::model(Some((
        &folder.view(),
        folder.precision_name(),
    ))))
}

fn text(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let line = match (&finding.found, &finding.error) {
            (_, Some(error)) => doctor::wrong(finding.what, &error.message, error.hint.as_deref()),
            (found, None) => doctor::in_order(finding.what, found.as_deref().unwrap_or_default()),
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
