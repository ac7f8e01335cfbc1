//! A program that shuts the worker's cage around itself and tries to get out: one line for each attempt, `NAME done` or
//! `NAME refused`.
//!
//! Its arguments are the part of the cage, a folder with a file `given`, and the address of somebody who listens.

#[cfg(target_os = "linux")]
fn main() {
    linux::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::{File, OpenOptions};
    use std::io::{self, Read};
    use std::net::{TcpStream, UdpSocket};
    use std::os::unix::net::UnixListener;
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use pagewing::document::worker::cage;

    pub(super) fn main() {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let [part, folder, address] = arguments.as_slice() else {
            panic!("{arguments:?}");
        };
        let folder = Path::new(folder);
        let mut given = File::open(folder.join("given")).expect("the file is there");
        match part.as_str() {
            "none" => {}
            "files" => cage::shut_files(),
            "calls" => cage::shut_calls(),
            "whole" => {
                cage::shut_files();
                cage::shut_calls();
            }
            "folder" => {
                let place = folder.canonicalize().expect("the folder");
                cage::shut_files_but(&[place]);
                cage::shut_calls_but_reading();
            }
            other => panic!("{other}"),
        }
        tried("given", || given.read_to_end(&mut Vec::new()).map(drop));
        tried("memory", || {
            let bytes = vec![1_u8; 64 << 20];
            io::copy(&mut bytes.as_slice(), &mut io::sink()).map(drop)
        });
        tried("inside", || File::open(folder.join("given")).map(drop));
        tried("open", || File::open("/etc/passwd").map(drop));
        tried("list", || folder.read_dir().map(drop));
        tried("write", || std::fs::write(folder.join("written"), "out"));
        tried("change", || {
            let given = folder.join("given");
            OpenOptions::new().append(true).open(given).map(drop)
        });
        tried("remove", || std::fs::remove_file(folder.join("loose")));
        tried("connect", || TcpStream::connect(address).map(drop));
        tried("datagram", || UdpSocket::bind("127.0.0.1:0").map(drop));
        tried("listen", || {
            UnixListener::bind(folder.join("socket")).map(drop)
        });
        tried("thread", || {
            std::thread::Builder::new().spawn(|| ())?.join().ok();
            Ok(())
        });
        tried("process", || Command::new("/bin/true").status().map(drop));
        // this program ends here if it can
        let _ = Command::new("/bin/echo").args(["program", "done"]).exec();
        println!("program refused");
    }

    fn tried(name: &str, attempt: impl FnOnce() -> io::Result<()>) {
        let end = match attempt() {
            Ok(()) => "done",
            Err(_) => "refused",
        };
        println!("{name} {end}");
    }
}
