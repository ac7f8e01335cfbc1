//! One page: its lines in their main direction, what runs in others, and what is drawn besides text.

use super::block::RawBlock;
use super::blocks::blocks;
use super::filled::{Filled, filled};
use super::line::Line;
use super::lines::lines;
use super::upright::upright;
use crate::document::explanation::KindReason;
use crate::document::kind::RawKind;
use crate::document::marks::is_unspaced;
use crate::document::pdf::{PageOutcome, UNREADABLE};
use crate::document::types::{Page, PageFailure, PageVerdict, Rect};

/// Strokes and pictures of a page, in the frame in which its text stands upright.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shapes {
    /// Thin strokes and fills.
    pub(crate) rules: Vec<Rect>,
    /// Boxes of raster images.
    pub(crate) images: Vec<Rect>,
    /// Area of the page, in square points.
    pub(crate) page: f32,
}

/// The lines of one page, whose visible part reaches from `bottom` to `top`.
pub(crate) struct PageLines {
    pub(crate) lines: Vec<Line>,
    pub(crate) bottom: f32,
    pub(crate) top: f32,
}

/// The contents of one page.
pub(crate) struct ReadPage {
    pub(crate) page: Page,
    /// Lines that run in the page's main direction.
    pub(crate) main: PageLines,
    /// Blocks that run in other directions.
    pub(crate) turned: Vec<RawBlock>,
    /// What was filled in, typed or stamped onto the page.
    pub(crate) filled: Vec<Filled>,
    pub(crate) shapes: Shapes,
}

pub(crate) fn read_page(number: u32, outcome: PageOutcome, truncated: &mut bool) -> ReadPage {
    let mut glyphs = match outcome {
        PageOutcome::Glyphs(glyphs) => glyphs,
        PageOutcome::Failed(cause) => return unread(number, cause),
    };
    *truncated |= glyphs.truncated;
    let (groups, mut verdict) = upright(&glyphs);
    let direction = groups.first().map(|group| group.direction);
    let filled = filled(number, &mut glyphs, direction);
    if verdict == PageVerdict::Empty && filled.iter().any(|filled| !filled.lines.is_empty()) {
        verdict = PageVerdict::Good;
    }
    let page = Page {
        number,
        crop: glyphs.crop,
        rotate: glyphs.rotate,
        verdict,
    };
    let shapes = groups.first().map_or_else(Shapes::default, |group| {
        let (rules, images) = (glyphs.rules.iter(), glyphs.images.iter());
        Shapes {
            rules: rules.map(|rule| group.turned_rule(rule)).collect(),
            images: images.map(|image| group.turned(image)).collect(),
            page: group.crop.area(),
        }
    });
    let mut groups = groups.into_iter();
    let mut main = groups.next().map_or(
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
        .flat_map(|group| {
            let mut lines = lines(number, &group);
            lines.retain(|line| line.aside.is_none());
            blocks(lines)
        })
        .map(|mut block| {
            if !is_running_text(&block) {
                // labels of axes, stamps in the margin
                block.set(RawKind::Figure, KindReason::OtherDirection);
            }
            block
        });
    let main_lines = std::mem::take(&mut main.lines);
    let (dark, readable) = main_lines.into_iter().partition(is_dark);
    main.lines = readable;
    let dark = blocks(dark).into_iter().map(|mut block| {
        block.set(RawKind::Figure, KindReason::Unreadable);
        block
    });
    let others = others.chain(dark).collect();
    ReadPage {
        page,
        main,
        turned: others,
        filled,
        shapes,
    }
}

/// Whether most letters of a line are unknown.
fn is_dark(line: &Line) -> bool {
    let unknown = line.text.iter().filter(|c| **c == UNREADABLE).count();
    unknown * 2 > line.text.len()
}

/// Whether a block that runs in another direction than the page reads like running text: several lines of words, with
/// the end of a sentence.
fn is_running_text(block: &RawBlock) -> bool {
    let (tokens, words) = block.words();
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\u{3002}');
    let text = block.rough_text();
    let long = words >= 12 || text.chars().filter(|c| is_unspaced(*c)).count() >= 40;
    long && block.lines().len() >= 2 && words * 3 >= tokens * 2 && text.contains(ends)
}

/// A page that could not be read, of a usual size.
fn unread(number: u32, cause: PageFailure) -> ReadPage {
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
    ReadPage {
        main: PageLines {
            lines: Vec::new(),
            bottom: page.crop.y0,
            top: page.crop.y1,
        },
        page,
        turned: Vec::new(),
        filled: Vec::new(),
        shapes: Shapes::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::pdf::{Glyph, PageGlyphs};

    fn read(glyphs: PageGlyphs) -> ReadPage {
        read_page(1, PageOutcome::Glyphs(Box::new(glyphs)), &mut false)
    }

    /// Three lines from left to right.
    fn level() -> PageGlyphs {
        PageGlyphs::sample(Vec::new())
            .line("three lines of text from", 50.0, 700.0)
            .line("left to right, more than", 50.0, 688.0)
            .line("there is in the margin", 50.0, 676.0)
    }

    /// Letters that run upwards.
    fn upwards(text: &str, x: f32, y: f32) -> Vec<Glyph> {
        let letters = text.chars().enumerate();
        letters
            .map(|(place, character)| Glyph {
                dx: 0.0,
                dy: 5.0,
                ..Glyph::sample(character, x, y + 5.0 * place as f32, 10.0)
            })
            .collect()
    }

    fn texts(page: &ReadPage) -> Vec<String> {
        page.main.lines.iter().map(Line::string).collect()
    }

    #[test]
    fn a_page_that_failed_is_a_page_without_lines() {
        let cause = PageFailure::TimedOut;
        let page = read_page(7, PageOutcome::Failed(cause), &mut false);
        assert_eq!(page.page.number, 7);
        assert_eq!(page.page.verdict, PageVerdict::Failed { cause });
        assert!(page.main.lines.is_empty() && page.turned.is_empty());
    }

    #[test]
    fn text_in_another_direction_is_of_a_figure() {
        let mut glyphs = level();
        glyphs.glyphs.extend(upwards("stamp", 20.0, 300.0));
        let page = read(glyphs);
        assert_eq!(texts(&page).len(), 3);
        let turned: Vec<_> = page
            .turned
            .iter()
            .map(|block| (block.kind(), block.rough_text()))
            .collect();
        assert_eq!(turned, [(RawKind::Figure, "stamp")]);
    }

    #[test]
    fn a_page_whose_text_runs_upwards_is_read_and_its_places_are_where_they_were() {
        let mut glyphs = PageGlyphs::sample(upwards("a wide table", 100.0, 200.0));
        glyphs.glyphs.extend(upwards("on its side", 112.0, 200.0));
        // a stroke that a reader sees under the first line, to the right of it in user space
        let stroke = Rect {
            x0: 104.0,
            y0: 200.0,
            x1: 104.5,
            y1: 260.0,
        };
        glyphs.rules.push(stroke);
        let page = read(glyphs);
        assert_eq!(texts(&page), ["a wide table", "on its side"]);
        let first = page.main.lines.first().unwrap();
        let rect = first.rect(first.x0, first.x1);
        assert_eq!(
            (rect.x0, rect.y0, rect.x1, rect.y1),
            (92.5, 200.0, 102.5, 260.0)
        );
        // upright, the stroke is level and between the lines, and the page is as high as it was wide
        let rule = page.shapes.rules.first().unwrap();
        assert_eq!((rule.x0, rule.x1), (200.0, 260.0));
        assert!(rule.y1 < first.y && rule.y0 > first.y - 12.0);
        assert_eq!(page.main.top - page.main.bottom, 600.0);
    }

    #[test]
    fn the_frame_of_the_text_is_the_visible_part_of_the_page() {
        let mut glyphs = level();
        glyphs.crop.y0 = 100.0;
        glyphs = glyphs.line("below what is shown", 50.0, 60.0);
        let page = read(glyphs);
        assert_eq!((page.main.bottom, page.main.top), (100.0, 800.0));
        assert_eq!(page.shapes.page, 600.0 * 700.0);
        assert_eq!(texts(&page).len(), 3);
    }

    #[test]
    fn an_empty_page_has_a_frame_too() {
        let page = read(PageGlyphs::sample(Vec::new()));
        assert_eq!(page.page.verdict, PageVerdict::Empty);
        assert_eq!((page.main.bottom, page.main.top), (0.0, 800.0));
    }

    #[test]
    fn one_page_that_is_cut_off_says_so_for_all() {
        let outcome = |truncated: bool| {
            PageOutcome::Glyphs(Box::new(PageGlyphs {
                truncated,
                ..level()
            }))
        };
        let mut truncated = false;
        read_page(1, outcome(false), &mut truncated);
        assert!(!truncated);
        read_page(2, outcome(true), &mut truncated);
        read_page(3, outcome(false), &mut truncated);
        assert!(truncated);
    }
}
