//! The most frequent questions about a document in German, French and Spanish.

use super::fact::{Fact, Part, Which};
use crate::assistant::answer::kinds::words::follows;

/// What the document is called, and what stands before that.
const NAMES: &str = "dokument dokuments dokumentes artikel artikels aufsatz aufsatzes paper papers pdf datei text \
textes arbeit studie schrift buch buches document documents article articles fichier texte papier etude livre memoire \
documento articulo archivo texto trabajo estudio libro ";
const BEFORE: &str = " diesen dieses dieser diese diesem dies das der die dem den des in im vom ce cet cette le la l du de au \
este esta el los del en dans ";

/// Forms with `it` for the document, in which words have no accents.
const FORMS: &[(Fact, &[&str])] = &[
    (
        Fact::Count(Part::Pages),
        &[
            "wie viele|viel|vielen? seiten hat|umfasst|enthalt|zahlt|besitzt it",
            "wieviele|wieviel seiten hat|umfasst|enthalt it",
            "wie viele seiten sind|gibt es it?",
            "aus wie vielen seiten besteht it",
            "wie viele|viel seiten",
            "wie lang ist it",
            "die? seitenzahl|seitenanzahl it?",
            "combien de pages a|contient|compte|comporte|fait it",
            "combien it a|contient|compte|comporte t il|elle de pages",
            "combien it a|contient-t-il|a-t-il|contient-il|compte-t-il|comporte-t-il de pages",
            "combien y a-t-il de pages it?",
            "combien de pages y a-t-il it?",
            "combien de pages",
            "quel est le nombre de pages it?",
            "le? nombre de pages it?",
            "cuantas paginas tiene|contiene it?",
            "cuantas paginas hay it?",
            "cuantas paginas",
            "cual es el numero de paginas it?",
            "el? numero de paginas it?",
        ],
    ),
    (
        Fact::Count(Part::Words),
        &[
            "wie viele|viel worter hat|umfasst|enthalt|zahlt it",
            "wieviele|wieviel worter hat|umfasst|enthalt it",
            "wie viele worter sind|gibt es it",
            "aus wie vielen wortern besteht it",
            "combien de mots a|contient|compte|comporte|fait it",
            "combien y a-t-il de mots it",
            "combien de mots y a-t-il it",
            "quel est le nombre de mots it",
            "cuantas palabras tiene|contiene it",
            "cuantas palabras hay it",
            "cual es el numero de palabras it",
        ],
    ),
    (
        Fact::Title,
        &[
            "wie|was lautet|ist der titel von? it?",
            "wie heisst it",
            "welchen titel hat|tragt it",
            "der? titel von? it?",
            "quel est le titre it?",
            "le? titre it?",
            "comment s'appelle it",
            "cual es el titulo it?",
            "el? titulo it?",
            "como se llama|titula it",
        ],
    ),
    (
        Fact::List(Part::Authors),
        &[
            "wer hat it geschrieben|verfasst",
            "wer schrieb it",
            "wer ist der|die autor|autorin|verfasser|verfasserin von? it?",
            "wer sind die autoren|verfasser|autorinnen von? it?",
            "die|der? autor|autoren|verfasser it?",
            "von wem ist|stammt it",
            "qui a ecrit|redige it",
            "qui est l? auteur|auteure it?",
            "qui sont|quels les? auteurs it?",
            "quels sont les auteurs it?",
            "l|les? auteur|auteurs it?",
            "quien escribio it",
            "quienes escribieron it",
            "quien es el|la autor|autora it?",
            "quienes son los autores it?",
            "el|los? autor|autores it?",
        ],
    ),
    (
        Fact::Published,
        &[
            "wann wurde|ist it veroffentlicht|publiziert|geschrieben|erschienen worden?",
            "wann erschien it",
            "in welchem jahr wurde|ist it veroffentlicht|publiziert|geschrieben|erschienen",
            "in welchem jahr erschien it",
            "das? erscheinungsjahr|veroffentlichungsdatum|publikationsjahr it?",
            "was|wann ist das erscheinungsjahr|veroffentlichungsdatum|publikationsjahr it?",
            "quand it a-t-il|a-t-elle ete publie|publiee",
            "quand a ete publie|publiee it",
            "en quelle annee it a-t-il|a-t-elle ete publie|publiee",
            "en quelle annee a ete publie|publiee it",
            "quelle est l annee|date de publication it?",
            "l? annee|date de publication it?",
            "cuando se publico it",
            "cuando fue publicado|escrito it",
            "en que ano se publico it",
            "en que ano fue publicado|escrito it",
            "cual es el|la ano|fecha de publicacion it?",
            "ano|fecha de publicacion it?",
        ],
    ),
    (
        Fact::Venue,
        &[
            "wo wurde|ist it veroffentlicht|publiziert|erschienen",
            "wo erschien it",
            "in welcher zeitschrift ist|wurde it erschienen|veroffentlicht|publiziert",
            "in welcher zeitschrift erschien it",
            "ou it a-t-il|a-t-elle ete publie|publiee",
            "ou a ete publie|publiee it",
            "dans quelle revue it a-t-il|a-t-elle ete publie|publiee",
            "dans quelle revue a ete publie|publiee it",
            "donde se publico it",
            "en que revista se publico it",
            "en que revista fue publicado it",
        ],
    ),
    (
        Fact::Keywords,
        &[
            "was|welche|wie sind|lauten die schlusselworter|schlagworter|stichworter it?",
            "quels sont les mots-cles|mots it?",
            "cuales son las palabras clave it?",
        ],
    ),
    (
        Fact::Doi,
        &[
            "was|wie ist|lautet die doi von? it?",
            "quel est le doi it?",
            "cual es el doi it?",
        ],
    ),
    (
        Fact::List(Part::Sections),
        &[
            "welche abschnitte|kapitel hat|enthalt it",
            "welche abschnitte|kapitel gibt es it?",
            "wie ist it gegliedert|aufgebaut",
            "quelles sont les sections it?",
            "cuales son las secciones it?",
        ],
    ),
];

/// Questions for what the whole document says.
const CONTENTS: &[&str] = &[
    "worum geht es it?",
    "wovon handelt it",
    "um was geht es it?",
    "was ist der inhalt it",
    "de quoi parle|traite it",
    "de quoi it parle-t-il|traite-t-il",
    "quel est le sujet|contenu it",
    "de que trata|habla it",
    "sobre que es|trata it",
    "cual es el tema|contenido it",
];

/// Whether a question in German, French or Spanish asks what the whole document says.
pub(super) fn asks_for_contents(words: &[String]) -> bool {
    let asked = itself(words);
    asked.iter().any(|word| word == "it")
        && CONTENTS.iter().any(|form| follows(&asked, form).is_some())
}

/// Forms with a page's number.
const PAGES: &[&str] = &[
    "was steht auf|in der? seite # it?",
    "was ist|findet auf der? seite # it?",
    "seite #",
    "qu y a-t-il a|sur la page # it?",
    "que dit|contient la page # it?",
    "que hay en la pagina # it?",
    "que dice|contiene la pagina # it?",
];

/// The fact that a question in German, French or Spanish asks for.
pub(super) fn european(words: &[String]) -> Option<Fact> {
    let asked = itself(words);
    let page = PAGES
        .iter()
        .find_map(|form| follows(&asked, form).flatten());
    if let Some(number) = page {
        return Some(Fact::OnPage(Which::Number(number)));
    }
    FORMS.iter().find_map(|(fact, forms)| {
        let found = forms.iter().any(|form| follows(&asked, form).is_some());
        found.then_some(*fact)
    })
}

/// The words with `it` for each mention of the document.
fn itself(words: &[String]) -> Vec<String> {
    let is_one_of = |list: &str, word: &str| list.split_whitespace().any(|name| name == word);
    let mut asked: Vec<String> = Vec::new();
    for word in words {
        if !is_one_of(NAMES, word) {
            asked.push(word.clone());
            continue;
        }
        while asked.last().is_some_and(|last| is_one_of(BEFORE, last)) {
            asked.pop();
        }
        if asked.last().is_none_or(|last| last != "it") {
            asked.push("it".into());
        }
    }
    asked
}
