//! When: time expressions of a sentence, resolved against the day of publication.
//!
//! In: the words of a sentence and the publication date. Out: date ranges with the words that gave them. It never guesses a day that the
//! text leaves open: "in December" stays a month, and without a publication date a bare weekday gives nothing.

use demarche_source::{Date, DateRange};
use jiff::{ToSpan, civil::Weekday};

/// A time expression: which words, and what days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// First word.
    pub first: usize,
    /// One past the last word.
    pub last: usize,
    /// Days meant.
    pub range: DateRange,
    /// Whether it opens a span that goes on ("since April").
    pub open: bool,
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const NUMBERS: [&str; 13] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

fn month(word: &str) -> Option<i8> {
    let bare = word.trim_end_matches('.');
    if bare.len() < 3 || !bare.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    let lower = bare.to_ascii_lowercase();
    let short = lower == "sept" || (lower.len() == 3 && lower != "may");
    MONTHS.iter().position(|m| *m == lower || short && m.starts_with(lower.as_str())).map(|i| i as i8 + 1)
}

fn weekday(word: &str) -> Option<Weekday> {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    days.iter().position(|d| *d == word).and_then(|i| Weekday::from_monday_zero_offset(i as i8).ok())
}

fn number(word: &str) -> Option<i64> {
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "a" | "an" => Some(1),
        "several" | "few" => Some(3),
        "dozen" => Some(12),
        _ => NUMBERS.iter().position(|n| *n == lower).map(|n| n as i64).or_else(|| lower.parse().ok()),
    }
}

fn day_of_month(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse::<i8>().ok().filter(|d| (1..=31).contains(d) && word.len() <= 4)
}

fn year(word: &str) -> Option<i16> {
    word.parse::<i16>().ok().filter(|y| word.len() == 4 && (1800..=2100).contains(y))
}

fn whole_month(year: i16, month: i8) -> Option<DateRange> {
    let from = Date::new(year, month, 1).ok()?;
    Some(DateRange { from, to: from.last_of_month() })
}

fn whole_year(year: i16) -> Option<DateRange> {
    Some(DateRange { from: Date::new(year, 1, 1).ok()?, to: Date::new(year, 12, 31).ok()? })
}

/// Finds the time expressions of a sentence. `words` are its tokens as written; `future` turns bare weekdays and months forward.
pub fn time_expressions(words: &[&str], published: Option<Date>, future: bool) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if let Some((len, range)) = expression(&words[i..], i.checked_sub(1).map(|j| words[j]), published, future) {
            let before = i.checked_sub(1).map(|j| words[j].to_ascii_lowercase());
            let open = matches!(before.as_deref(), Some("since" | "from"));
            found.push(TimeExpression { first: i, last: i + len, range, open });
            i += len;
        } else {
            i += 1;
        }
    }
    found
}

fn expression(words: &[&str], before: Option<&str>, published: Option<Date>, future: bool) -> Option<(usize, DateRange)> {
    let word = words[0];
    let at = |k: usize| words.get(k).copied().unwrap_or("");
    // 24 February 2022 · 24 February
    if let (Some(day), Some(m)) = (day_of_month(word), month(at(1))) {
        let comma = usize::from(at(2) == ",");
        return match year(at(2 + comma)) {
            Some(y) => Date::new(y, m, day).ok().map(|d| (3 + comma, DateRange::day(d))),
            None => near(m, day, published, future).map(|d| (2, DateRange::day(d))),
        };
    }
    if let Some(m) = month(word) {
        // February 24, 2022 · Feb. 24 · February 2022 · December
        let dot = usize::from(at(1) == ".");
        if let Some(day) = day_of_month(at(1 + dot)).filter(|_| year(at(1 + dot)).is_none()) {
            let comma = usize::from(at(2 + dot) == ",");
            return match year(at(2 + dot + comma)) {
                Some(y) => Date::new(y, m, day).ok().map(|d| (3 + dot + comma, DateRange::day(d))),
                None => near(m, day, published, future).map(|d| (2 + dot, DateRange::day(d))),
            };
        }
        if let Some(y) = year(at(1 + dot)) {
            return whole_month(y, m).map(|r| (2 + dot, r));
        }
        // "May" and "March" are words of their own: ask for a preposition or determiner of time.
        let before = before.unwrap_or("").to_ascii_lowercase();
        if !matches!(before.as_str(), "in" | "since" | "last" | "this" | "next" | "until" | "by" | "late" | "early" | "mid" | "of" | "from")
        {
            return None;
        }
        let today = published?;
        let forward = before == "next" || future && before != "last";
        let y = match (forward, m > today.month()) {
            (false, true) => today.year() - 1,
            (true, false) if m < today.month() => today.year() + 1,
            _ => today.year(),
        };
        return whole_month(y, m).map(|r| (1, r));
    }
    if let Some(y) = year(word) {
        let before = before.unwrap_or("").to_ascii_lowercase();
        // "in 2014", but not "a force of 2000 men".
        let counted = words.get(1).is_some_and(|w| w.len() > 2 && *w != "and" && w.chars().all(|c| c.is_ascii_lowercase()));
        let sure = matches!(before.as_str(), "in" | "since" | "until" | "during" | "early" | "late" | "mid");
        let dated = sure || !counted && matches!(before.as_str(), "from" | "by" | "of" | "and");
        return dated.then(|| whole_year(y)).flatten().map(|r| (1, r));
    }
    let today = published?;
    if let Some(day) = weekday(word) {
        let mut date = today;
        for _ in 0..7 {
            if date.weekday() == day {
                return Some((1, DateRange::day(date)));
            }
            date = if future { date.tomorrow().ok()? } else { date.yesterday().ok()? };
        }
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let shifted = |days: i64| today.checked_add(days.days()).ok();
    match lower.as_str() {
        "yesterday" => return shifted(-1).map(|d| (1, DateRange::day(d))),
        "today" | "tonight" => return Some((1, DateRange::day(today))),
        "tomorrow" => return shifted(1).map(|d| (1, DateRange::day(d))),
        "overnight" => return Some((1, DateRange { from: shifted(-1)?, to: today })),
        _ => {}
    }
    let unit_days = |unit: &str| match unit.trim_end_matches('s') {
        "day" => Some(1),
        "week" => Some(7),
        "fortnight" => Some(14),
        "month" => Some(30),
        "year" => Some(365),
        "decade" => Some(3650),
        _ => None,
    };
    if matches!(lower.as_str(), "last" | "this" | "next" | "past") {
        let days = unit_days(&at(1).to_ascii_lowercase())?;
        let range = match lower.as_str() {
            "this" => DateRange { from: shifted(-days)?, to: today },
            "next" => DateRange { from: today, to: shifted(2 * days)? },
            _ if days == 365 => whole_year(today.year() - 1)?,
            _ => DateRange { from: shifted(-2 * days)?, to: today },
        };
        return Some((2, range));
    }
    // three days ago · a fortnight ago · two weeks earlier is relative to something else and is left alone
    let count = number(word)?;
    let days = unit_days(&at(1).to_ascii_lowercase())?;
    if at(2).eq_ignore_ascii_case("ago") {
        let middle = count.checked_mul(-days)?;
        let slack = if days == 1 { 0 } else { days / 2 };
        return Some((3, DateRange { from: shifted(middle - slack)?, to: shifted((middle + slack).min(0))? }));
    }
    None
}

/// The day nearest to publication: in the past unless the verb looks forward, with two weeks' grace for announcements.
fn near(month: i8, day: i8, published: Option<Date>, future: bool) -> Option<Date> {
    let today = published?;
    let this = Date::new(today.year(), month, day).ok()?;
    let ahead = today.until(this).map_or(0, |s| s.get_days());
    let year = match ahead {
        _ if future && ahead < -180 => today.year() + 1,
        15.. if !future => today.year() - 1,
        _ => today.year(),
    };
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, published: &str, expected: &[(&str, &str)]) {
        let words: Vec<&str> = sentence.split(' ').collect();
        let found = time_expressions(&words, published.parse().ok(), false);
        let got: Vec<_> = found.iter().map(|t| (t.range.from.to_string(), t.range.to.to_string())).collect();
        let want: Vec<_> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(got, want, "{sentence}");
    }

    #[test]
    fn against_the_day_of_publication() {
        let day = "2022-02-26"; // a Saturday
        check("Yesterday it abstained", day, &[("2022-02-25", "2022-02-25")]);
        check("the ministry said on Thursday", day, &[("2022-02-24", "2022-02-24")]);
        check("had warned it in December", day, &[("2021-12-01", "2021-12-31")]);
        check("signed on 24 February 2014", day, &[("2014-02-24", "2014-02-24")]);
        check("on Dec. 30 it", day, &[("2021-12-30", "2021-12-30")]);
        check("on March 2", day, &[("2022-03-02", "2022-03-02")]);
        check("annexed it in 2014", day, &[("2014-01-01", "2014-12-31")]);
        check("three days ago", day, &[("2022-02-23", "2022-02-23")]);
        check("it may march in step", day, &[]);
        check("a force of 2000 men", day, &[]);
    }

    #[test]
    fn without_publication_only_whole_dates_count() {
        check("on Thursday , on 3 May 1999", "", &[("1999-05-03", "1999-05-03")]);
    }
}
