//! The scope table of the design, walked as data: which kind is visible in which kind of scope, and to whom.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;
#[path = "common/scope_table.rs"]
mod scope_table;

use std::collections::{BTreeMap, BTreeSet};

use common::drive::*;
use common::hub::ModelHub;
use scope_table::{TABLE, head};
use yingchun_domain::ending::Ending;
use yingchun_domain::entry::Act;
use yingchun_domain::grant::{Grant, Revoke};
use yingchun_domain::id::PersonId;
use yingchun_domain::notice::{PublishNotice, Readers};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::{Kept as _, Kind};
use yingchun_domain::scope::inspector_reads;
use yingchun_domain::spot::Category;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::spot::report::Report;
use yingchun_domain::zone::edit::EditZone;

/// A drive in which every kind of row stands in every scope that it can stand in.
fn a_full_drive() -> ModelHub {
    let mut hub = hub_with_volunteer_at_work();
    let here = |n: u128| uuid::Uuid::from_u128(0x77_0000 + n);
    let sign = yingchun_domain::attendance::sign::Sign::now(zone(), slot());
    let report =
        Report {
            place: "桥头".try_into().unwrap(), category: Category::Other, note: None, community: None
        };
    let clean = Clean { quantity: None, note: None, answers: None };
    let invite = yingchun_domain::invitation::invite::Invite {
        role: Some(yingchun_domain::grant::Role::Inspector),
        person: None,
        token: yingchun_domain::photo::Sha256([1; 32]),
    };
    let mut reported = entry(21, volunteer(), here(1), Act::Report(report));
    reported.photos = vec![after_photo(0x91)];
    let mut cleaned = entry(22, volunteer(), spot(1).uuid(), Act::Clean(clean));
    cleaned.photos = vec![after_photo(0x92)];
    let signed = entry(23, volunteer(), attendance(volunteer()).uuid(), Act::SignIn(sign));
    for made in [reported, cleaned, signed, entry(24, organiser(), here(2), Act::Invite(invite))] {
        hub.take(&made.to_line().unwrap(), START);
    }
    let given_to = |n: u128| Act::EditZone(EditZone::Leader { team: (n == 25).then(team) });
    for n in [25, 26] {
        hub.take(&entry(n, organiser(), zone().uuid(), given_to(n)).to_line().unwrap(), START);
    }
    let readers =
        [Readers::Everybody, Readers::Community { community: community() }, Readers::Team { team: team() }];
    for (n, to) in (27..).zip(readers) {
        let (title, words) = ("公告".try_into().unwrap(), "公告".try_into().unwrap());
        let publish = Act::PublishNotice(PublishNotice { to, title, words, until: None });
        hub.take(&entry(n, organiser(), here(n), publish).to_line().unwrap(), START);
    }
    hub.found(Ending {
        entry: here(3).into(),
        author: volunteer(),
        outcome: Outcome::Applied,
        code: None,
        at: START,
        by: None,
        reason: None,
    });
    hub
}

#[test]
fn every_kind_stands_in_the_scopes_of_the_table_and_no_other() {
    let hub = a_full_drive();
    let mut found: BTreeMap<Kind, BTreeSet<&str>> = BTreeMap::new();
    for row in hub.store.rows() {
        found.entry(row.entity.key().kind).or_default().extend(row.scopes.iter().map(|scope| head(*scope)));
    }
    let stated = TABLE.iter().map(|(kind, heads)| (*kind, heads.iter().copied().collect())).collect();
    assert_eq!(found, stated);
}

#[test]
fn an_inspector_reads_no_contact_and_nobodys_coming_and_going() {
    let read: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| inspector_reads(*kind)).collect();
    assert_eq!(
        read,
        [Kind::Campaign, Kind::Community, Kind::Notice, Kind::Photo, Kind::Spot, Kind::Team, Kind::Zone]
    );
}

#[test]
fn each_role_holds_what_the_table_gives_it() {
    let hub = a_full_drive();
    let heads = |who: PersonId| -> Vec<&str> {
        let held: BTreeSet<&str> = hub.grants(who, START).into_iter().map(head).collect();
        held.into_iter().collect()
    };
    assert_eq!(heads(newcomer()), ["campaign", "community", "person"]);
    assert_eq!(heads(volunteer()), ["campaign", "community", "person", "team", "zone"]);
    assert_eq!(heads(leader()), ["campaign", "community", "lead", "person", "pool", "team", "zlead", "zone"]);
    assert_eq!(heads(inspector()), ["campaign", "inspect", "person"]);
    assert_eq!(heads(organiser()), ["campaign", "office", "person"]);
}

#[test]
fn a_right_that_was_taken_back_is_still_read_by_who_held_it() {
    let mut hub = a_full_drive();
    let grant = hub.store.each::<Grant>().find(|it| it.person == leader()).unwrap().clone();
    let reason = "街道收回".try_into().unwrap();
    let revoke = entry(41, organiser(), grant.id.uuid(), Act::Revoke(Revoke { reason }));
    assert_eq!(hub.take(&revoke.to_line().unwrap(), START).outcome, Outcome::Applied);
    let (held, later) = (hub.grants(leader(), START.plus(1)), hub.commit);
    assert!(!held.iter().any(|scope| head(*scope) == "lead"));
    assert_eq!(hub.expected(&held, later).get(&grant.key()), Some(&(revoke.id, later)));
}

#[test]
fn a_number_is_read_by_its_owner_her_leader_and_the_office_only() {
    let hub = a_full_drive();
    let contact = yingchun_domain::row::RowKey { kind: Kind::Contact, id: volunteer().uuid() };
    let readers = [volunteer(), newcomer(), stranger(), leader(), other_leader(), inspector(), organiser()];
    let may: Vec<PersonId> = readers
        .into_iter()
        .filter(|who| hub.expected(&hub.grants(*who, START), hub.commit).contains_key(&contact))
        .collect();
    assert_eq!(may, [volunteer(), leader(), organiser()]);
}
