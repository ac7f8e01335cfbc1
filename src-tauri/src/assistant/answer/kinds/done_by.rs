//! Who did something, where a form says it by a label: "Requested by: Dr. T. Lindqvist" or, in an order, "Name: Ada Brand".
//!
//! "Who requested the test?" has the verb of the label in another form. "Who ordered?" has the verb of the form's title, and
//! the only name in the form is that of the person who filled it in. Only a value that looks like a name answers.

use super::quoted::{self, Named, sentences_of};
use super::tables::{Row, Table, tables};
use super::words::is_auxiliary;
use crate::assistant::answer::asked::{has_form_of, same_stem};
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{bare_words, words};
use crate::assistant::answer::types::FoundAnswer;
use crate::document::{BlockKind, Document, Sentence};
use crate::search::content_words;

/// The probability of a name after a label with the verb, and of the only name in a form.
const NAMED: f32 = 0.7;
const FILLED_IN: f32 = 0.6;
/// Most words of a name with its titles and its place.
const LONGEST: usize = 8;
/// Irregular verbs, whose forms have other letters, a group in a line.
const FORMS: [&str; 10] = [
    " wrote written ",
    " drew drawn ",
    " took taken ",
    " gave given ",
    " chose chosen ",
    " saw seen ",
    " spoke spoken ",
    " did done ",
    " drove driven ",
    " knew known ",
];
/// Labels for the name of the person who fills in a form.
const OWN_NAMES: [&str; 5] = [
    "name",
    "full name",
    "your name",
    "first and last name",
    "name and surname",
];

/// What "who did it?" asks for.
struct Deed {
    verb: String,
    /// What it was done to.
    object: Vec<String>,
}

impl Deed {
    fn of(question: &str) -> Option<Self> {
        let all = bare_words(question);
        let [who, verb, rest @ ..] = all.as_slice() else {
            return None;
        };
        let is_verb = who == "who" && !is_auxiliary(verb) && verb != "else";
        is_verb.then(|| Self {
            verb: verb.clone(),
            object: match rest {
                [] => Vec::new(),
                rest => content_words(&rest.join(" ")),
            },
        })
    }

    fn is_done(&self, word: &str) -> bool {
        let forms = |group: &&str| among(group, &self.verb) && among(group, word);
        same_stem(&self.verb, word) || FORMS.iter().any(forms)
    }

    /// Whether a label says that something was done by somebody, and to what is asked for, if it says to what.
    fn is_label(&self, label: &str) -> bool {
        let all = bare_words(label);
        let [before @ .., verb, by] = all.as_slice() else {
            return false;
        };
        let named = |word: &String| self.object.iter().any(|own| same_stem(own, word));
        by == "by" && self.is_done(verb) && before.iter().all(named)
    }
}

/// Who did what a question asks for; `None` if no label says it, or if several say different.
pub(super) fn name(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let deed = Deed::of(question)?;
    let tables = tables(of.document);
    let mut found: Vec<FoundAnswer> = Vec::new();
    for row in tables.iter().flat_map(|table| &table.rows) {
        found.extend(behind(of, row, &|label| deed.is_label(label), NAMED));
    }
    if found.is_empty() && is_titled(of.document, &tables, &deed) {
        let own = |label: &str| OWN_NAMES.contains(&label.to_lowercase().as_str());
        let forms = tables.iter().filter(|table| table.is_form);
        for row in forms.flat_map(|table| &table.rows) {
            found.extend(behind(of, row, &own, FILLED_IN));
        }
    }
    if found.is_empty() {
        found.extend(in_lines(of, &deed));
    }
    quoted::agreed(found)
}

/// Whether the title of a form, or a heading above it, has the verb: an order is what somebody ordered.
fn is_titled(document: &Document, tables: &[Table<'_>], deed: &Deed) -> bool {
    let title = document.title.as_deref().unwrap_or_default();
    let mut about = tables.iter().map(|table| table.heading).chain([title]);
    let has = |text: &str| words(text).iter().any(|word| deed.is_done(&word.text));
    about.any(has)
        && deed
            .object
            .iter()
            .all(|word| has_form_of(&words(title), word))
}

/// The names in a row behind a label.
fn behind(
    of: Named<'_>,
    row: &Row<'_>,
    is_label: &dyn Fn(&str) -> bool,
    probability: f32,
) -> Option<FoundAnswer> {
    let label = |column: usize| row.cell(column).trim().trim_end_matches(':');
    let column = (0..row.cells.len()).find(|column| is_label(label(*column)))? + 1;
    let value = row.cell(column);
    let bytes = row.cells.get(column)?.clone();
    let quotation = quoted::of_sentence(of, row.sentence, bytes).filter(|_| is_name(value))?;
    Some(quoted::found(value.to_owned(), probability, quotation))
}

/// The names in lines that begin with the label: "Drawn by: E. Brook".
fn in_lines(of: Named<'_>, deed: &Deed) -> Vec<FoundAnswer> {
    let lines = of.document.blocks.iter().filter(|block| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Authors
        )
    });
    let in_line = |sentence: &Sentence| {
        let (label, value) = sentence.text.split_once(':')?;
        let name = value.trim().trim_end_matches('.');
        let says = deed.is_label(label) && is_name(name);
        if !says {
            return None;
        }
        let start = sentence.text.len() - value.trim_start().len();
        quoted::found_in_sentence(of, sentence, start..start + name.len(), NAMED)
    };
    lines
        .flat_map(|block| sentences_of(of.document, block))
        .filter_map(in_line)
        .collect()
}

/// Whether a value looks like a name: it begins with a capital and is short.
fn is_name(value: &str) -> bool {
    let count = value.split_whitespace().count();
    value.starts_with(char::is_uppercase)
        && (1..=LONGEST).contains(&count)
        && !value.ends_with([':', '?', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said_in;
    use crate::assistant::sample::flow;

    /// The name that a document of rows and fields gives.
    fn said(title: &str, rows: &[&str], question: &str) -> Option<String> {
        let mut document = flow(rows);
        document.title = Some(title.to_owned());
        for block in &mut document.blocks {
            block.kind = match (block.text.contains('\t'), block.text.ends_with('.')) {
                (true, _) => BlockKind::Table,
                (false, false) => BlockKind::Field,
                (false, true) => BlockKind::Paragraph,
            };
        }
        said_in(name, &document, question)
    }

    #[test]
    fn a_label_with_the_verb_names_who_did_it() {
        let report = [
            "Patient:\tIda Lund\tTaken:\t03.02.2025",
            "Sex:\tfemale\tRequested by:\tDr. B. Olin",
            "Sample taken by:\tMarek Vit\tSite:\tWard 3",
            "Paid by:\t03.04.2025\tRoom:\t12",
        ];
        for (question, right) in [
            ("Who requested the test?", Some("Dr. B. Olin")),
            ("Who took the sample?", Some("Marek Vit")),
            ("Who took the picture?", None),
            ("Who paid for it?", None),
            ("Who wrote the report?", None),
            ("Who is the patient?", None),
            ("When was the test requested?", None),
        ] {
            assert_eq!(
                said("Report", &report, question).as_deref(),
                right,
                "{question}"
            );
        }
        let plan = ["Drawn by: E. Brook", "Drawn by: E. Brook"];
        let asked = "Who drew the plan?";
        assert_eq!(said("Plan", &plan, asked).as_deref(), Some("E. Brook"));
        let two = ["Drawn by: E. Brook", "Drawn by: A. Ford"];
        assert_eq!(said("Plan", &two, asked), None);
        let prose = [
            "Written by: Ann Lee.",
            "It was drawn by candlelight: a plan.",
        ];
        assert_eq!(said("Plan", &prose, asked), None);
    }

    #[test]
    fn the_only_name_of_a_form_is_of_who_filled_it_in() {
        let order = ["Name: Ada Brand", "City: Trier"];
        assert_eq!(
            said("Order 7719", &order, "Who ordered?").as_deref(),
            Some("Ada Brand")
        );
        assert_eq!(said("Order 7719", &order, "Who ordered the boat?"), None);
        assert_eq!(said("Order 7719", &order, "Who paid?"), None);
        assert_eq!(said("Customers", &order, "Who ordered?"), None);
    }
}
