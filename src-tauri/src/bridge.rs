//! What crosses the bridge to the window: the only types that the page knows. Each stands in the room of what
//! it describes; the TypeScript in `ui/src/bridge/generated/` is generated from them and compared by a test.
//!
//! None of them names Tauri, so the command line prints the same values with `--json`, and this list is there
//! in a build without a window too.

pub use crate::assistant::answer::AnswerView;
pub use crate::assistant::summary::{SummaryOptions, SummaryView};
pub use crate::fault::{ErrorCode, Fault};
pub use crate::jobs::{AppEvent, DocumentView, JobId, JobView, StartupRemark};
pub use crate::library::{DocumentCard, FoundDocument};
pub use crate::settings::Settings;
pub use crate::weights::ModelView;
