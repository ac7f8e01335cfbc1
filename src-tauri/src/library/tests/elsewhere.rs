//! Two programs on one library.

use super::*;

#[test]
fn what_another_program_changes_is_seen_once_and_what_this_one_changes_is_not() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let one = Library::open(&paths).unwrap();
    let two = Library::open(&paths).unwrap();
    let seen = |library: &Library| library.changed_elsewhere().unwrap();
    assert!(!seen(&one) && !seen(&two));

    let put = document("aa", "On Wings", "Birds in flight.");
    two.put(&put, "a", "a").unwrap();
    assert!(!seen(&two));
    assert!(seen(&one));
    assert!(!seen(&one));

    let group = one.make_group(GroupKind::Collection, "Thesis").unwrap();
    one.add_to_group(group.id, std::slice::from_ref(&put.id))
        .unwrap();
    assert!(!seen(&one));
    assert!(seen(&two));
    one.opened(&put.id).unwrap();
    assert!(seen(&two));
    one.remove(&put.id).unwrap();
    assert!(seen(&two));

    // what no list shows is nobody's news
    one.write()
        .execute("UPDATE documents SET passage_rules = 0", [])
        .unwrap();
    assert!(!seen(&two));
}

#[test]
fn programs_that_make_the_library_at_the_same_time_wait_for_each_other() {
    const PROGRAMS: usize = 4;
    for _ in 0..20 {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        let start = std::sync::Barrier::new(PROGRAMS);
        std::thread::scope(|scope| {
            let opening: Vec<_> = (0..PROGRAMS)
                .map(|_| {
                    scope.spawn(|| {
                        start.wait();
                        Library::open(&paths).map(|_| ())
                    })
                })
                .collect();
            for opened in opening {
                opened.join().unwrap().unwrap();
            }
        });
    }
}
