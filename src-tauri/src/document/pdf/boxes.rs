//! Tables whose cells are drawn as boxes, each with its four edges in one stroke, as many programs do that write bills
//! and lists, and tables with bands of colour behind every other row: the edges are rules.
//!
//! A box alone is the frame of a text, and two of them are a text under its title. Boxes under each other are rows if
//! something divides them into columns.

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};

use crate::document::types::Rect;

/// A page with more boxes than this is a drawing, not worth quadratic work.
pub(super) const MOST_BOXES: usize = 400;
/// The fewest boxes that are the cells of a table.
const FEWEST: usize = 3;
/// A box that is narrower or lower than this, in points, holds no text.
const LEAST: f32 = 8.0;
/// The height of a band of colour behind a row, at most, and its width, at least, in points.
const HIGHEST_BAND: f32 = 120.0;
const NARROWEST_BAND: f32 = 60.0;
/// The fewest bands of a table, and the most room between two of them, in points.
const FEWEST_BANDS: usize = 3;
const BANDS_APART: f32 = 45.0;
/// Edges of boxes that differ by less than this, in points, are the same.
const SAME_EDGE: f32 = 1.5;
/// A path of more elements is a drawing.
const MOST_ELEMENTS: usize = 600;

/// The boxes of a path that consists of nothing else.
pub(super) fn boxes_of(path: &BezPath, transform: Affine) -> Vec<Rect> {
    let elements = path.elements();
    if elements.len() > MOST_ELEMENTS {
        return Vec::new();
    }
    let parts = elements.chunk_by(|_, next| !matches!(next, PathEl::MoveTo(_)));
    let boxes: Option<Vec<Rect>> = parts.map(|part| box_of(part, transform)).collect();
    boxes.unwrap_or_default()
}

/// The box that a part of a path draws, if its edges run along those of the page.
fn box_of(part: &[PathEl], transform: Affine) -> Option<Rect> {
    let mut corners: Vec<Point> = Vec::new();
    for element in part {
        match element {
            PathEl::MoveTo(point) | PathEl::LineTo(point) => corners.push(transform * *point),
            PathEl::ClosePath => {}
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => return None,
        }
    }
    let level = |a: &Point, b: &Point| (a.y - b.y).abs() < 0.5;
    let upright = |a: &Point, b: &Point| (a.x - b.x).abs() < 0.5;
    if let [first, .., last] = corners.as_slice()
        && corners.len() == 5
        && level(first, last)
        && upright(first, last)
    {
        corners.pop();
    }
    let [a, b, c, d] = corners.as_slice() else {
        return None;
    };
    let is_box = (level(a, b) && upright(b, c) && level(c, d) && upright(d, a))
        || (upright(a, b) && level(b, c) && upright(c, d) && level(d, a));
    let area = Rect {
        x0: a.x.min(c.x) as f32,
        y0: a.y.min(c.y) as f32,
        x1: a.x.max(c.x) as f32,
        y1: a.y.max(c.y) as f32,
    };
    let is_finite = area.width().is_finite() && area.height().is_finite();
    (is_box && is_finite && area.width() >= LEAST && area.height() >= LEAST).then_some(area)
}

/// The edges of those boxes that share whole edges with others, as the cells of a table do. `rules` are the other strokes
/// of the page.
pub(super) fn edges(boxes: &[Rect], rules: &[Rect]) -> Vec<Rect> {
    let mut cells: Vec<Rect> = Vec::new();
    for area in boxes.iter().take(MOST_BOXES + 1) {
        // a box may be drawn twice
        add(&mut cells, *area);
    }
    if cells.len() > MOST_BOXES {
        return Vec::new();
    }
    let mut seen = vec![false; cells.len()];
    let mut found: Vec<Rect> = Vec::new();
    for start in 0..cells.len() {
        if std::mem::replace(seen.get_mut(start).unwrap_or(&mut true), true) {
            continue;
        }
        let mut members = vec![start];
        let mut next = 0;
        while let Some(own) = members.get(next).and_then(|at| cells.get(*at)) {
            for (at, other) in cells.iter().enumerate() {
                if let Some(flag) = seen.get_mut(at)
                    && !*flag
                    && (are_beside(own, other) || are_stacked(own, other))
                {
                    *flag = true;
                    members.push(at);
                }
            }
            next += 1;
        }
        let areas: Vec<&Rect> = members.iter().filter_map(|at| cells.get(*at)).collect();
        if areas.len() < FEWEST || !have_columns(&areas, rules) {
            continue;
        }
        for edge in areas.into_iter().flat_map(edges_of) {
            add(&mut found, edge);
        }
    }
    found
}

/// The upper and lower edges of areas of colour that are the grounds of rows: several of the same width, with little room
/// between them. The cells of a row may be coloured one by one.
pub(super) fn edges_of_bands(areas: &[Rect]) -> Vec<Rect> {
    if areas.len() > MOST_BOXES {
        return Vec::new();
    }
    let mut bands: Vec<Rect> = Vec::new();
    let low = areas.iter().filter(|area| area.height() <= HIGHEST_BAND);
    for area in low {
        let goes_on = |band: &&mut Rect| {
            let alike = is_near(band.y0, area.y0) && is_near(band.y1, area.y1);
            alike && area.x0 <= band.x1 + SAME_EDGE && area.x1 >= band.x0 - SAME_EDGE
        };
        match bands.iter_mut().find(goes_on) {
            Some(band) => *band = band.union(area),
            None => bands.push(*area),
        }
    }
    bands.retain(|band| band.width() >= NARROWEST_BAND);
    bands.sort_by(|a, b| b.y1.total_cmp(&a.y1));
    let mut found: Vec<Rect> = Vec::new();
    for (start, band) in bands.iter().enumerate() {
        let [lower, ..] = edges_of(band);
        if found.iter().any(|other| are_same(other, &lower)) {
            continue;
        }
        // those that follow each other from here on down
        let mut rows: Vec<&Rect> = vec![band];
        for band in bands.iter().skip(start + 1) {
            let follows = rows.last().is_some_and(|last| {
                let gap = last.y0 - band.y1;
                let alike = is_near(last.x0, band.x0) && is_near(last.x1, band.x1);
                alike && (-SAME_EDGE..=BANDS_APART).contains(&gap)
            });
            if follows {
                rows.push(band);
            }
        }
        if rows.len() < FEWEST_BANDS {
            continue;
        }
        for band in rows {
            let [lower, upper, ..] = edges_of(band);
            add(&mut found, lower);
            add(&mut found, upper);
        }
    }
    found
}

/// Adds an area unless it is there.
fn add(areas: &mut Vec<Rect>, area: Rect) {
    if !areas.iter().any(|other| are_same(other, &area)) {
        areas.push(area);
    }
}

fn is_near(a: f32, b: f32) -> bool {
    (a - b).abs() < SAME_EDGE
}

fn are_same(a: &Rect, b: &Rect) -> bool {
    is_near(a.x0, b.x0) && is_near(a.x1, b.x1) && is_near(a.y0, b.y0) && is_near(a.y1, b.y1)
}

/// Whether two boxes have a whole upright edge in common.
fn are_beside(a: &Rect, b: &Rect) -> bool {
    let alike = is_near(a.y0, b.y0) && is_near(a.y1, b.y1);
    alike && (is_near(a.x0, b.x1) || is_near(a.x1, b.x0))
}

/// Whether two boxes have a whole level edge in common.
fn are_stacked(a: &Rect, b: &Rect) -> bool {
    let alike = is_near(a.x0, b.x0) && is_near(a.x1, b.x1);
    alike && (is_near(a.y0, b.y1) || is_near(a.y1, b.y0))
}

/// Whether some boxes stand side by side, or an upright stroke divides one.
fn have_columns(areas: &[&Rect], rules: &[Rect]) -> bool {
    let divides = |rule: &Rect, area: &Rect| {
        let common = rule.y1.min(area.y1) - rule.y0.max(area.y0);
        let inside = rule.x0 > area.x0 + LEAST && rule.x1 < area.x1 - LEAST;
        inside && rule.width() <= 2.0 * SAME_EDGE && common > 0.5 * area.height()
    };
    areas.iter().any(|area| {
        areas.iter().any(|other| are_beside(area, other))
            || rules.iter().any(|rule| divides(rule, area))
    })
}

fn edges_of(area: &Rect) -> [Rect; 4] {
    [
        Rect {
            y1: area.y0,
            ..*area
        },
        Rect {
            y0: area.y1,
            ..*area
        },
        Rect {
            x1: area.x0,
            ..*area
        },
        Rect {
            x0: area.x1,
            ..*area
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(x0: f32, y0: f32, x1: f32, y1: f32) -> Rect {
        Rect { x0, y0, x1, y1 }
    }

    /// Draws a closed path through these points.
    fn draw(path: &mut BezPath, points: &[(f64, f64)]) {
        for (at, point) in points.iter().enumerate() {
            match at {
                0 => path.move_to(*point),
                _ => path.line_to(*point),
            }
        }
        path.close_path();
    }

    #[test]
    fn a_path_of_boxes_gives_boxes_and_one_of_other_shapes_gives_none() {
        let mut path = BezPath::new();
        draw(
            &mut path,
            &[(10.0, 10.0), (60.0, 10.0), (60.0, 30.0), (10.0, 30.0)],
        );
        draw(
            &mut path,
            &[(60.0, 10.0), (60.0, 30.0), (90.0, 30.0), (90.0, 10.0)],
        );
        let boxes = [area(10.0, 10.0, 60.0, 30.0), area(60.0, 10.0, 90.0, 30.0)];
        assert_eq!(boxes_of(&path, Affine::IDENTITY), boxes);
        draw(&mut path, &[(10.0, 10.0), (60.0, 10.0), (35.0, 40.0)]);
        assert_eq!(boxes_of(&path, Affine::IDENTITY), []);
    }

    #[test]
    fn the_edges_of_cells_are_rules_once_and_those_of_frames_are_none() {
        // two rows of two cells
        let cells = [
            area(50.0, 600.0, 150.0, 620.0),
            area(150.0, 600.0, 300.0, 620.0),
            area(50.0, 580.0, 150.0, 600.0),
            area(150.0, 580.0, 300.0, 600.0),
        ];
        let rules = edges(&cells, &[]);
        assert_eq!(rules.len(), 12);
        let again = [cells.as_slice(), &cells].concat();
        assert_eq!(edges(&again, &[]), rules);
        // a text under its title, drawn twice, and boxes that stand apart
        let title = area(50.0, 700.0, 300.0, 720.0);
        let text = area(50.0, 640.0, 300.0, 700.0);
        let apart = area(320.0, 640.0, 420.0, 700.0);
        assert_eq!(edges(&[title, text, title, text, apart], &[]), []);
    }

    #[test]
    fn boxes_under_each_other_are_rows_if_a_stroke_divides_them() {
        let rows = [0.0, 20.0, 40.0].map(|y| area(50.0, 600.0 + y, 300.0, 620.0 + y));
        assert_eq!(edges(&rows, &[]), []);
        let stroke = area(150.0, 600.0, 150.0, 620.0);
        // four level edges, and three on each side
        assert_eq!(edges(&rows, &[stroke]).len(), 10);
    }

    #[test]
    fn bands_behind_every_other_row_divide_rows_and_a_highlighted_line_does_not() {
        let band = |y: f32| area(50.0, y, 400.0, y + 16.0);
        let bands = [band(700.0), band(668.0), band(636.0)];
        let rules = edges_of_bands(&bands);
        assert_eq!(rules.len(), 6);
        // cells that are coloured one by one
        let cells: Vec<Rect> = bands
            .iter()
            .flat_map(|band| {
                let left = Rect { x1: 200.0, ..*band };
                let right = Rect { x0: 200.0, ..*band };
                [left, right]
            })
            .collect();
        assert_eq!(edges_of_bands(&cells), rules);
        assert_eq!(edges_of_bands(&[band(700.0), band(668.0)]), []);
        // a head, a foot and a box between them
        let far = [band(780.0), band(400.0), band(20.0)];
        assert_eq!(edges_of_bands(&far), []);
    }
}
