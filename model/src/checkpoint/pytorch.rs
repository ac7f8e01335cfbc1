//! `pytorch_model.bin`: a zip archive with a pickled table of tensors and one entry per storage.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::CompressionMethod;
use zip::ZipArchive;

use super::entry::TensorEntry;
use super::error::CheckpointError;
use super::mapped::MappedFile;
use super::pickle::{self, PickledTensor};

/// The limit in bytes; tables of even the largest models are far smaller.
const MAX_PICKLE: u64 = 64 << 20;

/// The tensors in `file`, with the places of their bytes.
pub(super) fn entries(
    file: &MappedFile,
    index: usize,
) -> Result<Vec<(String, TensorEntry)>, CheckpointError> {
    let bytes = file.bytes();
    if !bytes.starts_with(b"PK") {
        // a bare pickle starts with its protocol
        return Err(match bytes.first() {
            Some(0x80) => file
                .damaged("it was saved by PyTorch before 1.6; load and save it with a newer one"),
            _ => file.damaged("it is not the zip archive that PyTorch saves"),
        });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|e| file.truncated(format!("the zip archive has no readable directory ({e})")))?;
    let mut places = HashMap::new();
    let mut table = None;
    for i in 0..archive.len() {
        let mut entry = archive.by_index_raw(i).map_err(|e| file.damaged(e))?;
        let name = entry.name().map_err(|e| file.damaged(e))?.into_owned();
        if name.ends_with("/data.pkl") {
            if entry.compression() != CompressionMethod::Stored || entry.size() > MAX_PICKLE {
                return Err(file.damaged("its table of tensors is compressed or too large"));
            }
            let mut pickled = Vec::new();
            entry
                .by_ref()
                .take(MAX_PICKLE)
                .read_to_end(&mut pickled)
                .map_err(|e| file.damaged(e))?;
            table = Some((name.trim_end_matches("data.pkl").to_owned(), pickled));
        } else if name.ends_with("/byteorder") {
            let mut order = String::new();
            let _ = entry.by_ref().take(16).read_to_string(&mut order);
            if order.trim() == "big" {
                return Err(file.damaged("its numbers are stored big-endian"));
            }
        } else if entry.compression() == CompressionMethod::Stored
            && let Some(start) = entry.data_start()
        {
            places.insert(name, (start, entry.size()));
        }
    }
    let (prefix, pickled) = table.ok_or_else(|| file.damaged("the archive has no data.pkl"))?;
    let tensors = pickle::tensors(&pickled, &file.name)?;
    if tensors.is_empty() {
        return Err(file.damaged("its table lists no tensors"));
    }
    tensors
        .into_iter()
        .map(|(name, tensor)| {
            let place = places
                .get(&format!("{prefix}data/{}", tensor.storage))
                .copied();
            let entry = entry(file, index, &name, tensor, place)?;
            Ok((name, entry))
        })
        .collect()
}

/// The place of one tensor inside its storage, checked against the file.
fn entry(
    file: &MappedFile,
    index: usize,
    name: &str,
    tensor: PickledTensor,
    place: Option<(u64, u64)>,
) -> Result<TensorEntry, CheckpointError> {
    let (start, size) =
        place.ok_or_else(|| file.truncated(format!("the numbers of {name} are missing")))?;
    let mut expected_stride = 1u64;
    for (dim, stride) in tensor.shape.iter().zip(&tensor.stride).rev() {
        if *dim > 1 && *stride != expected_stride {
            return Err(file.damaged(format!("{name} is not stored in row order")));
        }
        expected_stride = expected_stride
            .checked_mul(*dim as u64)
            .ok_or_else(|| file.damaged(format!("the shape of {name} is too large")))?;
    }
    let width = tensor.dtype.size_in_bytes() as u64;
    let range = tensor.offset.checked_mul(width).and_then(|skip| {
        let bytes = expected_stride.checked_mul(width)?;
        (skip.checked_add(bytes)? <= size).then_some(())?;
        let start = start.checked_add(skip)?;
        Some((
            usize::try_from(start).ok()?,
            usize::try_from(start.checked_add(bytes)?).ok()?,
        ))
    });
    match range {
        Some((start, end)) if end <= file.bytes().len() => Ok(TensorEntry {
            packed: None,
            file: index,
            start,
            end,
            dtype: tensor.dtype,
            shape: tensor.shape,
        }),
        _ => Err(file.truncated(format!("the numbers of {name} are cut off"))),
    }
}
