//! Letters that stand for one another on a page with few words. The pairs of letters in a few words may look odd by chance,
//! or because the words are names of commands; little words that recur show that they are a text. If hardly any of its little
//! words is known, and it has fewer likely pairs than a text in any language, its letters are shuffled.

use super::alphabets::latin;
use super::pairs::Pairs;
use super::vowels;

/// The least share of likely pairs in a text, in percent, by the number of its pairs: 4,200 texts in 89 languages, with
/// commands, names and codes among them, had at least 88, and 90 from 200 pairs on. Most ciphers have fewer than 78.
const LEAST_PAIRS: [(usize, usize); 4] = [(200, 84), (110, 82), (80, 80), (50, 78)];
/// The longest word that counts as a little one, in letters, and how often one of them has to occur.
const SHORT: usize = 4;
const AGAIN: usize = 3;
/// At least one word in this many is at least [`LONG`] letters long. Formulas and abbreviations are short words alone.
const RARE: usize = 5;
const LONG: usize = 5;
/// A text with more known little words than this is in their language.
const KNOWN: usize = 1;
/// At most one word in this many has letters that are not Latin: the Latin words of a Korean text are commands and codes, not
/// a text of their own.
const FOREIGN: usize = 10;

/// Whether these different words of a font, with the number of times that each of them stands there, are a text whose
/// letters are shuffled.
pub(super) fn are_shuffled<'w>(words: impl Iterator<Item = (&'w [char], usize)>) -> bool {
    let (mut all, mut foreign, mut often) = (0, 0, 0);
    let mut own: Vec<Vec<char>> = Vec::new();
    let mut pairs = Pairs::NONE;
    for (word, times) in words {
        all += times;
        let numbers: Vec<Option<u32>> = word.iter().map(|c| latin(*c)).collect();
        if numbers.contains(&None) {
            foreign += times;
            continue;
        }
        pairs.add_all(&numbers);
        if word.len() <= SHORT {
            often = often.max(times);
        }
        own.push(word.iter().map(char::to_ascii_lowercase).collect());
    }
    let long = own.iter().filter(|word| word.len() >= LONG).count();
    foreign * FOREIGN <= all
        && often >= AGAIN
        && long * RARE >= own.len()
        && are_unlikely(&pairs)
        && vowels::little_words(&own) <= KNOWN
}

/// Whether fewer pairs are likely than in any text of that length.
fn are_unlikely(pairs: &Pairs) -> bool {
    let least = LEAST_PAIRS.iter().find(|(many, _)| pairs.all >= *many);
    least.is_some_and(|(_, least)| !pairs.are_of_a_sequence() && pairs.are_unlikely(*least))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    const ENGLISH: &str = "Hang the kayak by its ends on two broad straps, never by its middle, or the hull will bend \
        in the warm days of spring. Keep it away from the boiler and from windows. Loosen the lines of the rudder by a \
        hand, and write the date on the seat with chalk.";
    const GERMAN: &str = "Der Kahn wird im Herbst aus dem Wasser geholt und mit klarem Wasser gewaschen. Dann liegt er \
        auf zwei Latten unter dem Dach, und der Rumpf darf den Boden nicht an der Seite haben. Wer der Farbe nicht \
        traut, soll den Rumpf vor dem Regen noch einmal schleifen.";

    fn shuffled(text: &str) -> bool {
        let mut words: HashMap<Vec<char>, usize> = HashMap::new();
        for word in text.split(|c: char| !c.is_alphabetic()) {
            if word.chars().count() > 1 {
                *words.entry(word.chars().collect()).or_default() += 1;
            }
        }
        let words = words.iter();
        are_shuffled(words.map(|(word, times)| (word.as_slice(), *times)))
    }

    /// Each letter of an alphabet stands for another one of it.
    fn cipher(text: &str, alphabet: &str, factor: usize, step: usize) -> String {
        let letters: Vec<char> = alphabet.chars().collect();
        let turn = |c: char| match letters.iter().position(|letter| *letter == c) {
            Some(place) => letters[(place * factor + step) % letters.len()],
            None => c,
        };
        text.chars().map(turn).collect()
    }

    #[test]
    fn a_few_shuffled_words_are_seen() {
        const SMALL: &str = "abcdefghijklmnopqrstuvwxyz";
        const BOTH: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for text in [ENGLISH, GERMAN] {
            assert!(!shuffled(text) && !shuffled(&text.to_uppercase()));
            for factor in [3, 7, 19, 23, 25] {
                for step in [1, 5, 11, 13] {
                    let small = cipher(&text.to_lowercase(), SMALL, factor, step);
                    assert!(shuffled(&small), "{factor} {step} {small}");
                    assert!(shuffled(&small.to_uppercase()), "{factor} {step}");
                }
            }
            for factor in [3, 7, 23] {
                let both = cipher(text, BOTH, factor, 31);
                assert!(shuffled(&both), "{factor} {both}");
            }
        }
    }

    #[test]
    fn languages_that_are_not_known_are_not_shuffled() {
        let languages = [
            // Latin, Finnish, Turkish, Vietnamese, Hungarian, Welsh, Basque, Swahili
            "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam qui ipsorum \
             lingua Celtae, nostra Galli appellantur. Hi omnes lingua, institutis, legibus inter se differunt.",
            "Kun talvi tuli, vene nostettiin maalle ja sen pohja pestiin makealla vedell\u{e4}. Vanha mies sanoi, ett\u{e4} \
             vene on kuin hevonen, ja ett\u{e4} se on pidett\u{e4}v\u{e4} kuivassa, ja lumi tuli y\u{f6}ll\u{e4}.",
            "K\u{131}\u{15f} gelince tekneyi sudan \u{e7}\u{131}kard\u{131}lar ve alt\u{131}n\u{131} temiz su ile y\u{131}kad\u{131}lar. \
             Ya\u{15f}l\u{131} adam bir at gibi bak\u{131}lmas\u{131} gerekti\u{11f}ini s\u{f6}yledi ve bir tebe\u{15f}irle yazd\u{131}, bir de.",
            "M\u{f9}a \u{111}\u{f4}ng \u{111}\u{1ebf}n, ng\u{1b0}\u{1edd}i ta k\u{e9}o thuy\u{1ec1}n l\u{ea}n b\u{1edd} v\u{e0} r\u{1eed}a \u{111}\u{e1}y \
             thuy\u{1ec1}n b\u{1eb1}ng n\u{1b0}\u{1edb}c ng\u{1ecd}t, v\u{e0} \u{f4}ng gi\u{e0} n\u{f3}i r\u{1eb1}ng thuy\u{1ec1}n v\u{e0} ng\u{1ef1}a kh\u{f4}.",
            "Amikor j\u{f6}tt a t\u{e9}l, a cs\u{f3}nakot kih\u{fa}zt\u{e1}k a partra, \u{e9}s az alj\u{e1}t \u{e9}desv\u{ed}zzel most\u{e1}k le. Az \
             \u{f6}reg azt mondta, hogy a cs\u{f3}nak olyan, mint a l\u{f3}, \u{e9}s az \u{e9}jjel az es\u{151} esett \u{e9}s esett.",
            "Pan ddaeth y gaeaf tynnwyd y cwch i'r lan a golchwyd ei waelod \u{e2} d\u{175}r croyw. Dywedodd yr hen \u{175}r fod \
             y cwch yn debyg i geffyl a bod yn rhaid ei gadw yn sych. Ysgrifennodd y dyddiad ar y fainc yn y nos.",
            "Negua iritsi zenean, itsasontzia lehorrera atera zuten eta hondoa ur gezaz garbitu zuten. Agureak esan zuen \
             ontzia zaldi bat bezalakoa dela, eta lehor eduki behar dela, eta gauez elurra egin zuen.",
            "Majira ya baridi yalipofika, mashua ilivutwa pwani na chini yake ikaoshwa kwa maji safi. Mzee alisema kwamba \
             mashua ni kama farasi, na kwamba ni lazima iwe kavu, na usiku wa kwa kwa mvua ilinyesha.",
        ];
        for text in languages {
            assert!(!shuffled(text), "{text}");
            assert!(!shuffled(&text.to_uppercase()), "{text}");
        }
    }

    #[test]
    fn commands_codes_and_names_are_not_shuffled() {
        let commands = "See also lzcmp, xzcat, xzdiff, lzgrep, zcmp, zgrep, strcpy, strncpy, stpcpy, bzcmp, gpg, ssh, \
            sshd, sftp, scp and xz as the tools of xz and of gzip that are used with xz, as xz and xzcat are one.";
        let list = "lzcmp xzcat xzdiff lzgrep zcmp zgrep strcpy strncpy stpcpy bzcmp bzdiff gpg gpgv sshd sftp scp rcp \
            rsh lzfgrep xzfgrep xzegrep unxz unlzma sprintf snprintf vsnprintf strtok strchr";
        let knitting = "k tog yo ssk tbl psso cdd yo ssk mk kfb pfb rnd pm sm rep rnd pm sm rep yo tbl wyif sl kfb cdd rnd \
            rep rnd rs ws wyib sl kwise pwise yo ssk tbl psso yo ssk rnd sm";
        let notices = "bdrm apt nr stn wlk clst hdwd flrs prkg avl frnshd grdn ptry pvt ntry bsmt gar no pets avl nr prk \
            bdrm hse lrg kit dng rm fpl pvt grdn nr schl bdrm cottg yrd dck prkg avl nr pk sml bdrm flt cntrl htg";
        let salts = "NaCl KCl MgO CaO FeO LiF NaF ZnO CuO NaBr KBr AgCl AgBr CsCl RbCl SrO BaO NiO CoO MnO NaCl KCl MgO \
            TiO HgS ZnS PbS CdS CuS FeS NaCl KCl MgO GaAs InSb AlN GaN SiC HCl HBr KOH NaOH LiOH CsOH RbOH";
        let korean = "\u{d55c}\u{ae00} lzma xz unxz xzcat \u{c555}\u{cd95} \u{d30c}\u{c77c} lzma xz \u{c744} lzcmp xzdiff lzgrep \u{bcf4}\u{ae30} \
            xz lzfgrep xzegrep BCJ \u{ac00} RAW PNG XBM lzdiff \u{c635}\u{c158} XPM GIF rgb vbgr";
        for text in [commands, list, knitting, notices, salts, korean] {
            assert!(!shuffled(text), "{text}");
        }
    }
}
