//! One request after the other. In: an address, what is known of it. Out: the answer, or why there is none.

use super::guard::Guard;
use super::robots::{NAME, Robots};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

/// Redirects of one request.
const REDIRECTS: u32 = 5;

/// What bounds every request.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Pause between two requests to one host.
    pub per_host: Duration,
    /// Time of one request, from the name to the last byte.
    pub timeout: Duration,
    /// Bytes of one answer.
    pub largest: u64,
    /// Whether private and local addresses are fetched.
    pub private: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { per_host: Duration::from_secs(2), timeout: Duration::from_secs(30), largest: 8 << 20, private: false }
    }
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body, unpacked; empty if nothing has changed (304).
    pub body: Vec<u8>,
}

impl Fetched {
    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address is none of HTTP.
    #[error("`{0}` is no address of http or https")]
    Address(String),
    /// The site does not want it.
    #[error("robots.txt of the site forbids it")]
    Robots,
    /// The site answers that it will not, or cannot now.
    #[error("the site answered with status {status}")]
    Status {
        /// Status.
        status: u16,
        /// Seconds after which to come again, if the site says so.
        retry_after: Option<u64>,
    },
    /// No connection, no answer in time, too long an answer, a private address.
    #[error("{0}")]
    Transport(String),
}

/// Fetches, and remembers when it last came to a host and what its robots.txt says.
pub struct Fetcher {
    agent: Agent,
    limits: Limits,
    last: BTreeMap<String, Instant>,
    robots: BTreeMap<String, Robots>,
}

impl Fetcher {
    /// A fetcher with these limits.
    pub fn new(limits: Limits) -> Self {
        let config = Agent::config_builder()
            .user_agent(format!("{NAME}/{}", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .max_redirects(REDIRECTS)
            .proxy(None)
            .timeout_global(Some(limits.timeout))
            .build();
        let guard = Guard { private: limits.private, inner: DefaultResolver::default() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
        Self { agent, limits, last: BTreeMap::new(), robots: BTreeMap::new() }
    }

    /// Fetches an address, if it has changed since it had this `ETag` and `Last-Modified`.
    ///
    /// # Errors
    /// If there is no answer, or not one of success.
    pub fn fetch(&mut self, address: &str, etag: Option<&str>, modified: Option<&str>) -> Result<Fetched, FetchError> {
        let url = Url::parse(address).ok().filter(|u| matches!(u.scheme(), "http" | "https") && u.has_host());
        let url = url.ok_or_else(|| FetchError::Address(address.to_owned()))?;
        let path = url.query().map_or_else(|| url.path().to_owned(), |q| format!("{}?{q}", url.path()));
        if !self.robots(&url)?.allow(&path) {
            return Err(FetchError::Robots);
        }
        let answer = self.get(url.as_str(), etag, modified)?;
        match answer.status {
            200..=299 | 304 => Ok(answer),
            status => Err(FetchError::Status { status, retry_after: answer.header("retry-after").and_then(|v| v.trim().parse().ok()) }),
        }
    }

    /// The site's robots.txt, fetched once: without one all is allowed; where it cannot be had now, nothing is.
    fn robots(&mut self, url: &Url) -> Result<&Robots, FetchError> {
        let site = url.origin().ascii_serialization();
        if !self.robots.contains_key(&site) {
            let robots = match self.get(&format!("{site}/robots.txt"), None, None) {
                Ok(answer) if (200..300).contains(&answer.status) => Robots::read(&String::from_utf8_lossy(&answer.body)),
                Ok(answer) if (400..500).contains(&answer.status) => Robots::default(),
                Ok(_) => Robots::closed(),
                // Not remembered: the next round asks again.
                Err(error) => return Err(error),
            };
            self.robots.insert(site.clone(), robots);
        }
        self.robots.get(&site).ok_or(FetchError::Robots)
    }

    fn get(&mut self, address: &str, etag: Option<&str>, modified: Option<&str>) -> Result<Fetched, FetchError> {
        self.pause(address);
        let told = |e: ureq::Error| FetchError::Transport(e.to_string());
        let mut request = self.agent.get(address);
        for (name, value) in [("If-None-Match", etag), ("If-Modified-Since", modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let mut answer = request.call().map_err(told)?;
        let body = match answer.status().as_u16() {
            304 => Vec::new(),
            _ => answer.body_mut().with_config().limit(self.limits.largest).read_to_vec().map_err(told)?,
        };
        let text = |v: &ureq::http::HeaderValue| String::from_utf8_lossy(v.as_bytes()).into_owned();
        let headers = answer.headers().iter().map(|(n, v)| (n.as_str().to_owned(), text(v))).collect();
        Ok(Fetched { status: answer.status().as_u16(), headers, body })
    }

    /// Waits until the host may be asked again.
    #[allow(clippy::disallowed_methods)] // a pause is measured, no result depends on it
    fn pause(&mut self, address: &str) {
        let host = Url::parse(address).ok().and_then(|u| u.host_str().map(str::to_owned)).unwrap_or_default();
        if let Some(last) = self.last.get(&host) {
            std::thread::sleep(self.limits.per_host.saturating_sub(last.elapsed()));
        }
        self.last.insert(host, Instant::now());
    }
}
