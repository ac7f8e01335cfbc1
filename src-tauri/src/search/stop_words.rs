//! Words that ask and words that only join others: nearly every passage has them, and they find nothing.
//!
//! The lists are those of a question's likely languages. English words are dropped from every question; those of
//! another language only if a document in question is in it, because "die" and "was" are English words too.

use unicode_segmentation::UnicodeSegmentation;

/// English question words and function words.
const ENGLISH: &str = " a about above after again against all also although am an and any are as at be because been \
before being below between both but by can could did do does doing down during each either et al few for from further \
had has have having he her here hers him his how however i if in into is it its itself just may me might more most must \
my no nor not of off on once one only or other our out over own per same she should since so some such than that the \
their them then there therefore these they this those through thus to too two under until up upon us use used using very \
was we were what what's when where whether which while who whom whose why will with within without would you your tell \
please ";
const GERMAN: &str = " aber als am an auch auf aus bei bis da damit dann das dass dem den der des die dies diese diesem \
diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es f\u{fc}r gab gibt haben hat hatte hatten \
ich ihr ihre im in ist ja kann kein keine man mit nach nicht noch nur ob oder ohne sein seine sich sie sind so \u{fc}ber \
um und uns unter viel viele vom von vor wann war waren warum was wegen welche welchem welchen welcher welches wem wen \
wer werden wie wieso wird wo wodurch womit worden wurde wurden zu zum zur zwischen ";
const FRENCH: &str = " a ai ainsi alors au aussi aux avec avait ce ces cet cette combien comment c d dans de depuis des \
dont du elle elles en entre est et \u{e9}taient \u{e9}tait \u{e9}t\u{e9} furent fut il ils j je l la laquelle le lequel \
les lesquelles lesquels leur leurs lors l\u{e0} m mais m\u{ea}me n ne nos notre nous on ont ou o\u{f9} par pas pendant \
plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa se selon ses si son sont sous sur t tous tout \
toute un une vers vous y \u{e0} ";
const SPANISH: &str = " a al ante aunque c\u{f3}mo como con cu\u{e1}l cu\u{e1}les cu\u{e1}ndo cuando cu\u{e1}nta \
cu\u{e1}ntas cu\u{e1}nto cu\u{e1}ntos de del desde donde d\u{f3}nde durante e el ella ellos en entre era eran es esta \
estas este esto estos est\u{e1} fue fueron ha han hasta hay hubo la las lo los m\u{e1}s me mi no o para pero por porque \
qu\u{e9} que qui\u{e9}n qui\u{e9}nes se seg\u{fa}n ser si sin sobre son su sus tambi\u{e9}n un una uno unos y ya ";
const ITALIAN: &str = " a agli ai al alla alle allo anche che chi ci come con cosa cui da dagli dai dal dalla dei del \
della delle dello di dove e ed era erano fra fu gli ha hanno i il in la le lo ma nei nel nella nelle non o per perch\u{e9} \
pi\u{f9} qual quale quali quando quanta quante quanti quanto si sono stata state stati stato su sui sul sulla tra un una \
uno \u{e8} ";
const PORTUGUESE: &str = " a ao aos as at\u{e9} com como da das de do dos e ela ele em entre era eram essa esse esta este \
foi foram h\u{e1} isso mais mas na nas no nos n\u{e3}o o onde os ou para pela pelas pelo pelos por porque porqu\u{ea} \
qual quais quando quantas quantos quanto que quem se sem ser seu sua s\u{e3}o sobre um uma \u{e0} \u{e9} ";
const DUTCH: &str = " aan als bij dan dat de deze die dit door een en er geen had hadden heeft het hij hoe hoeveel ik in \
is kan maar met na naar niet of om onder ook op over te tot uit van voor waar waarom wanneer waren was wat welk welke werd \
werden wie wordt ze zijn zo ";
const RUSSIAN: &str = " \u{430} \u{431}\u{44b}\u{43b} \u{431}\u{44b}\u{43b}\u{430} \u{431}\u{44b}\u{43b}\u{438} \
\u{431}\u{44b}\u{43b}\u{43e} \u{432} \u{432}\u{43e} \u{433}\u{434}\u{435} \u{434}\u{43b}\u{44f} \u{438} \u{438}\u{437} \
\u{43a} \u{43a}\u{430}\u{43a} \u{43a}\u{430}\u{43a}\u{430}\u{44f} \u{43a}\u{430}\u{43a}\u{438}\u{435} \
\u{43a}\u{430}\u{43a}\u{43e}\u{439} \u{43a}\u{43e}\u{433}\u{434}\u{430} \u{43a}\u{442}\u{43e} \u{43b}\u{438} \
\u{43d}\u{430} \u{43d}\u{435} \u{43e} \u{43e}\u{442} \u{43f}\u{43e} \u{43f}\u{43e}\u{447}\u{435}\u{43c}\u{443} \
\u{441} \u{441}\u{43a}\u{43e}\u{43b}\u{44c}\u{43a}\u{43e} \u{447}\u{442}\u{43e} \u{44d}\u{442}\u{43e} ";
const ARABIC: &str = " \u{645}\u{627} \u{645}\u{627}\u{630}\u{627} \u{645}\u{646} \u{643}\u{645} \u{643}\u{64a}\u{641} \
\u{645}\u{62a}\u{64a} \u{627}\u{64a}\u{646} \u{627}\u{64a} \u{644}\u{645}\u{627}\u{630}\u{627} \u{647}\u{644} \
\u{647}\u{648} \u{647}\u{64a} \u{641}\u{64a} \u{639}\u{644}\u{64a} \u{627}\u{644}\u{64a} \u{639}\u{646} \u{643}\u{627}\u{646} \
\u{643}\u{627}\u{646}\u{62a} \u{627}\u{644}\u{62a}\u{64a} \u{627}\u{644}\u{630}\u{64a} \u{648} ";
const HEBREW: &str = " \u{5de}\u{5d4} \u{5de}\u{5d4}\u{5d5} \u{5de}\u{5d4}\u{5d9} \u{5de}\u{5d9} \u{5d0}\u{5d9}\u{5e4}\u{5d4} \
\u{5d4}\u{5d9}\u{5db}\u{5e0} \u{5de}\u{5ea}\u{5d9} \u{5dc}\u{5de}\u{5d4} \u{5de}\u{5d3}\u{5d5}\u{5e2} \u{5d0}\u{5d9}\u{5db} \
\u{5db}\u{5d9}\u{5e6}\u{5d3} \u{5db}\u{5de}\u{5d4} \u{5d0}\u{5d9}\u{5d6}\u{5d4} \u{5d0}\u{5d9}\u{5dc}\u{5d5} \
\u{5d4}\u{5d0}\u{5de} \u{5e9}\u{5dc} \u{5d0}\u{5ea} \u{5e2}\u{5dc} \u{5d4}\u{5d9}\u{5d4} \u{5d4}\u{5d9}\u{5ea}\u{5d4} \
\u{5d4}\u{5d9}\u{5d5} \u{5d4}\u{5d5}\u{5d0} \u{5d4}\u{5d9}\u{5d0} ";

/// Chinese, Japanese, Korean and Thai words that ask, the longest first. They stand in a question without spaces and
/// are cut out of it.
const WITHOUT_SPACES: &str = "\u{4e3a}\u{4ec0}\u{4e48} \u{70ba}\u{4ec0}\u{9ebc} \u{662f}\u{4ec0}\u{4e48} \
\u{662f}\u{4ec0}\u{9ebc} \u{6709}\u{54ea}\u{4e9b} \u{4ec0}\u{4e48} \u{4ec0}\u{9ebc} \u{751a}\u{9ebc} \u{591a}\u{5c11} \
\u{54ea}\u{4e9b} \u{54ea}\u{4e2a} \u{54ea}\u{500b} \u{54ea}\u{91cc} \u{54ea}\u{88e1} \u{54ea}\u{79cd} \u{54ea}\u{4e00} \
\u{600e}\u{4e48} \u{600e}\u{9ebc} \u{600e}\u{6837} \u{5982}\u{4f55} \u{662f}\u{5426} \u{591a}\u{4e45} \u{591a}\u{5927} \
\u{8bf7}\u{95ee} \u{5417} \u{55ce} \u{5462} \u{8c01} \u{8ab0} \u{51e0} \
\u{4f55}\u{3067}\u{3059}\u{304b} \u{306a}\u{3093}\u{3067}\u{3059}\u{304b} \u{3067}\u{3059}\u{304b} \u{307e}\u{3059}\u{304b} \
\u{307e}\u{3057}\u{305f}\u{304b} \u{306a}\u{305c} \u{3069}\u{306e}\u{3088}\u{3046}\u{306a} \u{3069}\u{306e}\u{304f}\u{3089}\u{3044} \
\u{3069}\u{3046} \u{3069}\u{306e} \u{3069}\u{3053} \u{3044}\u{3064} \u{3044}\u{304f}\u{3064} \u{8ab0} \u{4f55} \
\u{bb34}\u{c5c7}\u{c785}\u{b2c8}\u{ae4c} \u{bb34}\u{c5c7}\u{c778}\u{ac00} \u{bb34}\u{c5c7} \u{c5b4}\u{b5bb}\u{ac8c} \
\u{c5bc}\u{b9c8}\u{b098} \u{c5bc}\u{b9c8} \u{c5b4}\u{b5a4} \u{c5b8}\u{c81c} \u{c5b4}\u{b514} \u{b204}\u{ad6c} \u{c65c} \
\u{c785}\u{b2c8}\u{ae4c} \u{c2b5}\u{b2c8}\u{ae4c} \u{c778}\u{ac00}\u{c694} \u{b098}\u{c694} \
\u{e2d}\u{e30}\u{e44}\u{e23} \u{e40}\u{e17}\u{e48}\u{e32}\u{e44}\u{e23} \u{e40}\u{e17}\u{e48}\u{e32}\u{e44}\u{e2b}\u{e23}\u{e48} \
\u{e17}\u{e35}\u{e48}\u{e44}\u{e2b}\u{e19} \u{e40}\u{e21}\u{e37}\u{e48}\u{e2d}\u{e44}\u{e23} \
\u{e2d}\u{e22}\u{e48}\u{e32}\u{e07}\u{e44}\u{e23} \u{e17}\u{e33}\u{e44}\u{e21} \u{e43}\u{e04}\u{e23} \u{e01}\u{e35}\u{e48}";

/// Whether an English question only asks or joins with this word in lower case.
pub(super) fn is_english(word: &str) -> bool {
    contains(ENGLISH, word)
}

/// Whether a word in lower case finds nothing in a document of this language, given by its ISO 639-3 code.
pub(super) fn is_stop_word(word: &str, language: Option<&str>) -> bool {
    let other = match language {
        Some("deu") => GERMAN,
        Some("fra") => FRENCH,
        Some("spa") => SPANISH,
        Some("ita") => ITALIAN,
        Some("por") => PORTUGUESE,
        Some("nld") => DUTCH,
        Some("rus") => RUSSIAN,
        _ => "",
    };
    // these scripts are no other language's
    is_english(word) || contains(other, word) || contains(ARABIC, word) || contains(HEBREW, word)
}

/// The languages with lists of their own, by their ISO 639-3 codes.
const LANGUAGES: [(&str, &str); 8] = [
    ("eng", ENGLISH),
    ("deu", GERMAN),
    ("fra", FRENCH),
    ("spa", SPANISH),
    ("ita", ITALIAN),
    ("por", PORTUGUESE),
    ("nld", DUTCH),
    ("rus", RUSSIAN),
];

/// The share of English question words and function words among the words of a text, 0 to 1.
pub fn english_share(text: &str) -> f32 {
    let (mut all, mut english) = (0, 0);
    for word in text.unicode_words() {
        all += 1;
        english += usize::from(is_english(&word.to_lowercase()));
    }
    english as f32 / all.max(1) as f32
}

/// The language whose function words a question has most of, and their number, without words that are function words
/// in one of the `documents`' languages too. `None` if two languages are as likely, or if the question has as many words
/// of the documents' languages alone.
pub fn function_words(question: &str, documents: &[&str]) -> Option<(&'static str, usize)> {
    let words: Vec<String> = question.unicode_words().map(str::to_lowercase).collect();
    let is_of_documents = |word: &str| {
        let mut lists = LANGUAGES
            .iter()
            .filter(|(code, _)| documents.contains(code));
        lists.any(|(_, list)| contains(list, word))
    };
    let mut counts: Vec<(usize, usize, &'static str)> = LANGUAGES
        .iter()
        .filter(|(code, _)| !documents.contains(code))
        .map(|(code, list)| {
            let count = |theirs: bool, own: bool| {
                let counted = words
                    .iter()
                    .filter(|word| contains(list, word) == theirs && is_of_documents(word) == own);
                counted.count()
            };
            (count(true, false), count(false, true), *code)
        })
        .collect();
    counts.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    let [(most, own, code), (second, ..), ..] = counts.as_slice() else {
        return None;
    };
    (most > second && most > own).then_some((*code, *most))
}

fn contains(list: &str, word: &str) -> bool {
    !word.is_empty() && list.contains(&format!(" {word} "))
}

/// Verbs of a question for a length of time, and words that may follow them.
const LASTING: &str = " last lasts lasted take takes took ";
const AFTER_VERBS: &str = " to in on at for under with from until by during after before per ";

/// A question without the words that only ask: those of languages that write without spaces, and "long" and the verb of
/// "how long did it last", which would find "as long as it lasts".
pub fn without_asking(question: &str) -> String {
    let mut rest = question.to_owned();
    if rest.to_lowercase().contains("how long") {
        rest = without_lasting(question);
    }
    if rest.is_ascii() {
        return rest;
    }
    for word in WITHOUT_SPACES.split_ascii_whitespace() {
        rest = rest.replace(word, " ");
    }
    rest
}

fn without_lasting(question: &str) -> String {
    let words: Vec<&str> = question.split_whitespace().collect();
    let lower = |at: usize| -> String {
        let word = words.get(at).copied().unwrap_or_default();
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let only_asks = |at: usize| {
        let ends = words.get(at + 1).is_none() || contains(AFTER_VERBS, &lower(at + 1));
        let after_how = at > 0 && lower(at - 1) == "how";
        (lower(at) == "long" && after_how) || (contains(LASTING, &lower(at)) && ends)
    };
    let kept = (0..words.len()).filter(|at| !only_asks(*at));
    let kept: Vec<&str> = kept.filter_map(|at| words.get(at).copied()).collect();
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_not_looked_for_as_long_and_last() {
        let asked = |question| without_asking(question);
        assert_eq!(
            asked("How long did the sampling last?"),
            "How did the sampling"
        );
        assert_eq!(
            asked("How long does it take to boil?"),
            "How does it to boil?"
        );
        assert_eq!(
            asked("How long is the last bridge?"),
            "How is the last bridge?"
        );
        assert_eq!(
            asked("What was the last long bridge?"),
            "What was the last long bridge?"
        );
    }

    #[test]
    fn function_words_show_a_language_that_the_documents_lack() {
        let shown = |question, documents: &[&str]| function_words(question, documents);
        let english = "What was the temperature in Berlin?";
        assert_eq!(shown(english, &["deu"]), Some(("eng", 2)));
        assert_eq!(shown(english, &["eng"]), None);
        let german = "Wie wurde die Temperatur gemessen?";
        assert_eq!(shown(german, &["eng"]), Some(("deu", 3)));
        assert_eq!(shown(german, &["deu"]), None);
        assert_eq!(shown("BERT accuracy", &["deu"]), None);
        assert!(english_share("The water of the river was cold in the winter.") > 0.4);
        assert!(english_share("Das Wasser war in der Nacht kalt.") < 0.2);
    }
}
