//! The script that measures on a graphics card compares the numbers first; without a card it says so and does nothing.

use std::process::Command;

#[test]
fn without_a_card_the_script_says_so_in_one_sentence() {
    let script = pagewing_tests::root().join("model/benches/compare/gpu.sh");
    // a folder without programs: no driver either
    let nothing = tempfile::tempdir().expect("a folder");
    for arguments in [vec![], vec!["--parity"]] {
        let ended = Command::new("/bin/bash")
            .arg(&script)
            .args(arguments)
            .env("PATH", nothing.path())
            .output()
            .expect("bash runs");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(3), "{said}");
        assert_eq!(
            said,
            "This machine has no graphics card of NVIDIA with a driver, so nothing was compared or measured.\n"
        );
        assert!(ended.stdout.is_empty());
    }
}
