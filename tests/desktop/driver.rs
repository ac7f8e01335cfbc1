//! WebKitWebDriver, which starts the program itself, so that the program inherits its surroundings: the display, the folder for
//! all data, and the variable that lets a driver in.

use std::error::Error;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use fantoccini::error::NewSessionError;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use pagewing_tests::sockets::NO_BUS;
use serde_json::json;

use crate::screen::{Bus, Screen, stop};

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Time after which a test gives up waiting. Tests measure nothing by it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);
pub(crate) const GLANCE: Duration = Duration::from_millis(50);

/// The paper that `./run` opens.
pub(crate) fn example() -> PathBuf {
    pagewing_tests::root().join("assets/example/shelf-life-of-small-fruits.pdf")
}

/// How to open a window.
#[derive(Default)]
pub(crate) struct Opening {
    /// Arguments of the command line.
    pub(crate) arguments: Vec<PathBuf>,
    /// Further variables, such as the answers to the dialogs.
    pub(crate) variables: Vec<(&'static str, PathBuf)>,
    /// Whether there is a session bus, over which a second start finds the first.
    pub(crate) with_bus: bool,
    /// A script that starts the program with its own arguments; without one, the driver starts the program itself.
    pub(crate) starter: Option<PathBuf>,
}

impl Opening {
    /// With the paper that `./run` opens.
    pub(crate) fn with_example() -> Self {
        Self {
            arguments: vec![example()],
            ..Self::default()
        }
    }
}

/// Drivers that may fail before one has opened a window.
const MOST_FAILURES: usize = 2;

/// Starts a driver that opens the window.
pub(crate) async fn open(
    home: &Path,
    opening: &Opening,
    screen: &Screen,
    bus: Option<&Bus>,
) -> Outcome<(Child, Client)> {
    let mut failures = 0;
    loop {
        let port = free_port()?;
        let mut driver = start(port, home, opening, screen, bus)?;
        match connect(port, opening).await {
            Ok(client) => return Ok((driver, client)),
            Err(error) => {
                stop(&mut driver);
                // now and then WebKitWebDriver itself fails before there is a session; of a program that does not start it
                // says so
                let failed = error.downcast_ref().is_some_and(|error| {
                    use NewSessionError::{Failed, FailedC, Lost};
                    matches!(error, Failed(_) | FailedC(_) | Lost(_))
                });
                if !failed || failures == MOST_FAILURES {
                    return Err(error);
                }
                failures += 1;
            }
        }
    }
}

/// Starts a driver that listens at this port, and that hands its surroundings on to the program.
fn start(
    port: u16,
    home: &Path,
    opening: &Opening,
    screen: &Screen,
    bus: Option<&Bus>,
) -> Outcome<Child> {
    let mut command = Command::new("WebKitWebDriver");
    command
        .args([format!("--port={port}"), "--host=127.0.0.1".into()])
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("PAGEWING_HOME", home)
        .env("PAGEWING_STARTER", "none")
        .env("DISPLAY", screen.name())
        .env("GDK_BACKEND", "x11")
        // English, whatever the person who runs the tests speaks
        .env("LC_ALL", "C.UTF-8")
        .env_remove("LANGUAGE")
        .env_remove("WAYLAND_DISPLAY")
        // no way to another hub, and no models of the person who runs the tests
        .env("HF_HOME", home.join("no-cache"))
        .env("NO_PROXY", "127.0.0.1,127.0.0.2")
        .env_remove("HF_ENDPOINT")
        .env_remove("HF_HUB_CACHE")
        .env_remove("HF_HUB_OFFLINE")
        .env_remove("HF_TOKEN")
        // never the data of the person who runs the tests
        .env("DBUS_SESSION_BUS_ADDRESS", bus.map_or(NO_BUS, Bus::address))
        .stdout(Stdio::null());
    for (name, value) in &opening.variables {
        command.env(name, value);
    }
    Ok(command
        .spawn()
        .map_err(|error| format!("WebKitWebDriver does not start: {error}"))?)
}

/// A port that nobody listens at and that no other window of these tests was given.
///
/// It lies below the ports that Linux gives to whoever connects (from 32,768 on): one of those may be given away again before
/// the driver listens, also to the connection that waits for the driver, which would then be connected with itself.
fn free_port() -> Outcome<u16> {
    const FIRST: u16 = 20_000;
    const PORTS: u16 = 12_000;
    static TRIED: AtomicU16 = AtomicU16::new(0);
    // several runs of these tests at the same time begin at different places
    let begin = u16::try_from(std::process::id() % u32::from(PORTS))?;
    for _ in 0..PORTS {
        let tried = TRIED.fetch_add(1, Ordering::Relaxed);
        let port = FIRST + begin.wrapping_add(tried) % PORTS;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
    Err("no port is free".into())
}

async fn connect(port: u16, opening: &Opening) -> Outcome<Client> {
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if began.elapsed() > PATIENCE {
            return Err("WebKitWebDriver does not listen".into());
        }
        tokio::time::sleep(GLANCE).await;
    }
    let binary = match &opening.starter {
        Some(starter) => starter.clone(),
        None => program()?,
    };
    let mut capabilities = serde_json::Map::new();
    capabilities.insert(
        "webkitgtk:browserOptions".into(),
        json!({ "binary": binary, "args": opening.arguments }),
    );
    // the driver's own 30 seconds are short on a busy machine
    let patience = json!({ "script": PATIENCE.as_millis() as u64 });
    capabilities.insert("timeouts".into(), patience);
    Ok(ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await?)
}

/// The program, as `./test` builds it.
pub(crate) fn program() -> Outcome<PathBuf> {
    // target/debug/deps/desktop-… -> target/debug/pagewing
    let test = std::env::current_exe()?;
    let folder = test.ancestors().nth(2).ok_or("the test has no folder")?;
    let program = folder.join("pagewing");
    if program.is_file() {
        Ok(program)
    } else {
        Err(format!("{} is missing: run ./test window", program.display()).into())
    }
}
