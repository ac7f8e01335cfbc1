//! The time of this machine's clock. SQLite knows it on every system, so nothing else has to.

use rusqlite::Connection;

/// The seconds since 1970 that a clock shows here at a moment, which is given in seconds since 1970-01-01 UTC: two hours
/// more in Paris in summer. `None` if the machine does not know its time zone.
pub(crate) fn local_seconds(seconds: u64) -> Option<u64> {
    const LOCAL: &str = "SELECT CAST(strftime('%s', ?1, 'unixepoch', 'localtime') AS INTEGER)";
    let database = Connection::open_in_memory().ok()?;
    let moment = i64::try_from(seconds).ok()?;
    let local: i64 = database.query_row(LOCAL, [moment], |row| row.get(0)).ok()?;
    u64::try_from(local).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_at_most_some_hours_from_greenwich() {
        // which hours is tested from outside, in `tests/cli/library.rs`, where the time zone can be set
        for moment in [1_709_210_096, 1_798_675_200] {
            let local = local_seconds(moment).unwrap();
            assert!(local.abs_diff(moment) <= 14 * 3600, "{local}");
            assert_eq!(local % 60, moment % 60);
        }
        assert_eq!(local_seconds(u64::MAX), None);
    }
}
