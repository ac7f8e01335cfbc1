//! A repository on loopback, in the layout of the hub: `/api/models/{repository}/revision/{revision}` describes it, and
//! `/{repository}/resolve/{revision}/{file}` has its files.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The commit of each repository here.
const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";
/// Bytes that are sent between two pauses.
const PIECE: usize = 4096;

/// A server that runs until it is dropped.
pub(super) struct Hub {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    files: BTreeMap<String, Vec<u8>>,
    /// Milliseconds to wait after each piece of a file.
    pause: AtomicU64,
    over: AtomicBool,
    asked: Mutex<Vec<String>>,
}

impl Hub {
    /// Serves the files of a folder, as each repository that is asked for.
    pub(super) fn serve(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_file() {
                let name = entry.file_name().to_string_lossy().into_owned();
                files.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            files,
            pause: AtomicU64::new(0),
            over: AtomicBool::new(false),
            asked: Mutex::default(),
        });
        let served = shared.clone();
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                if served.over.load(Ordering::Relaxed) {
                    return;
                }
                let served = served.clone();
                std::thread::spawn(move || answer(connection?, &served));
            }
        });
        Self { address, shared }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on the server waits after each piece of a file.
    pub(super) fn slow_down(&self, pause: Duration) {
        let pause = pause.as_millis() as u64;
        self.shared.pause.store(pause, Ordering::Relaxed);
    }

    /// The paths that were asked for, with the first byte wanted.
    pub(super) fn asked(&self) -> Vec<String> {
        self.shared.asked.lock().unwrap().clone()
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::Relaxed);
        // wakes the thread that accepts
        let _ = TcpStream::connect(self.address);
    }
}

fn answer(mut to: TcpStream, shared: &Shared) -> io::Result<()> {
    let mut lines = BufReader::new(to.try_clone()?).lines();
    let first = lines.next().ok_or(io::ErrorKind::UnexpectedEof)??;
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
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    shared.asked.lock().unwrap().push(format!("{path} {from}"));
    if path.starts_with("/api/models/") {
        let siblings: Vec<_> = shared
            .files
            .iter()
            .map(|(name, bytes)| serde_json::json!({ "rfilename": name, "size": bytes.len() }))
            .collect();
        let text = serde_json::json!({ "sha": COMMIT, "siblings": siblings }).to_string();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
            text.len()
        );
        return to.write_all(head.as_bytes());
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some(bytes) = shared.files.get(name) else {
        return to.write_all(
            b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        );
    };
    let total = bytes.len();
    let rest = bytes.get(from..).unwrap_or_default();
    let status = match from {
        0 => "200 OK".to_owned(),
        _ => format!(
            "206 Partial Content\r\nContent-Range: bytes {from}-{}/{total}",
            total - 1
        ),
    };
    write!(
        to,
        "HTTP/1.1 {status}\r\nETag: \"{name}\"\r\nX-Repo-Commit: {COMMIT}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        rest.len()
    )?;
    for piece in rest.chunks(PIECE) {
        if shared.over.load(Ordering::Relaxed) {
            return Ok(());
        }
        to.write_all(piece)?;
        std::thread::sleep(Duration::from_millis(shared.pause.load(Ordering::Relaxed)));
    }
    Ok(())
}
