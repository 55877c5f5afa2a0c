//! Reported speech in which no act was coded, and norms carried over sentences. In: quotations. Out: statements as acts of their speakers.

use crate::coder::{Coder, Done, named, principle};
use crate::content::codes_of;
use crate::quotes::Quote;
use crate::voice::{primary, source_of, speaker_of, voice};
use crate::{ActCode, Channel, Content, Factuality, Marks, Signal};
use demarche_actors::{ActorRef, Authority};
use demarche_source::{Code, Span};
use demarche_syntax::{FrameId, PredicateKind};
use smol_str::SmolStr;

/// A bare statement.
fn stated() -> ActCode {
    ActCode { id: "statement".into(), plover: Some("STATEMENT".into()), mode: None, cameo: "010".into(), pattern: SmolStr::default() }
}

impl Coder<'_, '_> {
    /// Reported speech of an actor in which no act was coded.
    pub(crate) fn statements(&self, s: usize, start: usize, all: &mut Vec<Done>) {
        for quote in self.quotes.over(s).filter(|q| q.proposition) {
            let Some((word, first)) = self.content_head(s, quote) else { continue };
            let Some(id) = self.reader.frames(s).at(word) else { continue };
            let act = ActCode { pattern: "quotation".into(), ..stated() };
            let Some(mention) = source_of(self.reader, self.quotes, quote).filter(|m| !m.actors.is_empty()) else { continue };
            // What the speaker does in these very words is told by that act; what is done in a clause on the side is not.
            let own = |d: &Done| {
                let inside = quote.content.iter().any(|c| c.overlaps(d.span)) && Some((s, d.id)) != quote.frame;
                let most = d.id == id || 2 * (d.span.end - d.span.start) >= first.end - first.start;
                inside && most && d.signals.iter().any(|x| mention.actors.iter().any(|a| a.code == x.actor))
            };
            if all[start..].iter().any(own) {
                continue;
            }
            let mut done = self.done(s, id, act, Channel::Word, vec![self.contents().of(s, word)]);
            // The statement is the speaker's, whoever acts in what is said.
            let template = done.signals.first().cloned();
            done.sources = mention.actors.clone();
            done.span = first;
            done.signals =
                mention.actors.iter().map(|a| self.statement_by(a, mention.span, template.as_ref(), &done, first, s, id)).collect();
            all.push(done);
        }
    }

    /// A sentence in the words of the report's own speaker in which no act was coded: what the speaker states.
    pub(crate) fn own_words(&self, s: usize, start: usize, all: &mut Vec<Done>) {
        let Some(own) = primary(self.reader, s).filter(|v| v.actors.iter().all(|a| a.authority != Authority::None)) else { return };
        let (tree, frames, span) = (self.reader.tree(s), self.reader.frames(s), self.reader.sentence(s).cut.span);
        let Some(root) = (0..tree.len()).find(|&i| tree.head(i).is_none()) else { return };
        let Some(id) = frames.at(root).filter(|&id| frames.get(id).kind != PredicateKind::Noun && !frames.get(id).question) else { return };
        let others = self.quotes.over(s).any(|q| q.proposition && (q.covers(tree.words()[root].span) || q.frame == Some((s, id))));
        let told = |d: &Done| {
            let most = d.id == id || 2 * (d.span.end - d.span.start) >= span.end - span.start;
            most && d.signals.iter().any(|x| own.actors.iter().any(|a| a.code == x.actor))
        };
        if others || self.reader.text(span).ends_with('?') || all[start..].iter().any(told) {
            return;
        }
        let act = ActCode { pattern: "own words".into(), ..stated() };
        let mut done = self.done(s, id, act, Channel::Word, vec![self.contents().of(s, root)]);
        let template = done.signals.first().cloned();
        done.sources = own.actors.clone();
        done.span = span;
        done.stands = false;
        done.signals = own.actors.iter().map(|a| self.statement_by(a, Span::default(), template.as_ref(), &done, span, s, id)).collect();
        all.push(done);
    }

    #[allow(clippy::too_many_arguments)]
    fn statement_by(&self, actor: &ActorRef, at: Span, like: Option<&Signal>, done: &Done, span: Span, s: usize, id: FrameId) -> Signal {
        let reader = self.reader;
        let voice = voice(reader, self.quotes, s, id);
        let words = voice.innermost.as_ref().map_or(reader.text(at), |v| v.name.as_str());
        let mut marks = done.marks;
        let (fact, chain) = self.vouched(&voice, &actor.code, Factuality::CertainPos);
        let content = vec![self.contents().of(s, reader.frames(s).get(id).head)];
        let frame = reader.frames(s).get(id);
        let date = like.map_or_else(|| self.date(s, frame, &mut marks), |l| l.date);
        Signal {
            id: SmolStr::default(),
            report: reader.report.id.clone(),
            spans: vec![span],
            quote: reader.text(span).to_owned(),
            actor: actor.code.clone(),
            speaker: named(actor).then(|| speaker_of(actor, words, Some(at))),
            channel: Channel::Word,
            act: done.act.clone(),
            target: codes_of(&content).into_iter().filter(|c| *c != actor.code).collect(),
            audience: voice.audience,
            principle: principle(&content, false),
            factuality: fact,
            attribution: chain,
            date,
            content,
            claim: crate::claims::of(reader, s, frame, span).map(|c| if fact.is_negated() { c.denied() } else { c }),
            vote: None,
            marks: Marks { future: false, conditional: false, ..marks },
            confidence: frame.confidence,
        }
    }

    /// Head word of the part of a quotation that lies in this sentence, with that part.
    fn content_head(&self, s: usize, quote: &Quote) -> Option<(usize, Span)> {
        let tree = self.reader.tree(s);
        let sentence = self.reader.sentence(s).cut.span;
        let part = quote.content.iter().find(|c| c.overlaps(sentence))?;
        let inside = |i: usize| part.contains(tree.words()[i].span) && tree.words()[i].upos != demarche_syntax::Upos::Punct;
        let framed = |&i: &usize| inside(i) && self.reader.frames(s).at(i).is_some();
        let top = (0..tree.len()).filter(framed).find(|&i| tree.head(i).is_none_or(|h| !inside(h)));
        // The parser may head the words by one that says nothing: then the highest that does.
        let height = |i: usize| std::iter::successors(Some(i), |&w| tree.head(w)).take(tree.len()).count();
        let head = top.or_else(|| (0..tree.len()).filter(framed).min_by_key(|&i| height(i)))?;
        let span = Span { start: part.start.max(sentence.start), end: part.end.min(sentence.end) };
        Some((head, span))
    }

    /// "… applies equally to the Ukraine issue": the norm is the one that the same actor named last.
    pub(crate) fn carry_principles(&self, all: &mut [Done]) {
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|&i| all[i].span);
        let mut last: Option<(SmolStr, Code, usize)> = None;
        for i in order {
            let s = all[i].s;
            for signal in &mut all[i].signals {
                match (&signal.principle, &last) {
                    (Some(p), _) => last = Some((p.clone(), signal.actor.clone(), s)),
                    (None, Some((p, actor, at))) if signal.act.id == "apply-principle" && *actor == signal.actor && s <= at + 2 => {
                        signal.principle = Some(p.clone());
                        let bearing = std::mem::take(&mut signal.content);
                        let span = signal.spans[0];
                        signal.content =
                            vec![Content::Principle { id: p.clone(), breach: false, bearing, span, text: signal.quote.clone() }];
                    }
                    _ => {}
                }
            }
        }
    }
}
