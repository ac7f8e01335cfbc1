//! Which language a document is written in.

use crate::document::types::Document;

/// The number of characters that the language is judged by.
pub(crate) const LANGUAGE_SAMPLE: usize = 20_000;

/// The ISO 639-3 code of the main language, if the text is long and clear enough to show it.
pub(crate) fn language(document: &Document) -> Option<String> {
    let sample: String = document
        .prose()
        .flat_map(|sentence| sentence.text.chars().chain([' ']))
        .take(LANGUAGE_SAMPLE)
        .collect();
    language_of(&sample)
}

/// The ISO 639-3 code of the language of a text, if the text is long and clear enough to show it.
pub(crate) fn language_of(sample: &str) -> Option<String> {
    let info = whatlang::detect(sample)?;
    (info.is_reliable() || sample.chars().count() > 500).then(|| info.lang().code().to_owned())
}
