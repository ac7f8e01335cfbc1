//! The reading order of lines that contain right-to-left text, which files draw in visual order.

use unicode_bidi::{BidiClass, bidi_class};

use super::letter::Letter;

fn is_mark(letter: &Letter) -> bool {
    bidi_class(letter.character) == BidiClass::NSM
}

/// Letters from left to right, each followed by the marks that stand on it.
pub(super) fn marks_behind(sorted: &[Letter]) -> Vec<Letter> {
    let middle = |letter: &Letter| (letter.x0 + letter.x1) / 2.0;
    let mut clusters: Vec<Vec<Letter>> = Vec::new();
    for (place, letter) in sorted.iter().enumerate() {
        if !is_mark(letter) {
            clusters.push(vec![*letter]);
        } else if let Some(cluster) = clusters.last_mut() {
            cluster.push(*letter);
        } else {
            // a mark on the first letter, but slightly to its left
            let base = sorted.iter().skip(place).find(|letter| !is_mark(letter));
            clusters.extend(base.map(|_| Vec::new()));
            if let Some(cluster) = clusters.last_mut() {
                cluster.push(*letter);
            }
        }
    }
    // a mark that is nearer to the letter on its right belongs to that one
    for place in 1..clusters.len() {
        let Some([left, right]) = clusters.get_mut(place - 1..=place) else {
            continue;
        };
        let (Some(base), Some(next)) = (left.first().copied(), right.first().copied()) else {
            continue;
        };
        while let Some(mark) = left.last().copied().filter(is_mark)
            && (is_mark(&base)
                || (middle(&mark) - middle(&next)).abs()
                    < (middle(&mark) - middle(&base)).abs() - 0.01)
        {
            left.pop();
            right.insert(1, mark);
        }
    }
    clusters.into_iter().flatten().collect()
}

/// Returns the items at these indices, in the order of the indices.
pub(super) fn pick<T: Copy>(from: &[T], order: &[usize]) -> Vec<T> {
    order
        .iter()
        .filter_map(|index| from.get(*index).copied())
        .collect()
}

/// The reading order of characters in visual order, as indices. A line that runs from the right is reversed
/// whole and its left-to-right runs are reversed back; in a line that runs from the left, only the
/// right-to-left runs are reversed.
pub(super) fn reading_order(text: &[char], from_right: bool) -> Vec<usize> {
    let strong = |c: char| match bidi_class(c) {
        BidiClass::R | BidiClass::AL => Some(true),
        BidiClass::L | BidiClass::EN | BidiClass::AN => Some(false),
        _ => None,
    };
    let mut order: Vec<usize> = (0..text.len()).collect();
    if from_right {
        order.reverse();
    }
    // a run of the other direction, from its first to its last strong character
    let mut from = 0;
    let mut done = 0;
    while from < order.len() {
        let at = |place: usize| {
            order
                .get(place)
                .and_then(|i| text.get(*i))
                .and_then(|c| strong(*c))
        };
        if at(from) != Some(!from_right) {
            from += 1;
            continue;
        }
        let mut last = from;
        let mut place = from + 1;
        while place < order.len() && at(place) != Some(from_right) {
            if at(place).is_some() {
                last = place;
            }
            place += 1;
        }
        // marks after the last letter of the run belong to that letter
        let is_mark = |place: usize| {
            let character = order.get(place).and_then(|i| text.get(*i));
            character.is_some_and(|c| bidi_class(*c) == BidiClass::NSM)
        };
        while is_mark(last + 1) {
            last += 1;
        }
        let first = match from_right {
            true => with_signs(text, &order, done..=from, &mut last),
            false => from,
        };
        if let Some(run) = order.get_mut(first..=last) {
            run.reverse();
        }
        done = last + 1;
        from = last + 1;
    }
    // after the reversal, marks stand before their letter
    let class = |place: usize| {
        order
            .get(place)
            .and_then(|i| text.get(*i))
            .map(|c| bidi_class(*c))
    };
    let mut marks = 0;
    let mut clusters = Vec::new();
    for place in 0..order.len() {
        match class(place) {
            Some(BidiClass::NSM) => marks += 1,
            Some(BidiClass::R | BidiClass::AL) => {
                clusters.push(place - marks..=place);
                marks = 0;
            }
            _ => marks = 0,
        }
    }
    for cluster in clusters {
        if let Some(cluster) = order.get_mut(cluster) {
            cluster.reverse();
        }
    }
    order
}

/// Widens a run of characters from the left by the signs of the numbers at its ends ("10%", "$5"), and returns where it
/// begins then. It begins at the end of `before`, whose first place is the first that is free.
fn with_signs(
    text: &[char],
    order: &[usize],
    before: std::ops::RangeInclusive<usize>,
    last: &mut usize,
) -> usize {
    let is = |place: usize, class: BidiClass| {
        let character = order.get(place).and_then(|i| text.get(*i));
        character.is_some_and(|c| bidi_class(*c) == class)
    };
    let is_digit = |place: usize| is(place, BidiClass::EN) || is(place, BidiClass::AN);
    let (free, mut first) = before.into_inner();
    if is_digit(first) {
        while first > free && is(first - 1, BidiClass::ET) {
            first -= 1;
        }
    }
    if is_digit(*last) {
        while is(*last + 1, BidiClass::ET) {
            *last += 1;
        }
    }
    first
}

/// Text that runs from the right draws its brackets mirrored.
pub(super) fn mirror(character: &mut char) {
    *character = match *character {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        other => other,
    };
}
