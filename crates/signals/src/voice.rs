//! Who vouches for a frame. In: the quotations of the report. Out: the attribution chain, outermost first, and the speaker nearest to the words.

use crate::quotes::{Quote, Quotes};
use crate::reader::Reader;
use crate::{Factuality, Link, LinkKind, Speaker, factuality};
use demarche_actors::{ActorRef, Authority, Mention, MentionKind, Reading};
use demarche_source::{Code, Span};
use demarche_syntax::{Deprel, FrameId, Upos};

/// The chain over one frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Voice {
    /// Outlet first, then each source inward.
    pub chain: Vec<Link>,
    /// The innermost named source.
    pub innermost: Option<VoiceOf>,
    /// Addressee of the innermost source's words, as the text names it.
    pub audience: Option<String>,
}

/// A source that resolves.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct VoiceOf {
    pub actors: Vec<ActorRef>,
    pub span: Span,
    pub name: String,
}

impl VoiceOf {
    pub fn speaker(&self, code: &Code) -> Option<Speaker> {
        let named = |a: &&ActorRef| a.code == *code && (a.person.is_some() || a.office.is_some() || a.authority != Authority::State);
        self.actors.iter().find(named).map(|a| speaker_of(a, &self.name, Some(self.span)))
    }
}

/// A speaker as the dossier shows one.
pub(crate) fn speaker_of(actor: &ActorRef, words: &str, span: Option<Span>) -> Speaker {
    Speaker {
        name: actor.person.as_ref().map_or_else(|| words.to_owned(), |p| p.to_string()),
        office: actor.office.as_ref().map(|o| o.to_string()),
        rank: actor.rank,
        authority: actor.authority,
        anonymous: actor.anonymous,
        span,
    }
}

/// The chain over the frame `id` of sentence `s`.
pub(crate) fn voice(reader: &Reader<'_>, quotes: &Quotes, s: usize, id: FrameId) -> Voice {
    let head = reader.tree(s).words()[reader.frames(s).get(id).head].span;
    let mut voice = Voice { chain: vec![outlet(reader)], ..Voice::default() };
    if let Some(own) = primary(reader, s) {
        voice.innermost = Some(own);
    }
    let mut over: Vec<&Quote> = quotes.over(s).filter(|q| q.proposition && q.frame != Some((s, id)) && q.covers(head)).collect();
    over.sort_by_key(|q| std::cmp::Reverse(q.len()));
    for quote in over {
        let Some(speaker) = quote.speaker else { continue };
        let (t, word) = speaker.at;
        let mention = source_of(reader, quotes, quote);
        let name = mention.map_or_else(|| reader.text(speaker.span), |m| reader.phrase_of(m)).to_owned();
        let actors = mention.map_or_else(Vec::new, |m| m.actors.clone());
        let anonymous = actors.iter().any(|a| a.anonymous) || actors.is_empty() && reader.word_in_class(t, word, "anonymous-source");
        let kind = if mention.is_some_and(|m| m.kind == MentionKind::Outlet) {
            LinkKind::Outlet
        } else if reader.word_in_class(t, word, "hearsay-source") && actors.iter().all(|a| a.authority == Authority::None) {
            LinkKind::Hearsay
        } else if anonymous {
            LinkKind::Anonymous
        } else {
            LinkKind::Other
        };
        voice.chain.extend(quote.frame.and_then(|(t, id)| factuality::hearsay(reader, t, id)).map(rumour));
        let authority = actors.iter().map(|a| a.authority).max().unwrap_or(Authority::None);
        voice.chain.push(Link {
            name: name.clone(),
            code: actors.first().map(|a| a.code.clone()),
            kind,
            factuality: quote.source_commits,
            authority,
        });
        voice.innermost = Some(VoiceOf { actors, span: speaker.span, name });
        voice.audience = quote.frame.and_then(|(t, id)| audience(reader, t, id));
    }
    voice.chain.extend(factuality::hearsay(reader, s, id).map(rumour));
    voice
}

/// Who vouches for a quotation: its speaker, or whose note, letter or briefing it is that speaks.
pub(crate) fn source_of<'a>(reader: &Reader<'a>, quotes: &Quotes, quote: &Quote) -> Option<&'a Mention> {
    let (s, word) = quote.speaker?.at;
    let tree = reader.tree(s);
    let at = tree.words()[word].span;
    let person = |m: &&Mention| m.kind == MentionKind::Person && m.span.contains(at) && !m.actors.is_empty();
    let own = reader.mention(s, word).or_else(|| reader.mentions.in_sentence(s).filter(person).min_by_key(|m| m.span.len()));
    let document = tree.words()[word].upos == Upos::Noun && reader.lexicon.cue("noun", &reader.lemma(s, word).to_lowercase()).is_some();
    if !document || own.is_some_and(|m| !m.actors.is_empty()) {
        return own;
    }
    let speaks =
        |m: &&Mention| matches!(m.reading, Reading::Government | Reading::Agent) && m.actors.iter().any(|a| a.authority != Authority::None);
    let of = |k: usize| tree.children_by(k, Deprel::Case).any(|c| matches!(tree.words()[c].lemma.as_str(), "by" | "from" | "of"));
    let holds = |&k: &usize| match tree.words()[k].deprel {
        Deprel::NmodPoss => true,
        Deprel::Nmod | Deprel::Obl => of(k),
        _ => false,
    };
    let author = tree.children(word).filter(holds).find_map(|k| reader.mention(s, k).filter(speaks));
    // "the note added", after the ministry's words in the same paragraph
    let definite = tree.children_by(word, Deprel::Det).any(|k| tree.words()[k].lemma == "the");
    let before = |q: &&Quote| q.content.first().zip(quote.content.first()).is_some_and(|(a, b)| a.start < b.start);
    let same = |t: usize| reader.sentence(t).cut.paragraph == reader.sentence(s).cut.paragraph;
    let speakers = || quotes.all.iter().filter(before).filter_map(|q| q.speaker).filter(|sp| same(sp.at.0));
    let issuer = || speakers().filter_map(|sp| reader.mention(sp.at.0, sp.at.1)).rfind(speaks);
    author.or_else(|| issuer().filter(|_| definite)).or(own)
}

/// The link of a word such as "reportedly".
fn rumour(word: String) -> Link {
    Link { name: word, code: None, kind: LinkKind::Hearsay, factuality: Factuality::PossiblePos, authority: Authority::None }
}

fn outlet(reader: &Reader<'_>) -> Link {
    let name = reader.report.outlet.clone().unwrap_or_else(|| "the report".to_owned());
    Link { name, code: None, kind: LinkKind::Outlet, factuality: Factuality::CertainPos, authority: Authority::None }
}

/// The speaker in whose own words a sentence is: the issuer of a primary source, or whoever a label names.
pub(crate) fn primary(reader: &Reader<'_>, s: usize) -> Option<VoiceOf> {
    let actor = reader.mentions.voice(s)?;
    let issuer = || reader.report.outlet.clone().unwrap_or_else(|| actor.code.to_string());
    let name = actor.person.as_ref().map_or_else(issuer, |p| p.to_string());
    Some(VoiceOf { actors: vec![actor.clone()], span: Span::default(), name })
}

/// Whom a reporting verb addresses: "told Putin", "told reporters", "in an interview with Al Jazeera", "before the General Assembly".
fn audience(reader: &Reader<'_>, s: usize, id: FrameId) -> Option<String> {
    let frame = reader.frames(s).get(id);
    let recipient = frame.arg(demarche_syntax::Role::Recipient);
    let address = frame.obliques(&["to", "before"]).next();
    recipient.or(address).map(|a| reader.text(reader.noun_phrase(s, a.head)).to_owned())
}
