//! What a person chooses on the page of settings counts at once and after a restart; the library moves to another folder; what
//! is written into a watched folder is read; a damaged settings file is reported; and diagnostics say nothing of documents.

use std::fs;

use serde_json::json;
use tempfile::tempdir;

use crate::keys::{CONTROL, ESCAPE, RELEASE};
use crate::reading::{everything, summarized};
use crate::run;
use crate::window::{Opening, Outcome, Window, words_of};

/// Chooses in a list, as a person does with a click.
async fn choose(window: &Window, testid: &str, value: &str) -> Outcome {
    window.element(testid).await?;
    let script = "const [testid, value] = arguments;
        const list = document.querySelector(`[data-testid=${testid}]`);
        list.value = value;
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    window
        .script(script, vec![json!(testid), json!(value)])
        .await?;
    Ok(())
}

/// Presses a button by itself: the driver's pointer misses it where the text has another size.
async fn press(window: &Window, testid: &str) -> Outcome {
    window.element(testid).await?;
    let script = "document.querySelector(`[data-testid=${arguments[0]}]`).click()";
    window.script(script, vec![json!(testid)]).await?;
    Ok(())
}

#[test]
fn keys_that_a_person_chose_count_at_once_and_after_a_restart() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("settings").await?.click().await?;
        let record = async |keys: &[&str]| -> Outcome {
            let script = "const button = document.querySelector('[data-shortcut=privacy]');
                (button.scrollIntoView(), button.click())";
            window.script(script, vec![]).await?;
            window.element("record-shortcut").await?;
            window.press(keys).await
        };
        // what others have, and what a field writes, is not taken
        record(&[CONTROL, "k"]).await?;
        window
            .wait_for("document.querySelector('[data-action=privacy] [role=alert]')?.textContent.includes('Ctrl K')")
            .await?;
        window.press(&["q"]).await?;
        window
            .wait_for("document.querySelector('[data-action=privacy] [role=alert]')?.textContent.includes('text field')")
            .await?;
        window.press(&[ESCAPE]).await?;
        record(&[CONTROL, "e"]).await?;
        window
            .wait_for(
                "document.querySelector('[data-shortcut=privacy]')?.textContent.includes('E')",
            )
            .await?;
        window.screenshot("shortcuts")?;
        window.close().await?;
        let kept = fs::read_to_string(home.path().join("config/settings.json"))?;
        assert!(kept.contains(r#""privacy": "mod+e""#), "{kept}");

        let window = Window::open(home.path(), Opening::default()).await?;
        let button = window.element("settings").await?;
        button.send_keys(&format!("{CONTROL}e{RELEASE}")).await?;
        window.element("place-privacy").await?;
        window.close().await
    })
}

#[test]
fn settings_count_at_once_and_after_a_restart() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("settings").await?.click().await?;
        choose(&window, "choose-language", "german").await?;
        window.element_with("go-settings", "Einstellungen").await?;
        choose(&window, "choose-theme", "dark").await?;
        window
            .wait_for("document.documentElement.dataset.theme === 'dark'")
            .await?;
        choose(&window, "choose-after_reading", "read_only").await?;
        let before = window.script("return innerWidth", vec![]).await?;
        choose(&window, "choose-text_size", "125").await?;
        let before = before.as_f64().ok_or("no width")?;
        window
            .wait_for(&format!("Math.abs(innerWidth - {before} / 1.25) < 2"))
            .await?;
        window.screenshot("settings")?;
        window.close().await?;
        let kept = fs::read_to_string(home.path().join("config/settings.json"))?;
        for choice in ["german", "dark", "read_only", "125"] {
            assert!(kept.contains(choice), "{choice}: {kept}");
        }

        // what is opened now is read, and no more
        let window = Window::open(home.path(), Opening::with_example()).await?;
        window.element_with("summarize", "Zusammenfassen").await?;
        window
            .wait_for(&format!("Math.abs(innerWidth - {before} / 1.25) < 2"))
            .await?;
        let seen = "document.documentElement.dataset.theme + document.documentElement.lang";
        assert_eq!(window.wait_for(seen).await?, "darkde");
        let everything = json!({ "arrangement": everything() });
        let cards = window.ask("library", everything).await?;
        assert_eq!(cards[0]["summarized"], false);

        press(&window, "settings").await?;
        press(&window, "reset-settings").await?;
        window.element_with("go-settings", "Settings").await?;
        window.close().await
    })
}

#[test]
fn the_library_moves_to_another_folder_and_is_there_after_a_restart() -> Outcome {
    run(async {
        let home = tempdir()?;
        let disk = home.path().join("disk");
        fs::create_dir_all(&disk)?;
        let opening = Opening {
            variables: vec![("PAGEWING_PICK_FOLDER", disk.clone())],
            ..Opening::with_example()
        };
        let window = Window::open(home.path(), opening).await?;
        let before = summarized(&window, 0).await?;
        window.element("settings").await?.click().await?;
        window.element("move-data").await?.click().await?;
        let place = disk.join("Pagewing");
        let named = place.display().to_string();
        window.element_with("data-folder", &named).await?;
        window.element_with("notice", "have moved").await?;
        window.screenshot("moved")?;
        assert!(place.join("library.sqlite").is_file());
        window
            .until("the original to be deleted", async || {
                let gone = !home.path().join("data/library.sqlite").exists();
                Ok(gone.then_some(()))
            })
            .await?;
        // the window goes on with it
        let there = summarized(&window, 0).await?;
        assert_eq!(there["card"]["id"], before["card"]["id"]);
        window.close().await?;

        let window = Window::open(home.path(), Opening::default()).await?;
        let there = summarized(&window, 0).await?;
        assert_eq!(there["card"]["id"], before["card"]["id"]);
        window.close().await
    })
}

#[test]
fn what_is_written_into_a_watched_folder_is_read_without_a_word() -> Outcome {
    run(async {
        let home = tempdir()?;
        let folder = home.path().join("papers");
        fs::create_dir_all(&folder)?;
        let opening = Opening {
            variables: vec![("PAGEWING_PICK_FOLDER", folder.clone())],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        window.element("settings").await?.click().await?;
        window.element("watch-folder").await?.click().await?;
        let named = folder.display().to_string();
        window.element_with("watched", &named).await?;
        let papers = [
            (
                "north.md",
                "# Boats in the north\n\nSmall boats leave the northern harbour every morning.\n",
            ),
            (
                "deeper/south.md",
                "# Boats in the south\n\nThe southern bay is shallow, and its water is warm.\n",
            ),
        ];
        for (name, text) in papers {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().ok_or("no folder")?)?;
            fs::write(&path, text)?;
        }
        for title in ["Boats in the north", "Boats in the south"] {
            window.element_with("library-item", title).await?;
        }
        // nobody waits for them, so the person stays where they are
        window.element_with("watched", &named).await?;
        window.screenshot("watched")?;
        window.close().await
    })
}

#[test]
fn a_damaged_settings_file_is_reported_and_kept() -> Outcome {
    run(async {
        let home = tempdir()?;
        fs::create_dir_all(home.path().join("config"))?;
        fs::write(home.path().join("config/settings.json"), "{\"theme\": ")?;
        let window = Window::open(home.path(), Opening::default()).await?;
        let notice = window.element_with("notice", "damaged").await?;
        let words = words_of(&notice).await?;
        assert!(words.contains("settings.broken-1.json"), "{words}");
        assert!(home.path().join("config/settings.broken-1.json").exists());
        window.close().await
    })
}

#[test]
fn diagnostics_are_shown_before_they_are_copied_and_name_no_document() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::with_example()).await?;
        let document = summarized(&window, 0).await?;
        window.element("settings").await?.click().await?;
        window.element("go-about").await?.click().await?;
        window.element_with("version", "Version").await?;
        assert!(window.elements("copy-diagnostics").await?.is_empty());
        window.element("show-diagnostics").await?.click().await?;
        let shown = words_of(&window.element("diagnostics").await?).await?;
        assert!(
            shown.contains("Pagewing") && shown.contains("1 document in"),
            "{shown}"
        );
        for finding in ["reading", "cage", "starter", "library"] {
            assert!(shown.contains(finding), "{finding}: {shown}");
        }
        let title = document["card"]["title"].as_str().ok_or("no title")?;
        let file = document["card"]["file_name"].as_str().ok_or("no file")?;
        for word in [title, file] {
            assert!(!shown.contains(word), "{shown}");
        }
        window.element("copy-diagnostics").await?;
        window.screenshot("diagnostics")?;
        window.close().await
    })
}
