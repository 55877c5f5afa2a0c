//! What a rule says of itself: the comment at the head of its file, so that the program explains a kind in the words beside its code.

use crate::pair::Kind;

/// Definition, conditions, example, counter-example and strength of a kind, one paragraph each.
pub fn rule(kind: Kind) -> Vec<String> {
    let file = match kind {
        Kind::Direct => include_str!("kinds/direct.rs"),
        Kind::PrincipleApplication => include_str!("kinds/principle_application.rs"),
        Kind::SayVote => include_str!("kinds/say_vote.rs"),
        Kind::SayDo => include_str!("kinds/say_do.rs"),
        Kind::MixedVoices => include_str!("kinds/mixed_voices.rs"),
        Kind::AudienceSplit => include_str!("kinds/audience_split.rs"),
        Kind::DoubleStandard => include_str!("kinds/double_standard.rs"),
        Kind::Reversal => include_str!("kinds/reversal.rs"),
        Kind::DenialRecord => include_str!("kinds/denial_record.rs"),
        Kind::Evasion => include_str!("kinds/evasion.rs"),
    };
    paragraphs(file)
}

/// The `//!` comment of a file, unwrapped. A line that opens with a word and a colon ("Example: …") starts a paragraph.
fn paragraphs(file: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for line in file.lines().map_while(|l| l.strip_prefix("//!")).map(str::trim) {
        let label = line.split_once(": ").is_some_and(|(head, _)| !head.contains(' ') && head.starts_with(char::is_uppercase));
        if (line.is_empty() || label) && found.last().is_some_and(|p| !p.is_empty()) {
            found.push(String::new());
        }
        if let Some(last) = found.last_mut().filter(|_| !line.is_empty()) {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(&unlinked(line));
        }
    }
    found.retain(|p| !p.is_empty());
    found
}

/// `[reversal](super::reversal)` as "reversal".
fn unlinked(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once("](").and_then(|(word, tail)| Some((word, tail.split_once(')')?.1))) {
            Some((word, tail)) => {
                out.push_str(word);
                rest = tail;
            }
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_tells_when_it_holds_and_how_strong_it_is() {
        for kind in Kind::ALL {
            let told = rule(kind);
            for start in ["Holds when", "Example", "Strength"] {
                assert!(told.iter().any(|p| p.starts_with(start)), "{} does not tell `{start}`: {told:?}", kind.as_str());
            }
            assert!(told.iter().all(|p| !p.contains("](")), "{told:?}");
        }
    }
}
