//! Labels in a column of their own, to the left of a column of fields: each names the field of its row, however far away it
//! stands and whatever is printed between the rows.

/// Edges that differ by less than this, in points, stand under each other.
const SAME_EDGE: f32 = 4.0;
/// The fewest fields of such a column.
const FEWEST: usize = 3;
/// At most one field in this many has words above it. If more do, the words above are the labels.
const OF_WORDS_ABOVE: usize = 3;

/// A field with something printed to its left.
pub(super) struct Named {
    /// Where the field begins, in points.
    pub(super) field: f32,
    /// Where the words to its left begin, in points.
    pub(super) words: f32,
    /// Whether there are words right above it, too.
    pub(super) has_above: bool,
}

/// The fields of a page with something printed to their left.
#[derive(Default)]
pub(super) struct LabelColumns(pub(super) Vec<Named>);

impl LabelColumns {
    /// Whether words that begin at `words` are the label of a field that begins at `field`, because the labels of other
    /// fields above or below it begin there, too.
    pub(super) fn hold(&self, field: f32, words: f32) -> bool {
        let is_same = |a: f32, b: f32| (a - b).abs() < SAME_EDGE;
        let column = || {
            let all = self.0.iter();
            all.filter(|other| is_same(other.field, field) && is_same(other.words, words))
        };
        let above = column().filter(|other| other.has_above).count();
        let all = column().count();
        all >= FEWEST && OF_WORDS_ABOVE * above <= all
    }
}
