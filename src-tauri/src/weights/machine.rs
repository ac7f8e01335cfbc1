//! The devices of this machine as people see them, and their choice among them.

use super::card::{DeviceChoice, DeviceView};
use super::device;
use super::shelf::Machine;

/// From now on models are loaded on this device, if there is such a device. Those that are loaded already stay where
/// they are.
pub fn choose_device(choice: DeviceChoice) {
    device::stay_on_processor(choice == DeviceChoice::Processor);
}

/// What models run on.
pub fn machine() -> Machine {
    let on_card = device::on_card();
    let mut devices = vec![DeviceView {
        choice: DeviceChoice::Processor,
        name: String::new(),
        memory: device::memory().0,
        in_use: !on_card,
    }];
    devices.extend(device::card().map(|card| DeviceView {
        choice: DeviceChoice::GraphicsCard,
        name: card.name,
        memory: card.total.unwrap_or(0),
        in_use: on_card,
    }));
    Machine {
        devices,
        precisions: device::precisions(),
        free: device::free_memory(),
    }
}
