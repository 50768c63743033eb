//! Bytes of photos: whose they are, in which order they come, and who may look.

use axum::body::Bytes;
use image::{ImageFormat, RgbImage};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::photo::{Bytes as Where, Phase, Photo};
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::Line;
use yingchun_domain::time::DAY_MS;

use crate::main_job::{clean, photo_of};
use crate::support::{Answer, Phone, Village, ask, id, said};

pub(crate) fn jpeg() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(64, 48, image::Rgb([90, 120, 70]));
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

pub(crate) fn report() -> Act {
    Act::Report(Report {
        place: Line::try_from("村口").unwrap(),
        category: Category::Heaps,
        note: None,
        community: None,
    })
}

pub(crate) async fn send(phone: &Phone, photo: &str, offset: usize, piece: impl Into<Bytes>) -> Answer {
    let headers = [phone.key_header(), ("upload-offset", offset.to_string())];
    ask(phone.address, "PATCH", &format!("/api/photos/{photo}"), &headers, piece).await
}

pub(crate) async fn offset(phone: &Phone, photo: &str) -> Option<usize> {
    let answer = ask(phone.address, "HEAD", &format!("/api/photos/{photo}"), &[phone.key_header()], "").await;
    Some(answer.headers.get("upload-offset")?.to_str().unwrap().parse().unwrap())
}

#[tokio::test]
async fn a_photo_comes_in_pieces_and_its_readers_get_it() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let li = village.registered("李芳", "13800002048").await;
    let bytes = jpeg();
    let record = photo_of(&bytes, Phase::Before);
    let id = record.id.to_string();
    assert_eq!(offset(&wang, &id).await, None);
    let (_, said) = wang.does_with(crate::support::id::<uuid::Uuid>(), report(), vec![record.clone()]).await;
    assert_eq!(said, "applied");

    assert_eq!(offset(&wang, &id).await, Some(0));
    assert_eq!(offset(&li, &id).await, None);
    assert_eq!(send(&wang, &id, 0, bytes[..100].to_vec()).await.status, 200);
    let lost = send(&wang, &id, 0, bytes[..100].to_vec()).await;
    assert_eq!(lost.error(), (409, "photo.offset".to_owned()));
    assert_eq!(lost.json::<serde_json::Value>()["offset"], 100);
    assert_eq!(wang.get(&format!("/api/photos/{id}")).await.error(), (404, "photo.unknown".to_owned()));
    let whole = send(&wang, &id, 100, bytes[100..].to_vec()).await;
    assert_eq!(whole.json::<serde_json::Value>()["received"], true);
    assert_eq!(offset(&wang, &id).await, Some(bytes.len()));

    let photo: Photo = wang.sees_one(record.id.uuid()).await.unwrap();
    assert!(matches!(photo.bytes, Where::Received { .. }));
    for phone in [&wang, &village.leader, &village.inspector, &village.organiser] {
        let got = phone.get(&format!("/api/photos/{id}")).await;
        assert_eq!((got.status.as_u16(), &got.body[..]), (200, &bytes[..]));
        assert!(got.headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\""));
        assert_eq!(got.headers["x-content-type-options"], "nosniff");
        assert_eq!(got.headers["cache-control"], "private, max-age=31536000, immutable");
    }
    assert_eq!(li.get(&format!("/api/photos/{id}")).await.error(), (404, "photo.unknown".to_owned()));
}

#[tokio::test]
async fn a_piece_may_have_a_mebibyte() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    // Bytes behind the picture's end belong to the file as any others do.
    let mut bytes = jpeg();
    bytes.resize(1 << 20, 0);
    let record = photo_of(&bytes, Phase::Before);
    let id = record.id.to_string();
    wang.does_with(crate::support::id::<uuid::Uuid>(), report(), vec![record]).await;
    let whole = send(&wang, &id, 0, bytes).await;
    assert_eq!(whole.json::<serde_json::Value>()["received"], true);
}

#[tokio::test]
async fn other_bytes_than_the_records_are_dropped() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let bytes = jpeg();
    let record = photo_of(&bytes, Phase::Before);
    let id = record.id.to_string();
    wang.does_with(crate::support::id::<uuid::Uuid>(), report(), vec![record]).await;
    let mut wrong = bytes.clone();
    wrong[50] ^= 1;
    assert_eq!(send(&wang, &id, 0, wrong).await.error(), (422, "photo.hash_mismatch".to_owned()));
    assert_eq!(offset(&wang, &id).await, Some(0));
    assert_eq!(
        send(&wang, &id, 0, vec![0; (1 << 20) + 1]).await.error(),
        (413, "photo.too_large".to_owned())
    );
    assert_eq!(send(&wang, &id, 0, bytes).await.status, 200);
}

#[tokio::test]
async fn a_hash_known_to_a_stranger_opens_nothing() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let mut li = village.registered("李芳", "13800002048").await;
    let bytes = jpeg();
    let record = photo_of(&bytes, Phase::Before);
    let photo = record.id.to_string();
    wang.does_with(id::<uuid::Uuid>(), report(), vec![record.clone()]).await;
    assert_eq!(send(&wang, &photo, 0, bytes.clone()).await.status, 200);

    // The same hash under a name of her own: nothing of it is here, and nothing is shown before she brought the bytes.
    let claimed = photo_of(&bytes, Phase::Before);
    let own = claimed.id.to_string();
    let spot: uuid::Uuid = id();
    assert_eq!(li.does_with(spot, report(), vec![claimed]).await.1, "applied");
    assert_eq!(offset(&li, &own).await, Some(0));
    for path in
        [format!("/api/photos/{own}"), format!("/api/photos/{own}/thumb"), format!("/api/photos/{photo}")]
    {
        assert_eq!(li.get(&path).await.error(), (404, "photo.unknown".to_owned()), "{path}");
    }
    // And under the very name of the other's: whoever named it first keeps it.
    li.does_with(id::<uuid::Uuid>(), report(), vec![record]).await;
    assert_eq!(offset(&li, &photo).await, None);
    assert_eq!(send(&li, &photo, 0, bytes).await.error(), (404, "photo.unknown".to_owned()));
    assert_eq!(li.get(&format!("/api/photos/{photo}")).await.error(), (404, "photo.unknown".to_owned()));
}

#[tokio::test]
async fn bytes_of_work_that_waits_are_welcome_and_not_forgotten() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let bytes = jpeg();
    let record = photo_of(&bytes, Phase::After);
    let photo = record.id;
    let spot: uuid::Uuid = id();
    let work = Entry { photos: vec![record], ..wang.entry(spot, clean(None)) };
    assert_eq!(said(&wang.push_one(&work).await), "held");
    assert_eq!(send(&wang, &photo.to_string(), 0, bytes).await.status, 200);
    assert_eq!(wang.does(spot, report()).await, "applied");
    let seen: Photo = wang.sees_one(photo.uuid()).await.unwrap();
    assert!(matches!(seen.bytes, Where::Received { .. }));
}

#[tokio::test]
async fn bytes_of_a_line_that_is_kept_apart_are_welcome() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let bytes = jpeg();
    let record = photo_of(&bytes, Phase::After);
    let photo = record.id.to_string();
    let work = Entry { photos: vec![record], ..wang.entry(id::<uuid::Uuid>(), clean(None)) };
    let newer = work.to_line().unwrap().replace("\"schema\":1", "\"schema\":99");
    assert_eq!(said(&wang.push(&[newer]).await[0]), "quarantined entry.newer_schema");
    assert_eq!(offset(&wang, &photo).await, Some(0));
    assert_eq!(send(&wang, &photo, 0, bytes).await.status, 200);
}

#[tokio::test]
async fn a_phones_thumbnail_is_shown_at_once_and_after_a_restart() {
    let mut village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let bytes = jpeg();
    let record = photo_of(&bytes, Phase::Before);
    let path = format!("/api/photos/{}/thumb", record.id);
    wang.does_with(id::<uuid::Uuid>(), report(), vec![record]).await;
    assert_eq!(ask(wang.address, "PUT", &path, &[wang.key_header()], bytes.clone()).await.status, 200);
    let got = wang.get(&path).await;
    assert_eq!((got.status.as_u16(), &got.body[..]), (200, &bytes[..]));
    village.hub = village.hub.restart().await;
    wang.address = village.hub.address();
    let got = wang.get(&path).await;
    assert_eq!((got.status.as_u16(), &got.body[..]), (200, &bytes[..]));
}

#[tokio::test]
async fn what_nobody_goes_on_with_for_a_week_is_swept_and_what_may_still_be_wanted_is_not() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let bytes = jpeg();
    let (cut_off, killed) = (photo_of(&bytes, Phase::Before), photo_of(&bytes, Phase::During));
    for record in [&cut_off, &killed] {
        wang.does_with(id::<uuid::Uuid>(), report(), vec![record.clone()]).await;
    }
    let name = cut_off.id.to_string();
    assert_eq!(send(&wang, &name, 0, bytes[..100].to_vec()).await.status, 200);
    let staged = village.hub.folder().join("photos/staged");
    // All bytes came and the hub was killed before it looked at them; of the third photo no entry is known yet.
    std::fs::write(staged.join(killed.id.to_string()), &bytes).unwrap();
    // Those whose bytes are no photo hold nobody up, whatever their place in the row.
    for _ in 0..4 {
        let bytes = b"not a picture".to_vec();
        let spoilt = photo_of(&bytes, Phase::Before);
        wang.does_with(crate::support::id::<uuid::Uuid>(), report(), vec![spoilt.clone()]).await;
        std::fs::write(staged.join(spoilt.id.to_string()), &bytes).unwrap();
    }
    let unknown = staged.join(id::<uuid::Uuid>().to_string());
    std::fs::write(&unknown, &bytes).unwrap();

    let (hub, now) = (village.hub.running().hub(), yingchun_hub::clock::now());
    hub.sweep(now.plus(6 * DAY_MS)).await.unwrap();
    assert_eq!(offset(&wang, &name).await, Some(100));
    hub.sweep(now.plus(8 * DAY_MS)).await.unwrap();
    assert_eq!(offset(&wang, &name).await, Some(0));
    assert!(unknown.exists());
    let photo: Photo = wang.sees_one(killed.id.uuid()).await.unwrap();
    assert!(matches!(photo.bytes, Where::Received { .. }));
    assert_eq!(send(&wang, &name, 0, bytes).await.json::<serde_json::Value>()["received"], true);
}
