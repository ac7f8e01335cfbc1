//! Selected words leave the window by the clipboard, from which another program takes them.

use pagewing_tests::pdftotext;
use tempfile::tempdir;

use crate::clipboard::pasted;
use crate::keys::{CONTROL, RELEASE};
use crate::reading::{squeezed, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window, example};

/// A run of words on page 1 that lies in view, of letters that no reader takes for others, and where it begins and ends.
const LINE: &str = "(() => {
    const pane = document.querySelector('[data-testid=pages]')?.getBoundingClientRect();
    if (!pane) return null;
    const plain = /^[A-Za-z][A-Za-z ,.]*[A-Za-z]$/;
    for (const line of document.querySelectorAll('[data-testid=page][data-page=\"1\"] .words span')) {
        const words = line.textContent;
        const { left, right, top, bottom } = line.getBoundingClientRect();
        const [y, inView] = [(top + bottom) / 2, top > pane.top + 60 && bottom < pane.bottom - 240];
        if (!inView || !plain.test(words) || words.split(' ').length < 8) continue;
        const on = (x) => document.elementFromPoint(x, y) === line;
        if (on(left + 2) && on((left + right) / 2) && on(right - 2)) return { words, left: Math.ceil(left) + 1, right: Math.floor(right) - 1, y: Math.round(y) };
    }
    return null;
})()";

#[test]
fn selected_words_are_copied_by_the_key() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        summarized(&window, 0).await?;
        let words = select(&window).await?;
        assert_eq!(pasted(window.display())?, None);
        let pages = window.element("pages").await?;
        pages.send_keys(&format!("{CONTROL}c{RELEASE}")).await?;
        let copied = copied(&window).await?;
        assert_eq!(squeezed(&copied), words);
        window.close().await
    })
}

#[test]
fn selected_words_are_copied_as_a_quotation_with_their_page() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        let document = summarized(&window, 0).await?;
        let words = select(&window).await?;
        window.element("copy-quotation").await?.click().await?;
        window.element_with("notice", "Quotation copied").await?;
        let title = document["card"]["title"].as_str().ok_or("no title")?;
        let copied = copied(&window).await?;
        assert_eq!(squeezed(&copied), format!("“{words}” ({title}, p. 1)"));
        window.screenshot("copied")?;
        window.close().await
    })
}

/// Selects a run of words with the pointer, and returns the words as poppler reads them, too.
async fn select(window: &Window) -> Outcome<String> {
    let line = window.wait_for(LINE).await?;
    let at = |name: &str| line[name].as_f64().ok_or("a line has no place");
    let (left, right, y) = (at("left")?, at("right")?, at("y")?);
    window.drag((left, y), (right, y)).await?;
    // the menu at the selection opens when it is made
    window.element("place-menu").await?;
    let words = squeezed(line["words"].as_str().ok_or("a line has no words")?);
    let pages = pdftotext(&example()).ok_or("poppler does not read the example")?;
    let read = squeezed(pages.first().ok_or("the example has no page")?);
    assert!(read.contains(&words), "“{words}” is not on page 1");
    Ok(words)
}

/// What is in the clipboard, once something is.
async fn copied(window: &Window) -> Outcome<String> {
    window
        .until("copied words", async || pasted(window.display()))
        .await
}
