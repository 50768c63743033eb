//! An offer of a zone: where, when, with whom, what to mind; 我去 and 去不了 weigh the same, and minds may change.

pub mod rather;

use crate::html::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;
use yingchun_domain::assignment::answer::{Accept, Decline};
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::PersonId;
use yingchun_domain::zone::{Hazard, Slot};

use self::rather::RatherForm;
use super::mine::{Mine, Turn, use_call, use_mine};
use super::said::company;
use super::shell::{Below, CallLink, FaultStrip, SyncPill, use_doer};
use crate::arrange::Arrange as _;
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::cut::Cut;
use crate::components::dock::{BackLink, Dock};
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::sheet::Sheet;
use crate::sync::{Deed, Undo, use_phone};
use crate::words::{Words, use_tongue};

/// An offer with all that its page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The slot that was offered.
    pub turn: Turn,
    /// How many come, as far as she may know.
    pub together: usize,
    /// Who leads there, as far as she may know.
    pub leader: Option<String>,
    /// Slots of the zone that are still to come.
    pub others: Vec<Slot>,
    /// One of her family was asked, and this is the name.
    pub another: Option<String>,
}

impl Offer {
    fn of(mine: Mine<'_>, turn: Turn) -> Self {
        let to_come = |slot: &&Slot| slot.starts > mine.now && slot.id != turn.slot.id;
        let mut others: Vec<Slot> = turn.zone.slots.iter().filter(to_come).cloned().collect();
        others.arrange_by(|slot| slot.starts);
        let another = mine.name_of_another(turn.assignment.person);
        let leader = mine.leader_of(&turn.zone);
        Self { together: mine.names_in(turn.zone.id).len(), leader, others, another, turn }
    }

    /// What became of the answer, in words.
    fn answered(&self, words: &Words) -> String {
        let Turn { assignment, zone, slot } = &self.turn;
        match assignment.state {
            AssignmentState::Offered => words.offer.no_reason.to_owned(),
            AssignmentState::Accepted => {
                let when = format!("{} {}", words.day_lunar(slot.starts.day()), words.hour(slot.starts));
                words.offer.accepted(&when, zone.meeting.as_str())
            }
            AssignmentState::Declined => self.rather(words),
            AssignmentState::Withdrawn => words.offer.withdrawn.to_owned(),
        }
    }

    /// 跟队长说了，您想换到…
    fn rather(&self, words: &Words) -> String {
        let Some(rather) = &self.turn.assignment.rather else { return words.offer.declined.to_owned() };
        let slots = rather.slots.iter().filter_map(|id| self.turn.zone.slot_ever(*id));
        let slots: Vec<String> = slots.map(|slot| words.moment(slot.starts)).collect();
        if slots.is_empty() {
            words.offer.rather_told.to_owned()
        } else {
            words.offer.rather_slots(&slots.join(words.kit.listed))
        }
    }
}

/// Answers an offer, for herself or for one of her family.
pub fn answer_deed(turn: &Turn, me: PersonId, act: Act) -> Deed {
    let asked = turn.assignment.person;
    Deed {
        base: std::collections::BTreeMap::new(),
        act,
        target: turn.assignment.id.uuid(),
        on_behalf_of: (asked != me).then_some(asked),
        shown: Shown { zone: Some(turn.zone.id), spot: None },
        photos: vec![],
        draft: None,
        undo: Undo::Grace,
    }
}

/// Answers an offer when it is called, and says so.
pub fn use_answer() -> Callback<(Turn, Act)> {
    let (tongue, phone, doer) = (use_tongue(), use_phone(), use_doer());
    Callback::new(move |(turn, act): (Turn, Act)| {
        let Some(me) = phone.me().get_untracked() else { return };
        doer.act(answer_deed(&turn, me.person, act), tongue.words().kit.noted.to_owned(), |_| ());
    })
}

/// The page.
#[component]
pub fn OfferPage() -> impl IntoView {
    let tongue = use_tongue();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id").and_then(|id| Uuid::try_parse(&id).ok())));
    let offer = use_mine(move |mine| {
        let assignment = id.get().and_then(|id| mine.set.get::<Assignment>(id).known());
        assignment.and_then(|it| mine.turn(it)).map(|turn| Offer::of(mine, turn))
    });
    let call = use_call();
    let changing = RwSignal::new(false);
    let title = move || {
        let words = &tongue.words().offer;
        let another = offer.with(|offer| offer.as_ref()?.as_ref()?.another.clone());
        another.map_or_else(|| words.title.to_owned(), |name| words.title_of(&name))
    };
    view! {
        <div class="page">
            <Head title=Signal::derive(title) small=""><SyncPill/></Head>
            <FaultStrip/>
            {move || match offer.get().flatten() {
                None => view! {
                    <main class="page__body" id="main"><Empty words=move || tongue.words().offer.none><CallLink call look=Look::Line/></Empty></main>
                    <Dock><BackLink href="/messages"/></Dock>
                }
                .into_any(),
                Some(offer) => {
                    let turn = offer.turn.clone();
                    view! {
                        <main class="page__body" id="main"><Offered offer=offer.clone() changing/> <CallLink call look=Look::Line/></main>
                        <Below><Answers turn changing/></Below>
                        <ChangeSheet offer changing/>
                    }
                    .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Offered(offer: Offer, changing: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let Turn { assignment, zone, slot } = offer.turn.clone();
    let (meeting, name) = (zone.meeting.to_string(), zone.name.to_string());
    let (together, leader, shown) = (offer.together, offer.leader.clone(), zone.clone());
    let company = move || company(tongue.words(), &shown, together, leader.as_deref());
    let gather = move || tongue.words().offer.gather_at(&meeting);
    let open = assignment.state == AssignmentState::Offered;
    let answer = move || offer.answered(tongue.words());
    let (starts, ends) = (slot.starts, slot.ends);
    let zone_page = format!("/zones/{}", zone.id);
    view! {
        <Cut kicker="" title=name>
            <p class="cut__line">{move || tongue.words().day_full(starts.day())}</p>
            <p class="cut__line">{move || tongue.words().hours_span(starts, ends)}</p>
            <p class="cut__aside">{gather}</p>
            <p class="cut__aside">{company}</p>
        </Cut>
        {zone.hazard.map(|hazard| view! { <HazardNote hazard/> })}
        {zone.bounds.map(|bounds| view! { <p>{bounds.to_string()}</p> })}
        {zone.bring.map(|bring| view! { <p>{bring.to_string()}</p> })}
        {if open {
            view! {
                <p>{answer}</p>
                <Button label=move || tongue.words().offer.other_time look=Look::Line on_press=move |()| changing.set(true)/>
            }
            .into_any()
        } else {
            view! { <Note tone=Tone::Good icon=Icon::Check><p>{answer}</p></Note> }.into_any()
        }}
        <ButtonLink label=move || tongue.words().offer.see_zone href=zone_page look=Look::Quiet/>
    }
}

/// 须成人、须保险: only adults are asked, and only once the insurance is bought.
#[component]
pub fn HazardNote(
    /// What is known of it.
    hazard: Hazard,
) -> impl IntoView {
    let tongue = use_tongue();
    let words = move || {
        let offer = &tongue.words().offer;
        if hazard.insured { offer.adults } else { offer.not_insured }
    };
    view! { <Note tone=Tone::Care icon=Icon::Warning><p>{words}</p></Note> }
}

/// 我去 and 去不了, or 改主意了.
#[component]
fn Answers(turn: Turn, changing: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let answer = use_answer();
    let state = turn.assignment.state;
    let turn = StoredValue::new(turn);
    let yes = move |()| answer.run((turn.get_value(), Act::Accept(Accept {})));
    let no = move |()| answer.run((turn.get_value(), Act::Decline(Decline::default())));
    match state {
        AssignmentState::Offered => view! {
            <Dock>
                <Button label=move || tongue.words().offer.cannot look=Look::Line on_press=no/>
                <Button label=move || tongue.words().offer.go look=Look::Primary on_press=yes/>
            </Dock>
        }
        .into_any(),
        AssignmentState::Accepted | AssignmentState::Declined => view! {
            <Dock>
                <BackLink href="/today"/>
                <Button label=move || tongue.words().offer.changed_mind look=Look::Line on_press=move |()| changing.set(true)/>
            </Dock>
        }
        .into_any(),
        AssignmentState::Withdrawn => view! { <Dock><BackLink href="/today"/></Dock> }.into_any(),
    }
}

/// 改主意了, or 换个时间: the other answer, and what would suit her better.
#[component]
fn ChangeSheet(offer: Offer, changing: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let state = offer.turn.assignment.state;
    let answer = use_answer();
    let offer = StoredValue::new(offer);
    let close = move |()| changing.set(false);
    let say = Callback::new(move |act: Act| {
        changing.set(false);
        answer.run((offer.with_value(|it| it.turn.clone()), act));
    });
    let other = move || {
        match state {
        AssignmentState::Accepted => view! {
            <Button label=move || tongue.words().offer.cannot look=Look::Line on_press=move |()| say.run(Act::Decline(Decline::default()))/>
        }
        .into_any(),
        AssignmentState::Declined => view! {
            <Button label=move || tongue.words().offer.go look=Look::Primary on_press=move |()| say.run(Act::Accept(Accept {}))/>
        }
        .into_any(),
        AssignmentState::Offered | AssignmentState::Withdrawn => ().into_any(),
    }
    };
    let title = move || {
        let words = &tongue.words().offer;
        if state == AssignmentState::Offered { words.other_time } else { words.changed_mind }
    };
    view! {
        <Sheet title=Signal::derive(move || title().to_owned()) open=changing on_close=close>
            {other}
            <RatherForm offer=offer.get_value() look=if state == AssignmentState::Declined { Look::Line } else { Look::Primary } on_done=close/>
        </Sheet>
    }
}
