//! One coming and going of somebody: what she tapped, what she told, what her leader noted, and what was confirmed.

use crate::html::*;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use yingchun_domain::attendance::confirm::ConfirmAttendance;
use yingchun_domain::attendance::served::{HourStep, Served};
use yingchun_domain::attendance::{Attendance, Known, Way};
use yingchun_domain::entry::Act;
use yingchun_domain::id::AttendanceId;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::{Slot, Zone};

use crate::components::button::{Button, Look};
use crate::components::facts::{Fact, Facts};
use crate::components::sheet::Sheet;
use crate::components::when_field::{When, WhenField};
use crate::pages::frame::deed;
use crate::pages::kept::use_kept_over;
use crate::pages::mine::Mine;
use crate::pages::roll::noted::clock;
use crate::pages::shell::use_doer;
use crate::sync::{Deed, Undo};
use crate::words::{Words, dotted, use_tongue};

/// One coming and going.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// Which one.
    pub id: AttendanceId,
    /// Whose name it is under.
    pub name: String,
    /// The zone.
    pub zone: String,
    /// The slot.
    pub slot: Slot,
    /// What counts now.
    pub counts: Times,
    /// By her own taps.
    pub tapped: Times,
    /// As she told it afterwards.
    pub told: Times,
    /// As her leader noted it.
    pub leader: Times,
    /// What it comes to, once both ends are known.
    pub served: Option<Served>,
    /// Her leader has confirmed it.
    pub confirmed: bool,
    /// She said another time since.
    pub disputed: bool,
    /// How many words of hers and of others this shows.
    pub heard: u32,
}

/// From when to when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    /// Coming.
    pub came: Option<UnixMs>,
    /// Going.
    pub went: Option<UnixMs>,
}

impl Times {
    const fn any(self) -> bool {
        self.came.is_some() || self.went.is_some()
    }

    /// 8:31 到 11:30, 8:31 到，没签退; a coming that nobody said is a dash.
    fn words(self, words: &Words) -> String {
        if let (Some(came), None) = (self.came, self.went) {
            return words.assign.not_signed_out(&came.clock());
        }
        let clock = |at: Option<UnixMs>| at.map_or_else(|| "—".to_owned(), UnixMs::clock);
        words.dates.from_to(&clock(self.came), &clock(self.went))
    }
}

impl Visit {
    /// An attendance as a leader looks at it; `None` where its zone is not on this phone.
    pub fn of(mine: Mine<'_>, attendance: &Attendance) -> Option<Self> {
        let zone = mine.set.get::<Zone>(attendance.zone.uuid()).known()?;
        let slot = zone.slot_ever(attendance.slot)?.clone();
        let said = |own: bool, known: Known| {
            let of = |way: Way| {
                let events = attendance.events.iter().filter(move |it| it.way == way);
                let events = events.filter(|it| (it.by == attendance.person) == own);
                events.filter(|it| !own || it.known == known).map(|it| it.at)
            };
            Times { came: of(Way::In).next_back(), went: of(Way::Out).next_back() }
        };
        let disputed = attendance.disputed();
        let confirmed = attendance.confirmed().is_some();
        // After a dispute the leader is shown what she says now.
        let (came, went) = if disputed {
            (attendance.said(Way::In), attendance.said(Way::Out))
        } else {
            (attendance.came(), attendance.went())
        };
        Some(Self {
            id: attendance.id,
            name: mine.name_of(mine.set.stands_for(attendance.person)).unwrap_or_default(),
            zone: zone.name.to_string(),
            slot,
            counts: Times { came, went },
            tapped: said(true, Known::ByTap),
            told: said(true, Known::Told),
            leader: said(false, Known::ByTap),
            served: attendance.served(HourStep::default()),
            confirmed,
            disputed,
            heard: u32::try_from(attendance.events.len()).unwrap_or(u32::MAX),
        })
    }

    /// Whether the leader can confirm it with one tap: both times are known and in order, and she has not, or was told
    /// otherwise since.
    pub fn waits(&self) -> bool {
        let whole = self.counts.came.zip(self.counts.went).is_some_and(|(came, went)| came <= went);
        whole && (!self.confirmed || self.disputed)
    }

    /// Whether she came and nobody said when she went, though the slot is over: 不记得，听队长的.
    pub fn never_ended(&self, now: UnixMs) -> bool {
        let Some(came) = self.counts.came else { return false };
        !self.confirmed && self.counts.went.is_none_or(|went| went < came) && now > self.slot.ends
    }

    /// 队长确认, with the times that count now.
    pub fn confirm(&self) -> Option<Deed> {
        Some(self.confirm_as(self.counts.came?, self.counts.went?))
    }

    fn confirm_as(&self, came: UnixMs, went: UnixMs) -> Deed {
        let act = Act::ConfirmAttendance(ConfirmAttendance { came, went, heard: self.heard });
        deed(act, self.id.uuid(), Undo::Grace)
    }

    /// 青石河东岸，1月29日 周五（廿二）
    pub fn title(&self, words: &Words) -> String {
        dotted([Some(words.day_full(self.slot.starts.day())), Some(self.zone.clone())])
    }

    /// 8:31 到 11:30，3 小时
    pub fn hours(&self, words: &Words) -> String {
        let times = self.counts.words(words);
        let hours = self.served.map(|served| words.served(served));
        dotted([Some(times), hours])
    }
}

/// The card of one coming and going, with 〔确认〕 and 〔改时间〕.
#[component]
pub fn VisitCard(
    /// The visit.
    visit: Visit,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let changing = RwSignal::new(false);
    let (confirmed, disputed, waits) = (visit.confirmed, visit.disputed, visit.waits());
    let shown = StoredValue::new(visit.clone());
    let state = move || {
        let words = &tongue.words().assign;
        match (confirmed, disputed) {
            (true, false) => words.confirmed,
            (true, true) => words.disputed,
            (false, _) => words.unconfirmed,
        }
    };
    let confirm = move |()| {
        if let Some(deed) = shown.with_value(Visit::confirm) {
            doer.act(deed, tongue.words().assign.confirmed.to_owned(), |_| {});
        }
    };
    let fact = move |times: Times, term: fn(&Words) -> &'static str| {
        times.any().then(|| {
            view! { <Fact term=move || term(tongue.words()) value=move || times.words(tongue.words())/> }
        })
    };
    view! {
        <article class="ask">
            <header class="ask__head"><h3 class="ask__zone">{move || shown.with_value(|visit| visit.title(tongue.words()))}</h3></header>
            <Facts>
                {fact(visit.tapped, |words| words.assign.times_tapped)}
                {fact(visit.told, |words| words.assign.times_told)}
                {fact(visit.leader, |words| words.assign.times_leader)}
                <Fact term=state value=move || shown.with_value(|visit| visit.hours(tongue.words()))/>
            </Facts>
            <div class="row">
                {waits.then(|| view! { <Button label=move || tongue.words().assign.confirm look=Look::Line on_press=confirm/> })}
                <Button label=move || tongue.words().assign.change_times look=Look::Line on_press=move |()| changing.set(true)/>
            </div>
            <TimesSheet shown changing/>
        </article>
    }
}

/// Two clocks as they are typed: when she came and went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Clocks {
    came: String,
    went: String,
}

impl Clocks {
    fn of(visit: &Visit) -> Self {
        let of = |at: Option<UnixMs>, or: UnixMs| field_clock(at.unwrap_or(or));
        Self { came: of(visit.counts.came, visit.slot.starts), went: of(visit.counts.went, visit.slot.ends) }
    }

    /// Both, on the day of a slot, where they are in order.
    fn on(&self, day: NaiveDate) -> Option<(UnixMs, UnixMs)> {
        let at = |text: &str| clock(text).map(|minutes| UnixMs::at_china(day, minutes));
        let (came, went) = (at(&self.came)?, at(&self.went)?);
        (came <= went).then_some((came, went))
    }
}

/// Two clocks: when she came and went, as the leader confirms it.
#[component]
pub fn TimesSheet(
    /// The visit.
    shown: StoredValue<Visit>,
    /// Whether the sheet is up.
    changing: RwSignal<bool>,
) -> impl IntoView {
    let tongue = use_tongue();
    let title = move || shown.with_value(|visit| visit.title(tongue.words()));
    view! {
        <Sheet title open=changing on_close=move |()| changing.set(false)>
            <TimesForm shown changing/>
        </Sheet>
    }
}

#[component]
fn TimesForm(shown: StoredValue<Visit>, changing: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let visit = shown.get_value();
    let key = format!("times.{}", visit.id);
    let clocks = use_kept_over(key.clone(), Clocks::of(&visit));
    let wrong = RwSignal::new(false);
    let save = move |()| {
        let times = clocks.with_untracked(|clocks| clocks.on(visit.slot.starts.day()));
        wrong.set(times.is_none());
        if let Some((came, went)) = times {
            let deed = Deed { draft: Some(key.clone()), ..visit.confirm_as(came, went) };
            doer.act(deed, tongue.words().assign.confirmed.to_owned(), move |_| {
                changing.try_set(false);
            });
        }
    };
    let error = move || wrong.get().then(|| tongue.words().roll.wrong_times.to_owned());
    view! {
        <WhenField name="visit-came" when=When::Clock label=move || tongue.words().roll.when_came value=move || clocks.with(|it| it.came.clone()) error=None
            on_choose=move |text| clocks.update(|it| it.came = text)/>
        <WhenField name="visit-went" when=When::Clock label=move || tongue.words().roll.when_went value=move || clocks.with(|it| it.went.clone()) error=error
            on_choose=move |text| clocks.update(|it| it.went = text)/>
        <Button label=move || tongue.words().assign.confirm look=Look::Primary on_press=save/>
    }
}

/// 08:30, as the phone's wheel takes it.
fn field_clock(at: UnixMs) -> String {
    format!("{:0>5}", at.clock())
}
