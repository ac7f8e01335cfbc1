//! Papers with the publishers' own XML: the targets that the project has set for extraction.

use pagewing::eval::extraction::evaluate;

use pagewing_tests::shared;

use crate::options;

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
