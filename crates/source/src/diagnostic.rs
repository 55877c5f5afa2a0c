/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing; nothing was lost.
    Note,
    /// Something was read less well than it could have been.
    Warning,
    /// Something could not be read at all.
    Error,
}

/// What a stage noticed while it went on. Messy prose is not an error: stages return `(value, Vec<Diagnostic>)`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Diagnostic {
    /// How grave.
    pub level: Level,
    /// Where: a file with line, or a report with byte offsets.
    #[serde(rename = "where")]
    pub place: String,
    /// What, and what it means for the result.
    pub message: String,
}

impl Diagnostic {
    /// A diagnostic of the given level.
    pub fn new(level: Level, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { level, place: place.into(), message: message.into() }
    }
}
