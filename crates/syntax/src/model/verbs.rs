//! Which dictionary forms of verbs there are: `data/verbs.txt`.
//!
//! In: a form in lower case, its tag and the lemma that the rules gave. Out: the lemma, another one where that is no verb and a stem of the
//! form is. It never touches a lemma in the list, and nothing but forms in -s, -ed and -ing.

use crate::Xpos;
use smol_str::SmolStr;
use std::collections::HashSet;
use std::sync::LazyLock;

static VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/verbs.txt").lines().map(str::trim);
    lines.filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
});

/// The lemma, or the verb of the list that the form is of.
pub(super) fn chosen(lemma: SmolStr, form: &str, xpos: Xpos) -> SmolStr {
    let endings: &[&str] = match xpos {
        Xpos::Vbd | Xpos::Vbn => &["ed"],
        Xpos::Vbg => &["ing"],
        Xpos::Vbz => &["es", "s"],
        _ => return lemma,
    };
    if VERBS.contains(lemma.as_str()) {
        return lemma;
    }
    endings.iter().filter_map(|e| form.strip_suffix(e)).find_map(stem).unwrap_or(lemma)
}

/// The verb whose stem this is: with an "e", as it stands, with one consonant for two, with "y" for "i".
fn stem(stem: &str) -> Option<SmolStr> {
    let known = |verb: &str| VERBS.get(verb).map(|v| SmolStr::new_static(v));
    let mut last = stem.chars().rev();
    let (end, before) = (last.next()?, last.next());
    let short = &stem[..stem.len() - end.len_utf8()];
    known(&format!("{stem}e"))
        .or_else(|| known(stem))
        .or_else(|| known(short).filter(|_| Some(end) == before))
        .or_else(|| known(&format!("{short}y")).filter(|_| end == 'i'))
        .or_else(|| known(short).filter(|_| end == 'k' && before == Some('c')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_sorted_and_long() {
        let listed: Vec<&str> = include_str!("../../data/verbs.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
        assert!(listed.len() >= 3000 && listed.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn stems() {
        let cases = [
            ("severe", "severed", Xpos::Vbd, "sever"),
            ("fuell", "fuelling", Xpos::Vbg, "fuel"),
            ("denie", "denied", Xpos::Vbn, "deny"),
            ("clashe", "clashes", Xpos::Vbz, "clash"),
            ("mimick", "mimicking", Xpos::Vbg, "mimic"),
            ("blam", "blaming", Xpos::Vbg, "blame"),
            ("lie", "lay", Xpos::Vbd, "lie"),
            ("hop", "hoped", Xpos::Vbd, "hop"), // in the list: left alone
            ("zorb", "zorbing", Xpos::Vbg, "zorb"),
            ("severed", "severed", Xpos::Jj, "severed"),
        ];
        for (lemma, form, xpos, right) in cases {
            assert_eq!(chosen(lemma.into(), form, xpos), right, "{form}");
        }
    }
}
