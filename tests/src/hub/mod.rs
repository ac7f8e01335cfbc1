//! A model hub on this machine, with the layout of the real one: a list of files with their hashes, an address for each
//! file, and large files on another server, to which the hub redirects. It serves a folder, it is as slow as a test
//! asks, and it misbehaves on request.
//!
//! Threads and plain HTTP/1.1 suffice for a handful of connections, and files go out by `sendfile`, which is faster than
//! any client reads.

mod http;
mod misbehaviour;
mod pace;
mod publish;
mod repository;
mod routes;
mod server;
mod transfer;

pub use misbehaviour::{LISTING, Misbehaviour};
pub use publish::publish;
pub use routes::{Door, Request};
pub use server::Hub;
