//! Which request gets which answer.
//!
//! ```text
//! the hub      GET /api/models/OWNER/NAME/revision/REVISION?blobs=true     the files, with their hashes
//!              GET /OWNER/NAME/resolve/REVISION/FILE                       302 to the storage for a large file,
//!                                                                          307 to the address below for a small one
//!              GET /api/resolve-cache/models/OWNER/NAME/COMMIT/FILE        a small file
//! the storage  GET /repos/OWNER/NAME/SHA256?...                            a large file
//! ```

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use super::http::{Answer, Head};
use super::misbehaviour::{LISTING, Misbehaviour, Plan};
use super::pace::Pace;
use super::repository::{Published, Repositories, commit};
use super::transfer;

/// Which of the two servers a request came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// The hub itself.
    Hub,
    /// The server of large files, which has another address.
    Storage,
}

/// A request that came in.
#[derive(Debug, Clone)]
pub struct Request {
    /// The server.
    pub door: Door,
    /// `GET` or `HEAD`.
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The value of `Range`.
    pub range: Option<String>,
    /// Whether there was a token.
    pub authorized: bool,
}

/// Everything that connections share.
pub(super) struct Site {
    pub(super) repositories: Repositories,
    pub(super) plan: Plan,
    pub(super) pace: Pace,
    /// Bytes of files that went out.
    pub(super) sent: AtomicU64,
    pub(super) requests: Mutex<Vec<Request>>,
    /// The start of addresses of large files.
    pub(super) storage: String,
}

impl Site {
    /// Answers one request. Returns whether the connection can serve another one.
    pub(super) fn answer(
        &self,
        door: Door,
        head: &Head,
        stream: &mut TcpStream,
    ) -> io::Result<bool> {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Request {
                door,
                method: head.method.clone(),
                path: head.path().to_owned(),
                range: head.header("range").map(str::to_owned),
                authorized: head.header("authorization").is_some(),
            });
        let path = head.path().trim_start_matches('/').to_owned();
        if door == Door::Storage {
            return self.stored(&path, head, stream);
        }
        if let Some(rest) = path.strip_prefix("api/resolve-cache/models/") {
            return self.cached(rest, head, stream);
        }
        if let Some(rest) = path.strip_prefix("api/models/") {
            return self.listed(rest, head, stream);
        }
        match path.split_once("/resolve/") {
            Some((repository, rest)) => self.resolved(repository, rest, head, stream),
            None => missing(head, stream),
        }
    }

    /// The list of a repository's files.
    fn listed(&self, rest: &str, head: &Head, stream: &mut TcpStream) -> io::Result<bool> {
        if let Some(instead) = self.plan.instead(LISTING) {
            return replace(&instead, head, stream);
        }
        let (repository, revision) = match rest.split_once("/revision/") {
            Some((repository, revision)) => (repository, revision),
            None => (rest, "main"),
        };
        let Some(files) = self.repositories.files(repository)? else {
            return missing(head, stream);
        };
        let blobs = head.query().split('&').any(|part| part == "blobs=true");
        let siblings: Vec<Value> = files
            .iter()
            .map(|file| match blobs {
                false => json!({ "rfilename": file.name }),
                true if file.large => json!({
                    "rfilename": file.name, "size": file.size, "blobId": file.blob(),
                    "lfs": { "sha256": file.sha256, "size": file.size, "pointerSize": 135 },
                }),
                true => json!({
                    "rfilename": file.name, "size": file.size, "blobId": file.blob(),
                }),
            })
            .collect();
        let list = json!({
            "id": repository, "modelId": repository, "private": false, "gated": false,
            "sha": commit_of(revision, &files), "tags": ["summarization"], "siblings": siblings,
        });
        let body = list.to_string();
        let answer = Answer::new(200)
            .with("Content-Type", "application/json; charset=utf-8")
            .with("Content-Length", body.len());
        whole(answer, body.as_bytes(), head, stream)
    }

    /// The address of a file: a redirect.
    fn resolved(
        &self,
        repository: &str,
        rest: &str,
        head: &Head,
        stream: &mut TcpStream,
    ) -> io::Result<bool> {
        let Some((revision, name)) = rest.split_once('/') else {
            return missing(head, stream);
        };
        if let Some(instead) = self.plan.instead(name) {
            return replace(&instead, head, stream);
        }
        let Some(files) = self.repositories.files(repository)? else {
            return missing(head, stream);
        };
        let Some(file) = files.iter().find(|file| file.name == name) else {
            return missing(head, stream);
        };
        let commit = commit_of(revision, &files);
        let (status, location) = if file.large {
            let short = name.rsplit('/').next().unwrap_or(name);
            let signed = format!(
                "response-content-disposition=attachment%3B+filename%3D%22{short}%22&Expires=1&Signature=s"
            );
            let address = format!("{}/repos/{repository}/{}", self.storage, file.sha256);
            (302, format!("{address}?{signed}"))
        } else {
            let address = format!("/api/resolve-cache/models/{repository}/{commit}/{name}");
            (307, format!("{address}?etag=%22{}%22", file.blob()))
        };
        let answer = Answer::new(status)
            .with("Location", location)
            .with("X-Repo-Commit", commit)
            .with("X-Linked-Size", file.size)
            .with("X-Linked-Etag", file.etag())
            .with("ETag", file.etag())
            .with("Accept-Ranges", "bytes")
            .with("Content-Length", 0);
        whole(answer, b"", head, stream)
    }

    /// A small file.
    fn cached(&self, rest: &str, head: &Head, stream: &mut TcpStream) -> io::Result<bool> {
        let mut parts = rest.splitn(4, '/');
        let (Some(owner), Some(name), Some(_), Some(wanted)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return missing(head, stream);
        };
        self.send(&format!("{owner}/{name}"), head, stream, |file| {
            file.name == wanted
        })
    }

    /// A large file, by its hash.
    fn stored(&self, path: &str, head: &Head, stream: &mut TcpStream) -> io::Result<bool> {
        let parts = path
            .strip_prefix("repos/")
            .and_then(|rest| rest.rsplit_once('/'));
        let Some((repository, sha256)) = parts else {
            return missing(head, stream);
        };
        self.send(repository, head, stream, |file| file.sha256 == sha256)
    }

    fn send(
        &self,
        repository: &str,
        head: &Head,
        stream: &mut TcpStream,
        wanted: impl Fn(&Published) -> bool,
    ) -> io::Result<bool> {
        let files = self.repositories.files(repository)?.unwrap_or_default();
        let Some(file) = files.iter().find(|file| wanted(file)) else {
            return missing(head, stream);
        };
        let fault = match head.method.as_str() {
            "GET" => self.plan.within(&file.name),
            _ => None,
        };
        transfer::send(stream, head, file, fault, &self.pace, &self.sent)
    }
}

/// Any revision names the files as they are now; a revision that is a commit is called by its name.
fn commit_of(revision: &str, files: &[Published]) -> String {
    let named = revision.len() == 40 && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
    if named {
        revision.to_owned()
    } else {
        commit(files)
    }
}

fn missing(head: &Head, stream: &mut TcpStream) -> io::Result<bool> {
    let body = b"Entry not found";
    let answer = Answer::new(404)
        .with("X-Error-Code", "EntryNotFound")
        .with("Content-Type", "text/plain; charset=utf-8")
        .with("Content-Length", body.len());
    whole(answer, body, head, stream)
}

/// Answers with something else than what was asked for.
fn replace(instead: &Misbehaviour, head: &Head, stream: &mut TcpStream) -> io::Result<bool> {
    let (mut answer, body) = match instead {
        Misbehaviour::Status {
            status,
            retry_after,
        } => {
            let answer = Answer::new(*status).with("Content-Type", "text/plain");
            let answer = match retry_after {
                Some(seconds) => answer.with("Retry-After", seconds),
                None => answer,
            };
            (answer, "try again later")
        }
        _ => {
            let answer = Answer::new(200).with("Content-Type", "text/html; charset=utf-8");
            (
                answer,
                "<!DOCTYPE html>\n<html><head><title>Log in</title></head>\
                 <body>Welcome to the hotel. Please log in.</body></html>\n",
            )
        }
    };
    answer = answer.with("Content-Length", body.len());
    whole(answer, body.as_bytes(), head, stream)
}

fn whole(answer: Answer, body: &[u8], head: &Head, stream: &mut TcpStream) -> io::Result<bool> {
    answer.write(stream)?;
    if head.method != "HEAD" {
        stream.write_all(body)?;
    }
    Ok(true)
}
