//! Words that end with a full stop without ending a sentence.

/// Words before a name, a number or a label: no sentence ends here.
const BOUND: [&str; 60] = [
    "dr", "prof", "mr", "mrs", "ms", "st", "fig", "figs", "eq", "eqs", "eqn", "tab", "tabs", "sec",
    "sect", "thm", "lem", "prop", "cor", "def", "app", "suppl", "supp", "cf", "e.g", "i.e", "eg",
    "ie", "vs", "viz", "resp", "cv", "var", "subsp", "ssp", "ca", "approx", "c.f", "ref", "refs",
    "eds", "dept", "univ", "max", "min", "avg", "ex", "exp", "gen", "rev", "hon", "sen", "rep",
    "gov", "lt", "col", "capt", "sgt", "alg", "algs",
];

/// Words before a number: no sentence ends before a digit.
const NUMBERED: [&str; 34] = [
    "no", "nos", "p", "pp", "vol", "vols", "ch", "chap", "chr", "v", "ver", "art", "part", "pt",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "op",
    "bd", "tel", "ext", "box", "line", "al", "sp",
];

/// Words that end a sentence only if the next word usually begins one.
const LOOSE: [&str; 62] = [
    "inc",
    "ltd",
    "co",
    "corp",
    "sp",
    "spp",
    "proc",
    "natl",
    "acad",
    "sci",
    "biol",
    "chem",
    "phys",
    "med",
    "res",
    "int",
    "eur",
    "am",
    "soc",
    "ann",
    "adv",
    "appl",
    "environ",
    "microbiol",
    "nat",
    "ser",
    "trans",
    "lett",
    "math",
    "comput",
    "bull",
    "amer",
    "assoc",
    "conf",
    "symp",
    "linn",
    "willd",
    "benth",
    "hook",
    "ed",
    "lab",
    "clin",
    "pharm",
    "pharmacol",
    "agric",
    "food",
    "exper",
    "mol",
    "cell.",
    "genet",
    "neurosci",
    "psychol",
    "stat",
    "statist",
    "mass",
    "calif",
    "conn",
    "mo",
    "pa",
    "eng",
    "technol",
    "surg",
];

/// Words that begin a sentence far more often than they are part of a name.
const STARTERS: [&str; 64] = [
    "the",
    "this",
    "these",
    "that",
    "those",
    "it",
    "its",
    "we",
    "our",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "to",
    "as",
    "if",
    "when",
    "while",
    "he",
    "she",
    "they",
    "their",
    "his",
    "her",
    "there",
    "here",
    "a",
    "an",
    "however",
    "moreover",
    "furthermore",
    "therefore",
    "thus",
    "hence",
    "although",
    "but",
    "and",
    "or",
    "also",
    "all",
    "both",
    "each",
    "some",
    "most",
    "many",
    "no",
    "not",
    "note",
    "let",
    "then",
    "after",
    "before",
    "since",
    "because",
    "with",
    "what",
    "which",
    "who",
    "how",
    "why",
    "such",
    "results",
];

fn lower(word: &str) -> String {
    word.to_lowercase()
}

/// Whether a word stands before names, numbers and labels.
pub(super) fn is_bound(word: &str) -> bool {
    BOUND.contains(&lower(word).as_str())
}

/// Whether a word stands before numbers.
pub(super) fn is_numbered(word: &str) -> bool {
    let word = lower(word);
    NUMBERED.contains(&word.as_str()) || LOOSE.contains(&word.as_str())
}

/// Whether a word ends a sentence only if the next word usually begins one.
pub(super) fn is_loose(word: &str) -> bool {
    LOOSE.contains(&lower(word).as_str())
}

/// Whether a word usually begins a sentence.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.contains(&lower(word).as_str())
}
