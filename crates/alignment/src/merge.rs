//! A user's dispute completed by the built-in one on the same matter. In: the built-in disputes, the user's. Out: the entry to work with.
//!
//! What the user wrote stands; only what is absent is filled in: norms, resolutions, deeds, further terms and backers.

use demarche_lexicon::schema::{Bearing, Dispute, Linked, Side};
use demarche_source::SmolStr;
use std::collections::BTreeSet;

/// The dispute to work with, and the id of the built-in entry that completed it.
pub fn completed(known: &[Dispute], user: &Dispute) -> (Dispute, Option<SmolStr>) {
    // an entry that says what norms or deeds mean here is complete as it stands
    if !user.principles.is_empty() || user.sides.iter().any(|s| !s.deeds.is_empty()) {
        return (user.clone(), None);
    }
    let best = known
        .iter()
        .filter(|k| k.sides.len() == user.sides.len() && spans_meet(k, user))
        .filter_map(|k| Some((match_sides(k, user)?, k)))
        .max_by(|((_, a), x), ((_, b), y)| a.total_cmp(b).then_with(|| y.id.cmp(&x.id)));
    match best {
        Some(((order, _), known)) => (fill(user, known, &order), Some(known.id.clone())),
        None => (user.clone(), None),
    }
}

fn spans_meet(a: &Dispute, b: &Dispute) -> bool {
    let before = |x: &Dispute, y: &Dispute| x.to.zip(y.from).is_some_and(|(to, from)| to < from);
    !before(a, b) && !before(b, a)
}

/// For each side of the user's, the index of the built-in side that it matches; with the fit.
fn match_sides(known: &Dispute, user: &Dispute) -> Option<(Vec<usize>, f32)> {
    let mut order = Vec::new();
    let mut fit = 0.0;
    for side in &user.sides {
        let scored = known.sides.iter().enumerate().filter(|(i, _)| !order.contains(i)).map(|(i, k)| (i, likeness(k, side)));
        let (index, score) = scored.max_by(|(i, a), (j, b)| a.total_cmp(b).then_with(|| j.cmp(i)))?;
        if score < 0.2 {
            return None;
        }
        order.push(index);
        fit += score;
    }
    // a member of one side may not stand on the other side of the built-in entry
    let crossed = user
        .sides
        .iter()
        .zip(&order)
        .any(|(side, &at)| known.sides.iter().enumerate().any(|(i, k)| i != at && side.members.iter().any(|m| k.members.contains(m))));
    // words shared by the two names tell apart disputes of the same two parties
    let words = |d: &Dispute| -> BTreeSet<String> {
        let all = d.terms.iter().map(SmolStr::as_str).chain([d.name.as_str()]).collect::<Vec<_>>().join(" ");
        all.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(str::to_lowercase).collect()
    };
    let shared = words(known).intersection(&words(user)).count() as f32;
    (!crossed).then_some((order, fit + 0.1 * shared.min(5.0)))
}

fn likeness(known: &Side, user: &Side) -> f32 {
    let members = user.members.iter().filter(|m| known.members.contains(m)).count();
    let backers = user.members.iter().filter(|m| known.backers.contains(m)).count();
    let fold = |w: &SmolStr| w.to_lowercase().trim_start_matches("the ").to_owned();
    let ours: BTreeSet<String> = known.terms.iter().map(fold).collect();
    let terms = user.terms.iter().filter(|t| ours.contains(&fold(t))).count();
    let of = |n: usize, all: usize| if all == 0 { 0.0 } else { n as f32 / all as f32 };
    let by_member = of(members, user.members.len()).max(0.6 * of(backers, user.members.len()));
    if user.members.is_empty() {
        0.9 * of(terms, user.terms.len()).max(if terms >= 2 { 0.5 } else { 0.0 })
    } else {
        by_member + 0.2 * of(terms, user.terms.len())
    }
}

fn fill(user: &Dispute, known: &Dispute, order: &[usize]) -> Dispute {
    let mut all = user.clone();
    let renamed = |id: &Option<SmolStr>| -> Option<SmolStr> {
        let at = known.sides.iter().position(|s| Some(&s.id) == id.as_ref())?;
        order.iter().position(|&i| i == at).map(|i| user.sides[i].id.clone())
    };
    let taken: BTreeSet<String> = user.sides.iter().flat_map(|s| s.terms.iter().chain(&s.members)).map(|t| t.to_lowercase()).collect();
    for (side, &at) in all.sides.iter_mut().zip(order) {
        let from = &known.sides[at];
        side.terms.extend(from.terms.iter().filter(|t| !taken.contains(&t.to_lowercase())).cloned());
        if side.deeds.is_empty() {
            side.deeds.clone_from(&from.deeds);
        }
        side.backers.extend(from.backers.iter().filter(|b| !taken.contains(&b.to_lowercase())).cloned());
        side.backers.dedup();
    }
    all.terms.extend(known.terms.iter().filter(|t| !user.terms.contains(t)).cloned());
    for b in known.principles.iter().filter(|b| user.principles.iter().all(|u| u.principle != b.principle)) {
        all.principles.push(Bearing {
            principle: b.principle.clone(),
            serves: renamed(&b.serves),
            weight: b.weight,
            reason: b.reason.clone(),
        });
    }
    for r in known.resolutions.iter().filter(|r| user.resolutions.iter().all(|u| (&u.symbol, &u.title) != (&r.symbol, &r.title))) {
        all.resolutions.push(Linked { serves: renamed(&r.serves), ..r.clone() });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dispute(id: &str, sides: &[(&str, &[&str], &[&str])]) -> Dispute {
        let side = |&(id, members, terms): &(&str, &[&str], &[&str])| Side {
            id: id.into(),
            members: members.iter().map(|&m| m.into()).collect(),
            backers: vec![],
            terms: terms.iter().map(|&t| t.into()).collect(),
            deeds: vec!["siege".into()],
        };
        Dispute {
            id: id.into(),
            name: id.into(),
            from: None,
            to: None,
            sides: sides.iter().map(side).collect(),
            terms: vec![],
            principles: vec![],
            resolutions: vec![],
            source: String::new(),
        }
    }

    #[test]
    fn the_same_parties_match_in_either_order_and_others_do_not() {
        let mut known = dispute("isle", &[("A", &["AAA"], &["Port A"]), ("B", &["BBB"], &["rebels of B", "Fort B"])]);
        known.principles.push(Bearing { principle: "sovereignty".into(), serves: Some("A".into()), weight: 1.0, reason: String::new() });
        let bare = |id: &str, sides: &[(&str, &[&str], &[&str])]| {
            let mut d = dispute(id, sides);
            d.sides.iter_mut().for_each(|s| s.deeds.clear());
            d
        };
        let user = bare("mine", &[("Y", &["BBB"], &[]), ("X", &["AAA"], &[])]);
        let (all, by) = completed(&[known.clone()], &user);
        assert_eq!((by.as_deref(), all.principles[0].serves.as_deref()), (Some("isle"), Some("X")));
        let crossed = bare("other", &[("Y", &["BBB"], &[]), ("X", &["CCC"], &[])]);
        assert_eq!(completed(&[known.clone()], &crossed).1, None);
        let unnamed = bare("words", &[("A", &["AAA"], &[]), ("R", &[], &["the rebels of B", "Fort B"])]);
        assert_eq!(completed(&[known], &unnamed).1.as_deref(), Some("isle"));
    }
}
