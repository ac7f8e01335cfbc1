//! `pagewing table`: papers down, questions across. Programs of others read what it writes: pandoc Markdown, CSV and DOCX,
//! Python and LibreOffice the workbook.

use std::path::{Path, PathBuf};
use std::process::Command;

use pagewing_tests::{pandoc, root};
use serde_json::{Value, json};

use super::{Ended, Run, ended, text};

const LOSSES: &str = "How high are losses during harvest, handling and marketing?";
const FOOTBALL: &str = "Who won the football world cup in 1998?";

/// A paper whose words have a meaning in every format.
const BIRDS: &str =
    "# =Birds, \"small\" & \\<large>\n\nThe tags weighed 30 grams | and fell off after a year.\n";

fn example() -> PathBuf {
    root().join("assets/example/shelf-life-of-small-fruits.pdf")
}

/// Runs with the starter model.
fn run_with(run: &Run, arguments: &[&str]) -> Ended {
    let mut command = run.command();
    command
        .env("PAGEWING_STARTER", root().join("assets/starter"))
        .args(arguments);
    ended(&command.output().expect("the binary can be started"))
}

/// The files of a table of two papers and two questions.
fn files(run: &Run) -> (PathBuf, PathBuf) {
    let birds = run.file("birds.md", BIRDS);
    let questions = format!("\u{feff}# about fruits\r\n{LOSSES}\r\n\r\n  {FOOTBALL}  \r\n");
    (birds, run.file("questions.txt", questions))
}

/// Writes a table with the starter model and returns its file.
fn written(run: &Run, name: &str) -> PathBuf {
    let (birds, questions) = files(run);
    let file = run.home.path().join(name);
    let paper = example();
    let arguments = [
        "table",
        "-q",
        text(&paper),
        text(&birds),
        "--questions",
        text(&questions),
        "--title",
        "Fruits & birds",
        "-o",
        text(&file),
    ];
    let ended = run_with(run, &arguments);
    let said = (ended.code, ended.out.as_str(), ended.err.as_str());
    assert_eq!(said, (0, "", ""));
    file
}

#[test]
fn a_cell_has_the_quotation_that_answers_with_its_page_or_is_not_found() {
    let run = Run::new();
    let (birds, questions) = files(&run);
    let paper = example();
    let asked = ["table", "-q", "--json", text(&paper), text(&birds)];
    let questions = ["--questions", text(&questions)];
    let ended = run_with(&run, &[&asked[..], &questions[..]].concat());
    assert_eq!(ended.code, 0, "{}", ended.err);
    let line: Value = serde_json::from_str(&ended.out).expect("JSON");
    let table = &line["table"];
    assert_eq!(table["columns"][0]["question"], LOSSES);
    assert_eq!(table["columns"][1]["question"], FOOTBALL);
    assert_eq!(table["rows"].as_array().map(Vec::len), Some(2));
    let cells = &table["rows"][0]["cells"];
    let found = &cells[0]["found"];
    assert_eq!(cells[0]["outcome"], "found");
    assert!(
        found["words"]
            .as_str()
            .is_some_and(|said| said.contains("50%")),
        "{found}"
    );
    assert_eq!(found["page"], 1);
    assert!(
        found["probability"]
            .as_f64()
            .is_some_and(|share| share > 0.0 && share <= 1.0)
    );
    let quoted = found["quoted"].as_str().expect("a quotation");
    assert!(
        quoted.contains(found["words"].as_str().expect("words")),
        "{found}"
    );
    assert_eq!(cells[1]["outcome"], "not_found");
    assert_eq!(cells[1]["found"], Value::Null);
    assert_eq!(table["rows"][1]["title"], "=Birds, \"small\" & <large>");
    assert_eq!(line["unread"], Value::Array(vec![]));
}

#[test]
fn a_program_of_others_reads_the_same_table_in_every_format() {
    let run = Run::new();
    for (name, from) in [("a.md", "gfm"), ("a.csv", "csv"), ("a.docx", "docx")] {
        let page = pandoc(from, "html", &written(&run, name));
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in ["50%", "not found", "p. 1", LOSSES, FOOTBALL] {
            // the values of a CSV file have no signs around them
            let words = if name == "a.csv" && words == "p. 1" {
                "(page)"
            } else {
                words
            };
            assert!(page.contains(words), "{name} without {words:?}: {page}");
        }
        assert!(page.contains("=Birds, "), "{name}: {page}");
        assert!(page.contains("&amp; &lt;large&gt;"), "{name}: {page}");
        assert_eq!(page.matches("<table").count(), 1, "{name}: {page}");
        // a head, and a row for each paper
        assert_eq!(page.matches("<tr").count(), 3, "{name}: {page}");
    }
    let word = pandoc("docx", "html", &run.home.path().join("a.docx"));
    assert!(word.contains(">References</h1>"), "{word}");
    let plain = pandoc("gfm", "plain", &run.home.path().join("a.md"));
    assert!(plain.contains("References"), "{plain}");
}

#[test]
fn without_a_reader_nothing_is_called_an_answer() {
    let run = Run::new();
    let birds = run.file("birds.md", BIRDS);
    let questions = run.file("questions.txt", "How much did the tags weigh?\n");
    let asked = ["table", "-q", text(&birds), "--questions", text(&questions)];
    let printed = run.run(asked);
    assert_eq!(printed.code, 0, "{}", printed.err);
    assert!(
        printed
            .out
            .contains("| not judged: “The tags weighed 30 grams "),
        "{}",
        printed.out
    );
    assert!(!printed.out.contains("%)"), "{}", printed.out);
}

#[test]
fn a_template_has_questions_and_a_file_that_cannot_be_read_is_left_out() {
    let run = Run::new();
    let birds = run.file("birds.md", BIRDS);
    let empty = run.file("empty.pdf", "");
    let asked = ["table", "-q", "--json", text(&birds), text(&empty)];
    let printed = run.run([&asked[..], &["--template", "trial"][..]].concat());
    assert_eq!(printed.code, 0, "{}", printed.err);
    assert!(printed.err.contains("empty.pdf"), "{}", printed.err);
    let line: Value = serde_json::from_str(&printed.out).expect("JSON");
    let columns = line["table"]["columns"].as_array().expect("columns");
    assert!(columns.len() > 5);
    assert_eq!(line["table"]["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!(line["unread"][0]["error"]["code"], "empty");
}

#[test]
fn what_cannot_be_made_into_a_table_is_said() {
    let run = Run::new();
    let birds = run.file("birds.md", BIRDS);
    let none = run.file("none.txt", "# nothing\n\n");
    let with = |questions: &Path, more: &[&str]| {
        let asked = ["table", "-q", text(&birds), "--questions", text(questions)];
        run.run([&asked[..], more].concat())
    };
    with(&none, &[]).refused(2, &["no question"]);
    with(&run.home.path().join("nowhere.txt"), &[]).refused(1, &["nowhere.txt"]);
    let signs = run.file("signs.txt", "???\n");
    with(&signs, &[]).refused(2, &[]);
    let (_, questions) = files(&run);
    let pdf = run.home.path().join("a.pdf");
    with(&questions, &["-o", text(&pdf)]).refused(2, &["--format"]);
    assert!(!pdf.exists());
    // neither questions nor a template
    assert_eq!(run.run(["table", text(&birds)]).code, 2);
}

/// The sheets of a workbook, as a reader sees them that knows the standard and nothing else.
fn workbook(file: &Path) -> Value {
    let output = Command::new("python3")
        .arg(root().join("tests/cli/workbook.py"))
        .arg(file)
        .output()
        .expect("python3 runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn a_workbook_is_as_the_standard_says_and_has_each_fact_in_a_cell() {
    let run = Run::new();
    let sheets = workbook(&written(&run, "a.xlsx"));
    let table = &sheets["Table"];
    assert_eq!(
        table[0],
        json!(["Paper", "Authors", "Year", "DOI", LOSSES, FOOTBALL])
    );
    assert_eq!(table[2][0], "=Birds, \"small\" & <large>");
    assert!(
        table[1][4]
            .as_str()
            .is_some_and(|cell| cell.contains("50%") && cell.ends_with("\np. 1"))
    );
    assert_eq!(table[1][5], "not found");
    let cells = &sheets["Cells"];
    assert_eq!(cells.as_array().map(Vec::len), Some(5));
    let [_, question, words, probability, quoted, page, by] =
        cells[1].as_array().expect("a row").as_slice()
    else {
        panic!("{}", cells[1]);
    };
    assert_eq!(
        (question, page, by),
        (&json!(LOSSES), &json!(1.0), &json!("Pagewing"))
    );
    for text in [words, quoted] {
        assert!(
            text.as_str().is_some_and(|text| text.contains("50%")),
            "{text}"
        );
    }
    assert!(
        probability
            .as_str()
            .is_some_and(|share| share.ends_with('%'))
    );
    assert_eq!(sheets["References"].as_array().map(Vec::len), Some(3));
}

/// Read by LibreOffice, which `./test` does not install.
mod spreadsheet {
    use std::process::Stdio;

    use super::*;

    /// The sheets of a workbook as LibreOffice reads them, each as values separated by tabs.
    fn sheets(run: &Run, file: &Path) -> Vec<String> {
        let profile = format!(
            "-env:UserInstallation=file://{}/office",
            text(run.home.path())
        );
        let into = run.home.path().join("sheets");
        // tabs, no quotes, UTF-8, from the first line, texts as shown, and all sheets
        let filter = "csv:Text - txt - csv (StarCalc):9,0,76,1,,0,false,true,false,false,false,-1";
        let output = Command::new("soffice")
            .args([
                profile.as_str(),
                "--headless",
                "--convert-to",
                filter,
                "--outdir",
            ])
            .args([into.as_path(), file])
            .stdin(Stdio::null())
            .output()
            .expect("soffice runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        let sheet = |name: &str| {
            let file = into.join(format!("a-{name}.csv"));
            std::fs::read_to_string(file).expect("a sheet")
        };
        ["Table", "Cells", "References"].map(sheet).into()
    }

    #[test]
    #[ignore = "needs LibreOffice"]
    fn a_program_of_others_reads_the_sheets() {
        let run = Run::new();
        let file = written(&run, "a.xlsx");
        let sheets = sheets(&run, &file);
        let [table, cells, references] = sheets.as_slice() else {
            panic!("{sheets:?}");
        };
        let head = table.lines().next().unwrap_or_default();
        assert_eq!(
            head,
            format!("Paper\tAuthors\tYear\tDOI\t{LOSSES}\t{FOOTBALL}")
        );
        for words in ["50%", "not found", "p. 1", "=Birds, \"small\" & <large>"] {
            assert!(table.contains(words), "no {words:?}: {table}");
        }
        let lines: Vec<Vec<&str>> = cells
            .lines()
            .map(|line| line.split('\t').collect())
            .collect();
        assert_eq!(lines.len(), 5, "{cells}");
        let [_, question, words, probability, quoted, page, by] = lines[1][..] else {
            panic!("{:?}", lines[1]);
        };
        assert_eq!((question, page, by), (LOSSES, "1", "Pagewing"));
        assert!(words.contains("50%") && quoted.contains("50%"));
        assert!(probability.ends_with('%'), "{probability}");
        assert_eq!(references.lines().count(), 3, "{references}");
    }
}
