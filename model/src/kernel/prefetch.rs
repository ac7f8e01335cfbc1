//! Hints to bring memory nearer before it is read: a processor guesses the next read well only if it lies next.

/// Prefetches the cache line `AHEAD` bytes after `from`, a multiple of 8 below 32,768; that place need not exist.
#[inline(always)]
pub(crate) fn line<const AHEAD: usize>(from: *const u8) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a hint, which every x86-64 processor takes and which never fails.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(from.wrapping_add(AHEAD).cast()) }
    }
    // the standard library's function is not stable
    #[cfg(target_arch = "aarch64")]
    // SAFETY: a hint, which every 64-bit ARM takes and which never fails.
    unsafe {
        std::arch::asm!(
            "prfm pldl1keep, [{from}, #{ahead}]",
            from = in(reg) from,
            ahead = const AHEAD,
            options(nomem, nostack, preserves_flags),
        );
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    let _ = from;
}

/// Prefetches the first `bytes` at `from`, every cache line of them.
#[inline(always)]
pub(crate) fn start<T>(from: &[T], bytes: usize) {
    for offset in (0..bytes).step_by(64) {
        line::<0>(from.as_ptr().cast::<u8>().wrapping_add(offset));
    }
}
