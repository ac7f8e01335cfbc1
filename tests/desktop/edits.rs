//! What a person makes of a summary is there after a new summary and after a restart, and can be taken back.

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::keys::{ALT, ARROW_DOWN, CONTROL, DELETE, ENTER, F2, RELEASE};
use crate::reading::{list, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window};

/// What the person adds to the first sentence.
const MINE: &str = " I have checked this.";

#[test]
fn what_a_person_makes_of_a_summary_stays_and_can_be_taken_back() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        let id = summarized(&window, 0).await?["card"]["id"].clone();
        window.element("summary-sentence").await?;
        let made = texts(&summary(&window, &id).await?);
        assert!(made.len() >= 5, "{made:?}");

        // edited: the words are the person's, and no share of support is theirs
        keys(&window, 0, F2).await?;
        let field = window.element("sentence-words").await?;
        field.send_keys(&format!("{MINE}{ENTER}")).await?;
        let mine = format!("{}{MINE}", made[0]);
        let mut expected = made.clone();
        expected[0].clone_from(&mine);
        let edited = until(&window, &id, &expected).await?;
        assert_eq!(edited["sentences"][0]["yours"], true);
        assert!(edited["sentences"][0]["support"].is_null(), "{edited}");

        // removed, taken back, and removed again
        let whole = expected.clone();
        let removed = expected.remove(1);
        keys(&window, 1, DELETE).await?;
        until(&window, &id, &expected).await?;
        let undo = format!("{CONTROL}z{RELEASE}");
        keys(&window, 0, &undo).await?;
        until(&window, &id, &whole).await?;
        keys(&window, 1, DELETE).await?;
        until(&window, &id, &expected).await?;

        // moved, and another one pinned
        expected.swap(0, 1);
        keys(&window, 0, &format!("{ALT}{ARROW_DOWN}{RELEASE}")).await?;
        until(&window, &id, &expected).await?;
        let pinned = expected[0].clone();
        window
            .script(
                "document.querySelectorAll('[data-testid=sentence-menu]')[0].click()",
                vec![],
            )
            .await?;
        window.element("sentence-pin").await?.click().await?;
        window.element("pinned").await?;
        let before = until(&window, &id, &expected).await?;
        assert_eq!(before["sentences"][0]["pinned"], true);
        window.screenshot("edited-summary")?;

        // summarized again: what is the person's stays, and what it took the place of does not come back
        window.element("again").await?.click().await?;
        window.element("summarize-medium").await?.click().await?;
        let again = window
            .until("a new summary", async || {
                let now = summary(&window, &id).await?;
                let is_new = now["version"]["id"] != before["version"]["id"];
                Ok((is_new && now["complete"] == true).then_some(now))
            })
            .await?;
        check_mine(&again, &mine, &pinned)?;
        let kept = texts(&again);
        assert!(!kept.contains(&made[0]), "{kept:?}");
        // a sentence that was only removed is a sentence of the document like any other
        assert!(kept.contains(&removed), "{kept:?}");
        let last = kept.len() - 1;
        keys(&window, last, DELETE).await?;
        until(&window, &id, &kept[..last]).await?;
        window.close().await?;

        // after a restart
        let window = Window::open(home.path(), Opening::default()).await?;
        window.element_with("summary-sentence", MINE.trim()).await?;
        window.element("yours").await?;
        window.element("pinned").await?;
        let now = until(&window, &id, &kept[..last]).await?;
        check_mine(&now, &mine, &pinned)?;
        window.screenshot("edited-summary-after-a-restart")?;
        keys(&window, 0, &undo).await?;
        until(&window, &id, &kept).await?;
        window.close().await
    })
}

async fn summary(window: &Window, id: &Value) -> Outcome<Value> {
    window.ask("summary", json!({ "id": id })).await
}

fn texts(summary: &Value) -> Vec<String> {
    let texts = list(&summary["sentences"]).iter();
    texts
        .filter_map(|sentence| sentence["text"].as_str().map(str::to_owned))
        .collect()
}

/// Sends keys to a sentence of the summary.
async fn keys(window: &Window, which: usize, keys: &str) -> Outcome {
    let sentences = window.elements("summary-sentence").await?;
    let sentence = sentences.get(which).ok_or("there is no such sentence")?;
    Ok(sentence.send_keys(keys).await?)
}

/// Waits until the summary consists of these sentences, as it is kept and as it is shown, and returns it.
async fn until(window: &Window, id: &Value, expected: &[String]) -> Outcome<Value> {
    window
        .wait_for(&format!(
            "document.querySelectorAll('[data-testid=summary-sentence]').length === {}",
            expected.len()
        ))
        .await?;
    let what = format!("the sentences {expected:?}");
    window
        .until(&what, async || {
            let now = summary(window, id).await?;
            Ok((texts(&now) == expected).then_some(now))
        })
        .await
}

/// The sentence that the person wrote and the one that they pinned are in a summary, marked as that.
fn check_mine(summary: &Value, mine: &str, pinned: &str) -> Outcome {
    let sentences = list(&summary["sentences"]);
    let with = |text: &str| {
        sentences
            .iter()
            .find(|sentence| sentence["text"] == text)
            .ok_or_else(|| format!("{text} is not in {summary}"))
    };
    assert_eq!(with(mine)?["yours"], true);
    assert_eq!(with(pinned)?["pinned"], true);
    assert_eq!(with(pinned)?["yours"], false);
    Ok(())
}
