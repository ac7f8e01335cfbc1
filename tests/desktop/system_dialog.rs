//! Keys for a dialog of the system, which no driver of the page reaches: they go through the X server, as those of a keyboard
//! do (<https://www.x.org/releases/X11R7.7/doc/xextproto/xtest.html>).

use std::error::Error;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Keycode, Keysym,
    MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        KIND: b"_NET_WM_WINDOW_TYPE",
        DIALOG: b"_NET_WM_WINDOW_TYPE_DIALOG",
    }
}

/// The names that X has for keys.
pub(crate) const HOME: Keysym = 0xff50;
pub(crate) const RETURN: Keysym = 0xff0d;
pub(crate) const TAB: Keysym = 0xff09;

/// Whether a display shows a dialog.
pub(crate) fn is_open(display: &str) -> Result<bool, Box<dyn Error>> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    Ok(shown_dialog(&connection, screen)?.is_some())
}

/// Gives the dialog on a display the focus and presses keys one after the other. Does nothing if there is no dialog.
pub(crate) fn press(display: &str, keys: &[Keysym]) -> Result<(), Box<dyn Error>> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let Some(dialog) = shown_dialog(&connection, screen)? else {
        return Ok(());
    };
    connection.set_input_focus(InputFocus::PARENT, dialog, x11rb::CURRENT_TIME)?;
    for key in keys {
        let code = code_of(&connection, *key)?;
        for action in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            connection.xtest_fake_input(action, code, x11rb::CURRENT_TIME, x11rb::NONE, 0, 0, 0)?;
        }
    }
    // answered when everything before it is done
    connection.get_input_focus()?.reply()?;
    Ok(())
}

/// The visible window that calls itself a dialog.
fn shown_dialog(
    connection: &RustConnection,
    screen: usize,
) -> Result<Option<Window>, Box<dyn Error>> {
    let atoms = Atoms::new(connection)?.reply()?;
    let root = connection
        .setup()
        .roots
        .get(screen)
        .ok_or("no screen")?
        .root;
    for window in connection.query_tree(root)?.reply()?.children {
        // windows come and go meanwhile
        let Ok(attributes) = connection.get_window_attributes(window)?.reply() else {
            continue;
        };
        let kind = connection
            .get_property(false, window, atoms.KIND, AtomEnum::ATOM, 0, 8)?
            .reply();
        let is_dialog = kind.is_ok_and(|kind| {
            kind.value32()
                .is_some_and(|mut kinds| kinds.any(|kind| kind == atoms.DIALOG))
        });
        if is_dialog && attributes.map_state == MapState::VIEWABLE {
            return Ok(Some(window));
        }
    }
    Ok(None)
}

/// The key of the keyboard that has a name without a modifier.
fn code_of(connection: &RustConnection, wanted: Keysym) -> Result<Keycode, Box<dyn Error>> {
    let (least, most) = (
        connection.setup().min_keycode,
        connection.setup().max_keycode,
    );
    let mapping = connection
        .get_keyboard_mapping(least, most - least + 1)?
        .reply()?;
    let each = usize::from(mapping.keysyms_per_keycode).max(1);
    let key = (least..=most)
        .zip(mapping.keysyms.chunks(each))
        .find(|(_, names)| names.first() == Some(&wanted));
    key.map(|(code, _)| code)
        .ok_or_else(|| format!("the keyboard has no key {wanted:#x}").into())
}
