//! What an inspector should know beside the two pictures.

use crate::html::*;
use yingchun_domain::lookup::Lookup;
use yingchun_domain::photo::{Bytes, Phase, Photo, Source};
use yingchun_domain::spot::Spot;
use yingchun_domain::zone::Zone;

use crate::arrange::Arrange as _;
use crate::components::facts::{Fact, Facts};
use crate::pages::mine::Mine;
use crate::words::{Words, use_tongue};

/// A spot with its pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    /// The spot.
    pub spot: Spot,
    /// Its zone's name.
    pub zone: Option<String>,
    /// The first picture before.
    pub before: Option<Photo>,
    /// The newest picture after.
    pub after: Option<Photo>,
    /// More pictures of any phase, the newest first.
    pub others: Vec<Photo>,
    /// The reader had a hand in the work.
    pub own_work: bool,
    /// Somebody objected to the reader's own return: another inspector looks this time.
    pub another: bool,
}

impl Looked {
    /// The spot as the reader sees it.
    pub fn of(mine: Mine<'_>, spot: &Spot) -> Self {
        let photos: Vec<&Photo> = mine.set.all(Lookup::PhotosOfSpot, spot.id.uuid()).collect();
        let working: Vec<&Photo> = photos.iter().filter(|photo| spot.shows_work(photo)).copied().collect();
        let of_phase = |phase: Phase| working.iter().filter(move |photo| photo.phase == phase).copied();
        let before = of_phase(Phase::Before).min_by_key(|photo| photo.at);
        let after = of_phase(Phase::After).max_by_key(|photo| photo.at);
        let shown = [before, after].map(|photo| photo.map(|photo| photo.id));
        let mut others: Vec<&Photo> =
            photos.iter().filter(|photo| !shown.contains(&Some(photo.id))).copied().collect();
        others.arrange_by(|photo| std::cmp::Reverse(photo.at));
        let zone = spot.zone.and_then(|zone| mine.set.get::<Zone>(zone.uuid()).known());
        Self {
            zone: zone.map(|zone| zone.name.to_string()),
            before: before.cloned(),
            after: after.cloned(),
            others: others.into_iter().cloned().collect(),
            own_work: spot.worked_on_by(mine.me),
            another: spot.waits_for_another_than(mine.me),
            spot: spot.clone(),
        }
    }

    /// Under a picture: 整治前 9:02, with its day where it is another one.
    pub fn caption(&self, words: &Words, phase: Phase) -> String {
        let (word, photo) = match phase {
            Phase::Before => (words.inspect.before, &self.before),
            Phase::During | Phase::After | Phase::Inspection => (words.inspect.after, &self.after),
        };
        let Some(photo) = photo else { return word.to_owned() };
        let days = [&self.before, &self.after].map(|photo| photo.as_ref().map(|photo| photo.at.day()));
        // Day and hour stay in one line.
        let day =
            if days[0] == days[1] { String::new() } else { format!("{}\u{a0}", words.day(photo.at.day())) };
        format!("{word} {day}{}", photo.at.clock())
    }

    /// Under one of the other pictures: 督查 11月24日 9:54
    pub fn other_caption(words: &Words, photo: &Photo) -> String {
        let phase = match photo.phase {
            Phase::Before => words.inspect.before,
            Phase::During | Phase::After => words.inspect.after,
            Phase::Inspection => words.categories.inspection,
        };
        format!("{phase} {} {}", words.day(photo.at.day()), photo.at.clock())
    }

    fn what(&self, words: &Words) -> String {
        [self.spot.place.as_str(), words.category(self.spot.category)].join(words.kit.comma)
    }

    fn doer(&self, words: &Words) -> String {
        let Some(cleaning) = self.spot.last_cleaning() else { return words.kit.none.to_owned() };
        let name = cleaning.by_name.as_str();
        self.zone.as_ref().map_or_else(|| name.to_owned(), |zone| words.inspect.doer(name, zone))
    }

    fn times(&self, words: &Words) -> String {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) if before.at.day() == after.at.day() => {
                let times = words.inspect.times(&before.at.clock(), &after.at.clock());
                words.dates.day_at(&words.day(after.at.day()), &times)
            }
            (Some(before), Some(after)) => {
                words.inspect.times(&words.moment_short(before.at), &words.moment_short(after.at))
            }
            (None, Some(after)) => format!("{} {}", words.inspect.after, words.moment_short(after.at)),
            (Some(before), None) => format!("{} {}", words.inspect.before, words.moment_short(before.at)),
            (None, None) => words.kit.none.to_owned(),
        }
    }

    /// 完整，11:41 收到（手机时间，差 1 分）；来自相册
    fn photo(&self, words: &Words) -> String {
        let Some(photo) = &self.after else { return words.inspect.photo_awaited.to_owned() };
        let said = match photo.bytes {
            Bytes::Awaited => words.inspect.photo_awaited.to_owned(),
            Bytes::Lost { .. } => words.inspect.photo_lost.to_owned(),
            Bytes::Received { at } => words.inspect.photo_received(&at.clock(), &clock(words, photo)),
        };
        match photo.source {
            Source::Camera => said,
            Source::Album => [said.as_str(), words.inspect.from_album].join(words.kit.semicolon),
        }
    }

    /// 李明：袋子是后来吹过来的；退回人 周海
    fn objection(&self, words: &Words) -> Option<String> {
        let objection = self.spot.standing_objection()?;
        let said = objection.words.as_ref().map_or(words.inspect.photo, |words| words.as_str());
        let back = self.spot.returns.iter().find(|it| it.entry == objection.returned);
        let by = back.map(|back| words.inspect.returned_by(back.by_name.as_str()));
        let said = words.inspect.objected(objection.by_name.as_str(), said);
        Some([Some(said), by].into_iter().flatten().collect::<Vec<_>>().join(words.kit.semicolon))
    }

    /// What was asked the last time.
    fn asked(&self, words: &Words) -> Option<String> {
        let returned = self.spot.returns.last()?;
        Some(words.kit.of(words.shortfall(returned.reason), returned.place.as_str()))
    }
}

/// How far the phone's clock was from the hub's: said, never judged.
fn clock(words: &Words, photo: &Photo) -> String {
    match photo.offset {
        Some(offset) if offset.abs() < 60_000 => words.photo.synced_time.to_owned(),
        Some(offset) => words.inspect.clock_off(offset.abs() / 60_000),
        None => words.photo.phone_time.to_owned(),
    }
}

/// The list.
#[component]
pub fn LookedFacts(
    /// The spot with its pictures.
    looked: Looked,
) -> impl IntoView {
    let tongue = use_tongue();
    let looked = StoredValue::new(looked);
    let read =
        move |read: fn(&Looked, &Words) -> String| looked.with_value(|looked| read(looked, tongue.words()));
    let cleaning = looked.with_value(|looked| looked.spot.last_cleaning().cloned());
    let quantity = cleaning.as_ref().and_then(|cleaning| cleaning.quantity);
    let note = cleaning.and_then(|cleaning| cleaning.note);
    let objection = looked.with_value(|looked| looked.spot.standing_objection().is_some());
    let round = looked.with_value(|looked| looked.spot.returns.len());
    view! {
        <Facts>
            <Fact term=move || tongue.words().inspect.spot value=move || read(Looked::what)/>
            <Fact term=move || tongue.words().inspect.cleaned_by value=move || read(Looked::doer)/>
            <Fact term=move || tongue.words().inspect.time value=move || read(Looked::times)/>
            <Fact term=move || tongue.words().inspect.photo value=move || read(Looked::photo)/>
            {quantity.map(|quantity| view! {
                <Fact term=move || tongue.words().inspect.quantity value=move || tongue.words().quantity_official(quantity)/>
            })}
            {note.map(|note| view! { <Fact term=move || tongue.words().inspect.remark value=note.to_string()/> })}
            {objection.then(|| view! {
                <Fact term=move || tongue.words().inspect.objection
                    value=move || looked.with_value(|looked| looked.objection(tongue.words())).unwrap_or_default()/>
            })}
            {(round > 0).then(|| view! {
                <Fact term=move || tongue.words().inspect.round(round)
                    value=move || looked.with_value(|looked| looked.asked(tongue.words())).unwrap_or_default()/>
            })}
        </Facts>
    }
}
