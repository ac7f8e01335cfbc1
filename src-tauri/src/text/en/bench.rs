//! What `pagewing bench` measured.

use super::devices::device;
use super::numbers::{gigabytes, seconds};
use crate::weights::Measured;

/// The heads of the table of lengths, from left to right.
pub(crate) const LENGTH_HEADS: [&str; 4] = [
    "tokens read",
    "seconds",
    "tokens per second",
    "per doubling",
];

/// What was measured: a name and a value for each row.
pub(crate) fn rows(measured: &Measured) -> [(&'static str, String); 10] {
    let memory = measured
        .peak_memory
        .map_or_else(|| "unknown on this system".to_owned(), gigabytes);
    [
        ("device", device(measured.card.as_deref())),
        ("precision", measured.precision.to_owned()),
        ("threads", measured.threads.to_string()),
        ("load", seconds(measured.load)),
        (
            "encode",
            format!(
                "{} for {} tokens",
                seconds(measured.encode),
                measured.tokens
            ),
        ),
        ("first token", seconds(measured.first_token)),
        (
            "write",
            format!(
                "{} for {} tokens with {} {}",
                seconds(measured.write),
                measured.new_tokens,
                measured.beams,
                if measured.beams == 1 { "beam" } else { "beams" }
            ),
        ),
        (
            "tokens per second",
            format!("{:.1}", measured.tokens_per_second),
        ),
        ("in all", seconds(measured.encode + measured.write)),
        ("peak memory", memory),
    ]
}

/// The lengths that the model cannot read.
pub(crate) fn too_long(lengths: &[usize]) -> String {
    let lengths: Vec<String> = lengths.iter().map(usize::to_string).collect();
    format!(
        "Left out, longer than the model can read: {}",
        lengths.join(", ")
    )
}

/// The heads of the table of answers, from left to right: two lines each.
pub(crate) const ASK_HEADS: [[&str; 2]; 8] = [
    ["", "pages"],
    ["", "passages"],
    ["command", "line"],
    ["imported:", "first"],
    ["", "final"],
    ["all", "embedded in"],
    ["embedded:", "first"],
    ["", "final"],
];

/// How many first answers were right.
pub(crate) fn right(right: u32, all: u32) -> String {
    format!("The first answer was right {right} of {all} times.")
}
