//! The words of labels, names and captions, and which words of a question mean the same.

use super::quantity::name_the_same_time;
use crate::assistant::answer::kinds::coverage::{is_same, parts};
use crate::assistant::answer::numbers::words;

/// Words that name one thing in tables and in questions, a group in a line.
const SAME: [&str; 7] = [
    "quantity qty count pieces",
    "leave leaves depart departs departure",
    "arrive arrives arrival reach reaches",
    "born birth",
    "phone telephone tel",
    "end ends until",
    "begin begins start starts beginning from",
];

/// Short forms of names of columns that stand alone: "Min" and "Max" over the limits of a data sheet. Beside other words they
/// may be units: "Time (min)".
const SHORT: [(&str, &str); 3] = [("min", "minimum"), ("typ", "typical"), ("max", "maximum")];

/// The words of some texts, each whole and in its parts, and as they are written.
#[derive(Default)]
pub(super) struct Words {
    forms: Vec<String>,
    written: Vec<String>,
}

impl Words {
    pub(super) fn of(texts: &[&str]) -> Self {
        let mut all = Self::default();
        for text in texts {
            let of_text = words(text);
            if let [only] = of_text.as_slice() {
                let whole = SHORT.iter().find(|(short, _)| *short == only.text);
                all.forms
                    .extend(whole.map(|(_, whole)| (*whole).to_owned()));
            }
            for word in of_text {
                let written = text.get(word.bytes).unwrap_or_default();
                all.written.push(written.to_owned());
                all.forms.extend(parts(&word.text));
            }
        }
        all
    }

    /// The words as they are written.
    pub(super) fn written(&self) -> &[String] {
        &self.written
    }

    /// Whether one of them is a form of a word, or another word for it.
    pub(super) fn has(&self, key: &str) -> bool {
        let same = |word: &String| {
            let groups = || SAME.iter().map(|group| group.split(' '));
            is_same(key, word)
                || are_forms(key, word)
                || name_the_same_time(key, word)
                || groups().any(|mut group| {
                    group.clone().any(|member| member == key) && group.any(|member| member == *word)
                })
        };
        self.forms.iter().any(same)
    }
}

/// Whether a verb and who does it are forms of one word: `teaches` and `teacher`.
fn are_forms(a: &str, b: &str) -> bool {
    const LEAST: usize = 4;
    let stem = |word: &str| -> Option<String> {
        let ends = ["ers", "er", "es", "ing", "ed", "or", "s"];
        let stem = ends.iter().find_map(|end| word.strip_suffix(end));
        stem.filter(|stem| stem.chars().count() >= LEAST)
            .map(str::to_owned)
    };
    let (first, second) = (stem(a), stem(b));
    first.is_some() && first == second
}
