//! A document is read again while it is open: its marks and notes go on to the new sentences at once.

use std::fs;
use std::path::Path;

use pagewing::document::{self, Document, DocumentId, ReadOptions, SentenceId};
use pagewing::library::Library;
use pagewing::paths::Paths;
use pagewing_tests::fixture;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::keys::ENTER;
use crate::notes::{check_drawn as check_lines, write_note};
use crate::reading::{check_highlights, list, scroll_to, shown_sentences, source_of, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window, words_of};

const NOTE: &str = "Which harbour?";

/// The sentence that the older reading does not have.
const MISSED: &str = "The oldest harbour of the coast was closed in the war.";
const REST: &str = "Small boats leave the northern harbour every morning, and most of them come back at noon. \
    The boats drifted eleven kilometres in a day when the wind was steady. \
    The keel of each boat was painted before the season began, and the sails were mended.";

#[test]
fn marks_and_notes_of_running_text_follow_their_words_when_it_is_read_again() -> Outcome {
    run(async {
        let home = tempdir()?;
        let file = home.path().join("boats.md");
        fs::write(&file, format!("# Boats in the north\n\n{MISSED} {REST}\n"))?;
        let opening = Opening {
            arguments: vec![file],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let id = summarized(&window, 0).await?["card"]["id"].clone();
        window.close().await?;
        let paths = Paths::under(home.path());
        read_as_long_ago(&paths, &id, home.path())?;

        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("flow").await?;
        assert!(!text_of(&window).await?.contains(MISSED));
        let options = json!({ "length": "medium" });
        window
            .ask("summarize", json!({ "id": id, "options": options }))
            .await?;
        let sentence = window.element("summary-sentence").await?;
        let words = words_of(&sentence).await?;
        let words = words.trim_matches(['“', '”']).to_owned();
        sentence.click().await?;
        write_note(&window, &sentence, NOTE).await?;
        let before = kept(&window, &id).await?;
        check_drawn(&window, &words).await?;

        // a newer version reads it before it answers
        make_outdated(&paths)?;
        ask(&window, "How far did the boats drift in a day?").await?;
        let there = format!(
            "document.querySelector('[data-testid=flow]').textContent.includes({})",
            json!(MISSED)
        );
        window.wait_for(&there).await?;
        check_drawn(&window, &words).await?;
        let after = kept(&window, &id).await?;
        assert_eq!(sentences(&after), one_later(&before));
        window.element("tab-notes").await?.click().await?;
        let note = window.element("note-text").await?;
        assert_eq!(note.prop("value").await?.as_deref(), Some(NOTE));
        window.element("annotation-words").await?.click().await?;
        check_drawn(&window, &words).await?;
        window.screenshot("read-again")?;
        window.close().await?;

        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("flow").await?;
        window.wait_for(&there).await?;
        check_drawn(&window, &words).await?;
        window.close().await
    })
}

#[test]
fn marks_and_notes_on_pages_stay_at_their_words_when_the_file_is_read_again() -> Outcome {
    run(async {
        let home = tempdir()?;
        let opening = Opening {
            arguments: vec![fixture("pdf/dftk.pdf")],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let read = summarized(&window, 0).await?;
        let id = read["card"]["id"].clone();
        window.close().await?;
        let paths = Paths::under(home.path());
        without_first_sentence(&paths, &id)?;

        let window = Window::open(home.path(), Opening::default()).await?;
        let options = json!({ "length": "medium" });
        window
            .ask("summarize", json!({ "id": id, "options": options }))
            .await?;
        let old = summarized(&window, 0).await?;
        assert_eq!(
            list(&old["sentences"]).len() + 1,
            list(&read["sentences"]).len()
        );
        let sentence = window.element("summary-sentence").await?;
        let words = words_of(&sentence).await?;
        sentence.click().await?;
        write_note(&window, &sentence, NOTE).await?;
        let before = kept(&window, &id).await?;
        assert_eq!(before["target"]["passage"]["text"], words);
        check_lines(&window, &before).await?;

        // a newer version reads it before it answers
        make_outdated(&paths)?;
        ask(&window, "What features does the code support?").await?;
        let after = window
            .until("a mark on the new sentences", async || {
                let now = kept(&window, &id).await?;
                Ok((sentences(&now) == one_later(&before)).then_some(now))
            })
            .await?;
        let place = |annotation: &Value| annotation["target"]["passage"]["places"].clone();
        assert_eq!(place(&after), place(&before));
        check_lines(&window, &after).await?;

        // the window has the new sentences, too: a source of the new summary is shown where it stands
        let document = summarized(&window, 0).await?;
        assert_eq!(document["sentences"], read["sentences"]);
        let summary = window.ask("summary", json!({ "id": id })).await?;
        window.element("tab-summary").await?.click().await?;
        let made = list(&summary["sentences"]);
        let shown = shown_sentences(&window, made).await?;
        scroll_to(&window, 0).await?;
        shown[0].click().await?;
        check_highlights(&window, &document, source_of(&document, &made[0])?).await?;
        window.screenshot("pages-read-again")?;
        window.close().await?;

        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("tab-notes").await?.click().await?;
        let note = window.element("note-text").await?;
        assert_eq!(note.prop("value").await?.as_deref(), Some(NOTE));
        window.element("annotation-words").await?.click().await?;
        check_lines(&window, &after).await?;
        window.close().await
    })
}

/// Puts a reading of a shorter text into the library, as if an older version had made it.
fn read_as_long_ago(paths: &Paths, id: &Value, folder: &Path) -> Outcome {
    let shorter = folder.join("shorter.md");
    fs::write(&shorter, format!("# Boats in the north\n\n{REST}\n"))?;
    let options = ReadOptions {
        worker: Some(env!("CARGO_BIN_EXE_test-extract-worker").into()),
        ..ReadOptions::default()
    };
    let document = document::read(&shorter, &options, &mut |_| ())?;
    put(&Library::open(paths)?, id, document)
}

/// Puts a reading of a file with pages into the library that lacks the first sentence, as if an older version had made it.
fn without_first_sentence(paths: &Paths, id: &Value) -> Outcome {
    let library = Library::open(paths)?;
    let mut document = library.document(&identity(id)?)?;
    document.sentences.remove(0);
    for (at, sentence) in (0..).zip(&mut document.sentences) {
        sentence.id = SentenceId(at);
    }
    put(&library, id, document)
}

fn put(library: &Library, id: &Value, document: Document) -> Outcome {
    let id = identity(id)?;
    let (name, file) = library.file_of(&id)?;
    let document = Document { id, ..document };
    assert!(library.put(&document, &name, &file)?, "nothing changed");
    Ok(())
}

fn identity(id: &Value) -> Outcome<DocumentId> {
    Ok(DocumentId(id.as_str().ok_or("no id")?.to_owned()))
}

/// Says of the reading in the library that an older version made it.
fn make_outdated(paths: &Paths) -> Outcome {
    let connection = rusqlite::Connection::open(paths.database())?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    let changed = connection.execute("UPDATE documents SET extraction = 1", [])?;
    assert_eq!(changed, 1);
    Ok(())
}

async fn ask(window: &Window, question: &str) -> Outcome {
    let field = window.element("ask").await?;
    field.send_keys(&format!("{question}{ENTER}")).await?;
    Ok(())
}

/// The numbers of the sentences that are marked.
fn sentences(annotation: &Value) -> Vec<u64> {
    let sentences = list(&annotation["target"]["passage"]["sentences"]);
    sentences.iter().filter_map(Value::as_u64).collect()
}

/// The numbers that they have in a reading with one more sentence before them.
fn one_later(annotation: &Value) -> Vec<u64> {
    sentences(annotation).iter().map(|at| at + 1).collect()
}

async fn text_of(window: &Window) -> Outcome<String> {
    words_of(&window.element("flow").await?).await
}

/// The one annotation, once its note is kept.
async fn kept(window: &Window, id: &Value) -> Outcome<Value> {
    window
        .until("a mark with its note", async || {
            let kept = window.ask("annotations", json!({ "document": id })).await?;
            Ok((kept[0]["note"] == NOTE).then(|| kept[0].clone()))
        })
        .await
}

/// Waits until the words, and no others, are drawn as marked.
async fn check_drawn(window: &Window, words: &str) -> Outcome {
    let drawn = "[...document.querySelectorAll('[data-testid=pen]')].map((pen) => pen.textContent).join('')";
    window
        .wait_for(&format!("{drawn} === {}", json!(words)))
        .await?;
    Ok(())
}
