//! What is written about a person, edited in its place: by herself, or by whoever registered her.

use yingchun_domain::campaign::Campaign;
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::PersonId;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::person::{ACCOMPANYING_MOST, Contact, Person};

use super::typed::{More, Typed, Wrongs};
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::facts::{Fact, Facts};
use crate::components::field::{Entry, Field};
use crate::components::step::Step;
use crate::components::tick::Tick;
use crate::device::draft;
use crate::html::*;
use crate::pages::join::WhoFields;
use crate::pages::join::answers::Answers;
use crate::pages::join::days::DayRows;
use crate::pages::kept::use_kept_or;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::joining::Whose;
use crate::sync::{Deed, Undo};
use crate::words::{Words, use_tongue};

/// What is written about a person, as far as this phone may know.
fn written(mine: Mine<'_>, person: PersonId) -> Option<Typed> {
    let row: &Person = mine.set.get(person.uuid()).known()?;
    Some(Typed::of(row, mine.set.get::<Contact>(person.uuid()).known()))
}

/// 哪天都行, or the days.
pub(super) fn days(answers: &Answers, words: &Words) -> String {
    if answers.any_day {
        return words.join.any_day.to_owned();
    }
    let mut free = answers.free.clone();
    free.arrange(Ord::cmp);
    let half = |morning| if morning { words.join.morning } else { words.join.afternoon };
    let day = |it: &yingchun_domain::campaign::HalfDay| {
        let morning = it.half == yingchun_domain::time::Half::Morning;
        format!("{} {}", words.day(it.day), half(morning))
    };
    free.iter().map(day).collect::<Vec<_>>().join(words.kit.listed)
}

/// The details, and the form in their place.
#[component]
pub fn ProfileCard(
    /// Whose.
    person: PersonId,
) -> impl IntoView {
    let editing = RwSignal::new(false);
    let now = use_mine(move |mine| written(mine, person));
    move || {
        // News from the hub does not draw the form anew under her fingers.
        let typed = if editing.get() { now.get_untracked() } else { now.get() };
        match (editing.get(), typed.flatten()) {
            (_, None) => ().into_any(),
            (false, Some(typed)) => view! { <Details typed editing/> }.into_any(),
            (true, Some(before)) => view! { <ProfileForm person before editing/> }.into_any(),
        }
    }
}

#[component]
fn Details(typed: Typed, editing: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let (words, Typed { answers, more }) = (tongue.words(), typed);
    let or_none = |text: String| if text.is_empty() { words.kit.none.to_owned() } else { text };
    let emergency = format!("{} {}", more.emergency_name, more.emergency_phone).trim().to_owned();
    let children = words.kit.companions(u32::from(answers.accompanying));
    // Of an official what she said, and nothing that a volunteer is asked.
    let official = use_mine(|mine| mine.is_official()).get_untracked() == Some(true);
    let free = days(&answers, words);
    let says_free = !(official && free.is_empty());
    let says_children = !(official && answers.accompanying == 0);
    view! {
        <Facts>
            <Fact term=words.join.name value=answers.name.clone()/>
            <Fact term=words.join.phone value=or_none(answers.phone.clone())/>
            {says_free.then(|| view! { <Fact term=words.me.free value=or_none(free)/> })}
            {says_children.then(|| view! { <Fact term=words.join.companions value=children/> })}
            <Fact term=words.me.emergency value=or_none(emergency)/>
            <Fact term=words.me.photos value=if more.no_photo { words.me.no_photo_yes } else { words.me.no_photo_no }/>
        </Facts>
        <Button label=words.me.edit look=Look::Line on_press=move |()| editing.set(true)/>
    }
}

#[component]
fn ProfileForm(person: PersonId, before: Typed, editing: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let (answers_key, more_key) = (format!("profile.answers.{person}"), format!("profile.{person}"));
    let answers = use_kept_or(answers_key.clone(), before.answers.clone());
    let more = use_kept_or(more_key.clone(), before.more.clone());
    let then_key = format!("profile.then.{person}");
    let then = use_kept_or(then_key.clone(), before.clone());
    let now = use_mine(move |mine| written(mine, person));
    let (wrongs, emergency_wrong) = (RwSignal::new(vec![]), RwSignal::new(false));
    let sessions = use_mine(|mine| mine.set.each::<Campaign>().next().map(|it| it.sessions.clone()));
    let sessions = StoredValue::new(sessions.get_untracked().flatten().unwrap_or_default());
    let close = Callback::new(move |()| {
        draft::end(&answers_key);
        draft::end(&more_key);
        draft::end(&then_key);
        editing.set(false);
    });
    let save = move |()| {
        let typed = Typed { answers: answers.get_untracked(), more: more.get_untracked() };
        let now = now.get_untracked().flatten().unwrap_or_else(|| before.clone());
        match typed.over(&then.get_untracked(), &now).change(&now) {
            Ok(same) if same == Profile::default() => close.run(()),
            Ok(change) => {
                doer.act(deed(person, change), tongue.words().kit.noted.to_owned(), move |_| close.run(()))
            }
            Err(Wrongs { answers, emergency }) => {
                wrongs.set(answers);
                emergency_wrong.set(emergency);
            }
        }
    };
    view! {
        <WhoFields answers wrongs whose=Whose::Own/>
        <DayRows answers sessions/>
        <ChildrenStep answers/>
        <MoreFields more emergency_wrong/>
        <div class="row">
            <Button label=tongue.words().me.not_now look=Look::Line on_press=close/>
            <Button label=tongue.words().me.save look=Look::Primary on_press=save/>
        </div>
    }
}

#[component]
fn ChildrenStep(answers: RwSignal<Answers>) -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <div class="field">
            <p class="field__label">{tongue.words().join.companions}</p>
            <p class="field__hint">{tongue.words().join.companions_hint}</p>
            <Step label=tongue.words().join.companions value=Signal::derive(move || answers.with(|it| u32::from(it.accompanying)))
                most=u32::from(ACCOMPANYING_MOST) on_change=move |n| answers.update(|it| it.bring(n))>""</Step>
        </div>
    }
}

#[component]
fn MoreFields(more: RwSignal<More>, emergency_wrong: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let error =
        Signal::derive(move || emergency_wrong.get().then(|| tongue.words().join.emergency_half.to_owned()));
    view! {
        <Field name="emergency-name" label=tongue.words().join.emergency_name hint=tongue.words().join.emergency_hint takes=Entry::Words
            value=Signal::derive(move || more.with(|it| it.emergency_name.clone())) error=None
            on_type=move |typed| more.update(|it| it.emergency_name = typed)/>
        <Field name="emergency-phone" label=tongue.words().join.emergency_phone hint="" takes=Entry::Phone
            value=Signal::derive(move || more.with(|it| it.emergency_phone.clone())) error
            on_type=move |typed| more.update(|it| it.emergency_phone = typed)/>
        <Tick name="no-photo" label=tongue.words().me.no_photo ticked=Signal::derive(move || more.with(|it| it.no_photo)) error=None
            on_tick=move |on| more.update(|it| it.no_photo = on)/>
    }
}

fn deed(person: PersonId, change: Profile) -> Deed {
    Deed {
        base: std::collections::BTreeMap::new(),
        act: Act::Profile(change),
        target: person.uuid(),
        on_behalf_of: None,
        shown: Shown::default(),
        photos: vec![],
        draft: None,
        undo: Undo::Grace,
    }
}
