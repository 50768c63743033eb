//! Rights that held before the hub was put back from a copy, and were given after the copy was made: they may have been
//! revoked since, so that the office says whether each still holds.

use yingchun_domain::grant::Grant;
use yingchun_domain::id::GrantId;

use super::rights::{Line, line};
use super::role_words;
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::live::use_announcer;
use crate::components::panel::Panel;
use crate::components::row::{Row, Rows};
use crate::device::desk;
use crate::device::hub::HubFault;
use crate::html::*;
use crate::pages::mine::{Mine, use_mine};
use crate::words::{Words, use_tongue};

fn waiting(mine: Mine<'_>) -> Vec<Line> {
    let mut all: Vec<Line> =
        mine.set.each::<Grant>().filter(|grant| grant.waits).map(|grant| line(mine, grant)).collect();
    all.arrange(|one, other| (one.grant.role, &one.name).cmp(&(other.grant.role, &other.name)));
    all
}

/// What the office says of a right.
#[derive(Debug, Clone, Copy)]
enum Word {
    Yes,
    No,
}

impl Word {
    async fn send(self, grant: GrantId) -> Result<(), HubFault> {
        match self {
            Self::Yes => desk::nod(grant).await,
            Self::No => desk::turn_down(grant).await,
        }
    }

    fn said(self, words: &Words, name: &str) -> String {
        match self {
            Self::Yes => words.office.nodded(name),
            Self::No => words.office.turned_down(name),
        }
    }
}

/// The panel; nothing where no right waits.
#[component]
pub fn Nods() -> impl IntoView {
    let tongue = use_tongue();
    let announcer = use_announcer();
    let all = use_mine(waiting);
    let trouble: RwSignal<Option<HubFault>> = RwSignal::new(None);
    let row = move |line: Line| {
        let Line { grant, name, team, .. } = line;
        let (id, role, from, said) = (grant.id, grant.role, grant.from, name.clone());
        let tell = Callback::new(move |word: Word| {
            let said = said.clone();
            spawn_local(async move {
                let sent = word.send(id).await;
                if sent.is_ok() {
                    announcer.say(&word.said(tongue.words(), &said));
                }
                trouble.try_set(sent.err());
            });
        });
        let small = move || {
            let words = tongue.words();
            format!(
                "{}　{} {}",
                role_words(words, Some(role), team.as_deref()),
                words.office.since,
                words.day(from.day())
            )
        };
        view! {
            <Row title=move || name.clone() small>
                <Button label=move || tongue.words().office.nod look=Look::LineSmall on_press=move |()| tell.run(Word::Yes)/>
                <Button label=move || tongue.words().office.turn_down look=Look::LineSmall on_press=move |()| tell.run(Word::No)/>
            </Row>
        }
    };
    move || {
        let rows: Vec<Html> = all.get().unwrap_or_default().into_iter().map(row).collect();
        (!rows.is_empty()).then(|| view! {
            <Panel title=move || tongue.words().attention.nods>
                <p class="quiet">{move || tongue.words().office.nods_about}</p>
                {move || trouble.get().map(|why| view! { <p class="field__error" role="alert">{tongue.words().hub_fault(tongue.lang(), &why)}</p> })}
                <Rows>{rows}</Rows>
            </Panel>
        })
    }
}
