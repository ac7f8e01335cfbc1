//! Questions that a few passages cannot answer, recognized by how they begin.
//!
//! "Summarize this", "how many of my papers ...", "list all ...": a search would return seven passages and an
//! answer that sounds complete and is not. Only phrases about the documents themselves count: "How many patients"
//! is a question to a document.

/// The kinds of question that passages cannot answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It asks for a summary.
    Summary,
    /// It asks for a number of documents.
    Count,
    /// It asks for a complete list.
    List,
}

/// What people call the documents.
pub(super) const DOCUMENTS: [&str; 10] = [
    "papers",
    "documents",
    "files",
    "articles",
    "pdfs",
    "publications",
    "books",
    "reports",
    "texts",
    "manuscripts",
];
/// The kind of a question to N documents; `None` for a question that passages can answer.
pub(super) fn kind(question: &str, documents: usize) -> Option<Kind> {
    let words: Vec<String> = question
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != ';')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let polite = [
        "please", "can", "could", "would", "you", "me", "kindly", "just",
    ];
    let start = words
        .iter()
        .position(|word| !polite.contains(&word.as_str()))?;
    let words: Vec<&str> = words.iter().skip(start).map(String::as_str).collect();
    if asks_for_summary(&words) {
        return Some(Kind::Summary);
    }
    if documents > 1 && asks_for_count(&words) {
        return Some(Kind::Count);
    }
    asks_for_list(&words).then_some(Kind::List)
}

/// The words, separated and surrounded by single spaces.
fn spaced(words: &[&str]) -> String {
    format!(" {} ", words.join(" "))
}

fn asks_for_summary(words: &[&str]) -> bool {
    let text = spaced(words);
    let begins = |phrase: &str| text.starts_with(&format!(" {phrase} "));
    let of_document = [
        "this paper",
        "the paper",
        "this document",
        "the document",
        "this article",
        "the article",
        "this file",
        "the file",
        "this book",
        "the book",
        "this report",
        "the report",
        "this text",
        "this pdf",
        "it",
        "this",
        "these papers",
        "the papers",
    ];
    let verb = [
        "summarize",
        "summarise",
        "tldr",
        "tl;dr",
        "tl; dr",
        "sum up",
    ];
    if verb.iter().any(|verb| begins(verb)) {
        return true;
    }
    let noun = ["summary", "overview", "synopsis"];
    let gives = ["give", "write", "make", "provide", "show", "create"];
    if words.first().is_some_and(|word| gives.contains(word))
        && words.iter().take(5).any(|word| noun.contains(word))
    {
        return true;
    }
    if begins("summary of") || begins("overview of") || begins("a summary of") {
        return of_document
            .iter()
            .any(|it| text.ends_with(&format!(" {it} ")))
            || words.len() <= 2;
    }
    of_document
        .iter()
        .any(|it| text == format!(" what is {it} about ") || text == format!(" what s {it} about "))
}

fn asks_for_count(words: &[&str]) -> bool {
    let text = spaced(words);
    DOCUMENTS.iter().any(|documents| {
        [
            "how many",
            "how many of the",
            "how many of my",
            "how many of these",
            "number of",
            "count the",
        ]
        .iter()
        .any(|start| text.starts_with(&format!(" {start} {documents} ")))
    })
}

fn asks_for_list(words: &[&str]) -> bool {
    let text = spaced(words);
    [
        "list all",
        "list every",
        "list the",
        "list each",
        "enumerate",
        "name all",
        "name every",
        "find all",
        "show all",
        "give all",
        "give a list",
        "give the list",
        "what are all",
        "which papers",
        "which documents",
        "which of these papers",
        "which of my papers",
        "which of the papers",
    ]
    .iter()
    .any(|start| text.starts_with(&format!(" {start} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_of_another_kind_are_told() {
        for question in [
            "Summarize this paper",
            "summarise",
            "Please summarize the methods section.",
            "TL;DR",
            "Can you give me a short summary?",
            "What is this paper about?",
            "Give me an overview of it",
            "A summary of this document",
            "Could you please summarize it?",
        ] {
            assert_eq!(kind(question, 1), Some(Kind::Summary), "{question}");
        }
        for question in [
            "How many papers mention CRISPR?",
            "How many of my documents use beam search?",
            "number of files about malaria",
            "How many articles are there?",
        ] {
            assert_eq!(kind(question, 5), Some(Kind::Count), "{question}");
        }
        for question in [
            "List all drugs that were tested",
            "Please list every dataset.",
            "What are all the limitations?",
            "Enumerate the authors' claims",
            "Which papers use BERT?",
        ] {
            assert_eq!(kind(question, 5), Some(Kind::List), "{question}");
        }
    }

    #[test]
    fn questions_to_a_document_are_left_alone() {
        for question in [
            "How many patients were enrolled?",
            "How many studies were included in the analysis?",
            "What summary statistics were used?",
            "What is the overview effect?",
            "Who summarized the data?",
            "What is it about birds that lets them fly?",
            "What lists did they use?",
            "you",
            "What is the summary of product characteristics?",
        ] {
            assert_eq!(kind(question, 5), None, "{question}");
        }
        // in a question to one document, "papers" is its topic
        assert_eq!(kind("How many papers were reviewed?", 1), None);
    }
}
