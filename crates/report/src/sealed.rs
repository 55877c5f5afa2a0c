//! The dossier as it is written down and read again: `demarche.dossier/1`. In: JSON, or what [`Dossier`](crate::Dossier) mirrors into it.
//! Out: the same as values, and the seal over its bytes. Fields are only ever added.

use crate::wire::SignalWire;
use demarche_source::{SmolStr, sha256_hex};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name and major version of the form.
pub const SCHEMA: &str = "demarche.dossier/1";

/// A dossier as written down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sealed {
    /// [`SCHEMA`].
    pub schema: String,
    /// Version of the program that made it.
    pub program: String,
    /// `sha256:` of the lexicon's data.
    pub lexicon: String,
    /// `sha256:` of the language model.
    pub model: String,
    /// What was asked.
    #[serde(default)]
    pub options: OptionsWire,
    /// What was read beside the reports.
    #[serde(default)]
    pub inputs: InputsWire,
    /// Names of the actors' codes.
    #[serde(default)]
    pub names: BTreeMap<SmolStr, String>,
    /// Reports, by id.
    pub reports: Vec<ReportWire>,
    /// Signals, by number.
    pub signals: Vec<SignalWire>,
    /// Verdicts, the gravest first.
    pub readings: Vec<ReadingWire>,
    /// What people ruled.
    #[serde(default)]
    pub rulings: Vec<RulingWire>,
    /// What was noticed.
    pub diagnostics: Vec<DiagnosticWire>,
    /// `sha256:` over the JSON without this field and without white space between its tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
}

/// What of the command line shapes a dossier, beside its inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionsWire {
    /// First day of the window.
    pub from: Option<String>,
    /// Last day of the window.
    pub to: Option<String>,
    /// Codes of the only actors to judge; all if empty.
    pub actors: Vec<SmolStr>,
    /// Day of publication for reports that do not tell theirs.
    pub published: Option<String>,
}

/// `sha256:` of what was read beside the reports, over its meaning and not its layout; `null` where there was none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputsWire {
    /// Roll calls.
    pub votes: Option<String>,
    /// The user's disputes.
    pub disputes: Option<String>,
    /// Rulings.
    pub corrections: Option<String>,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct ReportWire {
    pub id: SmolStr,
    pub sha256: String,
    pub outlet: Option<String>,
    pub published: Option<String>,
    pub title: Option<String>,
    pub copies_of: Option<SmolStr>,
}

/// A reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // each mirrors the field of the same name in `Reading`
pub struct ReadingWire {
    pub actor: SmolStr,
    pub dispute: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub verdict: String,
    #[serde(default)]
    pub why: String,
    pub leans: Option<String>,
    pub ambivalence: f32,
    pub likelihood: Option<LikelihoodWire>,
    pub confidence: String,
    #[serde(default)]
    pub admiralty: String,
    pub pairs: Vec<PairWire>,
    pub rejected: Vec<RejectedWire>,
    pub flip_set: Vec<SmolStr>,
    pub alternatives: Vec<String>,
    pub copies_collapsed: usize,
    #[serde(default)]
    pub signals: Vec<SmolStr>,
    #[serde(default)]
    pub counted: Vec<SmolStr>,
    #[serde(default)]
    pub set_aside: Vec<SetAsideWire>,
}

/// A likelihood with its band, in per cent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct LikelihoodWire {
    pub term: String,
    pub low: u8,
    pub high: u8,
    #[serde(default)]
    pub right: u16,
    #[serde(default)]
    pub of: u16,
}

/// A pair that stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct PairWire {
    pub kind: String,
    pub grade: Option<String>,
    pub signals: [SmolStr; 2],
    /// Before the checks.
    #[serde(default)]
    pub base: Option<f32>,
    pub strength: f32,
    #[serde(default)]
    pub note: String,
    pub checks: Vec<CheckWire>,
    /// Weaker pairs of this kind and grade that share an end with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<[SmolStr; 2]>,
}

/// A check and what it found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct CheckWire {
    pub check: String,
    pub holds: bool,
    pub note: String,
    /// Part of the strength that it leaves, where it weakens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<f32>,
}

/// A pair that a check declined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct RejectedWire {
    #[serde(default)]
    pub kind: String,
    pub signals: [SmolStr; 2],
    pub check: String,
    pub note: String,
    #[serde(default)]
    pub base: Option<f32>,
    /// Why it was proposed.
    #[serde(default)]
    pub considered: String,
}

/// A signal that is no evidence, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct SetAsideWire {
    pub signal: SmolStr,
    pub why: String,
    pub note: String,
}

/// What somebody ruled, and what came of it here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingWire {
    /// `accept`, `dismiss` or `correct`.
    pub ruling: String,
    /// Ids of the signal, or of the two signals of a pair; empty where they are gone.
    pub signals: Vec<SmolStr>,
    /// What was set, and to what.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// Why.
    pub reason: String,
    /// Who ruled, where given.
    pub by: Option<String>,
    /// When, where given.
    pub date: Option<String>,
    /// What it did here.
    pub effect: String,
}

/// A diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct DiagnosticWire {
    pub level: String,
    #[serde(rename = "where")]
    pub place: String,
    pub message: String,
}

/// Why a text is no dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDossier {
    /// Line, where known.
    pub line: Option<usize>,
    /// What is wrong, and what to do.
    pub cause: String,
}

impl std::fmt::Display for NoDossier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{line}: {}", self.cause),
            None => write!(f, " {}", self.cause),
        }
    }
}

impl Sealed {
    /// Reads a dossier.
    ///
    /// # Errors
    /// If the text is not JSON, not of this form, or of another version of it.
    pub fn read(text: &str) -> Result<Self, NoDossier> {
        #[derive(Deserialize)]
        struct Head {
            schema: Option<String>,
        }
        let made = |e: &serde_json::Error| NoDossier { line: (e.line() > 0).then_some(e.line()), cause: cause(e) };
        let head: Head = serde_json::from_str(text).map_err(|e| made(&e))?;
        match head.schema.as_deref() {
            Some(SCHEMA) => serde_json::from_str(text).map_err(|e| made(&e)),
            Some(other) => Err(NoDossier { line: None, cause: format!("its schema is `{other}`; this program reads `{SCHEMA}`") }),
            None => {
                Err(NoDossier { line: None, cause: "no field `schema`: a dossier is what `demarche read --format json` prints".to_owned() })
            }
        }
    }

    /// The dossier with its seal, indented, with a final line break.
    pub fn write(mut self) -> String {
        self.seal = None;
        let plain = serde_json::to_string(&self).unwrap_or_default();
        self.seal = Some(format!("sha256:{}", sha256_hex(plain.as_bytes())));
        let mut text = serde_json::to_string_pretty(&self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Name of an actor, or its code.
    pub fn name<'d>(&'d self, code: &'d str) -> &'d str {
        self.names.get(code).map_or(code, String::as_str)
    }

    /// The signal of that id.
    pub fn signal(&self, id: &str) -> Option<&SignalWire> {
        self.signals.iter().find(|s| s.id == id)
    }

    /// The report of that id.
    pub fn report(&self, id: &str) -> Option<&ReportWire> {
        self.reports.iter().find(|r| r.id == id)
    }
}

/// The message without the place, which is told apart.
fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let plain = text.rsplit_once(" at line ").map_or(text.as_str(), |(m, _)| m);
    if error.is_data() { plain.to_owned() } else { format!("not JSON: {plain}") }
}

/// Whether a dossier still is as it was sealed; `None` where it has no seal. Fields that this version does not know count too.
pub fn seal_holds(text: &str) -> Option<bool> {
    let mut value: serde_json::Value = serde_json::from_str(text).ok()?;
    let seal = value.as_object_mut()?.shift_remove("seal")?;
    let plain = serde_json::to_string(&value).ok()?;
    Some(seal.as_str() == Some(format!("sha256:{}", sha256_hex(plain.as_bytes())).as_str()))
}
