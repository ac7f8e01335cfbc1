//! The real program in a real window, driven from outside through WebDriver.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::time::Instant;

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::driver::{self, GLANCE, PATIENCE};
use crate::screen::{Bus, Screen, stop};

pub(crate) use crate::driver::{Opening, Outcome, example};

/// An open window.
pub(crate) struct Window {
    client: Client,
    driver: Child,
    bus: Option<Bus>,
    screen: Screen,
}

impl Window {
    /// Opens the window, which keeps all its data under `home`.
    pub(crate) async fn open(home: &Path, opening: Opening) -> Outcome<Self> {
        let screen = Screen::start()?;
        let bus = opening.with_bus.then(Bus::start).transpose()?;
        let (driver, client) = driver::open(home, &opening, &screen, bus.as_ref()).await?;
        Ok(Self {
            client,
            driver,
            bus,
            screen,
        })
    }

    /// Closes the window as a person does, and waits until the program has ended.
    pub(crate) async fn close(self) -> Outcome {
        self.client.clone().close().await?;
        Ok(())
    }

    /// Asks the window to close, as the cross in its corner does, without the driver. The screen stays.
    pub(crate) fn close_by_its_cross(&self) -> Outcome {
        self.screen.close_window()
    }

    /// Ends the program as the system does when memory runs out, without any warning.
    pub(crate) fn kill(self) -> Outcome {
        let programs = children_of(&self.driver.id().to_string())?;
        kill(programs.get(..1).ok_or("the driver has no program")?)
    }

    /// Ends the program and everything that it started, all at once and without any warning: the processes of the web
    /// view have no time to put anything away.
    pub(crate) fn kill_with_its_web_view(self) -> Outcome {
        let mut doomed = children_of(&self.driver.id().to_string())?;
        let mut at = 0;
        while let Some(process) = doomed.get(at) {
            doomed.extend(children_of(process)?);
            at += 1;
        }
        assert!(doomed.len() > 1, "no web view: {doomed:?}");
        kill(&doomed)
    }

    /// The X display that the window is on.
    pub(crate) fn display(&self) -> &str {
        self.screen.name()
    }

    /// Starts the program again, in a folder and with a file, and waits until it ends.
    pub(crate) fn start_again(&self, folder: &Path, file: &Path) -> Outcome<ExitStatus> {
        let bus = self.bus.as_ref().ok_or("opened without a bus")?;
        Ok(Command::new(driver::program()?)
            .arg(file)
            .current_dir(folder)
            .env("DISPLAY", self.screen.name())
            .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
            .status()?)
    }

    /// Runs a script's body in the page.
    pub(crate) async fn script(&self, body: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.client.execute(body, arguments).await?)
    }

    /// Runs a script's body; the script calls its last argument with the result.
    pub(crate) async fn script_async(&self, body: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.client.execute_async(body, arguments).await?)
    }

    /// Waits until an expression in the page is true (not 0, empty or null), and returns its value.
    pub(crate) async fn wait_for(&self, expression: &str) -> Outcome<Value> {
        let body = format!("return ({expression}) || null");
        self.until(expression, async || {
            Ok(Some(self.script(&body, vec![]).await?).filter(|value| !value.is_null()))
        })
        .await
    }

    /// Waits for an element by its `data-testid`.
    pub(crate) async fn element(&self, testid: &str) -> Outcome<Element> {
        let css = format!("[data-testid={testid}]");
        self.until(&css, async || {
            Ok(self.elements(testid).await?.into_iter().next())
        })
        .await
    }

    /// All elements that have this `data-testid` now.
    pub(crate) async fn elements(&self, testid: &str) -> Outcome<Vec<Element>> {
        let css = format!("[data-testid={testid}]");
        Ok(self.client.find_all(Locator::Css(&css)).await?)
    }

    /// Waits for an element by its `data-testid` and a part of its text.
    pub(crate) async fn element_with(&self, testid: &str, part: &str) -> Outcome<Element> {
        self.until(&format!("{testid} with “{part}”"), async || {
            for element in self.elements(testid).await? {
                // it may have disappeared meanwhile
                let text = words_of(&element).await.unwrap_or_default();
                if text.contains(part) {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
        .await
    }

    /// Draws the pointer from one place to another with its button down. In CSS pixels from the window's upper left corner.
    pub(crate) async fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Outcome {
        let go = |(x, y)| PointerAction::MoveTo {
            duration: None,
            x,
            y,
        };
        let button = MOUSE_BUTTON_LEFT;
        let drag = MouseActions::new("pointer".into())
            .then(go(from))
            .then(PointerAction::Down { button })
            .then(go(((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0)))
            .then(go(to))
            .then(PointerAction::Up { button });
        self.client.perform_actions(drag).await?;
        Ok(())
    }

    /// Presses keys where the focus is; the earlier ones are held while the last one is pressed. The keys of an element take the
    /// focus from it and give it back, which a field that ends without the focus does not survive.
    pub(crate) async fn press(&self, keys: &[&str]) -> Outcome {
        let values: Vec<char> = keys.iter().flat_map(|key| key.chars()).collect();
        let down = values.iter().map(|&value| KeyAction::Down { value });
        let up = values.iter().rev().map(|&value| KeyAction::Up { value });
        let pressed = down
            .chain(up)
            .fold(KeyActions::new("keyboard".into()), KeyActions::then);
        self.client.perform_actions(pressed).await?;
        Ok(())
    }

    /// Waits until the page has been laid out and drawn twice: what follows from another size has happened then.
    pub(crate) async fn drawn_twice(&self) -> Outcome {
        let script = "const [done] = arguments;
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));";
        self.script_async(script, vec![]).await?;
        Ok(())
    }

    /// Calls one of the page's commands.
    pub(crate) async fn ask(&self, command: &str, arguments: Value) -> Outcome<Value> {
        let script = "const [command, args, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, args).then(
                (value) => done({ value }),
                (error) => done({ error }),
            );";
        let answer = self
            .script_async(script, vec![json!(command), arguments])
            .await?;
        match answer.get("error") {
            Some(error) => Err(format!("{command}: {error}").into()),
            None => Ok(answer.get("value").cloned().unwrap_or_default()),
        }
    }

    /// Keeps a screenshot in `screenshots/`.
    pub(crate) fn screenshot(&self, name: &str) -> Outcome {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../screenshots");
        fs::create_dir_all(&folder)?;
        self.screen.picture(&folder.join(format!("{name}.png")))
    }

    /// Checks again and again until there is a value.
    pub(crate) async fn until<T>(
        &self,
        what: &str,
        look: impl AsyncFn() -> Outcome<Option<T>>,
    ) -> Outcome<T> {
        let began = Instant::now();
        loop {
            if let Some(seen) = look().await? {
                return Ok(seen);
            }
            if began.elapsed() > PATIENCE {
                // best effort: the picture helps whoever reads the failure
                let _ = self.screenshot("gave-up");
                return Err(format!("waited in vain for {what}").into());
            }
            tokio::time::sleep(GLANCE).await;
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        stop(&mut self.driver);
    }
}

/// The processes that a process started and that have not ended.
fn children_of(process: &str) -> Outcome<Vec<String>> {
    let mut children = Vec::new();
    for entry in fs::read_dir("/proc")?.flatten() {
        // processes come and go meanwhile
        let status = fs::read_to_string(entry.path().join("status")).unwrap_or_default();
        let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"));
        if parent.is_some_and(|parent| parent.trim() == process) {
            children.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(children)
}

fn kill(processes: &[String]) -> Outcome {
    let killed = Command::new("kill").arg("-9").args(processes).status()?;
    match killed.success() {
        true => Ok(()),
        false => Err(format!("{processes:?} could not be killed").into()),
    }
}

/// An element's whole text, even if the page shows only a part of it.
pub(crate) async fn words_of(element: &Element) -> Outcome<String> {
    let text = element.prop("textContent").await?.unwrap_or_default();
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
