//! No command reaches for the network but a download: each gives the same results in a network namespace without
//! interfaces, and opens no socket that could lead out. A download connects to its server and to nobody else.
//! `pagewing_tests::sockets` has the rule.

use std::process::Command;

use pagewing::document::Document;
use pagewing::library::Library;
use pagewing::paths::Paths;
use pagewing_tests::hub::{Hub, publish};
use pagewing_tests::sockets::{
    Allowed, continued, offences, passed_over, traced, without_interfaces,
};
use pagewing_tests::{fixture, pdf, root};

use super::{Ended, Run, ended, text};

/// Runs a command alone and traced. Returns how it ended, and its offences.
fn alone(command: &Command) -> (Ended, Vec<String>) {
    watched(command, without_interfaces)
}

/// Where the test itself runs, with its network.
fn here(command: &Command) -> Command {
    // a `Command` cannot be copied
    continued(Command::new("env"), command)
}

/// Runs a command traced, in the place that `put` puts it. Returns how it ended, and its offences.
fn watched(command: &Command, put: impl Fn(&Command) -> Command) -> (Ended, Vec<String>) {
    let log = tempfile::NamedTempFile::new().expect("a file for the trace");
    let output = put(&traced(command, log.path()))
        .output()
        .expect("passed_over() has tried it");
    let log = std::fs::read_to_string(log.path()).expect("strace has written it");
    let offences = offences(&log, Allowed::Nothing);
    let offences = offences.into_iter().map(str::to_owned).collect();
    (ended(&output), offences)
}

/// A home whose library holds a paper, with the starter model.
fn run() -> Run {
    let run = Run::new();
    let file = run.file("birds.pdf", pdf::about_birds());
    let read = run.run(["extract", "-q", "--json", text(&file)]);
    let document: Document = serde_json::from_str(&read.out).expect("a document");
    let library = Library::open(&Paths::under(&run.home.path().join("home"))).expect("a library");
    library
        .put(&document, "birds.pdf", "birds.pdf")
        .expect("the library takes it");
    run
}

fn command(run: &Run, arguments: &[&str]) -> Command {
    let mut command = run.command();
    command
        .env("PAGEWING_STARTER", root().join("assets/starter"))
        .current_dir(run.home.path())
        .args(arguments);
    command
}

#[test]
fn results_are_the_same_without_a_network_and_nothing_reaches_for_one() {
    if passed_over() {
        return;
    }
    let run = run();
    let model = fixture("tiny-model");
    let paper = root().join("assets/example/shelf-life-of-small-fruits.pdf");
    let (model, paper) = (text(&model), text(&paper));
    let losses = "How high are losses during harvest, handling and marketing?";
    let written = ["summarize", "-q", "--json", "birds.pdf", "--model", model];
    let import = ["models", "import", "-q", "--link", "--no-use", model];
    let (imported, offences) = alone(&command(&run, &import));
    assert_eq!(imported.code, 0, "{}", imported.err);
    assert!(offences.is_empty(), "{offences:#?}");
    for arguments in [
        &["extract", "-q", "--json", "birds.pdf"][..],
        &["summarize", "-q", "--json", paper],
        &[&written[..], &["--beams", "2", "--max-tokens", "24"]].concat(),
        &["ask", "-q", "--json", paper, losses],
        &["ask", "-q", "--all", "How many large birds were measured?"],
        &["models", "list"],
        &["models", "verify", "-q", "imported/tiny-model"],
        &["models", "path", "imported/tiny-model"],
    ] {
        let outside = ended(&command(&run, arguments).output().expect("it starts"));
        let answered = [0, 3].contains(&outside.code);
        assert!(answered, "{arguments:?}: {}", outside.err);
        assert!(!outside.out.is_empty());
        let (inside, offences) = alone(&command(&run, arguments));
        assert_eq!(inside.out, outside.out, "{arguments:?}");
        assert_eq!((inside.code, inside.err), (outside.code, outside.err));
        assert!(offences.is_empty(), "{arguments:?}: {offences:#?}");
    }
    // it says how much memory is free, which changes
    let (doctor, offences) = alone(&command(&run, &["doctor"]));
    assert_eq!(doctor.code, 0, "{}{}", doctor.out, doctor.err);
    assert!(offences.is_empty(), "{offences:#?}");
}

#[test]
fn a_download_connects_to_its_hub_and_the_storage_and_to_nobody_else() {
    if passed_over() {
        return;
    }
    let (run, repositories) = (run(), tempfile::tempdir().expect("a folder"));
    publish(&fixture("tiny-model"), repositories.path(), "owner/tiny").expect("published");
    let hub = Hub::serve(repositories.path()).expect("a free port");
    let mut download = command(&run, &["models", "download", "-q", "owner/tiny"]);
    download.env("HF_ENDPOINT", hub.endpoint());

    // forbidden, it does not even look a name up
    let mut forbidden = command(&run, &["models", "download", "-q", "owner/tiny"]);
    forbidden.env("HF_HUB_OFFLINE", "1");
    let (refused, offences) = watched(&forbidden, here);
    assert_ne!(refused.code, 0, "{}", refused.out);
    assert!(offences.is_empty(), "{offences:#?}");

    let (downloaded, connections) = watched(&download, here);
    assert_eq!(downloaded.code, 0, "{}", downloaded.err);
    let places = hub.addresses().map(|address| {
        format!(
            "sin_port=htons({}), sin_addr=inet_addr(\"{}\")",
            address.port(),
            address.ip()
        )
    });
    for place in &places {
        let reached = connections.iter().any(|line| line.contains(place));
        assert!(reached, "{place}: {connections:#?}");
    }
    for line in &connections {
        let to_the_hub = places.iter().any(|place| line.contains(place));
        let not_yet_anywhere = line.contains("socket(AF_INET, SOCK_STREAM");
        assert!(to_the_hub || not_yet_anywhere, "{line}");
    }
}

#[test]
fn a_planted_connection_is_found() {
    if passed_over() {
        return;
    }
    let run = run();
    let plain = command(&run, &["models", "list"]);
    let (_, offences) = alone(&plain);
    assert!(offences.is_empty(), "{offences:#?}");

    // the same command, beside which a child of a child tries two ways out
    let planted = "\"$@\"; (: >/dev/tcp/127.0.0.1/9); (: >/dev/udp/192.0.2.1/9); true";
    let mut shell = Command::new("bash");
    shell.args(["-c", planted, "bash"]);
    shell.arg(plain.get_program()).args(plain.get_args());
    let environment = plain
        .get_envs()
        .filter_map(|(name, value)| Some((name, value?)));
    shell.envs(environment);
    let (_, offences) = alone(&shell);
    let found = |start: &str| offences.iter().any(|line| line.contains(start));
    assert!(found("socket(AF_INET, SOCK_STREAM"), "{offences:#?}");
    assert!(found("connect(3, {sa_family=AF_INET"), "{offences:#?}");
    assert!(found("socket(AF_INET, SOCK_DGRAM"), "{offences:#?}");
}
