//! Who wrote a page: its metadata say it, the data that it has for search engines (schema.org), or the line under its title.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html};
use serde_json::Value;

use super::seen::{Seen, is_shown};
use super::select::{all, folded, text};
use crate::document::structure::{SmallWords, in_order, is_program};

/// The longest line that names authors, in characters.
const BYLINE: usize = 120;
/// More authors than this are a list of something else.
const MOST: usize = 50;

/// Kinds of pages that somebody wrote.
const WRITTEN: &[&str] = &[
    "Article",
    "BlogPosting",
    "Book",
    "Chapter",
    "CreativeWork",
    "NewsArticle",
    "Recipe",
    "Report",
    "ReportageNewsArticle",
    "Review",
    "ScholarlyArticle",
    "TechArticle",
    "Thesis",
];

/// Elements around a line that names somebody else than the author of the page.
const OTHERS: &[&str] = &["aside", "blockquote", "footer", "nav"];

/// The authors of a page whose text is in `root`.
pub(super) fn of(page: &Html, root: ElementRef<'_>, seen: &Seen) -> Vec<String> {
    let mut authors = in_metadata(page);
    if authors.is_empty() {
        authors = in_data(page);
    }
    if authors.is_empty() {
        authors = in_line(root, seen);
    }
    let mut known = BTreeSet::new();
    authors.retain(|name| known.insert(name.to_lowercase()));
    authors.truncate(MOST);
    authors
}

fn in_metadata(page: &Html) -> Vec<String> {
    let names = "meta[name=author], meta[name=citation_author], meta[name='dc.creator' i]";
    let site = all(page, "meta[property='og:site_name']").into_iter();
    let sites: Vec<String> = site
        .filter_map(|meta| meta.attr("content").map(folded))
        .collect();
    all(page, names)
        .into_iter()
        .filter_map(|meta| meta.attr("content").map(folded))
        .filter(|name| !name.is_empty() && !is_program(name) && !sites.contains(name))
        .map(|name| in_order(&name))
        .collect()
}

/// The persons that the data for search engines name as authors.
fn in_data(page: &Html) -> Vec<String> {
    let mut names = Vec::new();
    for script in all(page, "script[type='application/ld+json']") {
        let data: String = script.text().collect();
        let Ok(data) = serde_json::from_str::<Value>(&data) else {
            continue;
        };
        for item in listed(&data) {
            let graph = item.get("@graph").map(listed).unwrap_or_default();
            for written in graph.into_iter().chain([item]) {
                if is_written(written) {
                    let authors = written.get("author").map(listed).unwrap_or_default();
                    names.extend(authors.into_iter().filter_map(person));
                }
            }
        }
    }
    names
}

/// The values of a list, or a value alone.
fn listed(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        value => vec![value],
    }
}

fn has_type(value: &Value, wanted: impl Fn(&str) -> bool) -> bool {
    let types = value.get("@type").map(listed).unwrap_or_default();
    types.into_iter().filter_map(Value::as_str).any(wanted)
}

fn is_written(value: &Value) -> bool {
    has_type(value, |kind| WRITTEN.contains(&kind))
}

/// The name of a person; an organization that publishes is no author.
fn person(author: &Value) -> Option<String> {
    if has_type(author, |kind| kind.ends_with("Organization")) {
        return None;
    }
    let name = author.as_str().or_else(|| author.get("name")?.as_str())?;
    let name = folded(name);
    let fits = !name.is_empty() && !name.contains("://") && !is_program(&name);
    fits.then(|| in_order(&name))
}

/// The persons in the first line that says that it names the author.
fn in_line(root: ElementRef<'_>, seen: &Seen) -> Vec<String> {
    let words = SmallWords::of(std::iter::empty());
    let elements = root.descendants().filter_map(ElementRef::wrap);
    for element in elements.filter(|element| names_author(*element)) {
        let around = element.ancestors().filter_map(ElementRef::wrap);
        let names: Vec<&str> = around.map(|outer| outer.value().name()).collect();
        if OTHERS.iter().any(|other| names.contains(other)) || !is_shown(seen, element) {
            continue;
        }
        let line = text(element);
        if line.is_empty() || line.chars().count() > BYLINE || is_comment(element) {
            continue;
        }
        let persons = words.first_persons(&line);
        if !persons.is_empty() {
            return persons;
        }
    }
    Vec::new()
}

/// Whether an element says that it names the author.
fn names_author(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let says = |attribute: &str| {
        let said = value.attr(attribute).unwrap_or_default();
        said.split_whitespace().any(|word| word == "author")
    };
    let classes = [
        "author",
        "authors",
        "byline",
        "article-author",
        "post-author",
        "entry-author",
    ];
    says("rel") || says("itemprop") || value.classes().any(|class| classes.contains(&class))
}

/// Whether an element stands in a comment of a reader.
fn is_comment(element: ElementRef<'_>) -> bool {
    let mut around = element.ancestors().filter_map(ElementRef::wrap);
    around.any(|outer| {
        let mut named = outer.value().classes().chain(outer.value().id());
        named.any(|name| name.to_ascii_lowercase().contains("comment"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(html: &str) -> Vec<String> {
        let page = Html::parse_document(html);
        of(&page, page.root_element(), &Seen::of(&page))
    }

    #[test]
    fn a_page_says_who_wrote_it() {
        for html in [
            "<meta name=author content='Ida Holm'><p>Text.",
            "<meta name=citation_author content='Holm, Ida'><p>Text.",
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ida Holm\"}]}</script>",
            "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\",\"author\":\"No One\"},{\"@type\":[\"Article\"],\"author\":\"Ida Holm\",\"comment\":{\"author\":\"Omar Birch\"}}]}</script>",
            "<p class=byline>By <a rel=author href='/ih'>Ida Holm</a>, harbour correspondent</p>",
            "<p>Written by <a rel='author nofollow' href='/ih'>Ida Holm</a></p>",
            "<span itemprop=author itemscope><span itemprop=name>Ida Holm</span></span>",
            "<meta name=author content='The Post'><meta property=og:site_name content='The Post'><p class=author>Ida Holm</p>",
        ] {
            assert_eq!(authors(html), ["Ida Holm"], "{html}");
        }
    }

    #[test]
    fn others_are_no_authors() {
        for html in [
            "<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":{\"@type\":\"Organization\",\"name\":\"The Post\"}}</script>",
            "<script type='application/ld+json'>{\"@type\":\"Product\",\"author\":\"Ida Holm\"}</script>",
            "<script type='application/ld+json'>{broken</script>",
            "<div id=comments><p class=author>Ida Holm</p></div>",
            "<blockquote><p class=author>Ida Holm</p></blockquote>",
            "<p class=author>Posted yesterday at noon</p>",
            "<p class=author style='display:none'>Ida Holm</p>",
        ] {
            assert!(authors(html).is_empty(), "{html}");
        }
    }
}
