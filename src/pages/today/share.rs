//! 把对比图发到群里: a picture made on the phone, to be held and sent on. No names, no numbers; nothing leaves the phone by itself.

use crate::html::*;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::Community;
use yingchun_domain::id::PhotoId;
use yingchun_domain::spot::Spot;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::Zone;

use crate::components::button::{IconButton, Look};
use crate::components::icons::Icon;
use crate::components::sheet::Sheet;
use crate::device::compare::{CompareWords, comparison};
use crate::device::photo;
use crate::pages::mine::Mine;
use crate::words::{Words, use_tongue};

/// A pair that can be shown to others.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// Before.
    pub before: (PhotoId, UnixMs),
    /// After.
    pub after: (PhotoId, UnixMs),
    /// The drive.
    pub title: String,
    /// 青石村　河埠头塑料袋
    pub place: String,
    /// 主办单位
    pub host: String,
}

impl Shared {
    /// What is said of a spot's pair.
    pub fn of(mine: Mine<'_>, spot: &Spot, before: (PhotoId, UnixMs), after: (PhotoId, UnixMs)) -> Self {
        let campaign = mine.set.each::<Campaign>().next();
        let village = mine.set.get::<Community>(spot.community.uuid()).known();
        let zone = spot.zone.and_then(|zone| mine.set.get::<Zone>(zone.uuid()).known());
        let place = [village.map(|it| it.name.to_string()), zone.map(|it| it.name.to_string())];
        let place = place.into_iter().flatten().chain([spot.place.to_string()]).collect::<Vec<_>>();
        Self {
            before,
            after,
            title: campaign.map(|it| it.name.to_string()).unwrap_or_default(),
            place: place.join("　"),
            host: campaign.map(|it| it.host.to_string()).unwrap_or_default(),
        }
    }

    fn words(&self, words: &Words) -> CompareWords {
        let shot = |phase: &str, at: UnixMs| format!("{phase} {}", words.moment_short(at));
        CompareWords {
            title: self.title.clone(),
            place: self.place.clone(),
            before: shot(words.photo.phase_before, self.before.1),
            after: shot(words.photo.phase_after, self.after.1),
            foot: words.kit.host(&self.host),
        }
    }
}

/// How far the picture has come.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Picture {
    Making,
    Made(String),
    /// A photo is not on this phone, and the hub cannot be reached.
    NotHere,
}

/// The button, and the sheet with the picture.
#[component]
pub fn SharePair(
    /// The pair.
    pair: Shared,
) -> impl IntoView {
    let tongue = use_tongue();
    let (up, picture) = (RwSignal::new(false), RwSignal::new(Picture::Making));
    let (before, after) = (photo::url(pair.before.0), photo::url(pair.after.0));
    let alt = tongue.words().today.share_alt(&pair.place);
    let make = move |()| {
        up.set(true);
        picture.set(Picture::Making);
        let urls = before.get_untracked().zip(after.get_untracked());
        let words = pair.words(tongue.words());
        spawn_local(async move {
            let made = match urls {
                Some((before, after)) => comparison(&before, &after, &words).await,
                None => None,
            };
            picture.try_set(made.map_or(Picture::NotHere, Picture::Made));
        });
    };
    view! {
        <IconButton label=move || tongue.words().today.share_pair icon=Icon::Share look=Look::Primary on_press=make/>
        <Sheet title=move || tongue.words().today.share_pair open=up on_close=move |()| up.set(false)>
            <Shown picture alt=alt.clone()/>
        </Sheet>
    }
}

#[component]
fn Shown(picture: RwSignal<Picture>, alt: String) -> impl IntoView {
    let tongue = use_tongue();
    move || {
        let today = &tongue.words().today;
        match picture.get() {
            Picture::Making => view! { <p role="status">{today.share_making}</p> }.into_any(),
            Picture::NotHere => view! { <p role="status">{today.share_not_here}</p> }.into_any(),
            Picture::Made(src) => {
                view! { <img class="shared" src=src alt=alt.clone()/> <p role="status">{today.share_how}</p> }
                    .into_any()
            }
        }
    }
}
