//! Collections and tags.

use super::*;

fn filled(home: &Path) -> (Library, Vec<DocumentId>) {
    let library = Library::open(&Paths::under(home)).unwrap();
    let ids = ["aa", "bb", "cc"].map(|id| DocumentId(id.into()));
    for id in &ids {
        let put = document(&id.0, &format!("On {}", id.0), "Birds in flight.");
        library.put(&put, &id.0, &id.0).unwrap();
    }
    (library, ids.into())
}

fn within(library: &Library, groups: &[GroupId]) -> Vec<String> {
    let arrangement = Arrangement {
        groups: groups.to_vec(),
        ..Arrangement::default()
    };
    let cards = library.arranged(&arrangement).unwrap();
    cards.into_iter().map(|card| card.id.0).collect()
}

#[test]
fn several_documents_go_into_a_collection_at_once_and_out_of_it() {
    let home = tempfile::tempdir().unwrap();
    let (library, ids) = filled(home.path());
    let thesis = library
        .make_group(GroupKind::Collection, " My  thesis ")
        .unwrap();
    assert_eq!((thesis.name.as_str(), thesis.documents), ("My thesis", 0));
    let added = library.add_to_group(thesis.id, &ids[..2]).unwrap();
    assert_eq!(added, ids[..2]);
    // an undo concerns those that were new
    assert_eq!(library.add_to_group(thesis.id, &ids).unwrap(), ids[2..]);
    assert_eq!(within(&library, &[thesis.id]), ["cc", "bb", "aa"]);

    let tag = library.make_group(GroupKind::Tag, "to read").unwrap();
    library.add_to_group(tag.id, &ids[1..2]).unwrap();
    assert_eq!(within(&library, &[thesis.id, tag.id]), ["bb"]);
    assert_eq!(
        library.details(&ids[1]).unwrap().groups,
        [thesis.id, tag.id]
    );
    let taken = library.take_from_group(thesis.id, &ids[1..]).unwrap();
    assert_eq!(taken, ids[1..]);
    assert_eq!(within(&library, &[thesis.id]), ["aa"]);
    assert!(
        library
            .take_from_group(thesis.id, &ids[1..])
            .unwrap()
            .is_empty()
    );
    let strange = DocumentId("zz".into());
    assert!(library.add_to_group(tag.id, &[strange]).unwrap().is_empty());
}

#[test]
fn a_name_stands_for_one_collection_and_for_one_tag() {
    let home = tempfile::tempdir().unwrap();
    let (library, _) = filled(home.path());
    let thesis = library.make_group(GroupKind::Collection, "Thesis").unwrap();
    let again = library
        .make_group(GroupKind::Collection, "THESIS ")
        .unwrap();
    assert_eq!(again, thesis);
    let tag = library.make_group(GroupKind::Tag, "Thesis").unwrap();
    assert_ne!(tag.id, thesis.id);
    let birds = library.make_group(GroupKind::Collection, "Birds").unwrap();
    let names: Vec<_> = library
        .groups()
        .unwrap()
        .into_iter()
        .map(|group| group.name)
        .collect();
    assert_eq!(names, ["Birds", "Thesis", "Thesis"]);

    let taken = library.rename_group(birds.id, "thesis");
    assert!(matches!(taken, Err(LibraryError::NameTaken { .. })));
    assert_eq!(
        library.rename_group(thesis.id, "thesis").unwrap().name,
        "thesis"
    );
    let none = library.make_group(GroupKind::Tag, "  ");
    assert!(matches!(none, Err(LibraryError::NoName)));
    let long = library.make_group(GroupKind::Tag, &"x".repeat(201));
    assert!(matches!(
        long,
        Err(LibraryError::LongNote { limit: 200, .. })
    ));
}

#[test]
fn a_deleted_collection_comes_back_with_its_documents_for_some_time() {
    let home = tempfile::tempdir().unwrap();
    let (library, ids) = filled(home.path());
    let thesis = library.make_group(GroupKind::Collection, "Thesis").unwrap();
    library.add_to_group(thesis.id, &ids[..1]).unwrap();
    library.delete_group(thesis.id).unwrap();
    library.delete_group(thesis.id).unwrap();
    assert!(library.groups().unwrap().is_empty());
    assert!(library.details(&ids[0]).unwrap().groups.is_empty());
    let refused = library.add_to_group(thesis.id, &ids);
    assert!(matches!(refused, Err(LibraryError::NotKept)));

    assert_eq!(library.restore_group(thesis.id).unwrap().documents, 1);
    library.delete_group(thesis.id).unwrap();
    // the name is free, and whoever has it by then gets the documents
    let other = library.make_group(GroupKind::Collection, "thesis").unwrap();
    library.add_to_group(other.id, &ids[1..2]).unwrap();
    let back = library.restore_group(thesis.id).unwrap();
    assert_eq!((back.id, back.documents), (other.id, 2));

    library.delete_group(other.id).unwrap();
    library.purge_deleted(now() + 1).unwrap();
    assert!(matches!(
        library.restore_group(other.id),
        Err(LibraryError::NotKept)
    ));
}

#[test]
fn a_document_keeps_its_collections_while_it_is_removed_and_read_again() {
    let home = tempfile::tempdir().unwrap();
    let (library, ids) = filled(home.path());
    let thesis = library.make_group(GroupKind::Collection, "Thesis").unwrap();
    library.add_to_group(thesis.id, &ids).unwrap();
    library
        .put(&document("aa", "On aa", "Bats."), "aa", "aa")
        .unwrap();
    library.remove(&ids[1]).unwrap();
    assert_eq!(library.groups().unwrap()[0].documents, 2);
    assert_eq!(within(&library, &[thesis.id]), ["cc", "aa"]);
    library.restore(&ids[1]).unwrap();
    assert_eq!(within(&library, &[thesis.id]), ["cc", "bb", "aa"]);
    library.remove(&ids[1]).unwrap();
    library.delete(&ids).unwrap();
    let members: i64 = library
        .read()
        .query_row("SELECT count(*) FROM group_members", [], |row| row.get(0))
        .unwrap();
    assert_eq!(members, 2);
}
