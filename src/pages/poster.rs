//! 报名海报: a village's way in, on paper or as a long picture in a group.

use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::Community;
use yingchun_domain::id::CommunityId;

use super::links::join_link;
use super::mine::{Mine, use_mine};
use crate::components::button::{Button, Look};
use crate::components::copy::CopyButton;
use crate::components::empty::Empty;
use crate::components::flower::WindowFlower;
use crate::components::qr::Qr;
use crate::html::*;
use crate::words::use_tongue;

/// What a poster says.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    campaign: Campaign,
    community: Community,
}

fn said(mine: Mine<'_>, id: CommunityId) -> Option<Said> {
    let community = mine.set.get::<Community>(id.uuid()).known()?.clone();
    Some(Said { campaign: mine.set.each::<Campaign>().next()?.clone(), community })
}

/// The poster, with the ways to hand it on.
#[component]
pub fn PosterOf(
    /// Of which village.
    community: CommunityId,
) -> impl IntoView {
    let tongue = use_tongue();
    let said = use_mine(move |mine| said(mine, community));
    move || match said.get().flatten() {
        Some(said) => view! { <Sheet said/> },
        None => view! { <Empty words=move || tongue.words().poster.no_village>""</Empty> },
    }
}

#[component]
fn Sheet(said: Said) -> impl IntoView {
    let tongue = use_tongue();
    let words = tongue.words();
    let Said { campaign, community } = said;
    let link = join_link(community.code.as_str());
    let poster = &words.poster;
    let days = poster.days(&words.day_lunar(campaign.starts), &words.day_lunar(campaign.ends));
    let call = community.duty_phone.or(campaign.duty_phone);
    let filing = campaign.filing.map(|filing| view! { <p>{words.kit.record(filing.as_str())}</p> });
    let copied = link.clone();
    view! {
        <div class="poster__tools">
            <Button label=poster.print look=Look::Primary on_press=move |()| crate::device::print()/>
            <CopyButton label=words.office.copy_link done=words.office.copied text=copied/>
        </div>
        <article class="poster">
            <div class="poster__band">
                <WindowFlower class="poster__flower"/> <WindowFlower class="poster__flower poster__flower--left"/>
                <p class="poster__name">{campaign.name.to_string()}</p>
                <p class="poster__who">{poster.invites(community.committee.as_str())}</p>
            </div>
            <p class="poster__days">{days}</p>
            <div class="poster__lines"><p>{poster.line_days}</p> <p>{poster.line_free}</p> <p>{poster.line_tools}</p></div>
            <Qr text=link label=words.desk_settings.qr_of_join/>
            <p class="poster__scan">{poster.scan}</p>
            <p class="poster__code">{poster.code(community.code.as_str())}</p>
            <div class="poster__foot">
                <p>{poster.by_paper}</p>
                {call.map(|call| view! { <p>{poster.call(call.as_str())}</p> })}
                <p>{words.kit.host(campaign.host.as_str())}</p> {filing}
            </div>
        </article>
    }
}
