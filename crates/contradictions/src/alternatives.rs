//! What else might explain the evidence (analysis of competing hypotheses, Heuer 1999). In: evidence and decision. Out: sentences.

use crate::evidence::View;
use crate::pair::{Grade, Kind, Verdict};
use crate::verdict::{Decision, Live};

/// The strongest alternatives, at most four.
pub fn alternatives(view: &View<'_>, live: &[Live], decision: &Decision) -> Vec<String> {
    let mut all = Vec::new();
    let pairs: Vec<&Live> = decision.by.iter().map(|&i| &live[i]).collect();
    let ids = |l: &Live| (l.candidate.a.of(view).signal.id.clone(), l.candidate.b.of(view).signal.id.clone());
    if let Some(pair) = pairs.iter().find(|l| l.candidate.kind != Kind::Reversal && l.candidate.a.of(view).before(l.candidate.b.of(view))) {
        let (a, b) = ids(pair);
        all.push(format!("Change: {b} is later than {a} and may replace it; nothing found announces a change, and a return to {a} would speak against it."));
    }
    if pairs.iter().any(|l| matches!(l.candidate.grade, Some(Grade::Withheld | Grade::Absent))) {
        all.push(
            "Hedge: a vote withheld may keep two partners, and bind to nothing; further acts against the words would speak against it."
                .to_owned(),
        );
    }
    if pairs.iter().any(|l| matches!(l.candidate.kind, Kind::MixedVoices | Kind::AudienceSplit)) {
        all.push(
            "Mixed voices: the two may not have been cleared with each other; a statement that takes one back would settle it.".to_owned(),
        );
    }
    let weakest = pairs
        .iter()
        .flat_map(|l| [l.candidate.a, l.candidate.b])
        .map(|e| e.of(view))
        .min_by(|x, y| x.signal.confidence.total_cmp(&y.signal.confidence));
    if let Some(item) = weakest {
        all.push(format!(
            "Coding error: {} was read with confidence {:.2}; its words should be read again.",
            item.signal.id, item.signal.confidence
        ));
    }
    match decision.verdict {
        Verdict::Consistent => {
            let set_aside = view.items.iter().filter(|i| !i.usable()).count();
            if set_aside > 0 {
                all.push(format!("Evidence set aside: {set_aside} signals are hearsay, hypothetical, background or others' words; if one were confirmed, the line might not hold."));
            }
            all.push("Silence: what the actor did not say to these sources is not in evidence.".to_owned());
        }
        Verdict::Hedging => {
            all.push("Change under way: the lesser side may be the newer line; later signals would tell.".to_owned());
            all.push("Contradiction: a commitment that excludes the other, if found, would turn this reading.".to_owned());
        }
        Verdict::Reversed => {
            all.push("Two lines at once: if the earlier line is asserted again, this is a contradiction and no change.".to_owned())
        }
        Verdict::Insufficient => all.push("Anything: there is too little evidence to prefer one explanation.".to_owned()),
        Verdict::Contradictory => {}
    }
    all.truncate(4);
    all
}
