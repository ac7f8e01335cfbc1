//! What is wrong with the arguments, and how a command goes on.

use crate::fault::{Misuse, Outcome};

/// What is wrong with the arguments, and what to do.
pub(crate) fn misuse(misuse: Misuse) -> &'static str {
    match misuse {
        Misuse::NothingAsked => "Die Frage fehlt.",
        Misuse::FilesBesideAll => {
            "Mit --all fragt Pagewing die Bibliothek: Geben Sie nur die Frage an, in Anführungszeichen."
        }
        Misuse::QuestionMissing => {
            "Die Frage fehlt: Sie steht in Anführungszeichen hinter den Dateien."
        }
        Misuse::FilesMissing => {
            "Es gibt keine Datei, die sich befragen ließe: Nennen Sie Dateien vor der Frage, oder fragen Sie mit --all die Bibliothek."
        }
        Misuse::NoWindowHere => {
            "Dieser Build von Pagewing hat kein Fenster. Es geht: pagewing summarize DATEI"
        }
        Misuse::NotForTerminals => {
            "Ein Terminal kann dieses Format nicht zeigen: Nennen Sie mit --output eine Datei."
        }
        Misuse::FolderMissing => {
            "Mehrere Dokumente brauchen einen Ordner für ihre Dateien: Nennen Sie ihn mit --into."
        }
        Misuse::PasswordForList => {
            "Die Angaben zu mehreren Dokumenten kommen aus der Bibliothek, die kein Passwort braucht: Lassen Sie --password weg."
        }
        Misuse::OutMissing => {
            "Neben einem Modell behält Pagewing nur Kopien in int8: Nennen Sie mit --out einen Ordner für diese."
        }
        Misuse::UnknownEnding => {
            "Kein Format hat die Endung dieser Datei: Nennen Sie eines mit --format. Ein PDF macht das Fenster durch Drucken."
        }
        Misuse::UnknownTableEnding => {
            "Kein Format einer Tabelle hat die Endung dieser Datei: Nennen Sie eines mit --format."
        }
        Misuse::NoQuestions => {
            "In der Datei mit den Fragen steht keine: Schreiben Sie in jede Zeile eine."
        }
    }
}

/// The last line of the help: exit codes and what they mean.
pub(crate) fn exit_codes(outcomes: impl Iterator<Item = Outcome>) -> String {
    let codes = outcomes.map(|outcome| format!("{} {}", outcome.code(), ended(outcome)));
    format!("Exitcodes: {}.", codes.collect::<Vec<_>>().join(", "))
}

/// How a command ended, in a few words.
fn ended(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "fertig",
        Outcome::Failed => "gescheitert",
        Outcome::UsageError => "falscher Aufruf",
        Outcome::Refused => "nichts zu lesen oder nicht gefunden",
        Outcome::PasswordNeeded => "Passwort nötig",
        Outcome::Interrupted => "unterbrochen",
    }
}

/// A stopped conversion.
pub(crate) const CONTINUES: &str = "Derselbe Befehl macht dort weiter, wo er aufgehört hat.";

/// Stdout cannot be written.
pub(crate) fn unwritten(error: &dyn std::error::Error) -> String {
    format!("Pagewing kann die Ausgabe nicht schreiben: {error}")
}
