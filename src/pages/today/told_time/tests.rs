use super::*;
use crate::pages::officials::{LEADER, MEMBER, World, at, id};

fn ways(world: &World, now: UnixMs) -> Vec<Way> {
    forgotten(world.seen_by(MEMBER, now)).into_iter().map(|it| it.way).collect()
}

#[test]
fn who_never_left_is_asked_in_the_evening_and_for_three_days() {
    let world = World::new().asked(MEMBER, AssignmentState::Accepted).came(MEMBER, MEMBER);
    assert_eq!(ways(&world, at(17, 59)), []);
    assert_eq!(ways(&world, at(18, 0)), [Way::Out]);
    assert_eq!(ways(&world, at(8, 0).plus(DAY_MS)), [Way::Out]);
    assert_eq!(ways(&world, at(9, 0).plus(3 * DAY_MS)), []);
}

#[test]
fn who_works_in_the_evening_is_asked_once_it_is_over() {
    let world = World::new().asked(MEMBER, AssignmentState::Accepted).came(MEMBER, MEMBER);
    let mut turn = world.seen_by(MEMBER, at(9, 0)).turns(AssignmentState::Accepted).remove(0);
    turn.slot.ends = at(21, 0);
    assert_eq!(ends_open(world.seen_by(MEMBER, at(20, 59)), &turn), None);
    assert_eq!(ends_open(world.seen_by(MEMBER, at(21, 0)), &turn), Some(Way::Out));
}

#[test]
fn who_never_came_may_say_so_once_the_slot_is_over() {
    let world = World::new().asked(MEMBER, AssignmentState::Accepted);
    assert_eq!(ways(&world, at(11, 0)), []);
    assert_eq!(ways(&world, at(11, 31)), [Way::In]);
    assert_eq!(ways(&World::new().asked(MEMBER, AssignmentState::Declined), at(11, 31)), []);
}

#[test]
fn no_time_is_offered_that_is_still_to_come() {
    let world = World::new().asked(MEMBER, AssignmentState::Accepted);
    let turn = world.seen_by(MEMBER, at(9, 10)).turns(AssignmentState::Accepted).remove(0);
    assert_eq!(choices(&turn.slot, Way::In, at(9, 10)), [at(8, 30), at(9, 0)]);
    assert_eq!(choices(&turn.slot, Way::Out, at(12, 0)), [at(11, 0), at(11, 30), at(12, 0)]);
}

#[test]
fn a_time_of_her_own_is_read_on_the_day_of_the_slot() {
    let slot = |starts, ends| Slot { id: id(23), starts, ends, wanted: 2 };
    let morning = slot(at(8, 30), at(11, 30));
    assert_eq!(typed_time("08:45", Way::Out, &morning), Some(at(8, 45)));
    assert_eq!(typed_time("08:15", Way::Out, &morning), Some(at(8, 15)), "no night follows a morning");
    let unread = ["", "24:00", "8"].map(|text| typed_time(text, Way::In, &morning));
    assert_eq!(unread, [None; 3]);
    let evening = slot(at(19, 0), at(23, 59));
    let night = at(0, 20).plus(DAY_MS);
    assert_eq!(typed_time("00:20", Way::Out, &evening), Some(night));
    assert_eq!(typed_time("18:45", Way::In, &evening), Some(at(18, 45)));
    let words = crate::words::words(crate::words::Lang::Zh);
    let said = |moment| time_words(words, moment, evening.starts.day());
    assert_eq!([said(at(23, 29)), said(night)], ["23:29", "第二天 0:20"]);
}

#[test]
fn what_she_told_stands_in_place_of_the_question_until_her_leader_confirms() {
    let morning_after = at(8, 0).plus(DAY_MS);
    let told = |world: &World, now| {
        forgotten(world.seen_by(MEMBER, now)).into_iter().map(|it| (it.way, it.told)).collect::<Vec<_>>()
    };
    let world = World::new().asked(MEMBER, AssignmentState::Accepted).came(MEMBER, MEMBER);
    assert_eq!(told(&world, morning_after), [(Way::Out, None)]);
    for known in [Known::Told, Known::Astray] {
        let told_it = world.clone().told(MEMBER, at(11, 30), known);
        assert_eq!(told(&told_it, morning_after), [(Way::Out, Some(at(11, 30)))], "{known:?}");
        assert_eq!(told(&told_it.confirmed(MEMBER, at(11, 30)), morning_after), [], "{known:?}");
    }
    let the_same_evening = world.told(MEMBER, at(11, 30), Known::Told);
    assert_eq!(told(&the_same_evening, at(19, 0)), [], "the day's card says it");
}

#[test]
fn a_leader_who_signed_her_in_too_is_no_matter() {
    let world = World::new().asked(MEMBER, AssignmentState::Accepted).came(MEMBER, MEMBER);
    let turn = world.seen_by(MEMBER, at(9, 0)).turns(AssignmentState::Accepted).remove(0);
    assert_eq!(signed_twice(world.seen_by(MEMBER, at(9, 0)), &turn), None);
    let world = world.came_too(MEMBER, LEADER, at(8, 35));
    let mine = world.seen_by(MEMBER, at(9, 0));
    let counts = mine.attendance(&turn).unwrap().came().unwrap();
    assert_eq!(signed_twice(mine, &turn), Some((at(8, 35), counts)));
}

#[test]
fn a_leaders_word_is_shown_unless_she_signed_herself() {
    let world = World::new().asked(MEMBER, AssignmentState::Accepted);
    let turn = world.seen_by(MEMBER, at(9, 0)).turns(AssignmentState::Accepted).remove(0);
    let by = |by| {
        let world = World::new().asked(MEMBER, AssignmentState::Accepted).came(MEMBER, by);
        signed_by(world.seen_by(MEMBER, at(9, 0)), &turn)
    };
    assert_eq!((by(LEADER), by(MEMBER)), (Some("人1".to_owned()), None));
}
