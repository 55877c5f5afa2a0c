//! Which columns each exported table has. In: a table, an [`Ask`]. Out: SQL over bound values.

use crate::Ask;

/// A table that can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// What actors said, voted and did.
    Signals,
    /// Signals with what they mean for each dispute.
    Alignments,
    /// Event data, in columns like those of POLECAT and ICEWS.
    Events,
    /// Ballots.
    Votes,
    /// Reports, without their texts.
    Reports,
}

impl Table {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Signals, Self::Alignments, Self::Events, Self::Votes, Self::Reports];

    /// Its name, and what a row of it is.
    pub fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Signals => ("signals", "What actors said, voted and did"),
            Self::Alignments => ("alignments", "Signals with what they mean for each dispute"),
            Self::Events => ("events", "Event data: who did what to whom"),
            Self::Votes => ("votes", "Ballots"),
            Self::Reports => ("reports", "Reports, without their texts"),
        }
    }

    /// The query and its bound values.
    pub(super) fn sql(self, ask: &Ask) -> (String, Vec<String>) {
        let (from, to) = ask.days();
        let mut bound = vec![from, to];
        let on = |ask: &Ask, bound: &mut Vec<String>| {
            let of = Ask { actors: Vec::new(), ..ask.clone() }.narrowed("", Some("d.name"), bound);
            if of.is_empty() {
                return of;
            }
            format!(
                " AND EXISTS (SELECT 1 FROM alignment a JOIN dispute d ON d.id = a.dispute WHERE a.signal = s.id AND a.elsewhere = 0{of})"
            )
        };
        let sql = match self {
            Self::Signals => {
                let actor = ask.narrowed("s.actor", None, &mut bound);
                let of = on(ask, &mut bound);
                format!(
                    "SELECT 's' || s.id AS id, r.key AS report, r.outlet, r.published, r.url, s.actor, s.target, s.channel, s.act, s.plover, s.mode,
                     s.cameo, s.principle, s.factuality, s.speaker, s.office, s.authority, s.audience, s.date_from, s.date_to, s.quote, s.start,
                     s.end, s.confidence, c.program, c.lexicon, c.model FROM signal s JOIN report r ON r.id = s.report
                     JOIN coding c ON c.id = s.coding WHERE s.day BETWEEN ?1 AND ?2{actor}{of} ORDER BY s.id"
                )
            }
            Self::Alignments => {
                let narrowed = ask.narrowed("a.actor", Some("d.name"), &mut bound);
                format!(
                    "SELECT d.name AS dispute, a.actor, a.day, 's' || a.signal AS signal, a.value, a.side, a.withheld, a.explicit, s.channel, s.act,
                     s.factuality, s.quote, r.key AS report, a.derivation FROM alignment a JOIN dispute d ON d.id = a.dispute
                     JOIN signal s ON s.id = a.signal JOIN report r ON r.id = s.report
                     WHERE a.elsewhere = 0 AND a.day BETWEEN ?1 AND ?2{narrowed} ORDER BY a.dispute, a.actor, a.day, a.signal"
                )
            }
            Self::Events => {
                let actor = match ask.actors.is_empty() {
                    true => String::new(),
                    false => {
                        let each = ask.actors.iter().map(|a| {
                            bound.push(format!(";{a}"));
                            let n = bound.len();
                            format!("instr(';' || e.source, ?{n}) > 0 OR instr(';' || e.target, ?{n}) > 0")
                        });
                        format!(" AND ({})", each.collect::<Vec<_>>().join(" OR "))
                    }
                };
                format!(
                    "SELECT 'e' || e.id AS \"Event ID\", r.published AS \"Event Date\", e.type AS \"Event Type\", e.mode AS \"Event Mode\",
                     e.cameo AS \"CAMEO Code\", e.act AS \"Act\", e.source AS \"Actor\", e.target AS \"Recipient\", r.key AS \"Story ID\",
                     r.outlet AS \"Publisher\", r.title AS \"Headline\", r.url AS \"URL\", e.start AS \"Start\", e.\"end\" AS \"End\",
                     'o' || r.story AS \"Story Group\" FROM event e JOIN report r ON r.id = e.report
                     WHERE coalesce(r.published, '') BETWEEN ?1 AND ?2{actor} ORDER BY e.id"
                )
            }
            Self::Votes => {
                let member = ask.narrowed("b.member", None, &mut bound);
                let of = Ask { actors: Vec::new(), ..ask.clone() }.narrowed("", Some("d.name"), &mut bound);
                let on = match of.is_empty() {
                    true => of,
                    false => format!(
                        " AND EXISTS (SELECT 1 FROM rollcall_dispute l JOIN dispute d ON d.id = l.dispute WHERE l.rollcall = v.id{of})"
                    ),
                };
                format!(
                    "SELECT v.body, v.symbol, v.draft, v.date, v.title, v.agenda, v.outcome, b.member, b.ballot, b.explanation, v.url, v.source
                     FROM rollcall v JOIN ballot b ON b.rollcall = v.id WHERE v.date BETWEEN ?1 AND ?2{member}{on}
                     ORDER BY v.date, v.body, v.symbol, b.member"
                )
            }
            Self::Reports => {
                let country = ask.narrowed("r.country", None, &mut bound);
                format!(
                    "SELECT r.key AS id, r.sha256, r.format, r.title, r.published, r.outlet, r.url, r.author, r.speaker, r.country, r.language,
                     'o' || r.story AS story, o.key AS origin, p.key AS revises, c.program, c.lexicon, c.model FROM report r
                     LEFT JOIN coding c ON c.id = r.coding LEFT JOIN report p ON p.id = r.revises LEFT JOIN report o ON o.id =
                     (SELECT x.id FROM report x WHERE x.story = r.story ORDER BY x.published IS NULL, x.published, x.sha256 LIMIT 1)
                     WHERE coalesce(r.published, '') BETWEEN ?1 AND ?2{country} ORDER BY r.id"
                )
            }
        };
        (sql, bound)
    }
}
