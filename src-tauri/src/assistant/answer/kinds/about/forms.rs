//! The forms of questions about a document, see [`follows`]: all words of a question follow one of them.
//!
//! [`follows`]: crate::assistant::answer::kinds::words::follows

use super::fact::{Fact, Part};

/// What can be counted, by what people call it, and whether the word alone means a part of the document.
pub(super) const PARTS: [(Part, &str, bool); 13] = [
    (Part::Pages, "pages", true),
    (Part::Words, "words", false),
    (Part::Sections, "sections", true),
    (Part::Sections, "chapters", true),
    (Part::Sections, "headings", true),
    (Part::Figures, "figures", true),
    (Part::Figures, "images", false),
    (Part::Figures, "pictures", false),
    (Part::Tables, "tables", true),
    (Part::References, "references", true),
    (Part::References, "citations", false),
    (Part::References, "sources", false),
    (Part::Authors, "authors", true),
];

/// Questions for a number of parts, with `N` for them. Only the present tense counts: a question in the past tense is about
/// something that the text describes.
pub(super) const COUNTED: [&str; 17] = [
    "and? how many N",
    "how many N are there",
    "how many N are there|listed|cited|shown|included|contained in it",
    "how many N are in it",
    "how many N does|do it have|contain|include|cite|list|comprise|show|use|present|span",
    "how many N has it got?",
    "how many N it has|contains|have",
    "how many N is it long?",
    "how many N long is it",
    "how long is it in N",
    "what is? the? length of it in N",
    "what is? its length in N",
    "what is|are the? total? number|count of N in|of? it?",
    "the? total? number|count of N in|of? it?",
    "what is the N count of? it?",
    "the? N count of? it?",
    "count the? N in|of? it?",
];

/// Questions for the parts themselves.
pub(super) const LISTED: [&str; 12] = [
    "what|which N are there in? it?",
    "what|which N are in|shown|listed|included|contained in? it",
    "what|which N does it have|contain|include|show|cite|list",
    "what|which N has it",
    "what are the N in|of it",
    "what are its|the N",
    "which are the N in|of it",
    "list|name|give all? of? the N",
    "list|name|give all? of? the? N in|of it",
    "the? list of N in|of? it?",
    "give a? the? list of the? N in|of? it?",
    "all the? N in|of it",
];

/// Questions for what is on a page.
pub(super) const PAGE: [&str; 8] = [
    "page #",
    "what is|stands|written|said|on the? on? page #",
    "what is written|said|shown|described|discussed|there|printed on page #",
    "what does page # say|show|contain|discuss|describe|talk about?",
    "what is page # about",
    "what is? the? content|contents|text of|on page #",
    "what can be|i found|read|find on page #",
    "what|which text|information is on page #",
];

/// Questions for what a figure or table shows, with `T` for its name.
pub(super) const OBJECT: [&str; 12] = [
    "T #",
    "what does T # show|display|depict|illustrate|present|contain|list|say|describe|mean",
    "what do T # show|display|depict|illustrate",
    "what is T # about|showing?",
    "what is T #",
    "what is shown|displayed|depicted|illustrated|presented|listed|there in|on|by T #",
    "what can be seen in|on T #",
    "what can we|i|you see in|on T #",
    "what is in T #",
    "explain|describe|show|quote|summarize|summarise|display? T #",
    "what is? the? caption|title|legend|content|contents|topic of T #",
    "the? caption|title|legend|description of T #",
];

/// Questions for the page of a figure or table, with `T` for its name.
pub(super) const PAGE_OF: [&str; 8] = [
    "on? what|which page is|has T #",
    "what|which page is T # on|shown?",
    "on what|which page is|can T # be? found|shown|printed|located?",
    "on what|which page can|do i|we|you|one find|see T #",
    "on what|which page does T # appear|stand",
    "what|which page has|shows|contains T #",
    "where is|can T # be? found|shown|located?",
    "what is the? page number? of T #",
];

/// Questions for a fact that has a name. `O` stands for the document, under whatever name.
pub(super) const NAMED: &[(Fact, &[&str])] = &[
    (
        Fact::Title,
        &[
            "the? title of? O?",
            "what is the? full|exact|complete? title of? O?",
            "what|which title does|has O have?",
            "what is O called|titled|entitled|named",
            "what is the name of O",
            "how is O called|titled|entitled",
            "what do you call O",
            "give the? title of? O?",
        ],
    ),
    (
        Fact::List(Part::Authors),
        &[
            "the? authors|author of? O?",
            "who wrote|authored O",
            "who has|have written O",
            "who is|are the? author|authors|writer|writers of? O?",
            "who are its authors",
            "who is its author",
            "by whom was|is O written",
            "who was|is O written by",
            "who is|was O by|from",
            "what is|are the? name|names of the author|authors of? O?",
            "what is|are the? author|authors name|names",
            "what is|are the author|authors of? O?",
            "which authors wrote O",
            "list|name|give the? names? of? the? authors of? O?",
            "author|authors name|names",
        ],
    ),
    (
        Fact::FirstAuthor,
        &[
            "who is|was the? first|lead|main author of? O?",
            "the? first|lead author of? O?",
            "what is the name of the first|lead author of? O?",
            "which author is|comes first",
        ],
    ),
    (
        Fact::LastAuthor,
        &[
            "who is|was the? last|senior author of? O?",
            "the? last|senior author of? O?",
            "what is the name of the last|senior author of? O?",
        ],
    ),
    (
        Fact::Corresponding,
        &[
            "who is|was the? corresponding author of? O?",
            "who is|are the? corresponding authors of? O?",
            "the? corresponding author of? O?",
            "what is the name of the corresponding author of? O?",
            "what is|are the email|e-mail|mail|address|contact address? of the? corresponding? author|authors of? O?",
            "the? email|e-mail|contact address? of the? corresponding? author|authors of? O?",
            "what is the corresponding? author|authors 's email|e-mail|address|contact address?",
            "how can|do i|one|we contact|reach|email the corresponding? author|authors of? O?",
            "who should|can|do i|one contact|write to? about? O?",
            "to whom should|can correspondence be addressed",
        ],
    ),
    (
        Fact::Affiliations,
        &[
            "what is|are the affiliation|affiliations of the? first|corresponding? author|authors of? O?",
            "the? affiliation|affiliations of? the? author|authors of? O?",
            "where do|does the author|authors of? O? work",
            "where are|is the author|authors of? O? from|based|affiliated",
            "what|which university|institution|institutions|institute|universities|organization|organisations|company are|is the author|authors of? O? from|at|in?",
            "what|which university|institution|institutions|institute|universities do|does the author|authors of? O? belong|work to|for|at",
            "from what|which university|institution|institutions|institute|country|universities are|is the author|authors of? O?",
            "at what|which university|institution|institute was|is O written|made|done|conducted",
        ],
    ),
    (
        Fact::Published,
        &[
            "when was|is S published|printed|released|issued|written|posted",
            "when did S appear|come out?",
            "what|which year was|is S published|released|written|from|printed|issued in?",
            "in what|which year was|is S published|released|written|printed|issued",
            "what is the? publication|release|publishing date|year of? S?",
            "what is the date|year of publication of? S?",
            "the? publication date|year of? S?",
            "the? date|year of publication of? S?",
            "what is the date|year of S",
            "the? date|year of S",
            "how old is S",
            "what is|was the publishing date|year",
            "publication|published date|year|when|on?",
            "year of publication",
            "when was|is S first published",
            "what|which year did S appear|come out? in?",
            "in what|which year did S appear|come out?",
            "on what|which date|day was S published|released",
            "what is the year of? S? publication",
        ],
    ),
    (
        Fact::Received,
        &[
            "when was|is S first? received|submitted|handed in? by? to? the? journal? editor? editors?",
            "when did the? authors|journal submit|receive S",
            "the? date of submission|receipt of? S?",
            "what is the? date of submission|receipt of? S?",
            "what|which date was S received|submitted on?",
            "on what|which date was S received|submitted",
            "what is the submission|reception date of? S?",
            "the? submission|received date of? S?",
            "submission date",
        ],
    ),
    (
        Fact::Accepted,
        &[
            "when was|is S accepted for? publication?",
            "on what|which date was S accepted for? publication?",
            "what is the acceptance date of? S?",
            "the? acceptance date of? S?",
        ],
    ),
    (
        Fact::Venue,
        &[
            "where was|is S published|printed|presented",
            "where did S appear",
            "in|at what|which journal|venue|conference|magazine|proceedings was|is S published|presented|printed|in?",
            "what|which journal|venue|conference|magazine|proceedings was|is S published|presented|printed|from in|at?",
            "in|at what|which journal|venue|conference|magazine|proceedings did S appear",
            "what|which journal|venue|conference|magazine|proceedings did S appear in|at?",
            "what is the name of the journal|conference",
            "what is the journal|venue|conference name? of|for? S?",
            "the? journal|venue of? S?",
            "what|which journal|conference is it|this from?",
            "what|which journal|conference published S",
            "who published S",
            "who is the publisher of? S?",
            "what is the publisher of? S?",
            "the? publisher of? S?",
        ],
    ),
    (
        Fact::Doi,
        &[
            "doi",
            "what is the? doi number|link? of|for? S?",
            "the? doi number|link? of|for? S?",
            "what|which doi does|has S have?",
            "what is its doi",
            "what is the digital object identifier of|for? S?",
        ],
    ),
    (
        Fact::Arxiv,
        &[
            "what is the? arxiv id|identifier|number|link? of|for? S?",
            "the? arxiv id|identifier|number|link? of|for? S?",
            "what|which arxiv id|number|identifier does|has S have?",
        ],
    ),
    (
        Fact::Isbn,
        &[
            "what is the? isbn number? of|for? S?",
            "the? isbn number? of|for? S?",
        ],
    ),
    (
        Fact::Issn,
        &[
            "what is the? issn number? of|for? S? the? journal?",
            "the? issn number? of|for? S?",
        ],
    ),
    (
        Fact::Identifier,
        &[
            "what is the? identifier|id of S",
            "the? identifier|id of S",
            "how can|do i cite|reference S",
            "how should|do i|one|we cite S",
            "how should|can S be cited",
            "what are the? identifiers of S",
        ],
    ),
    (
        Fact::Editors,
        &[
            "who edited S",
            "who is|was|are|were the? academic|handling? editor|editors of? S?",
            "the? academic|handling? editor|editors of? S?",
            "by whom was S edited",
            "who was S edited by",
            "what is|are the? name|names of the? academic|handling? editor|editors of? S?",
        ],
    ),
    (
        Fact::Licence,
        &[
            "what is the? licence|license of|for? S?",
            "the? licence|license of|for? S?",
            "under what|which licence|license is|was S published|released|distributed|available|licensed",
            "what|which licence|license is|was S published|released|distributed|available|licensed|under under?",
            "what|which licence|license does|has S have|use",
            "how is S licensed",
            "is S open access",
            "who holds|owns|has the? copyright of|for|in|to? S?",
            "may|can i share|copy|reuse|redistribute|distribute S",
        ],
    ),
    (
        Fact::Language,
        &[
            "what|which language is|was S in|written? in?",
            "in what|which language is|was S written?",
            "what is the language of S",
            "the? language of S",
        ],
    ),
    (
        Fact::Keywords,
        &[
            "what|which are? the? keywords of|in|for? S?",
            "the? keywords of|in|for? S?",
            "what|which keywords does S have|list|give|use",
            "what|which keywords are given|listed|used in|for? S?",
            "list|give the? keywords of|in|for? S?",
            "what are the key words of|in|for? S?",
            "what is|are the? keyword|keywords of|in|for? S?",
            "the? key words of|in|for? S?",
        ],
    ),
    (
        Fact::Abstract,
        &[
            "the? abstract of? S?",
            "what is the abstract of? S?",
            "give|quote|read|display the? abstract of? S?",
            "what does|is the abstract of? S? say|about",
            "what is in the abstract of? S?",
        ],
    ),
    (
        Fact::List(Part::Sections),
        &[
            "the? table of contents of? S?",
            "what is the table of contents of? S?",
            "the? outline|structure|contents of S",
            "outline|structure",
            "what is the outline|structure|organization|organisation of S",
            "how is S structured|organized|organised|divided",
            "what|which chapter|section titles|headings does S have",
            "what are the chapter|section titles|headings of? S?",
            "into what|which parts|sections|chapters is S divided",
            "what|which sections|parts|chapters is S divided into",
        ],
    ),
];
