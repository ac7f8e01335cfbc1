//! What the environment decides: server, token, offline mode, proxies.

use std::net::TcpListener;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::super::{DownloadError, FileHash, Ledger, Network};
use super::bench::{Bench, content};
use super::child::{PROXY, child, result};
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

#[test]
fn proxies_of_the_environment_are_used_and_recorded() {
    let proxy = Server::start(|asked, _, to| serve(asked, to, &content(100), "\"v1\"", usize::MAX));
    let url = "http://models.invalid/owner/name/resolve/main/file";
    for (variables, is_used) in [
        (&[("HTTP_PROXY", "")][..], true),
        (&[("ALL_PROXY", "")], true),
        (&[("HTTP_PROXY", ""), ("NO_PROXY", "models.invalid")], false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut child = child(url, folder.path(), FileHash::of(&content(100)));
        for (name, value) in variables {
            // the proxy's password must not be recorded
            let proxy = proxy.url().replace("http://", "http://me:word@");
            child.env(name, if value.is_empty() { &proxy } else { *value });
        }
        let before = proxy.asked().len();
        let result = result(child, folder.path());
        assert_eq!(result.starts_with("Ok"), is_used, "{variables:?}: {result}");
        assert_eq!(folder.path().join("file").exists(), is_used);
        let entry = Ledger::at(folder.path().join("network.jsonl"))
            .history(9)
            .unwrap()
            .entries
            .remove(0);
        assert_eq!(entry.host, "models.invalid");
        if is_used {
            let asked = &proxy.asked()[before];
            assert_eq!(asked.target, url);
            assert!(asked.header("proxy-authorization").is_some());
            assert_eq!(entry.via, Some(proxy.host()));
        } else {
            assert!(result.contains("UnknownHost"), "{result}");
            assert_eq!(entry.via, None);
        }
        assert_no_secret(folder.path(), &result);
    }
}

#[test]
fn a_proxy_of_the_settings_goes_before_those_of_the_environment() {
    let proxy = Server::start(|asked, _, to| serve(asked, to, &content(100), "\"v1\"", usize::MAX));
    let url = "http://models.invalid/owner/name/resolve/main/file";
    // with a password, and without the part that a person leaves out
    for own in [
        proxy.url().replace("http://", "http://me:word@"),
        proxy.url().replace("http://", ""),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut child = child(url, folder.path(), FileHash::of(&content(100)));
        child.env(PROXY, &own);
        child.env("HTTP_PROXY", "http://127.0.0.1:9");
        child.env("NO_PROXY", "models.invalid");
        let before = proxy.asked().len();
        let result = result(child, folder.path());
        assert!(result.starts_with("Ok"), "{own}: {result}");
        let asked = &proxy.asked()[before];
        assert_eq!(asked.target, url);
        let has_password = asked.header("proxy-authorization").is_some();
        assert_eq!(has_password, own.contains("word"));
        let history = Ledger::at(folder.path().join("network.jsonl")).history(9);
        assert_eq!(history.unwrap().entries[0].via, Some(proxy.host()));
        assert_no_secret(folder.path(), &result);
    }
}

#[test]
fn a_proxy_of_the_settings_is_an_address_or_nothing() {
    let through = |proxy| network(&[], None).unwrap().through(proxy);
    for none in [None, Some(""), Some("  ")] {
        assert!(through(none).unwrap().own_proxy.is_none(), "{none:?}");
    }
    for wrong in ["ftp://proxy.example", "https://", "me:word@"] {
        let error = through(Some(wrong)).unwrap_err();
        assert!(
            matches!(&error, DownloadError::BadAddress { .. }),
            "{error:?}"
        );
        assert!(!format!("{error} {error:?}").contains("word"), "{error:?}");
    }
}

#[test]
fn this_machine_is_reached_without_a_proxy() {
    let served = content(100);
    let server = Server::start(move |asked, _, to| serve(asked, to, &served, "\"v1\"", usize::MAX));
    let folder = tempfile::tempdir().unwrap();
    let mut child = child(&server.url(), folder.path(), FileHash::of(&content(100)));
    child.env("HTTP_PROXY", "http://proxy.invalid:3128");
    let result = result(child, folder.path());
    assert!(result.starts_with("Ok"), "{result}");
}

#[test]
fn a_proxy_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = child(
        "https://models.invalid/file",
        folder.path(),
        FileHash::of(b""),
    );
    child.env("HTTPS_PROXY", "http://me:word@127.0.0.1:9");
    let result = result(child, folder.path());
    assert!(
        result.contains("NoConnection") && result.contains("127.0.0.1:9"),
        "{result}"
    );
    assert_no_secret(folder.path(), &result);
}

/// Neither the result nor a file that a download left holds the token or the proxy's password.
fn assert_no_secret(folder: &Path, result: &str) {
    let files = std::fs::read_dir(folder).unwrap().flatten();
    let texts = files
        .map(|file| String::from_utf8_lossy(&std::fs::read(file.path()).unwrap()).into_owned());
    for text in texts.chain([result.to_owned()]) {
        assert!(
            !text.contains("word") && !text.contains("hf_secret"),
            "{text}"
        );
    }
}
