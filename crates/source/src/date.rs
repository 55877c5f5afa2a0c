use jiff::civil::Date;

/// A closed range of days. A vague time ("in December") stays a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct DateRange {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl DateRange {
    /// One day.
    pub fn day(date: Date) -> Self {
        Self { from: date, to: date }
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Days between the two ranges; 0 if they share a day.
    pub fn gap_days(self, other: Self) -> i32 {
        let days = |a: Date, b: Date| a.until(b).map_or(0, |s| s.get_days());
        if self.overlaps(other) {
            0
        } else if self.to < other.from {
            days(self.to, other.from)
        } else {
            days(other.to, self.from)
        }
    }
}

/// A date that is not ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseDateError(pub String);

impl std::fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is not an ISO 8601 date such as 2022-02-26 or 2022-02-26T10:00:00Z", self.0)
    }
}

impl std::error::Error for ParseDateError {}

/// Reads an ISO 8601 date, or the date part of a timestamp (its own offset is kept: the day is the writer's day).
///
/// # Errors
/// If the first ten characters are not a calendar date.
pub fn parse_date(text: &str) -> Result<Date, ParseDateError> {
    let text = text.trim();
    let day = text.get(..10).filter(|_| text.len() == 10 || matches!(text.as_bytes()[10], b'T' | b't' | b' '));
    day.and_then(|d| d.parse().ok()).ok_or_else(|| ParseDateError(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_and_timestamps() {
        let day: Date = "2022-02-26".parse().unwrap();
        assert_eq!(parse_date("2022-02-26"), Ok(day));
        assert_eq!(parse_date(" 2022-02-26T23:10:00+08:00 "), Ok(day));
        for bad in ["26/02/2022", "2022-02-30", "2022-02-26x", "", "é022-02-26"] {
            assert!(parse_date(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn gaps_are_in_days_and_symmetric() {
        let a = DateRange::day("2022-02-25".parse().unwrap());
        let b = DateRange { from: "2022-03-02".parse().unwrap(), to: "2022-03-04".parse().unwrap() };
        assert_eq!((a.gap_days(b), b.gap_days(a), b.gap_days(b)), (5, 5, 0));
    }
}
