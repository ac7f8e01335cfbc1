//! What `pagewing doctor` finds.

use std::path::Path;

use crate::weights::ModelView;

/// The version, and whether this build has a window.
pub(crate) fn version(number: &str, window: bool) -> String {
    let build = match window {
        true => "with a window",
        false => "command line only",
    };
    format!("Pagewing {number}, {build}")
}

/// The system, its threads, and the bytes of memory: free ones, then all.
pub(crate) fn machine(threads: usize, memory: Option<(u64, u64)>) -> String {
    let memory = memory.map_or_else(
        || "an unknown amount of memory".to_owned(),
        |(free, all)| {
            format!(
                "{:.1} of {:.1} GB of memory free",
                free as f64 / 1e9,
                all as f64 / 1e9
            )
        },
    );
    format!(
        "{} {}, {threads} threads, {memory}",
        std::env::consts::OS,
        std::env::consts::ARCH,
    )
}

/// A worker process can be started.
pub(crate) const TEST_PAGE_READ: &str = "the worker read the test page";

/// There is no settings file.
pub(crate) const DEFAULT_SETTINGS: &str = "the defaults";

/// The library's file, and the number of its documents if the file exists.
pub(crate) fn library(database: &Path, documents: Option<usize>) -> String {
    let database = database.display();
    match documents {
        None => format!("none yet; it will be {database}"),
        Some(1) => format!("1 document in {database}"),
        Some(documents) => format!("{documents} documents in {database}"),
    }
}

/// The starter model's folder, if it is installed.
pub(crate) fn starter(folder: Option<&Path>) -> String {
    match folder {
        None => "none; Pagewing finds passages by their words, and no model reads them".into(),
        Some(folder) => format!(
            "{}: answers, passages by meaning; larger ones: pagewing models list",
            folder.display()
        ),
    }
}

/// The model that writes summaries and the precision of its weights, if one is chosen.
pub(crate) fn model(chosen: Option<(&ModelView, &str)>) -> String {
    match chosen {
        None => "none chosen; Pagewing quotes key sentences".into(),
        Some((model, precision)) => format!(
            "{}: {:.0} million weights in {precision}, {:.1} GB of memory",
            model.name,
            model.parameters as f64 / 1e6,
            model.memory as f64 / 1e9
        ),
    }
}

/// A line about something that is in order.
pub(crate) fn in_order(what: &str, found: &str) -> String {
    format!("ok  {what:<9} {found}")
}

/// A line about something that is wrong, and what to do.
pub(crate) fn wrong(what: &str, message: &str, hint: Option<&str>) -> String {
    format!("BAD {what:<9} {message} {}", hint.unwrap_or_default())
}
