//! The syntax of BibTeX: entries with fields, strings that stand for others, and comments.
//!
//! What does not follow the syntax is counted and left out, and reading goes on at the next `@`. The work and the memory are
//! bounded by the size of the file, also where strings refer to each other.

use std::collections::HashMap;

use crate::bibliography::entry::MOST_ENTRIES;

/// The longest value, in bytes: an abstract fits in.
const LONGEST_VALUE: usize = 256 << 10;
/// All values together, in bytes.
const ALL_VALUES: usize = 256 << 20;
/// Reading stops at this number of unreadable entries: the file is something else.
const MOST_UNREADABLE: u32 = 1_000;
/// Most comments that are kept.
const MOST_COMMENTS: usize = 100;
/// The fields that are kept.
const WANTED: [&str; 8] = [
    "author", "editor", "title", "year", "date", "file", "groups", "keywords",
];
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The fields of an entry, by their names in small letters.
pub(super) type Fields = HashMap<String, String>;

/// What stands in a text.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// The entries, in order.
    pub(super) entries: Vec<Fields>,
    /// What stands in comments.
    pub(super) comments: Vec<String>,
    /// Number of entries that do not follow the syntax.
    pub(super) unreadable: u32,
}

pub(super) fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut reader = Reader {
        text,
        at: 0,
        strings: HashMap::new(),
        left: ALL_VALUES,
        escapes: false,
    };
    while let Some(found) = reader.rest().find('@') {
        reader.at += found + 1;
        let start = reader.at;
        // for BibTeX, a brace behind a `\` counts. Where they do not come out even then, it does not, as for JabRef
        let mut ways = [false, true].into_iter();
        let is_read = ways.any(|escapes| {
            reader.at = start;
            reader.escapes = escapes;
            reader.item(&mut parsed).is_some()
        });
        if !is_read {
            parsed.unreadable += 1;
            reader.at = start;
        }
        if parsed.entries.len() >= MOST_ENTRIES || parsed.unreadable >= MOST_UNREADABLE {
            break;
        }
    }
    parsed
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    strings: HashMap<String, String>,
    /// Bytes that values may still have.
    left: usize,
    /// Whether a brace behind a `\` is a sign like others.
    escapes: bool,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Reads this character, if it is the next.
    fn take(&mut self, wanted: char) -> Option<()> {
        let next = self.peek().filter(|next| *next == wanted)?;
        self.at += next.len_utf8();
        Some(())
    }

    /// Reads while a condition holds.
    fn run(&mut self, holds: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| !holds(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn space(&mut self) {
        self.run(char::is_whitespace);
    }

    fn name(&mut self) -> &'a str {
        self.run(|c| !c.is_whitespace() && !"@={}(),\"#%'".contains(c))
    }

    /// Reads what stands behind an `@`; `None` if it does not follow the syntax. Without a bracket, it is an `@` in the text.
    fn item(&mut self, parsed: &mut Parsed) -> Option<()> {
        let kind = self.name().to_lowercase();
        self.space();
        let close = match self.peek() {
            Some('{') => '}',
            Some('(') => ')',
            _ => return Some(()),
        };
        if kind.is_empty() {
            return Some(());
        }
        match kind.as_str() {
            "comment" | "preamble" => {
                // an old comment ends with its line, and may hold a bracket that is never closed
                let start = self.at;
                match self.enclosed(close) {
                    Some(comment) if parsed.comments.len() < MOST_COMMENTS => {
                        parsed.comments.push(comment.to_owned());
                    }
                    Some(_) => {}
                    None => self.at = start,
                }
                Some(())
            }
            "string" => {
                self.at += 1;
                let (name, value) = self.field()?;
                self.space();
                self.take(close)?;
                self.strings.insert(name, value);
                Some(())
            }
            _ => {
                self.at += 1;
                parsed.entries.push(self.entry(close)?);
                Some(())
            }
        }
    }

    /// Reads the key and the fields of an entry, and the bracket that closes it.
    fn entry(&mut self, close: char) -> Option<Fields> {
        self.space();
        let key = self.run(|c| c != close && !",={\"".contains(c));
        if key.trim().contains(char::is_whitespace) {
            return None;
        }
        let mut fields = Fields::new();
        // an address in a letter may stand before empty brackets
        let mut says = !key.trim().is_empty();
        loop {
            self.space();
            if self.take(close).is_some() {
                return says.then_some(fields);
            }
            self.take(',')?;
            self.space();
            if self.take(close).is_some() {
                return says.then_some(fields);
            }
            if self.peek() == Some(',') {
                continue;
            }
            let (name, value) = self.field()?;
            says = true;
            if WANTED.contains(&name.as_str()) {
                fields.entry(name).or_insert(value);
            }
        }
    }

    /// Reads `name = value`.
    fn field(&mut self) -> Option<(String, String)> {
        self.space();
        let name = self.name().to_lowercase();
        self.space();
        self.take('=')?;
        let value = self.value()?;
        (!name.is_empty()).then_some((name, value))
    }

    /// Reads a value: parts that are joined by `#`.
    fn value(&mut self) -> Option<String> {
        let mut value = String::new();
        loop {
            self.space();
            let part = self.part()?;
            if value.len() + part.len() > LONGEST_VALUE {
                return None;
            }
            self.left = self.left.checked_sub(part.len())?;
            value.push_str(&part);
            self.space();
            if self.take('#').is_none() {
                return Some(value);
            }
        }
    }

    fn part(&mut self) -> Option<String> {
        match self.peek()? {
            '{' => self.enclosed('}').map(str::to_owned),
            '"' => self.enclosed('"').map(str::to_owned),
            _ => {
                let name = self.name();
                if name.is_empty() {
                    return None;
                }
                let lower = name.to_lowercase();
                let is_month = MONTHS.contains(&lower.as_str());
                match self.strings.get(&lower) {
                    Some(value) => Some(value.clone()),
                    None if is_month || name.chars().all(|c| c.is_ascii_digit()) => {
                        Some(name.to_owned())
                    }
                    // a string that nobody defined says nothing
                    None => Some(String::new()),
                }
            }
        }
    }

    /// Reads from a sign to the one that closes it outside of braces, and returns what is between them.
    fn enclosed(&mut self, close: char) -> Option<&'a str> {
        let inner = self.rest().get(1..)?;
        let mut depth = 0_usize;
        let mut escaped = false;
        for (at, c) in inner.char_indices() {
            if at > LONGEST_VALUE {
                return None;
            }
            match c {
                '{' | '}' if escaped => {}
                c if c == close && depth == 0 => {
                    self.at += 1 + at + 1;
                    return inner.get(..at);
                }
                '{' => depth += 1,
                '}' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            escaped = self.escapes && c == '\\' && !escaped;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> Vec<String> {
        let entries = parse(text).entries.into_iter();
        entries
            .map(|mut fields| fields.remove("title").unwrap_or_default())
            .collect()
    }

    #[test]
    fn values_have_brackets_quotes_numbers_and_names() {
        let text = r#"@STRING(w = "Wings") @string{of = { of }}
            @article{a, Title = {On {"W"} } # W # of # "a {"}" # 7 # nobody,}
            @book{b , title={B},, }
            @misc{, title = jan}
            @misc{key}"#;
        assert_eq!(
            titles(text),
            ["On {\"W\"} Wings of a {\"}7", "B", "jan", ""]
        );
    }

    #[test]
    fn what_is_damaged_is_counted_and_left_out() {
        let parsed =
            parse("@article{a, title = {x} @article{b, title = {y}} @article{c title} ada@x.org @");
        assert_eq!((parsed.entries.len(), parsed.unreadable), (1, 2));
        assert_eq!(parsed.entries[0]["title"], "y");
        // a quote inside an entry that never ends
        assert_eq!(parse(r#"@article{a, title = "x}"#).unreadable, 1);
        // a comment of one line with a bracket
        assert_eq!(titles("@comment { begins\n@misc{a, title = 1}"), ["1"]);
    }

    #[test]
    fn strings_that_double_each_other_end() {
        let mut text = "@string{s0 = \"0123456789\"}".to_owned();
        for n in 1..60 {
            text.push_str(&format!("@string{{s{n} = s{} # s{}}}", n - 1, n - 1));
        }
        text.push_str("@misc{a, title = s59}");
        let parsed = parse(&text);
        assert!(parsed.unreadable > 0);
        assert_eq!(parsed.entries[0]["title"], "");
    }

    #[test]
    fn braces_behind_a_backslash_come_out_even_or_are_signs() {
        // as BibTeX counts them: a path that ends with a backslash
        let text = r"@misc{a, file = {C:\papers\}, title = {A \{b\}}} @misc{c, title = {C}}";
        assert_eq!(titles(text), [r"A \{b\}", "C"]);
        let alone = r#"@misc{a, title = {Sets \{ and more}, year = {2019}} @misc{b, title = "B \} ", year = 1}"#;
        let parsed = parse(alone);
        assert_eq!((parsed.entries.len(), parsed.unreadable), (2, 0));
        assert_eq!(parsed.entries[0]["title"], r"Sets \{ and more");
        assert_eq!(parsed.entries[0]["year"], "2019");
        assert_eq!(titles(alone)[1], r"B \} ");
    }

    #[test]
    fn brackets_without_end_are_given_up() {
        let parsed = parse(&"@a{b, title = {".repeat(5_000));
        assert_eq!(parsed.unreadable, MOST_UNREADABLE);
    }
}
