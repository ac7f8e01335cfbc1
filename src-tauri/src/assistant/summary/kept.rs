//! Conversions between the summary as people see it and as the library keeps it.

use super::coverage;
use super::recipe::{focus_in, options_in};
use super::remarks::remarks;
use super::types::{
    Evidence, Focus, PageCoverage, Remark, SummaryOrigin, SummarySentence, SummaryView,
};
use crate::document::DocumentId;
use crate::library::{
    KeptCoverage, KeptOrigin, KeptRemark, KeptSentence, KeptSource, KeptSummary, KeptVersion,
    Library, LibraryError,
};

/// The kept form of a finished summary.
pub(crate) fn kept(summary: &SummaryView) -> KeptSummary {
    KeptSummary {
        origin: match &summary.origin {
            SummaryOrigin::KeySentences => KeptOrigin::KeySentences,
            SummaryOrigin::Model { name } => KeptOrigin::Model { name: name.clone() },
        },
        sentences: kept_sentences(&summary.sentences),
        remarks: Some(summary.remarks.iter().map(kept_remark).collect()),
        coverage: kept_coverage(&summary.coverage),
    }
}

pub(super) fn kept_coverage(pages: &[PageCoverage]) -> Vec<KeptCoverage> {
    let kept = pages.iter().map(|page| KeptCoverage {
        page: page.page,
        share: page.share,
    });
    kept.collect()
}

/// The kept form of written sentences.
pub(crate) fn kept_sentences(sentences: &[SummarySentence]) -> Vec<KeptSentence> {
    let source = |evidence: &Evidence| KeptSource {
        sentence: evidence.sentence,
        page: evidence.page,
        weight: evidence.weight,
    };
    sentences
        .iter()
        .map(|sentence| KeptSentence {
            text: sentence.text.clone(),
            sources: sentence.evidence.iter().map(source).collect(),
            support: sentence.support,
            section: sentence.section,
            yours: sentence.yours,
            pinned: sentence.pinned,
            instead_of: None,
        })
        .collect()
}

fn kept_remark(remark: &Remark) -> KeptRemark {
    match remark.clone() {
        Remark::AboutSection { title } => KeptRemark::AboutSection { title },
        Remark::AboutPages { first, last } => KeptRemark::AboutPages { first, last },
        Remark::AboutSelection => KeptRemark::AboutSelection,
        Remark::NoRunningText => KeptRemark::NoRunningText,
        Remark::Note { note } => KeptRemark::Note { note },
    }
}

/// A kept summary of a document, ready to show. The first version kept remarks as sentences; for such a summary
/// the remarks are derived again.
///
/// # Errors
/// Errors of the library, which loads the document to derive remarks.
pub(crate) fn opened(
    library: &Library,
    document: &DocumentId,
    recipe: &str,
    kept: KeptSummary,
) -> Result<SummaryView, LibraryError> {
    let remarks = match kept.remarks {
        Some(facts) => facts.into_iter().map(opened_remark).collect(),
        None => remarks(&library.document(document)?, focus_in(recipe)),
    };
    Ok(SummaryView {
        document: document.clone(),
        origin: match kept.origin {
            KeptOrigin::KeySentences => SummaryOrigin::KeySentences,
            KeptOrigin::Model { name } => SummaryOrigin::Model { name },
        },
        options: options_in(recipe),
        sentences: opened_sentences(kept.sentences),
        draft: String::new(),
        complete: true,
        remarks,
        coverage: kept
            .coverage
            .into_iter()
            .map(|page| PageCoverage {
                page: page.page,
                share: page.share,
            })
            .collect(),
        version: None,
    })
}

/// A version of a document's summary, ready to show. If the document was read again since, the pages that the summary
/// draws on are those of the new reading, and a section or a selection in focus is only known by its remark.
///
/// # Errors
/// Errors of the library, which loads the document if it is needed.
pub(crate) fn opened_version(
    library: &Library,
    document: &DocumentId,
    kept: KeptVersion,
) -> Result<SummaryView, LibraryError> {
    let mut view = opened(library, document, &kept.recipe, kept.summary)?;
    view.version = Some(kept.version);
    if kept.read_again {
        view.coverage = coverage::of_pages(&*library.shared_document(document)?, &view.sentences);
        if !matches!(view.options.focus, Focus::Pages { .. }) {
            view.options.focus = Focus::Whole;
        }
    }
    Ok(view)
}

/// Kept sentences as [`SummarySentence`]s, to continue from.
pub(crate) fn opened_sentences(kept: Vec<KeptSentence>) -> Vec<SummarySentence> {
    let evidence = |source: KeptSource| Evidence {
        sentence: source.sentence,
        page: source.page,
        weight: source.weight,
    };
    kept.into_iter()
        .map(|sentence| SummarySentence {
            text: sentence.text,
            evidence: sentence.sources.into_iter().map(evidence).collect(),
            support: sentence.support,
            section: sentence.section,
            yours: sentence.yours,
            pinned: sentence.pinned,
        })
        .collect()
}

fn opened_remark(kept: KeptRemark) -> Remark {
    match kept {
        KeptRemark::AboutSection { title } => Remark::AboutSection { title },
        KeptRemark::AboutPages { first, last } => Remark::AboutPages { first, last },
        KeptRemark::AboutSelection => Remark::AboutSelection,
        KeptRemark::NoRunningText => Remark::NoRunningText,
        KeptRemark::Note { note } => Remark::Note { note },
    }
}
