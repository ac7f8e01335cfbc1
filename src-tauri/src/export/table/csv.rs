//! A table of evidence as values separated by commas (RFC 4180). Each question has a column for its answers and one each for
//! how likely they are, for the quotations and for their pages, so that a program need not take a cell apart.

use super::papers::Paper;
use crate::library::{EvidenceCell, EvidenceTable};
use crate::text::evidence;

/// Marks the file as UTF-8, without which Excel takes it for the system's old encoding.
const MARK: char = '\u{feff}';

/// The whole file.
pub(in crate::export) fn csv(table: &EvidenceTable, papers: &[Paper]) -> String {
    let mut file = String::from(MARK);
    let mut head: Vec<String> = [
        evidence::paper(),
        evidence::authors(),
        evidence::year(),
        evidence::doi(),
    ]
    .map(str::to_owned)
    .into();
    for column in &table.columns {
        head.push(column.question.clone());
        let further = [
            evidence::probability(),
            evidence::quotation(),
            evidence::page(),
        ];
        head.extend(further.map(|what| evidence::of_question(&column.question, what)));
    }
    push(&mut file, &head);
    for (row, paper) in table.rows.iter().zip(papers) {
        let mut values = vec![
            paper.title.clone(),
            paper.authors.clone(),
            paper.year.map(|year| year.to_string()).unwrap_or_default(),
            paper.doi.clone(),
        ];
        values.extend(row.cells.iter().flat_map(values_of));
        push(&mut file, &values);
    }
    file
}

fn values_of(cell: &EvidenceCell) -> [String; 4] {
    let found = evidence::quoted(cell);
    let probability = found.and_then(|found| found.probability);
    let page = found.and_then(|found| found.page);
    [
        evidence::words(cell),
        probability
            .map(|share| format!("{share:.2}"))
            .unwrap_or_default(),
        found.map(|found| found.quoted.clone()).unwrap_or_default(),
        page.map(|page| page.to_string()).unwrap_or_default(),
    ]
}

fn push(file: &mut String, values: &[String]) {
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            file.push(',');
        }
        file.push('"');
        file.push_str(&safe(value).replace('"', "\"\""));
        file.push('"');
    }
    file.push_str("\r\n");
}

/// A value that no spreadsheet runs: a document may contain what looks like a formula. A number keeps its sign.
fn safe(value: &str) -> String {
    let plain: String = value
        .chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect();
    let runs = plain.trim_start().starts_with(['=', '+', '-', '@']);
    match runs && plain.trim().parse::<f64>().is_err() {
        true => format!("'{plain}"),
        false => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_text_and_a_number_is_a_number() {
        for formula in ["=1+1", "@SUM(A1)", "-2+3|' /C calc'!A0", " =1", "+x"] {
            assert_eq!(safe(formula), format!("'{formula}"));
        }
        for plain in ["-5.2", "+3", "30 grams", "x=1", ""] {
            assert_eq!(safe(plain), plain);
        }
        assert_eq!(safe("a\tb\u{1b}c\nd"), "a b c\nd");
    }
}
