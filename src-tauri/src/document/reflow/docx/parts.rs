//! Where the parts of a package are (ECMA-376, part 2): content types and relationships name them, and their own
//! names mean nothing.

use std::collections::HashMap;

use crate::document::error::ReadError;
use crate::document::reflow::xml::{attribute, each_element};
use crate::document::reflow::zip_archive::{Archive, folder, joined};

/// Types of content that the main part of a Word document has.
const MAIN: &[&str] = &[
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroenabled.main+xml",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml",
];

/// The name that most programs give to the main part.
const USUAL: &str = "word/document.xml";

/// A relationship from one part to another.
pub(super) struct Relationship {
    /// The name by which the part refers to it.
    pub(super) id: String,
    /// The last part of its type's address, which is the same in both editions of the standard.
    pub(super) kind: String,
    /// The name of the other part.
    pub(super) part: String,
}

/// The main part of a Word document; `None` if the package is something else.
///
/// # Errors
/// Those of the archive. A package whose content types or relationships are broken is judged by what is left.
pub(in crate::document::reflow) fn main_part(
    archive: &mut Archive,
) -> Result<Option<String>, ReadError> {
    let types = match archive.xml("[Content_Types].xml")? {
        Some(xml) => overrides(&xml),
        None => Vec::new(),
    };
    let kind_of = |part: &str| {
        let same = |(name, _): &&(String, String)| name.eq_ignore_ascii_case(part);
        types.iter().find(same).map(|(_, kind)| kind.as_str())
    };
    let roots = relationships(archive, "")?.unwrap_or_default();
    for root in roots.iter().filter(|root| root.kind == "officeDocument") {
        if !archive.has(&root.part) {
            continue;
        }
        match kind_of(&root.part) {
            Some(kind) if MAIN.contains(&kind) => return Ok(Some(root.part.clone())),
            // a workbook or slides
            Some(kind) if kind.contains(".main+xml") => return Ok(None),
            _ if folder(&root.part).eq_ignore_ascii_case("word") => {
                return Ok(Some(root.part.clone()));
            }
            _ => {}
        }
    }
    let declared = types
        .iter()
        .filter(|(_, kind)| MAIN.contains(&kind.as_str()))
        .map(|(part, _)| part.as_str());
    for part in declared.chain([USUAL]) {
        if archive.has(part) {
            return Ok(Some(part.to_owned()));
        }
    }
    Ok(None)
}

/// The relationships of a part, or of the package itself if `part` is empty; `None` if it has no list of them.
///
/// # Errors
/// Those of the archive. A broken list counts as far as it can be read.
pub(super) fn relationships(
    archive: &mut Archive,
    part: &str,
) -> Result<Option<Vec<Relationship>>, ReadError> {
    let (folder, _) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(xml) = archive.xml(&list_of(part))? else {
        return Ok(None);
    };
    let mut found = Vec::new();
    let read = each_element(&xml, |tag| {
        let external = attribute(tag, "TargetMode").is_some_and(|mode| mode == "External");
        if tag.local_name().as_ref() != "Relationship" || external {
            return;
        }
        if let (Some(kind), Some(target)) = (attribute(tag, "Type"), attribute(tag, "Target")) {
            found.push(Relationship {
                id: attribute(tag, "Id").unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                part: joined(folder, &target),
            });
        }
    });
    // the error is that of the list, not of the document
    let _ = read;
    Ok(Some(found))
}

/// The addresses outside the package to which the links of a part lead, by the names by which the part refers to them.
pub(super) type Addresses = HashMap<String, String>;

/// The addresses of a part.
///
/// # Errors
/// Those of the archive. A broken list counts as far as it can be read.
pub(super) fn addresses(archive: &mut Archive, part: &str) -> Result<Addresses, ReadError> {
    let mut found = Addresses::new();
    let Some(xml) = archive.xml(&list_of(part))? else {
        return Ok(found);
    };
    let read = each_element(&xml, |tag| {
        let external = attribute(tag, "TargetMode").is_some_and(|mode| mode == "External");
        if tag.local_name().as_ref() == "Relationship"
            && external
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            found.insert(id, target);
        }
    });
    let _ = read;
    Ok(found)
}

/// The name of the list of a part's relationships.
fn list_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    joined(folder, "_rels") + &format!("/{file}.rels")
}

/// The parts that have a type of content of their own, with that type in small letters.
fn overrides(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let read = each_element(xml, |tag| {
        if tag.local_name().as_ref() == "Override"
            && let (Some(part), Some(kind)) =
                (attribute(tag, "PartName"), attribute(tag, "ContentType"))
        {
            found.push((joined("", &part), kind.trim().to_lowercase()));
        }
    });
    let _ = read;
    found
}
