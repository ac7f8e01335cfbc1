//! Numbers and pages as people write them.

use crate::text::amounts;

/// `5.000`.
pub(crate) fn grouped(number: u32) -> String {
    amounts::grouped(number.into(), '.')
}

/// `5.000`, of bytes and the like.
pub(crate) fn grouped_wide(number: u64) -> String {
    amounts::grouped(number, '.')
}

/// `1 Dokument`, `1.200 Dokumente`.
pub(crate) fn counted(number: u32, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", grouped(number))
}

/// `2,30`: a number with this many decimals.
pub(crate) fn decimal(number: f64, decimals: usize) -> String {
    format!("{number:.decimals$}").replace('.', ",")
}

/// `83 %` for a share of 0.83, rounded as in the window.
pub(crate) fn percent(share: f32) -> String {
    format!("{:.0} %", (share * 100.0).round())
}

/// `S. 3`.
pub(crate) fn page(page: u32) -> String {
    format!("S. {page}")
}

/// `412,0 MB`, `2,30 GB`, in millions or billions of bytes.
pub(crate) fn file_size(bytes: u64) -> String {
    match bytes {
        0..1_000_000_000 => format!("{} MB", decimal(bytes as f64 / 1e6, 1)),
        _ => gigabytes(bytes),
    }
}

/// `2,30 GB`, in billions of bytes.
pub(crate) fn gigabytes(bytes: u64) -> String {
    format!("{} GB", decimal(bytes as f64 / 1e9, 2))
}

/// `2,3 GB`, for what need not be exact.
pub(crate) fn about_gigabytes(bytes: u64) -> String {
    format!("{} GB", decimal(bytes as f64 / 1e9, 1))
}

/// `28.11.2026 14:05` by the clock of this machine, for seconds since 1970-01-01 UTC.
pub(crate) fn moment(seconds: u64) -> String {
    amounts::on_the_clock(seconds, date_and_time)
}

fn date_and_time(seconds: u64) -> String {
    let (year, month, day, hour, minute) = amounts::moment(seconds);
    format!("{day:02}.{month:02}.{year} {hour:02}:{minute:02}")
}

/// `4,20 s`.
pub(crate) fn seconds(seconds: f64) -> String {
    format!("{} s", decimal(seconds, 2))
}

/// `Seite 3`, `Seiten 3-5, 9`: pages that do something.
pub(crate) fn pages_named(pages: &[u32]) -> String {
    after(pages, "Seite", "Seiten")
}

/// `auf Seite 3`, `auf den Seiten 3-5, 9`: where something is.
pub(crate) fn on_pages(pages: &[u32]) -> String {
    after(pages, "auf Seite", "auf den Seiten")
}

/// `von Seite 3`, `der Seiten 3-5, 9`: what something belongs to.
pub(crate) fn of_pages(pages: &[u32]) -> String {
    after(pages, "von Seite", "der Seiten")
}

fn after(pages: &[u32], one: &str, many: &str) -> String {
    let words = if pages.len() == 1 { one } else { many };
    format!("{words} {}", amounts::page_runs(pages).join(", "))
}

/// `Seite 3`, `Seiten 3-7`, for pages that follow one another.
pub(crate) fn page_span(first: u32, last: u32) -> String {
    let words = if first == last { "Seite" } else { "Seiten" };
    format!("{words} {}", amounts::page_range(first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_points_and_commas() {
        assert_eq!(grouped(20_000_000), "20.000.000");
        assert_eq!(counted(1, "Dokument", "Dokumente"), "1 Dokument");
        assert_eq!(counted(1_200, "Dokument", "Dokumente"), "1.200 Dokumente");
        assert_eq!(percent(0.625), "63 %");
        assert_eq!(file_size(412_000_000), "412,0 MB");
        assert_eq!(file_size(2_300_000_000), "2,30 GB");
        assert_eq!(seconds(4.2), "4,20 s");
        assert_eq!(date_and_time(1_709_210_096), "29.02.2024 12:34");
    }

    #[test]
    fn pages_are_in_the_case_that_the_sentence_asks_for() {
        assert_eq!(pages_named(&[9, 3, 5, 4]), "Seiten 3-5, 9");
        assert_eq!(on_pages(&[4]), "auf Seite 4");
        assert_eq!(on_pages(&[4, 5]), "auf den Seiten 4-5");
        assert_eq!(of_pages(&[4]), "von Seite 4");
        assert_eq!(of_pages(&[1, 3]), "der Seiten 1, 3");
        assert_eq!(page_span(3, 3), "Seite 3");
        assert_eq!(page_span(3, 5), "Seiten 3-5");
    }
}
