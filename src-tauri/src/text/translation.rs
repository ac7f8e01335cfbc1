//! How a language says the help of the command line, which clap reads from the types in English.

/// The help in another language.
pub(crate) struct Translation {
    /// The order and the headings of a command's help, as clap's templates have them.
    pub(crate) template: &'static str,
    /// The heading above commands.
    pub(crate) commands: &'static str,
    /// The heading above what stands in its place.
    pub(crate) arguments: &'static str,
    /// The heading above what has a name.
    pub(crate) options: &'static str,
    /// What a command does, by its words after the program's name: `models list`.
    pub(crate) command: fn(&str) -> Option<&'static str>,
    /// What an argument means, by its command and its name in clap. It names the possible values and the default itself.
    pub(crate) argument: fn(&str, &str) -> Option<&'static str>,
}
