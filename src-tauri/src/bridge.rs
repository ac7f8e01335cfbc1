//! The types that cross the bridge to the window, and the only ones that the page knows. Each is defined in the
//! room that it describes. `tests/bridge` generates the TypeScript in `ui/src/bridge/generated/` from them and
//! compares it with what is committed.
//!
//! None of them names Tauri, so the command line prints the same values with `--json`, and a build without a
//! window has this list too.

pub use crate::assistant::answer::{AnswerView, RelatedPassages};
pub use crate::assistant::summary::{SummaryChange, SummaryOptions, SummaryView};
pub use crate::diagnosis::{About, Licences};
pub use crate::export::{ExportOptions, ExportReport, TableFormat};
pub use crate::fault::{ErrorCode, Fault};
pub use crate::genome::{TrackFormat, TrackPart};
pub use crate::jobs::{
    AppEvent, DocumentView, GivenAnswer, JobId, JobView, QuestionScope, RecordView, SequenceModel,
    SequenceView, StartupRemark, TableChange, TableTemplate,
};
pub use crate::library::{
    Annotation, AnnotationId, Arrangement, ColumnId, DocumentCard, DocumentDetails, EvidenceCell,
    EvidenceTable, Excerpt, FoundDocument, Group, GroupId, GroupKind, LeftAt, LibrarySize,
    NewAnnotation, NewTable, OwnWords, PastQuestions, QuestionId, TableCard, TableId, TemplateId,
    TrashedDocument, VersionId,
};
pub use crate::settings::Settings;
pub use crate::weights::download::History;
pub use crate::weights::store::ModelId;
pub use crate::weights::{ModelOffer, ModelShelf};
