//! Documents of sequences as the window shows them: their records, the model that finds classes along them, and the parts of its
//! track that somebody looks at.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Jobs;
use super::input::Input;
use super::sequence_file::track_of;
use super::types::JobView;
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::genome::{
    self, GenomeError, Index, KeptTrack, Named, OfRecord, Results, TrackFormat, TrackKind,
    TrackPart,
};
use crate::weights::{FamilyFolder, FamilyTask};

/// Records that are handed out at once, at most.
const MOST_RECORDS: usize = 200;

/// A document of sequences.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SequenceView {
    /// The number of its records.
    pub records: u32,
    /// The number of all their bases.
    #[ts(type = "number")]
    pub bases: u64,
    /// What a model says along them, if one has read all of them.
    pub track: Option<TrackView>,
    /// The model that a person chose for sequences.
    pub model: Option<SequenceModel>,
    /// Why the chosen model cannot be used.
    pub unusable: Option<Fault>,
}

/// A record of a file of sequences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordView {
    /// The first word of its name.
    pub name: String,
    /// What stands behind it in its line.
    pub description: String,
    /// The number of its bases.
    #[ts(type = "number")]
    pub length: u64,
    /// Bases that are G or C.
    #[ts(type = "number")]
    pub gc: u64,
    /// Bases that are not known.
    #[ts(type = "number")]
    pub unknown: u64,
    /// Bases in lower case, which marks repeats.
    #[ts(type = "number")]
    pub masked: u64,
}

/// What a track is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrackView {
    /// The name of the model.
    pub model: String,
    /// The classes, in order.
    pub labels: Vec<String>,
    /// Whether a person gave the classes names.
    pub named: bool,
    /// What its numbers are.
    pub kind: TrackKind,
    /// Whether it is by the model that is chosen now.
    pub by_chosen: bool,
}

/// A model that finds classes along sequences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SequenceModel {
    /// The path of its folder.
    pub path: String,
    /// The name that people see.
    pub name: String,
    /// The number of its classes.
    pub classes: u32,
}

/// The track of a document, to be written to a file.
pub struct SequenceTrack {
    index: Arc<Index>,
    track: KeptTrack,
}

impl SequenceTrack {
    /// The name of a record; empty if there is none.
    pub fn name(&self, record: u32) -> &str {
        let record = self.index.records.get(record as usize);
        record.map_or("", |record| record.name.as_str())
    }

    /// Writes what it says of a record, of all classes or of one.
    ///
    /// # Errors
    /// [`GenomeError::Output`] if it cannot be written, [`GenomeError::Journal`] if the track cannot be read.
    pub fn write(
        &self,
        record: u32,
        format: TrackFormat,
        class: Option<u32>,
        out: &mut dyn Write,
    ) -> Result<(), GenomeError> {
        let about = self.track.about();
        let class = class.map(|class| class as usize);
        let results = Results {
            model: &about.model,
            index: &self.index,
            labels: &about.labels,
            track: &OfRecord {
                track: &self.track,
                record: record as usize,
            },
        };
        let named = match (class, about.kind) {
            (Some(class), _) => Named::One(class),
            (None, TrackKind::OneClass) => Named::Best,
            (None, _) => Named::Likely,
        };
        match format {
            TrackFormat::Bed => genome::bed(out, &results, named),
            TrackFormat::Bedgraph => genome::bedgraph(out, &results, class),
        }
    }
}

impl Jobs {
    /// A document of sequences.
    ///
    /// # Errors
    /// [`Fault::NoSequences`] for a document with text; errors of the library, and of a file that has to be read again.
    pub fn sequence(&self, id: &DocumentId) -> Result<SequenceView, Fault> {
        let index = self.records_of(id)?;
        let track = KeptTrack::open(&track_of(self.library(), id))?;
        let chosen = self.settings().sequence_model.map(|path| {
            let folder = FamilyFolder::open(Path::new(&path), FamilyTask::ClassifyBases);
            folder.map_err(Fault::from)
        });
        let (folder, unusable) = match chosen {
            None => (None, None),
            Some(Ok(folder)) => (Some(folder), None),
            Some(Err(fault)) => (None, Some(fault)),
        };
        let fingerprint = folder.as_ref().map(|folder| folder.fingerprint.as_str());
        Ok(SequenceView {
            records: u32::try_from(index.records.len()).unwrap_or(u32::MAX),
            bases: index.records.iter().map(|record| record.length).sum(),
            track: track.map(|track| {
                let about = track.about().clone();
                TrackView {
                    by_chosen: fingerprint == Some(about.fingerprint.as_str()),
                    model: about.model,
                    labels: about.labels,
                    named: about.named,
                    kind: about.kind,
                }
            }),
            model: folder.as_ref().map(model_view),
            unusable,
        })
    }

    /// Some records of a document, in the order of the file: at most 200, from this one on.
    ///
    /// # Errors
    /// As [`Jobs::sequence`].
    pub fn sequence_records(
        &self,
        id: &DocumentId,
        from: u32,
        count: u32,
    ) -> Result<Vec<RecordView>, Fault> {
        let index = self.records_of(id)?;
        let count = (count as usize).min(MOST_RECORDS);
        let records = index.records.iter().skip(from as usize).take(count);
        let views = records.map(|record| RecordView {
            name: record.name.clone(),
            description: record.description.clone(),
            length: record.length,
            gc: record.gc,
            unknown: record.unknown,
            masked: record.masked,
        });
        Ok(views.collect())
    }

    /// What a model says of a range of a record, of these classes. What comes back is small, however long the range is.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if no model has read the document; errors of the library, and of reading what is kept.
    pub fn sequence_track(
        &self,
        id: &DocumentId,
        record: u32,
        from: u64,
        to: u64,
        classes: &[u32],
    ) -> Result<TrackPart, Fault> {
        let classes: Vec<usize> = classes.iter().map(|class| *class as usize).collect();
        let track = self.kept_track(id)?;
        Ok(track.part(record as usize, from..to.max(from), &classes)?)
    }

    /// The whole track of a document.
    ///
    /// # Errors
    /// As [`Jobs::sequence_track`].
    pub fn whole_track(&self, id: &DocumentId) -> Result<SequenceTrack, Fault> {
        Ok(SequenceTrack {
            index: self.records_of(id)?,
            track: self.kept_track(id)?,
        })
    }

    /// Chooses the model that finds classes along sequences. Loads nothing yet.
    ///
    /// # Errors
    /// If the folder is not such a model, or the settings cannot be written.
    pub fn choose_sequence_model(&self, folder: &Path) -> Result<SequenceModel, Fault> {
        let folder = FamilyFolder::open(folder, FamilyTask::ClassifyBases)?;
        let view = model_view(&folder);
        self.shared.change_settings(|settings| {
            settings.sequence_model = Some(view.path.clone());
        })?;
        Ok(view)
    }

    /// Finds the classes along a document with the chosen model. What was found before a stop is not computed again.
    ///
    /// # Errors
    /// [`Fault::NoSequences`] for a document with text; [`Fault::NotKept`] if no model is chosen any more; if the document is not in
    /// the library, or the job cannot be stored.
    pub fn classify(&self, id: &DocumentId) -> Result<JobView, Fault> {
        let shared = &self.shared;
        let card = shared.card_of_sequences(id)?;
        let model = self.settings().sequence_model;
        let input = Input::Classify {
            document: id.clone(),
            folder: model.ok_or(Fault::NotKept)?.into(),
        };
        let view = shared
            .board()
            .add(&shared.library, card.title, input, None)?;
        shared.first_if_open(id);
        Ok(view)
    }

    fn records_of(&self, id: &DocumentId) -> Result<Arc<Index>, Fault> {
        let shared = &self.shared;
        shared.card_of_sequences(id)?;
        shared
            .sequence
            .records(&shared.library, id, &shared.closing)
    }

    fn kept_track(&self, id: &DocumentId) -> Result<KeptTrack, Fault> {
        // the page names the document, and only one of the library has a folder here
        self.library().file_of(id)?;
        let track = KeptTrack::open(&track_of(self.library(), id))?;
        track.ok_or(Fault::NotKept)
    }
}

fn model_view(folder: &FamilyFolder) -> SequenceModel {
    let classes = folder.labels.as_ref().map_or(0, |it| it.names().len());
    SequenceModel {
        path: folder.path.to_string_lossy().into_owned(),
        name: folder.name.clone(),
        classes: u32::try_from(classes).unwrap_or(u32::MAX),
    }
}
