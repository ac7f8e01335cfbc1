//! Where models run, and why not elsewhere.

use super::numbers::gigabytes;
use crate::text::reports::clause;
use crate::weights::Fallback;

/// Why models run on the processor, as a sentence.
pub(crate) fn fallback(why: &Fallback) -> String {
    format!("Models run on the processor: {}.", because(why))
}

/// The same, as the second part of a sentence.
pub(super) fn because(why: &Fallback) -> String {
    match why {
        Fallback::NotSupported => "this build of Pagewing does not support such a card".into(),
        Fallback::NoCard { detail } => {
            format!("no graphics card answered ({})", clause(detail))
        }
        Fallback::Disagrees => "a test on the graphics card gave wrong numbers".into(),
        Fallback::TooSmall { needed, available } => format!(
            "the graphics card has {} of free memory, and the model needs {}",
            gigabytes(*available),
            gigabytes(*needed)
        ),
        Fallback::OutOfMemory => "the memory of the graphics card ran out".into(),
        Fallback::Failed { detail } => format!("the graphics card failed ({})", clause(detail)),
    }
}

/// The device of a measurement: the name of a graphics card, or `None` for the processor.
pub(super) fn device(card: Option<&str>) -> String {
    match card {
        None => "processor".into(),
        Some("") => "graphics card".into(),
        Some(name) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_is_one_sentence() {
        let report = || "CUDA_ERROR_NO_DEVICE: no device.\nbacktrace".to_owned();
        for why in [
            Fallback::NotSupported,
            Fallback::NoCard { detail: report() },
            Fallback::Disagrees,
            Fallback::TooSmall {
                needed: 3_000_000_000,
                available: 1_000_000_000,
            },
            Fallback::OutOfMemory,
            Fallback::Failed { detail: report() },
        ] {
            let said = fallback(&why);
            assert!(said.starts_with("Models run on the processor: "), "{said}");
            assert!(said.ends_with('.') && !said.ends_with(".."), "{said}");
            assert!(!said.contains('\n'), "{said}");
            let reports = matches!(why, Fallback::NoCard { .. } | Fallback::Failed { .. });
            assert_eq!(said.contains("(CUDA_ERROR_NO_DEVICE: no device)"), reports);
        }
    }
}
