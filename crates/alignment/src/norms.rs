//! What norms mean for the sides: whom an affirmation serves, whom a breach harms. In: a norm with what it is said of. Out: a value.
//!
//! The words come first ("the sovereignty of the isle"), then the dispute's file; a norm said in general serves whom the file names, and less.

use crate::terms::Mark;
use crate::value::{Calculus, Val};
use crate::{weights as w, words};
use demarche_signals::Content;
use std::collections::BTreeSet;

impl Calculus<'_> {
    /// What a norm's affirmation means here (or its breach).
    pub(crate) fn norm(&self, id: &str, breach: bool, bearing: &[Content], text: &str, start: u32) -> Val {
        let known = self.model.norm(id);
        let by_file = |scale: f32, how: &str| match known {
            Some(m) => match m.serves.filter(|_| m.weight > 0.0) {
                Some(side) => Val {
                    v: self.model.sign(side) * m.weight * scale,
                    why: format!("{id} {how} serves {}: {}", self.model.sides[side], m.reason),
                },
                None => Val::none(format!("{id}: {}", m.reason)),
            },
            None => Val::none(format!("what {id} means here is not known")),
        };
        if words::is_neutral_norm(id) {
            return Val::none(format!("{id}: all sides may invoke it"));
        }
        if breach {
            return self.breach(id, bearing, text, start, by_file(w::GENERAL_NORM, "in general"));
        }
        let sides = self.sides_in(bearing);
        let only = sides.first().copied().filter(|_| sides.len() == 1);
        let on_matter = bearing.iter().any(|c| self.is_matter(c)) || self.model.hits(text).iter().any(|h| h.mark == Mark::Matter);
        match only {
            Some((side, by_name)) => {
                if on_matter && known.is_some_and(|m| m.serves.is_some()) {
                    return by_file(w::NORM_ON_MATTER, "said of the matter");
                }
                if known.is_some() && (words::is_inward(id) || (words::is_parting(id) && !by_name)) {
                    return by_file(w::NORM_ON_MATTER, "said of this case");
                }
                if by_name && self.model.is_internal() {
                    // the country is what its own sides contest: to speak for it is not to speak for its government
                    return Val::none(format!("{id} said of a country divided within serves no side of it"));
                }
                if words::is_inward(id) {
                    return self.toward(side, w::INWARD_NORM, id).times(-1.0, "held against the state named");
                }
                if words::is_parting(id) && id == "non-recognition" {
                    return self.toward(side, w::TERM, id).times(-1.0, "what is not recognised is the side named");
                }
                if !words::is_owned(id) {
                    return by_file(w::NORM_ON_MATTER, "said of this case");
                }
                self.toward(side, w::MEMBER, &format!("{id} of the side named"))
            }
            None if bearing.iter().any(|c| self.is_elsewhere(c)) => Val::none(format!("{id} is said of another case")),
            None if on_matter => by_file(w::NORM_ON_MATTER, "said of the matter"),
            None => by_file(w::GENERAL_NORM, "in general"),
        }
    }

    fn breach(&self, id: &str, bearing: &[Content], text: &str, start: u32, general: Val) -> Val {
        let (mut doer, mut victim) = (None, None);
        for content in bearing {
            let Some((side, _)) = self.sides_in(std::slice::from_ref(content)).into_iter().next() else { continue };
            let at = content.span().start.saturating_sub(start) as usize;
            let before = text.get(..at).unwrap_or("").trim_end().to_lowercase();
            let leads = before.is_empty() || before == "the" || before.ends_with("by");
            *if leads { &mut doer } else { &mut victim } = Some(side);
        }
        match (doer, victim) {
            (_, Some(side)) => self.toward(side, w::MEMBER, "what is done to it").times(-1.0, &format!("breach of {id}")),
            (Some(side), None) if words::is_inward(id) => self.toward(side, w::DEED, &format!("breach of {id} by it")),
            (Some(side), None) => self.toward(side, w::DEED, &format!("breach of {id} by it")),
            (None, None) if bearing.iter().any(|c| self.is_elsewhere(c)) => Val::none(format!("breach of {id} by or against another")),
            (None, None) if self.only_side(text, |m| matches!(m, Mark::Deed(_))).is_some() => {
                let side = self.only_side(text, |m| matches!(m, Mark::Deed(_))).unwrap_or_default();
                self.toward(side, w::DEED, "its deed")
            }
            (None, None) => general.times(-1.0, "breach"),
        }
    }

    /// A state or group that has no part in the dispute.
    fn is_elsewhere(&self, content: &Content) -> bool {
        matches!(content, Content::Entity { codes, .. } if !codes.is_empty() && codes.iter().all(|c| self.model.standing(c).is_none()))
    }

    /// Sides that contents name, and whether by a member's own name or code.
    fn sides_in(&self, contents: &[Content]) -> BTreeSet<(usize, bool)> {
        let mut found: BTreeSet<(usize, bool)> = BTreeSet::new();
        for content in contents {
            match content {
                Content::Entity { codes, text, .. } => {
                    let term = self.only_side(text, |m| matches!(m, Mark::Term(_)));
                    match term {
                        Some(side) => drop(found.insert((side, false))),
                        None => found.extend(codes.iter().filter_map(|c| self.model.member_of(c)).map(|s| (s, true))),
                    }
                }
                Content::Phrase { inside, text, .. } => {
                    let nested = self.sides_in(inside);
                    if nested.is_empty() {
                        let hits = self.model.hits(text);
                        found.extend(hits.iter().filter_map(|h| h.mark.side().map(|s| (s, matches!(h.mark, Mark::Name(_))))));
                    }
                    found.extend(nested);
                }
                Content::Event { agent, theme, other, .. } => {
                    found.extend(self.sides_in(agent));
                    found.extend(self.sides_in(theme));
                    other.iter().for_each(|(_, c)| found.extend(self.sides_in(std::slice::from_ref(c))));
                }
                Content::Principle { bearing, .. } => found.extend(self.sides_in(bearing)),
            }
        }
        // one side named both ways counts once
        let by_name: BTreeSet<usize> = found.iter().filter(|(_, n)| *n).map(|(s, _)| *s).collect();
        found.retain(|(side, named)| *named || !by_name.contains(side));
        found
    }

    /// Whether a content is a name of the matter itself.
    fn is_matter(&self, content: &Content) -> bool {
        match content {
            Content::Phrase { lemma, text, .. } | Content::Event { lemma, text, .. } => {
                words::is_matter(lemma) || self.model.hits(text).iter().any(|h| h.mark == Mark::Matter)
            }
            _ => false,
        }
    }
}
