//! An address in a document opens outside: a click hands it to the system's opener, for which the tests put a program of
//! their own. What is not a web or mail address goes to nobody.

use std::env;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use serde_json::json;
use tempfile::tempdir;

use crate::keys::ENTER;
use crate::run;
use crate::window::{Opening, Outcome, Window, example, words_of};

/// What a screen reader reads out before an address.
const ADDRESS: &str = "Web address: ";

/// A program that stands for the system's opener, and writes down what it receives.
pub(crate) struct Opener {
    folder: PathBuf,
}

impl Opener {
    pub(crate) fn in_folder(place: &Path) -> Outcome<Self> {
        let folder = place.join("opener");
        fs::create_dir_all(&folder)?;
        let program = folder.join("xdg-open");
        // one line for each argument, behind their number; the file is there when it is whole
        let script = format!(
            "#!/bin/sh\ncd '{}' || exit 1\nprintf '%s\\n' \"$#\" \"$@\" >>opening\ncp opening whole\nmv whole opened\n",
            folder.display()
        );
        fs::write(&program, script)?;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
        Ok(Self { folder })
    }

    /// The value of `PATH` with which this program is found before the system's.
    pub(crate) fn first_in_path(&self) -> Outcome<PathBuf> {
        let system = env::var_os("PATH").unwrap_or_default();
        let folders = [self.folder.clone()]
            .into_iter()
            .chain(env::split_paths(&system));
        Ok(env::join_paths(folders)?.into())
    }

    /// The addresses that it received, each as its one argument; `None` if it was not started.
    pub(crate) fn opened(&self) -> Option<Vec<String>> {
        let received = fs::read_to_string(self.folder.join("opened")).ok()?;
        let lines: Vec<&str> = received.lines().collect();
        let addresses = lines.chunks(2).map(|call| match call {
            ["1", address] => (*address).to_owned(),
            other => format!("not one argument: {other:?}"),
        });
        Some(addresses.collect())
    }
}

/// Opens the first address of the page in view by keyboard, and returns it.
pub(crate) async fn open_first_address(window: &Window) -> Outcome<String> {
    let address = show_first_address(window).await?;
    window.element("open-address").await?.click().await?;
    Ok(address)
}

/// Shows the first address of the page in view by keyboard, and returns it.
async fn show_first_address(window: &Window) -> Outcome<String> {
    let (link, name) = window
        .until("a link to an address", async || {
            for link in window.elements("link").await? {
                let name = link.attr("aria-label").await?.unwrap_or_default();
                if let Some(address) = name.strip_prefix(ADDRESS) {
                    return Ok(Some((link, address.to_owned())));
                }
            }
            Ok(None)
        })
        .await?;
    link.send_keys(ENTER).await?;
    let shown = window.element("address-url").await?;
    assert_eq!(words_of(&shown).await?, name);
    Ok(name)
}

#[test]
fn an_address_reaches_the_systems_opener_as_it_is() -> Outcome {
    run(async {
        let (home, place) = (tempdir()?, tempdir()?);
        let opener = Opener::in_folder(place.path())?;
        let opening = Opening {
            arguments: vec![example()],
            variables: vec![("PATH", opener.first_in_path()?)],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let address = open_first_address(&window).await?;
        assert_eq!(received(&window, &opener, 1).await?, [address]);
        window
            .wait_for("!document.querySelector('[data-testid=address]')")
            .await?;
        window.close().await
    })
}

#[test]
fn an_address_in_running_text_opens_in_the_same_way() -> Outcome {
    const ADDRESS: &str = "https://example.org/boats?from=notes";
    run(async {
        let (home, place) = (tempdir()?, tempdir()?);
        let opener = Opener::in_folder(place.path())?;
        let file = home.path().join("boats.md");
        let text = format!(
            "# Boats in the north\n\nSmall boats leave the harbour every morning, and [most of them]({ADDRESS}) \
             come back at noon. The [keel](#keel) of each boat was painted before the season began.\n"
        );
        fs::write(&file, text)?;
        let opening = Opening {
            arguments: vec![file],
            variables: vec![("PATH", opener.first_in_path()?)],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let link = window.element("link").await?;
        assert_eq!(words_of(&link).await?, "most of them");
        assert_eq!(window.elements("link").await?.len(), 1);
        link.click().await?;
        let shown = window.element("address-url").await?;
        assert_eq!(words_of(&shown).await?, ADDRESS);
        assert_eq!(opener.opened(), None);
        window.screenshot("address-in-running-text")?;
        window.element("open-address").await?.click().await?;
        assert_eq!(received(&window, &opener, 1).await?, [ADDRESS]);
        window.close().await
    })
}

#[test]
fn only_web_and_mail_addresses_are_handed_over_whatever_the_page_asks_for() -> Outcome {
    run(async {
        let (home, place) = (tempdir()?, tempdir()?);
        let opener = Opener::in_folder(place.path())?;
        let opening = Opening {
            variables: vec![("PATH", opener.first_in_path()?)],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        window.element("empty").await?;
        for refused in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "/usr/bin/env",
            "--version",
            "https://bank.example@evil.example/",
            "https://example.org/\nfile:///etc/passwd",
            "mailto:ann@example.org?attach=/etc/passwd",
        ] {
            let answer = window
                .ask("open_address", json!({ "address": refused }))
                .await;
            let fault = answer.err().ok_or("it was opened")?.to_string();
            assert!(fault.contains("address_refused"), "{refused}: {fault}");
        }
        // nothing in it is for a shell
        let odd = "https://example.org/;touch%20x?a=$(id)&b=`id`|c&d=*";
        window
            .ask("open_address", json!({ "address": odd }))
            .await?;
        assert_eq!(received(&window, &opener, 1).await?, [odd]);
        window.close().await
    })
}

/// The addresses that the opener received, once they are this many.
async fn received(window: &Window, opener: &Opener, many: usize) -> Outcome<Vec<String>> {
    window
        .until("the opener", async || {
            let opened = opener.opened().unwrap_or_default();
            Ok((opened.len() >= many).then_some(opened))
        })
        .await
}

#[test]
fn where_nothing_opens_an_address_a_sentence_says_so_and_the_address_stays() -> Outcome {
    run(async {
        let (home, place) = (tempdir()?, tempdir()?);
        // a system that has the driver and no other program
        let path = env::var_os("PATH").unwrap_or_default();
        let driver = env::split_paths(&path)
            .map(|folder| folder.join("WebKitWebDriver"))
            .find(|program| program.is_file())
            .ok_or("WebKitWebDriver is missing")?;
        symlink(driver, place.path().join("WebKitWebDriver"))?;
        let opening = Opening {
            arguments: vec![example()],
            variables: vec![("PATH", place.path().to_owned())],
            ..Opening::default()
        };
        let window = Window::open(home.path(), opening).await?;
        let address = open_first_address(&window).await?;
        window
            .element_with("address-trouble", "No program on this computer")
            .await?;
        let shown = window.element("address-url").await?;
        assert_eq!(words_of(&shown).await?, address);
        window.element("copy-address").await?;
        window.screenshot("address-nothing-opens")?;
        window.close().await
    })
}
