//! 不再参加，删掉我的信息: the one act that asks first, because others see it and it cannot be had back.

use yingchun_domain::community::Community;
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::PersonId;
use yingchun_domain::person::leave::WithdrawConsent;

use crate::components::button::{Button, ButtonLink, Look};
use crate::components::empty::Empty;
use crate::components::sheet::Sheet;
use crate::html::*;
use crate::pages::mine::use_mine;
use crate::pages::shell::{use_counted, use_doer};
use crate::sync::{Deed, Undo};
use crate::words::use_tongue;

/// The button and its question.
#[component]
pub fn LeaveButton(
    /// Who leaves.
    person: PersonId,
) -> impl IntoView {
    let tongue = use_tongue();
    let up = RwSignal::new(false);
    let own = use_mine(move |mine| mine.me == person);
    let label = Signal::derive(move || {
        let me = &tongue.words().me;
        if own.get().unwrap_or(true) { me.leave } else { me.leave_other }.to_owned()
    });
    view! {
        <Button label look=Look::Quiet on_press=move |()| up.set(true)/>
        <Sheet title=label open=up on_close=move |()| up.set(false)><Question person up/></Sheet>
    }
}

/// After that: thanks, and the way in again, by her village's code where the phone still knows it.
#[component]
pub fn LeftNote() -> impl IntoView {
    let tongue = use_tongue();
    let code = use_mine(|mine| {
        let community = mine.set.get::<Community>(mine.person()?.community?.uuid()).known()?;
        Some(community.code.to_string())
    });
    let again = move || {
        code.get().flatten().map(|code| {
            let href = format!("/join/{code}/form");
            view! { <ButtonLink label=move || tongue.words().me.join_again href look=Look::Line/> }
        })
    };
    view! { <Empty words=move || tongue.words().me.left>{again}</Empty> }
}

#[component]
fn Question(person: PersonId, up: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let status = use_counted();
    let waiting = move || {
        let waiting = status.with(|status| status.waiting);
        (waiting > 0).then(|| view! { <p>{tongue.words().me.leave_waiting(waiting)}</p> })
    };
    let signed = use_mine(move |mine| mine.set.roles_of(person, mine.now).next().is_some());
    let signed =
        move || (signed.get() == Some(true)).then(|| view! { <p>{tongue.words().me.leave_official}</p> });
    let leave = move |()| {
        up.set(false);
        let deed = Deed {
            base: std::collections::BTreeMap::new(),
            act: Act::WithdrawConsent(WithdrawConsent {}),
            target: person.uuid(),
            on_behalf_of: None,
            shown: Shown::default(),
            photos: vec![],
            draft: None,
            undo: Undo::Grace,
        };
        doer.act(deed, tongue.words().me.left.to_owned(), |_| ());
    };
    view! {
        <p>{tongue.words().me.leave_gone}</p>
        <p>{tongue.words().me.leave_stays}</p>
        {signed}
        <p>{tongue.words().me.leave_photos}</p>
        {waiting}
        <Button label=tongue.words().me.leave_yes look=Look::Return on_press=leave/>
        <Button label=tongue.words().me.leave_no look=Look::Line on_press=move |()| up.set(false)/>
    }
}
