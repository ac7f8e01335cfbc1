//! Pagewing reads long documents for people, offline. This library is the whole program except its `main`: the
//! window and the command line both run the same jobs.

pub mod assistant;
pub mod bibliography;
pub mod bridge;
pub mod cli;
pub mod crashes;
#[cfg(feature = "desktop")]
pub mod desktop;
pub mod diagnosis;
pub mod document;
pub mod eval;
pub mod export;
pub mod fault;
pub mod genome;
pub mod jobs;
pub mod library;
pub mod paths;
pub mod search;
pub mod settings;
pub mod stage;
pub mod text;
pub mod weights;
