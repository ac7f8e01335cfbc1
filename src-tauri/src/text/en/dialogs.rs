//! The words of the system's dialogs.

pub(crate) const CHOOSE_DOCUMENTS: &str = "Choose documents to read";
pub(crate) const CHOOSE_FOLDER: &str = "Choose a folder with documents to read";
pub(crate) const DOCUMENTS: &str = "Documents";
pub(crate) const CHOOSE_BIBLIOGRAPHY: &str = "Choose a Zotero library, BibTeX or RIS";
pub(crate) const BIBLIOGRAPHIES: &str = "Zotero, BibTeX, RIS";
pub(crate) const CHOOSE_MODEL: &str = "Choose the folder of a model";
pub(crate) const CHOOSE_WATCHED: &str = "Choose a folder to watch";
pub(crate) const CHOOSE_DATA_FOLDER: &str = "Choose where the library and the models go";
pub(crate) const CHOOSE_EXPORT_FOLDER: &str = "Choose a folder for the files";
pub(crate) const EXPORT: &str = "Export";
pub(crate) const CANNOT_START: &str = "Pagewing cannot start";
pub(crate) const REPAIRABLE: &str = "Pagewing can make the library anew with what can still be read of it. The damaged database stays beside it.";
pub(crate) const REPAIR: &str = "Repair";
pub(crate) const QUIT: &str = "Quit";
