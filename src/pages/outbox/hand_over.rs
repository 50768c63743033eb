//! 交给队长代传: what waits on this phone as text that can be pasted into a message, for a day without network. The entries stay
//! where they are and go by themselves all the same; sent twice, nothing is done twice.

use yingchun_domain::community::Community;
use yingchun_domain::entry::Act;
use yingchun_domain::person::Person;

use super::told::{self, Shelf};
use crate::pages::mine::Mine;
use crate::sync::OutboxEntry;
use crate::words::Words;

/// The text; empty where nothing waits.
pub(super) fn text(mine: Mine<'_>, outbox: &[OutboxEntry], words: &Words) -> String {
    let waiting: Vec<&OutboxEntry> =
        outbox.iter().filter(|it| told::shelf_of(it, mine.set) == Shelf::Waiting).collect();
    if waiting.is_empty() {
        return String::new();
    }
    let mut lines = vec![words.outbox.hand_over_head(&who(mine), waiting.len())];
    lines.extend(waiting.iter().enumerate().map(|(at, it)| line(at + 1, it, mine, words)));
    let photos = waiting.iter().map(|it| told::photos_left(it, mine.set)).sum();
    if photos > 0 {
        lines.push(words.outbox.photos_on_my_phone(photos));
    }
    lines.join("\n")
}

/// 王桂兰（青石村）
fn who(mine: Mine<'_>) -> String {
    let person: Option<&Person> = mine.person();
    let name = person.map(|person| person.name.to_string()).unwrap_or_default();
    let village = person.and_then(|person| person.community);
    let village = village.and_then(|id| mine.set.get::<Community>(id.uuid()).known());
    match village {
        Some(village) => format!("{name}（{}）", village.name),
        None => name,
    }
}

/// 1. 清理完了：河埠头塑料袋，1月29日 周五（廿二） 上午 10:18，大概 2 车，砖码墙边了
fn line(number: usize, it: &OutboxEntry, mine: Mine<'_>, words: &Words) -> String {
    let entry = it.entry.as_deref();
    let about = entry.and_then(|entry| told::about(entry, mine.set));
    let at = entry.map_or(it.saved_at, |entry| entry.at);
    let amounts = entry.map(|entry| amounts(&entry.act, words)).unwrap_or_default();
    let parts = [about, Some(words.moment(at))].into_iter().flatten().chain(amounts);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    format!("{number}. {}", words.kit.of(&told::title_of(it, words), &parts.join(words.kit.comma)))
}

/// What an act says beside its name, its place and its time.
fn amounts(act: &Act, words: &Words) -> Vec<String> {
    if let Act::Clean(clean) = act {
        let amount = clean.quantity.map(|quantity| words.quantity(quantity));
        return amount.into_iter().chain(clean.note.as_ref().map(ToString::to_string)).collect();
    }
    if let Act::Report(report) = act {
        let kind = words.category(report.category).to_owned();
        return [kind].into_iter().chain(report.note.as_ref().map(ToString::to_string)).collect();
    }
    if let Act::Register(register) = act {
        return vec![register.phone.digits().to_owned()];
    }
    vec![]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::pages::officials::{MEMBER, World, at, id};
    use crate::pages::outbox::told::waiting;
    use crate::words::{Lang, words};
    use yingchun_domain::entry::{Entry, Shown};
    use yingchun_domain::photo::{Phase, PhotoRecord, Sha256, Source};
    use yingchun_domain::quantity::{Quantity, Unit};
    use yingchun_domain::spot::clean::Clean;
    use yingchun_domain::sync::Stage;
    use yingchun_domain::text::Note;

    fn cleaned() -> OutboxEntry {
        let photo = PhotoRecord {
            id: id(70),
            sha256: Sha256([0; 32]),
            len: 9,
            phase: Phase::After,
            source: Source::Camera,
            at: at(10, 17),
        };
        let quantity = Some(Quantity { hundredths: 200, unit: Unit::Load });
        let note = Note::try_from("砖码墙边了").ok();
        let entry = Entry {
            id: id(60),
            campaign: Some(id(61)),
            device: id(62),
            seq: 3,
            author: id(MEMBER),
            on_behalf_of: None,
            seen: None,
            target: uuid::Uuid::from_u128(40),
            base: BTreeMap::new(),
            act: Act::Clean(Clean { quantity, note, answers: None }),
            at: at(10, 18),
            offset: None,
            shown: Shown::default(),
            photos: vec![photo],
        };
        OutboxEntry {
            id: entry.id,
            photos: entry.photos.iter().map(|photo| photo.id).collect(),
            entry: Some(Arc::new(entry)),
            stage: Stage::Queued { grace_until: at(10, 19) },
            receipt: None,
            saved_at: at(10, 18),
            seen: false,
            photos_waiting: 1,
            goes_again: false,
        }
    }

    #[test]
    fn the_leader_reads_who_what_where_when_and_how_much() {
        let world = World::new().cleaned(40, MEMBER, 30);
        let said = text(world.seen_by(MEMBER, at(11, 0)), &[cleaned()], words(Lang::Zh));
        let expected = "人2（青石村）有 1 条还没传上去：\n1. 清理完了：桥洞碎砖，1月29日 周五（廿二） 上午 10:18，大概 2 车，砖码墙边了\n1 张照片在我手机里，有网自己会传";
        assert_eq!(said, expected);
    }

    #[test]
    fn what_the_hub_shows_no_more_waits_only_where_this_phone_still_has_to_send_it() {
        let settled = Stage::Settled { outcome: yingchun_domain::receipt::Outcome::Applied };
        let said = |photos_waiting| {
            let entry = OutboxEntry { stage: settled, photos_waiting, ..cleaned() };
            text(World::new().seen_by(MEMBER, at(11, 0)), &[entry], words(Lang::Zh))
        };
        assert_eq!(said(0), "", "as after a right that ended");
        assert_ne!(said(1), "");
    }

    #[test]
    fn what_a_hub_had_before_it_was_put_back_waits_once_more() {
        let settled = Stage::Settled { outcome: yingchun_domain::receipt::Outcome::Applied };
        let waits = |goes_again| {
            let entry = OutboxEntry { stage: settled, photos_waiting: 0, goes_again, ..cleaned() };
            waiting(&[entry], World::new().seen_by(MEMBER, at(11, 0)).set)
        };
        assert_eq!((waits(false), waits(true)), (0, 1));
    }

    #[test]
    fn nothing_waits_and_nothing_is_said() {
        let world = World::new();
        assert_eq!(text(world.seen_by(MEMBER, at(11, 0)), &[], words(Lang::Zh)), "");
    }
}
