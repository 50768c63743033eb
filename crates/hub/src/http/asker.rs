//! Where a request comes from, as far as it is counted by address.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderName;
use axum::http::request::Parts;

use crate::limit::Key;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of whoever asks. Of a v6 address the first half: the second one a household chooses for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asker(pub(super) Key);

impl<S: Sync> FromRequestParts<S> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip().to_canonical());
        let peer = peer.unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED));
        // A proxy in front of the hub runs on this machine and writes the address that it saw last in the row. Any
        // other peer could write what it likes.
        // Some write it behind what the asker wrote, some on a line of its own after it.
        let last = parts.headers.get_all(FORWARDED_FOR).iter().next_back().filter(|_| peer.is_loopback());
        let row = last.and_then(|row| row.to_str().ok());
        let forwarded = row.and_then(|row| row.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
        Ok(Self(half(forwarded.map_or(peer, |address| address.to_canonical()))))
    }
}

fn half(address: IpAddr) -> Key {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).octets()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    async fn asker(peer: &str, forwarded: Option<&str>) -> Asker {
        let peer: SocketAddr = peer.parse().unwrap();
        let mut request = Request::builder().extension(ConnectInfo(peer));
        if let Some(row) = forwarded {
            request = request.header(FORWARDED_FOR, row);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        Asker::from_request_parts(&mut parts, &()).await.unwrap()
    }

    #[tokio::test]
    async fn only_a_proxy_on_this_machine_says_for_whom_it_asks() {
        let far = asker("203.0.113.7:9", None).await;
        assert_eq!(asker("203.0.113.7:10", Some("198.51.100.1")).await, far);
        assert_eq!(asker("127.0.0.1:9", Some("198.51.100.1, 203.0.113.7")).await, far);
        assert_eq!(asker("[::1]:9", Some("203.0.113.7")).await, far);
        let near = asker("127.0.0.1:9", None).await;
        assert_eq!(asker("127.0.0.1:9", Some("nobody")).await, near);
        assert_ne!(near, far);
    }

    #[tokio::test]
    async fn of_several_lines_the_proxys_own_counts() {
        let peer: SocketAddr = "127.0.0.1:9".parse().unwrap();
        let request = Request::builder().extension(ConnectInfo(peer));
        let request = request.header(FORWARDED_FOR, "198.51.100.1").header(FORWARDED_FOR, "203.0.113.7");
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let Ok(asked) = Asker::from_request_parts(&mut parts, &()).await;
        assert_eq!(asked, asker("203.0.113.7:9", None).await);
    }

    #[tokio::test]
    async fn a_household_is_one_address() {
        let one = asker("[2001:db8:1:2::1]:9", None).await;
        assert_eq!(asker("[2001:db8:1:2:ffff::9]:9", None).await, one);
        assert_ne!(asker("[2001:db8:1:3::1]:9", None).await, one);
    }
}
