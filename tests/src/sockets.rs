//! Which sockets a program and its children open, as strace sees them. One rule judges all runs, so that the test that
//! plants a connection proves it for the others.
//!
//! What a program may do:
//!
//! - Sockets of the kind `AF_UNIX` end on this machine. They may be a pair (processes of one program talk through it), or
//!   lead to the X server, to the session's bus, to the system's bus, and to the cache of the system's names of users.
//!   No other program is allowed, because it could go to the network on behalf of Pagewing: systemd-resolved and Avahi
//!   look names up through such a socket.
//! - Sockets of the kind `AF_NETLINK` lead to the kernel. WebKit asks it which interfaces there are.
//! - A window that WebKitWebDriver drives has an inspector, which waits for the driver where the driver wants it
//!   (`WEBKIT_INSPECTOR_SERVER`, a port of 127.0.0.1). The window's own processes connect there too. A window that a
//!   person starts has none of this.
//!
//! An address that a person opens from a document is handed to the system's opener, a child of the program. It has nothing
//! to say to a socket of Pagewing; what a browser does later is its own, so the tests put a program of theirs in its place.
//!
//! Everything else is an offence: any other kind of socket even if it stays unused, each address that is not one of
//! those, and `io_uring`, which could open sockets that strace does not see.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use crate::passed::pass_over;

/// The variable that [`again_with_loopback`] sets.
const INSIDE: &str = "PAGEWING_TEST_WITH_LOOPBACK_ONLY";

/// The calls that make sockets, and those that name addresses. A question mark: not every processor has the call.
const CALLS: &str = "trace=socket,connect,bind,listen,accept,accept4,sendto,sendmsg,sendmmsg,\
                     io_uring_setup,?socketcall";

/// The starts of addresses of programs on this machine that a program may talk to.
const NEIGHBOURS: &[&str] = &[
    // the X server, by both of its names
    "\"/tmp/.X11-unix/X",
    "@\"/tmp/.X11-unix/X",
    // the buses, which tests put where nobody is
    NO_BUS_QUOTED,
    // glibc asks it for the name of a user
    "\"/var/run/nscd/socket\"",
];

/// The place of a bus that does not exist.
pub const NO_BUS: &str = "unix:path=/nonexistent";
const NO_BUS_QUOTED: &str = "\"/nonexistent\"";

/// What a program may do beside talking to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// Nothing.
    Nothing,
    /// Meet WebKitWebDriver on this port of 127.0.0.1.
    Driver(u16),
}

/// `command` under strace, which writes to `log`. The variables of the buses lead nowhere.
pub fn traced(command: &Command, log: &Path) -> Command {
    let mut strace = Command::new("strace");
    // without `--seccomp-bpf` each call of each thread would stop; `-s 0` keeps what is sent out of the log
    strace
        .args(["-f", "--seccomp-bpf", "-qq", "-s", "0", "-e", CALLS, "-o"])
        .arg(log);
    let mut traced = continued(strace, command);
    traced
        .env("DBUS_SESSION_BUS_ADDRESS", NO_BUS)
        .env("DBUS_SYSTEM_BUS_ADDRESS", NO_BUS);
    traced
}

/// `command` in a network namespace of its own, where no interface is up.
pub fn without_interfaces(command: &Command) -> Command {
    let mut unshare = Command::new("unshare");
    // a person becomes root in a namespace of users; root needs no such thing, and it does no harm
    unshare.args(["--net", "--map-root-user", "--"]);
    continued(unshare, command)
}

/// This test program again, for the test `name` alone, in a network namespace where loopback is the only interface.
/// [`inside`] returns true there.
///
/// # Errors
/// If the program does not know its own path.
pub fn again_with_loopback(name: &str) -> std::io::Result<Command> {
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "ip link set lo up && exec \"$@\"", "sh"])
        .arg(std::env::current_exe()?)
        .args([name, "--exact", "--nocapture"])
        .env(INSIDE, "1");
    Ok(without_interfaces(&shell))
}

/// Whether [`again_with_loopback`] started this program.
pub fn inside() -> bool {
    std::env::var_os(INSIDE).is_some()
}

/// `command` and its variables for a shell. The shell's own arguments follow those of the command.
pub fn for_a_shell(command: &Command) -> String {
    let quoted = |text: &OsStr| format!("'{}' ", text.to_string_lossy().replace('\'', r"'\''"));
    let mut line = String::new();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            line.push_str(&format!("{}={}", name.to_string_lossy(), quoted(value)));
        }
    }
    line.push_str(&quoted(command.get_program()));
    line.extend(command.get_args().map(quoted));
    line.push_str("\"$@\"");
    line
}

/// `start`, whose last arguments are those that start `command`.
pub fn continued(mut start: Command, command: &Command) -> Command {
    start.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => start.env(name, value),
            None => start.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        start.current_dir(folder);
    }
    start
}

/// Whether a test has to be passed over, because this system does not let it trace a program in a namespace of its own.
/// The test then prints the reason, and adds it to the list of [`pass_over`].
pub fn passed_over() -> bool {
    match possible() {
        Ok(()) => false,
        Err(reason) => {
            pass_over(&reason);
            true
        }
    }
}

fn possible() -> Result<(), String> {
    if !cfg!(target_os = "linux") {
        return Err("sockets are traced on Linux only".into());
    }
    let tried = traced(&Command::new("true"), Path::new("/dev/null"));
    match without_interfaces(&tried).output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!(
            "this system does not let strace and unshare work: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )),
        Err(error) => Err(format!("unshare does not start: {error}")),
    }
}

/// The lines of a log that are an offence.
pub fn offences(log: &str, allowed: Allowed) -> Vec<&str> {
    log.lines()
        .filter(|line| offends(call_of(line), allowed))
        .collect()
}

/// A line without the number of the process: `connect(3, {...}, 16) = 0`, `<... accept resumed>...`.
fn call_of(line: &str) -> &str {
    line.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ')
}

fn offends(call: &str, allowed: Allowed) -> bool {
    if call.starts_with("socket(") {
        return !may_exist(call, allowed);
    }
    if call.starts_with("io_uring_setup(") || call.starts_with("socketcall(") {
        return true;
    }
    // a call that waited stands in two halves, of which the second begins `<... accept4 resumed>`
    let name = call.trim_start_matches("<... ").split(['(', ' ']).next();
    let name = name.unwrap_or_default();
    call.split("sa_family=").skip(1).any(|address| {
        if let Some(path) = address.strip_prefix("AF_UNIX") {
            // an address without a path is that of a pair
            let path = path.strip_prefix(", sun_path=");
            return path.is_some_and(|path| !NEIGHBOURS.iter().any(|one| path.starts_with(one)));
        }
        !address.starts_with("AF_NETLINK") && !meets_driver(name, address, allowed)
    })
}

/// Whether a socket of this kind may be opened. Where it leads is judged when it connects.
fn may_exist(call: &str, allowed: Allowed) -> bool {
    let kind = |start: &str| call.starts_with(start);
    kind("socket(AF_UNIX,")
        || kind("socket(AF_NETLINK,")
        || (allowed != Allowed::Nothing && kind("socket(AF_INET, SOCK_STREAM"))
}

fn meets_driver(name: &str, address: &str, allowed: Allowed) -> bool {
    let Allowed::Driver(port) = allowed else {
        return false;
    };
    let Some(port_there) = address.strip_prefix("AF_INET, sin_port=htons(") else {
        return false;
    };
    let place = ", sin_addr=inet_addr(\"127.0.0.1\")}";
    match name {
        "bind" | "connect" => port_there.starts_with(&format!("{port}){place}")),
        // the other end has any port
        "accept" | "accept4" => port_there
            .split_once(')')
            .is_some_and(|(_, rest)| rest.starts_with(place)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of strace 6.1.
    const LOCAL: &str = r#"30361 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 6
30361 connect(6, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X77"}, 21) = -1 ECONNREFUSED (Connection refused)
30361 connect(6, {sa_family=AF_UNIX, sun_path="/tmp/.X11-unix/X77"}, 110) = 0
7     connect(7, {sa_family=AF_UNIX, sun_path="/nonexistent"}, 14) = -1 ENOENT (No such file or directory)
30382 socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 5
30382 bind(5, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=0x000440}, 12) = 0
30382 sendto(5, [{nlmsg_len=17, nlmsg_type=RTM_GETROUTE, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=0, nlmsg_pid=0}, {rtm_family=AF_UNSPEC, ...}], 20, MSG_NOSIGNAL, NULL, 0) = 20
30409 sendmsg(19, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=""..., iov_len=48}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, MSG_NOSIGNAL <unfinished ...>
30409 <... sendmsg resumed>)            = 56
30290 +++ killed by SIGKILL +++
"#;

    /// What WebKit does if WebKitWebDriver chose port 39255.
    const DRIVEN: &str = r#"14091 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP) = 17
14091 bind(17, {sa_family=AF_INET, sin_port=htons(39255), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
14091 listen(17, 10) = 0
14091 connect(30, {sa_family=AF_INET, sin_port=htons(39255), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 EINPROGRESS (Operation now in progress)
14091 accept4(17, {sa_family=AF_INET, sin_port=htons(55110), sin_addr=inet_addr("127.0.0.1")}, [128 => 16], SOCK_CLOEXEC) = 12
14091 <... socket resumed>)             = 19
14091 accept4(17, NULL, NULL, SOCK_CLOEXEC <unfinished ...>
14091 <... accept4 resumed>{sa_family=AF_INET, sin_port=htons(55112), sin_addr=inet_addr("127.0.0.1")}, [128 => 16], SOCK_CLOEXEC) = 13
"#;

    const NEVER: &[&str] = &[
        r#"1 connect(3, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16) = -1 EINPROGRESS (Operation now in progress)"#,
        r#"1 connect(3, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("127.0.0.1")}, 16 <unfinished ...>"#,
        r#"1 connect(3, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = 0"#,
        r#"1 sendto(3, ""..., 29, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.1")}, 16) = 29"#,
        r#"1 sendmmsg(3, [{msg_hdr={msg_name={sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, msg_namelen=16}}], 1, 0) = 1"#,
        r#"1 bind(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("0.0.0.0")}, 16) = 0"#,
        r#"1 accept(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("192.0.2.1")}, [16]) = 4"#,
        r#"1 <... accept4 resumed>{sa_family=AF_INET, sin_port=htons(55112), sin_addr=inet_addr("192.0.2.1")}, [16], SOCK_CLOEXEC) = 13"#,
        r#"1 socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3"#,
        r#"1 socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 3"#,
        r#"1 socket(AF_PACKET, SOCK_RAW, htons(0 /* ETH_P_??? */)) = 3"#,
        r#"1 connect(3, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 42) = 0"#,
        r#"1 connect(3, {sa_family=AF_UNIX, sun_path=@"/tmp/other"}, 42) = 0"#,
        r#"1 io_uring_setup(8, {flags=0, sq_thread_cpu=0, sq_thread_idle=0}) = 3"#,
    ];

    const DRIVER: Allowed = Allowed::Driver(39255);

    #[test]
    fn neighbours_and_the_kernel_are_no_offence() {
        assert_eq!(offences(LOCAL, Allowed::Nothing), [""; 0]);
        assert_eq!(offences(LOCAL, DRIVER), [""; 0]);
    }

    #[test]
    fn the_driver_is_one_only_where_it_waits() {
        assert_eq!(offences(DRIVEN, DRIVER), [""; 0]);
        // elsewhere than agreed: `bind` and `connect`
        assert_eq!(offences(DRIVEN, Allowed::Driver(3925)).len(), 2);
        // without a driver: all but `listen` and the `accept` without an address, which a socket precedes
        assert_eq!(offences(DRIVEN, Allowed::Nothing).len(), 5);
    }

    #[test]
    fn every_way_out_is_an_offence_with_and_without_a_driver() {
        for line in NEVER {
            assert_eq!(offences(line, Allowed::Nothing), [*line]);
            assert_eq!(offences(line, DRIVER), [*line]);
        }
    }

    #[test]
    fn a_shell_gets_a_command_as_it_is() {
        let mut command = Command::new("printf");
        command.args(["%s,", "it's", "$HOME"]).env("A", "b c");
        let line = for_a_shell(&command);
        assert_eq!(line, r#"A='b c' 'printf' '%s,' 'it'\''s' '$HOME' "$@""#);
    }
}
