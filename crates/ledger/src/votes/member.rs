//! Names and codes of members to ISO codes, by date. In: a code or name as an export writes it, and a day. Out: the code of the state that
//! had the seat on that day.
//!
//! `data/members.csv` holds the names (United Nations usage, also former), ISO 3166-1 codes and Correlates of War numbers, with the days on
//! which they mean this state: the seat of the Soviet Union is Russia's from 24 December 1991.

use demarche_source::{Code, Date, SmolStr};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const DATA: &str = include_str!("../../data/members.csv");

#[derive(Clone, Debug)]
struct Seat {
    code: Code,
    from: Option<Date>,
    to: Option<Date>,
    permanent: bool,
}

static SEATS: LazyLock<BTreeMap<String, Vec<Seat>>> = LazyLock::new(|| {
    let mut all: BTreeMap<String, Vec<Seat>> = BTreeMap::new();
    let mut table = csv::ReaderBuilder::new().from_reader(DATA.as_bytes());
    for row in table.records().flatten() {
        let get = |i: usize| row.get(i).unwrap_or("");
        let seat =
            Seat { code: SmolStr::from(get(0)), from: get(1).parse().ok(), to: get(2).parse().ok(), permanent: get(3) == "permanent" };
        for key in get(4).split('|') {
            all.entry(plain(key)).or_default().push(seat.clone());
        }
    }
    all
});

/// Capitals and digits only, without accents and punctuation: "Côte d'Ivoire" and "COTE D IVOIRE" are one name.
fn plain(name: &str) -> String {
    let folded = |c: char| match c {
        'à'..='å' | 'À'..='Å' => 'A',
        'ç' | 'Ç' => 'C',
        'è'..='ë' | 'È'..='Ë' => 'E',
        'ì'..='ï' | 'Ì'..='Ï' | 'İ' | 'ı' => 'I',
        'ò'..='ö' | 'Ò'..='Ö' => 'O',
        'ù'..='ü' | 'Ù'..='Ü' => 'U',
        'ñ' | 'Ñ' => 'N',
        other => other.to_ascii_uppercase(),
    };
    name.chars().map(folded).filter(char::is_ascii_alphanumeric).collect()
}

/// The state that a code or name means on a day. Of a former state's name after its end, and of a new one's before its beginning, none.
pub(crate) fn member(name: &str, day: Date) -> Option<Code> {
    seat(name, day).map(|s| s.code.clone())
}

/// Whether a state has a permanent seat in the Security Council on that day.
pub(crate) fn permanent(code: &str, day: Date) -> bool {
    seat(code, day).is_some_and(|s| s.permanent)
}

fn seat(name: &str, day: Date) -> Option<&'static Seat> {
    let list = SEATS.get(&plain(name))?;
    list.iter().find(|s| s.from.is_none_or(|f| f <= day) && s.to.is_none_or(|t| day <= t))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_who_had_the_seat() {
        let on = |name: &str, day: &str| member(name, day.parse().unwrap()).unwrap_or_default().to_string();
        for (name, day, code) in [
            ("RUSSIAN FEDERATION", "2022-02-25", "RUS"),
            ("RUS", "1985-12-01", "SUN"),
            ("USSR", "1990-08-02", "SUN"),
            ("365", "1992-01-31", "RUS"),
            ("CONGO", "2003-01-01", "COG"),
            ("DEMOCRATIC REPUBLIC OF THE CONGO", "2003-01-01", "COD"),
            ("ZAIRE", "1990-01-11", "COD"),
            ("484", "2000-01-01", "COG"),
            ("TÜRKİYE", "2023-01-01", "TUR"),
            ("Turkey", "1995-01-01", "TUR"),
            ("COTE D'IVOIRE", "2018-01-01", "CIV"),
            ("Yemen", "1985-01-01", "YAR"),
            ("YEMEN", "1995-01-01", "YEM"),
            ("345", "2010-01-01", "SRB"),
            ("CZECHOSLOVAKIA", "1991-01-01", "CSK"),
            ("DE", "2011-01-01", "DEU"),
            ("USSR", "2000-01-01", ""),
            ("Atlantis", "2000-01-01", ""),
        ] {
            assert_eq!(on(name, day), code, "{name} {day}");
        }
        assert!(permanent("CHN", "2000-01-01".parse().unwrap()) && !permanent("IND", "2000-01-01".parse().unwrap()));
    }
}
