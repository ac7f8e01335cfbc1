//! Downloads: the only room of the program that may open a connection.
//!
//! [`fetch`] brings one file to disk, whole and checked, or returns an error that names what is wrong; a broken
//! connection costs the bytes in flight and nothing else. [`describe`] asks a server for the files of a repository.
//! Each connection is a line of the [`Ledger`], which is written before the connection is opened.

mod attempt;
mod body;
mod connection;
mod describe;
mod ended;
mod error;
mod fetch;
mod hash;
mod headers;
mod ledger;
mod limits;
mod network;
mod part;
mod progress;
mod redirect;
mod remote;
mod space;
#[cfg(test)]
mod tests;
mod wait;

pub use describe::{Described, Description, RepositoryFile, describe};
pub use error::{ConnectFault, DownloadError, HubCode, RedirectFault};
pub use fetch::fetch;
pub use hash::{FileHash, NotAHash, hash_file};
pub use ledger::{End, Entry, History, Ledger, Purpose};
pub use limits::Limits;
pub use network::{Network, check_addresses, hub_home};
pub use part::{discard, received};
pub use progress::{Phase, Transfer, Trouble};
pub use remote::{Checked, Fetched, Remote};
pub use reqwest::Url;
pub use space::free as free_space;
