//! What a command is doing, and how long it still takes.

use super::numbers::file_size;
use super::shelf::some_of;
use crate::stage::Stage;
use crate::text::amounts::duration;
use crate::weights::store::Moved;

/// What the command is doing, and the time left if it is known.
pub(crate) fn doing(stage: Stage, seconds_left: Option<f32>) -> String {
    let doing = match stage {
        Stage::Waiting => "waiting",
        Stage::Copying => "copying",
        Stage::ReadingPages => "reading pages",
        Stage::Recognizing => "recognizing text",
        Stage::LayingOut => "finding sentences",
        Stage::LoadingModel => "loading the model",
        Stage::Encoding => "the model reads",
        Stage::Writing => "the model writes",
        Stage::Choosing => "choosing sentences",
        Stage::Answering => "answering questions",
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

/// `downloading, 1.20 of 2.31 GB, 12.3 MB/s, 3 min left`; while the work waits for the next attempt, how long that
/// still takes.
pub(crate) fn transferring(stage: Stage, moved: &Moved) -> String {
    let here = match moved.total {
        Some(total) => some_of(moved.bytes, total),
        None => file_size(moved.bytes),
    };
    if let Some(seconds) = moved.retry_in {
        return format!("{here}, trying again in {}", duration(seconds));
    }
    let mut words = format!("{}, {here}", doing(stage, None));
    if moved.per_second >= 1.0 {
        words += &format!(", {}/s", file_size(moved.per_second as u64));
        if let Some(total) = moved.total {
            let left = total.saturating_sub(moved.bytes) as f32 / moved.per_second;
            words += &format!(", {} left", duration(left));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_has_its_time_left() {
        assert_eq!(doing(Stage::Saving, Some(7.2)), "saving, 8 s left");
    }

    #[test]
    fn a_download_says_what_is_here_how_fast_it_is_and_how_long_it_takes() {
        let moved = Moved {
            bytes: 1_200_000_000,
            total: Some(2_310_000_000),
            per_second: 12.34e6,
            retry_in: None,
        };
        assert_eq!(
            transferring(Stage::Downloading, &moved),
            "downloading, 1.20 of 2.31 GB, 12.3 MB/s, 90 s left"
        );
        let waiting = Moved {
            per_second: 0.0,
            retry_in: Some(7.5),
            ..moved
        };
        assert_eq!(
            transferring(Stage::Retrying, &waiting),
            "1.20 of 2.31 GB, trying again in 8 s"
        );
        let unknown = Moved {
            bytes: 500_000,
            total: None,
            per_second: 0.0,
            retry_in: None,
        };
        assert_eq!(
            transferring(Stage::Connecting, &unknown),
            "connecting, 0.5 MB"
        );
    }
}
