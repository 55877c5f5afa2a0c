//! What the occurrence of an event means for the sides. In: the parts of an event. Out: a value with its chain.
//!
//! What it does to whom comes first; then what it means for its holder or doer; an event of which nothing is known says little.

use crate::terms::Mark;
use crate::value::{Calculus, Parts, Val, is_short, short};
use crate::{weights as w, words};
use demarche_lexicon::schema::Act;
use demarche_signals::Content;

/// Ends the name of an event of which no more is known than its doer.
pub(crate) const DONE_BY_IT: &str = ", done by it";

impl Calculus<'_> {
    /// What is done by an event, on its theme.
    pub fn effect_of(&self, p: &Parts<'_>) -> f32 {
        let act = p.act.and_then(|id| self.lexicon.act(id));
        if let Some(harm) = self.harm(p.lemma) {
            return harm;
        }
        match act {
            Some(a) if a.effect != 0.0 => a.effect,
            Some(a) if a.attitude != 0.0 && !matches!(a.operator.as_str(), "withhold" | "refuse" | "deny") => a.attitude,
            _ => self.effect(p.lemma).map_or(0.0, |e| if e.theme != 0.0 { e.theme } else { 0.0 }),
        }
    }

    /// The strongest value of what the event is done to.
    pub fn theme(&self, p: &Parts<'_>) -> Val {
        let direct = self.best(p.theme);
        if direct.some() {
            return direct;
        }
        let other = self.best(p.other.iter().filter(|(prep, _)| words::is_done_to(prep)).map(|(_, c)| c));
        if other.some() || direct.why.is_empty() { other } else { direct }
    }

    pub(crate) fn event(&self, p: &Parts<'_>) -> Val {
        let value = self.event_positive(p);
        if p.negated && value.some() { value.times(-w::NEGATED_EVENT, "negated") } else { value }
    }

    fn event_positive(&self, p: &Parts<'_>) -> Val {
        let (lemma, agent, theme) = (p.lemma, self.best(p.agent), self.theme(p));
        let act: Option<&Act> = p.act.and_then(|id| self.lexicon.act(id));
        if words::is_talk(lemma) || act.is_some_and(|a| a.id.contains("negotiat") || a.id.contains("ceasefire") || a.id.contains("mediat"))
        {
            return Val::none(format!("{lemma}: talk and restraint take no side"));
        }
        if let Some(a) = act.filter(|a| matches!(a.operator.as_str(), "withhold" | "refuse" | "deny")) {
            return theme.times(-w::REFUSED, &a.id);
        }
        if words::is_plan(lemma) && agent.some() {
            return agent.times(w::DOER, &format!("{lemma}, put forward by it"));
        }
        if words::is_yield(lemma) && agent.some() {
            return agent.times(-w::YIELD, &format!("{lemma}: the doer gives way"));
        }
        if words::is_yield(lemma) && !agent.some() && theme.some() && !p.theme.is_empty() {
            // "withdraw its forces": what is withdrawn is the doer's own
            return theme.times(-w::YIELD, &format!("{lemma}: its own is taken back"));
        }
        if words::is_stop(lemma) && (theme.some() || !agent.some()) {
            return theme.times(-1.0, lemma);
        }
        if words::is_stop(lemma) && agent.some() {
            return agent.times(-w::YIELD, &format!("{lemma}: the doer gives way"));
        }
        // "brought to an end", "come to a halt"
        let ends = |(prep, c): &(demarche_source::SmolStr, Content)| {
            prep == "to" && crate::value::parts(c).is_some_and(|q| words::is_stop(q.lemma))
        };
        if theme.some() && p.other.iter().any(ends) {
            return theme.times(-1.0, &format!("{lemma} to an end"));
        }
        if words::is_matter(lemma) && !agent.some() {
            return Val::none(format!("“{}” names the matter and no side", short(p.text)));
        }
        // "the need for the Realm to withdraw": a bare name is whoever is asked
        let named = |c: &Content| matches!(c, Content::Entity { .. });
        if act.is_some_and(|a| a.operator == "appeal")
            && theme.some()
            && p.theme.is_empty()
            && p.other.iter().all(|(_, c)| named(c) || !self.occur(c).some())
        {
            let turned = if words::gives_way(p.text) { -w::APPEAL } else { 0.0 };
            return theme.times(turned, &format!("{lemma}: it is asked to give way"));
        }
        if act.is_some_and(|a| a.operator == "appeal") && theme.some() {
            return theme.times(w::APPEAL, &format!("{lemma}: it is asked for"));
        }
        if self.grants(p) {
            return agent.times(w::STATED, "its case is called rightful");
        }
        let effect = self.effect_of(p);
        if effect != 0.0 && theme.some() {
            return theme.times(effect, lemma);
        }
        let said = self.effect(lemma);
        if let Some(e) = said.filter(|e| e.holder != 0.0 && agent.some()) {
            return agent.times(e.holder, lemma);
        }
        if let Some(e) = said.filter(|e| e.kind == "adjective" && e.valence != 0.0) {
            let subject = if agent.some() { &agent } else { &theme };
            return subject.times(e.valence, lemma);
        }
        if let Some(side) = self.only_side(p.text, |m| matches!(m, Mark::Deed(_))).filter(|_| is_short(p.text)) {
            return self.toward(side, w::DEED, &format!("“{}”, its deed", short(p.text)));
        }
        if agent.some() {
            let weight = if effect != 0.0 || said.is_some() { w::DOER } else { w::DOER_UNKNOWN };
            return agent.times(weight, &format!("{lemma}{DONE_BY_IT}"));
        }
        if let Some(norm) =
            p.theme.iter().chain(p.agent).chain(p.other.iter().map(|(_, c)| c)).find(|c| matches!(c, Content::Principle { .. }))
        {
            let value = self.occur(norm);
            let turned = said.is_some_and(|e| e.theme < 0.0 || e.valence < 0.0) || effect < 0.0;
            return if turned { value.times(-1.0, lemma) } else { value };
        }
        Val::none(format!("{lemma}: what it does to a side is not known"))
    }

    /// "Legitimate concerns", "every right", "good reason": what is granted to somebody speaks for him.
    fn is_rightful(&self, content: &Content) -> bool {
        let words: Vec<String> = content.text().split_whitespace().take(4).map(str::to_lowercase).collect();
        let good = |w: &String| self.lexicon.effect("adjective", w).is_some_and(|e| e.valence >= 0.4);
        let granted = words.iter().any(|w| matches!(w.as_str(), "right" | "reason" | "reasons" | "grounds" | "case"));
        let claims =
            words.iter().any(|w| matches!(w.as_str(), "concern" | "concerns" | "interest" | "interests" | "grievance" | "grievances"));
        let every = words.first().is_some_and(|w| matches!(w.as_str(), "every" | "a" | "the" | "good" | "full"));
        !words.iter().any(|w| w == "no") && ((claims && words.iter().any(good)) || (granted && (every || words.iter().any(good))))
    }

    /// Whether the words grant somebody a right or a good case.
    pub fn grants(&self, p: &Parts<'_>) -> bool {
        p.lemma == "have" && p.theme.iter().any(|c| self.is_rightful(c)) && self.best(p.agent).some()
    }

    /// Whether the lexicon knows what an event does, or a norm stands in it: "that the delegation put forward" says nothing.
    pub fn knows(&self, p: &Parts<'_>) -> bool {
        let act = p.act.and_then(|id| self.lexicon.act(id));
        self.grants(p)
            || act.is_some_and(|a| a.attitude != 0.0 || a.effect != 0.0 || !matches!(a.operator.as_str(), "none" | ""))
            || self.effect(p.lemma).is_some()
            || words::is_yield(p.lemma)
            || words::is_stop(p.lemma)
            || p.theme.iter().chain(p.agent).any(|c| matches!(c, Content::Principle { .. }))
    }

    /// The value of an event's parts.
    pub fn occur_parts(&self, p: &Parts<'_>) -> Val {
        self.event(p)
    }
}
