//! The bytes of a `spiece.model`.

/// A field of a protocol buffer that holds bytes.
pub(crate) fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![number << 3 | 2];
    let mut length = bytes.len();
    loop {
        let low = (length & 0x7f) as u8;
        length >>= 7;
        out.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    out.extend(bytes);
    out
}

/// An entry of the vocabulary; the kinds are 1 normal, 2 unknown, 3 control and 4 user-defined.
pub(crate) fn piece(text: &str, score: f32, kind: u8) -> Vec<u8> {
    let piece = [
        field(1, text.as_bytes()),
        vec![2 << 3 | 5],
        score.to_le_bytes().to_vec(),
        vec![3 << 3, kind],
    ];
    field(1, &piece.concat())
}
