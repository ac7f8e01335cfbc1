//! Which questions are about the document, and which are not.

use super::asked::{asks_for_contents, concerns, fact};
use super::fact::{Fact, Part, Which};

/// The questions that are understood in another way than wanted.
fn wrong<'q>(
    wanted: impl IntoIterator<Item = (Option<Fact>, &'q str)>,
) -> Vec<(&'q str, Option<Fact>)> {
    let asked = wanted
        .into_iter()
        .map(|(wanted, question)| (wanted, question, fact(question)));
    asked
        .filter(|(wanted, _, found)| wanted != found)
        .map(|(_, question, found)| (question, found))
        .collect()
}

/// Questions for the parts of a document.
const PARTS_ASKED_FOR: &[(Fact, &[&str])] = &[
    (
        Fact::Count(Part::Pages),
        &[
            "How many pages does this document have?",
            "How many pages?",
            "how many pages are there in this PDF file",
            "How long is this review in pages?",
            "How many pages is it?",
            "How many pages long is the paper?",
            "How many pages does the paper span?",
            "What is the number of pages of this article?",
            "Number of pages",
            "What's the page count?",
            "How long is this paper?",
            "Can you tell me how many pages this document has?",
            "Please count the pages of this file",
        ],
    ),
    (
        Fact::Count(Part::Words),
        &[
            "How many words does the document contain?",
            "word count of this paper",
        ],
    ),
    (
        Fact::Count(Part::Sections),
        &[
            "How many sections are there?",
            "How many chapters does this book have?",
        ],
    ),
    (
        Fact::Count(Part::Figures),
        &[
            "How many figures does the paper have?",
            "how many images are there in this document",
            "How many figures are included in the article?",
        ],
    ),
    (
        Fact::Count(Part::Tables),
        &[
            "How many tables are in the paper?",
            "How many tables are there in total?",
        ],
    ),
    (
        Fact::Count(Part::References),
        &[
            "How many references does the article cite?",
            "How many references are listed in the paper?",
            "how many references",
        ],
    ),
    (
        Fact::Count(Part::Authors),
        &[
            "How many authors does it have?",
            "How many people wrote this paper?",
        ],
    ),
    (
        Fact::List(Part::Sections),
        &[
            "Which sections does the paper have?",
            "What are the sections of this document?",
            "Table of contents",
            "How is the paper structured?",
        ],
    ),
    (
        Fact::List(Part::Figures),
        &[
            "Which figures are in the paper?",
            "List the figures",
            "list all figures of the paper",
        ],
    ),
    (
        Fact::List(Part::Tables),
        &["What tables are there?", "Which tables does it contain?"],
    ),
];

#[test]
fn questions_about_the_document_are_recognized() {
    for (wanted, questions) in PARTS_ASKED_FOR {
        let questions = questions.iter().map(|question| (Some(*wanted), *question));
        assert_eq!(wrong(questions), []);
    }
}

/// Questions for its other facts.
const FACTS_ASKED_FOR: &[(Fact, &[&str])] = &[
    (
        Fact::Title,
        &[
            "What is the title of this paper?",
            "What's the paper's title?",
            "Title?",
            "What is this article called?",
            "What is the title of the study?",
        ],
    ),
    (
        Fact::List(Part::Authors),
        &[
            "Who wrote this paper?",
            "Who are the authors?",
            "Who are the authors of the study?",
            "Who wrote it?",
            "Who wrote this?",
            "Who is the author of this document?",
            "By whom was this article written?",
            "What are the names of the authors?",
            "authors",
        ],
    ),
    (
        Fact::FirstAuthor,
        &[
            "Who is the first author?",
            "Who is the lead author of the paper?",
        ],
    ),
    (Fact::LastAuthor, &["Who is the last author of this paper?"]),
    (
        Fact::Corresponding,
        &[
            "Who is the corresponding author?",
            "What is the email of the corresponding author?",
            "How can I contact the authors?",
        ],
    ),
    (
        Fact::Affiliations,
        &[
            "Where do the authors work?",
            "What are the affiliations of the authors?",
            "Which university are the authors from?",
        ],
    ),
    (
        Fact::Published,
        &[
            "When was this paper published?",
            "When was the study published?",
            "What year was it published?",
            "In which year did the paper appear?",
            "What is the publication date?",
            "Year of publication?",
            "When was the article written?",
        ],
    ),
    (
        Fact::Received,
        &[
            "When was the manuscript submitted?",
            "When was it received?",
        ],
    ),
    (Fact::Accepted, &["When was the paper accepted?"]),
    (
        Fact::Venue,
        &[
            "In which journal was this paper published?",
            "Where was the study published?",
            "What journal is this from?",
            "Which conference was the paper presented at?",
            "Who published this article?",
        ],
    ),
    (
        Fact::Doi,
        &[
            "What is the DOI?",
            "DOI of this paper",
            "What's the DOI of the article?",
        ],
    ),
    (Fact::Arxiv, &["What is the arXiv number?", "arXiv id"]),
    (Fact::Isbn, &["What is the ISBN?"]),
    (Fact::Issn, &["What is the ISSN of the journal?"]),
    (
        Fact::Language,
        &[
            "What language is this document in?",
            "In which language is the paper written?",
        ],
    ),
    (
        Fact::Keywords,
        &["What are the keywords?", "keywords of this article"],
    ),
    (
        Fact::Abstract,
        &["What does the abstract say?", "Show me the abstract"],
    ),
    (
        Fact::OnPage(Which::Number(3)),
        &[
            "What is on page 3?",
            "What does page 3 say?",
            "page 3",
            "What is on the third page?",
            "What's on page three of this document?",
            "What is written on p. 3?",
        ],
    ),
    (
        Fact::OnPage(Which::Last),
        &[
            "What is on the last page?",
            "What does the last page of this paper say?",
            "What is written on the very last page?",
        ],
    ),
    (
        Fact::PageOf(Part::Tables, 3),
        &[
            "On which page is Table 3?",
            "What page is table 3 on?",
            "On what page can I find Table 3 of this paper?",
        ],
    ),
    (
        Fact::PageOf(Part::Figures, 2),
        &["Which page shows Figure 2?", "Where is Fig. 2?"],
    ),
    (
        Fact::Licence,
        &[
            "What is the licence?",
            "Under which license was this paper published?",
        ],
    ),
    (
        Fact::Editors,
        &["Who edited this paper?", "Who is the editor?"],
    ),
    (
        Fact::Figure(2),
        &[
            "What does Figure 2 show?",
            "Explain fig. 2",
            "What is shown in Figure 2?",
            "What is the caption of figure 2?",
            "Fig 2",
            "What can be seen in figure two?",
            "What does figure 2 of this paper show?",
        ],
    ),
    (
        Fact::Table(1),
        &[
            "What is in Table 1?",
            "Describe table 1",
            "What does Table 1 list?",
        ],
    ),
];

#[test]
fn questions_for_a_name_or_date_of_the_document_are_recognized() {
    for (wanted, questions) in FACTS_ASKED_FOR {
        let questions = questions.iter().map(|question| (Some(*wanted), *question));
        assert_eq!(wrong(questions), []);
    }
}

#[test]
fn what_it_is_about_is_asked_in_other_languages_too() {
    for question in [
        "Worum geht es in diesem Dokument?",
        "De quoi parle cet article ?",
        "¿De qué trata este artículo?",
        "这篇文章讲什么？",
    ] {
        assert!(asks_for_contents(question), "{question}");
    }
    for question in ["Worum geht es im Streit?", "De quoi parle la lettre ?"] {
        assert!(!asks_for_contents(question), "{question}");
    }
}

#[test]
fn a_question_concerns_the_document_or_something_in_it() {
    for question in ["What is the title?", "What does this paper measure?"] {
        assert!(concerns(question), "{question}");
    }
    for question in ["What is NightNet?", "When was the room built?"] {
        assert!(!concerns(question), "{question}");
    }
}

#[test]
fn questions_to_the_text_are_left_alone() {
    let questions = [
        "How many pages did the participants read?",
        "How many pages were printed?",
        "How many pages did the book have?",
        "How many pages does the average thesis in the corpus have?",
        "How many tables were built?",
        "How many tables are in the reading room?",
        "How many tables does the restaurant have?",
        "How many words did the children read per minute?",
        "How many words were there on each card?",
        "How many words are there?",
        "How many images are there in the dataset?",
        "How many images are there?",
        "How many figures were shown to the children?",
        "How many authors were contacted?",
        "How many authors responded?",
        "How many sections does the questionnaire have?",
        "How many sections were cut from each brain?",
        "How many chapters did the children read?",
        "How many references were screened?",
        "How many sources of bias are there?",
        "How long is the training?",
        "How long is it?",
        "How long is the study?",
        "How long did the study last?",
        "When was the reading room built?",
        "When was the study conducted?",
        "What year was the study conducted?",
        "In which year were the data collected?",
        "When was the book published?  By whom was the room built?",
        "When was the dataset published?",
        "When was the vaccine released?",
        "What is the publication date of the dataset?",
        "Who wrote the letters?",
        "Who wrote the book?",
        "Who wrote the software?",
        "Who are the authors of the questionnaire?",
        "Who is the author of the first grammar?",
        "Who published the first map?",
        "Where was the data published?",
        "In which journal was the earlier study published?",
        "In which language were the interviews conducted?",
        "What language is the software written in?",
        "What is the title of the book they read?",
        "What is the title of the song?",
        "What is the name of the published dataset?",
        "What is the method called?",
        "What value does Table 2 give for copper?",
        "Which species in Table 3 is the rarest?",
        "What does Figure 2 show about the effect of age?",
        "Which page of the notebook was torn?",
        "Which keywords were used in the literature search?",
        "What structure does the protein have?",
        "What is the structure of the network?",
        "What is the length of the wall?",
        "What are the sections of the brain?",
        "Which authors agree?",
        "Which tables were significant?",
        "What is the identifier of the trial?",
        "When was the patient received?",
        "When was the drug accepted?",
        "Where do the nurses work?",
        "Which university was the trial at?",
        "What is the abstract noun?",
        "What is the date of the eruption?",
        "How old is the tree?",
        "How many participants are listed in the paper?",
        "Under which licence is the software released?",
        "Who edited the recordings?",
        "What is the licence of the dataset?",
        "On which page of the diary is the entry?",
        "Where is the table?",
    ];
    assert_eq!(wrong(questions.map(|question| (None, question))), []);
}

#[test]
fn other_languages_are_understood() {
    let questions = [
        (
            Fact::Count(Part::Pages),
            "Wie viele Seiten hat dieses Dokument?",
        ),
        (
            Fact::Count(Part::Pages),
            "Wie viele Seiten umfasst der Artikel?",
        ),
        (Fact::Title, "Was ist der Titel des Aufsatzes?"),
        (Fact::Title, "Wie heißt dieser Artikel?"),
        (
            Fact::List(Part::Authors),
            "Wer hat diesen Text geschrieben?",
        ),
        (Fact::List(Part::Authors), "Wer sind die Autoren?"),
        (Fact::Published, "Wann wurde der Artikel veröffentlicht?"),
        (Fact::OnPage(Which::Number(4)), "Was steht auf Seite 4?"),
        (
            Fact::Count(Part::Pages),
            "Combien de pages contient ce document ?",
        ),
        (
            Fact::Count(Part::Pages),
            "Combien de pages y a-t-il dans ce document ?",
        ),
        (Fact::Title, "Quel est le titre de l'article ?"),
        (Fact::List(Part::Authors), "Qui a écrit cet article ?"),
        (Fact::List(Part::Authors), "Qui est l’auteur ?"),
        (
            Fact::Count(Part::Pages),
            "¿Cuántas páginas tiene este documento?",
        ),
        (Fact::Title, "¿Cuál es el título del artículo?"),
        (Fact::List(Part::Authors), "¿Quién escribió este libro?"),
        (
            Fact::Count(Part::Words),
            "Wie viele Wörter hat dieses Dokument?",
        ),
        (
            Fact::Count(Part::Words),
            "Combien de mots contient ce document ?",
        ),
        (
            Fact::Count(Part::Words),
            "¿Cuántas palabras tiene este documento?",
        ),
        (
            Fact::Published,
            "In welchem Jahr wurde der Artikel veröffentlicht?",
        ),
        (
            Fact::Published,
            "En quelle année cet article a-t-il été publié ?",
        ),
        (Fact::Published, "¿En qué año se publicó el artículo?"),
        (Fact::Count(Part::Pages), "这份文件有多少页？"),
        (Fact::Published, "这篇论文是什么时候发表的？"),
    ];
    let questions = questions.map(|(wanted, question)| (Some(wanted), question));
    assert_eq!(wrong(questions), []);
    let others = [
        "Wie viele Seiten haben die Kinder gelesen?",
        "Wie viele Bücher hat der Raum?",
        "Wer hat die Briefe geschrieben?",
        "Wann wurde der Lesesaal gebaut?",
        "Wie heißt das Verfahren?",
        "Combien de pages ont-ils lues ?",
        "Qui a écrit les lettres ?",
        "¿Cuántas páginas leyeron los niños?",
        "数据集有多少页图片？",
        "Wie viele Wörter lasen die Kinder?",
    ];
    assert_eq!(wrong(others.map(|question| (None, question))), []);
}
