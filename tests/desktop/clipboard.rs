//! What another program gets when a person pastes: the asking side of a selection
//! (<https://www.x.org/releases/X11R7.7/doc/xorg-docs/icccm/icccm.html>, chapter 2).

use std::error::Error;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt, CreateWindowAux, SelectionNotifyEvent, WindowClass,
};
use x11rb::rust_connection::RustConnection;

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        CLIPBOARD,
        UTF8_STRING,
        PASTED: b"PAGEWING_TEST_PASTED",
    }
}

/// How long an owner may take to hand over what was copied.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longer texts come in pieces, which no test needs. In units of four bytes.
const MOST: u32 = 16_384;

/// The text in the clipboard of a display; `None` if nothing was copied.
pub(crate) fn pasted(display: &str) -> Result<Option<String>, Box<dyn Error>> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let root = connection
        .setup()
        .roots
        .get(screen)
        .ok_or("no screen")?
        .root;
    let atoms = Atoms::new(&connection)?.reply()?;
    let window = connection.generate_id()?;
    connection.create_window(
        0,
        window,
        root,
        0,
        0,
        1,
        1,
        0,
        WindowClass::INPUT_ONLY,
        0,
        &CreateWindowAux::new(),
    )?;
    connection.convert_selection(
        window,
        atoms.CLIPBOARD,
        atoms.UTF8_STRING,
        atoms.PASTED,
        x11rb::CURRENT_TIME,
    )?;
    connection.flush()?;
    let answer = answer(&connection)?;
    if answer.property == x11rb::NONE {
        return Ok(None);
    }
    let value = connection
        .get_property(true, window, atoms.PASTED, AtomEnum::ANY, 0, MOST)?
        .reply()?;
    match value.type_ == atoms.UTF8_STRING && value.bytes_after == 0 {
        true => Ok(Some(String::from_utf8(value.value)?)),
        false => Err("the clipboard holds no short text".into()),
    }
}

fn answer(connection: &RustConnection) -> Result<SelectionNotifyEvent, Box<dyn Error>> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        match connection.poll_for_event()? {
            Some(Event::SelectionNotify(answer)) => return Ok(answer),
            Some(_) => {}
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    }
    Err("nobody answers for the clipboard".into())
}
