//! What units measure: `kHz` a frequency, `weeks` a length of time, `µg/L` something else.

/// What a number counts or measures, as far as its unit says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberKind {
    /// It has no unit.
    Bare,
    /// It has no unit, and four digits that are usually a year.
    Year,
    /// A share: percent, a half, a third.
    Share,
    /// Degrees or kelvin.
    Temperature,
    /// A length of time.
    Time,
    /// An amount of money.
    Money,
    /// Any other unit.
    Measure(Dimension),
}

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dimension {
    Length,
    Mass,
    Frequency,
    Pressure,
    Voltage,
    Area,
    Volume,
    Speed,
    /// Anything else.
    Other,
}

const TIMES: &str = " s ms µs μs ns min h hr hrs second seconds minute minutes hour hours day days night nights week weeks \
month months year years decade decades century centuries semester semesters ";
const MONEY: &str = " euro euros dollar dollars cent cents pence penny yen yuan rupees francs pesos kroner krone kronor øre \
öre zloty rubles roubles shillings eur usd gbp chf dkk nok sek £ € $ ";
pub(super) const TEMPERATURES: &str = " °c °f ℃ ℉ ° degrees degree kelvin celsius fahrenheit ";
const PERCENTS: &str = " % ‰ percent ";
const UNITS: &str = " å nm µm μm um mm cm m km kg g mg µg μg ug ng pg lb t l ml µl μl dl pm mol mmol hz khz mhz ghz thz \
v mv kv w kw mw gw wh kwh mwh gwh j kj mj ev kev mev gev pa kpa mpa gpa bar mbar atm psi torr n mt gy sv bq db bit bits byte bytes kb mb gb \
tb px dpi rpm mph knots ppm ppb iu mmhg kcal cal ω kω ma µa ah mah fps metre metres meter meters kilometre kilometres kilometer \
kilometers centimetre centimetres centimeter centimeters millimetre millimetres millimeter millimeters mile miles feet foot \
inch inches yard yards acre acres hectare hectares ha litre litres liter liters gallon gallons gram grams kilogram kilograms \
tonne tonnes ton tons pound pounds ounce ounces volt volts watt watts hertz kilohertz megahertz gigahertz joule joules pascal pascals \
points point times fold words tokens pixels ";
const DIMENSIONS: [(Dimension, &str); 8] = [
    (
        Dimension::Length,
        " å nm µm μm um mm cm m km metre metres meter meters kilometre kilometres kilometer kilometers centimetre \
centimetres centimeter centimeters millimetre millimetres millimeter millimeters mile miles feet foot inch inches yard yards px pixels ",
    ),
    (
        Dimension::Mass,
        " kg g mg µg μg ug ng pg lb t mt gram grams kilogram kilograms tonne tonnes ton tons pound pounds ounce ounces ",
    ),
    (
        Dimension::Frequency,
        " hz khz mhz ghz thz hertz kilohertz megahertz gigahertz fps rpm ",
    ),
    (
        Dimension::Pressure,
        " pa kpa mpa gpa bar mbar atm mmhg psi torr pascal pascals ",
    ),
    (Dimension::Voltage, " v mv kv volt volts "),
    (
        Dimension::Area,
        " m² m2 km² km2 cm² cm2 mm² mm2 ha acre acres hectare hectares ",
    ),
    (
        Dimension::Volume,
        " l ml µl μl dl m³ m3 cm³ cm3 mm³ litre litres liter liters gallon gallons ",
    ),
    (Dimension::Speed, " m/s km/h km/s cm/s mm/s mph knots "),
];
/// Units of one letter that are words or initials if they do not stand after digits.
const SHORT: &str = " m g l t n v w j h s ";

/// Whether a list of words, each between spaces, has a word.
pub(super) fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && !word.contains(' ') && list.contains(&format!(" {word} "))
}

/// What a unit measures.
fn dimension(unit: &str) -> Dimension {
    let mut known = DIMENSIONS.iter();
    known
        .find(|(_, units)| among(units, unit))
        .map_or(Dimension::Other, |(dimension, _)| *dimension)
}

/// The kind of a unit; `None` for other words. `after_digits` allows units of one letter.
pub(super) fn unit(word: &str, after_digits: bool) -> Option<NumberKind> {
    let letters = |word: &str| [UNITS, TIMES, SHORT].iter().any(|list| among(list, word));
    if among(PERCENTS, word) {
        return Some(NumberKind::Share);
    }
    if among(TEMPERATURES, word) {
        return Some(NumberKind::Temperature);
    }
    if among(SHORT, word) && !after_digits {
        return None;
    }
    if among(TIMES, word) {
        return Some(NumberKind::Time);
    }
    if among(MONEY, word) {
        return Some(NumberKind::Money);
    }
    let first = word.split(['/', '·', '⋅']).next().unwrap_or_default();
    let compound = first.len() < word.len() && (letters(first) || first.is_empty());
    let simple = word.trim_end_matches(['²', '³', '2', '3', '⁻', '¹', '1', '-', '−']);
    let powered = simple.len() < word.len() && letters(simple);
    (among(UNITS, word) || among(SHORT, word) || compound || powered)
        .then(|| NumberKind::Measure(dimension(word)))
}
