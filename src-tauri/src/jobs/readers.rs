//! How many files are read at the same time.

use std::num::NonZero;

use crate::weights;

/// Bytes of memory for each file that is read at the same time: what the process that opens it may use, and as much again for
/// what becomes of it here.
const MEMORY_OF_A_READER: u64 = 2 * (1 << 30);

/// How many threads read files: each starts a process that uses one core, and one core is left to the window.
pub(super) fn readers() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let (memory, _) = weights::memory();
    readers_with(cores, memory)
}

/// The number of readers on a machine with these cores and this memory, in bytes.
fn readers_with(cores: usize, memory: u64) -> usize {
    let room = usize::try_from(memory / MEMORY_OF_A_READER).unwrap_or(usize::MAX);
    cores.saturating_sub(1).min(room).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Limits;

    const GIB: u64 = 1 << 30;

    #[test]
    fn files_are_read_on_all_cores_but_one_as_far_as_the_memory_goes() {
        assert_eq!(readers_with(16, 64 * GIB), 15);
        assert_eq!(readers_with(16, 8 * GIB), 4);
        assert_eq!(readers_with(2, 8 * GIB), 1);
        // one file is read in any case, also where the system says nothing
        assert_eq!(readers_with(1, 64 * GIB), 1);
        assert_eq!(readers_with(16, 0), 1);
        assert_eq!(MEMORY_OF_A_READER, 2 * Limits::default().memory_bytes);
    }
}
