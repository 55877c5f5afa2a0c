use crate::Date;
use sha2::{Digest, Sha256};
use smol_str::SmolStr;

/// One input text with where it comes from. All spans of later stages are byte offsets into [`Report::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Unique in one run; given by the source or made by ingest.
    pub id: SmolStr,
    /// The text as given, UTF-8.
    pub text: String,
    /// Headline, where it is known apart from the text.
    pub title: Option<String>,
    /// Day of publication, in the outlet's own time zone.
    pub published: Option<Date>,
    /// Who published it, as named by the source.
    pub outlet: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// Who speaks, for a primary source such as a speech.
    pub speaker: Option<String>,
    /// Code of the actor whose statement this is, for a primary source.
    pub country: Option<SmolStr>,
    /// SHA-256 of the raw bytes that the text was read from, in lower-case hexadecimal.
    pub sha256: String,
}

impl Report {
    /// A report that is only a text.
    pub fn from_text(id: impl Into<SmolStr>, text: impl Into<String>) -> Self {
        let text = text.into();
        let sha256 = sha256_hex(text.as_bytes());
        Self { id: id.into(), text, title: None, published: None, outlet: None, url: None, speaker: None, country: None, sha256 }
    }
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        use std::fmt::Write;
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
