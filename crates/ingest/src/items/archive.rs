//! ZIP and tar archives. In: their bytes. Out: the items of their members, each named `archive!member`. Nothing is written to the disk.

use super::Sink;
use super::walk::{bytes, fail, whole};
use crate::IngestCause;
use std::io::{BufRead, Cursor, Read};

/// Members of one archive, at most: a bound against archives made to harm.
const MOST: usize = 1_000_000;

pub(super) fn zip(raw: Vec<u8>, name: &str, depth: usize, sink: &mut Sink<'_>) -> bool {
    let broken = |error: zip::result::ZipError| IngestCause::Format(format!("a damaged ZIP archive: {error}"));
    let mut archive = match zip::ZipArchive::new(Cursor::new(raw)) {
        Ok(archive) => archive,
        Err(error) => return sink(Err(fail(name, None, broken(error)))),
    };
    let mut members: Vec<(String, usize)> = Vec::new();
    for i in 0..archive.len().min(MOST) {
        if let Some(Ok(member)) = archive.name_for_index(i)
            && wanted(&member)
        {
            members.push((member.into_owned(), i));
        }
    }
    members.sort();
    for (member, i) in members {
        let place = format!("{name}!{member}");
        let read = archive.by_index(i).map_err(broken).and_then(whole);
        if !inside(read, &place, depth, sink) {
            return false;
        }
    }
    true
}

pub(super) fn tar(reader: Box<dyn BufRead + '_>, name: &str, depth: usize, sink: &mut Sink<'_>) -> bool {
    let mut archive = tar::Archive::new(reader);
    let broken = |error: std::io::Error| IngestCause::Format(format!("a damaged or truncated tar archive: {error}"));
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return sink(Err(fail(name, None, broken(error)))),
    };
    for entry in entries.take(MOST) {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => return sink(Err(fail(name, None, broken(error)))),
        };
        let member = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !entry.header().entry_type().is_file() || !wanted(&member) {
            continue;
        }
        let place = format!("{name}!{member}");
        let expected = entry.size();
        let read = whole(entry.by_ref()).and_then(|raw| {
            let short = (raw.len() as u64) < expected;
            if short { Err(IngestCause::Format("the tar archive ends inside this member".to_owned())) } else { Ok(raw) }
        });
        if !inside(read, &place, depth, sink) {
            return false;
        }
    }
    true
}

/// Walks one member.
fn inside(read: Result<Vec<u8>, IngestCause>, place: &str, depth: usize, sink: &mut Sink<'_>) -> bool {
    match read {
        Ok(raw) => bytes(Box::new(Cursor::new(raw)), place, depth - 1, sink),
        Err(cause) => sink(Err(fail(place, None, cause))),
    }
}

/// Not a folder, and nothing hidden (`__MACOSX`, `.DS_Store`).
fn wanted(member: &str) -> bool {
    !member.ends_with('/') && !member.split('/').any(|part| part.starts_with('.') && part.len() > 1 || part == "__MACOSX")
}
