//! Questions in the window, to the starter model that is part of every installation.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::keys::{ENTER, ESCAPE};
use crate::reading::{check_highlights, list, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window, example, words_of};

pub(crate) fn starter() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/starter")
}

fn with_starter() -> Opening {
    Opening {
        arguments: vec![example()],
        variables: vec![("PAGEWING_STARTER", starter())],
        ..Opening::default()
    }
}

#[test]
fn a_question_is_answered_with_a_quotation_that_lies_on_its_page() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), with_starter()).await?;
        let document = summarized(&window, 0).await?;
        window.element_with("model", "Starter model").await?;

        // scroll far away, so that the quotation's page has to come into view
        let last = list(&document["pages"]).len().to_string();
        let page = window.element("page-number").await?;
        page.clear().await?;
        page.send_keys(&format!("{last}{ENTER}")).await?;
        window
            .wait_for("document.querySelector('[data-testid=pages]').scrollTop > 5000")
            .await?;
        let field = window.element("ask").await?;
        let question = "How high are losses during harvest, handling and marketing?";
        field.send_keys(&format!("{question}{ENTER}")).await?;
        // a first answer may be shown before, and the final one replaces it
        window
            .wait_for("document.querySelector('[data-testid=answer][data-status=found]')")
            .await?;
        let shown = window.element_with("quotation", "50%").await?;
        let answer = ask(&window, &document, question).await?;
        assert_eq!(answer["reader"], "starter model");
        let first = &answer["answers"][0];
        assert!(text(&first["text"])?.contains("50%"), "{first}");
        assert_eq!(first["quotation"]["page"], 1);
        let source = quoted(&document, &first["quotation"])?;
        assert!(words_of(&shown).await?.contains(text(&source["text"])?));
        shown.click().await?;
        check_highlights(&window, &document, source).await?;
        window.screenshot("answer")?;

        field.clear().await?;
        let question = "Who won the football world cup in 1998?";
        field.send_keys(&format!("{question}{ENTER}")).await?;
        window
            .wait_for("document.querySelector('[data-testid=answer][data-status=not_found]')")
            .await?;
        let answer = ask(&window, &document, question).await?;
        let nearest = list(&answer["passages"]);
        assert!(!nearest.is_empty(), "{answer}");
        let shown = window.elements("quotation").await?;
        assert_eq!(shown.len(), nearest.len());
        for (element, passage) in shown.iter().zip(nearest) {
            element.click().await?;
            check_highlights(&window, &document, quoted(&document, passage)?).await?;
        }
        window.screenshot("not-found")?;

        // the first Escape removes the highlight, the second the answer
        for gone in ["highlight", "answer"] {
            field.send_keys(ESCAPE).await?;
            window
                .wait_for(&format!("!document.querySelector('[data-testid={gone}]')"))
                .await?;
        }
        window.close().await
    })
}

#[test]
fn a_question_is_stopped_by_a_person_and_by_the_next_one() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), with_starter()).await?;
        let document = summarized(&window, 0).await?;
        // the first question loads the model and embeds the whole paper, so the stop comes in time
        let script = "const [id, done] = arguments;
            const { invoke } = window.__TAURI_INTERNALS__;
            const pause = (ms) => new Promise((over) => setTimeout(over, ms));
            const scope = { to: 'documents', ids: [id] };
            const ask = (question) => invoke('ask', { scope, question }).then(
                (given) => given.answer.status.kind, (error) => error.code);
            (async () => {
                const first = ask('What is lost?');
                await pause(30);
                await invoke('stop_asking');
                const became = [await first];
                const second = ask('Who lost what?');
                await pause(30);
                const third = ask('How high are losses during harvest, handling and marketing?');
                done([...became, await second, await third]);
            })();";
        let ended = window
            .script_async(script, vec![document["card"]["id"].clone()])
            .await?;
        assert_eq!(ended, json!(["cancelled", "cancelled", "found"]));
        window.close().await
    })
}

async fn ask(window: &Window, document: &Value, question: &str) -> Outcome<Value> {
    let scope = json!({ "to": "documents", "ids": [document["card"]["id"]] });
    let given = window
        .ask("ask", json!({ "scope": scope, "question": question }))
        .await?;
    Ok(given["answer"].clone())
}

/// The document's sentence behind a quotation of one sentence.
fn quoted<'a>(document: &'a Value, quotation: &Value) -> Outcome<&'a Value> {
    let [id] = list(&quotation["sentences"]) else {
        return Err(format!("{quotation} is not one sentence").into());
    };
    let source = list(&document["sentences"])
        .iter()
        .find(|sentence| sentence["id"] == *id)
        .ok_or("the quotation is no sentence of the document")?;
    assert_eq!(quotation["text"], source["text"]);
    assert_eq!(quotation["page"], source["places"][0]["page"]);
    Ok(source)
}

fn text(value: &Value) -> Outcome<&str> {
    Ok(value.as_str().ok_or("there is no text")?)
}
