//! Find in the open document: as many places as another reader counts, on the same pages, and pages that move for a place
//! alone.

use fantoccini::elements::Element;
use pagewing_tests::pdftotext;
use tempfile::tempdir;

use crate::keys::{CONTROL, ENTER, ESCAPE, F3, RELEASE, SHIFT};
use crate::reading::summarized;
use crate::run;
use crate::window::{Opening, Outcome, Window, example};

/// A word that stands on three pages of the example, more than once on each.
const WORD: &str = "anthocyanin";
/// The page in view when the search begins, the second one with the word. It is far from page 1, where a source is chosen.
const BEGUN: usize = 5;

const PAGES: &str = "document.querySelector('[data-testid=pages]')";

#[test]
fn words_are_found_from_the_page_in_view_on_and_the_keys_go_from_place_to_place() -> Outcome {
    run(async {
        let counted = counted()?;
        let total: usize = counted.iter().sum();
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        summarized(&window, 0).await?;
        go_to(&window, BEGUN).await?;

        let field = open_bar(&window).await?;
        field.send_keys(WORD).await?;
        let first: usize = counted.iter().take(BEGUN - 1).sum();
        found(&window, &counted, first).await?;
        window.screenshot("find")?;
        // forward to the last place, from there to the first, and back again
        for at in first + 1..total {
            field.send_keys(F3).await?;
            found(&window, &counted, at).await?;
        }
        field.send_keys(F3).await?;
        found(&window, &counted, 0).await?;
        field.send_keys(&format!("{SHIFT}{F3}{RELEASE}")).await?;
        found(&window, &counted, total - 1).await?;

        let before = height_and_place(&window).await?;
        field.send_keys(ESCAPE).await?;
        window
            .wait_for("!document.querySelector('[data-testid=find-bar], [data-testid=found-now]')")
            .await?;
        check_stays(&window, before).await?;
        // what the focus was on has it again
        window
            .wait_for("document.activeElement?.dataset.testid === 'pages'")
            .await?;
        window.close().await
    })
}

#[test]
fn the_pages_stay_where_they_are_when_the_bar_comes_and_goes() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        summarized(&window, 0).await?;
        // the source of the first sentence is on page 1, from where a person scrolls on
        window.element("summary-sentence").await?.click().await?;
        window.element("highlight").await?;
        go_to(&window, BEGUN).await?;
        window
            .wait_for(&format!("({PAGES}.scrollTop += 240, true)"))
            .await?;

        let before = height_and_place(&window).await?;
        let field = open_bar(&window).await?;
        window
            .wait_for(&format!("{PAGES}.clientHeight < {}", before.0))
            .await?;
        check_stays(&window, before).await?;
        field.send_keys(ESCAPE).await?;
        window
            .wait_for(&format!("{PAGES}.clientHeight === {}", before.0))
            .await?;
        check_stays(&window, before).await?;
        window.close().await
    })
}

/// How often poppler reads the word on each page of the example.
fn counted() -> Outcome<Vec<usize>> {
    let pages = pdftotext(&example()).ok_or("poppler does not read the example")?;
    let counted: Vec<usize> = pages
        .iter()
        .map(|text| text.to_lowercase().matches(WORD).count())
        .collect();
    // the test is about several places on a page, and about pages before and after
    let begun = counted.get(BEGUN - 1).copied().unwrap_or_default();
    let before: usize = counted.iter().take(BEGUN - 1).sum();
    let after: usize = counted.iter().skip(BEGUN).sum();
    assert!(begun > 1 && before > 0 && after > 0, "{counted:?}");
    Ok(counted)
}

/// Goes to a page by its number, as far as its upper edge.
pub(crate) async fn go_to(window: &Window, page: usize) -> Outcome {
    window.wait_for(PAGES).await?;
    let number = window.element("page-number").await?;
    number.clear().await?;
    number.send_keys(&format!("{page}{ENTER}")).await?;
    let canvas = format!("[data-testid=page][data-page=\"{page}\"] canvas");
    window
        .wait_for(&format!("document.querySelector('{canvas}')"))
        .await?;
    window
        .wait_for(&format!(
            "document.querySelector('[data-testid=page-number]').value === '{page}'"
        ))
        .await?;
    Ok(())
}

/// Opens the bar by its key, and returns its field, which has the focus.
async fn open_bar(window: &Window) -> Outcome<Element> {
    let pages = window.element("pages").await?;
    pages.send_keys(&format!("{CONTROL}f{RELEASE}")).await?;
    let field = window.element("find-in-document").await?;
    window
        .wait_for("document.activeElement?.id === 'find-in-document'")
        .await?;
    Ok(field)
}

/// Waits until a place is the one that is looked at; the first is 0. It is counted, and in view on its page.
async fn found(window: &Window, counted: &[usize], at: usize) -> Outcome {
    let total: usize = counted.iter().sum();
    let count = format!("{} of {total}", at + 1);
    window
        .wait_for(&format!(
            "document.querySelector('[data-testid=find-count]').textContent.trim() === '{count}'"
        ))
        .await?;
    let mut passed = 0;
    let page = counted.iter().position(|here| {
        passed += here;
        at < passed
    });
    let page = page.ok_or("there is no such place")? + 1;
    window
        .wait_for(&format!(
            "[...document.querySelectorAll('[data-testid=page][data-page=\"{page}\"] [data-testid=found-now]')].some((mark) => {{
                const [it, pane] = [mark.getBoundingClientRect(), {PAGES}.getBoundingClientRect()];
                return it.width > 0 && it.top >= pane.top && it.bottom <= pane.bottom;
            }})"
        ))
        .await?;
    Ok(())
}

/// How high the pages' pane is, and what is at its upper edge, in CSS pixels.
async fn height_and_place(window: &Window) -> Outcome<(f64, f64)> {
    // a smooth movement is over when two looks see the same
    let seen = async || -> Outcome<(f64, f64)> {
        window.drawn_twice().await?;
        let pane = window
            .wait_for(&format!("[{PAGES}.clientHeight, {PAGES}.scrollTop]"))
            .await?;
        let [height, top] = [0_usize, 1].map(|at| pane[at].as_f64());
        Ok((height.ok_or("no height")?, top.ok_or("no place")?))
    };
    window
        .until("pages that stand still", async || {
            let first = seen().await?;
            Ok((first == seen().await?).then_some(first))
        })
        .await
}

/// The pages are where they were, once they stand still.
async fn check_stays(window: &Window, before: (f64, f64)) -> Outcome {
    let (_, top) = height_and_place(window).await?;
    assert!((top - before.1).abs() <= 1.0, "{} became {top}", before.1);
    Ok(())
}
