//! The quantity that a question asks for, and the columns that give it: "how deep" asks for a depth, which stands in a
//! column "Depth (m)" and in none of prices.

use crate::assistant::answer::dated::is_in_figures;
use crate::assistant::answer::names::{MONTHS, among};
use crate::assistant::answer::numbers::{bare_words, is_digits, words};

/// What is measured, counted or named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    Price,
    Weight,
    Length,
    Depth,
    Height,
    Width,
    Age,
    Distance,
    Temperature,
    Speed,
    Size,
    /// A number of things.
    Count,
    /// A date or a time of the day.
    Moment,
    Place,
}

/// Each quantity with the words that ask for it and those of the columns that give it, units among them.
const ALL: [(Quantity, &str, &str); 14] = [
    (
        Quantity::Price,
        " cost costs price prices fee fees fare fares charge charged expensive kosten kostet preis prix co\u{fb}te co\u{fb}tent ",
        " price prices cost costs fee fees fare fares charge charges rate rates tariff amount total sum euro euros eur usd gbp \
pounds dollars € £ $ preis einzelpreis betrag gesamt kosten prix tarif ",
    ),
    (
        Quantity::Weight,
        " heavy weigh weighs weighed ",
        " weight mass kg g mg t lb lbs oz tonnes ",
    ),
    (
        Quantity::Length,
        " long last lasts lasted ",
        " length duration lasts m cm mm km ft inches miles min minutes hours h days weeks ",
    ),
    (Quantity::Depth, " deep ", " depth m cm mm "),
    (
        Quantity::Height,
        " high tall ",
        " height altitude elevation m cm ",
    ),
    (Quantity::Width, " wide broad ", " width breadth m cm mm "),
    (
        Quantity::Age,
        " old ",
        " age old born birth built years since opened founded ",
    ),
    (Quantity::Distance, " far ", " distance km miles m "),
    (
        Quantity::Temperature,
        " warm hot cold ",
        " temperature temp \u{b0}c \u{b0}f ",
    ),
    (Quantity::Speed, " fast ", " speed km/h mph kn knots "),
    (
        Quantity::Size,
        " big large ",
        " size area capacity volume m\u{b2} m2 ha km\u{b2} hectares litres ",
    ),
    (
        Quantity::Count,
        " quantity count ",
        " quantity qty count number pieces pcs units copies stock menge anzahl st\u{fc}ck ",
    ),
    (
        Quantity::Moment,
        " when time ",
        " day days date time hour hours month year departure departs arrival arrives begin begins start starts end ends due \
opens opened closes built founded from until datum uhrzeit ",
    ),
    (
        Quantity::Place,
        " where ",
        " place location room hall venue site address city town street platform gate country region shelf cabinet building \
ort raum ",
    ),
];

/// Units in which several quantities are measured.
const LENGTHS: &str = " m cm mm km ft in miles ";

impl Quantity {
    /// What a question asks for; `None` if it names what it asks for, or nothing that is known.
    pub(super) fn of(question: &str) -> Option<Self> {
        let words = bare_words(question);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let asks = |word: &str| ALL.iter().find(|(_, asking, _)| among(asking, word));
        for pair in words.windows(2) {
            match pair {
                ["how", "many"] => return Some(Self::Count),
                // "how long", and not "a long bench"
                ["how", word] if *word != "much" => {
                    if let Some((quantity, ..)) = asks(word) {
                        return Some(*quantity);
                    }
                }
                ["what" | "which" | "that", "time"] => return Some(Self::Moment),
                _ => {}
            }
        }
        if let Some(first @ ("when" | "where")) = words.first().copied() {
            return asks(first).map(|(quantity, ..)| *quantity);
        }
        let verbs = [Self::Price, Self::Weight, Self::Length];
        let verb = words
            .iter()
            .filter(|word| !matches!(**word, "long" | "last"));
        let asked = verb.filter_map(|word| asks(word));
        if let Some((quantity, ..)) = asked.into_iter().find(|(q, ..)| verbs.contains(q)) {
            return Some(*quantity);
        }
        // "how much is the tea?", and not "how much rain fell?"
        let bare = " is are was were does do did for would ";
        let mut pairs = words.windows(3);
        let much = pairs.any(|three| {
            matches!(three, ["how", "much", next] if among(bare, next))
                || matches!(three, ["wie", "viel", "kostet" | "kosten"])
        });
        much.then_some(Self::Price)
    }

    /// Whether a word of a question asks for this quantity, so that no cell has to have it.
    pub(super) fn is_asked_by(self, word: &str) -> bool {
        ALL.iter()
            .any(|(quantity, asking, _)| *quantity == self && among(asking, word))
    }

    /// Whether the name of a column, or a label, says that it gives this quantity. A unit says so if no word names another
    /// one: "Length (m)" gives no depth.
    pub(super) fn is_given_by(self, name: &str) -> bool {
        let words = bare_words(name);
        let gives = |giving: &str, units: bool| {
            let parts = words
                .iter()
                .flat_map(|word| word.split('/').chain([word.as_str()]));
            parts
                .filter(|part| units || !among(LENGTHS, part))
                .any(|part| among(giving, part))
        };
        let own = ALL.iter().find(|(quantity, ..)| *quantity == self);
        let named = |(quantity, _, giving): &(Self, &str, &str)| {
            *quantity != self && quantity.is_measured() && gives(giving, false)
        };
        own.is_some_and(|(_, _, giving)| {
            gives(giving, false) || (gives(giving, true) && !ALL.iter().any(named))
        })
    }

    /// Whether it has units of its own, so that a column that does not say that it gives it gives something else.
    pub(super) fn is_measured(self) -> bool {
        !matches!(self, Self::Price | Self::Count | Self::Moment)
    }

    /// Whether a column gives a quantity that is counted or measured, and not this one.
    pub(super) fn is_other_than(self, name: &str) -> bool {
        let other = |quantity: Self| {
            let counts = matches!(quantity, Self::Moment | Self::Price);
            quantity != self && !counts && quantity.is_given_by(name)
        };
        !self.is_given_by(name) && ALL.iter().any(|(quantity, ..)| other(*quantity))
    }
}

/// Whether a cell is a time of the day, a span of hours, a day of the week or a date in figures.
pub(super) fn is_moment(cell: &str) -> bool {
    let digits = |text: &str| (1..=2).contains(&text.len()) && is_digits(text);
    let clock = |word: &str| {
        let hour = word
            .trim_end_matches("am")
            .trim_end_matches("pm")
            .trim_end_matches('h');
        let halves = hour.split_once([':', '.', 'h', '-', '\u{2013}']);
        let minutes = |text: &str| text.len() == 2 && digits(text);
        match halves {
            // 7.30 may be a price
            Some((hours, rest)) if hour.contains('.') => {
                digits(hours) && minutes(rest) && hour.len() < word.len()
            }
            Some((hours, rest)) => {
                digits(hours)
                    && rest
                        .split(['-', '\u{2013}'])
                        .all(|part| digits(part) || part.contains(':'))
            }
            None => hour.len() < word.len() && digits(hour),
        }
    };
    let named = |word: &str| {
        day(word).is_some() || matches!(word, "noon" | "midnight" | "daily" | "closed" | "open")
    };
    words(cell)
        .iter()
        .any(|word| clock(&word.text) || named(&word.text) || is_in_figures(&word.text))
}

/// Days of the week, by whose beginnings tables name them.
const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
/// The number of the day of the week that a word names, in full or by its first letters.
fn day(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    let bare = word
        .strip_suffix('s')
        .filter(|bare| DAYS.contains(bare))
        .unwrap_or(word);
    DAYS.iter()
        .position(|day| bare.len() >= 2 && day.starts_with(bare) && is_short_for(bare, day))
}

fn month(word: &str) -> Option<usize> {
    let bare = word.trim_end_matches('.');
    MONTHS
        .split_whitespace()
        .position(|month| bare.len() >= 3 && month.starts_with(bare) && is_short_for(bare, month))
}

/// Whether a word is a usual short form: at most four letters, or the whole.
fn is_short_for(short: &str, whole: &str) -> bool {
    short.len() <= 4 || short == whole
}

/// Whether two words name the same day or month, or one names a span of days with the other in it: `sat` and
/// `saturday`, `mon-fri` and `tuesday`.
pub(super) fn name_the_same_time(asked: &str, named: &str) -> bool {
    if month(asked).is_some() {
        return month(asked) == month(named);
    }
    let Some(asked) = day(asked) else {
        return false;
    };
    match named.split_once(['-', '\u{2013}', '/']) {
        Some((first, last)) => match (day(first), day(last)) {
            (Some(first), Some(last)) if first <= last => (first..=last).contains(&asked),
            _ => false,
        },
        None => day(named) == Some(asked),
    }
}
