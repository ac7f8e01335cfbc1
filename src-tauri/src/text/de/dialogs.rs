//! The words of the system's dialogs.

pub(crate) const CHOOSE_DOCUMENTS: &str = "Dokumente zum Lesen auswählen";
pub(crate) const CHOOSE_FOLDER: &str = "Ordner mit Dokumenten zum Lesen auswählen";
pub(crate) const DOCUMENTS: &str = "Dokumente";
pub(crate) const CHOOSE_BIBLIOGRAPHY: &str = "Zotero-Bibliothek, BibTeX oder RIS auswählen";
pub(crate) const BIBLIOGRAPHIES: &str = "Zotero, BibTeX, RIS";
pub(crate) const CHOOSE_MODEL: &str = "Ordner eines Modells auswählen";
pub(crate) const CHOOSE_WATCHED: &str = "Ordner auswählen, der beobachtet wird";
pub(crate) const CHOOSE_DATA_FOLDER: &str = "Auswählen, wohin Bibliothek und Modelle umziehen";
pub(crate) const CHOOSE_EXPORT_FOLDER: &str = "Ordner für die Dateien wählen";
pub(crate) const EXPORT: &str = "Exportieren";
pub(crate) const CANNOT_START: &str = "Pagewing kann nicht starten";
pub(crate) const REPAIRABLE: &str = "Pagewing kann die Bibliothek aus dem, was sich davon noch lesen lässt, neu anlegen. Die beschädigte Datenbank bleibt daneben liegen.";
pub(crate) const REPAIR: &str = "Reparieren";
pub(crate) const QUIT: &str = "Beenden";
