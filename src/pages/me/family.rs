//! 替家里人: the people whom she registered, whom she may speak for.

use yingchun_domain::attendance::served::Served;
use yingchun_domain::community::Community;
use yingchun_domain::id::PersonId;

use super::leave::LeaveButton;
use super::profile::ProfileCard;
use crate::components::button::{ButtonLink, Look};
use crate::components::fold::Fold;
use crate::html::*;
use crate::pages::mine::{Mine, use_mine};
use crate::words::use_tongue;

/// Those who take part, by name, with what each has served.
fn family(mine: Mine<'_>) -> Vec<(PersonId, String, Served)> {
    let all = mine.family().into_iter();
    all.map(|(person, name)| (person, name, mine.with_eyes_of(person).served())).collect()
}

/// The code of her own village, which opens another registration.
fn code(mine: Mine<'_>) -> Option<String> {
    let community = mine.person()?.community?;
    let community: &Community = mine.set.get(community.uuid()).known()?;
    Some(community.code.as_str().to_owned())
}

/// The list, a line each, and the way to one more.
#[component]
pub fn Family() -> impl IntoView {
    let tongue = use_tongue();
    let all = use_mine(family);
    let code = use_mine(code);
    let one = move |(person, name, served): (PersonId, String, Served)| {
        let worked = if served.minutes > 0 { tongue.words().served(served) } else { String::new() };
        view! { <Fold label=name aside=worked on_open=|()| ()><ProfileCard person/> <LeaveButton person/></Fold> }
    };
    let rows = move || {
        let all = all.get().unwrap_or_default();
        (!all.is_empty()).then(|| {
            view! { <h2>{tongue.words().me.family}</h2> <div>{all.into_iter().map(one).collect_view()}</div> }
        })
    };
    let more = move || {
        let href = format!("/join/{}/family", code.get().flatten()?);
        Some(view! { <ButtonLink label=tongue.words().first.for_family href look=Look::Line/> })
    };
    view! { {rows} {more} }
}
