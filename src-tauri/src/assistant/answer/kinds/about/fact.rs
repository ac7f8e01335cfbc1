//! What a question can ask about a document itself.

/// Parts of a document that can be counted and listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Pages,
    Words,
    Sections,
    Figures,
    Tables,
    References,
    Authors,
}

/// The page that a question names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Number(u32),
    Last,
}

/// A fact about a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fact {
    /// The number of its parts.
    Count(Part),
    /// The parts themselves.
    List(Part),
    Title,
    FirstAuthor,
    LastAuthor,
    /// The corresponding author.
    Corresponding,
    /// Where the authors work.
    Affiliations,
    Published,
    Received,
    Accepted,
    /// The journal, the proceedings or the publisher's series.
    Venue,
    Doi,
    Arxiv,
    Isbn,
    Issn,
    /// Any of the identifiers.
    Identifier,
    Editors,
    /// Under which licence it may be used.
    Licence,
    Language,
    Keywords,
    Abstract,
    OnPage(Which),
    /// The figure with this number.
    Figure(u32),
    /// The table with this number.
    Table(u32),
    /// The page of the figure or table with this number.
    PageOf(Part, u32),
}
