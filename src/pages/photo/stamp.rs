//! The words that are burnt into a photo: when, whence that time is, where, and by whom.

use crate::html::*;
use yingchun_domain::community::Community;
use yingchun_domain::photo::{Phase, Source};
use yingchun_domain::spot::Spot;
use yingchun_domain::zone::Zone;

use crate::device::photo::StampWords;
use crate::pages::mine::Mine;
use crate::sync::use_phone;
use crate::words::{Words, use_tongue};

/// What the stamp of a photo says: `spot` is where it is taken, where that is known.
pub fn use_stamp(
    spot: impl Fn() -> Option<Spot> + Clone + Send + Sync + 'static,
) -> impl Fn(Phase, Source) -> StampWords + Clone + Send + Sync + 'static {
    let (phone, tongue) = (use_phone(), use_tongue());
    move |phase, source| {
        let set = phone.shown().get_untracked();
        let me = phone.me().get_untracked();
        let person = me.as_ref().map_or_else(|| uuid::Uuid::nil().into(), |me| me.person);
        let mine = Mine { set: &set, me: person, now: phone.now().get_untracked() };
        let time = match source {
            Source::Album => TimeFrom::Album,
            Source::Camera if me.is_some_and(|me| me.clock_checked) => TimeFrom::CheckedClock,
            Source::Camera => TimeFrom::Clock,
        };
        untrack(|| stamp_words(mine, spot().as_ref(), phase, time, tongue.words()))
    }
}

/// Where the time of a stamp comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TimeFrom {
    Album,
    /// The phone's clock, of which the hub has said how far it is off.
    CheckedClock,
    Clock,
}

fn stamp_words(
    mine: Mine<'_>,
    spot: Option<&Spot>,
    phase: Phase,
    time: TimeFrom,
    words: &Words,
) -> StampWords {
    let day = mine.now.day();
    let lunar = words.lunar_month_day(day);
    let person = mine.person();
    let community = spot.map(|spot| spot.community).or(person.and_then(|person| person.community));
    let community = community.and_then(|id| mine.set.get::<Community>(id.uuid()).known());
    let zone = spot.and_then(|spot| spot.zone).and_then(|id| mine.set.get::<Zone>(id.uuid()).known());
    let phase = match phase {
        Phase::Before => words.photo.phase_before,
        Phase::After => words.photo.phase_after,
        Phase::Inspection => words.categories.inspection,
        Phase::During => "",
    };
    let number = spot.and_then(|spot| spot.number).map(|number| words.photo.spot_number(number));
    let place = [
        community.map(|it| it.name.to_string()),
        zone.map(|it| it.name.to_string()),
        number,
        Some(phase.to_owned()),
    ];
    let source = match time {
        TimeFrom::Album => words.photo.album_mark,
        TimeFrom::CheckedClock => words.photo.synced_time,
        TimeFrom::Clock => words.photo.phone_time,
    };
    let name = person.map(|person| person.name.to_string()).unwrap_or_default();
    StampWords {
        time: mine.now.clock(),
        source: source.to_owned(),
        lines: vec![
            format!("{day} {} {lunar}", words.weekday(chrono::Datelike::weekday(&day))),
            place.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        ],
        before_number: format!("{name}　{}", words.photo.number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{LEADER, MEMBER, World, at, id};
    use crate::words::{Lang, words};

    #[test]
    fn a_stamp_says_who_where_and_whence_the_time() {
        let world = World::new().cleaned(40, MEMBER, 30);
        let mine = world.seen_by(LEADER, at(9, 5));
        let stamp = |phase, time| stamp_words(mine, mine.spot(id(40)), phase, time, words(Lang::Zh));
        let inspected = stamp(Phase::Inspection, TimeFrom::Album);
        assert_eq!((inspected.time.as_str(), inspected.source.as_str()), ("9:05", "来自相册"));
        assert_eq!(inspected.lines[1], "青石村 青石河东岸 督查");
        assert_eq!(inspected.before_number, "人1　照片编号");
        assert_eq!(stamp(Phase::After, TimeFrom::CheckedClock).source, "已校时");
        assert_eq!(stamp(Phase::After, TimeFrom::Clock).source, "手机时间", "nobody has compared it");
    }
}
