//! Reads the pickle inside `pytorch_model.bin` as data.
//!
//! A pickle is a program for a stack machine that may call any Python function. This reader knows the
//! handful of functions that a table of tensors needs, builds plain data for those, and refuses any
//! other by name. Values live in one arena and refer to each other by index, so neither sharing nor
//! nesting, however hostile, costs more than the pickle's own length.

use std::collections::HashMap;

use candle_core::DType;

use super::error::CheckpointError;

/// A tensor as a pickle describes it.
pub(super) struct PickledTensor {
    /// Name of the storage entry in the archive.
    pub(super) storage: String,
    pub(super) dtype: DType,
    /// First element within the storage.
    pub(super) offset: u64,
    pub(super) shape: Vec<usize>,
    pub(super) stride: Vec<u64>,
}

#[derive(Clone, Copy, Debug)]
enum Value {
    Int(i64),
    Object(usize),
    /// None, booleans and floats, which nothing reads.
    Other,
}

#[derive(Debug)]
enum Object {
    Text(String),
    Global(String),
    Tuple(Vec<Value>),
    List(Vec<Value>),
    Dict(Vec<(Value, Value)>),
    Storage {
        key: String,
        dtype: DType,
    },
    Tensor {
        storage: usize,
        offset: u64,
        shape: Vec<usize>,
        stride: Vec<u64>,
    },
}

/// The named tensors of a pickled state dict.
pub(super) fn tensors(
    bytes: &[u8],
    file: &str,
) -> Result<Vec<(String, PickledTensor)>, CheckpointError> {
    let mut machine = Machine {
        bytes,
        at: 0,
        file,
        stack: Vec::new(),
        marks: Vec::new(),
        memo: HashMap::new(),
        objects: Vec::new(),
    };
    let top = machine.run()?;
    let entries = match machine.object(top) {
        Some(Object::Dict(entries)) => entries,
        _ => return Err(machine.damaged("it does not hold a table of tensors")),
    };
    let mut found = Vec::new();
    for (key, value) in entries {
        let (
            Some(Object::Text(name)),
            Some(Object::Tensor {
                storage,
                offset,
                shape,
                stride,
            }),
        ) = (machine.object(*key), machine.object(*value))
        else {
            continue;
        };
        if let Some(Object::Storage { key, dtype }) = machine.objects.get(*storage) {
            let tensor = PickledTensor {
                storage: key.clone(),
                dtype: *dtype,
                offset: *offset,
                shape: shape.clone(),
                stride: stride.clone(),
            };
            found.push((name.clone(), tensor));
        }
    }
    Ok(found)
}

struct Machine<'a> {
    bytes: &'a [u8],
    at: usize,
    file: &'a str,
    stack: Vec<Value>,
    marks: Vec<usize>,
    memo: HashMap<usize, Value>,
    objects: Vec<Object>,
}

impl Machine<'_> {
    fn damaged(&self, reason: &str) -> CheckpointError {
        CheckpointError::Damaged {
            file: self.file.to_owned(),
            source: format!("its table of tensors cannot be read: {reason}").into(),
        }
    }

    fn object(&self, value: Value) -> Option<&Object> {
        match value {
            Value::Object(index) => self.objects.get(index),
            _ => None,
        }
    }

    fn new_object(&mut self, object: Object) {
        self.stack.push(Value::Object(self.objects.len()));
        self.objects.push(object);
    }

    fn take(&mut self, count: usize) -> Result<&[u8], CheckpointError> {
        let end = self.at.saturating_add(count);
        let Some(taken) = self.bytes.get(self.at..end) else {
            return Err(self.damaged("it ends too early"));
        };
        self.at = end;
        Ok(taken)
    }

    /// A little-endian unsigned number of `width` bytes.
    fn number(&mut self, width: usize) -> Result<usize, CheckpointError> {
        let value = self
            .take(width)?
            .iter()
            .rev()
            .fold(0u64, |n, byte| n << 8 | u64::from(*byte));
        usize::try_from(value).map_err(|_| self.damaged("a length is too large"))
    }

    fn text(&mut self, length: usize) -> Result<String, CheckpointError> {
        let bytes = self.take(length)?.to_vec();
        String::from_utf8(bytes).map_err(|_| self.damaged("a name is not UTF-8"))
    }

    fn line(&mut self) -> Result<String, CheckpointError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let Some(length) = rest.iter().position(|byte| *byte == b'\n') else {
            return Err(self.damaged("it ends too early"));
        };
        let line = self.text(length)?;
        self.at += 1;
        Ok(line)
    }

    fn pop(&mut self) -> Result<Value, CheckpointError> {
        // the values below a mark belong to an outer object
        if self.stack.len() <= self.marks.last().copied().unwrap_or(0) {
            return Err(self.damaged("its stack runs empty"));
        }
        self.stack
            .pop()
            .ok_or_else(|| self.damaged("its stack runs empty"))
    }

    fn pop_to_mark(&mut self) -> Result<Vec<Value>, CheckpointError> {
        let Some(mark) = self.marks.pop() else {
            return Err(self.damaged("a mark is missing"));
        };
        Ok(self.stack.split_off(mark))
    }

    fn memoize(&mut self, slot: usize) -> Result<(), CheckpointError> {
        let value = self.pop()?;
        self.stack.push(value);
        self.memo.insert(slot, value);
        Ok(())
    }

    fn recall(&mut self, slot: usize) -> Result<(), CheckpointError> {
        match self.memo.get(&slot) {
            Some(value) => self.stack.push(*value),
            None => return Err(self.damaged("it recalls what it never stored")),
        }
        Ok(())
    }

    /// Runs to the end and returns the last value.
    fn run(&mut self) -> Result<Value, CheckpointError> {
        loop {
            let instruction = self.number(1)? as u8;
            if instruction == b'.' {
                return self.pop();
            }
            let done = self.constant(instruction)?
                || self.collection(instruction)?
                || self.reference(instruction)?;
            if !done {
                return Err(self.damaged(&format!("unknown instruction {instruction:#04x}")));
            }
        }
    }

    /// Executes an instruction about the stack, numbers or text; returns `false` for any other.
    fn constant(&mut self, instruction: u8) -> Result<bool, CheckpointError> {
        match instruction {
            0x80 => _ = self.number(1)?,
            0x95 => _ = self.number(8)?,
            b'(' => self.marks.push(self.stack.len()),
            b'0' => _ = self.pop()?,
            b'1' => _ = self.pop_to_mark()?,
            b'2' => {
                let top = self.pop()?;
                self.stack.extend([top, top]);
            }
            b'N' | 0x88 | 0x89 => self.stack.push(Value::Other),
            b'G' => {
                self.take(8)?;
                self.stack.push(Value::Other);
            }
            b'J' => {
                let number = self.number(4)? as u32 as i32;
                self.stack.push(Value::Int(i64::from(number)));
            }
            b'K' => {
                let number = self.number(1)? as i64;
                self.stack.push(Value::Int(number));
            }
            b'M' => {
                let number = self.number(2)? as i64;
                self.stack.push(Value::Int(number));
            }
            0x8a => {
                let width = self.number(1)?;
                self.long(width)?;
            }
            b'X' | b'T' => self.string(4)?,
            0x8c | b'U' => self.string(1)?,
            0x8d => self.string(8)?,
            b'B' => self.skip(4)?,
            b'C' => self.skip(1)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Executes an instruction about a tuple, a list or a table; returns `false` for any other.
    fn collection(&mut self, instruction: u8) -> Result<bool, CheckpointError> {
        match instruction {
            b')' => self.new_object(Object::Tuple(Vec::new())),
            b't' => {
                let values = self.pop_to_mark()?;
                self.new_object(Object::Tuple(values));
            }
            0x85..=0x87 => {
                let mut values = Vec::new();
                for _ in 0x84..instruction {
                    values.insert(0, self.pop()?);
                }
                self.new_object(Object::Tuple(values));
            }
            b']' => self.new_object(Object::List(Vec::new())),
            b'a' => {
                let value = self.pop()?;
                self.append(vec![value])?;
            }
            b'e' => {
                let values = self.pop_to_mark()?;
                self.append(values)?;
            }
            b'}' => self.new_object(Object::Dict(Vec::new())),
            b's' => {
                let value = self.pop()?;
                let key = self.pop()?;
                self.set(&[key, value])?;
            }
            b'u' => {
                let items = self.pop_to_mark()?;
                self.set(&items)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Executes an instruction about a name, the memo or a call; returns `false` for any other.
    fn reference(&mut self, instruction: u8) -> Result<bool, CheckpointError> {
        match instruction {
            b'c' => {
                let module = self.line()?;
                let name = self.line()?;
                self.new_object(Object::Global(format!("{module}.{name}")));
            }
            0x93 => self.stack_global()?,
            b'q' => {
                let slot = self.number(1)?;
                self.memoize(slot)?;
            }
            b'r' => {
                let slot = self.number(4)?;
                self.memoize(slot)?;
            }
            0x94 => self.memoize(self.memo.len())?,
            b'h' => {
                let slot = self.number(1)?;
                self.recall(slot)?;
            }
            b'j' => {
                let slot = self.number(4)?;
                self.recall(slot)?;
            }
            b'Q' => self.storage()?,
            b'R' => self.call()?,
            // attributes of an object that is plain data here
            b'b' => _ = self.pop()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn long(&mut self, width: usize) -> Result<(), CheckpointError> {
        let bytes = self.take(width)?;
        let negative = bytes.last().is_some_and(|top| top & 0x80 != 0);
        let mut wide = [if negative { 0xff } else { 0 }; 8];
        if bytes.len() > wide.len() {
            return Err(self.damaged("a number is too large"));
        }
        for (wide, byte) in wide.iter_mut().zip(bytes) {
            *wide = *byte;
        }
        self.stack.push(Value::Int(i64::from_le_bytes(wide)));
        Ok(())
    }

    fn string(&mut self, width: usize) -> Result<(), CheckpointError> {
        let length = self.number(width)?;
        let text = self.text(length)?;
        self.new_object(Object::Text(text));
        Ok(())
    }

    fn skip(&mut self, width: usize) -> Result<(), CheckpointError> {
        let length = self.number(width)?;
        self.take(length)?;
        self.stack.push(Value::Other);
        Ok(())
    }

    fn stack_global(&mut self) -> Result<(), CheckpointError> {
        let (name, module) = (self.pop()?, self.pop()?);
        let path = match (self.object(module), self.object(name)) {
            (Some(Object::Text(module)), Some(Object::Text(name))) => format!("{module}.{name}"),
            _ => return Err(self.damaged("a function has no name")),
        };
        self.new_object(Object::Global(path));
        Ok(())
    }

    /// The object on top of the stack.
    fn last_object(&mut self) -> Option<&mut Object> {
        match self.stack.last()? {
            Value::Object(index) => self.objects.get_mut(*index),
            _ => None,
        }
    }

    fn append(&mut self, values: Vec<Value>) -> Result<(), CheckpointError> {
        match self.last_object() {
            Some(Object::List(list)) => {
                list.extend(values);
                Ok(())
            }
            _ => Err(self.damaged("it appends to something that is not a list")),
        }
    }

    fn set(&mut self, items: &[Value]) -> Result<(), CheckpointError> {
        match self.last_object() {
            Some(Object::Dict(entries)) => {
                let (pairs, _) = items.as_chunks::<2>();
                entries.extend(pairs.iter().map(|[key, value]| (*key, *value)));
                Ok(())
            }
            _ => Err(self.damaged("it fills something that is not a table")),
        }
    }

    /// `("storage", class, key, device, elements)`: the numbers themselves, elsewhere in the archive.
    fn storage(&mut self) -> Result<(), CheckpointError> {
        let id = self.pop()?;
        let (class, key) = match self.object(id) {
            Some(Object::Tuple(parts)) if let [_, class, key, ..] = parts[..] => (class, key),
            _ => return Err(self.damaged("a storage has no description")),
        };
        match (self.object(class), self.object(key)) {
            (Some(Object::Global(class)), Some(Object::Text(key))) => {
                let Some(dtype) = storage_dtype(class) else {
                    return Err(self.refused(class));
                };
                let key = key.clone();
                self.new_object(Object::Storage { key, dtype });
                Ok(())
            }
            _ => Err(self.damaged("a storage has no description")),
        }
    }

    fn refused(&self, name: &str) -> CheckpointError {
        CheckpointError::Unsafe {
            file: self.file.to_owned(),
            name: name.chars().take(100).collect(),
        }
    }

    /// The calls that make a state dict.
    fn call(&mut self) -> Result<(), CheckpointError> {
        let (arguments, function) = (self.pop()?, self.pop()?);
        let (Some(Object::Tuple(arguments)), Some(Object::Global(name))) =
            (self.object(arguments), self.object(function))
        else {
            return Err(self.damaged("it calls something that is not a function"));
        };
        match name.as_str() {
            "collections.OrderedDict" => self.new_object(Object::Dict(Vec::new())),
            "torch._utils._rebuild_tensor_v2" => {
                let tensor = self.tensor(arguments);
                let tensor = tensor.ok_or_else(|| self.damaged("a tensor has no description"))?;
                self.new_object(tensor);
            }
            "torch._utils._rebuild_parameter" => {
                let inner = arguments.first().copied();
                self.stack.push(inner.unwrap_or(Value::Other));
            }
            other => return Err(self.refused(other)),
        }
        Ok(())
    }

    /// `(storage, offset, size, stride, ...)`.
    fn tensor(&self, arguments: &[Value]) -> Option<Object> {
        let [Value::Object(storage), Value::Int(offset), size, stride, ..] = arguments else {
            return None;
        };
        let Object::Storage { .. } = self.objects.get(*storage)? else {
            return None;
        };
        let numbers = |value: Value| match self.object(value)? {
            Object::Tuple(parts) if parts.len() <= 8 => parts
                .iter()
                .map(|part| match part {
                    Value::Int(n) => u64::try_from(*n).ok(),
                    _ => None,
                })
                .collect::<Option<Vec<u64>>>(),
            _ => None,
        };
        let (shape, stride) = (numbers(*size)?, numbers(*stride)?);
        if shape.len() != stride.len() {
            return None;
        }
        Some(Object::Tensor {
            storage: *storage,
            offset: u64::try_from(*offset).ok()?,
            shape: shape
                .into_iter()
                .map(|n| usize::try_from(n).ok())
                .collect::<Option<_>>()?,
            stride,
        })
    }
}

fn storage_dtype(class: &str) -> Option<DType> {
    Some(match class.strip_prefix("torch.")? {
        "FloatStorage" => DType::F32,
        "HalfStorage" => DType::F16,
        "BFloat16Storage" => DType::BF16,
        "DoubleStorage" => DType::F64,
        "LongStorage" => DType::I64,
        "IntStorage" => DType::I32,
        "ShortStorage" => DType::I16,
        "ByteStorage" | "BoolStorage" | "CharStorage" => DType::U8,
        _ => return None,
    })
}
