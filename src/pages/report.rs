//! 发现新的脏乱处: a photo, where it is in words, what it is. The village looks at it before it counts.

use crate::html::*;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::photo::{Phase, PhotoRecord};
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::{Line, TextRefused};

use super::kept::use_kept;
use super::mine::use_call;
use super::photo::{CameraButtons, PhotoPreview, use_camera, use_stamp};
use super::shell::{Below, CallLink, FaultStrip, SyncPill, use_doer};
use crate::components::button::{Button, Look};
use crate::components::chip::Chip;
use crate::components::dock::{BackLink, Dock};
use crate::components::field::{Entry, Field};
use crate::components::fold::Fold;
use crate::components::head::Head;
use crate::components::pair::Shot;
use crate::device::{ids, photo};
use crate::sync::{Deed, Undo};
use crate::words::use_tongue;

/// The name of the page's draft.
const DRAFT: &str = "report";
/// The kinds that a volunteer is offered; the village sorts more finely.
const KINDS: [Category; 6] = [
    Category::WhiteLitter,
    Category::HouseholdWaste,
    Category::Clutter,
    Category::BuildingWaste,
    Category::Flyposting,
    Category::Other,
];

/// What was seen, not sent yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Found {
    #[serde(default)]
    photos: Vec<PhotoRecord>,
    #[serde(default)]
    place: String,
    #[serde(default)]
    category: Option<Category>,
}

impl Found {
    /// The deed, once it says where.
    fn deed(&self) -> Option<Deed> {
        let place = Line::try_from(self.place.as_str()).ok()?;
        let category = self.category.unwrap_or(Category::Other);
        let target = ids::fresh_id();
        Some(Deed {
            base: std::collections::BTreeMap::new(),
            act: Act::Report(Report { place, category, note: None }),
            target,
            on_behalf_of: None,
            shown: Shown { zone: None, spot: Some(target.into()) },
            photos: self.photos.clone(),
            draft: Some(DRAFT.to_owned()),
            undo: Undo::Grace,
        })
    }
}

/// The page.
#[component]
pub fn ReportPage() -> impl IntoView {
    let found = use_kept::<Found>(DRAFT.to_owned());
    let camera = use_camera(Signal::derive(|| Phase::Before), use_stamp(|| None));
    view! {
        <div class="page">
            <ShowOr when=move || camera.previewing() fallback=move || view! { <ReportForm found camera/> }>
                <PhotoPreview camera on_use=move |photo| found.update(|found| found.photos = vec![photo])/>
            </ShowOr>
        </div>
    }
}

#[component]
fn ReportForm(found: RwSignal<Found>, camera: super::photo::Camera) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let navigate = StoredValue::new_local(use_navigate());
    let missing = RwSignal::new(false);
    let call = use_call();
    let error = Signal::derive(move || {
        let why = found.with(|found| Line::try_from(found.place.as_str()).err())?;
        let said = missing.get() || why != TextRefused::Empty;
        said.then(|| tongue.words().text_refused(why, tongue.words().report.need_where))
    });
    let send = move |()| match found.with_untracked(Found::deed) {
        None => missing.set(true),
        Some(deed) => doer.act(deed, tongue.words().report.saved.to_owned(), move |_| {
            found.try_set(Found::default());
            navigate.try_with_value(|navigate| navigate("/today", Default::default()));
        }),
    };
    let picture = Memo::new(move |_| found.with(|found| found.photos.last().map(|photo| photo.id)));
    let chips = KINDS.map(|kind| {
        view! {
            <Chip label=move || tongue.words().category(kind) pressed=Signal::derive(move || found.with(|it| it.category == Some(kind)))
                on_press=move |()| found.update(|it| it.category = Some(kind))/>
        }
    });
    view! {
        <Head title=move || tongue.words().report.title small=""><SyncPill/></Head>
        <FaultStrip/>
        <main class="page__body" id="main">
            {move || match picture.get() {
                None => view! { <CameraButtons camera/> }.into_any(),
                Some(id) => view! {
                    <Shot src=photo::url(id) caption=move || tongue.words().photo.saved_here/>
                    <Fold label=move || tongue.words().photo.retake aside="" on_open=|()| ()><CameraButtons camera/></Fold>
                }
                .into_any(),
            }}
            <Field name="place" label=move || tongue.words().report.where_to hint=move || tongue.words().report.where_hint takes=Entry::Words
                value=Signal::derive(move || found.with(|it| it.place.clone())) error on_type=move |typed| found.update(|it| it.place = typed)/>
            <div class="field" role="group" aria-label=move || tongue.words().report.what>
                <p class="field__label">{move || tongue.words().report.what}</p>
                <div class="chips">{chips}</div>
            </div>
            <CallLink call look=Look::Quiet/>
        </main>
        <Below>
            <Dock>
                <BackLink href="/today"/>
                <Button label=move || tongue.words().report.send look=Look::Primary on_press=send/>
            </Dock>
        </Below>
    }
}
