//! The words of the system's notifications.

pub(crate) const DOCUMENT: &str = "Ein Dokument ist gelesen";
pub(crate) const RECOGNIZED: &str = "Der Text eingescannter Seiten ist erkannt";
pub(crate) const SUMMARY: &str = "Eine Zusammenfassung ist fertig";
pub(crate) const TABLE: &str = "Eine Tabelle ist ausgefüllt";
pub(crate) const TRACK: &str = "Sequenzen sind klassifiziert";
pub(crate) const MODEL: &str = "Ein Modell ist bereit";
pub(crate) const CHECKED: &str = "Ein Modell ist geprüft";
pub(crate) const UNFINISHED: &str = "Etwas ließ sich nicht abschließen";
pub(crate) const ALL_DONE: &str = "Alle Arbeit ist beendet";

pub(crate) fn summaries(count: usize) -> String {
    format!("{count} Zusammenfassungen sind fertig")
}
