//! A chapter that is a drawing (SVG 1.1): its words, in the order of the file. Lines that go on are joined.

use quick_xml::events::Event;

use crate::document::kind::RawKind;
use crate::document::marks::on_one_line;
use crate::document::piece::Piece;
use crate::document::reflow::xml::{attribute, reader, resolved};

/// The words of a drawing.
pub(super) fn pieces(svg: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for line in lines(svg) {
        let goes_on = line.starts_with(char::is_lowercase);
        match pieces
            .last_mut()
            .filter(|last| goes_on && !last.text.ends_with(['.', '!', '?', ':']))
        {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&line);
            }
            None => pieces.push(Piece::new(RawKind::Paragraph, line)),
        }
    }
    pieces
}

fn lines(svg: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut reader = reader(svg);
    let mut line: Option<String> = None;
    let mut end = |line: &mut Option<String>| {
        let line = line.take().unwrap_or_default();
        let folded = on_one_line(&line);
        lines.extend(Some(folded).filter(|line| !line.is_empty()));
    };
    loop {
        // what comes before a fault counts
        let part = match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let placed = || {
                    ["x", "y", "dy"]
                        .iter()
                        .any(|name| attribute(&tag, name).is_some())
                };
                match tag.local_name().as_ref() {
                    "text" => line = Some(String::new()),
                    "tspan" if line.is_some() && placed() => {
                        end(&mut line);
                        line = Some(String::new());
                    }
                    _ => {}
                }
                continue;
            }
            Ok(Event::End(tag)) => {
                if tag.local_name().as_ref() == "text" {
                    end(&mut line);
                }
                continue;
            }
            Ok(Event::Text(part)) => part.to_string(),
            Ok(Event::CData(part)) => part.into_inner().into_owned(),
            Ok(Event::GeneralRef(reference)) => resolved(&reference),
            Ok(Event::Eof) | Err(_) => return lines,
            Ok(_) => continue,
        };
        if let Some(line) = &mut line {
            line.push_str(&part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_drawing_are_lines() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg'><title>Map</title><style>text{fill:red}</style>
            <text x='1' y='2'>The lock stands</text><text x='1' y='3'>by the <tspan>old</tspan> mill.</text>
            <text><tspan x='1' y='4'>North</tspan><tspan x='1' y='5'>South &amp; West</tspan></text></svg>";
        let pieces = pieces(svg);
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(
            texts,
            ["The lock stands by the old mill.", "North", "South & West"]
        );
    }
}
