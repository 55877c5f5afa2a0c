//! One row of a table of votes, whatever its export. In: a header and a row. Out: a [`Row`].
//!
//! Columns go by name: the United Nations Digital Library's exports (Assembly and Council), Voeten's and unvotes' files, the simple
//! `body,resolution,date,iso3,vote`, the Human Rights Council's, and this program's own form.

use csv::StringRecord;
use demarche_source::{Cast, Date, parse_date};

/// What a row says, as texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub roll: String,
    pub body: String,
    pub symbol: String,
    pub draft: String,
    pub date: String,
    pub session: String,
    pub title: String,
    pub agenda: String,
    pub subjects: String,
    pub operative: String,
    pub sponsors: String,
    pub procedural: String,
    pub outcome: String,
    pub note: String,
    pub url: String,
    pub totals: String,
    pub member: String,
    pub named: String,
    pub ballot: String,
    pub explanation: String,
}

/// Field and the columns that may hold it, best first.
type Column = (&'static [&'static str], fn(&mut Row) -> &mut String);

const COLUMNS: [Column; 20] = [
    (&["rcid", "undl_id"], |r| &mut r.roll),
    (&["body"], |r| &mut r.body),
    (&["symbol", "resolution", "unres"], |r| &mut r.symbol),
    (&["draft"], |r| &mut r.draft),
    (&["date"], |r| &mut r.date),
    (&["session"], |r| &mut r.session),
    (&["title", "descr", "short"], |r| &mut r.title),
    (&["agenda_title", "agenda"], |r| &mut r.agenda),
    (&["subjects", "description"], |r| &mut r.subjects),
    (&["operative"], |r| &mut r.operative),
    (&["sponsor", "sponsors"], |r| &mut r.sponsors),
    (&["procedural"], |r| &mut r.procedural),
    (&["outcome"], |r| &mut r.outcome),
    (&["vote_note", "note"], |r| &mut r.note),
    (&["undl_link", "link", "url"], |r| &mut r.url),
    (&["stated"], |r| &mut r.totals),
    (&["ms_code", "iso3", "country_code", "ccode"], |r| &mut r.member),
    (&["ms_name", "country", "countryname", "member_state"], |r| &mut r.named),
    (&["ms_vote", "cast", "vote"], |r| &mut r.ballot),
    (&["explanation"], |r| &mut r.explanation),
];

/// Columns of the stated totals, in one order.
const TOTALS: [&[&str]; 4] =
    [&["total_yes", "yes"], &["total_no", "no"], &["total_abstentions", "abstain"], &["total_non_voting", "nonvoting"]];

/// Which field of a row holds what.
pub(crate) struct Header {
    columns: Vec<Option<usize>>,
    totals: [Option<usize>; 4],
    council: bool,
    assembly: bool,
}

impl Header {
    /// Reads the header of a table. Without any column for ballots it is a list of roll calls.
    pub fn new(record: &StringRecord) -> Self {
        let names: Vec<String> =
            record.iter().map(|n| n.trim().trim_start_matches('\u{feff}').to_ascii_lowercase().replace(' ', "_")).collect();
        let find = |aliases: &[&str]| aliases.iter().find_map(|a| names.iter().position(|n| n == a));
        Self {
            columns: COLUMNS.iter().map(|(aliases, _)| find(aliases)).collect(),
            totals: TOTALS.map(find),
            council: find(&["permanent_member", "modality"]).is_some(),
            assembly: find(&["rcid", "unres", "committee_report"]).is_some(),
        }
    }

    fn at(&self, field: usize) -> bool {
        self.columns[field].is_some()
    }

    /// What is missing for a table of ballots whose roll calls are told here or elsewhere.
    pub fn missing(&self, rolls: bool) -> Option<&'static str> {
        match () {
            () if !self.at(18) => Some("cast (or vote, ms_vote)"),
            () if !self.at(16) && !self.at(17) => Some("country (or iso3, ms_code, ms_name, ccode)"),
            () if rolls && (self.at(0) || self.at(2)) => None,
            () if !self.at(2) && !self.at(3) => Some("symbol (or resolution, draft, unres)"),
            () if !self.at(4) => Some("date"),
            () => None,
        }
    }

    /// Reads a row.
    pub fn row(&self, record: &StringRecord) -> Row {
        let mut row = Row::default();
        let get = |at: Option<usize>| at.and_then(|i| record.get(i)).unwrap_or("").trim();
        for ((_, slot), at) in COLUMNS.iter().zip(&self.columns) {
            get(*at).clone_into(slot(&mut row));
        }
        if row.totals.is_empty() && self.totals.iter().all(Option::is_some) {
            row.totals = self.totals.map(get).join("|");
        }
        if row.symbol.is_empty() {
            row.symbol.clone_from(&row.draft);
        }
        row.body = body(&row.body, &row.symbol, self.council, self.assembly).to_owned();
        row.symbol = symbol(&row.symbol);
        row
    }
}

/// The body's code: as given, else by the symbol, else by the export.
fn body<'b>(given: &'b str, symbol: &str, council: bool, assembly: bool) -> &'b str {
    match given {
        "SC" | "UNSC" | "Security Council" => "UNSC",
        "GA" | "UNGA" | "General Assembly" => "UNGA",
        "HRC" | "UNHRC" | "Human Rights Council" => "UNHRC",
        "" if symbol.starts_with("S/") || council => "UNSC",
        "" if symbol.starts_with("A/HRC/") => "UNHRC",
        "" if symbol.starts_with("A/") || assembly => "UNGA",
        other => other,
    }
}

/// Voeten's "R/46/1" is "A/RES/46/1".
fn symbol(given: &str) -> String {
    given.strip_prefix("R/").map_or_else(|| given.to_owned(), |rest| format!("A/RES/{rest}"))
}

/// What a member did, in the spellings of the exports; Voeten's 1, 2, 3, 8, 9 among them.
pub(crate) fn ballot(text: &str) -> Option<Cast> {
    Some(match text.to_ascii_lowercase().replace(['_', ' '], "-").as_str() {
        "y" | "yes" | "1" | "for" | "in-favour" | "in-favor" => Cast::Yes,
        "n" | "no" | "3" | "against" => Cast::No,
        "a" | "abstain" | "abstained" | "abstention" | "2" => Cast::Abstain,
        "x" | "absent" | "8" | "non-voting" | "nonvoting" | "not-voting" | "-" => Cast::Absent,
        "non-member" | "nonmember" | "9" => Cast::NonMember,
        _ => return None,
    })
}

/// The day, or why there is none. Only ISO 8601 is read: of 3/4/2015 nobody knows which number is the month.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    parse_date(text).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &str, row: &str) -> Row {
        let record = |t: &str| StringRecord::from(t.split(',').collect::<Vec<_>>());
        Header::new(&record(header)).row(&record(row))
    }

    #[test]
    fn each_export_says_the_same() {
        let assembly = read(
            "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link",
            "7,FRA,FRANCE,Y,2014-03-27,68,A/RES/68/262,A/68/L.39,,A/68/PV.80,Territorial integrity,Item,Topics,RECORDED,100,11,58,24,193,http://x",
        );
        assert_eq!((assembly.body.as_str(), assembly.symbol.as_str(), assembly.draft.as_str()), ("UNGA", "A/RES/68/262", "A/68/L.39"));
        assert_eq!((assembly.totals.as_str(), assembly.member.as_str(), assembly.named.as_str()), ("100|11|58|24", "FRA", "FRANCE"));
        let council = read(
            "undl_id,ms_code,ms_name,ms_vote,permanent_member,date,resolution,draft,modality",
            "7,CHN,CHINA,A,1,2011-03-17,S/RES/1973(2011),S/2011/142,vote",
        );
        assert_eq!((council.body.as_str(), council.ballot.as_str()), ("UNSC", "A"));
        let voeten = read("rcid,ccode,vote,session,date,unres,descr", "5168,365,3,68,2014-03-27,R/68/262,Territorial integrity");
        assert_eq!((voeten.body.as_str(), voeten.symbol.as_str(), voeten.member.as_str()), ("UNGA", "A/RES/68/262", "365"));
        let council = read("resolution,date,country,vote", "A/HRC/RES/46/13,2021-03-23,Brazil,Abstention");
        assert_eq!((council.body.as_str(), council.named.as_str()), ("UNHRC", "Brazil"));
        let casts = ["1", "2", "3", "8", "9", "Y", "X", "maybe"].map(ballot);
        use Cast::{Absent, Abstain, No, NonMember, Yes};
        assert_eq!(casts, [Some(Yes), Some(Abstain), Some(No), Some(Absent), Some(NonMember), Some(Yes), Some(Absent), None]);
    }
}
