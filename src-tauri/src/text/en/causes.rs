//! The causes that a fault names, in sentences or as parts of one: what a file looks like, why a server was not
//! reached, what is wrong with a model.

use crate::document::FileKind;
use crate::fault::AddressFault;
use crate::genome::VariantFault;
use crate::weights::download::ConnectFault;
use crate::weights::store::Damage;
use crate::weights::{Fall, ModelPart};

pub(super) fn refused_variant(variant: &str, why: &VariantFault) -> String {
    match why {
        VariantFault::Form => format!(
            "“{variant}” isn't a substitution such as chr1:12345:A>G, with as many bases before the > as behind it."
        ),
        VariantFault::NoRecord { record } => {
            format!("The variant {variant} names the record {record}, which the file doesn't have.")
        }
        VariantFault::Outside { length } => {
            format!(
                "The variant {variant} lies behind the end of its record, which has {length} bases."
            )
        }
        VariantFault::Differs { found } => {
            format!("The variant {variant} doesn't fit the sequence, which has {found} there.")
        }
        VariantFault::Gap => {
            format!("The variant {variant} lies in a gap, where the sequence isn't known.")
        }
    }
}

pub(super) fn refused_address(why: AddressFault) -> &'static str {
    match why {
        AddressFault::OtherKind => "Pagewing opens web and mail addresses only.",
        AddressFault::TooLong => "This address is too long to be opened.",
        AddressFault::Characters => {
            "This address has spaces or hidden characters, so Pagewing doesn't open it."
        }
        AddressFault::Credentials => {
            "This address carries a name or a password, so Pagewing doesn't open it."
        }
        AddressFault::NoHost => "This address names no server and no recipient.",
        AddressFault::MailFields => {
            "This address asks the mail program for more than a recipient, a subject and a text, so Pagewing doesn't open it."
        }
    }
}

pub(super) fn looks_like(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Archive => "It looks like a ZIP archive or an Office document.",
        FileKind::Picture => "It looks like a picture.",
        FileKind::PostScript => "It looks like PostScript.",
        FileKind::RichText => "It looks like a Rich Text document.",
        FileKind::OldOffice => "It looks like an old Word or Office document.",
        FileKind::Program => "It looks like a program.",
        FileKind::Xml => "It looks like XML.",
        FileKind::Text => "It is plain text under the name of another kind of file.",
        FileKind::Device => "It is a device or a pipe.",
        FileKind::Unknown => "Its format is unknown.",
    }
}

pub(super) fn no_connection(host: &str, via: Option<&str>, fault: ConnectFault) -> String {
    let through = via.map_or_else(String::new, |proxy| format!(" through the proxy {proxy}"));
    match fault {
        ConnectFault::UnknownHost => format!("Pagewing can't find {host}{through}."),
        ConnectFault::Unreachable => format!("Pagewing can't reach {host}{through}."),
        ConnectFault::TooSlow => format!("{host} doesn't answer{through}."),
        ConnectFault::Certificate => {
            format!("The certificate of {host} isn't valid, so the connection may not be safe.")
        }
        ConnectFault::NoCertificates => {
            format!(
                "The system has no list of trusted certificates, so Pagewing can't check {host}."
            )
        }
        ConnectFault::NotHttp => format!("{host} doesn't answer like a web server{through}."),
    }
}

/// `1.2 of 2.3 GB`.
pub(super) fn arrived(have: u64, total: Option<u64>) -> String {
    let have = have as f64 / 1e9;
    match total {
        Some(total) => format!("{have:.1} of {:.1} GB", total as f64 / 1e9),
        None => format!("{have:.1} GB"),
    }
}

pub(super) fn unread(how: Fall) -> &'static str {
    match how {
        Fall::Crashed => {
            "The model's files are broken in a way that crashed their reader, a separate process."
        }
        Fall::TookTooLong => "Reading the model's files took too long, so Pagewing stopped.",
        Fall::TooMuchMemory => "Reading the model's files would take too much memory.",
        Fall::NotStarted => "Pagewing couldn't start the process that reads a model's files first.",
    }
}

pub(super) fn damaged(model: &str, damage: &Damage) -> String {
    match damage {
        Damage::FileMissing { file } => format!("{file} of the model {model} is missing."),
        Damage::OtherSize {
            file,
            expected,
            found,
        } => format!(
            "{file} of the model {model} is damaged: it has {found} bytes and should have {expected}."
        ),
        Damage::OtherHash { file } => {
            format!("{file} of the model {model} isn't what it should be: its SHA-256 is another.")
        }
        Damage::NotUsable { detail } => format!("The model {model} can't be used: {detail}."),
        Damage::Unread { how } => match how {
            Fall::Crashed => format!(
                "The files of the model {model} are broken in a way that crashed their reader, a separate process."
            ),
            Fall::TookTooLong => {
                format!(
                    "Reading the files of the model {model} took too long, so Pagewing stopped."
                )
            }
            Fall::TooMuchMemory => {
                format!("Reading the files of the model {model} would take too much memory.")
            }
            Fall::NotStarted => format!("The files of the model {model} weren't read."),
        },
        Damage::Newer => format!("A newer Pagewing keeps the model {model}."),
        Damage::FolderGone { folder } => {
            format!("The folder of the model {model} is gone: {folder}.")
        }
    }
}

pub(super) fn part_name(part: ModelPart) -> &'static str {
    match part {
        ModelPart::Config => "config.json",
        ModelPart::Weights => "weights",
        ModelPart::Tokenizer => "tokenizer",
    }
}
