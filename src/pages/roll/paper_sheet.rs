//! The sheet 「照纸上的补录」: the slot, the lines, and what each line becomes before anything is saved.

use std::collections::BTreeMap;

use crate::html::*;
use serde::{Deserialize, Serialize};
use yingchun_domain::attendance::Way;
use yingchun_domain::entry::Act;
use yingchun_domain::id::PersonId;
use yingchun_domain::person::add::AddPerson;
use yingchun_domain::person::{Given, Person};
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::Slot;

use super::paper::{PaperLine, Who, Wrong, read};
use super::turnout::Turnout;
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::chip::Chip;
use crate::components::field::TextField;
use crate::components::select::SelectField;
use crate::components::sheet::Sheet;
use crate::components::tick::Tick;
use crate::device::ids::fresh_id;
use crate::pages::assign::board::{is_in, teams_of};
use crate::pages::frame::deed;
use crate::pages::join::answers::wording;
use crate::pages::kept::use_kept;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::{Deed, Undo, use_phone};
use crate::words::{Words, use_tongue};

const DRAFT: &str = "roll.paper";

/// What was chosen and typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    slot: String,
    lines: String,
    /// A yes is given anew each time.
    #[serde(skip)]
    agrees: bool,
}

/// The slots that have begun and the people of the team, by name.
#[derive(Debug, Clone, Default, PartialEq)]
struct Begun {
    slots: Vec<Turnout>,
    team: Vec<(PersonId, String)>,
}

impl Begun {
    fn of(mine: Mine<'_>) -> Self {
        let teams = teams_of(mine);
        let team = mine.set.each::<Person>().filter(|person| is_in(person, &teams));
        let mut team: Vec<_> = team.map(|person| (person.id, person.name.to_string())).collect();
        team.arrange(|one, other| one.1.cmp(&other.1));
        Self { slots: Turnout::begun(mine).unwrap_or_default(), team }
    }

    /// The slot of this key; the latest where none was chosen.
    fn slot(&self, key: &str) -> Option<&Turnout> {
        self.slots.iter().find(|it| it.slot.id.to_string() == key).or(self.slots.first())
    }

    fn read(&self, typed: &Typed, now: UnixMs) -> Vec<(usize, Result<PaperLine, Wrong>)> {
        let slot = self.slot(&typed.slot);
        slot.map(|turnout| read(&typed.lines, &self.team, &turnout.slot, now)).unwrap_or_default()
    }

    /// Those of whom nothing is noted or written yet.
    fn unwritten(&self, typed: &Typed) -> Vec<String> {
        let noted = self.slot(&typed.slot).map(|turnout| turnout.rows.as_slice()).unwrap_or_default();
        let came = |id: PersonId| noted.iter().any(|row| row.person == id && row.came.is_some());
        let written = |name: &str| typed.lines.lines().any(|line| line.contains(name));
        let team = self.team.iter().filter(|(id, name)| !came(*id) && !written(name));
        team.map(|(_, name)| name.clone()).collect()
    }
}

/// What the sheet holds, and what becomes of it.
#[derive(Debug, Clone, Copy)]
struct Paper {
    begun: Memo<Option<Begun>>,
    typed: RwSignal<Typed>,
    /// 记下 was pressed: what is missing is said.
    pressed: RwSignal<bool>,
    now: Signal<UnixMs>,
}

impl Paper {
    fn new() -> Self {
        Self {
            begun: use_mine(Begun::of),
            typed: use_kept::<Typed>(DRAFT.to_owned()),
            pressed: RwSignal::new(false),
            now: use_phone().now(),
        }
    }

    /// The sheet is about the roll in front, unless lines of another one are being written.
    fn begins_with(self, called: Option<&Turnout>) {
        if self.typed.with_untracked(|typed| typed.lines.trim().is_empty()) {
            let slot = called.map(|it| it.slot.id.to_string()).unwrap_or_default();
            self.typed.update(|typed| typed.slot = slot);
        }
    }

    /// The lines as they are read, each with its number.
    fn read(self) -> Vec<(usize, Result<PaperLine, Wrong>)> {
        let (typed, now) = (self.typed.get(), self.now.get());
        self.begun.with(|begun| begun.as_ref().map(|begun| begun.read(&typed, now))).unwrap_or_default()
    }

    fn good(self) -> Vec<PaperLine> {
        self.read().into_iter().filter_map(|(_, line)| line.ok()).collect()
    }

    fn names_somebody_new(self) -> bool {
        self.good().iter().any(|line| matches!(line.who, Who::New(..)))
    }

    /// Somebody new stands there, and nobody says that she signed.
    fn is_unsigned(self) -> bool {
        self.names_somebody_new() && !self.typed.with(|typed| typed.agrees)
    }

    /// What is to be saved; nothing while there is none, or something is wrong.
    fn ready(self) -> Option<(Turnout, Vec<PaperLine>)> {
        let people: Vec<PaperLine> =
            self.read().into_iter().map(|(_, line)| line).collect::<Result<_, _>>().ok()?;
        let slot = self.typed.get().slot;
        let turnout = self.begun.with(|begun| begun.as_ref()?.slot(&slot).cloned())?;
        (!people.is_empty() && !self.is_unsigned()).then_some((turnout, people))
    }
}

/// New people first, then one roll call for each time.
fn deeds(turnout: &Turnout, lines: &[PaperLine]) -> Vec<Deed> {
    let mut deeds = vec![];
    let (mut came, mut went) = (BTreeMap::<UnixMs, Vec<_>>::new(), BTreeMap::<UnixMs, Vec<_>>::new());
    for line in lines {
        let person = match &line.who {
            Who::Known(person, _) => *person,
            Who::New(name, phone) => {
                let id = fresh_id();
                let add = AddPerson {
                    community: turnout.community,
                    team: Some(turnout.team),
                    name: name.clone(),
                    phone: phone.clone(),
                    accompanying: 0,
                    wording: wording(),
                    given: Given::OnPaper,
                };
                deeds.push(deed(Act::AddPerson(add), id, Undo::Grace));
                id.into()
            }
        };
        came.entry(line.came).or_default().push(person);
        if let Some(at) = line.went {
            went.entry(at).or_default().push(person);
        }
    }
    deeds.extend(came.iter().flat_map(|(at, people)| turnout.call(people, Way::In, Some(*at))));
    deeds.extend(went.iter().flat_map(|(at, people)| turnout.call(people, Way::Out, Some(*at))));
    // The draft ends with the first: what is noted is not noted again.
    if let Some(first) = deeds.first_mut() {
        first.draft = Some(DRAFT.to_owned());
    }
    deeds
}

const fn wrong_words(words: &Words, wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Name => words.roll.wrong_name,
        Wrong::Digits => words.roll.wrong_digits,
        Wrong::Times => words.roll.wrong_times,
        Wrong::Twice => words.roll.wrong_twice,
        Wrong::TwoOfThem => words.roll.wrong_two,
    }
}

/// 王桂兰 8:30 到 11:30; 新写：李大爷 8:30; what does not fit the slot is remarked.
fn line_words(words: &Words, line: &PaperLine) -> String {
    let name = match &line.who {
        Who::Known(_, name) => name.clone(),
        Who::New(name, _) => words.roll.new_person(name.as_str()),
    };
    let times = match line.went {
        Some(went) => words.dates.from_to(&line.came.clock(), &went.clock()),
        None => line.came.clock(),
    };
    let said = format!("{name} {times}");
    if line.outside { [said.as_str(), words.roll.paper_outside].join(words.kit.comma) } else { said }
}

/// 上午 8:30 到 11:30，1月29日 周五，青石河东岸: what tells them apart first, for a phone's list cuts the rest.
fn slot_words(words: &Words, slot: &Slot, zone: &str) -> String {
    let (hours, day) = (words.hours_span(slot.starts, slot.ends), words.day_weekday(slot.starts.day()));
    [hours.as_str(), &day, zone].join(words.kit.comma)
}

/// The sheet.
#[component]
pub fn PaperSheet(
    /// The roll in front: the sheet is about it, unless lines of another one are being written.
    called: Signal<Option<Turnout>>,
    /// Whether it is up.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it is left.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let paper = Paper::new();
    let Paper { begun, typed, pressed, .. } = paper;
    Effect::new(move || {
        if open.get() {
            paper.begins_with(called.get_untracked().as_ref());
        }
    });
    let save = move |()| {
        pressed.set(true);
        let Some((turnout, people)) = paper.ready() else { return };
        let said = tongue.words().roll.all_noted(people.len());
        doer.act_all_then(deeds(&turnout, &people), said, move || {
            typed.try_set(Typed::default());
            pressed.try_set(false);
            on_close.run(());
        });
    };
    view! {
        <Sheet title=move || tongue.words().roll.from_paper open on_close>
            <WhichSlot begun typed/>
            <div class="paper-lines">
            <TextField name="paper-lines" label=move || tongue.words().roll.paper_lines hint=move || tongue.words().roll.paper_hint
                value=move || typed.get().lines error=move || (pressed.get() && paper.read().is_empty()).then(|| tongue.words().roll.paper_nothing.to_owned())
                on_type=move |lines| typed.update(|typed| typed.lines = lines)/>
            </div>
            <TeamChips begun typed/>
            <Preview paper/>
            {move || paper.names_somebody_new().then(|| view! {
                <Tick name="paper-agrees" label=move || tongue.words().roll.paper_agrees ticked=move || typed.get().agrees
                    error=move || (pressed.get() && paper.is_unsigned()).then(|| tongue.words().roll.consent_missing.to_owned())
                    on_tick=move |agrees| typed.update(|typed| typed.agrees = agrees)/>
            })}
            <Button label=move || note_words(tongue.words(), paper.good().len()) look=Look::Primary on_press=save/>
        </Sheet>
    }
}

#[component]
fn WhichSlot(begun: Memo<Option<Begun>>, typed: RwSignal<Typed>) -> impl IntoView {
    let tongue = use_tongue();
    let choices = move || {
        let name = |turnout: &Turnout| {
            let slot = &turnout.slot;
            (slot.id.to_string(), slot_words(tongue.words(), slot, &turnout.zone_name))
        };
        begun.with(|begun| begun.iter().flat_map(|begun| &begun.slots).map(name).collect::<Vec<_>>())
    };
    let value = move || {
        let typed = typed.get();
        let slot = begun.with(|begun| begun.as_ref()?.slot(&typed.slot).map(|it| it.slot.id.to_string()));
        slot.unwrap_or_default()
    };
    view! {
        <SelectField name="paper-slot" label=move || tongue.words().roll.paper_slot unchosen=move || tongue.words().roll.nothing_begun
            choices=choices value=value error=None on_choose=move |slot| typed.update(|typed| typed.slot = slot)/>
    }
}

/// Names to tap, so that few have to be typed.
#[component]
fn TeamChips(begun: Memo<Option<Begun>>, typed: RwSignal<Typed>) -> impl IntoView {
    let tongue = use_tongue();
    let add = move |name: &str| {
        typed.update(|typed| {
            if !typed.lines.is_empty() && !typed.lines.ends_with('\n') {
                typed.lines.push('\n');
            }
            typed.lines.push_str(name);
            typed.lines.push('\n');
        });
    };
    let chip = move |name: String| {
        let label = name.clone();
        view! { <Chip label pressed=false on_press=move |()| add(&name)/> }
    };
    let names = move || {
        let typed = typed.get();
        begun.with(|begun| begun.as_ref().map(|begun| begun.unwritten(&typed)).unwrap_or_default())
    };
    move || {
        let names = names();
        (!names.is_empty()).then(|| {
            view! {
                <div class="stack stack--close">
                    <p class="field__label">{move || tongue.words().roll.paper_team}</p>
                    <div class="chips">{names.into_iter().map(chip).collect_view()}</div>
                </div>
            }
        })
    }
}

/// What each line becomes.
#[component]
fn Preview(paper: Paper) -> impl IntoView {
    let tongue = use_tongue();
    move || {
        let words = tongue.words();
        let line = |(number, line): (usize, Result<PaperLine, Wrong>)| match line {
            Ok(line) => {
                let class = if line.outside { "paper-lines__outside" } else { "" };
                view! { <li class=class>{line_words(words, &line)}</li> }.into_any()
            }
            Err(wrong) => view! {
                <li class="field__error">{words.roll.paper_wrong(number, wrong_words(words, wrong))}</li>
            }
            .into_any(),
        };
        view! { <ul aria-live="polite">{paper.read().into_iter().map(line).collect_view()}</ul> }
    }
}

/// 记下 3 人
fn note_words(words: &Words, n: usize) -> String {
    if n == 0 { words.roll.note.to_owned() } else { words.roll.note_n(n) }
}
