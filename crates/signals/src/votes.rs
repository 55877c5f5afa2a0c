//! Votes: as prose tells them, and from the record. In: frames and the lexicon's cast phrases; roll calls. Out: signals of the vote channel.

use crate::coder::{Coder, Done};
use crate::coding::Coded;
use crate::content::Contents;
use crate::matching::{kind_of, try_pattern};
use crate::reader::Reader;
use crate::{ActCode, Channel, Content, Factuality, Link, LinkKind, Marks, Signal, VoteTold};
use demarche_actors::Authority;
use demarche_lexicon::Lexicon;
use demarche_source::{Cast, Code, DateRange, Report, Span, Vote};
use demarche_syntax::{Deprel, FrameId, Upos};
use smol_str::SmolStr;

fn cast_of(text: &str) -> Option<Cast> {
    [Cast::Yes, Cast::No, Cast::Abstain, Cast::Absent, Cast::NonMember].into_iter().find(|c| c.as_str() == text)
}

fn code(cast: Cast, pattern: SmolStr) -> ActCode {
    let (id, plover, cameo) = match cast {
        Cast::Yes => ("vote-yes", "SUPPORT", "051"),
        Cast::No => ("vote-no", "REJECT", "120"),
        Cast::Abstain => ("vote-abstain", "REJECT", "120"),
        Cast::Absent => ("vote-absent", "REJECT", "120"),
        Cast::NonMember => ("vote-none", "STATEMENT", "010"),
    };
    ActCode { id: id.into(), plover: Some(plover.into()), mode: None, cameo: cameo.into(), pattern }
}

/// A vote told by this frame, if one of the lexicon's cast phrases fits and the sentence speaks of a vote.
pub(crate) fn told(coder: &Coder<'_, '_>, s: usize, id: FrameId) -> Option<Done> {
    let reader = coder.reader;
    let frame = reader.frames(s).get(id);
    if coder.coded.is_consumed(s, id) {
        return None;
    }
    let (pattern, cast, bound) = reader.lexicon.casts(kind_of(frame), &frame.lemma).find_map(|(owned, phrase)| {
        let bound = try_pattern(reader, s, frame, &owned.pattern)?;
        Some((owned.pattern.text.clone(), cast_of(&phrase.cast)?, bound))
    })?;
    let tree = reader.tree(s);
    let mut text = Vec::new();
    let mut sponsor = Vec::new();
    let contents = coder.contents();
    for &w in bound.targets.iter().chain(&bound.taken) {
        let word = &tree.words()[w];
        if word.upos == Upos::Punct {
            continue;
        }
        // A resolution stands for what it says: the relative clause or participle on it.
        for k in tree.children(w).filter(|&k| matches!(tree.words()[k].deprel, Deprel::AclRelcl | Deprel::Acl)) {
            text.push(contents.of(s, k));
        }
        sponsor.extend(sponsors(reader, s, w));
        if text.iter().all(|c: &Content| !c.span().contains(word.span)) {
            text.push(contents.of(s, w));
        }
    }
    let body = tree_body(reader, s);
    let vote = VoteTold {
        body,
        symbol: symbol(reader, s),
        title: None,
        title_only: false,
        cast,
        sponsor,
        text: text.clone(),
        procedural: false,
        explanation: None,
    };
    let done = coder.done(s, id, code(cast, pattern), Channel::Vote, text);
    // A body that votes adopts; only its members cast votes.
    let member = |a: &demarche_actors::ActorRef| !matches!(reader.lexicon.actor(&a.code), Some(demarche_lexicon::Actor::Body(_)));
    (!done.sources.is_empty() && done.sources.iter().all(member)).then(|| Coder::with_vote(done, &vote))
}

/// "US-sponsored", "drafted by France", "introduced by Lebanon": actors beside a word of sponsoring below the resolution.
fn sponsors(reader: &Reader<'_>, s: usize, word: usize) -> Vec<Code> {
    let tree = reader.tree(s);
    let (low, high) = tree.extent(word);
    let mut found = Vec::new();
    for i in (low..=high).filter(|&i| reader.word_in_class(s, i, "sponsor")) {
        for k in tree.children(i) {
            found.extend(reader.codes_or_place(s, k));
        }
    }
    found
}

/// The body that voted, where the sentence names one.
fn tree_body(reader: &Reader<'_>, s: usize) -> SmolStr {
    let named = reader.mentions.in_sentence(s).flat_map(|m| m.actors.iter());
    let organs = ["UNSC", "UNGA", "UNHRC"];
    named.map(|a| a.code.clone()).find(|c| organs.contains(&c.as_str())).unwrap_or_default()
}

/// A resolution's symbol or number as text has it: "S/2022/155", "resolution 2722".
fn symbol(reader: &Reader<'_>, s: usize) -> Option<String> {
    let tree = reader.tree(s);
    (0..tree.len()).find_map(|i| {
        let form = reader.form(s, i);
        let slashed = (form.starts_with("S/") || form.starts_with("A/")) && form.bytes().any(|b| b.is_ascii_digit());
        let after = i > 0
            && reader.lemma(s, i - 1).eq_ignore_ascii_case("resolution")
            && form.len() >= 3
            && form.bytes().all(|b| b.is_ascii_digit());
        (slashed || after).then(|| form.to_owned())
    })
}

/// Reads what a voted text says: its operative paragraphs, else its title.
pub fn voted_text(lexicon: &Lexicon, vote: &Vote) -> Vec<Content> {
    let text = if vote.operative.trim().is_empty() { &vote.title } else { &vote.operative };
    let mut all = Vec::new();
    for clause in text.split(';').map(str::trim).filter(|c| !c.is_empty()) {
        // Operative clauses have no subject: "Deplores …". The resolution is it.
        let lowered: String = clause.chars().take(1).flat_map(char::to_lowercase).chain(clause.chars().skip(1)).collect();
        let report = Report::from_text("voted-text", format!("The resolution {lowered}"));
        let (document, _) = demarche_syntax::read(&report.text);
        let context = demarche_actors::Context { published: Some(vote.date), ..demarche_actors::Context::default() };
        let mentions = demarche_actors::resolve(lexicon, &report.text, &document, &context);
        let reader = Reader::new(lexicon, &report, &document, &mentions);
        let coded = Coded::new(&reader);
        let contents = Contents { reader: &reader, coded: &coded };
        for s in 0..document.sentences.len() {
            all.extend(document.sentences[s].tree.root().map(|root| contents.of(s, root)));
        }
    }
    all
}

/// One signal for each member that is in `wanted` (or for all), in the order of codes.
pub fn signals_of_vote(lexicon: &Lexicon, vote: &Vote, wanted: &dyn Fn(&Code) -> bool) -> Vec<Signal> {
    signals_of_read_vote(vote, &voted_text(lexicon, vote), wanted)
}

/// The same from what [`voted_text`] has read before.
pub fn signals_of_read_vote(vote: &Vote, text: &[Content], wanted: &dyn Fn(&Code) -> bool) -> Vec<Signal> {
    let link = Link {
        name: format!("{} roll call", vote.body),
        code: None,
        kind: LinkKind::Outlet,
        factuality: Factuality::CertainPos,
        authority: Authority::None,
    };
    let signal = |(actor, &cast): (&Code, &Cast)| Signal {
        id: SmolStr::default(),
        report: "votes".into(),
        spans: vec![Span::default()],
        quote: vote.symbol.clone(),
        actor: actor.clone(),
        speaker: None,
        channel: Channel::Vote,
        act: code(cast, "roll call".into()),
        target: crate::content::codes_of(text),
        audience: None,
        principle: None,
        factuality: Factuality::CertainPos,
        attribution: vec![link.clone()],
        date: Some(DateRange::day(vote.date)),
        content: text.to_vec(),
        claim: None,
        vote: Some(VoteTold {
            body: vote.body.as_str().into(),
            symbol: Some(vote.symbol.clone()),
            title: Some(vote.title.clone()).filter(|t| !t.is_empty()),
            title_only: vote.operative.trim().is_empty(),
            cast,
            sponsor: vote.sponsor.clone(),
            text: text.to_vec(),
            procedural: vote.procedural,
            explanation: vote.explanations.get(actor).cloned(),
        }),
        marks: Marks::default(),
        confidence: 1.0,
    };
    vote.cast.iter().filter(|(actor, cast)| **cast != Cast::NonMember && wanted(actor)).map(signal).collect()
}
