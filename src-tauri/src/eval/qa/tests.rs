//! Measurements of small files of questions.

use std::io::Write;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::*;

fn file(lines: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(lines.as_bytes()).unwrap();
    file
}

fn plan<'a>(file: &'a Path, documents: &'a Path, stop: &'a Arc<AtomicBool>) -> Plan<'a> {
    Plan {
        file,
        documents: Some(documents),
        reader: None,
        embedder: None,
        limit: None,
        source: None,
        half: None,
        whole: false,
        profile: None,
        threads: None,
        strangers: false,
        cut: false,
        stop,
    }
}

#[test]
fn recall_counts_passages_of_the_right_paragraph_with_the_answer() {
    let filler = "The weather stayed mild and nobody spoke of anything else in town. ".repeat(14);
    let documents = file(&format!(
        r#"{{"doc_id":"d","title":"Birds","paragraphs":["{filler}","The albatross was seen in May.","{filler}","In June the ostrich was seen."]}}
"#
    ));
    let questions = file(
        r#"{"id":"1","source":"s","doc_id":"d","question":"When was the albatross seen?","answers":[{"text":"May"}],"gold_paragraphs":[1]}
{"id":"2","source":"s","doc_id":"d","question":"When was the albatross seen?","answers":[{"text":"July"}],"gold_paragraphs":[1]}
{"id":"3","source":"s","doc_id":"d","question":"Where is the emu?","answers":[{"text":"June"}],"gold_paragraphs":[3]}
{"id":"4","source":"s","doc_id":"d","question":"When was the ostrich seen?","answers":["In summer"],"answer_type":"abstractive","gold_paragraphs":[3]}
{"id":"5","source":"s","doc_id":"d","question":"Who?","answers":["x"],"in_qa_train":true}
"#,
    );
    let stop = Arc::new(AtomicBool::new(false));
    let rows = rows(
        &plan(questions.path(), documents.path(), &stop),
        &mut |_, _| {},
    )
    .unwrap();
    let report = report(None, rows);
    let ranks: Vec<Option<usize>> = report.rows.iter().map(|row| row.rank).collect();
    assert_eq!(ranks, [Some(1), None, None, Some(1)]);
    assert_eq!(report.sources[0].recall, Some([50.0, 50.0, 50.0]));
    assert!(
        report
            .to_string()
            .contains("| s | 4 | 4 | 50.0 | 50.0 | 50.0 |")
    );
}

#[test]
fn a_context_is_a_run_of_sentences() {
    let text = "Café opened. It closed.";
    let run = run(text.to_owned());
    let sentences: Vec<&str> = run
        .sentences
        .iter()
        .map(|(_, range)| &text[range.clone()])
        .collect();
    assert_eq!(sentences, ["Café opened.", "It closed."]);
}

#[test]
fn a_limit_is_spread_over_the_source() {
    let lines: String = (0..10)
        .map(|n| {
            format!(r#"{{"id":"{n}","source":"s","context":"","question":"Q","answers":[]}}"#)
                + "\n"
        })
        .collect();
    let questions = file(&lines);
    let stop = Arc::new(AtomicBool::new(false));
    let mut plan = plan(questions.path(), questions.path(), &stop);
    plan.limit = Some(3);
    let ids: Vec<String> = chosen(super::questions(questions.path()).unwrap(), &plan)
        .into_iter()
        .map(|asked| asked.id)
        .collect();
    assert_eq!(ids, ["3", "6", "9"]);
}

#[test]
fn a_fifth_of_the_questions_to_whole_documents_is_unanswerable() {
    let line = |n: usize| {
        let answers = if n.is_multiple_of(2) {
            r#"["a"]"#
        } else {
            "[]"
        };
        format!(
            r#"{{"id":"{n}","source":"s","title":"t","context":"a","question":"Q","answers":{answers}}}"#
        ) + "\n"
    };
    let questions = file(&(0..16).map(line).collect::<String>());
    let stop = Arc::new(AtomicBool::new(false));
    let mut plan = plan(questions.path(), questions.path(), &stop);
    plan.whole = true;
    let asked = chosen(super::questions(questions.path()).unwrap(), &plan);
    let unanswerable = asked
        .iter()
        .filter(|asked| asked.answers().is_empty())
        .count();
    assert_eq!((asked.len(), unanswerable), (10, 2));
}
