//! Running heads that change from page to page: the name of a section, or the authors on the left and the title on the
//! right. No line comes again, but all stand at one height, and they count the pages or look unlike the text.

use std::collections::HashMap;

use super::edge_rows::names_columns;
use super::folio::{Folio, names_authors};
use crate::document::layout::{Line, PageLines};
use crate::document::marks::caption;

/// Rows at each edge of a page that may be running heads.
const ROWS: usize = 2;
/// Fewer pages than this show no pattern.
const PAGES: usize = 3;
/// Heads stand at the same height to within this many points.
const SAME_DEPTH: f32 = 2.5;
/// The share of rows at one height that count the pages, or that look unlike the text.
const MOST: f32 = 0.6;
/// The longest head, in characters.
const LONGEST: usize = 120;
/// A head is at most this large, as a share of the size of the text: a larger line is a title.
const LARGEST: f32 = 1.05;
/// A head without a page number is farther from the text than this, in leadings.
const APART: f32 = 1.4;

/// A row at the edge of a page: lines on one baseline.
struct Row {
    page: usize,
    lines: Vec<usize>,
    /// Distance from the edge, in points.
    depth: f32,
    /// Distance to the next row, in points.
    gap: f32,
    /// Whether its look is not that of the text.
    unlike: bool,
    /// Numbers at the ends of its lines, as distances from the index of the page.
    folios: Vec<i64>,
    may_be_head: bool,
}

/// What the text of the document looks like.
pub(super) struct Text {
    /// The size of most letters, in points.
    pub(super) size: f32,
    font: Option<u32>,
    /// The usual distance of rows, in points.
    pub(super) leading: f32,
}

/// For each page, the indices of lines that are running heads by their place.
pub(super) fn heads_by_place(pages: &[PageLines]) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); pages.len()];
    let text = Text::of(pages);
    for top in [true, false] {
        for row in few_heads(pages, top, &text) {
            if let Some(found) = found.get_mut(row.page) {
                found.extend(row.lines);
            }
        }
    }
    if pages.len() < PAGES {
        return found;
    }
    for top in [true, false] {
        let mut outer: Vec<f32> = vec![f32::MIN; pages.len()];
        for _ in 0..ROWS {
            let rows: Vec<Row> = pages
                .iter()
                .enumerate()
                .filter_map(|(number, page)| {
                    outermost(number, page, top, *outer.get(number)?, &text)
                })
                .collect();
            for row in heads(&rows, pages.len()) {
                if let Some(depth) = outer.get_mut(row.page) {
                    *depth = row.depth;
                }
                if let Some(found) = found.get_mut(row.page) {
                    found.extend(&row.lines);
                }
            }
        }
    }
    for page in &mut found {
        page.sort_unstable();
        page.dedup();
    }
    found
}

/// Heads that stand on too few pages to show a pattern: words with a number at one end, of which two pages count on with
/// each other, or names of authors, or words beside a volume and its year.
fn few_heads(pages: &[PageLines], top: bool, text: &Text) -> Vec<Row> {
    let rows = pages.iter().enumerate().filter_map(|(number, page)| {
        let row = outermost(number, page, top, f32::MIN, text)?;
        let apart = row.gap > APART * text.leading;
        (row.may_be_head && apart).then_some((row, page))
    });
    let rows: Vec<(Row, Option<Folio>, bool)> = rows
        .map(|(row, page)| {
            let lines: Vec<&Line> = row
                .lines
                .iter()
                .filter_map(|index| page.lines.get(*index))
                .collect();
            let named = cites_a_volume(&lines) && pages.len() < PAGES
                || matches!(lines.as_slice(), [line] if names_authors_alone(&line.string()));
            let folio = Folio::of(&lines);
            (row, folio, named)
        })
        .collect();
    let offset = |row: &Row, folio: &Folio| folio.number - row.page as i64;
    let counted: Vec<(usize, i64, f32)> = rows
        .iter()
        .filter_map(|(row, folio, _)| {
            let folio = folio.as_ref()?;
            let counts = folio.counts_with_another(row.unlike);
            counts.then_some((row.page, offset(row, folio), row.depth))
        })
        .collect();
    let is_head = |row: &Row, folio: Option<&Folio>, named: bool| {
        let counts_on = |folio: &Folio| {
            let own = offset(row, folio);
            folio.counts_with_another(row.unlike)
                && counted.iter().any(|(page, offset, depth)| {
                    *page != row.page && *offset == own && (depth - row.depth).abs() <= SAME_DEPTH
                })
        };
        // the first page has no head that says whose it is
        let later = row.page > 0;
        later && named
            || folio.is_some_and(|folio| {
                counts_on(folio) || (later && pages.len() < PAGES && folio.stands_alone(row.unlike))
            })
    };
    rows.into_iter()
        .filter(|(row, folio, named)| is_head(row, folio.as_ref(), *named))
        .map(|(row, ..)| row)
        .collect()
}

/// Whether a row has words on one side and a volume with its year on the other: "1(1), 2020".
fn cites_a_volume(lines: &[&Line]) -> bool {
    let cites = |line: &&&Line| {
        let text = line.string();
        let mut numbers = text.split(|c: char| !c.is_ascii_digit());
        let year = |number: &str| number.len() == 4 && number.starts_with(['1', '2']);
        numbers.any(year) && text.chars().filter(|c| c.is_alphabetic()).count() <= 4
    };
    lines.len() == 2 && lines.iter().filter(cites).count() == 1
}

/// Whether a row is nothing but "Smith et al.".
fn names_authors_alone(text: &str) -> bool {
    text.trim_end().to_lowercase().ends_with("et al.") && names_authors(text)
}

/// The rows among the outermost ones of all pages that are heads.
fn heads(rows: &[Row], pages: usize) -> Vec<&Row> {
    let mut sorted: Vec<&Row> = rows.iter().filter(|row| row.may_be_head).collect();
    sorted.sort_by(|a, b| a.depth.total_cmp(&b.depth));
    let mut found = Vec::new();
    for level in sorted.chunk_by(|a, b| b.depth - a.depth <= SAME_DEPTH) {
        if level.len() < PAGES {
            continue;
        }
        let mut offsets: HashMap<i64, usize> = HashMap::new();
        for row in level {
            for offset in &row.folios {
                *offsets.entry(*offset).or_default() += 1;
            }
        }
        let folio = offsets
            .into_iter()
            .max_by_key(|(offset, count)| (*count, -offset.abs()))
            .filter(|(_, count)| *count >= PAGES && *count as f32 >= MOST * level.len() as f32)
            .map(|(offset, _)| offset);
        if let Some(folio) = folio {
            let those = level.iter().filter(|row| row.folios.contains(&folio));
            found.extend(those.copied());
            continue;
        }
        let unlike = level.iter().filter(|row| row.unlike);
        let count = unlike.clone().count();
        if count >= PAGES && count as f32 >= MOST * pages as f32 {
            found.extend(unlike.copied());
        }
    }
    found
}

/// The first row of a page that lies deeper than `outer`.
fn outermost(number: usize, page: &PageLines, top: bool, outer: f32, text: &Text) -> Option<Row> {
    let depth = |line: &Line| match top {
        true => page.top - line.y,
        false => line.y - page.bottom,
    };
    let inner = || {
        let all = page.lines.iter().enumerate();
        all.filter(|(_, line)| line.aside.is_none() && depth(line) > outer + 3.0)
    };
    let here = inner()
        .map(|(_, line)| depth(line))
        .fold(f32::MAX, f32::min);
    let of_row = |line: &Line| depth(line) <= here + 3.0;
    let next = inner()
        .map(|(_, line)| depth(line))
        .filter(|depth| *depth > here + 3.0)
        .fold(f32::MAX, f32::min);
    let row: Vec<(usize, &Line)> = inner().filter(|(_, line)| of_row(line)).collect();
    let cells: Vec<&Line> = row.iter().map(|(_, line)| *line).collect();
    let size = row.iter().map(|(_, line)| line.size).fold(0.0, f32::max);
    let string: Vec<String> = row.iter().map(|(_, line)| line.string()).collect();
    let length: usize = string.iter().map(|text| text.chars().count()).sum();
    let small = size < 0.94 * text.size;
    let slanted = row.iter().all(|(_, line)| line.italic > 0.8);
    let face = row
        .iter()
        .all(|(_, line)| line.font.is_some() && line.font != text.font);
    let capitals = string.iter().all(|text| !text.contains(char::is_lowercase));
    let height = page.top - page.bottom;
    let sentence = string
        .iter()
        .any(|text| text.ends_with(['.', ',', ';']) && text.len() > 60);
    (!row.is_empty())
        .then(|| Row {
            page: number,
            lines: row.iter().map(|(index, _)| *index).collect(),
            depth: here,
            gap: next - here,
            unlike: (small || slanted || face || capitals)
                && next - here > APART * text.leading
                && !sentence,
            folios: string
                .iter()
                .flat_map(|text| folios(text))
                .map(|folio| folio - number as i64)
                .collect(),
            may_be_head: here < 0.14 * height
                && length <= LONGEST
                && size <= LARGEST * text.size
                && string.iter().all(|text| caption(text, true).is_none())
                && !names_columns(page.lines.iter(), &cells),
        })
        .filter(|row| row.gap > 0.0)
}

/// The numbers at both ends of a line.
fn folios(text: &str) -> Vec<i64> {
    let mut words = text.split_whitespace();
    let ends = [words.next(), words.next_back()];
    ends.into_iter()
        .flatten()
        .filter_map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let digits = bare.len() <= 4 && bare.chars().all(|c| c.is_ascii_digit());
            if digits {
                bare.parse().ok()
            } else {
                roman(bare)
            }
        })
        .collect()
}

/// The value of a number in small Roman letters.
fn roman(text: &str) -> Option<i64> {
    let digit = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    let values: Vec<i64> = text.chars().map(digit).collect::<Option<_>>()?;
    let sum = values.iter().enumerate().map(|(place, value)| {
        let smaller = values.get(place + 1).is_some_and(|next| value < next);
        if smaller { -value } else { *value }
    });
    Some(sum.sum())
}

impl Text {
    pub(super) fn of(pages: &[PageLines]) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.lines);
        let mut sizes: HashMap<i32, usize> = HashMap::new();
        let mut fonts: HashMap<u32, usize> = HashMap::new();
        for line in lines() {
            *sizes.entry((line.size * 5.0).round() as i32).or_default() += line.text.len();
            if let Some(font) = line.font {
                *fonts.entry(font).or_default() += line.text.len();
            }
        }
        let size = sizes
            .into_iter()
            .max_by_key(|(size, count)| (*count, *size))
            .map_or(10.0, |(size, _)| size as f32 / 5.0);
        let mut steps: Vec<f32> = Vec::new();
        for page in pages {
            let body = page
                .lines
                .iter()
                .filter(|line| (line.size - size).abs() < 0.5);
            let heights: Vec<f32> = body.map(|line| line.y).collect();
            steps.extend(heights.windows(2).filter_map(|pair| match pair {
                [a, b] if (0.8 * size..4.0 * size).contains(&(a - b)) => Some(a - b),
                _ => None,
            }));
        }
        steps.sort_by(f32::total_cmp);
        Self {
            size,
            font: fonts
                .into_iter()
                .max_by_key(|(font, count)| (*count, *font))
                .map(|(font, _)| font),
            leading: steps.get(steps.len() / 2).copied().unwrap_or(1.2 * size),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages of text with a row over it.
    fn pages(heads: &[Vec<Line>]) -> Vec<PageLines> {
        let page = |(number, head): (usize, &Vec<Line>)| {
            let text = (0..20).map(|row| {
                let text = format!(
                    "{} and the {number} birds of the sea",
                    "many ".repeat(row % 4 + 4)
                );
                Line::sample(&text)
                    .at(60.0, 720.0 - 12.0 * row as f32)
                    .font(1)
            });
            PageLines {
                lines: head.iter().cloned().chain(text).collect(),
                bottom: 0.0,
                top: 800.0,
            }
        };
        heads.iter().enumerate().map(page).collect()
    }

    fn count(heads: &[Vec<Line>]) -> usize {
        heads_by_place(&pages(heads)).iter().map(Vec::len).sum()
    }

    fn head(text: &str) -> Line {
        Line::sample(text).at(60.0, 760.0).font(1)
    }

    #[test]
    fn heads_that_count_the_pages_go() {
        let names = ["Zoology", "A. Berg", "On wings", "Long birds"];
        let heads = |step: usize| -> Vec<Vec<Line>> {
            let of = |(place, name): (usize, &&str)| {
                let number = (40 + step * place).to_string();
                vec![head(name), head(&number).at(400.0, 760.0)]
            };
            names.iter().enumerate().map(of).collect()
        };
        assert_eq!(count(&heads(1)), 8);
        assert_eq!(count(&heads(7)), 0);
    }

    #[test]
    fn two_pages_have_a_head_beside_a_number() {
        let row = |name: &str, other: &str| {
            let head = head(name).italic();
            vec![
                Vec::new(),
                vec![head, Line::sample(other).at(400.0, 760.0).italic()],
            ]
        };
        assert_eq!(count(&row("A. Berg et al.", "202")), 2);
        assert_eq!(count(&row("Zoology of the North", "1(1), 2020")), 2);
        assert_eq!(count(&row("On wings", "and birds")), 0);
        let first: Vec<Vec<Line>> = row("A. Berg et al.", "202").into_iter().rev().collect();
        assert_eq!(count(&first), 0);
    }

    #[test]
    fn heads_that_look_unlike_the_text_go() {
        let names = ["On gulls", "On herons", "On swifts", "On terns"];
        let all = |line: fn(Line) -> Line| -> Vec<Vec<Line>> {
            names.iter().map(|name| vec![line(head(name))]).collect()
        };
        assert_eq!(count(&all(|line| line.italic())), 4);
        assert_eq!(count(&all(|line| line.size(8.0))), 4);
        // as the text, or a title
        assert_eq!(count(&all(|line| line)), 0);
        assert_eq!(count(&all(|line| line.size(16.0).italic())), 0);
        // right above the text
        assert_eq!(count(&all(|line| line.italic().at(60.0, 733.0))), 0);
        // only on two of four pages
        let mut two = all(|line| line.italic());
        two.iter_mut().take(2).for_each(Vec::clear);
        assert_eq!(count(&two), 0);
    }
}
