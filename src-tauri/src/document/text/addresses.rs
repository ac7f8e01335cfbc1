//! Addresses that a line end divides: `https:` and `//example.org`, `https://docs.` and `example.org/en`. No space stands
//! for such a line end.

/// Signs behind which a line breaks within an address and nowhere else.
const WITHIN: &str = "_=&#%~";
/// Signs that show that a word is part of an address.
const SHOWS: &str = "/._-=?&#%~";

/// Whether an address at the end of a line goes on in the next one.
pub(super) fn goes_on(line: &[char], next: &[char]) -> bool {
    let (token, rest) = (last_word(line), first_word(next));
    let (Some(last), Some(first)) = (token.chars().next_back(), rest.chars().next()) else {
        return false;
    };
    if is_scheme(&token) {
        return rest.starts_with("//");
    }
    if token.ends_with("://") {
        return first.is_alphanumeric();
    }
    if !is_address(&token) {
        return false;
    }
    let second = rest.chars().nth(1).is_some_and(char::is_alphanumeric);
    if last.is_alphanumeric() {
        return second && matches!(first, '/' | '?' | '&' | '=' | '#' | '_' | '%');
    }
    let begins = first.is_lowercase() || first.is_ascii_digit();
    let rest = rest.trim_end_matches(['.', ',', ';', ':', ')', ']', '>']);
    WITHIN.contains(last) && first.is_alphanumeric()
        || matches!(last, '.' | '/' | '?' | ':')
            && begins
            && rest.contains(|c: char| SHOWS.contains(c))
}

/// Whether a line ends within an address.
pub(super) fn ends_in_one(line: &[char]) -> bool {
    is_address(&last_word(line))
}

fn is_scheme(token: &str) -> bool {
    ["http:", "https:", "ftp:"].contains(&token)
}

fn is_address(token: &str) -> bool {
    token.contains("://") || token.starts_with("www.")
}

/// The last word, without what opens before it.
fn last_word(line: &[char]) -> String {
    let start = line.iter().rposition(|c| c.is_whitespace());
    let word: String = line
        .get(start.map_or(0, |start| start + 1)..)
        .unwrap_or_default()
        .iter()
        .collect();
    word.trim_start_matches(['(', '[', '<', '"', '\u{201c}'])
        .to_owned()
}

fn first_word(line: &[char]) -> String {
    line.iter().take_while(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_on_behind_a_line_end_and_a_sentence_does_not() {
        let ends = |line: &str, next: &str| {
            let characters = |text: &str| text.chars().collect::<Vec<_>>();
            goes_on(&characters(line), &characters(next))
        };
        for (line, next) in [
            ("Available at https:", "//example.org/a"),
            ("waiver (http://", "example.org/zero/1.0/) applies"),
            ("https://docs.", "example.org/en/v1.1"),
            ("https://example.org.", "mx/uploads"),
            ("https://doi.org/10.", "1016/j.ejpb.2010.10.0"),
            ("at https://example.org", "/boats/list"),
            ("at https://example.org/?id=", "ABC"),
            ("at www.example.org/a_", "b"),
        ] {
            assert!(ends(line, next), "{line} {next}");
        }
        for (line, next) in [
            ("It is at https://example.org.", "There it stays."),
            ("It is at https://example.org/boats.", "it stays"),
            ("It is at https://example.org", "since 2019."),
            ("It has two parts:", "//one and two"),
            ("either and/", "or.both"),
            ("https:", "the protocol"),
        ] {
            assert!(!ends(line, next), "{line} {next}");
        }
    }
}
