//! A document opens where it was left, and as large as it was.

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::finding::go_to;
use crate::keys::{CONTROL, RELEASE};
use crate::reading::summarized;
use crate::run;
use crate::window::{Opening, Outcome, Window};

const PAGE: usize = 7;
const PAGES: &str = "document.querySelector('[data-testid=pages]')";
const SIZE: &str = "document.querySelector('.bar .factor').textContent.trim()";

#[test]
fn page_and_zoom_are_those_of_before_after_a_restart() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        let id = summarized(&window, 0).await?["card"]["id"].clone();
        window
            .wait_for("document.querySelector('[data-testid=page][data-page=\"1\"] canvas')")
            .await?;
        window.drawn_twice().await?;
        let fitted = size(&window).await?;

        // two steps larger
        let pages = window.element("pages").await?;
        for _ in 0..2 {
            let before = size(&window).await?;
            pages.send_keys(&format!("{CONTROL}={RELEASE}")).await?;
            window
                .wait_for(&format!("{SIZE} !== {}", json!(before)))
                .await?;
        }
        let larger = size(&window).await?;
        assert_ne!(larger, fitted);

        // and some lines into another page
        go_to(&window, PAGE).await?;
        let page = format!("[data-testid=page][data-page=\"{PAGE}\"]");
        window
            .wait_for(&format!("({PAGES}.scrollTop += 300, true)"))
            .await?;
        let kept = window
            .until("a kept place", async || {
                let left = window.ask("left_at", json!({ "id": id })).await?;
                let inside = left["share"].as_f64().is_some_and(|share| share > 0.1);
                Ok((left["page"] == PAGE && inside).then_some(left))
            })
            .await?;
        assert_eq!(kept["zoom"]["kind"], "factor");
        let before = upper_edge(&window, &page).await?;
        window.close().await?;

        let window = Window::open(home.path(), Opening::default()).await?;
        window
            .wait_for(&format!("document.querySelector('{page} canvas')"))
            .await?;
        assert_eq!(size(&window).await?, larger);
        window
            .wait_for(&format!(
                "document.querySelector('[data-testid=page-number]').value === '{PAGE}'"
            ))
            .await?;
        let after = upper_edge(&window, &page).await?;
        assert!((after - before).abs() <= 1.0, "{before} became {after}");
        window.screenshot("left-and-opened-again")?;
        window.close().await
    })
}

#[test]
fn a_late_page_as_wide_as_the_pane_is_there_after_a_restart() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        let card = summarized(&window, 0).await?["card"].clone();
        let pages = card["pages"].as_u64().ok_or("no pages")?;
        // the last one may be too short to reach the upper edge
        let late = usize::try_from(pages)?.saturating_sub(1);
        assert!(late > 4, "the example has too few pages");
        go_to(&window, late).await?;
        let page = format!("[data-testid=page][data-page=\"{late}\"]");
        let kept = window
            .until("a kept place", async || {
                let left = window.ask("left_at", json!({ "id": card["id"] })).await?;
                Ok((left["page"] == late).then_some(left))
            })
            .await?;
        assert_eq!(kept["zoom"]["kind"], "width");
        let before = upper_edge(&window, &page).await?;
        window.close().await?;

        let window = Window::open(home.path(), Opening::default()).await?;
        window
            .wait_for(&format!("document.querySelector('{page} canvas')"))
            .await?;
        let after = upper_edge(&window, &page).await?;
        assert!((after - before).abs() <= 1.0, "{before} became {after}");
        assert_eq!(
            window.ask("left_at", json!({ "id": card["id"] })).await?["page"],
            late
        );
        window.close().await
    })
}

/// The size of the pages, as the bar says it.
async fn size(window: &Window) -> Outcome<Value> {
    window.wait_for(SIZE).await
}

/// How far the upper edge of a page is below that of the pane, in CSS pixels.
async fn upper_edge(window: &Window, page: &str) -> Outcome<f64> {
    window.drawn_twice().await?;
    let edge = window
        .script(
            &format!(
                "return document.querySelector('{page}').getBoundingClientRect().top - {PAGES}.getBoundingClientRect().top"
            ),
            vec![],
        )
        .await?;
    edge.as_f64().ok_or_else(|| "no edge".into())
}
