//! Actives that parsers take for passives, and the other way round; headlines without an auxiliary.
//!
//! In: the arcs of [`Norm`]. Out: the same with the tags and the subject's relation mended. It changes a voice only where the words around
//! the verb allow no other.

use super::normal::Norm;
use super::vocab::vocab;
use crate::{Deprel, Upos, Xpos};

/// Mends what there is to mend.
pub(super) fn mend(norm: &mut Norm) {
    for i in 0..norm.len() {
        perfect(norm, i);
        if norm.upos[i] != Upos::Verb {
            continue;
        }
        if matches!(norm.xpos(i), Xpos::Vbd | Xpos::Vbn) && !has_auxiliary(norm, i) {
            active(norm, i);
            passive(norm, i);
            participle(norm, i);
        }
        if vocab().is_speech(&norm.lemma[i]) {
            inverted(norm, i);
            speaker_behind(norm, i);
            says_of(norm, i);
        }
        infinitive_headline(norm, i);
        state(norm, i);
    }
}

fn has_auxiliary(norm: &Norm, verb: usize) -> bool {
    norm.kids(verb).any(|k| matches!(norm.rel[k], Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
}

/// "…, its premier [complained]"; "Lima neither [confirmed] nor denied the report": a passive would have its auxiliary.
fn active(norm: &mut Norm, verb: usize) {
    let Some(subject) = norm.by(verb, Deprel::NsubjPass).next() else { return };
    let agent = norm.by(verb, Deprel::OblAgent).next().is_some();
    let beside = norm.rel[verb] == Deprel::Parataxis && vocab().is_speech(&norm.lemma[verb]) && !vocab().takes(&norm.lemma[verb], "object");
    let shared = norm.by(verb, Deprel::Conj).any(|c| {
        let own = norm.by(c, Deprel::Obj).next().is_some() && norm.subject(c).is_none();
        norm.xpos(c) == Xpos::Vbd && own && !has_auxiliary(norm, c) && c == verb + 2
    });
    if !agent && (beside || shared) {
        (norm.rel[subject], norm.tags[verb]) = (Deprel::Nsubj, Xpos::Vbd);
    }
}

/// "Lima [urged] to pay", "Clerk [accused] of theft": a verb that cannot do without an object has it for its subject.
fn passive(norm: &mut Norm, verb: usize) {
    let lemma = &norm.lemma[verb];
    // "two clerks it [accused] of theft": a relative clause has its object before it.
    let relative = norm.rel[verb] == Deprel::AclRelcl;
    let takes = !relative && vocab().takes(lemma, "object");
    let Some(subject) = norm.by(verb, Deprel::Nsubj).next().filter(|&s| s < verb && takes) else { return };
    let object = norm.kids(verb).any(|k| matches!(norm.rel[k], Deprel::Obj | Deprel::Iobj | Deprel::Ccomp));
    let of = |k: usize| norm.kids(k).any(|c| c < k && norm.form[c] == "of" && matches!(norm.rel[c], Deprel::Case | Deprel::Mark));
    let follows = norm.kids(verb).any(|k| {
        let infinitive = matches!(norm.rel[k], Deprel::Xcomp | Deprel::Advcl) && norm.is_infinitive(k);
        k > verb && (infinitive || vocab().takes_of(lemma) && of(k))
    });
    if !object && follows {
        (norm.rel[subject], norm.tags[verb]) = (Deprel::NsubjPass, Xpos::Vbn);
    }
}

/// "When [asked] about it, Lima …": a clause beside another has no finite verb without a subject.
fn participle(norm: &mut Norm, verb: usize) {
    let opening = norm.rel[verb] == Deprel::Advcl && norm.head(verb).is_some_and(|h| h > verb);
    if opening && norm.xpos(verb) == Xpos::Vbd && !norm.kids(verb).any(|k| norm.rel[k].is_subject()) {
        norm.tags[verb] = Xpos::Vbn;
    }
}

/// «"Nobody," added [the envoy], "wants it"»: the noun after the verb speaks, that before it belongs to what is said.
fn inverted(norm: &mut Norm, verb: usize) {
    let Some(said) = norm.by(verb, Deprel::Nsubj).next().filter(|&s| s < verb) else { return };
    let mark = |w: usize| matches!(norm.form[w].as_str(), "," | "\"" | "”" | "''" | "'");
    let after =
        |n: &Norm, o: usize| o > verb && n.leftmost(o) == verb + 1 && matches!(n.rel[o], Deprel::Obj | Deprel::Iobj | Deprel::Nsubj);
    let Some(speaker) = norm.kids(verb).find(|&o| after(norm, o)) else { return };
    let content = norm
        .kids(verb)
        .find(|&c| c > speaker && matches!(norm.rel[c], Deprel::Ccomp | Deprel::Parataxis | Deprel::Conj) && norm.subject(c).is_none());
    let parted = mark(verb - 1) && norm.form.get(norm.rightmost(speaker) + 1).is_some_and(|f| matches!(f.as_str(), "," | "\"" | "“"));
    if let Some(content) = content.filter(|&c| parted && norm.is_finite(c)) {
        norm.hang(said, content, Deprel::Nsubj);
        norm.rel[speaker] = Deprel::Nsubj;
        norm.rel[content] = Deprel::Ccomp;
    }
}

/// "The army withdrew, warned [the general].": behind what is said stand verb and speaker.
fn speaker_behind(norm: &mut Norm, verb: usize) {
    let beside = norm.rel[verb] == Deprel::Parataxis && norm.head(verb).is_some_and(|h| h < verb) && !has_auxiliary(norm, verb);
    let parted = verb > 0 && matches!(norm.form[verb - 1].as_str(), "," | "\"" | "”" | "''");
    let finite = matches!(norm.xpos(verb), Xpos::Vbd | Xpos::Vbz);
    if !(beside && parted && finite) || norm.kids(verb).any(|k| norm.rel[k].is_subject()) {
        return;
    }
    let alone: Vec<usize> = norm.kids(verb).filter(|&k| k > verb && norm.upos[k] != Upos::Punct).collect();
    let [speaker] = alone[..] else { return };
    if matches!(norm.rel[speaker], Deprel::Obj | Deprel::Iobj) && norm.is_nominal(speaker) {
        norm.rel[speaker] = Deprel::Nsubj;
    }
}

/// "Lima says [Quito] to blame": who is spoken of is no addressee of "say".
fn says_of(norm: &mut Norm, verb: usize) {
    if !matches!(norm.lemma[verb].as_str(), "say" | "see" | "report") {
        return;
    }
    let noun = norm.kids(verb).find(|&k| k > verb && matches!(norm.rel[k], Deprel::Obj | Deprel::Iobj) && norm.upos[k] == Upos::Propn);
    let clause = norm.by(verb, Deprel::Xcomp).find(|&x| x > verb && norm.is_infinitive(x) && norm.subject(x).is_none());
    if let Some((noun, clause)) = noun.zip(clause).filter(|&(n, c)| n < c && norm.rightmost(n) + 2 == c) {
        norm.hang(noun, clause, Deprel::Nsubj);
        norm.rel[clause] = Deprel::Ccomp;
    }
}

/// "Lima [to send] ships to Quito": the headline of a plan has its verb in the infinitive.
fn infinitive_headline(norm: &mut Norm, verb: usize) {
    let Some(noun) = norm.head(verb).filter(|&n| n < verb && norm.rel[verb] == Deprel::Acl && norm.is_infinitive(verb)) else { return };
    let name = norm.upos[noun] == Upos::Propn && norm.head(noun).is_none() && norm.rightmost(verb) == norm.rightmost(noun);
    let closed = norm.form.last().is_some_and(|f| matches!(f.as_str(), "." | "?" | "!"));
    let verbless = norm.kids(noun).all(|k| !matches!(norm.rel[k], Deprel::Cop | Deprel::Nsubj | Deprel::Parataxis));
    if name && verbless && !closed {
        norm.move_to(verb, None);
        norm.rel[verb] = Deprel::Root;
        norm.hang(noun, verb, Deprel::Nsubj);
    }
}

/// "had [jailed] critics": a participle between "have" and a noun without an article is the verb.
fn perfect(norm: &mut Norm, have: usize) {
    if norm.lemma[have] != "have" || norm.is_infinitive(have) {
        return;
    }
    let Some(object) = norm.by(have, Deprel::Obj).find(|&o| o > have + 1) else { return };
    let verb = have + 1;
    let modifies = norm.head(verb) == Some(object) && norm.rel[verb] == Deprel::Amod && norm.upos[verb] == Upos::Verb;
    if !modifies || norm.xpos(verb) != Xpos::Vbn || norm.by(object, Deprel::Det).next().is_some() {
        return;
    }
    let (head, rel) = (norm.head(have), norm.rel[have]);
    norm.move_to(verb, head);
    norm.rel[verb] = rel;
    for k in norm.kids(have).collect::<Vec<_>>() {
        norm.move_to(k, Some(verb));
    }
    norm.hang(have, verb, Deprel::Aux);
    norm.upos[have] = Upos::Aux;
}

/// "is [opposed] to the ban": nobody opposes the subject; it is an adjective.
fn state(norm: &mut Norm, verb: usize) {
    let Some(be) = norm.by(verb, Deprel::AuxPass).next().filter(|_| vocab().takes(&norm.lemma[verb], "state")) else { return };
    let agent = norm.by(verb, Deprel::OblAgent).next().is_some() || norm.kids(verb).any(|k| norm.prep(k) == "by");
    let to = norm.by(verb, Deprel::Obl).any(|k| k > verb && norm.prep(k) == "to");
    let Some(subject) = norm.by(verb, Deprel::NsubjPass).next().filter(|_| to && !agent) else { return };
    (norm.rel[be], norm.rel[subject]) = (Deprel::Cop, Deprel::Nsubj);
    (norm.upos[verb], norm.tags[verb], norm.lemma[verb]) = (Upos::Adj, Xpos::Jj, norm.form[verb].clone());
}
