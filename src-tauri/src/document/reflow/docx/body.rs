//! The elements of a part become stories. What a reader of the document does not see is left out: deleted text and
//! the first place of moved text, readings above words, older properties, and the second form of what programs may
//! show in one of two forms. So is what is struck out.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::look::Letters;
use super::math::Formula;
use super::old_form::OldForm;
use super::paragraph_properties;
use super::parts::Addresses;
use super::story::Story;
use super::styles::Styles;
use crate::document::error::ReadError;
use crate::document::kind::RawKind;
use crate::document::piece::Piece;
use crate::document::private_use::{is_private, meaning};
use crate::document::reflow::xml::{attribute, is_on, reader, resolved};

/// Elements that are not part of the text as it is now.
const LEFT_OUT: &[&str] = &[
    "del",
    "delInstrText",
    "delText",
    "instrText",
    "moveFrom",
    "numberingChange",
    "pPrChange",
    "rPrChange",
    // the reading of a word; the word itself follows
    "rt",
    "sectPrChange",
    "tblGridChange",
    "tblPrChange",
    "tblPrExChange",
    "tcPrChange",
    "trPrChange",
];

/// Beginnings of the names of namespaces whose elements Word knows, so that it shows what needs them.
const KNOWN: &[&str] = &[
    "http://schemas.microsoft.com/office/",
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "urn:schemas-microsoft-com:",
];

/// How deeply elements may nest: what stands in a cell or a box is handed out level by level, and a box in a cell in a
/// box needs a few dozen levels.
const MAX_DEPTH: usize = 400;

/// A mark in the text that refers to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Note {
    Foot(String),
    End(String),
}

impl Note {
    /// The kind of relationship to the part with this note.
    pub(super) fn part(&self) -> &'static str {
        match self {
            Self::Foot(_) => "footnotes",
            Self::End(_) => "endnotes",
        }
    }

    pub(super) fn id(&self) -> &str {
        let (Self::Foot(id) | Self::End(id)) = self;
        id
    }
}

/// The body of a document.
pub(super) struct Body {
    pub(super) pieces: Vec<Piece>,
    /// The notes that it refers to, in order.
    pub(super) notes: Vec<Note>,
}

/// Reads the body of a document.
///
/// # Errors
/// [`ReadError::Damaged`] if the XML is not well-formed, or nests too deeply.
pub(super) fn body(xml: &str, styles: &Styles, addresses: &Addresses) -> Result<Body, ReadError> {
    let read = |with_struck: bool| -> Result<Body, ReadError> {
        let mut walk = Walk::new(styles, addresses, RawKind::Paragraph);
        walk.with_struck = with_struck;
        walk.read(xml)?;
        Ok(Body {
            notes: std::mem::take(&mut walk.references),
            pieces: walk.end(),
        })
    };
    let body = read(false)?;
    // what is struck out as a whole is read as it stands
    match body.pieces.is_empty() {
        true => read(true),
        false => Ok(body),
    }
}

/// The notes of a part, by their identifiers.
///
/// # Errors
/// As [`body`].
pub(super) fn notes(
    xml: &str,
    styles: &Styles,
    addresses: &Addresses,
) -> Result<HashMap<String, Vec<Piece>>, ReadError> {
    let mut walk = Walk::new(styles, addresses, RawKind::Footnote);
    walk.read(xml)?;
    Ok(walk.notes)
}

/// Properties that are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Properties {
    Paragraph,
    Row,
    Cell,
}

struct Walk<'s> {
    styles: &'s Styles,
    addresses: &'s Addresses,
    /// The open stories; the innermost is the last.
    stories: Vec<Story>,
    notes: HashMap<String, Vec<Piece>>,
    /// The identifier of the open note.
    note: Option<String>,
    references: Vec<Note>,
    /// For each open choice between two forms, whether one is chosen.
    choices: Vec<bool>,
    /// Namespaces by their prefixes.
    namespaces: HashMap<String, String>,
    properties: Option<Properties>,
    /// How many elements are open from one on that is left out.
    skipped: usize,
    in_text: bool,
    hidden: bool,
    /// What the open run says about its letters.
    run: Letters,
    /// Whether text is read that is struck out.
    with_struck: bool,
    formula: Option<Formula>,
    /// The open field of an old form.
    form: OldForm,
}

impl<'s> Walk<'s> {
    fn new(styles: &'s Styles, addresses: &'s Addresses, plain: RawKind) -> Self {
        Self {
            styles,
            addresses,
            stories: vec![Story::new(plain)],
            notes: HashMap::new(),
            note: None,
            references: Vec::new(),
            choices: Vec::new(),
            namespaces: HashMap::new(),
            properties: None,
            skipped: 0,
            in_text: false,
            hidden: false,
            run: Letters::default(),
            with_struck: false,
            formula: None,
            form: OldForm::default(),
        }
    }

    fn read(&mut self, xml: &str) -> Result<(), ReadError> {
        let mut reader = reader(xml);
        let mut depth = 0_usize;
        loop {
            match reader.read_event().map_err(|_| ReadError::Damaged)? {
                Event::Start(_) if depth == MAX_DEPTH => return Err(ReadError::Damaged),
                Event::Start(tag) => {
                    depth += 1;
                    self.start(&tag);
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    self.finish(tag.local_name().as_ref());
                }
                Event::Text(part) if self.in_text => self.write(&part),
                Event::CData(part) if self.in_text => self.write(&part.into_inner()),
                Event::GeneralRef(reference) if self.in_text => self.write(&resolved(&reference)),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Ends the stories and returns the pieces of the outermost.
    fn end(mut self) -> Vec<Piece> {
        while self.stories.len() > 1 {
            self.end_box();
        }
        self.stories.pop().map(Story::end).unwrap_or_default()
    }

    fn story(&mut self) -> Option<&mut Story> {
        self.stories.last_mut()
    }

    fn write(&mut self, text: &str) {
        if self.skipped > 0 || self.hidden {
            return;
        }
        if !text.trim().is_empty() {
            self.form.has_text();
        }
        if let Some(formula) = &mut self.formula {
            formula.write(text);
            return;
        }
        let (run, with_struck) = (self.run, self.with_struck);
        if let Some(story) = self.story()
            && (with_struck || !story.strikes(run))
        {
            story.write(text, run);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let name = tag.local_name();
        let name = name.as_ref();
        if tag.attributes_raw().contains("xmlns:") {
            self.declare(tag);
        }
        if LEFT_OUT.contains(&name) {
            self.skipped = 1;
            // inside properties, the mark of a deletion concerns the whole
            if matches!(name, "del" | "moveFrom") {
                self.delete();
            }
            return;
        }
        if let Some(formula) = &mut self.formula {
            formula.start(name, tag);
        }
        match name {
            "oMath" if self.formula.is_none() => self.formula = Some(Formula::new()),
            "AlternateContent" => self.choices.push(false),
            "Choice" | "Fallback" => self.choose(name, tag),
            "txbxContent" | "txBody" => self.stories.push(Story::new(RawKind::Paragraph)),
            "footnote" | "endnote" => self.begin_note(tag),
            "altChunk" => {
                if let (Some(story), Some(id)) = (self.story(), attribute(tag, "id")) {
                    story.add_chunk(&id);
                }
            }
            "p" => {
                let plain = self.styles.plain();
                if let Some(story) = self.story() {
                    story.begin_paragraph(plain);
                }
            }
            "tbl" => {
                if let Some(story) = self.story() {
                    story.begin_table();
                }
            }
            "pPr" => self.properties = Some(Properties::Paragraph),
            "trPr" => self.properties = Some(Properties::Row),
            "tcPr" => self.properties = Some(Properties::Cell),
            "hyperlink" => self.begin_link(tag),
            "r" => self.end_run(),
            "t" => self.in_text = true,
            _ if self.properties == Some(Properties::Paragraph) => self.property(name, tag),
            "cellDel" => self.delete(),
            "gridSpan" if self.properties == Some(Properties::Cell) => {
                let columns = attribute(tag, "val").and_then(|value| value.parse().ok());
                if let (Some(story), Some(columns)) = (self.story(), columns) {
                    story.widen_cell(columns);
                }
            }
            "vanish" => self.hidden = is_on(tag),
            "b" | "sz" | "strike" | "dstrike" | "vertAlign" => self.run.set(name, tag),
            "rStyle" => {
                let style = attribute(tag, "val").map(|id| self.styles.letters(&id));
                self.run = self.run.over(style.unwrap_or_default());
            }
            "tab" | "ptab" | "br" | "cr" => self.write(" "),
            "noBreakHyphen" => self.write("-"),
            "sym" => self.write(&sign(tag)),
            "checkBox" | "checked" | "ddList" | "default" | "listEntry" | "result" => {
                self.form.start(name, tag);
            }
            "fldChar" if attribute(tag, "fldCharType").as_deref() == Some("end") => {
                if let Some(shown) = self.form.end() {
                    self.write(&shown);
                }
            }
            "footnoteReference" => self.references.extend(attribute(tag, "id").map(Note::Foot)),
            "endnoteReference" => self.references.extend(attribute(tag, "id").map(Note::End)),
            _ => {}
        }
    }

    fn finish(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if let Some(formula) = &mut self.formula {
            formula.finish(name);
        }
        match name {
            "oMath" => {
                self.end_run();
                if let Some(formula) = self.formula.take() {
                    self.write(&formula.line());
                }
            }
            "AlternateContent" => {
                self.choices.pop();
            }
            "txbxContent" | "txBody" if self.stories.len() > 1 => self.end_box(),
            "footnote" | "endnote" => self.end_note(),
            "checkBox" | "ddList" => {
                if let Some(shown) = self.form.finish(name) {
                    self.write(shown);
                }
            }
            "pPr" | "trPr" | "tcPr" => self.properties = None,
            "hyperlink" => {
                if let Some(story) = self.story() {
                    story.end_link();
                }
            }
            "r" => self.end_run(),
            "t" => self.in_text = false,
            "p" | "tc" | "tr" | "tbl" => {
                let Some(story) = self.story() else {
                    return;
                };
                match name {
                    "p" => story.end_paragraph(),
                    "tc" => story.end_cell(),
                    "tr" => story.end_row(),
                    _ => story.end_table(),
                }
            }
            _ => {}
        }
    }

    /// Begins a link to an address; the part's relationships have it. Others lead to a place in the document.
    fn begin_link(&mut self, tag: &BytesStart<'_>) {
        let addresses = self.addresses;
        let address = attribute(tag, "id").and_then(|id| addresses.get(&id));
        if let (Some(story), Some(address)) = (self.story(), address) {
            story.begin_link(address);
        }
    }

    /// What a run says about its letters ends with it.
    fn end_run(&mut self) {
        self.hidden = false;
        self.run = Letters::default();
    }

    fn end_box(&mut self) {
        let pieces = self.stories.pop().map(Story::end).unwrap_or_default();
        if let Some(outer) = self.story() {
            outer.add_box(pieces);
        }
    }

    fn begin_note(&mut self, tag: &BytesStart<'_>) {
        // lines that separate notes from text are kept as notes
        if attribute(tag, "type").is_some_and(|kind| kind != "normal") {
            self.skipped = 1;
            return;
        }
        self.note = attribute(tag, "id");
        self.stories.push(Story::new(RawKind::Footnote));
    }

    fn end_note(&mut self) {
        while self.stories.len() > 2 {
            self.end_box();
        }
        if self.stories.len() == 2
            && let Some(story) = self.stories.pop()
            && let Some(id) = self.note.take()
        {
            self.notes.insert(id, story.end());
        }
    }

    /// Chooses the first form whose namespaces are known, or the one for programs that know none.
    fn choose(&mut self, form: &str, tag: &BytesStart<'_>) {
        let needs = attribute(tag, "Requires").unwrap_or_default();
        let known = |prefix: &str| {
            let namespace = self.namespaces.get(prefix);
            namespace.is_none_or(|name| KNOWN.iter().any(|known| name.starts_with(known)))
        };
        let suits = form == "Fallback" || needs.split_whitespace().all(known);
        match self.choices.last_mut() {
            Some(chosen) if suits && !*chosen => *chosen = true,
            _ => self.skipped = 1,
        }
    }

    fn declare(&mut self, tag: &BytesStart<'_>) {
        for attribute in tag.attributes().with_checks(false).flatten() {
            if let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns:") {
                let namespace = attribute.value.as_ref().to_owned();
                self.namespaces.insert(prefix.to_owned(), namespace);
            }
        }
    }

    /// Deletes what the open properties belong to.
    fn delete(&mut self) {
        let properties = self.properties;
        let Some(story) = self.story() else {
            return;
        };
        match properties {
            Some(Properties::Paragraph) => {
                if let Some(paragraph) = story.paragraph() {
                    paragraph.runs_on = true;
                }
            }
            Some(Properties::Row) => story.delete_row(),
            Some(Properties::Cell) => story.delete_cell(),
            None => {}
        }
    }

    /// A property of a paragraph that says what it is.
    fn property(&mut self, name: &str, tag: &BytesStart<'_>) {
        let styles = self.styles;
        let Some(story) = self.story() else {
            return;
        };
        let plain = story.plain();
        let Some(paragraph) = story.paragraph() else {
            return;
        };
        paragraph_properties::set(paragraph, plain, styles, name, tag);
    }
}

/// A sign of a symbol font, given by its place in the font or by the character of private use for that place.
fn sign(tag: &BytesStart<'_>) -> String {
    let code = attribute(tag, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
    let code = code.map(|code| if code < 0x100 { code + 0xf000 } else { code });
    let font = attribute(tag, "font").unwrap_or_default();
    let shown = code.and_then(char::from_u32).map(|c| match is_private(c) {
        true => meaning(c, &font),
        false => c,
    });
    shown.map(String::from).unwrap_or_default()
}
