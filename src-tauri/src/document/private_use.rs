//! Characters of private use: what they are is a matter of the font. Old programs put the signs of symbol fonts, small
//! capitals and figures of expert fonts there.

use std::char::REPLACEMENT_CHARACTER as UNREADABLE;

/// Adobe's encoding of its font Symbol, from 0x20 on, without the control characters; `\u{fffd}` where it has nothing.
const SYMBOL: &str = concat!(
    " !\u{2200}#\u{2203}%&\u{220b}()\u{2217}+,\u{2212}./0123456789:;<=>?",
    "\u{2245}\u{391}\u{392}\u{3a7}\u{394}\u{395}\u{3a6}\u{393}\u{397}\u{399}\u{3d1}\u{39a}\u{39b}\u{39c}\u{39d}\u{39f}",
    "\u{3a0}\u{398}\u{3a1}\u{3a3}\u{3a4}\u{3a5}\u{3c2}\u{3a9}\u{39e}\u{3a8}\u{396}[\u{2234}]\u{22a5}_",
    "\u{203e}\u{3b1}\u{3b2}\u{3c7}\u{3b4}\u{3b5}\u{3c6}\u{3b3}\u{3b7}\u{3b9}\u{3d5}\u{3ba}\u{3bb}\u{3bc}\u{3bd}\u{3bf}",
    "\u{3c0}\u{3b8}\u{3c1}\u{3c3}\u{3c4}\u{3c5}\u{3d6}\u{3c9}\u{3be}\u{3c8}\u{3b6}{|}\u{223c}\u{fffd}",
    "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
    "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
    "\u{20ac}\u{3d2}\u{2032}\u{2264}\u{2044}\u{221e}\u{192}\u{2663}\u{2666}\u{2665}\u{2660}\u{2194}\u{2190}\u{2191}\u{2192}\u{2193}",
    "\u{b0}\u{b1}\u{2033}\u{2265}\u{d7}\u{221d}\u{2202}\u{2022}\u{f7}\u{2260}\u{2261}\u{2248}\u{2026}\u{23d0}\u{23af}\u{21b5}",
    "\u{2135}\u{2111}\u{211c}\u{2118}\u{2297}\u{2295}\u{2205}\u{2229}\u{222a}\u{2283}\u{2287}\u{2284}\u{2282}\u{2286}\u{2208}\u{2209}",
    "\u{2220}\u{2207}\u{ae}\u{a9}\u{2122}\u{220f}\u{221a}\u{22c5}\u{ac}\u{2227}\u{2228}\u{21d4}\u{21d0}\u{21d1}\u{21d2}\u{21d3}",
    "\u{25ca}\u{2329}\u{ae}\u{a9}\u{2122}\u{2211}\u{239b}\u{239c}\u{239d}\u{23a1}\u{23a2}\u{23a3}\u{23a7}\u{23a8}\u{23a9}\u{23aa}",
    "\u{fffd}\u{232a}\u{222b}\u{2320}\u{23ae}\u{2321}\u{239e}\u{239f}\u{23a0}\u{23a4}\u{23a5}\u{23a6}\u{23ab}\u{23ac}\u{23ad}\u{fffd}",
);

/// Whether a character is of private use.
pub(crate) fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// The character for which one of private use stands in a font of this name; [`UNREADABLE`] if nobody knows.
pub(crate) fn meaning(character: char, font: &str) -> char {
    let low = u32::from(character) & 0xff;
    let font = font.to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| font.contains(part));
    match character {
        '\u{f020}'..='\u{f0ff}' if has(&["dingbat", "webdings", "wingding"]) => of_wingdings(low),
        '\u{f020}'..='\u{f0ff}' if has(&["symbol"]) => of_symbol(low),
        // symbol fonts put ASCII at U+F020..U+F07E
        '\u{f020}'..='\u{f07e}' => char::from_u32(low).unwrap_or(UNREADABLE),
        '\u{f0a1}'..='\u{f0fe}' => match of_wingdings(low) {
            '\u{2022}' => of_symbol(low),
            sign => sign,
        },
        // small capitals, figures and signs of Adobe's expert fonts
        '\u{f721}'..='\u{f7ff}' => char::from_u32(low)
            .and_then(|c| c.to_lowercase().next())
            .filter(|c| !c.is_control())
            .unwrap_or(UNREADABLE),
        '\u{f6be}' => 'j',
        '\u{f6e1}' => ',',
        '\u{f6d9}' | '\u{f8e9}' => '\u{a9}',
        '\u{f6da}' | '\u{f8e8}' => '\u{ae}',
        '\u{f6db}' | '\u{f8ea}' => '\u{2122}',
        _ => UNREADABLE,
    }
}

fn of_symbol(code: u32) -> char {
    let place = code.saturating_sub(0x20) as usize;
    SYMBOL.chars().nth(place).unwrap_or(UNREADABLE)
}

/// A sign of Microsoft's Wingdings; those that only open an item of a list are bullets.
fn of_wingdings(code: u32) -> char {
    match code {
        0x20 => ' ',
        0x28 => '\u{260e}',
        0x2a => '\u{2709}',
        0x6c => '\u{25cf}',
        0x6e | 0xa7 => '\u{25aa}',
        0x6f | 0xa8 => '\u{25fb}',
        0x75 => '\u{25c6}',
        0x76 => '\u{2756}',
        0xd8 => '\u{27a2}',
        0xdf | 0xe7 => '\u{2190}',
        0xe0 | 0xe8 => '\u{2192}',
        0xe1 | 0xe9 => '\u{2191}',
        0xe2 | 0xea => '\u{2193}',
        0xfb => '\u{2717}',
        0xfc => '\u{2713}',
        0xfd => '\u{2612}',
        0xfe => '\u{2611}',
        _ => '\u{2022}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_says_what_a_private_character_is() {
        assert_eq!(SYMBOL.chars().count(), 0x100 - 0x20);
        // Adobe's Symbol has alpha at 0x61, less-or-equal at 0xa3, integral at 0xf2
        assert_eq!(meaning('\u{f061}', "SymbolMT"), '\u{3b1}');
        assert_eq!(meaning('\u{f0a3}', "Symbol"), '\u{2264}');
        assert_eq!(meaning('\u{f0f2}', "Symbol"), '\u{222b}');
        assert_eq!(meaning('\u{f0b7}', ""), '\u{2022}');
        assert_eq!(meaning('\u{f0fc}', "Wingdings-Regular"), '\u{2713}');
        assert_eq!(meaning('\u{f761}', "AGaramondExp"), 'a');
        assert_eq!(meaning('\u{f731}', "AGaramondExp"), '1');
        assert_eq!(meaning('\u{e123}', "Symbol"), UNREADABLE);
        assert!(is_private('\u{e123}') && !is_private('\u{fb01}'));
    }
}
