//! A server on loopback with one repository, in the layout of Hugging Face.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;

use crate::weights::download::FileHash;

/// The commit of the repository.
pub(super) const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

/// What the server serves, and how.
#[derive(Debug, Clone)]
pub(super) struct Served {
    /// The repository's name.
    pub(super) name: String,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Whether it offers descriptions.
    pub(super) describes: bool,
    /// Whether its descriptions have the hashes of weights.
    pub(super) has_hashes: bool,
    /// The only revision that it knows; `None` for all.
    pub(super) only: Option<&'static str>,
    /// How long it waits after each 64 KiB.
    pub(super) pace: Duration,
}

impl Served {
    /// The files of a folder.
    pub(super) fn folder(folder: &Path) -> Self {
        let files = fs::read_dir(folder).unwrap().flatten().map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        });
        Self {
            name: super::NAME.into(),
            files: files.collect(),
            describes: true,
            has_hashes: true,
            only: None,
            pace: Duration::ZERO,
        }
    }

    fn description(&self) -> String {
        let files = self.files.iter().map(|(name, bytes)| {
            let mut file = json!({"rfilename": name, "size": bytes.len()});
            if self.has_hashes && bytes.len() > 100_000 {
                let sha256 = FileHash::of(bytes).to_string();
                file["lfs"] = json!({"sha256": sha256, "size": bytes.len()});
            }
            file
        });
        json!({"sha": COMMIT, "siblings": files.collect::<Vec<_>>()}).to_string()
    }
}

/// The server, until the test ends.
pub(super) struct Repository {
    address: SocketAddr,
    served: Arc<Mutex<Served>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Repository {
    pub(super) fn start(served: Served) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            served: Arc::new(Mutex::new(served)),
            asked: Arc::default(),
        };
        let (served, asked) = (server.served.clone(), server.asked.clone());
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let (served, asked) = (served.clone(), asked.clone());
                std::thread::spawn(move || answer(connection, &served, &asked));
            }
        });
        server
    }

    /// A server with the small model.
    pub(super) fn of_tiny() -> Self {
        Self::start(Served::folder(&super::tiny()))
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Changes what it serves.
    pub(super) fn change(&self, change: impl FnOnce(&mut Served)) {
        change(&mut self.served.lock().unwrap());
    }

    /// The addresses that were asked for, with the first byte of the answer.
    pub(super) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    pub(super) fn forget(&self) {
        self.asked.lock().unwrap().clear();
    }
}

fn answer(mut to: TcpStream, served: &Mutex<Served>, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut lines = BufReader::new(to.try_clone()?).lines();
    let first = lines.next().ok_or(io::ErrorKind::UnexpectedEof)??;
    let target = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut from = 0;
    for line in lines {
        let line = line?.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(range) = line.strip_prefix("range: bytes=") {
            from = range.trim_end_matches('-').parse().unwrap_or(0);
        }
    }
    asked.lock().unwrap().push(format!("{target} {from}"));
    let served = served.lock().unwrap().clone();
    let path = target.split('?').next().unwrap_or_default();
    let is_known = served
        .only
        .is_none_or(|only| path.ends_with(&format!("/{only}")));
    if path.starts_with(&format!("/api/models/{}/", served.name)) && served.describes && is_known {
        return reply(
            &mut to,
            "200 OK",
            &[],
            served.description().as_bytes(),
            Duration::ZERO,
        );
    }
    if path.starts_with(&format!("/api/models/{}/", served.name)) && served.describes {
        let code = [("X-Error-Code", "RevisionNotFound".to_owned())];
        return reply(&mut to, "404 Not Found", &code, b"", Duration::ZERO);
    }
    if path.starts_with("/api/") && served.describes {
        let code = [("X-Error-Code", "RepoNotFound".to_owned())];
        return reply(&mut to, "404 Not Found", &code, b"", Duration::ZERO);
    }
    let name = path
        .strip_prefix(&format!("/{}/resolve/", served.name))
        .and_then(|rest| rest.split_once('/'))
        .map(|(_, name)| name);
    let Some(bytes) = name.and_then(|name| served.files.get(name)) else {
        return reply(&mut to, "404 Not Found", &[], b"", Duration::ZERO);
    };
    let tag = ("ETag", format!("\"{}\"", FileHash::of(bytes)));
    if from == 0 || from >= bytes.len() {
        return reply(&mut to, "200 OK", &[tag], bytes, served.pace);
    }
    let range = format!("bytes {from}-{}/{}", bytes.len() - 1, bytes.len());
    let headers = [tag, ("Content-Range", range)];
    reply(
        &mut to,
        "206 Partial Content",
        &headers,
        &bytes[from..],
        served.pace,
    )
}

fn reply(
    to: &mut TcpStream,
    status: &str,
    headers: &[(&str, String)],
    body: &[u8],
    pace: Duration,
) -> io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    to.write_all((head + "\r\n").as_bytes())?;
    for piece in body.chunks(1 << 16) {
        to.write_all(piece)?;
        std::thread::sleep(pace);
    }
    to.flush()
}
