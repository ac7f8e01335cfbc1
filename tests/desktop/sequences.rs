//! A file of sequences in the window: it opens with its records, a model finds classes along them, and the track is looked at,
//! zoomed, read out, exported, and there after a restart.

use std::fs;
use std::path::{Path, PathBuf};

use fantoccini::Locator;
use pagewing_tests::family::Made;
use tempfile::tempdir;

use crate::drop_files::drop_files;
use crate::keys::ARROW_LEFT;
use crate::run;
use crate::window::{Opening, Outcome, Window, words_of};

const LENGTH: usize = 2400;

/// Two records, the second one too short to be a window of its own.
fn write_sequences(file: &Path) -> Outcome {
    let base = |n: usize| ["A", "C", "G", "T"][(n * n * 7 + n / 3) % 13 % 4];
    let long: String = (0..LENGTH).map(base).collect();
    fs::write(file, format!(">chr1 made up\n{long}\n>chr2\nacgtnACGT\n"))?;
    Ok(())
}

/// A model that says `promoter` with a probability of three quarters, whatever it reads.
fn sure(home: &Path) -> PathBuf {
    Made::over_bases("BigBirdForSequenceClassification")
        .classes_of_texts(&["no promoter", "promoter"])
        .set("classifier.out_proj.weight", |_| 0.0)
        .set("classifier.out_proj.bias", |n| {
            if n == 1 { 3_f32.ln() } else { 0.0 }
        })
        .write(home, "sure")
}

#[test]
fn a_track_is_found_along_dropped_sequences_looked_at_exported_and_kept() -> Outcome {
    run(async {
        let home = tempdir()?;
        let file = home.path().join("made.fa");
        write_sequences(&file)?;
        let saved = home.path().join("saved");
        let opening = || Opening {
            variables: vec![
                ("PAGEWING_PICK_FOLDER", sure(home.path())),
                ("PAGEWING_SAVE_AS", saved.clone()),
            ],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening()).await?;
        window.element("empty").await?;
        drop_files(window.display(), &[&file])?;
        window.element("needs-model").await?;
        window.element_with("record", "made up").await?;
        window
            .element("choose-sequence-model")
            .await?
            .click()
            .await?;
        window.element("classify").await?.click().await?;
        window.element_with("found-by", "sure").await?;

        choose(&window, "chr1").await?;
        window.element("line").await?;
        assert_eq!(said(&window).await?, "Bases 1–2,400");
        window.screenshot("sequences-track")?;

        // zoomed by keys, and read out
        window.element("plot").await?.click().await?;
        window.press(&["+"]).await?;
        window.press(&[ARROW_LEFT]).await?;
        let read = window.element_with("said", "promoter 75%").await?;
        let all = window.element("plot-all").await?;
        assert!(all.is_enabled().await?, "nothing was zoomed");
        assert!(words_of(&read).await?.starts_with("Bases "));
        window.screenshot("sequences-zoomed")?;
        all.click().await?;

        // what is exported is all of the record, whatever is in view
        let bed = export(&window, "export-bed", &saved).await?;
        let mut end = 0;
        for line in bed.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(
                (fields[0], fields[3], fields[4]),
                ("chr1", "promoter", "750")
            );
            assert_eq!(fields[1].parse::<usize>()?, end, "{line}");
            end = fields[2].parse()?;
        }
        assert_eq!(end, LENGTH);
        fs::remove_file(&saved)?;
        let drawing = export(&window, "export-svg", &saved).await?;
        assert!(
            drawing.starts_with("<svg ") && drawing.contains("promoter"),
            "{drawing}"
        );
        window.close().await?;

        // another day
        let window = Window::open(home.path(), opening()).await?;
        window.element("library-item").await?.click().await?;
        window.element_with("found-by", "sure").await?;
        choose(&window, "chr2").await?;
        window.element("line").await?;
        assert_eq!(said(&window).await?, "Bases 1–9");
        window.close().await
    })
}

async fn choose(window: &Window, record: &str) -> Outcome {
    let row = window.element_with("record", record).await?;
    row.find(Locator::Css("button")).await?.click().await?;
    Ok(())
}

async fn said(window: &Window) -> Outcome<String> {
    words_of(&window.element("said").await?).await
}

/// Exports, and reads what was written. It is there whole or not at all.
async fn export(window: &Window, button: &str, file: &Path) -> Outcome<String> {
    window.element(button).await?.click().await?;
    window
        .until(button, async || Ok(file.exists().then_some(())))
        .await?;
    Ok(fs::read_to_string(file)?)
}
