//! Work on models: what a person can wish for, and the jobs that do it.

mod bar;
mod choose;
mod example;
mod speed;
mod wishes;
mod work;

pub use example::PAPER;
pub use speed::ShortRun;
pub(super) use work::run;
