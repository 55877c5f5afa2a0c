//! The measures of a reading: ambivalence, likelihood, confidence, Admiralty grade. In: evidence and decision. Out: numbers and terms.

use crate::evidence::View;
use crate::numbers::CALIBRATION;
use crate::pair::{Confidence, Likelihood};
use crate::verdict::{Decision, Live};
use demarche_source::SmolStr;
use std::collections::BTreeSet;

/// Griffin's index (in Thompson, Zanna and Griffin 1995): (P + N)/2 − |P − N|, over the means of the two ends; at most 1/2, negative where
/// one end prevails. Ambiguity, not contradiction.
pub fn ambivalence(view: &View<'_>) -> f32 {
    let values: Vec<f32> = view.usable().map(|i| view.items[i].value()).collect();
    if values.is_empty() {
        return 0.0;
    }
    let n = values.len() as f32;
    let p = values.iter().map(|v| v.max(0.0)).sum::<f32>() / n;
    let q = values.iter().map(|v| (-v).max(0.0)).sum::<f32>() / n;
    (((p + q) / 2.0 - (p - q).abs()) * 1000.0).round() / 1000.0
}

/// ICD 203's terms with their bands in per cent.
const TERMS: [(&str, u8, u8); 7] = [
    ("almost no chance", 1, 5),
    ("very unlikely", 5, 20),
    ("unlikely", 20, 45),
    ("roughly even chance", 45, 55),
    ("likely", 55, 80),
    ("very likely", 80, 95),
    ("almost certain", 95, 99),
];

/// Likelihood that the verdict is right: how often such verdicts were, on the labelled dossiers that [`CALIBRATION`] names, by the rule of
/// succession. None for insufficient evidence: no data is never shown as a finding.
pub fn likelihood(live: &[Live], decision: &Decision) -> Option<Likelihood> {
    let strongest = decision.by.iter().map(|&i| live[i].strength).fold(0.0, f32::max);
    let bin = CALIBRATION.iter().find(|b| b.verdict == decision.verdict && strongest >= b.from)?;
    let per_cent = 100 * (u32::from(bin.right) + 1) / (u32::from(bin.of) + 2);
    let (term, low, high) = TERMS.into_iter().find(|(_, _, high)| per_cent < u32::from(*high)).unwrap_or(TERMS[6]);
    Some(Likelihood { term, low, high, right: bin.right, of: bin.of })
}

/// Confidence: how many independent sources, whether the words are the actor's own, how sure the reading of them was.
pub fn confidence(view: &View<'_>) -> Confidence {
    let usable: Vec<usize> = view.usable().collect();
    let sources: BTreeSet<&SmolStr> = usable.iter().flat_map(|&i| &view.items[i].sources).collect();
    let firm = usable.iter().filter(|&&i| view.items[i].signal.marks.quoted || view.items[i].signal.report == "votes").count();
    let read = usable.iter().map(|&i| view.items[i].signal.confidence).sum::<f32>() / usable.len().max(1) as f32;
    match (sources.len(), firm) {
        (3.., 2..) if read >= 0.5 => Confidence::High,
        (2.., 1..) | (1, 3..) if read >= 0.3 => Confidence::Moderate,
        _ => Confidence::Low,
    }
}

/// Admiralty code: the best reliability among the sources (F where none is known; A for a roll call), and the credibility of what they say.
pub fn admiralty(view: &View<'_>) -> String {
    let usable: Vec<usize> = view.usable().collect();
    let vote = usable.iter().any(|&i| view.items[i].signal.report == "votes");
    let known = usable.iter().filter_map(|&i| view.items[i].report?.reliability.clone()).min();
    let primary = usable.iter().any(|&i| view.items[i].report.is_some_and(|r| r.country.is_some()));
    let letter = if vote || primary { "A".into() } else { known.unwrap_or_else(|| "F".into()) };
    let sources: BTreeSet<&SmolStr> = usable.iter().flat_map(|&i| &view.items[i].sources).collect();
    let told_twice = usable.iter().any(|&i| view.items[i].sources.len() >= 2);
    let number = match sources.len() {
        _ if told_twice || (vote && !sources.is_empty()) => 1,
        2.. => 2,
        1 => 3,
        _ => 6,
    };
    format!("{letter}{number}")
}

#[cfg(test)]
mod tests {
    use crate::samples::{Sample, reading};

    #[test]
    fn griffin_is_highest_where_both_ends_are_even() {
        let even = reading(&[Sample::word("A", 0.8).to("x"), Sample::word("A", -0.8).to("x")]).ambivalence;
        let one = reading(&[Sample::word("A", 0.8), Sample::word("B", 0.6)]).ambivalence;
        assert!(even > 0.3 && one < 0.0, "{even} {one}");
    }
}
