//! Files with the same content.

use super::*;

#[test]
fn files_with_the_same_content_are_one_document_with_several_names() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let put = document("aa", "On Wings", "Birds in flight.");
    library.put(&put, "wings.pdf", "a").unwrap();
    let names = || {
        let names = library.details(&put.id).unwrap().names.into_iter();
        names.map(|name| (name.name, name.path)).collect::<Vec<_>>()
    };
    assert_eq!(names(), [("wings.pdf".to_owned(), None)]);

    library
        .came_as(&put.id, "wings.pdf", &home.path().join("wings.pdf"))
        .unwrap();
    library
        .came_as(
            &put.id,
            "Wings (1).pdf",
            &home.path().join("old/Wings (1).pdf"),
        )
        .unwrap();
    // read again from the library's copy: the places stay
    library.put(&put, "wings.pdf", "a").unwrap();
    let at = |name: &str| Some(home.path().join(name).display().to_string());
    assert_eq!(
        names(),
        [
            ("wings.pdf".to_owned(), at("wings.pdf")),
            ("Wings (1).pdf".to_owned(), at("old/Wings (1).pdf")),
        ]
    );
    assert_eq!(library.cards().unwrap().len(), 1);
    assert_eq!(
        library.card(&put.id).unwrap().unwrap().file_name,
        "wings.pdf"
    );
    assert_eq!(
        library.named("WINGS (1).PDF").unwrap(),
        std::slice::from_ref(&put.id)
    );
    assert!(library.named("fins.pdf").unwrap().is_empty());

    // a file that moved has the place where it is now
    library
        .came_as(&put.id, "wings.pdf", &home.path().join("new/wings.pdf"))
        .unwrap();
    assert_eq!(names()[0].1, at("new/wings.pdf"));

    // one that is deleted while its file comes in leaves no name behind
    library.remove(&put.id).unwrap();
    library.delete(std::slice::from_ref(&put.id)).unwrap();
    library
        .came_as(&put.id, "wings.pdf", &home.path().join("wings.pdf"))
        .unwrap();
    let left: i64 = library
        .read()
        .query_row("SELECT count(*) FROM document_names", [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn a_file_is_where_it_came_from_last_or_in_the_library() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    let put = document("aa", "On Wings", "Feathers carry the bird.");
    library.put(&put, "wings.pdf", "aa/aa.pdf").unwrap();
    let place = || library.place_of(&put.id).unwrap();
    assert_eq!(place(), library.file_path("aa/aa.pdf"));
    let [first, last] = ["first.pdf", "last.pdf"].map(|name| home.path().join(name));
    for path in [&first, &last] {
        fs::write(path, "wings").unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        library.came_as(&put.id, &name, path).unwrap();
    }
    assert_eq!(place(), last);
    fs::remove_file(&last).unwrap();
    assert_eq!(place(), first);
    let unknown = library.place_of(&DocumentId("bb".into()));
    assert!(matches!(unknown, Err(LibraryError::NotFound)));
}
