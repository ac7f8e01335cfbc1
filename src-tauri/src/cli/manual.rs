//! The manual, `docs/cli.md`, compared with the commands and options that there are.

use std::collections::{BTreeMap, BTreeSet};

use clap::CommandFactory;

use super::Cli;

const MANUAL: &str = include_str!("../../../docs/cli.md");

/// Options by command ("models convert").
type Synopsis = BTreeMap<String, BTreeSet<String>>;

fn known() -> Synopsis {
    let mut synopsis = Synopsis::new();
    collect(&Cli::command(), "", &mut synopsis);
    synopsis
}

fn collect(command: &clap::Command, path: &str, synopsis: &mut Synopsis) {
    for below in command.get_subcommands() {
        let path = format!("{path} {}", below.get_name());
        if below.has_subcommands() {
            collect(below, &path, synopsis);
            continue;
        }
        let options = below
            .get_arguments()
            .filter_map(|argument| argument.get_long());
        synopsis.insert(
            path.trim_start().to_owned(),
            options.map(|option| format!("--{option}")).collect(),
        );
    }
}

/// The first block of code of the manual.
fn documented() -> Synopsis {
    let block = MANUAL.split("```").nth(1).unwrap_or_default();
    let mut synopsis = Synopsis::new();
    let mut command = String::new();
    for line in block.lines() {
        if let Some(line) = line.strip_prefix("pagewing ") {
            let words = line.split_whitespace();
            let path: Vec<_> = words
                .take_while(|word| word.chars().all(|c| c.is_ascii_lowercase()))
                .collect();
            command = path.join(" ");
        }
        let options = line
            .split(|c: char| c != '-' && !c.is_ascii_alphanumeric())
            .filter(|word| word.starts_with("--"));
        synopsis
            .entry(command.clone())
            .or_default()
            .extend(options.map(str::to_owned));
    }
    synopsis.remove("");
    synopsis
}

#[test]
fn the_arguments_are_consistent() {
    Cli::command().debug_assert();
}

#[test]
fn the_manual_names_every_command_and_every_option() {
    assert_eq!(documented(), known());
}

#[test]
fn the_manual_names_every_short_form() {
    let mut commands = vec![Cli::command()];
    let mut seen = BTreeSet::new();
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands().cloned());
        let forms = command.get_arguments().filter_map(|argument| {
            Some(format!(
                "`-{}` for `--{}`",
                argument.get_short()?,
                argument.get_long()?
            ))
        });
        seen.extend(forms);
    }
    assert!(!seen.is_empty());
    for form in seen {
        assert!(MANUAL.contains(&form), "{form}");
    }
}

#[test]
fn the_manual_explains_every_command() {
    for command in Cli::command().get_subcommands() {
        let name = command.get_name();
        assert!(MANUAL.contains(&format!("**{name}")), "{name}");
    }
}

#[test]
fn the_help_ends_with_the_exit_codes() {
    let help = Cli::command().render_help().to_string();
    let last = "Exit codes: 0 done, 1 failed, 2 usage error, 3 nothing to read or not found, 4 password needed, 130 interrupted.";
    assert!(help.trim_end().ends_with(last), "{help}");
}
