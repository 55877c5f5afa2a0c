//! Quotation marks to pairs.
//!
//! In: the tokens of one paragraph. Out: the spans between the marks, marks excluded, added to a list; nested ones come after the one
//! that holds them. An unclosed double mark reaches to the end of its paragraph; an unclosed single one is an apostrophe.

use super::sentences::{Facing, facing};
use super::tokens::{Class, Token};
use demarche_source::Span;

/// How deep an open mark is looked for.
const DEPTH: usize = 16;

/// The families of marks. A mark closes only its own family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Angle,
}

#[derive(Clone, Copy)]
struct Open {
    family: Family,
    /// Byte after the mark.
    start: usize,
}

fn family(mark: &str) -> Option<Family> {
    Some(match mark {
        "\"" | "“" | "”" | "„" | "‟" | "``" | "''" | "‘‘" | "’’" | "＂" => Family::Double,
        "'" | "‘" | "’" | "‚" | "‛" | "`" => Family::Single,
        "«" | "»" | "‹" | "›" => Family::Angle,
        _ => return None,
    })
}

/// Pairs the marks of one paragraph.
pub(super) fn pair(text: &str, tokens: &[Token], out: &mut Vec<Span>) {
    let (mut open, from): (Vec<Open>, _) = (Vec::new(), out.len());
    for (k, token) in tokens.iter().enumerate() {
        if token.class != Class::Quote {
            continue;
        }
        let mark = token.span.of(text);
        let Some(family) = family(mark) else { continue };
        let innermost = (open.len().saturating_sub(DEPTH)..open.len()).rev().find(|&o| open[o].family == family);
        let facing = match (mark, facing(text, tokens, k)) {
            // German practice: „…“ and »…«.
            ("“", _) if innermost.is_some() && !token.space => Facing::Closing,
            ("«", _) if innermost.is_some() && !token.space => Facing::Closing,
            ("»", _) if innermost.is_none() && token.space => Facing::Opening,
            (_, facing) => facing,
        };
        match (facing, innermost) {
            (Facing::Opening, _) | (Facing::Either, None) => {
                // A blank on both sides of a single mark, or none, is an apostrophe.
                if family != Family::Single || facing == Facing::Opening {
                    open.push(Open { family, start: token.span.range().end });
                }
            }
            (Facing::Closing | Facing::Either, Some(at)) => {
                // What was opened inside and never closed: drop single marks, end the others here.
                let end = token.span.range().start;
                while open.len() > at {
                    let Some(inner) = open.pop() else { break };
                    if open.len() == at || inner.family != Family::Single {
                        push(inner.start, end, text, out);
                    }
                }
            }
            (Facing::Closing, None) => {}
        }
    }
    if let Some(last) = tokens.last() {
        let end = last.span.range().end;
        for left in open.into_iter().filter(|o| o.family != Family::Single) {
            push(left.start, end, text, out);
        }
    }
    out[from..].sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
}

/// Adds the span without the blanks at its edges, unless it is empty.
fn push(start: usize, end: usize, text: &str, out: &mut Vec<Span>) {
    let Some(inside) = text.get(start..end.max(start)) else { return };
    let trimmed = inside.trim();
    if !trimmed.is_empty() {
        let start = start + (inside.len() - inside.trim_start().len());
        out.push(Span::new(start, start + trimmed.len()));
    }
}
