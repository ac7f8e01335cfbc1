//! The names of precisions.

use crate::weights::PrecisionChoice;

pub(super) fn precision(choice: PrecisionChoice) -> &'static str {
    match choice {
        PrecisionChoice::Automatic => "This precision",
        PrecisionChoice::F32 => "f32",
        PrecisionChoice::Int8 => "int8",
        PrecisionChoice::F16 => "f16",
        PrecisionChoice::Bf16 => "bf16",
    }
}
