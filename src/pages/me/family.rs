//! 替家里人: the people whom she registered, whom she may speak for.

use yingchun_domain::community::Community;
use yingchun_domain::id::PersonId;
use yingchun_domain::person::Person;

use super::leave::LeaveButton;
use super::profile::ProfileCard;
use crate::arrange::Arrange as _;
use crate::components::button::{ButtonLink, Look};
use crate::components::fold::Fold;
use crate::html::*;
use crate::pages::mine::{Mine, use_mine};
use crate::words::use_tongue;

/// Those who take part, by name.
fn family(mine: Mine<'_>) -> Vec<(PersonId, String)> {
    let rows = mine.set.guarded_by(mine.me).filter_map(|id| mine.set.get::<Person>(id.uuid()).known());
    let mut all: Vec<_> =
        rows.filter(|row| row.takes_part()).map(|row| (row.id, row.name.to_string())).collect();
    all.arrange(|one, other| one.1.cmp(&other.1));
    all
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
    let one = |(person, name): (PersonId, String)| {
        view! { <Fold label=name aside="" on_open=|()| ()><ProfileCard person/> <LeaveButton person/></Fold> }
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
