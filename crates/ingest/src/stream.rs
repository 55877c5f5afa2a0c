//! Paths to bytes.
//!
//! In: a path, or `-`. Out: a buffered reader, gunzipped where the name or the first bytes say so, and lines of it. It never reads more
//! than the caller asks for.

use crate::IngestCause;
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// A source that can be read line by line.
pub(crate) type Source = Box<dyn BufRead>;

/// Opens a path; `-` is standard input. Gzip is recognised by its first bytes.
pub(crate) fn open(path: &Path) -> Result<Source, IngestCause> {
    let mut source: Source = if path.as_os_str() == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        Box::new(BufReader::with_capacity(1 << 16, File::open(path)?))
    };
    if source.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(source))));
    }
    Ok(source)
}

/// Reads all that is left; an error if that is `limit` bytes or more, of which no more are read.
pub(crate) fn read_all(source: Source, limit: u64) -> Result<Vec<u8>, IngestCause> {
    let mut bytes = Vec::new();
    source.take(limit).read_to_end(&mut bytes)?;
    if bytes.len() as u64 >= limit { Err(IngestCause::TooLarge(bytes.len() as u64)) } else { Ok(bytes) }
}

/// Longest line, in bytes: the largest text that a report may have, with room for how JSON writes it.
pub(crate) const LONGEST_LINE: u64 = 32 << 20;

/// Reads one line without its end; `None` at the end of the source. Of a line that is too long the rest is passed over, and not kept.
pub(crate) fn read_line(source: &mut Source, line: &mut Vec<u8>) -> Result<Option<()>, IngestCause> {
    line.clear();
    let n = source.by_ref().take(LONGEST_LINE).read_until(b'\n', line)? as u64;
    if n == 0 {
        return Ok(None);
    }
    if n == LONGEST_LINE && line.last() != Some(&b'\n') {
        line.clear();
        return Err(IngestCause::TooLarge(n + source.skip_until(b'\n')? as u64));
    }
    while matches!(line.last(), Some(b'\n' | b'\r')) {
        line.pop();
    }
    Ok(Some(()))
}

/// The name of a file without directories and without `.gz`, in lower case for the ending.
pub(crate) fn stem_and_ending(path: &Path) -> (String, String) {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |n| n.to_string_lossy());
    let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".GZ")).unwrap_or(&name);
    match plain.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem.to_owned(), ending.to_ascii_lowercase()),
        _ => (plain.to_owned(), String::new()),
    }
}
