//! The devices of this machine as people see them, and their choice among them.

use super::card::DeviceView;
use super::choice::DeviceChoice;
use super::device;
use super::fallback::Fallback;
use super::graphics;
use super::shelf::Machine;

/// From now on models are loaded on this device, if there is such a device. Those that are loaded already stay where
/// they are.
pub fn choose_device(choice: DeviceChoice) {
    device::choose(choice);
}

/// The same until the program ends, whatever is chosen later. `supported` is whether this build supports the device.
pub fn fix_device(choice: DeviceChoice, supported: bool) {
    device::fix(choice, supported);
}

/// Why models run on the processor, if a graphics card was wanted and a model has been loaded.
pub fn fallback() -> Option<Fallback> {
    device::fallback()
}

/// What models run on.
pub fn machine() -> Machine {
    let on_card = device::on_card();
    let mut devices = vec![DeviceView {
        choice: DeviceChoice::Processor,
        name: String::new(),
        memory: graphics::memory().0,
        in_use: !on_card,
    }];
    devices.extend(graphics::card().map(|card| DeviceView {
        choice: DeviceChoice::GraphicsCard,
        name: card.name,
        memory: card.total.unwrap_or(0),
        in_use: on_card,
    }));
    Machine {
        devices,
        fallback: device::fallback(),
        precisions: device::precisions(),
        free: graphics::free_on(&device::device()),
    }
}
