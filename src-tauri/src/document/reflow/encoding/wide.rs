//! UTF-16 and UTF-32, with their byte order marks or without, and what tells them from text of eight bits.

use encoding_rs::{UTF_16BE, UTF_16LE};

/// Bytes that show which form a text has.
const SAMPLE: usize = 8192;

/// The least bytes that are enough to tell letters of many blocks, which have no zeros, from what is no text.
const UNZEROED: usize = 16;

/// The form of a text whose units have two or four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// Bytes of a unit: 2 or 4.
    width: usize,
    little: bool,
    /// Bytes of the byte order mark.
    mark: usize,
}

/// The form of bytes by their byte order mark or, without one, by their zeros; `None` for text of eight bits, and
/// for bytes that are no text.
pub(super) fn form(bytes: &[u8]) -> Option<Form> {
    let marked = |width, little, mark| {
        Some(Form {
            width,
            little,
            mark,
        })
    };
    if bytes.starts_with(b"\xff\xfe\0\0") {
        return marked(4, true, 4);
    }
    if bytes.starts_with(b"\0\0\xfe\xff") {
        return marked(4, false, 4);
    }
    if bytes.starts_with(b"\xff\xfe") {
        return marked(2, true, 2);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return marked(2, false, 2);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    // half a unit at the end shows nothing
    let sample = sample
        .get(..sample.len() - sample.len() % 2)
        .unwrap_or(sample);
    let zeros_at = |offset| {
        let every_second = sample.iter().skip(offset).step_by(2);
        every_second.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros_at(0), zeros_at(1));
    let zeros = even + odd;
    // the zeros of Latin letters stand on one side of each unit
    let one_sided = zeros * 4 >= sample.len() && even.min(odd) * 20 <= zeros;
    let mut forms = Vec::new();
    if zeros * 2 >= sample.len() {
        forms.extend([marked(4, true, 0), marked(4, false, 0)]);
    }
    if one_sided {
        forms.push(marked(2, odd > even, 0));
    } else if sample.len() >= UNZEROED && !is_narrow(sample) {
        forms.extend([marked(2, true, 0), marked(2, false, 0)]);
    }
    forms
        .into_iter()
        .flatten()
        .filter_map(|form| Some((plausibility(sample, form)?, form)))
        .max_by_key(|(plausibility, _)| *plausibility)
        .map(|(_, form)| form)
}

/// Decodes bytes that have this form.
pub(super) fn decode(bytes: &[u8], form: Form) -> String {
    let text = bytes.get(form.mark..).unwrap_or_default();
    let whole = text.len() - text.len() % form.width;
    let text = text.get(..whole).unwrap_or_default();
    match (form.width, form.little) {
        (2, true) => UTF_16LE.decode_without_bom_handling(text).0.into_owned(),
        (2, _) => UTF_16BE.decode_without_bom_handling(text).0.into_owned(),
        _ => {
            let units = text.as_chunks::<4>().0.iter().map(|unit| {
                if form.little {
                    u32::from_le_bytes(*unit)
                } else {
                    u32::from_be_bytes(*unit)
                }
            });
            units
                .map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
    }
}

/// Whether bytes are text in an encoding of eight bits, perhaps filled up with zeros: one in fifty of them
/// is a control character at most.
pub(super) fn is_narrow(bytes: &[u8]) -> bool {
    // old programs end a text with Ctrl+Z and fill up its last block
    let filled = bytes
        .iter()
        .rev()
        .take_while(|byte| matches!(byte, 0 | 0x1a));
    let text = bytes.len() - filled.count();
    let (mut letters, mut controls) = (0_usize, 0_usize);
    for byte in bytes.iter().take(text) {
        match byte {
            0 => {}
            // bells, white space, overprinting, and the escapes of terminals and ISO-2022-JP
            0x07..=0x0d | 0x1b => letters += 1,
            0x01..=0x1f | 0x7f => controls += 1,
            _ => letters += 1,
        }
    }
    letters > 0 && controls * 50 <= letters
}

/// How much bytes look like text in this form; `None` if they do not. Letters count, twice if they are ASCII, and
/// once more if they come from the commonest block of 256: the wrong order of bytes scatters letters over all blocks,
/// some of which have none.
fn plausibility(sample: &[u8], form: Form) -> Option<usize> {
    let text = decode(sample, form);
    let (mut all, mut bad, mut score) = (0_usize, 0_usize, 0_usize);
    let mut blocks = [0_usize; 256];
    for character in text.chars() {
        all += 1;
        let code = character as u32;
        if let Some(count) = blocks.get_mut((code >> 8) as usize) {
            *count += 1;
        }
        match character {
            ' '..='~' | '\n' | '\r' | '\t' => score += 2,
            '\u{c}' | '\u{feff}' => {}
            char::REPLACEMENT_CHARACTER => bad += 1,
            // private use, and characters that are none
            '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => bad += 1,
            _ if character.is_control() => bad += 1,
            _ => score += usize::from(character.is_alphanumeric()),
        }
    }
    // the end of the sample may cut a pair of units in two
    let bad = bad.saturating_sub(usize::from(sample.len() == SAMPLE));
    let score = score + blocks.iter().max().copied().unwrap_or_default();
    let plausible = all > 0 && bad * 20 <= all && score * 4 >= all * 3;
    plausible.then(|| score.saturating_sub(4 * bad))
}
