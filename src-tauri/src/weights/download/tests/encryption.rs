//! Encrypted servers: whom the system trusts, and what happens to the others.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::super::{ConnectFault, DownloadError, FileHash};
use super::bench::{Bench, content, quick};
use super::child::{child, result};
use super::server::{Server, reply};

/// A certificate for `localhost` and 127.0.0.1, valid for a hundred years, that nobody trusts:
/// `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 36500 -subj /CN=localhost
/// -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE`
const CERTIFICATE: &str = "\
-----BEGIN CERTIFICATE-----
MIIBlzCCAT6gAwIBAgIUEp3Ib84sbxsn4zVaWnCbqlj8SlYwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyODE0Mjg0NVoYDzIxMjYxMTA0
MTQyODQ1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQXmVEVJsWse8UGc4PdUxnlINgZopjmlDm+Iqmu/HewrZ7r6UwJpcvn
PU0Z7T91f9LpfnkGGGUQPzTK24jFyMKUo2wwajAdBgNVHQ4EFgQUp2oThZA2EPxD
Pjg0ufDvGZf2z/MwHwYDVR0jBBgwFoAUp2oThZA2EPxDPjg0ufDvGZf2z/MwGgYD
VR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0E
AwIDRwAwRAIgLjKGZtoOsRY6FG4PrF57rewNcJnUCc3hWWNeyy1yIqUCID0yaZF3
T7JZ4nTPLFwqsFvxZmnL+Hdwpx0oI+Xl98jA
-----END CERTIFICATE-----
";
/// Its key, which protects nothing.
const KEY: &str = "\
    308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b02010104205854018bd478aa4f06edbf673579\
    42838cf16459b69d5c8a64a45f75a1b7f713a144034200041799511526c5ac7bc5067383dd5319e520d819a298e69439be22\
    a9aefc77b0ad9eebe94c09a5cbe73d4d19ed3f757fd2e97e79061865103f34cadb88c5c8c294";

fn bytes(digits: &str) -> Vec<u8> {
    let digit = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    (0..digits.len()).step_by(2).map(digit).collect()
}

/// Starts an encrypted server that sends `body` to everyone, or redirects to an address; returns its port.
fn start(address: &str, body: Vec<u8>, location: Option<&'static str>) -> u16 {
    let listener = TcpListener::bind((address, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(bytes(KEY)));
    let config =
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![CertificateDer::from_pem_slice(CERTIFICATE.as_bytes()).unwrap()],
                key,
            )
            .unwrap();
    let config = Arc::new(config);
    std::thread::spawn(move || -> std::io::Result<()> {
        for connection in listener.incoming() {
            let session = ServerConnection::new(config.clone()).unwrap();
            let mut stream = StreamOwned::new(session, connection?);
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1)
            {
                head.push(byte[0]);
            }
            // whoever does not trust the certificate has gone
            let text = match location {
                Some(location) => format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n"),
                None => format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len()),
            };
            let _ = stream
                .write_all(text.as_bytes())
                .and_then(|()| stream.write_all(&body));
            let _ = stream.flush();
        }
        Ok(())
    });
    port
}

#[test]
fn a_certificate_that_nobody_trusts_ends_the_download_at_once() {
    let port = start("127.0.0.1", content(100), None);
    let mut bench = Bench::new(&format!("https://localhost:{port}"));
    let error = bench.fetch().unwrap_err();
    // a machine may have no list of certificates at all
    let is_named = |fault| {
        matches!(
            fault,
            ConnectFault::Certificate | ConnectFault::NoCertificates
        )
    };
    assert!(
        matches!(error, DownloadError::NoConnection { fault, .. } if is_named(fault)),
        "{error:?}"
    );
    assert_eq!(bench.ledger().len(), 1);
    bench.assert_absent();
}

#[test]
fn a_server_without_encryption_is_not_taken_for_an_encrypted_one() {
    let server = Server::start(|_, _, to| reply(to, "200 OK", &[], b"file"));
    let mut bench = Bench::new(&server.url().replace("http:", "https:"));
    let error = bench.fetch().unwrap_err();
    assert!(
        matches!(error, DownloadError::NoConnection { .. }),
        "{error:?}"
    );
    assert!(bench.ledger().len() as u32 <= quick().attempts);
    assert!(
        server
            .asked()
            .iter()
            .all(|asked| asked.header("authorization").is_none())
    );
    bench.assert_absent();
}

/// Elsewhere the list of trusted certificates is not a file that a test could choose.
#[cfg(target_os = "linux")]
#[test]
fn a_certificate_that_the_system_trusts_is_enough_and_encryption_is_kept() {
    let file = content(5000);
    let hash = FileHash::of(&file);
    for (address, host, location, expected) in [
        ("127.0.0.1", "localhost", None, "Ok"),
        ("127.0.0.1", "127.0.0.1", None, "Ok"),
        // the certificate is not for this host
        ("127.0.0.2", "127.0.0.2", None, "Certificate"),
        (
            "127.0.0.1",
            "localhost",
            Some("http://127.0.0.1:9/file"),
            "Unencrypted",
        ),
    ] {
        let port = start(address, file.clone(), location);
        let folder = tempfile::tempdir().unwrap();
        let trusted = folder.path().join("trusted.pem");
        std::fs::write(&trusted, CERTIFICATE).unwrap();
        let mut child = child(&format!("https://{host}:{port}/file"), folder.path(), hash);
        child
            .env("SSL_CERT_FILE", &trusted)
            .env_remove("SSL_CERT_DIR");
        let result = result(child, folder.path());
        assert!(result.contains(expected), "{host}: {result}");
        assert_eq!(
            std::fs::read(folder.path().join("file")).ok(),
            (expected == "Ok").then(|| file.clone())
        );
    }
}
