//! Length-prefixed frames: four bytes of length, little endian, then the message. The parent does not trust the
//! child: it bounds the length and checks the message number by number.

use std::io::{self, Read, Write};

use serde::{Serialize, de::DeserializeOwned};

use super::messages::Frame;
use crate::document::askew::Askew;
use crate::document::types::Rect;

/// The largest frame, in bytes: no page of [`crate::document::options::Limits::glyphs_per_page`] glyphs and no
/// picture needs more.
const MAX_FRAME: u32 = 64 << 20;

/// Writes one message and flushes the stream.
pub(super) fn write<M: Serialize>(to: &mut impl Write, message: &M) -> io::Result<()> {
    let bytes = postcard::to_stdvec(message).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len())
        .ok()
        .filter(|length| *length <= MAX_FRAME)
        .ok_or_else(|| io::Error::other("the frame is too long"))?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&bytes)?;
    to.flush()
}

/// Reads one message; `None` at the end of the stream.
pub(super) fn read<M: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<M>> {
    let mut length = [0_u8; 4];
    match from.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u32::from_le_bytes(length);
    if length > MAX_FRAME {
        return Err(io::Error::other("a frame is longer than any page"));
    }
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() != length as usize {
        return Ok(None);
    }
    postcard::from_bytes(&bytes)
        .map(Some)
        .map_err(io::Error::other)
}

/// Whether a page can hold everything in a frame.
pub(super) fn is_sane(frame: &Frame, max_glyphs: u32) -> bool {
    let page = match frame {
        Frame::Page(page) => page,
        Frame::Picture(picture) => return picture.is_sane(),
        _ => return true,
    };
    let rect = |rect: &Rect| {
        [rect.x0, rect.y0, rect.x1, rect.y1]
            .iter()
            .all(|v| v.is_finite())
    };
    let above = || page.annotations.iter().map(|above| &above.glyphs);
    let count = page.glyphs.len() + above().map(Vec::len).sum::<usize>();
    count <= max_glyphs as usize
        && page.glyphs.iter().chain(above().flatten()).all(|glyph| {
            glyph.is_sane()
                && (usize::from(glyph.font) < page.fonts.len() || glyph.font == u16::MAX)
        })
        && page.annotations.iter().all(|above| {
            rect(&above.area) && above.area.x1 > above.area.x0 && above.area.y1 > above.area.y0
        })
        && page.annotations.iter().all(|above| above.size.is_finite())
        && rect(&page.crop)
        && page.crop.x1 > page.crop.x0
        && page.crop.y1 > page.crop.y0
        && page.images.iter().all(rect)
        && page.rules.iter().all(rect)
        && page.askew.is_none_or(Askew::is_sane)
        && page.rotate % 90 == 0
        && page.rotate < 360
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::pdf::glyphs::{Glyph, PageGlyphs};

    proptest! {
        #[test]
        fn no_bytes_of_a_worker_make_its_parent_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let mut framed = (bytes.len() as u32).to_le_bytes().to_vec();
            framed.extend(&bytes);
            for stream in [framed, bytes] {
                if let Ok(Some(frame)) = read::<Frame>(&mut stream.as_slice()) {
                    // true or false, but an answer
                    let _ = is_sane(&frame, 10);
                }
            }
        }
    }

    fn page(x: f32) -> Frame {
        Frame::Page(PageGlyphs::sample(vec![Glyph::sample('a', x, 1.0, 10.0)]))
    }

    #[test]
    fn a_frame_survives_the_pipe() {
        let mut pipe = Vec::new();
        write(&mut pipe, &page(3.0)).unwrap();
        write(&mut pipe, &Frame::Done).unwrap();
        let mut pipe = pipe.as_slice();
        assert_eq!(read::<Frame>(&mut pipe).unwrap(), Some(page(3.0)));
        assert_eq!(read::<Frame>(&mut pipe).unwrap(), Some(Frame::Done));
        assert_eq!(read::<Frame>(&mut pipe).unwrap(), None);
    }

    #[test]
    fn lies_in_a_frame_are_refused() {
        assert!(is_sane(&page(3.0), 10));
        assert!(!is_sane(&page(f32::NAN), 10));
        assert!(!is_sane(&page(1.0e30), 10));
        assert!(!is_sane(&page(3.0), 0));
        let huge = [0xff_u8, 0xff, 0xff, 0xff, 1, 2, 3];
        assert!(read::<Frame>(&mut huge.as_slice()).is_err());
        let garbage = [4_u8, 0, 0, 0, 250, 250, 250, 250];
        assert!(read::<Frame>(&mut garbage.as_slice()).is_err());
        let cut = [9_u8, 0, 0, 0, 1];
        assert_eq!(read::<Frame>(&mut cut.as_slice()).unwrap(), None);
    }
}
