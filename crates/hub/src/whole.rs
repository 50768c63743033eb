//! Whole kinds as one set, as of one moment: for ledgers and counts.

use std::sync::Arc;

use sqlx::Connection as _;
use yingchun_domain::row::Kind;
use yingchun_domain::set::{Reach, Set};

use crate::error::HubError;
use crate::hub::Hub;
use crate::store::{self, Fault};

/// All rows of these kinds. A city's take their time to be parsed: not on the threads that answer.
pub(crate) async fn set_of(hub: &Hub, kinds: &[Kind]) -> Result<Set, HubError> {
    let mut set = Set::new(Reach::Held);
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let mut tx = conn.begin().await.map_err(Fault::from)?;
    for kind in kinds {
        let stored = store::entity::stored(&mut tx, hub.campaign(), *kind).await?;
        let parsed = tokio::task::spawn_blocking(move || {
            for row in &stored {
                set.put(Arc::new(store::entity::read(row)?));
            }
            Ok::<_, Fault>(set)
        });
        set = parsed.await.map_err(|_| HubError::busy("what is stored could not be read"))??;
    }
    tx.rollback().await.map_err(Fault::from)?;
    Ok(set)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use yingchun_domain::person::{Consent, Person};
    use yingchun_domain::row::Entity;
    use yingchun_domain::text::Name;
    use yingchun_domain::time::UnixMs;

    use super::*;

    /// On one thread, others get their turns while a city's people are parsed.
    #[tokio::test]
    async fn whole_kinds_are_parsed_off_the_threads_that_answer() {
        let folder = tempfile::tempdir().unwrap();
        let hub = Hub::open_or_found(folder.path(), 0).await.unwrap().hub;
        let person = |n: u128| {
            let consent = Consent::on_screen("2027-1".try_into().unwrap(), UnixMs(0));
            let name = Name::try_from(format!("人{n}")).unwrap();
            Entity::Person(Person::named(uuid::Uuid::from_u128(n).into(), name, consent))
        };
        hub.plant((1..=20_000).map(person).collect()).await.unwrap();

        let began = Instant::now();
        let mut reading = std::pin::pin!(set_of(&hub, &[Kind::Person]));
        let mut longest = Duration::ZERO;
        let set = loop {
            let turn = Instant::now();
            tokio::select! {
                biased;
                set = &mut reading => break set.unwrap(),
                () = tokio::task::yield_now() => {}
            }
            longest = longest.max(turn.elapsed());
        };
        assert_eq!(set.rows().count(), 20_000);
        let all = began.elapsed();
        assert!(longest * 3 < all, "nobody else had a turn for {longest:?} of {all:?}");
    }
}
