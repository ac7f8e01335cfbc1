//! Documents without pages: plain text and Markdown. A place in them is a range of characters of a block.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::section_names::known;
use super::sentences::sentences;
use super::types::{
    Block, BlockId, BlockKind, Document, DocumentId, Format, Note, Place, Section, SectionId,
    SectionKind, Sentence, SentenceId,
};

/// Lines longer than this, on average, are paragraphs: the writer left the wrapping to the reader.
const UNWRAPPED: usize = 120;
/// Longest paragraph that can be a heading of plain text, in words.
const HEADING_WORDS: usize = 8;

/// A piece of text with its kind; headings have a level.
struct Piece {
    kind: BlockKind,
    level: u8,
    text: String,
}

/// Builds the document out of a text file, of which at most `most` characters are read.
pub(crate) fn document(id: DocumentId, format: Format, text: &str, most: usize) -> Document {
    let mut document = Document {
        id,
        format,
        title: None,
        authors: Vec::new(),
        language: None,
        pages: Vec::new(),
        sections: Vec::new(),
        blocks: Vec::new(),
        sentences: Vec::new(),
        notes: Vec::new(),
    };
    let text = match text.char_indices().nth(most) {
        Some((end, _)) => {
            document.notes.push(Note::Truncated {
                limit: format!("{most} characters"),
            });
            text.get(..end).unwrap_or_default()
        }
        None => text,
    };
    let pieces = match format {
        Format::Markdown => markdown(text),
        _ => plain(text),
    };
    for piece in pieces {
        append(&mut document, piece);
    }
    document.title = document
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Title)
        .map(|block| block.text.clone());
    let sample: String = document
        .prose()
        .flat_map(|sentence| sentence.text.chars().chain([' ']))
        .take(20_000)
        .collect();
    document.language = whatlang::detect(&sample).map(|info| info.lang().code().to_owned());
    document
}

fn append(document: &mut Document, piece: Piece) {
    let text: String = piece.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return;
    }
    let first = document.blocks.is_empty();
    let kind = match piece.kind {
        BlockKind::Heading if first => BlockKind::Title,
        other => other,
    };
    if kind == BlockKind::Heading {
        open_section(document, &text, piece.level);
    }
    let section = document.sections.last().map(|section| section.id);
    let id = BlockId(document.blocks.len() as u32);
    // an entry of the list of references is no prose
    let listed = section
        .and_then(|section| document.sections.get(section.0 as usize))
        .is_some_and(|section| section.kind == SectionKind::References);
    let kind = match kind {
        BlockKind::Paragraph | BlockKind::ListItem if listed => BlockKind::Reference,
        other => other,
    };
    let characters: Vec<char> = text.chars().collect();
    let ranges = match kind {
        BlockKind::Heading => vec![(0, characters.len())],
        BlockKind::Paragraph | BlockKind::ListItem => sentences(&characters),
        _ => Vec::new(),
    };
    for (start, end) in ranges {
        let (from, to) = (start as u32, end as u32);
        document.sentences.push(Sentence {
            id: SentenceId(document.sentences.len() as u32),
            block: id,
            start: from,
            end: to,
            text: characters
                .get(start..end)
                .unwrap_or_default()
                .iter()
                .collect(),
            places: vec![Place::Flow {
                block: id,
                start: from,
                end: to,
            }],
        });
    }
    document.blocks.push(Block {
        id,
        kind,
        section,
        places: vec![Place::Flow {
            block: id,
            start: 0,
            end: characters.len() as u32,
        }],
        text,
        ocr: false,
    });
}

fn open_section(document: &mut Document, title: &str, level: u8) {
    let parent = document
        .sections
        .iter()
        .rev()
        .find(|section| section.level < level)
        .map(|section| section.id);
    document.sections.push(Section {
        id: SectionId(document.sections.len() as u32),
        title: title.to_owned(),
        level,
        parent,
        kind: known(title).unwrap_or(SectionKind::Body),
        page: 0,
    });
}

/// Paragraphs between blank lines, or one a line where lines are long.
fn plain(text: &str) -> Vec<Piece> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let (count, characters) = lines.fold((0, 0), |(count, all), line| {
        (count + 1, all + line.chars().count())
    });
    let unwrapped = count > 0 && characters / count > UNWRAPPED;
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        match paragraphs.last_mut() {
            Some(paragraph) if open && !unwrapped => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            _ => paragraphs.push(line.to_owned()),
        }
        open = true;
    }
    paragraphs
        .into_iter()
        .map(|text| {
            let words = text.split_whitespace().count();
            let heading = words <= HEADING_WORDS
                && (known(&text).is_some()
                    || !text.trim_end().ends_with(['.', ':', ';', ',', '!', '?']))
                && text
                    .trim_start()
                    .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            Piece {
                kind: if heading {
                    BlockKind::Heading
                } else {
                    BlockKind::Paragraph
                },
                level: 1,
                text,
            }
        })
        .collect()
}

fn markdown(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open: Option<Piece> = None;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(tag) => {
                let next = match tag {
                    Tag::Heading { level, .. } => Some((BlockKind::Heading, depth(level))),
                    Tag::Paragraph if open.is_none() => Some((BlockKind::Paragraph, 0)),
                    Tag::Item => Some((BlockKind::ListItem, 0)),
                    Tag::CodeBlock(_) => Some((BlockKind::Code, 0)),
                    Tag::TableHead | Tag::TableRow => Some((BlockKind::Table, 0)),
                    Tag::FootnoteDefinition(_) => Some((BlockKind::Footnote, 0)),
                    Tag::HtmlBlock | Tag::MetadataBlock(_) => Some((BlockKind::Furniture, 0)),
                    _ => None,
                };
                if let Some((kind, level)) = next {
                    pieces.extend(open.take());
                    open = Some(Piece {
                        kind,
                        level,
                        text: String::new(),
                    });
                }
            }
            Event::End(end) => {
                let closes = matches!(
                    end,
                    TagEnd::Heading(_)
                        | TagEnd::Item
                        | TagEnd::CodeBlock
                        | TagEnd::TableHead
                        | TagEnd::TableRow
                        | TagEnd::FootnoteDefinition
                        | TagEnd::HtmlBlock
                        | TagEnd::MetadataBlock(_)
                ) || (end == TagEnd::Paragraph
                    && open
                        .as_ref()
                        .is_some_and(|piece| piece.kind == BlockKind::Paragraph));
                if closes {
                    pieces.extend(open.take());
                } else if matches!(end, TagEnd::TableCell | TagEnd::Paragraph)
                    && let Some(piece) = open.as_mut()
                {
                    piece.text.push(' ');
                }
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some(piece) = open.as_mut() {
                    piece.text.push_str(&part);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(piece) = open.as_mut() {
                    piece.text.push(' ');
                }
            }
            _ => {}
        }
    }
    pieces.extend(open);
    pieces
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: Format, text: &str) -> Document {
        document(DocumentId("0".repeat(64)), format, text, 10_000)
    }

    fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
        document
            .blocks
            .iter()
            .map(|block| (block.kind, block.text.as_str()))
            .collect()
    }

    #[test]
    fn markdown_keeps_its_parts() {
        let document = read(
            Format::Markdown,
            "# A paper\n\n## Methods\n\nWe *took* ten\nrats. They ran.\n\n- one item\n\n```\nlet x;\n```\n\n## References\n\n- Foo 2001\n",
        );
        assert_eq!(
            kinds(&document),
            [
                (BlockKind::Title, "A paper"),
                (BlockKind::Heading, "Methods"),
                (BlockKind::Paragraph, "We took ten rats. They ran."),
                (BlockKind::ListItem, "one item"),
                (BlockKind::Code, "let x;"),
                (BlockKind::Heading, "References"),
                (BlockKind::Reference, "Foo 2001"),
            ]
        );
        assert_eq!(document.title.as_deref(), Some("A paper"));
        let prose: Vec<&str> = document.prose().map(|s| s.text.as_str()).collect();
        assert_eq!(prose, ["We took ten rats.", "They ran.", "one item"]);
        for sentence in &document.sentences {
            assert!(
                matches!(sentence.places.as_slice(), [Place::Flow { block, start, end }]
                if *block == sentence.block && *start == sentence.start && *end == sentence.end)
            );
        }
    }

    #[test]
    fn plain_text_has_paragraphs_between_blank_lines() {
        let document = read(
            Format::Text,
            "On rats\n\nIntroduction\n\nThe first line of a paragraph\nand the second one.\n\nAnother paragraph, which ends here.\n",
        );
        assert_eq!(
            kinds(&document),
            [
                (BlockKind::Title, "On rats"),
                (BlockKind::Heading, "Introduction"),
                (
                    BlockKind::Paragraph,
                    "The first line of a paragraph and the second one."
                ),
                (BlockKind::Paragraph, "Another paragraph, which ends here."),
            ]
        );
    }

    #[test]
    fn too_much_text_is_cut_and_said() {
        let document = read(Format::Text, &"word and ".repeat(5_000));
        assert!(
            document
                .notes
                .iter()
                .any(|note| matches!(note, Note::Truncated { .. }))
        );
    }
}
