//! The kind of words that answer a question, and whether words are of this kind.

use super::numbers::{Dimension, Number, NumberKind};
use super::units::among;

const MONTHS: &str = " january february march april may june july august september october november december jan feb mar \
apr jun jul aug sep sept oct nov dec spring summer autumn fall winter ";

/// What kind of words answer a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// A count: a number without a unit.
    Count,
    /// A percentage or another share.
    Share,
    /// A length of time.
    Duration,
    /// How long something is that may be an event, a bridge or a text.
    Extent,
    /// An age.
    Age,
    /// A time: a year, a month, a date.
    Date,
    /// Degrees or kelvin.
    Temperature,
    /// An amount of money.
    Money,
    /// A number with a unit of this kind.
    Measure(Dimension),
    /// Any number.
    Number,
    /// A person or an organization.
    Name,
    /// Words that are not a bare number.
    Words,
    /// Anything.
    Anything,
}

impl Expected {
    /// Whether an answer is of the expected kind; `None` if anything would be.
    pub(super) fn fits(self, answer: &str, numbers: &[Number]) -> Option<bool> {
        use NumberKind::{Bare, Measure, Money, Share, Temperature, Time, Year};
        let of = |kinds: &[NumberKind]| numbers.iter().any(|number| kinds.contains(&number.kind));
        let lower = answer.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
        let any = |list: &str| words.iter().any(|word| among(list, word));
        let letters = answer.chars().filter(|c| c.is_alphabetic()).count();
        let spans_months = any(MONTHS) && any(" to until ");
        let begins_with_digit = lower.starts_with(|c: char| c.is_ascii_digit());
        Some(match self {
            Self::Count => of(&[Bare, Year]) || any(" none no dozens hundreds "),
            Self::Share => of(&[Share]),
            Self::Duration => of(&[Time]) || spans_months,
            Self::Extent => {
                let length = Measure(Dimension::Length);
                let said = of(&[Time, length, Measure(Dimension::Other)]) || spans_months;
                if !said && of(&[Bare]) {
                    return None;
                }
                said
            }
            Self::Age if of(&[Time]) => true,
            // the years may be left out
            Self::Age if of(&[Bare]) => return None,
            Self::Age => false,
            Self::Date => {
                let daily = words.iter().any(|word| word.ends_with("day"));
                of(&[Year, Time])
                    || daily
                    || any(MONTHS)
                    || any(" century today morning evening night noon ")
            }
            Self::Temperature => of(&[Temperature]) || lower.contains("room temperature"),
            Self::Money if of(&[Money]) => true,
            // pounds are money, too
            Self::Money if of(&[Measure(Dimension::Mass), Bare, Year]) => return None,
            Self::Measure(dimension) if of(&[Measure(dimension)]) => true,
            // the unit may stand in the head of a table, or be one that is not known
            Self::Measure(_) if of(&[Bare, Year, Measure(Dimension::Other)]) => return None,
            Self::Money | Self::Measure(_) => false,
            Self::Number => !numbers.is_empty(),
            Self::Name | Self::Words => letters > 0 && !(begins_with_digit && letters < 4),
            Self::Anything => return None,
        })
    }

    /// Whether a number of this kind can be the answer.
    pub(super) fn takes(self, kind: NumberKind) -> bool {
        match self {
            Self::Count => kind == NumberKind::Bare,
            Self::Share => kind == NumberKind::Share,
            Self::Duration => kind == NumberKind::Time,
            Self::Extent => matches!(kind, NumberKind::Time | NumberKind::Measure(_)),
            Self::Age => matches!(kind, NumberKind::Time | NumberKind::Bare),
            Self::Date => kind == NumberKind::Year,
            Self::Temperature => kind == NumberKind::Temperature,
            Self::Money => matches!(kind, NumberKind::Money | NumberKind::Bare),
            Self::Measure(dimension) => {
                let unnamed = NumberKind::Measure(Dimension::Other);
                [NumberKind::Measure(dimension), unnamed, NumberKind::Bare].contains(&kind)
            }
            Self::Number | Self::Anything => true,
            Self::Name | Self::Words => false,
        }
    }

    /// Whether a number alone may answer.
    pub(super) fn is_figure(self) -> bool {
        matches!(
            self,
            Self::Date | Self::Number | Self::Count | Self::Age | Self::Money | Self::Measure(_)
        )
    }

    /// Whether short words answer: a number, a date, a name.
    pub(super) fn is_short(self) -> bool {
        !matches!(self, Self::Words | Self::Anything)
    }

    /// Whether a number may answer.
    pub(super) fn is_number(self) -> bool {
        !matches!(self, Self::Name | Self::Words)
    }
}

#[cfg(test)]
mod tests {
    use super::super::numbers;
    use super::*;

    #[test]
    fn an_answer_fits_or_not() {
        let fits = |expected: Expected, answer: &str| {
            expected.fits(answer, &numbers::numbers(answer, &numbers::words(answer)))
        };
        assert_eq!(fits(Expected::Count, "24 schools"), Some(true));
        assert_eq!(fits(Expected::Count, "95 %"), Some(false));
        assert_eq!(fits(Expected::Share, "31 %"), Some(true));
        let of = |dimension, answer| fits(Expected::Measure(dimension), answer);
        assert_eq!(of(Dimension::Length, "5.5 Å"), Some(true));
        assert_eq!(of(Dimension::Length, "5.5 kHz"), Some(false));
        assert_eq!(of(Dimension::Length, "5.5"), None);
        assert_eq!(of(Dimension::Speed, "60 km per hour"), Some(true));
        assert_eq!(fits(Expected::Extent, "227 words"), Some(true));
        assert_eq!(fits(Expected::Extent, "16%"), Some(false));
        assert_eq!(fits(Expected::Duration, "0.45 µm"), Some(false));
        assert_eq!(fits(Expected::Age, "10 to 12 weeks"), Some(true));
        assert_eq!(fits(Expected::Age, "0.9%"), Some(false));
        assert_eq!(fits(Expected::Age, "52.3"), None);
        assert_eq!(fits(Expected::Money, "$5"), Some(true));
        assert_eq!(fits(Expected::Money, "5 million pounds"), None);
        assert_eq!(fits(Expected::Money, "5 km"), Some(false));
        assert_eq!(fits(Expected::Name, "R"), Some(true));
        assert_eq!(fits(Expected::Name, "1908"), Some(false));
        assert_eq!(fits(Expected::Date, "in November"), Some(true));
        assert_eq!(fits(Expected::Anything, "x"), None);
    }
}
