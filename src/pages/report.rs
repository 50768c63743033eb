//! 发现新的脏乱处: a photo, where it is in words, what it is. The village looks at it before it counts.

use crate::html::*;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};
use yingchun_domain::community::Community;
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::CommunityId;
use yingchun_domain::photo::{Phase, PhotoRecord};
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::{Line, TextRefused};

use super::kept::use_kept;
use super::mine::{Mine, use_arriving, use_call, use_mine};
use super::photo::stamp::use_stamp;
use super::photo::{CameraButtons, PhotoPreview, use_camera};
use super::shell::{Below, CallLink, FaultStrip, SyncPill, use_doer};
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::chip::Chip;
use crate::components::dock::{BackLink, Dock};
use crate::components::field::{Entry, Field};
use crate::components::fold::Fold;
use crate::components::head::Head;
use crate::components::pair::Shot;
use crate::components::select::{Choice, SelectField};
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
    /// Where she is of no village herself.
    #[serde(default)]
    village: String,
}

/// The villages of which she chooses one; none where her own is meant.
fn villages(mine: Mine<'_>) -> Vec<Choice> {
    if mine.person().is_none_or(|person| person.community.is_some()) {
        return vec![];
    }
    let named = |it: &Community| (it.id.to_string(), it.name.to_string());
    let mut all: Vec<Choice> = mine.set.each::<Community>().map(named).collect();
    all.arrange(|one, other| one.1.cmp(&other.1));
    all
}

impl Found {
    /// The deed, once it says where: in which village too, where it cannot be her own.
    fn deed(&self, villages: &[Choice]) -> Option<Deed> {
        let place = Line::try_from(self.place.as_str()).ok()?;
        let community = match villages {
            [] => None,
            _ => Some(self.village.parse::<CommunityId>().ok()?),
        };
        let category = self.category.unwrap_or(Category::Other);
        let target = ids::fresh_id();
        Some(Deed {
            base: std::collections::BTreeMap::new(),
            act: Act::Report(Report { place, category, note: None, community }),
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
    let put = |found: &mut Found, photo| found.photos = vec![photo];
    let camera = use_camera(Signal::derive(|| Phase::Before), use_stamp(|| None), found, put);
    view! {
        <div class="page">
            <ShowOr when=move || camera.previewing() fallback=move || view! { <ReportForm found camera/> }>
                <PhotoPreview camera on_use=|_| () on_back=|()| ()/>
            </ShowOr>
        </div>
    }
}

/// What the form and its parts share.
#[derive(Clone, Copy)]
struct Form {
    found: RwSignal<Found>,
    villages: Memo<Option<Vec<Choice>>>,
    /// It was pressed before it said where.
    missing: RwSignal<bool>,
}

impl Form {
    fn new(found: RwSignal<Found>) -> Self {
        Self { found, villages: use_mine(villages), missing: RwSignal::new(false) }
    }

    fn deed(self) -> Option<Deed> {
        let villages = self.villages.get_untracked().unwrap_or_default();
        self.found.with_untracked(|found| found.deed(&villages))
    }
}

#[component]
fn ReportForm(found: RwSignal<Found>, camera: super::photo::Camera) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let navigate = StoredValue::new_local(use_navigate());
    let form = Form::new(found);
    let call = use_call();
    let home = use_mine(|mine| mine.tabs().home());
    let home = Signal::derive(move || home.get().unwrap_or("/today").to_owned());
    let send = move || match form.deed() {
        None => form.missing.set(true),
        Some(deed) => doer.act(deed, tongue.words().report.saved.to_owned(), move |_| {
            found.try_set(Found::default());
            let home = home.get_untracked();
            navigate.try_with_value(|navigate| navigate(&home, Default::default()));
        }),
    };
    // Whose village is meant can be told once her own row is there: what is pressed before is sent then.
    let arriving = use_arriving();
    let pressed = RwSignal::new(false);
    Effect::new(move || {
        if pressed.get() && !arriving.get() {
            pressed.set(false);
            send();
        }
    });
    let label = move || match pressed.get() {
        true => tongue.words().photo.working.to_owned(),
        false => tongue.words().report.send.to_owned(),
    };
    let picture = Memo::new(move |_| found.with(|found| found.photos.last().map(|photo| photo.id)));
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
            <Where form/>
            <What found/>
            <CallLink call look=Look::Quiet/>
        </main>
        <Below>
            <Dock>
                <BackLink href=home/>
                <Button label look=Look::Primary on_press=move |()| pressed.set(true)/>
            </Dock>
        </Below>
    }
}

/// Where it is: in which village, where she is of none herself, and in her words.
#[component]
fn Where(form: Form) -> impl IntoView {
    let tongue = use_tongue();
    let Form { found, villages, missing } = form;
    let of_officials = move || villages.with(|all| all.as_ref().is_some_and(|all| !all.is_empty()));
    let unchosen = move || {
        let none = missing.get() && found.with(|it| it.village.is_empty());
        none.then(|| tongue.words().report.need_village.to_owned())
    };
    let error = Signal::derive(move || {
        let why = found.with(|found| Line::try_from(found.place.as_str()).err())?;
        let said = missing.get() || why != TextRefused::Empty;
        said.then(|| tongue.words().text_refused(why, tongue.words().report.need_where))
    });
    view! {
        <Show when=of_officials>
            <SelectField name="village" label=move || tongue.words().report.village unchosen=move || tongue.words().report.choose_village
                choices=move || villages.get().unwrap_or_default() value=Signal::derive(move || found.with(|it| it.village.clone()))
                error=unchosen on_choose=move |chosen| found.update(|it| it.village = chosen)/>
        </Show>
        <Field name="place" label=move || tongue.words().report.where_to hint=move || tongue.words().report.where_hint takes=Entry::Words
            value=Signal::derive(move || found.with(|it| it.place.clone())) error on_type=move |typed| found.update(|it| it.place = typed)/>
    }
}

/// What it is, as she would call it.
#[component]
fn What(found: RwSignal<Found>) -> impl IntoView {
    let tongue = use_tongue();
    let chips = KINDS.map(|kind| {
        view! {
            <Chip label=move || tongue.words().category(kind) pressed=Signal::derive(move || found.with(|it| it.category == Some(kind)))
                on_press=move |()| found.update(|it| it.category = Some(kind))/>
        }
    });
    view! {
        <div class="field" role="group" aria-label=move || tongue.words().report.what>
            <p class="field__label">{move || tongue.words().report.what}</p>
            <div class="chips">{chips}</div>
        </div>
    }
}
