//! 导入: rosters, zones and spots out of a sheet or a group's list. Nothing is sent before every line was shown with what
//! becomes of it.
//!
//! `table` cuts a text into *records*, `heads` names their columns, `rules` (and `survey` for spots, with `amount` and `day`)
//! say what becomes of each against what is `known`, `plan` keeps all of it, `bring` makes entries of it. All of these are
//! pure.

pub mod amount;
pub mod bring;
pub mod chain;
pub mod day;
pub mod heads;
pub mod known;
#[cfg(test)]
mod lists;
pub mod plan;
pub mod preview;
pub mod read;
pub mod rules;
pub mod survey;
pub mod table;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use yingchun_domain::zone::Zone;

use self::heads::Sort;
use self::known::Known;
use self::preview::Preview;
use self::read::{Asked, Plan, read};
use self::rules::Belongs;
use super::forms::communities;
use crate::arrange::Arrange as _;
use crate::components::chip::Chip;
use crate::components::copy::CopyButton;
use crate::components::field::CellsField;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::panel::Panel;
use crate::components::rail::DeskHead;
use crate::components::row::Track;
use crate::components::select::{Choice, SelectField};
use crate::device::file::{Chosen, FileButton, TABLES};
use crate::html::*;
use crate::pages::kept::use_kept;
use crate::pages::mine::use_mine;
use crate::sync::use_phone;
use crate::words::{Words, use_tongue};

/// How far an import has come.
#[derive(Debug, Clone)]
enum Step {
    /// Nothing was chosen yet.
    Empty,
    /// A text is being read.
    Reading,
    /// It cannot be read, and why.
    Refused(String),
    /// Every line with what becomes of it.
    Shown(Arc<Plan>),
}

/// The name of the page's draft.
const DRAFT: &str = "office.import";

/// A list that is longer than this is no draft, nor is it shown in its field: writing it down at each keystroke, and fifty
/// thousand lines in a field, would hold the page up.
const PASTED_BYTES_MOST: usize = 64 << 10;

/// What was chosen and pasted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    sort: Sort,
    village: String,
    zone: String,
    pasted: String,
}

/// What the page knows.
#[derive(Debug, Clone, Copy)]
struct Desk {
    typed: RwSignal<Typed>,
    /// A text out of a file, or one that was too long to be kept as it was pasted.
    file: RwSignal<Option<Arc<str>>>,
    step: RwSignal<Step>,
    so_far: RwSignal<u8>,
    /// Counts readings, so that one that was overtaken says nothing.
    reading: StoredValue<u32>,
}

impl Desk {
    fn new() -> Self {
        Self {
            typed: use_kept::<Typed>(DRAFT.to_owned()),
            file: RwSignal::new(None),
            step: RwSignal::new(Step::Empty),
            so_far: RwSignal::new(0),
            reading: StoredValue::new(0),
        }
    }

    fn asked(self) -> Asked {
        self.typed.with(|typed| {
            let belongs = Belongs { community: typed.village.parse().ok(), zone: typed.zone.parse().ok() };
            Asked { sort: typed.sort, belongs }
        })
    }

    /// What is read: the file, else what was pasted.
    fn text(self) -> Arc<str> {
        let pasted = || self.typed.with(|typed| Arc::from(typed.pasted.as_str()));
        self.file.get().unwrap_or_else(pasted)
    }

    fn paste(self, text: String) {
        let long = text.len() > PASTED_BYTES_MOST;
        self.file.set(long.then(|| Arc::from(text.as_str())));
        self.typed.update(|typed| typed.pasted = if long { String::new() } else { text });
    }

    fn sort(self) -> Sort {
        self.typed.with(|typed| typed.sort)
    }

    /// Begins anew with the same kind of list.
    fn clear(self) {
        self.file.set(None);
        self.typed.update(|typed| typed.pasted.clear());
    }

    /// Reads the text again; what was read before is overtaken.
    fn read(self, text: Arc<str>, asked: Asked, known: Known, words: &'static Words) {
        let own = self.reading.get_value().wrapping_add(1);
        self.reading.set_value(own);
        if text.trim().is_empty() {
            return self.step.set(Step::Empty);
        }
        self.so_far.set(0);
        self.step.set(Step::Reading);
        spawn_local(async move {
            let plan = read(&text, asked, known, self.so_far).await;
            if self.reading.try_get_value() != Some(own) {
                return;
            }
            self.step.try_set(match plan {
                Ok(plan) => Step::Shown(Arc::new(plan)),
                Err(why) => Step::Refused(words.unread(why, asked.sort).to_owned()),
            });
        });
    }
}

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let desk = Desk::new();
    // What stands in the drive is looked at when a text comes, not whenever somebody signs in somewhere.
    Effect::new(move || {
        let asked = desk.asked();
        let text = desk.text();
        let today = phone.now().get_untracked().day();
        let known = phone.shown().with_untracked(|set| Known::of(set, today));
        desk.read(text, asked, known, tongue.words());
    });
    let chosen = move |file: Chosen| {
        desk.step.set(Step::Reading);
        spawn_local(async move {
            match file.text().await {
                Ok(text) => {
                    desk.file.try_set(Some(Arc::from(text)));
                }
                Err(why) => {
                    desk.step.try_set(Step::Refused(tongue.words().no_text(why)));
                }
            }
        });
    };
    let shown = move || match desk.step.get() {
        Step::Empty => ().into_any(),
        Step::Reading => {
            view! { <Track name=move || tongue.words().import.reading percent=desk.so_far/> }.into_any()
        }
        Step::Refused(why) => {
            view! { <Note tone=Tone::Care icon=Icon::Warning><p role="alert">{why}</p></Note> }.into_any()
        }
        Step::Shown(plan) => {
            let sort = desk.typed.with_untracked(|typed| typed.sort);
            view! { <Preview plan sort on_done=move |()| desk.clear()/> }.into_any()
        }
    };
    view! {
        <DeskHead title=move || tongue.words().import.title small=move || tongue.words().import.about>""</DeskHead>
        <Panel title=move || tongue.words().import.what>
            <div class="stack">
                <Sorts desk/> <Columns desk/> <BelongsFields desk/>
                <div class="row desk__acts"><FileButton label=move || tongue.words().import.choose_file accept=TABLES on_choose=chosen/></div>
                <div class="paste">
                    <CellsField name="import-paste" label=move || tongue.words().import.paste hint=move || tongue.words().import.paste_hint
                        value=move || desk.typed.with(|typed| typed.pasted.clone()) on_type=move |text: String| desk.paste(text)/>
                </div>
            </div>
        </Panel>
        {shown}
    }
}

/// What is brought in.
#[component]
fn Sorts(desk: Desk) -> impl IntoView {
    let tongue = use_tongue();
    let chip = move |sort: Sort| {
        view! {
            <Chip label=move || tongue.words().sort(sort) pressed=move || desk.sort() == sort on_press=move |()| desk.typed.update(|typed| typed.sort = sort)/>
        }
    };
    view! { <div class="chips">{[Sort::People, Sort::Zones, Sort::Spots].map(chip)}</div> }
}

/// The columns that are read, and their heads to be copied into an empty sheet.
#[component]
fn Columns(desk: Desk) -> impl IntoView {
    let tongue = use_tongue();
    let named = move |between: &str| {
        let words = tongue.words();
        desk.sort().takes().iter().map(|column| words.column(*column)).collect::<Vec<_>>().join(between)
    };
    view! {
        <div class="panel__about">
            <p class="quiet">{move || format!("{}{}", tongue.words().import.takes, named(tongue.words().kit.listed))}</p>
            <CopyButton label=move || tongue.words().import.template done=move || tongue.words().office.copied
                text=Signal::derive(move || named("\t"))/>
        </div>
    }
}

/// Where lines belong that do not say it.
#[component]
fn BelongsFields(desk: Desk) -> impl IntoView {
    let tongue = use_tongue();
    let zones = use_mine(|mine| {
        let named = |zone: &Zone| {
            let community =
                mine.set.get::<yingchun_domain::community::Community>(zone.community.uuid()).known();
            let community = community.map(|it| it.name.to_string()).unwrap_or_default();
            (zone.id.to_string(), format!("{community} {}", zone.name))
        };
        let mut all: Vec<Choice> = mine.set.each::<Zone>().map(named).collect();
        all.arrange(|one, other| one.1.cmp(&other.1));
        all
    });
    let villages = communities();
    view! {
        <ShowOr when=move || desk.sort() == Sort::Spots fallback=move || view! {
            <SelectField name="import-village" label=move || tongue.words().import.belongs_village unchosen=move || tongue.words().import.by_line
                choices=villages value=move || desk.typed.with(|typed| typed.village.clone()) error=None
                on_choose=move |village| desk.typed.update(|typed| typed.village = village)/>
        }>
            <SelectField name="import-zone" label=move || tongue.words().import.belongs_zone unchosen=move || tongue.words().import.by_line
                choices=move || zones.get().unwrap_or_default() value=move || desk.typed.with(|typed| typed.zone.clone()) error=None
                on_choose=move |zone| desk.typed.update(|typed| typed.zone = zone)/>
        </ShowOr>
    }
}
