//! Waiting: a future that a person can stop, the pause before the next attempt, and how long a server asks for.

use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::limits::Limits;

/// How often a waiting download looks whether to stop.
pub(super) const TICK: Duration = Duration::from_millis(50);

/// Why a wait ended without a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Stopped,
    TooLong,
}

/// Waits for a future, at most `limit`, until `stop` is set; calls `tick` meanwhile.
pub(super) async fn wait_for<F: Future>(
    stop: &AtomicBool,
    limit: Duration,
    future: F,
    tick: &mut dyn FnMut(),
) -> Result<F::Output, Cut> {
    let end = tokio::time::Instant::now() + limit;
    let mut future = pin!(future);
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(Cut::Stopped);
        }
        let now = tokio::time::Instant::now();
        if now >= end {
            return Err(Cut::TooLong);
        }
        let until = end.min(now + TICK);
        if let Ok(result) = tokio::time::timeout_at(until, future.as_mut()).await {
            return Ok(result);
        }
        tick();
    }
}

/// The pause after the `failed`th attempt in a row: doubled each time, and a quarter more or less, so that many
/// programs do not return at the same moment.
pub(super) fn pause(failed: u32, limits: &Limits) -> Duration {
    let doubled = 2_u32.saturating_pow(failed.saturating_sub(1));
    let wait = limits
        .first_wait
        .saturating_mul(doubled)
        .min(limits.longest_wait);
    let chance = (RandomState::new().hash_one(failed) % 1000) as f64 / 1000.0;
    wait.mul_f64(0.75 + chance / 2.0)
}

/// The time that `Retry-After` asks for: seconds, or a date, which is compared with the server's own clock if the
/// answer has one.
pub(super) fn asked_for(retry_after: &str, date: Option<&str>) -> Option<Duration> {
    let text = retry_after.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let then = http_date(text)?;
    let now = date.and_then(http_date).or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        Some(now.as_secs())
    })?;
    Some(Duration::from_secs(then.saturating_sub(now)))
}

/// Seconds since 1970 of a date in the form that RFC 9110 prescribes: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn http_date(text: &str) -> Option<u64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut words = text.split_once(',')?.1.split_ascii_whitespace();
    let day: u64 = words.next()?.parse().ok()?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|name| *name == month)? as u64 + 1;
    let year: u64 = words.next()?.parse().ok()?;
    let mut clock = words.next()?.split(':').map(str::parse::<u64>);
    let [hour, minute, second] = [
        clock.next()?.ok()?,
        clock.next()?.ok()?,
        clock.next()?.ok()?,
    ];
    let is_date = (1..=31).contains(&day) && (1970..=9999).contains(&year);
    if words.next()? != "GMT" || !is_date || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    // days before this date, in years that begin in March, so that a leap day is the last one
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    let since_1970 = days.checked_sub(719_468)?;
    Some(since_1970 * 86_400 + hour * 3_600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        // `date -u -d '...' +%s`
        assert_eq!(
            http_date("Sun, 06 Nov 1994 08:49:37 GMT"),
            Some(784_111_777)
        );
        assert_eq!(http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(
            http_date("Thu, 29 Feb 2024 12:00:00 GMT"),
            Some(1_709_208_000)
        );
        assert_eq!(
            http_date("Fri, 01 Mar 2024 00:00:00 GMT"),
            Some(1_709_251_200)
        );
        for wrong in [
            "",
            "soon",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Foo 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994",
        ] {
            assert_eq!(http_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_server_asks_in_seconds_or_with_a_date() {
        let seconds = |text, date| asked_for(text, date).map(|wait| wait.as_secs());
        assert_eq!(seconds("120", None), Some(120));
        let (now, later) = (
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:50:07 GMT",
        );
        assert_eq!(seconds(later, Some(now)), Some(30));
        assert_eq!(seconds(now, Some(later)), Some(0));
        assert_eq!(seconds(now, None), Some(0));
        assert_eq!(seconds("-3", None), None);
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        let limits = Limits::default();
        for (failed, expected) in [(1, 1.0), (2, 2.0), (5, 16.0), (9, 30.0), (400, 30.0)] {
            let wait = pause(failed, &limits).as_secs_f64();
            assert!(
                (0.74 * expected..=1.26 * expected).contains(&wait),
                "{failed}: {wait}"
            );
        }
    }
}
