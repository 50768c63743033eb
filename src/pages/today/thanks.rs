//! After the drive's last day: thanks, her hours in all, the record to be printed and sealed, and the way out.

use crate::html::*;
use yingchun_domain::attendance::Attendance;
use yingchun_domain::attendance::served::Served;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::id::PersonId;

use crate::components::button::{ButtonLink, Look};
use crate::components::cut::Cut;
use crate::pages::me::leave::LeaveButton;
use crate::pages::mine::{Call, Mine, use_mine};
use crate::pages::shell::CallLink;
use crate::words::use_tongue;

/// What she gave.
#[derive(Debug, Clone, PartialEq)]
struct Given {
    person: PersonId,
    name: String,
    campaign: String,
    served: Served,
    confirmed: bool,
    left: bool,
}

fn given(mine: Mine<'_>) -> Given {
    let person = mine.person();
    let mut own = mine.set.each::<Attendance>().filter(|it| it.person == mine.me && it.minutes().is_some());
    Given {
        person: mine.me,
        name: person.map(|person| person.name.to_string()).unwrap_or_default(),
        campaign: mine.set.each::<Campaign>().next().map(|it| it.name.to_string()).unwrap_or_default(),
        served: mine.served(),
        confirmed: own.all(|it| it.confirmed().is_some()),
        left: person.is_none_or(|person| person.has_left()),
    }
}

/// The page's body.
#[component]
pub fn DriveOver(
    /// Whom to call.
    call: Signal<Option<Call>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let given = use_mine(given);
    move || {
        let Given { person, name, campaign, served, confirmed, left } = given.get()?;
        let words = tongue.words();
        let counts = if confirmed { words.today.confirmed } else { words.today.counted_later };
        let worked = (served.minutes > 0).then(|| {
            view! {
                <p class="cut__line">{words.today.hours_in_all(&words.served(served))}</p>
                <p class="cut__aside">{counts}</p>
            }
        });
        Some(view! {
            <Cut kicker=campaign title=words.join.thanks(&name)>{worked}</Cut>
            <ButtonLink label=words.me.hours_record href="/hours" look=Look::Primary/>
            <CallLink call look=Look::Line/>
            {(!left).then(|| view! { <LeaveButton person/> })}
        })
    }
}
