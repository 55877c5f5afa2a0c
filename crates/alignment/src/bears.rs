//! Whether a signal bears on a dispute at all. In: a signal, the dispute, whether its report is on the dispute. Out: yes with a reason, or no.

use crate::model::Model;
use crate::terms::Mark;
use demarche_signals::{Channel, Content, Signal};
use std::collections::BTreeSet;

/// What ties a signal to a dispute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tie {
    /// Sides named in content, target or quotation (not the actor itself).
    pub sides: BTreeSet<usize>,
    /// The matter or a deed is named.
    pub matter: bool,
    /// The report is on the dispute.
    pub about: bool,
}

/// The tie, or none if the signal does not bear on the dispute.
pub fn tie(model: &Model, signal: &Signal, about: bool) -> Option<Tie> {
    if signal.date.is_some_and(|d| !model.covers(d)) {
        return None;
    }
    let mut tie = Tie { about, ..Tie::default() };
    // a backer is of the dispute only where the dispute is spoken of: what it does elsewhere is another matter
    let counts = |weight: f32| about || weight >= crate::weights::MEMBER;
    let standing = |codes: &[demarche_source::Code]| {
        codes.iter().filter_map(|c| model.standing(c)).filter(|(_, weight)| counts(*weight)).map(|(s, _)| s).collect::<Vec<_>>()
    };
    tie.sides.extend(standing(&signal.target));
    let mut stack: Vec<&Content> = signal.content.iter().chain(signal.vote.iter().flat_map(|v| &v.text)).collect();
    while let Some(content) = stack.pop() {
        match content {
            Content::Entity { codes, .. } => tie.sides.extend(standing(codes)),
            Content::Event { agent, theme, other, .. } => {
                stack.extend(agent.iter().chain(theme));
                stack.extend(other.iter().map(|(_, c)| c));
            }
            Content::Principle { bearing, .. } => stack.extend(bearing),
            Content::Phrase { inside, .. } => stack.extend(inside),
        }
    }
    let own = model.member_of(&signal.actor);
    let texts = signal
        .content
        .iter()
        .map(Content::text)
        .chain([signal.quote.as_str()])
        .chain(signal.vote.iter().flat_map(|v| v.text.iter().map(Content::text)));
    for text in texts {
        for hit in model.hits(text) {
            match hit.mark {
                Mark::Matter => tie.matter = true,
                Mark::Topic => tie.matter |= about,
                Mark::Deed(side) => {
                    tie.matter |= about;
                    tie.sides.extend(Some(side).filter(|_| about));
                }
                // its own name in the quotation is the actor, not what it speaks of
                Mark::Name(side) | Mark::Term(side) => drop(tie.sides.insert(side)),
            }
        }
    }
    if signal.vote.as_ref().and_then(|v| v.symbol.as_deref()).is_some_and(|s| model.linked(s).is_some()) {
        tie.matter = true;
    }
    let others = tie.sides.iter().filter(|s| Some(**s) != own).count();
    let vote = signal.channel == Channel::Vote;
    let bears = tie.matter
        || tie.sides.len() >= 2
        || (own.is_some() && others >= 1)
        || (about && (!tie.sides.is_empty() || signal.principle.is_some() || own.is_some()))
        || (about && (vote || model.is_users()))
        || (about
            && matches!(
                signal.act.plover.as_deref(),
                Some("APPEAL" | "STATEMENT" | "CONSULT" | "COOPERATE" | "REJECT" | "ACCUSE" | "SUPPORT") | None
            ));
    bears.then_some(tie)
}
