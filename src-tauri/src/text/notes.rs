//! What is worth knowing: how the program started, how a document was read, what a summary is about.

use crate::jobs::StartupRemark;

/// A remark about how the program started.
pub(crate) fn at_start(remark: &StartupRemark) -> String {
    match remark {
        StartupRemark::SettingsReplaced { kept_as } => format!(
            "The settings file was damaged. It is kept as {kept_as}, and the default settings are used."
        ),
    }
}
