//! What `pagewing doctor` finds.

use std::path::Path;

use bigbird_pegasus::InstructionSet;

use super::language::said;
use crate::settings::Settings;
use crate::weights::download::Entry;
use crate::weights::store::ModelState;
use crate::weights::{DeviceChoice, DeviceView, Fallback, PrecisionChoice};

/// The version, and whether this build has a window.
pub(crate) fn version(number: &str, window: bool) -> String {
    said!(doctor::version(number, window))
}

/// The system, its threads, and the bytes of memory: free ones, then all.
pub(crate) fn machine(threads: usize, memory: Option<(u64, u64)>) -> String {
    said!(doctor::machine(threads, memory))
}

/// The processor: its name, the features that Pagewing looks for, and the instructions that models run on.
pub(crate) fn processor(
    name: &str,
    features: &[&str],
    int8: InstructionSet,
    float: InstructionSet,
) -> String {
    said!(doctor::processor(name, features, int8, float))
}

/// The graphics cards, and whether this build can use any.
pub(crate) fn cards(supported: bool, cards: &[&DeviceView]) -> String {
    said!(doctor::cards(supported, cards))
}

/// The precision of a model that Pagewing loads, and why. `device` is the one in the settings, and `card` whether models
/// run on a graphics card; `fallback` says why not. `best` is the first precision of the device.
pub(crate) fn precision(
    chosen: PrecisionChoice,
    (device, card): (DeviceChoice, bool),
    fallback: Option<&Fallback>,
    best: Option<PrecisionChoice>,
) -> String {
    said!(doctor::precision(chosen, (device, card), fallback, best))
}

/// The variables that are set, of those that change what Pagewing does.
pub(crate) fn variables(set: &[&str]) -> String {
    said!(doctor::variables(set))
}

/// A worker process can be started.
pub(crate) fn test_page_read() -> &'static str {
    said!(doctor::TEST_PAGE_READ)
}

/// The cage of the worker: whether this system filters its calls, and whether it shuts the file system.
pub(crate) fn cage(calls: bool, files: bool) -> &'static str {
    said!(doctor::cage(calls, files))
}

/// There is no settings file.
pub(crate) fn default_settings() -> &'static str {
    said!(doctor::DEFAULT_SETTINGS)
}

/// The settings about models that differ from the defaults.
pub(crate) fn changed_settings(settings: &Settings) -> Vec<String> {
    said!(doctor::changed_settings(settings))
}

/// The library's file, and the number of its documents if the file exists.
pub(crate) fn library(database: &Path, documents: Option<usize>) -> String {
    said!(doctor::library(database, documents))
}

/// The model that writes: its name, its number of weights, their precision, the memory that it needs in bytes, and
/// its folder.
pub(crate) fn writer(
    name: &str,
    parameters: u64,
    precision: &str,
    memory: u64,
    folder: &Path,
) -> String {
    said!(doctor::writer(name, parameters, precision, memory, folder))
}

/// The starter model's folder, if it is installed.
pub(crate) fn starter(folder: Option<&Path>) -> String {
    said!(doctor::starter(folder))
}

/// No model that writes is chosen.
pub(crate) fn no_writer() -> &'static str {
    said!(doctor::NO_WRITER)
}

/// The model for a task besides writing: the chosen one, the starter model, or none.
pub(crate) fn other_model(name: Option<&str>, folder: Option<&Path>) -> String {
    said!(doctor::other_model(name, folder))
}

/// The folder of the models, the free bytes of its disk, and the bytes that models take.
pub(crate) fn disk(folder: &Path, free: Option<u64>, taken: u64) -> String {
    said!(doctor::disk(folder, free, taken))
}

/// A model on the disk.
pub(crate) fn on_disk(id: &str, state: &ModelState, bytes: u64, folder: Option<&str>) -> String {
    said!(doctor::on_disk(id, state, bytes, folder))
}

/// The connections ever made and the bytes received, the server of downloads, and whether downloads are forbidden.
pub(crate) fn network(server: &str, offline: bool, connections: u64, bytes: u64) -> String {
    said!(doctor::network(server, offline, connections, bytes))
}

/// One connection: when, to which host, for what, and how it ended.
pub(crate) fn connection(entry: &Entry) -> String {
    said!(doctor::connection(entry))
}

/// A line about something that is in order.
pub(crate) fn in_order(what: &str, found: &str) -> String {
    said!(doctor::in_order(what, found))
}

/// A line about something that is wrong, and what to do.
pub(crate) fn wrong(what: &str, message: &str, hint: Option<&str>) -> String {
    said!(doctor::wrong(what, message, hint))
}

/// A further line about the same thing.
pub(crate) fn detail(line: &str) -> String {
    said!(doctor::detail(line))
}

#[cfg(test)]
mod tests {
    use crate::text::{de, en};

    /// The worker opens files to look through a model. A sentence that knows of documents alone promises too much.
    #[test]
    fn a_cage_in_which_files_are_opened_says_for_what() {
        for (calls, files) in [(true, true), (true, false), (false, true)] {
            for (said, wanted) in [
                (en::doctor::cage(calls, files), "model"),
                (de::doctor::cage(calls, files), "Modell"),
            ] {
                assert!(said.contains(wanted), "{said}");
            }
        }
        // where only Landlock holds it to one folder
        for said in [en::doctor::cage(true, false), de::doctor::cage(true, false)] {
            assert!(
                !said.contains("folder") && !said.contains("Ordner"),
                "{said}"
            );
        }
    }
}
