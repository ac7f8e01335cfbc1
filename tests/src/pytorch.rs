//! `pytorch_model.bin` from safetensors. Older repositories on hubs, those of BigBirdPegasus among them, hold only this
//! form.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// One tensor in the header of a safetensors file.
#[derive(Deserialize)]
struct Described {
    dtype: String,
    shape: Vec<u64>,
    data_offsets: (u64, u64),
}

/// Writes the tensors of the file `safetensors`, which are in f32, into the file `bin`.
///
/// # Errors
/// If a file cannot be read or written, or a tensor has another type.
pub fn write(safetensors: &Path, bin: &Path) -> io::Result<()> {
    let mut from = BufReader::new(File::open(safetensors)?);
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut header = vec![0; usize::try_from(length).map_err(io::Error::other)?];
    from.read_exact(&mut header)?;
    let header: BTreeMap<String, Value> = serde_json::from_slice(&header)?;
    let tensors = header
        .into_iter()
        .filter(|(name, _)| name != "__metadata__")
        .map(|(name, about)| Ok((name, serde_json::from_value(about)?)))
        .collect::<io::Result<Vec<(String, Described)>>>()?;

    // one storage for each tensor, aligned as PyTorch aligns them
    let mut zip = ZipWriter::new(BufWriter::new(File::create(bin)?));
    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .with_alignment(64);
    zip.start_file("archive/data.pkl", stored)?;
    zip.write_all(&table(&tensors)?)?;
    for (index, (_, tensor)) in tensors.iter().enumerate() {
        zip.start_file(format!("archive/data/{index}"), stored)?;
        let (first, end) = tensor.data_offsets;
        from.seek(SeekFrom::Start(8 + length + first))?;
        io::copy(&mut from.by_ref().take(end - first), &mut zip)?;
    }
    zip.start_file("archive/version", stored)?;
    zip.write_all(b"3\n")?;
    zip.finish()?.flush()
}

/// The pickled table of the tensors: a dictionary from names to calls that build them.
fn table(tensors: &[(String, Described)]) -> io::Result<Vec<u8>> {
    let mut pickle = b"\x80\x02}".to_vec();
    for (index, (name, tensor)) in tensors.iter().enumerate() {
        if tensor.dtype != "F32" {
            return Err(io::Error::other(format!("{name} is in {}", tensor.dtype)));
        }
        let elements = tensor.shape.iter().product();
        let mut strides = vec![1; tensor.shape.len()];
        for at in (1..tensor.shape.len()).rev() {
            strides[at - 1] = strides[at] * tensor.shape[at];
        }
        text(&mut pickle, name)?;
        pickle.extend(b"ctorch._utils\n_rebuild_tensor_v2\n((");
        text(&mut pickle, "storage")?;
        pickle.extend(b"ctorch\nFloatStorage\n");
        text(&mut pickle, &index.to_string())?;
        text(&mut pickle, "cpu")?;
        number(&mut pickle, elements)?;
        pickle.extend(b"tQ");
        number(&mut pickle, 0)?;
        tuple(&mut pickle, &tensor.shape)?;
        tuple(&mut pickle, &strides)?;
        pickle.extend(b"\x89ccollections\nOrderedDict\n)RtRs");
    }
    pickle.push(b'.');
    Ok(pickle)
}

fn text(pickle: &mut Vec<u8>, text: &str) -> io::Result<()> {
    let length = u32::try_from(text.len()).map_err(io::Error::other)?;
    pickle.push(b'X');
    pickle.extend(length.to_le_bytes());
    pickle.extend(text.as_bytes());
    Ok(())
}

fn number(pickle: &mut Vec<u8>, number: u64) -> io::Result<()> {
    let number = i32::try_from(number).map_err(io::Error::other)?;
    pickle.push(b'J');
    pickle.extend(number.to_le_bytes());
    Ok(())
}

fn tuple(pickle: &mut Vec<u8>, numbers: &[u64]) -> io::Result<()> {
    pickle.push(b'(');
    for value in numbers {
        number(pickle, *value)?;
    }
    pickle.push(b't');
    Ok(())
}

#[cfg(all(test, feature = "model"))]
mod tests {
    use bigbird_pegasus::Checkpoint;
    use candle_core::{DType, Device};

    use crate::fixture;

    #[test]
    fn the_same_tensors_come_out_of_both_forms() {
        let folder = tempfile::tempdir().unwrap();
        let model = fixture("tiny-model");
        std::fs::copy(model.join("config.json"), folder.path().join("config.json")).unwrap();
        super::write(
            &model.join("model.safetensors"),
            &folder.path().join("pytorch_model.bin"),
        )
        .unwrap();
        let safetensors = Checkpoint::open(&model).unwrap();
        let bin = Checkpoint::open(folder.path()).unwrap();
        let names: Vec<&str> = safetensors.names().collect();
        assert!(names.len() > 50);
        assert_eq!(bin.names().collect::<Vec<_>>(), names);
        for name in names {
            let shape = safetensors.shape(name).unwrap();
            assert_eq!(bin.shape(name), Some(shape), "{name}");
            let values = |checkpoint: &Checkpoint| -> Vec<f32> {
                let tensor = checkpoint.tensor(name, shape, DType::F32, &Device::Cpu);
                tensor.unwrap().flatten_all().unwrap().to_vec1().unwrap()
            };
            assert_eq!(values(&bin), values(&safetensors), "{name}");
        }
    }
}
