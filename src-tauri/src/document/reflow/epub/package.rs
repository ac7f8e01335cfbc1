//! The package document of a book: its title, its authors, and which of its files are its chapters.

use std::collections::HashMap;

use crate::document::error::ReadError;
use crate::document::reflow::xml::{attribute, each_element, texts};

/// Types of content that a reader shows as a page, of this edition of the standard and of older ones.
const PAGES: &[&str] = &[
    "application/xhtml+xml",
    "text/html",
    "text/x-oeb1-document",
    "application/x-dtbook+xml",
    "text/plain",
];

/// The type of content of a drawing, which is a page if nothing that is one stands in for it.
pub(super) const DRAWING: &str = "image/svg+xml";

/// Ends of the names of pages, for items whose type of content is none.
const PAGE_NAMES: &[&str] = &[".xhtml", ".html", ".htm", ".xml"];

/// A file of the book.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// Its path from the package document, as an address.
    pub(super) href: String,
    /// Its type of content, without parameters, in small letters.
    pub(super) kind: String,
    /// The item that stands in for it where its type of content cannot be shown.
    fallback: Option<String>,
    /// Whether it is the list of contents from which programs lead through the book.
    leads: bool,
}

impl Item {
    fn is_page(&self) -> bool {
        let name = self.href.split(['#', '?']).next().unwrap_or_default();
        let name = name.to_lowercase();
        let vague = matches!(
            self.kind.as_str(),
            "" | "application/octet-stream" | "application/xml" | "text/xml"
        );
        PAGES.contains(&self.kind.as_str())
            || (vague && PAGE_NAMES.iter().any(|end| name.ends_with(end)))
    }
}

/// What the package document contains.
#[derive(Default)]
pub(super) struct Package {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    items: HashMap<String, Item>,
    /// Identifiers of items in reading order, and whether each belongs to the text from beginning to end.
    spine: Vec<(String, bool)>,
}

impl Package {
    pub(super) fn read(xml: &str) -> Result<Self, ReadError> {
        let mut package = Self {
            title: texts(xml, "title").into_iter().next(),
            authors: texts(xml, "creator"),
            ..Self::default()
        };
        each_element(xml, |tag| match tag.local_name().as_ref() {
            "item" => {
                if let (Some(id), Some(href)) = (attribute(tag, "id"), attribute(tag, "href")) {
                    let kind = attribute(tag, "media-type").unwrap_or_default();
                    let kind = kind.split(';').next().unwrap_or_default().trim();
                    let item = Item {
                        href,
                        kind: kind.to_lowercase(),
                        fallback: attribute(tag, "fallback"),
                        leads: attribute(tag, "properties")
                            .is_some_and(|said| said.split_whitespace().any(|said| said == "nav")),
                    };
                    package.items.insert(id, item);
                }
            }
            "itemref" => {
                let linear = attribute(tag, "linear").as_deref() != Some("no");
                let id = attribute(tag, "idref");
                package.spine.extend(id.map(|id| (id, linear)));
            }
            _ => {}
        })?;
        Ok(package)
    }

    /// The pages of the book in reading order. What is apart from the text, such as notes and solutions, follows it.
    pub(super) fn chapters(&self) -> Vec<&Item> {
        let pages = |of_text: bool| {
            let those = self.spine.iter();
            let those = those.filter(move |(_, linear)| *linear == of_text);
            those.filter_map(move |(id, _)| self.page(id))
        };
        let apart = pages(false).filter(|item| !item.leads);
        pages(true).chain(apart).collect()
    }

    /// The page of an item: the item itself, or the first of its fallbacks that is one, or a drawing.
    fn page(&self, id: &str) -> Option<&Item> {
        let item = self.items.get(id)?;
        let drawing = Some(item).filter(|item| item.kind == DRAWING);
        self.page_behind(item).or(drawing)
    }

    fn page_behind<'p>(&'p self, mut item: &'p Item) -> Option<&'p Item> {
        // a chain that is longer than the list is a circle
        for _ in 0..self.items.len() {
            if item.is_page() {
                return Some(item);
            }
            item = self.items.get(item.fallback.as_ref()?)?;
        }
        None
    }
}

/// The path of the package document in the archive.
pub(super) fn path(container: &str) -> Option<String> {
    let mut first = None;
    let mut package = None;
    // a broken list counts as far as it can be read
    let _ = each_element(container, |tag| {
        if tag.local_name().as_ref() != "rootfile" {
            return;
        }
        let path = attribute(tag, "full-path");
        let kind = attribute(tag, "media-type");
        if kind.as_deref() == Some("application/oebps-package+xml") && package.is_none() {
            package = path.clone();
        }
        first = first.take().or(path);
    });
    package.or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(manifest: &str, spine: &str) -> Package {
        let xml = format!(
            "<package><metadata><title/><dc:title>A\n book</dc:title></metadata><manifest>{manifest}</manifest>
             <spine>{spine}</spine></package>"
        );
        Package::read(&xml).expect("a package")
    }

    fn chapters(package: &Package) -> Vec<&str> {
        package
            .chapters()
            .iter()
            .map(|item| item.href.as_str())
            .collect()
    }

    #[test]
    fn fallbacks_lead_to_a_page_or_nowhere() {
        let package = read(
            "<item id='a' href='a.pls' media-type='application/pls+xml' fallback='b'/>
             <item id='b' href='b.bin' media-type='application/x-foreign' fallback='c'/>
             <item id='c' href='c.xhtml' media-type='application/xhtml+xml; charset=utf-8'/>
             <item id='x' href='x.bin' media-type='application/x-foreign' fallback='y'/>
             <item id='y' href='y.bin' media-type='application/x-foreign' fallback='x'/>
             <item id='z' href='z.png' media-type='image/png' fallback='z'/>
             <item id='h' href='h.HTML'/>",
            "<itemref idref='a'/><itemref idref='x'/><itemref idref='z'/><itemref idref='h'/><itemref idref='?'/>",
        );
        assert_eq!(chapters(&package), ["c.xhtml", "h.HTML"]);
        let drawn = read(
            "<item id='a' href='a.svg' media-type='image/svg+xml'/>
             <item id='b' href='b.svg' media-type='image/svg+xml' fallback='c'/>
             <item id='c' href='c.xhtml' media-type='application/xhtml+xml'/>",
            "<itemref idref='a'/><itemref idref='b'/>",
        );
        assert_eq!(chapters(&drawn), ["a.svg", "c.xhtml"]);
        assert_eq!(package.title.as_deref(), Some("A book"));
    }

    #[test]
    fn pages_apart_from_the_text_follow_it() {
        let items = "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>
                     <item id='b' href='b.xhtml' media-type='application/xhtml+xml'/>
                     <item id='c' href='c.xhtml' media-type='application/xhtml+xml' properties='nav scripted'/>";
        let both = read(
            items,
            "<itemref idref='a' linear='no'/><itemref idref='c' linear='no'/><itemref idref='b'/>",
        );
        assert_eq!(chapters(&both), ["b.xhtml", "a.xhtml"]);
        let none = read(items, "<itemref idref='a' linear='no'/>");
        assert_eq!(chapters(&none), ["a.xhtml"]);
    }

    #[test]
    fn the_package_is_the_one_of_its_type() {
        let path = |xml: &str| super::path(xml).unwrap_or_default();
        let pdf = "<rootfile full-path='book.pdf' media-type='application/pdf'/>";
        let opf = "<rootfile full-path='book.opf' media-type='application/oebps-package+xml'/>";
        assert_eq!(path(&format!("<c>{pdf}{opf}</c>")), "book.opf");
        assert_eq!(path("<c><rootfile full-path='b.opf'/></c>"), "b.opf");
    }
}
