//! What a driver reports, in a sentence of ours. The report has the driver's own words in every language.

/// The first line of a report, without its full stop.
pub(super) fn clause(report: &str) -> &str {
    let line = report.lines().next().unwrap_or_default();
    line.trim().trim_end_matches('.')
}
