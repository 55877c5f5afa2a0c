//! What the judgment needs of a report: who published it, when, and of which other it is a copy. In: reports. Out: [`ReportMeta`].
//!
//! Copies are found by min-hash sketches over five-word shingles (Broder 1997) with banding, so that the work grows with the number of
//! reports and not with its square.

use crate::numbers::COPY;
use demarche_lexicon::Lexicon;
use demarche_source::{Code, Date, Report, SmolStr};
use std::collections::BTreeMap;

const HASHES: usize = 64;
const ROWS: usize = 2;
const SHINGLE: usize = 5;

/// A report as the judgment sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportMeta {
    /// Its id.
    pub id: SmolStr,
    /// Hash of the raw bytes.
    pub sha256: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<Date>,
    /// Headline.
    pub title: Option<String>,
    /// Whose statement it is, for a primary source.
    pub country: Option<Code>,
    /// Admiralty reliability of the outlet, where the lexicon has a settled view.
    pub reliability: Option<SmolStr>,
    /// Id of the first report of which this is a copy.
    pub copy_of: Option<SmolStr>,
    /// Min-hash sketch of the text.
    pub sketch: Vec<u64>,
}

impl ReportMeta {
    /// Reads off one report. Copies are marked by [`metas`].
    pub fn new(lexicon: &Lexicon, report: &Report) -> Self {
        let known = report.outlet.as_deref().and_then(|o| lexicon.outlet(o));
        Self {
            id: report.id.clone(),
            sha256: report.sha256.clone(),
            outlet: report.outlet.clone(),
            published: report.published,
            title: report.title.clone(),
            country: report.country.clone(),
            reliability: known.and_then(|o| o.reliability.clone()),
            copy_of: None,
            sketch: sketch(&report.text),
        }
    }

    /// Id of the original: its own, if it is no copy.
    pub fn original(&self) -> &SmolStr {
        self.copy_of.as_ref().unwrap_or(&self.id)
    }
}

/// All reports, with copies marked. The earliest published of a set of copies is the original (then by hash, so order does not matter).
pub fn metas(lexicon: &Lexicon, reports: &[Report]) -> BTreeMap<SmolStr, ReportMeta> {
    let mut all: Vec<ReportMeta> = reports.iter().map(|r| ReportMeta::new(lexicon, r)).collect();
    all.sort_by(|a, b| (a.published, &a.sha256, &a.id).cmp(&(b.published, &b.sha256, &b.id)));
    let mut bands: BTreeMap<(usize, Vec<u64>), usize> = BTreeMap::new();
    for i in 0..all.len() {
        let keys: Vec<(usize, Vec<u64>)> = all[i].sketch.chunks(ROWS).enumerate().map(|(band, rows)| (band, rows.to_vec())).collect();
        let original = keys.iter().filter_map(|k| bands.get(k)).copied().find(|&j| likeness(&all[i].sketch, &all[j].sketch) >= COPY);
        match original {
            Some(j) => all[i].copy_of = Some(all[j].id.clone()),
            None => {
                for key in keys {
                    bands.entry(key).or_insert(i);
                }
            }
        }
    }
    all.into_iter().map(|m| (m.id.clone(), m)).collect()
}

fn likeness(a: &[u64], b: &[u64]) -> f32 {
    if a.is_empty() || a.len() != b.len() {
        return 0.0;
    }
    a.iter().zip(b).filter(|(x, y)| x == y).count() as f32 / a.len() as f32
}

fn sketch(text: &str) -> Vec<u64> {
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    if words.len() < SHINGLE {
        return Vec::new();
    }
    let hashes: Vec<u64> =
        words.windows(SHINGLE).map(|w| w.iter().fold(0xcbf2_9ce4_8422_2325, |h, word| hash(h, word.as_bytes()))).collect();
    (0..HASHES as u64).map(|i| hashes.iter().map(|h| mix(h ^ mix(i + 1))).min().unwrap_or(0)).collect()
}

/// FNV-1a over bytes, with a separator.
fn hash(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().chain(b" ").fold(start, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3))
}

/// The finaliser of SplitMix64.
fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_the_later_one_whatever_the_order() {
        let story = "The ministry of the island said on Monday that it would close the strait to all ships of its neighbour until the court at the capital had given its ruling on the wreck, and that no pilot would be sent out in the meantime.";
        let mut first = Report::from_text("x", story);
        first.published = "2020-01-01".parse().ok();
        let mut second = Report::from_text("y", format!("{story} More to follow."));
        second.published = "2020-01-02".parse().ok();
        let other = Report::from_text(
            "z",
            "A court at the capital heard the case of the wreck today, and the pilots went home early because of the snow.",
        );
        for list in [vec![first.clone(), second.clone(), other.clone()], vec![other, second, first]] {
            let all = metas(Lexicon::embedded(), &list);
            assert_eq!((all["x"].copy_of.as_deref(), all["y"].copy_of.as_deref(), all["z"].copy_of.as_deref()), (None, Some("x"), None));
        }
    }
}
