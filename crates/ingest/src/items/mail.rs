//! Mail: mbox files and single messages. In: bytes. Out: an item a message; subject, date, sender and plain text of one message.

use super::walk::{LARGEST_MEMBER, fail};
use super::{Format, Item, Sink};
use crate::front::Fields;
use crate::{IngestCause, html};
use demarche_source::parse_date;
use mail_parser::MessageParser;
use std::io::{BufRead, Read};

/// Parts a file at its lines `From …` after a blank one (RFC 4155).
pub(super) fn mbox(mut reader: Box<dyn BufRead + '_>, name: &str, sink: &mut Sink<'_>) -> bool {
    let (mut message, mut number, mut blank) = (Vec::new(), 0, true);
    let mut hand_on = |message: &mut Vec<u8>, number: &mut u64| {
        let raw = std::mem::take(message);
        if raw.trim_ascii().is_empty() {
            return true;
        }
        *number += 1;
        sink(Ok(Item::new(format!("{name}#{number}"), raw, Format::Mail)))
    };
    loop {
        let mut line = Vec::new();
        match reader.by_ref().take(LARGEST_MEMBER).read_until(b'\n', &mut line) {
            Ok(0) => return hand_on(&mut message, &mut number),
            Ok(_) => {}
            Err(error) => {
                let more = hand_on(&mut message, &mut number);
                return more && sink(Err(fail(name, None, error.into())));
            }
        }
        if blank && line.starts_with(b"From ") {
            if !hand_on(&mut message, &mut number) {
                return false;
            }
            blank = false;
            continue;
        }
        blank = line.trim_ascii().is_empty();
        // ">From" is a quoted "From" of the text.
        let quoted = line.starts_with(b">From ");
        message.extend_from_slice(if quoted { &line[1..] } else { &line });
    }
}

/// What one message says.
pub(super) fn message(raw: &[u8]) -> Result<(Fields, String), IngestCause> {
    let message = MessageParser::default().parse(raw).ok_or_else(|| IngestCause::Format("this is no mail message".to_owned()))?;
    let plain = (0..message.text_body_count()).filter_map(|i| message.body_text(i));
    let text = plain.map(|t| t.replace("\r\n", "\n")).collect::<Vec<_>>().join("\n\n");
    let text = if text.trim().is_empty() { message.body_html(0).map(|h| html::plain(&h)).unwrap_or_default() } else { text };
    let from = message.from().and_then(|a| a.first());
    let fields = Fields {
        id: message.message_id().map(Into::into),
        title: message.subject().map(str::to_owned),
        published: message.date().and_then(|d| parse_date(&format!("{:04}-{:02}-{:02}", d.year, d.month, d.day)).ok()),
        outlet: from.and_then(|a| a.name.as_deref().or(a.address.as_deref())).map(str::to_owned),
        ..Fields::default()
    };
    Ok((fields, text))
}
