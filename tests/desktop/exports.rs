//! What leaves the window as a file is read by programs of others, or by rules of theirs: each format holds the summary, an
//! answer with its quotation, and a mark with its note. The Word file is in `notes.rs`.

use std::fs;
use std::path::Path;

use pagewing_tests::{pandoc, reads_ris};
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::asking::starter;
use crate::keys::ENTER;
use crate::notes::write_note;
use crate::reading::{list, squeezed, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window, example};

const QUESTION: &str = "How high are losses during harvest, handling and marketing?";
const NOTE: &str = "Is this true in winter, too?";

/// What page 1 of the example shows of itself.
const TITLE: &str = "Role of Natural Volatiles and Essential Oils in Extending Shelf Life and Controlling Postharvest \
    Microorganisms of Small Fruits";
const AUTHORS: [[&str; 2]; 3] = [
    ["Taghavi", "Toktam"],
    ["Kim", "Chyer"],
    ["Rahemi", "Alireza"],
];
const YEAR: u64 = 2018;
const DOI: &str = "10.3390/microorganisms6040104";

#[test]
fn every_format_of_the_menu_holds_summary_answer_and_note() -> Outcome {
    run(async {
        let home = tempdir()?;
        let file = home.path().join("exported");
        let opening = Opening {
            arguments: vec![example()],
            variables: vec![
                ("PAGEWING_STARTER", starter()),
                ("PAGEWING_SAVE_AS", file.clone()),
            ],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let id = summarized(&window, 0).await?["card"]["id"].clone();
        let kept = make(&window, &id).await?;

        for (format, from) in [("markdown", "commonmark"), ("html", "html")] {
            export(&window, format, &file).await?;
            check_words(format, &pandoc(from, "plain", &file), &kept);
        }
        export(&window, "text", &file).await?;
        check_words("text", &fs::read_to_string(&file)?, &kept);
        export(&window, "json", &file).await?;
        check_facts(&serde_json::from_slice(&fs::read(&file)?)?, &id, &kept);
        window.screenshot("exported")?;
        window.close().await
    })
}

#[test]
fn the_entries_for_lists_of_references_are_those_of_the_paper() -> Outcome {
    run(async {
        let home = tempdir()?;
        let file = home.path().join("entry");
        let opening = Opening {
            arguments: vec![example()],
            variables: vec![("PAGEWING_SAVE_AS", file.clone())],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        summarized(&window, 0).await?;

        export(&window, "bibtex", &file).await?;
        check_entry(&pandoc("bibtex", "csljson", &file))?;
        export(&window, "ris", &file).await?;
        check_ris(&fs::read_to_string(&file)?)?;
        // pandoc reads RIS since version 3
        if reads_ris() {
            check_entry(&pandoc("ris", "csljson", &file))?;
        }
        window.close().await
    })
}

/// What an export has to hold.
struct Kept {
    sentences: Vec<String>,
    marked: String,
    quotation: String,
}

/// Marks a sentence of the summary, writes a note to it, and asks a question.
async fn make(window: &Window, id: &Value) -> Outcome<Kept> {
    let sentence = window.element("summary-sentence").await?;
    sentence.click().await?;
    write_note(window, &sentence, NOTE).await?;
    let annotation = window
        .until("a mark with its note", async || {
            let kept = window.ask("annotations", json!({ "document": id })).await?;
            Ok((kept[0]["note"] == NOTE).then(|| kept[0].clone()))
        })
        .await?;

    let field = window.element("ask").await?;
    field.send_keys(&format!("{QUESTION}{ENTER}")).await?;
    window
        .wait_for("document.querySelector('[data-testid=answer][data-status=found][data-provisional=false]')")
        .await?;
    let past = window
        .until("a kept question", async || {
            let of = json!({ "document": id, "words": "", "before": null });
            let past = window.ask("questions", of).await?;
            Ok(list(&past["questions"]).first().cloned())
        })
        .await?;
    let answer = window
        .ask("past_answer", json!({ "id": past["id"] }))
        .await?;
    let summary = window.ask("summary", json!({ "id": id })).await?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let kept = Kept {
        sentences: list(&summary["sentences"])
            .iter()
            .filter_map(|sentence| text(&sentence["text"]))
            .collect(),
        marked: text(&annotation["target"]["passage"]["text"]).ok_or("no words are marked")?,
        quotation: text(&answer["answers"][0]["quotation"]["text"]).ok_or("nothing is quoted")?,
    };
    assert!(kept.sentences.len() >= 3, "{summary}");
    assert!(kept.quotation.contains("50%"), "{answer}");
    Ok(kept)
}

/// Chooses a format in the menu and waits until its file is there: it is written as a whole.
async fn export(window: &Window, format: &str, file: &Path) -> Outcome {
    if file.exists() {
        fs::remove_file(file)?;
    }
    window.element("export").await?.click().await?;
    let entry = window.element(&format!("export-{format}")).await?;
    entry.click().await?;
    window.element_with("notice", "Exported to").await?;
    assert!(file.is_file(), "{format}");
    // the next notice is of the next file
    window
        .wait_for(
            "([...document.querySelectorAll('[data-testid=notice] .icon')].forEach((close) => close.click()),
                !document.querySelector('[data-testid=notice]'))",
        )
        .await?;
    Ok(())
}

fn check_words(format: &str, read: &str, kept: &Kept) {
    let read = squeezed(read);
    let (marked, quotation) = (kept.marked.as_str(), kept.quotation.as_str());
    let own = [TITLE, QUESTION, NOTE, marked, quotation];
    for words in own
        .into_iter()
        .chain(kept.sentences.iter().map(String::as_str))
    {
        assert!(
            read.contains(&squeezed(words)),
            "{format}: “{words}” is not in {read}"
        );
    }
}

fn check_facts(read: &Value, id: &Value, kept: &Kept) {
    assert_eq!(read["version"], 1);
    assert_eq!(read["document"], *id);
    assert_eq!(read["pages"], 15);
    assert_eq!(read["reference"]["title"], TITLE);
    let sentences: Vec<&Value> = list(&read["summary"]["sentences"])
        .iter()
        .map(|sentence| &sentence["text"])
        .collect();
    assert_eq!(sentences, kept.sentences.iter().collect::<Vec<_>>());
    let asked = &read["questions"][0];
    assert_eq!(asked["question"], QUESTION);
    let quotation = &asked["answer"]["answers"][0]["quotation"];
    assert_eq!(quotation["text"], kept.quotation);
    assert_eq!(quotation["page"], 1);
    let annotation = &read["annotations"][0];
    assert_eq!(annotation["note"], NOTE);
    assert_eq!(annotation["colour"], "yellow");
    assert_eq!(annotation["target"]["passage"]["text"], kept.marked);
}

/// An entry as CSL JSON, the form in which pandoc keeps references.
fn check_entry(read: &str) -> Outcome {
    let read: Value = serde_json::from_str(read)?;
    let entry = &read[0];
    assert_eq!(entry["title"], TITLE);
    assert_eq!(entry["DOI"], DOI);
    // the first page names them: “Microorganisms 2018, 6, 104”
    assert_eq!(entry["container-title"], "Microorganisms");
    assert_eq!([&entry["volume"], &entry["page"]], ["6", "104"]);
    assert_eq!(entry["issued"]["date-parts"][0][0], YEAR);
    let authors: Vec<[&Value; 2]> = list(&entry["author"])
        .iter()
        .map(|author| [&author["family"], &author["given"]])
        .collect();
    assert_eq!(authors, AUTHORS);
    Ok(())
}

/// RIS is lines: two letters or digits, two spaces, a hyphen, a space and a value; `TY` begins an entry and `ER` ends it.
fn check_ris(read: &str) -> Outcome {
    let mut fields = Vec::new();
    for line in read.lines() {
        let (tag, value) = line
            .split_once("  - ")
            .ok_or_else(|| format!("{line:?} is no field"))?;
        let is_tag = tag.len() == 2
            && tag
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        assert!(is_tag, "{line:?}");
        fields.push((tag, value));
    }
    assert_eq!(fields.first(), Some(&("TY", "JOUR")));
    assert_eq!(fields.last(), Some(&("ER", "")));
    assert_eq!(values(&fields, "TI"), [TITLE]);
    assert_eq!(values(&fields, "PY"), [YEAR.to_string()]);
    assert_eq!(values(&fields, "DO"), [DOI]);
    assert_eq!(values(&fields, "JO"), ["Microorganisms"]);
    assert_eq!(
        [values(&fields, "VL"), values(&fields, "SP")],
        [["6"], ["104"]]
    );
    assert_eq!(values(&fields, "AU"), AUTHORS.map(|names| names.join(", ")));
    Ok(())
}

/// The values of all fields with a tag.
fn values<'r>(fields: &[(&str, &'r str)], tag: &str) -> Vec<&'r str> {
    let of_tag = fields.iter().filter(|(one, _)| *one == tag);
    of_tag.map(|(_, value)| *value).collect()
}
