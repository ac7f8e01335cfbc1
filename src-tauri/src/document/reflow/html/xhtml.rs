//! XHTML as HTML. The parser reads HTML, in which `<title/>` begins a title and does not end it, `CDATA` is a comment,
//! and a document type ends at the first angle bracket.

use std::borrow::Cow;

/// Elements that have no end tag in HTML.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Returns a page of XHTML as a page of HTML with the same elements.
pub(super) fn as_html(xhtml: &str) -> Cow<'_, str> {
    if !["/>", "<![CDATA[", "<?", "<!DOCTYPE"]
        .iter()
        .any(|part| xhtml.contains(part))
    {
        return Cow::Borrowed(xhtml);
    }
    let mut html = String::with_capacity(xhtml.len() + xhtml.len() / 16);
    let mut rest = xhtml;
    while let Some((before, at)) = split_before(rest, "<") {
        html.push_str(before);
        if at.starts_with("<!--") {
            let (comment, after) = split_after(at, "-->");
            html.push_str(comment);
            rest = after;
        } else if let Some(data) = at.strip_prefix("<![CDATA[") {
            let (text, after) = split_after(data, "]]>");
            html.push_str(&escaped(text.strip_suffix("]]>").unwrap_or(text)));
            rest = after;
        } else if at.starts_with("<?") {
            (_, rest) = split_after(at, "?>");
        } else if at.starts_with("<!") {
            rest = after_document_type(at);
            html.push_str("<!DOCTYPE html>");
        } else {
            let (tag, after) = split_tag(at);
            push_tag(&mut html, tag);
            rest = after;
        }
    }
    html.push_str(rest);
    Cow::Owned(html)
}

/// Adds a tag; one that is empty as a start tag and an end tag.
fn push_tag(html: &mut String, tag: &str) {
    let empty = tag.strip_suffix("/>").filter(|tag| !tag.starts_with("</"));
    let Some(start) = empty else {
        html.push_str(tag);
        return;
    };
    let name = start.strip_prefix('<').unwrap_or_default();
    let end = |c: char| c.is_ascii_whitespace() || c == '/';
    let name = name.split(end).next().unwrap_or_default();
    html.push_str(start);
    html.push('>');
    if !name.is_empty() && !VOID.contains(&name.to_ascii_lowercase().as_str()) {
        html.push_str("</");
        html.push_str(name);
        html.push('>');
    }
}

/// Splits a text behind a tag. An angle bracket in an attribute does not end it.
fn split_tag(text: &str) -> (&str, &str) {
    let is_tag = text
        .as_bytes()
        .get(1)
        .is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/');
    if !is_tag {
        return text.split_at_checked(1).unwrap_or((text, ""));
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return text.split_at_checked(at + 1).unwrap_or((text, "")),
            _ => {}
        }
    }
    (text, "")
}

/// What follows a declaration such as that of the document type, which may hold others between brackets.
fn after_document_type(text: &str) -> &str {
    let (declaration, after) = split_after(text, ">");
    if declaration.contains('[') {
        let (_, after) = split_after(text, "]");
        return split_after(after, ">").1;
    }
    after
}

fn split_before<'t>(text: &'t str, part: &str) -> Option<(&'t str, &'t str)> {
    text.split_at_checked(text.find(part)?)
}

/// Splits a text behind a part, or at its end if it lacks the part.
fn split_after<'t>(text: &'t str, part: &str) -> (&'t str, &'t str) {
    let end = text.find(part).map_or(text.len(), |at| at + part.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::as_html;

    #[test]
    fn empty_elements_end() {
        for (xhtml, html) in [
            (
                "<head><title/></head><p>a<br/>b</p>",
                "<head><title></title></head><p>a<br>b</p>",
            ),
            ("<a id='x>y' /><hr />", "<a id='x>y' ></a><hr >"),
            ("<p>1 < 2</p>", "<p>1 < 2</p>"),
            ("<script src=\"a\"/>text", "<script src=\"a\"></script>text"),
        ] {
            assert_eq!(as_html(xhtml), html);
        }
    }

    #[test]
    fn data_is_text_and_declarations_are_not() {
        for (xhtml, html) in [
            ("<p><![CDATA[a < b & c]]></p>", "<p>a &lt; b &amp; c</p>"),
            ("<?xml version='1.0'?><p>a</p>", "<p>a</p>"),
            (
                "<!DOCTYPE html [<!ENTITY x \"y\">]><p>a</p>",
                "<!DOCTYPE html><p>a</p>",
            ),
            ("<!-- <br/> --><p/>", "<!-- <br/> --><p></p>"),
        ] {
            assert_eq!(as_html(xhtml), html);
        }
    }

    #[test]
    fn what_does_not_end_is_kept() {
        for open in ["<!-- a", "<![CDATA[a", "<a b='", "<", "<!", "a<?x"] {
            let xhtml = format!("<p/>{open}").repeat(3);
            assert!(as_html(&xhtml).starts_with("<p></p>"));
        }
    }
}
