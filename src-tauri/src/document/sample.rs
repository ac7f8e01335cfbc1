//! Glyphs, letters, lines, blocks, pictures and documents for tests. A test names what its rule asks about and leaves
//! the rest as it is usual: ten points, letters half an em wide, page 1, left to right.

use super::explanation::{KindReason, LineBreak};
use super::kind::RawKind;
use super::layout::{BOLD, Direction, ITALIC, Letter, Line, RawBlock};
use super::pdf::{Font, Glyph, PageGlyphs, Picture};
use super::types::{Document, DocumentId, Format, Rect};

/// Em of what a test gives no size, in points.
const SIZE: f32 = 10.0;
/// Distance of baselines in [`column`], in em.
const LEADING: f32 = 1.2;

impl Line {
    /// A line of text on page 1, its baseline beginning at the origin.
    pub(crate) fn sample(text: &str) -> Self {
        let text: Vec<char> = text.chars().collect();
        let width = 0.5 * SIZE * text.len() as f32;
        Self {
            page: 1,
            direction: Direction::Right,
            styles: vec![0; text.len()],
            edges: Vec::new(),
            text,
            x0: 0.0,
            x1: 0.0,
            y: 0.0,
            size: SIZE,
            bold: 0.0,
            italic: 0.0,
            monospace: 0.0,
            font: None,
            artifact: false,
            aside: None,
        }
        .between(0.0, width)
    }

    /// Spreads the letters evenly over a width.
    fn between(mut self, x0: f32, x1: f32) -> Self {
        let step = (x1 - x0) / self.text.len().max(1) as f32;
        self.edges = (0..self.text.len())
            .map(|place| (x0 + place as f32 * step, x0 + (place + 1) as f32 * step))
            .collect();
        self.x0 = x0;
        self.x1 = x1;
        self
    }

    /// Moves the beginning of the baseline.
    pub(crate) fn at(mut self, x: f32, y: f32) -> Self {
        self.y = y;
        let width = self.x1 - self.x0;
        self.between(x, x + width)
    }

    /// Stretches the line to a right edge.
    pub(crate) fn to(self, x1: f32) -> Self {
        let x0 = self.x0;
        self.between(x0, x1)
    }

    /// Sets the em; the line grows with it.
    pub(crate) fn size(mut self, size: f32) -> Self {
        let (x0, width) = (self.x0, (self.x1 - self.x0) * size / self.size);
        self.size = size;
        self.between(x0, x0 + width)
    }

    /// Puts the line on a page, counted from 1.
    pub(crate) fn on_page(mut self, page: u32) -> Self {
        self.page = page;
        self
    }

    /// Sets all of the line bold.
    pub(crate) fn bold(self) -> Self {
        let all = self.text.len();
        self.styled(all, BOLD)
    }

    /// Sets all of the line italic.
    pub(crate) fn italic(self) -> Self {
        let all = self.text.len();
        self.styled(all, ITALIC)
    }

    /// Sets the first characters in a style; the line's shares follow.
    pub(crate) fn styled(mut self, characters: usize, style: u8) -> Self {
        for set in self.styles.iter_mut().take(characters) {
            *set |= style;
        }
        let share = |style: u8| {
            let those = self.styles.iter().filter(|set| **set & style != 0).count();
            those as f32 / self.styles.len().max(1) as f32
        };
        (self.bold, self.italic) = (share(BOLD), share(ITALIC));
        self
    }

    /// Sets all of the line in a font.
    pub(crate) fn font(mut self, font: u32) -> Self {
        self.font = Some(font);
        self
    }

    /// Marks the line as an artifact.
    pub(crate) fn artifact(mut self) -> Self {
        self.artifact = true;
        self
    }

    /// A block of this line alone.
    pub(crate) fn block(self) -> RawBlock {
        RawBlock::new(self, LineBreak::FirstOfPage)
    }
}

impl RawBlock {
    /// A block of a kind that no rule gave it.
    pub(crate) fn sample(lines: Vec<Line>, kind: RawKind) -> Self {
        Self::of(lines, kind, KindReason::NothingElse)
    }
}

/// Lines under each other with the usual leading, the first baseline beginning at `x`, `y`. All but the last
/// are justified: they end at `x1`, as running text does.
pub(crate) fn column(lines: &[&str], x: f32, x1: f32, y: f32) -> Vec<Line> {
    let last = lines.len().saturating_sub(1);
    lines
        .iter()
        .enumerate()
        .map(|(row, text)| {
            let line = Line::sample(text).at(x, y - row as f32 * LEADING * SIZE);
            if row < last { line.to(x1) } else { line }
        })
        .collect()
}

/// A paragraph of lines set by [`column`].
pub(crate) fn paragraph(lines: &[&str], x: f32, x1: f32, y: f32) -> RawBlock {
    RawBlock::sample(column(lines, x, x1, y), RawKind::Paragraph)
}

impl Letter {
    /// A letter half an em wide, its origin at `x`, `y`.
    pub(crate) fn sample(character: char, x: f32, y: f32, size: f32) -> Self {
        Self {
            character,
            x0: x,
            x1: x + 0.5 * size,
            y,
            size,
            bold: false,
            italic: false,
            monospace: false,
            font: 0,
            space_before: false,
            artifact: false,
        }
    }

    /// Letters of a text side by side; a space in the text is a gap of half an em and no letter.
    pub(crate) fn row(text: &str, x: f32, y: f32, size: f32) -> Vec<Self> {
        text.chars()
            .enumerate()
            .filter(|(_, character)| *character != ' ')
            .map(|(place, character)| {
                Self::sample(character, x + 0.5 * size * place as f32, y, size)
            })
            .collect()
    }
}

impl Glyph {
    /// A visible glyph half an em wide in the first font of its page, its origin at `x`, `y`.
    pub(crate) fn sample(character: char, x: f32, y: f32, size: f32) -> Self {
        Self {
            character,
            x,
            y,
            dx: 0.5 * size,
            dy: 0.0,
            size,
            font: 0,
            invisible: false,
            artifact: false,
        }
    }
}

impl PageGlyphs {
    /// Page 1 of 600 by 800 points with these glyphs in one font without a name.
    pub(crate) fn sample(glyphs: Vec<Glyph>) -> Self {
        let crop = Rect {
            x0: 0.0,
            y0: 0.0,
            x1: 600.0,
            y1: 800.0,
        };
        Self {
            fonts: vec![Font::default()],
            glyphs,
            ..Self::blank(1, crop, 0)
        }
    }

    /// The same page with a line of ten points more, in letters of two widths: letters of one are a program's.
    pub(crate) fn line(mut self, text: &str, x: f32, y: f32) -> Self {
        let mut x = x;
        for character in text.chars() {
            let narrow = matches!(character, 'f' | 'i' | 'j' | 'l' | 't' | '.' | ',');
            let glyph = Glyph {
                dx: if narrow { 0.3 } else { 0.5 } * SIZE,
                ..Glyph::sample(character, x, y, SIZE)
            };
            x += glyph.dx;
            self.glyphs.push(glyph);
        }
        self
    }
}

impl Picture {
    /// A picture of page 1 in black and white, which is black where `dark` says so of a column and a row of pixels.
    pub(crate) fn sample(
        (width, height): (u32, u32),
        dpi: u32,
        dark: impl Fn(f64, f64) -> bool,
    ) -> Self {
        let point = 72.0 / f64::from(dpi);
        let grey = |at: u32| match dark(f64::from(at % width), f64::from(at / width)) {
            true => 0,
            false => u8::MAX,
        };
        Self {
            number: 1,
            width,
            height,
            dpi,
            grey: (0..width * height).map(grey).collect(),
            to_user_space: [point, 0.0, 0.0, -point, 0.0, point * f64::from(height)],
        }
    }
}

impl Document {
    /// A document with nothing in it.
    pub(crate) fn sample(format: Format) -> Self {
        Self {
            id: DocumentId("aa".to_owned()),
            format,
            title: None,
            authors: Vec::new(),
            language: None,
            pages: Vec::new(),
            sections: Vec::new(),
            blocks: Vec::new(),
            sentences: Vec::new(),
            notes: Vec::new(),
            links: Vec::new(),
        }
    }
}
