//! A screen of its own for each test, and a session bus where one is needed, so that tests neither need a
//! desktop nor disturb one.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A virtual screen, gone with this value.
pub(crate) struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    /// Starts one. The server itself finds a free number and says it when it is ready.
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

    /// What belongs into `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        stop(&mut self.server);
    }
}

/// A session bus, gone with this value.
pub(crate) struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    /// Starts one, which says its address when it is ready.
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let (daemon, address) = start(Command::new("dbus-daemon").args([
            "--session",
            "--nofork",
            "--print-address=1",
        ]))?;
        Ok(Self { daemon, address })
    }

    /// What belongs into `DBUS_SESSION_BUS_ADDRESS`.
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
