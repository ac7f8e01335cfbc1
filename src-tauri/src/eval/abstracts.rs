//! Rows of the data sets that summaries are measured with: a document beside the abstract that its authors wrote.

use serde::Deserialize;

use crate::document::{Document, of_sections};

/// A document with its abstract.
#[derive(Debug, Clone, Deserialize)]
pub struct Row {
    /// The document's name in the data set.
    pub id: String,
    /// The part of the data set that it is from.
    pub source: String,
    /// Its field of study; empty if the data set has none.
    #[serde(default)]
    pub domain: String,
    /// The document's title; empty if the data set has none.
    #[serde(default)]
    pub title: String,
    /// The authors' abstract.
    #[serde(rename = "abstract")]
    pub summary: String,
    /// The document's sections, in order.
    pub sections: Vec<RowSection>,
}

/// A section of a [`Row`].
#[derive(Debug, Clone, Deserialize)]
pub struct RowSection {
    /// Headings from the outermost to the section's own, separated by ` > `.
    pub heading: String,
    /// The section's paragraphs, one per line.
    pub text: String,
}

impl Row {
    /// The row as a document without pages.
    pub fn document(&self) -> Document {
        let sections = self.sections.iter();
        of_sections(
            &self.id,
            &self.title,
            sections.map(|section| (section.heading.as_str(), section.text.as_str())),
        )
    }

    /// The source, where volumes of a series and books of a publisher count as one.
    pub fn family(&self) -> &str {
        let family = self.source.split('/').next().unwrap_or_default();
        if family.starts_with("pmlr-") {
            "pmlr"
        } else {
            family
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SectionKind;

    fn row() -> Row {
        serde_json::from_str(
            r#"{"id": "x", "source": "pmlr-v7", "domain": "d", "title": "On wings",
                "abstract": "Large birds rest on the wind.", "licence": "CC0-1.0",
                "sections": [
                  {"heading": "", "text": "The wings of large birds carry them over the sea."},
                  {"heading": "Methods > Nets", "text": "Nets were hung in trees.\n- Nets of silk were used."},
                  {"heading": "Methods > Rings", "text": "Rings were put on legs of birds."},
                  {"heading": "References", "text": "Smith, J. Birds. 1998."}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn a_row_becomes_a_document_with_its_section_tree() {
        let row = row();
        assert_eq!(row.family(), "pmlr");
        let document = row.document();
        let tree: Vec<_> = document
            .sections
            .iter()
            .map(|section| (section.title.as_str(), section.level, section.kind))
            .collect();
        assert_eq!(
            tree,
            [
                ("Methods", 1, SectionKind::Body),
                ("Nets", 2, SectionKind::Body),
                ("Rings", 2, SectionKind::Body),
                ("References", 1, SectionKind::References),
            ]
        );
        assert_eq!(document.title.as_deref(), Some("On wings"));
        let prose: Vec<&str> = document.prose().map(|s| s.text.as_str()).collect();
        assert_eq!(prose.len(), 4, "{prose:?}");
        assert_eq!(prose[2], "Nets of silk were used.");
    }
}
