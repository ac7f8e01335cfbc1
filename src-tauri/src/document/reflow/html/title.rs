//! The title of a page, which is not the name of the site that it belongs to.

use scraper::{ElementRef, Html};

use super::seen::{Seen, is_shown};
use super::select::{all, folded, text};

/// What stands between the name of a page and the name of its site in the title of the window, with spaces around it.
const BETWEEN: &[&str] = &[
    "|", "-", "\u{2013}", "\u{2014}", "\u{b7}", "\u{2022}", ":", "::", "\u{ab}", "\u{bb}", "/",
];

/// The elements around a heading that make it part of the frame of a page.
const FRAME: &[&str] = &["aside", "footer", "nav"];

/// The headings that are looked at; the title is among the first.
const HEADINGS: usize = 64;
/// The same with those that nobody sees.
const MORE_HEADINGS: usize = 256;

/// A heading of the first three levels.
struct Heading {
    level: u8,
    text: String,
    /// Whether it stands in what the page marks as its text.
    in_text: bool,
    /// Whether it stands in the banner over the page, or leads to the beginning of the site.
    in_banner: bool,
}

/// What a page says about its own name.
struct Names {
    /// In the element `title`.
    window: String,
    /// The parts of `window`, if it has several.
    parts: Vec<String>,
    /// As the page is shared.
    shared: Option<String>,
    /// The name of the site.
    site: Option<String>,
    /// In the order of the page, without its frame.
    headings: Vec<Heading>,
}

/// The title of a page whose text is in `root`.
pub(super) fn of(page: &Html, root: ElementRef<'_>, seen: &Seen) -> Option<String> {
    if let Some(cited) = meta(page, "meta[name=citation_title], meta[name='dc.title' i]") {
        return Some(cited);
    }
    let names = Names::of(page, root, seen);
    names
        .outermost(true)
        .or_else(|| names.confirmed(&names.whole()))
        .or_else(|| names.outermost(false))
        .or_else(|| names.confirmed(&names.parts))
        .or_else(|| names.without_site())
}

impl Names {
    fn of(page: &Html, root: ElementRef<'_>, seen: &Seen) -> Self {
        let window = all(page, "head > title, title").into_iter().next();
        let window = window.map(text).unwrap_or_default();
        let headings = all(page, "h1, h2, h3").into_iter();
        Self {
            parts: parts(&window),
            window,
            shared: meta(
                page,
                "meta[property='og:title'], meta[name='twitter:title']",
            ),
            site: meta(
                page,
                "meta[property='og:site_name'], meta[name='application-name']",
            ),
            headings: headings
                .take(MORE_HEADINGS)
                .filter(|heading| is_shown(seen, *heading))
                .filter_map(|heading| Heading::of(heading, root))
                .take(HEADINGS)
                .collect(),
        }
    }

    /// The only heading of the first level: of those in the text, or of all. Several are chapters.
    fn outermost(&self, in_text: bool) -> Option<String> {
        let mut headings = self.headings.iter().enumerate().filter(|(at, heading)| {
            heading.level == 1 && (heading.in_text || !in_text) && !self.is_site(*at)
        });
        let (_, only) = headings.next()?;
        headings.next().is_none().then(|| only.text.clone())
    }

    /// Whether a heading is the name of the site. The page says so, or the heading stands beside another one in the
    /// title of the window: behind it although it comes first in the page, or in the banner.
    fn is_site(&self, at: usize) -> bool {
        let Some(heading) = self.headings.get(at) else {
            return false;
        };
        let is = |name: &str| same(name, &heading.text);
        if heading.in_text || self.shared.as_deref().is_some_and(is) {
            return false;
        }
        if self.site.as_deref().is_some_and(is) {
            return true;
        }
        let Some(part) = self.parts.iter().position(|part| is(part)) else {
            return false;
        };
        if !heading.in_banner && part + 1 < self.parts.len() {
            return false;
        }
        let mut others = self.parts.iter().filter(|part| !is(part));
        others.any(|name| {
            let mut later = self.headings.iter().skip(at + 1);
            let shared = self.shared.as_deref();
            later.any(|other| same(&other.text, name))
                || shared.is_some_and(|shared| same(shared, name))
        })
    }

    /// The names that the page gives itself as a whole.
    fn whole(&self) -> Vec<String> {
        let shared = self.shared.iter().cloned();
        shared.chain([self.window.clone()]).collect()
    }

    /// The first heading that is one of these names, and not the name of the site.
    fn confirmed(&self, names: &[String]) -> Option<String> {
        let named = |heading: &Heading| names.iter().any(|name| same(name, &heading.text));
        let mut headings = self.headings.iter().enumerate();
        headings
            .find(|(at, heading)| !self.is_site(*at) && named(heading))
            .map(|(_, heading)| heading.text.clone())
    }

    /// The name under which the page is shared, or the title of the window, without the name of the site.
    fn without_site(&self) -> Option<String> {
        let site_of = |name: &String| self.site.as_deref().is_some_and(|site| same(site, name));
        let whole = self.shared.as_ref().filter(|shared| !site_of(shared));
        let whole = whole.unwrap_or(&self.window);
        let site = self.site.as_deref().unwrap_or_default();
        let mut parts = parts(whole);
        if let [first, .., last] = parts.as_slice() {
            let cut = if same(last, site) {
                whole.strip_suffix(last.as_str())
            } else if same(first, site) {
                whole.strip_prefix(first.as_str())
            } else {
                None
            };
            if let Some(rest) = cut {
                let sign = |word: &str| BETWEEN.contains(&word);
                let words: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).collect();
                let from = words.iter().take_while(|word| sign(word)).count();
                let to = words.len() - words.iter().rev().take_while(|word| sign(word)).count();
                parts = vec![words.get(from..to).unwrap_or_default().join(" ")];
                return parts.pop().filter(|title| !title.is_empty());
            }
        }
        Some(whole.clone()).filter(|title| !title.is_empty())
    }
}

/// The parts of a window's title: the name of a page, of its section, of its site.
fn parts(window: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in window.split(' ') {
        if BETWEEN.contains(&word) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            if !part.is_empty() {
                part.push(' ');
            }
            part.push_str(word);
        }
    }
    parts.retain(|part| !part.is_empty());
    if parts.len() > 1 { parts } else { Vec::new() }
}

fn same(a: &str, b: &str) -> bool {
    !a.is_empty() && a.to_lowercase() == b.to_lowercase()
}

fn meta(page: &Html, selector: &str) -> Option<String> {
    let contents = all(page, selector).into_iter();
    contents
        .filter_map(|meta| meta.attr("content").map(folded))
        .find(|content| !content.is_empty())
}

impl Heading {
    /// A heading, unless it is empty or belongs to the frame of the page.
    fn of(heading: ElementRef<'_>, root: ElementRef<'_>) -> Option<Self> {
        let names: Vec<&str> = heading
            .ancestors()
            .filter_map(ElementRef::wrap)
            .map(|element| element.value().name())
            .collect();
        if FRAME.iter().any(|frame| names.contains(frame)) {
            return None;
        }
        let in_root = heading.ancestors().any(|node| node.id() == root.id());
        let in_text = in_root && (names.contains(&"main") || names.contains(&"article"));
        let level = heading.value().name().strip_prefix('h')?.parse().ok()?;
        Some(Self {
            level,
            text: Some(text(heading)).filter(|text| !text.is_empty())?,
            in_text,
            in_banner: !in_text && (names.contains(&"header") || leads_home(heading)),
        })
    }
}

/// Whether a heading is a link to the beginning of its site.
fn leads_home(heading: ElementRef<'_>) -> bool {
    let inside = heading.descendants().chain(heading.ancestors());
    let mut links = inside
        .filter_map(ElementRef::wrap)
        .filter_map(|element| element.attr("href"));
    links.any(|address| {
        let path = address.split_once("://").map_or(address, |(_, rest)| {
            rest.split_once('/').map_or("", |(_, path)| path)
        });
        matches!(path, "" | "/" | "./" | "index.html" | "/index.html")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(html: &str) -> String {
        let page = Html::parse_document(html);
        of(&page, page.root_element(), &Seen::of(&page)).unwrap_or_default()
    }

    #[test]
    fn the_name_of_a_site_is_no_title() {
        for html in [
            "<title>Eels | Post</title><meta property=og:title content=Eels><h1>Post</h1><h2>Eels</h2>",
            "<title>Post \u{2014} Eels</title><header><h1>Post</h1></header><article><h2>Eels</h2></article>",
            "<title>Eels - Post</title><h1>Post</h1><h1>Eels</h1>",
            "<title>Eels</title><meta property=og:site_name content=Post><h1>Post</h1><h3>Eels</h3>",
            "<title>Eels | Post</title><meta property=og:site_name content=Post><h1>Post</h1><p>Text.",
            "<title>Post: news</title><meta property=og:title content='Eels | Post'>
             <meta property=og:site_name content=Post><h1>Post</h1>",
            "<title>Eels</title><h1>Post</h1><h2>Eels</h2><h2>Weather</h2>",
            "<title>Welcome</title><main><h1>Eels</h1><h2>Welcome</h2></main>",
            "<title>Eels &mdash; Post</title><h1>Eels<a href='#eels'>\u{b6}</a></h1>",
            "<h1><ruby>Eels<rt>eels</rt></ruby><span class=mw-editsection>[edit]</span></h1>",
            "<title>Eels and more | Post</title><h1>Eels</h1><aside><h1>Weather</h1></aside>",
            "<title>x</title><meta name=citation_title content=Eels><h1>Journal</h1>",
            "<title>x</title><h1>Eels</h1><div style=display:none><h1>Journal</h1></div>",
        ] {
            assert_eq!(title(html), "Eels", "{html}");
        }
    }

    #[test]
    fn chapters_do_not_name_a_page() {
        assert_eq!(
            title("<title>A book</title><h1>One</h1><h1>Two</h1>"),
            "A book"
        );
        assert_eq!(title("<h1>One</h1><h1>Two</h1>"), "");
        assert_eq!(
            title("<title>Well-known - a word</title><p>Text."),
            "Well-known - a word"
        );
    }
}
