//! 我的全部记录: everything that is kept about her, to be read here and copied as text.

use yingchun_domain::attendance::Attendance;
use yingchun_domain::attendance::served::HourStep;
use yingchun_domain::community::Community;
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::photo::Photo;
use yingchun_domain::spot::Spot;
use yingchun_domain::team::Team;
use yingchun_domain::zone::Zone;

use super::profile::days;
use super::typed::Typed;
use crate::components::copy::CopyButton;
use crate::components::fold::Fold;
use crate::html::*;
use crate::pages::mine::{Mine, use_mine};
use crate::words::{Words, use_tongue};

/// Her record, a line a thing.
fn record(mine: Mine<'_>, words: &Words) -> String {
    let Some(person) = mine.person() else { return String::new() };
    let mut lines = details(mine, person, words);
    lines.extend(
        mine.set.each::<Attendance>().filter(|it| it.person == mine.me).map(|it| came(mine, it, words)),
    );
    for spot in mine.set.each::<Spot>() {
        for cleaning in spot.cleanings.iter().filter(|it| it.by == mine.me) {
            let amount = cleaning.quantity.map(|quantity| words.quantity(quantity));
            let note = cleaning.note.as_ref().map(ToString::to_string);
            let parts = [Some(spot.place.to_string()), Some(words.moment(cleaning.at)), amount, note];
            let said = parts.into_iter().flatten().collect::<Vec<_>>().join(words.kit.comma);
            lines.push(words.kit.of(words.spot.done, &said));
        }
    }
    let photos = mine.set.each::<Photo>().filter(|photo| photo.taken_by == mine.me).count();
    if photos > 0 {
        lines.push(words.me.record_photos(photos));
    }
    lines.join("\n")
}

fn details(mine: Mine<'_>, person: &Person, words: &Words) -> Vec<String> {
    let typed = Typed::of(person, mine.set.get::<Contact>(person.id.uuid()).known());
    let village = person.community.and_then(|id| mine.set.get::<Community>(id.uuid()).known());
    let team = person.team.and_then(|id| mine.set.get::<Team>(id.uuid()).known());
    let photos = if typed.more.no_photo { words.me.no_photo_yes } else { words.me.no_photo_no };
    let emergency = format!("{} {}", typed.more.emergency_name, typed.more.emergency_phone);
    let consent = words.me.record_consent(person.consent.wording.as_str(), &words.moment(person.consent.at));
    let all = [
        (words.join.name, person.name.to_string()),
        (words.join.phone, typed.answers.phone.clone()),
        (words.me.village, village.map(|it| it.name.to_string()).unwrap_or_default()),
        (words.me.team, team.map(|it| it.name.to_string()).unwrap_or_default()),
        (words.me.free, days(&typed.answers, words)),
        (words.join.companions, words.kit.companions(u32::from(person.accompanying))),
        (words.me.emergency, emergency.trim().to_owned()),
        (words.me.photos, photos.to_owned()),
    ];
    let known = all.into_iter().filter(|(_, value)| !value.is_empty());
    known.map(|(term, value)| words.kit.of(term, &value)).chain([consent]).collect()
}

fn came(mine: Mine<'_>, attendance: &Attendance, words: &Words) -> String {
    let zone = mine.set.get::<Zone>(attendance.zone.uuid()).known();
    let place = zone.map(|zone| zone.name.to_string()).unwrap_or_default();
    let clock =
        |at: Option<yingchun_domain::time::UnixMs>| at.map(|at| at.clock()).unwrap_or_else(|| "—".to_owned());
    let day =
        attendance.came().or(attendance.went()).map(|at| words.day_weekday(at.day())).unwrap_or_default();
    let worked = words.served(attendance.served(HourStep::default()).unwrap_or_default());
    let span = words.today.hours_noted(&clock(attendance.came()), &clock(attendance.went()), &worked);
    let counts =
        if attendance.confirmed().is_some() { words.today.confirmed } else { words.today.counted_later };
    words.kit.of(words.me.hours, &[day, place, span, counts.to_owned()].join(words.kit.comma))
}

/// The record, folded away, with the way to copy it.
#[component]
pub fn RecordFold() -> impl IntoView {
    let tongue = use_tongue();
    let text = use_mine(move |mine| record(mine, tongue.words()));
    let text = Signal::derive(move || text.get().unwrap_or_default());
    view! {
        <Fold label=tongue.words().me.record aside="" on_open=|()| ()>
            <p class="quiet">{tongue.words().me.record_about}</p>
            <p class="lines">{move || text.get()}</p>
            <CopyButton label=tongue.words().me.record_copy done=tongue.words().outbox.copied text/>
        </Fold>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{LEADER, MEMBER, OTHER, World, at};
    use crate::words::{Lang, words};

    #[test]
    fn the_record_holds_what_is_hers_and_nothing_of_others() {
        let world = World::new().came(MEMBER, LEADER).cleaned(40, MEMBER, 30).cleaned(41, OTHER, 40);
        let said = record(world.seen_by(MEMBER, at(12, 0)), words(Lang::Zh));
        assert!(said.contains("姓名：人2") && said.contains("村（社区）：青石村"), "{said}");
        assert_eq!(said.matches("清理完了").count(), 1, "{said}");
        assert!(said.contains("8:31"), "{said}");
        assert!(!said.contains("人3"), "{said}");
    }
}
