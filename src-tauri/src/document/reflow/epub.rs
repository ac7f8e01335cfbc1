//! EPUB (EPUB 3.3, W3C): the package document names the chapters in order; each is a page of XHTML.

use std::collections::HashMap;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::html;
use super::piece::Content;
use super::xml::{attribute, resolved};
use super::zip_archive::Archive;
use crate::document::error::ReadError;

/// What the package document contains.
#[derive(Default)]
struct Package {
    title: Option<String>,
    authors: Vec<String>,
    /// Path of each item of the manifest, by its id.
    items: HashMap<String, String>,
    /// Ids in reading order.
    spine: Vec<String>,
}

pub(super) fn content(path: &Path, max_bytes: u64) -> Result<Content, ReadError> {
    let mut archive = Archive::open(path, max_bytes)?;
    let container = archive
        .text("META-INF/container.xml")?
        .ok_or(ReadError::Damaged)?;
    let package_path = rootfile(&container).ok_or(ReadError::Damaged)?;
    let folder = package_path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let package = package(&archive.text(&package_path)?.ok_or(ReadError::Damaged)?)?;
    let encrypted = archive.text("META-INF/encryption.xml")?.unwrap_or_default();
    let mut content = Content {
        title: package.title,
        authors: package.authors,
        pieces: vec![],
    };
    for id in &package.spine {
        let Some(href) = package.items.get(id) else {
            continue;
        };
        let name = joined(folder, href);
        if encrypted.contains(&format!("\"{name}\"")) {
            return Err(ReadError::UnknownEncryption);
        }
        if let Some(chapter) = archive.text(&name)? {
            content.pieces.extend(html::content(&chapter)?.pieces);
        }
    }
    Ok(content)
}

/// The path of the package document.
fn rootfile(container: &str) -> Option<String> {
    let mut reader = Reader::from_str(container);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "rootfile" => {
                return attribute(&tag, "full-path");
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn package(xml: &str) -> Result<Package, ReadError> {
    let mut package = Package::default();
    let mut reader = Reader::from_str(xml);
    let mut inside: Option<&'static str> = None;
    let mut text = String::new();
    loop {
        match reader.read_event().map_err(|_| ReadError::Damaged)? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "title" => (inside, text) = (Some("title"), String::new()),
                "creator" => (inside, text) = (Some("creator"), String::new()),
                "item" => {
                    if let (Some(id), Some(href)) = (attribute(&tag, "id"), attribute(&tag, "href"))
                    {
                        package.items.insert(id, href);
                    }
                }
                "itemref" if attribute(&tag, "linear").as_deref() != Some("no") => {
                    package.spine.extend(attribute(&tag, "idref"));
                }
                _ => {}
            },
            Event::Text(part) if inside.is_some() => {
                text.push_str(&part);
            }
            Event::GeneralRef(reference) if inside.is_some() => {
                text.push_str(&resolved(&reference));
            }
            Event::End(_) => {
                let value = text.split_whitespace().collect::<Vec<_>>().join(" ");
                match inside.take() {
                    Some(_) if value.is_empty() => {}
                    Some("title") if package.title.is_none() => package.title = Some(value),
                    Some("creator") => package.authors.push(value),
                    _ => {}
                }
            }
            Event::Eof => return Ok(package),
            _ => {}
        }
    }
}

/// The path of an item in the archive: relative to the package document's folder, percent-decoded, without its
/// fragment. It only names an entry of the archive, never a file on disk.
fn joined(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let href = percent_encoding::percent_decode_str(href).decode_utf8_lossy();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_package() {
        assert_eq!(
            joined("OEBPS", "text/one%20two.xhtml#p3"),
            "OEBPS/text/one two.xhtml"
        );
        assert_eq!(joined("OEBPS/x", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(joined("", "one.xhtml"), "one.xhtml");
    }
}
