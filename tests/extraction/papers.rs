//! Papers with the publishers' own XML: the targets that the project has set for extraction.

use pagewing::eval::extraction::evaluate;

use pagewing_tests::{fixture, shared};

use crate::options;

/// One column and two, a margin column on the first page, a table between columns, and lists of references in two
/// styles. The limits are those of the worst paper of the larger set.
#[test]
fn three_papers_are_read_as_their_publishers_publish_them() {
    let report = evaluate(&fixture("papers"), &options(), &mut |_| ()).unwrap();
    println!("{report}");
    assert_eq!(report.papers.len(), 3);
    for paper in &report.papers {
        let file = &paper.file;
        assert_eq!(paper.error, None, "{file}");
        assert!(paper.trigram_recall >= 0.98, "{file}");
        assert!(paper.order_tau >= 0.99, "{file}");
        assert!(paper.headings_f1 >= 0.85, "{file}");
        assert!(paper.title, "{file}");
        assert!(paper.authors_f1 >= 0.99, "{file}");
        assert!(
            paper.references_found.is_some_and(|share| share >= 0.96),
            "{file}"
        );
    }
}

#[test]
#[ignore = "needs ../shared/pdfs/papers"]
fn papers_are_read_as_well_as_promised() {
    let report = evaluate(&shared("pdfs/papers"), &options(), &mut |_| ()).unwrap();
    println!("{report}");
    let count = report.papers.len() as f64;
    assert!(count >= 15.0);
    let mean = |of: &dyn Fn(&pagewing::eval::extraction::PaperScore) -> f64| {
        report.papers.iter().map(of).sum::<f64>() / count
    };
    assert!(mean(&|paper| paper.trigram_recall) >= 0.988);
    assert!(mean(&|paper| paper.headings_f1) >= 0.90);
    assert!(mean(&|paper| f64::from(u8::from(paper.title))) >= 0.95);
    assert!(mean(&|paper| paper.references_found.unwrap_or(1.0)) >= 0.97);
    let two: Vec<f64> = report
        .papers
        .iter()
        .filter(|paper| paper.two_columns)
        .map(|paper| paper.trigram_recall)
        .collect();
    assert!(two.iter().sum::<f64>() / two.len() as f64 >= 0.985);
    for paper in &report.papers {
        assert!(paper.trigram_recall >= 0.95, "{}", paper.file);
    }
}
