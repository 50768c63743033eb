//! A wire that breaks again and again: each connection is reset after 64 kB, for good.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use yingchun_domain::photo::Phase;

use crate::main_job::photo_of;
use crate::photos::{jpeg, report};
use crate::support::{Phone, Village, attempt, id};

const CARRIED_BYTES: usize = 64_000;

/// Stands between phones and hub; every connection carries so many bytes up and is reset then. It counts the bytes.
async fn breaking_wire(hub: SocketAddr) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let all = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&all);
    tokio::spawn(async move {
        while let Ok((phone, _)) = listener.accept().await {
            tokio::spawn(carry(phone, hub, Arc::clone(&counted)));
        }
    });
    (address, all)
}

async fn carry(mut phone: TcpStream, hub: SocketAddr, all: Arc<AtomicUsize>) {
    let mut hub = TcpStream::connect(hub).await.unwrap();
    let (mut up, mut down) = (vec![0; 8 << 10], vec![0; 8 << 10]);
    let mut carried = 0;
    while carried < CARRIED_BYTES {
        let most = up.len().min(CARRIED_BYTES - carried);
        tokio::select! {
            read = phone.read(&mut up[..most]) => match read {
                Ok(0) | Err(_) => break,
                Ok(count) => {
                    carried += count;
                    all.fetch_add(count, Ordering::Relaxed);
                    if hub.write_all(&up[..count]).await.is_err() {
                        break;
                    }
                }
            },
            read = hub.read(&mut down) => match read {
                Ok(0) | Err(_) => break,
                Ok(count) => if phone.write_all(&down[..count]).await.is_err() {
                    break;
                },
            },
        }
    }
    // No farewell: whatever was on its way is gone.
    hub.set_zero_linger().unwrap();
    phone.set_zero_linger().unwrap();
}

/// What the hub says over this wire about how far it came; the question itself may be cut off.
async fn reached(phone: &Phone, path: &str) -> Option<usize> {
    let answer = attempt(phone.address, "HEAD", path, &[phone.key_header()], "").await.ok()?;
    answer.headers.get("upload-offset")?.to_str().unwrap().parse().ok()
}

#[tokio::test]
async fn a_photo_arrives_over_a_wire_that_resets_every_64_kb() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let mut bytes = jpeg();
    bytes.resize(400_000, 7);
    let record = photo_of(&bytes, Phase::Before);
    let path = format!("/api/photos/{}", record.id);
    wang.does_with(id::<uuid::Uuid>(), report(), vec![record]).await;
    let straight = wang.address;
    let (wire, carried) = breaking_wire(straight).await;
    wang.address = wire;

    let mut tries = 0;
    loop {
        tries += 1;
        assert!(tries <= 60, "it came as far as {:?} of {}", reached(&wang, &path).await, bytes.len());
        let Some(offset) = reached(&wang, &path).await else { continue };
        if offset == bytes.len() {
            break;
        }
        let end = bytes.len().min(offset + (256 << 10));
        let headers = [wang.key_header(), ("upload-offset", offset.to_string())];
        let sent = attempt(wang.address, "PATCH", &path, &headers, bytes[offset..end].to_vec()).await;
        if let Ok(answer) = sent {
            assert!(matches!(answer.status.as_u16(), 200 | 409), "{answer:?}");
        }
    }
    wang.address = straight;
    let (sent, photo) = (carried.load(Ordering::Relaxed), bytes.len());
    eprintln!("a photo of {photo} bytes took {sent} bytes up the wire, in {tries} pieces");
    assert!(sent < 4 * photo, "{sent}");
    let headers = [wang.key_header(), ("upload-offset", bytes.len().to_string())];
    let again = attempt(wang.address, "PATCH", &path, &headers, "").await.unwrap();
    assert_eq!(again.error(), (400, "body.empty".to_owned()));
    let got = wang.get(&path).await;
    assert!(got.status == 200 && got.body[..] == bytes[..], "{}", got.status);
    let healthy: Value = wang.get("/healthz").await.json();
    assert_eq!(healthy["ok"], true);
}

#[tokio::test]
async fn a_piece_that_is_cut_off_is_kept_as_far_as_it_came() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let bytes = jpeg();
    let record = photo_of(&bytes, Phase::Before);
    let path = format!("/api/photos/{}", record.id);
    wang.does_with(id::<uuid::Uuid>(), report(), vec![record]).await;
    let mut wire = TcpStream::connect(wang.address).await.unwrap();
    let (name, value) = wang.key_header();
    let head = format!(
        "PATCH {path} HTTP/1.1\r\nhost: hub\r\n{name}: {value}\r\nupload-offset: 0\r\ncontent-length: {}\r\n\r\n",
        bytes.len()
    );
    wire.write_all(head.as_bytes()).await.unwrap();
    wire.write_all(&bytes[..100]).await.unwrap();
    wire.shutdown().await.unwrap();
    // The hub has nothing to say to that, and hangs up when it has kept what came.
    let mut answer = Vec::new();
    wire.read_to_end(&mut answer).await.unwrap();
    while reached(&wang, &path).await != Some(100) {
        tokio::task::yield_now().await;
    }
}
