//! Taking a photo: the sheet 「拍哪一处？」, and the way from a picture to 「用这张」.

pub mod covering;
pub mod stamp;

use crate::html::*;
use leptos_router::hooks::use_navigate;
use yingchun_domain::id::SpotId;
use yingchun_domain::photo::{Phase, PhotoRecord, Source};

use self::covering::Covering;
use super::mine::{is_done, use_mine};
use super::shell::CameraSheetUp;
use super::today::spots::SpotItem;
use crate::components::button::{Button, IconLink, Look};
use crate::components::dock::Dock;
use crate::components::fold::Fold;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::sheet::Sheet;
use crate::device::cover::Discs;
use crate::device::photo::{self, PhotoRefused, Picked, Prepared, Retouch, StampWords};
use crate::device::picker::PhotoButtons;
use crate::device::way;
use crate::sync::use_phone;
use crate::words::{Words, use_tongue};

/// The sheet 「拍哪一处？」: her own open spots first, a new one last. Stands once, beside the pages.
#[component]
pub fn CameraSheet() -> impl IntoView {
    let tongue = use_tongue();
    let up = expect_context::<CameraSheetUp>().0;
    let navigate = StoredValue::new_local(use_navigate());
    let spots = use_mine(|mine| {
        let zones = mine.zones();
        let spots = zones.iter().flat_map(|zone| mine.spots(zone.id));
        spots.filter(|spot| !is_done(spot)).map(|spot| spot.id).collect::<Vec<SpotId>>()
    });
    // A link inside the sheet leads to its page with the sheet down.
    let lower = move |_| up.set(false);
    let report = move |clicked: leptos::ev::MouseEvent| {
        clicked.prevent_default();
        up.set(false);
        navigate.with_value(|navigate| navigate("/report", Default::default()));
    };
    view! {
        <Sheet title=move || tongue.words().photo.which_spot open=up on_close=move |()| up.set(false)>
            <div class="stack" on:click=lower>
                {move || spots.get().unwrap_or_default().into_iter().map(|id| view! { <SpotItem id/> }).collect_view()}
            </div>
            <div class="stack" on:click=report>
                <IconLink label=move || tongue.words().photo.new_spot href="/report" icon=Icon::Plus look=Look::Line/>
            </div>
        </Sheet>
    }
}

/// How far a photo has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Taking {
    /// None is being taken.
    No,
    /// It is being decoded, stamped and saved.
    Working,
    /// It is saved, and she looks at it.
    Preview(Prepared),
    /// She covers faces on it.
    Covering(Prepared),
    /// It was not taken.
    Refused(PhotoRefused),
}

/// The picture at hand, to be developed once more.
#[derive(Debug, Clone)]
struct Negative {
    picked: Picked,
    stamp: StampWords,
    phase: Phase,
    source: Source,
    retouch: Retouch,
}

/// Where a photo stands from the moment it is saved: whoever goes back or reloads while she looks at it finds it there.
#[derive(Debug, Clone, Copy)]
struct Keeper {
    saved: Callback<PhotoRecord>,
    /// She does not want it: what stood there before comes back.
    dropped: Callback<()>,
    used: Callback<()>,
}

impl Keeper {
    fn of<T>(draft: RwSignal<T>, put: impl Fn(&mut T, PhotoRecord) + Send + Sync + 'static) -> Self
    where
        T: Clone + Send + Sync + 'static,
    {
        let before = StoredValue::new(None::<T>);
        Self {
            saved: Callback::new(move |photo| {
                before.set_value(Some(draft.get_untracked()));
                draft.update(|draft| put(draft, photo));
            }),
            dropped: Callback::new(move |()| {
                if let Some(before) = before.try_update_value(Option::take).flatten() {
                    draft.set(before);
                }
            }),
            used: Callback::new(move |()| before.set_value(None)),
        }
    }
}

/// Takes photos for one page.
#[derive(Debug, Clone, Copy)]
pub struct Camera {
    taking: RwSignal<Taking>,
    negative: StoredValue<Option<Negative>, LocalStorage>,
    keeper: StoredValue<Keeper>,
    on_pick: Callback<(Picked, Source)>,
}

/// A camera that stamps with `stamp` and takes in `phase`. Its photos stand in `draft` from the moment they are saved, as `put`
/// puts them there.
pub fn use_camera<T>(
    phase: Signal<Phase>,
    stamp: impl Fn(Phase, Source) -> StampWords + Send + Sync + 'static,
    draft: RwSignal<T>,
    put: impl Fn(&mut T, PhotoRecord) + Send + Sync + 'static,
) -> Camera
where
    T: Clone + Send + Sync + 'static,
{
    let taking = RwSignal::new(Taking::No);
    let negative = StoredValue::new_local(None::<Negative>);
    let keeper = StoredValue::new(Keeper::of(draft, put));
    let on_pick = Callback::new(move |(picked, source): (Picked, Source)| {
        let phase = phase.get_untracked();
        let (stamp, retouch) = (stamp(phase, source), Retouch::default());
        negative.set_value(Some(Negative { picked, stamp, phase, source, retouch }));
        develop(taking, negative, keeper);
    });
    Camera { taking, negative, keeper, on_pick }
}

/// Makes a photo of the picture at hand. The one that was made of it before is dropped.
fn develop(
    taking: RwSignal<Taking>,
    negative: StoredValue<Option<Negative>, LocalStorage>,
    keeper: StoredValue<Keeper>,
) {
    let Some(Negative { picked, stamp, phase, source, retouch }) = negative.get_value() else { return };
    drop_unused(taking, keeper);
    taking.set(Taking::Working);
    spawn_local(async move {
        let taken = match photo::prepare(&picked, &stamp, phase, source, &retouch).await {
            Ok(prepared) => {
                if let Some(keeper) = keeper.try_get_value() {
                    keeper.saved.run(prepared.record.clone());
                }
                Taking::Preview(prepared)
            }
            Err(refused) => Taking::Refused(refused),
        };
        taking.try_set(taken);
    });
}

/// A picture that she did not want is nobody's.
fn drop_unused(taking: RwSignal<Taking>, keeper: StoredValue<Keeper>) {
    if let Taking::Preview(prepared) | Taking::Covering(prepared) = taking.get_untracked() {
        keeper.get_value().dropped.run(());
        photo::forget(prepared.record.id);
    }
}

impl Camera {
    /// The same camera, which calls `how` before it takes what is picked.
    pub fn meant(self, how: impl Fn() + Send + Sync + 'static) -> Self {
        let picked = self.on_pick;
        let on_pick = Callback::new(move |picture| {
            how();
            picked.run(picture);
        });
        Self { on_pick, ..self }
    }

    /// Whether a picture waits for 「用这张」.
    pub fn previewing(self) -> bool {
        self.taking.with(|taking| matches!(taking, Taking::Preview(_) | Taking::Covering(_)))
    }

    fn prepared(self) -> Option<Prepared> {
        match self.taking.get() {
            Taking::Preview(prepared) | Taking::Covering(prepared) => Some(prepared),
            Taking::No | Taking::Working | Taking::Refused(_) => None,
        }
    }

    /// The picture that she has looked at, which stays.
    fn taken(self) -> Option<PhotoRecord> {
        let prepared = untrack(move || self.prepared())?;
        self.taking.set(Taking::No);
        self.keeper.get_value().used.run(());
        Some(prepared.record)
    }

    fn covering(self) -> bool {
        self.taking.with(|taking| matches!(taking, Taking::Covering(_)))
    }

    /// Looks at the picture again, or covers faces on it.
    fn turn(self, to: fn(Prepared) -> Taking) {
        if let Some(prepared) = untrack(move || self.prepared()) {
            self.taking.set(to(prepared));
        }
    }

    /// Makes the photo anew with faces covered.
    fn cover(self, discs: Discs) {
        self.retouch(move |retouch| retouch.cover(discs));
    }

    /// Makes the photo anew, turned by a quarter.
    fn turn_picture(self) {
        self.retouch(Retouch::turn);
    }

    fn retouch(self, how: impl FnOnce(&mut Retouch)) {
        self.negative.update_value(|negative| {
            if let Some(negative) = negative {
                how(&mut negative.retouch);
            }
        });
        develop(self.taking, self.negative, self.keeper);
    }

    /// The discs that lie on the picture at hand.
    fn discs(self) -> Discs {
        self.negative.with_value(|it| it.as_ref().map(|it| it.retouch.discs().clone())).unwrap_or_default()
    }

    /// 再试一次
    fn again(self) {
        develop(self.taking, self.negative, self.keeper);
    }
}

/// Why a picture was not taken, and what to do.
pub const fn refused_words(refused: PhotoRefused, words: &Words) -> &'static str {
    match refused {
        PhotoRefused::Full => words.photo.phone_full,
        PhotoRefused::Storage => words.strip.no_storage,
        PhotoRefused::CannotOpen => words.photo.cannot_read,
        PhotoRefused::Heic => words.photo.heic,
    }
}

/// The two buttons, and below them what became of the last picture.
#[component]
pub fn CameraButtons(
    /// The page's camera.
    camera: Camera,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let waiting = move || phone.status().with(|status| status.photos_waiting);
    let taking = move || match camera.taking.get() {
        Taking::No | Taking::Preview(_) | Taking::Covering(_) => None,
        Taking::Working => Some((Tone::Calm, Icon::Clock, tongue.words().photo.working.to_owned())),
        Taking::Refused(refused) => {
            let words = match waiting() {
                n @ 1.. if refused == PhotoRefused::Full => tongue.words().photo.phone_full_n(n),
                _ => refused_words(refused, tongue.words()).to_owned(),
            };
            Some((Tone::Care, Icon::Warning, words))
        }
    };
    let may_try_again = Memo::new(move |_| {
        matches!(camera.taking.get(), Taking::Refused(PhotoRefused::Full | PhotoRefused::Storage))
    });
    view! {
        <div class="row"><PhotoButtons camera_look=Look::Primary on_pick=camera.on_pick/></div>
        {move || taking().map(|(tone, icon, words)| view! { <Note tone icon><p role="status">{words}</p></Note> })}
        <Show when=move || may_try_again.get()>
            <Button label=move || tongue.words().photo.try_again look=Look::Line on_press=move |()| camera.again()/>
        </Show>
        <Fold label=move || tongue.words().photo.camera_shut aside="" on_open=|()| ()>
            <p>{move || tongue.words().photo.camera_refused}</p>
        </Fold>
    }
}

/// The picture with its stamp, saved already: use it, cover faces on it, or take another.
#[component]
pub fn PhotoPreview(
    /// The page's camera, while it previews.
    camera: Camera,
    /// Called with the record when she takes it; it stands in the camera's draft already.
    #[prop(into)]
    on_use: Callback<PhotoRecord>,
    /// Called when she goes back from it; it stays in the draft.
    #[prop(into)]
    on_back: Callback<()>,
) -> impl IntoView {
    move || {
        if camera.covering() {
            view! { <Covering camera/> }.into_any()
        } else {
            view! { <Looking camera on_use on_back/> }.into_any()
        }
    }
}

#[component]
fn Looking(camera: Camera, on_use: Callback<PhotoRecord>, on_back: Callback<()>) -> impl IntoView {
    let tongue = use_tongue();
    let discard = move |()| {
        drop_unused(camera.taking, camera.keeper);
        camera.taking.set(Taking::No);
    };
    let take = move |()| {
        if let Some(photo) = camera.taken() {
            on_use.run(photo);
        }
    };
    let back = move || {
        camera.taken();
        on_back.run(());
    };
    let _back = StoredValue::new_local(way::watch_back(back));
    view! {
        <main class="page__body" id="main">
            <h1 class="ears" tabindex="-1">{move || tongue.words().photo.saved_here}</h1>
            <div class="stamp-frame stamp-frame--whole">
                {move || camera.prepared().map(|it| view! { <img class="stamp-frame__photo" src=it.preview_url alt=""/> })}
            </div>
            <p role="status">{move || tongue.words().photo.saved_here}</p>
            <Button label=move || tongue.words().photo.hide_faces look=Look::Line on_press=move |()| camera.turn(Taking::Covering)/>
            <Button label=move || tongue.words().photo.turn look=Look::Line on_press=move |()| camera.turn_picture()/>
            <Fold label=move || tongue.words().photo.retake aside="" on_open=|()| ()><CameraButtons camera/></Fold>
        </main>
        <Dock>
            <Button label=move || tongue.words().photo.discard look=Look::Line on_press=discard/>
            <Button label=move || tongue.words().photo.use_this look=Look::Primary on_press=take/>
        </Dock>
    }
}
