//! Letters of fonts that have no ToUnicode table: an embedded font often has its own table of characters, and
//! the characters of Adobe's East Asian collections have known numbers.

use std::collections::HashMap;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_font::OutlineGlyph;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use skrifa::{FontRef, MetadataProvider};

/// The largest number of characters to read from one font; no script has more.
const MOST_CHARACTERS: usize = 70_000;

/// The letters of glyphs for which the engine knows none, font by font.
#[derive(Default)]
pub(crate) struct Unmapped {
    /// By font program: the character of each glyph.
    programs: HashMap<u128, HashMap<u32, char>>,
    /// By font program: how codes map to the characters of a collection.
    collections: HashMap<u128, Collection>,
}

/// An encoding, and the characters of the collection that it numbers.
struct Collection {
    encoding: CMap,
    characters: CMap,
}

impl Unmapped {
    /// Returns the letter of a glyph, if its font or its collection determines it.
    pub(crate) fn letter(&mut self, glyph: &OutlineGlyph) -> Option<char> {
        let data = glyph.font_data()?;
        if let Some(collection) = self.collections.get(&data.cache_key) {
            return collection.letter(glyph.char_code());
        }
        self.programs
            .entry(data.cache_key)
            .or_insert_with(|| reversed((*data.data).as_ref()))
            .get(&glyph.glyph_id().to_u32())
            .copied()
    }

    /// Remembers the collection that the dictionary of a composite font names.
    pub(crate) fn learn(&mut self, dict: &Dict<'_>, program: u128) {
        if let Some(collection) = Collection::of(dict) {
            self.collections.insert(program, collection);
        }
    }
}

/// Maps glyphs to characters by inverting the font's own table.
fn reversed(font: &[u8]) -> HashMap<u32, char> {
    let mut letters: HashMap<u32, char> = HashMap::new();
    if let Ok(font) = FontRef::new(font) {
        for (character, glyph) in font.charmap().mappings().take(MOST_CHARACTERS) {
            if let Some(character) = char::from_u32(character) {
                let letter = letters.entry(glyph.to_u32()).or_insert(character);
                if oddness(character) < oddness(*letter) {
                    *letter = character;
                }
            }
        }
    }
    letters
}

/// Ranks the characters of one glyph, the most plausible lowest: a letter of an alphabet, then the presentation
/// form of a letter, then a character of private use.
fn oddness(character: char) -> u8 {
    match character {
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => 3,
        '\u{fb50}'..='\u{fdff}' => 2,
        '\u{fe70}'..='\u{fefc}' => 1,
        _ => 0,
    }
}

impl Collection {
    fn of(dict: &Dict<'_>) -> Option<Self> {
        let known = |name: CMapName<'_>| CMap::parse(load_embedded(name)?, load_embedded);
        let encoding = match dict.get::<Object<'_>>(b"Encoding")? {
            Object::Name(name) => match CMapName::from_bytes(&name) {
                CMapName::IdentityH | CMapName::IdentityV => CMap::identity_h(),
                name => known(name)?,
            },
            Object::Stream(stream) => CMap::parse(&decoded(&stream)?, load_embedded)?,
            _ => return None,
        };
        let font = dict
            .get::<Array<'_>>(b"DescendantFonts")?
            .iter::<Dict<'_>>()
            .next()?;
        let info = font.get::<Dict<'_>>(b"CIDSystemInfo")?;
        let registry = info.get::<PdfString<'_>>(b"Registry")?;
        let ordering = info.get::<PdfString<'_>>(b"Ordering")?;
        let family = CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes());
        Some(Self {
            encoding,
            characters: known(family.ucs2_cmap()?)?,
        })
    }

    fn letter(&self, code: u32) -> Option<char> {
        let cid = (1..=4).find_map(|length| self.encoding.lookup_cid_code(code, length))?;
        match self.characters.lookup_bf_string(cid)? {
            BfString::Char(character) => Some(character),
            BfString::String(text) => text.chars().next(),
        }
    }
}

fn decoded(stream: &Stream<'_>) -> Option<Vec<u8>> {
    stream.decoded_data().ok().map(|data| data.into_owned())
}

/// Whether a composite font leaves open which characters its codes mean.
pub(crate) fn is_silent(dict: &Dict<'_>) -> bool {
    dict.get::<Name<'_>>(b"Subtype")
        .is_some_and(|kind| kind.as_str() == "Type0")
        && !dict.contains_key(b"ToUnicode")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_collection_are_characters() {
        let known = |name| CMap::parse(load_embedded(name).unwrap(), load_embedded).unwrap();
        // Adobe Technical Note 5078: CID 843 of Adobe-Japan1 is HIRAGANA LETTER A
        let japanese = Collection {
            encoding: CMap::identity_h(),
            characters: known(CMapName::AdobeJapan1Ucs2),
        };
        assert_eq!(japanese.letter(843), Some('\u{3042}'));
        // the same letter in Shift-JIS
        let shift = Collection {
            encoding: known(CMapName::N90msRksjH),
            characters: known(CMapName::AdobeJapan1Ucs2),
        };
        assert_eq!(shift.letter(0x82a0), Some('\u{3042}'));
        assert_eq!(shift.letter(0xffff_ffff), None);
    }
}
