//! 片区: her own zones first, then those of her village, each in words.

use crate::html::*;
use yingchun_domain::id::ZoneId;
use yingchun_domain::zone::Zone;

use super::mine::{Mine, is_done, use_call, use_mine};
use super::shell::{Below, CallLink, FaultStrip, FieldTabs, SyncPill};
use super::zone::is_hers;
use crate::arrange::Arrange as _;
use crate::components::button::Look;
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::components::icons::{Glyph, Icon};
use crate::words::{Words, use_tongue};

/// A zone as the list shows it.
#[derive(Debug, Clone, PartialEq)]
struct Listed {
    id: ZoneId,
    name: String,
    detail: String,
    progress: String,
}

/// The page's lists.
#[derive(Debug, Clone, Default, PartialEq)]
struct Lists {
    own: Vec<Listed>,
    others: Vec<Listed>,
}

impl Lists {
    fn of(mine: Mine<'_>, words: &Words) -> Self {
        let own = mine.zones();
        let mut others: Vec<&Zone> =
            mine.set.each::<Zone>().filter(|zone| own.iter().all(|it| it.id != zone.id)).collect();
        others.arrange(|one, other| one.name.cmp(&other.name));
        let listed = |zones: Vec<&Zone>| zones.into_iter().map(|zone| listed(mine, zone, words)).collect();
        Self { own: listed(own), others: listed(others) }
    }
}

fn listed(mine: Mine<'_>, zone: &Zone, words: &Words) -> Listed {
    let spots = mine.spots(zone.id);
    let done = spots.iter().filter(|spot| is_done(spot)).count();
    let next = zone.slots.iter().filter(|slot| slot.ends > mine.now).min_by_key(|slot| slot.starts);
    let detail = next.map_or_else(
        || zone.bounds.as_ref().map(ToString::to_string).unwrap_or_default(),
        |slot| words.span(slot.starts, slot.ends),
    );
    let wanted = next.filter(|slot| slot.wanted > 0 && !is_hers(mine, zone));
    let wanted = wanted.map(|slot| words.zone.wants(slot.wanted.into()));
    let detail = [Some(detail), wanted].into_iter().flatten().collect::<Vec<_>>().join(words.kit.comma);
    let progress = if spots.is_empty() { String::new() } else { words.zone.progress(spots.len(), done) };
    Listed { id: zone.id, name: zone.name.to_string(), detail, progress }
}

/// The page.
#[component]
pub fn ZonesPage() -> impl IntoView {
    let tongue = use_tongue();
    let lists = use_mine(move |mine| Lists::of(mine, tongue.words()));
    let call = use_call();
    let body = move || {
        let Lists { own, others } = lists.get().unwrap_or_default();
        if own.is_empty() && others.is_empty() {
            return view! { <Empty words=move || tongue.words().zone.none><CallLink call look=Look::Line/></Empty> }.into_any();
        }
        let mine = !own.is_empty();
        view! {
            {own.into_iter().map(|zone| view! { <ZoneCard zone/> }).collect_view()}
            {(!others.is_empty() && mine).then(|| view! { <h2>{move || tongue.words().zone.others}</h2> })}
            {others.into_iter().map(|zone| view! { <ZoneCard zone/> }).collect_view()}
            <CallLink call look=Look::Line/>
        }
        .into_any()
    };
    view! {
        <div class="page">
            <Head title=move || tongue.words().zone.title small=""><SyncPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">{body}</main>
            <Below><FieldTabs/></Below>
        </div>
    }
}

#[component]
fn ZoneCard(zone: Listed) -> impl IntoView {
    view! {
        <a class="rows__row" href=format!("/zones/{}", zone.id)>
            <span class="rows__text">
                <b class="rows__title">{zone.name}</b> <small class="rows__small">{zone.detail}</small>
                {(!zone.progress.is_empty()).then(|| view! { <small class="rows__small">{zone.progress}</small> })}
            </span>
            <Glyph icon=Icon::ChevronRight/>
        </a>
    }
}
