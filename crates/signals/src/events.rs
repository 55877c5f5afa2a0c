//! Acts as event data. In: coded acts. Out: PLOVER and CAMEO events: who, to whom, what.
//!
//! CAMEO's conventions for what is not done but meant: an intention to cooperate is an agreement, an intention to harm a threat, a refusal a
//! rejection (CAMEO 1.1b3, ch. 2; PLOVER manual, "intent"). Nothing that the text denies or leaves hypothetical is an event.

use crate::coder::Done;
use demarche_actors::ActorRef;
use demarche_source::{SmolStr, Span};

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// `ISO3` or `ISO3/SECTOR`.
    pub source: Vec<SmolStr>,
    /// The same for those it is done to.
    pub target: Vec<SmolStr>,
    /// PLOVER type, `STATEMENT` or `APPEAL`.
    pub kind: SmolStr,
    /// PLOVER mode.
    pub mode: Option<SmolStr>,
    /// CAMEO code.
    pub cameo: SmolStr,
    /// Evidence.
    pub span: Span,
}

pub(crate) fn events(acts: &[Done]) -> Vec<Event> {
    let mut all: Vec<Event> = Vec::new();
    for done in acts {
        let Some((kind, cameo)) = coded(done) else { continue };
        let event = Event {
            source: done.sources.iter().map(code).collect(),
            target: done.targets.iter().filter(|t| !done.sources.contains(t)).map(code).collect(),
            kind,
            mode: done.act.mode.clone(),
            cameo,
            span: done.span,
        };
        if all.iter().all(|e| e.source != event.source || e.target != event.target || e.kind != event.kind || e.span != event.span) {
            all.push(event);
        }
    }
    all
}

fn code(actor: &ActorRef) -> SmolStr {
    if actor.sector.is_empty() { actor.code.clone() } else { format!("{}/{}", actor.code, actor.sector).into() }
}

/// Type and code after CAMEO's rules for intent and refusal; `None` where nothing happened.
fn coded(done: &Done) -> Option<(SmolStr, SmolStr)> {
    let kind = done.act.plover.clone()?;
    let cameo = done.act.cameo.clone();
    if done.factuality.is_negated() {
        return None;
    }
    if done.marks.conditional || done.marks.question {
        return None;
    }
    if done.marks.future {
        let (kind, cameo) = match kind.as_str() {
            "SUPPORT" | "COOPERATE" | "AID" | "CONCEDE" | "RETREAT" | "YIELD" | "CONSULT" => ("AGREE", "030"),
            "SANCTION" | "COERCE" | "ASSAULT" | "MOBILIZE" => ("THREATEN", "130"),
            _ => return Some((kind, cameo)),
        };
        return Some((kind.into(), cameo.into()));
    }
    Some((kind, cameo))
}
