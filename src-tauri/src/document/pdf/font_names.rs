//! Which font a glyph of hayro's comes from. hayro tells the outline, not the font's name, so the
//! page's font dictionaries are loaded once more and asked for the identifiers of their glyphs.

use std::collections::{HashMap, HashSet};

use hayro_font::{Font as Loaded, FontCache, FontGlyph, OutlineGlyph};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use hayro_syntax::page::Page;

use super::glyphs::Font;
use super::unmapped::{Unmapped, is_silent};

/// Forms within forms deeper than this are not searched for fonts.
const MAX_DEPTH: u8 = 6;
/// Font dictionaries looked at in one document.
const MAX_FONTS: usize = 4_000;

/// Names of the fonts of a document, found as they are needed.
pub(crate) struct FontNames<'a> {
    cache: FontCache<'a>,
    settings: InterpreterSettings,
    /// Fonts by their number.
    fonts: Vec<Font>,
    numbers: HashMap<Font, usize>,
    by_glyph: HashMap<u128, usize>,
    unmapped: Unmapped,
    seen_fonts: HashSet<ObjectIdentifier>,
    seen_pages: HashSet<usize>,
    loaded: usize,
}

impl<'a> FontNames<'a> {
    /// Knows no font yet.
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

    /// The number of the font of a glyph drawn on a page; that of [`Font::default`] where it cannot be told.
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

    /// The letter of a glyph without an entry in a ToUnicode table, where something else tells it.
    pub(crate) fn letter(&mut self, glyph: &OutlineGlyph, page: &Page<'a>) -> Option<char> {
        self.search_page(page);
        self.unmapped.letter(glyph)
    }

    fn search_page(&mut self, page: &Page<'a>) {
        // a page is told from another by where its dictionary lies in the file
        if self.seen_pages.insert(page.raw().data().as_ptr() as usize) {
            let fonts = page.resources().fonts.clone();
            self.load_all(&fonts);
            let forms = page.resources().x_objects.clone();
            self.search_forms(&forms, 0, &mut HashSet::new());
        }
    }

    /// The font of a number.
    pub(crate) fn font(&self, number: usize) -> Font {
        self.fonts.get(number).cloned().unwrap_or_default()
    }

    /// The number of a font, which is new if it was not met before.
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

    /// What tells the embedded program of a composite font from others.
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
