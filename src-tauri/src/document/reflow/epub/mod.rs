//! EPUB (EPUB 3.3, W3C): the package document names the chapters in order; each is a page of XHTML.

mod contents;
mod drawing;
mod package;
mod protection;

use std::fs::File;
use std::sync::Arc;

use self::contents::Chapter;
use self::package::Package;
use self::protection::Protection;
use super::zip_archive::{Archive, folder, joined};
use super::{encoding, html, text};
use crate::document::error::ReadError;
use crate::document::piece::Content;

pub(super) fn content(file: &Arc<File>, max_bytes: u64) -> Result<Content, ReadError> {
    let mut archive = Archive::open(file, max_bytes)?;
    let container = archive
        .xml("META-INF/container.xml")?
        .ok_or(ReadError::Damaged)?;
    let protection = Protection::of(&mut archive)?;
    let path = package::path(&container).ok_or(ReadError::Damaged)?;
    if protection.covers(&path) {
        return Err(ReadError::RightsManaged);
    }
    let package = archive.xml(&path)?.ok_or(ReadError::Damaged)?;
    let package = Package::read(&package)?;
    let mut content = Content {
        title: package.title.clone(),
        authors: package.authors.clone(),
        ..Content::default()
    };
    let mut chapters: Vec<Chapter> = Vec::new();
    for item in package.chapters() {
        let name = joined(folder(&path), &item.href);
        if protection.covers(&name) {
            return Err(ReadError::RightsManaged);
        }
        let Some(chapter) = archive.bytes(&name)? else {
            continue;
        };
        if encoding::is_text(&chapter) {
            let pieces = match item.kind.as_str() {
                package::DRAWING => drawing::pieces(&encoding::xml(&chapter)),
                "text/plain" => text::content(&encoding::text(&chapter)).pieces,
                _ => html::of_xhtml(&encoding::xml(&chapter))?.pieces,
            };
            chapters.push(Chapter { name, pieces });
        } else if protection.exists() {
            // what should be a page is not even text
            return Err(ReadError::RightsManaged);
        }
    }
    let list = package.contents();
    let list = list.map(|item| joined(folder(&path), &item.href));
    // a book is read without its list if that is broken
    if let Some(name) = list
        && let Ok(Some(list)) = archive.bytes(&name)
    {
        contents::apply(
            &mut chapters,
            &contents::entries(&encoding::xml(&list), &name),
        );
    }
    let pieces = chapters.into_iter().flat_map(|chapter| chapter.pieces);
    content.pieces.extend(pieces);
    Ok(content)
}
