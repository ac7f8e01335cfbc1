//! Which sentences a model reads together: windows with sentence borders as edges, along sections if possible.

use std::ops::Range;

/// Packs sentences into windows of at most `budget` tokens. `lengths` are the sentences' tokens; a sentence with
/// `begins[i]` is the first of its section. A text that fits is one window. Otherwise neighbouring sections share
/// a window while they fit, and a section that does not fit is cut into windows of nearly equal length. A sentence
/// longer than `budget` has a window of its own.
pub(crate) fn pack(lengths: &[usize], begins: &[bool], budget: usize) -> Vec<Range<usize>> {
    let budget = budget.max(1);
    let total = |range: &Range<usize>| lengths.get(range.clone()).map_or(0, |l| l.iter().sum());
    let mut windows: Vec<Range<usize>> = Vec::new();
    // whether the next section may join the last window
    let mut open = false;
    for section in sections(lengths.len(), begins) {
        let length: usize = total(&section);
        if open
            && let Some(last) = windows.last_mut()
            && total(last) + length <= budget
        {
            last.end = section.end;
        } else if length <= budget {
            windows.push(section);
            open = true;
        } else {
            windows.extend(cut(section, lengths, length, budget));
            open = false;
        }
    }
    windows
}

/// Packs each section by itself, for a summary section by section. A section of fewer than `least` tokens is too
/// short to summarize and joins the section before it; short sections at the beginning join the first that is long
/// enough.
pub(super) fn by_section(
    lengths: &[usize],
    begins: &[bool],
    budget: usize,
    least: usize,
) -> Vec<Range<usize>> {
    let total = |range: &Range<usize>| -> usize {
        lengths.get(range.clone()).map_or(0, |l| l.iter().sum())
    };
    let mut groups: Vec<Range<usize>> = Vec::new();
    for section in sections(lengths.len(), begins) {
        match groups.last_mut() {
            Some(last) if total(&section) < least || total(last) < least => last.end = section.end,
            _ => groups.push(section),
        }
    }
    groups
        .into_iter()
        .flat_map(|group| {
            let inside = lengths.get(group.clone()).unwrap_or_default();
            let begins = begins.get(group.clone()).unwrap_or_default();
            pack(inside, begins, budget)
                .into_iter()
                .map(move |window| group.start + window.start..group.start + window.end)
        })
        .collect()
}

fn sections(sentences: usize, begins: &[bool]) -> Vec<Range<usize>> {
    let mut sections: Vec<Range<usize>> = Vec::new();
    for index in 0..sentences {
        match sections.last_mut() {
            Some(last) if !begins.get(index).copied().unwrap_or(false) => last.end = index + 1,
            _ => sections.push(index..index + 1),
        }
    }
    sections
}

/// Cuts a section of `length` tokens: each window takes an equal share of what is left, so that the last window is
/// not a remnant.
fn cut(
    section: Range<usize>,
    lengths: &[usize],
    length: usize,
    budget: usize,
) -> Vec<Range<usize>> {
    let mut windows = Vec::new();
    let mut left = length;
    let mut start = section.start;
    while start < section.end {
        let share = left.div_ceil(left.div_ceil(budget).max(1));
        let mut end = start;
        let mut taken = 0;
        while let Some(next) = lengths.get(end).filter(|_| end < section.end) {
            let too_long = taken + next > budget;
            let enough = taken >= share;
            if end > start && (too_long || enough) {
                break;
            }
            taken += next;
            end += 1;
        }
        windows.push(start..end);
        left -= taken.min(left);
        start = end.max(start + 1);
    }
    windows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_that_fits_is_one_window() {
        assert_eq!(pack(&[5, 5, 5], &[true, true, true], 15), vec![0..3; 1]);
        assert!(pack(&[], &[], 15).is_empty());
    }

    #[test]
    fn sections_stay_whole_where_they_fit() {
        let begins = [true, false, true, false, true, false];
        assert_eq!(pack(&[4, 4, 4, 4, 4, 4], &begins, 17), [0..4, 4..6]);
        assert_eq!(pack(&[4, 4, 4, 4, 4, 4], &begins, 10), [0..2, 2..4, 4..6]);
    }

    #[test]
    fn a_long_section_is_cut_evenly() {
        let lengths = [1; 21];
        let windows = pack(&lengths, &[], 10);
        assert_eq!(windows, [0..7, 7..14, 14..21]);
    }

    #[test]
    fn section_by_section_no_window_holds_two_that_are_long_enough() {
        let begins = [true, false, true, false, true, true, false];
        let lengths = [9, 9, 9, 9, 2, 9, 9];
        // the short fifth sentence joins the section before it
        assert_eq!(by_section(&lengths, &begins, 100, 5), [0..2, 2..5, 5..7]);
        assert_eq!(by_section(&lengths, &begins, 10, 5).len(), 7);
        // a short beginning joins what follows
        assert_eq!(by_section(&[2, 9, 9], &[true; 3], 100, 5), [0..2, 2..3]);
        assert!(by_section(&[], &[], 100, 5).is_empty());
    }

    proptest! {
        #[test]
        fn every_sentence_is_read_once_and_no_window_is_too_long(
            sentences in prop::collection::vec((1usize..60, any::<bool>()), 0..120),
            budget in 1usize..200,
        ) {
            let (lengths, begins): (Vec<_>, Vec<_>) = sentences.into_iter().unzip();
            for windows in [pack(&lengths, &begins, budget), by_section(&lengths, &begins, budget, 30)] {
                let mut next = 0;
                for window in &windows {
                    prop_assert_eq!(window.start, next);
                    prop_assert!(window.end > window.start);
                    let length: usize = lengths[window.clone()].iter().sum();
                    prop_assert!(length <= budget || window.len() == 1);
                    next = window.end;
                }
                prop_assert_eq!(next, lengths.len());
            }
        }
    }
}
