//! Questions about the document itself, definitions and wishes, to the example paper and without any reader. The
//! expectations were read from its pages.

use serde_json::Value;

use super::{Run, text};

fn paper() -> std::path::PathBuf {
    pagewing_tests::root().join("assets/example/shelf-life-of-small-fruits.pdf")
}

/// The answer to a question, without a reader.
fn asked(question: &str) -> (i32, Value) {
    let run = Run::new();
    let ended = run.run(["ask", "-q", "--json", text(&paper()), question]);
    let line: Value =
        serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {}", ended.out));
    (ended.code, line["answer"].clone())
}

/// Question, kind, what the first answer's words have to contain, and the page.
const QUESTIONS: [(&str, &str, &str, u64); 18] = [
    ("How many pages does this document have?", "about", "15", 15),
    ("Wie viele Seiten hat dieses Dokument?", "about", "15", 15),
    ("这份文件有多少页？", "about", "15", 15),
    (
        "What is the title of this paper?",
        "about",
        "Role of Natural Volatiles and Essential Oils",
        1,
    ),
    (
        "Who wrote it?",
        "about",
        "Toktam Taghavi, Chyer Kim, Alireza Rahemi",
        1,
    ),
    (
        "Who is the corresponding author?",
        "about",
        "Toktam Taghavi",
        1,
    ),
    (
        "When was the paper published?",
        "about",
        "5 October 2018",
        1,
    ),
    ("When was it received?", "about", "31 August 2018", 1),
    (
        "In which journal was it published?",
        "about",
        "Microorganisms",
        1,
    ),
    (
        "What is the DOI?",
        "about",
        "10.3390/microorganisms6040104",
        1,
    ),
    ("What are the keywords?", "about", "postharvest diseases", 1),
    ("How many tables does it have?", "about", "1 table", 3),
    ("On which page is Table 1?", "about", "page 3", 3),
    (
        "Under which license is this paper published?",
        "about",
        "Creative Commons",
        15,
    ),
    (
        "When was it received and when accepted?",
        "several",
        "31 August 2018; 3 October 2018",
        1,
    ),
    ("What is on page 3?", "about", "Table 1", 3),
    (
        "What does ORAC stand for?",
        "definition",
        "xygen radical absorbance capacity",
        0,
    ),
    (
        "Who is the first author, and in which year was it published?",
        "several",
        "Toktam Taghavi; 5 October 2018",
        1,
    ),
];

#[test]
fn the_example_paper_tells_about_itself() {
    for (question, kind, wanted, page) in QUESTIONS {
        let (code, answer) = asked(question);
        assert_eq!(code, 0, "{question}: {answer}");
        assert_eq!(answer["status"]["kind"], "found", "{question}: {answer}");
        assert_eq!(answer["asks_for"], kind, "{question}");
        let first = &answer["answers"][0];
        let said = first["text"].as_str().unwrap_or("");
        assert!(said.contains(wanted), "{question}: {said}");
        let quotation = &first["quotation"];
        if page > 0 {
            assert_eq!(quotation["page"], page, "{question}: {quotation}");
        }
        assert!(
            !quotation["places"].as_array().expect("places").is_empty(),
            "{question}"
        );
    }
}

#[test]
fn a_fact_that_it_does_not_show_is_not_found_and_named() {
    let (code, answer) = asked("What is the ISBN of this paper?");
    assert_eq!(code, 3, "{answer}");
    assert_eq!(answer["asks_for"], "about");
    assert_eq!(answer["status"]["kind"], "not_found");
    assert_eq!(answer["remarks"][0]["kind"], "not_shown", "{answer}");
    assert_eq!(answer["remarks"][0]["fact"], "isbn");
}

#[test]
fn questions_to_its_text_are_not_about_it() {
    for question in [
        "How many pages did the consumers read?",
        "How many tables of fruit were stored?",
        "When were the berries harvested?",
        "What is the minimum concentration of oil?",
    ] {
        let (_, answer) = asked(question);
        assert_ne!(answer["asks_for"], "about", "{question}");
        assert_ne!(
            answer["status"]["kind"], "found",
            "{question}: nothing judged the passages"
        );
    }
}

#[test]
fn a_page_that_is_not_there_and_a_wish_are_refused_with_what_is_possible() {
    let (code, answer) = asked("What is on page 40?");
    assert_eq!(code, 3);
    assert_eq!(answer["remarks"][0]["kind"], "no_such_page", "{answer}");
    assert_eq!(answer["remarks"][0]["pages"], 15);
    let (code, answer) = asked("Translate this paper into German");
    assert_eq!(code, 3);
    assert_eq!(answer["status"]["to"], "beyond", "{answer}");
    assert_eq!(answer["status"]["wish"], "writing");
    let run = Run::new();
    let ended = run.run(["ask", "-q", text(&paper()), "hello"]);
    assert!(
        ended.out.starts_with("Ask a question about the document"),
        "{}",
        ended.out
    );
}
