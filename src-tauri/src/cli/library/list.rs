//! `pagewing library list`.

use clap::ValueEnum;

use super::groups::named;
use crate::cli::output;
use crate::fault::{Fault, Outcome};
use crate::library::{Arrangement, DocumentFilter, DocumentOrder, GroupKind, Library};
use crate::text;

#[derive(clap::Args)]
pub(in crate::cli) struct List {
    /// Words that a document has to contain
    words: Vec<String>,
    /// What the list is sorted by; what contains the words is sorted by how well it fits
    #[arg(long, value_enum, default_value_t = Order::Added)]
    sort: Order,
    /// Reverse the order
    #[arg(long)]
    reverse: bool,
    /// Only documents that nobody opened yet
    #[arg(long)]
    unread: bool,
    /// Only documents with a summary
    #[arg(long)]
    summarized: bool,
    /// Only documents with marks or notes
    #[arg(long)]
    noted: bool,
    /// Only documents with scanned pages
    #[arg(long)]
    scanned: bool,
    /// Only documents of which pages could not be read, or on which work failed
    #[arg(long)]
    failed: bool,
    /// Only documents in this collection; may be repeated
    #[arg(long = "in", value_name = "COLLECTION")]
    collections: Vec<String>,
    /// Only documents with this tag; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    Added,
    Opened,
    Title,
    Author,
    Year,
}

impl Order {
    fn of(self) -> DocumentOrder {
        match self {
            Self::Added => DocumentOrder::Added,
            Self::Opened => DocumentOrder::Opened,
            Self::Title => DocumentOrder::Title,
            Self::Author => DocumentOrder::Author,
            Self::Year => DocumentOrder::Year,
        }
    }
}

pub(super) fn run(arguments: &List, library: &Library) -> Result<Outcome, Fault> {
    let arrangement = arguments.arrangement(library)?;
    let found = library.find(&arguments.words.join(" "), &arrangement)?;
    if arguments.json {
        return Ok(output::print_json(&found));
    }
    let mut listed = String::new();
    for document in &found {
        listed.push_str(&text::library::entry(&document.card));
        if !document.snippet.is_empty() {
            listed.push_str(&text::library::snippet(&document.snippet));
        }
    }
    listed.push_str(&text::library::counted(found.len()));
    Ok(output::print(&listed))
}

impl List {
    fn arrangement(&self, library: &Library) -> Result<Arrangement, Fault> {
        let filters = [
            (self.unread, DocumentFilter::Unread),
            (self.summarized, DocumentFilter::Summarized),
            (self.noted, DocumentFilter::Noted),
            (self.scanned, DocumentFilter::Scanned),
            (self.failed, DocumentFilter::Failed),
        ];
        let wanted = filters.into_iter().filter(|(wanted, _)| *wanted);
        let mut groups = Vec::new();
        for name in &self.collections {
            groups.push(named(library, GroupKind::Collection, name)?);
        }
        for name in &self.tags {
            groups.push(named(library, GroupKind::Tag, name)?);
        }
        Ok(Arrangement {
            order: self.sort.of(),
            backwards: self.reverse,
            only: wanted.map(|(_, filter)| filter).collect(),
            groups,
        })
    }
}
