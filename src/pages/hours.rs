//! `/hours` 志愿服务时长记录: a person's own hours on a sheet of paper, to be printed and sealed.

use crate::html::*;
use yingchun_domain::attendance::Attendance;
use yingchun_domain::attendance::served::{HourStep, Served};
use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::Community;
use yingchun_domain::team::Team;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::Zone;

use super::mine::{Mine, use_mine};
use super::shell::{Below, SyncPill};
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::dock::{BackLink, Dock};
use crate::components::head::Head;
use crate::words::{Words, use_tongue};

/// One coming and going for which both ends are said.
#[derive(Debug, Clone, PartialEq)]
struct Visit {
    zone: String,
    came: UnixMs,
    went: UnixMs,
    served: Served,
    confirmed: bool,
}

/// What the sheet holds.
#[derive(Debug, Clone, Default, PartialEq)]
struct Record {
    campaign: String,
    host: String,
    about: Vec<String>,
    visits: Vec<Visit>,
    served: Served,
}

fn record(mine: Mine<'_>) -> Record {
    let campaign = mine.set.each::<Campaign>().next();
    let person = mine.person();
    let village = person.and_then(|it| mine.set.get::<Community>(it.community?.uuid()).known());
    let team = person.and_then(|it| mine.set.get::<Team>(it.team?.uuid()).known());
    let about = [
        person.map(|it| it.name.to_string()),
        village.map(|it| it.name.to_string()),
        team.map(|it| it.name.to_string()),
    ];
    let own = mine.set.each::<Attendance>().filter(|it| it.person == mine.me);
    let mut visits: Vec<Visit> = own.filter_map(|it| visit(mine, it)).collect();
    visits.arrange_by(|visit| visit.came);
    Record {
        campaign: campaign.map(|it| it.name.to_string()).unwrap_or_default(),
        host: campaign.map(|it| it.host.to_string()).unwrap_or_default(),
        about: about.into_iter().flatten().collect(),
        served: mine.served(),
        visits,
    }
}

fn visit(mine: Mine<'_>, attendance: &Attendance) -> Option<Visit> {
    let zone = mine.set.get::<Zone>(attendance.zone.uuid()).known();
    Some(Visit {
        zone: zone.map(|zone| zone.name.to_string()).unwrap_or_default(),
        served: attendance.served(HourStep::default())?,
        came: attendance.came()?,
        went: attendance.went()?,
        confirmed: attendance.confirmed().is_some(),
    })
}

/// 1月29日 周五, 青石河东岸, 8:31 到 11:30, 3 小时, and whether it counts.
fn cells(visit: &Visit, words: &Words) -> [String; 5] {
    let counts = if visit.confirmed { words.assign.confirmed } else { words.assign.unconfirmed };
    [
        words.day_weekday(visit.came.day()),
        visit.zone.clone(),
        words.dates.from_to(&visit.came.clock(), &visit.went.clock()),
        visit.served.hours(),
        counts.to_owned(),
    ]
}

/// The page.
#[component]
pub fn HoursPage() -> impl IntoView {
    let tongue = use_tongue();
    let record = use_mine(record);
    let sheet = move || {
        let words = tongue.words();
        let Record { campaign, host, about, visits, served } = record.get().unwrap_or_default();
        let heads = [
            words.me.record_day,
            words.office.zone,
            words.inspect.time,
            words.me.record_hours,
            words.me.record_counts,
        ];
        let heads_none = heads.map(|_| view! { <td>{words.kit.none}</td> });
        let heads = heads.map(|head| view! { <th scope="col">{head}</th> });
        let row = |visit: Visit| {
            let cells = cells(&visit, words).map(|cell| view! { <td>{cell}</td> });
            view! { <tr>{cells}</tr> }
        };
        let rows = if visits.is_empty() {
            view! { <tr>{heads_none}</tr> }
        } else {
            visits.into_iter().map(row).collect_view()
        };
        view! {
            <article class="paper">
                <h2 class="paper__title">{words.me.hours_sheet}</h2>
                <div class="paper__block"><span>{campaign}</span> <span>{about.join("　")}</span></div>
                <div class="paper__scroll" tabindex="0" role="region" aria-label=words.me.hours_sheet>
                    <table class="paper__table"><thead><tr>{heads}</tr></thead> <tbody>{rows}</tbody></table>
                </div>
                <p><b>{words.today.hours_in_all(&words.dates.hours(&served.hours()))}</b></p>
                <p class="paper__sign"><span>{words.ledger.filled_by}</span> <span>{words.ledger.checked_by}</span> <span>{words.ledger.sealed}</span></p>
                <p class="paper__note">{words.me.hours_rule}</p>
                <p class="paper__note">{words.kit.host(&host)}</p>
            </article>
        }
    };
    view! {
        <div class="page">
            <Head title=move || tongue.words().me.hours_record small=""><SyncPill/></Head>
            <main class="page__body" id="main">{sheet} <p class="quiet">{move || tongue.words().me.hours_print}</p></main>
            <Below>
                <Dock>
                    <BackLink href="/me"/>
                    <Button label=move || tongue.words().ledger.print look=Look::Primary on_press=|()| crate::device::print()/>
                </Dock>
            </Below>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{MEMBER, World, at};

    #[test]
    fn the_sheet_holds_what_has_two_ends() {
        let world = World::new().came(MEMBER, MEMBER);
        assert_eq!(record(world.seen_by(MEMBER, at(12, 0))).visits, []);
        let world = world.went(MEMBER, at(11, 30));
        let record = record(world.seen_by(MEMBER, at(12, 0)));
        assert_eq!(record.about, ["人2", "青石村", "青年突击队"]);
        assert_eq!(
            record.visits.iter().map(|it| (it.served.hours(), it.confirmed)).collect::<Vec<_>>(),
            [("3".to_owned(), false)]
        );
        assert_eq!(record.served.minutes, 179);
    }
}
