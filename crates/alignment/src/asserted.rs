//! What it means for the sides that somebody asserts a content. In: a content. Out: a value with its chain.
//!
//! To affirm a norm upholds it; to state a harm charges its doer, and less than to condemn it; to say what must be advocates it.

use crate::value::{Calculus, Parts, Val, parts, short};
use crate::{weights as w, words};
use demarche_signals::Content;

impl Calculus<'_> {
    /// The strongest value that asserting one of the contents has.
    pub fn asserted_best(&self, contents: &[Content]) -> Val {
        let all = contents.iter().map(|c| self.asserted(c));
        all.fold(Val::default(), |best, next| if next.v.abs() > best.v.abs() || best.why.is_empty() { next } else { best })
    }

    /// What it means that somebody asserts a content: a norm affirmed, a charge made, a good thing said, a duty stated.
    pub fn asserted(&self, content: &Content) -> Val {
        match content {
            Content::Entity { .. } => Val::none("a name alone"),
            Content::Principle { breach, .. } => {
                let value = self.occur(content);
                if *breach { value.times(-w::CHARGE, "named as a wrong") } else { value.times(1.0, "affirms") }
            }
            Content::Phrase { inside, text, .. } => {
                let norm = inside.iter().find(|c| matches!(c, Content::Principle { .. }));
                norm.map_or_else(
                    || Val::none(format!("“{}” asserts nothing of a side", short(text))),
                    |_| self.occur(content).times(0.8, "affirms"),
                )
            }
            Content::Event { .. } => match parts(content) {
                Some(p) => {
                    let value = self.asserted_event(&p);
                    if p.negated && value.some() { value.times(-w::NEGATED_EVENT, "negated") } else { value }
                }
                None => Val::default(),
            },
        }
    }

    /// An actor other than the one who speaks.
    fn is_another(&self, content: &Content) -> bool {
        matches!(content, Content::Entity { codes, .. } if !codes.is_empty() && codes.iter().all(|c| c != self.actor))
    }

    fn asserted_event(&self, p: &Parts<'_>) -> Val {
        let act = p.act.and_then(|id| self.lexicon.act(id));
        let Parts { lemma, text, .. } = *p;
        let all = || p.agent.iter().chain(p.theme).chain(p.other.iter().map(|(_, c)| c));
        if words::is_talk(lemma) {
            return Val::none(format!("{lemma}: talk and restraint take no side"));
        }
        if let Some(a) = act.filter(|a| a.operator == "appeal") {
            let asked = self.theme(p);
            if asked.some() {
                return asked.times(w::APPEAL, &a.id);
            }
        }
        if self.grants(p) {
            return self.occur_parts(p);
        }
        // an attitude stated as such: "supports", "opposes"
        let breaks_norm = act.is_some_and(|a| a.channel == "act" && a.attitude < 0.0)
            && p.theme.iter().any(|c| matches!(c, Content::Principle { breach: false, .. }));
        if let Some(a) =
            act.filter(|a| !breaks_norm && a.attitude != 0.0 && matches!(a.operator.as_str(), "attitude" | "endorse" | "blame" | "label"))
        {
            let inner = self.theme(p);
            let others = !self.actor.is_empty() && p.agent.iter().any(|c| self.is_another(c));
            // who says that somebody else ignored or defied a side charges him; somebody else's attitude is not the speaker's
            return match (others, a.channel == "act") {
                (true, true) if a.attitude < 0.0 => inner.times(w::CHARGE, &format!("charged: {}", a.id)),
                (true, false) => Val::none(format!("{}: another's attitude", a.id)),
                _ => inner.times(a.attitude, &a.id),
            };
        }
        let effect = self.effect_of(p);
        let word = self.effect(lemma);
        let norm = all().find(|c| matches!(c, Content::Principle { .. }));
        if let Some(norm) = norm {
            let value = self.occur(norm);
            if matches!(norm, Content::Principle { breach: true, .. }) && act.is_none_or(|a| a.operator != "endorse") {
                return value.times(-w::CHARGE, "a wrong is named");
            }
            let bad = effect < 0.0 || word.is_some_and(|e| e.valence < 0.0 || e.theme < 0.0);
            let doer = self.best(p.agent.iter().filter(|c| !matches!(c, Content::Principle { .. })));
            if bad && doer.some() {
                return doer.times(-w::CHARGE - 0.2, &format!("charged with what harms {}", short(norm.text())));
            }
            return if bad { value.times(w::CHARGE, "its harm is charged") } else { value.times(1.0, "affirms") };
        }
        let mut plain = Parts { negated: false, ..*p };
        plain.negated = false;
        let value =
            if self.knows(p) { self.occur_parts(&plain) } else { Val::none(format!("{lemma}: what it says of a side is not known")) };
        if !value.some() {
            // what is said may hang deeper: "is convinced that …"
            let deeper = p.other.iter().filter(|(prep, _)| prep.is_empty()).map(|(_, c)| self.asserted(c)).find(Val::some);
            return deeper.unwrap_or(value);
        }
        if words::is_duty(text) && !words::is_duty(all().map(Content::text).collect::<Vec<_>>().join(" ").as_str()) {
            return value.times(w::ADVOCATED, "advocated");
        }
        let harm = effect < 0.0 || word.is_some_and(|e| e.valence < 0.0 && e.kind != "adjective");
        if harm { value.times(-w::CHARGE, "charged") } else { value.times(w::STATED, "stated") }
    }
}
