//! One volunteer: what is kept of her, her number for whoever asks, and what she may ask for: a copy of it, or its end.

use yingchun_domain::attendance::Attendance;
use yingchun_domain::attendance::served::HourStep;
use yingchun_domain::entry::Act;
use yingchun_domain::id::PersonId;
use yingchun_domain::person::Contact;
use yingchun_domain::person::leave::WithdrawConsent;
use yingchun_domain::zone::Zone;

use super::list::{Line, lines, same_number};
use super::merge::SameNumber;
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::copy::CopyButton;
use crate::components::facts::{Fact, Facts};
use crate::components::sheet::Sheet;
use crate::device::desk;
use crate::device::hub::HubFault;
use crate::html::*;
use crate::pages::frame::deed_for;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::people::free_days;
use crate::pages::shell::use_doer;
use crate::sync::Undo;
use crate::words::{Words, use_tongue};

/// All that the sheet says.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    line: Line,
    emergency: bool,
    note: Option<String>,
    visits: Vec<(String, Attendance)>,
    same_as: Vec<PersonId>,
}

fn shown(mine: Mine<'_>, id: PersonId) -> Option<Shown> {
    let line = lines(mine).into_iter().find(|line| line.person.id == id)?;
    let contact = mine.set.get::<Contact>(id.uuid()).known();
    let visit = |it: &Attendance| {
        let zone = mine.set.get::<Zone>(it.zone.uuid()).known();
        (zone.map(|zone| zone.name.to_string()).unwrap_or_default(), it.clone())
    };
    let mut visits: Vec<(String, Attendance)> =
        mine.set.each::<Attendance>().filter(|it| it.person == id).map(visit).collect();
    visits.arrange_by(|(_, it)| it.came());
    Some(Shown {
        emergency: contact.is_some_and(|contact| contact.emergency.is_some()),
        note: contact.and_then(|contact| contact.note.as_ref()).map(ToString::to_string),
        same_as: same_number(mine, id),
        visits,
        line,
    })
}

/// What is kept of her, as plain text for herself.
fn record(words: &Words, shown: &Shown, number: Option<&str>) -> String {
    let Line { person, community, team, phone, .. } = &shown.line;
    let office = &words.office;
    let mut lines = vec![
        words.roster.record_of(person.name.as_str()),
        words.kit.of(office.community, community),
        words.kit.of(office.team, team.as_deref().unwrap_or(office.unplaced_one)),
        words.kit.of(office.phone, number.or(phone.as_deref()).unwrap_or(words.kit.none)),
        words.kit.of(words.assign.free_days, &free_days(words, person)),
        words.kit.of(words.join.companions, &person.accompanying.to_string()),
        words.kit.of(
            words.roster.consent,
            &[words.moment(person.consent.at), person.consent.wording.to_string()].join(words.kit.listed),
        ),
    ];
    if let Some(note) = &shown.note {
        lines.push(words.kit.of(words.import.of_note, note));
    }
    for (zone, visit) in &shown.visits {
        lines.push(words.kit.of(words.roster.visit, &format!("{zone} {}", hours(words, visit))));
    }
    lines.join("\n")
}

fn hours(words: &Words, visit: &Attendance) -> String {
    let day = visit.came().or(visit.went()).map(|at| words.day(at.day())).unwrap_or_default();
    let minutes = visit.served(HourStep::default()).map(|served| words.served(served));
    format!("{day} {}", minutes.unwrap_or_else(|| words.kit.none.to_owned()))
}

/// The sheet.
#[component]
pub fn PersonSheet(
    /// Who is open.
    opened: RwSignal<Option<PersonId>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let open = use_mine(move |mine| opened.get().and_then(|id| shown(mine, id)));
    let open = Memo::new(move |_| open.get().flatten());
    let title =
        move || open.with(|open| open.as_ref().map(|it| it.line.person.name.to_string())).unwrap_or_default();
    view! {
        <Sheet title open=Signal::derive(move || open.with(Option::is_some)) on_close=move |()| opened.set(None)>
            {move || open.get().map(|shown| {
                let same_as = shown.same_as.clone();
                let person = shown.line.person.id;
                view! { <Whole shown/> <SameNumber person same_as opened/> <Erase person opened/> }
            })}
            <p class="quiet">{move || tongue.words().roster.audited}</p>
        </Sheet>
    }
}

#[component]
fn Whole(shown: Shown) -> impl IntoView {
    let tongue = use_tongue();
    let words = tongue.words();
    let person = shown.line.person.clone();
    let number = RwSignal::new(None::<Result<desk::Reached, HubFault>>);
    let id = person.id;
    let ask = move |()| {
        spawn_local(async move {
            number.try_set(Some(desk::reach(id).await));
        });
    };
    let masked = shown.line.phone.clone().unwrap_or_else(|| words.kit.none.to_owned());
    let has_phone = shown.line.phone.is_some() || shown.emergency;
    let said = move || match number.get() {
        Some(Ok(reached)) => reached.phone.unwrap_or_else(|| tongue.words().kit.none.to_owned()),
        Some(Err(_)) | None => masked.clone(),
    };
    let trouble = move || match number.get() {
        Some(Err(fault)) => Some(tongue.words().hub_fault(tongue.lang(), &fault)),
        Some(Ok(_)) | None => None,
    };
    let emergency = move || match number.get() {
        Some(Ok(reached)) => reached.emergency,
        Some(Err(_)) | None => None,
    };
    let visits = shown
        .visits
        .iter()
        .map(|(zone, visit)| format!("{zone} {}", hours(words, visit)))
        .collect::<Vec<_>>();
    let visits = if visits.is_empty() { words.kit.none.to_owned() } else { visits.join(words.kit.listed) };
    let free = free_days(words, &person);
    let (community, note) = (shown.line.community.clone(), shown.note.clone().unwrap_or_default());
    let team = shown.line.team.clone().unwrap_or_else(|| words.office.unplaced_one.to_owned());
    let copy = Signal::derive(move || {
        let known = number.get().and_then(Result::ok).and_then(|reached| reached.phone);
        record(tongue.words(), &shown, known.as_deref())
    });
    view! {
        <Facts>
            <Fact term=words.office.community value=community/> <Fact term=words.office.team value=team/>
            <Fact term=words.office.phone value=Signal::derive(said)/>
            {move || emergency().map(|said| view! { <Fact term=tongue.words().roster.emergency value=said/> })}
            <Fact term=words.assign.free_days value=free/> <Fact term=words.roster.visit value=visits/>
            {(!note.is_empty()).then(|| view! { <Fact term=words.import.of_note value=note/> })}
        </Facts>
        {move || trouble().map(|said| view! { <p class="field__error" role="alert">{said}</p> })}
        <div class="row">
            {has_phone.then(|| view! { <Button label=words.roster.see_number look=Look::Line on_press=ask/> })}
            <CopyButton label=words.roster.copy_record done=words.office.copied text=copy/>
        </div>
    }
}

/// 删除其信息: asks first, because nothing brings it back.
#[component]
fn Erase(person: PersonId, opened: RwSignal<Option<PersonId>>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let asked = RwSignal::new(false);
    let erase = move |()| {
        let said = tongue.words().roster.erased.to_owned();
        let act = Act::WithdrawConsent(WithdrawConsent {});
        doer.act(deed_for(person, act, person.uuid(), Undo::Grace), said, |_| {});
        opened.set(None);
    };
    move || {
        if !asked.get() {
            return view! { <Button label=move || tongue.words().roster.erase look=Look::Quiet on_press=move |()| asked.set(true)/> };
        }
        view! {
            <section class="stack stack--close">
                <p role="alert">{move || tongue.words().roster.erase_about}</p>
                <div class="row">
                    <Button label=move || tongue.words().roster.erase_yes look=Look::Line on_press=erase/>
                    <Button label=move || tongue.words().office.cancel look=Look::Line on_press=move |()| asked.set(false)/>
                </div>
            </section>
        }
    }
}
