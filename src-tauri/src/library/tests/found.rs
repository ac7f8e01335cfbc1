//! What the list of the library finds.

use super::*;

#[test]
fn documents_are_found_by_title_author_and_text() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    library
        .put(&document("aa", "On Wings", "Birds in flight."), "a", "a")
        .unwrap();
    library
        .put(&document("bb", "On Fins", "The wing is no fin."), "b", "b")
        .unwrap();

    // the stem matches both, and the title comes first
    assert_eq!(titles(find(&library, "wing")), ["On Wings", "On Fins"]);
    assert_eq!(titles(find(&library, "fligh")), ["On Wings"]);
    let snippet = |query| find(&library, query)[0].snippet.clone();
    assert_eq!(snippet("flight"), "Birds in flight.");
    assert_eq!(snippet("muller"), "");
    let hits = |query| find(&library, query)[0].hits.clone();
    assert_eq!(hits("flights"), ["flight"]);
    assert_eq!(hits("muller"), ["Müller"]);
    assert_eq!(find(&library, "muller").len(), 2);
    assert_eq!(find(&library, "wing bird").len(), 1);
    // a single letter begins words of titles and authors, and is a word of its own in the text
    assert_eq!(titles(find(&library, "f")), ["On Fins"]);
    assert_eq!(titles(find(&library, "wing f")), ["On Fins"]);
    assert!(find(&library, "bird z").is_empty());
    assert_eq!(find(&library, "  ").len(), 2);
    // characters of the query language have no effect
    for query in ["\"", "wing AND", "title:x -y", "a*b(", "NEAR(x)"] {
        find(&library, query);
    }
    assert!(find(&library, "zebra").is_empty());
}

#[test]
fn words_of_languages_without_spaces_are_found_wherever_they_stand() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&Paths::under(home.path())).unwrap();
    for (id, title, text) in [
        ("aa", "深度机器学习综述", "我们用2019年的数据研究机器学习。"),
        ("bb", "鳥の渡り", "東京湾で渡り鳥を数えた。"),
        ("cc", "นกอพยพ", "เรานับนกอพยพในอ่าวไทย"),
        ("dd", "철새 조사", "학교에서 철새를 세었다."),
    ] {
        library.put(&document(id, title, text), "a", id).unwrap();
    }
    let found = |query: &str| titles(find(&library, query));
    assert_eq!(found("机器学习"), ["深度机器学习综述"]);
    assert_eq!(found("数据 2019"), ["深度机器学习综述"]);
    assert_eq!(found("渡り鳥"), ["鳥の渡り"]);
    assert_eq!(found("อ่าวไทย"), ["นกอพยพ"]);
    assert_eq!(found("철새를"), ["철새 조사"]);
    assert!(found("学器").is_empty());
    let snippet = &find(&library, "数据")[0].snippet;
    assert!(snippet.contains("的数据研究"), "{snippet}");
}
