//! Rust source as a flat list of tokens: names, `::` and single characters. Comments, literals and everything
//! under `#[cfg(test)]` are left out, since tests may use any room.

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Name(String),
    /// `::`
    Path,
    Sign(char),
}

impl Token {
    pub(crate) fn is(&self, sign: char) -> bool {
        *self == Token::Sign(sign)
    }

    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Token::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// The tokens of a source file, without its tests.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    without_tests(&all_tokens(source))
}

fn all_tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut here = 0;
    while here < chars.len() {
        let c = at(here);
        if c == '/' && at(here + 1) == '/' {
            while here < chars.len() && at(here) != '\n' {
                here += 1;
            }
        } else if c == '/' && at(here + 1) == '*' {
            here = after_comment(&chars, here);
        } else if c == '"' {
            here = after_string(&chars, here);
        } else if c == '\'' {
            here = after_quote(&chars, here);
        } else if c.is_alphabetic() || c == '_' {
            let start = here;
            while at(here).is_alphanumeric() || at(here) == '_' {
                here += 1;
            }
            let name: String = chars[start..here].iter().collect();
            if matches!(name.as_str(), "r" | "br" | "cr") && matches!(at(here), '"' | '#') {
                here = after_raw(&chars, here, &mut tokens);
            } else if !(matches!(name.as_str(), "b" | "c") && matches!(at(here), '"' | '\'')) {
                tokens.push(Token::Name(name));
            }
        } else if c.is_ascii_digit() {
            while at(here).is_alphanumeric() || at(here) == '_' {
                here += 1;
            }
        } else if c == ':' && at(here + 1) == ':' {
            tokens.push(Token::Path);
            here += 2;
        } else {
            if !c.is_whitespace() {
                tokens.push(Token::Sign(c));
            }
            here += 1;
        }
    }
    tokens
}

/// The place after a `/* */`, which may contain others.
fn after_comment(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut here = start;
    while here < chars.len() {
        match (chars[here], chars.get(here + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                here += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                here += 2;
                if depth == 0 {
                    break;
                }
            }
            _ => here += 1,
        }
    }
    here
}

fn after_string(chars: &[char], start: usize) -> usize {
    let mut here = start + 1;
    while here < chars.len() && chars[here] != '"' {
        here += if chars[here] == '\\' { 2 } else { 1 };
    }
    here + 1
}

/// Skips a character literal (`'a'`, `'\n'`), or only the quote of a lifetime.
fn after_quote(chars: &[char], start: usize) -> usize {
    if chars.get(start + 1) == Some(&'\\') {
        let mut here = start + 3;
        while here < chars.len() && chars[here] != '\'' {
            here += 1;
        }
        return here + 1;
    }
    if chars.get(start + 2) == Some(&'\'') {
        start + 3
    } else {
        start + 1
    }
}

/// The place after the `r` of `r"..."`, `r#"..."#` or of a raw name (`r#type`).
fn after_raw(chars: &[char], start: usize, tokens: &mut Vec<Token>) -> usize {
    let marks = chars[start..].iter().take_while(|c| **c == '#').count();
    let mut here = start + marks;
    if chars.get(here) != Some(&'"') {
        let name: String = chars[here..]
            .iter()
            .take_while(|c| c.is_alphanumeric() || **c == '_')
            .collect();
        here += name.chars().count();
        tokens.push(Token::Name(name));
        return here;
    }
    here += 1;
    while here < chars.len() {
        if chars[here] == '"'
            && chars[here + 1..]
                .iter()
                .take(marks)
                .filter(|c| **c == '#')
                .count()
                == marks
        {
            return here + 1 + marks;
        }
        here += 1;
    }
    here
}

fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let attribute = ["#", "[", "cfg", "(", "test", ")", "]"];
    let text = |token: &Token| match token {
        Token::Name(name) => name.clone(),
        Token::Path => "::".to_owned(),
        Token::Sign(sign) => sign.to_string(),
    };
    let mut kept = Vec::with_capacity(tokens.len());
    let mut here = 0;
    while here < tokens.len() {
        let rest = &tokens[here..];
        if rest.len() > attribute.len()
            && rest
                .iter()
                .zip(attribute)
                .all(|(token, part)| text(token) == part)
        {
            here = after_item(tokens, here + attribute.len());
        } else {
            kept.push(tokens[here].clone());
            here += 1;
        }
    }
    kept
}

/// The place after the item that begins here: after its `;` or after the block that closes it.
fn after_item(tokens: &[Token], start: usize) -> usize {
    let ends_at_semicolon = tokens[start..]
        .iter()
        .filter_map(Token::name)
        .find(|name| {
            !matches!(
                *name,
                "pub" | "crate" | "super" | "unsafe" | "async" | "extern" | "const"
            )
        })
        .is_some_and(|name| matches!(name, "use" | "static" | "type"));
    let mut depth = 0;
    let mut attribute = false;
    let mut here = start;
    while here < tokens.len() {
        let token = &tokens[here];
        here += 1;
        if depth == 0 && token.is('#') {
            attribute = true;
        }
        if ['(', '[', '{'].iter().any(|sign| token.is(*sign)) {
            depth += 1;
        } else if [')', ']', '}'].iter().any(|sign| token.is(*sign)) {
            depth -= 1;
            if depth == 0 && token.is('}') && !ends_at_semicolon {
                break;
            }
            if depth == 0 && attribute {
                attribute = false;
            }
        } else if depth == 0 && token.is(';') {
            break;
        }
    }
    here
}

#[test]
fn literals_comments_and_tests_are_left_out() {
    let source = r##"
        use a::b; // use c::d
        /* use e::f; /* nested */ */
        const S: &str = "use g::h"; const R: &str = r#"x "quoted" y"#;
        const C: [char; 3] = ['"', '\'', 'i']; fn f<'j>(k: &'j str) {}
        #[cfg(test)] mod tests { use l::m; }
        #[cfg(test)] use n::o::{p};
        #[cfg(test)] #[path = "q.rs"] mod q;
        fn r() {}
    "##;
    let names: Vec<String> = tokens(source)
        .iter()
        .filter_map(|t| t.name().map(str::to_owned))
        .collect();
    assert_eq!(
        names,
        [
            "use", "a", "b", "const", "S", "str", "const", "R", "str", "const", "C", "char", "fn",
            "f", "j", "k", "j", "str", "fn", "r"
        ]
    );
}
