//! Papers are opened in every possible way; their summaries cite sources and are kept.

use std::path::{Path, PathBuf};

use fantoccini::elements::Element;
use pagewing_tests::{fixture, shared};
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::drop_files::drop_files;
use crate::run;
use crate::window::{Opening, Outcome, Window, example, words_of};

/// Most points by which a highlight may be off: the page is drawn in whole pixels.
const TOLERANCE: f64 = 1.5;

#[test]
fn a_dropped_paper_becomes_key_sentences_with_their_places() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("empty").await?;
        window.screenshot("empty")?;
        drop_files(window.display(), &[&example()])?;

        let document = summarized(&window, 0).await?;
        let summary = window
            .ask("summary", json!({ "id": document["card"]["id"] }))
            .await?;
        assert_eq!(summary["origin"]["kind"], "key_sentences");
        let sentences = list(&summary["sentences"]);
        assert!(sentences.len() >= 3, "{summary}");
        for sentence in sentences {
            let source = source_of(&document, sentence)?;
            assert_eq!(
                sentence["text"], source["text"],
                "a quotation is what its source says"
            );
        }

        // the last sentence, because its page is not the one that is shown first
        let shown = shown_sentences(&window, sentences).await?;
        for which in [sentences.len() - 1, 0] {
            let source = source_of(&document, &sentences[which])?;
            scroll_to(&window, which).await?;
            shown[which].click().await?;
            check_highlights(&window, &document, source).await?;
        }
        drawn(&window, source_of(&document, &sentences[0])?).await?;
        window.screenshot("key-sentences")?;
        window.close().await
    })
}

#[test]
fn several_papers_at_once_and_the_library_survives_a_restart() -> Outcome {
    run(async {
        let home = tempdir()?;
        let opening = Opening {
            arguments: vec![fixture("pdf/dftk.pdf"), example()],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let title = "Role of Natural Volatiles";
        window.element_with("library-item", "DFTK").await?;
        window.element_with("library-item", title).await?;
        let first = summarized(&window, 0).await?;
        summarized(&window, 1).await?;
        let before = window
            .ask("summary", json!({ "id": first["card"]["id"] }))
            .await?;
        window.close().await?;

        let window = Window::open(home.path(), Opening::default()).await?;
        window.element_with("library-item", "DFTK").await?;
        window.element_with("library-item", title).await?;
        let after = window
            .ask("summary", json!({ "id": first["card"]["id"] }))
            .await?;
        assert_eq!(before, after);
        window
            .element_with("library-item", title)
            .await?
            .click()
            .await?;
        window
            .wait_for("document.querySelector('[data-testid=page][data-page=\"1\"] canvas')")
            .await?;
        window.element("summary-sentence").await?;
        window.screenshot("library")?;
        window.close().await
    })
}

#[test]
fn files_come_by_the_dialog() -> Outcome {
    run(async {
        let home = tempdir()?;
        let opening = Opening {
            variables: vec![("PAGEWING_PICK_FILES", fixture("pdf/dftk.pdf"))],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        window.element("choose-files").await?.click().await?;
        let document = summarized(&window, 0).await?;
        assert_eq!(document["card"]["file_name"], "dftk.pdf");
        window.close().await
    })
}

#[test]
fn a_second_start_hands_its_file_to_the_open_window() -> Outcome {
    run(async {
        let home = tempdir()?;
        let opening = Opening {
            with_bus: true,
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        window.element("empty").await?;
        // by a relative path, from another folder
        let second = window.start_again(&fixture("pdf"), Path::new("dftk.pdf"))?;
        assert!(second.success(), "{second}");
        let document = summarized(&window, 0).await?;
        assert_eq!(document["card"]["file_name"], "dftk.pdf");
        window.close().await
    })
}

#[test]
#[ignore = "needs ../shared/pdfs/papers"]
fn every_shared_kind_of_paper_is_read() -> Outcome {
    run(async {
        let papers = shared("pdfs/papers");
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("empty").await?;
        // two columns in one document, one column in the other
        let names = ["pmc-PMC5771181.pdf", "jose-00260.pdf"];
        let files: Vec<PathBuf> = names.iter().map(|name| papers.join(name)).collect();
        drop_files(
            window.display(),
            &files.iter().map(PathBuf::as_path).collect::<Vec<_>>(),
        )?;
        for which in 0..names.len() {
            let document = summarized(&window, which).await?;
            let summary = window
                .ask("summary", json!({ "id": document["card"]["id"] }))
                .await?;
            assert!(list(&summary["sentences"]).len() >= 3, "{summary}");
        }
        window.close().await
    })
}

#[test]
fn a_model_writes_and_says_where_it_looked() -> Outcome {
    run(async {
        let model = fixture("tiny-model");
        let home = tempdir()?;
        let opening = Opening {
            arguments: vec![fixture("pdf/dftk.pdf")],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let document = summarized(&window, 0).await?;
        let folder = json!({ "folder": model, "copy": false, "fastCopy": false });
        window.ask("add_model", folder).await?;
        window.element_with("model", "tiny-model").await?;

        let id = &document["card"]["id"];
        let options = json!({ "length": "medium", "beams": 2, "max_tokens": 48 });
        window
            .ask("summarize", json!({ "id": id, "options": options }))
            .await?;
        let summary = window
            .until("a written summary", async || {
                let summary = window.ask("summary", json!({ "id": id })).await?;
                let written = summary["origin"]["kind"] == "model" && summary["complete"] == true;
                Ok(written.then_some(summary))
            })
            .await?;
        assert_eq!(summary["origin"]["name"], "tiny-model");
        let sentences = list(&summary["sentences"]);
        assert!(!sentences.is_empty(), "{summary}");
        for sentence in sentences {
            assert!(sentence["support"].is_number(), "{sentence}");
        }
        let shown = shown_sentences(&window, sentences).await?;
        shown[0].click().await?;
        check_highlights(&window, &document, source_of(&document, &sentences[0])?).await?;
        window.screenshot("written-summary")?;
        window.close().await
    })
}

/// The whole library, the newest first.
pub(crate) fn everything() -> Value {
    json!({ "order": "added", "backwards": false, "only": [], "groups": [] })
}

/// Waits until at least `which` + 1 documents have a finished summary; returns the view of that document.
pub(crate) async fn summarized(window: &Window, which: usize) -> Outcome<Value> {
    let card = window
        .until("a finished summary", async || {
            let cards = window
                .ask("library", json!({ "arrangement": everything() }))
                .await?;
            let card = list(&cards)
                .iter()
                .filter(|card| card["summarized"] == true)
                .nth(which);
            Ok(card.cloned())
        })
        .await?;
    window.ask("document", json!({ "id": card["id"] })).await
}

/// Waits until the page on which a sentence begins is drawn, so that it is not only white.
async fn drawn(window: &Window, source: &Value) -> Outcome<Value> {
    let page = &source["places"][0]["page"];
    window
        .wait_for(&format!(
            "[...document.querySelectorAll('[data-testid=page][data-page=\"{page}\"] canvas')].some((canvas) =>
                canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
                    .some((value, at) => at % 4 < 3 && value < 128))"
        ))
        .await
}

/// The sentences on the page, after checking that they are those of the summary.
pub(crate) async fn shown_sentences(window: &Window, sentences: &[Value]) -> Outcome<Vec<Element>> {
    window
        .until("the summary's sentences", async || {
            let shown = window.elements("summary-sentence").await?;
            if shown.len() != sentences.len() {
                return Ok(None);
            }
            for (element, sentence) in shown.iter().zip(sentences) {
                let text = sentence["text"].as_str().unwrap_or_default();
                if !words_of(element).await?.contains(&squeezed(text)) {
                    return Ok(None);
                }
            }
            Ok(Some(shown))
        })
        .await
}

/// Scrolls to a sentence of the summary, as a person would: the driver does not click what is scrolled out at the
/// upper edge.
pub(crate) async fn scroll_to(window: &Window, which: usize) -> Outcome {
    window
        .wait_for(&format!(
            "(document.querySelectorAll('[data-testid=summary-sentence]')[{which}]
                .scrollIntoView({{ block: 'center' }}), true)"
        ))
        .await?;
    Ok(())
}

/// Words with one space between them.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The best source of a summary's sentence.
pub(crate) fn source_of<'a>(document: &'a Value, sentence: &Value) -> Outcome<&'a Value> {
    let id = &sentence["evidence"][0]["sentence"];
    list(&document["sentences"])
        .iter()
        .find(|source| source["id"] == *id)
        .ok_or_else(|| format!("{sentence} has no source").into())
}

/// Waits for the highlights of a sentence, which must be visible and lie where the document places the sentence.
pub(crate) async fn check_highlights(window: &Window, document: &Value, source: &Value) -> Outcome {
    let places = list(&source["places"]);
    let page = &places.first().ok_or("the source has no place")?["page"];
    let places: Vec<&Value> = places
        .iter()
        .filter(|place| place["page"] == *page)
        .collect();
    let crop = list(&document["pages"])
        .iter()
        .find(|candidate| candidate["number"] == *page)
        .map(|page| Area::of(&page["crop"]))
        .ok_or("the source is on no page")?;
    let expected: Vec<Area> = places
        .iter()
        .map(|place| Area::of(&place["rect"]).within(&crop))
        .collect();

    // fractions of the page, from its upper left corner, and whether the first one is in view
    let script = "const [number] = arguments;
        const page = document.querySelector(`[data-testid=page][data-page='${number}']`);
        if (!page) return null;
        const p = page.getBoundingClientRect();
        const marks = [...page.querySelectorAll('[data-testid=highlight]')]
            .map((mark) => mark.getBoundingClientRect());
        const seen = marks.length > 0 && marks[0].top >= 0 && marks[0].bottom <= innerHeight
            && marks[0].left >= 0 && marks[0].right <= innerWidth;
        return { seen, marks: marks.map((m) => ({
            x0: (m.left - p.left) / p.width, x1: (m.right - p.left) / p.width,
            y0: (m.top - p.top) / p.height, y1: (m.bottom - p.top) / p.height })) };";
    let marks = window
        .until("highlights in view", async || {
            let found = window.script(script, vec![page.clone()]).await?;
            let marks = list(&found["marks"]);
            let there = found["seen"] == true && marks.len() >= expected.len();
            Ok(there.then(|| marks.iter().map(Area::of).collect::<Vec<_>>()))
        })
        .await?;
    for place in &expected {
        let covered = marks.iter().any(|mark| mark.is_about(place, &crop));
        assert!(covered, "page {page}: nothing at {place:?} among {marks:?}");
    }
    Ok(())
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[derive(Debug)]
struct Area {
    x0: f64,
    y0: f64,
    x1: f64,
    y1: f64,
}

impl Area {
    fn of(value: &Value) -> Self {
        let number = |name: &str| value[name].as_f64().unwrap_or(f64::NAN);
        Self {
            x0: number("x0"),
            y0: number("y0"),
            x1: number("x1"),
            y1: number("y1"),
        }
    }

    /// Converts from user space, y upwards, to fractions of the page, y downwards.
    fn within(&self, crop: &Self) -> Self {
        let (width, height) = (crop.x1 - crop.x0, crop.y1 - crop.y0);
        Self {
            x0: (self.x0 - crop.x0) / width,
            x1: (self.x1 - crop.x0) / width,
            y0: (crop.y1 - self.y1) / height,
            y1: (crop.y1 - self.y0) / height,
        }
    }

    fn is_about(&self, other: &Self, crop: &Self) -> bool {
        let across = TOLERANCE / (crop.x1 - crop.x0);
        let down = TOLERANCE / (crop.y1 - crop.y0);
        (self.x0 - other.x0).abs() <= across
            && (self.x1 - other.x1).abs() <= across
            && (self.y0 - other.y0).abs() <= down
            && (self.y1 - other.y1).abs() <= down
    }
}
