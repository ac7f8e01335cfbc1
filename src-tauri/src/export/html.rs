//! A sheet as a web page in one file: it loads nothing, runs nothing, and contains no markup but its own.

use std::fmt::Write as _;

use super::sheet::{Block, Quote, Sheet};
use crate::library::MarkColour;

const STYLE: &str = "body{max-width:42em;margin:3em auto;padding:0 1em;font:1rem/1.5 Georgia,serif;color:#1d1d1f;background:#fff}\
h1,h2,h3{line-height:1.25}h2{margin-top:2em}.aside,cite{color:#55555a;font-style:normal}cite{display:block;font-size:.875em}\
blockquote{margin:.5em 0 1em;padding:0 1em;border-left:3px solid #c8c8cc}li{margin:.5em 0}\
mark{color:inherit}.yellow{background:#fff1a8}.green{background:#cdeec9}.blue{background:#cfe4fb}.pink{background:#fbd5e2}";

/// The whole page. `language` is the ISO 639-3 code of the document, whose words most of the page are.
pub(super) fn html(sheet: &Sheet, language: Option<&str>) -> String {
    let title = escaped(&sheet.title);
    let language = language.filter(|code| code.chars().all(|c| c.is_ascii_alphabetic()));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        language.unwrap_or("und")
    );
    let mut listing = false;
    for block in &sheet.blocks {
        match (listing, block.is_item()) {
            (false, true) => page.push_str("<ul>\n"),
            (true, false) => page.push_str("</ul>\n"),
            _ => {}
        }
        listing = block.is_item();
        push(&mut page, block);
    }
    if listing {
        page.push_str("</ul>\n");
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn push(page: &mut String, block: &Block) {
    match block {
        Block::Heading { level, text } => {
            let _ = writeln!(page, "<h{level}>{}</h{level}>", escaped(text));
        }
        Block::Aside(text) => {
            let _ = writeln!(page, "<p class=\"aside\">{}</p>", escaped(text));
        }
        Block::Paragraph(text) => {
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let _ = writeln!(page, "<p>{}</p>", escaped(line));
            }
        }
        Block::Item { text, quotes } => {
            let _ = write!(page, "<li>{}", escaped(text));
            for quote in quotes {
                page.push('\n');
                push_quote(page, quote);
            }
            page.push_str("</li>\n");
        }
        Block::Quote(quote) => {
            push_quote(page, quote);
            page.push('\n');
        }
    }
}

fn push_quote(page: &mut String, quote: &Quote) {
    let text = escaped(&quote.text);
    let text = match quote.colour {
        Some(colour) => format!("<mark class=\"{}\">{text}</mark>", class(colour)),
        None => text,
    };
    let _ = write!(page, "<blockquote><p>{}{text}</p>", escaped(&quote.label));
    if !quote.place.is_empty() {
        let _ = write!(page, "<cite>{}</cite>", escaped(&quote.place));
    }
    page.push_str("</blockquote>");
}

fn class(colour: MarkColour) -> &'static str {
    match colour {
        MarkColour::Yellow => "yellow",
        MarkColour::Green => "green",
        MarkColour::Blue => "blue",
        MarkColour::Pink => "pink",
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
