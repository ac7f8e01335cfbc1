//! The table of agreement with the reference, `model/AGREEMENT.md`: written if `PAGEWING_WRITE_AGREEMENT` is set,
//! otherwise checked for listing the same cases.

use std::collections::BTreeMap;

use crate::reference::{Difference, Reference};

/// Differences by case and output.
#[derive(Default)]
pub(crate) struct Agreement(BTreeMap<String, Difference>);

impl Agreement {
    /// Records one output; the layers of a stack share a line.
    pub(crate) fn add(&mut self, case: &str, output: &str, difference: Difference) {
        let output = match output.split_once('.') {
            Some((stack, _)) => format!("{stack} layers"),
            None => output.to_owned(),
        };
        let line = self.0.entry(format!("{case} | {output}"));
        let kept = line.or_insert(difference);
        kept.absolute = kept.absolute.max(difference.absolute);
        kept.relative = kept.relative.max(difference.relative);
    }

    pub(crate) fn check_or_write(&self, reference: &Reference) {
        let path = pagewing_tests::root().join("model/AGREEMENT.md");
        if !reference.is_committed() && std::env::var_os("PAGEWING_WRITE_AGREEMENT").is_some() {
            std::fs::write(&path, self.table()).expect("the table is written");
            return;
        }
        // another folder has different cases
        if !reference.is_committed() && std::env::var_os("PAGEWING_REFERENCE").is_some() {
            print!("{}", self.table());
            return;
        }
        let committed = std::fs::read_to_string(&path).expect("model/AGREEMENT.md is committed");
        for line in self.0.keys() {
            assert!(
                committed.contains(&format!("| {line} |")),
                "model/AGREEMENT.md does not list {line}"
            );
        }
    }

    fn table(&self) -> String {
        let mut table = String::from(
            "# Agreement with the reference\n\n\
             Written by `PAGEWING_WRITE_AGREEMENT=1 cargo test -p pagewing-tests --no-default-features --features model --test parity -- --ignored`: \
             f32 on the CPU against transformers 5.23 (PyTorch, f32). The relative difference is the largest \
             difference divided by the largest value. Required is `|a - b| <= 1e-4 + 1e-5 |b|` for every value; \
             random block tables, generated tokens, token ids and decoded texts are equal in every stored case.\n\n\
             | case | output | largest difference | relative |\n|---|---|---:|---:|\n",
        );
        for (line, difference) in &self.0 {
            table += &format!(
                "| {line} | {:.1e} | {:.1e} |\n",
                difference.absolute, difference.relative
            );
        }
        table
    }
}
