//! The package document of a book: its title, its authors, and which of its files are its chapters.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::document::error::ReadError;
use crate::document::reflow::xml::{attribute, each_element, texts_of};
use crate::document::structure::in_order;

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

/// The type of content of the list of contents of older editions.
const NCX: &str = "application/x-dtbncx+xml";

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
        let refined = Refined::of(xml);
        let mut package = Self {
            title: refined.title(xml),
            authors: refined.authors(xml),
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

    /// The list of contents from which programs lead through the book.
    pub(super) fn contents(&self) -> Option<&Item> {
        let items = self.items.values();
        let lists = items.filter(|item| item.leads || item.kind == NCX);
        lists.min_by_key(|item| (!item.leads, item.href.as_str()))
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

/// What the metadata say about other metadata (EPUB 3.3, 5.4): the identifier of an element, a property, and its value.
struct Refined(Vec<(Option<String>, Option<String>, String)>);

impl Refined {
    fn of(xml: &str) -> Self {
        let what = |tag: &BytesStart<'_>| (attribute(tag, "refines"), attribute(tag, "property"));
        let refined = texts_of(xml, "meta", what).into_iter();
        Self(
            refined
                .map(|((refines, property), value)| (refines, property, value))
                .collect(),
        )
    }

    /// A property of the element with this identifier.
    fn property(&self, id: Option<&str>, property: &str) -> Option<&str> {
        let id = id?;
        let mut values = self.0.iter().filter(|(refines, own, _)| {
            let refines = refines.as_deref().unwrap_or_default();
            refines.trim_start_matches('#') == id && own.as_deref() == Some(property)
        });
        values.next().map(|(_, _, value)| value.as_str())
    }

    /// The title that is the main one, or the first.
    fn title(&self, xml: &str) -> Option<String> {
        let titles = texts_of(xml, "title", |tag| attribute(tag, "id"));
        let is_main =
            |id: &Option<String>| self.property(id.as_deref(), "title-type") == Some("main");
        let main = titles.iter().position(|(id, _)| is_main(id));
        let mut titles = titles.into_iter();
        titles.nth(main.unwrap_or(0)).map(|(_, title)| title)
    }

    /// The creators that are authors; if a book says that none is one, all of them.
    fn authors(&self, xml: &str) -> Vec<String> {
        let what = |tag: &BytesStart<'_>| (attribute(tag, "id"), attribute(tag, "role"));
        let creators = texts_of(xml, "creator", what);
        let is_author = |(id, role): &(Option<String>, Option<String>)| {
            let role = role.as_deref().or(self.property(id.as_deref(), "role"));
            let code = role.and_then(|role| role.rsplit('/').next());
            code.is_none_or(|code| matches!(code.trim(), "aut" | "" | "cre"))
        };
        let some = creators.iter().any(|(what, _)| is_author(what));
        creators
            .iter()
            .filter(|(what, _)| !some || is_author(what))
            .map(|(_, name)| in_order(name))
            .collect()
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
    fn the_list_of_this_edition_comes_before_that_of_older_ones() {
        let ncx = "<item id='n' href='a.ncx' media-type='application/x-dtbncx+xml'/>";
        let nav =
            "<item id='v' href='v.xhtml' media-type='application/xhtml+xml' properties='nav'/>";
        let list = |items: &str| read(items, "").contents().map(|item| item.href.clone());
        assert_eq!(list(ncx).as_deref(), Some("a.ncx"));
        assert_eq!(list(&format!("{ncx}{nav}")).as_deref(), Some("v.xhtml"));
        assert_eq!(list(""), None);
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
    fn authors_are_no_translators_and_the_main_title_counts() {
        let read = |metadata: &str| {
            let xml = format!("<package><metadata>{metadata}</metadata></package>");
            let package = Package::read(&xml).expect("a package");
            (package.title.unwrap_or_default(), package.authors)
        };
        let third = read(
            "<dc:title id='b'>Nine Winters</dc:title><dc:title id='a'>The Ice</dc:title>
             <meta refines='#a' property='title-type'>main</meta><meta refines='#b' property='title-type'>subtitle</meta>
             <dc:creator id='c'>Holm, Ida</dc:creator><meta refines='#c' property='role' scheme='marc:relators'>aut</meta>
             <dc:creator id='d'>Omar Birch</dc:creator><meta refines='#d' property='role'>trl</meta><meta name='cover' content='x'/>",
        );
        assert_eq!(third, ("The Ice".to_owned(), vec!["Ida Holm".to_owned()]));
        let second = read(
            "<dc:title>The Ice</dc:title><dc:creator opf:role='aut'>Ida Holm</dc:creator>
             <dc:creator opf:role='ill'>Omar Birch</dc:creator><dc:creator>Lei Alder</dc:creator>",
        );
        assert_eq!(second.1, ["Ida Holm", "Lei Alder"]);
        let edited = read("<dc:creator opf:role='edt'>Ida Holm</dc:creator>");
        assert_eq!(edited.1, ["Ida Holm"]);
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
