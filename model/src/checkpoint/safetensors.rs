//! The header of a safetensors file.

use ::safetensors::{Dtype, SafeTensorError, SafeTensors};
use candle_core::DType;

use super::converted::{self, Conversion};
use super::entry::{Entries, TensorEntry};
use super::error::CheckpointError;
use super::format::ConversionFormat;
use super::mapped::MappedFile;

/// The tensors in `file`, with the places of their bytes, and the conversion's description if there is one.
pub(super) fn entries(
    file: &MappedFile,
    index: usize,
    format: &ConversionFormat,
) -> Result<(Entries, Option<Conversion>), CheckpointError> {
    let (header, metadata) =
        SafeTensors::read_metadata(file.bytes()).map_err(|e| explain(file, e))?;
    let data = header + 8;
    let conversion = converted::read(file, format, metadata.metadata().as_ref())?;
    let entries = metadata
        .tensors()
        .into_iter()
        .map(|(name, info)| {
            let dtype = dtype(info.dtype).ok_or_else(|| CheckpointError::Dtype {
                name: name.clone(),
                dtype: format!("{:?}", info.dtype),
            })?;
            let entry = TensorEntry {
                file: index,
                start: data + info.data_offsets.0,
                end: data + info.data_offsets.1,
                dtype,
                shape: info.shape.clone(),
                packed: None,
            };
            Ok((name, entry))
        })
        .collect::<Result<Vec<_>, CheckpointError>>()?;
    match conversion {
        Some(conversion) => Ok((
            converted::join(file, format, &conversion, entries)?,
            Some(conversion),
        )),
        None => Ok((entries, None)),
    }
}

fn dtype(dtype: Dtype) -> Option<DType> {
    Some(match dtype {
        Dtype::F16 => DType::F16,
        Dtype::BF16 => DType::BF16,
        Dtype::F32 => DType::F32,
        Dtype::F64 => DType::F64,
        Dtype::I64 => DType::I64,
        Dtype::I32 => DType::I32,
        Dtype::I16 => DType::I16,
        Dtype::U32 => DType::U32,
        Dtype::U8 | Dtype::BOOL => DType::U8,
        _ => return None,
    })
}

fn explain(file: &MappedFile, error: SafeTensorError) -> CheckpointError {
    match error {
        SafeTensorError::MetadataIncompleteBuffer | SafeTensorError::HeaderTooSmall => {
            file.truncated("the file ends before (or long after) the tensors that its header lists")
        }
        SafeTensorError::HeaderTooLarge | SafeTensorError::InvalidHeaderLength => {
            file.damaged("it does not begin with a safetensors header")
        }
        other => file.damaged(other),
    }
}
