//! Handing out a right: a link that is good once. Its bits are made here, shown once and never sent; the hub gets their hash.

use crate::html::*;
use serde::{Deserialize, Serialize};
use yingchun_domain::entry::Act;
use yingchun_domain::grant::{Revoke, Role};
use yingchun_domain::id::TeamId;
use yingchun_domain::invitation::Invitation;
use yingchun_domain::team::Team;
use yingchun_domain::text::Line as Reason;
use yingchun_domain::time::UnixMs;

use super::role_words;
use crate::arrange::Arrange as _;
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::chip::Chip;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::panel::{DeskTable, Panel};
use crate::components::select::{Choice, SelectField};
use crate::pages::frame::deed;
use crate::pages::kept::use_kept;
use crate::pages::links::{LinkToGive, invite};
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::{Undo, use_phone};
use crate::words::{Words, use_tongue};

/// The name of the form's draft.
const DRAFT: &str = "office.invite";

/// Which right is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Given {
    #[default]
    Leader,
    Inspector,
    Organiser,
}

impl Given {
    const ALL: [Self; 3] = [Self::Leader, Self::Inspector, Self::Organiser];

    const fn words(self, words: &Words) -> &'static str {
        match self {
            Self::Leader => words.account.as_leader,
            Self::Inspector => words.account.as_inspector,
            Self::Organiser => words.account.as_organiser,
        }
    }

    /// The right; a leader's needs her team.
    fn role(self, team: &str) -> Option<Role> {
        match self {
            Self::Leader => team.parse::<TeamId>().ok().map(|team| Role::Leader { team }),
            Self::Inspector => Some(Role::Inspector),
            Self::Organiser => Some(Role::Organiser),
        }
    }
}

/// What was chosen, until a link is made of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Chosen {
    given: Given,
    team: String,
}

fn team_choices(mine: Mine<'_>) -> Vec<Choice> {
    let named = |team: &Team| {
        let community = mine.set.get::<yingchun_domain::community::Community>(team.community.uuid()).known();
        let community = community.map(|it| it.name.to_string()).unwrap_or_default();
        (team.id.to_string(), format!("{community} {}", team.name))
    };
    let mut all: Vec<Choice> = mine.set.each::<Team>().map(named).collect();
    all.arrange(|one, other| one.1.cmp(&other.1));
    all
}

/// The panel.
#[component]
pub fn InvitePanel() -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let phone = use_phone();
    let chosen = use_kept::<Chosen>(DRAFT.to_owned());
    let missing = RwSignal::new(false);
    let link = RwSignal::new(None::<String>);
    let teams = use_mine(team_choices);
    let make = move |()| {
        let Some(role) = chosen.with_untracked(|it| it.given.role(&it.team)) else {
            return missing.set(true);
        };
        missing.set(false);
        invite(phone, doer, Some(role), None, move |made| {
            link.try_set(Some(made));
            chosen.try_set(Chosen::default());
        });
    };
    let given = move |one: Given| chosen.with(|it| it.given == one);
    let no_team = move || {
        let none = teams.with(|teams| teams.as_ref().is_some_and(Vec::is_empty));
        none && given(Given::Leader)
    };
    let chip = move |one: Given| {
        view! {
            <Chip label=move || one.words(tongue.words()) pressed=move || given(one) on_press=move |()| chosen.update(|it| it.given = one)/>
        }
    };
    view! {
        <Panel title=move || tongue.words().office.invite>
            <div class="stack">
                <div class="chips">{Given::ALL.map(chip)}</div>
                <Show when=no_team><NoTeamYet/></Show>
                <Show when=move || given(Given::Leader) && !no_team()>
                    <SelectField name="invite-team" label=move || tongue.words().office.team unchosen=move || tongue.words().office.choose
                        choices=move || teams.get().unwrap_or_default() value=move || chosen.with(|it| it.team.clone())
                        error=move || missing.get().then(|| tongue.words().office.required.to_owned()) on_choose=move |team| chosen.update(|it| it.team = team)/>
                </Show>
                <Show when=move || !no_team()>
                    <div class="row desk__acts"><Button label=move || tongue.words().office.make_link look=Look::Primary on_press=make/></div>
                </Show>
                {move || link.get().map(|link| view! { <FreshLink link/> })}
                <Invitations/>
            </div>
        </Panel>
    }
}

/// A leader leads a team, which has to be there first.
#[component]
fn NoTeamYet() -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <p class="quiet">{move || tongue.words().office.no_team_yet}</p>
        <div class="row desk__acts"><ButtonLink label=move || tongue.words().office.team_first href="/office/zones" look=Look::Primary/></div>
    }
}

/// The link, once.
#[component]
fn FreshLink(link: String) -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <Note tone=Tone::Good icon=Icon::Check>
            <div class="stack stack--close">
                <p><b>{move || tongue.words().office.invite_link}</b></p>
                <p>{move || tongue.words().office.shown_once}</p> <p>{move || tongue.words().desk_settings.qr_of_invite}</p>
                <LinkToGive link label=move || tongue.words().desk_settings.qr/>
            </div>
        </Note>
    }
}

/// An invitation as the table shows it.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    invitation: Invitation,
    team: Option<String>,
    used_by: Option<String>,
}

fn lines(mine: Mine<'_>) -> Vec<Line> {
    let team_of = |role: Option<Role>| match role {
        Some(Role::Leader { team }) => {
            mine.set.get::<Team>(team.uuid()).known().map(|team| team.name.to_string())
        }
        Some(Role::Inspector | Role::Organiser) | None => None,
    };
    let line = |invitation: &Invitation| Line {
        team: team_of(invitation.role),
        used_by: invitation.used_by.map(|person| mine.name_of(person).unwrap_or_default()),
        invitation: invitation.clone(),
    };
    let mut all: Vec<Line> = mine.set.each::<Invitation>().map(line).collect();
    all.arrange_by(|line| std::cmp::Reverse(line.invitation.expires));
    all
}

/// 已接受：赵建国, 已过期, or until when it is good.
fn state_words(words: &Words, line: &Line, now: UnixMs) -> String {
    match &line.used_by {
        Some(name) => words.office.accepted_by(name),
        None if line.invitation.expires < now => words.office.expired.to_owned(),
        None => words.office.good_until(&words.moment(line.invitation.expires)),
    }
}

#[component]
fn Invitations() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let doer = use_doer();
    let all = use_mine(lines);
    let row = move |line: Line| {
        let named = line.clone();
        let (id, open) = (
            line.invitation.id,
            line.used_by.is_none() && line.invitation.expires > phone.now().get_untracked(),
        );
        let revoke = move |()| {
            if let Ok(reason) = Reason::try_from(tongue.words().office.revoked_by_office) {
                let said = tongue.words().office.revoked(tongue.words().office.invite);
                doer.act(deed(Act::Revoke(Revoke { reason }), id.uuid(), Undo::Grace), said, |_| {});
            }
        };
        let end = open.then(|| view! { <Button label=move || tongue.words().office.revoke look=Look::LineSmall on_press=revoke/> });
        view! {
            <tr>
                <td>{move || role_words(tongue.words(), named.invitation.role, named.team.as_deref())}</td>
                <td>{move || state_words(tongue.words(), &line, phone.now().get())}</td> <td>{end}</td>
            </tr>
        }
    };
    let rows = move || all.get().unwrap_or_default().into_iter().map(row).collect_view();
    let heads =
        move || vec![tongue.words().office.role, tongue.words().office.state, tongue.words().office.act];
    let any = Memo::new(move |_| all.with(|all| all.as_ref().is_some_and(|all| !all.is_empty())));
    view! {
        <Show when=move || any.get()>
            <DeskTable caption=move || tongue.words().office.invite heads>{rows}</DeskTable>
        </Show>
    }
}
