//! What the words of a line on the first page say about whether it is a title: rubrics, names of journals, lines of
//! volumes and pages, dates and statements of degrees. These are pure tests of strings.

use super::name_words::is_month;

/// Whether a text reads like the name of a journal or a series: such a name is a masthead where a title stands too.
pub(crate) fn names_a_journal(text: &str) -> bool {
    let lower = format!(" {} ", text.to_lowercase());
    let marks = [
        " journal of ",
        " journal for ",
        " journal ",
        " annals of ",
        " archives of ",
        " archive of ",
        " bulletin of ",
        " bulletin ",
        " proceedings of ",
        " transactions on ",
        " transactions of ",
        " letters in ",
        " letters on ",
        " acta ",
        " revista ",
        " zeitschrift ",
        " gazette ",
        " newsletter ",
        " magazine ",
        " quarterly ",
        " federal register ",
        " lecture notes in ",
        " conference on ",
        " symposium on ",
        " workshop on ",
        " advances in ",
        " frontiers in ",
        " trends in ",
        " jornal ",
        " boletim ",
        " anais ",
    ];
    text.split_whitespace().count() <= 14 && marks.iter().any(|mark| lower.contains(mark))
}

/// Whether a line gives a volume, an issue, pages or an ISSN: what publishers print under a journal's name.
pub(crate) fn is_citation_line(text: &str) -> bool {
    let lower = format!(" {} ", text.to_lowercase());
    let words = text.split_whitespace().count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let marks = [
        "vol.", "vol ", "volume", "issue", "issn", "pages ", " pp. ", " pp ",
    ];
    let own = numbers_itself(&lower);
    let numbered = !own && [" no. ", " nr. "].iter().any(|mark| lower.contains(mark));
    let marked = digits >= 1 && marks.iter().any(|mark| lower.contains(mark));
    // "2017, 49, 3-11" and "J. Placeholder Gard., 46, 101-104, 2010"
    let numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .count();
    let year = text.split(|c: char| !c.is_ascii_digit()).any(is_year);
    let other = [
        "copyright",
        "\u{a9}",
        "version",
        "edition",
        "revis",
        "january",
        "february",
        " march ",
        "april",
        " may ",
        " june ",
        " july ",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let dated = other.iter().any(|word| lower.contains(word));
    words <= 25
        && (marked
            || (numbered && year)
            || (!dated && year && numbers >= 3 && text.contains([',', ':', ';', '(', '|'])))
}

/// Whether a line in small letters is the number of a law or an order, "Act No. 12 of 2007": the document's own.
fn numbers_itself(lower: &str) -> bool {
    let kinds = [
        "act no",
        "law no",
        "bill no",
        "order no",
        "decree no",
        "report no",
        "case no",
        "gesetz nr",
        "loi n",
    ];
    let of_year = lower.split(" of ").skip(1).any(|rest| {
        let year: String = rest.chars().take_while(char::is_ascii_digit).collect();
        is_year(&year)
    });
    kinds.iter().any(|kind| lower.contains(kind)) || (of_year && lower.contains("no. "))
}

/// Whether a word is a year of the last century or this one.
pub(crate) fn is_year(word: &str) -> bool {
    let century = word.starts_with("19") || word.starts_with("20");
    word.len() == 4 && century && word.chars().all(|c| c.is_ascii_digit())
}

/// Whether a line is a date: words of months and numbers alone.
pub(crate) fn is_date(text: &str) -> bool {
    let mut numbers = 0;
    let fits = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| {
            let number = word.starts_with(|c: char| c.is_ascii_digit());
            numbers += usize::from(number);
            let lower = word.to_lowercase();
            number
                || is_month(&lower)
                || [
                    "st", "nd", "rd", "th", "version", "draft", "revised", "of", "v",
                ]
                .contains(&lower.as_str())
        });
    fits && numbers >= 1
}

/// Whether a line is the place and the date of a letter: "Brandey, 12 May 2010", "Brandey, den 12. Mai 2010". The place is
/// no meeting, report or the like that is called by its date.
pub(crate) fn is_place_and_date(text: &str) -> bool {
    const NAMES: [&str; 20] = [
        "agenda",
        "bulletin",
        "conference",
        "lecture",
        "letter",
        "list",
        "meeting",
        "minutes",
        "news",
        "newsletter",
        "notes",
        "plan",
        "programme",
        "protokoll",
        "report",
        "review",
        "statement",
        "survey",
        "update",
        "workshop",
    ];
    let Some((place, date)) = text.split_once(',') else {
        return false;
    };
    let words: Vec<String> = place.split_whitespace().map(str::to_lowercase).collect();
    let date = date.trim();
    let date = ["den ", "the ", "le ", "am ", "el ", "il "]
        .iter()
        .find_map(|article| date.strip_prefix(article))
        .unwrap_or(date);
    let numbers = date.split(|c: char| !c.is_ascii_digit());
    (1..=2).contains(&words.len())
        && place.starts_with(char::is_uppercase)
        && !place.contains(char::is_numeric)
        && !words.iter().any(|word| NAMES.contains(&word.as_str()))
        && numbers.filter(|number| !number.is_empty()).count() >= 2
        && is_date(date)
}

/// Whether a text is the name of a file, of the program that made it, or of no document at all.
fn is_file_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        ".dvi",
        ".doc",
        ".tex",
        ".pdf",
        ".indd",
        ".qxd",
        ".qxp",
        ".fm",
        ".ppt",
        ".xls",
        ".rtf",
        ".odt",
        ".ps",
        ".eps",
        ".p65",
        ".pmd",
        ".htm",
        ".wpd",
        ".cdr",
        "microsoft word",
        "microsoft power",
        "untitled",
        "template",
        "powerpoint presentation",
        "powerpoint-pr",
        "layout 1",
        "pii:",
        "\\",
        "://",
    ]
    .iter()
    .any(|mark| lower.contains(mark))
        || ["slide ", "page ", "document", "doi:", "arxiv:", "print"]
            .iter()
            .any(|start| lower.starts_with(start) && text.split_whitespace().count() <= 2)
        || text
            .split_whitespace()
            .all(|word| word.contains(['_', '/']) || word.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a text has three words or more and is not the name of a file or of the program that made it.
pub(crate) fn is_title_like(text: &str) -> bool {
    is_short_title_like(text) && text.split_whitespace().count() >= 3
}

/// Whether a text has two words or more and is not the name of a file or of the program that made it: enough where
/// the page itself has no title.
pub(crate) fn is_short_title_like(text: &str) -> bool {
    let cjk = text
        .chars()
        .filter(|c| ('\u{2e80}'..='\u{9fff}').contains(c));
    !is_file_name(text)
        && (text.split_whitespace().count() >= 2 || cjk.count() >= 4)
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 4
}

/// The letters and digits of a text, in lower case.
pub(crate) fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a text is the journal's name: in another text, in the form of [`key`], a volume and a year follow it. A
/// number alone may count pages, as behind a title in a running head.
pub(crate) fn is_dated_elsewhere(text: &str, others: &[String]) -> bool {
    let name = key(text);
    !name.is_empty()
        && others.iter().any(|other| {
            other
                .find(&name)
                .and_then(|at| other.get(at + name.len()..))
                .is_some_and(begins_with_volume)
        })
}

fn begins_with_volume(rest: &str) -> bool {
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.len() >= 5
        || (is_year(&digits) && rest.len() > 4)
        || (rest.starts_with("vol")
            && rest
                .chars()
                .nth(3)
                .is_some_and(|c| c == 'u' || c.is_ascii_digit()))
}

/// Whether a line of a title cannot end here: the words before a colon, an open bracket, "of".
pub(crate) fn is_unfinished(text: &str) -> bool {
    let text = text.trim_end();
    let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    text.ends_with([':', ',', '-', '\u{2010}', '\u{2013}', '\u{2014}', '&'])
        || [
            "of", "the", "a", "an", "and", "or", "in", "on", "for", "with", "to", "from", "by",
            "at", "as", "its", "their", "under", "between", "into", "using", "via", "der", "die",
            "das", "und", "des", "de", "la", "le", "et", "y", "do", "da", "em", "e",
        ]
        .contains(&last.as_str())
        || text.matches('(').count() > text.matches(')').count()
}

/// Whether a whole line says that the name of an author follows it: "Written by".
pub(crate) fn says_by(text: &str) -> bool {
    const LINES: [&str; 20] = [
        "by",
        "written by",
        "a play by",
        "a screenplay by",
        "screenplay by",
        "a novel by",
        "a story by",
        "story by",
        "text by",
        "words by",
        "von",
        "geschrieben von",
        "verfasst von",
        "par",
        "\u{e9}crit par",
        "por",
        "escrito por",
        "di",
        "scritto da",
        "door",
    ];
    let lower = text.trim().to_lowercase();
    LINES.contains(&lower.trim_end_matches(':').trim_end())
}

/// Whether most letters of a text are Chinese, Japanese or Korean.
pub(crate) fn is_east_asian(text: &str) -> bool {
    let all = text.chars().filter(|c| c.is_alphabetic()).count();
    let those = text
        .chars()
        .filter(|c| ('\u{2e80}'..='\u{9fff}').contains(c) || ('\u{ac00}'..='\u{d7af}').contains(c))
        .count();
    those * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_and_programs_are_not_titles() {
        for name in [
            "Microsoft Word - the wings.doc",
            "wings_final_2",
            "Slide 1",
            "PowerPoint Presentation",
            "untitled",
            "10.1000/182",
            "main.dvi",
        ] {
            assert!(!is_short_title_like(name), "{name}");
        }
        assert!(is_short_title_like("Quay Letter"));
        assert!(!is_title_like("Quay Letter"));
        assert!(is_title_like("The wings of birds"));
    }

    #[test]
    fn a_volume_is_more_than_a_page_number() {
        let heads = [key("Wings of the North 12 (2010), 3-9"), key("On birds 7")];
        assert!(is_dated_elsewhere("Wings of the North", &heads));
        assert!(!is_dated_elsewhere("On birds", &heads));
    }

    #[test]
    fn lines_under_a_masthead_have_a_volume_or_pages() {
        assert!(is_citation_line("Vol. 12, No. 3, pages 201 to 203"));
        assert!(is_citation_line("J. Placeholder Gard., 46, 101-104, 2010"));
        assert!(!is_citation_line("Counting birds in 2010 and 2011"));
        assert!(!is_citation_line("The volume of small wings"));
        assert!(!is_citation_line("Act No. 12 of 2007"));
        assert!(!is_citation_line("S.R. No. 44 of 1997"));
    }

    #[test]
    fn dates_have_months_and_numbers_alone() {
        assert!(is_date("19th September 2004"));
        assert!(is_date("2015-11-27"));
        assert!(!is_date("March of the birds of 2010"));
        assert!(!is_date("June"));
        assert!(!is_date("4.2 Marking"));
    }

    #[test]
    fn a_letter_has_a_place_before_its_date() {
        for line in [
            "Vicarage, 12 September 1987",
            "Musterstadt, den 3. Mai 2010",
            "Upper Brandey, 03.05.2010",
        ] {
            assert!(is_place_and_date(line), "{line}");
        }
        for title in [
            "Annual Report, 31 December 2010",
            "Brandey, a quay and its birds",
            "Birds, 2010",
            "The Treaty of Brandey, 12 May 1710",
        ] {
            assert!(!is_place_and_date(title), "{title}");
        }
    }

    #[test]
    fn a_line_that_ends_before_its_noun_is_unfinished() {
        assert!(is_unfinished("Fired Clay Pots:"));
        assert!(is_unfinished("A survey of the"));
        assert!(!is_unfinished("A survey of wings"));
    }
}
