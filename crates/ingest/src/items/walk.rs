//! Paths to items: folders, files, and what is inside them. In: a path. Out: items, handed to a sink.
//!
//! A container inside a container is walked too, up to a depth. A damaged one gives what could be read of it, and an error.

use super::{Format, Item, Sink, archive, feed, mail, table, warc};
use crate::{IngestCause, IngestError, json, stream};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Largest file or member that is read as a whole, in bytes.
pub(super) const LARGEST_MEMBER: u64 = 256 << 20;
/// Containers inside containers.
const DEPTH: usize = 4;
/// Bytes that tell what a file is.
const HEAD: usize = 1024;

/// What a stream of bytes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Html,
    Json,
    Lines,
    Table,
    Xml,
    Warc,
    Zip,
    Tar,
    Mbox,
    Mail,
    Other,
}

/// Hands every item of a path to `sink`, in the order of names. `true` unless the sink has ended the walk.
pub fn walk(path: &Path, sink: &mut Sink<'_>) -> bool {
    if path.as_os_str() != "-" && path.is_dir() {
        return folder(path, sink);
    }
    let name = if path.as_os_str() == "-" { "<stdin>".to_owned() } else { path.display().to_string() };
    let opened = match path.as_os_str() == "-" {
        true => Ok(Box::new(std::io::stdin()) as Box<dyn Read>),
        false => std::fs::File::open(path).map(|f| Box::new(f) as Box<dyn Read>),
    };
    match opened {
        Ok(reader) => bytes(reader, &name, DEPTH, sink),
        Err(error) => sink(Err(fail(&name, None, error.into()))),
    }
}

fn folder(path: &Path, sink: &mut Sink<'_>) -> bool {
    let read = std::fs::read_dir(path).and_then(|all| all.map(|e| e.map(|e| e.path())).collect::<Result<Vec<PathBuf>, _>>());
    let mut inner = match read {
        Ok(inner) => inner,
        Err(error) => return sink(Err(fail(&path.display().to_string(), None, error.into()))),
    };
    inner.sort();
    let hidden = |p: &PathBuf| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    inner.iter().filter(|p| !hidden(p)).all(|p| walk(p, sink))
}

/// Walks a stream of bytes that is called `name`.
pub(super) fn bytes(reader: Box<dyn Read + '_>, name: &str, depth: usize, sink: &mut Sink<'_>) -> bool {
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let zipped = match reader.fill_buf() {
        Ok(head) => head.starts_with(&[0x1f, 0x8b]),
        Err(error) => return sink(Err(fail(name, None, error.into()))),
    };
    if depth == 0 {
        return sink(Err(fail(name, None, IngestCause::Format(format!("containers more than {DEPTH} deep are not opened")))));
    }
    if zipped {
        let plain = BufReader::with_capacity(1 << 16, flate2::bufread::MultiGzDecoder::new(reader));
        return stream_of(Box::new(plain), name, depth, sink);
    }
    stream_of(Box::new(reader), name, depth, sink)
}

fn stream_of(mut reader: Box<dyn BufRead + '_>, name: &str, depth: usize, sink: &mut Sink<'_>) -> bool {
    let (stem, ending) = stream::stem_and_ending(Path::new(name.rsplit('!').next().unwrap_or(name)));
    let kind = match reader.fill_buf() {
        Ok(head) => kind(&ending, &head[..head.len().min(HEAD)]),
        Err(error) => return sink(Err(fail(name, None, error.into()))),
    };
    match kind {
        Kind::Lines => lines(reader, name, sink),
        Kind::Table => table::walk(reader, name, sink),
        Kind::Warc => warc::walk(reader, name, sink),
        Kind::Tar => archive::tar(reader, name, depth, sink),
        Kind::Mbox => mail::mbox(reader, name, sink),
        Kind::Text | Kind::Html | Kind::Json | Kind::Xml | Kind::Zip | Kind::Mail | Kind::Other => {
            let raw = match whole(reader) {
                Ok(raw) => raw,
                Err(cause) => return sink(Err(fail(name, None, cause))),
            };
            match kind {
                Kind::Zip => archive::zip(raw, name, depth, sink),
                Kind::Json => objects(raw, name, sink),
                Kind::Xml => feed::walk(raw, name, sink),
                Kind::Html => sink(Ok(named(Item::new(name, raw, Format::Html), &stem))),
                Kind::Mail => sink(Ok(named(Item::new(name, raw, Format::Mail), &stem))),
                Kind::Text => sink(Ok(named(Item::new(name, raw, Format::Text), &stem))),
                _ => sink(Err(fail(name, None, IngestCause::NotText("a file of a kind that holds no reports")))),
            }
        }
    }
}

/// A report is called by its file, unless it says its id.
fn named(mut item: Item, stem: &str) -> Item {
    item.given.id = Some(stem.into());
    item
}

/// Reads all that is left of a member.
pub(super) fn whole(reader: impl Read) -> Result<Vec<u8>, IngestCause> {
    let mut raw = Vec::new();
    reader.take(LARGEST_MEMBER + 1).read_to_end(&mut raw)?;
    if raw.len() as u64 > LARGEST_MEMBER { Err(IngestCause::TooLarge(raw.len() as u64)) } else { Ok(raw) }
}

/// By ending where it is known, else by how the bytes begin.
fn kind(ending: &str, head: &[u8]) -> Kind {
    match ending {
        "txt" | "md" => return Kind::Text,
        "html" | "htm" | "xhtml" => return Kind::Html,
        "jsonl" | "ndjson" => return Kind::Lines,
        "csv" | "tsv" => return Kind::Table,
        "xml" | "rss" | "atom" => return Kind::Xml,
        "warc" => return Kind::Warc,
        "zip" => return Kind::Zip,
        "tar" | "tgz" => return Kind::Tar,
        "mbox" => return Kind::Mbox,
        "eml" => return Kind::Mail,
        "json" => return Kind::Json,
        _ => {}
    }
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let lower = start[..start.len().min(300)].to_ascii_lowercase();
    let page = [&b"<!doctype html"[..], b"<html", b"<head"].iter().any(|s| lower.starts_with(s));
    let first_line = start.split(|b| *b == b'\n').next().unwrap_or(start).trim_ascii_end();
    match () {
        () if head.starts_with(b"WARC/") => Kind::Warc,
        () if head.starts_with(b"PK\x03\x04") => Kind::Zip,
        () if head.get(257..262) == Some(b"ustar") => Kind::Tar,
        () if page => Kind::Html,
        () if lower.starts_with(b"<?xml") || lower.starts_with(b"<rss") || lower.starts_with(b"<feed") => Kind::Xml,
        () if head.starts_with(b"From ") => Kind::Mbox,
        () if start.starts_with(b"{") && first_line.ends_with(b"}") => Kind::Lines,
        () if start.starts_with(b"{") || start.starts_with(b"[") => Kind::Json,
        () if head.contains(&0) || head.starts_with(b"%PDF") || head.starts_with(b"\x89PNG") || head.starts_with(b"\xff\xd8") => {
            Kind::Other
        }
        () => Kind::Text,
    }
}

fn lines(mut reader: Box<dyn BufRead + '_>, name: &str, sink: &mut Sink<'_>) -> bool {
    let (stem, _) = stream::stem_and_ending(Path::new(name.rsplit('!').next().unwrap_or(name)));
    let mut number = 0;
    loop {
        let mut line = Vec::new();
        number += 1;
        match reader.by_ref().take(LARGEST_MEMBER).read_until(b'\n', &mut line) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return sink(Err(fail(name, Some(number), error.into()))),
        }
        let end = line.trim_ascii_end().len();
        line.truncate(end);
        let line = line.strip_prefix(b"\xef\xbb\xbf").map_or(line.clone(), <[u8]>::to_vec);
        if line.trim_ascii().is_empty() {
            continue;
        }
        let mut item = Item::new(format!("{name}:{number}"), line, Format::Json);
        item.given.id = Some(format!("{stem}-{number}").into());
        if !sink(Ok(item)) {
            return false;
        }
    }
}

/// A JSON file: one object, or a list of them.
fn objects(raw: Vec<u8>, name: &str, sink: &mut Sink<'_>) -> bool {
    let (stem, _) = stream::stem_and_ending(Path::new(name.rsplit('!').next().unwrap_or(name)));
    let value = match serde_json::from_slice(raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&raw)) {
        Ok(value) => value,
        Err(error) => return sink(Err(fail(name, Some(error.line() as u64), IngestCause::Json(error.to_string())))),
    };
    let values = json::reports(value);
    if values.len() == 1 {
        return sink(Ok(named(Item::new(name, raw, Format::Json), &stem)));
    }
    values.into_iter().enumerate().all(|(i, value)| {
        let mut item = Item::new(format!("{name}#{}", i + 1), value.to_string().into_bytes(), Format::Json);
        item.given.id = Some(format!("{stem}-{}", i + 1).into());
        sink(Ok(item))
    })
}

pub(super) fn fail(name: &str, line: Option<u64>, cause: IngestCause) -> IngestError {
    IngestError { file: name.to_owned(), line, cause }
}
