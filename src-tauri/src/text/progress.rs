//! What a command is doing, and how long it still takes.

use super::numbers::percent;
use crate::stage::Stage;

/// What the command is doing, and the time left if it is known.
pub(crate) fn doing(stage: Stage, seconds_left: Option<f32>) -> String {
    let doing = match stage {
        Stage::Waiting => "waiting",
        Stage::Copying => "copying",
        Stage::ReadingPages => "reading pages",
        Stage::LayingOut => "finding sentences",
        Stage::LoadingModel => "loading the model",
        Stage::Encoding => "the model reads",
        Stage::Writing => "the model writes",
        Stage::Choosing => "choosing sentences",
        Stage::Saving => "saving",
        Stage::Connecting => "connecting",
        Stage::Downloading => "downloading",
        Stage::Retrying => "waiting to try again",
        Stage::Verifying => "verifying",
        Stage::Comparing => "comparing the fast copy with the original",
        Stage::Converting => "making the fast copy",
        Stage::Measuring => "measuring the speed",
    };
    match seconds_left {
        Some(seconds) => format!("{doing}, {} left", duration(seconds)),
        None => doing.to_owned(),
    }
}

/// The name of the work while a question is asked.
pub(crate) const ASKING: &str = "Asking";

/// `birds.pdf: 42%, reading pages`: a line of progress, with the share that is done.
pub(crate) fn progress_line(name: &str, done: f32, doing: &str) -> String {
    format!("{name}: {}, {doing}", percent(done))
}

/// `8 s`, `3 min`, `2 h 5 min`.
fn duration(seconds: f32) -> String {
    let seconds = seconds.clamp(0.0, 1e7).ceil() as u64;
    match seconds {
        0..100 => format!("{seconds} s"),
        100..6000 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_in_the_unit_that_matters() {
        assert_eq!(duration(7.2), "8 s");
        assert_eq!(duration(150.0), "3 min");
        assert_eq!(duration(7500.0), "2 h 5 min");
        assert_eq!(duration(f32::NAN), "0 s");
        assert_eq!(doing(Stage::Saving, Some(7.2)), "saving, 8 s left");
    }
}
