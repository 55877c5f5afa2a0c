//! Copies and near copies of one text: story groups. In: the sketch of a new report. Out: the story that it belongs to.
//!
//! Min-hash sketches (Broder 1997) are cut into bands; texts that share a band are candidates, so that the work grows with the number of
//! reports and not with its square. The origin of a story is its earliest report (then by hash), whatever the order of reading.

use crate::LedgerError;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Hashes of a sketch in one band: with 21 bands a text that shares half of its shingles is found with 94 %, six tenths with 99.5 %.
const ROWS: usize = 3;
/// Candidates of one band that are looked at: boilerplate that thousands share is no story.
const CANDIDATES: usize = 32;

/// The sketch as bytes of the column `sketch`, little-endian.
pub(crate) fn pack(sketch: &[u64]) -> Option<Vec<u8>> {
    (!sketch.is_empty()).then(|| sketch.iter().flat_map(|h| h.to_le_bytes()).collect())
}

fn unpack(bytes: &[u8]) -> Vec<u64> {
    bytes.chunks_exact(8).map(|c| u64::from_le_bytes(c.try_into().unwrap_or_default())).collect()
}

/// Hash of each band.
fn bands(sketch: &[u64]) -> impl Iterator<Item = (usize, i64)> + '_ {
    sketch
        .chunks_exact(ROWS)
        .map(|rows| rows.iter().fold(0u64, |h, r| (h ^ r).wrapping_mul(0x9e37_79b9_7f4a_7c15)))
        .map(|h| h as i64)
        .enumerate()
}

/// Share of equal hashes: the estimate of the shared part of two texts.
fn shared(a: &[u64], b: &[u64]) -> f32 {
    if a.is_empty() || a.len() != b.len() {
        return 0.0;
    }
    a.iter().zip(b).filter(|(x, y)| x == y).count() as f32 / a.len() as f32
}

/// Finds the stories of which a new text is a copy. More than one, where it joins two.
pub(crate) fn find(db: &Connection, sketch: &[u64]) -> Result<BTreeSet<i64>, LedgerError> {
    let mut seen = BTreeSet::new();
    let mut stories = BTreeSet::new();
    let mut of_band = db.prepare_cached("SELECT report FROM band WHERE band = ?1 AND hash = ?2 ORDER BY report LIMIT ?3")?;
    let mut of_report = db.prepare_cached("SELECT story, sketch FROM report WHERE id = ?1")?;
    for (band, hash) in bands(sketch) {
        let found: Vec<i64> = of_band.query_map(params![band as i64, hash, CANDIDATES as i64], |r| r.get(0))?.collect::<Result<_, _>>()?;
        for report in found.into_iter().filter(|r| seen.insert(*r)) {
            let other: Option<(i64, Option<Vec<u8>>)> = of_report.query_row([report], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
            if let Some((story, Some(bytes))) = other
                && shared(sketch, &unpack(&bytes)) >= demarche_contradictions::numbers::COPY
            {
                stories.insert(story);
            }
        }
    }
    Ok(stories)
}

/// Puts a report that has just been written into its story, and joins stories that it links.
pub(crate) fn join(db: &Connection, report: i64, sketch: &[u64], stories: &BTreeSet<i64>) -> Result<(), LedgerError> {
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO band (band, hash, report) VALUES (?1, ?2, ?3)")?;
    for (band, hash) in bands(sketch) {
        insert.execute(params![band as i64, hash, report])?;
    }
    let Some(first) = stories.first() else { return Ok(()) };
    for other in stories.iter().skip(1) {
        db.prepare_cached("UPDATE report SET story = ?1 WHERE story = ?2")?.execute(params![first, other])?;
    }
    db.prepare_cached("UPDATE report SET story = ?1 WHERE id = ?2")?.execute(params![first, report])?;
    Ok(())
}

/// The report that an article with this address and outlet revises: the latest one of the same address, or of the same story and outlet,
/// with other bytes.
pub(crate) fn revised(db: &Connection, report: i64) -> Result<Option<i64>, LedgerError> {
    let sql = "SELECT o.id FROM report n JOIN report o ON o.id < n.id AND (o.url = n.url OR (o.story = n.story AND o.outlet = n.outlet))
               WHERE n.id = ?1 ORDER BY o.id DESC LIMIT 1";
    Ok(db.prepare_cached(sql)?.query_row([report], |r| r.get(0)).optional()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sketch_survives_its_bytes() {
        let sketch = vec![1, u64::MAX, 3];
        assert_eq!(pack(&sketch).map(|b| unpack(&b)), Some(sketch.clone()));
        assert_eq!((pack(&[]), shared(&sketch, &sketch), shared(&sketch, &[1, 2, 4])), (None, 1.0, 1.0 / 3.0));
    }
}
