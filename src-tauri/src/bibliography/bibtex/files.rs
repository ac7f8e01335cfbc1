//! The field `file`, which BibTeX does not define: each program writes it in a form of its own.
//!
//! - Zotero: `Full Text PDF:files/12/wings.pdf:application/pdf;Snapshot:files/13/wings.html:text/html`
//! - JabRef: `description:wings.pdf:PDF`, also without a description; `\` stands before `:`, `;` and `\`
//! - Mendeley: `:home/ada/wings.pdf:pdf`, `:C$\backslash$:/papers/wings.pdf:pdf`
//! - Better BibTeX: `/home/ada/Zotero/storage/ABCD2345/wings.pdf`

/// The paths in a field.
pub(super) fn paths(field: &str) -> Vec<String> {
    // what LaTeX needs and a path does not
    let field = field
        .replace(r"$\backslash$", r"\")
        .replace(r"{\_}", "_")
        .replace(r"\_", "_")
        .replace(r"{\&}", "&")
        .replace(r"\&", "&");
    separated(&field, ';')
        .iter()
        .filter_map(|file| path(file))
        .collect()
}

fn path(file: &str) -> Option<String> {
    let parts: Vec<String> = separated(file, ':')
        .iter()
        .map(|part| unescaped(part))
        .collect();
    let path = match parts.as_slice() {
        [path] => path.clone(),
        // a path may have a colon of its own
        [description, path, .., _] if is_kind(parts.last()) => match parts.len() {
            3 => path.clone(),
            _ if !is_drive(description) => parts.get(1..parts.len() - 1)?.join(":"),
            _ => parts.join(":"),
        },
        [path, kind] if is_kind(Some(kind)) && !is_drive(path) => path.clone(),
        [first, path] if first.is_empty() => path.clone(),
        _ => parts.join(":"),
    };
    let path = path.trim();
    (!path.is_empty()).then(|| path.to_owned())
}

/// Whether a part names the kind of a file, such as `PDF` or `application/pdf`, and is no path.
fn is_kind(part: Option<&String>) -> bool {
    part.is_some_and(|part| {
        let part = part.trim();
        let slashes = part.matches('/').count();
        part.len() <= 80
            && !part.contains(['\\', ' '])
            && match slashes {
                0 => !part.contains('.'),
                1 => ["application/", "text/", "image/"]
                    .iter()
                    .any(|kind| part.starts_with(kind)),
                _ => false,
            }
    })
}

fn is_drive(part: &str) -> bool {
    part.len() == 1 && part.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The parts between separators that have no `\` before them.
fn separated(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == separator && !escaped {
            parts.push(text.get(start..at).unwrap_or_default());
            start = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// A part without the `\` before `:`, `;` and `\`. Others belong to paths of Windows.
fn unescaped(part: &str) -> String {
    let mut plain = String::with_capacity(part.len());
    let mut chars = part.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(next @ (':' | ';' | '\\'))) => {
                plain.push(*next);
                chars.next();
            }
            _ => plain.push(c),
        }
    }
    plain
}

/// The folders of files that JabRef keeps in comments of the bibliography.
pub(super) fn folders_of_jabref(comments: &[String]) -> Vec<String> {
    let folders = comments.iter().filter_map(|comment| {
        let about = comment.trim().strip_prefix("jabref-meta:")?.trim();
        let (name, folder) = about.split_once(':')?;
        if !name.trim().starts_with("fileDirectory") {
            return None;
        }
        let folder = unescaped(folder.trim().trim_end_matches(';'));
        (!folder.is_empty()).then_some(folder)
    });
    folders.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_has_its_path() {
        for (field, expected) in [
            (
                "Full Text PDF:files/12/Smith - 2019.pdf:application/pdf;Snapshot:files/13/x.html:text/html",
                vec!["files/12/Smith - 2019.pdf", "files/13/x.html"],
            ),
            (r"A\: B\; C:wings.pdf:PDF", vec!["wings.pdf"]),
            (":wings\\: part 1.pdf:PDF", vec!["wings: part 1.pdf"]),
            (
                ":home/ada/wings{\\_}1.pdf:pdf",
                vec!["home/ada/wings_1.pdf"],
            ),
            (
                r":C$\backslash$:/papers/wings.pdf:pdf",
                vec!["C:/papers/wings.pdf"],
            ),
            (
                r"PDF:C\:\\papers\\wings.pdf:application/pdf",
                vec![r"C:\papers\wings.pdf"],
            ),
            (
                "/home/ada/storage/ABCD2345/wings.pdf",
                vec!["/home/ada/storage/ABCD2345/wings.pdf"],
            ),
            (
                "/home/ada/a.pdf;/home/ada/b.pdf",
                vec!["/home/ada/a.pdf", "/home/ada/b.pdf"],
            ),
            ("/home/ada/A: b.pdf", vec!["/home/ada/A: b.pdf"]),
            (r"C:\papers\wings.pdf", vec![r"C:\papers\wings.pdf"]),
            ("wings.pdf:PDF", vec!["wings.pdf"]),
            (";:", vec![]),
        ] {
            assert_eq!(paths(field), expected, "{field}");
        }
    }

    #[test]
    fn folders_of_files_are_found_in_comments() {
        let comments = [
            "jabref-meta: databaseType:bibtex;".to_owned(),
            r" jabref-meta: fileDirectory:C\:\\papers;".to_owned(),
            "jabref-meta: fileDirectory-ada:pdfs;".to_owned(),
            "something else".to_owned(),
        ];
        assert_eq!(folders_of_jabref(&comments), [r"C:\papers", "pdfs"]);
    }
}
