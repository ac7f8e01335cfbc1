//! Questions in the window, to the starter model that is part of every installation.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::reading::{check_highlights, list, summarized};
use crate::window::{Opening, Outcome, Window, words_of};
use crate::{example, run};

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

fn starter() -> PathBuf {
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

        let field = window.element("ask").await?;
        for (question, words, picture) in [
            (
                "How high are losses during harvest, handling and marketing?",
                "50%",
                "answer",
            ),
            ("LATER", "LATER", "answer-further-on"),
        ] {
            field.clear().await?;
            field.send_keys(&format!("{question}{ENTER}")).await?;
            let quotation = window.element_with("quotation", words).await?;
            let answer = ask(&window, &document, question).await?;
            assert_eq!(answer["reader"], "starter model");
            let first = &answer["answers"][0];
            let quoted = &first["quotation"];
            assert!(words_of(&quotation).await?.contains(text(&quoted["text"])?));
            assert!(text(&first["text"])?.contains(words), "{first}");

            let source = list(&document["sentences"])
                .iter()
                .find(|sentence| sentence["id"] == quoted["sentences"][0])
                .ok_or("the quotation is no sentence of the document")?;
            assert_eq!(quoted["text"], source["text"]);
            assert_eq!(quoted["page"], source["places"][0]["page"]);
            quotation.click().await?;
            check_highlights(&window, &document, source).await?;
            window.screenshot(picture)?;
        }

        field.clear().await?;
        let nowhere = "Who won the football world cup in 1998?";
        field.send_keys(&format!("{nowhere}{ENTER}")).await?;
        window
            .wait_for("document.querySelector('[data-testid=answer][data-status=not_found]')")
            .await?;
        window.screenshot("not-found")?;
        // nothing is highlighted, so the answer itself is what Escape takes away
        field.send_keys(ESCAPE).await?;
        window
            .wait_for("!document.querySelector('[data-testid=answer]')")
            .await?;
        window.close().await
    })
}

#[test]
fn a_question_is_stopped_within_a_second_and_by_the_next_one() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), with_starter()).await?;
        let document = summarized(&window, 0).await?;
        // the first has the model loaded and the whole paper embedded: nobody is faster than the stop
        let script = "const [id, done] = arguments;
            const { invoke } = window.__TAURI_INTERNALS__;
            const pause = (ms) => new Promise((over) => setTimeout(over, ms));
            const ask = (question) => invoke('ask', { id, question }).then(
                (answer) => answer.status.kind, (error) => error.code);
            (async () => {
                const first = ask('What is lost?');
                await pause(30);
                const stopped = performance.now();
                await invoke('stop_asking');
                const became = [await first];
                const took = performance.now() - stopped;
                const second = ask('Who lost what?');
                await pause(30);
                const third = ask('How high are losses during harvest, handling and marketing?');
                done({ took, became: [...became, await second, await third] });
            })();";
        let ended = window
            .script_async(script, vec![document["card"]["id"].clone()])
            .await?;
        assert_eq!(ended["became"], json!(["cancelled", "cancelled", "found"]));
        let took = ended["took"].as_f64().ok_or("no time was taken")?;
        assert!(took < 1000.0, "the question went on for {took} ms");
        window.close().await
    })
}

async fn ask(window: &Window, document: &Value, question: &str) -> Outcome<Value> {
    let arguments = json!({ "id": document["card"]["id"], "question": question });
    window.ask("ask", arguments).await
}

fn text(value: &Value) -> Outcome<&str> {
    Ok(value.as_str().ok_or("there is no text")?)
}
