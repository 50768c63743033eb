//! An offer of a zone: where, when, with whom, what to mind; 我去 and 去不了 weigh the same.

use crate::html::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;
use yingchun_domain::assignment::answer::{Accept, Decline};
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::zone::Hazard;

use super::mine::{Turn, use_mine};
use super::shell::{CallLink, FaultStrip, NotedBar, SyncPill, use_doer};
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::cut::Cut;
use crate::components::dock::{BackLink, Dock};
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::sync::{Deed, Undo};
use crate::words::use_tongue;

/// What stands behind the address.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one lives at a time, in a memo")]
enum Stands {
    Unknown,
    Offered { turn: Turn, together: usize },
}

/// The page.
#[component]
pub fn OfferPage() -> impl IntoView {
    let tongue = use_tongue();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id").and_then(|id| Uuid::try_parse(&id).ok())));
    let stands = use_mine(move |mine| {
        let assignment = id.get().and_then(|id| mine.set.get::<Assignment>(id).known());
        assignment.and_then(|it| mine.turn(it)).map_or(Stands::Unknown, |turn| Stands::Offered {
            together: mine.names_in(turn.zone.id).len(),
            turn,
        })
    });
    let call = use_mine(move |mine| mine.call(None));
    let call = Signal::derive(move || call.get().flatten());
    view! {
        <div class="page">
            <Head title=move || tongue.words().offer.title small=""><SyncPill/></Head>
            <FaultStrip/>
            {move || match stands.get() {
                None | Some(Stands::Unknown) => view! {
                    <main class="page__body" id="main"><Empty words=move || tongue.words().offer.none><CallLink call look=Look::Line/></Empty></main>
                    <Dock><BackLink href="/messages"/></Dock>
                }
                .into_any(),
                Some(Stands::Offered { turn, together }) => view! {
                    <main class="page__body" id="main"><Offered turn=turn.clone() together/> <CallLink call look=Look::Line/></main>
                    <NotedBar/>
                    <Answers turn/>
                }
                .into_any(),
            }}
        </div>
    }
}

#[component]
fn Offered(turn: Turn, together: usize) -> impl IntoView {
    let tongue = use_tongue();
    let Turn { assignment, zone, slot } = turn;
    let (meeting, name) = (zone.meeting.to_string(), zone.name.to_string());
    let gather = {
        let meeting = meeting.clone();
        move || match together {
            0 | 1 => tongue.words().offer.gather_at(&meeting),
            n => tongue.words().offer.gather(&meeting, n),
        }
    };
    let answer = move || {
        let words = tongue.words();
        let when = format!("{} {}", words.day_lunar(slot.starts.day()), words.hour(slot.starts));
        match assignment.state {
            AssignmentState::Offered => words.offer.no_reason.to_owned(),
            AssignmentState::Accepted => words.offer.accepted(&when, &meeting),
            AssignmentState::Declined => words.offer.declined.to_owned(),
            AssignmentState::Withdrawn => words.offer.withdrawn.to_owned(),
        }
    };
    let answered = assignment.state != AssignmentState::Offered;
    let starts = slot.starts;
    let ends = slot.ends;
    let zone_page = format!("/zones/{}", zone.id);
    view! {
        <Cut kicker="" title=name>
            <p class="cut__line">{move || tongue.words().day_full(starts.day())}</p>
            <p class="cut__line">{move || tongue.words().hours_span(starts, ends)}</p>
            <p class="cut__aside">{gather}</p>
        </Cut>
        {zone.hazard.map(|hazard| view! { <HazardNote hazard/> })}
        {zone.bounds.map(|bounds| view! { <p>{bounds.to_string()}</p> })}
        {zone.bring.map(|bring| view! { <p>{bring.to_string()}</p> })}
        {if answered {
            view! { <Note tone=Tone::Good icon=Icon::Check><p>{answer}</p></Note> }.into_any()
        } else {
            view! { <p>{answer}</p> }.into_any()
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

/// 我去 and 去不了, or the way to change one's mind.
#[component]
fn Answers(turn: Turn) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let (id, zone, state) = (turn.assignment.id, turn.zone.id, turn.assignment.state);
    let answer = Callback::new(move |act: Act| {
        let deed = Deed {
            act,
            target: id.uuid(),
            on_behalf_of: None,
            shown: Shown { zone: Some(zone), spot: None },
            photos: vec![],
            draft: None,
            undo: Undo::Grace,
        };
        doer.act(deed, tongue.words().kit.noted.to_owned(), |_| ());
    });
    let yes = move |()| answer.run(Act::Accept(Accept {}));
    let no = move |()| answer.run(Act::Decline(Decline::default()));
    match state {
        AssignmentState::Offered => view! {
            <Dock>
                <Button label=move || tongue.words().offer.cannot look=Look::Line on_press=no/>
                <Button label=move || tongue.words().offer.go look=Look::Primary on_press=yes/>
            </Dock>
        }
        .into_any(),
        AssignmentState::Accepted => view! {
            <Dock><BackLink href="/today"/> <Button label=move || tongue.words().offer.cannot look=Look::Line on_press=no/></Dock>
        }
        .into_any(),
        AssignmentState::Declined => view! {
            <Dock><BackLink href="/today"/> <Button label=move || tongue.words().offer.go look=Look::Line on_press=yes/></Dock>
        }
        .into_any(),
        AssignmentState::Withdrawn => view! { <Dock><BackLink href="/today"/></Dock> }.into_any(),
    }
}
