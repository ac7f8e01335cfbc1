//! Vowels that stand for one another: a map may lie about the vowels alone, and the pairs of letters still look like
//! those of a language. The little words of the language show it: they are not there, and with the vowels put back they
//! are. A text in a language that is not in the list has neither.

use std::collections::HashMap;

/// For each language, little words that texts are full of and that are not words with other vowels.
const LITTLE: &[&str] = &[
    "the and that for was were with from this have has had not are been which their they will would there these all \
     one more other than its into some when also may such only two can our between after over each most both",
    "der die das und den von mit sich des auf nicht ein eine als auch werden aus hat dass sie nach wird bei einer \
     einem eines einen oder noch wie nur war vor durch man wurde sind kann aber zum zur sein haben",
    "les des est dans que qui par pour une sur pas plus avec ont sont mais comme nous leur cette ces aux entre tout \
     fait deux ses aussi elle bien peut sans autre encore ainsi donc lors",
    "los las una del que por con para como sus este esta pero son entre cuando muy sin sobre ser tiene hasta hay \
     donde desde todo nos durante todos uno les otros ese eso",
    "che non per una del della con sono gli dei nel alla come anche delle nella dal dalla questo essere stato hanno \
     suo sua ogni tra tutti dopo due prima loro senza molto",
    "que para uma com dos das por mais como mas foi ele pela pelo entre depois sem mesmo aos seus quem nas esse isso \
     ela quando muito nos ser tem sua seu",
    "het een van dat voor met zijn niet aan als ook maar door deze worden naar uit nog bij wordt werd over heeft hij \
     hun meer tot dan wat kan geen wel hebben",
    "och att det som med den till inte har var ett eller men efter vid kan hade sig mot alla blev denna detta dessa \
     under mycket ska skulle ",
    "det som med til den har ikke var blev han efter ved eller kan skal der men over sig sin alle noget denne dette \
     disse meget under hvor ogs",
    "nie jest jak tego oraz przez jego tak ale dla pod ich tylko lub tym bez jako kt zosta przed mo\u{17c}e roku tej",
];

/// The number of those languages.
pub(super) const LANGUAGES: usize = LITTLE.len();

/// A page with more little words of a language than this is in that language. Some stay little words if one vowel
/// stays in its place.
const FEW: usize = 8;
/// The fewest that a page has with its vowels put back: this many, and this many more for each that it has as it is.
/// Pages in 74 languages had at most 4 more with other vowels than as they were.
const MANY: usize = 8;
const MORE: usize = 2;
/// Fewer different words than this show nothing.
const ENOUGH: usize = 40;

/// Whether the different words of a font are those of a language once its vowels are put back.
pub(super) fn are_changed<'w>(words: impl Iterator<Item = &'w [char]>) -> bool {
    let words: Vec<Vec<char>> = words
        .filter(|word| (3..=8).contains(&word.len()))
        .map(|word| word.iter().map(char::to_ascii_lowercase).collect())
        .collect();
    if words.len() < ENOUGH {
        return false;
    }
    let languages = languages();
    let here = most(&words, &languages, VOWELS);
    here <= FEW && orders().any(|order| most(&words, &languages, order) >= MANY + MORE * here)
}

const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// The number of little words among different words in small letters, of the language that has most of them.
pub(super) fn little_words(words: &[Vec<char>]) -> usize {
    most(words, &languages(), VOWELS)
}

/// The languages of each little word, one bit for each.
pub(super) fn languages() -> HashMap<&'static str, u32> {
    let mut languages: HashMap<&str, u32> = HashMap::new();
    for (number, words) in LITTLE.iter().enumerate() {
        for word in words.split_whitespace() {
            *languages.entry(word).or_default() |= 1 << number;
        }
    }
    languages
}

/// The number of little words of the language that has most of them, if each vowel stands for that of an order.
fn most(words: &[Vec<char>], languages: &HashMap<&str, u32>, order: [char; 5]) -> usize {
    let mut counts = [0_usize; LITTLE.len()];
    let mut text = String::new();
    for word in words {
        text.clear();
        text.extend(word.iter().map(|letter| {
            let place = VOWELS.iter().position(|vowel| vowel == letter);
            place.and_then(|place| order.get(place)).unwrap_or(letter)
        }));
        if let Some(bits) = languages.get(text.as_str()) {
            for (number, count) in counts.iter_mut().enumerate() {
                *count += (bits >> number & 1) as usize;
            }
        }
    }
    counts.into_iter().max().unwrap_or(0)
}

/// All orders of the vowels.
fn orders() -> impl Iterator<Item = [char; 5]> {
    (0..3_125_usize).filter_map(|number| {
        let mut order = VOWELS;
        let mut seen = [false; 5];
        let mut rest = number;
        for vowel in &mut order {
            let place = rest % 5;
            rest /= 5;
            if std::mem::replace(seen.get_mut(place)?, true) {
                return None;
            }
            *vowel = *VOWELS.get(place)?;
        }
        Some(order)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "the lower meadow was mown in june and again in september when the rain had stopped \
        there were more birds than before and some of them had built their nests between the stones after that we \
        went home with all our books which have been lost since then only two boats were left for the men who would \
        sail over the lake each day until both were old from this time on they did not come back into town";

    fn changed(text: &str, order: [char; 5]) -> bool {
        let turn = |c: char| match VOWELS.iter().position(|vowel| *vowel == c) {
            Some(place) => order[place],
            None => c,
        };
        let words: Vec<Vec<char>> = text
            .split_whitespace()
            .map(|word| word.chars().map(turn).collect())
            .collect();
        are_changed(words.iter().map(Vec::as_slice))
    }

    #[test]
    fn changed_vowels_are_seen_in_each_order() {
        assert_eq!(orders().count(), 120);
        assert!(!changed(ENGLISH, VOWELS));
        for order in [
            ['e', 'i', 'o', 'u', 'a'],
            ['u', 'o', 'i', 'e', 'a'],
            ['o', 'a', 'u', 'e', 'i'],
        ] {
            assert!(changed(ENGLISH, order), "{order:?}");
        }
    }

    #[test]
    fn a_language_that_is_not_known_is_not_a_lie() {
        // Latin, the beginning of Caesar's Gallic War
        let latin = "gallia est omnis divisa in partes tres quarum unam incolunt belgae aliam aquitani tertiam qui \
            ipsorum lingua celtae nostra galli appellantur hi omnes lingua institutis legibus inter se differunt \
            gallos ab aquitanis garumna flumen a belgis matrona et sequana dividit horum omnium fortissimi sunt \
            belgae propterea quod a cultu atque humanitate provinciae longissime absunt";
        for order in orders() {
            assert!(!changed(latin, order), "{order:?}");
        }
    }
}
