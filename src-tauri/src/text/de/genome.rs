//! What `pagewing genome` and `pagewing classify` say of sequences and of classes.

use super::numbers::{decimal, percent};

/// The model gives its classes no names.
pub(crate) const UNNAMED: &str = "Dieses Modell hat keine Namen für seine Klassen; sie heißen hier LABEL_0, LABEL_1 und so weiter.";

/// An earlier run was stopped when this share was done.
pub(crate) fn goes_on(share: f32) -> String {
    format!(
        "Es geht weiter, wo es beim letzten Mal aufgehört hat, bei {}.",
        percent(share)
    )
}

/// The name of the track of scores.
pub(crate) const LOG_LIKELIHOOD: &str = "log-likelihood";

/// A number of a regression.
pub(crate) fn number(value: f32) -> String {
    decimal(value.into(), 3)
}

/// Stands above the sentences, and says how they were found.
pub(crate) const EVIDENCE: &str = "Die Entscheidung stützt sich auf diese Sätze. Gefunden wurden sie, indem Abschnitte, Teile davon und Sätze weggelassen wurden; der Anteil ist, um wie viel die Wahrscheinlichkeit ohne den Satz sinkt:";

/// Stands in place of the sentences if there are none.
pub(crate) const NO_EVIDENCE: &str = "Kein einzelner Satz entscheidet: Ohne irgendeinen der weggelassenen bleibt die Wahrscheinlichkeit fast gleich.";
