//! How an attempt ended, and whether another one can help.

use std::time::Duration;

use reqwest::header::{DATE, RETRY_AFTER};

use super::connection::{Answer, NoAnswer};
use super::error::{DownloadError, HubCode};
use super::headers::{Origin, text};
use super::progress::Trouble;
use super::wait::asked_for;

/// How an attempt ended.
pub(super) enum Ended {
    /// All bytes are here; their hash has not been compared.
    Whole(Origin),
    /// Another attempt would end alike.
    Failed(DownloadError),
    /// Another host than the one asked first refuses access: its address may have expired.
    RefusedElsewhere(DownloadError),
    /// Another attempt can help.
    Passing {
        error: DownloadError,
        trouble: Trouble,
        /// How long the server asks to wait.
        asked: Option<Duration>,
    },
}

impl From<DownloadError> for Ended {
    fn from(error: DownloadError) -> Self {
        Self::Failed(error)
    }
}

impl From<NoAnswer> for Ended {
    fn from(error: NoAnswer) -> Self {
        match error {
            NoAnswer::Final(error) => Self::Failed(error),
            NoAnswer::Passing(error) => Self::Passing {
                error,
                trouble: Trouble::NoConnection,
                asked: None,
            },
        }
    }
}

/// What a status that is not a success means for the file called `name`.
pub(super) fn refusal(answer: &Answer, name: &str) -> Ended {
    let (host, file) = (answer.host.clone(), name.to_owned());
    let headers = answer.response.headers();
    let code = text(headers, "x-error-code").and_then(HubCode::of);
    let status = answer.response.status().as_u16();
    match status {
        401 | 403 => {
            let error = DownloadError::Refused {
                host,
                status,
                token_sent: answer.token_sent,
                code,
            };
            match answer.is_redirected {
                true => Ended::RefusedElsewhere(error),
                false => Ended::Failed(error),
            }
        }
        404 | 410 => Ended::Failed(DownloadError::NotFound {
            host,
            file,
            status,
            code,
        }),
        408 | 425 | 429 | 500..=599 => Ended::Passing {
            error: DownloadError::Status { host, status },
            trouble: match status {
                429 | 503 => Trouble::Busy,
                _ => Trouble::ServerError,
            },
            asked: text(headers, RETRY_AFTER)
                .and_then(|after| asked_for(after, text(headers, DATE))),
        },
        _ => Ended::Failed(DownloadError::Status { host, status }),
    }
}
