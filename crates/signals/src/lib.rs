//! Trees and mentions to signals; votes to signals.
//!
//! In: a read document with its mentions, the lexicon, the report's metadata; roll calls. Out: [`Signal`]s, quotations, coded events.
//! It never says which side a signal helps: that is the alignment's part.

mod certainty;
mod certainty_taken;
mod claims;
mod coder;
mod coder_sources;
mod coding;
mod content;
mod events;
mod events_contexts;
mod factuality;
mod homes;
mod legible;
mod matching;
mod parties;
mod quotes;
mod reader;
mod signal;
mod stands;
mod statements;
mod time;
mod voice;
mod votes;

pub use certainty::{Certainty, certainties};
pub use claims::{Claim, Thing};
pub use events::Event;
pub use legible::legibility;
pub use quotes::{Quote, QuoteKind, QuoteSpeaker};
pub use signal::{ActCode, Channel, Content, Factuality, Link, LinkKind, Marks, Signal, Speaker, VoteTold};
pub use stands::{Stand, stands};
pub use votes::{signals_of_read_vote, signals_of_vote, voted_text};

use demarche_actors::Mentions;
use demarche_lexicon::Lexicon;
use demarche_source::Report;
use demarche_syntax::Document;

/// All that one report yields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coding {
    /// Signals in the order of the text, without ids.
    pub signals: Vec<Signal>,
    /// Quotations in the order of their content.
    pub quotes: Vec<Quote>,
    /// Event data.
    pub events: Vec<Event>,
}

/// Codes one read report. Does no I/O and holds no state.
pub fn code(lexicon: &Lexicon, report: &Report, document: &Document, mentions: &Mentions) -> Coding {
    let reader = reader::Reader::new(lexicon, report, document, mentions);
    let quotes = quotes::Quotes::new(&reader);
    let coded = coding::Coded::new(&reader);
    let acts = coder::Coder::new(&reader, &quotes, &coded).acts();
    let events = events::events(&reader, &coded, &acts);
    Coding { signals: coder::Coder::signals(acts), quotes: quotes.all, events }
}
