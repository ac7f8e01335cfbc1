//! Where models run, and why not elsewhere.

use super::numbers::gigabytes;
use crate::text::reports::clause;
use crate::weights::Fallback;

/// Why models run on the processor, as a sentence.
pub(crate) fn fallback(why: &Fallback) -> String {
    format!("Modelle laufen auf dem Prozessor: {}.", because(why))
}

/// The same, as a sentence after a colon, without its full stop.
pub(super) fn because(why: &Fallback) -> String {
    match why {
        Fallback::NotSupported => {
            "Dieser Build von Pagewing kann eine solche Grafikkarte nicht nutzen".into()
        }
        Fallback::NoCard { detail } => {
            format!("Keine Grafikkarte hat sich gemeldet ({})", clause(detail))
        }
        Fallback::Disagrees => "Ein Test auf der Grafikkarte ergab falsche Zahlen".into(),
        Fallback::TooSmall { needed, available } => format!(
            "Auf der Grafikkarte sind {} Arbeitsspeicher frei, und das Modell braucht {}",
            gigabytes(*available),
            gigabytes(*needed)
        ),
        Fallback::OutOfMemory => "Der Arbeitsspeicher der Grafikkarte hat nicht gereicht".into(),
        Fallback::Failed { detail } => {
            format!(
                "Auf der Grafikkarte trat ein Fehler auf ({})",
                clause(detail)
            )
        }
    }
}

/// The device of a measurement: the name of a graphics card, or `None` for the processor.
pub(super) fn device(card: Option<&str>) -> String {
    match card {
        None => "Prozessor".into(),
        Some("") => "Grafikkarte".into(),
        Some(name) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_sentence_with_the_first_line_of_a_report() {
        let detail = "CUDA_ERROR_NO_DEVICE: no device.\nbacktrace".to_owned();
        assert_eq!(
            fallback(&Fallback::NoCard { detail }),
            "Modelle laufen auf dem Prozessor: Keine Grafikkarte hat sich gemeldet (CUDA_ERROR_NO_DEVICE: no device)."
        );
        let small = Fallback::TooSmall {
            needed: 3_000_000_000,
            available: 1_000_000_000,
        };
        let said = fallback(&small);
        assert!(said.ends_with(
            "Auf der Grafikkarte sind 1,00 GB Arbeitsspeicher frei, und das Modell braucht 3,00 GB."
        ));
        assert_eq!(device(None), "Prozessor");
        assert_eq!(device(Some("H200")), "H200");
    }
}
