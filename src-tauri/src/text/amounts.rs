//! Amounts before they are words: what languages write in different ways and count in the same, and what has the same signs
//! in all of them.

use crate::library::local_seconds;

/// Digits with a separator between their thousands: `5,000`, `5.000`.
pub(super) fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// A moment as it is `written` by the clock of this machine, for seconds since 1970-01-01 UTC; Greenwich time, and named so,
/// if the machine does not know its time zone.
pub(super) fn on_the_clock(seconds: u64, written: impl Fn(u64) -> String) -> String {
    match local_seconds(seconds) {
        Some(local) => written(local),
        None => format!("{} UTC", written(seconds)),
    }
}

/// A moment's year, month, day, hour and minute, for seconds since 1970 by the same clock.
pub(super) fn moment(seconds: u64) -> (u64, u64, u64, u64, u64) {
    let (year, month, day) = date(seconds / 86_400);
    let minutes = seconds % 86_400 / 60;
    (year, month, day, minutes / 60, minutes % 60)
}

/// The Gregorian year, month and day, for days since 1970-01-01. Years begin with March here, so that the leap day
/// is the last of its year.
fn date(days: u64) -> (u64, u64, u64) {
    const DAYS_OF_400_YEARS: u64 = 146_097;
    // days from 0000-03-01 to 1970-01-01
    let days = days + 719_468;
    let (era, day) = (days / DAYS_OF_400_YEARS, days % DAYS_OF_400_YEARS);
    let year = (day - day / 1_460 + day / 36_524 - day / (DAYS_OF_400_YEARS - 1)) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let of_month = day - (153 * month + 2) / 5 + 1;
    let year = era * 400 + year;
    match month {
        0..10 => (year, month + 3, of_month),
        _ => (year + 1, month - 9, of_month),
    }
}

/// Pages in figures, those that follow one another as a range: `3-5`, `9`.
pub(super) fn page_runs(pages: &[u32]) -> Vec<String> {
    let mut sorted = pages.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in sorted {
        match runs.last_mut() {
            Some((_, last)) if last.saturating_add(1) == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    runs.into_iter()
        .map(|(first, last)| page_range(first, last))
        .collect()
}

/// `3`, `3-5`.
pub(super) fn page_range(first: u32, last: u32) -> String {
    match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    }
}

/// `8 s`, `3 min`, `2 h 5 min`.
pub(super) fn duration(seconds: f32) -> String {
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
    }
}
