//! `/inspect` and `/inspect/ID`: somebody else's eyes on what was cleaned.

pub mod due;
pub mod facts;
pub mod one;
pub mod queue;
pub mod ring;
pub mod send_back;
#[cfg(test)]
mod tests;

use crate::html::*;
use yingchun_domain::entry::Act;
use yingchun_domain::id::SpotId;
use yingchun_domain::spot::Spot;
use yingchun_domain::spot::close::Close;
use yingchun_domain::time::UnixMs;

use self::queue::{Queue, cleaned_at};
use super::frame::{NotYours, TabPage, deed};
use super::mine::use_mine;
use super::said::due_day;
use super::shell::use_doer;
use crate::components::badge::SpotMark;
use crate::components::button::{Button, Look};
use crate::components::empty::Empty;
use crate::components::fold::Fold;
use crate::components::more::{More, PIECE};
use crate::components::next_keys::use_list_keys;
use crate::components::row::{Row, Rows};
use crate::components::skeleton::Skeleton;
use crate::components::spot_card::SpotCard;
use crate::device::photo::thumb_url;
use crate::sync::{Undo, use_phone};
use crate::words::{Words, dotted, use_tongue};

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
enum View {
    Opening,
    NotYours,
    Ready(Queue),
}

/// The queue.
#[component]
pub fn InspectPage() -> impl IntoView {
    let tongue = use_tongue();
    let queue = use_mine(Queue::of);
    use_list_keys("main .spot-card");
    let view = Memo::new(move |_| match queue.get() {
        None => View::Opening,
        Some(None) => View::NotYours,
        Some(Some(queue)) => View::Ready(queue),
    });
    let small = move || match view.get() {
        View::Opening | View::NotYours => String::new(),
        View::Ready(queue) => tongue.words().inspect.waiting_n(queue.waiting.len()),
    };
    view! {
        <TabPage title=move || tongue.words().inspect.title small>
            {move || match view.get() {
                View::Opening => view! { <Skeleton cards=3/> }.into_any(),
                View::NotYours => view! { <NotYours words=move || tongue.words().strip.not_inspector/> }.into_any(),
                View::Ready(queue) => view! { <Whole queue/> }.into_any(),
            }}
        </TabPage>
    }
}

#[component]
fn Whole(queue: Queue) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let (returned, passed) = (queue.returned.len(), queue.passed.len());
    let all = queue.waiting.len();
    let nothing = all == 0;
    let queue = StoredValue::new(queue);
    let drawn = [PIECE; 3].map(RwSignal::new);
    let [some, some_due, some_passed] = drawn;
    let cards = move || {
        let piece = queue.with_value(|queue| piece(&queue.waiting, some.get()));
        piece.into_iter().map(|spot| view! { <InspectCard spot about=waits/> }).collect_view()
    };
    let due = move || {
        let piece = queue.with_value(|queue| piece(&queue.returned, some_due.get()));
        piece.into_iter().map(|spot| view! { <InspectCard spot about=due_words/> }).collect_view()
    };
    let to_close = move || {
        let piece = queue.with_value(|queue| piece(&queue.passed, some_passed.get()));
        piece.into_iter().map(|spot| view! { <CloseRow spot/> }).collect_view()
    };
    let updated = move || tongue.words().updated(phone.read_at().get(), phone.now().get());
    view! {
        <Show when=move || nothing>
            <Empty words=move || format!("{}{}", tongue.words().inspect.none, updated())>""</Empty>
        </Show>
        <div class="stack">{cards}</div>
        <More all drawn=some piece=PIECE/>
        <div>
            <Fold label=move || tongue.words().inspect.due_list aside=move || tongue.words().inspect.spots_n(returned) on_open=|()| ()>
                <div class="stack">{due}</div> <More all=returned drawn=some_due piece=PIECE/>
            </Fold>
            <Fold label=move || tongue.words().inspect.close_list aside=move || tongue.words().inspect.spots_n(passed) on_open=|()| ()>
                <Rows>{to_close}</Rows> <More all=passed drawn=some_passed piece=PIECE/>
            </Fold>
        </div>
    }
}

/// The first so many.
fn piece(spots: &[Spot], drawn: usize) -> Vec<Spot> {
    spots.iter().take(drawn).cloned().collect()
}

/// 李明，1月29日 11:30 清理完，第 2 次，逾期
fn waits(words: &Words, spot: &Spot, now: UnixMs) -> String {
    let Some(cleaning) = spot.last_cleaning() else { return String::new() };
    let at = cleaned_at(spot).map(|at| format!("{} {}", words.day(at.day()), at.clock()));
    let round = (!spot.returns.is_empty()).then(|| words.inspect.round(spot.returns.len()));
    let late = spot.returns.last().filter(|back| back.due < now).map(|_| words.inspect.overdue.to_owned());
    let objection = spot.standing_objection().map(|_| words.inspect.objection.to_owned());
    let asked = spot.asked.as_ref().map(|_| words.inspect.asked.to_owned());
    dotted([Some(cleaning.by_name.to_string()), at, round, late, objection, asked])
}

/// 逾期 · 1月30日（廿三）中午 12:00
fn due_words(words: &Words, spot: &Spot, now: UnixMs) -> String {
    let Some(returned) = spot.standing_return() else { return String::new() };
    let day = words.dates.by(&due_day(words, returned.due));
    let late = (returned.due < now).then(|| words.inspect.overdue.to_owned());
    dotted([late, Some(day)])
}

/// A spot's title with its number: 2　桥洞碎砖
pub fn titled(words: &Words, spot: &Spot) -> String {
    let place = spot.place.as_str();
    spot.number.map_or_else(|| place.to_owned(), |number| words.zone.numbered(number, place))
}

/// The address of a spot's newest small picture.
pub fn use_newest_thumb(spot: SpotId) -> Signal<Option<String>> {
    let newest = use_mine(move |mine| mine.newest_photo(spot));
    // One signal a photo: asking for it anew at each change would begin to look again and again.
    let address = Memo::new(move |_| newest.get().flatten().map(thumb_url));
    Signal::derive(move || address.get().and_then(|address| address.get()))
}

#[component]
fn InspectCard(spot: Spot, about: fn(&Words, &Spot, UnixMs) -> String) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let id = spot.id;
    let thumb = use_newest_thumb(id);
    let mark = SpotMark::from(&spot.state);
    let href = format!("/inspect/{id}");
    let named = spot.clone();
    let title = Signal::derive(move || titled(tongue.words(), &named));
    view! {
        <SpotCard title detail=move || about(tongue.words(), &spot, phone.now().get()) mark label=move || mark.words(tongue.words()) thumb href/>
    }
}

/// 〔销号〕 of a spot that was passed.
#[component]
fn CloseRow(spot: Spot) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let id = spot.id;
    let passed = spot.passing.clone();
    let small = move || {
        let words = tongue.words();
        passed
            .as_ref()
            .map(|it| words.inspect.passed_by(it.by_name.as_str(), &words.day(it.at.day())))
            .unwrap_or_default()
    };
    let close = move |()| {
        let said = tongue.words().inspect.closed.to_owned();
        doer.act(deed(Act::Close(Close {}), id.uuid(), Undo::Grace), said, |_| {});
    };
    view! {
        <Row title=move || titled(tongue.words(), &spot) small>
            <Button label=move || tongue.words().inspect.close look=Look::LineSmall on_press=close/>
        </Row>
    }
}
