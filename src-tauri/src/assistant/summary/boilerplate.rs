//! Running text that says nothing about the document: entries of a table of contents, licences, notices of rights.

use crate::document::{Block, Document, Sentence};

/// Whether a sentence is part of a table of contents or of a licence.
pub(super) fn is_boilerplate(document: &Document, sentence: &Sentence) -> bool {
    let Some(block) = document.block_of(sentence.id) else {
        return false;
    };
    in_such_a_section(document, block)
        || is_rights(&sentence.text)
        || is_contents(&sentence.text)
        || is_contents(&block.text)
}

/// Titles of sections that hold nothing but boilerplate.
const SECTIONS: [&str; 26] = [
    "contents",
    "table of contents",
    "list of figures",
    "list of tables",
    "list of algorithms",
    "copyright",
    "copyright notice",
    "copyright waiver",
    "copyright statement",
    "copyright and license",
    "copyright and licence",
    "copyright and licensing",
    "copyright/license",
    "license",
    "licence",
    "licenses",
    "license notice",
    "license and copyright",
    "mit license",
    "the mit license",
    "apache license",
    "full copyright statement",
    "legal notice",
    "rights and permissions",
    "open access",
    "terms of use",
];

fn in_such_a_section(document: &Document, block: &Block) -> bool {
    let Some(section) = block
        .section
        .and_then(|section| document.sections.get(section.0 as usize))
    else {
        return false;
    };
    let title = section.title.to_lowercase();
    let title = title.trim_matches(|c: char| !c.is_alphabetic());
    SECTIONS.contains(&title)
}

/// Phrases of licences and notices of rights. Sentences about anything else do not contain them.
const PHRASES: [&str; 22] = [
    "all rights reserved",
    "permission is hereby granted",
    "permission to make digital or hard copies",
    "permission to reproduce",
    "is an open access article",
    "is an open-access article",
    "distributed under the terms",
    "licensed under a creative commons",
    "licensed under the creative commons",
    "licensed under creative commons",
    "licensed under cc",
    "under a creative commons",
    "under the creative commons",
    "provided “as is”",
    "provided \"as is\"",
    "without warranty of any kind",
    "without warranties or conditions of any kind",
    "copyright and related rights waived",
    "redistribution and use in source and binary forms",
    "permits unrestricted use",
    "this document is placed in the public domain",
    "has been placed in the public domain",
];

/// Whether it is a notice of rights or a sentence of a licence.
fn is_rights(text: &str) -> bool {
    let lower = text.to_lowercase();
    let marked = ["©", "(c) 19", "(c) 20", "copyright ©", "copyright (c)"];
    let begins = ["copyright 19", "copyright 20", "licensee "];
    (lower.split_whitespace().count() < 40 && marked.iter().any(|mark| lower.contains(mark)))
        || begins.iter().any(|mark| lower.starts_with(mark))
        || PHRASES.iter().any(|phrase| lower.contains(phrase))
}

/// Whether these are entries with dots that lead to page numbers.
fn is_contents(text: &str) -> bool {
    let mut leaders = 0;
    let mut dots = 0;
    let mut blanks = 0;
    for c in text.chars() {
        match c {
            '.' | '·' | '⋅' | '\u{2024}' => {
                dots += 1;
                blanks = 0;
            }
            '…' => {
                dots += 3;
                blanks = 0;
            }
            // ". . . ." as well as "...."
            c if c.is_whitespace() && blanks == 0 => blanks = 1,
            c => {
                leaders += usize::from(dots >= 4 && c.is_ascii_digit());
                (dots, blanks) = (0, 0);
            }
        }
    }
    let words = text.split_whitespace().count();
    leaders > 0 && leaders * 40 >= words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_of_rights_are_told_from_sentences_about_rights() {
        for notice in [
            "© 2014 The Authors.",
            "Copyright 2019 by the association.",
            "This is an open access article distributed under the terms of the Creative Commons Attribution License.",
            "Permission is hereby granted, free of charge, to any person obtaining a copy.",
            "THE SOFTWARE IS PROVIDED “AS IS”, WITHOUT WARRANTY OF ANY KIND.",
            "Copyright and related rights waived via CC0.",
        ] {
            assert!(is_rights(notice), "{notice}");
        }
        for statement in [
            "Copyright law was changed twice in that century.",
            "Most authors chose a Creative Commons licence for their songs.",
            "The water rights were reserved for the farmers of the valley.",
            "The drug was licensed in 2008 under the name of its inventor.",
        ] {
            assert!(!is_rights(statement), "{statement}");
        }
    }

    #[test]
    fn entries_of_contents_are_told_by_their_dots() {
        assert!(is_contents("1.2 Data ........ 7 1.3 Methods ....... 9"));
        assert!(is_contents("Results . . . . . . . . . 12"));
        assert!(is_contents("Preface…… 3"));
        assert!(!is_contents("We waited... 3 days passed."));
        assert!(!is_contents("Version 1.2.3.4 was used."));
        assert!(!is_contents("It ends here ......"));
    }
}
