//! Her spots, what asks for her first at the top; what is cleaned is folded away.

use crate::html::*;
use yingchun_domain::id::{PhotoId, SpotId, ZoneId};
use yingchun_domain::spot::Spot;

use crate::components::fold::Fold;
use crate::components::spot_card::SpotCard;
use crate::components::tabs::TabSet;
use crate::device::photo;
use crate::pages::mine::{Mine, is_done, use_mine};
use crate::pages::said::{spots_heading, told, zone_heading};
use crate::words::use_tongue;

/// The spots of a zone under their heading; nothing where there is no zone or none in it.
#[component]
pub fn MySpots(
    /// Which zone.
    zone: Memo<Option<ZoneId>>,
    /// She leads: the spots are the zone's, not hers.
    leads: Memo<bool>,
    /// Spots that stand above already.
    waiting: Memo<Vec<SpotId>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let spots = use_mine(move |mine| zone.get().map(|zone| mine.spots(zone)).unwrap_or_default());
    let spots = Memo::new(move |_| spots.get().unwrap_or_default());
    let done = Memo::new(move |_| ids(&spots.get(), true));
    let to_do = Memo::new(move |_| {
        let mut to_do = ids(&spots.get(), false);
        waiting.with(|waiting| to_do.retain(|id| !waiting.contains(id)));
        to_do
    });
    let heading = move || {
        let (words, leads) = (tongue.words(), leads.get());
        spots.with(|spots| if leads { zone_heading(words, spots) } else { spots_heading(words, spots) })
    };
    let list =
        |ids: Memo<Vec<SpotId>>| view! { {rows(move || ids.get(), |id| *id, |id| view! { <SpotItem id/> })} };
    view! {
        <Show when=move || !spots.with(Vec::is_empty)>
            <h2>{heading}</h2>
            {list(to_do)}
            <Show when=move || !done.with(Vec::is_empty)>
                <Fold label=Signal::derive(move || tongue.words().today.cleaned_row(done.with(Vec::len)))
                    aside=Signal::derive(move || tongue.words().today.done_row.to_owned()) on_open=|()| ()>
                    {list(done)}
                </Fold>
            </Show>
        </Show>
    }
}

fn ids(spots: &[Spot], done: bool) -> Vec<SpotId> {
    spots.iter().filter(|spot| is_done(spot) == done).map(|spot| spot.id).collect()
}

/// One spot's card, read from the replica by its id.
#[component]
pub fn SpotItem(
    /// Which spot.
    id: SpotId,
) -> impl IntoView {
    let tongue = use_tongue();
    let card = use_mine(move |mine| card(mine, id, tongue.words()));
    let told = Memo::new(move |_| card.get().flatten());
    let inspects = use_mine(|mine| mine.tabs() == TabSet::Inspector);
    // An inspector looks at a spot, she does not clean it.
    let href = move || match inspects.get() {
        Some(true) => format!("/inspect/{id}"),
        Some(false) | None => format!("/spots/{id}"),
    };
    move || {
        let (told, newest) = told.get()?;
        let thumb = match newest {
            Some(newest) => photo::thumb_url(newest),
            None => Signal::derive(|| None),
        };
        Some(view! {
            <SpotCard title=told.title detail=told.detail mark=told.mark label=told.label thumb href/>
        })
    }
}

fn card(
    mine: Mine<'_>,
    id: SpotId,
    words: &crate::words::Words,
) -> Option<(crate::pages::said::Told, Option<PhotoId>)> {
    Some((told(mine, mine.spot(id)?, words), mine.newest_photo(id)))
}
