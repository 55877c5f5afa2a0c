//! A page to its article.
//!
//! In: decoded HTML. Out: the text of the article, paragraph by paragraph, and what the page says of its title, date, outlet, author and
//! address (JSON-LD, OpenGraph, meta and time elements). It fetches nothing.

use crate::IngestCause;
use crate::front::Fields;
use demarche_source::{Date, parse_date};
use dom_smoothie::{Config, Readability, TextMode};

/// Elements and attributes that hold the date of publication, best first.
const DATES: [(&str, &str); 12] = [
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='pubdate']", "content"),
    ("meta[name='publishdate']", "content"),
    ("meta[name='PubDate']", "content"),
    ("meta[name='DC.date.issued']", "content"),
    ("meta[name='dc.date']", "content"),
    ("meta[name='date']", "content"),
    ("time[itemprop='datePublished']", "datetime"),
    ("article time[datetime]", "datetime"),
    ("time[pubdate]", "datetime"),
    ("time[datetime]", "datetime"),
];

/// Elements whose words are the date of publication, where no attribute holds it.
const DATED: [&str; 5] = ["time", "[itemprop='datePublished']", "[class='date']", "[id='date']", "[class*='publish']"];

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a page.
pub(crate) fn article(html: &str) -> Result<(Fields, String), IngestCause> {
    let failed = |error: &dyn std::fmt::Display| IngestCause::Html(error.to_string());
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut page = Readability::new(html, None, Some(config)).map_err(|e| failed(&e))?;
    let attribute = |page: &Readability, selector: &str, name: &str| {
        let found = page.doc.select(selector);
        found.attr(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
    };
    let dates: Vec<String> = DATES.iter().filter_map(|(selector, name)| attribute(&page, selector, name)).collect();
    let words: Vec<String> = DATED.iter().map(|selector| page.doc.select(selector).first().text().trim().to_owned()).collect();
    let canonical = attribute(&page, "link[rel='canonical']", "href").or_else(|| attribute(&page, "meta[property='og:url']", "content"));
    let article = page.parse().map_err(|e| failed(&e))?;
    let filled = |s: Option<String>| s.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
    let attributes = article.published_time.as_deref().into_iter().chain(dates.iter().map(String::as_str));
    let published = attributes
        .chain(words.iter().map(String::as_str))
        .find_map(lenient_date)
        .or_else(|| words.iter().chain([&article.title]).find_map(|words| spelt_date(words)));
    let fields = Fields {
        id: None,
        title: filled(Some(article.title)),
        published,
        outlet: filled(article.site_name),
        url: filled(article.url).or(canonical),
        author: filled(article.byline),
        speaker: None,
        country: None,
    };
    let text = tidy(&article.text_content);
    if text.is_empty() { Err(IngestCause::Html("its text is empty".to_owned())) } else { Ok((fields, text)) }
}

/// A date as pages write them: ISO 8601, also with slashes or without separators.
fn lenient_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let joined = text.get(..10).map(|d| d.replace(['/', '.'], "-")).and_then(|d| parse_date(&d).ok());
    let bare = || {
        let digits = text.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
        parse_date(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])).ok()
    };
    parse_date(text).ok().or(joined).or_else(bare)
}

/// A whole date in words: "November 29, 2018", "29 November 2018". The last one, as in titles.
fn spelt_date(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(3).rev().find_map(|w| {
        let month = |word: &str| {
            let lower = word.to_lowercase();
            let known = lower.len() >= 3 && word.chars().all(char::is_alphabetic);
            MONTHS.iter().position(|m| known && lower.starts_with(m)).map(|m| m + 1)
        };
        let (month, day) = match (month(w[0]), month(w[1])) {
            (Some(month), _) => (month, w[1]),
            (None, Some(month)) => (month, w[0]),
            _ => return None,
        };
        let day: u8 = day.trim_end_matches(char::is_alphabetic).parse().ok()?;
        parse_date(&format!("{}-{month:02}-{day:02}", w[2])).ok()
    })
}

/// Paragraphs parted by one blank line, blanks inside them single.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.lines() {
        let mut words = line.split_whitespace().peekable();
        if words.peek().is_none() {
            gap = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        gap = false;
        for (i, word) in words.enumerate() {
            if i > 0 {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// The words of a piece of HTML, as feeds and mails hold them; text without any tag is kept.
pub(crate) fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return tidy(html);
    }
    let document = dom_smoothie::Readability::new(html, None, None);
    document.map_or_else(|_| tidy(html), |page| tidy(&page.doc.formatted_text()))
}
