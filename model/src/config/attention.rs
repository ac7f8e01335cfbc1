//! How an encoder attends: what configurations name, and what the loader chooses.

/// Which attention an encoder uses for inputs that are long enough for the sparse one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttentionType {
    /// Every token reads every token.
    OriginalFull,
    /// Window, global and random blocks.
    BlockSparse,
}

impl AttentionType {
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "original_full" => Some(Self::OriginalFull),
            "block_sparse" => Some(Self::BlockSparse),
            _ => None,
        }
    }
}

/// Where the random blocks of block-sparse attention come from.
///
/// Swapping the pattern moves the encoder's output by 0.1 to 0.6 per element on average (random
/// weights, `shared/reference/forward/pattern_effect.json`), so this is a choice about the model, not
/// about rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RandomBlocks {
    /// As drawn by Google's code, which trained the published weights: seeded with the layer's index;
    /// the paper's plan for lengths 1,024, 2,048, 3,072 and 4,096 (drawn for 4,096 positions and cut).
    #[default]
    Seeded,
    /// As drawn by transformers in training mode (and for inference up to 4.28): the same, but length
    /// 2,048 is drawn by the general plan, and the paper's plan is drawn for the configured positions.
    SeededTransformers,
    /// transformers' evaluation mode since 4.29: every random block is block 0, which therefore enters
    /// the softmax `1 + r` times.
    Zero,
}
