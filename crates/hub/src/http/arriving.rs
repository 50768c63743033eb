//! A piece of a photo while it comes: what came is kept, however the request ends.
//!
//! Where a link breaks before a piece is through, a piece that counted only as a whole would never come to its end.
//! A quick piece is put on the disk at once; of a slow one, what came in each while, so that a thousand slow phones do
//! not stand in memory. `HEAD` tells how far it came.

use std::mem;
use std::time::Duration;

use axum::RequestExt as _;
use axum::body::BodyDataStream;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use futures::StreamExt as _;
use tokio::time::{Instant, timeout};

use super::body::{announced, unreadable};
use crate::error::HubError;
use crate::photos::{Disk, PIECE_BYTES_MAX, Record, Standing};

/// What came within this time is put on the disk.
const WHILE: Duration = Duration::from_secs(1);
/// Whoever is silent for so long is gone.
const SILENCE_MOST: Duration = Duration::from_secs(30);
/// A piece takes no longer than this: the phone has given it up before.
const TIME_MOST: Duration = Duration::from_secs(300);

/// The body of a request that brings a piece.
pub(super) struct Arriving {
    bytes: BodyDataStream,
    length: usize,
}

impl<S: Send + Sync> FromRequest<S> for Arriving {
    type Rejection = HubError;

    async fn from_request(request: Request, _state: &S) -> Result<Self, HubError> {
        announced(request.headers(), PIECE_BYTES_MAX, "photo.too_large")?;
        let said = request.headers().get(header::CONTENT_LENGTH).and_then(|said| said.to_str().ok());
        let length = said.and_then(|said| said.parse().ok()).unwrap_or(0).min(PIECE_BYTES_MAX);
        Ok(Self { bytes: request.with_limited_body().into_body().into_data_stream(), length })
    }
}

impl Arriving {
    /// Adds the piece to what is staged of a photo, from `offset` on.
    pub(super) async fn onto(self, disk: Disk, record: Record, offset: u64) -> Result<Standing, HubError> {
        let onto = Onto { disk, record, offset, held: Vec::with_capacity(self.length), standing: None };
        // When a phone is gone its request is dropped with all that waits for it: what came is kept by a task of its own.
        let kept = tokio::spawn(onto.take(self.bytes)).await;
        kept.unwrap_or_else(|_| Err(HubError::busy("the piece was not taken")))
    }
}

/// Where the bytes go, and how far they came.
struct Onto {
    disk: Disk,
    record: Record,
    offset: u64,
    /// What came and is not on the disk yet.
    held: Vec<u8>,
    /// What the disk said last.
    standing: Option<Result<Standing, HubError>>,
}

impl Onto {
    async fn take(mut self, mut bytes: BodyDataStream) -> Result<Standing, HubError> {
        let (began, mut put_at, mut count) = (Instant::now(), Instant::now(), 0);
        loop {
            let came = timeout(SILENCE_MOST, bytes.next()).await;
            let Ok(Some(Ok(chunk))) = came else {
                let whole = matches!(came, Ok(None));
                self.put().await;
                return match self.standing {
                    None => Err(unreadable("body.empty", "the body is empty")),
                    Some(Ok(_)) if !whole => Err(cut_off()),
                    Some(said) => said,
                };
            };
            count += chunk.len();
            if count > PIECE_BYTES_MAX {
                return Err(too_large());
            }
            self.held.extend_from_slice(&chunk);
            if put_at.elapsed() > WHILE {
                self.put().await;
                put_at = Instant::now();
            }
            if began.elapsed() > TIME_MOST {
                self.put().await;
                return Err(cut_off());
            }
        }
    }

    /// Puts on the disk what is held. After a refusal the rest is read and left: a client that is still sending would
    /// not hear an answer.
    async fn put(&mut self) {
        let held = mem::take(&mut self.held);
        if held.is_empty() || matches!(self.standing, Some(Err(_))) {
            return;
        }
        let after = self.offset.saturating_add(held.len() as u64);
        let put = self.disk.append(self.record, self.offset, held.into()).await;
        self.offset = after;
        self.standing = Some(put.map_err(HubError::from));
    }
}

fn too_large() -> HubError {
    HubError::new(StatusCode::PAYLOAD_TOO_LARGE, "photo.too_large", "the body is too large")
}

fn cut_off() -> HubError {
    unreadable("body.unreadable", "the body did not come whole")
}
