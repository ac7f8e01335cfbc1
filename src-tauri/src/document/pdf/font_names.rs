//! Finds the font that a glyph of hayro's comes from. hayro gives the outline but not the font's name, so this
//! file loads the page's font dictionaries once more and compares the identifiers of their glyphs.

use std::collections::{HashMap, HashSet};

use hayro_font::{Font as Loaded, FontCache, FontGlyph, OutlineGlyph};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use hayro_syntax::page::Page;

use super::glyphs::Font;
use super::unmapped::{Unmapped, is_silent};

/// Forms nested more deeply than this are not searched for fonts.
const MAX_DEPTH: u8 = 6;
/// The largest number of font dictionaries to look at in one document.
const MAX_FONTS: usize = 4_000;

/// The names of a document's fonts, found when they are needed.
pub(crate) struct FontNames<'a> {
    cache: FontCache<'a>,
    settings: InterpreterSettings,
    /// Each font at the index that is its number.
    fonts: Vec<Font>,
    numbers: HashMap<Font, usize>,
    by_glyph: HashMap<u128, usize>,
    unmapped: Unmapped,
    seen_fonts: HashSet<ObjectIdentifier>,
    seen_pages: HashSet<usize>,
    loaded: usize,
}

impl<'a> FontNames<'a> {
    /// Knows no fonts yet: glyphs lead to them.
    pub(crate) fn new(settings: &InterpreterSettings) -> Self {
        Self {
            cache: FontCache::new(),
            settings: settings.clone(),
            fonts: vec![Font::default()],
            numbers: HashMap::from([(Font::default(), 0)]),
            by_glyph: HashMap::new(),
            unmapped: Unmapped::default(),
            seen_fonts: HashSet::new(),
            seen_pages: HashSet::new(),
            loaded: 0,
        }
    }

    /// Returns the number of the font of a glyph on a page; if it is unknown, the number of [`Font::default`].
    pub(crate) fn of(&mut self, glyph: &OutlineGlyph, page: &Page<'a>) -> usize {
        let key = glyph.identifier().cache_key();
        if let Some(number) = self.by_glyph.get(&key) {
            return *number;
        }
        if let Some(data) = glyph.font_data()
            && let Some(name) = data.postscript_name
        {
            let mut font = Font::from_name(&name);
            font.bold |= data.weight.is_some_and(|weight| weight >= 600);
            font.italic |= data.is_italic;
            font.monospace |= data.is_monospace;
            let number = self.number(font);
            self.by_glyph.insert(key, number);
            return number;
        }
        self.search_page(page);
        self.by_glyph.get(&key).copied().unwrap_or(0)
    }

    /// Returns the letter of a glyph without an entry in a ToUnicode table, if the font determines it by other
    /// means.
    pub(crate) fn letter(&mut self, glyph: &OutlineGlyph, page: &Page<'a>) -> Option<char> {
        self.search_page(page);
        self.unmapped.letter(glyph)
    }

    fn search_page(&mut self, page: &Page<'a>) {
        // the place of a page's dictionary in the file identifies the page
        if self.seen_pages.insert(page.raw().data().as_ptr() as usize) {
            let fonts = page.resources().fonts.clone();
            self.load_all(&fonts);
            let forms = page.resources().x_objects.clone();
            self.search_forms(&forms, 0, &mut HashSet::new());
        }
    }

    /// The font with this number; [`Font::default`] if there is none.
    pub(crate) fn font(&self, number: usize) -> Font {
        self.fonts.get(number).cloned().unwrap_or_default()
    }

    /// Returns the number of a font, and adds the font if it is new.
    pub(crate) fn number(&mut self, font: Font) -> usize {
        let next = self.fonts.len();
        let fonts = &mut self.fonts;
        *self.numbers.entry(font).or_insert_with_key(|font| {
            fonts.push(font.clone());
            next
        })
    }

    fn search_forms(&mut self, forms: &Dict<'a>, depth: u8, seen: &mut HashSet<ObjectIdentifier>) {
        if depth >= MAX_DEPTH {
            return;
        }
        for name in forms.keys() {
            let Some(form) = forms.get::<Stream<'a>>(&*name) else {
                continue;
            };
            let dict = form.dict();
            if dict.obj_id().is_some_and(|id| !seen.insert(id)) {
                continue;
            }
            let Some(resources) = dict.get::<Dict<'a>>(b"Resources") else {
                continue;
            };
            if let Some(fonts) = resources.get::<Dict<'a>>(b"Font") {
                self.load_all(&fonts);
            }
            if let Some(inner) = resources.get::<Dict<'a>>(b"XObject") {
                self.search_forms(&inner, depth + 1, seen);
            }
        }
    }

    fn load_all(&mut self, fonts: &Dict<'a>) {
        for name in fonts.keys() {
            let Some(dict) = fonts.get::<Dict<'a>>(&*name) else {
                continue;
            };
            if dict.obj_id().is_some_and(|id| !self.seen_fonts.insert(id)) {
                continue;
            }
            self.loaded += 1;
            if self.loaded > MAX_FONTS {
                return;
            }
            self.load(&dict);
        }
    }

    fn load(&mut self, dict: &Dict<'a>) {
        let simple = dict
            .get::<Name<'_>>(b"Subtype")
            .is_some_and(|kind| kind.as_str() != "Type0" && kind.as_str() != "Type3");
        let Some(base) = dict.get::<Name<'_>>(b"BaseFont") else {
            return;
        };
        // composite fonts name themselves, see `of`
        if !simple {
            if is_silent(dict)
                && let Some(program) = self.program(dict)
            {
                self.unmapped.learn(dict, program);
            }
            return;
        }
        let mut named = Font::from_name(base.as_str());
        if let Some(descriptor) = dict.get::<Dict<'_>>(b"FontDescriptor") {
            let flags = descriptor.get::<u32>(b"Flags").unwrap_or(0);
            named.monospace |= flags & 1 != 0;
            named.italic |= flags & (1 << 6) != 0;
            named.bold |= flags & (1 << 18) != 0
                || descriptor
                    .get::<f32>(b"FontWeight")
                    .is_some_and(|w| w >= 600.0);
        }
        let Some(font) = self.cache.font(
            dict,
            &self.settings.font_resolver,
            &self.settings.cmap_resolver,
        ) else {
            return;
        };
        self.insert(&font, named);
    }

    /// A key that identifies the embedded program of a composite font.
    fn program(&self, dict: &Dict<'a>) -> Option<u128> {
        let font = self.cache.font(
            dict,
            &self.settings.font_resolver,
            &self.settings.cmap_resolver,
        )?;
        match font.glyph(font.map_code(1), 1) {
            FontGlyph::Outline(glyph) => Some(glyph.font_data()?.cache_key),
            FontGlyph::Type3(_) => None,
        }
    }

    fn insert(&mut self, font: &Loaded<'a>, named: Font) {
        let number = self.number(named);
        for code in 0..=255 {
            if let FontGlyph::Outline(glyph) = font.glyph(font.map_code(code), code) {
                self.by_glyph
                    .entry(glyph.identifier().cache_key())
                    .or_insert(number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::pdf::glyphs::GlyphSource;
    use crate::document::pdf::hayro_engine::HayroSource;
    use hayro_syntax::Pdf;

    /// A file of one page with these resources and this content; more objects are numbered from 5 on.
    fn file(resources: &str, content: &str, more: &[&str]) -> Vec<u8> {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << {resources} >> >>"
        );
        let content = stream("", content);
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            &page,
            &content,
        ];
        objects.extend(more);
        let mut file = "%PDF-1.4\n".to_owned();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (index, object) in objects.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", file.len()));
            file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
        }
        let start = file.len();
        let size = objects.len() + 1;
        file.push_str(&table);
        file.push_str(&format!(
            "trailer << /Root 1 0 R /Size {size} >>\nstartxref\n{start}\n%%EOF\n"
        ));
        file.into_bytes()
    }

    fn stream(entries: &str, content: &str) -> String {
        let length = content.len();
        format!("<< {entries} /Length {length} >>\nstream\n{content}\nendstream")
    }

    /// Each letter of the page with its font.
    fn read(file: Vec<u8>) -> Vec<(char, Font)> {
        let pdf = Pdf::new(file).unwrap();
        let page = HayroSource::new(&pdf).page(0, 1_000).unwrap();
        let glyphs = page.glyphs.iter();
        glyphs
            .filter_map(|glyph| {
                Some((
                    glyph.character,
                    page.fonts.get(usize::from(glyph.font))?.clone(),
                ))
            })
            .collect()
    }

    /// The font of the one letter that a page in one font draws.
    fn font(dictionary: &str) -> Font {
        let resources = format!("/Font << /F1 << /Type /Font /Subtype /Type1 {dictionary} >> >>");
        let letters = read(file(&resources, "BT /F1 10 Tf 50 700 Td (w) Tj ET", &[]));
        assert_eq!(letters.len(), 1);
        letters.into_iter().map(|(_, font)| font).next().unwrap()
    }

    #[test]
    fn the_dictionary_of_a_font_names_it() {
        let plain = font("/BaseFont /Times-Roman");
        assert_eq!(plain.name, "Times-Roman");
        assert!(!plain.bold && !plain.italic && !plain.monospace);
        let bold = font("/BaseFont /ABCDEF+Helvetica-BoldOblique");
        assert_eq!(bold.name, "Helvetica-BoldOblique");
        assert!(bold.bold && bold.italic && !bold.monospace);
    }

    #[test]
    fn a_descriptor_says_what_the_name_does_not() {
        let with = |entries: &str| {
            let font = font(&format!(
                "/BaseFont /Wings /FontDescriptor << /Type /FontDescriptor /FontName /Wings {entries} >>"
            ));
            (font.bold, font.italic, font.monospace)
        };
        // PDF 32000-1, table 123: fixed pitch is bit 1, italic bit 7, force bold bit 19
        assert_eq!(with("/Flags 32"), (false, false, false));
        assert_eq!(with("/Flags 33"), (false, false, true));
        assert_eq!(with("/Flags 96"), (false, true, false));
        assert_eq!(with("/Flags 262176"), (true, false, false));
        assert_eq!(with("/Flags 32 /FontWeight 500"), (false, false, false));
        assert_eq!(with("/Flags 32 /FontWeight 600"), (true, false, false));
    }

    /// Forms in each other, the innermost with a letter in bold: `depth` of them.
    fn nested(depth: usize) -> Vec<Font> {
        let forms: Vec<String> = (1..=depth)
            .map(|form| {
                let (resources, content) = if form == depth {
                    (
                        "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >> >>"
                            .to_owned(),
                        "BT /F1 10 Tf 50 700 Td (w) Tj ET",
                    )
                } else {
                    (format!("/XObject << /X {} 0 R >>", 5 + form), "/X Do")
                };
                let entries = format!(
                    "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << {resources} >>"
                );
                stream(&entries, content)
            })
            .collect();
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        let letters = read(file("/XObject << /X 5 0 R >>", "/X Do", &forms));
        letters.into_iter().map(|(_, font)| font).collect()
    }

    #[test]
    fn fonts_of_forms_in_forms_are_found_down_to_a_depth() {
        let deepest = usize::from(MAX_DEPTH);
        for depth in [1, 2, deepest] {
            let names: Vec<String> = nested(depth).into_iter().map(|font| font.name).collect();
            assert_eq!(names, ["Times-Bold"], "{depth}");
        }
        assert_eq!(nested(deepest + 1), [Font::default()]);
    }

    #[test]
    fn every_font_has_a_number_of_its_own_and_keeps_it() {
        let mut names = FontNames::new(&InterpreterSettings::default());
        let (times, courier) = (Font::from_name("Times-Roman"), Font::from_name("Courier"));
        let number = names.number(times.clone());
        assert_ne!(names.number(courier), number);
        assert_eq!(names.number(times.clone()), number);
        assert_eq!(names.font(number), times);
        // a font that cannot be told, and a number that was never given
        assert_eq!(names.number(Font::default()), 0);
        assert_eq!(names.font(99), Font::default());
    }

    #[test]
    fn a_file_of_too_many_fonts_is_read_without_their_names() {
        let resources = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >>";
        let pdf = Pdf::new(file(resources, "", &[])).unwrap();
        let page = pdf.pages().first().unwrap();
        let loaded = |already: usize| {
            let mut names = FontNames::new(&InterpreterSettings::default());
            names.loaded = already;
            names.search_page(page);
            names.fonts.len() - 1
        };
        assert_eq!(loaded(MAX_FONTS - 1), 1);
        assert_eq!(loaded(MAX_FONTS), 0);
    }
}
