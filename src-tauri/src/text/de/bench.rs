//! What `pagewing bench` measured.

use super::devices::device;
use super::numbers::{decimal, gigabytes, seconds};
use crate::weights::Measured;

/// The heads of the table of lengths, from left to right.
pub(crate) const LENGTH_HEADS: [&str; 4] = [
    "Token gelesen",
    "Sekunden",
    "Token je Sekunde",
    "je Verdopplung",
];

/// What was measured: a name and a value for each row.
pub(crate) fn rows(measured: &Measured) -> [(&'static str, String); 10] {
    let memory = measured
        .peak_memory
        .map_or_else(|| "auf diesem System unbekannt".to_owned(), gigabytes);
    [
        ("Gerät", device(measured.card.as_deref())),
        ("Genauigkeit", measured.precision.to_owned()),
        ("Threads", measured.threads.to_string()),
        ("Laden", seconds(measured.load)),
        (
            "Lesen",
            format!("{} für {} Token", seconds(measured.encode), measured.tokens),
        ),
        ("erstes Token", seconds(measured.first_token)),
        (
            "Schreiben",
            format!(
                "{} für {} Token mit Suchbreite {}",
                seconds(measured.write),
                measured.new_tokens,
                measured.beams
            ),
        ),
        ("Token je Sekunde", decimal(measured.tokens_per_second, 1)),
        ("zusammen", seconds(measured.encode + measured.write)),
        ("Arbeitsspeicher", memory),
    ]
}

/// The lengths that the model cannot read.
pub(crate) fn too_long(lengths: &[usize]) -> String {
    let lengths: Vec<String> = lengths.iter().map(usize::to_string).collect();
    format!(
        "Ausgelassen, länger als das Modell lesen kann: {}",
        lengths.join(", ")
    )
}

/// The heads of the table of answers, from left to right: two lines each.
pub(crate) const ASK_HEADS: [[&str; 2]; 8] = [
    ["", "Seiten"],
    ["", "Textstellen"],
    ["Befehls-", "zeile"],
    ["importiert:", "erste"],
    ["", "letzte"],
    ["alles", "eingebettet in"],
    ["eingebettet:", "erste"],
    ["", "letzte"],
];

/// How many first answers were right.
pub(crate) fn right(right: u32, all: u32) -> String {
    format!("Die erste Antwort war {right} von {all} Mal richtig.")
}
