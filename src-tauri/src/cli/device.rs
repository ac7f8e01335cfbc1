//! `--device`, as the commands take it that load models.

use crate::weights::{DeviceChoice, fix_device};

#[derive(Clone, Copy, clap::ValueEnum)]
pub(super) enum Device {
    /// A graphics card if there is one that this build supports, else the processor
    Auto,
    /// The processor
    Cpu,
    /// A graphics card of NVIDIA, in builds with CUDA
    Cuda,
    /// Apple's graphics, in builds with Metal
    Metal,
}

#[derive(clap::Args)]
pub(super) struct OnDevice {
    /// Device that models run on; by default the one in the settings
    #[arg(long, value_enum, value_name = "DEVICE")]
    pub(super) device: Option<Device>,
}

impl Device {
    /// Has models run there for as long as this program runs.
    pub(super) fn fix(self) {
        let (choice, supported) = match self {
            Self::Auto => (DeviceChoice::Automatic, true),
            Self::Cpu => (DeviceChoice::Processor, true),
            Self::Cuda => (DeviceChoice::GraphicsCard, cfg!(feature = "cuda")),
            Self::Metal => (DeviceChoice::GraphicsCard, cfg!(feature = "metal")),
        };
        fix_device(choice, supported);
    }
}
