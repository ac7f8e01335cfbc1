//! Questions that name a kind of section: who paid, where the data are, what limits the study.
//!
//! Papers answer them in a section or a paragraph of their own, in other words than the question's: "Who paid for the
//! study?" is answered under "Acknowledgements" by "supported by a grant". So such a question is also asked in the
//! words of the section, and passages under a fitting heading come first.

use super::query::any_form;
use crate::library::Analyzer;

/// A kind of section that questions name.
struct Kind {
    /// Words and phrases of a question that ask for it; a star stands for any ending.
    asked: &'static [&'static str],
    /// A question must also have one of these, if there are any.
    together_with: &'static [&'static str],
    /// Words of its headings.
    headings: &'static [&'static str],
    /// Words and phrases of its text.
    text: &'static [&'static str],
    /// What a fitting heading adds to a passage's BM25 score.
    bonus: f64,
}

/// The bonus for sections that exist to answer the question.
const OWN: f64 = 6.0;
/// The bonus for sections where the answer may be, among much else.
const LIKELY: f64 = 1.5;

const KINDS: [Kind; 13] = [
    Kind {
        asked: &[
            "limitation*",
            "weakness*",
            "shortcoming*",
            "caveat*",
            "drawback*",
            "threats to validity",
            "einschr\u{e4}nkung*",
            "limites",
            "limitaciones",
        ],
        together_with: &[],
        headings: &[
            "limitation",
            "weakness",
            "shortcomings",
            "caveats",
            "validity",
            "strengths",
            "einschr\u{e4}nkungen",
            "limites",
            "limitaciones",
        ],
        text: &[
            "limitations of",
            "limitations are",
            "limitation is",
            "limited by",
            "weakness",
            "shortcoming",
            "caveat",
            "interpreted with caution",
            "generalizability",
            "cannot be generalized",
            "strengths",
        ],
        bonus: OWN,
    },
    Kind {
        asked: &[
            "fund*",
            "paid",
            "pays",
            "financ*",
            "sponsor*",
            "grant*",
            "gave money",
            "money",
            "financial support",
            "financially supported",
            "supported the",
            "bore the cost*",
            "f\u{f6}rder*",
            "finanz*",
            "subvention*",
        ],
        together_with: &[],
        headings: &[
            "funding",
            "financial support",
            "funder",
            "sponsor",
            "grant",
            "financing",
            "acknowledgement",
            "acknowledgment",
            "f\u{f6}rderung",
            "finanzierung",
            "danksagung",
            "financement",
            "remerciements",
            "financiaci\u{f3}n",
            "agradecimientos",
        ],
        text: &[
            "funded by",
            "supported by",
            "support from",
            "support of",
            "funding",
            "grant",
            "financed by",
            "sponsored by",
            "sponsor",
            "paid by",
            "paid for",
            "funder",
            "financial support",
            "fellowship",
            "gef\u{f6}rdert",
            "finanziert",
            "financ\u{e9}",
        ],
        bonus: OWN,
    },
    Kind {
        asked: &[
            "conflict* of interest*",
            "competing",
            "disclos*",
            "interests declared",
            "interessenkonflikt*",
            "conflits d'int\u{e9}r\u{ea}t*",
        ],
        together_with: &[],
        headings: &[
            "conflict of interest",
            "conflicts of interest",
            "competing interest",
            "disclosure",
            "declaration",
            "interessenkonflikt",
            "interessenkonflikte",
            "int\u{e9}r\u{ea}t",
        ],
        text: &[
            "conflict of interest",
            "conflicts of interest",
            "competing interest",
            "competing financial",
            "declare",
            "disclose",
            "consultant",
            "honoraria",
        ],
        bonus: OWN,
    },
    Kind {
        asked: &[
            "data",
            "dataset*",
            "datasets",
            "recordings",
            "measurements",
            "materials",
            "daten",
            "donn\u{e9}es",
            "datos",
        ],
        together_with: &[
            "found",
            "find",
            "available",
            "availability",
            "access*",
            "download*",
            "obtain*",
            "deposited",
            "shared",
            "published",
            "publicly",
            "public",
            "get",
            "archive*",
            "repository",
            "stored",
            "verf\u{fc}gbar",
            "disponible*",
        ],
        headings: &[
            "data availability",
            "availability",
            "data and code",
            "code and data",
            "data and materials",
            "data access",
            "data sharing",
            "supporting information",
            "supplementary",
            "accession",
            "datenverf\u{fc}gbarkeit",
            "disponibilit\u{e9}",
        ],
        text: &[
            "available at",
            "available from",
            "available under",
            "available on",
            "available in",
            "deposited",
            "archive",
            "repository",
            "upon request",
            "on request",
            "publicly available",
            "accession",
            "zenodo",
            "dryad",
            "figshare",
            "download",
            "verf\u{fc}gbar",
            "disponible",
        ],
        bonus: OWN,
    },
    Kind {
        asked: &[
            "code",
            "source code",
            "software",
            "implementation",
            "scripts",
            "model*",
            "weights",
        ],
        together_with: &[
            "found",
            "find",
            "available",
            "availability",
            "download*",
            "obtain*",
            "open",
            "published",
            "publicly",
            "public",
            "released",
            "github",
            "repository",
            "licen*",
        ],
        headings: &[
            "code availability",
            "availability",
            "data and code",
            "code and data",
            "software availability",
            "code",
            "reproducibility",
        ],
        text: &[
            "source code",
            "code",
            "github",
            "gitlab",
            "repository",
            "open source",
            "available at",
            "released",
            "licence",
            "license",
            "zenodo",
        ],
        bonus: OWN,
    },
    Kind {
        asked: &[
            "ethic*",
            "informed consent",
            "review board",
            "irb",
            "consent",
            "ethik*",
        ],
        together_with: &[],
        headings: &["ethics", "ethical", "consent", "ethik", "\u{e9}thique"],
        text: &[
            "ethics committee",
            "ethics",
            "review board",
            "informed consent",
            "consent",
            "approved by",
            "helsinki",
            "ethikkommission",
        ],
        bonus: OWN,
    },
    Kind {
        asked: &[
            "regist*",
            "trial number",
            "protocol number",
            "clinicaltrials*",
        ],
        together_with: &[],
        headings: &["registration", "registered", "trial"],
        text: &[
            "registered",
            "registration",
            "registry",
            "clinicaltrials",
            "isrctn",
            "prospero",
            "preregistered",
        ],
        bonus: OWN,
    },
    Kind {
        asked: &["acknowledg*", "thank*", "danksagung*", "remerci*"],
        together_with: &[],
        headings: &[
            "acknowledgement",
            "acknowledgment",
            "danksagung",
            "remerciements",
            "agradecimientos",
        ],
        text: &[
            "thank",
            "grateful",
            "acknowledge",
            "gratitude",
            "danken",
            "remercions",
        ],
        bonus: OWN,
    },
    Kind {
        asked: &[
            "contribution* of the author*",
            "author contribution*",
            "authors' contribution*",
            "wrote the paper",
            "wrote the manuscript",
            "designed the study",
            "conceived",
        ],
        together_with: &[],
        headings: &["contribution", "authors contributions", "credit"],
        text: &[
            "contributed",
            "conceived",
            "designed the study",
            "wrote the paper",
            "wrote the manuscript",
            "drafted",
        ],
        bonus: OWN,
    },
    Kind {
        asked: &[
            "future work",
            "future research",
            "future stud*",
            "next step*",
            "open question*",
        ],
        together_with: &[],
        headings: &["future", "outlook", "perspectives", "ausblick"],
        text: &[
            "future work",
            "future research",
            "future studies",
            "next step",
            "remains to be",
            "further research",
        ],
        bonus: OWN,
    },
    Kind {
        asked: &[
            "conclu*",
            "take-home",
            "main finding*",
            "key finding*",
            "main result*",
            "fazit",
            "schlussfolger*",
        ],
        together_with: &[],
        headings: &[
            "conclusion",
            "concluding",
            "summary",
            "interpretation",
            "fazit",
            "schlussfolgerung",
            "schlussfolgerungen",
            "zusammenfassung",
            "conclusiones",
        ],
        text: &[
            "in conclusion",
            "we conclude",
            "to conclude",
            "in summary",
            "taken together",
            "our findings",
            "our results",
            "these results suggest",
        ],
        bonus: OWN,
    },
    Kind {
        asked: &[
            "method",
            "methods",
            "methodology",
            "procedure*",
            "protocol",
            "technique*",
            "instrument*",
            "software",
            "statistical test*",
            "methode*",
            "m\u{e9}thode*",
            "m\u{e9}todo*",
        ],
        together_with: &[],
        headings: &[
            "method",
            "methodology",
            "procedure",
            "protocol",
            "materials",
            "statistical analysis",
            "experimental",
            "setup",
            "methoden",
            "m\u{e9}todos",
            "m\u{e9}thodes",
        ],
        text: &[],
        bonus: LIKELY,
    },
    Kind {
        asked: &[
            "participant*",
            "subjects",
            "sample size",
            "inclusion criteria",
            "exclusion criteria",
            "eligib*",
            "enrol*",
            "recruit*",
            "respondents",
            "teilnehmer*",
            "probanden",
        ],
        together_with: &[],
        headings: &[
            "participant",
            "subject",
            "patient",
            "population",
            "sample",
            "eligibility",
            "recruitment",
            "criteria",
            "respondents",
            "teilnehmer",
        ],
        text: &[
            "enrolled",
            "recruited",
            "eligible",
            "participated",
            "inclusion criteria",
        ],
        bonus: LIKELY,
    },
];

/// Where a question wants to be looked up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Places {
    /// A query for passages under a fitting heading, with what the heading adds to their BM25 scores.
    pub(super) headings: Vec<(String, f64)>,
    /// A query for passages with words of such sections.
    pub(super) text: Option<String>,
}

/// The sections that a question names; `None` if it names none.
pub(super) fn places(question: &str, analyzers: &[Analyzer]) -> Option<Places> {
    let asked = spaced(question);
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| contains(&asked, phrase));
    let kinds: Vec<&Kind> = KINDS
        .iter()
        .filter(|kind| {
            has(kind.asked) && (kind.together_with.is_empty() || has(kind.together_with))
        })
        .collect();
    if kinds.is_empty() {
        return None;
    }
    let any = |phrases: &mut dyn Iterator<Item = &&'static str>| {
        let forms: Vec<String> = phrases
            .filter_map(|phrase| any_form(phrase, analyzers))
            .collect();
        (!forms.is_empty()).then(|| forms.join(" OR "))
    };
    let headings = kinds
        .iter()
        .filter_map(|kind| {
            let query = any(&mut kind.headings.iter())?;
            Some((format!("path : ({query})"), kind.bonus))
        })
        .collect();
    let text = any(&mut kinds.iter().flat_map(|kind| kind.text))
        .map(|query| format!("{{text more}} : ({query})"));
    Some(Places { headings, text })
}

/// A question's words in lower case, between single spaces.
fn spaced(question: &str) -> String {
    let lower = question.to_lowercase().replace('\u{2019}', "'");
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-'))
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

/// Whether words in sequence match a phrase, in which a star stands for any ending.
fn contains(asked: &str, phrase: &str) -> bool {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let words: Vec<&str> = asked.split_whitespace().collect();
    words.windows(wanted.len()).any(|found| {
        found
            .iter()
            .zip(&wanted)
            .all(|(word, wanted)| match wanted.strip_suffix('*') {
                Some(beginning) => word.starts_with(beginning),
                None => word == wanted,
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_placed(question: &str) -> bool {
        places(question, &[Analyzer::of(None)]).is_some()
    }

    #[test]
    fn questions_name_sections_in_many_words() {
        for question in [
            "What are the study's weaknesses?",
            "Who financed this work?",
            "Which grants supported the authors?",
            "Are there any competing interests?",
            "How can I get the data?",
            "Is the code publicly available?",
            "Did an ethics committee approve the study?",
            "Under which number was the protocol registered?",
            "Whom do the authors thank?",
            "What do the authors conclude?",
            "Wer hat die Studie gefördert? Wie wurde sie finanziert?",
        ] {
            assert!(is_placed(question), "{question}");
        }
        for question in [
            "How many birds were seen in winter?",
            "What is the detection limit?",
            "Which data show an effect of age?",
            "Where was the code of Hammurabi written?",
        ] {
            assert!(!is_placed(question), "{question}");
        }
    }
}
