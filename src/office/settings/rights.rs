//! Who holds which right, and ending one. What was done under it before stays done.

use crate::html::*;
use yingchun_domain::entry::Act;
use yingchun_domain::grant::{Grant, Revoke, Role};
use yingchun_domain::team::Team;
use yingchun_domain::text::Line as Reason;

use super::role_words;
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::panel::{DeskTable, Panel};
use crate::pages::frame::deed;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::Undo;
use crate::words::use_tongue;

/// A right as the table shows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) grant: Grant,
    pub(super) name: String,
    pub(super) team: Option<String>,
    own: bool,
}

/// A right with what its ids stand for.
pub(super) fn line(mine: Mine<'_>, grant: &Grant) -> Line {
    let team_of = |role: Role| match role {
        Role::Leader { team } => mine.set.get::<Team>(team.uuid()).known().map(|team| team.name.to_string()),
        Role::Inspector | Role::Organiser => None,
    };
    Line {
        name: mine.name_of(grant.person).unwrap_or_default(),
        team: team_of(grant.role),
        own: grant.person == mine.me,
        grant: grant.clone(),
    }
}

fn lines(mine: Mine<'_>) -> Vec<Line> {
    // One that was taken back is gone at once: the clock that pages go by may stand before its end.
    let holding = mine.set.each::<Grant>().filter(|grant| grant.to.is_none());
    let mut all: Vec<Line> = holding.map(|grant| line(mine, grant)).collect();
    all.arrange(|one, other| (one.grant.role, &one.name).cmp(&(other.grant.role, &other.name)));
    all
}

/// The panel.
#[component]
pub fn Rights() -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let all = use_mine(lines);
    let row = move |line: Line| {
        let Line { grant, name, team, own } = line;
        let (id, role, from) = (grant.id, grant.role, grant.from);
        let said = name.clone();
        let revoke = move |()| {
            let reason = Reason::try_from(tongue.words().office.revoked_by_office);
            if let Ok(reason) = reason {
                doer.act(
                    deed(Act::Revoke(Revoke { reason }), id.uuid(), Undo::Grace),
                    tongue.words().office.revoked(&said),
                    |_| {},
                );
            }
        };
        // Nobody shuts herself out by one touch.
        let end = (!own).then(|| view! { <Button label=move || tongue.words().office.revoke look=Look::LineSmall on_press=revoke/> });
        view! {
            <tr>
                <td><b>{name}</b></td> <td>{move || role_words(tongue.words(), Some(role), team.as_deref())}</td>
                <td class="nb">{move || tongue.words().day(from.day())}</td> <td>{end}</td>
            </tr>
        }
    };
    let rows = move || all.get().unwrap_or_default().into_iter().map(row).collect_view();
    let heads = move || {
        let office = &tongue.words().office;
        vec![office.name, office.role, office.since, office.act]
    };
    view! {
        <Panel title=move || tongue.words().office.rights>
            <DeskTable caption=move || tongue.words().office.rights heads>{rows}</DeskTable>
        </Panel>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{INSPECTOR, LEADER, World, at, id};

    #[test]
    fn a_right_leaves_the_list_in_the_moment_in_which_it_is_taken_back() {
        let held = |world: &World| lines(world.seen_by(9, at(8, 0))).len();
        let grant = Grant::from(id(101), id(LEADER), Role::Leader { team: id(21) }, at(0, 0));
        let ended = World::new().with(Grant { to: Some(at(8, 0).plus(9_000)), ..grant });
        assert_eq!((held(&World::new()), held(&ended)), (2, 1));
        let waits = Grant::waiting(id(102), id(INSPECTOR), Role::Inspector, at(0, 0));
        assert_eq!(held(&ended.with(waits)), 1);
    }
}
