//! Downloads from a server on loopback that misbehaves on purpose. After each test the final file is right, or the
//! error says what is wrong and there is no final file.

mod answers;
mod bench;
mod child;
mod disk;
mod encryption;
mod environment;
mod ledger;
mod redirects;
mod resuming;
mod server;
mod stopping;
