//! A person's own title, authors and year.

use super::*;

fn own(title: Option<&str>, authors: Option<&[&str]>, year: Option<u16>) -> OwnWords {
    OwnWords {
        title: title.map(str::to_owned),
        authors: authors.map(|names| names.iter().map(|name| (*name).to_owned()).collect()),
        year,
    }
}

#[test]
fn a_persons_words_win_over_what_is_read_and_over_what_is_read_again() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    let library = Library::open(&paths).unwrap();
    let put = document("aa", "Microsoft Word - draft3", "Birds in flight.");
    library.put(&put, "wings.pdf", "a").unwrap();
    library.keep_year(&put, Some(1998)).unwrap();
    assert!(!library.card(&put.id).unwrap().unwrap().yours);

    let words = own(Some(" On  Wings "), Some(&["Berg, Bo", ""]), Some(2021));
    let card = library.edit(&put.id, &words).unwrap();
    assert_eq!(card.title, "On Wings");
    assert_eq!(card.authors, ["Berg, Bo"]);
    assert_eq!((card.year, card.yours), (Some(2021), true));

    let again = document("aa", "Draft 3", "Bats in flight.");
    library.put(&again, "wings.pdf", "a").unwrap();
    library.keep_year(&again, Some(1999)).unwrap();
    drop(library);
    let library = Library::open(&paths).unwrap();
    let details = library.details(&put.id).unwrap();
    assert_eq!(details.card.title, "On Wings");
    assert_eq!(details.card.authors, ["Berg, Bo"]);
    assert_eq!(details.card.year, Some(2021));
    assert_eq!(details.read_title, "Draft 3");
    assert_eq!(details.read_authors, ["Ada Müller"]);
    assert_eq!(details.read_year, Some(1999));
    assert_eq!(titles(find(&library, "berg")), ["On Wings"]);
    assert_eq!(titles(find(&library, "wings")), ["On Wings"]);
    assert!(find(&library, "draft").is_empty());
}

#[test]
fn each_field_goes_back_to_what_was_read_and_is_found_by_it() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let put = document("aa", "On Wings", "Birds in flight.");
    library.put(&put, "wings.pdf", "a").unwrap();
    library.keep_year(&put, Some(1998)).unwrap();
    library
        .edit(&put.id, &own(Some("Keels"), Some(&[]), Some(0)))
        .unwrap();
    let card = library.card(&put.id).unwrap().unwrap();
    assert!(card.authors.is_empty());
    assert_eq!(card.year, None);
    assert!(find(&library, "muller").is_empty());

    // what was read is nobody's own, and neither is nothing
    let same = own(Some("On Wings"), Some(&["Ada Müller"]), Some(1998));
    for back in [OwnWords::default(), same, own(Some("  "), None, None)] {
        library
            .edit(&put.id, &own(Some("Keels"), Some(&[]), Some(0)))
            .unwrap();
        let card = library.edit(&put.id, &back).unwrap();
        assert_eq!(card.title, "On Wings");
        assert_eq!(card.authors, ["Ada Müller"]);
        assert_eq!((card.year, card.yours), (Some(1998), false));
        assert_eq!(library.own_words(&put.id).unwrap(), OwnWords::default());
        assert_eq!(find(&library, "muller").len(), 1);
        assert!(find(&library, "keels").is_empty());
    }
}

#[test]
fn what_is_no_title_and_no_year_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let put = document("aa", "On Wings", "Birds in flight.");
    library.put(&put, "wings.pdf", "a").unwrap();
    let long = "x".repeat(2_001);
    for words in [
        own(Some(&long), None, None),
        own(None, Some(&[&long]), None),
        own(None, None, Some(10_000)),
    ] {
        let refused = library.edit(&put.id, &words);
        assert!(matches!(refused, Err(LibraryError::LongNote { .. })));
    }
    assert!(!library.card(&put.id).unwrap().unwrap().yours);
    let missing = library.edit(&DocumentId("zz".into()), &OwnWords::default());
    assert!(matches!(missing, Err(LibraryError::NotFound)));
}

#[test]
fn what_a_bibliography_says_is_not_a_persons_until_the_person_changes_it() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let put = document("aa", "Draft", "Birds in flight.");
    library.put(&put, "wings.pdf", "a").unwrap();
    let said = own(Some("On Wings"), None, Some(2019));
    let imported = library.describe(&put.id, &said).unwrap();
    assert_eq!(
        (imported.title.as_str(), imported.yours),
        ("On Wings", false)
    );
    // a second time
    assert!(!library.describe(&put.id, &said).unwrap().yours);
    let mine = own(Some("Mine"), None, Some(2019));
    assert!(library.edit(&put.id, &mine).unwrap().yours);
    let more = own(Some("Mine"), Some(&["Berg, Bo"]), Some(2019));
    assert!(library.describe(&put.id, &more).unwrap().yours);
    // who goes back to what was read can have it imported again
    library.edit(&put.id, &OwnWords::default()).unwrap();
    assert!(!library.describe(&put.id, &said).unwrap().yours);
}
