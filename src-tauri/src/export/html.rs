//! A sheet as a web page in one file: it loads nothing, runs nothing, and contains no markup but its own.

use std::fmt::Write as _;

use super::grid::Grid;
use super::sheet::{Block, Quote, Sheet};
use super::tongue::{Tongue, runs_right_to_left};
use crate::library::MarkColour;

const STYLE: &str = "body{max-width:42em;margin:3em auto;padding:0 1em;font:1rem/1.5 Georgia,serif;color:#1d1d1f;background:#fff}\
h1,h2,h3{line-height:1.25}h2{margin-top:2em}.aside,cite{color:#55555a;font-style:normal}cite{display:block;font-size:.875em}\
blockquote{margin:.5em 0 1em;padding:0 1em;border-inline-start:3px solid #c8c8cc}li{margin:.5em 0}\
table{border-collapse:collapse}th,td{border:1px solid #c8c8cc;padding:.4em .6em;vertical-align:top;text-align:start}\
mark{color:inherit}.yellow{background:#fff1a8}.green{background:#cdeec9}.blue{background:#cfe4fb}.pink{background:#fbd5e2}";

/// The whole page, in the language of the document, whose words most of the page are.
pub(super) fn html(sheet: &Sheet, tongue: &Tongue) -> String {
    let title = escaped(&sheet.title);
    let mut page = Page {
        text: format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            tongue.tag.as_deref().unwrap_or("und"),
            direction(tongue.right_to_left)
        ),
        right_to_left: tongue.right_to_left,
    };
    let start = page.start("h1", &sheet.title);
    let _ = writeln!(page.text, "{start}{title}</h1>");
    let mut listing = false;
    for block in &sheet.blocks {
        match (listing, block.is_item()) {
            (false, true) => page.text.push_str("<ul>\n"),
            (true, false) => page.text.push_str("</ul>\n"),
            _ => {}
        }
        listing = block.is_item();
        page.push(block);
    }
    if listing {
        page.text.push_str("</ul>\n");
    }
    page.text.push_str("</body>\n</html>\n");
    page.text
}

fn direction(right_to_left: bool) -> &'static str {
    match right_to_left {
        true => "rtl",
        false => "ltr",
    }
}

/// A page that is being written.
struct Page {
    text: String,
    /// Whether its words run from right to left, as far as an element does not say otherwise.
    right_to_left: bool,
}

impl Page {
    /// The start of an element, which says in which direction its words run if they do not run as the page's do.
    fn start(&self, name: &str, words: &str) -> String {
        match runs_right_to_left(words) {
            Some(other) if other != self.right_to_left => {
                format!("<{name} dir=\"{}\">", direction(other))
            }
            _ => format!("<{name}>"),
        }
    }

    fn push(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => {
                let start = self.start(&format!("h{level}"), text);
                let _ = writeln!(self.text, "{start}{}</h{level}>", escaped(text));
            }
            Block::Aside(text) => {
                let start = self.start("p class=\"aside\"", text);
                let _ = writeln!(self.text, "{start}{}</p>", escaped(text));
            }
            Block::Paragraph(text) => {
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    let start = self.start("p", line);
                    let _ = writeln!(self.text, "{start}{}</p>", escaped(line));
                }
            }
            Block::Item { text, quotes } => {
                let start = self.start("li", text);
                let _ = write!(self.text, "{start}{}", escaped(text));
                for quote in quotes {
                    self.text.push('\n');
                    self.push_quote(quote);
                }
                self.text.push_str("</li>\n");
            }
            Block::Quote(quote) => {
                self.push_quote(quote);
                self.text.push('\n');
            }
            Block::Table(grid) => self.push_grid(grid, None),
        }
    }

    /// A table, in a mark's colour.
    fn push_grid(&mut self, grid: &Grid, colour: Option<MarkColour>) {
        match colour {
            Some(colour) => {
                let _ = writeln!(self.text, "<table class=\"{}\">", class(colour));
            }
            None => self.text.push_str("<table>\n"),
        }
        if grid.has_head() {
            self.push_head(&grid.head);
        }
        self.text.push_str("<tbody>\n");
        for row in &grid.rows {
            self.text.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let (start, end) = match at {
                    0 => ("<th scope=\"row\">", "</th>"),
                    _ => ("<td>", "</td>"),
                };
                self.text.push_str(start);
                for line in cell.lines() {
                    let start = self.start("p", &line);
                    let _ = write!(self.text, "{start}{}</p>", escaped(&line));
                }
                self.text.push_str(end);
            }
            self.text.push_str("</tr>\n");
        }
        self.text.push_str("</tbody>\n</table>\n");
    }

    fn push_head(&mut self, names: &[String]) {
        self.text.push_str("<thead><tr>");
        for name in names {
            let start = self.start("th scope=\"col\"", name);
            let _ = write!(self.text, "{start}{}</th>", escaped(name));
        }
        self.text.push_str("</tr></thead>\n");
    }

    fn push_quote(&mut self, quote: &Quote) {
        let text = escaped(&quote.text);
        let text = match quote.colour {
            Some(colour) => format!("<mark class=\"{}\">{text}</mark>", class(colour)),
            None => text,
        };
        let start = self.start("blockquote", &quote.text);
        let label = escaped(&quote.label);
        self.text.push_str(&start);
        match &quote.rows {
            Some(grid) => {
                if !label.is_empty() {
                    let _ = write!(self.text, "<p>{}</p>", label.trim_end());
                }
                self.push_grid(grid, quote.colour);
            }
            None => {
                let _ = write!(self.text, "<p>{label}{text}</p>");
            }
        }
        if !quote.place.is_empty() {
            let _ = write!(self.text, "<cite>{}</cite>", escaped(&quote.place));
        }
        self.text.push_str("</blockquote>");
    }
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
