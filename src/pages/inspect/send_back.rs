//! The sheet 「退回整改」: what is left, where exactly, by when; what it will say to the person who cleaned.

use crate::html::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::SpotId;
use yingchun_domain::photo::{Phase, PhotoRecord};
use yingchun_domain::spot::inspect::{AskPhoto, SendBack};
use yingchun_domain::spot::{Shortfall, Spot};
use yingchun_domain::text::{Line, Note, TextRefused};

use super::due::Due;
use super::ring::{Problem, ProblemPhoto, use_problem};
use super::titled;
use crate::components::button::{Button, Look};
use crate::components::chip::Chip;
use crate::components::field::{Entry, Field};
use crate::components::sheet::Sheet;
use crate::components::when_field::{When, WhenField};
use crate::pages::frame::deed;
use crate::pages::kept::use_kept;
use crate::pages::photo::stamp::use_stamp;
use crate::pages::shell::use_doer;
use crate::sync::{Deed, Undo, use_phone};
use crate::words::{Words, use_tongue};

/// What was chosen and typed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Typed {
    reason: Option<Shortfall>,
    /// 照片看不清: not a return, but the wish for one photo more.
    unclear: bool,
    place: String,
    due: Option<Due>,
    photos: Vec<PhotoRecord>,
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Reason,
    Place(TextRefused),
    Due,
}

impl Typed {
    fn read(&self) -> Result<(Shortfall, Line, Due), Missing> {
        let reason = self.reason.ok_or(Missing::Reason)?;
        let place = Line::try_from(self.place.as_str()).map_err(Missing::Place)?;
        Ok((reason, place, self.due.ok_or(Missing::Due)?))
    }

    /// What is missing as it stands now.
    fn missing(&self) -> Option<Missing> {
        if !self.unclear {
            return self.read().err();
        }
        match Note::try_from(self.place.as_str()) {
            Ok(_) | Err(TextRefused::Empty) => None,
            Err(why) => Some(Missing::Place(why)),
        }
    }

    /// The act; the photo of what is left rides on a return.
    fn deed(&self, spot: &Spot, draft: String) -> Result<Deed, Missing> {
        let cleaning = spot.last_cleaning().ok_or(Missing::Reason)?.entry;
        let (act, photos) = if self.unclear {
            let words = Note::optional(&self.place).map_err(Missing::Place)?;
            (Act::AskPhoto(AskPhoto { cleaning, words }), vec![])
        } else {
            let (reason, place, due) = self.read()?;
            (Act::SendBack(SendBack { cleaning, reason, place, due: due.at() }), self.photos.clone())
        };
        Ok(Deed {
            shown: Shown { zone: spot.zone, spot: Some(spot.id) },
            photos,
            draft: Some(draft),
            ..deed(act, spot.id.uuid(), Undo::Grace)
        })
    }

    /// What is said once it is done.
    const fn said(&self, words: &Words) -> &'static str {
        if self.unclear { words.return_sheet.photo_asked } else { words.inspect.returned }
    }

    /// 李明会看到：桥墩北面还有砖，1月30日 12 点前
    fn preview(&self, words: &Words, spot: &Spot) -> Option<String> {
        if self.unclear {
            return Some(words.return_sheet.ask_preview(spot.last_cleaning()?.by_name.as_str()));
        }
        let (reason, place, due) = self.read().ok()?;
        let what = [words.shortfall(reason), place.as_str()].join(words.kit.comma);
        Some(words.return_sheet.preview(spot.last_cleaning()?.by_name.as_str(), &what, &due.words(words)))
    }

    fn go(&self, words: &Words) -> String {
        if self.unclear {
            return words.return_sheet.ask_photo.to_owned();
        }
        self.due.map_or_else(
            || words.inspect.send_back.to_owned(),
            |due| words.return_sheet.go(&due.words(words)),
        )
    }
}

impl Missing {
    fn words(self, words: &Words) -> String {
        match self {
            Self::Reason => words.return_sheet.need_reason.to_owned(),
            Self::Place(why) => words.text_refused(why, words.return_sheet.need_place),
            Self::Due => words.return_sheet.need_due.to_owned(),
        }
    }
}

/// Sends it back when it is called, and goes on to the next spot; no where something is missing.
fn use_send(
    key: String,
    typed: RwSignal<Typed>,
    judged: Signal<Option<(Spot, String)>>,
    problem: Problem,
    open: RwSignal<bool>,
) -> Callback<(), bool> {
    let tongue = use_tongue();
    let doer = use_doer();
    let navigate = use_navigate();
    Callback::new(move |()| {
        let Some((spot, next)) = judged.get_untracked() else { return false };
        let Ok(deed) = typed.get_untracked().deed(&spot, key.clone()) else { return false };
        let navigate = navigate.clone();
        let words = tongue.words();
        let said = typed.with_untracked(|typed| typed.said(words));
        // The next spot is on the page by then.
        let said = words.kit.of(&titled(words, &spot), said);
        spawn_local(async move {
            let Some(photos) = problem.burnt(deed.photos.clone()).await else { return };
            doer.act(Deed { photos, ..deed }, said, move |_| {
                open.try_set(false);
                navigate(&next, NavigateOptions::default());
            });
        });
        true
    })
}

/// The sheet.
#[component]
pub fn SendBackSheet(
    /// Which spot.
    id: SpotId,
    /// The spot as it stands now, and where to go on once it was sent back.
    judged: Signal<Option<(Spot, String)>>,
    /// Whether the sheet is up.
    open: RwSignal<bool>,
) -> impl IntoView {
    let tongue = use_tongue();
    let key = format!("send_back:{id}");
    let typed = use_kept::<Typed>(key.clone());
    let tried = RwSignal::new(false);
    // What is put right meanwhile is not complained of any more.
    let missing = Memo::new(move |_| tried.get().then(|| typed.with(Typed::missing)).flatten());
    let problem = use_problem();
    let send = use_send(key, typed, judged, problem, open);
    let go = move |()| {
        if !send.run(()) {
            tried.set(true);
        }
    };
    let on_place = move |place: String| typed.update(|typed| typed.place = place);
    let spot = Signal::derive(move || judged.get().map(|(spot, _)| spot));
    let stamped = use_stamp(move || spot.get());
    let stamp = Callback::new(move |source| stamped(Phase::Inspection, source));
    let title = move || {
        spot.get().map(|spot| tongue.words().return_sheet.title(spot.place.as_str())).unwrap_or_default()
    };
    let unclear = Memo::new(move |_| typed.with(|typed| typed.unclear));
    let returns = move || !unclear.get();
    let preview =
        move || spot.get().and_then(|spot| typed.with(|typed| typed.preview(tongue.words(), &spot)));
    let is_missing = move |what: fn(Missing) -> bool| {
        missing.get().filter(|it| what(*it)).map(|it| it.words(tongue.words()))
    };
    view! {
        <Sheet title open on_close=move |()| open.set(false)>
            <ReasonChips typed/>
            {move || is_missing(|it| it == Missing::Reason).map(|words| view! { <p class="field__error">{words}</p> })}
            <Field name="left-where" label=move || tongue.words().return_sheet.where_to hint="" takes=Entry::Words value=move || typed.get().place
                error=Signal::derive(move || is_missing(|it| matches!(it, Missing::Place(_)))) on_type=on_place/>
            {move || returns().then(|| view! {
                <ProblemPhoto problem photos=move || typed.get().photos stamp on_photo=move |photo| typed.update(|typed| typed.photos = vec![photo])/>
                <DueChips typed/>
            })}
            {move || is_missing(|it| it == Missing::Due).map(|words| view! { <p class="field__error">{words}</p> })}
            {move || preview().map(|words| view! { <p class="quiet">{words}</p> })}
            <Button label=move || typed.get().go(tongue.words()) look=Look::Primary on_press=go/>
        </Sheet>
    }
}

/// 哪里没清好: about the place, never about the picture.
#[component]
fn ReasonChips(typed: RwSignal<Typed>) -> impl IntoView {
    let tongue = use_tongue();
    let chip = move |reason: Shortfall| {
        view! {
            <Chip label=move || tongue.words().shortfall(reason) pressed=move || typed.with(|typed| typed.reason == Some(reason))
                on_press=move |()| typed.update(|typed| (typed.reason, typed.unclear) = (Some(reason), false))/>
        }
    };
    view! {
        <fieldset class="stack stack--close">
            <legend class="field__label">{move || tongue.words().return_sheet.what_is_left}</legend>
            <div class="chips">
                {Shortfall::ALL.map(chip)}
                <Chip label=move || tongue.words().return_sheet.photo_unclear pressed=move || typed.with(|typed| typed.unclear)
                    on_press=move |()| typed.update(|typed| (typed.reason, typed.unclear) = (None, true))/>
            </div>
        </fieldset>
    }
}

/// 什么时候改好
#[component]
fn DueChips(typed: RwSignal<Typed>) -> impl IntoView {
    let tongue = use_tongue();
    let now = use_phone().now();
    let chip = move |due: Due| {
        view! {
            <Chip label=move || due.words(tongue.words()) pressed=move || typed.with(|typed| typed.due == Some(due))
                on_press=move |()| typed.update(|typed| typed.due = Some(due))/>
        }
    };
    let own_day = move || match typed.with(|typed| typed.due) {
        Some(Due::Evening(day)) => day.to_string(),
        Some(Due::Today(_) | Due::Noon(_) | Due::BeforeFeast(_)) | None => String::new(),
    };
    // A day that is over is none.
    let choose_day = move |day: String| {
        let due = day.parse().ok().map(Due::Evening).filter(|due| due.at() > now.get_untracked());
        typed.update(|typed| typed.due = due);
    };
    view! {
        <fieldset class="stack stack--close">
            <legend class="field__label">{move || tongue.words().return_sheet.by_when}</legend>
            <div class="chips">{move || Due::offered(now.get()).into_iter().map(chip).collect_view()}</div>
            <WhenField name="due-day" when=When::Day label=move || tongue.words().return_sheet.another_day value=own_day error=None on_choose=choose_day/>
        </fieldset>
    }
}
