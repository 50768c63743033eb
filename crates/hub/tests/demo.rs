//! The demonstration: lawful from beginning to end, with something in every state, and links that work at each start.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

use yingchun_hub::demo;
use yingchun_hub::hub::Hub;

#[tokio::test]
async fn the_demonstration_is_lawful_and_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Hub::open(folder.path()).await.unwrap();
    let first = demo::seed(&opened.hub).await.unwrap();
    assert_eq!(
        first.iter().map(|link| link.word).collect::<Vec<_>>(),
        ["join", "leader", "inspector", "organiser"]
    );

    let again = demo::seed(&opened.hub).await.unwrap();
    assert_eq!(first[0], again[0]);
    assert!(first[1..].iter().zip(&again[1..]).all(|(one, other)| one.path != other.path));
}
