//! What holds for every input, not only for those that somebody thought of.

mod common;

use common::drive::*;
use proptest::prelude::*;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::attendance::{Attendance, Known, SignEvent, Way};
use yingchun_domain::entry::{Act, Entry, SeenHub};
use yingchun_domain::id::PersonId;
use yingchun_domain::person::Person;
use yingchun_domain::person::merge::Merge;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::person::register::Register;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::CommitNo;
use yingchun_domain::scope::Scope;
use yingchun_domain::spot::Category;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::{Line, Name, Note, Phone};
use yingchun_domain::time::{HOUR_MS, UnixMs};

fn seen(received: i64) -> SeenHub {
    SeenHub { epoch: uuid::Uuid::from_u128(0xe0).into(), commit: CommitNo(1), received: UnixMs(received) }
}

proptest! {
    #[test]
    fn a_text_is_taken_or_refused_and_never_holds_a_control_sign(text in any::<String>()) {
        for taken in [
            Name::try_from(text.as_str()).map(String::from),
            Line::try_from(text.as_str()).map(String::from),
        ].into_iter().flatten() {
            prop_assert!(!taken.is_empty() && !taken.chars().any(char::is_control));
        }
        if let Ok(note) = Note::try_from(text.as_str()) {
            prop_assert!(!note.as_str().contains('\0'));
        }
    }

    #[test]
    fn a_phone_that_is_taken_has_eleven_digits(text in "[0-9０-９ +－-]{0,20}") {
        if let Ok(phone) = Phone::try_from(text.as_str()) {
            prop_assert!(phone.digits().len() == 11 && phone.digits().bytes().all(|it| it.is_ascii_digit()));
        }
    }

    #[test]
    fn no_line_makes_the_reader_panic(line in any::<String>()) {
        prop_assert!(Entry::from_line(&line).is_err());
    }

    #[test]
    fn a_line_with_a_part_cut_or_changed_is_read_or_refused(at in 0usize..600, sign in any::<char>()) {
        let mut line = entry(1, leader(), spot(1).uuid(), Act::Claim(Claim {})).to_line().unwrap();
        if line.is_char_boundary(at) && at < line.len() {
            line.replace_range(at..=at, &sign.to_string());
        }
        let _read_or_refused = Entry::from_line(&line).is_ok();
    }

    #[test]
    fn what_is_written_reads_back(place in "\\PC{1,60}", seq in any::<u64>(), at in any::<i64>()) {
        prop_assume!(Line::try_from(place.as_str()).is_ok());
        let report = Report { place: place.as_str().try_into().unwrap(), category: Category::Other, note: None, community: None };
        let made = Entry { seq, at: UnixMs(at), ..entry(1, volunteer(), spot(9).uuid(), Act::Report(report)) };
        prop_assert_eq!(Entry::from_line(&made.to_line().unwrap()).unwrap(), made);
    }

    /// Nothing that anybody says of a coming or going is dropped, her own word is what counts, and no hours are
    /// negative.
    #[test]
    fn what_is_said_of_hours_is_kept(
        words in proptest::collection::vec((any::<bool>(), any::<bool>(), any::<Option<i16>>()), 1..8),
    ) {
        let mut hub = hub_with_volunteer_at_work();
        let target = attendance(volunteer()).uuid();
        for (n, (own, coming, told)) in (10..).zip(&words) {
            let said_at = told.map(|minutes| START.plus(i64::from(minutes) * 60_000));
            let sign = Sign { said_at, ..Sign::now(zone(), slot()) };
            let act = if *coming { Act::SignIn(sign) } else { Act::SignOut(sign) };
            let author = if *own { volunteer() } else { leader() };
            let on_behalf_of = (!own).then(volunteer);
            let made = Entry { on_behalf_of, ..entry(n, author, target, act) };
            hub.take(&made.to_line().unwrap(), START.plus(HOUR_MS));
        }
        let kept = hub.store.get::<Attendance>(target).known().unwrap();
        prop_assert_eq!(kept.events.len(), words.len());
        prop_assert!(kept.minutes().is_none_or(|minutes| minutes >= 0));
        for (way, counted) in [(Way::In, kept.came()), (Way::Out, kept.went())] {
            let hers = |it: &&SignEvent| it.way == way && it.by == volunteer() && it.known != Known::Astray;
            let own: Vec<UnixMs> = kept.events.iter().filter(hers).map(|it| it.at).collect();
            prop_assert!(own.is_empty() || counted.is_some_and(|counted| own.contains(&counted)));
        }
    }

    /// Four guardians with one number each, each with somebody of her family, merged in any order.
    #[test]
    fn whoever_stands_for_a_guardian_guards_her_family(
        children in proptest::array::uniform4(0u8..=9),
        merges in proptest::collection::vec((0u128..4, 0u128..4), 0..8),
    ) {
        let mut hub = hub();
        let person = |n: u128| PersonId::from(uuid::Uuid::from_u128(n));
        let (guardian, family) = (|n: u128| person(0xaa00 + n), |n: u128| person(0xab00 + n));
        let mut count = 0;
        let mut take = |hub: &mut common::hub::ModelHub, who: PersonId, target: PersonId, act: Act| {
            count += 1;
            hub.take(&entry(count, who, target.uuid(), act).to_line().unwrap(), START.plus(HOUR_MS))
        };
        for (n, accompanying) in (0..).zip(children) {
            let form = |accompanying| Register { accompanying, ..register("王桂兰", "13800002047") };
            take(&mut hub, guardian(n), guardian(n), Act::Register(form(accompanying)));
            take(&mut hub, guardian(n), family(n), Act::Register(form(0)));
        }
        for (away, into) in merges {
            take(&mut hub, organiser(), guardian(away), Act::Merge(Merge { into: guardian(into) }));
        }
        for (n, own) in (0..).zip(children) {
            let stands = hub.store.stands_for(guardian(n));
            prop_assert!(hub.grants(stands, START).contains(&Scope::Person(family(n))));
            let brings = hub.store.get::<Person>(stands.uuid()).known().unwrap().accompanying;
            prop_assert!(brings >= own && children.contains(&brings));
            for other in (0..4).map(guardian) {
                let change = Profile { no_photo: Some(true), ..Profile::default() };
                let outcome = take(&mut hub, other, family(n), Act::Profile(change)).outcome;
                let merged = stands != guardian(n) && hub.store.stands_for(other) == stands;
                let speaks = merged || other == guardian(n);
                prop_assert_eq!(outcome == Outcome::Refused, !speaks, "{} for {}", other, family(n));
            }
        }
    }

    /// Invariant 11: whatever the phone's clock says, an act lies between the hub's last word to that phone and now.
    #[test]
    fn an_act_is_judged_between_the_hubs_last_word_and_now(
        at in any::<i64>(),
        offset in any::<Option<i64>>(),
        last in 0i64..1_000_000,
        since in 0i64..1_000_000,
    ) {
        let made = Entry {
            at: UnixMs(at),
            offset,
            seen: Some(seen(last)),
            ..entry(1, leader(), spot(1).uuid(), Act::Claim(Claim {}))
        };
        let judged = made.judged_at(UnixMs(last + since));
        prop_assert!(UnixMs(last) <= judged && judged <= UnixMs(last + since));
    }
}
