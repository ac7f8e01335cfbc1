//! `pagewing models download`, from a hub on loopback.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use pagewing_tests::hub::{Hub, Misbehaviour};
use pagewing_tests::pdf;
use serde_json::Value;
use tempfile::TempDir;

use super::models::{card, copy_of_tiny, flip_a_bit, line};
use super::{Ended, Run, ended, text};

const TINY: &str = "owner/tiny";
const WEIGHTS: &str = "model.safetensors";

/// A hub with the small model, and a home.
struct Shop {
    hub: Hub,
    repositories: TempDir,
    run: Run,
}

impl Shop {
    fn open() -> Self {
        let repositories = tempfile::tempdir().expect("a folder for temporary files");
        copy_of_tiny(&repositories.path().join(TINY));
        Self {
            hub: Hub::serve(repositories.path()).expect("a free port"),
            repositories,
            run: Run::new(),
        }
    }

    fn repository(&self) -> std::path::PathBuf {
        self.repositories.path().join(TINY)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.run.command();
        command.env("HF_ENDPOINT", self.hub.endpoint());
        command.args(["models"]).args(arguments);
        command
    }

    fn models(&self, arguments: &[&str]) -> Ended {
        ended(&self.command(arguments).output().expect("it starts"))
    }

    /// Starts a download that does not come to its end, and waits until a part of the weights is here.
    fn begun(&self) -> Child {
        self.hub.limit(Some(150_000));
        self.hub.hold_after(Some(1_000_000));
        let child = self
            .command(&["download", "-q", TINY])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let limit = Instant::now() + Duration::from_secs(60);
        while self.hub.sent() < 500_000 {
            assert!(Instant::now() < limit, "nothing arrives");
            std::thread::sleep(Duration::from_millis(10));
        }
        child
    }

    /// Lets what `begun` held back come at once.
    fn let_go(&self) {
        self.hub.limit(None);
        self.hub.hold_after(None);
    }
}

fn signal(child: &Child, name: &str) {
    let pressed = Command::new("kill")
        .args([name, &child.id().to_string()])
        .status()
        .expect("kill is there");
    assert!(pressed.success());
}

fn ready(run: &Run) -> Value {
    let card = card(run, TINY);
    assert_eq!(card["state"]["kind"], "ready", "{card}");
    card
}

#[test]
fn a_download_ends_with_a_written_summary() {
    let shop = Shop::open();
    let ended = shop.models(&["download", "-q", "--json", TINY]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(ended.err, "");
    let told = line(&ended);
    assert!(told["error"].is_null());
    assert_eq!(told["chosen"], true);
    assert_eq!(told["model"]["state"]["kind"], "ready");
    assert_eq!(told["model"]["fast_copy"]["kind"], "made");
    assert!(told["model"]["seconds"].as_f64().is_some_and(|s| s > 0.0));
    // its parts are gone
    let folder = shop.run.home.path().join("home/data/models/owner--tiny");
    assert!(!folder.join("original").exists());

    let file = shop.run.file("birds.pdf", pdf::about_birds());
    let quick = ["--beams", "1", "--max-tokens", "8"];
    let summarize = ["summarize", "-q", "--json", text(&file)];
    let summary = shop.run.run(summarize.iter().chain(&quick));
    assert_eq!(summary.code, 0, "{}", summary.err);
    assert_eq!(line(&summary)["summary"]["origin"]["kind"], "model");

    // the same command has nothing to do
    let requests = shop.hub.requests().len();
    let again = shop.models(&["download", "-q", TINY]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(shop.hub.requests().len(), requests);
    let verified = shop.models(&["verify", "-q", "all"]);
    assert_eq!(verified.code, 0, "{}", verified.err);
}

#[test]
fn every_connection_is_on_record() {
    let shop = Shop::open();
    let ended = shop.models(&["download", "-q", "--no-convert", TINY]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let doctor = line(&shop.run.run(["doctor", "--json"]));
    let findings = doctor.as_array().expect("a list").iter();
    let network = findings
        .filter(|finding| finding["what"] == "network")
        .map(|finding| &finding["facts"])
        .next()
        .expect("the network is looked at");
    let weights = fs::metadata(shop.repository().join(WEIGHTS)).expect("the weights");
    assert!(
        network["bytes"]
            .as_u64()
            .is_some_and(|bytes| bytes > weights.len())
    );
    let connections = network["connections"].as_u64().expect("a number");
    assert_eq!(connections, shop.hub.requests().len() as u64);
    let last = network["entries"].as_array().expect("a list");
    assert!(last.iter().any(|entry| entry["why"]["file"] == WEIGHTS));
}

#[test]
fn a_killed_download_goes_on_where_it_was() {
    let shop = Shop::open();
    let mut child = shop.begun();
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    let partial = &card(&shop.run, TINY)["state"];
    assert_eq!(partial["kind"], "partial");
    let here = partial["bytes"].as_u64().expect("bytes");
    assert!(here > 0, "{partial}");

    shop.let_go();
    let sent = shop.hub.sent();
    let ended = shop.models(&["download", "-q", "--no-convert", TINY]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ready(&shop.run);
    let rest = shop.hub.sent() - sent;
    let weights = fs::metadata(shop.repository().join(WEIGHTS)).expect("the weights");
    assert!(rest < weights.len(), "{rest} bytes came again");
    let mut ranges = shop.hub.requests().into_iter().filter_map(|it| it.range);
    let last = ranges.next_back().expect("a part was asked for");
    assert!(!last.starts_with("bytes=0-"), "{last}");
}

#[test]
fn ctrl_c_stops_a_download_and_says_how_to_go_on() {
    let shop = Shop::open();
    let mut child = shop.begun();
    signal(&child, "-INT");
    let limit = Instant::now() + Duration::from_secs(60);
    while child.try_wait().expect("it can be asked").is_none() {
        assert!(Instant::now() < limit, "the download goes on");
        std::thread::sleep(Duration::from_millis(10));
    }
    let output: Output = child.wait_with_output().expect("it ends");
    let ended = ended(&output);
    ended.refused(130, &[TINY, "The same command continues"]);
    assert_eq!(card(&shop.run, TINY)["state"]["kind"], "partial");
}

#[test]
fn a_model_at_work_is_left_alone() {
    let shop = Shop::open();
    let mut child = shop.begun();
    for command in ["remove", "verify"] {
        let ended = shop.models(&[command, TINY]);
        ended.refused(1, &[TINY]);
    }
    let other = shop.models(&["download", "-q", "--json", TINY]);
    assert_eq!(other.code, 1);
    assert_eq!(line(&other)["error"]["code"], "model_busy");
    shop.let_go();
    assert!(child.wait().expect("it ends").success());
    ready(&shop.run);
}

#[test]
fn a_damaged_download_is_repaired_by_the_same_command() {
    let shop = Shop::open();
    let keep = ["download", "-q", "--no-convert", TINY];
    assert_eq!(shop.models(&keep).code, 0);
    let path = shop.models(&["path", TINY]).out;
    flip_a_bit(&Path::new(path.trim()).join(WEIGHTS));
    shop.models(&["verify", "-q", TINY]).refused(1, &[WEIGHTS]);
    let again = shop.models(&keep);
    assert_eq!(again.code, 0, "{}", again.err);
    ready(&shop.run);
    assert_eq!(shop.models(&["verify", "-q", TINY]).code, 0);
}

#[test]
fn the_original_stays_if_a_person_wants_it() {
    let shop = Shop::open();
    let ended = shop.models(&["download", "-q", "--keep-original", "--no-use", TINY]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let card = ready(&shop.run);
    assert!(
        card["fast_copy"]["original_bytes"]
            .as_u64()
            .is_some_and(|bytes| bytes > 0)
    );
    assert_eq!(card["in_use"], false);
}

#[test]
fn a_hotels_web_page_is_called_what_it_is() {
    let shop = Shop::open();
    shop.hub.misbehave(WEIGHTS, [Misbehaviour::Html]);
    let ended = shop.models(&["download", "-q", "--json", TINY]);
    assert_eq!(ended.code, 1);
    assert_eq!(line(&ended)["error"]["code"], "web_page_instead");
    let again = shop.models(&["download", "-q", "--no-convert", TINY]);
    assert_eq!(again.code, 0, "{}", again.err);
}

#[test]
fn offline_opens_no_connection() {
    let shop = Shop::open();
    let mut command = shop.command(&["download", "-q", "--json", TINY]);
    let ended = ended(
        &command
            .env("HF_HUB_OFFLINE", "1")
            .output()
            .expect("it starts"),
    );
    assert_eq!(ended.code, 1);
    assert_eq!(line(&ended)["error"]["code"], "download_offline");
    assert!(ended.err.contains("HF_HUB_OFFLINE"), "{}", ended.err);
    assert!(shop.hub.requests().is_empty());
    let home = shop.run.home.path().join("home/data");
    assert!(!home.join("network.jsonl").exists());
}

#[test]
fn another_architecture_is_refused_before_the_weights_come() {
    let shop = Shop::open();
    let config = shop.repository().join("config.json");
    let t5 = fs::read_to_string(&config).expect("the copy").replace(
        "BigBirdPegasusForConditionalGeneration",
        "T5ForConditionalGeneration",
    );
    fs::write(config, t5).expect("the copy can be written");
    let ended = shop.models(&["download", "-q", "--json", TINY]);
    assert_eq!(ended.code, 1);
    let error = &line(&ended)["error"];
    assert_eq!(error["code"], "not_supported_here");
    assert_eq!(error["architecture"], "T5ForConditionalGeneration");
    let weights = fs::metadata(shop.repository().join(WEIGHTS)).expect("the weights");
    assert!(shop.hub.sent() < weights.len() / 10, "{}", shop.hub.sent());
    let kept = shop.run.home.path().join("home/data/models/owner--tiny");
    assert!(!kept.exists());
}

#[test]
fn what_does_not_name_a_model_is_a_usage_error() {
    let shop = Shop::open();
    for wrong in ["../etc", "ftp://host/owner/name", "a b"] {
        shop.models(&["download", wrong]).refused(2, &[wrong]);
    }
    shop.models(&["download", "--mirror", "nowhere", TINY])
        .refused(2, &["nowhere"]);
    let ended = shop.models(&["download", "-q", "--json", "owner/nothing"]);
    assert_eq!(ended.code, 1);
    assert_eq!(line(&ended)["error"]["code"], "not_found_there");
    assert!(shop.hub.sent() == 0);
}

#[test]
fn a_mirror_comes_before_the_environment() {
    let shop = Shop::open();
    let mut command = shop.run.command();
    let endpoint = shop.hub.endpoint();
    command.args(["models", "download", "-q", "--no-convert", TINY]);
    // nothing listens on this port of loopback
    command
        .args(["--mirror", &endpoint])
        .env("HF_ENDPOINT", "http://127.0.0.1:9");
    command.env("HF_TOKEN", "secret");
    let ended = ended(&command.output().expect("it starts"));
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(shop.hub.requests().iter().all(|it| !it.authorized));
}
