//! 同号: two who gave the same number, side by side. One tap says that they are one person, another that they are not.

use crate::html::*;
use yingchun_domain::entry::Act;
use yingchun_domain::id::PersonId;
use yingchun_domain::person::Person;
use yingchun_domain::person::merge::Merge;
use yingchun_domain::team::Team;

use crate::components::button::{Button, Look};
use crate::components::facts::{Fact, Facts};
use crate::device::draft;
use crate::pages::frame::deed;
use crate::pages::mine::Mine;
use crate::pages::shell::use_doer;
use crate::sync::Undo;
use crate::words::{Words, use_tongue};

/// One of the two.
#[derive(Debug, Clone, PartialEq)]
pub struct Twin {
    /// The person.
    pub person: Person,
    /// Her team.
    pub team: Option<String>,
}

impl Twin {
    /// The other one, where the phone holds her.
    pub fn of(mine: Mine<'_>, id: PersonId) -> Option<Self> {
        let person = mine.set.get::<Person>(id.uuid()).known()?.clone();
        let team = person.team.and_then(|team| mine.set.get::<Team>(team.uuid()).known());
        let team = team.map(|team| team.name.to_string());
        person.takes_part().then_some(Self { person, team })
    }

    fn how(&self, words: &Words) -> &'static str {
        match (self.person.added_by, self.person.registered_by) {
            (Some(_), _) => words.assign.written_down,
            (None, Some(_)) => words.assign.by_family,
            (None, None) => words.assign.by_herself,
        }
    }
}

/// Who stands for both: who registered herself rather than who was registered or written down by somebody else; of two
/// phones the newer one, which is the one in her hand.
pub fn stands<'a>(one: &'a Twin, other: &'a Twin) -> (&'a Twin, &'a Twin) {
    let rank = |Twin { person, .. }: &Twin| {
        (person.added_by.is_none(), person.registered_by.is_none(), person.consent.at, person.id)
    };
    if rank(one) > rank(other) { (one, other) } else { (other, one) }
}

/// The name under which this phone remembers that two are not one.
fn apart_key(one: PersonId, other: PersonId) -> String {
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    format!("apart:{first}:{second}")
}

/// The two cards with their question.
#[component]
pub fn SamePhone(
    /// The person of the page.
    one: Twin,
    /// Who gave the same number.
    other: Twin,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let key = apart_key(one.person.id, other.person.id);
    let apart = RwSignal::new(draft::load(&key).is_some());
    let (into, away) = stands(&one, &other);
    // Whoever was registered by somebody else has no phone that would have to ask again.
    let away_has_phone = away.person.added_by.is_none() && away.person.registered_by.is_none();
    let (into, away) = (into.clone(), away.person.id);
    let stands_for = into.person.id;
    let merge = move |()| {
        let act = Act::Merge(Merge { into: stands_for });
        doer.act(deed(act, away.uuid(), Undo::Grace), tongue.words().assign.merged.to_owned(), |_| {});
    };
    let keep_apart = move |()| {
        draft::keep(&key, "1");
        apart.set(true);
    };
    let keep_apart = Callback::new(keep_apart);
    let standing = into.person.name.to_string();
    let pair = StoredValue::new((one, other));
    move || {
        let standing = standing.clone();
        (!apart.get()).then(|| {
            let (one, other) = pair.get_value();
            view! {
                <section class="stack stack--close">
                    <h2>{move || tongue.words().assign.same_question}</h2>
                    <div class="two">
                        <TwinCard stays=one.person.id == stands_for twin=one/>
                        <TwinCard stays=other.person.id == stands_for twin=other/>
                    </div>
                    <p class="quiet">{move || tongue.words().assign.merge_into(&standing)}</p>
                    <Show when=move || away_has_phone>
                        <p class="quiet">{move || tongue.words().assign.merge_phone}</p>
                    </Show>
                    <div class="row">
                        <Button label=move || tongue.words().assign.merge look=Look::Line on_press=merge/>
                        <Button label=move || tongue.words().assign.not_same look=Look::Line on_press=keep_apart/>
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn TwinCard(
    /// Which.
    twin: Twin,
    /// Whether this one stands for both.
    stays: bool,
) -> impl IntoView {
    let tongue = use_tongue();
    let at = twin.person.consent.at;
    let name = twin.person.name.to_string();
    let team = twin.team.clone();
    let children = u32::from(twin.person.accompanying);
    let or_none =
        move |text: Option<String>| text.unwrap_or_else(|| tongue.words().assign.newcomers.to_owned());
    view! {
        <article class="ask">
            <h3 class="ask__zone">{name} {stays.then(|| view! { " " <span class="mark">{move || tongue.words().assign.stays}</span> })}</h3>
            <Facts>
                <Fact term=move || tongue.words().assign.team value=move || or_none(team.clone())/>
                <Fact term=move || tongue.words().assign.since value=move || tongue.words().moment(at)/>
                <Fact term=move || tongue.words().assign.how value=move || twin.how(tongue.words())/>
                <Fact term=move || tongue.words().join.companions value=move || tongue.words().assign.people_n(children as usize)/>
            </Facts>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{LEADER, MEMBER, NEWCOMER, World, at, id};

    #[test]
    fn who_has_a_phone_of_her_own_stands_for_who_was_written_down() {
        let world = World::new();
        let mine = world.seen_by(LEADER, at(8, 0));
        let own = Twin::of(mine, id(MEMBER)).unwrap();
        let mut paper = Twin::of(mine, id(NEWCOMER)).unwrap();
        paper.person.added_by = Some(id(LEADER));
        paper.person.consent.at = at(9, 0);
        assert_eq!(stands(&own, &paper).0.person.id, id(MEMBER));
        assert_eq!(stands(&paper, &own).0.person.id, id(MEMBER));
        let mut newer = own.clone();
        (newer.person.id, newer.person.consent.at) = (id(77), at(9, 0));
        assert_eq!(stands(&own, &newer).0.person.id, id(77));
        newer.person.registered_by = Some(id(LEADER));
        assert_eq!(stands(&own, &newer).0.person.id, id(MEMBER), "her own word beats her family's");
    }
}
