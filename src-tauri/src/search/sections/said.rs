//! What a section says that answers a question about it: the titles under which everything does, and the words of
//! sentences that do by themselves.

use super::kinds::Topic;

/// How a topic is recognized in a document. In its phrases a star stands for any ending.
pub(super) struct Said {
    /// Words of titles of sections that are about the topic alone.
    pub(super) titles: &'static [&'static str],
    /// A sentence about the topic has one of these...
    pub(super) cues: &'static [&'static str],
    /// ... and one of these, if there are any.
    pub(super) beside: &'static [&'static str],
}

/// How a topic is recognized; `None` for topics of sections in which the answer is somewhere among much else.
pub(super) fn said(topic: Topic) -> Option<Said> {
    let (titles, cues, beside): (&[&str], &[&str], &[&str]) = match topic {
        Topic::Limitations => (&LIMITATIONS, &LIMITED, &[]),
        Topic::Funding => (&FUNDING, &FUNDED, &FUNDERS),
        Topic::Interests => (&INTERESTS, &INTERESTED, &[]),
        Topic::Data => (&DATA, &DATASETS, &AVAILABLE),
        Topic::Code => (&CODE, &PROGRAMS, &AVAILABLE),
        Topic::Ethics => (&ETHICAL, &ETHICS, &[]),
        Topic::Registration => (&REGISTRATION, &REGISTERED, &[]),
        Topic::Thanks => (&THANKS, &THANKED, &[]),
        Topic::Contributions => (&CONTRIBUTIONS, &CONTRIBUTED, &[]),
        Topic::Future => (&OUTLOOK, &FUTURE, &[]),
        Topic::Conclusion => (&CONCLUSION, &CONCLUDED, &[]),
        Topic::Methods | Topic::Participants => return None,
    };
    Some(Said {
        titles,
        cues,
        beside,
    })
}

const CODE: [&str; 4] = [
    "code availability",
    "software availability",
    "code and data",
    "data and code",
];
const PROGRAMS: [&str; 4] = ["code", "software", "script*", "implementation"];
const ETHICAL: [&str; 5] = ["ethic*", "informed consent", "ethik*", "éthique*", "伦理"];
const REGISTRATION: [&str; 3] = ["trial registration", "registration", "preregistration"];
const REGISTERED: [&str; 6] = [
    "registered",
    "preregistered",
    "registry",
    "isrctn*",
    "nct0*",
    "prospero",
];
const THANKS: [&str; 6] = [
    "acknowledg*",
    "danksagung*",
    "remerciements",
    "agradecimientos",
    "致谢",
    "謝辞",
];
const THANKED: [&str; 8] = [
    "thank",
    "thanks",
    "thankful",
    "grateful",
    "gratitude",
    "indebted",
    "danken",
    "remercions",
];
const CONTRIBUTIONS: [&str; 4] = [
    "author contribution*",
    "authors contribution*",
    "authors' contribution*",
    "contributions",
];
const CONTRIBUTED: [&str; 5] = [
    "conceived",
    "designed the study",
    "wrote the paper",
    "wrote the manuscript",
    "drafted",
];
const OUTLOOK: [&str; 5] = [
    "future work",
    "future research",
    "future directions",
    "outlook",
    "ausblick",
];
const DATASETS: [&str; 5] = ["data*", "dataset*", "daten", "données", "datos"];
const LIMITATIONS: [&str; 9] = [
    "limitation*",
    "strengths and limitations",
    "threats to validity",
    "shortcomings",
    "einschränkungen",
    "limites",
    "limitaciones",
    "局限",
    "限界",
];
const LIMITED: [&str; 11] = [
    "limitation*",
    "shortcoming*",
    "weakness*",
    "caveat*",
    "limited by",
    "with caution",
    "cannot be generali*",
    "not be generali*",
    "einschränkung*",
    "limitaciones",
    "局限",
];
const FUNDING: [&str; 11] = [
    "funding",
    "funders",
    "financial support",
    "financial assistance",
    "sources of support",
    "grant support",
    "förderung",
    "finanzierung",
    "financement",
    "financiación",
    "资助",
];
const FUNDED: [&str; 27] = [
    "funded by",
    "funded in part by",
    "supported by",
    "supported in part by",
    "supported financially by",
    "financially supported",
    "financed by",
    "sponsored by",
    "paid for by",
    "paid by",
    "financial support",
    "financial assistance",
    "support from",
    "support of",
    "funding from",
    "funds from",
    "received funding",
    "no funding",
    "no external funding",
    "no specific grant",
    "grant*",
    "fellowship*",
    "gefördert",
    "finanziert",
    "financé*",
    "资助",
    "基金",
];
const FUNDERS: [&str; 32] = [
    "grant*",
    "fund",
    "funds",
    "funding",
    "funded",
    "foundation*",
    "council",
    "ministry",
    "agency",
    "institute*",
    "institut*",
    "universit*",
    "academy",
    "program*",
    "administration",
    "award*",
    "society",
    "trust",
    "commission",
    "department",
    "company",
    "association",
    "scholarship*",
    "fellowship*",
    "acknowledg*",
    "stiftung",
    "ministerium",
    "financial*",
    "financially",
    "gefördert",
    "financé*",
    "基金",
];
const INTERESTS: [&str; 7] = [
    "conflict* of interest*",
    "competing interest*",
    "competing financial interest*",
    "declaration of interest*",
    "interessenkonflikt*",
    "conflits d'intérêt*",
    "利益冲突",
];
const INTERESTED: [&str; 10] = [
    "conflict of interest*",
    "conflicts of interest*",
    "competing interest*",
    "competing financial",
    "potential conflict*",
    "no conflict*",
    "nothing to disclose",
    "interessenkonflikt*",
    "conflit* d'intérêt*",
    "利益冲突",
];
const DATA: [&str; 8] = [
    "data availability",
    "availability of data",
    "data access*",
    "data sharing",
    "data and code",
    "data and materials",
    "datenverfügbarkeit",
    "disponibilité",
];
const AVAILABLE: [&str; 18] = [
    "available",
    "accessible",
    "deposited",
    "repository",
    "archived",
    "download*",
    "upon request",
    "on request",
    "accession",
    "github*",
    "gitlab*",
    "zenodo*",
    "dryad*",
    "figshare*",
    "osf*",
    "verfügbar",
    "disponible*",
    "released",
];
const ETHICS: [&str; 8] = [
    "ethics committee",
    "ethic* approv*",
    "ethical approval",
    "review board",
    "informed consent",
    "written consent",
    "declaration of helsinki",
    "ethikkommission",
];
const FUTURE: [&str; 8] = [
    "future work",
    "future research",
    "future stud*",
    "next step*",
    "further research",
    "further stud*",
    "remains to be",
    "remain to be",
];
const CONCLUSION: [&str; 8] = [
    "conclusion*",
    "concluding remarks",
    "fazit",
    "schlussfolgerung*",
    "conclusiones",
    "summary and conclusion*",
    "结论",
    "結論",
];
const CONCLUDED: [&str; 8] = [
    "in conclusion",
    "we conclude",
    "to conclude",
    "in summary",
    "taken together",
    "our results suggest",
    "these results suggest",
    "our findings suggest",
];
