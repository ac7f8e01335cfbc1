//! The help in the language in use. English stands on the types, where clap reads it; another language takes its place word
//! for word. Clap's own errors, and what it writes into a line of usage, are English in every language.

use clap::{Arg, Command};

use crate::text::{self, Translation};

/// A command whose help is in the language in use.
pub(super) fn spoken(command: Command) -> Command {
    match text::translation() {
        Some(translation) => translated(command, translation),
        None => command,
    }
}

fn translated(mut command: Command, to: &Translation) -> Command {
    // only a built command has the options that clap adds, which say what they do too
    command.build();
    of_command(command, "", to)
}

/// A command and those below it; `path` is its words after the program's name.
fn of_command(mut command: Command, path: &str, to: &Translation) -> Command {
    if let Some(about) = (to.command)(path) {
        command = command.about(about);
    }
    command
        .help_template(to.template)
        .subcommand_help_heading(to.commands)
        .mut_args(|argument| of_argument(argument, path, to))
        .mut_subcommands(|below| {
            let path = format!("{path} {}", below.get_name());
            of_command(below, path.trim_start(), to)
        })
}

fn of_argument(argument: Arg, path: &str, to: &Translation) -> Arg {
    let heading = match argument.is_positional() {
        true => to.arguments,
        false => to.options,
    };
    let said = (to.argument)(path, argument.get_id().as_str());
    let argument = argument.help_heading(heading);
    match said {
        // clap would name the possible values and the default in English
        Some(said) => argument
            .help(said)
            .long_help(said)
            .hide_possible_values(true)
            .hide_default_value(true),
        None => argument,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    /// Commands and arguments without a translation; `eval` measures, and what clap's own `help` takes are commands again.
    fn untranslated(command: &Command, path: &str, to: &Translation, found: &mut Vec<String>) {
        if path.starts_with("eval ") || path.split(' ').any(|word| word == "help") {
            return;
        }
        if (to.command)(path).is_none() {
            found.push(path.to_owned());
        }
        for argument in command.get_arguments() {
            let name = argument.get_id().as_str();
            if (to.argument)(path, name).is_none() {
                found.push(format!("{path}: {name}"));
            }
        }
        for below in command.get_subcommands() {
            let path = format!("{path} {}", below.get_name());
            untranslated(below, path.trim_start(), to, found);
        }
    }

    #[test]
    fn every_command_and_argument_is_translated() {
        for to in text::translations() {
            let mut command = Cli::command();
            command.build();
            let mut found = Vec::new();
            untranslated(&command, "", to, &mut found);
            assert!(found.is_empty(), "{found:?}");
        }
    }

    #[test]
    fn a_translated_command_takes_the_same_arguments() {
        for to in text::translations() {
            let command = translated(Cli::command(), to);
            command.clone().debug_assert();
            let typed = ["pagewing", "summarize", "-q", "--length", "long", "a.pdf"];
            let matches = command.try_get_matches_from(typed);
            let (name, below) = matches
                .as_ref()
                .ok()
                .and_then(clap::ArgMatches::subcommand)
                .expect("the command is understood");
            assert_eq!(name, "summarize");
            assert!(below.get_flag("quiet"));
        }
    }
}
