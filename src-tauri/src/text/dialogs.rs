//! The words of the system's dialogs, which the page cannot write.

use super::language::said;

/// The title of the dialog for files to read.
pub(crate) fn choose_documents() -> &'static str {
    said!(dialogs::CHOOSE_DOCUMENTS)
}

/// The title of the dialog for a folder of documents.
pub(crate) fn choose_folder() -> &'static str {
    said!(dialogs::CHOOSE_FOLDER)
}

/// The files that can be read, in a dialog's list of kinds.
pub(crate) fn documents() -> &'static str {
    said!(dialogs::DOCUMENTS)
}

/// The title of the dialog for a Zotero library, BibTeX or RIS.
pub(crate) fn choose_bibliography() -> &'static str {
    said!(dialogs::CHOOSE_BIBLIOGRAPHY)
}

/// Bibliographies, in a dialog's list of kinds.
pub(crate) fn bibliographies() -> &'static str {
    said!(dialogs::BIBLIOGRAPHIES)
}

/// The title of the dialog for a model's folder.
pub(crate) fn choose_model() -> &'static str {
    said!(dialogs::CHOOSE_MODEL)
}

/// The title of the dialog for a folder to watch.
pub(crate) fn choose_watched() -> &'static str {
    said!(dialogs::CHOOSE_WATCHED)
}

/// The title of the dialog for the folder to which the library and the models move.
pub(crate) fn choose_data_folder() -> &'static str {
    said!(dialogs::CHOOSE_DATA_FOLDER)
}

/// The title of the dialog for the folder of exported files.
pub(crate) fn choose_export_folder() -> &'static str {
    said!(dialogs::CHOOSE_EXPORT_FOLDER)
}

/// The title of the dialog for the name of an exported file.
pub(crate) fn export() -> &'static str {
    said!(dialogs::EXPORT)
}

/// The title of the message that there is no window.
pub(crate) fn cannot_start() -> &'static str {
    said!(dialogs::CANNOT_START)
}

/// What can be done about a damaged library.
pub(crate) fn repairable() -> &'static str {
    said!(dialogs::REPAIRABLE)
}

/// The button that does it.
pub(crate) fn repair() -> &'static str {
    said!(dialogs::REPAIR)
}

/// The button that leaves the library as it is.
pub(crate) fn quit() -> &'static str {
    said!(dialogs::QUIT)
}
