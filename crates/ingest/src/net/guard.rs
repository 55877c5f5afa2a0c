//! Which addresses may be connected to. In: a name. Out: its public addresses, or a refusal. It is asked for every connection, so that a
//! redirect, or a name that changes its address, cannot lead into a private network.

use std::net::{IpAddr, Ipv6Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Resolves names, and refuses private and local addresses.
#[derive(Debug)]
pub(super) struct Guard {
    pub private: bool,
    pub inner: DefaultResolver,
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let all = self.inner.resolve(uri, config, timeout)?;
        match all.iter().find(|a| !self.private && !is_public(a.ip())) {
            Some(address) => Err(ureq::Error::Other(format!("`{}` is a private or local address", address.ip()).into())),
            None => Ok(all),
        }
    }
}

/// Whether an address is one of the public internet.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let reserved = a == 0 || a >= 240 || (a == 192 && b == 0) || (a == 198 && (b == 18 || b == 19));
            !(v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_multicast() || v4.is_documentation() || shared || reserved)
        }
        IpAddr::V6(v6) => match embedded(v6) {
            Some(v4) => is_public(v4),
            None => {
                let first = v6.segments()[0];
                let local = first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80;
                let documentation = first == 0x2001 && v6.segments()[1] == 0x0db8;
                !(v6.is_loopback() || v6.is_unspecified() || v6.is_multicast() || local || documentation)
            }
        },
    }
}

/// The IPv4 address inside a mapped, translated (64:ff9b::/96) or 6to4 address.
fn embedded(v6: Ipv6Addr) -> Option<IpAddr> {
    let s = v6.segments();
    let four = |a: u16, b: u16| Some(IpAddr::from([(a >> 8) as u8, a as u8, (b >> 8) as u8, b as u8]));
    match () {
        () if v6.to_ipv4_mapped().is_some() || s[..6] == [0x64, 0xff9b, 0, 0, 0, 0] => four(s[6], s[7]),
        () if s[0] == 0x2002 => four(s[1], s[2]),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_public;

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }
}
