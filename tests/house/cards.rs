//! The builds for graphics cards: one script checks their types, of packages and with features that exist, and the workflow and
//! the page on devices name it.

use super::text_of;

const SCRIPT: &str = "scripts/cards";

#[test]
fn what_is_checked_for_cards_exists() {
    let script = text_of(SCRIPT);
    let checks: Vec<&str> = script
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("cargo check "))
        .collect();
    assert_eq!(checks.len(), 3, "{checks:?}");
    for (file, of_it) in [
        ("src-tauri/Cargo.toml", "--no-default-features"),
        ("tests/Cargo.toml", "--test parity"),
        ("model/Cargo.toml", "--examples"),
    ] {
        let manifest = text_of(file);
        let name = manifest
            .lines()
            .find_map(|line| line.strip_prefix("name = "))
            .expect("a package has a name");
        let package = format!("--package {} ", name.trim_matches('"'));
        let check = checks.iter().find(|check| check.contains(&package));
        let check = check.unwrap_or_else(|| panic!("nothing is checked with {package}"));
        assert!(check.contains(of_it), "{check}");
        for feature in ["cuda", "metal"] {
            let named = manifest.contains(&format!("\n{feature} = ["));
            assert!(named, "{file} has no feature {feature}");
        }
    }
}

#[test]
fn the_workflow_and_the_page_on_devices_name_the_check() {
    let workflow = text_of(".github/workflows/ci.yml");
    let page = text_of("docs/devices.md");
    for kind in ["cuda", "metal"] {
        let command = format!("{SCRIPT} {kind}");
        let run = format!("- run: {command}\n");
        assert!(workflow.contains(&run), "no job runs {command}");
        assert!(page.contains(&command), "{command}");
    }
}

/// Packages of the newest version would not fit those of an older one, nor its driver.
#[test]
fn packages_of_a_toolkit_have_versions() {
    for file in [SCRIPT, "docs/devices.md"] {
        let text = text_of(file);
        let packages: Vec<&str> = text
            .split_whitespace()
            .map(|word| word.trim_matches(|sign: char| "'()`".contains(sign)))
            .map(|word| word.trim_start_matches("packages_for_cuda=('"))
            .filter(|word| word.starts_with("nvidia-"))
            .collect();
        assert!(packages.len() > 4, "{file}: {packages:?}");
        for package in packages {
            assert!(package.contains("=="), "{file}: {package}");
        }
    }
}
