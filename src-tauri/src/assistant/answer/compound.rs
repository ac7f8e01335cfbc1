//! Numbers that are one amount: "three hours and ten minutes", "5 feet 3 inches", "six pounds and twenty pence".
//!
//! The second number has a smaller unit of the same kind, and it is less than one of the first: "6 months and 12 weeks" are
//! two amounts.

use std::ops::Range;

use super::names::touch;
use super::numbers::{Number, as_digits};
use super::units::among;

/// Units of one kind, each with about how many of the smallest it makes.
type Units = &'static [(&'static str, f64)];

const KINDS: [Units; 6] = [
    &[
        (" year years ", 31_536_000.0),
        (" month months ", 2_628_000.0),
        (" week weeks ", 604_800.0),
        (" day days ", 86_400.0),
        (" hour hours h hr hrs ", 3_600.0),
        (" minute minutes min ", 60.0),
        (" second seconds s ", 1.0),
    ],
    &[
        (" kilometre kilometres kilometer kilometers km ", 1e6),
        (" metre metres meter meters m ", 1e3),
        (" centimetre centimetres centimeter centimeters cm ", 10.0),
        (" millimetre millimetres millimeter millimeters mm ", 1.0),
    ],
    &[
        (" mile miles ", 63_360.0),
        (" yard yards ", 36.0),
        (" foot feet ", 12.0),
        (" inch inches ", 1.0),
    ],
    &[
        (" tonne tonnes t ", 1e6),
        (" kilogram kilograms kg ", 1e3),
        (" gram grams g ", 1.0),
    ],
    &[(" pound pounds lb ", 16.0), (" ounce ounces ", 1.0)],
    &[
        (
            " pound pounds euro euros dollar dollars franc francs ",
            100.0,
        ),
        (" penny pence cent cents centime centimes ", 1.0),
    ],
];

/// The bytes of an answer with the whole of an amount of which it has a part.
pub(super) fn whole(sentence: &str, numbers: &[Number], mut bytes: Range<usize>) -> Range<usize> {
    // "A and B took three hours and ten minutes, respectively"
    if sentence.to_lowercase().contains("respectively") {
        return bytes;
    }
    for pair in numbers.windows(2) {
        let [one, next] = pair else { continue };
        let touched = touch(&one.whole, &bytes) || touch(&next.whole, &bytes);
        if touched && are_one_amount(sentence, one, next) {
            bytes.start = bytes.start.min(one.whole.start);
            bytes.end = bytes.end.max(next.whole.end);
        }
    }
    bytes
}

fn are_one_amount(sentence: &str, one: &Number, next: &Number) -> bool {
    let between = sentence.get(one.whole.end..next.whole.start);
    let joins = between.is_some_and(|between| matches!(between.trim(), "" | "and"));
    let (Some(large), Some(small)) = (Amount::of(sentence, one), Amount::of(sentence, next)) else {
        return false;
    };
    let mut kinds = KINDS.iter();
    joins
        && kinds.any(|units| {
            let size = |unit: &str| {
                let mut units = units.iter();
                units
                    .find(|(names, _)| among(names, unit))
                    .map(|(_, size)| *size)
            };
            match (size(&large.unit), size(&small.unit)) {
                (Some(one), Some(other)) => other < one && small.value * other < one,
                _ => false,
            }
        })
}

/// A number and its unit in lower case.
struct Amount {
    value: f64,
    unit: String,
}

impl Amount {
    fn of(sentence: &str, number: &Number) -> Option<Self> {
        let value = as_digits(sentence.get(number.figure.clone())?)?;
        let unit = sentence.get(number.figure.end..number.whole.end)?;
        Some(Self {
            value: value.parse().ok()?,
            unit: unit.trim().to_lowercase(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::numbers::{numbers, words};
    use super::*;

    fn amount<'s>(sentence: &'s str, pointed: &str) -> &'s str {
        let start = sentence.find(pointed).expect("what is pointed at is there");
        let all = numbers(sentence, &words(sentence));
        &sentence[whole(sentence, &all, start..start + pointed.len())]
    }

    #[test]
    fn an_amount_in_two_units_is_whole() {
        for (sentence, pointed, wanted) in [
            (
                "They waited up to three hours and ten minutes for it.",
                "three hours",
                "three hours and ten minutes",
            ),
            (
                "She was 5 feet 3 inches tall.",
                "3 inches",
                "5 feet 3 inches",
            ),
            ("It took 1 h 30 min.", "1 h", "1 h 30 min"),
            (
                "It was born after 31 weeks and 4 days.",
                "31 weeks",
                "31 weeks and 4 days",
            ),
        ] {
            assert_eq!(amount(sentence, pointed), wanted);
        }
    }

    #[test]
    fn two_amounts_stay_two() {
        for (sentence, pointed) in [
            ("They were weighed after 6 months and 12 weeks.", "6 months"),
            (
                "Ada and Ben took three hours and ten minutes, respectively.",
                "three hours",
            ),
            (
                "It lasted three hours, ten minutes longer than before.",
                "three hours",
            ),
            ("It weighed 3 kg and 10 minutes later nothing.", "3 kg"),
            ("It is 20 minutes and two hours away.", "20 minutes"),
        ] {
            assert_eq!(amount(sentence, pointed), pointed);
        }
    }
}
