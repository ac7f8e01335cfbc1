//! Redirects: chains, circles, other hosts, and where the token goes.

use std::sync::Arc;

use super::super::redirect;
use super::super::{Checked, DownloadError, End, FileHash, RedirectFault, Url};
use super::bench::{Bench, content};
use super::server::{Server, reply, serve};

#[test]
fn a_chain_of_redirects_is_followed_and_recorded() {
    let file = content(500);
    let served = file.clone();
    let server = Server::start(move |asked, _, to| match asked.target.as_str() {
        "/file" => reply(to, "302 Found", &[("Location", "/b?signature=secret")], b""),
        "/b?signature=secret" => {
            reply(to, "307 Temporary Redirect", &[("Location", "c#part")], b"")
        }
        _ => serve(asked, to, &served, "\"v1\"", usize::MAX),
    });
    let mut bench = Bench::new(&server.url());
    bench.fetch().unwrap();
    bench.assert_whole(&file);
    let ledger = bench.ledger();
    let seen: Vec<_> = ledger
        .iter()
        .map(|entry| (entry.status, entry.end, entry.bytes))
        .collect();
    let hop = |status| (Some(status), End::Complete, 0);
    assert_eq!(seen, [hop(302), hop(307), (Some(200), End::Complete, 500)]);
    assert!(ledger.iter().all(|entry| entry.host == server.host()));
}

#[test]
fn another_host_gets_neither_the_token_nor_a_wrong_version() {
    let file = content(3000);
    let served = file.clone();
    let store = Arc::new(Server::start(move |asked, number, to| {
        // each address of the store works for some bytes only, and it names versions in its own way
        serve(asked, to, &served, &format!("\"{number}\""), 1000)
    }));
    let hash = FileHash::of(&file).to_string();
    let location = format!("{}/blob?X-Signature=secret", store.url());
    let server = Server::start(move |_, _, to| {
        let etag = format!("\"{hash}\"");
        let headers = [
            ("Location", location.as_str()),
            ("X-Linked-Etag", &etag),
            ("X-Linked-Size", "3000"),
            ("X-Repo-Commit", "0123456789abcdef0123456789abcdef01234567"),
        ];
        reply(to, "302 Found", &headers, b"")
    });
    let mut bench = Bench::new(&server.url());
    let fetched = bench.fetch().unwrap();
    assert_eq!(fetched.checked, Checked::ServersHash);
    assert_eq!(
        fetched.commit.as_deref(),
        Some("0123456789abcdef0123456789abcdef01234567")
    );
    bench.assert_whole(&file);
    assert!(
        server
            .asked()
            .iter()
            .all(|asked| asked.header("authorization") == Some("Bearer hf_secret"))
    );
    assert!(
        store
            .asked()
            .iter()
            .all(|asked| asked.header("authorization").is_none())
    );
    let from: Vec<_> = store.asked().iter().map(|asked| asked.from()).collect();
    assert_eq!(from, [0, 1000, 2000]);
    let hosts: Vec<_> = bench
        .ledger()
        .iter()
        .map(|entry| entry.host.clone())
        .collect();
    assert_eq!(hosts.concat(), (server.host() + &store.host()).repeat(3));
}

#[test]
fn an_address_that_expired_is_asked_for_anew_once() {
    let file = content(300);
    for expires in [1, 9] {
        let served = file.clone();
        let store = Server::start(move |asked, number, to| match number < expires {
            true => reply(to, "403 Forbidden", &[], b"expired"),
            false => serve(asked, to, &served, "\"v1\"", usize::MAX),
        });
        let location = store.url();
        let server =
            Server::start(move |_, _, to| reply(to, "302 Found", &[("Location", &location)], b""));
        let mut bench = Bench::new(&server.url());
        if expires == 1 {
            bench.fetch().unwrap();
            bench.assert_whole(&file);
        } else {
            let error = bench.fetch().unwrap_err();
            assert!(
                matches!(&error, DownloadError::Refused { host, status: 403, token_sent: false, .. } if *host == store.host()),
                "{error:?}"
            );
            bench.assert_absent();
        }
        assert_eq!(store.asked().len(), 2);
    }
}

#[test]
fn circles_and_endless_chains_end() {
    let circle = Server::start(|asked, _, to| {
        let next = if asked.target == "/file" {
            "/other"
        } else {
            "/file"
        };
        reply(to, "302 Found", &[("Location", next)], b"")
    });
    let mut bench = Bench::new(&circle.url());
    let fault = |error| match error {
        DownloadError::Redirect { fault, .. } => fault,
        other => panic!("{other:?}"),
    };
    assert_eq!(fault(bench.fetch().unwrap_err()), RedirectFault::Circle);
    assert_eq!(circle.asked().len(), 2);
    bench.assert_absent();

    let chain = Server::start(|_, number, to| {
        reply(
            to,
            "301 Moved Permanently",
            &[("Location", &format!("/{number}"))],
            b"",
        )
    });
    let mut bench = Bench::new(&chain.url());
    assert_eq!(fault(bench.fetch().unwrap_err()), RedirectFault::TooMany);
    assert_eq!(chain.asked().len(), 11);

    for location in [
        &[("Location", "ftp://host/file")][..],
        &[("Location", "http://")],
        &[],
    ] {
        let nowhere = Server::start(move |_, _, to| reply(to, "302 Found", location, b""));
        let mut bench = Bench::new(&nowhere.url());
        assert_eq!(fault(bench.fetch().unwrap_err()), RedirectFault::NoAddress);
        bench.assert_absent();
    }
}

#[test]
fn encryption_is_never_given_up() {
    let url = |text: &str| Url::parse(text).unwrap();
    let from = |text: &str, location: &str| redirect::next(&[url(text)], Some(location));
    assert_eq!(
        from("https://a.org/x", "http://a.org/y"),
        Err(RedirectFault::Unencrypted)
    );
    assert_eq!(
        from("https://a.org/x", "//b.org/y").unwrap().as_str(),
        "https://b.org/y"
    );
    assert_eq!(
        from("http://a.org/x", "https://b.org/y").unwrap().as_str(),
        "https://b.org/y"
    );
    assert_eq!(
        from("https://a.org/x", "https://me:word@b.org/y")
            .unwrap()
            .as_str(),
        "https://b.org/y"
    );
    assert_eq!(
        from("https://a.org/x", "file:///etc/passwd"),
        Err(RedirectFault::NoAddress)
    );
}

#[test]
fn the_token_goes_to_its_server_alone() {
    let may = |url: &str, endpoint: &str| {
        redirect::may_carry_token(&Url::parse(url).unwrap(), &Url::parse(endpoint).unwrap())
    };
    assert!(may(
        "https://huggingface.co/a/resolve/main/x",
        "https://huggingface.co"
    ));
    assert!(may("http://127.0.0.1:8080/x", "http://127.0.0.1:8080"));
    assert!(may("http://[::1]/x", "http://[::1]"));
    assert!(!may(
        "https://cdn.huggingface.co/x",
        "https://huggingface.co"
    ));
    assert!(!may(
        "https://huggingface.co.evil.org/x",
        "https://huggingface.co"
    ));
    assert!(!may(
        "https://huggingface.co:8443/x",
        "https://huggingface.co"
    ));
    assert!(!may("http://huggingface.co/x", "https://huggingface.co"));
    assert!(!may("http://mirror.example/x", "http://mirror.example"));
}

#[test]
fn what_a_person_sees_of_an_address_holds_no_secret() {
    let url = Url::parse("https://me:word@host.org:8443/a/b?X-Amz-Signature=secret#part").unwrap();
    assert_eq!(redirect::without_secrets(&url), "https://host.org:8443/a/b");
    assert_eq!(redirect::host(&url), "host.org:8443");
    assert_eq!(
        redirect::host(&Url::parse("https://host.org:443/").unwrap()),
        "host.org"
    );
}
