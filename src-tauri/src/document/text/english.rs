//! What English does with a hyphen that stood at the end of a line. The lists were taken from some ten thousand papers,
//! books and specifications: the parts in them stand before or behind a hyphen at least nineteen times in twenty, once
//! the words that follow them here are set apart.

use super::divided::Divided;
use super::words::Words;

/// First halves that are written without a hyphen.
const SOLID_FIRST: &[&str] = &[
    "any", "every", "fore", "further", "here", "mean", "more", "never", "none", "other", "over",
    "some", "there", "through", "under", "what", "when", "where", "which", "with",
];
/// Second halves that are written without a hyphen.
const SOLID_LAST: &[&str] = &[
    "able", "case", "ever", "fore", "ground", "hood", "less", "ness", "over", "ship", "some",
    "ward", "wards", "where", "wise",
];
/// First halves that are written before a hyphen, each with what follows it without one.
const FIRST: &[(&str, &str)] = &[
    (
        "broad",
        "band bands cast caster casters casting casts leaf sheet side way",
    ),
    ("closed", ""),
    (
        "cross",
        "bar bars beam bow bred breed breeding breeds fire over overs road roads talk walk word words",
    ),
    ("double", "speak"),
    ("dual", ""),
    ("early", ""),
    ("eight", "een eenth"),
    ("fine", ""),
    ("first", "born hand"),
    ("five", ""),
    ("fixed", ""),
    ("four", "square"),
    ("full", "back erene erenes"),
    ("half", "penny tone tones way"),
    (
        "high",
        "ball brow chair land lander landers lands light lighted lighter lighters lighting lights way ways",
    ),
    ("higher", ""),
    ("large", ""),
    ("least", ""),
    (
        "long",
        "bow evity hair hand horn house itude itudes itudinal itudinally run shore",
    ),
    ("low", "land lander landers lands"),
    ("lower", "case cased"),
    ("medium", ""),
    ("middle", "man men ware weight"),
    ("mixed", ""),
    ("multiple", ""),
    ("near", "by sighted sightedness"),
    ("nine", ""),
    (
        "non",
        "agon chalance chalant descript e entity es etheless farm invasive metal metallic metals pareil plussed \
profit profits sense sensical stop theless verbal violence violent",
    ),
    ("one", ""),
    ("quasi", ""),
    ("second", "hand"),
    ("self", "destruct link links ridge ridges same"),
    ("seven", ""),
    (
        "short",
        "bread cake coming comings cut cuts fall falls hand haired list listed stop wave",
    ),
    ("single", "tree"),
    ("six", "pence"),
    ("small", "holder holders holding holdings pox"),
    ("three", "pence"),
    ("triple", ""),
    ("two", "pence"),
    ("well", "being bore bores come head heads spring springs"),
    ("zero", ""),
];
/// Second halves that are written behind a hyphen.
const LAST: &[&str] = &[
    "activated",
    "adjusted",
    "administered",
    "aided",
    "assisted",
    "associated",
    "aware",
    "axis",
    "based",
    "bearing",
    "binding",
    "buffered",
    "centered",
    "centred",
    "conjugated",
    "consuming",
    "containing",
    "controlled",
    "converting",
    "deficient",
    "defined",
    "density",
    "dependent",
    "derived",
    "directed",
    "dried",
    "driven",
    "effective",
    "effectiveness",
    "efficient",
    "enriched",
    "existing",
    "expressed",
    "facing",
    "focused",
    "free",
    "friendly",
    "growing",
    "guided",
    "income",
    "independent",
    "induced",
    "infected",
    "inoculated",
    "intensity",
    "intensive",
    "level",
    "like",
    "limiting",
    "linked",
    "localized",
    "looking",
    "mediated",
    "minded",
    "negative",
    "oriented",
    "positive",
    "producing",
    "promoting",
    "prone",
    "quality",
    "reactive",
    "related",
    "resistant",
    "resolution",
    "responsive",
    "rich",
    "sensitive",
    "separated",
    "shaped",
    "sided",
    "speaking",
    "specific",
    "spectrum",
    "stressed",
    "tailed",
    "term",
    "throughput",
    "tolerant",
    "trained",
    "transformed",
    "treated",
    "wide",
];
/// Words of two parts, each of them a word too, that are written without a hyphen; without an *s* at their end.
const SOLID: &str = " backbone backcross backdrop bandwidth baseball baseline birthweight bloodstream blueprint bodyweight bookkeeping \
borderline brainstem breakdown breakfast breakpoint breakthrough breastfeed breastfeeding broadband businesslike \
callback cardboard carefree caregiving checklist checkpoint childbearing childbirth childcare childlike citywide \
classroom clocklike coastline codebase commonplace commonwealth copyright correlated countryside countrywide cropland \
curtailed database daylight deadline deepwater dovetailed drawback earthlike evergreen facebook fallback farmland \
farmworker feedback feedstock fieldwork fieldworker filename fingerprint firepower firewall firewood flowchart \
foodstuff football footprint forbearing forthcoming framework freshwater gateway godlike goodwill grassland grassroot \
greenhouse groundwater guideline handbook handwriting headline hillside homeland homeowner homepage homework household \
housekeeping housework ladylike landmark lifecycle lifelike lifespan lifestyle lifetime lightweight livestock mainland \
mainstay mainstream nationwide newsletter newspaper northeast northwest northwestern notebook onlooking paperwork \
passport password pathway playback proofreading readmission resurfacing rulemaking safeguard salesperson \
schoolchildren shellfish shortcoming sideline sidewalk sleepwalking smartphone songbird southeast southwest \
southwestern spaceflight spotlight spreadsheet standpoint statewide stillbirth stopwatch straightforward streamline \
taxpayer teamwork textbook timeframe timeline timestamp trademark username viewpoint warlike wastewater waterproof \
waveform wavelength weekday weekend wheelchair whiteboard whitespace wholesale widespread wildcard woodland workaround \
workbook workflow workforce workload workplace worksheet worksite workstation worldview worldwide worthwhile ";
/// Halves that a hyphen joins in these pairs, although one or both of them stand in many words without one.
const PAIRS: &[(&str, &str)] = &[
    ("built", "in"),
    ("cost", "benefit"),
    ("decision", "making"),
    ("follow", "up"),
    ("meta", "analyses"),
    ("meta", "analysis"),
    ("middle", "aged"),
    ("open", "access"),
    ("open", "ended"),
    ("open", "label"),
    ("open", "source"),
    ("opt", "in"),
    ("opt", "out"),
    ("real", "life"),
    ("real", "time"),
    ("real", "world"),
    ("so", "called"),
    ("wild", "type"),
];
/// Beginnings of words. Where they are set with a hyphen, the document shows it by others like them.
const PREFIXES: &str = " a ab ac ad af ag agro al an anti ap ar as at auto be bi bio circum co col com con cor counter de \
dis down electro em en ex extra fore geo hyper hypo im in infra inter intra intro ir macro mal meta micro mid mini mis \
mono multi nano neo neuro non off on out over para per pharma photo poly post pre pro pseudo psycho re retro semi socio sub \
super sur sym syn tele thermo trans tri ultra un under uni up ";
/// Those of them before which whole words are often set with a hyphen.
const SET_APART: &str = " agro anti auto bio co counter electro extra geo hyper infra inter intra macro meta micro mid \
mini multi nano neuro over photo post pre pseudo psycho re semi socio sub super thermo ultra under ";
/// What follows a word without a hyphen.
const ENDINGS: &str = " able ably age aged ages al ally ance ation ations ded der dom ed en ence ened ener ening ens er \
ered ering ers ery es ess est fold ful fully ged ger ging hood ial ic ical ically ics ied ier ies iest ify ily ing ings \
ion ions ious isation ise ised ish ishly ishness ising ism ist istic istically ists ities ity ive ization izations ize \
ized izes izing led ler less lessly lessness let lets ling lings lization ly med ment mental ments mer ming most ner \
ners ness nesses ning or ors ous ped per ping red ring ry self selves ship ships some ster sters ted ter ters teen teens teenth th ths tieth \
ties tion tions ting ton tons tor tors ty ual ually ward wards wise y ";
/// How the endings of learned words begin, which are as long as words: "ologically", "entiation".
const LEARNED: &[&str] = &[
    "ati", "enti", "ifi", "isa", "isti", "iza", "lograph", "lurg", "ograph", "olog",
];
/// Short words within compounds: "end-of-life".
const WITHIN: &[&str] = &[
    "a", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "up",
];
const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Shortest half that is a word rather than a syllable, in characters.
const WORD: usize = 4;
/// Shortest half that is no syllable, although the document does not write it elsewhere.
const LONG_WORD: usize = 7;

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

fn is_solid(joined: &str) -> bool {
    let one = joined.strip_suffix('s').unwrap_or(joined);
    is_in(SOLID, joined) || is_in(SOLID, one) || joined.ends_with("correlated")
}

/// Whether the hyphen belongs to the word: by what English writes, or else by how the document writes such words.
pub(super) fn keeps_hyphen(divided: &Divided, words: &Words) -> bool {
    let (left, right) = (divided.left.as_str(), divided.right.as_str());
    if PAIRS.contains(&(left, right)) || (divided.goes_on && WITHIN.contains(&right)) {
        return true;
    }
    if is_in(ENDINGS, right) || is_solid(&divided.joined()) {
        return false;
    }
    if TENS.contains(&left) || is_first(left, right, words) || is_last(left, right) {
        return true;
    }
    let short = right.chars().count() < WORD;
    if divided.chained {
        // "end-of-life" and "two-year-old", but "high-dimen-sional"
        return WITHIN.contains(&left) || words.have(left) || short;
    }
    if short || SOLID_FIRST.contains(&left) || SOLID_LAST.contains(&right) {
        return false;
    }
    if is_in(PREFIXES, left) {
        let apart = words.hyphened_behind(left);
        return is_in(SET_APART, left) && words.have(right) && apart > words.solid_behind(left);
    }
    are_words(left, right, words)
}

fn is_first(left: &str, right: &str, words: &Words) -> bool {
    let Some((_, solid)) = FIRST.iter().find(|(first, _)| *first == left) else {
        return false;
    };
    // "nonlinear" and "non-linear" are both English
    let solid_here = left == "non" && words.solid_behind(left) > words.hyphened_behind(left);
    !is_in(solid, right) && !solid_here
}

fn is_last(left: &str, right: &str) -> bool {
    left.chars().count() > 2 && LAST.contains(&right) && !is_in(PREFIXES, left)
}

/// Whether both halves are words: English writes those with a hyphen as a rule, if they are longer than syllables.
fn are_words(left: &str, right: &str, words: &Words) -> bool {
    let (before, after) = (left.chars().count(), right.chars().count());
    let (has_left, has_right) = (words.have(left), words.have(right));
    if has_left && has_right && before >= WORD {
        return true;
    }
    // where another word begins in the same way, a syllable ends here: "differ-entiation" beside "different"
    let beginning: String = left.chars().chain(right.chars().take(3)).collect();
    if before <= 2 || words.begin_with(&beginning) {
        return false;
    }
    let learned = || LEARNED.iter().any(|ending| right.starts_with(ending));
    let like_it = |count: usize| count > 1 || (count > 0 && has_left);
    (has_left && before > WORD && after >= LONG_WORD && !learned())
        || (after > WORD && like_it(words.hyphened_behind(left)))
        || like_it(words.hyphened_before(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks words in which a bar stands for the end of a line: those with a hyphen before it keep it.
    fn check(known: &str, divided: &str) {
        let known = Words::of(known);
        for word in divided.split_whitespace() {
            let (before, after) = word.split_once('|').unwrap();
            let kept = before.ends_with('-');
            let found = keeps_hyphen(&Divided::of(before, after), &known);
            assert_eq!(found, kept, "{word}");
        }
    }

    #[test]
    fn parts_that_stand_before_a_hyphen_keep_it_without_other_evidence() {
        check(
            "",
            "high-|level low-|cost long-|term well-|known state-|of-the-art state-of-|the-art self-|supervised \
             non-|linear high-|performance two-|carbon open-|source real-|time third-generation-|based twenty-|one \
             fifty-|third thirty-|day-old broad-|spectrum near-|universal so-|called meta-|analysis follow-|up end-|to-end \
             one-|way first-|order half-|life cross-|sectional",
        );
        check(
            "",
            "high|est high|light low|ered long|itudinal well|being self|ish non|sense near|est two|fold seven|teen six|ties \
             open|ing real|istic fine|ness half|way cross|ing short|age one|self full|erenes whole|sale",
        );
    }

    #[test]
    fn parts_that_stand_behind_a_hyphen_keep_it_without_other_evidence() {
        check(
            "",
            "evidence-|based stress-|related radiation-|induced age-|dependent sugar-|free word-|level cell-|specific \
             graph-|like time-|consuming Spanish-|speaking",
        );
        check(
            "",
            "de|based cor|related un|related in|dependent inter|related dis|like nation|wide care|free re|treated",
        );
    }

    #[test]
    fn two_words_of_the_document_keep_it() {
        check(
            "care health year some times data base feed back work loads",
            "data|bases feed|back work|loads health-|care end-of-|life three-year-|old mother-in-|law some|times high-dimen|sional inter|rupted \
             wellness|es co|operative",
        );
    }

    #[test]
    fn the_document_shows_how_it_writes_other_words_like_it() {
        // its own habit with a beginning
        check(
            "pre-trained pre-processing training",
            "pre-|training pre|sented",
        );
        check(
            "pretraining preprocessing processing training",
            "pre|training",
        );
        check("nonlinear nonzero linear zero", "non|trivial");
        // a half that it sets with a hyphen, and a known word
        check("graph graph-aware", "graph-|kernel graph|ic graph|ing");
        check("entity entity-centric", "entity-|words");
        check("metal", "metal-|contaminated metal|lurgical");
        check("differ different", "differ|entiation");
    }
}
