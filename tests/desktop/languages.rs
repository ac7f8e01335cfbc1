//! The window speaks the language of the settings, changes it while it is open, and keeps it.

use serde_json::json;
use tempfile::tempdir;

use crate::run;
use crate::window::{Opening, Outcome, Window};

#[test]
fn the_window_speaks_german_if_the_settings_say_so_and_keeps_it() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::default()).await?;
        window
            .element_with("empty", "Drop a document in this window")
            .await?;
        let mut settings = window.ask("settings", json!({})).await?;
        assert_eq!(settings["language"], "system");
        let before = settings.clone();
        settings["language"] = "german".into();
        window
            .ask(
                "set_settings",
                json!({ "settings": settings, "before": before }),
            )
            .await?;
        window.close().await?;

        let window = Window::open(home.path(), Opening::default()).await?;
        window
            .element_with("empty", "Ein Dokument in dieses Fenster ziehen")
            .await?;
        let language = window
            .script("return document.documentElement.lang", vec![])
            .await?;
        assert_eq!(language, "de");
        window.close().await
    })
}
