//! Web archives (WARC 1.0 and 1.1, ISO 28500). In: a stream of records, already gunzipped. Out: an item for each page or text that was got.
//!
//! Only `response` and `resource` records with a page or text are items. A truncated file gives all whole records before the break.

use super::walk::{LARGEST_MEMBER, fail};
use super::{Format, Item, Sink};
use crate::{IngestCause, IngestError};
use std::io::{BufRead, Read};

/// Header fields of one record, names in lower case.
type Header = Vec<(String, String)>;

pub(super) fn walk(mut reader: Box<dyn BufRead + '_>, name: &str, sink: &mut Sink<'_>) -> bool {
    let mut number = 0;
    loop {
        number += 1;
        let place = format!("{name}#{number}");
        let more = match record(&mut reader) {
            Ok(None) => return true,
            Ok(Some((header, block))) => item(&header, block, &place).is_none_or(&mut *sink),
            // After a break nothing tells where the next record begins.
            Err(cause) => return sink(Err(fail(&place, None, cause))),
        };
        if !more {
            return false;
        }
    }
}

fn get<'h>(header: &'h Header, name: &str) -> Option<&'h str> {
    header.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
}

fn line(reader: &mut dyn BufRead) -> Result<Option<String>, IngestCause> {
    let mut line = Vec::new();
    let n = reader.take(1 << 20).read_until(b'\n', &mut line)?;
    Ok((n > 0).then(|| String::from_utf8_lossy(line.trim_ascii_end()).into_owned()))
}

fn record(reader: &mut dyn BufRead) -> Result<Option<(Header, Vec<u8>)>, IngestCause> {
    let broken = |what: &str| IngestCause::Format(format!("a damaged or truncated web archive: {what}; what stands before it was read"));
    let version = loop {
        match line(reader)? {
            None => return Ok(None),
            Some(text) if text.is_empty() => {}
            Some(text) => break text,
        }
    };
    if !version.starts_with("WARC/") {
        return Err(broken("no record begins here"));
    }
    let mut header = Header::new();
    loop {
        let Some(text) = line(reader)? else { return Err(broken("it ends in a header")) };
        if text.is_empty() {
            break;
        }
        if let Some((name, value)) = text.split_once(':') {
            header.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    let length: u64 = get(&header, "content-length").and_then(|l| l.parse().ok()).ok_or_else(|| broken("a record without its length"))?;
    if length > LARGEST_MEMBER {
        // What is too large for a page is passed over without being held.
        let passed = std::io::copy(&mut reader.take(length), &mut std::io::sink())?;
        return if passed == length { Ok(Some((Header::new(), Vec::new()))) } else { Err(broken("it ends in a record")) };
    }
    let mut block = Vec::new();
    reader.take(length).read_to_end(&mut block)?;
    if (block.len() as u64) < length { Err(broken("it ends in a record")) } else { Ok(Some((header, block))) }
}

/// The item of a record; none for requests, metadata, pictures, scripts and failed fetches.
fn item(header: &Header, block: Vec<u8>, place: &str) -> Option<Result<Item, IngestError>> {
    let kind = get(header, "warc-type")?;
    let url = get(header, "warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_owned());
    let fetched = get(header, "warc-date").map(str::to_owned);
    let (status, headers, body) = match kind {
        "resource" => (None, vec![("content-type".to_owned(), get(header, "content-type")?.to_owned())], block),
        "response" => match response(&block) {
            Ok((status, headers, body)) => (Some(status), headers, body),
            Err(cause) => return Some(Err(fail(place, None, cause))),
        },
        _ => return None,
    };
    let content = headers.iter().find(|(n, _)| n == "content-type").map_or("", |(_, v)| v.as_str()).to_ascii_lowercase();
    let format = match () {
        () if content.contains("html") => Format::Html,
        () if content.starts_with("text/plain") => Format::Text,
        () => return None,
    };
    if status.is_some_and(|s| s != 200) || body.trim_ascii().is_empty() {
        return None;
    }
    let mut item = Item::new(place, body, format);
    item.given.id = url.as_deref().map(Into::into);
    (item.url, item.status, item.headers, item.fetched) = (url, status, headers, fetched);
    Some(Ok(item))
}

/// Status, headers and body of an HTTP response, with its transfer and content codings undone.
fn response(block: &[u8]) -> Result<(u16, Header, Vec<u8>), IngestCause> {
    let broken = |what: String| IngestCause::Format(format!("a response that cannot be read: {what}"));
    let mut slots = [httparse::EMPTY_HEADER; 128];
    let mut head = httparse::Response::new(&mut slots);
    let at = match head.parse(block).map_err(|e| broken(e.to_string()))? {
        httparse::Status::Complete(at) => at,
        httparse::Status::Partial => return Err(broken("its header does not end".to_owned())),
    };
    let headers: Header =
        head.headers.iter().map(|h| (h.name.to_ascii_lowercase(), String::from_utf8_lossy(h.value).trim().to_owned())).collect();
    let has = |name: &str, value: &str| get(&headers, name).is_some_and(|v| v.to_ascii_lowercase().contains(value));
    let mut body = block[at..].to_vec();
    if has("transfer-encoding", "chunked") {
        // Archives often store the body without its chunks, and keep the header.
        body = unchunked(&body).unwrap_or(body);
    }
    if has("content-encoding", "gzip") && body.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        flate2::read::MultiGzDecoder::new(&body[..]).take(LARGEST_MEMBER).read_to_end(&mut plain)?;
        body = plain;
    }
    Ok((head.code.unwrap_or(0), headers, body))
}

fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    loop {
        let (at, size) = match httparse::parse_chunk_size(body) {
            Ok(httparse::Status::Complete(found)) => found,
            _ => return None,
        };
        if size == 0 {
            return Some(plain);
        }
        let end = at.checked_add(usize::try_from(size).ok()?)?;
        plain.extend_from_slice(body.get(at..end)?);
        body = body.get(end..)?.trim_ascii_start();
    }
}
