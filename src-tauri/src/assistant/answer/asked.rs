//! What a question asks for, and the words that an answer's surroundings should share with it.
//!
//! Both are read off the question's own words. They decide nothing alone: [`super::features`] turns them into numbers
//! whose weights are fitted.

pub(super) use super::expected::Expected;
use super::numbers::{self, Dimension, NumberKind, Word};
use super::units::among;
use crate::search::{content_words, without_asking};

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
const FRAMING: &str = " many much long old often far percent percentage share proportion fraction year month date kind \
type name named called mean meant happen happened main paper study article document authors author take took taken use uses ";
/// Adjectives after "how" whose answers have one kind of unit.
const DEGREES: [(Dimension, &str); 2] = [
    (Dimension::Length, " far thick tall deep wide "),
    (Dimension::Mass, " heavy "),
];
/// Nouns after "what" whose answers have one kind of unit.
const MEASURED: [(Dimension, &str); 8] = [
    (
        Dimension::Length,
        " distance length width height depth thickness diameter radius altitude elevation wavelength ",
    ),
    (Dimension::Mass, " weight mass "),
    (Dimension::Pressure, " pressure "),
    (Dimension::Voltage, " voltage "),
    (Dimension::Area, " area "),
    (Dimension::Volume, " volume "),
    (Dimension::Speed, " speed velocity "),
    (Dimension::Frequency, " framerate "),
];
/// What frequencies and rates with a unit of their own are of.
const OF_WAVES: &str =
    " sampling sample recording clock frame refresh operating resonance resonant carrier radio ";
/// What lasts: its length is one of time.
const OF_TIME: &str = " stay time treatment therapy study trial intervention period follow-up observation exposure sleep ";
const PRICES: &str = " price cost costs budget salary income fee wage wages turnover revenue ";
const COSTING: &str = " cost costs pay paid earn earns earned spent spend charged charge money ";
const PREPOSITIONS: &str = " of in for at on by with below above between among from to ";
const VERBS: &str =
    " is was are were did do does had have has took take can could will would reached used ";

fn dimension_of(words: &[(Dimension, &str)], word: &str) -> Option<Dimension> {
    let mut known = words.iter();
    known
        .find(|(_, list)| among(list, word))
        .map(|(dimension, _)| *dimension)
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
        let is = [
            "how long is",
            "how long are",
            "how long was",
            "how long were",
        ];
        return match is.into_iter().any(has) {
            true => Expected::Extent,
            false => Expected::Duration,
        };
    }
    if has("how old") || asks("age") || has("mean age") || has("median age") || has("average age") {
        return Expected::Age;
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
    if asks_for_money(words) {
        return Expected::Money;
    }
    let degrees = " much old far fast thick high tall deep large big heavy wide often small strong close loud ";
    let after_how = words
        .iter()
        .position(|word| *word == "how")
        .and_then(|at| words.get(at + 1));
    if let Some(dimension) = after_how.and_then(|word| dimension_of(&DEGREES, word)) {
        return Expected::Measure(dimension);
    }
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

/// Whether a question asks for a sum: "how much did it cost" and "what did it cost" do, "how much time did it cost" does not.
fn asks_for_money(words: &[&str]) -> bool {
    let of_money = words
        .windows(2)
        .any(|pair| pair[0] == "much" && (among(VERBS, pair[1]) || pair[1] == "money"));
    let of_cost = matches!(
        words,
        [
            "what",
            "do" | "does" | "did" | "will" | "would",
            ..,
            "cost" | "costs"
        ]
    );
    of_cost || (of_money && words.iter().any(|word| among(COSTING, word)))
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
        Some(NumberKind::Money) => Expected::Money,
        Some(NumberKind::Measure(Dimension::Other)) => Expected::Number,
        Some(NumberKind::Measure(dimension)) => Expected::Measure(dimension),
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
    // "which area do they work in" asks for no number
    let named = words.get(at + 1).is_some_and(|word| among(VERBS, word));
    let of_space = |word: &str| named || !among(" area volume ", word);
    let quantity = noun_phrase
        .last()
        .is_some_and(|word| among(QUANTITIES, word) && of_space(word));
    let [.., qualifier, noun] = [&["", ""], noun_phrase.as_slice()].concat()[..] else {
        return Expected::Anything;
    };
    if among(PRICES, noun) {
        return Expected::Money;
    }
    let length_of_time = noun == "length" && words.iter().any(|word| among(OF_TIME, word));
    if length_of_time {
        return Expected::Duration;
    }
    let measured = dimension_of(&MEASURED, noun).filter(|_| of_space(noun));
    let measured = measured.or_else(|| {
        // the frequency of an illness has no unit, and people recover "at what rate"
        let waves = among(OF_WAVES, qualifier) && among(" rate frequency ", noun);
        let operated = words.first() == Some(&"at") && noun == "frequency";
        (waves || operated).then_some(Dimension::Frequency)
    });
    if let Some(dimension) = measured.filter(|_| !by_unit) {
        return Expected::Measure(dimension);
    }
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
    content_words(&without_asking(question))
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

/// Whether one of some words is a form of another.
pub(super) fn has_form_of(words: &[Word], other: &str) -> bool {
    words.iter().any(|word| same_stem(other, &word.text))
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
            ("What did a sack of barley cost?", Expected::Money),
            ("What does the cost depend on?", Expected::Anything),
            ("How long is a summary on average?", Expected::Extent),
            ("How old were the rats?", Expected::Age),
            ("What was the mean age of the patients?", Expected::Age),
            ("How many weeks did it last?", Expected::Duration),
            ("How many times slower is it?", Expected::Number),
            ("When was the bridge built?", Expected::Date),
            ("In which month was rain heaviest?", Expected::Date),
            (
                "At what temperature were the cells kept?",
                Expected::Temperature,
            ),
            ("How much did the windows cost?", Expected::Money),
            ("How much did the mean temperature rise?", Expected::Number),
            ("What was the price of a ticket?", Expected::Money),
            (
                "How thick are the walls?",
                Expected::Measure(Dimension::Length),
            ),
            (
                "What was the sampling rate?",
                Expected::Measure(Dimension::Frequency),
            ),
            (
                "At what frequency did it operate?",
                Expected::Measure(Dimension::Frequency),
            ),
            ("What was the frequency of headache?", Expected::Number),
            ("At what rate did patients recover?", Expected::Number),
            ("What was the length of hospital stay?", Expected::Duration),
            ("Which area do they study?", Expected::Words),
            (
                "What was the area of the garden?",
                Expected::Measure(Dimension::Area),
            ),
            ("How much time did they spend?", Expected::Number),
            ("What was the body mass index?", Expected::Anything),
            (
                "How many kilometres did they walk?",
                Expected::Measure(Dimension::Length),
            ),
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
}
