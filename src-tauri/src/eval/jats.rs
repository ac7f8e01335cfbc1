//! Ground truth from JATS, the XML that publishers deposit beside a paper's PDF.

use roxmltree::{Document, Node, ParsingOptions};

/// The content of a paper according to its publisher.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Jats {
    /// The article's title.
    pub title: String,
    /// The authors' surnames, in order.
    pub surnames: Vec<String>,
    /// Paragraphs of the abstract and the body in order, without captions, tables and formulas.
    pub paragraphs: Vec<String>,
    /// Section titles of the body and the appendices.
    pub headings: Vec<String>,
    /// Titles that a paper may print or not: the abstract and its parts, back matter, boxes. Finding them counts as
    /// neither right nor wrong.
    pub optional_headings: Vec<String>,
    /// Entries of the reference list.
    pub references: Vec<String>,
}

/// Elements whose text does not belong to the paragraph around them.
const APART: [&str; 12] = [
    "fig",
    "fig-group",
    "table-wrap",
    "table-wrap-group",
    "disp-formula",
    "tex-math",
    "math",
    "annotation",
    "boxed-text",
    "fn",
    "supplementary-material",
    "graphic",
];

/// Reads the text of a JATS file.
///
/// # Errors
/// [`roxmltree::Error`] if the text is not well-formed XML.
pub fn parse(xml: &str) -> Result<Jats, roxmltree::Error> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(xml, options)?;
    let root = document.root_element();
    let mut jats = Jats::default();
    let Some(meta) = root
        .descendants()
        .find(|node| node.has_tag_name("article-meta"))
    else {
        return Ok(jats);
    };
    if let Some(title) = meta
        .descendants()
        .find(|node| node.has_tag_name("article-title"))
    {
        jats.title = text(title);
    }
    jats.surnames = meta
        .descendants()
        .filter(|node| {
            node.has_tag_name("contrib") && node.attribute("contrib-type") == Some("author")
        })
        .filter_map(|author| {
            author
                .descendants()
                .find(|node| node.has_tag_name("surname"))
        })
        .map(text)
        .collect();
    let abstracts = meta
        .children()
        .filter(|node| node.has_tag_name("abstract") && node.attribute("abstract-type").is_none());
    for part in abstracts {
        paragraphs(part, &mut jats.paragraphs);
    }
    for part in root.children() {
        if part.has_tag_name("body") {
            paragraphs(part, &mut jats.paragraphs);
        }
    }
    for title in root.descendants().filter(|node| node.has_tag_name("title")) {
        let Some(parent) = title.parent() else {
            continue;
        };
        let inside = |name: &str| title.ancestors().any(|node| node.has_tag_name(name));
        let required = (parent.has_tag_name("sec") || parent.has_tag_name("app"))
            && (inside("body") || inside("app"))
            && !APART.iter().any(|name| inside(name));
        match required {
            true => jats.headings.push(text(title)),
            false => jats.optional_headings.push(text(title)),
        }
    }
    jats.headings.retain(|heading| !heading.is_empty());
    jats.references = root
        .descendants()
        .filter(|node| node.has_tag_name("ref"))
        .map(text)
        .collect();
    Ok(jats)
}

/// Adds the outermost paragraphs of a part to `into`.
fn paragraphs(part: Node<'_, '_>, into: &mut Vec<String>) {
    for child in part.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        if APART.contains(&name) {
            continue;
        }
        if name == "p" {
            let text = text(child);
            if !text.is_empty() {
                into.push(text);
            }
        } else {
            paragraphs(child, into);
        }
    }
}

/// The text of an element without the elements of [`APART`], with white space folded. Spaces separate elements of
/// metadata, such as a name and a year in a reference.
fn text(node: Node<'_, '_>) -> String {
    let mut raw = String::new();
    collect(node, &mut raw);
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(node: Node<'_, '_>, into: &mut String) {
    for child in node.children() {
        if let Some(text) = child.text().filter(|_| child.is_text()) {
            into.push_str(text);
        } else if child.is_element() && !APART.contains(&child.tag_name().name()) {
            let name = child.tag_name().name();
            let apart = matches!(
                name,
                "p" | "list-item"
                    | "title"
                    | "surname"
                    | "given-names"
                    | "year"
                    | "source"
                    | "article-title"
                    | "volume"
                    | "fpage"
                    | "lpage"
                    | "name"
                    | "label"
            );
            if apart {
                into.push(' ');
            }
            collect(child, into);
            if apart {
                into.push(' ');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_article_is_read() {
        let jats = parse(
            r#"<!DOCTYPE article PUBLIC "-//NLM//DTD" "x.dtd">
            <article><front><article-meta>
              <title-group><article-title>On <italic>Ocimum</italic></article-title></title-group>
              <contrib-group><contrib contrib-type="author"><name><surname>Lam</surname>
                <given-names>K</given-names></name></contrib></contrib-group>
              <abstract><sec><title>Background</title><p>Plants.</p></sec></abstract>
            </article-meta></front>
            <body><sec><title>1. Introduction</title><p>One <xref>[1]</xref>
              two.<disp-formula>E=mc</disp-formula></p>
              <fig><caption><title>A figure</title><p>Caption.</p></caption></fig></sec></body>
            <back><ref-list><title>References</title><ref><mixed-citation>Foo 2001</mixed-citation>
            </ref></ref-list></back></article>"#,
        )
        .unwrap();
        assert_eq!(jats.title, "On Ocimum");
        assert_eq!(jats.surnames, ["Lam"]);
        assert_eq!(jats.paragraphs, ["Plants.", "One [1] two."]);
        assert_eq!(jats.headings, ["1. Introduction"]);
        assert_eq!(
            jats.optional_headings,
            ["Background", "A figure", "References"]
        );
        assert_eq!(jats.references, ["Foo 2001"]);
    }
}
