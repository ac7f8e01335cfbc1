//! In which order the authors' names are printed. Most languages print the given name first, some the family name; only
//! what else the document prints of the names shows it.

use super::name::Name;
use super::printed::Printed;

/// Authors whose family name must show itself as the first word.
const LEAST: usize = 2;

/// The authors' names, taken apart.
pub(super) fn names(authors: &[String], printed: &Printed) -> Vec<Name> {
    let words: Vec<Vec<&str>> = authors
        .iter()
        .map(|name| name.split_whitespace().collect())
        .collect();
    let first = |words: &[&str]| match words.split_first() {
        Some((family, given)) => printed.family(&[*family], given),
        None => 0,
    };
    let last = |words: &[&str]| match words.split_last() {
        Some((family, given)) => printed.family(&[*family], given),
        None => 0,
    };
    let shown = words.iter().filter(|words| first(words) > 0).count();
    let family_first = shown >= LEAST && words.iter().all(|words| last(words) == 0);
    authors
        .iter()
        .zip(&words)
        .filter_map(|(name, words)| match words.as_slice() {
            [family, given @ ..] if family_first && !given.is_empty() && first(words) > 0 => {
                Name::of(
                    &format!("{}, {}", family.trim_end_matches(','), given.join(" ")),
                    printed,
                )
            }
            _ => Name::of(name, printed),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families(authors: &[&str], text: &str) -> Vec<String> {
        let authors: Vec<String> = authors.iter().map(|name| (*name).to_owned()).collect();
        let printed = Printed::from_texts(std::iter::once(text), &authors);
        let names = names(&authors, &printed);
        names.iter().map(|name| name.family().to_owned()).collect()
    }

    #[test]
    fn family_names_stand_first_where_the_document_shows_it_and_nowhere_else() {
        let authors = ["Wang Xiaoming", "Li Na", "Zhang Wei"];
        let cited = "Cite this as: Wang X, Li N, Zhang W. Otters. 2021.";
        assert_eq!(families(&authors, cited), ["Wang", "Li", "Zhang"]);
        assert_eq!(families(&authors, "Otters."), ["Xiaoming", "Na", "Wei"]);
        // one of them alone is chance
        let once = "as James, S. says";
        assert_eq!(
            families(&["James Stewart", "Ann Lee"], once),
            ["Stewart", "Lee"]
        );
        let western = "Xiaoming W, Na L. as in Wang X, Li N";
        assert_eq!(families(&authors, western), ["Xiaoming", "Na", "Wei"]);
    }
}
