//! The model file: header, table of parts, tensors.
//!
//! In: bytes. Out: typed slices into them, checked. Nothing is copied, nothing is parsed but a page of text. It never trusts a
//! length or an offset, and a file that is cut, altered or of another kind gives an error, not a panic.
//!
//! Layout, little-endian: `DEMARCHE`, format u32, number of parts u32, length of the file u64, xxHash64 of all after byte 64, SHA-256 of
//! the same; then 64 bytes a part (name 24, type u32, 0 u32, offset u64, bytes u64, rows u32, columns u32); then the parts, at multiples of 64.

use super::hash::xxh64;

/// Why a model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The file is not a model at all.
    #[error("not a demarche model: the file does not begin with DEMARCHE")]
    Magic,
    /// The file is of another format version.
    #[error("the model is of format {found}, this program reads format {wanted}: use the model that came with it")]
    Format {
        /// What the file says.
        found: u32,
        /// What this program reads.
        wanted: u32,
    },
    /// The file ends too soon or has too much.
    #[error("the model is {found} bytes long but says {wanted}: copy it again")]
    Length {
        /// Bytes at hand.
        found: u64,
        /// Bytes that the header promises.
        wanted: u64,
    },
    /// The bytes are not those that were written.
    #[error("the model's checksum does not fit its bytes: copy it again")]
    Checksum,
    /// The bytes in memory do not start at a multiple of 64.
    #[error("the model's bytes do not start at a multiple of 64 in memory")]
    Alignment,
    /// A part is missing, or not of the size or type that it must have.
    #[error("the model's part `{part}` is unusable: {why}")]
    Part {
        /// Its name.
        part: String,
        /// What is wrong.
        why: &'static str,
    },
    /// The file cannot be read.
    #[error("{path}: {cause}")]
    Read {
        /// The file.
        path: String,
        /// The system's word.
        cause: String,
    },
    /// The processor keeps numbers the other way round.
    #[error("models are little-endian; this processor is not")]
    Endian,
}

const MAGIC: &[u8; 8] = b"DEMARCHE";
const FORMAT: u32 = 1;
const HEAD: usize = 64;

/// Types that any bit pattern is a value of.
pub(super) trait Plain: Copy + 'static {
    /// Its number in the file.
    const TYPE: u32;
}
impl Plain for u8 {
    const TYPE: u32 = 0;
}
impl Plain for i8 {
    const TYPE: u32 = 1;
}
impl Plain for f32 {
    const TYPE: u32 = 2;
}
impl Plain for u32 {
    const TYPE: u32 = 3;
}
impl Plain for i32 {
    const TYPE: u32 = 4;
}

/// A checked file.
#[derive(Clone, Copy, Debug)]
pub(super) struct File {
    bytes: &'static [u8],
    parts: usize,
}

/// One tensor: its values row by row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tensor<T: 'static> {
    /// All values.
    pub data: &'static [T],
    /// Rows; 1 for a vector.
    pub rows: usize,
    /// Values in a row.
    pub cols: usize,
}

impl<T> Tensor<T> {
    /// One row.
    pub(super) fn row(&self, i: usize) -> &'static [T] {
        &self.data[i * self.cols..(i + 1) * self.cols]
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

impl File {
    /// Checks header, length and checksum.
    pub(super) fn new(bytes: &'static [u8]) -> Result<Self, ModelError> {
        if cfg!(target_endian = "big") {
            return Err(ModelError::Endian);
        }
        if !bytes.starts_with(MAGIC) {
            return Err(ModelError::Magic);
        }
        let wanted = if bytes.len() < HEAD { HEAD as u64 } else { u64_at(bytes, 16) };
        if bytes.len() >= 12 && u32_at(bytes, 8) != FORMAT {
            return Err(ModelError::Format { found: u32_at(bytes, 8), wanted: FORMAT });
        }
        let parts = u32_at(bytes, 12) as usize;
        if bytes.len() as u64 != wanted || !bytes.len().is_multiple_of(64) || parts > bytes.len() / 64 - 1 {
            return Err(ModelError::Length { found: bytes.len() as u64, wanted });
        }
        if bytes.as_ptr().align_offset(64) != 0 {
            return Err(ModelError::Alignment);
        }
        if xxh64(&bytes[HEAD..]) != u64_at(bytes, 24) {
            return Err(ModelError::Checksum);
        }
        Ok(Self { bytes, parts })
    }

    /// SHA-256 of everything after the header, as the trainer wrote it, in hexadecimal.
    pub(super) fn sha256(&self) -> String {
        self.bytes[32..64].iter().map(|b| format!("{b:02x}")).collect()
    }

    /// Length of the file.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The part of that name, of that type.
    pub(super) fn tensor<T: Plain>(&self, name: &str) -> Result<Tensor<T>, ModelError> {
        let fail = |why| ModelError::Part { part: name.to_owned(), why };
        let entry = (0..self.parts)
            .map(|i| &self.bytes[HEAD + 64 * i..HEAD + 64 * (i + 1)])
            .find(|e| e[..24].split(|&b| b == 0).next() == Some(name.as_bytes()))
            .ok_or(fail("it is missing"))?;
        if u32_at(entry, 24) != T::TYPE {
            return Err(fail("it has another type"));
        }
        let (offset, length) = (u64_at(entry, 32) as usize, u64_at(entry, 40) as usize);
        let (rows, cols) = (u32_at(entry, 48) as usize, u32_at(entry, 52) as usize);
        let raw = offset.checked_add(length).and_then(|end| self.bytes.get(offset..end)).ok_or(fail("it lies outside the file"))?;
        let data = cast::<T>(raw).ok_or(fail("it is not aligned"))?;
        if rows.checked_mul(cols) != Some(data.len()) || data.is_empty() {
            return Err(fail("its rows and columns do not fit its length"));
        }
        Ok(Tensor { data, rows, cols })
    }

    /// A tensor that must have these rows and columns.
    pub(super) fn sized<T: Plain>(&self, name: &str, rows: usize, cols: usize) -> Result<Tensor<T>, ModelError> {
        let t = self.tensor::<T>(name)?;
        if (t.rows, t.cols) == (rows, cols) {
            Ok(t)
        } else {
            Err(ModelError::Part { part: name.to_owned(), why: "it has another size than the header tells" })
        }
    }

    /// A part that is text.
    pub(super) fn text(&self, name: &str) -> Result<&'static str, ModelError> {
        let t = self.tensor::<u8>(name)?;
        std::str::from_utf8(t.data).map_err(|_| ModelError::Part { part: name.to_owned(), why: "it is not UTF-8" })
    }
}

/// The bytes as values of `T`; `None` if they do not start and end on one.
fn cast<T: Plain>(bytes: &'static [u8]) -> Option<&'static [T]> {
    // SAFETY: `align_to` asks that the bytes be valid values of `T`. Only the number types above are `Plain`: every bit pattern of theirs is
    // a value, they have no padding, and the slice borrows the same immutable, 'static bytes.
    let (before, values, after) = unsafe { bytes.align_to::<T>() };
    (before.is_empty() && after.is_empty()).then_some(values)
}

/// Bytes copied to a place that starts at a multiple of 64 and is never freed.
pub(super) fn leak_aligned(bytes: &[u8]) -> &'static [u8] {
    let buffer = vec![0u8; bytes.len() + 64].leak();
    let start = buffer.as_ptr().align_offset(64).min(64);
    let place = &mut buffer[start..start + bytes.len()];
    place.copy_from_slice(bytes);
    place
}
