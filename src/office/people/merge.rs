//! 同号: others who gave the same number, and making one of two.

use yingchun_domain::entry::Act;
use yingchun_domain::id::PersonId;
use yingchun_domain::person::Person;
use yingchun_domain::person::merge::Merge;

use crate::components::button::{Button, Look};
use crate::components::row::{Row, Rows};
use crate::html::*;
use crate::pages::frame::deed;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::Undo;
use crate::words::use_tongue;

/// Those of `ids` who still stand for themselves, with when they signed up.
fn others(mine: Mine<'_>, ids: &[PersonId]) -> Vec<Person> {
    let people = ids.iter().filter_map(|id| mine.set.get::<Person>(id.uuid()).known());
    people.filter(|person| person.takes_part()).cloned().collect()
}

/// The list; nothing where nobody else has the number.
#[component]
pub fn SameNumber(
    /// Who is open: she stands for both afterwards.
    person: PersonId,
    /// Who gave the same number, before her or after.
    same_as: Vec<PersonId>,
    /// Closed once two were merged.
    opened: RwSignal<Option<PersonId>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let others = use_mine(move |mine| others(mine, &same_as));
    let row = move |other: Person| {
        let (id, name) = (other.id, other.name.to_string());
        let at = other.consent.at;
        let said = name.clone();
        let merge = move |()| {
            let act = Act::Merge(Merge { into: person });
            doer.act(deed(act, id.uuid(), Undo::Grace), tongue.words().roster.merged(&said), |_| {});
            opened.set(None);
        };
        view! {
            <Row title=name small=move || tongue.words().roster.registered_at(&tongue.words().moment(at))>
                <Button label=move || tongue.words().roster.merge look=Look::LineSmall on_press=merge/>
            </Row>
        }
    };
    move || {
        let all = others.get().unwrap_or_default();
        (!all.is_empty()).then(|| {
            let rows = all.into_iter().map(row).collect::<Vec<_>>();
            view! {
                <section class="stack stack--close">
                    <h3>{move || tongue.words().assign.same_phone}</h3>
                    <p class="quiet">{move || tongue.words().roster.merge_about}</p> <Rows>{rows}</Rows>
                </section>
            }
        })
    }
}
