//! Addresses that lead out: a person clicks a link of a document, the page shows where it leads, and a click on the button
//! under it comes here.
//!
//! Documents are hostile, so an address is taken apart before anything starts: it must be a web or mail address with a
//! server or a recipient, and nothing that hides where it leads or does more than open a page. What is handed over is the
//! address as it was read here, so a browser cannot read it in another way. Pagewing itself opens no connection: it starts
//! the system's own opener with the address as its one argument, without a shell in between, and keeps no record of it.

use std::path::Path;

use tauri::Url;

use crate::fault::{AddressFault, Fault};

/// The longest address, in characters. Browsers take this much everywhere.
const LONGEST: usize = 2_048;

/// What a mail address may bring along. Everything else, such as a file to attach, is for the person to decide.
const MAIL_FIELDS: &[&str] = &["to", "cc", "subject", "body"];

/// Hands an address to the program that the system has for it. Blocks until the opener has started, for less than two
/// seconds.
///
/// # Errors
/// [`Fault::AddressRefused`] if it is not an address that Pagewing opens, [`Fault::NothingOpens`] if no opener starts.
pub(super) fn open(address: &str) -> Result<(), Fault> {
    let address = sound(address).map_err(|why| Fault::AddressRefused { why })?;
    open::that_detached(&address).map_err(|error| {
        // what it says may contain the address, which belongs to the person
        tracing::warn!(kind = ?error.kind(), "no opener took an address");
        Fault::NothingOpens
    })
}

/// Opens the folder of a file that a person gave, and returns `None`; its path as text if no opener starts. Blocks as
/// [`open`] does.
///
/// # Errors
/// [`Fault::NotFound`] if the folder is not there any more.
pub(super) fn open_folder_of(file: &Path) -> Result<Option<String>, Fault> {
    let folder = folder_of(file);
    let path = folder.display().to_string();
    if !folder.is_dir() {
        return Err(Fault::NotFound { path: Some(path) });
    }
    let opened = open::that_detached(folder);
    Ok(opened.is_err().then_some(path))
}

/// The folder of a file. Some systems start a folder with the ending of a program instead of showing it, so that one is
/// shown from outside.
fn folder_of(file: &Path) -> &Path {
    let is_program = |folder: &&Path| {
        let ending = folder.extension();
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("app"))
    };
    let outermost = file.ancestors().skip(1).filter(is_program).last();
    let folder = outermost.map_or_else(|| file.parent(), Path::parent);
    folder.unwrap_or(file)
}

/// The address as it is handed over.
fn sound(address: &str) -> Result<String, AddressFault> {
    if address.chars().count() > LONGEST {
        return Err(AddressFault::TooLong);
    }
    if address.chars().any(is_hidden) {
        return Err(AddressFault::Characters);
    }
    let url = Url::parse(address).map_err(|_| AddressFault::NoHost)?;
    match url.scheme() {
        "http" | "https" => check_web(&url)?,
        "mailto" => check_mail(&url)?,
        _ => return Err(AddressFault::OtherKind),
    }
    let address = String::from(url);
    // signs beyond ASCII became longer
    if address.len() > LONGEST {
        return Err(AddressFault::TooLong);
    }
    Ok(address)
}

/// Characters that nobody sees, or that make others stand elsewhere.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

fn check_web(url: &Url) -> Result<(), AddressFault> {
    if url.host_str().is_none_or(str::is_empty) {
        return Err(AddressFault::NoHost);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressFault::Credentials);
    }
    Ok(())
}

fn check_mail(url: &Url) -> Result<(), AddressFault> {
    // several recipients are one path with commas
    let each_is_one = |recipients: &str| recipients.split(',').all(is_recipient);
    let mut named = each_is_one(url.path());
    for (field, value) in url.query_pairs() {
        let field = field.to_ascii_lowercase();
        if !MAIL_FIELDS.contains(&field.as_str()) {
            return Err(AddressFault::MailFields);
        }
        // a line end would begin another field
        let ends_line =
            |character: char| field == "body" && matches!(character, '\r' | '\n' | '\t');
        if value.chars().any(|it| it.is_control() && !ends_line(it)) {
            return Err(AddressFault::Characters);
        }
        if matches!(field.as_str(), "to" | "cc") && !each_is_one(&value) {
            return Err(AddressFault::NoHost);
        }
        named |= field == "to";
    }
    // `mailto:?to=ann@example.org` has no path
    let path_is_fine = url.path().is_empty() || each_is_one(url.path());
    match named && path_is_fine && url.fragment().is_none() {
        true => Ok(()),
        false => Err(AddressFault::NoHost),
    }
}

/// Whether it is a name and a server, both in plain letters. A name that begins with a hyphen would be an option.
fn is_recipient(text: &str) -> bool {
    let Some((name, server)) = text.trim().split_once('@') else {
        return false;
    };
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "'+-=_~.".contains(sign);
    !name.is_empty()
        && !name.starts_with('-')
        && name.chars().all(is_plain)
        && server.split('.').all(|label| {
            let is_letter = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
            !label.is_empty() && label.chars().all(is_letter)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_shown_and_a_program_is_not_started() {
        for (file, folder) in [
            ("/papers/a.pdf", "/papers"),
            ("/papers/v1.2/a.pdf", "/papers/v1.2"),
            ("/papers/Reader.app/a.pdf", "/papers"),
            ("/papers/Reader.APP/Contents/a.pdf", "/papers"),
            ("/papers/One.app/Two.app/a.pdf", "/papers"),
        ] {
            assert_eq!(folder_of(Path::new(file)), Path::new(folder), "{file}");
        }
    }

    #[test]
    fn web_and_mail_addresses_are_handed_over_as_they_are_read() {
        for (address, handed_over) in [
            (
                "https://example.org/harbour?from=book&to=sea#p4",
                "https://example.org/harbour?from=book&to=sea#p4",
            ),
            ("http://example.org:8080", "http://example.org:8080/"),
            ("HTTPS://Example.ORG/A%20b", "https://example.org/A%20b"),
            ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
            // the host as a browser asks for it, whatever it looks like
            (
                "https://b\u{fc}cher.example/",
                "https://xn--bcher-kva.example/",
            ),
            ("https://p\u{430}ypal.com/", "https://xn--pypal-4ve.com/"),
            // one number is an address in disguise
            ("http://2130706433/", "http://127.0.0.1/"),
            // browsers take both slashes for the same
            (
                "https://good.example\\@evil.example/",
                "https://good.example/@evil.example/",
            ),
            // nothing here is for a shell
            (
                "https://example.org/;touch%20x?a=$(id)&b=`id`|c",
                "https://example.org/;touch%20x?a=$(id)&b=`id`|c",
            ),
            ("mailto:ann@example.org", "mailto:ann@example.org"),
            (
                "mailto:ann@example.org,bo@example.org?Subject=On%20wings&body=One%0D%0ATwo",
                "mailto:ann@example.org,bo@example.org?Subject=On%20wings&body=One%0D%0ATwo",
            ),
            ("mailto:?to=ann@example.org", "mailto:?to=ann@example.org"),
        ] {
            assert_eq!(sound(address).as_deref(), Ok(handed_over), "{address}");
        }
    }

    #[test]
    fn what_is_no_web_or_mail_address_is_refused() {
        use AddressFault::{Characters, Credentials, MailFields, NoHost, OtherKind, TooLong};
        let long = format!("https://example.org/{}", "a".repeat(LONGEST));
        // 700 signs that become 4,200
        let grown = format!("https://example.org/{}", "\u{e9}".repeat(700));
        for (address, why) in [
            ("file:///etc/passwd", OtherKind),
            ("javascript:alert(1)", OtherKind),
            ("data:text/html,<script>x</script>", OtherKind),
            ("ftp://example.org/", OtherKind),
            ("smb://server/share", OtherKind),
            ("ms-msdt:/id", OtherKind),
            ("tauri://localhost/", OtherKind),
            ("doi:10.1000/182", OtherKind),
            ("tel:+1", OtherKind),
            ("", NoHost),
            ("/etc/passwd", NoHost),
            ("--help", NoHost),
            ("example.org", NoHost),
            ("https://", NoHost),
            ("http:///", NoHost),
            ("https://ex ample.org/", Characters),
            ("https://example.org/\nfile:///etc/passwd", Characters),
            ("java\tscript:alert(1)", Characters),
            (" https://example.org/", Characters),
            ("https://example.org/\0", Characters),
            ("https://example.org/\u{202e}gro.live", Characters),
            ("https://exam\u{200b}ple.org/", Characters),
            ("https://bank.example@evil.example/", Credentials),
            ("https://:secret@example.org/", Credentials),
            (&long, TooLong),
            (&grown, TooLong),
            ("mailto:", NoHost),
            ("mailto:ann", NoHost),
            ("mailto:ann@", NoHost),
            ("mailto:@example.org", NoHost),
            ("mailto:--attach=x@example.org", NoHost),
            ("mailto:ann@example.org,", NoHost),
            ("mailto:ann@example.org?to=nobody", NoHost),
            ("mailto:ann@example.org#x", NoHost),
            ("mailto:ann@example.org?attach=/etc/passwd", MailFields),
            (
                "mailto:ann@example.org?%61ttachment=/etc/passwd",
                MailFields,
            ),
            ("mailto:ann@example.org?bcc=eve@evil.example", MailFields),
            ("mailto:ann@example.org?subject=a%0D%0ABcc:eve", Characters),
            ("mailto:ann@example.org?body=a%00", Characters),
        ] {
            assert_eq!(sound(address), Err(why), "{address}");
        }
    }

    #[test]
    fn a_refused_address_starts_nothing_and_says_why() {
        let refused = open("file:///etc/passwd");
        let why = AddressFault::OtherKind;
        assert_eq!(refused, Err(Fault::AddressRefused { why }));
    }
}
