//! The name of the firm on a bill or a receipt, which is larger than what the bill says that it is, and no title.

use std::ops::Range;

use super::cell_values::is_value;
use super::publishers::is_address;
use super::title_words::is_date;
use crate::document::layout::{Line, RawBlock};

/// Labels of the sum of a bill.
const SUMS: [&str; 16] = [
    "total",
    "grand total",
    "amount due",
    "balance due",
    "sum",
    "summe",
    "gesamt",
    "gesamtbetrag",
    "gesamtsumme",
    "zu zahlen",
    "endbetrag",
    "montant",
    "net \u{e0} payer",
    "importe",
    "totale",
    "totaal",
];
/// Labels that stand under the sum of what was bought at a till.
const TILL: [&str; 12] = [
    "cash",
    "change",
    "card",
    "visa",
    "mastercard",
    "paid",
    "bar",
    "r\u{fc}ckgeld",
    "gegeben",
    "tendered",
    "esp\u{e8}ces",
    "efectivo",
];
/// The last words of the names of firms.
const FIRMS: [&str; 20] = [
    "ltd", "limited", "inc", "llc", "llp", "plc", "corp", "co", "company", "gmbh", "ag", "kg",
    "ohg", "s.a", "sarl", "s.r.l", "b.v", "oy", "sons", "e.k",
];

/// Ends of the names of streets before their numbers.
const STREETS: [&str; 8] = [
    "str.",
    "strasse",
    "stra\u{df}e",
    "weg",
    "platz",
    "gasse",
    "allee",
    "laan",
];
/// Words of titles that stand over sums, too.
const TITLES: [&str; 22] = [
    "account",
    "accounts",
    "balance",
    "bill",
    "budget",
    "costs",
    "expenses",
    "fees",
    "income",
    "invoice",
    "list",
    "menu",
    "minutes",
    "offer",
    "order",
    "plan",
    "price",
    "prices",
    "report",
    "schedule",
    "statement",
    "timesheet",
];
/// The most words of the name of a firm.
const WORDS_OF_FIRM: usize = 5;

/// Whether a group of blocks is the name of the firm on a bill or a receipt: a sum stands on the page, and the name ends
/// as those of firms do, its address follows, or what was given at a till.
pub(super) fn is_sender(page: &[RawBlock], range: &Range<usize>) -> bool {
    let lines: Vec<&Line> = page.iter().flat_map(RawBlock::lines).collect();
    let has_row = |labels: &[&str]| {
        lines.iter().any(|label| {
            let text = label.string().to_lowercase();
            let beside = |other: &&&Line| {
                other.page == label.page && other.is_beside(label) && other.x0 > label.x1
            };
            begins_with_one_of(labels, &text)
                && (lines
                    .iter()
                    .filter(beside)
                    .any(|other| is_amount(&other.string()))
                    || ends_with_amount(&text))
        })
    };
    let name: String = page
        .get(range.clone())
        .unwrap_or_default()
        .iter()
        .map(RawBlock::rough_text)
        .collect::<Vec<_>>()
        .join(" ");
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    // "Accounts of Placeholder Ltd" is a title
    let phrase = name.split_whitespace().any(|word| {
        word.chars().count() >= 2
            && word.chars().all(char::is_lowercase)
            && !matches!(word, "and" | "und" | "et" | "y")
    });
    let is_title = phrase
        || words.len() > WORDS_OF_FIRM
        || name.contains(|c: char| c.is_ascii_digit())
        || words.iter().any(|word| TITLES.contains(&word.as_str()));
    if is_title {
        return false;
    }
    let last = name
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .to_lowercase();
    let is_firm = FIRMS.contains(&last.trim_end_matches(['.', ',']));
    let under = page.get(range.end..).unwrap_or_default();
    let has_address = || {
        let lines = under.iter().take(2).flat_map(RawBlock::lines);
        lines.take(3).any(|line| is_contact(&line.string()))
    };
    has_row(&SUMS) && (is_firm || has_row(&TILL) || has_address())
}

/// Whether a line is the sum of a bill, or what was given at a till: "TOTAL GBP 13.55", "Cash 20.00".
pub(super) fn says_sum(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let is_label = begins_with_one_of(&SUMS, &lower) || begins_with_one_of(&TILL, &lower);
    is_label && ends_with_amount(&lower)
}

/// Whether a line in small letters begins with one of these labels, and says little more.
fn begins_with_one_of(labels: &[&str], lower: &str) -> bool {
    labels.iter().any(|label| {
        let rest = lower.trim().strip_prefix(label);
        rest.is_some_and(|rest| {
            !rest.starts_with(char::is_alphabetic) && rest.split_whitespace().count() <= 3
        })
    })
}

/// Whether a line is a label of what was given at a till, or came back.
pub(super) fn is_of_till(text: &str) -> bool {
    TILL.contains(&text.trim().to_lowercase().trim_end_matches(':'))
}

/// Whether a text is an amount of money.
fn is_amount(text: &str) -> bool {
    is_value(text) && (is_money(text) || text.contains(['\u{20ac}', '$', '\u{a3}']))
}

fn ends_with_amount(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(is_money)
}

/// Whether a number has cents.
fn is_money(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let cents = bare.rsplit_once(['.', ',']);
    cents.is_some_and(|(whole, cents)| {
        cents.len() == 2 && whole.ends_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether a line is an address of a firm: a street with its number, a telephone number, a page.
fn is_contact(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let marks = [
        "tel", "phone", "fax", "www.", "@", "vat ", "ust", "tax id", "abn ", "siret",
    ];
    let marked = marks.iter().any(|mark| lower.starts_with(mark))
        || lower.contains("www.")
        || lower.contains('@');
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(','))
        .collect();
    let digits = |word: &str, most: usize| {
        (1..=most).contains(&word.len()) && word.chars().all(|c| c.is_ascii_digit())
    };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let street = match words.as_slice() {
        [number, name, _, ..] => digits(number, 4) && capital(name) && words.len() <= 8,
        _ => false,
    };
    let after_street = words.windows(2).any(|pair| match pair {
        [name, number] => {
            let lower = name.to_lowercase();
            STREETS.iter().any(|end| lower.ends_with(end))
                && number.starts_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    });
    let postcode = words.windows(2).any(|pair| match pair {
        [number, town] => number.len() == 5 && digits(number, 5) && capital(town),
        _ => false,
    });
    let street = (street || after_street || postcode) && !ends_with_amount(text) && !is_date(text);
    marked || street || is_address(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_has_a_label_and_an_amount() {
        assert!(says_sum("TOTAL GBP 13.55") && says_sum("Cash 20.00") && is_of_till("Change:"));
        assert!(!says_sum("Total of the year") && !says_sum("Totally 13.55"));
        assert!(!is_of_till("Climate change"));
    }

    #[test]
    fn a_street_and_a_telephone_number_are_of_a_firm() {
        for text in [
            "2 Harbour Lane, Brandey",
            "Hafenstr. 12, 80331 Brandey",
            "Tel. 01234 567890",
            "www.example.org",
        ] {
            assert!(is_contact(text), "{text}");
        }
        for text in [
            "Rain of the year",
            "14 March 2024",
            "Rye loaf 6.40",
            "Week 12",
        ] {
            assert!(!is_contact(text), "{text}");
        }
    }
}
