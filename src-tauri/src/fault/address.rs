//! Why Pagewing does not hand an address to the system.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is wrong with an address that a document contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AddressFault {
    /// It is neither a web address nor a mail address.
    OtherKind,
    /// It is longer than any page needs.
    TooLong,
    /// It contains spaces or characters that nobody sees.
    Characters,
    /// It carries a name or a password.
    Credentials,
    /// It names no server and no recipient.
    NoHost,
    /// It asks the mail program for more than a recipient, a subject and a text, such as an attachment.
    MailFields,
}
