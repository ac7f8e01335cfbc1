//! Numbers and pages as people write them.

use crate::text::amounts;

/// `5,000`.
pub(crate) fn grouped(number: u32) -> String {
    amounts::grouped(number.into(), ',')
}

/// `1 document`, `1,200 documents`.
pub(crate) fn counted(number: u32, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", grouped(number))
}

/// `83%` for a share of 0.83, rounded as in the window.
pub(crate) fn percent(share: f32) -> String {
    format!("{:.0}%", (share * 100.0).round())
}

/// `p. 3`.
pub(crate) fn page(page: u32) -> String {
    format!("p. {page}")
}

/// `412.0 MB`, `2.30 GB`, in millions or billions of bytes.
pub(crate) fn file_size(bytes: u64) -> String {
    match bytes {
        0..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => gigabytes(bytes),
    }
}

/// `2.30 GB`, in billions of bytes.
pub(crate) fn gigabytes(bytes: u64) -> String {
    format!("{:.2} GB", bytes as f64 / 1e9)
}

/// `2026-11-28 14:05` by the clock of this machine, for seconds since 1970-01-01 UTC.
pub(crate) fn moment(seconds: u64) -> String {
    amounts::on_the_clock(seconds, date_and_time)
}

fn date_and_time(seconds: u64) -> String {
    let (year, month, day, hour, minute) = amounts::moment(seconds);
    format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}")
}

/// `4.20 s`.
pub(crate) fn seconds(seconds: f64) -> String {
    format!("{seconds:.2} s")
}

/// `Page 3`, `Pages 3-5, 9`.
pub(crate) fn pages_named(pages: &[u32]) -> String {
    format!(
        "Page{} {}",
        if pages.len() == 1 { "" } else { "s" },
        amounts::page_runs(pages).join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consecutive_pages_are_a_run() {
        assert_eq!(pages_named(&[4]), "Page 4");
        assert_eq!(pages_named(&[9, 3, 5, 4]), "Pages 3-5, 9");
    }

    #[test]
    fn one_is_singular() {
        let documents = |number| counted(number, "document", "documents");
        assert_eq!(documents(0), "0 documents");
        assert_eq!(documents(1), "1 document");
        assert_eq!(documents(1_200), "1,200 documents");
    }

    #[test]
    fn a_share_is_a_whole_percentage_without_a_space() {
        assert_eq!(percent(0.824), "82%");
        assert_eq!(percent(0.625), "63%");
        assert_eq!(percent(1.0), "100%");
    }

    #[test]
    fn moments_are_dates_and_times() {
        // the first moment, leap days, the days around them, and the end of a century
        for (seconds, written) in [
            (0, "1970-01-01 00:00"),
            (951_782_399, "2000-02-28 23:59"),
            (951_782_400, "2000-02-29 00:00"),
            (951_868_800, "2000-03-01 00:00"),
            (1_709_210_096, "2024-02-29 12:34"),
            (1_798_675_200, "2026-12-31 00:00"),
            (4_107_542_399, "2100-02-28 23:59"),
            (4_107_542_400, "2100-03-01 00:00"),
        ] {
            assert_eq!(date_and_time(seconds), written);
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        for (number, written) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (20_000_000, "20,000,000"),
        ] {
            assert_eq!(grouped(number), written);
        }
    }
}
