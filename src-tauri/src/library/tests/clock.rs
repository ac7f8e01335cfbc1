//! A clock that was wrong.

use super::*;

/// Ten years, in seconds.
const AHEAD: i64 = 10 * 365 * 24 * 3600;

#[test]
fn what_was_written_while_the_clock_was_ahead_stays_when_it_is_put_back() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let [wings, fins] = [("aa", "On Wings"), ("bb", "On Fins")].map(|(id, title)| {
        let put = document(id, title, "Birds and fish.");
        library.put(&put, id, id).unwrap();
        put.id
    });
    library.opened(&wings).unwrap();
    library.remove(&fins).unwrap();
    library
        .write()
        .execute_batch(&format!(
            "UPDATE documents SET added_at = added_at + {AHEAD}, removed_at = removed_at + {AHEAD};
             UPDATE entries SET opened_at = opened_at + {AHEAD};"
        ))
        .unwrap();
    drop(library);

    let library = Library::open(&paths).unwrap();
    assert_eq!(titles(find(&library, "birds")), ["On Wings"]);
    assert_eq!(library.trash().unwrap().len(), 1);
    // what comes now is older than what was there
    let keel = document("cc", "A Keel", "Birds and boats.");
    library.put(&keel, "cc", "cc").unwrap();
    library.opened(&keel.id).unwrap();
    library.restore(&fins).unwrap();
    let mut listed = titles(find(&library, ""));
    listed.sort();
    assert_eq!(listed, ["A Keel", "On Fins", "On Wings"]);
}
