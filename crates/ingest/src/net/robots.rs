//! robots.txt (RFC 9309). In: its text. Out: whether a path may be fetched by us. The longest rule decides; of two alike, the one that allows.

/// Our name in robots.txt.
pub(super) const NAME: &str = "demarche";

/// Largest part of a file that is read, in bytes (RFC 9309, 2.5).
const LARGEST: usize = 500 << 10;

/// The rules that are for us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Robots {
    rules: Vec<(String, bool)>,
}

impl Robots {
    /// Nothing may be fetched: the file cannot be had.
    pub fn closed() -> Self {
        Self { rules: vec![("/".to_owned(), false)] }
    }

    /// Reads a file: the groups that name us, else those for all.
    pub fn read(text: &str) -> Self {
        let text = text.get(..LARGEST).unwrap_or(text);
        let (mut own, mut all) = (Vec::new(), Vec::new());
        let (mut names_us, mut names_all, mut in_names, mut named) = (false, false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or("").trim();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if !in_names {
                        (names_us, names_all) = (false, false);
                    }
                    in_names = true;
                    names_us |= value.eq_ignore_ascii_case(NAME);
                    names_all |= value == "*";
                    named |= names_us;
                }
                rule @ ("allow" | "disallow") => {
                    in_names = false;
                    let rule = (value.to_owned(), rule == "allow");
                    if names_us && !value.is_empty() {
                        own.push(rule.clone());
                    }
                    if names_all && !value.is_empty() {
                        all.push(rule);
                    }
                }
                _ => in_names = false,
            }
        }
        Self { rules: if named { own } else { all } }
    }

    /// Whether a path (with its query) may be fetched.
    pub fn allow(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.map(|(pattern, allow)| (pattern.len(), *allow)).max().is_none_or(|(_, allow)| allow)
    }
}

/// Matches a pattern with `*` and a final `$` at the beginning of a path.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |p| (p, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut last = None;
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
        last = Some(part);
    }
    // With `$`, the last part must stand at the end, wherever it was found first.
    !whole || rest.is_empty() || last.is_some_and(|part| part.is_empty() || rest.ends_with(part))
}

#[cfg(test)]
mod tests {
    use super::Robots;

    #[test]
    fn the_longest_rule_decides() {
        let robots = Robots::read(
            "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Demarche\nDisallow: /private\nAllow: /private/open # but\nDisallow: /*.pdf$\nCrawl-delay: 1\n",
        );
        for (path, allowed) in [
            ("/news/1.html", true),
            ("/private/x", false),
            ("/private/open/y", true),
            ("/a/b.pdf", false),
            ("/a/b.pdf?x=1", true),
            ("/a.pdf.pdf", false),
        ] {
            assert_eq!(robots.allow(path), allowed, "{path}");
        }
        assert!(!Robots::read("User-agent: *\nDisallow: /x").allow("/x/y") && Robots::read("").allow("/"));
        assert!(Robots::read("User-agent: demarche\nDisallow:\n\nUser-agent: *\nDisallow: /").allow("/any"));
        assert!(!Robots::closed().allow("/"));
    }
}
