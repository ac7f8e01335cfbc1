//! Serves the folder of a model as a model hub does, with its weights as `pytorch_model.bin`, until the input ends.
//! Prints the value for `HF_ENDPOINT`, and at the end every request.
//!
//! ```text
//! cargo run -p pagewing-tests --example hub -- FOLDER [OWNER/NAME] [BYTES_PER_SECOND]
//! ```

use std::error::Error;
use std::io::{Read, stdin};
use std::path::Path;

use pagewing_tests::hub::{Hub, publish};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let model = arguments.next().ok_or("which folder?")?;
    let id = arguments
        .next()
        .unwrap_or_else(|| "google/bigbird-pegasus-large-arxiv".into());
    let limit = arguments.next().map(|number| number.parse()).transpose()?;

    let repositories = tempfile::tempdir()?;
    publish(Path::new(&model), repositories.path(), &id)?;
    let hub = Hub::serve(repositories.path())?;
    hub.limit(limit);
    println!("{}", hub.endpoint());
    stdin().read_to_end(&mut Vec::new())?;
    for request in hub.requests() {
        let range = request.range.unwrap_or_default();
        eprintln!(
            "{:?}: {} {} {range}",
            request.door, request.method, request.path
        );
    }
    eprintln!("{} bytes of files", hub.sent());
    Ok(())
}
