//! What saying, doing or voting something means for the sides. In: a signal. Out: a value with its chain.
//!
//! The act's operator decides how it composes with what it is about (lexicon, `acts/`); see DESIGN §3.

use crate::event::DONE_BY_IT;
use crate::value::{Calculus, Parts, Val, parts, short};
use crate::{weights as w, words};
use demarche_lexicon::schema::Act;
use demarche_signals::{Channel, Content, Signal};

impl Calculus<'_> {
    /// The value of a signal that is no vote.
    pub fn stance(&self, signal: &Signal) -> Val {
        let act = self.lexicon.act(&signal.act.id);
        let value = match act {
            Some(a) => self.compose(a, signal),
            None => self.told(signal),
        };
        let value = if value.some() { value } else { self.by_principle(signal, value) };
        let value = if value.some() { value } else { self.by_words(act, signal, value) };
        // a pattern that has the "not" in it has used the negation up
        let used = signal.act.pattern.starts_with("not ") || signal.act.pattern.starts_with("not_");
        if signal.factuality.is_negated() && value.some() && !used {
            let verb = act.is_some_and(|a| matches!(a.operator.as_str(), "withhold" | "refuse" | "none" | ""));
            // a statement's content carries its own negation
            if verb {
                return value;
            }
            // who says that he does not accept or support a thing opposes it; who does not condemn only withholds
            let support = act.is_some_and(|a| a.attitude > 0.0 || (a.attitude == 0.0 && a.effect > 0.0));
            let own = signal.channel == Channel::Word && signal.speaker.is_some();
            return if support && own { value.times(-w::DENIED_SUPPORT, "denied") } else { value.times(-w::NOT_TAKEN, "not done") };
        }
        value
    }

    fn compose(&self, act: &Act, signal: &Signal) -> Val {
        // "they have been denied their rights": whoever denies them, it is not the speaker
        if act.attitude < 0.0 && act.operator != "affirm" && words::is_denied(&signal.quote) {
            return Val::none(format!("{}: who denies is not told", act.id));
        }
        let target = self.targets(signal);
        let operands = operands(signal);
        // "recognised the isle as part of the mainland": the whole is served, not the part
        let whole = operands.iter().find(|c| ["part of ", "as part of ", "belonging to "].iter().any(|p| c.text().starts_with(p)));
        let content = whole.map_or_else(|| self.contents(&operands), |c| self.occur(c));
        let whole = whole.is_some() && content.some();
        // what is recognised, defied or lifted says more than the state beside it: "recognise the annexation of …"
        let first = operands.first().filter(|c| matches!(c, Content::Event { .. } | Content::Principle { .. }));
        let object = || first.map(|c| self.occur(c)).filter(Val::some);
        let target = if whole || content.why.contains("stand on neither side") { content.clone() } else { target };
        if act.id == "apply-principle" && !self.speaks_of_norm(signal) {
            return Val::none("what is applied is no norm");
        }
        let target = if signal.channel == Channel::Act { object().unwrap_or(target) } else { target };
        let either = if content.some() && !(signal.channel == Channel::Act && target.some()) { content.clone() } else { target.clone() };
        if act.attitude < 0.0 && !content.some() && target.some() && self.only_in_matter(&signal.quote, target.v) {
            return Val::none(format!("{}: the matter is judged and no side", act.id));
        }
        match act.operator.as_str() {
            "attitude" | "endorse" | "effect" if (is_dealing(act) || words::is_courtesy(&act.id)) && !content.some() => {
                target.times(w::DEALING * act.attitude.signum(), &format!("{}: dealings take no side", act.id))
            }
            // a pledge not to do something to somebody spares him; a pledge not to take part in something is against it
            "attitude" if act.attitude < 0.0 && act.effect > 0.0 && operands.iter().all(|c| matches!(c, Content::Entity { .. })) => {
                target.times(act.effect, &act.id)
            }
            "attitude" | "endorse" => {
                let factor = if act.attitude == 0.0 { if act.operator == "endorse" { 0.8 } else { 0.0 } } else { act.attitude };
                if factor > 0.0 && either.some() && !object().is_some_and(|o| o.v == either.v) && self.names_both(&signal.quote) {
                    return Val::none(format!("{}: both sides are named", act.id));
                }
                let beside =
                    |c: &Content| matches!(c, Content::Entity { codes, .. } if codes.iter().any(|code| signal.target.contains(code)));
                if factor < 0.0 && !content.some() && !operands.is_empty() && !operands.iter().any(beside) {
                    return Val::none(format!("{}: the side is named only beside what is judged", act.id));
                }
                // "supports a settlement on the isle" is for talk, wherever it is about
                if factor > 0.0 && !content.some() && operands.iter().any(is_of_talk) {
                    return Val::none(format!("{}: talk and restraint take no side", act.id));
                }
                // "the crimes against the isle are inexcusable": the side named is the one that suffers
                if factor < 0.0 && !content.some() && self.suffers(&signal.quote, target.v) {
                    return target.times(-factor, &format!("{}: done against it", act.id));
                }
                either.times(factor, &act.id)
            }
            "effect" => {
                let factor = if act.effect == 0.0 { act.attitude } else { act.effect };
                let base = if target.some() { target } else { content };
                base.times(factor, &act.id)
            }
            "withhold" if act.attitude == 0.0 => Val::none(format!("{}: nothing is said of a side", act.id)),
            "withhold" => self.withheld(act, signal, &operands, w::WITHHELD),
            "refuse" => self.withheld(act, signal, &operands, if act.id.contains("label") { w::LABEL_REFUSED } else { w::REFUSED }),
            "label" => self.labelled(act, &operands, &either),
            "blame" => self.blame(act, signal, &operands, target),
            "affirm" => {
                let said = self.asserted_best(&operands);
                if said.some() {
                    said.times(1.0, &act.id)
                } else {
                    content.times(if act.attitude < 0.0 { -w::STATED } else { w::TERM }, &act.id)
                }
            }
            "appeal" => self.appeal(act, signal, &operands),
            "deny" if operands.iter().any(|c| self.is_bare_breach(c)) && self.model.member_of(&signal.actor).is_none() => {
                content.times(-w::STATED, &format!("{}: the wrong as such is rejected", act.id))
            }
            "deny" => self.asserted_best(&operands).times(-w::DENIED / w::CHARGE, &act.id),
            _ if signal.channel == Channel::Act || act.effect != 0.0 => {
                let factor = if act.effect == 0.0 { act.attitude } else { act.effect };
                let base = if target.some() { target } else { content };
                if factor == 0.0 { Val::none(format!("{} does nothing to a side by itself", act.id)) } else { base.times(factor, &act.id) }
            }
            _ if act.attitude != 0.0 => either.times(act.attitude, &act.id),
            _ => self.told(signal),
        }
    }

    /// Whether some words name both sides in one breath: "the isle and the realm", "the isle as well as the realm"; not a side and, in a phrase
    /// of its own, the other ("the side of the isle against the realm", "the isle as part of the realm").
    fn names_both(&self, text: &str) -> bool {
        let hits = self.model.hits(text);
        let named: Vec<_> = hits.iter().filter(|h| h.mark.names()).collect();
        named.windows(2).any(|w| crate::passage::joined(text, w[0], w[1]))
    }

    fn speaks_of_norm(&self, signal: &Signal) -> bool {
        let words = ["principle", "rule", "norm", "position", "policy", "same", "respect", "law"];
        let lower = signal.quote.to_lowercase();
        signal.principle.is_some() || words.iter().any(|w| lower.contains(w))
    }

    /// A wrong named in general, with no doer: to reject it upholds the norm; to reject that one side did it denies a charge.
    fn is_bare_breach(&self, content: &Content) -> bool {
        matches!(content, Content::Principle { breach: true, bearing, .. } if bearing.is_empty())
    }

    fn told(&self, signal: &Signal) -> Val {
        self.asserted_best(&signal.content)
    }

    fn targets(&self, signal: &Signal) -> Val {
        // a rival's name says more than the state that both claim
        let named = signal.content.iter().find_map(|c| match c {
            Content::Entity { text, .. } | Content::Phrase { text, .. } => {
                let side = self.installed_by(text).or_else(|| self.only_side(text, |m| matches!(m, crate::terms::Mark::Term(_))));
                side.map(|side| (side, text))
            }
            _ => None,
        });
        if let Some((side, text)) = named {
            return self.toward(side, w::TERM, text);
        }
        let all: Vec<(usize, f32)> = signal.target.iter().filter_map(|c| self.model.standing(c)).collect();
        let sum: f32 = all.iter().map(|(side, weight)| self.model.sign(*side) * weight).sum();
        let names = signal.target.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", ");
        if all.is_empty() || sum.abs() < w::NOTHING {
            Val::none(format!("target {names} decides nothing"))
        } else {
            Val { v: sum.clamp(-1.0, 1.0), why: format!("toward {names} ({sum:+.1})") }
        }
    }

    /// Whether the side that a value serves is named only in the matter's name: "in the Isle crisis".
    fn only_in_matter(&self, text: &str, value: f32) -> bool {
        let hits = self.model.hits(text);
        let named = hits.iter().any(|h| h.mark.side().is_some_and(|s| self.model.sign(s) * value > 0.0));
        !named && hits.iter().any(|h| h.mark == crate::terms::Mark::Matter)
    }

    /// Whether the side that a value serves is named only as what something is done against.
    fn suffers(&self, text: &str, value: f32) -> bool {
        let hits = self.model.hits(text);
        let own: Vec<_> = hits.iter().filter(|h| h.mark.side().is_some_and(|s| self.model.sign(s) * value > 0.0)).collect();
        let against = |start: usize| text.get(..start).is_some_and(|t| t.split_whitespace().rev().take(3).any(|w| w == "against"));
        !own.is_empty() && own.iter().all(|h| against(h.start))
    }

    /// Events, norms and phrases say more than the bare names beside them.
    fn contents(&self, contents: &[Content]) -> Val {
        let told = self.best(contents.iter().filter(|c| !matches!(c, Content::Entity { .. })));
        if told.some() { told } else { self.best(contents) }
    }

    fn by_principle(&self, signal: &Signal, none: Val) -> Val {
        let Some(id) = signal.principle.as_ref().filter(|_| matches!(signal.channel, Channel::Word)) else { return none };
        if words::is_talk(id) || words::is_broken(&signal.quote) || none.why.contains("no side") && signal.act.id.contains("appeal") {
            return none;
        }
        let bearing = Content::Principle {
            id: id.clone(),
            breach: false,
            bearing: signal.content.clone(),
            span: Default::default(),
            text: String::new(),
        };
        let said = self.occur(&bearing);
        if said.some() { said.times(w::GENERAL_NORM, "invokes") } else { none }
    }

    /// Where trees say nothing: good or ill words beside the words of one side, in the actor's own voice. Weak.
    fn by_words(&self, act: Option<&Act>, signal: &Signal, none: Val) -> Val {
        let statement =
            act.is_none_or(|a| matches!(a.operator.as_str(), "none" | "" | "attitude" | "endorse")) && signal.channel == Channel::Word;
        if !statement || signal.marks.question || none.why.contains("no side") {
            return none;
        }
        if self.in_play != 0.0 && words::upholds(&signal.quote) {
            return Val { v: self.in_play * w::STATED, why: format!("upholds the text voted on (“{}”)", short(&signal.quote)) };
        }
        let norm = crate::direction::norm_named(self, signal);
        if norm.some() {
            return norm;
        }
        let said = crate::direction::tone(self, &signal.quote);
        if said.some() { said } else { none }
    }

    /// Something withheld or refused: a weak opposite of what it would have meant.
    fn withheld(&self, act: &Act, signal: &Signal, operands: &[Content], factor: f32) -> Val {
        let inner = operands.iter().filter_map(parts).map(|p| self.act_value(&p));
        let inner = inner.fold(Val::default(), |best, next| if next.v.abs() > best.v.abs() { next } else { best });
        if inner.some() {
            return inner.times(-factor, &act.id);
        }
        // "not as illegal": the label is refused to the thing beside it
        let label = operands.iter().find_map(|c| match c {
            Content::Phrase { lemma, text, .. } if text.starts_with("as ") => self.effect(lemma).map(|e| e.valence).filter(|v| *v != 0.0),
            _ => None,
        });
        if let Some(valence) = label {
            let thing = self.best(operands.iter().filter(|c| !c.text().starts_with("as ")));
            return thing.times(-factor * valence.signum(), &format!("{}: the label is refused", act.id));
        }
        let content = self.contents(operands);
        let base = if content.some() { content } else { self.targets(signal) };
        let base = if base.some() { base } else { self.deed_named(&signal.quote) };
        // what is refused with no attitude named is a judgment on a wrong: the refusal spares its doer; a norm not spoken of is not upheld
        let norm = operands.iter().any(|c| matches!(c, Content::Principle { breach: false, .. }));
        if norm {
            base.times(-factor, &format!("{}: not upheld", act.id))
        } else {
            base.times(factor, &format!("{}: the judgment is spared", act.id))
        }
    }

    /// The one side whose deed some words name.
    fn deed_named(&self, text: &str) -> Val {
        match self.one_side(text, |m| matches!(m, crate::terms::Mark::Deed(_))) {
            Some(side) => self.toward(side, w::DEED, &format!("“{}”, with its deed", short(text))),
            None => Val::none("no deed is named"),
        }
    }

    /// Value of an event as an attitude or label that somebody takes.
    fn act_value(&self, p: &Parts<'_>) -> Val {
        // a word that does harm by itself ("attack") is no attitude, whatever act its form also matches
        let harm = self.harm(p.lemma).is_some();
        let act = p.act.and_then(|id| self.lexicon.act(id)).filter(|_| !harm);
        let theme = self.theme(p);
        // "an aggressor", said of somebody: the predicate's subject stands in the place of the agent
        let inner = if theme.some() || !p.theme.is_empty() { theme } else { self.best(p.agent) };
        let deeper = || {
            let all = p.theme.iter().chain(p.other.iter().map(|(_, c)| c)).filter_map(parts);
            all.map(|q| self.act_value(&q)).find(Val::some).unwrap_or_default()
        };
        match act {
            Some(a) if a.operator == "label" || a.id.contains("label") || a.id.contains("describe") => inner.times(-1.0, "as a wrong"),
            Some(a) if a.operator == "appeal" => inner.times(w::APPEAL, &a.id),
            Some(a) if matches!(a.operator.as_str(), "attitude" | "endorse" | "blame") => inner.times(a.attitude, &a.id),
            _ if matches!(p.lemma, "describe" | "call" | "label" | "characterize" | "characterise" | "term" | "brand" | "use") => {
                inner.times(-1.0, "as a wrong")
            }
            _ if words::is_talk(p.lemma) => Val::default(),
            _ => deeper(),
        }
    }

    fn labelled(&self, act: &Act, operands: &[Content], either: &Val) -> Val {
        let mut good = act.attitude;
        let named = operands.iter().flat_map(words_of).filter_map(|lemma| self.effect(&lemma).map(|e| e.valence)).find(|v| *v != 0.0);
        if good == 0.0 {
            good = named.unwrap_or(-0.5);
        }
        either.times(good, &act.id)
    }

    fn blame(&self, act: &Act, signal: &Signal, operands: &[Content], target: Val) -> Val {
        let factor = if act.attitude == 0.0 { -0.9 } else { act.attitude };
        let member = signal.target.iter().any(|c| self.model.member_of(c).is_some());
        if target.some() && member {
            return target.times(factor, &act.id);
        }
        let named = self.best(operands.iter().filter(|c| matches!(c, Content::Entity { .. })));
        if named.some() && signal.target.is_empty() {
            return named.times(factor, &act.id);
        }
        // A third party is blamed for what happens here: whoever else might be blamed for it is spared.
        if let Some(side) = self.model.challenger {
            let v = self.model.sign(side) * w::THIRD_PARTY;
            return Val { v, why: format!("{} on a third party spares {} ({v:+.1})", act.id, self.model.sides[side]) };
        }
        if target.some() {
            return target.times(factor, &act.id);
        }
        let sides: Vec<usize> = self.model.hits(&signal.quote).iter().filter_map(|h| h.mark.side()).collect();
        match sides.first() {
            Some(&side) if sides.iter().all(|s| *s == side) && self.model.sides.len() == 2 => {
                let v = -self.model.sign(side) * w::THIRD_PARTY;
                Val { v, why: format!("{} on a third party for what befalls {} ({v:+.1})", act.id, self.model.sides[side]) }
            }
            _ => Val::none(format!("{}: the party blamed stands on no side", act.id)),
        }
    }

    fn appeal(&self, act: &Act, signal: &Signal, operands: &[Content]) -> Val {
        let inner = operands.iter().filter(|c| !matches!(c, Content::Entity { .. }));
        let known = |c: &&Content| parts(c).is_none_or(|p| self.knows(&p));
        let asked = self.best(inner.filter(known));
        // who is asked to do something of which nothing is known is neither served nor harmed by being asked
        let asked = if asked.why.contains(DONE_BY_IT) { Val::none("a party is asked to act") } else { asked };
        // what is named is what is to end, unless its end is what is named; and nobody who asks for an end asks for the wrong
        let ended = words_of_all(operands).any(|l| words::is_stop(&l));
        let wrong = asked.why.starts_with("breach of") && words::asks_end(&signal.quote);
        if asked.some() && (wrong || act.id.contains("ceasefire") && !ended) {
            return asked.times(-w::APPEAL, &format!("{}: it is to end", act.id));
        }
        if words_of_all(operands).any(|l| words::is_talk(&l)) && asked.v.abs() < w::DOER {
            return Val::none(format!("{}: an appeal to talk, truce or restraint takes no side", act.id));
        }
        if asked.some() {
            return asked.times(w::APPEAL, &act.id);
        }
        let target = self.targets(signal);
        if target.some() && words::gives_way(&signal.quote) {
            return target.times(-w::APPEAL, &format!("{}: it is asked to give way", act.id));
        }
        if act.effect != 0.0 || act.attitude != 0.0 {
            let factor = if act.effect == 0.0 { act.attitude } else { act.effect };
            return self.targets(signal).times(factor, &act.id);
        }
        Val::none(format!("{}: what is asked for serves no side", act.id))
    }
}

/// Dealings of states that go on whatever their disputes: agreements, visits, cooperation.
fn is_dealing(act: &Act) -> bool {
    matches!(act.plover.as_deref(), Some("AGREE" | "CONSULT" | "COOPERATE")) && act.attitude > 0.0
}

/// What the act is about. Where the coder found no target, the content is the act's own clause: then its arguments are meant, without the agent.
fn operands(signal: &Signal) -> Vec<Content> {
    let mut all = Vec::new();
    for content in &signal.content {
        match content {
            Content::Event { act, agent, theme, other, .. } if act.as_deref() == Some(signal.act.id.as_str()) => {
                // "the sanctions are illegal": what is judged is the predicate's subject
                let actor = |c: &&Content| !matches!(c, Content::Entity { codes, .. } if codes.contains(&signal.actor));
                if theme.is_empty() {
                    all.extend(agent.iter().filter(actor).cloned());
                }
                all.extend(theme.iter().cloned());
                all.extend(other.iter().map(|(_, c)| c.clone()));
            }
            _ => all.push(content.clone()),
        }
    }
    all
}

fn words_of_all(contents: &[Content]) -> impl Iterator<Item = String> + '_ {
    contents.iter().flat_map(words_of)
}

/// Lemmas of a content, top first.
fn words_of(content: &Content) -> Vec<String> {
    let mut all = Vec::new();
    collect(content, &mut all, 0);
    all
}

fn collect(content: &Content, all: &mut Vec<String>, depth: usize) {
    if depth > 6 {
        return;
    }
    match content {
        Content::Event { lemma, theme, other, modifiers, .. } => {
            all.push(lemma.to_string());
            all.extend(modifiers.iter().map(ToString::to_string));
            theme.iter().chain(other.iter().map(|(_, c)| c)).for_each(|c| collect(c, all, depth + 1));
        }
        Content::Phrase { lemma, inside, modifiers, .. } => {
            all.push(lemma.to_string());
            all.extend(modifiers.iter().map(ToString::to_string));
            inside.iter().for_each(|c| collect(c, all, depth + 1));
        }
        Content::Principle { id, .. } => all.push(id.to_string()),
        Content::Entity { .. } => {}
    }
}

/// Whether a content is talk, a truce or a settlement come to in talk, by its head.
fn is_of_talk(content: &Content) -> bool {
    let (Content::Event { lemma, text, .. } | Content::Phrase { lemma, text, .. }) = content else {
        return matches!(content, Content::Principle { id, breach: false, .. } if id == "peaceful-settlement");
    };
    words::is_talk(lemma) || matches!(lemma.as_str(), "settle" | "settlement") && words::is_peaceful(text)
}
