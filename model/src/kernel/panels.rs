//! Products `x wᵀ` with weights in the order of the loop: panels of 16 outputs, and in a panel, group of inputs
//! after group, the weights of the 16 outputs beside each other.
//!
//! A group is four bytes of `x`: one input in f32, four in int8. So a group of a panel is 64 bytes, one
//! register of AVX-512 or two of AVX2, and one loop serves both kinds of numbers, many rows and few: with few
//! rows it reads the weights once, front to back, at the speed of memory; with many it keeps the sums of a tile
//! of rows and panels in registers. Nothing is packed at run time, and the layout is the same on every
//! processor, so that a file can map it.
//!
//! The loop sums every output in the order of its inputs, regardless of the tile and the number of threads:
//! results depend on neither.

use std::ops::Range;

use rayon::prelude::*;

use super::{prefetch, team};

/// Number of outputs in one panel.
pub(crate) const PANEL: usize = 16;

/// Number of bytes of `x` in one group.
pub(crate) const GROUP: usize = 4;

/// Number of bytes in one group of a panel.
pub(crate) const PANEL_GROUP: usize = GROUP * PANEL;

/// Groups that the loop sums in registers before it adds the sum to the output: this keeps rounding small in
/// f32, and the loop's data within the first two caches.
const DEPTH: usize = 1024;

/// How many bytes ahead the loop prefetches. The processor's own guess ends with a page, and few loads fit
/// between the many instructions for one.
pub(crate) const AHEAD: usize = 4096;

/// Rows of a task, if there are many.
pub(crate) const ROWS: usize = 48;

/// The arithmetic of one kind of numbers on one instruction set.
///
/// # Safety
/// The methods may be called only on processors that have the instructions of the implementation.
pub(crate) trait Arithmetic: Sized {
    /// The sums of 16 outputs, in registers.
    type Sums: Copy;
    /// The type of one sum: f32 or i32.
    type Number: Copy + Default;
    /// Rows and panels of a tile whose sums the registers can hold: at most 12 x 2 or 6 x 4. Rows are often
    /// a multiple of 4,096 bytes apart, and the first cache keeps eight such: 6 x 4 is faster in f32.
    const TILE: (usize, usize);
    /// Up to this number of rows (at most 12), a tile is one panel: few rows wait for memory more than for
    /// arithmetic, and one stream of memory is faster.
    const FEW: usize;
    /// Sums of zero.
    unsafe fn zero() -> Self::Sums;
    /// Adds the products of one group.
    unsafe fn add(sums: Self::Sums, x: [u8; GROUP], w: &[u8; PANEL_GROUP]) -> Self::Sums;
    /// The sums in the order of the outputs.
    unsafe fn store(sums: Self::Sums) -> [Self::Number; PANEL];
    /// The sums of `M` rows and `P` panels, all of the same number of groups.
    #[inline(always)]
    unsafe fn sums<const M: usize, const P: usize>(
        x: [&[[u8; GROUP]]; M],
        w: [&[[u8; PANEL_GROUP]]; P],
    ) -> TileSums<Self::Number, M, P> {
        // SAFETY: the caller guarantees it.
        unsafe { group_by_group::<Self, M, P>(x, w) }
    }
}

/// Panel by panel, the sums of each row.
pub(crate) type TileSums<N, const M: usize, const P: usize> = [[[N; PANEL]; M]; P];

/// The inputs of a product.
#[derive(Clone, Copy)]
pub(crate) struct Operands<'a> {
    /// The rows, in groups.
    pub(crate) x: &'a [u8],
    /// Bytes from one row to the next.
    pub(crate) stride: usize,
    /// The panels of the weights.
    pub(crate) w: &'a [u8],
    /// Groups of a row and of a panel.
    pub(crate) groups: usize,
}

/// Receives the sums of a product.
pub(crate) trait Sink<N>: Sync {
    /// Receives the sums of one row and panel; unless they are the `first`, adds them to earlier ones.
    ///
    /// # Safety
    /// At any time, only one thread may put a given panel of a given row.
    unsafe fn put(&self, row: usize, panel: usize, sums: &[N; PANEL], first: bool);

    /// Receives the sums of `M` rows of a panel, from `row` on.
    ///
    /// # Safety
    /// The same as for [`Self::put`].
    #[inline(always)]
    unsafe fn put_rows<const M: usize>(
        &self,
        row: usize,
        panel: usize,
        sums: &[[N; PANEL]; M],
        first: bool,
    ) {
        for (r, sums) in sums.iter().enumerate() {
            // SAFETY: the caller guarantees it.
            unsafe { self.put(row + r, panel, sums, first) }
        }
    }
}

/// Computes the rows `rows` and the panels `panels` of a product, on this thread.
///
/// # Safety
/// The processor must have the instructions of `S`, and no other thread may work on the same part.
#[inline(always)]
pub(crate) unsafe fn part<S: Arithmetic, O: Sink<S::Number>>(
    o: Operands,
    rows: Range<usize>,
    panels: Range<usize>,
    out: &O,
) {
    if rows.is_empty() || panels.is_empty() {
        return;
    }
    let mut from = 0;
    while from < o.groups {
        let depth = DEPTH.min(o.groups - from);
        let (most, widest) = if rows.len() <= S::FEW {
            (S::FEW, 1)
        } else {
            S::TILE
        };
        let mut panel = panels.start;
        while panel < panels.end {
            let width = (panels.end - panel).min(widest);
            let mut row = rows.start;
            while row < rows.end {
                let count = (rows.end - row).min(most);
                let place = Place {
                    x: &o.x[row * o.stride + from * GROUP..],
                    stride: o.stride,
                    w: &o.w[(panel * o.groups + from) * PANEL_GROUP..],
                    panel_stride: o.groups * PANEL_GROUP,
                    depth,
                    row,
                    panel,
                    first: from == 0,
                };
                macro_rules! tiles {
                    ($(($m:literal, $p:literal))*) => {
                        match (count, width) {
                            $(
                                // SAFETY: the caller guarantees it.
                                ($m, $p) if const { fits::<S>($m, $p) } => unsafe {
                                    tile::<S, O, $m, $p>(place, out)
                                },
                            )*
                            _ => unreachable!("a tile is no larger than the registers"),
                        }
                    };
                }
                tiles!((1, 1)(2, 1)(3, 1)(4, 1)(5, 1)(6, 1)(7, 1)(8, 1)(9, 1)(
                    10, 1
                )(11, 1)(12, 1)(1, 2)(2, 2)(3, 2)(4, 2)(5, 2)(
                    6, 2
                )(7, 2)(8, 2)(9, 2)(10, 2)(11, 2)(12, 2)(
                    1, 3
                )(2, 3)(3, 3)(4, 3)(5, 3)(6, 3)(1, 4)(2, 4)(
                    3, 4
                )(4, 4)(5, 4)(6, 4));
                row += count;
            }
            panel += width;
        }
        from += depth;
    }
}

/// Whether a product with `S` has tiles of this size; the compiler can omit the others.
const fn fits<S: Arithmetic>(rows: usize, panels: usize) -> bool {
    (rows <= S::TILE.0 && panels <= S::TILE.1) || (rows <= S::FEW && panels == 1)
}

/// The place of a tile.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The rows, from the first group that the tile reads.
    x: &'a [u8],
    stride: usize,
    /// The panels, from the first group that the tile reads.
    w: &'a [u8],
    panel_stride: usize,
    depth: usize,
    row: usize,
    panel: usize,
    first: bool,
}

/// `M` rows by `P` panels.
///
/// # Safety
/// The same as for [`part`].
#[inline(always)]
unsafe fn tile<S: Arithmetic, O: Sink<S::Number>, const M: usize, const P: usize>(
    at: Place,
    out: &O,
) {
    // slices of one known length leave no bounds check inside the loop, which would take the sums out
    // of their registers
    let x: [&[[u8; GROUP]]; M] =
        std::array::from_fn(|r| &at.x[r * at.stride..].as_chunks().0[..at.depth]);
    let w: [&[[u8; PANEL_GROUP]]; P] =
        std::array::from_fn(|p| &at.w[p * at.panel_stride..].as_chunks().0[..at.depth]);
    // SAFETY: the caller guarantees it.
    unsafe {
        let sums = S::sums(x, w);
        for (p, sums) in sums.iter().enumerate() {
            out.put_rows(at.row, at.panel + p, sums, at.first);
        }
    }
}

/// [`Arithmetic::sums`] of a group after the other.
///
/// # Safety
/// The processor must have the instructions of `S`.
#[inline(always)]
#[allow(
    clippy::needless_range_loop,
    reason = "the loops are to be unrolled over fixed-size arrays"
)]
pub(crate) unsafe fn group_by_group<S: Arithmetic, const M: usize, const P: usize>(
    x: [&[[u8; GROUP]]; M],
    w: [&[[u8; PANEL_GROUP]]; P],
) -> TileSums<S::Number, M, P> {
    // SAFETY: the caller guarantees it.
    unsafe {
        let mut sums = [[S::zero(); P]; M];
        for group in 0..w[0].len() {
            if P == 1 {
                prefetch::line::<AHEAD>(w[0][group].as_ptr());
            }
            for r in 0..M {
                for p in 0..P {
                    sums[r][p] = S::add(sums[r][p], x[r][group], &w[p][group]);
                }
            }
        }
        // a loop short enough to be unrolled: indexed in the next one, the sums would be kept in memory
        let mut done = [[[S::Number::default(); PANEL]; M]; P];
        for p in 0..P {
            for r in 0..M {
                done[p][r] = S::store(sums[r][p]);
            }
        }
        done
    }
}

/// Divides a product among the threads: by rows if there are many, else by panels.
pub(crate) fn share(rows: usize, panels: usize, work: impl Fn(Range<usize>, Range<usize>) + Sync) {
    if rows >= 2 * ROWS {
        (0..rows.div_ceil(ROWS)).into_par_iter().for_each(|task| {
            work(task * ROWS..((task + 1) * ROWS).min(rows), 0..panels);
        });
        return;
    }
    // a few tasks per thread, so that one slow thread does not delay the others
    let chunk = panels
        .div_ceil(8 * rayon::current_num_threads())
        .next_multiple_of(4);
    team::each(panels.div_ceil(chunk), |task| {
        work(0..rows, task * chunk..((task + 1) * chunk).min(panels));
    });
}

/// Copies as much as fits. A panel is usually whole, and copying a constant number of values needs no call.
#[inline(always)]
pub(crate) fn put_all(to: &mut [f32], from: &[f32; PANEL]) {
    match <&mut [f32; PANEL]>::try_from(&mut *to) {
        Ok(to) => *to = *from,
        Err(_) => to.copy_from_slice(&from[..to.len()]),
    }
}

/// The address of a matrix whose parts different threads write.
#[derive(Clone, Copy)]
pub(crate) struct Matrix {
    values: *mut f32,
    rows: usize,
    width: usize,
}

// SAFETY: writing through it is unsafe and requires disjoint parts.
unsafe impl Sync for Matrix {}

impl Matrix {
    /// Rows of `width` values.
    pub(crate) fn new(values: &mut [f32], width: usize) -> Self {
        Self {
            values: values.as_mut_ptr(),
            rows: values.len() / width.max(1),
            width,
        }
    }

    /// The part of a row that a panel covers.
    ///
    /// # Safety
    /// The matrix must still be borrowed, and nothing else may use this part.
    #[inline(always)]
    #[allow(
        clippy::mut_from_ref,
        reason = "disjoint parts are the caller's promise"
    )]
    pub(crate) unsafe fn panel(&self, row: usize, panel: usize) -> &mut [f32] {
        let start = panel * PANEL;
        assert!(row < self.rows && start < self.width);
        let count = PANEL.min(self.width - start);
        // SAFETY: the check above keeps it within the matrix; the caller guarantees that nothing else uses it.
        unsafe { std::slice::from_raw_parts_mut(self.values.add(row * self.width + start), count) }
    }
}
