//! The beginnings of addresses, in which fonts and recognition programs leave gaps as wide as spaces: `http: //`. No address
//! has a space there.

/// A line's characters, with their edges and styles, without the spaces in `http: //` and behind `http://`.
pub(super) fn closed<E, S>(
    text: Vec<char>,
    edges: Vec<E>,
    styles: Vec<S>,
) -> (Vec<char>, Vec<E>, Vec<S>) {
    if !text.contains(&':') || !text.contains(&'/') {
        return (text, edges, styles);
    }
    let stays: Vec<bool> = (0..text.len()).map(|at| !is_gap(&text, at)).collect();
    (
        kept(text, &stays),
        kept(edges, &stays),
        kept(styles, &stays),
    )
}

fn kept<T>(all: Vec<T>, stays: &[bool]) -> Vec<T> {
    let pairs = all.into_iter().zip(stays);
    pairs
        .filter_map(|(one, stays)| stays.then_some(one))
        .collect()
}

/// Whether a character is a space within the beginning of an address.
fn is_gap(text: &[char], at: usize) -> bool {
    if text.get(at) != Some(&' ') {
        return false;
    }
    let (before, after) = (text.get(..at), text.get(at + 1..));
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let scheme = |end: &str| {
        ["http", "https", "ftp"].iter().any(|scheme| {
            let wanted: Vec<char> = scheme.chars().chain(end.chars()).collect();
            before.ends_with(&wanted)
        })
    };
    match after {
        ['/', '/', ..] => scheme(":"),
        [':', '/', '/', ..] => scheme(""),
        ['/', ..] => scheme(":/"),
        [c, ..] => c.is_alphanumeric() && scheme("://"),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_space_stands_in_the_beginning_of_an_address() {
        let read = |text: &str| {
            let text: Vec<char> = text.chars().collect();
            let edges: Vec<usize> = (0..text.len()).collect();
            let styles = vec![0; text.len()];
            let (text, edges, styles) = closed(text, edges, styles);
            assert!(text.len() == edges.len() && text.len() == styles.len());
            text.into_iter().collect::<String>()
        };
        for (drawn, wanted) in [
            ("at http: //example.org", "at http://example.org"),
            ("at https:// example.org", "at https://example.org"),
            ("at http ://example.org", "at http://example.org"),
            ("at http:/ /example.org", "at http://example.org"),
            ("Two parts: //one", "Two parts: //one"),
            ("either / or: one", "either / or: one"),
            ("at http://example.org now", "at http://example.org now"),
        ] {
            assert_eq!(read(drawn), wanted);
        }
    }
}
