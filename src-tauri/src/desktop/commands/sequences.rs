//! Documents of sequences: their records, and what a model says along them.

use tauri::{AppHandle, State};

use crate::desktop::desk::{Answer, Desk, waiting};
use crate::desktop::picker;
use crate::document::DocumentId;
use crate::export::{self, Draft};
use crate::fault::Fault;
use crate::genome::{GenomeError, TrackFormat, TrackPart};
use crate::jobs::{JobView, RecordView, SequenceModel, SequenceView};

/// The extension of drawings.
const DRAWING: &str = "svg";

#[tauri::command]
pub(super) async fn sequence(desk: State<'_, Desk>, id: DocumentId) -> Answer<SequenceView> {
    desk.ask(move |jobs| jobs.sequence(&id)).await
}

/// At most 200 records.
#[tauri::command]
pub(super) async fn sequence_records(
    desk: State<'_, Desk>,
    id: DocumentId,
    from: u32,
    count: u32,
) -> Answer<Vec<RecordView>> {
    desk.ask(move |jobs| jobs.sequence_records(&id, from, count))
        .await
}

/// At most 512 pieces, however long the range is.
#[tauri::command]
pub(super) async fn sequence_track(
    desk: State<'_, Desk>,
    id: DocumentId,
    record: u32,
    from: u64,
    to: u64,
    classes: Vec<u32>,
) -> Answer<TrackPart> {
    desk.ask(move |jobs| jobs.sequence_track(&id, record, from, to, &classes))
        .await
}

#[tauri::command]
pub(super) async fn classify_sequence(desk: State<'_, Desk>, id: DocumentId) -> Answer<JobView> {
    desk.ask(move |jobs| jobs.classify(&id)).await
}

/// Returns `None` if the person closes the dialog. A folder that is not such a model is an error.
#[tauri::command]
pub(super) async fn choose_sequence_model(
    app: AppHandle,
    desk: State<'_, Desk>,
) -> Answer<Option<SequenceModel>> {
    match waiting(move || picker::folder(&app)).await? {
        Some(folder) => {
            desk.ask(move |jobs| jobs.choose_sequence_model(&folder).map(Some))
                .await
        }
        None => Ok(None),
    }
}

/// Writes the track of a record, of one class or of all. Returns the path of the file, or `None` if the person closes the
/// dialog.
#[tauri::command]
pub(super) async fn export_track(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: DocumentId,
    record: u32,
    format: TrackFormat,
    class: Option<u32>,
) -> Answer<Option<String>> {
    // opened first, so that nobody chooses a name for a file that there will not be
    let track = desk.ask(move |jobs| jobs.whole_track(&id)).await?;
    let name = export::sequence_name(track.name(record), format.extension());
    let Some(path) = waiting(move || picker::save(&app, &name, format.extension())).await? else {
        return Ok(None);
    };
    waiting(move || {
        let mut draft = Draft::begin(&path)?;
        match track.write(record, format, class, &mut draft) {
            Ok(()) => draft.finish()?,
            Err(GenomeError::Output(error)) => return Err(draft.unwritable(&error)),
            Err(error) => return Err(Fault::from(error)),
        }
        Ok(Some(path.to_string_lossy().into_owned()))
    })
    .await?
}

/// Writes the drawing of a record that the page shows. Returns as `export_track` does.
#[tauri::command]
pub(super) async fn export_drawing(
    app: AppHandle,
    name: String,
    drawing: String,
) -> Answer<Option<String>> {
    let name = export::sequence_name(&name, DRAWING);
    let Some(path) = waiting(move || picker::save(&app, &name, DRAWING)).await? else {
        return Ok(None);
    };
    waiting(move || {
        export::write(&path, drawing.as_bytes())?;
        Ok(Some(path.to_string_lossy().into_owned()))
    })
    .await?
}
