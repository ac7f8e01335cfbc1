//! What the window says of this installation.

use serde::Serialize;
use ts_rs::TS;

use crate::paths::Paths;

/// The version, and where everything is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct About {
    /// The version of the program.
    pub version: String,
    /// The folder of the library, the models and everything that Pagewing makes.
    pub data: String,
    /// The settings file.
    pub settings: String,
    /// The folder of the logs.
    pub logs: String,
}

/// Under which licences Pagewing and everything in it are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Licences {
    /// Those of Pagewing, its starter model and its example paper.
    pub own: String,
    /// Those of the libraries that are compiled in: a list, then the texts. `None` for a program that was not packaged.
    pub libraries: Option<String>,
}

impl About {
    /// What is so for these paths.
    pub fn of(paths: &Paths) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").into(),
            data: paths.data().display().to_string(),
            settings: paths.settings().display().to_string(),
            logs: paths.logs().display().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_home_of_its_own_is_named() {
        let about = About::of(&Paths::under(Path::new("stick")));
        assert_eq!(about.version, env!("CARGO_PKG_VERSION"));
        for place in [&about.data, &about.settings, &about.logs] {
            assert!(place.starts_with("stick"), "{place}");
        }
    }
}
