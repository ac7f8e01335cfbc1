//! What Pagewing finds about itself and this machine: a sentence for people, and facts for scripts. `pagewing doctor` checks it,
//! and the window shows it to whoever wants to report a fault.

mod about;
mod disk;
mod found;
mod machine;
mod program;
mod reading;
mod settings;
mod variables;

pub use about::{About, Licences};
pub(crate) use disk::disk;
pub(crate) use found::{Found, lines};
pub(crate) use machine::{cards, precision};
pub(crate) use program::program;
pub(crate) use settings::settings;
