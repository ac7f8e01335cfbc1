//! What a question asks for, and the words that an answer's surroundings should share with it.
//!
//! Both are read off the question's own words. They decide nothing alone: [`super::features`] turns them into numbers
//! whose weights are fitted.

use super::numbers::{self, Number, NumberKind};
use crate::search::content_words;

/// What kind of words answer a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// A count: a number without a unit.
    Count,
    /// A percentage or another share.
    Share,
    /// A length of time.
    Duration,
    /// A time: a year, a month, a date.
    Date,
    /// Degrees or kelvin.
    Temperature,
    /// Any number.
    Number,
    /// A person or an organization.
    Name,
    /// Words that are not a bare number.
    Words,
    /// Anything.
    Anything,
}

/// A question, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub(super) expected: Expected,
    /// Whether it asks for a change or a range: then two numbers belong together.
    pub(super) between: bool,
    /// What "how many" counts.
    pub(super) counted: Option<String>,
    /// The words that carry the topic, with their weights.
    pub(super) keys: Vec<(String, f32)>,
}

/// The weight of a name or a number among the words of a question; others have 1.
const NAME_WEIGHT: f32 = 2.0;
/// The weight of what is measured: a text names it once, and then gives several values.
const QUANTITY_WEIGHT: f32 = 0.4;

const QUANTITIES: &str = " concentration concentrations temperature frequency rate rates ratio age size score accuracy \
precision recall dose dosage weight mass height length width depth thickness volume density pressure speed velocity ph \
value values limit threshold number amount price cost costs median mean average maximum minimum interval power energy \
resolution sensitivity specificity prevalence incidence distance area capacity population humidity wavelength voltage \
current probability correlation coefficient difference increase decrease reduction range kappa f1 auc auroc percentile \
quantity sum total budget income salary ";
const MONTHS: &str = " january february march april may june july august september october november december jan feb mar \
apr jun jul aug sep sept oct nov dec spring summer autumn fall winter ";
const FRAMING: &str = " many much long old often far percent percentage share proportion fraction year month date kind \
type name named called mean meant happen happened main paper study article document authors author take took taken use uses ";
const PREPOSITIONS: &str = " of in for at on by with below above between among from to ";
const VERBS: &str =
    " is was are were did do does had have has took take can could will would reached used ";

fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && list.contains(&format!(" {word} "))
}

impl Asked {
    pub(super) fn of(question: &str) -> Self {
        let words: Vec<String> = numbers::words(question)
            .into_iter()
            .map(|word| word.text)
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        Self {
            expected: expected(&words),
            between: asks_between(&words),
            counted: counted(&words),
            keys: keys(question),
        }
    }
}

fn expected(words: &[&str]) -> Expected {
    let text = format!(" {} ", words.join(" "));
    let has = |phrase: &str| text.contains(&format!(" {phrase} "));
    // "which year", "what is the share"
    let asks = |noun: &str| {
        let forms = [
            "what",
            "which",
            "what is the",
            "what was the",
            "what were the",
        ];
        forms.iter().any(|form| has(&format!("{form} {noun}")))
    };
    let shares = ["percent", "percentage", "share", "proportion", "fraction"];
    if shares.iter().any(|noun| asks(noun))
        || has("many percent")
        || has("many per cent")
        || has("much percent")
    {
        return Expected::Share;
    }
    if has("how many") || (asks("number of") && !has("to the number of")) {
        return counted(words).map_or(Expected::Count, |noun| amount(&noun));
    }
    if has("how long") {
        return Expected::Duration;
    }
    let times = ["year", "month", "date", "day", "century"];
    if words.first() == Some(&"when")
        || has("since when")
        || times
            .iter()
            .any(|noun| has(&format!("what {noun}")) || has(&format!("which {noun}")))
    {
        return Expected::Date;
    }
    if has("what temperature")
        || has("which temperature")
        || has("how hot")
        || has("how cold")
        || has("how warm")
    {
        return Expected::Temperature;
    }
    let degrees = " much old far fast thick high tall deep large big heavy wide often small strong close loud ";
    let after_how = words
        .iter()
        .position(|word| *word == "how")
        .and_then(|at| words.get(at + 1));
    if after_how.is_some_and(|word| among(degrees, word)) {
        return Expected::Number;
    }
    if has("who") || has("whom") || has("whose") {
        return Expected::Name;
    }
    if has("why") || has("where") {
        return Expected::Words;
    }
    of_noun(words)
}

/// What "how many" of a noun expects: days are a duration and litres an amount, which other units may give as well.
fn amount(noun: &str) -> Expected {
    let text = format!("2 {noun}");
    let kind = numbers::numbers(&text, &numbers::words(&text))
        .first()
        .map(|number| number.kind);
    match kind {
        Some(NumberKind::Share) => Expected::Share,
        Some(NumberKind::Temperature) => Expected::Temperature,
        Some(NumberKind::Time) => Expected::Duration,
        Some(NumberKind::Money | NumberKind::Measure) => Expected::Number,
        Some(NumberKind::Bare | NumberKind::Year) | None => Expected::Count,
    }
}

/// What a question with "what" or "which" expects, by the noun that follows.
fn of_noun(words: &[&str]) -> Expected {
    let Some(at) = words
        .iter()
        .position(|word| matches!(*word, "what" | "which"))
    else {
        return Expected::Anything;
    };
    let open = " effect effects happened impact role purpose meaning definition reason cause ";
    let noun_phrase: Vec<&str> = words
        .iter()
        .skip(at + 1)
        .skip_while(|word| among(" is was are were the a an ", word))
        .take_while(|word| !among(PREPOSITIONS, word) && !among(VERBS, word))
        .copied()
        .collect();
    let by_unit = words.last().is_some_and(|word| word.contains('/'));
    let averaged = noun_phrase
        .first()
        .is_some_and(|word| among(" mean median average maximum minimum ", word));
    let quantity = noun_phrase
        .last()
        .is_some_and(|word| among(QUANTITIES, word));
    if (quantity || averaged || by_unit) && !words.iter().any(|word| among(open, word)) {
        return Expected::Number;
    }
    match words.get(at) == Some(&"which") && !noun_phrase.is_empty() {
        true => Expected::Words,
        false => Expected::Anything,
    }
}

fn asks_between(words: &[&str]) -> bool {
    let about = " happened change changed range interval between difference effect develop developed rise fall fell rose \
        decrease decreased increase increased drop dropped ";
    words.iter().any(|word| among(about, word))
}

/// The noun after "how many" or "the number of": `barrels` of "how many old rain barrels were there".
fn counted(words: &[&str]) -> Option<String> {
    const LONGEST: usize = 5;
    let after = |pair: [&str; 2]| words.windows(2).position(|found| found == pair);
    let at = after(["how", "many"]).or_else(|| after(["number", "of"]))?;
    let determiners = " the these those all our their its a an ";
    let mut rest = words.get(at + 2..)?;
    // "how many of the 62 barrels"
    if let ["of", behind @ ..] = rest {
        let is_figure = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
        let noun = behind
            .iter()
            .position(|word| !among(determiners, word) && !is_figure(word))?;
        rest = behind.get(noun..)?;
    }
    let ends =
        |word: &str| among(VERBS, word) || among(PREPOSITIONS, word) || among(determiners, word);
    let phrase: Vec<&str> = rest
        .iter()
        .take_while(|word| !ends(word))
        .take(LONGEST)
        .copied()
        .collect();
    // the first plural is the noun, and what follows it without a verb between may be its verb: "people died"
    let plural = phrase.iter().position(|word| is_plural(word));
    let noun = match plural {
        Some(at) => phrase
            .iter()
            .skip(at)
            .take_while(|word| is_plural(word))
            .last(),
        None => phrase
            .iter()
            .take_while(|word| !word.ends_with("ed"))
            .last(),
    }?;
    Some((*noun).to_owned())
}

/// Whether a noun in lower case looks like a plural.
pub(super) fn is_plural(word: &str) -> bool {
    const IRREGULAR: &str = " species criteria phenomena people children men women hypotheses bacteria taxa fungi media mice fish sheep feet teeth geese data analyses theses ";
    const SINGULAR: &str = " is was has does this its analysis basis bias status virus process series thesis always perhaps ";
    among(IRREGULAR, word)
        || (word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
            && !among(SINGULAR, word))
}

/// The words of the topic: content words without those that only say what is asked for.
fn keys(question: &str) -> Vec<(String, f32)> {
    let named = |word: &str| {
        question.split_whitespace().skip(1).any(|raw| {
            let core = raw.trim_matches(|c: char| !c.is_alphanumeric());
            let special = core.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
            special && core.to_lowercase().starts_with(word)
        })
    };
    content_words(question)
        .into_iter()
        .filter(|word| !among(FRAMING, word))
        .map(|word| {
            let weight = match among(QUANTITIES, &word) {
                _ if named(&word) => NAME_WEIGHT,
                true => QUANTITY_WEIGHT,
                false => 1.0,
            };
            (word, weight)
        })
        .collect()
}

/// Endings of forms of a word: of short words only the first few.
const SHORT_ENDINGS: &str = " s es d ed ing ";
const ENDINGS: &str = " s es d ed ing e er ers or ors est ion ions ation ations ment ments al ally ly ity y ies ied is ive \
ance ence ce en ren ison isons ic ical ful ness ";

/// Whether two words are forms of one: `sampled` and `samples`, `limit` and `limits`, `1,057` and `1057`.
pub(super) fn same_stem(a: &str, b: &str) -> bool {
    /// Letters in which forms of one word agree at least.
    const LEAST: usize = 4;
    let digits = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    if a == b {
        return true;
    }
    if digits(a) || digits(b) {
        return matches!((numbers::as_digits(a), numbers::as_digits(b)), (Some(a), Some(b)) if a == b);
    }
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y);
    let (count, bytes) = shared.fold((0, 0), |(count, bytes), (c, _)| {
        (count + 1, bytes + c.len_utf8())
    });
    let endings = match count {
        LEAST.. => ENDINGS,
        3 => SHORT_ENDINGS,
        _ => return false,
    };
    let ends = |word: &str| {
        word.get(bytes..)
            .is_some_and(|rest| rest.is_empty() || among(endings, rest))
    };
    ends(a) && ends(b)
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
        let begins_with_digit = lower.starts_with(|c: char| c.is_ascii_digit());
        Some(match self {
            Self::Count => of(&[Bare, Year]) || any(" none no dozens hundreds "),
            Self::Share => of(&[Share]),
            Self::Duration => of(&[Time, Measure]) || (any(MONTHS) && any(" to until ")),
            Self::Date => {
                let daily = words.iter().any(|word| word.ends_with("day"));
                of(&[Year, Time])
                    || daily
                    || any(MONTHS)
                    || any(" century today morning evening night noon ")
            }
            Self::Temperature => of(&[Temperature]) || lower.contains("room temperature"),
            Self::Number => of(&[Bare, Year, Measure, Money, Share, Temperature, Time]),
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
            Self::Date => kind == NumberKind::Year,
            Self::Temperature => kind == NumberKind::Temperature,
            Self::Number | Self::Anything => true,
            Self::Name | Self::Words => false,
        }
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
    use super::*;

    #[test]
    fn questions_say_what_answers_them() {
        for (question, wanted) in [
            ("How many schools took part?", Expected::Count),
            ("By how many percent did the yield fall?", Expected::Share),
            ("What share of visitors complained?", Expected::Share),
            ("How long did the sampling last?", Expected::Duration),
            ("How many weeks did it last?", Expected::Duration),
            ("How many times slower is it?", Expected::Number),
            ("When was the bridge built?", Expected::Date),
            ("In which month was rain heaviest?", Expected::Date),
            (
                "At what temperature were the cells kept?",
                Expected::Temperature,
            ),
            ("How thick are the walls?", Expected::Number),
            ("What was the mean age of the patients?", Expected::Number),
            ("What was the detection limit for lead?", Expected::Number),
            ("Who funded the study?", Expected::Name),
            ("Why was the trial stopped?", Expected::Words),
            ("Which software was used?", Expected::Words),
            ("What was the effect on mortality rate?", Expected::Anything),
            ("What are the limitations?", Expected::Anything),
        ] {
            assert_eq!(Asked::of(question).expected, wanted, "{question}");
        }
        let counted = |question| Asked::of(question).counted;
        assert_eq!(
            counted("How many rain barrels were sampled?").as_deref(),
            Some("barrels")
        );
        for (question, noun) in [
            ("How many people died?", "people"),
            ("How many patients completed the trial?", "patients"),
            ("How many galvanized barrels were there?", "barrels"),
            ("How many of the 62 barrels were of steel?", "barrels"),
            ("What was the number of sports clubs?", "clubs"),
            ("How many visitors' cards came back?", "cards"),
        ] {
            assert_eq!(counted(question).as_deref(), Some(noun), "{question}");
        }
    }

    #[test]
    fn forms_of_a_word_are_the_same_word() {
        for (a, b) in [
            ("sampled", "samples"),
            ("limit", "limits"),
            ("funded", "funding"),
            ("recommended", "recommends"),
            ("cooler", "cool"),
            ("1,057", "1057"),
            ("cat", "cats"),
        ] {
            assert!(same_stem(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("method", "metal"),
            ("zinc", "lead"),
            ("word", "world"),
            ("8", "9"),
        ] {
            assert!(!same_stem(a, b), "{a} {b}");
        }
    }

    #[test]
    fn an_answer_fits_or_not() {
        let fits = |expected: Expected, answer: &str| {
            expected.fits(answer, &numbers::numbers(answer, &numbers::words(answer)))
        };
        assert_eq!(fits(Expected::Count, "24 schools"), Some(true));
        assert_eq!(fits(Expected::Count, "95 %"), Some(false));
        assert_eq!(fits(Expected::Share, "31 %"), Some(true));
        assert_eq!(fits(Expected::Name, "R"), Some(true));
        assert_eq!(fits(Expected::Name, "1908"), Some(false));
        assert_eq!(fits(Expected::Date, "in November"), Some(true));
        assert_eq!(fits(Expected::Anything, "x"), None);
    }
}
