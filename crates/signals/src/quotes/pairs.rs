//! Quotation marks in pairs. In: the bytes of one paragraph. Out: the stretches between them. It looks at characters only.

use demarche_source::Span;

/// Pairs the double marks of one paragraph. A mark after a blank opens, any other closes; one left open ends with the paragraph.
pub(super) fn pair(text: &str, from: usize, to: usize, mut push: impl FnMut(Span, bool)) {
    let from = (from..=to).find(|&i| text.is_char_boundary(i)).unwrap_or(to);
    let end = (to + 6).min(text.len());
    let end = (to..=end)
        .rev()
        .find(|&i| text.is_char_boundary(i) && !text[to..i].contains(|c: char| c.is_alphanumeric() || c == '\n'))
        .unwrap_or(to);
    let (mut open, mut i, mut before): (Option<usize>, usize, char) = (None, from, ' ');
    while let Some(c) = text[i..end].chars().next() {
        let rest = &text[i..end];
        let len = match c {
            '"' | '“' | '”' => c.len_utf8(),
            '\'' | '`' | '’' | '‘' if rest[c.len_utf8()..].starts_with(c) => 2 * c.len_utf8(),
            _ => 0,
        };
        if len == 0 {
            (before, i) = (c, i + c.len_utf8());
            continue;
        }
        let after = rest[len..].chars().next().unwrap_or(' ');
        let loose = before.is_whitespace() || matches!(before, '(' | '[' | '-' | '—' | '–' | '/');
        let opens = c == '“' || c == '`' || loose && !after.is_whitespace();
        match open {
            Some(start) if !opens || c == '"' && after.is_whitespace() => {
                push(Span::new(start, i + len), false);
                open = None;
            }
            None if opens => open = Some(i),
            _ => {}
        }
        (before, i) = (c, i + len);
    }
    if let Some(start) = open {
        push(Span::new(start, end.min(text.len())), true);
    }
}
