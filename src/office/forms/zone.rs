//! 新建片区: where it is in words, who has it, and which of the drive's half days it is cleaned on.

use crate::html::*;
use serde::{Deserialize, Serialize};
use yingchun_domain::campaign::{Campaign, Session};
use yingchun_domain::entry::Act;
use yingchun_domain::id::CommunityId;
use yingchun_domain::team::Team;
use yingchun_domain::text::{Line, Name};
use yingchun_domain::time::{Half, UnixMs};
use yingchun_domain::zone::create::CreateZone;
use yingchun_domain::zone::{Hazard, Slot};

use super::{Form, communities, is_up, made, optional, text_wrong};
use crate::arrange::Arrange as _;
use crate::components::button::{Look, SubmitButton};
use crate::components::chip::Chip;
use crate::components::field::{Entry, Field};
use crate::components::select::{Choice, SelectField};
use crate::components::sheet::Sheet;
use crate::components::step::Step;
use crate::components::tick::Tick;
use crate::device::ids::fresh_id;
use crate::pages::kept::use_kept;
use crate::pages::mine::use_mine;
use crate::pages::shell::use_doer;
use crate::words::{Words, use_tongue};

/// The most people that a slot asks for.
const WANTED_MOST: u32 = 200;

/// The name of the form's draft.
const DRAFT: &str = "office.zone";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    community: String,
    team: String,
    name: String,
    bounds: String,
    meeting: String,
    bring: String,
    sessions: Vec<Session>,
    wanted: u32,
    hazard: bool,
    insured: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Wrong {
    community: bool,
    name: bool,
    bounds: bool,
    meeting: bool,
    bring: bool,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            community: String::new(),
            team: String::new(),
            name: String::new(),
            bounds: String::new(),
            meeting: String::new(),
            bring: String::new(),
            sessions: vec![],
            wanted: 6,
            hazard: false,
            insured: false,
        }
    }
}

impl Typed {
    fn read(&self) -> Result<CreateZone, Wrong> {
        let community = self.community.parse::<CommunityId>();
        let name = Name::try_from(self.name.as_str());
        let meeting = Line::try_from(self.meeting.as_str());
        let (bounds, bring) = (optional(&self.bounds), optional(&self.bring));
        match (community, name, meeting, bounds, bring) {
            (Ok(community), Ok(name), Ok(meeting), Ok(bounds), Ok(bring)) => Ok(CreateZone {
                community,
                name,
                bounds,
                meeting,
                bring,
                team: self.team.parse().ok(),
                slots: self.sessions.iter().map(|session| self.slot(*session)).collect(),
                hazard: self.hazard.then_some(Hazard { insured: self.insured }),
            }),
            (community, name, meeting, bounds, bring) => Err(Wrong {
                community: community.is_err(),
                name: name.is_err(),
                bounds: bounds.is_err(),
                meeting: meeting.is_err(),
                bring: bring.is_err(),
            }),
        }
    }

    fn slot(&self, session: Session) -> Slot {
        Slot {
            id: fresh_id().into(),
            starts: UnixMs::at_china(session.day, session.starts_minutes),
            ends: UnixMs::at_china(session.day, session.ends_minutes),
            wanted: u16::try_from(self.wanted).unwrap_or(u16::MAX),
        }
    }

    fn toggle(&mut self, session: Session) {
        if self.sessions.contains(&session) {
            self.sessions.retain(|it| *it != session);
        } else {
            self.sessions.push(session);
            self.sessions.arrange(Ord::cmp);
        }
    }
}

/// 1月29日 上午
fn session_words(words: &Words, session: Session) -> String {
    let half = match session.half {
        Half::Morning => words.join.morning,
        Half::Afternoon => words.join.afternoon,
    };
    format!("{} {half}", words.day(session.day))
}

/// The sheet.
#[component]
pub fn ZoneForm(
    /// Which form is up.
    up: RwSignal<Option<Form>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let typed = use_kept::<Typed>(DRAFT.to_owned());
    let wrong = RwSignal::new(Wrong::default());
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        match typed.get_untracked().read() {
            Err(what) => wrong.set(what),
            Ok(args) => {
                let said = tongue.words().office.created(args.name.as_str());
                doer.act(made(DRAFT, Act::CreateZone(args)), said, move |_| {
                    typed.try_set(Typed::default());
                    up.try_set(None);
                });
                wrong.set(Wrong::default());
            }
        }
    };
    view! {
        <Sheet title=move || tongue.words().office.create_zone open=is_up(up, Form::Zone) on_close=move |()| up.set(None)>
            <form class="stack" novalidate on:submit=on_submit>
                <WhoseFields typed wrong/> <PlaceFields typed wrong/> <WhenFields typed/>
                <SubmitButton label=move || tongue.words().office.create_zone look=Look::Primary/>
            </form>
        </Sheet>
    }
}

/// Community and team; the teams are those of the community.
#[component]
fn WhoseFields(typed: RwSignal<Typed>, wrong: RwSignal<Wrong>) -> impl IntoView {
    let tongue = use_tongue();
    let teams = use_mine(|mine| mine.set.each::<Team>().cloned().collect::<Vec<_>>());
    let here = move || -> Vec<Choice> {
        let community = typed.with(|typed| typed.community.parse::<CommunityId>().ok());
        let all = teams.get().unwrap_or_default().into_iter();
        all.filter(|team| Some(team.community) == community)
            .map(|team| (team.id.to_string(), team.name.to_string()))
            .collect()
    };
    view! {
        <SelectField name="zone-community" label=move || tongue.words().office.community unchosen=move || tongue.words().office.choose
            choices=communities() value=move || typed.get().community
            error=move || wrong.get().community.then(|| tongue.words().office.required.to_owned())
            on_choose=move |community| typed.update(|typed| { typed.community = community; typed.team = String::new(); })/>
        <SelectField name="zone-team" label=move || tongue.words().office.team unchosen=move || tongue.words().office.no_team choices=here
            value=move || typed.get().team error=None on_choose=move |team| typed.update(|typed| typed.team = team)/>
    }
}

#[component]
fn PlaceFields(typed: RwSignal<Typed>, wrong: RwSignal<Wrong>) -> impl IntoView {
    let tongue = use_tongue();
    let too_long = move |is: bool| is.then(|| tongue.words().office.too_long.to_owned());
    view! {
        <Field name="zone-name" label=move || tongue.words().office.name_of hint="" takes=Entry::Words value=move || typed.get().name
            error=move || text_wrong(wrong.get().name, &typed.get().name, tongue.words()) on_type=move |name| typed.update(|typed| typed.name = name)/>
        <Field name="zone-bounds" label=move || tongue.words().zone.bounds hint=move || tongue.words().office.bounds_hint takes=Entry::Words
            value=move || typed.get().bounds error=move || too_long(wrong.get().bounds)
            on_type=move |bounds| typed.update(|typed| typed.bounds = bounds)/>
        <Field name="zone-meeting" label=move || tongue.words().office.meeting hint="" takes=Entry::Words value=move || typed.get().meeting
            error=move || text_wrong(wrong.get().meeting, &typed.get().meeting, tongue.words()) on_type=move |meeting| typed.update(|typed| typed.meeting = meeting)/>
        <Field name="zone-bring" label=move || tongue.words().office.bring hint=move || tongue.words().office.bring_hint takes=Entry::Words
            value=move || typed.get().bring error=move || too_long(wrong.get().bring)
            on_type=move |bring| typed.update(|typed| typed.bring = bring)/>
        <Tick name="zone-hazard" label=move || tongue.words().office.hazard ticked=move || typed.get().hazard error=None
            on_tick=move |hazard| typed.update(|typed| typed.hazard = hazard)/>
        <Show when=move || typed.get().hazard>
            <Tick name="zone-insured" label=move || tongue.words().office.insured ticked=move || typed.get().insured error=None
                on_tick=move |insured| typed.update(|typed| typed.insured = insured)/>
        </Show>
    }
}

#[component]
fn WhenFields(typed: RwSignal<Typed>) -> impl IntoView {
    let tongue = use_tongue();
    let sessions =
        use_mine(|mine| mine.set.each::<Campaign>().next().map(|it| it.sessions.clone()).unwrap_or_default());
    let chip = move |session: Session| {
        view! {
            <Chip label=move || session_words(tongue.words(), session) pressed=move || typed.with(|typed| typed.sessions.contains(&session))
                on_press=move |()| typed.update(|typed| typed.toggle(session))/>
        }
    };
    view! {
        <fieldset class="stack stack--close">
            <legend class="field__label">{move || tongue.words().office.slots}</legend>
            <div class="chips">{move || sessions.get().unwrap_or_default().into_iter().map(chip).collect_view()}</div>
        </fieldset>
        <div class="field">
            <span class="field__label">{move || tongue.words().office.wanted}</span>
            <Step label=move || tongue.words().office.wanted value=move || typed.get().wanted most=WANTED_MOST
                on_change=move |wanted| typed.update(|typed| typed.wanted = wanted)>""</Step>
        </div>
    }
}
