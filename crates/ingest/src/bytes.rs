//! Bytes to UTF-8 text.
//!
//! In: the bytes of a whole file. Out: the text, and the character set that it was read as if that was not UTF-8. It never replaces what it
//! cannot read by guesswork where the file says what it is: byte order mark, then valid UTF-8, then the page's own declaration, then
//! statistics.

use crate::IngestCause;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a page is searched for its character set, in bytes.
const HEAD: usize = 2048;

/// A decoded text.
pub(crate) struct Decoded {
    pub text: String,
    /// Name of the character set, if it is not UTF-8.
    pub charset: Option<&'static str>,
}

/// Decodes the bytes of a text or, if `html`, of a page.
pub(crate) fn decode(bytes: Vec<u8>, html: bool) -> Result<Decoded, IngestCause> {
    if bytes.len() as u64 >= u64::from(u32::MAX) {
        return Err(IngestCause::TooLarge(bytes.len() as u64));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return checked(encoding, &bytes[mark..]);
    }
    if let Some(kind) = magic(&bytes) {
        return Err(IngestCause::NotText(kind));
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return checked(encoding, &bytes);
    }
    if bytes.contains(&0) {
        return Err(IngestCause::NotText("binary data"));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return plausible(text, None),
        Err(error) => error.into_bytes(),
    };
    if html && let Some(encoding) = declared(&bytes).filter(|&e| e != UTF_8) {
        return checked(encoding, &bytes);
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(&bytes, true);
    // The texts that are of use are English: of several Latin sets that would do, the western one is meant.
    checked(detector.guess(Some(b"uk"), false), &bytes)
}

fn checked(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, IngestCause> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    plausible(text.into_owned(), Some(encoding.name()).filter(|&n| n != "UTF-8"))
}

/// Refuses what is no text whatever the character set: many control characters, or many that could not be decoded.
fn plausible(text: String, charset: Option<&'static str>) -> Result<Decoded, IngestCause> {
    let (mut all, mut odd) = (0usize, 0usize);
    for c in text.chars().take(100_000) {
        all += 1;
        odd += usize::from(c == '\u{fffd}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{85}' | '\u{1a}'));
    }
    if odd * 20 > all { Err(IngestCause::NotText("binary data")) } else { Ok(Decoded { text, charset }) }
}

fn magic(bytes: &[u8]) -> Option<&'static str> {
    let starts: [(&[u8], &str); 9] = [
        (b"%PDF", "a PDF file"),
        (b"PK\x03\x04", "a ZIP file or office document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "a rich text document"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3\0", "a database"),
    ];
    starts.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, kind)| kind)
}

/// UTF-16 of mostly Latin text shows as zeros at every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    if head.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > half * 7 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The character set that a page declares.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let at = head.windows(8).position(|w| w == b"charset=")?;
    let label: Vec<u8> = head[at + 8..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
        .collect();
    Encoding::for_label(&label)
}
