//! The passages of other documents that are nearest to a text by meaning.

use super::{Embedding, FoundPassage, MOST_RANKED, by_meaning, share};
use crate::document::DocumentId;
use crate::library::{LibraryError, Shelf, Within};

/// The passages nearest to a text, nearest first: at most `wanted` passages from at most `documents` documents, each of which
/// gets its share, and none of the document `own`. The score is the cosine. Passages that have no vector of the model yet
/// are not among them.
///
/// # Errors
/// [`LibraryError`] if the database fails.
pub fn related(
    shelf: Shelf<'_>,
    own: &DocumentId,
    text: Embedding<'_>,
    documents: usize,
    wanted: usize,
) -> Result<Vec<FoundPassage>, LibraryError> {
    let near = by_meaning(shelf, Within::Everything, text)?;
    let mut near: Vec<(i64, f64)> = near.into_iter().collect();
    // of equals the smaller number comes first, so that every run returns the same
    near.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut ranked = Vec::new();
    for (number, score) in near {
        // its document may have been removed this moment
        let passage = shelf.passage(number)?;
        ranked.extend(
            passage
                .filter(|passage| passage.document != *own)
                .map(|passage| FoundPassage {
                    passage,
                    score,
                    words: 0.0,
                }),
        );
        if ranked.len() == MOST_RANKED {
            break;
        }
    }
    Ok(share::shared(ranked, documents, wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::LooseDocuments;
    use crate::search::quantized;
    use crate::search::tests::document;

    #[test]
    fn the_nearest_passages_of_other_documents_come_first_and_those_without_a_vector_not_at_all() {
        let mut loose = LooseDocuments::new().unwrap();
        for id in ["aa", "bb", "cc"] {
            let text = format!("Something of its own stands in the document {id}.");
            loose.add(document(id, id, &[text.as_str()]), id).unwrap();
        }
        let shelf = Shelf::Loose(&loose);
        let number = |id: &str| {
            let id = DocumentId(id.into());
            shelf.passages_without_vector("m", &id).unwrap()[0]
        };
        let vectors = [
            (number("aa"), quantized(&[1.0, 0.0])),
            (number("bb"), quantized(&[0.6, 0.8])),
        ];
        let near = |own: &str, vector: &[f32]| -> Vec<(String, f64)> {
            let text = Embedding { model: "m", vector };
            let found = related(shelf, &DocumentId(own.into()), text, 5, 5).unwrap();
            let found = found.into_iter();
            found
                .map(|found| (found.passage.document.0, (found.score * 10.0).round()))
                .collect()
        };
        assert_eq!(near("cc", &[1.0, 0.0]), []);
        shelf.put_passage_vectors("m", &vectors).unwrap();
        let (aa, bb) = ("aa".to_owned(), "bb".to_owned());
        assert_eq!(
            near("cc", &[1.0, 0.0]),
            [(aa.clone(), 10.0), (bb.clone(), 6.0)]
        );
        assert_eq!(near("cc", &[0.0, 1.0]), [(bb.clone(), 8.0), (aa, 0.0)]);
        assert_eq!(near("aa", &[1.0, 0.0]), [(bb, 6.0)]);
    }
}
