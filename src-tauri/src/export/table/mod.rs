//! Files of a table of evidence: as people read it (`sheet`), as values separated by commas (`csv`), and as a workbook
//! (`workbook`, which `xlsx` writes). `papers` has what stands beside the cells: authors, year, DOI, the entry in the list of
//! references.

mod csv;
mod papers;
mod sheet;
mod workbook;
mod xlsx;

pub(super) use csv::csv;
pub(super) use papers::papers;
pub(super) use sheet::sheet;
pub(super) use workbook::workbook as xlsx;

#[cfg(test)]
mod tests;
