//! 我觉得已经干净了: a line, a photo, or both, for another inspector. A draft from the first touch on.

use crate::html::*;
use serde::{Deserialize, Serialize};
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::{EntryId, PersonId};
use yingchun_domain::photo::{Phase, PhotoRecord};
use yingchun_domain::spot::Spot;
use yingchun_domain::spot::object::Object;
use yingchun_domain::text::{Note, TextRefused};

use super::{Seen, SpotHead, stamp_of};
use crate::components::button::{Button, Look};
use crate::components::dock::Dock;
use crate::components::field::TextField;
use crate::components::focus::focus_on;
use crate::components::live::use_announcer;
use crate::components::pair::Shot;
use crate::device::photo;
use crate::pages::kept::use_kept;
use crate::pages::photo::{Camera, CameraButtons, PhotoPreview, use_camera};
use crate::pages::shell::{Below, use_doer};
use crate::sync::{Deed, Undo};
use crate::words::use_tongue;

/// Why it is clean, not sent yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Objecting {
    #[serde(default)]
    words: String,
    #[serde(default)]
    photos: Vec<PhotoRecord>,
}

impl Objecting {
    /// The deed, once it says or shows something.
    fn deed(&self, spot: &Spot, returned: EntryId, voice: Option<PersonId>) -> Result<Deed, TextRefused> {
        let words = Note::optional(&self.words)?;
        if words.is_none() && self.photos.is_empty() {
            return Err(TextRefused::Empty);
        }
        Ok(Deed {
            base: std::collections::BTreeMap::new(),
            act: Act::Object(Object { returned, words }),
            target: spot.id.uuid(),
            on_behalf_of: voice,
            shown: Shown { zone: spot.zone, spot: Some(spot.id) },
            photos: self.photos.clone(),
            draft: Some(draft_key(spot)),
            undo: Undo::Grace,
        })
    }
}

fn draft_key(spot: &Spot) -> String {
    format!("object.{}", spot.id)
}

/// The page.
#[component]
pub fn ObjectingView(
    /// The spot.
    seen: Signal<Option<Seen>>,
    /// The return that it answers.
    returned: EntryId,
    /// Leads back to the return.
    #[prop(into)]
    on_back: Callback<()>,
) -> impl IntoView {
    let key = seen.get_untracked().map(|it| draft_key(&it.spot)).unwrap_or_default();
    let objecting = use_kept::<Objecting>(key);
    let put = |it: &mut Objecting, photo| it.photos = vec![photo];
    let camera = use_camera(Signal::derive(|| Phase::After), stamp_of(seen), objecting, put);
    move || {
        if camera.previewing() {
            view! { <PhotoPreview camera on_use=|_| () on_back=|()| ()/> }.into_any()
        } else {
            view! { <ObjectingForm seen objecting camera returned on_back/> }.into_any()
        }
    }
}

#[component]
fn ObjectingForm(
    seen: Signal<Option<Seen>>,
    objecting: RwSignal<Objecting>,
    camera: Camera,
    returned: EntryId,
    on_back: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let announcer = use_announcer();
    let wrong = RwSignal::new(None::<TextRefused>);
    let told = move |why| tongue.words().text_refused(why, tongue.words().returned.object_empty);
    let error = Signal::derive(move || wrong.get().map(told));
    let send = move |()| {
        let Some(Seen { spot, voice, .. }) = seen.get_untracked() else { return };
        match objecting.with_untracked(|it| it.deed(&spot, returned, voice)) {
            Err(why) => {
                wrong.set(Some(why));
                announcer.say(&told(why));
                focus_on("object");
            }
            Ok(deed) => doer.act(deed, tongue.words().returned.object_sent.to_owned(), |_| ()),
        }
    };
    let picture = Memo::new(move |_| objecting.with(|it| it.photos.last().map(|photo| photo.id)));
    let shot = move || {
        let id = picture.get()?;
        Some(view! { <Shot src=photo::url(id) caption=move || tongue.words().photo.saved_here/> })
    };
    let typed = move |words: String| {
        wrong.set(None);
        objecting.update(|it| it.words = words);
    };
    view! {
        <SpotHead seen title=Signal::derive(move || Some(tongue.words().returned.object.to_owned()))/>
        <main class="page__body" id="main">
            <p>{move || tongue.words().returned.object_how}</p>
            <TextField name="object" label=move || tongue.words().returned.object_say hint=move || tongue.words().returned.object_example
                value=Signal::derive(move || objecting.with(|it| it.words.clone())) error on_type=typed/>
            {shot}
            <CameraButtons camera/>
        </main>
        <Below>
            <Dock>
                <Button label=move || tongue.words().kit.back look=Look::Line on_press=on_back/>
                <Button label=move || tongue.words().returned.object_send look=Look::Primary on_press=send/>
            </Dock>
        </Below>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yingchun_domain::photo::{Sha256, Source};

    use crate::pages::officials::{MEMBER, World, at, id};

    #[test]
    fn an_objection_says_or_shows_something() {
        let world = World::new().cleaned(40, MEMBER, 30);
        let spot = world.seen_by(MEMBER, at(9, 0)).spot(id(40)).unwrap().clone();
        let says = |words: &str| Objecting { words: words.into(), photos: vec![] }.deed(&spot, id(9), None);
        assert_eq!(says(" \n"), Err(TextRefused::Empty));
        let deed = says("石阶缝里都抠过了").unwrap();
        assert!(matches!(deed.act, Act::Object(Object { words: Some(_), .. })));
        assert_eq!(deed.draft.as_deref(), Some(draft_key(&spot).as_str()));
    }

    #[test]
    fn an_objection_that_is_too_long_is_said_and_never_dropped() {
        let world = World::new().cleaned(40, MEMBER, 30);
        let spot = world.seen_by(MEMBER, at(9, 0)).spot(id(40)).unwrap().clone();
        let photo = PhotoRecord {
            id: uuid::Uuid::from_u128(7).into(),
            sha256: Sha256([0; 32]),
            len: 9,
            phase: Phase::After,
            source: Source::Camera,
            at: at(9, 0),
        };
        let much = Objecting { words: "话".repeat(2_001), photos: vec![photo] };
        assert_eq!(much.deed(&spot, id(9), None), Err(TextRefused::TooLong { most: 2_000 }));
    }
}
