//! Readings as schema.org ClaimReview. In: a dossier. Out: one object a reading, as JSON Lines.
//!
//! The claim reviewed is that the actor's line on the dispute is one; the rating is the verdict in words and says so. It rates no person and
//! no truth: `insufficient` is no rating, and is left out.

use demarche_report::Dossier;
use serde_json::{Value, json};

/// One object for each reading with a finding. `now` is the day of the review.
pub fn claim_reviews(dossier: &Dossier, now: &str) -> Vec<Value> {
    let words = |id: &str| dossier.signals.iter().find(|s| s.id == id);
    let rated = dossier.readings.iter().filter(|r| r.likelihood.is_some());
    let review = |r: &demarche_contradictions::Reading| {
        let actor = dossier.names.get(&r.actor).map_or(r.actor.as_str(), String::as_str);
        let appearance = |id: &str| {
            let signal = words(id)?;
            let report = dossier.reports.get(&signal.report);
            Some(json!({
                "@type": "CreativeWork",
                "headline": report.and_then(|m| m.title.clone()),
                "publisher": report.and_then(|m| m.outlet.clone()),
                "datePublished": report.and_then(|m| m.published).map(|d| d.to_string()),
                "text": signal.quote,
            }))
        };
        let shown: Vec<Value> = r.pairs.iter().flat_map(|p| &p.signals).filter_map(|id| appearance(id)).collect();
        json!({
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "datePublished": now,
            "author": {"@type": "SoftwareApplication", "name": "demarche", "softwareVersion": dossier.program},
            "claimReviewed": format!("{actor}'s words, votes and acts on {} do not pull apart.", r.dispute),
            "itemReviewed": {
                "@type": "Claim",
                "author": {"@type": "Organization", "name": actor, "identifier": r.actor.as_str()},
                "firstAppearance": shown.first(),
                "appearance": shown,
                "temporalCoverage": format!("{}/{}", r.from.map_or_else(|| "..".into(), |d| d.to_string()), r.to.map_or_else(|| "..".into(), |d| d.to_string())),
            },
            "reviewRating": {
                "@type": "Rating",
                "alternateName": r.verdict.as_str(),
                "ratingExplanation": r.why,
                "reviewAspect": r.likelihood.map(|l| format!("{} ({}–{} %); confidence in the evidence: {}", l.term, l.low, l.high, r.confidence.as_str())),
            },
        })
    };
    rated.map(review).collect()
}
