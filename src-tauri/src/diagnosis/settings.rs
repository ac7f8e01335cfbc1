//! The settings in force.

use std::path::Path;

use serde::Serialize;

use super::found::Found;
use crate::jobs::StartupRemark;
use crate::settings::Settings;
use crate::text::{doctor, notes};

#[derive(Serialize)]
struct InForce {
    file: String,
    exists: bool,
    settings: Settings,
}

/// The settings in force, or why they are the defaults.
pub(crate) fn settings(file: &Path, remarks: &[StartupRemark], settings: &Settings) -> Found {
    let said = if !remarks.is_empty() {
        let remarks: Vec<String> = remarks.iter().map(notes::at_start).collect();
        remarks.join(" ")
    } else if file.exists() {
        file.display().to_string()
    } else {
        doctor::default_settings().into()
    };
    Found::said(said)
        .and(doctor::changed_settings(settings))
        .with(&InForce {
            file: file.display().to_string(),
            exists: file.exists(),
            settings: Settings {
                mirror: settings.mirror.as_deref().map(without_password),
                proxy: settings.proxy.as_deref().map(without_password),
                ..settings.clone()
            },
        })
}

/// An address without what stands before the host: it may be a name and a password.
fn without_password(address: &str) -> String {
    address.rsplit('@').next().unwrap_or_default().to_owned()
}
