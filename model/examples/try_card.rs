//! Prints by how much a small encoder on a graphics card differs from the processor, in each precision. The exit code is
//! 1 if it differs by more than roundings, and 3 if there is no card.
//!
//! ```text
//! cargo run --release --features cuda --example try_card -p bigbird-pegasus -- cuda
//! ```

use bigbird_pegasus::{Precision, disagreement};
use candle_core::Device;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let opened = match std::env::args().nth(1).as_deref() {
        Some("cuda") => Device::new_cuda(0),
        Some("metal") => Device::new_metal(0),
        Some("cpu") => Ok(Device::Cpu),
        _ => {
            eprintln!("usage: try_card cpu|cuda|metal");
            std::process::exit(2);
        }
    };
    let device = opened.unwrap_or_else(|error| {
        eprintln!("there is no card: {error}");
        std::process::exit(3);
    });
    let mut agrees = true;
    // the bits of a number, or of its factors where a card may round them
    for (name, precision, bits) in [
        ("f32", Precision::F32, 11),
        ("f16", Precision::F16, 11),
        ("bf16", Precision::Bf16, 8),
    ] {
        let most = 16.0 * 0.5f32.powi(bits);
        match disagreement(&device, precision) {
            Ok(apart) => {
                println!("{name}: {apart:.1e}, at most {most:.1e}");
                agrees &= apart <= most;
            }
            Err(error) => {
                println!("{name}: not computed here: {error}");
                // an old card has no bf16
                agrees &= precision != Precision::F32;
            }
        }
    }
    match agrees {
        true => Ok(()),
        false => Err("the card computes other numbers than the processor".into()),
    }
}
