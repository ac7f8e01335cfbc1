//! One page: its lines in their main direction, what runs in others, and what is drawn besides text.

use super::block::RawBlock;
use super::blocks::blocks;
use super::line::Line;
use super::lines::lines;
use super::upright::upright;
use crate::document::explanation::KindReason;
use crate::document::kind::RawKind;
use crate::document::pdf::PageOutcome;
use crate::document::types::{Page, PageVerdict, Rect};

/// Strokes and pictures of a page, in the frame in which its text stands upright.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shapes {
    /// Thin strokes and fills.
    pub(crate) rules: Vec<Rect>,
    /// Raster images.
    pub(crate) images: Vec<Rect>,
    /// Area of the page.
    pub(crate) page: f32,
}

/// Lines of one page, its visible part from `bottom` to `top`.
pub(crate) struct PageLines {
    pub(crate) lines: Vec<Line>,
    pub(crate) bottom: f32,
    pub(crate) top: f32,
}

/// What one page holds.
pub(crate) struct ReadPage {
    pub(crate) page: Page,
    /// Lines that run in the page's main direction.
    pub(crate) main: PageLines,
    /// What runs in other directions.
    pub(crate) turned: Vec<RawBlock>,
    pub(crate) shapes: Shapes,
}

pub(crate) fn read_page(number: u32, outcome: PageOutcome, truncated: &mut bool) -> ReadPage {
    let glyphs = match outcome {
        PageOutcome::Glyphs(glyphs) => glyphs,
        PageOutcome::Failed(cause) => {
            let page = Page {
                number,
                crop: Rect {
                    x0: 0.0,
                    y0: 0.0,
                    x1: 595.0,
                    y1: 842.0,
                },
                rotate: 0,
                verdict: PageVerdict::Failed { cause },
            };
            let lines = PageLines {
                lines: Vec::new(),
                bottom: 0.0,
                top: 842.0,
            };
            return ReadPage {
                page,
                main: lines,
                turned: Vec::new(),
                shapes: Shapes::default(),
            };
        }
    };
    *truncated |= glyphs.truncated;
    let (groups, verdict) = upright(&glyphs);
    let page = Page {
        number,
        crop: glyphs.crop,
        rotate: glyphs.rotate,
        verdict,
    };
    let shapes = groups.first().map_or_else(Shapes::default, |group| {
        let turned = |rects: &[Rect]| rects.iter().map(|r| group.turned(r)).collect();
        Shapes {
            rules: turned(&glyphs.rules),
            images: turned(&glyphs.images),
            page: group.crop.area(),
        }
    });
    let mut groups = groups.into_iter();
    let main = groups.next().map_or(
        PageLines {
            lines: Vec::new(),
            bottom: glyphs.crop.y0,
            top: glyphs.crop.y1,
        },
        |group| PageLines {
            lines: lines(number, &group),
            bottom: group.crop.y0,
            top: group.crop.y1,
        },
    );
    let others = groups
        .flat_map(|group| blocks(lines(number, &group)))
        .map(|mut block| {
            // labels of axes, stamps in the margin
            block.set(RawKind::Figure, KindReason::OtherDirection);
            block
        })
        .collect();
    ReadPage {
        page,
        main,
        turned: others,
        shapes,
    }
}
