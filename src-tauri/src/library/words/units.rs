//! Names and signs of units, and how languages write decimals.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Units that are units wherever they stand, with the token that stands for all their forms.
const UNITS: &str = "ug=microgram mcg=microgram \u{3bc}g=microgram microgram=microgram micrograms=microgram \
mg=milligram milligram=milligram milligrams=milligram kg=kilogram kilogram=kilogram kilograms=kilogram \
ng=nanogram nanogram=nanogram nanograms=nanogram gram=gram grams=gram \u{3bc}l=microliter ul=microliter \
microliter=microliter microliters=microliter microlitre=microliter microlitres=microliter ml=milliliter \
milliliter=milliliter milliliters=milliliter millilitre=milliliter millilitres=milliliter dl=deciliter \
liter=liter liters=liter litre=liter litres=liter \u{3bc}m=micrometer um=micrometer micron=micrometer \
microns=micrometer micrometer=micrometer micrometers=micrometer micrometre=micrometer micrometres=micrometer \
nm=nanometer nanometer=nanometer nanometers=nanometer nanometre=nanometer nanometres=nanometer \
mm=millimeter millimeter=millimeter millimeters=millimeter millimetre=millimeter millimetres=millimeter \
cm=centimeter centimeter=centimeter centimeters=centimeter centimetre=centimeter centimetres=centimeter \
km=kilometer kilometer=kilometer kilometers=kilometer kilometre=kilometer kilometres=kilometer \
meter=meter meters=meter metre=meter metres=meter hz=hertz hertz=hertz khz=kilohertz kilohertz=kilohertz \
mhz=megahertz megahertz=megahertz ghz=gigahertz gigahertz=gigahertz kwh=kilowatthour kw=kilowatt \
kilowatt=kilowatt kilowatts=kilowatt watt=watt watts=watt volt=volt volts=volt kcal=kilocalorie \
\u{3bc}mol=micromole umol=micromole mmol=millimole hour=hour hours=hour hr=hour hrs=hour stunde=hour stunden=hour \
heure=hour heures=hour hora=hour horas=hour minute=minute minutes=minute minuten=minute minuto=minute \
minutos=minute mins=minute second=second seconds=second sekunde=second sekunden=second seconde=second \
secondes=second segundo=second segundos=second \u{3bc}s=microsecond millisecond=millisecond \
milliseconds=millisecond celsius=celsius degc=celsius fahrenheit=fahrenheit kelvin=kelvin angstrom=angstrom \
angstroms=angstrom \u{e5}ngstr\u{f6}m=angstrom angstr\u{f6}m=angstrom percent=percent prozent=percent \
pourcent=percent pct=percent degree=degree degrees=degree dollar=dollar dollars=dollar usd=dollar euro=euro \
euros=euro eur=euro pound=pound pounds=pound gbp=pound kb=kilobyte mb=megabyte gb=gigabyte";
/// Letters that are units only after a number, or after a unit and a slash.
const UNITS_AFTER_NUMBERS: &str = "g=gram l=liter m=meter h=hour s=second sec=second min=minute w=watt v=volt k=kelvin \
c=celsius f=fahrenheit \u{e5}=angstrom ms=millisecond";

static UNIT_OF: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| entries(UNITS));
static UNIT_AFTER_NUMBER: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| entries(UNITS_AFTER_NUMBERS));

fn entries(table: &'static str) -> HashMap<&'static str, &'static str> {
    table
        .split_ascii_whitespace()
        .filter_map(|entry| entry.split_once('='))
        .collect()
}

/// Whether a language writes a decimal comma, given its ISO 639-3 code.
pub(super) fn has_decimal_comma(language: &str) -> bool {
    [
        "deu", "fra", "spa", "ita", "por", "nld", "rus", "pol", "swe", "dan", "nob", "fin", "ces",
        "tur", "ukr", "ell",
    ]
    .contains(&language)
}

/// Whether letters directly after digits are a unit, or make an ordinal number.
pub(super) fn is_attached(letters: &str) -> bool {
    ["st", "nd", "rd", "th"].contains(&letters)
        || unit(letters).is_some()
        || (!["f", "c"].contains(&letters) && unit_after_number(letters).is_some())
}

/// The token of a unit that is one wherever it stands.
pub(super) fn unit(word: &str) -> Option<&'static str> {
    UNIT_OF.get(word).copied()
}

/// The token of letters that are a unit after a number.
pub(super) fn unit_after_number(word: &str) -> Option<&'static str> {
    UNIT_AFTER_NUMBER.get(word).copied()
}
