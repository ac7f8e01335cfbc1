//! A screen for each test, and a session bus if one is needed, so that tests neither need a desktop nor disturb
//! one.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    ClientMessageEvent, ConnectionExt, EventMask, ImageFormat, MapState,
};

/// A virtual screen, which ends when this value is dropped.
pub(crate) struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    /// Starts a screen. The server finds a free number itself and prints it when it is ready.
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let (server, number) = start(Command::new("Xvfb").args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x800x24",
            "-nolisten",
            "tcp",
        ]))?;
        let name = format!(":{number}");
        Ok(Self { server, name })
    }

    /// The value for `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Asks the window on this screen to close, as the cross in its corner does.
    pub(crate) fn close_window(&self) -> Result<(), Box<dyn Error>> {
        let (connection, number) = x11rb::connect(Some(&self.name))?;
        let root = &connection.setup().roots.get(number).ok_or("no screen")?;
        let protocols = connection.intern_atom(false, b"WM_PROTOCOLS")?.reply()?;
        let close = connection
            .intern_atom(false, b"WM_DELETE_WINDOW")?
            .reply()?;
        for window in connection.query_tree(root.root)?.reply()?.children {
            let shown = connection.get_window_attributes(window)?.reply()?.map_state;
            if shown == MapState::VIEWABLE {
                let data = [close.atom, x11rb::CURRENT_TIME, 0, 0, 0];
                let message = ClientMessageEvent::new(32, window, protocols.atom, data);
                connection.send_event(false, window, EventMask::NO_EVENT, message)?;
            }
        }
        connection.flush()?;
        Ok(())
    }

    /// Writes the screen's content as a PNG. WebDriver's own screenshot does not work here: WebKitWebDriver waits
    /// for a frame that an idle page may never draw.
    pub(crate) fn picture(&self, file: &Path) -> Result<(), Box<dyn Error>> {
        let (connection, number) = x11rb::connect(Some(&self.name))?;
        let root = &connection.setup().roots.get(number).ok_or("no screen")?;
        let (width, height) = (root.width_in_pixels, root.height_in_pixels);
        let pixels = connection
            .get_image(
                ImageFormat::Z_PIXMAP,
                root.root,
                0,
                0,
                width,
                height,
                u32::MAX,
            )?
            .reply()?
            .data;
        // four bytes per pixel: blue, green, red and padding
        let rgb: Vec<u8> = pixels
            .chunks_exact(4)
            .flat_map(|pixel| pixel.iter().take(3).rev().copied())
            .collect();
        let file = BufWriter::new(File::create(file)?);
        let mut encoder = png::Encoder::new(file, width.into(), height.into());
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header()?.write_image_data(&rgb)?;
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        stop(&mut self.server);
    }
}

/// A session bus, which ends when this value is dropped.
pub(crate) struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    /// Starts a bus, which prints its address when it is ready.
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let (daemon, address) = start(Command::new("dbus-daemon").args([
            "--session",
            "--nofork",
            "--print-address=1",
        ]))?;
        Ok(Self { daemon, address })
    }

    /// The value for `DBUS_SESSION_BUS_ADDRESS`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        stop(&mut self.daemon);
    }
}

/// Ends a process that this test started.
pub(crate) fn stop(child: &mut Child) {
    // it may have ended by itself
    let _ = child.kill();
    let _ = child.wait();
}

fn start(command: &mut Command) -> Result<(Child, String), Box<dyn Error>> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{name} does not start: {error}"))?;
    let output = child.stdout.take().ok_or("a process has no output")?;
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    Ok((child, line.trim().to_owned()))
}
