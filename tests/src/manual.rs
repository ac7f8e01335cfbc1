//! The pages of the manual and the completions of shells, from the program's own definition of its commands. They are written
//! when packages are made and kept nowhere, so they cannot lag behind. This is here and not in the program, which would carry
//! the generators around for it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::aot::{Shell, generate_to};
use clap_mangen::Man;

/// The folder of the pages, below the one that [`write`] is given.
pub const PAGES: &str = "man";
/// The folder of the completions.
pub const COMPLETIONS: &str = "completions";

const PROGRAM: &str = "pagewing";
const SHELLS: [Shell; 4] = [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell];

/// Writes a page for each command, such as `pagewing-models-list.1`, and the completions of bash, zsh, fish and PowerShell.
///
/// # Errors
/// If a file or a folder cannot be written.
pub fn write(folder: &Path) -> io::Result<()> {
    let pages = folder.join(PAGES);
    let completions = folder.join(COMPLETIONS);
    fs::create_dir_all(&pages)?;
    fs::create_dir_all(&completions)?;
    // clap's own `help` is no command to read about
    let mut all = dressed(pagewing::cli::command()).disable_help_subcommand(true);
    all.build();
    write_pages(&all, None, &pages)?;
    for shell in SHELLS {
        let mut command = pagewing::cli::command();
        generate_to(shell, &mut command, PROGRAM, &completions)?;
    }
    Ok(())
}

/// The words for commands that pages of a manual use.
fn dressed(command: Command) -> Command {
    command
        .subcommand_help_heading("COMMANDS")
        .subcommand_value_name("COMMAND")
        .mut_subcommands(dressed)
}

/// The page of a built command and those of the commands below it. `above` is the name of the page above.
fn write_pages(command: &Command, above: Option<&str>, folder: &Path) -> io::Result<()> {
    let name = command
        .get_display_name()
        .unwrap_or_else(|| command.get_name());
    for below in command.get_subcommands().filter(|it| !it.is_hide_set()) {
        write_pages(below, Some(name), folder)?;
    }
    fs::write(folder.join(format!("{name}.1")), page(command, above)?)
}

fn page(command: &Command, above: Option<&str>) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone())
        .source(format!("Pagewing {}", env!("CARGO_PKG_VERSION")))
        .manual("Pagewing");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    if let Some(codes) = command.get_after_help() {
        writeln!(page, ".SH \"EXIT STATUS\"\n{codes}")?;
    }
    if let Some(above) = above {
        let above = above.replace('-', "\\-");
        writeln!(page, ".SH \"SEE ALSO\"\n.BR {above} (1)")?;
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::process::Output;

    use tempfile::TempDir;

    use super::*;
    use crate::passed::pass_over;

    struct Written {
        folder: TempDir,
    }

    impl Written {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            write(folder.path()).expect("the manual is written");
            Self { folder }
        }

        fn pages(&self) -> Vec<PathBuf> {
            let entries = fs::read_dir(self.folder.path().join(PAGES)).expect("pages");
            let mut pages: Vec<_> = entries.map(|it| it.expect("a page").path()).collect();
            pages.sort();
            pages
        }

        /// A page as plain letters: without fonts, and without what keeps a hyphen a hyphen.
        fn letters(&self, name: &str) -> String {
            let path = self.folder.path().join(PAGES).join(format!("{name}.1"));
            let page = fs::read_to_string(&path).unwrap_or_else(|_| panic!("no page {name}"));
            ["\\fB", "\\fI", "\\fR", "\\&"]
                .iter()
                .fold(page, |page, font| page.replace(font, ""))
                .replace("\\-", "-")
                .replace("\\*(Aq", "'")
        }

        fn completion(&self, name: &str) -> PathBuf {
            self.folder.path().join(COMPLETIONS).join(name)
        }

        fn completions(&self, name: &str) -> String {
            fs::read_to_string(self.completion(name)).expect("completions")
        }
    }

    /// All commands with the name of their page.
    fn commands() -> Vec<(String, Command)> {
        fn collect(command: Command, name: &str, found: &mut Vec<(String, Command)>) {
            for below in command.get_subcommands().filter(|it| !it.is_hide_set()) {
                collect(
                    below.clone(),
                    &format!("{name}-{}", below.get_name()),
                    found,
                );
            }
            found.push((name.to_owned(), command));
        }
        let mut found = Vec::new();
        collect(pagewing::cli::command(), PROGRAM, &mut found);
        found
    }

    fn run(program: &str, arguments: &[&str], file: &Path) -> Option<Output> {
        let mut command = std::process::Command::new(program);
        command.args(arguments).arg(file).env("LC_ALL", "C.UTF-8");
        match command.output() {
            Ok(output) => Some(output),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => panic!("{program}: {error}"),
        }
    }

    #[test]
    fn each_command_has_a_page_with_each_of_its_options() {
        let written = Written::new();
        let commands = commands();
        assert!(commands.len() > 25, "{}", commands.len());
        let mut named: Vec<_> = commands.iter().map(|(name, _)| name.clone()).collect();
        named.sort();
        let mut pages: Vec<_> = written
            .pages()
            .iter()
            .filter_map(|page| Some(page.file_stem()?.to_string_lossy().into_owned()))
            .collect();
        pages.sort();
        assert_eq!(pages, named);
        for (name, command) in &commands {
            let page = written.letters(name);
            for argument in command.get_arguments().filter(|it| !it.is_hide_set()) {
                let shown = match (argument.get_long(), argument.get_value_names()) {
                    (Some(long), _) => format!("--{long}"),
                    (None, Some(names)) => names.join(" "),
                    (None, None) => argument.get_id().to_string(),
                };
                assert!(page.contains(&shown), "{name} lacks {shown}:\n{page}");
                let help = argument.get_help().map(ToString::to_string);
                let help = help.unwrap_or_default();
                let first = help.split_whitespace().next().unwrap_or_default();
                assert!(page.contains(first), "{name} does not explain {shown}");
            }
            for below in command.get_subcommands().filter(|it| !it.is_hide_set()) {
                let shown = format!("{name}-{}(1)", below.get_name());
                assert!(page.contains(&shown), "{name} lacks {shown}:\n{page}");
            }
        }
        assert!(written.letters(PROGRAM).contains("Exit codes: 0 done"));
    }

    #[test]
    fn each_shell_completes_each_command_and_option() {
        let written = Written::new();
        let (bash, zsh) = (
            written.completions("pagewing.bash"),
            written.completions("_pagewing"),
        );
        let (fish, powershell) = (
            written.completions("pagewing.fish"),
            written.completions("_pagewing.ps1"),
        );
        for (name, command) in commands() {
            let last = command.get_name();
            for text in [&bash, &zsh, &fish, &powershell] {
                assert!(text.contains(last), "{name}");
            }
            for long in command.get_arguments().filter_map(|it| it.get_long()) {
                for text in [&bash, &zsh, &powershell] {
                    assert!(text.contains(&format!("--{long}")), "{name} --{long}");
                }
                assert!(fish.contains(&format!("-l {long}")), "{name} --{long}");
            }
        }
    }

    #[test]
    fn groff_and_mandoc_find_nothing_wrong_with_the_pages() {
        let checks: [(&str, &[&str]); 2] = [
            ("groff", &["-man", "-Tutf8", "-ww", "-W", "break", "-z"]),
            ("mandoc", &["-T", "lint", "-W", "error"]),
        ];
        let pages = Written::new();
        for (program, arguments) in checks {
            for page in pages.pages() {
                let Some(output) = run(program, arguments, &page) else {
                    pass_over(&format!("{program} is not installed"));
                    break;
                };
                let said = [output.stdout, output.stderr].concat();
                assert!(
                    said.is_empty() && output.status.success(),
                    "{program}: {}",
                    String::from_utf8_lossy(&said)
                );
            }
        }
    }

    /// What bash offers behind these words, the last of which was begun.
    fn offered(script: &Path, words: &[&str]) -> Vec<String> {
        // what bash itself does when a person presses the tabulator
        const ASKS: &str = r#"
            source "$0" && COMP_WORDS=("$@") && COMP_CWORD=$(($# - 1)) || exit 1
            _pagewing pagewing "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            complete -p pagewing >&2
            printf '%s\n' "${COMPREPLY[@]}"
        "#;
        let output = std::process::Command::new("bash")
            .args(["--norc", "--noprofile", "-c", ASKS])
            .arg(script)
            .args(words)
            .output()
            .expect("bash runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        assert!(said.contains("-F _pagewing"), "{said}");
        let found = String::from_utf8_lossy(&output.stdout);
        found.lines().map(str::to_owned).collect()
    }

    #[test]
    fn bash_completes_commands_options_and_values() {
        if run("bash", &["-c", "true"], Path::new("")).is_none() {
            pass_over("bash is not installed");
            return;
        }
        let written = Written::new();
        let script = written.completion("pagewing.bash");
        assert_eq!(offered(&script, &["pagewing", "summ"]), ["summarize"]);
        assert_eq!(
            offered(&script, &["pagewing", "models", "down"]),
            ["download"]
        );
        assert_eq!(
            offered(&script, &["pagewing", "summarize", "--leng"]),
            ["--length"]
        );
        assert_eq!(
            offered(&script, &["pagewing", "summarize", "--length", ""]),
            ["short", "medium", "long"]
        );
    }

    #[test]
    fn zsh_and_fish_can_read_their_completions() {
        let written = Written::new();
        for (shell, option, name) in [
            ("zsh", "-n", "_pagewing"),
            ("fish", "--no-execute", "pagewing.fish"),
        ] {
            match run(shell, &[option], &written.completion(name)) {
                Some(output) => {
                    let said = String::from_utf8_lossy(&output.stderr).into_owned();
                    assert!(output.status.success() && said.is_empty(), "{said}");
                }
                None => pass_over(&format!("{shell} is not installed")),
            }
        }
    }
}
