//! What the environment decides: server, token, offline mode, proxies.

use std::net::TcpListener;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use super::super::{DownloadError, Ledger, Network, Url, fetch};
use super::bench::{Bench, content};
use super::server::{Server, serve};

fn network(variables: &[(&str, &str)], mirror: Option<&str>) -> Result<Network, DownloadError> {
    let find = |name: &str| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        // never the files of whoever runs the tests
        found
            .map(|(_, value)| (*value).to_owned())
            .or((name == "HF_HOME").then(|| "/nonexistent".to_owned()))
    };
    Network::of_variables(&find, mirror, Ledger::at("unused".into()))
}

#[test]
fn the_variable_goes_before_the_setting_and_the_setting_before_the_default() {
    let url = |variables: &[_], mirror| {
        let network = network(variables, mirror).unwrap();
        network
            .file_url("google/bigbird-pegasus-large-arxiv", "main", "config.json")
            .unwrap()
            .to_string()
    };
    let path = "google/bigbird-pegasus-large-arxiv/resolve/main/config.json";
    assert_eq!(url(&[], None), format!("https://huggingface.co/{path}"));
    assert_eq!(
        url(&[], Some("https://mirror.example/hf/")),
        format!("https://mirror.example/hf/{path}")
    );
    let named = ("HF_ENDPOINT", "http://127.0.0.1:8000/");
    assert_eq!(
        url(&[named], Some("https://mirror.example")),
        format!("http://127.0.0.1:8000/{path}")
    );
    assert_eq!(
        url(&[("HF_ENDPOINT", " ")], Some("")),
        format!("https://huggingface.co/{path}")
    );
    for wrong in [
        "mirror.example",
        "ftp://mirror.example",
        "https://",
        "me:word@host",
    ] {
        let error = network(&[("HF_ENDPOINT", wrong)], None).unwrap_err();
        assert!(
            matches!(&error, DownloadError::BadAddress { .. }),
            "{error:?}"
        );
        assert!(!format!("{error} {error:?}").contains("word"), "{error:?}");
    }
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let network = network(&[], None).unwrap();
    for (repository, revision, path) in [
        ("a/b/c", "main", "x"),
        ("../b", "main", "x"),
        ("a/..", "main", "x"),
        ("a b", "main", "x"),
        ("", "main", "x"),
        ("a/b?c", "main", "x"),
        ("a/b", "..", "x"),
        ("a/b", "", "x"),
        ("a/b", "main", "../x"),
        ("a/b", "main", "/x"),
        ("a/b", "main", "x/./y"),
        ("a/b", "main", "x\\y"),
        ("a/b", "main", ""),
    ] {
        let url = network.file_url(repository, revision, path);
        assert!(matches!(url, Err(DownloadError::BadName { .. })), "{url:?}");
    }
    let url = network
        .file_url("gpt2", "refs/pr/1", "onnx/a file%.bin")
        .unwrap();
    assert_eq!(
        url.as_str(),
        "https://huggingface.co/gpt2/resolve/refs%2Fpr%2F1/onnx/a%20file%25.bin"
    );
}

#[test]
fn a_token_is_found_where_the_hubs_library_looks() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().to_str().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, "hf_file\n").unwrap();
    let header = |variables: &[_], mirror| {
        let network = network(variables, mirror).unwrap();
        network
            .token
            .map(|token| token.header().to_str().unwrap().to_owned())
    };
    assert_eq!(header(&[], None), None);
    let of_file = Some("Bearer hf_file".to_owned());
    assert_eq!(header(&[("HF_HOME", home)], None), of_file);
    assert_eq!(
        header(&[("HF_TOKEN_PATH", file.to_str().unwrap())], None),
        of_file
    );
    let spoken = ("HF_TOKEN", " hf_spoken ");
    assert_eq!(
        header(&[("HF_HOME", home), spoken], None).as_deref(),
        Some("Bearer hf_spoken")
    );
    assert_eq!(header(&[("HF_TOKEN", "two\nlines")], None), None);
    // the setting's mirror does not get it; the server that the variable names does
    assert_eq!(header(&[spoken], Some("https://mirror.example")), None);
    assert!(header(&[spoken, ("HF_ENDPOINT", "https://mirror.example")], None).is_some());
    let shown = format!("{:?}", network(&[spoken], None).unwrap());
    assert!(!shown.contains("hf_spoken"), "{shown}");
}

#[test]
fn offline_nothing_is_asked() {
    for (value, offline) in [
        ("1", true),
        ("yes", true),
        ("True", true),
        ("ON", true),
        ("0", false),
        ("", false),
    ] {
        assert_eq!(
            network(&[("HF_HUB_OFFLINE", value)], None)
                .unwrap()
                .is_offline(),
            offline,
            "{value}"
        );
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let mut bench = Bench::new(&format!("http://{}", listener.local_addr().unwrap()));
    bench.network.offline = true;
    assert!(matches!(bench.fetch(), Err(DownloadError::Offline { .. })));
    bench.assert_absent();
    assert!(!bench.beside(".part").exists());
    let described = super::super::describe(
        &bench.network,
        "owner/name",
        "main",
        &AtomicBool::new(false),
    );
    assert!(matches!(described, Err(DownloadError::Offline { .. })));
    assert_eq!(
        listener.accept().unwrap_err().kind(),
        std::io::ErrorKind::WouldBlock
    );
    assert_eq!(bench.ledger(), []);
}

/// The name under which the child of the next test runs.
const CHILD: &str = "weights::download::tests::environment::the_child_of_the_proxy_test";
const CHILD_FOLDER: &str = "PAGEWING_TEST_PROXY_FOLDER";

#[test]
fn proxies_of_the_environment_are_used_and_recorded() {
    let proxy = Server::start(|asked, _, to| serve(asked, to, &content(100), "\"v1\"", usize::MAX));
    for (variables, is_used) in [
        (&[("HTTP_PROXY", "")][..], true),
        (&[("ALL_PROXY", "")], true),
        (&[("HTTP_PROXY", ""), ("NO_PROXY", "models.invalid")], false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", CHILD, "--include-ignored", "--nocapture"]);
        for name in [
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "NO_PROXY",
            "REQUEST_METHOD",
        ] {
            child.env_remove(name).env_remove(name.to_ascii_lowercase());
        }
        for (name, value) in variables {
            // the proxy's password must not be recorded
            let proxy = proxy.url().replace("http://", "http://me:word@");
            child.env(name, if value.is_empty() { &proxy } else { *value });
        }
        child
            .env("HF_ENDPOINT", "http://models.invalid")
            .env(CHILD_FOLDER, folder.path());
        let before = proxy.asked().len();
        let output = child.output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
        let history = Ledger::at(folder.path().join("network.jsonl"))
            .history(9)
            .unwrap();
        let arrived = folder.path().join("file").exists();
        assert_eq!(arrived, is_used, "{variables:?}");
        if is_used {
            let asked = &proxy.asked()[before];
            assert_eq!(
                asked.target,
                "http://models.invalid/owner/name/resolve/main/file"
            );
            assert!(asked.header("proxy-authorization").is_some());
            assert_eq!(
                history.entries[0].via.as_deref(),
                Some(proxy.host().as_str())
            );
        } else {
            assert_eq!(history.entries[0].via, None);
        }
        assert_eq!(history.entries[0].host, "models.invalid");
        let text = std::fs::read_to_string(folder.path().join("network.jsonl")).unwrap();
        assert!(!text.contains("word"), "{text}");
    }
}

#[test]
#[ignore = "the process that proxies_of_the_environment_are_used_and_recorded starts"]
fn the_child_of_the_proxy_test() {
    let Some(folder) = std::env::var_os(CHILD_FOLDER).map(std::path::PathBuf::from) else {
        return;
    };
    let ledger = Ledger::at(folder.join("network.jsonl"));
    let mut limits = super::bench::quick();
    limits.attempts = 1;
    let network = Network::of_environment(None, ledger)
        .unwrap()
        .with_limits(limits);
    let mut remote = Bench::new("http://unused.invalid").remote;
    remote.url = network.file_url("owner/name", "main", "file").unwrap();
    remote.to = folder.join("file");
    let result = fetch(&network, &remote, &AtomicBool::new(false), &mut |_| ());
    println!("{result:?}");
    assert!(Url::parse("http://models.invalid").is_ok());
}
