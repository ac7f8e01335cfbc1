//! The example paper that comes with Pagewing.

/// The example paper. `assets/example/LICENSE.md` names its source.
pub const PAPER: &[u8] =
    include_bytes!("../../../../assets/example/shelf-life-of-small-fruits.pdf");
