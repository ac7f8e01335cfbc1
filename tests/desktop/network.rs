//! The window reaches for no network. Each test looks from another side: what the page can do, what the window does as a
//! person starts it, and what it does on the whole way, through which a driver leads it. On that way an address of the paper
//! is opened: it reaches the system's opener, and no socket.
//! `pagewing_tests::sockets` has the rule, and the tests of the command line show that it finds a planted connection.

use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use pagewing::library::{DocumentCard, Library};
use pagewing::paths::Paths;
use pagewing_tests::sockets::{self, Allowed, offences, passed_over, traced, without_interfaces};
use pagewing_tests::{fixture, root};
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::driver::program;
use crate::drop_files::drop_files;
use crate::links::{Opener, open_first_address};
use crate::reading::{list, summarized};
use crate::run;
use crate::screen::{Screen, stop};
use crate::window::{Opening, Outcome, Window, example, words_of};

const PATIENCE: Duration = Duration::from_secs(60);
const ENTER: char = '\u{E007}';

/// The pages beside the documents.
const PLACES: [&str; 6] = ["tables", "models", "privacy", "trash", "settings", "about"];

#[test]
fn the_page_reaches_nothing_outside() -> Outcome {
    run(async {
        let home = tempdir()?;
        let window = Window::open(home.path(), Opening::default()).await?;
        window.element("empty").await?;
        let outside = TcpListener::bind(("127.0.0.1", 0))?;
        outside.set_nonblocking(true)?;
        let address = format!("http://{}/", outside.local_addr()?);
        let policy = try_from_the_page(&window, &address).await?;
        assert!(policy.contains("default-src 'none'"), "{policy}");
        // it is still the same page, and it still responds
        window.element("empty").await?;
        window.ask("settings", json!({})).await?;
        let hit = outside.accept().map_err(|error| error.kind());
        assert!(
            matches!(hit, Err(ErrorKind::WouldBlock)),
            "somebody came: {hit:?}"
        );
        window.close().await
    })
}

#[test]
fn a_window_without_interfaces_reads_papers_and_opens_no_way_out() -> Outcome {
    if passed_over() {
        return Ok(());
    }
    let (home, place) = (tempdir()?, tempdir()?);
    let log = place.path().join("trace");
    let screen = Screen::start()?;
    let mut window = Command::new(program()?);
    window
        .arg(example())
        .env("PAGEWING_HOME", home.path())
        .env("PAGEWING_STARTER", root().join("assets/starter"))
        .env("DISPLAY", screen.name())
        .env("GDK_BACKEND", "x11")
        .env_remove("WAYLAND_DISPLAY");
    let window = without_interfaces(&traced(&window, &log)).spawn()?;
    let mut window = Ending(window);

    // the library sweeps half-copied files away when it opens, so this test opens it after the copy
    let paths = Paths::under(home.path());
    wait_for("the library's copy", || {
        let mut files = fs::read_dir(paths.files()).ok()?.flatten();
        files.find(|file| !file.file_name().to_string_lossy().starts_with('.'))
    })?;
    let library = Library::open(&paths)?;
    let card = wait_for("a summary", || with_summary(&library, 0))?;
    let (_, summary) = library.summary(&card.id)?.ok_or("the summary is gone")?;
    let sentences: Vec<&str> = summary
        .sentences
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(sentences, from_the_command_line(&example(), None)?);

    // the page may not be there yet, and a paper that is dropped twice is still one paper
    wait_for("a dropped paper's summary", || {
        drop_files(screen.name(), &[&fixture("pdf/dftk.pdf")]).ok()?;
        std::thread::sleep(Duration::from_secs(2));
        with_summary(&library, 1)
    })?;
    screen.close_window()?;
    let status = wait_for("the end of the program", || window.0.try_wait().ok()?)?;
    assert!(status.success(), "{status}");

    let log = fs::read_to_string(&log)?;
    assert!(log.contains("/tmp/.X11-unix/X"), "strace saw no window");
    let found = offences(&log, Allowed::Nothing);
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

#[test]
fn the_whole_way_through_the_window_reaches_nobody_but_its_driver() -> Outcome {
    if passed_over() {
        return Ok(());
    }
    if !sockets::inside() {
        let name = "network::the_whole_way_through_the_window_reaches_nobody_but_its_driver";
        let inside = sockets::again_with_loopback(name)?.output()?;
        let said = [inside.stdout, inside.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(inside.status.success(), "{said}");
        assert!(said.contains("1 passed"), "{said}");
        return Ok(());
    }
    let interfaces = fs::read_to_string("/proc/net/dev")?;
    let names: Vec<&str> = interfaces
        .lines()
        .filter_map(|line| Some(line.split_once(':')?.0.trim()))
        .collect();
    assert_eq!(names, ["lo"]);

    let (home, place) = (tempdir()?, tempdir()?);
    let log = place.path().join("trace");
    let starter = place.path().join("pagewing");
    let traced = sockets::for_a_shell(&traced(&Command::new(program()?), &log));
    // The driver ends what it started at once, which must not be strace: traced calls would fail without it.
    let script = format!(
        "#!/bin/sh\ncd '{}'\necho \"$WEBKIT_INSPECTOR_SERVER\" >driver\n({traced}; echo $? >ended) &\nwait\n",
        place.path().display()
    );
    fs::write(&starter, script)?;
    fs::set_permissions(&starter, fs::Permissions::from_mode(0o755))?;
    let opener = Opener::in_folder(place.path())?;
    run(async {
        let window = whole_way(home.path(), starter, &opener).await?;
        window.close_by_its_cross()?;
        let ended = wait_for("the end of the program", || {
            let code = fs::read_to_string(place.path().join("ended")).ok()?;
            code.ends_with('\n').then_some(code)
        })?;
        assert_eq!(ended.trim(), "0");
        Ok(())
    })?;
    let driver = fs::read_to_string(place.path().join("driver"))?;
    let port = driver
        .trim()
        .strip_prefix("127.0.0.1:")
        .ok_or("no driver")?;
    let log = fs::read_to_string(&log)?;
    assert!(log.contains("/tmp/.X11-unix/X"), "strace saw no window");
    let found = offences(&log, Allowed::Driver(port.parse()?));
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

/// What a person does in the window: a paper, its summary, a question, an address, the settings, and a look at each of the other
/// pages. Returns the open window.
async fn whole_way(home: &Path, starter: PathBuf, opener: &Opener) -> Outcome<Window> {
    let opening = Opening {
        starter: Some(starter),
        variables: vec![
            ("PAGEWING_STARTER", root().join("assets/starter")),
            ("PATH", opener.first_in_path()?),
        ],
        ..Opening::default()
    };
    let window = Window::open(home, opening).await?;
    window.element("empty").await?;
    drop_files(window.display(), &[&example()])?;
    let document = summarized(&window, 0).await?;
    let id = &document["card"]["id"];
    let summary = window.ask("summary", json!({ "id": id })).await?;
    let texts: Vec<&str> = list(&summary["sentences"])
        .iter()
        .filter_map(|sentence| sentence["text"].as_str())
        .collect();
    assert_eq!(texts, from_the_command_line(&example(), None)?);

    let question = "How high are losses during harvest, handling and marketing?";
    let field = window.element("ask").await?;
    field.send_keys(&format!("{question}{ENTER}")).await?;
    let shown = window.element_with("quotation", "50%").await?;
    let answer = from_the_command_line(&example(), Some(question))?;
    assert!(words_of(&shown).await?.contains(&answer[0]), "{answer:?}");

    let address = open_first_address(&window).await?;
    let opened = wait_for("an address that is opened", || opener.opened())?;
    assert_eq!(opened, [address]);

    let mut settings = window.ask("settings", json!({})).await?;
    let before = settings.clone();
    settings["theme"] = json!("dark");
    window
        .ask(
            "set_settings",
            json!({ "settings": settings, "before": before }),
        )
        .await?;
    window.element("model").await?.click().await?;
    window.element("open-models").await?.click().await?;
    for place in PLACES {
        window
            .element(&format!("go-{place}"))
            .await?
            .click()
            .await?;
        window.element(&format!("place-{place}")).await?;
    }
    window.element("back").await?.click().await?;
    try_from_the_page(&window, "http://127.0.0.1:9/").await?;
    window.element("summary-sentence").await?;
    Ok(window)
}

/// Has the page try every way out that pages have, and then leave altogether. Returns the policy that holds it.
async fn try_from_the_page(window: &Window, address: &str) -> Outcome<String> {
    let attempts = "const [address, done] = arguments;
        const blocked = async (attempt) => { try { await attempt(); return false; } catch { return true; } };
        const worker = [...document.querySelectorAll('script[src]')].map((script) => script.src)[0];
        (async () => done({
            fetch: await blocked(() => fetch(address)),
            eval: await blocked(() => (0, eval)('1')),
            image: await blocked(() => new Promise((good, bad) => {
                const image = new Image();
                image.onload = good; image.onerror = bad; image.src = address;
            })),
            window: window.open(address) === null,
            policy: (await fetch(worker)).headers.get('content-security-policy'),
        }))();";
    let found = window.script_async(attempts, vec![json!(address)]).await?;
    for attempt in ["fetch", "eval", "image", "window"] {
        assert_eq!(found[attempt], true, "{attempt}: {found}");
    }
    window
        .script("location.href = arguments[0]", vec![json!(address)])
        .await?;
    Ok(found["policy"].as_str().unwrap_or_default().to_owned())
}

/// What the command line says of a paper: the sentences of its summary, or the answer's quotations.
fn from_the_command_line(paper: &Path, question: Option<&str>) -> Outcome<Vec<String>> {
    let home = tempdir()?;
    let command = if question.is_some() {
        "ask"
    } else {
        "summarize"
    };
    let output = Command::new(program()?)
        .args([command, "-q", "--json"])
        .arg(paper)
        .args(question)
        .env("PAGEWING_HOME", home.path())
        .env("PAGEWING_STARTER", root().join("assets/starter"))
        .output()?;
    let line: Value = serde_json::from_slice(&output.stdout)?;
    let (parts, at) = match question {
        Some(_) => (&line["answer"]["answers"], "/quotation/text"),
        None => (&line["summary"]["sentences"], "/text"),
    };
    let texts = list(parts)
        .iter()
        .filter_map(|part| part.pointer(at)?.as_str());
    let texts: Vec<String> = texts.map(str::to_owned).collect();
    assert!(!texts.is_empty(), "{line}");
    Ok(texts)
}

/// The card of the document number `which` among those that have a summary.
fn with_summary(library: &Library, which: usize) -> Option<DocumentCard> {
    let cards = library.cards().ok()?;
    cards.into_iter().filter(|card| card.summarized).nth(which)
}

/// Checks again and again until there is a value.
fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> Outcome<T> {
    let began = Instant::now();
    loop {
        if let Some(seen) = look() {
            return Ok(seen);
        }
        if began.elapsed() > PATIENCE {
            return Err(format!("waited in vain for {what}").into());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A program that ends with the test.
struct Ending(Child);

impl Drop for Ending {
    fn drop(&mut self) {
        stop(&mut self.0);
    }
}
