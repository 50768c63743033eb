//! 公告: what the office tells everybody, a village or a team. A notice is never rewritten: it is taken down, and another
//! one published.

use serde::{Deserialize, Serialize};
use yingchun_domain::community::Community;
use yingchun_domain::entry::Act;
use yingchun_domain::notice::{Notice, PublishNotice, Readers, TakeDownNotice};
use yingchun_domain::team::Team;
use yingchun_domain::text::{Line, Note};

use super::forms::{communities, made};
use super::people::teams;
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look, SubmitButton};
use crate::components::chip::Chip;
use crate::components::empty::Empty;
use crate::components::field::{Entry, Field, TextField};
use crate::components::pager::{Pager, page_of};
use crate::components::panel::Panel;
use crate::components::rail::DeskHead;
use crate::components::row::{Row, Rows};
use crate::components::select::SelectField;
use crate::html::*;
use crate::pages::frame::deed;
use crate::pages::kept::use_kept;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::Undo;
use crate::words::{Words, use_tongue};

/// The name of the form's draft.
const DRAFT: &str = "office.notice";

/// Whom it is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
enum To {
    #[default]
    Everybody,
    Community,
    Team,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    to: To,
    community: String,
    team: String,
    title: String,
    words: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Wrong {
    to: bool,
    title: bool,
    words: bool,
}

impl Typed {
    fn readers(&self) -> Option<Readers> {
        match self.to {
            To::Everybody => Some(Readers::Everybody),
            To::Community => self.community.parse().ok().map(|community| Readers::Community { community }),
            To::Team => self.team.parse().ok().map(|team| Readers::Team { team }),
        }
    }

    fn read(&self) -> Result<PublishNotice, Wrong> {
        let (title, words) = (Line::try_from(self.title.as_str()), Note::try_from(self.words.as_str()));
        match (self.readers(), title, words) {
            (Some(to), Ok(title), Ok(words)) => Ok(PublishNotice { to, title, words, until: None }),
            (to, title, words) => {
                Err(Wrong { to: to.is_none(), title: title.is_err(), words: words.is_err() })
            }
        }
    }
}

/// A notice as the list shows it.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    notice: Notice,
    /// The village or team that it is for.
    to: Option<String>,
}

fn notices(mine: Mine<'_>) -> Vec<Shown> {
    let named = |to: Readers| match to {
        Readers::Everybody => None,
        Readers::Community { community } => {
            mine.set.get::<Community>(community.uuid()).known().map(|it| it.name.to_string())
        }
        Readers::Team { team } => mine.set.get::<Team>(team.uuid()).known().map(|it| it.name.to_string()),
    };
    let mut all: Vec<Shown> =
        mine.set.each::<Notice>().map(|it| Shown { to: named(it.to), notice: it.clone() }).collect();
    all.arrange_by(|shown| std::cmp::Reverse(shown.notice.at));
    all
}

/// The page.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let tongue = use_tongue();
    let all = use_mine(notices);
    let page = RwSignal::new(0);
    let count = Signal::derive(move || all.with(|all| all.as_ref().map_or(0, Vec::len)));
    let rows = move || {
        let shown = page_of(&all.get().unwrap_or_default(), page.get());
        if shown.is_empty() {
            return view! { <Empty words=move || tongue.words().office.no_notices>""</Empty> };
        }
        let rows = shown.into_iter().map(|shown| view! { <NoticeRow shown/> }).collect::<Vec<_>>();
        view! { <Panel title=move || tongue.words().office.notices><Rows>{rows}</Rows></Panel> }
    };
    view! {
        <DeskHead title=move || tongue.words().office.notices small=move || tongue.words().notice.about>""</DeskHead>
        <Write/> {rows} <Pager page rows=count/>
    }
}

#[component]
fn Write() -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let typed = use_kept::<Typed>(DRAFT.to_owned());
    let wrong = RwSignal::new(Wrong::default());
    let all_teams = use_mine(teams);
    let villages = communities();
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        match typed.get_untracked().read() {
            Err(what) => wrong.set(what),
            Ok(args) => {
                wrong.set(Wrong::default());
                let said = tongue.words().notice.published.to_owned();
                doer.act(made(DRAFT, Act::PublishNotice(args)), said, move |_| {
                    typed.try_set(Typed::default());
                });
            }
        }
    };
    let required = move |is: bool| is.then(|| tongue.words().office.required.to_owned());
    let chip = move |to: To, word: fn(&Words) -> &'static str| {
        view! {
            <Chip label=move || word(tongue.words()) pressed=move || typed.with(|typed| typed.to == to)
                on_press=move |()| typed.update(|typed| typed.to = to)/>
        }
    };
    let to = Memo::new(move |_| typed.with(|typed| typed.to));
    view! {
        <Panel title=move || tongue.words().notice.write>
            <form class="stack" novalidate on:submit=on_submit>
                <fieldset class="stack stack--close">
                    <legend class="field__label">{move || tongue.words().notice.to}</legend>
                    <div class="chips">
                        {chip(To::Everybody, |words| words.notice.everybody)} {chip(To::Community, |words| words.office.community)}
                        {chip(To::Team, |words| words.office.team)}
                    </div>
                </fieldset>
                <Show when=move || to.get() == To::Community>
                    <SelectField name="notice-village" label=move || tongue.words().office.community unchosen=move || tongue.words().office.choose
                        choices=villages value=move || typed.get().community error=move || required(wrong.get().to)
                        on_choose=move |chosen| typed.update(|typed| typed.community = chosen)/>
                </Show>
                <Show when=move || to.get() == To::Team>
                    <SelectField name="notice-team" label=move || tongue.words().office.team unchosen=move || tongue.words().office.choose
                        choices=move || all_teams.get().unwrap_or_default() value=move || typed.get().team error=move || required(wrong.get().to)
                        on_choose=move |chosen| typed.update(|typed| typed.team = chosen)/>
                </Show>
                <Field name="notice-title" label=move || tongue.words().notice.title hint="" takes=Entry::Words value=move || typed.get().title
                    error=move || required(wrong.get().title) on_type=move |title| typed.update(|typed| typed.title = title)/>
                <TextField name="notice-words" label=move || tongue.words().notice.words hint=move || tongue.words().notice.words_hint
                    value=move || typed.get().words error=move || required(wrong.get().words)
                    on_type=move |words| typed.update(|typed| typed.words = words)/>
                <div class="row desk__acts"><SubmitButton label=move || tongue.words().notice.publish look=Look::Primary/></div>
            </form>
        </Panel>
    }
}

#[component]
fn NoticeRow(shown: Shown) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let Shown { notice, to } = shown;
    let body = notice.words.to_string();
    let (id, title, down) = (notice.id, notice.title.to_string(), notice.taken_down.is_some());
    let small = move || {
        let words = tongue.words();
        let to = to.clone().unwrap_or_else(|| words.notice.everybody.to_owned());
        let state = if down { words.notice.is_down } else { words.notice.stands };
        let by = words.attention.from(notice.by_name.as_str(), &words.moment(notice.at));
        format!("{state}　{to}　{by}")
    };
    let take_down = move |()| {
        let said = tongue.words().notice.taken_down.to_owned();
        doer.act(deed(Act::TakeDownNotice(TakeDownNotice {}), id.uuid(), Undo::Grace), said, |_| {});
    };
    view! {
        <Row title small>
            <p class="lines notice__words">{body}</p>
            {(!down).then(|| view! { <Button label=move || tongue.words().notice.take_down look=Look::LineSmall on_press=take_down/> })}
        </Row>
    }
}
