//! What one Rust file declares and which names it uses, read from its tokens.

use std::collections::BTreeSet;

use crate::tokens::Token;

/// A module as its file declares it, with the modules written inside it.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// `mod name;`
    pub(crate) files: Vec<String>,
    /// `mod name { ... }`
    pub(crate) inline: Vec<(String, Written)>,
    /// Functions, types, constants and macros.
    pub(crate) items: BTreeSet<String>,
    pub(crate) bindings: Vec<Binding>,
    pub(crate) globs: Vec<Glob>,
    /// `a::b::c` in the code, outside `use`.
    pub(crate) paths: BTreeSet<Vec<String>>,
    /// Single names in the code.
    pub(crate) names: BTreeSet<String>,
}

/// `use path as name`
#[derive(Debug)]
pub(crate) struct Binding {
    pub(crate) name: String,
    pub(crate) path: Vec<String>,
    pub(crate) public: bool,
}

/// `use path::*`
#[derive(Debug)]
pub(crate) struct Glob {
    pub(crate) path: Vec<String>,
    pub(crate) public: bool,
}

pub(crate) fn read(tokens: &[Token]) -> Written {
    let mut written = Written::default();
    body(tokens, 0, &mut written);
    written
}

/// Reads to the `}` that closes the module, or to the end; returns the place after it.
fn body(tokens: &[Token], start: usize, written: &mut Written) -> usize {
    let name_at = |index: usize| tokens.get(index).and_then(Token::name);
    let mut depth = 0_usize;
    let mut here = start;
    while here < tokens.len() {
        let token = &tokens[here];
        if ['(', '[', '{'].iter().any(|sign| token.is(*sign)) {
            depth += 1;
        } else if [')', ']', '}'].iter().any(|sign| token.is(*sign)) {
            if depth == 0 {
                return here + 1;
            }
            depth -= 1;
        }
        let Some(name) = token.name() else {
            here += 1;
            continue;
        };
        match (name, name_at(here + 1)) {
            ("mod", Some(module)) => {
                if tokens.get(here + 2).is_some_and(|token| token.is('{')) {
                    let mut inner = Written::default();
                    let module = module.to_owned();
                    here = body(tokens, here + 3, &mut inner);
                    written.inline.push((module, inner));
                } else {
                    written.files.push(module.to_owned());
                    here += 2;
                }
            }
            // `use<'a>` in a type captures lifetimes
            ("use", _) if !tokens.get(here + 1).is_some_and(|token| token.is('<')) => {
                here = tree(
                    tokens,
                    here + 1,
                    Vec::new(),
                    is_public(tokens, here),
                    written,
                );
            }
            (keyword, Some(item)) if depth == 0 && is_item(keyword, item) => {
                written.items.insert(item.to_owned());
                here += 2;
            }
            ("macro_rules", _) => {
                written.items.extend(name_at(here + 2).map(str::to_owned));
                here += 3;
            }
            _ => here = path(tokens, here, written),
        }
    }
    here
}

fn is_item(keyword: &str, next: &str) -> bool {
    matches!(
        keyword,
        "fn" | "struct" | "enum" | "union" | "trait" | "type" | "const" | "static" | "mut"
    ) && !matches!(next, "fn" | "unsafe" | "async" | "extern" | "mut")
}

fn is_public(tokens: &[Token], at: usize) -> bool {
    let before = &tokens[..at];
    let start = match before.last() {
        Some(token) if token.is(')') => before.iter().rposition(|token| token.is('(')),
        _ => Some(before.len()),
    };
    start
        .and_then(|start| before[..start].last())
        .and_then(Token::name)
        == Some("pub")
}

/// Reads one branch of a `use`; returns the place after it (the caller handles `;`, `,` and `}`).
fn tree(
    tokens: &[Token],
    start: usize,
    mut path: Vec<String>,
    public: bool,
    written: &mut Written,
) -> usize {
    let mut here = start;
    let mut rename = None;
    while let Some(token) = tokens.get(here) {
        match token {
            Token::Name(name) if name == "as" => {
                rename = tokens
                    .get(here + 1)
                    .and_then(Token::name)
                    .map(str::to_owned);
                here += 1;
            }
            Token::Name(name) => path.push(name.clone()),
            Token::Path => {}
            Token::Sign('*') => {
                written.globs.push(Glob { path, public });
                return here + 1;
            }
            Token::Sign('{') => {
                here += 1;
                while tokens.get(here).is_some_and(|token| !token.is('}')) {
                    here = tree(tokens, here, path.clone(), public, written);
                    if tokens.get(here).is_some_and(|token| token.is(',')) {
                        here += 1;
                    }
                }
                return here + 1;
            }
            Token::Sign(_) => break,
        }
        here += 1;
    }
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    if let Some(last) = path.last() {
        written.bindings.push(Binding {
            name: rename.unwrap_or_else(|| last.clone()),
            path,
            public,
        });
    }
    here
}

/// Reads a name or a path in the code; returns the place after it.
fn path(tokens: &[Token], start: usize, written: &mut Written) -> usize {
    let mut path = Vec::new();
    let mut here = start;
    while let Some(name) = tokens.get(here).and_then(Token::name) {
        path.push(name.to_owned());
        here += 1;
        if tokens.get(here) != Some(&Token::Path)
            || tokens.get(here + 1).and_then(Token::name).is_none()
        {
            break;
        }
        here += 1;
    }
    let before = start.checked_sub(1).and_then(|before| tokens.get(before));
    // a method, a field, or what follows `Type<T>::`
    if before.is_some_and(|token| token.is('.') || *token == Token::Path) {
        return here;
    }
    if path.len() > 1 {
        written.paths.insert(path);
    } else {
        written.names.extend(path);
    }
    here
}

#[test]
fn a_file_is_read_with_its_names() {
    let source = "
        pub(crate) mod a; mod b { pub(super) use super::c::D; fn inside() {} }
        pub(crate) use a::{self, E as F, g::{h, *}};
        use super::I;
        pub(crate) const fn j(k: L) -> impl M + use<'_> { l.n(); a::o::<P>(); Q::<R>::s() }
        static mut T: u8 = 0;
    ";
    let written = read(&crate::tokens::tokens(source));
    assert_eq!(written.files, ["a"]);
    let (name, inner) = &written.inline[0];
    assert_eq!(
        (
            name.as_str(),
            inner.bindings[0].public,
            inner.items.contains("inside")
        ),
        ("b", true, true)
    );
    let bindings: Vec<_> = written
        .bindings
        .iter()
        .map(|b| (b.name.as_str(), b.path.join("::"), b.public))
        .collect();
    assert_eq!(
        bindings,
        [
            ("a", "a".into(), true),
            ("F", "a::E".into(), true),
            ("h", "a::g::h".into(), true),
            ("I", "super::I".into(), false)
        ]
    );
    assert_eq!(written.globs[0].path, ["a", "g"]);
    assert_eq!(written.items.iter().collect::<Vec<_>>(), ["T", "j"]);
    assert!(
        written
            .paths
            .contains(&vec!["a".to_owned(), "o".to_owned()])
    );
    assert!(
        written.names.contains("L") && !written.names.contains("n") && !written.names.contains("s")
    );
}
