//! The activations that configurations name.

/// The activation between the two feed-forward products.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// `x (1 + erf(x / sqrt 2)) / 2`.
    Gelu,
    /// The tanh approximation of gelu: `gelu_new`, `gelu_fast`, `gelu_pytorch_tanh`.
    GeluNew,
    /// `max(x, 0)`.
    Relu,
    /// `x sigmoid(x)`: `silu`, `swish`.
    Silu,
    /// The hyperbolic tangent.
    Tanh,
}

impl Activation {
    pub(crate) const NAMES: &str =
        "gelu, gelu_new, gelu_fast, gelu_pytorch_tanh, relu, silu, swish or tanh";

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "gelu" => Self::Gelu,
            "gelu_new" | "gelu_fast" | "gelu_pytorch_tanh" => Self::GeluNew,
            "relu" => Self::Relu,
            "silu" | "swish" => Self::Silu,
            "tanh" => Self::Tanh,
            _ => return None,
        })
    }
}
