//! One request over a connection of its own.

use std::net::SocketAddr;

use axum::body::Bytes;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::rt::TokioIo;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::net::TcpStream;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The stable code of an error, with its status.
    pub(crate) fn error(&self) -> (u16, String) {
        let body: Value = self.json();
        (self.status.as_u16(), body["code"].as_str().unwrap().to_owned())
    }

    /// The session that was opened, as the next requests show it.
    pub(crate) fn cookie(&self) -> Option<String> {
        let set = self.headers.get("set-cookie")?.to_str().unwrap();
        Some(set.split(';').next().unwrap().to_owned())
    }
}

pub(crate) async fn ask(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, String)],
    body: impl Into<Bytes>,
) -> Answer {
    attempt(address, method, path, headers, body).await.unwrap()
}

/// The same over a wire that may break.
pub(crate) async fn attempt(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, String)],
    body: impl Into<Bytes>,
) -> Result<Answer, Box<dyn std::error::Error + Send + Sync>> {
    let stream = TcpStream::connect(address).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let driving = tokio::spawn(connection);
    let mut request = Request::builder().method(method).uri(path);
    let named = |name: &str| headers.iter().any(|(it, _)| *it == name);
    let usual = [("host", address.to_string()), ("content-type", "application/json".to_owned())];
    for (name, value) in usual.iter().filter(|(name, _)| !named(name)).chain(headers) {
        request = request.header(*name, value);
    }
    let response = sender.send_request(request.body(Full::new(body.into())).unwrap()).await?;
    let (head, body) = response.into_parts();
    let body = body.collect().await?.to_bytes();
    drop(sender);
    driving.abort();
    Ok(Answer { status: head.status, headers: head.headers, body })
}
