//! Drops files on a window as a file manager does: the source's side of XDND version 5
//! (<https://www.freedesktop.org/wiki/Specifications/XDND/>).

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, MapState,
    PropMode, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window,
    WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        XdndAware,
        XdndEnter,
        XdndPosition,
        XdndStatus,
        XdndDrop,
        XdndFinished,
        XdndSelection,
        XdndActionCopy,
        URI_LIST: b"text/uri-list",
    }
}

const XDND_VERSION: u32 = 5;
/// Time between two movements, about that of a person's hand.
const STEP: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(20);

/// Drags `files` over the middle of the window on `display` and drops them.
pub(crate) fn drop_files(display: &str, files: &[&Path]) -> Result<(), Box<dyn Error>> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let root = connection
        .setup()
        .roots
        .get(screen)
        .ok_or("the display has no screen")?
        .root;
    let atoms = Atoms::new(&connection)?.reply()?;
    let (target, x, y) = middle_of_target(&connection, &atoms, root)?;

    let source = connection.generate_id()?;
    connection.create_window(
        0,
        source,
        root,
        0,
        0,
        1,
        1,
        0,
        WindowClass::INPUT_OUTPUT,
        0,
        &CreateWindowAux::new(),
    )?;
    connection.set_selection_owner(source, atoms.XdndSelection, x11rb::CURRENT_TIME)?;
    let drag = Drag {
        connection,
        atoms,
        source,
        target,
        uris: uri_list(files)?,
    };
    drag.run(x, y)
}

fn uri_list(files: &[&Path]) -> Result<String, Box<dyn Error>> {
    let mut uris = String::new();
    for file in files {
        let file = file.canonicalize()?;
        uris.push_str("file://");
        for byte in file.as_os_str().as_encoded_bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                    uris.push(char::from(*byte));
                }
                other => uris.push_str(&format!("%{other:02X}")),
            }
        }
        uris.push_str("\r\n");
    }
    Ok(uris)
}

/// The visible top-level window that accepts drops, and its middle on the screen.
fn middle_of_target(
    connection: &RustConnection,
    atoms: &Atoms,
    root: Window,
) -> Result<(Window, i16, i16), Box<dyn Error>> {
    for window in connection.query_tree(root)?.reply()?.children {
        let aware = connection
            .get_property(false, window, atoms.XdndAware, AtomEnum::ANY, 0, 1)?
            .reply()?;
        let shown = connection.get_window_attributes(window)?.reply()?.map_state;
        if aware.value_len == 0 || shown != MapState::VIEWABLE {
            continue;
        }
        let area = connection.get_geometry(window)?.reply()?;
        let middle = |start: i16, length: u16| start.saturating_add_unsigned(length / 2);
        return Ok((
            window,
            middle(area.x, area.width),
            middle(area.y, area.height),
        ));
    }
    Err("no window on the display takes drops".into())
}

struct Drag {
    connection: RustConnection,
    atoms: Atoms,
    source: Window,
    target: Window,
    uris: String,
}

impl Drag {
    fn run(&self, x: i16, y: i16) -> Result<(), Box<dyn Error>> {
        let atoms = &self.atoms;
        self.send(atoms.XdndEnter, [XDND_VERSION << 24, atoms.URI_LIST, 0, 0])?;
        let place = (u32::from(x.unsigned_abs()) << 16) | u32::from(y.unsigned_abs());
        let position = [0, place, x11rb::CURRENT_TIME, atoms.XdndActionCopy];

        // stay over the window until it has accepted two positions
        let mut accepted = 0;
        let began = Instant::now();
        while accepted < 2 {
            if began.elapsed() > PATIENCE {
                return Err("the window does not take the files".into());
            }
            self.send(atoms.XdndPosition, position)?;
            let moved = Instant::now();
            while moved.elapsed() < STEP {
                if self.answer()? == Some(Answer::Accepted) {
                    accepted += 1;
                }
            }
        }

        self.send(atoms.XdndDrop, [0, x11rb::CURRENT_TIME, 0, 0])?;
        while self.answer()? != Some(Answer::Finished) {
            if began.elapsed() > PATIENCE {
                return Err("the window did not finish the drop".into());
            }
        }
        Ok(())
    }

    fn send(&self, kind: Atom, data: [u32; 4]) -> Result<(), Box<dyn Error>> {
        let [a, b, c, d] = data;
        let message = ClientMessageEvent::new(32, self.target, kind, [self.source, a, b, c, d]);
        self.connection
            .send_event(false, self.target, EventMask::NO_EVENT, message)?;
        self.connection.flush()?;
        Ok(())
    }

    /// Handles one message of the window, if there is one.
    fn answer(&self) -> Result<Option<Answer>, Box<dyn Error>> {
        match self.connection.poll_for_event()? {
            Some(Event::SelectionRequest(request)) => {
                self.hand_over(&request)?;
                Ok(None)
            }
            Some(Event::ClientMessage(message)) if message.type_ == self.atoms.XdndStatus => {
                let accepts = message.data.as_data32()[1] & 1 == 1;
                Ok(accepts.then_some(Answer::Accepted))
            }
            Some(Event::ClientMessage(message)) if message.type_ == self.atoms.XdndFinished => {
                Ok(Some(Answer::Finished))
            }
            Some(_) => Ok(None),
            None => {
                std::thread::sleep(Duration::from_millis(5));
                Ok(None)
            }
        }
    }

    fn hand_over(&self, request: &SelectionRequestEvent) -> Result<(), Box<dyn Error>> {
        let known = request.target == self.atoms.URI_LIST;
        if known {
            self.connection.change_property8(
                PropMode::REPLACE,
                request.requestor,
                request.property,
                request.target,
                self.uris.as_bytes(),
            )?;
        }
        let notice = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property: if known {
                request.property
            } else {
                AtomEnum::NONE.into()
            },
        };
        self.connection
            .send_event(false, request.requestor, EventMask::NO_EVENT, notice)?;
        self.connection.flush()?;
        Ok(())
    }
}

#[derive(PartialEq)]
enum Answer {
    Accepted,
    Finished,
}
