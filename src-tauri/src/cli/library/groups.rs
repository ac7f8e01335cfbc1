//! `pagewing library groups`, `add` and `take`: collections and tags.

use crate::cli::{named as documents, output};
use crate::document::DocumentId;
use crate::fault::{Fault, Outcome};
use crate::library::{GroupId, GroupKind, Library};
use crate::text;

#[derive(clap::Args)]
pub(in crate::cli) struct Groups {
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Change {
    /// The documents: each by its file, its title or a part of it, or the beginning of its SHA-256
    #[arg(required = true)]
    documents: Vec<String>,
    /// The collection
    #[arg(
        long,
        value_name = "NAME",
        required_unless_present = "tag",
        conflicts_with = "tag"
    )]
    collection: Option<String>,
    /// The tag
    #[arg(long, value_name = "NAME")]
    tag: Option<String>,
}

impl Change {
    fn group(&self) -> (GroupKind, &str) {
        match (&self.collection, &self.tag) {
            (Some(name), _) => (GroupKind::Collection, name),
            (None, tag) => (GroupKind::Tag, tag.as_deref().unwrap_or_default()),
        }
    }

    fn documents(&self, library: &Library) -> Result<Vec<DocumentId>, Fault> {
        let named = self.documents.iter();
        named
            .map(|name| documents::in_library(library, name))
            .collect()
    }
}

pub(super) fn list(arguments: &Groups, library: &Library) -> Result<Outcome, Fault> {
    let groups = library.groups()?;
    Ok(match arguments.json {
        true => output::print_json(&groups),
        false => output::print(&text::library::groups(&groups)),
    })
}

pub(super) fn add(arguments: &Change, library: &Library) -> Result<Outcome, Fault> {
    let documents = arguments.documents(library)?;
    let (kind, name) = arguments.group();
    let group = library.make_group(kind, name)?;
    let added = library.add_to_group(group.id, &documents)?;
    eprintln!("{}", text::library::added(added.len(), &group.name));
    Ok(Outcome::Done)
}

pub(super) fn take(arguments: &Change, library: &Library) -> Result<Outcome, Fault> {
    let documents = arguments.documents(library)?;
    let (kind, name) = arguments.group();
    let group = named(library, kind, name)?;
    let taken = library.take_from_group(group, &documents)?;
    eprintln!("{}", text::library::taken(taken.len(), name));
    Ok(Outcome::Done)
}

/// The collection or tag that a person names.
pub(super) fn named(library: &Library, kind: GroupKind, name: &str) -> Result<GroupId, Fault> {
    library
        .group_named(kind, name)?
        .ok_or_else(|| Fault::NoSuchGroup {
            name: name.to_owned(),
        })
}
