//! `docs/security.md` describes the restrictions that there are: each directive of the page's policy with its value, and
//! each permission. The policy allows nothing unsafe.

use super::{json, text_of};

const PAGE: &str = "docs/security.md";

/// The rows of the page's tables, as cells.
fn rows(page: &str) -> Vec<Vec<String>> {
    let rows = page.lines().filter(|line| line.starts_with("| "));
    rows.map(|row| {
        let cells = row.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().to_owned()).collect()
    })
    .collect()
}

#[test]
fn the_policy_is_strict_and_the_page_shows_all_of_it() {
    let policy = json("src-tauri/tauri.conf.json")["app"]["security"]["csp"].clone();
    let policy = policy.as_object().expect("the policy");
    assert_eq!(policy["default-src"], "'none'");
    let rows = rows(&text_of(PAGE));
    for (directive, value) in policy {
        let value = value.as_str().expect("a directive's value");
        assert!(!value.contains("unsafe"), "{directive} {value}");
        assert!(!value.contains('*'), "{directive} {value}");
        let name = format!("`{directive}`");
        let shown = rows
            .iter()
            .find(|cells| cells[0].split(", ").any(|cell| cell == name));
        let shown = shown.unwrap_or_else(|| panic!("{PAGE} does not have {directive}"));
        assert_eq!(shown[1], format!("`{value}`"), "{directive}");
    }
}

#[test]
fn each_permission_of_the_page_has_its_reason() {
    let capability = json("src-tauri/capabilities/main.json");
    let permissions = capability["permissions"].as_array().expect("permissions");
    assert!(!permissions.is_empty());
    let page = text_of(PAGE);
    let rows = rows(&page);
    for permission in permissions {
        let name = format!("`{}`", permission.as_str().expect("a permission's name"));
        assert!(rows.iter().any(|cells| cells[0] == name), "{PAGE}: {name}");
    }
    let shown = rows
        .iter()
        .filter(|cells| cells[0].starts_with("`core:"))
        .count();
    assert_eq!(shown, permissions.len());
    let only = json("src-tauri/tauri.conf.json")["app"]["security"]["capabilities"].clone();
    assert_eq!(only, serde_json::json!(["main"]));
}

#[test]
fn the_policy_of_workers_is_the_one_on_the_page() {
    let window = text_of("src-tauri/src/desktop/window.rs");
    let policy = window
        .split("HeaderValue::from_static(")
        .nth(1)
        .and_then(|rest| rest.split('"').nth(1))
        .expect("the policy of workers");
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    assert!(text_of(PAGE).contains(policy), "{PAGE}: {policy}");
}
