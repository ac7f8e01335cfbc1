//! Typed access to the fields of a JSON object, with errors that say what is allowed.

use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::foreign::{self, Misplaced, Unread};

/// Why a configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The system cannot read the file.
    #[error("{file} cannot be read: {source}")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// What the system reports.
        source: std::io::Error,
    },
    /// The file is not what its name says.
    #[error("{file} is {found}")]
    Misplaced {
        /// Name of the file.
        file: String,
        /// What the file is instead.
        found: Misplaced,
    },
    /// The file is larger than any configuration.
    #[error("{file} cannot be read: it is {bytes} bytes large")]
    TooLarge {
        /// Name of the file.
        file: String,
        /// Size of the file in bytes.
        bytes: u64,
    },
    /// The file is not JSON, or not an object or an array where it should be one.
    #[error("{file} is not the JSON that it should be: {source}")]
    NotJson {
        /// Name of the file.
        file: String,
        /// What the parser reports.
        source: serde_json::Error,
    },
    /// A field holds a value that is not allowed.
    #[error("{file}: {field} is {value}, but must be {allowed}")]
    Field {
        /// Name of the file.
        file: String,
        /// Name of the field.
        field: String,
        /// The value in the file.
        value: String,
        /// The values that the field allows.
        allowed: String,
    },
}

/// The fields of one file.
pub(crate) struct Fields<'a> {
    file: &'a str,
    values: &'a Map<String, Value>,
}

/// The largest size in bytes; configuration files take a few kilobytes.
const MAX_BYTES: u64 = 64 << 20;

/// Reads `folder/file` as a JSON object, in UTF-8 or UTF-16, with or without a byte order mark.
///
/// # Errors
/// If the file cannot be read, is something else, or is not a JSON object.
pub fn read_object(folder: &Path, file: &str) -> Result<Map<String, Value>, ConfigError> {
    read_json(folder, file)
}

/// Reads `folder/file` as a JSON array.
pub(crate) fn read_array(folder: &Path, file: &str) -> Result<Vec<Value>, ConfigError> {
    read_json(folder, file)
}

fn read_json<T: DeserializeOwned>(folder: &Path, file: &str) -> Result<T, ConfigError> {
    let bytes = foreign::read(&folder.join(file), MAX_BYTES).map_err(|error| {
        let file = file.to_owned();
        match error {
            Unread::Io(source) => ConfigError::Unreadable { file, source },
            Unread::TooLarge(bytes) => ConfigError::TooLarge { file, bytes },
            Unread::Misplaced(found) => ConfigError::Misplaced { file, found },
        }
    })?;
    serde_json::from_slice(&foreign::utf8(bytes)).map_err(|source| ConfigError::NotJson {
        file: file.to_owned(),
        source,
    })
}

impl<'a> Fields<'a> {
    pub(crate) fn new(file: &'a str, values: &'a Map<String, Value>) -> Self {
        Self { file, values }
    }

    /// The value of `field`, unless it is missing or null.
    fn get(&self, field: &str) -> Option<&'a Value> {
        self.values.get(field).filter(|value| !value.is_null())
    }

    pub(crate) fn wrong(
        &self,
        field: &str,
        value: impl ToString,
        allowed: impl Into<String>,
    ) -> ConfigError {
        let mut value = value.to_string();
        if value.chars().count() > 80 {
            value = value.chars().take(80).collect::<String>() + "…";
        }
        ConfigError::Field {
            file: self.file.to_owned(),
            field: field.to_owned(),
            value,
            allowed: allowed.into(),
        }
    }

    /// A whole number within `range`.
    pub(crate) fn number(
        &self,
        field: &str,
        default: usize,
        range: std::ops::RangeInclusive<usize>,
    ) -> Result<usize, ConfigError> {
        Ok(self.optional_number(field, range)?.unwrap_or(default))
    }

    /// A whole number within `range`; `None` if the field is missing.
    pub(crate) fn optional_number(
        &self,
        field: &str,
        range: std::ops::RangeInclusive<usize>,
    ) -> Result<Option<usize>, ConfigError> {
        let Some(value) = self.get(field) else {
            return Ok(None);
        };
        value
            .as_u64()
            .and_then(|n| usize::try_from(n).ok())
            .filter(|n| range.contains(n))
            .map(Some)
            .ok_or_else(|| {
                let allowed = format!("a whole number from {} to {}", range.start(), range.end());
                self.wrong(field, value, allowed)
            })
    }

    /// A token id below `vocab_size`; `None` if the field is missing.
    pub(crate) fn token(&self, field: &str, vocab_size: usize) -> Result<Option<u32>, ConfigError> {
        let id = self.optional_number(field, 0..=vocab_size.saturating_sub(1))?;
        Ok(id.map(|id| id as u32))
    }

    /// One token id or a list of them.
    pub(crate) fn tokens(&self, field: &str) -> Result<Option<Vec<u32>>, ConfigError> {
        let Some(value) = self.get(field) else {
            return Ok(None);
        };
        let one = |v: &Value| v.as_u64().and_then(|n| u32::try_from(n).ok());
        let ids = match value {
            Value::Array(list) => list.iter().map(one).collect(),
            single => one(single).map(|id| vec![id]),
        };
        ids.map(Some)
            .ok_or_else(|| self.wrong(field, value, "a token id or a list of token ids"))
    }

    /// Lists of token ids, in the form of `bad_words_ids`.
    pub(crate) fn token_lists(&self, field: &str) -> Result<Option<Vec<Vec<u32>>>, ConfigError> {
        let Some(value) = self.get(field) else {
            return Ok(None);
        };
        serde_json::from_value::<Vec<Vec<u32>>>(value.clone())
            .ok()
            .filter(|lists| !lists.iter().any(Vec::is_empty))
            .map(Some)
            .ok_or_else(|| {
                self.wrong(
                    field,
                    value,
                    "a list of lists of token ids, none of them empty",
                )
            })
    }

    /// A finite number accepted by `allowed`.
    pub(crate) fn float(
        &self,
        field: &str,
        default: f64,
        says: &str,
        allowed: impl Fn(f64) -> bool,
    ) -> Result<f64, ConfigError> {
        let Some(value) = self.get(field) else {
            return Ok(default);
        };
        value
            .as_f64()
            .filter(|v| v.is_finite() && allowed(*v))
            .ok_or_else(|| self.wrong(field, value, says))
    }

    /// A boolean.
    pub(crate) fn flag(&self, field: &str, default: bool) -> Result<bool, ConfigError> {
        match self.get(field) {
            None => Ok(default),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(value) => Err(self.wrong(field, value, "true or false")),
        }
    }

    /// A name that `parse` understands.
    pub(crate) fn name<T>(
        &self,
        field: &str,
        default: T,
        allowed: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, ConfigError> {
        match self.get(field) {
            None => Ok(default),
            Some(value) => value
                .as_str()
                .and_then(parse)
                .ok_or_else(|| self.wrong(field, value, allowed)),
        }
    }

    /// The unchecked value.
    pub(crate) fn raw(&self, field: &str) -> Option<&'a Value> {
        self.get(field)
    }

    /// An error unless `heads` divides `width`.
    pub(crate) fn divides(
        &self,
        heads_field: &str,
        heads: usize,
        width_field: &str,
        width: usize,
    ) -> Result<(), ConfigError> {
        if width.is_multiple_of(heads) {
            Ok(())
        } else {
            Err(self.wrong(
                heads_field,
                heads,
                format!("a divisor of {width_field} ({width})"),
            ))
        }
    }
}
