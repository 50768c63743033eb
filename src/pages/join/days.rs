//! 您哪天有空？ The drive's days as rows, their hours as chips: the next seven open, what comes after them behind a line.

use yingchun_domain::campaign::Session;
use yingchun_domain::lunar::LunarDay;
use yingchun_domain::time::{Half, UnixMs};

use super::answers::Answers;
use crate::arrange::Arrange as _;
use crate::components::chip::Chip;
use crate::components::fold::Fold;
use crate::components::slots::{SlotDay, Slots};
use crate::html::*;
use crate::sync::use_phone;
use crate::words::use_tongue;

/// So many days stand open: what nobody looks ahead of, and one screen.
const DAYS_OPEN: usize = 7;

/// The half days that are not over. Where by this phone's clock all are, the clock may be wrong: then it is all of them.
fn still_to_come(sessions: &[Session], now: UnixMs) -> Vec<Session> {
    let ahead = |session: &&Session| UnixMs::at_china(session.day, session.ends_minutes) > now;
    let ahead: Vec<Session> = sessions.iter().filter(ahead).copied().collect();
    if ahead.is_empty() { sessions.to_vec() } else { ahead }
}

/// They a day each, first those that stand open, then those behind the line. A later day that she chose hides nowhere.
fn days(mut sessions: Vec<Session>, answers: &Answers) -> (Vec<Vec<Session>>, Vec<Vec<Session>>) {
    sessions.arrange_by(|session| (session.day, session.half == Half::Afternoon, session.starts_minutes));
    let mut open: Vec<Vec<Session>> =
        sessions.chunk_by(|one, next| one.day == next.day).map(<[Session]>::to_vec).collect();
    let later = open.split_off(DAYS_OPEN.min(open.len()));
    let chosen = later.iter().flatten().any(|session| answers.free.contains(&session.half_day()));
    if !chosen {
        return (open, later);
    }
    open.extend(later);
    (open, vec![])
}

/// Days as rows, their hours as chips; what is over is left out.
#[component]
pub fn DayRows(
    /// What is chosen.
    answers: RwSignal<Answers>,
    /// The drive's half days.
    sessions: StoredValue<Vec<Session>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let now = use_phone().now().get_untracked();
    let ahead = sessions.with_value(|sessions| still_to_come(sessions, now));
    let (open, later) = answers.with_untracked(|answers| days(ahead, answers));
    let left = later.len();
    let row = move |hours: Vec<Session>| view! { <DayRow hours answers sessions/> };
    view! {
        <Slots legend=move || tongue.words().join.days>
            <SlotDay day=Signal::derive(move || tongue.words().join.any_day.to_owned()) lunar="">
                <Chip label=move || tongue.words().join.all_of_them pressed=Signal::derive(move || answers.with(|it| it.any_day))
                    on_press=move |()| answers.update(Answers::toggle_all)/>
            </SlotDay>
            {open.into_iter().map(row).collect_view()}
            {(left > 0).then(|| view! {
                <li>
                    <Fold label=move || tongue.words().join.more_days(left) aside="" on_open=|()| ()>
                        <ul>{later.into_iter().map(row).collect_view()}</ul>
                    </Fold>
                </li>
            })}
        </Slots>
    }
}

#[component]
fn DayRow(
    hours: Vec<Session>,
    answers: RwSignal<Answers>,
    sessions: StoredValue<Vec<Session>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let chip = move |session: Session| {
        let starts = UnixMs::at_china(session.day, session.starts_minutes);
        let half = session.half_day();
        view! {
            <Chip label=Signal::derive(move || tongue.words().hour(starts)) pressed=Signal::derive(move || answers.with(|it| it.has(half)))
                on_press=move |()| sessions.with_value(|all| answers.update(|it| it.toggle(half, all)))/>
        }
    };
    let day = hours.first().map(|first| first.day)?;
    let feast = move || {
        tongue
            .words()
            .lunar(day)
            .and_then(LunarDay::feast_zh)
            .map_or(String::new(), |feast| [" ", feast].concat())
    };
    let lunar = move || [tongue.words().lunar_month_day(day), feast()].concat();
    Some(view! {
        <SlotDay day=Signal::derive(move || tongue.words().day_weekday(day)) lunar=Signal::derive(lunar)>
            {hours.into_iter().map(chip).collect_view()}
        </SlotDay>
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveDate};

    fn drive(days: u64) -> Vec<Session> {
        let first = NaiveDate::from_ymd_opt(2027, 1, 23).unwrap();
        let session = |day, half, starts_minutes| Session {
            day,
            half,
            starts_minutes,
            ends_minutes: starts_minutes + 180,
        };
        let both = |n| {
            let day = first + Days::new(n);
            [session(day, Half::Afternoon, 840), session(day, Half::Morning, 510)]
        };
        (0..days).flat_map(both).collect()
    }

    fn split(days_long: u64, answers: &Answers) -> (usize, usize) {
        let (open, later) = days(drive(days_long), answers);
        (open.len(), later.len())
    }

    #[test]
    fn of_three_weeks_the_next_seven_days_stand_open_unless_she_chose_a_later_one() {
        let nothing = Answers::default();
        assert_eq!([3, 7, 8, 21].map(|long| split(long, &nothing)), [(3, 0), (7, 0), (7, 1), (7, 14)]);
        let chose = |at: usize| Answers { free: vec![drive(21)[at].half_day()], ..Answers::default() };
        assert_eq!((split(21, &chose(0)), split(21, &chose(40))), ((7, 14), (21, 0)));
        let any = Answers { any_day: true, ..Answers::default() };
        assert_eq!(split(21, &any), (7, 14), "any day chooses none by itself");
    }

    #[test]
    fn a_half_day_that_is_over_is_left_out() {
        let all = drive(2);
        let noon = UnixMs::at_china(all[0].day, 12 * 60);
        let (open, _) = days(still_to_come(&all, noon), &Answers::default());
        let halves: Vec<usize> = open.iter().map(Vec::len).collect();
        assert_eq!(halves, [1, 2]);
        assert_eq!(still_to_come(&all, UnixMs(i64::MAX)).len(), 4, "a clock that is far ahead hides nothing");
    }
}
